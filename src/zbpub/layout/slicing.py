"""The exact search: articles cut the page by straight cuts, and it is full.

A slicing floorplan is one article, or two floorplans one above the other, or two side
by side. For each subset of the articles and each width the cheapest plan of every
height is kept, so the page's plan is the best of all (after Stockmeyer's shape curves
and the subset programme of Gange, Marriott and Stuckey, "Optimal guillotine layout",
DocEng 2012).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from zbpub.layout.block import Block
from zbpub.layout.profile import Grid

Curve = NDArray[np.int64]
"""Cost by height in rows; ``_NEVER`` where no plan has the height."""

_NEVER = 1 << 40
_SIDE_BY_SIDE = 25
"""Cost of two heads at the same height (碰题)."""
_LEAD_LOW = 500
"""Cost of a plan whose most important article is not at its top (头条不突出)."""
_FRAMED = 4
"""The same when one of the two stands in a frame."""
_WIDE_GAP = 3
"""Cost of a wider gap than the preferred one."""
_DISORDER = 8
"""Cost of a lesser article above a greater."""
_SAME_WIDTH = 6
"""Cost of stacking full-width articles: all alike (呆板)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One article's block."""

    block: Block


@dataclass(frozen=True, slots=True)
class Stack:
    """One plan above another, ``gap`` rows between."""

    upper: Plan
    lower: Plan
    gap: int


@dataclass(frozen=True, slots=True)
class Beside:
    """One plan left of another."""

    left: Plan
    right: Plan
    left_columns: int


Plan = Leaf | Stack | Beside


@dataclass(frozen=True, slots=True)
class _Origin:
    """How a point of a curve came about."""

    kind: str
    """``leaf``, ``stack`` or a key of ``_BOXED``."""
    first: int
    """The subset above or left."""
    width: int
    """Its columns."""
    rows: int
    """Its rows."""
    gap: int = 0


@dataclass(frozen=True, slots=True)
class _Pile:
    """Two subsets to be stacked."""

    upper: int
    lower: int
    gap: int
    rank: int
    """Of the gap among the gaps."""


@dataclass(slots=True)
class _Table:
    """Curves of all subsets and widths, and how each point came about."""

    curves: dict[tuple[int, int], Curve] = field(default_factory=dict)
    boxed: dict[tuple[int, int], Curve] = field(default_factory=dict)
    """Of single articles in frames."""
    came: dict[tuple[int, int, int], _Origin] = field(default_factory=dict)
    """By subset, width and rows."""


@dataclass(frozen=True, slots=True)
class Search:
    """Plans for a page; rows and columns of the grid."""

    shapes: Sequence[Sequence[Mapping[int, Block]]]
    """shapes[article][columns - 1]: height -> block; articles by importance."""
    boxes: Sequence[Sequence[Mapping[int, Block]]]
    """The same in frames: used beside others, where a frame parts two heads."""
    grid: Grid
    rows: int
    """Heights beyond the page are searched too, to say how far off it is."""
    gaps: Sequence[int]
    """Rows that may lie between stacked plans, the preferred first."""

    def run(self) -> Found:
        """Search every plan of all articles."""
        table = _Table()
        everyone = (1 << len(self.shapes)) - 1
        for subset in range(1, everyone + 1):
            for width in range(1, self.grid.columns + 1):
                self._fill(table, subset, width)
        return Found(self, table, everyone)

    def _fill(self, table: _Table, subset: int, width: int) -> None:
        curve = self._curve()
        if subset.bit_count() == 1:
            article = subset.bit_length() - 1
            for rows, block in self.shapes[article][width - 1].items():
                if rows <= self.rows:
                    curve[rows] = block.cost
                    table.came[subset, width, rows] = _Origin(
                        "leaf", subset, width, rows
                    )
            boxed = table.boxed[subset, width] = self._curve()
            for rows, block in self.boxes[article][width - 1].items():
                if rows <= self.rows:
                    boxed[rows] = block.cost
        for one, other in _parts(subset):
            for rank, gap in enumerate(self.gaps):
                self._stack(table, curve, _Pile(one, other, gap, rank), width)
            self._beside(table, curve, (one, other), width)
        table.curves[subset, width] = curve

    def _curve(self) -> Curve:
        return np.full(self.rows + 1, _NEVER, dtype=np.int64)

    def _stack(self, table: _Table, curve: Curve, pile: _Pile, width: int) -> None:
        upper = table.curves[pile.upper, width]
        lower = table.curves[pile.lower, width]
        extra = 0 if _first(pile.upper) < _first(pile.lower) else _LEAD_LOW
        extra += _DISORDER * _inversions(pile.upper, pile.lower)
        extra += _SAME_WIDTH * (width == self.grid.columns) + _WIDE_GAP * pile.rank
        for top in np.flatnonzero(upper < _NEVER):
            start = int(top) + pile.gap
            if start >= self.rows:
                break
            costs = lower[: self.rows + 1 - start] + upper[top] + extra
            better = np.flatnonzero(costs < np.minimum(curve[start:], _NEVER))
            curve[start + better] = costs[better]
            for low in better:
                key = (pile.upper | pile.lower, width, start + int(low))
                table.came[key] = _Origin(
                    "stack", pile.upper, width, int(top), pile.gap
                )

    def _beside(
        self, table: _Table, curve: Curve, parts: tuple[int, int], width: int
    ) -> None:
        order = 0 if _first(parts[0]) < _first(parts[1]) else _SIDE_BY_SIDE // 2
        for left in range(1, width):
            places = ((parts[0], left), (parts[1], width - left))
            for kind, extra in _BESIDE:
                one, other = (
                    (table.boxed if is_boxed else table.curves).get(where)
                    for is_boxed, where in zip(_BOXED[kind], places, strict=True)
                )
                if one is None or other is None:
                    continue
                costs = one + other + extra + order
                better = np.flatnonzero(
                    (one < _NEVER) & (other < _NEVER) & (costs < curve)
                )
                curve[better] = costs[better]
                for rows in better:
                    key = (parts[0] | parts[1], width, int(rows))
                    table.came[key] = _Origin(kind, parts[0], left, int(rows))


