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
Short = NDArray[np.int16]

NEVER = 1 << 28
"""Cost where no plan is."""
_FAR = 16000
"""``NEVER`` in short numbers, of which the processor adds up more at once: two of them
add up to one, and no plan is so dear."""
_CHUNK = 256
"""Pairs that are added up at once: what they take stays in the processor's cache."""
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
    uppers: Costs
    """Those of plans that no cut goes across: the upper sides of cuts, since three
    plans above one another are cut from the top on."""
    lefts: Costs
    """Those of plans that no cut goes down: the left sides of cuts."""
    any: Costs
    """The least over all states: ``any[index, width, rows]``."""
    limit: int = NEVER
    """Every plan of the needed units that costs no more is in the table."""

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


def search(
    units: Sequence[Unit], columns: int, rows: int, budget: int = NEVER
) -> Table:
    """Fill the table for ``units`` on a page of ``columns`` and up to ``rows``.

    Of more than ``EXACT`` units the page is cut in two across its width, the more
    important ones above; each half is then searched exactly.

    Args:
        units: What is to be placed.
        columns: Of the page.
        rows: Of the page.
        budget: What a plan may cost beyond the sum of its units' cheapest shapes. No
            part of a plan within it is dearer by more, so nothing else is looked at.
    """
    return _Filler(tuple(units), columns, rows, budget).run()


def leads_right(left: NDArray[np.intp], right: NDArray[np.intp]) -> Costs:
    """What standing subsets left of others costs, where the lead is in the latter.

    It adds up however three and more are grouped.
    """
    counts = np.bitwise_count(left)
    costs: Costs = np.where(right & 1, LEAD_RIGHT * counts, 0).astype(np.int32)
    return costs


