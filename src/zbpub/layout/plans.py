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

import numpy as np
from numpy.typing import NDArray

from zbpub.layout.shaper import Shape
from zbpub.layout.slicing import FULL_WIDTH, GAP, LEAD_RIGHT, NEVER, STATES, Table

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


@dataclass(frozen=True, slots=True)
class _Edge:
    """A cut: keys of both sides, and what the cut itself costs."""

    first: _Key
    second: _Key
    cost: int
    is_stack: bool


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
        # Edges enter by their bound, -1; then by the cost of their sides' plans.
        for bound, edge in self._edges(key, is_page=is_page):
            heapq.heappush(heap, (bound, next(order), edge, -1, 0))
        seen: set[tuple[int, int, int]] = set()
        while heap:
            cost, _, what, i, j = heapq.heappop(heap)
            if isinstance(what, Leaf):
                yield cost, what
                continue
            for total, one, other in self._steps(what, (i, j), seen):
                heapq.heappush(heap, (total, next(order), what, one, other))
            if i >= 0:
                yield cost, self._joined(what, i, j)

    def _steps(
        self, edge: _Edge, at: tuple[int, int], seen: set[tuple[int, int, int]]
    ) -> Iterator[tuple[int, int, int]]:
        """The next dearer combinations of the plans of an edge's sides."""
        i, j = at
        for one, other in [(0, 0)] if i < 0 else [(i + 1, j), (i, j + 1)]:
            if (id(edge), one, other) not in seen:
                seen.add((id(edge), one, other))
                total = self._sum(edge, one, other)
                if total is not None:
                    yield total, one, other

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

    def _edges(self, key: _Key, *, is_page: bool) -> list[tuple[int, _Edge]]:
        """The node's cheapest edges with their bounds."""
        parts = _parts(key.subset)
        if not len(parts):
            return []
        found = self._stacks(key, parts)
        if not is_page:
            found += self._besides(key, parts)
        found.sort(key=lambda pair: pair[0])
        return found if self._is_pinned(key.subset) else found[:_MOST_EDGES]

    def _stacks(self, key: _Key, parts: NDArray[np.intp]) -> list[tuple[int, _Edge]]:
        table, spot = self.table, key.spot
        extra = table.extra[parts, key.subset & ~parts]
        parts, extra = parts[extra < NEVER], extra[extra < NEVER]
        full = FULL_WIDTH * (spot.columns == table.columns)
        upper = (
            table.any[parts, spot.columns]
            if key.state == ANY
            else table.curves[parts, spot.columns, key.state]
        )
        top = spot.rows - GAP
        lower = table.any[key.subset & ~parts, spot.columns][:, : top + 1]
        sums = upper[:, : top + 1] + lower[:, ::-1] + extra[:, None] + full
        edges: list[tuple[int, _Edge]] = []
        for which, rows in self._best(sums, key.subset):
            part = int(parts[which])
            one = Spot(spot.column, spot.row, spot.columns, rows)
            other = Spot(spot.column, spot.row + rows + GAP, spot.columns, top - rows)
            edge = _Edge(
                self._key(part, key.state, one),
                self._key(key.subset & ~part, ANY, other),
                int(extra[which]) + full, True,
            )  # fmt: skip
            if self._keeps(key, (part, one), other):
                edges.append((int(sums[which, rows]), edge))
        return edges

    def _besides(self, key: _Key, parts: NDArray[np.intp]) -> list[tuple[int, _Edge]]:
        table, spot = self.table, key.spot
        others = key.subset & ~parts
        order = np.where(others & 1, LEAD_RIGHT, 0)
        edges: list[tuple[int, _Edge]] = []
        for left in range(1, spot.columns):
            one = table.curves[parts, left, :, spot.rows]
            other = table.curves[others, spot.columns - left, :, spot.rows]
            # (parts, left's state, right's state); two heads never meet.
            sums = one[:, :, None] + other[:, None, :] + order[:, None, None]
            sums[:, 1::2, 2:] = NEVER
            if key.state != ANY:
                outer, end = divmod(key.state, 2)
                keep = np.zeros((STATES, STATES), dtype=bool)
                keep[2 * outer : 2 * outer + 2, end::2] = True
                sums[:, ~keep] = NEVER
            flat = sums.reshape(len(parts), -1)
            for which, states in self._best(flat, key.subset):
                part = int(parts[which])
                first, second = divmod(states, STATES)
                a = Spot(spot.column, spot.row, left, spot.rows)
                b = Spot(spot.column + left, spot.row, spot.columns - left, spot.rows)
                edge = _Edge(
                    self._key(part, first, a),
                    self._key(key.subset & ~part, second, b),
                    int(order[which]), False,
                )  # fmt: skip
                if self._keeps(key, (part, a), b):
                    edges.append((int(flat[which, states]), edge))
        return edges

    def _best(self, sums: NDArray[np.int32], subset: int) -> Iterator[tuple[int, int]]:
        """Where the cheapest sums stand."""
        flat = sums.ravel()
        sound = np.flatnonzero(flat < NEVER)
        if len(sound) > _MOST_EDGES and not self._is_pinned(subset):
            ranks = np.argpartition(flat[sound], _MOST_EDGES)[:_MOST_EDGES]
            sound = np.sort(sound[ranks])
        for at in sound:
            which, place = divmod(int(at), sums.shape[1])
            yield which, place

    def _key(self, subset: int, state: int, spot: Spot) -> _Key:
        if not self._is_pinned(subset):
            spot = Spot(0, 0, spot.columns, spot.rows)
        return _Key(subset, state, spot)

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


def _parts(subset: int) -> NDArray[np.intp]:
    """The proper parts of ``subset``."""
    found: list[int] = []
    part = (subset - 1) & subset
    while part:
        found.append(part)
        part = (part - 1) & subset
    return np.array(found, dtype=np.intp)
