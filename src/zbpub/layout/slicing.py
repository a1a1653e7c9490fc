"""The exact search: what stands on a page cuts it by straight cuts, and it is full.

A slicing floorplan is one unit, or two floorplans one above the other, or two side by
side. For each subset of the units, each width and each state of the upper corners the
cost of the cheapest plan of every height is kept, so the page's plan is the best of all
(after Stockmeyer's shape curves and the subset programme of Gange, Marriott and
Stuckey, "Optimal guillotine layout", DocEng 2012). Plans themselves are traced
afterwards (``zbpub.layout.plans``).

Two heads that meet at an upper corner (碰题) never stand side by side: a head touches a
corner or it does not, and the state of a plan says which of its two corners are so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product

import numpy as np
from numpy.typing import NDArray

from zbpub.layout.shaper import Shape, Shapes

Costs = NDArray[np.int32]

NEVER = 1 << 28
"""Cost where no plan is."""
STATES = 4
GAP = 1
"""Rows between stacked plans; a hairline stands in them."""
EXACT = 9
"""Units up to which every subset is searched: its time triples with each."""
MOST_UNITS = 14
_REACH = 26
"""Rows that a plan's height may differ from what its units take on average."""
_LENGTH = 2 * _REACH + 1
LEAD_RIGHT = 30
"""Cost of each unit that stands left of the lead, beside it."""
_DISORDER = 3
"""Cost of a unit above one of a higher grade, a grade apart."""
FULL_WIDTH = 6
"""Cost of a cut through the whole width: all alike (呆板), 通线."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What the search places: an article, or a piece."""

    name: str
    grade: int
    """0 the lead; pieces have none and stand behind all: a large number."""
    shapes: tuple[Shapes, ...]
    """By columns less one."""
    is_optional: bool = False
    cost: int = 0
    """Of having it at all."""


@dataclass(frozen=True, slots=True)
class Table:
    """Costs of the cheapest plans; rows and columns of the grid.

    Subsets are sums of 1 << unit. ``index[subset]`` is where a subset's curves stand,
    0 that of a subset which is not searched.
    """

    units: tuple[Unit, ...]
    columns: int
    rows: int
    index: NDArray[np.intp]
    curves: Costs
    """``curves[index, width, state, rows]``."""
    any: Costs
    """The least over all states: ``any[index, width, rows]``."""

    @property
    def everyone(self) -> int:
        """The subset of all units."""
        return (1 << len(self.units)) - 1

    @property
    def needed(self) -> int:
        """The subset of the units that must be on the page."""
        return sum(1 << i for i, u in enumerate(self.units) if not u.is_optional)

    def leaf(self, subset: int, width: int, state: int, rows: int) -> Shape | None:
        """The single unit's shape; None where there is none."""
        unit = subset.bit_length() - 1
        if subset != 1 << unit:
            return None
        return self.units[unit].shapes[width - 1].get((state, rows))

    def stacking(self, upper: NDArray[np.intp], lower: NDArray[np.intp]) -> Costs:
        """What stacking some subsets on others costs; never anything on the lead."""
        return _stacking(self.units, upper, lower)


def search(units: Sequence[Unit], columns: int, rows: int) -> Table:
    """Fill the table for ``units`` on a page of ``columns`` and up to ``rows``.

    Of more than ``EXACT`` units the page is cut in two across its width, the more
    important ones above; each half is then searched exactly.
    """
    return _Filler(tuple(units), columns, rows).run()


def leads_right(left: NDArray[np.intp], right: NDArray[np.intp]) -> Costs:
    """What standing subsets left of others costs, where the lead is in the latter.

    It adds up however three and more are grouped.
    """
    counts = np.array([int(subset).bit_count() for subset in left])
    costs: Costs = np.where(right & 1, LEAD_RIGHT * counts, 0).astype(np.int32)
    return costs