class _Filler:
    """Fills the table, all subsets of one size at once.

    Subsets stand on the last axis of every array here: they are many, and heights few.
    """

    def __init__(
        self, units: tuple[Unit, ...], columns: int, rows: int, budget: int
    ) -> None:
        self.units, self.columns, self.rows = units, columns, rows
        self.limits = _limits(units, rows, budget)
        self.halves = _halves(len(units))
        subsets = _searched(len(units), self.halves)
        self.subsets = sorted(subsets, key=lambda s: (s.bit_count(), s))
        self.index = np.zeros(1 << len(units), dtype=np.intp)
        self.index[self.subsets] = np.arange(1, len(self.subsets) + 1)
        count = len(self.subsets) + 1
        self.curves = _never(columns + 1, STATES, rows + 1, count)
        self.lefts = _never(columns + 1, STATES, rows + 1, count)
        self.uppers = _never(columns + 1, STATES, rows + 1, count)
        self.above = _never(columns + 1, STATES, _LENGTH, count)
        """Curves of upper sides around the average height."""
        self.below = _never(columns + 1, _LENGTH, count)
        self.least = _Least(*(_never(columns + 1, count) for _ in range(3)))
        heights = (columns + 1, rows // 8 + 1, count)
        self.high = _High(*(np.zeros(heights, dtype=np.uint8) for _ in range(2)))
        self.bases = _bases(units, columns)

    def run(self) -> Table:
        for size, group in groupby(self.subsets, key=int.bit_count):
            subsets = np.array(list(group))
            if size == 1:
                for unit in range(len(self.units)):
                    self._leaves(unit)
            else:
                pairs = _pairs(subsets.tolist(), self.halves)
                stacking = _stacking(self.units, pairs.one, pairs.other)
                orders = leads_right(pairs.one, pairs.other)
                for width in range(1, self.columns + 1):
                    self._stack(pairs, stacking, width)
                    self._beside(pairs, orders, width)
            for width in range(1, self.columns + 1):
                self._close(subsets, width)
        curves, uppers, lefts = (
            np.ascontiguousarray(each.transpose(3, 0, 1, 2))
            for each in (self.curves, self.uppers, self.lefts)
        )
        return Table(
            self.units, self.columns, self.rows, self.index,
            curves, uppers, lefts, curves.min(axis=2),
            int(self.limits[(1 << len(self.units)) - 1]),
        )  # fmt: skip

    def _leaves(self, unit: int) -> None:
        for width in range(1, self.columns + 1):
            for (state, rows), shape in self.units[unit].shapes[width - 1].items():
                if rows <= self.rows:
                    cost = shape.cost + self.units[unit].cost
                    at = width, state, rows, self.index[1 << unit]
                    self.lefts[at] = self.uppers[at] = cost

    def _stack(self, pairs: _Pairs, extra: Costs, width: int) -> None:
        if width == self.columns:
            extra = extra + FULL_WIDTH
        uppers, lowers = self.least.upper[width], self.least.any[width]
        pairs, extra = self._within(pairs, (uppers, lowers), extra)
        lower = np.minimum(self.below[width], _FAR).astype(np.int16)
        for first in range(0, len(pairs.one), _CHUNK):
            some = pairs.only(slice(first, first + _CHUNK))
            upper = self.above[width][:, :, self.index[some.one]]
            upper = np.minimum(upper + extra[first : first + _CHUNK], _FAR)
            out = _convolved(upper.astype(np.int16), lower[:, self.index[some.other]])
            subsets, best = some.least(out)
            self._take(subsets, width, np.where(best < _FAR, best, np.int32(NEVER)))

    def _take(self, subsets: NDArray[np.intp], width: int, near: Costs) -> None:
        """Write curves around the average height into those by absolute height."""
        rows = self._heights(subsets, width)
        moved = _never(STATES, self.rows + 2, len(subsets))
        # What is no height of the page goes to a row beyond, which is cut off.
        np.put_along_axis(moved, np.where(rows < 0, self.rows + 1, rows), near, axis=1)
        _lessen(self.lefts[width], self.index[subsets], moved[:, :-1])

    def _heights(self, subsets: NDArray[np.intp], width: int) -> NDArray[np.intp]:
        """The rows that the near curves are about, -1 beyond the page; one state."""
        rows = np.arange(_LENGTH)[:, None] - _REACH - GAP + self.bases[subsets, width]
        heights: NDArray[np.intp] = np.where(
            (rows >= 0) & (rows <= self.rows), rows, -1
        )
        return heights[None]

    def _beside(self, pairs: _Pairs, orders: Costs, width: int) -> None:
        for left in range(1, width):
            sides = self.least.left[left], self.least.any[width - left]
            some, extra = self._within(pairs, sides, orders)
            one = self.high.left[left][:, self.index[some.one]]
            other = self.high.any[width - left][:, self.index[some.other]]
            keep = (one & other).any(axis=0)
            some, extra = some.only(keep), extra[keep]
            if not len(some.one):
                continue
            out = _abreast(
                self.lefts[left][:, :, self.index[some.one]] + extra,
                self.curves[width - left][:, :, self.index[some.other]],
            )
            subsets, best = some.least(out)
            _lessen(self.uppers[width], self.index[subsets], best)

    def _within(
        self, pairs: _Pairs, least: tuple[Costs, Costs], extra: Costs
    ) -> tuple[_Pairs, Costs]:
        """The pairs that can be put together within the budget."""
        one, other = least[0][self.index[pairs.one]], least[1][self.index[pairs.other]]
        keep = one + other + extra <= self.limits[pairs.union]
        return pairs.only(keep), extra[keep]

    def _close(self, subsets: NDArray[np.intp], width: int) -> None:
        """All that begins with these subsets is known: derive the other views."""
        where, limits = self.index[subsets], self.limits[subsets]
        uppers = self.uppers[width][:, :, where]
        lefts = self.lefts[width][:, :, where]
        uppers[uppers > limits] = NEVER
        lefts[lefts > limits] = NEVER
        curves = np.minimum(uppers, lefts)
        self.uppers[width][:, :, where] = uppers
        self.lefts[width][:, :, where] = lefts
        self.curves[width][:, :, where] = curves
        self.least.upper[width, where] = uppers.min(axis=(0, 1))
        self.least.left[width, where] = lefts.min(axis=(0, 1))
        self.least.any[width, where] = curves.min(axis=(0, 1))
        self.high.left[width][:, where] = _bits(lefts)
        self.high.any[width][:, where] = _bits(curves)
        rows = self._heights(subsets, width)
        above = np.take_along_axis(uppers, rows, axis=1)
        below = np.take_along_axis(curves.min(axis=0), rows[0], axis=0)
        self.above[width][:, :, where] = np.where(rows < 0, NEVER, above)
        self.below[width][:, where] = np.where(rows[0] < 0, NEVER, below)


@dataclass(frozen=True, slots=True)
class _Least:
    """The least of each subset's curves: ``[width, index]``."""

    upper: Costs
    left: Costs
    any: Costs


@dataclass(frozen=True, slots=True)
class _High:
    """The heights of each subset's plans: eight a byte, ``[width, byte, index]``."""

    left: NDArray[np.uint8]
    any: NDArray[np.uint8]


def _bits(curves: Costs) -> NDArray[np.uint8]:
    return np.packbits((curves < NEVER).any(axis=0), axis=0)


def _lessen(curves: Costs, where: NDArray[np.intp], best: Costs) -> None:
    curves[:, :, where] = np.minimum(curves[:, :, where], best)


def _never(*lengths: int) -> Costs:
    return np.full(lengths, NEVER, dtype=np.int32)


def _abreast(left: Costs, right: Costs) -> Costs:
    """The sums of plans side by side, by the state of both; heads never meet."""
    out = np.empty_like(left)
    # By the state of the inner corner: 0 and 1 of a left one, 2 of a right one.
    clear = np.minimum(right[:2], right[2:])
    for outer, end in product((0, 1), (0, 1)):
        touching = left[2 * outer + 1] + right[end]
        free = left[2 * outer] + clear[end]
        np.minimum(touching, free, out=out[2 * outer + end])
    return out


def _convolved(upper: Short, lower: Short) -> Short:
    """The least sums for each height together.

    Args:
        upper: ``upper[state, rows, pair]``, rows around the average.
        lower: ``lower[rows, pair]``.
    """
    out = np.full_like(upper, _FAR)
    sums = np.empty_like(lower)
    some = np.flatnonzero((lower < _FAR).any(axis=1))
    least, most = (int(some[0]), int(some[-1]) + 1) if len(some) else (0, 0)
    for state, i in np.argwhere((upper < _FAR).any(axis=2)).tolist():
        first, last = max(least, _REACH - i), min(most, _LENGTH + _REACH - i)
        if first < last:
            part = np.add(lower[first:last], upper[state, i], out=sums[first:last])
            best = out[state, first + i - _REACH : last + i - _REACH]
            np.minimum(best, part, out=best)
    return out


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Two subsets and their union, sorted by union."""

    one: NDArray[np.intp]
    other: NDArray[np.intp]
    union: NDArray[np.intp]

    def only(self, keep: NDArray[np.bool_] | slice) -> _Pairs:
        return _Pairs(self.one[keep], self.other[keep], self.union[keep])

    def least(self, out: Costs | Short) -> tuple[NDArray[np.intp], Costs]:
        """The least of ``out`` for each union."""
        starts = np.flatnonzero(np.diff(self.union, prepend=-1))
        return self.union[starts], np.minimum.reduceat(out, starts, axis=-1)


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


def _limits(units: Sequence[Unit], rows: int, budget: int) -> Costs:
    """What the plans of each subset may cost."""
    limits: Costs = np.full(1 << len(units), min(budget, NEVER - 1), dtype=np.int32)
    if budget >= NEVER:
        return limits
    subsets = np.arange(1 << len(units))
    for i, unit in enumerate(units):
        if not unit.is_optional:
            costs = [
                shape.cost + unit.cost
                for shapes in unit.shapes
                for (_, height), shape in shapes.items()
                if height <= rows
            ]
            limits[(subsets >> i & 1) > 0] += min(costs, default=0)
    return limits


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
