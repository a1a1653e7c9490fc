"""Classify: dateline and byline, taken out of the ends of an article's body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.ingest.bylines import BULLETS
from zbpub.ingest.datelines import find_dateline
from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.pieces import NOTHING, LeftOut, Piece, join_spaced, leave_out
from zbpub.ingest.rejoin import Body, Part
from zbpub.ingest.signatures import (
    Tail,
    after_dateline,
    opening_byline,
    tail_byline,
)
from zbpub.ingest.titles import BRACKET, JOINT

_AROUND = BULLETS + "（）()【】[] \u3000"


@dataclass(frozen=True, slots=True)
class Signed:
    """The body without dateline and bylines, and these by themselves."""

    dateline: Piece
    byline: Piece
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """What was taken from a paragraph's end, and the rest of it."""

    taken: Piece
    rest: Piece
    left_out: tuple[LeftOut, ...] = ()


def read_signs(body: Body, above: Sequence[Piece]) -> Signed:
    """Dateline and byline of an article; ``above`` are the bylines under its titles."""
    parts = list(body.parts)
    left_out: list[LeftOut] = []
    opening = [_strip_byline(piece, left_out) for piece in above]
    dateline = NOTHING
    index = next((at for at, part in enumerate(parts) if part.is_text), -1)
    if index >= 0:
        first = _take_dateline(parts[index].piece)
        second = _take_opening(first.rest)
        dateline = first.taken
        parts[index] = Part(second.rest)
        left_out += [*first.left_out, *second.left_out]
        opening += [second.taken]
    lines = [_strip_byline(piece, left_out) for piece in body.bylines]
    known = [piece for piece in (*opening, *lines) if piece]
    closing, doubts = _take_closing(parts, left_out, signed=bool(known))
    bylines = [*known, *([closing] if closing else [])]
    return Signed(
        dateline,
        join_spaced(bylines),
        tuple(part for part in parts if part.piece or part.block),
        tuple(left_out),
        (*doubts, *_several(bylines)),
    )


def _take_dateline(piece: Piece) -> _Cut:
    span = find_dateline(piece.text)
    if not span.end:
        return _Cut(NOTHING, piece)
    end = after_dateline(piece.text, span.end)
    marks = leave_out(piece.cut(0, span.first), BRACKET)
    marks += leave_out(piece.cut(span.last, span.end), BRACKET)
    marks += leave_out(piece.cut(span.end, end), JOINT)
    return _Cut(piece.cut(span.first, span.last).strip(), piece.cut(end), marks)


def _take_opening(piece: Piece) -> _Cut:
    """The byline that opens a paragraph, in brackets or before 报道."""
    found = opening_byline(piece.text)
    if not found.end:
        return _Cut(NOTHING, piece)
    reason = BRACKET if found.bracketed else JOINT
    marks = leave_out(piece.cut(0, found.first), reason)
    marks += leave_out(piece.cut(found.last, found.end), reason)
    taken = piece.cut(found.first, found.last).strip()
    return _Cut(taken, piece.cut(found.end).strip(), marks)


def _take_closing(
    parts: list[Part], left_out: list[LeftOut], *, signed: bool
) -> tuple[Piece, tuple[Doubt, ...]]:
    """Take the byline off the last paragraph; bare names count if none is known."""
    last = len(parts) - 1
    while last >= 0 and parts[last].block is not None:
        last -= 1
    if last < 0 or parts[last].subhead:
        return NOTHING, ()
    piece = parts[last].piece
    tail = tail_byline(piece.text)
    if not tail.sure and (signed or not tail.names):
        return NOTHING, ()
    taken = piece.cut(tail.first, tail.last).strip()
    left_out += leave_out(piece.cut(tail.outer, tail.first), BRACKET)
    left_out += leave_out(piece.cut(tail.last), BRACKET)
    parts[last] = Part(piece.cut(0, tail.outer).strip())
    return taken, _names_doubt(taken, tail)


def _names_doubt(taken: Piece, tail: Tail) -> tuple[Doubt, ...]:
    if tail.sure:
        return ()
    return (
        Doubt(
            "I015",
            taken.start,
            f"{quote(taken.text)} in brackets at the end is read as the byline",
            "if it belongs to the text, write it back in brackets",
        ),
    )


def _strip_byline(piece: Piece, left_out: list[LeftOut]) -> Piece:
    """``piece`` without the brackets and bullets round it, which are left out."""
    text = piece.text
    first = len(text) - len(text.lstrip(_AROUND))
    last = max(len(text.rstrip(_AROUND)), first)
    left_out += leave_out(piece.cut(0, first), BRACKET)
    left_out += leave_out(piece.cut(last), BRACKET)
    return piece.cut(first, last)


def _several(bylines: list[Piece]) -> tuple[Doubt, ...]:
    if len(bylines) < 2:
        return ()
    return (
        Doubt(
            "I014",
            bylines[-1].start,
            f"the article has {len(bylines)} bylines; they are set side by side",
            "keep those that should be printed",
        ),
    )
