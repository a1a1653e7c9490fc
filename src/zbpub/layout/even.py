"""Even pages: articles moved and exchanged until no page gains much by another.

All counts are whole steps; the best exchange is made first, and of equal ones the one
that comes first in the issue. The same units always give the same homes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_CROWD = 200
"""Cost of each unit beyond what a page can hold, in squared steps."""
_FEW = 20
"""Cost of each unit that a page lacks to ``_LEAST_UNITS``."""
_LEAST_UNITS = 3
_GAIN = 1
"""Squared steps that an exchange must gain: what evens nothing is not made."""
_MOST_EXCHANGES = 500


@dataclass(frozen=True, slots=True)
class Unit:
    """An article as the desk weighs it."""

    steps: int
    """Its need."""
    pages: tuple[int, ...]
    """Where it may stand."""
    is_fixed: bool = False
    """Whether it stays where it is."""
    is_solid: bool = True
    """Whether it counts among a crowded page's units; a brief can be gathered."""


@dataclass(slots=True)
class Desk:
    """Units on their way to their pages."""

    units: Sequence[Unit]
    rooms: Sequence[int]
    """Steps of each page."""
    most_solid: int
    homes: list[int] = field(default_factory=list)
    """The page of each unit."""

    def fills(self) -> list[int]:
        """The steps that stand on each page."""
        fills = [0] * len(self.rooms)
        for unit, home in zip(self.units, self.homes, strict=True):
            fills[home] += unit.steps
        return fills

    def solids(self) -> list[int]:
        """How many units of each page cannot be gathered."""
        counts = [0] * len(self.rooms)
        for unit, home in zip(self.units, self.homes, strict=True):
            counts[home] += unit.is_solid
        return counts


@dataclass(frozen=True, slots=True)
class _Exchange:
    gain: int
    moves: tuple[tuple[int, int], ...]
    """(unit, its new page)."""


def even_out(desk: Desk) -> None:
    """Move the desk's units until the pages are as even as they get."""
    for _ in range(_MOST_EXCHANGES):
        best = _best(desk)
        if best is None:
            return
        for unit, page in best.moves:
            desk.homes[unit] = page


def _best(desk: Desk) -> _Exchange | None:
    weigh = _Scale(desk)
    best: _Exchange | None = None
    for moves in _moves(desk):
        gain = weigh.gain(moves)
        if gain >= _GAIN and (best is None or gain > best.gain):
            best = _Exchange(gain, moves)
    return best


def _moves(desk: Desk) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every unit to every page, and every two units to one another's."""
    free = [i for i, unit in enumerate(desk.units) if not unit.is_fixed]
    for one in free:
        for page in desk.units[one].pages:
            if page != desk.homes[one]:
                yield ((one, page),)
    for rank, one in enumerate(free):
        for other in free[rank + 1 :]:
            here, there = desk.homes[one], desk.homes[other]
            if (
                here != there
                and desk.units[one].steps != desk.units[other].steps
                and there in desk.units[one].pages
                and here in desk.units[other].pages
            ):
                yield ((one, there), (other, here))


class _Scale:
    """What pages cost as they are, and what moves gain."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.fills = desk.fills()
        self.solids = desk.solids()
        self.counts = [desk.homes.count(page) for page in range(len(desk.rooms))]
        total, room = sum(self.fills), sum(desk.rooms)
        self.aims = [total * own / room for own in desk.rooms]
        self.most_few = min(_LEAST_UNITS, len(desk.units) // len(desk.rooms))

    def gain(self, moves: Sequence[tuple[int, int]]) -> int:
        """By how much ``moves`` lower the cost, in squared steps."""
        change: dict[int, tuple[int, int, int]] = {}
        for index, page in moves:
            unit = self.desk.units[index]
            for where, sign in ((self.desk.homes[index], -1), (page, 1)):
                steps, solid, count = change.get(where, (0, 0, 0))
                change[where] = (
                    steps + sign * unit.steps,
                    solid + sign * unit.is_solid,
                    count + sign,
                )
        return round(
            sum(
                self._cost(page, (0, 0, 0)) - self._cost(page, by)
                for page, by in change.items()
            )
        )

    def _cost(self, page: int, by: tuple[int, int, int]) -> float:
        steps, solid, count = by
        off = self.fills[page] + steps - self.aims[page]
        crowd = max(0, self.solids[page] + solid - self.desk.most_solid)
        few = max(0, self.most_few - self.counts[page] - count)
        return off * off + _CROWD * crowd + _FEW * few