class _Filler:
    def __init__(self, units: tuple[Unit, ...], columns: int, rows: int) -> None:
        self.units, self.columns, self.rows = units, columns, rows
        self.halves = _halves(len(units))
        subsets = _searched(len(units), self.halves)
        self.subsets = sorted(subsets, key=lambda s: (s.bit_count(), s))
        self.index = np.zeros(1 << len(units), dtype=np.intp)
        self.index[self.subsets] = np.arange(1, len(self.subsets) + 1)
        count = len(self.subsets) + 1
        self.curves = np.full(
            (count, columns + 1, STATES, rows + 1), NEVER, dtype=np.int32
        )
        self.any = np.full((count, columns + 1, rows + 1), NEVER, dtype=np.int32)
        self.near = np.full(
            (count, columns + 1, STATES, _LENGTH), NEVER, dtype=np.int32
        )
        self.bases = _bases(units, columns)
        self.has = np.zeros((count, columns + 1), dtype=bool)

    def run(self) -> Table:
        for size, group in groupby(self.subsets, key=int.bit_count):
            subsets = list(group)
            if size == 1:
                for unit in range(len(self.units)):
                    self._leaves(unit)
            else:
                pairs = _pairs(subsets, self.halves)
                for width in range(1, self.columns + 1):
                    self._stack(pairs, width)
                    self._beside(pairs, width)
            for width in range(1, self.columns + 1):
                self._close(np.array(subsets), width)
        return Table(
            self.units, self.columns, self.rows, self.index, self.curves, self.any
        )

    def _leaves(self, unit: int) -> None:
        for width in range(1, self.columns + 1):
            for (state, rows), shape in self.units[unit].shapes[width - 1].items():
                if rows <= self.rows:
                    cost = shape.cost + self.units[unit].cost
                    self.curves[self.index[1 << unit], width, state, rows] = cost

    def _stack(self, pairs: _Pairs, width: int) -> None:
        has = self.has[:, width]
        pairs = pairs.only(has[self.index[pairs.one]] & has[self.index[pairs.other]])
        extra = _stacking(self.units, pairs.one, pairs.other)
        pairs, extra = pairs.only(extra < NEVER), extra[extra < NEVER]
        if not len(pairs.one):
            return
        if width == self.columns:
            extra = extra + FULL_WIDTH
        upper = self.near[self.index[pairs.one], width] + extra[:, None, None]
        lower = self.near[self.index[pairs.other], width].min(axis=1)
        out = np.full_like(upper, NEVER)
        for i in map(int, np.flatnonzero((upper < NEVER).any(axis=(0, 1)))):
            first, last = max(0, _REACH - i), min(_LENGTH, _LENGTH + _REACH - i)
            where = slice(first + i - _REACH, last + i - _REACH)
            sums = upper[:, :, i, None] + lower[:, None, first:last]
            np.minimum(out[:, :, where], sums, out=out[:, :, where])
        subsets, best = pairs.least(out)
        self._take(subsets, width, best)

    def _take(self, subsets: NDArray[np.intp], width: int, near: Costs) -> None:
        """Write curves around the average height into those by absolute height."""
        rows = np.arange(_LENGTH)[None, :] - _REACH - GAP
        rows = rows + self.bases[subsets, width][:, None]
        sound = (rows >= 0) & (rows <= self.rows)
        at = np.where(sound, rows, 0)
        where = self.index[subsets]
        known = self.curves[where, width]
        moved = np.full_like(known, NEVER)
        for state in range(STATES):
            values = np.where(sound, near[:, state], NEVER)
            which = np.arange(len(subsets))[:, None]
            np.minimum.at(moved[:, state], (which, at), values)
        self.curves[where, width] = np.minimum(known, moved)

    def _beside(self, pairs: _Pairs, width: int) -> None:
        for left in range(1, width):
            has, has_right = self.has[:, left], self.has[:, width - left]
            some = pairs.only(
                has[self.index[pairs.one]] & has_right[self.index[pairs.other]]
            )
            if not len(some.one):
                continue
            one = self.curves[self.index[some.one], left]
            other = self.curves[self.index[some.other], width - left]
            # By the state of the inner corner: 0 and 1 of a left one, 2 of a right one.
            clear = np.minimum(other[:, :2], other[:, 2:])
            out = np.full_like(one, NEVER)
            for outer, end in product((0, 1), (0, 1)):
                touching = one[:, 2 * outer + 1] + other[:, end]
                free = one[:, 2 * outer] + clear[:, end]
                out[:, 2 * outer + end] = np.minimum(touching, free)
            out += leads_right(some.one, some.other)[:, None, None]
            subsets, best = some.least(out)
            where = self.index[subsets]
            self.curves[where, width] = np.minimum(self.curves[where, width], best)

    def _close(self, subsets: NDArray[np.intp], width: int) -> None:
        """All that begins with these subsets is known: derive the other views."""
        where = self.index[subsets]
        curves = np.minimum(self.curves[where, width], NEVER)
        self.curves[where, width] = curves
        least = curves.min(axis=1)
        self.any[where, width] = least
        self.has[where, width] = (least < NEVER).any(axis=1)
        rows = np.arange(_LENGTH)[None, :] - _REACH - GAP
        rows = rows + self.bases[subsets, width][:, None]
        sound = (rows >= 0) & (rows <= self.rows)
        at = np.where(sound, rows, 0)
        for state in range(STATES):
            values = np.take_along_axis(curves[:, state], at, axis=1)
            self.near[where, width, state] = np.where(sound, values, NEVER)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Two subsets and their union, sorted by union."""

    one: NDArray[np.intp]
    other: NDArray[np.intp]
    union: NDArray[np.intp]

    def only(self, keep: NDArray[np.bool_]) -> _Pairs:
        return _Pairs(self.one[keep], self.other[keep], self.union[keep])

    def least(self, out: Costs) -> tuple[NDArray[np.intp], Costs]:
        """The least of ``out`` for each union."""
        starts = np.flatnonzero(np.diff(self.union, prepend=-1))
        return self.union[starts], np.minimum.reduceat(out, starts, axis=0)


def _halves(count: int) -> tuple[tuple[int, int], ...]:
    """Ways to part many units into those above and those below; none of few."""
    if count <= EXACT:
        return ()
    everyone = (1 << count) - 1
    middles = {count // 2 + by for by in (-1, 0, 1)}
    return tuple(
        ((1 << above) - 1, everyone ^ ((1 << above) - 1))
        for above in sorted(middles)
        if max(above, count - above) <= EXACT - 1
    )


def _searched(count: int, halves: Sequence[tuple[int, int]]) -> set[int]:
    """The subsets that are searched: all, or those of halves and of all together."""
    if not halves:
        return set(range(1, 1 << count))
    found = {(1 << count) - 1, *(1 << unit for unit in range(count))}
    for half in {half for both in halves for half in both}:
        found |= {half, *parts_of(half)}
    return found


def _pairs(subsets: Sequence[int], halves: Sequence[tuple[int, int]]) -> _Pairs:
    """All ways to part each subset in two, either order; a page of halves so only."""
    one: list[int] = []
    union: list[int] = []
    whole = {above | below for above, below in halves}
    for subset in subsets:
        if subset in whole:
            parts = [above for above, _ in halves]
        else:
            parts = list(parts_of(subset))
        one += parts
        union += [subset] * len(parts)
    firsts, unions = np.array(one), np.array(union)
    return _Pairs(firsts, unions & ~firsts, unions)


def parts_of(subset: int) -> Iterator[int]:
    """The proper parts of ``subset``."""
    part = (subset - 1) & subset
    while part:
        yield part
        part = (part - 1) & subset


def _bases(units: Sequence[Unit], columns: int) -> NDArray[np.int64]:
    """What each subset takes at each width on average, gaps included, in rows.

    It adds up over a subset, so that curves around it need no shift to be stacked.
    """
    count = 1 << len(units)
    bases: NDArray[np.int64] = np.zeros((count, columns + 1), dtype=np.int64)
    for i, unit in enumerate(units):
        middle: dict[int, int] = {}
        for width, shapes in enumerate(unit.shapes, 1):
            heights = sorted({rows for _, rows in shapes})
            if heights:
                middle[width] = heights[len(heights) // 2]
        area = min((width * rows for width, rows in middle.items()), default=0)
        for width in range(1, columns + 1):
            bases[1 << i, width] = middle.get(width, -(-area // width)) + GAP
    for subset in range(1, count):
        low = subset & -subset
        if subset != low:
            bases[subset] = bases[low] + bases[subset ^ low]
    return bases


def _stacking(
    units: Sequence[Unit], upper: NDArray[np.intp], lower: NDArray[np.intp]
) -> Costs:
    """What stacking each subset on the other costs; never anything on the lead."""
    grades = np.array([unit.grade for unit in units])
    worse = np.maximum(grades[:, None] - grades[None, :], 0)
    worse[:, grades >= PIECE] = 0
    worse[grades >= PIECE, :] = 0
    shifts = np.arange(len(units))
    above = (upper[:, None] >> shifts) & 1
    below = (lower[:, None] >> shifts) & 1
    extra = _DISORDER * np.einsum("pi,ij,pj->p", above, worse, below, optimize=True)
    costs: Costs = np.where(lower & 1, NEVER, extra).astype(np.int32)
    return costs


PIECE = 100
"""The grade of what is no article."""
