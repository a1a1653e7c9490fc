"""What stands around a filler: lines, a label set into them, and a fret (回纹)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zbpub.layout.page import Rect, Rule

_THICK, _THIN, _INNER = 1500, 400, 3200
"""The outer line, the inner one, and from outer edge to inner edge (mpt)."""
_TO_FRET = 5000
"""From the outer edge to the fret."""
_CELL_WIDTH, _CELL_HEIGHT = 8, 7
"""A turn of the fret in strokes of its own thickness."""
_TURN = ((0, 0, 1, 7), (0, 0, 7, 1), (6, 0, 1, 5), (2, 4, 5, 1), (2, 2, 1, 3),
         (2, 2, 3, 1))  # fmt: skip
"""Its strokes: x, y, width, height; the base line below them is drawn as one."""

Side = Literal["top", "foot", "left", "right"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A double line, with a fret inside it or without, along the edges of ``box``."""

    box: Rect
    """The outer edges, mpt."""
    fret: int
    """How thick the fret is; 0: there is none."""
    label: tuple[int, int] | None = None
    """Where the upper lines are open for a label: left and right edge."""

    @property
    def inner(self) -> Rect:
        """The place inside."""
        if not self.fret:
            return _shrunk(self.box, _INNER + _THIN)
        return _shrunk(self.box, _TO_FRET + self.fret)

    @property
    def ground(self) -> Rect:
        """The place inside the inner line."""
        return _shrunk(self.box, _INNER)

    @property
    def bands(self) -> tuple[Rect, ...]:
        """The places that the fret covers."""
        if not self.fret:
            return ()
        return tuple(band for _, band in _bands(_shrunk(self.box, _TO_FRET), self.fret))

    def rules(self) -> tuple[Rule, ...]:
        """All that is drawn."""
        rules = [
            *_edges("filler-thick", self.box, _THICK, self.label),
            *_edges("filler-thin", self.ground, _THIN, self.label),
        ]
        if self.fret:
            for side, band in _bands(_shrunk(self.box, _TO_FRET), self.fret):
                rules += _fret(side, band)
        return tuple(rules)


def _shrunk(box: Rect, by: int) -> Rect:
    return Rect(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def _edges(
    role: Literal["filler-thick", "filler-thin"], box: Rect, thick: int,
    label: tuple[int, int] | None,
) -> Iterator[Rule]:  # fmt: skip
    right, foot = box.x + box.width, box.y + box.height
    left_end, right_start = label or (right, right)
    places = [
        Rect(box.x, box.y, left_end - box.x, thick),
        Rect(right_start, box.y, right - right_start, thick),
        Rect(box.x, foot - thick, box.width, thick),
        Rect(box.x, box.y, thick, box.height),
        Rect(right - thick, box.y, thick, box.height),
    ]
    for place in places:
        if place.width > 0:
            if role == "filler-thick":
                yield Rule("filler-thick", place)
            else:
                yield Rule("filler-thin", place)


def _bands(box: Rect, thick: int) -> list[tuple[Side, Rect]]:
    """Top and foot over the whole width, left and right between them."""
    tall = box.height - 2 * thick
    foot, right = box.y + box.height - thick, box.x + box.width - thick
    return [
        ("top", Rect(box.x, box.y, box.width, thick)),
        ("foot", Rect(box.x, foot, box.width, thick)),
        ("left", Rect(box.x, box.y + thick, thick, tall)),
        ("right", Rect(right, box.y + thick, thick, tall)),
    ]


def _fret(side: Side, band: Rect) -> Iterator[Rule]:
    """Turns along ``band``, as many as fill it nearly, evenly apart; base outside."""
    is_level = side in ("top", "foot")
    along, thick = (band.width, band.height) if is_level else (band.height, band.width)
    stroke = thick // _CELL_HEIGHT
    count = max(round(along / (stroke * _CELL_WIDTH)), 1)
    for turn in range(count):
        start = along * turn // count
        left = (along // count - (_CELL_WIDTH - 1) * stroke) // 2
        for x, y, width, tall in _TURN:
            a, b = start + left + x * stroke, y * stroke
            yield _turned(side, band, (a, b, width * stroke, tall * stroke))
    base = ((0, (_CELL_HEIGHT - 1) * stroke, along, stroke),)
    for part in base:
        yield _turned(side, band, part)


def _turned(side: Side, band: Rect, part: tuple[int, int, int, int]) -> Rule:
    """``part``, along and down from the inner edge, where it stands on its side."""
    along, down, width, tall = part
    match side:
        case "foot":
            place = Rect(band.x + along, band.y + down, width, tall)
        case "top":
            y = band.y + band.height - down - tall
            place = Rect(band.x + along, y, width, tall)
        case "right":
            place = Rect(band.x + down, band.y + along, tall, width)
        case "left":
            x = band.x + band.width - down - tall
            place = Rect(x, band.y + along, tall, width)
    return Rule("filler-ornament", place)
