"""Plans on paper: units with shapes made by number, and every plan of them, tried.

The tries are the plain meaning of the search: all ways to cut, none left out, each with
its cost. They are slow, and small enough to be believed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import cast

from zbpub.layout import floorplan
from zbpub.layout.faults import Standing, standing
from zbpub.layout.floorplan import GAP, PIECE, Unit
from zbpub.layout.plans import Beside, Leaf, Plan, Spot, Stack
from zbpub.layout.shaper import Shape

ROWS = 14
"""Rows of the paper page."""


@dataclass(frozen=True, slots=True)
class PaperShape:
    """All that the search wants of a shape, and whose it is."""

    unit: int
    columns: int
    state: int
    rows: int
    cost: int


@dataclass(frozen=True, slots=True)
class Try:
    """One plan, tried: its height, its corners' state and its cost."""

    rows: int
    state: int
    cost: int
    plan: Plan


def shape(unit: int, columns: int, state: int, rows: int, cost: int) -> Shape:
    """A shape on paper."""
    return cast(Shape, PaperShape(unit, columns, state, rows, cost))


def unit_of(rank: int, grade: int, shapes: Sequence[Sequence[Shape]]) -> Unit:
    """A unit that has such shapes, by columns less one."""
    by_width = tuple(
        {
            (cast(PaperShape, each).state, cast(PaperShape, each).rows): each
            for each in some
        }
        for some in shapes
    )
    return Unit(f"unit {rank}", grade, by_width)


@dataclass(slots=True)
class Paper:
    """Units on a page of ``columns``, and every plan of them."""

    units: tuple[Unit, ...]
    columns: int
    rows: int = ROWS
    _tries: dict[tuple[int, int], list[Try]] = field(default_factory=dict, repr=False)

    @property
    def everyone(self) -> int:
        """All units, as a subset of the search: the sum of 1 << unit."""
        return (1 << len(self.units)) - 1

    def page_tries(self, subset: int, rows: int) -> list[Try]:
        """The plans of a whole page: no straight cut parts it from head to foot."""
        return [
            each
            for each in self.tries(subset, self.columns)
            if each.rows == rows and not isinstance(each.plan, Beside)
        ]

    def tries(self, subset: int, width: int) -> list[Try]:
        """Every plan of ``subset`` over ``width`` columns."""
        key = (subset, width)
        if key not in self._tries:
            self._tries[key] = list(self._try(subset, width))
        return self._tries[key]

    def _try(self, subset: int, width: int) -> Iterator[Try]:
        members = _members(subset)
        if len(members) == 1:
            (unit,) = members
            for (state, rows), each in self.units[unit].shapes[width - 1].items():
                if rows <= self.rows:
                    cost = each.cost + self.units[unit].cost
                    yield Try(rows, state, cost, Leaf(unit, each))
        for size in range(1, len(members)):
            for some in combinations(members, size):
                first = sum(1 << unit for unit in some)
                yield from self._stacks(first, subset & ~first, width)
                yield from self._besides(first, subset & ~first, width)

    def _stacks(self, upper: int, lower: int, width: int) -> Iterator[Try]:
        if lower & 1:
            return
        grades = [self.units[unit].grade for unit in range(len(self.units))]
        extra = floorplan._DISORDER * sum(
            max(0, grades[up] - grades[low])
            for up in _members(upper)
            for low in _members(lower)
            if grades[up] < PIECE and grades[low] < PIECE
        )
        extra += floorplan.FULL_WIDTH * (width == self.columns)
        for one in self.tries(upper, width):
            for other in self.tries(lower, width):
                rows = one.rows + GAP + other.rows
                if rows <= self.rows:
                    plan = Stack(one.plan, other.plan, GAP)
                    yield Try(rows, one.state, one.cost + other.cost + extra, plan)

    def _besides(self, left: int, right: int, width: int) -> Iterator[Try]:
        extra = floorplan.LEAD_RIGHT * left.bit_count() * (right & 1)
        for columns in range(1, width):
            for one in self.tries(left, columns):
                for other in self.tries(right, width - columns):
                    if one.rows != other.rows or heads_meet(one.state, other.state):
                        continue
                    state = 2 * (one.state // 2) + other.state % 2
                    cost = one.cost + other.cost + extra
                    plan = Beside(one.plan, other.plan, columns)
                    yield Try(one.rows, state, cost, plan)


def _members(subset: int) -> list[int]:
    return [unit for unit in range(subset.bit_length()) if subset >> unit & 1]


def heads_meet(left: int, right: int) -> bool:
    """Whether heads touch both corners where two plans meet."""
    return bool(left % 2 and right // 2)


def keeps(plan: Plan, page: Spot, pins: Mapping[int, Spot]) -> bool:
    """Whether every pinned unit of ``plan`` stands where it must."""
    where = {cast(PaperShape, s).unit: spot for s, spot in standing(plan, page)}
    return all(
        pin.column in (-1, where[unit].column) and pin.row in (-1, where[unit].row)
        for unit, pin in pins.items()
    )


def places(plan: Plan, page: Spot) -> list[Standing]:
    """The plan's shapes and where they stand."""
    return standing(plan, page)


def paper_of(seed: int) -> Paper:
    """Two to four units on two to four columns, some shapes each, by chance."""
    rng = random.Random(seed)
    count, columns = rng.randint(2, 4), rng.randint(2, 4)
    most = 3 if count < 4 else 2
    grades = sorted(rng.choice((0, 1, 2, 2, 3)) for _ in range(count))
    if rng.random() < 0.3:
        grades[-1] = PIECE
    units = tuple(
        unit_of(
            rank,
            grades[rank],
            [
                [
                    shape(
                        rank, width, rng.randrange(4), rng.randint(2, 6),
                        rng.randint(0, 40),
                    )
                    for _ in range(rng.randint(0, most))
                ]
                for width in range(1, columns + 1)
            ],
        )
        for rank in range(count)
    )  # fmt: skip
    return Paper(units, columns)


def is_once(plan: Plan) -> bool:
    """Whether it is cut as ``Plans`` cuts: of three in a row the first first."""
    match plan:
        case Leaf():
            return True
        case Stack(upper, lower, _):
            return not isinstance(upper, Stack) and is_once(upper) and is_once(lower)
        case Beside(left, right, _):
            return not isinstance(left, Beside) and is_once(left) and is_once(right)


def placed(plan: Plan, columns: int, rows: int) -> frozenset[tuple[PaperShape, Spot]]:
    """Each shape and where it stands."""
    found = standing(plan, Spot(0, 0, columns, rows))
    return frozenset((cast(PaperShape, each), spot) for each, spot in found)
