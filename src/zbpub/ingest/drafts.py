"""Drafts: an article with the provenance of all its words, and as its manuscript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from zbpub.base.chars import is_han, is_western
from zbpub.base.findings import Severity
from zbpub.ingest.doubts import Doubt
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
    Runs,
    Subhead,
)

_JUMP_MARKS = "（）()【】[]►▶▷→⇒>》☞※■●▲△▼◆◀◄←《< \u3000"


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


def draft_article(region: Region, name: str, page: str) -> Draft:
    """The article that the atoms of one region make up."""
    titles = read_titles(region.head)
    above = [atom.piece for atom in region.head if atom.kind is Kind.BYLINE]
    body = rejoin_body(region.body)
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
    if part.subhead:
        return Subhead((Run(part.piece.text),))
    return Paragraph(_make_runs(part.piece))


def _make_runs(piece: Piece) -> Runs:
    """The runs of a paragraph; strong only where Markdown can say so.

    Its marks must hug a word (CommonMark, 6.2), so that white space at the ends of a
    strong stretch is plain, and so is one that begins or ends with another mark.
    """
    parts: list[tuple[str, bool]] = []
    for strong, bits in groupby(_dress(piece), key=itemgetter(1)):
        text = "".join(text for text, _ in bits)
        parts.extend(_hug(text) if strong else ((text, False),))
    runs = [
        Run("".join(text for text, _ in same), strong=strong)
        for strong, same in groupby(parts, key=itemgetter(1))
    ]
    return tuple(run for run in runs if run.text)


def _dress(piece: Piece) -> Iterator[tuple[str, bool]]:
    """Each bit's text and whether it is strong; white space is as what precedes it."""
    before = False
    for bit in piece.bits:
        before = bit.strong or (before and not bit.text.strip())
        yield bit.text, before


def _hug(text: str) -> tuple[tuple[str, bool], ...]:
    """A strong stretch parted from the white space at its ends."""
    words = text.strip()
    simple = words and _is_word(words[0]) and _is_word(words[-1]) and "*" not in words
    if not simple:
        return ((text, False),)
    first = text.index(words)
    last = first + len(words)
    return (text[:first], False), (words, True), (text[last:], False)


def _is_word(char: str) -> bool:
    return is_han(char) or is_western(char)
