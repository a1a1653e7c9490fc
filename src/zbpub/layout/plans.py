"""Plans from the search's table, the cheapest first, one at a time.

A node is a subset of the units in a rectangle. Its plans are made of edges: one cut and
the plans of both sides. Nothing is stored but costs, so a node looks for its edges when
it is first asked; each further plan costs one step (after Huang and Chiang, "Better
k-best parsing", IWPT 2005). Where an editor has pinned a unit to a place, a node knows
where it stands, and edges whose sides cannot hold the pin are left out: the table's
costs are then bounds, and the order of plans is still exact.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from zbpub.layout.floorplan import (
    FULL_WIDTH,
    GAP,
    NEVER,
    STATES,
    Table,
    leads_right,
)
from zbpub.layout.shaper import Shape
from zbpub.layout.subsets import parts_of

ANY = STATES
"""Any state of the upper corners."""
_MOST_EDGES = 400
"""Edges of a node that are looked at: plans beyond are hopelessly dear."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One unit's shape."""

    unit: int
    shape: Shape


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
class Spot:
    """A place on the grid: columns and rows."""

    column: int
    row: int
    columns: int
    rows: int

    def cut_across(self, rows: int, gap: int) -> tuple[Spot, Spot]:
        """The upper ``rows``, and what is left below the gap."""
        below = self.row + rows + gap
        return (
            Spot(self.column, self.row, self.columns, rows),
            Spot(self.column, below, self.columns, self.rows - rows - gap),
        )

    def cut_down(self, columns: int) -> tuple[Spot, Spot]:
        """The left ``columns``, and the others."""
        right = self.column + columns
        return (
            Spot(self.column, self.row, columns, self.rows),
            Spot(right, self.row, self.columns - columns, self.rows),
        )

    def holds(self, other: Spot) -> bool:
        """Whether ``other`` lies inside."""
        return (
            self.column <= other.column
            and self.row <= other.row
            and other.column + other.columns <= self.column + self.columns
            and other.row + other.rows <= self.row + self.rows
        )

    def meets(self, other: Spot) -> bool:
        """Whether the two overlap."""
        return (
            self.column < other.column + other.columns
            and other.column < self.column + self.columns
            and self.row < other.row + other.rows
            and other.row < self.row + self.rows
        )


@dataclass(frozen=True, slots=True)
class _Key:
    subset: int
    state: int
    spot: Spot
    """Its place counts only where units are pinned; else it is at the origin."""
    inside: Literal["", "stack", "beside"] = ""
    """What it is the first side of: three in a row are cut from the first on, so that
    each plan comes about in one way."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A cut: keys of both sides, and what the cut itself costs."""

    first: _Key
    second: _Key
    cost: int
    is_stack: bool


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Cuts of a node of one kind: their bounds, and where in a table they stand."""

    bounds: NDArray[np.int32]
    costs: NDArray[np.int32]
    """What cutting each part off costs."""
    which: NDArray[np.intp]
    """Of the parts."""
    place: NDArray[np.intp]
    """Rows of the upper side; or both sides' states, as one number."""
    left: int
    """Columns of the left side; 0: one side above the other."""


@dataclass(slots=True)
class _Node:
    found: list[tuple[int, Plan]] = field(default_factory=list)
    source: Iterator[tuple[int, Plan]] | None = None


