"""Ingest: the recognised text of a newspaper page in, its articles out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.callouts import gather_callouts
from zbpub.ingest.continuations import part_continuations, tie_to_turns
from zbpub.ingest.doubts import Doubt, place_doubt
from zbpub.ingest.drafts import Draft, draft_article, fields_of, finish_draft
from zbpub.ingest.endings import sign_atoms
from zbpub.ingest.given import Given
from zbpub.ingest.given_regions import part_given
from zbpub.ingest.kinds import Atom, Kind, type_lines
from zbpub.ingest.known import Known, impose_kinds, segment_known
from zbpub.ingest.ledger import Claim, Ledger, close_ledger, spell_article
from zbpub.ingest.lines import clean_lines
from zbpub.ingest.pairs import find_pair_slips
from zbpub.ingest.pieces import LeftOut, Piece
from zbpub.ingest.result import Caption, Ingested
from zbpub.ingest.segment import segment_page
from zbpub.ingest.slips import find_slips, find_width_slips
from zbpub.ingest.source import Source, read_source, refuse
from zbpub.ingest.wraps import measure_lines
from zbpub.manuscript.model import Article

UNUSABLE = "unusable source"
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")


def ingest_page(
    text: str,
    *,
    path: str,
    page: str,
    given: Given | Known | None = None,
    stem: str = "",
) -> Ingested:
    """The articles of one page; the same text always gives the same result.

    Args:
        text: What the recognition made of the page: Markdown or plain text.
        path: The source as the user named it; findings repeat it.
        page: The page's number (版次), for example ``"03"``.
        given: What the file says of its text, when it tells paragraphs and titles,
            or what the places of its lines on a scanned page say.
        stem: What the manuscripts are called after; by default ``page``.

    A source that is no page gives no articles and one error; nothing is raised.
    """
    source = read_source(text, path)
    refusal = refuse(source)
    if refusal is not None:
        return _refused(source, refusal)
    if isinstance(given, Given):
        segmented, left_out = part_given(given), given.left_out
        typed: tuple[Doubt, ...] = ()
    else:
        cleaned = clean_lines(source)
        guessed = type_lines(measure_lines(cleaned.lines))
        guessed = guessed if given is None else impose_kinds(guessed, given)
        atoms = sign_atoms(gather_callouts(tie_to_turns(guessed.atoms)))
        segmented = (
            segment_page(atoms) if given is None else segment_known(atoms, given)
        )
        left_out, typed = cleaned.left_out, guessed.doubts
    segmented = part_continuations(segmented)
    drafts = tuple(
        draft_article(
            region, article_name(stem or page, order), page, known=segmented.known
        )
        for order, region in enumerate(segmented.regions, start=1)
    )
    doubts = (*typed, *segmented.doubts)
    return _conclude(source, drafts, segmented.before, left_out, doubts)


def _refused(source: Source, refusal: Finding) -> Ingested:
    claim = Claim("", ((0, len(source.text)),), UNUSABLE)
    return Ingested(
        articles=(),
        captions=(),
        jumps=(),
        furniture=(),
        joined=0,
        ledger=close_ledger(source, (claim,), {}),
        findings=(refusal,),
    )


def article_name(stem: str, order: int) -> str:
    """The manuscript's name: stem and order; the stem may come from anywhere."""
    return f"{_NO_NAME.sub('-', stem).strip('-') or 'page'}-{order:02d}"


