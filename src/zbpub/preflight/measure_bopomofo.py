"""Bopomofo at the right of its Han: its size, its distance, its middle.

CLREQ, "Positioning of Bopomofo": in level and in vertical lines alike it stands at the
right of its character, three tenths as large, and centred on it from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbpub.preflight.measure_marks import is_beside, is_han_glyph, is_tone
from zbpub.preflight.measure_values import Body, Evidence, Line, Tally, around
from zbpub.preflight.pdf_values import Glyph

SIZE = 0.3
"""em, of the Han's size."""
SIZE_LIMIT = 0.03
PLACE_LIMIT = 0.05
"""em; the neutral tone over a column moves its signs by a thirtieth."""

_MOST_AWAY = 0.1  # em of white between a Han and its column
_NEAR = 0.3  # em: a column this near to a Han is its own


@dataclass(frozen=True, slots=True)
class _Column:
    """The signs of one Han, tones apart."""

    line: Line
    han: Glyph
    signs: tuple[Glyph, ...]


def bopomofo_sizes(body: Body) -> Tally:
    """How far signs are from three tenths of an em."""
    return Tally(
        SIZE_LIMIT,
        tuple(
            _tell(body, one, one.signs[0].size / body.size - SIZE)
            for one in _columns(body)
        ),
    )


def bopomofo_places(body: Body) -> Tally:
    """How far columns are from the middle of their Han, or too far from it."""
    return Tally(
        PLACE_LIMIT,
        tuple(_tell(body, one, _misplaced(one, body.size)) for one in _columns(body)),
    )


def _tell(body: Body, one: _Column, value: float) -> Evidence:
    text = "".join(glyph.text for glyph in (one.han, *one.signs))
    return body.evidence_at(one.line, value, text, around(one.signs))


def _columns(body: Body) -> Iterator[_Column]:
    for column in body.columns:
        signs = [
            glyph
            for glyph in body.pages[column.page - 1].glyphs
            if glyph.turned == column.turned
            and is_beside(glyph, body.size)
            and not is_tone(glyph)
        ]
        for line in column.lines if signs else ():
            for han in filter(is_han_glyph, line.glyphs):
                own = tuple(g for g in signs if _is_own(g, han, line, body.size))
                if own:
                    yield _Column(line, han, own)


def _is_own(glyph: Glyph, han: Glyph, line: Line, size: float) -> bool:
    right, up = _offset(glyph, han, line, size)
    return -_NEAR / 2 < right / size < _NEAR and abs(up) < size / 2


def _offset(glyph: Glyph, han: Glyph, line: Line, size: float) -> tuple[float, float]:
    """White between Han and sign, and how far apart their middles are, in points."""
    _, top, _, foot = around((glyph,))
    if line.turned % 2:
        upper = around((han,))[1]
        return upper - foot, (glyph.x0 + glyph.x1) / 2 - han.x0 - size / 2
    middle = line.y - 0.38 * size
    return glyph.x0 - han.x0 - size, (top + foot) / 2 - middle


def _misplaced(one: _Column, size: float) -> float:
    offsets = [_offset(glyph, one.han, one.line, size) for glyph in one.signs]
    off = (min(up for _, up in offsets) + max(up for _, up in offsets)) / 2
    white = max((right for right, _ in offsets), key=abs) / size
    return max(abs(off) / size, -white, white - _MOST_AWAY)
