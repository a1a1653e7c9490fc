"""Scan: a page set upright: straight, its lines horizontal, the first on the left.

A vertical page is turned by a quarter, so that its lines run from left to right and its
tiers (段) stand side by side like columns: whoever reads on need not know of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from zbpub.base.chars import CLOSING, OPENING, PAUSES, STOPS
from zbpub.ingest.scan import AreaKind, Box, ScanLine, ScanPage, ScanWord

TALL = 1.5
"""A line that is so many times as high as it is wide is vertical, or the reverse."""
MOST_SKEW = 0.05
"""Steepest slope that is believed to be a skew of the page: about three degrees."""
INK = 1.15
"""The size of type over the height of its inked line: glyphs do not fill their em."""
_STRAIGHT = 0.0004
_FEWEST = 4
_NARROW_CLOSE = CLOSING | STOPS | PAUSES


@dataclass(frozen=True, slots=True)
class Seat:
    """A word and its upright box."""

    word: ScanWord
    box: Box


@dataclass(frozen=True, slots=True)
class Strip:
    """A line, or the stretch of it that lies in one column."""

    seats: tuple[Seat, ...]
    box: Box
    size: float
    """Size of its type (em), in the unit of the page."""
    bold: bool = False
    margin: bool = False
    across: bool = False
    """Whether its text runs the other way than that of the page."""

    @property
    def bare(self) -> str:
        """Its characters without white space."""
        return "".join("".join(seat.word.text.split()) for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright page."""

    width: float
    height: float
    strips: tuple[Strip, ...]
    """From top to bottom and left to right, whatever the order of the file was."""
    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]
    vertical: bool


def set_upright(page: ScanPage) -> Upright:
    """``page`` upright; what the file says of its lines' order plays no part."""
    vertical = _is_vertical(page.lines)
    turned = [_turn_line(line, page.width, vertical) for line in page.lines]
    slope = _skew(turned)
    level = [_level(seats, slope) for seats in turned]
    strips = [
        _make_strip(
            line, seats, _straighten(_turn(line.box, page.width, vertical), slope)
        )
        for line, seats in zip(page.lines, level, strict=True)
    ]
    areas = {
        kind: tuple(
            sorted(
                _straighten(_turn(area.box, page.width, vertical), slope)
                for area in page.areas
                if area.kind is kind
            )
        )
        for kind in AreaKind
    }
    width, height = page.width, page.height
    return Upright(
        height if vertical else width,
        width if vertical else height,
        tuple(sorted(strips, key=place_of)),
        areas[AreaKind.PICTURE],
        areas[AreaKind.RULE],
        vertical,
    )


def place_of(strip: Strip) -> tuple[float, float, str]:
    """What strips are sorted by: from top to bottom, then from left to right."""
    return strip.box.y, strip.box.left, strip.bare


@lru_cache(maxsize=8192)
def units(text: str) -> float:
    """How many em ``text`` is wide: inked marks at its ends count half."""
    bare = "".join(text.split())
    wide = sum(0.5 if char.isascii() else 1.0 for char in bare)
    if len(bare) > 1:
        wide -= 0.5 * (bare[-1] in _NARROW_CLOSE) + 0.5 * (bare[0] in OPENING)
    return max(wide, 0.5)


def _is_vertical(lines: Iterable[ScanLine]) -> bool:
    """Whether more characters stand in lines that run down than in others."""
    balance = 0.0
    for line in lines:
        long = units(line.text)
        if long >= 2 and line.box.height > TALL * line.box.width:
            balance += long
        elif long >= 2 and line.box.width > TALL * line.box.height:
            balance -= long
    return balance > 0


def _turn(box: Box, width: float, vertical: bool) -> Box:
    """``box`` turned to the left by a quarter, if the page is vertical."""
    if not vertical:
        return box
    return Box(box.top, width - box.right, box.bottom, width - box.left)


def _turn_line(line: ScanLine, width: float, vertical: bool) -> tuple[Seat, ...]:
    return tuple(Seat(word, _turn(word.box, width, vertical)) for word in line.words)


def _skew(lines: Sequence[tuple[Seat, ...]]) -> float:
    """How far lines fall over their length: the middle one of all slopes."""
    slopes = [slope for seats in lines if (slope := _slope(seats)) is not None]
    if len(slopes) < _FEWEST:
        return 0.0
    slope = median(slopes)
    return slope if _STRAIGHT < abs(slope) <= MOST_SKEW else 0.0


def _slope(seats: tuple[Seat, ...]) -> float | None:
    """The slope of one line by the middles of its words (least squares)."""
    count = len(seats)
    if count < _FEWEST:
        return None
    x = sum(seat.box.x for seat in seats) / count
    y = sum(seat.box.y for seat in seats) / count
    spread = sum((seat.box.x - x) ** 2 for seat in seats)
    if spread <= (2 * seats[0].box.height) ** 2:
        return None
    return sum((seat.box.x - x) * (seat.box.y - y) for seat in seats) / spread


def _level(seats: tuple[Seat, ...], slope: float) -> tuple[Seat, ...]:
    if not slope:
        return seats
    return tuple(Seat(seat.word, _straighten(seat.box, slope)) for seat in seats)


def _straighten(box: Box, slope: float) -> Box:
    """``box`` turned back by ``slope``; it loses what the skew had added to it."""
    if not slope:
        return box
    x, y = box.x + slope * box.y, box.y - slope * box.x
    steep = abs(slope)
    wide = max(box.width - steep * box.height, box.width / 4)
    high = max(box.height - steep * box.width, box.height / 4)
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _make_strip(line: ScanLine, seats: tuple[Seat, ...], box: Box) -> Strip:
    return Strip(
        seats,
        box,
        _type_size(seats, box),
        line.bold,
        line.margin,
        across=box.height > TALL * box.width and units(line.text) >= 2,
    )


def _type_size(seats: tuple[Seat, ...], box: Box) -> float:
    """The em by the line's length or its height, whichever is less.

    Letter-spacing and columns run together lengthen a line; two lines run together and
    stray strokes heighten it.
    """
    long, thick = max(box.width, box.height), min(box.width, box.height)
    thick = min(thick, median(_thickness(seats, across=box.height > TALL * box.width)))
    wide = units("".join(seat.word.text for seat in seats))
    if wide < 2:
        return min(INK * box.height, INK * max(box.width / wide, thick))
    return min(long / wide, INK * thick)


def _thickness(seats: Sequence[Seat], *, across: bool) -> list[float]:
    return [seat.box.width if across else seat.box.height for seat in seats]


def cut_strip(strip: Strip, seats: tuple[Seat, ...]) -> Strip:
    """The stretch of ``strip`` that holds ``seats``, as high as all of it."""
    left = min(seat.box.left for seat in seats)
    right = max(seat.box.right for seat in seats)
    box = Box(left, strip.box.top, right, strip.box.bottom)
    return replace(strip, seats=seats, box=box, size=_type_size(seats, box))