def _conclude(
    source: Source,
    drafts: Sequence[Draft],
    before: Sequence[Atom],
    marks: Sequence[LeftOut],
    doubts: Sequence[Doubt],
) -> Ingested:
    """The result of all passes, its ledger closed and its findings in order."""
    articles = tuple(finish_draft(draft) for draft in drafts)
    captions = _captions(drafts, before)
    furniture = _furniture(drafts, before)
    printed = {f"caption {n}": one.text for n, (one, _) in enumerate(captions, 1)}
    printed |= {f"furniture {n}": atom.text for n, atom in enumerate(furniture, 1)}
    printed |= {f"{draft.name} jump": draft.jump.text for draft in drafts}
    claims = [*_claim_drafts(drafts), *_claim_marks(marks)]
    claims += [
        Claim(f"caption {n}", piece.spans, str(Kind.CAPTION))
        for n, (_, piece) in enumerate(captions, start=1)
    ]
    claims += [
        Claim(f"furniture {n}", atom.piece.spans, _reason(atom))
        for n, atom in enumerate(furniture, start=1)
    ]
    ledger = close_ledger(source, claims, _spell(articles) | printed)
    found = [*doubts, *_stray_boxes(before)]
    for draft in drafts:
        found += [*draft.doubts, *_slips(draft)]
    placed = [place_doubt(doubt, source) for doubt in found]
    return Ingested(
        articles=articles,
        captions=tuple(one for one, _ in captions),
        jumps=tuple(draft.jump.text for draft in drafts),
        furniture=tuple(atom.text for atom in furniture),
        joined=sum(draft.joined for draft in drafts),
        ledger=ledger,
        findings=(*_unbalanced(ledger), *_in_order(placed)),
    )


def _captions(
    drafts: Sequence[Draft], before: Sequence[Atom]
) -> list[tuple[Caption, Piece]]:
    loose = [atom.piece for atom in before if atom.kind is Kind.CAPTION]
    captions = [(Caption(piece.text), piece) for piece in loose]
    for draft in drafts:
        captions += [(Caption(one.text, draft.name), one) for one in draft.captions]
    return captions


def _furniture(drafts: Sequence[Draft], before: Sequence[Atom]) -> list[Atom]:
    loose = (Kind.FURNITURE, Kind.CALLOUT, Kind.JUMP)
    furniture = [atom for atom in before if atom.kind in loose]
    for draft in drafts:
        furniture += draft.furniture
    return furniture


def _reason(atom: Atom) -> str:
    return atom.reason if atom.kind is Kind.FURNITURE else str(atom.kind)


def _claim_drafts(drafts: Sequence[Draft]) -> Iterator[Claim]:
    for draft in drafts:
        for field, piece in fields_of(draft):
            yield Claim(f"{draft.name} {field}", piece.spans)
        yield Claim(f"{draft.name} jump", draft.jump.spans, str(Kind.JUMP))
        yield from _claim_marks(draft.left_out)


def _claim_marks(marks: Sequence[LeftOut]) -> Iterator[Claim]:
    for mark in marks:
        yield Claim("", ((mark.start, mark.end),), mark.reason)


def _spell(articles: Sequence[Article]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for article in articles:
        texts |= spell_article(article)
    return texts


def _slips(draft: Draft) -> Iterator[Doubt]:
    fields = list(fields_of(draft))
    followers = [piece.text for _, piece in fields[1:]] + [""]
    for (field, piece), following in zip(fields, followers, strict=True):
        yield from find_slips(piece)
        yield from find_pair_slips(piece, following)
        if field.startswith("block"):
            yield from find_width_slips(piece)


def _stray_boxes(before: Sequence[Atom]) -> Iterator[Doubt]:
    for atom in before:
        if atom.kind is Kind.CALLOUT:
            yield Doubt(
                "I020",
                atom.piece.start,
                "this call-out stands before all articles and belongs to none",
                "write it into the callouts of the article it belongs to",
            )


def _unbalanced(ledger: Ledger) -> Iterator[Finding]:
    if ledger.lost or ledger.invented:
        yield Finding(
            code="I005",
            message=f"the ledger does not balance: {ledger.lost} characters lost,"
            f" {ledger.invented} invented",
            path=ledger.source.path,
            severity=Severity.ERROR,
            hint="compare the manuscripts with the source, and report this page",
        )


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (one.line, one.column, one.code))
