"""A set line in, strokes of the pen out: glyphs that one text operator can show.

A stroke has one face, one size and one direction; a new one begins where any of them
or the line that the pen draws along changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from zbpub.compose.cell import ASCENT, Posture
from zbpub.compose.line import Placed
from zbpub.layout.page import Fragment, SetLine


class Direction(Enum):
    """Which way the pen goes on the page."""

    LEVEL = "level"
    """Left to right."""
    TURNED = "turned"
    """Down the page, each glyph lying on its side: Latin in vertical lines."""
    DOWN = "down"
    """Down the page, each glyph upright: vertical writing mode."""


FOOT = 1000 - ASCENT
"""From an em box's foot up to the baseline, in thousandths of an em."""
MIDDLE = 500 - FOOT
"""From the baseline up to the em box's middle."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Glyphs that the pen shows without being lifted; mpt in the fragment."""

    direction: Direction
    size: int
    cross: int
    """Where the pen draws: from the fragment's top if level, else from its left."""
    narrow: int
    """The glyphs' width, in thousandths of their own."""
    glyphs: tuple[Placed, ...]
    starts: tuple[int, ...]
    """Where the pen must be for each glyph, along its way."""

    def advance(self, placed: Placed) -> int:
        """How far a glyph moves the pen by itself."""
        if self.direction is Direction.DOWN:
            return self.size
        advance = placed.cell.face.advance(placed.cell.glyph, self.size)
        return advance * self.narrow // 1000


@dataclass(frozen=True, slots=True)
class _Dab:
    """One glyph with the place that the pen takes for it."""

    direction: Direction
    size: int
    cross: int
    start: int
    placed: Placed


def strokes(line: SetLine, fragment: Fragment) -> Iterator[tuple[Stroke, ...]]:
    """The strokes of ``line``, in reading order; those that say one thing together."""
    if not fragment.is_vertical:
        yield from ((stroke,) for stroke in _level(line, fragment))
        return
    for _, group in groupby(line.glyphs, key=_stand):
        members = list(group)
        dabs = [_down(placed, line, fragment) for placed in members]
        found = tuple(_joined(dabs))
        if len(members) > 1 and members[0].cell.posture is Posture.UPRIGHT:
            yield found
        else:
            yield from ((stroke,) for stroke in found)


def _joined(dabs: Iterable[_Dab]) -> Iterator[Stroke]:
    for (direction, size, cross, narrow, _), group in groupby(dabs, key=_pen):
        members = list(group)
        glyphs = tuple(dab.placed for dab in members)
        starts = tuple(dab.start for dab in members)
        yield Stroke(direction, size, cross, narrow, glyphs, starts)


def _pen(dab: _Dab) -> tuple[Direction, int, int, int, object]:
    cell = dab.placed.cell
    return dab.direction, dab.size, dab.cross, cell.narrow, cell.face.key


def _level(line: SetLine, fragment: Fragment) -> Iterator[Stroke]:
    """The strokes of a level line, as ``_joined`` would make them of its dabs.

    Nearly all glyphs of a newspaper come this way: none gets an object of its own.
    """
    for (_, scale, rise, narrow), group in groupby(line.glyphs, key=_hand):
        glyphs = tuple(group)
        starts = tuple(line.x + placed.x for placed in glyphs)
        size, cross = fragment.size * scale // 1000, line.baseline - rise
        yield Stroke(Direction.LEVEL, size, cross, narrow, glyphs, starts)


def _hand(placed: Placed) -> tuple[object, int, int, int]:
    """Alike for glyphs of a level line that one stroke shows."""
    cell = placed.cell
    return cell.face.key, cell.scale, cell.rise, cell.narrow


def _stand(placed: Placed) -> tuple[object, ...]:
    """Alike for upright glyphs side by side (纵中横), and for all that lie."""
    cell = placed.cell
    is_upright = cell.posture is Posture.UPRIGHT
    return (placed.x, cell.scale) if is_upright else ()


def _down(placed: Placed, line: SetLine, fragment: Fragment) -> _Dab:
    """A glyph of a vertical line.

    An upright one is drawn from the foot of its em box, on the baseline that Latin
    lying in the line has too: so readers see one straight line of text.
    """
    cell, size = placed.cell, _size(placed, fragment)
    cross = fragment.place.width - line.baseline + cell.rise
    start = line.x + placed.x
    if cell.posture is Posture.LEVEL:
        return _Dab(Direction.TURNED, size, cross, start, placed)
    middle = cell.face.advance(cell.glyph, size) // 2 - size * MIDDLE // 1000
    cross += middle * cell.narrow // 1000
    return _Dab(Direction.DOWN, size, cross, start + size, placed)


def _size(placed: Placed, fragment: Fragment) -> int:
    return fragment.size * placed.cell.scale // 1000