_BESIDE = (("beside", _SIDE_BY_SIDE), ("left box", _FRAMED), ("right box", _FRAMED))
_BOXED = {
    "beside": (False, False),
    "left box": (True, False),
    "right box": (False, True),
}
"""Which of two plans side by side is a framed article."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    search: Search
    table: _Table
    everyone: int

    @property
    def heights(self) -> tuple[int, ...]:
        """Heights in rows that all articles together can fill exactly, full width."""
        curve = self.table.curves[self.everyone, self.search.grid.columns]
        return tuple(int(rows) for rows in np.flatnonzero(curve < _NEVER))

    def cost(self, rows: int) -> int:
        """The cost of the best plan of that height."""
        return int(self.table.curves[self.everyone, self.search.grid.columns][rows])

    def plan(self, rows: int) -> Plan:
        """The best plan of that height, which must be one of ``heights``."""
        return self._trace(self.everyone, self.search.grid.columns, rows)

    def _trace(self, subset: int, width: int, rows: int) -> Plan:
        came = self.table.came[subset, width, rows]
        one, other = came.first, subset & ~came.first
        if came.kind == "leaf":
            return Leaf(self.search.shapes[subset.bit_length() - 1][width - 1][rows])
        if came.kind == "stack":
            return Stack(
                self._trace(one, width, came.rows),
                self._trace(other, width, rows - came.rows - came.gap),
                came.gap,
            )
        left = came.width
        halves = [
            self._boxed(part, columns, rows)
            if is_boxed
            else self._trace(part, columns, rows)
            for is_boxed, part, columns in zip(
                _BOXED[came.kind], (one, other), (left, width - left), strict=True
            )
        ]
        return Beside(halves[0], halves[1], left)

    def _boxed(self, subset: int, columns: int, rows: int) -> Plan:
        return Leaf(self.search.boxes[subset.bit_length() - 1][columns - 1][rows])


def _parts(subset: int) -> Iterator[tuple[int, int]]:
    """All ways to part ``subset`` in two, either order."""
    part = (subset - 1) & subset
    while part:
        yield part, subset & ~part
        part = (part - 1) & subset


def _first(subset: int) -> int:
    """The most important article of ``subset``."""
    return (subset & -subset).bit_length()


def _inversions(upper: int, lower: int) -> int:
    """Pairs of a lesser article in ``upper`` and a greater in ``lower``."""
    return sum(
        (upper >> (greater + 1)).bit_count()
        for greater in range(lower.bit_length())
        if lower >> greater & 1
    )