@dataclass(slots=True)
class Plans:
    """The plans of a page, by rising cost."""

    table: Table
    pins: Mapping[int, Spot] = field(default_factory=dict)
    """Where units must stand; a column or row of -1 is open."""
    _nodes: dict[_Key, _Node] = field(default_factory=dict)

    def of(self, subset: int, rows: int) -> Iterator[tuple[int, Plan]]:
        """The plans of the whole page that hold ``subset``, cheapest first.

        No straight gutter parts the page from head to foot (通线).
        """
        spot = Spot(0, 0, self.table.columns, rows)
        return self._plans(_Key(subset, ANY, spot), is_page=True)

    def _get(self, key: _Key, rank: int) -> tuple[int, Plan] | None:
        node = self._nodes.setdefault(key, _Node())
        if node.source is None:
            node.source = self._plans(key)
        while len(node.found) <= rank:
            following = next(node.source, None)
            if following is None:
                return None
            node.found.append(following)
        return node.found[rank]

    def _plans(self, key: _Key, *, is_page: bool = False) -> Iterator[tuple[int, Plan]]:
        order = count()
        heap: list[tuple[int, int, _Edge | Leaf, int, int]] = []
        for cost, leaf in self._leaves(key):
            heapq.heappush(heap, (cost, next(order), leaf, 0, 0))
        edges = self._edges(key, is_page=is_page)
        upcoming = next(edges, None)
        while heap or upcoming:
            # An edge's bound is no more than what its plans cost.
            while upcoming and (not heap or upcoming[0] <= heap[0][0]):
                self._offer(heap, order, upcoming[1], (0, 0))
                upcoming = next(edges, None)
            if not heap:
                return
            cost, _, what, i, j = heapq.heappop(heap)
            if isinstance(what, Leaf):
                yield cost, what
                continue
            yield cost, self._joined(what, i, j)
            # Each combination of both sides' plans has one before it, no dearer.
            self._offer(heap, order, what, (i, j + 1))
            if not j:
                self._offer(heap, order, what, (i + 1, 0))

    def _offer(
        self,
        heap: list[tuple[int, int, _Edge | Leaf, int, int]],
        order: Iterator[int],
        edge: _Edge,
        ranks: tuple[int, int],
    ) -> None:
        """Put one combination of the plans of an edge's sides into the heap."""
        total = self._sum(edge, *ranks)
        if total is not None:
            heapq.heappush(heap, (total, next(order), edge, *ranks))

    def _sum(self, edge: _Edge, i: int, j: int) -> int | None:
        first = self._get(edge.first, i)
        second = self._get(edge.second, j) if first else None
        if first is None or second is None:
            return None
        return first[0] + second[0] + edge.cost

    def _joined(self, edge: _Edge, i: int, j: int) -> Plan:
        first, second = self._get(edge.first, i), self._get(edge.second, j)
        assert first is not None
        assert second is not None  # both were summed up
        if edge.is_stack:
            return Stack(first[1], second[1], GAP)
        return Beside(first[1], second[1], edge.first.spot.columns)

    def _leaves(self, key: _Key) -> Iterator[tuple[int, Leaf]]:
        unit = key.subset.bit_length() - 1
        pin = self.pins.get(unit)
        spot = key.spot
        if key.subset != 1 << unit:
            return
        if pin is not None and (
            pin.column not in (-1, spot.column) or pin.row not in (-1, spot.row)
        ):
            return
        for state in range(STATES) if key.state == ANY else (key.state,):
            shape = self.table.leaf(key.subset, spot.columns, state, spot.rows)
            if shape is not None:
                cost = shape.cost + self.table.units[unit].cost
                yield cost, Leaf(unit, shape)

    def _edges(self, key: _Key, *, is_page: bool) -> Iterator[tuple[int, _Edge]]:
        """The node's edges by rising bound; of unpinned ones the cheapest."""
        parts = np.array(list(parts_of(key.subset)), dtype=np.intp)
        parts = parts[self._searched(parts, key.subset)]
        if not len(parts):
            return
        kinds: list[_Cuts] = []
        if key.inside != "stack":
            kinds.append(self._stacks(key, parts))
        if key.inside != "beside" and not is_page:
            lefts = range(1, key.spot.columns)
            kinds += [self._besides(key, parts, left) for left in lefts]
        if not kinds:
            return
        bounds = np.concatenate([cuts.bounds for cuts in kinds])
        ends = np.cumsum([len(cuts.bounds) for cuts in kinds])
        ranked = np.argsort(bounds, kind="stable")
        kept = 0
        for at in map(int, ranked):
            kind = int(np.searchsorted(ends, at, side="right"))
            cuts = kinds[kind]
            rank = at - (int(ends[kind - 1]) if kind else 0)
            edge = self._edge(key, parts, cuts, rank)
            if edge is not None:
                kept += 1
                yield int(bounds[at]), edge
            if kept >= _MOST_EDGES and not self._is_pinned(key.subset):
                return

    def _searched(self, parts: NDArray[np.intp], subset: int) -> NDArray[np.bool_]:
        """Which of the parts, and what they leave, have curves."""
        index = self.table.index
        known: NDArray[np.bool_] = (index[parts] > 0) & (index[subset & ~parts] > 0)
        return known

    def _edge(
        self, key: _Key, parts: NDArray[np.intp], cuts: _Cuts, rank: int
    ) -> _Edge | None:
        """One cut as an edge; None where a side cannot hold its pins."""
        part, place = int(parts[cuts.which[rank]]), int(cuts.place[rank])
        rest = key.subset & ~part
        if cuts.left:
            one, other = key.spot.cut_down(cuts.left)
            states = divmod(place, STATES)
        else:
            one, other = key.spot.cut_across(place, GAP)
            states = (key.state, ANY)
        if not self._keeps(key, (part, one), other):
            return None
        inside: Literal["stack", "beside"] = "beside" if cuts.left else "stack"
        return _Edge(
            self._key(part, states[0], one, inside),
            self._key(rest, states[1], other),
            int(cuts.costs[cuts.which[rank]]), not cuts.left,
        )  # fmt: skip

    def _stacks(self, key: _Key, parts: NDArray[np.intp]) -> _Cuts:
        table, spot = self.table, key.spot
        others = key.subset & ~parts
        costs = table.stacking(parts, others)
        if spot.columns == table.columns:
            costs += FULL_WIDTH
        above, below = table.index[parts], table.index[others]
        upper = table.uppers[above, spot.columns]
        upper = upper.min(axis=1) if key.state == ANY else upper[:, key.state]
        top = spot.rows - GAP
        lower = table.any[below, spot.columns][:, : top + 1]
        sums = upper[:, : top + 1] + lower[:, ::-1] + costs[:, None]
        return self._sound(sums, costs, 0, key.subset)

    def _besides(self, key: _Key, parts: NDArray[np.intp], left: int) -> _Cuts:
        table, spot = self.table, key.spot
        others = key.subset & ~parts
        one = table.lefts[table.index[parts], left, :, spot.rows]
        right = spot.columns - left
        other = table.curves[table.index[others], right, :, spot.rows]
        # (parts, left's state, right's state); two heads never meet.
        sums = one[:, :, None] + other[:, None, :]
        costs = leads_right(parts, others)
        sums += costs[:, None, None]
        sums[:, 1::2, 2:] = NEVER
        if key.state != ANY:
            outer, end = divmod(key.state, 2)
            keep = np.zeros((STATES, STATES), dtype=bool)
            keep[2 * outer : 2 * outer + 2, end::2] = True
            sums[:, ~keep] = NEVER
        return self._sound(sums.reshape(len(parts), -1), costs, left, key.subset)

    def _sound(
        self,
        sums: NDArray[np.int32],
        costs: NDArray[np.int32],
        left: int,
        subset: int,
    ) -> _Cuts:
        """Where there are plans; of unpinned nodes the cheapest."""
        flat = sums.ravel()
        sound = np.flatnonzero(flat < NEVER)
        if len(sound) > _MOST_EDGES and not self._is_pinned(subset):
            ranks = np.argpartition(flat[sound], _MOST_EDGES)[:_MOST_EDGES]
            sound = np.sort(sound[ranks])
        which, place = np.divmod(sound, sums.shape[1])
        return _Cuts(flat[sound], costs, which, place, left)

    def _key(
        self,
        subset: int,
        state: int,
        spot: Spot,
        inside: Literal["", "stack", "beside"] = "",
    ) -> _Key:
        if not self._is_pinned(subset):
            spot = Spot(0, 0, spot.columns, spot.rows)
        return _Key(subset, state, spot, inside)

    def _is_pinned(self, subset: int) -> bool:
        return any(subset >> unit & 1 for unit in self.pins)

    def _keeps(self, key: _Key, one: tuple[int, Spot], other: Spot) -> bool:
        """Whether both sides of a cut hold their pins.

        What has no pins may stand anywhere: its spots say no more than their size.
        """
        part, spot = one
        return not self._is_pinned(key.subset) or (
            self._holds(part, spot) and self._holds(key.subset & ~part, other)
        )

    def _holds(self, subset: int, spot: Spot) -> bool:
        """Whether ``spot`` holds the pins of ``subset`` and meets no other."""
        for unit, pin in self.pins.items():
            column = pin.column if pin.column >= 0 else spot.column
            row = pin.row if pin.row >= 0 else spot.row
            place = Spot(column, row, max(1, pin.columns), max(1, pin.rows))
            if subset >> unit & 1:
                if not spot.holds(place):
                    return False
            elif pin.column >= 0 and pin.row >= 0 and spot.meets(place):
                return False
        return True
