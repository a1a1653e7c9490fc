"""The exact search: what stands on a page cuts it by straight cuts, and it is full.

For each subset of the units, each width and each state of the upper corners the cost of
the cheapest plan of every height is kept, so the page's plan is the best of all (after
Stockmeyer's shape curves and the subset programme of Gange, Marriott and Stuckey,
"Optimal guillotine layout", DocEng 2012). Plans themselves are traced afterwards
(``zbpub.layout.plans``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, product

import numpy as np
from numpy.typing import NDArray

from zbpub.layout.floorplan import (
    FULL_WIDTH,
    GAP,
    NEVER,
    STATES,
    Costs,
    Table,
    Unit,
    leads_right,
    stacking,
)
from zbpub.layout.subsets import Pairs, halves_of, pairs_of, searched

Short = NDArray[np.int16]

_FAR = 16000
"""``NEVER`` in short numbers, of which the processor adds up more at once: two of them
add up to one, and no plan is so dear."""
_CHUNK = 256
"""Pairs that are added up at once: what they take stays in the processor's cache."""
_REACH = 26
"""Rows that a plan's height may differ from what its units take on average."""
_LENGTH = 2 * _REACH + 1


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


class _Filler:
    """Fills the table, all subsets of one size at once.

    Subsets stand on the last axis of every array here: they are many, and heights few.
    """

    def __init__(
        self, units: tuple[Unit, ...], columns: int, rows: int, budget: int
    ) -> None:
        self.units, self.columns, self.rows = units, columns, rows
        self.limits = _limits(units, rows, budget)
        self.halves = halves_of(len(units))
        subsets = searched(len(units), self.halves)
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
                pairs = pairs_of(subsets.tolist(), self.halves)
                above = stacking(self.units, pairs.one, pairs.other)
                orders = leads_right(pairs.one, pairs.other)
                for width in range(1, self.columns + 1):
                    self._stack(pairs, above, width)
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

    def _stack(self, pairs: Pairs, extra: Costs, width: int) -> None:
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

    def _beside(self, pairs: Pairs, orders: Costs, width: int) -> None:
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
        self, pairs: Pairs, least: tuple[Costs, Costs], extra: Costs
    ) -> tuple[Pairs, Costs]:
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
    some = np.flatnonzero((lower < _FAR).any(axis=1))
    least, most = (int(some[0]), int(some[-1]) + 1) if len(some) else (0, 0)
    sums = np.empty_like(upper)
    for i in np.flatnonzero((upper < _FAR).any(axis=(0, 2))).tolist():
        first, last = max(least, _REACH - i), min(most, _LENGTH + _REACH - i)
        if first < last:
            part = sums[:, first:last]
            np.add(lower[first:last], upper[:, i, None], out=part)
            best = out[:, first + i - _REACH : last + i - _REACH]
            np.minimum(best, part, out=best)
    return out


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
