"""Drafts: an article with the provenance of all its words, and as its manuscript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbpub.base.findings import Severity
from zbpub.ingest.doubts import Doubt
from zbpub.ingest.dress import make_runs
from zbpub.ingest.heads import read_titles
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.pieces import (
    LeftOut,
    Piece,
    join_spaced,
    leave_out,
)
from zbpub.ingest.rejoin import Part, rejoin_body
from zbpub.ingest.segment import Region
from zbpub.ingest.signs import read_signs
from zbpub.ingest.titles import BRACKET, Titles
from zbpub.manuscript.model import (
    Article,
    Block,
    Callout,
    Paragraph,
    Run,
    Subhead,
)

_JUMP_MARKS = "（）()【】[]►▶▷→⇒>》☞※■●▲△▼◆◀◄←《<— \u3000"


@dataclass(frozen=True, slots=True)
class Draft:
    """One article whose every field knows where the source holds it."""

    name: str
    page: str
    titles: Titles
    dateline: Piece
    byline: Piece
    parts: tuple[Part, ...]
    callouts: tuple[Atom, ...]
    captions: tuple[Piece, ...]
    jump: Piece
    furniture: tuple[Atom, ...]
    left_out: tuple[LeftOut, ...]
    joined: int
    doubts: tuple[Doubt, ...]


def draft_article(
    region: Region, name: str, page: str, *, known: bool = False
) -> Draft:
    """The article that the atoms of one region make up.

    ``known``: its paragraphs are whole beyond doubt.
    """
    titles = read_titles(region.head)
    above = [atom.piece for atom in region.head if atom.kind is Kind.BYLINE]
    body = rejoin_body(region.body, known=known)
    signed = read_signs(body, above)
    lifted = {
        kind: tuple(atom for atom in body.lifted if atom.kind is kind)
        for kind in (Kind.CALLOUT, Kind.CAPTION, Kind.JUMP, Kind.FURNITURE)
    }
    jumps = [_bare_jump(atom.piece) for atom in lifted[Kind.JUMP]]
    jump_marks = tuple(mark for _, marks in jumps for mark in marks)
    doubts = (*titles.doubts, *body.doubts, *signed.doubts)
    return Draft(
        name,
        page,
        titles,
        signed.dateline,
        signed.byline,
        signed.parts,
        callouts=lifted[Kind.CALLOUT],
        captions=tuple(atom.piece for atom in lifted[Kind.CAPTION]),
        jump=join_spaced([jump for jump, _ in jumps]),
        furniture=lifted[Kind.FURNITURE],
        left_out=(*titles.left_out, *signed.left_out, *jump_marks),
        joined=body.joined,
        doubts=(*doubts, *_missing_headline(titles, region)),
    )


def _bare_jump(piece: Piece) -> tuple[Piece, tuple[LeftOut, ...]]:
    """A jump line without brackets and pointers, and these."""
    text = piece.text
    first = len(text) - len(text.lstrip(_JUMP_MARKS))
    last = len(text.rstrip(_JUMP_MARKS))
    marks = leave_out(piece.cut(0, first), BRACKET)
    marks += leave_out(piece.cut(last), BRACKET)
    return piece.cut(first, last), marks


def _missing_headline(titles: Titles, region: Region) -> tuple[Doubt, ...]:
    if titles.headline:
        return ()
    first = next((atom for atom in region.body if atom.piece), None)
    return (
        Doubt(
            "I004",
            first.piece.start if first else 0,
            "this text has no headline",
            "write one into the manuscript, or join the text to the article it is of",
            Severity.WARNING,
        ),
    )


def fields_of(draft: Draft) -> Iterator[tuple[str, Piece]]:
    """Each text of the manuscript with its name: ``headline``, ``paragraph 3``."""
    titles = draft.titles
    yield "label", titles.label
    yield "kicker", titles.kicker
    yield "headline", titles.headline
    yield "deck", titles.deck
    yield "dateline", draft.dateline
    yield "byline", draft.byline
    for number, atom in enumerate(draft.callouts, start=1):
        yield f"callout {number}", atom.piece
    for number, part in enumerate(draft.parts, start=1):
        yield f"block {number}", part.piece


def finish_draft(draft: Draft) -> Article:
    """``draft`` as the article that its manuscript holds."""
    titles = draft.titles
    return Article(
        name=draft.name,
        page=draft.page,
        kicker=titles.kicker.text,
        headline=titles.headline.text,
        deck=titles.deck.text,
        label=titles.label.text,
        dateline=draft.dateline.text,
        byline=draft.byline.text,
        callouts=tuple(
            Callout(atom.reason, atom.piece.text) for atom in draft.callouts
        ),
        body=tuple(_make_block(part) for part in draft.parts),
    )


def _make_block(part: Part) -> Block:
    if part.block is not None:
        return part.block
    if part.subhead:
        return Subhead((Run(part.piece.text),))
    return Paragraph(make_runs(part.piece))
