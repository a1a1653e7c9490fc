"""A set line in, strokes of the pen out: glyphs that one text operator can show.

A stroke has one face, one size and one direction; a new one begins where any of them
or the line that the pen draws along changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from zbpub.compose.cell import ASCENT, Posture
from zbpub.compose.paragraph import Placed
from zbpub.layout.page import Fragment, SetLine


class Direction(Enum):
    """Which way the pen goes on the page."""

    LEVEL = "level"
    """Left to right."""
    TURNED = "turned"
    """Down the page, each glyph lying on its side: Latin in vertical lines."""
    DOWN = "down"
    """Down the page, each glyph upright: vertical writing mode."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Glyphs that the pen shows without being lifted; mpt in the fragment."""

    direction: Direction
    size: int
    cross: int
    """Where the pen draws: from the fragment's top if level, else from its left."""
    glyphs: tuple[Placed, ...]
    starts: tuple[int, ...]
    """Where each glyph begins, along the pen's way."""

    def advance(self, placed: Placed) -> int:
        """How far a glyph moves the pen by itself."""
        if self.direction is Direction.DOWN:
            return self.size
        return placed.cell.face.advance(placed.cell.glyph, self.size)


@dataclass(frozen=True, slots=True)
class _Dab:
    """One glyph with the place that the pen takes for it."""

    direction: Direction
    size: int
    cross: int
    start: int
    placed: Placed


def strokes(line: SetLine, fragment: Fragment) -> Iterator[Stroke]:
    """The strokes of ``line``, in reading order."""
    dabs = _down(line, fragment) if fragment.is_vertical else _level(line, fragment)
    for (direction, size, cross, _), group in groupby(dabs, key=_pen):
        members = list(group)
        glyphs = tuple(dab.placed for dab in members)
        starts = tuple(dab.start for dab in members)
        yield Stroke(direction, size, cross, glyphs, starts)


def _pen(dab: _Dab) -> tuple[Direction, int, int, object]:
    return dab.direction, dab.size, dab.cross, dab.placed.cell.face.key


def _level(line: SetLine, fragment: Fragment) -> Iterator[_Dab]:
    for placed in line.glyphs:
        cross, start = line.baseline - placed.cell.rise, line.x + placed.x
        size = _size(placed, fragment)
        yield _Dab(Direction.LEVEL, size, cross, start, placed)


def _down(line: SetLine, fragment: Fragment) -> Iterator[_Dab]:
    baseline = fragment.place.width - line.baseline
    for _, group in groupby(line.glyphs, key=_stand):
        members = list(group)
        if members[0].cell.posture is Posture.LEVEL:
            yield from _turned(members, line.x, baseline, fragment)
        elif len(members) > 1:
            yield from _beside(members, line.x, baseline, fragment)
        else:
            yield _upright(members[0], line.x, baseline, fragment)


def _stand(placed: Placed) -> tuple[object, ...]:
    """Alike for upright glyphs that stand side by side, and for all that lie."""
    cell = placed.cell
    is_upright = cell.posture is Posture.UPRIGHT
    return (placed.x, cell.scale) if is_upright else ()


def _turned(
    members: Iterable[Placed], top: int, baseline: int, fragment: Fragment
) -> Iterator[_Dab]:
    for placed in members:
        cross, size = baseline + placed.cell.rise, _size(placed, fragment)
        yield _Dab(Direction.TURNED, size, cross, top + placed.x, placed)


def _beside(
    members: Sequence[Placed], top: int, baseline: int, fragment: Fragment
) -> Iterator[_Dab]:
    """Digits side by side (纵中横): a word of level text inside the column."""
    for placed in members:
        size = _size(placed, fragment)
        cross = top + placed.x + size * ASCENT // 1000
        yield _Dab(Direction.LEVEL, size, cross, baseline + placed.cell.rise, placed)


def _upright(placed: Placed, top: int, baseline: int, fragment: Fragment) -> _Dab:
    """In vertical writing mode the pen draws along the middle of the glyphs."""
    cell, size = placed.cell, _size(placed, fragment)
    middle = baseline + cell.rise + cell.face.advance(cell.glyph, size) // 2
    return _Dab(Direction.DOWN, size, middle, top + placed.x, placed)


def _size(placed: Placed, fragment: Fragment) -> int:
    return fragment.size * placed.cell.scale // 1000
