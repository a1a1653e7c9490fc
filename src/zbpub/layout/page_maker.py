"""One page: its articles and pieces in, the cheapest full page out, or how far off."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice

from zbpub.layout.block import Block, Copy
from zbpub.layout.faults import (
    Standing,
    Term,
    has_hole_under_piece,
    is_forbidden,
    page_terms,
    standing,
)
from zbpub.layout.floorplan import NEVER, PIECE, Table, Unit
from zbpub.layout.piece import Piece
from zbpub.layout.place import Placement, place
from zbpub.layout.plans import Plan, Plans, Spot
from zbpub.layout.profile import Grid, Profile
from zbpub.layout.shaper import Shaper, Shapes
from zbpub.layout.slicing import search

_TRIED = 400
"""Plans that are looked at: those beyond are much dearer than the first."""
_BUDGETS = {9: (32, 96, NEVER), 8: (96, NEVER)}
"""By units on a page: what it may cost beyond their cheapest shapes, one try after the
other. A table within a budget is filled in a part of the time; a page of few units
needs none."""
_BEYOND = 70
"""Rows beyond the page that are searched, to say how much is over."""
_HEIGHTS = 30
"""Heights that are looked at for the nearest one that can be filled."""
_FILLER = 24
"""Cost of a filler: copy is better."""
_WHITE_ROWS = 2
_NO_ROW = -2
"""A pin's row that no plan keeps; -1 is an open one."""


@dataclass(frozen=True, slots=True)
class PieceUnit:
    """A piece on its way to the page, in every shape that it may take."""

    name: str
    shapes: tuple[Mapping[int, Piece], ...]
    """By columns less one: rows to the shape."""
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan that stands, and what it costs."""

    plan: Plan
    cost: int
    terms: tuple[Term, ...]
    placed: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a page on one grid."""

    grid: Grid
    best: Choice | None
    runner_up: Choice | None = None
    heights: tuple[int, ...] = ()
    """The nearest rows that the articles can fill, when the page's cannot be; or
    none."""
    rows: int = 0
    """Rows that there are to fill."""
    reckoned: int = 0
    """Rows of column over, or short when below 0, where no plan stands at all."""


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes pages of one order: copies by importance, pieces, and where they begin."""

    shaper: Shaper
    copies: Sequence[Copy]
    pieces: Sequence[PieceUnit] = ()
    first_row: int = 0
    """Rows above are the front page's band."""
    pins: Mapping[int, Spot] = field(default_factory=dict)

    def make(self) -> Made:
        """The page on the shaper's grid."""
        grid = self.shaper.case.profile.grid
        rows = grid.rows - self.first_row
        units = self._units(rows)
        if not _can_fill(units, grid.columns, rows):
            return Made(grid, None, rows=rows)
        for budget in _BUDGETS.get(min(len(units), max(_BUDGETS)), (NEVER,)):
            table = search(units, grid.columns, rows, budget)
            profile = self.shaper.case.profile
            choices = Choices(table, rows, self._inside, self.first_row, profile)
            found = choices.ranked()
            best = next(found, None)
            if best is not None:
                other = next((c for c in found if c.placed != best.placed), None)
                return Made(grid, best, other, rows=rows)
            if choices.tried == _TRIED:
                break  # dearer plans would not be looked at either
        return Made(grid, None, rows=rows)

    @property
    def _inside(self) -> Mapping[int, Spot]:
        """The pins, counted from the first row that is filled.

        A row above it, where the band stands, is none that a plan could keep.
        """
        return {
            unit: replace(pin, row=self._inside_row(pin.row)) if pin.row >= 0 else pin
            for unit, pin in self.pins.items()
        }

    def _inside_row(self, row: int) -> int:
        return row - self.first_row if row >= self.first_row else _NO_ROW

    def _units(self, rows: int) -> list[Unit]:
        columns = self.shaper.case.profile.grid.columns
        units = [
            Unit(
                copy.article.name, copy.grade,
                tuple(
                    self.shaper.shapes(copy, width, rows)
                    for width in range(1, columns + 1)
                ),
            )
            for copy in self.copies
        ]  # fmt: skip
        return units + [
            Unit(
                piece.name, PIECE,
                tuple(_piece_shapes(shapes, rows) for shapes in piece.shapes),
                piece.is_optional, _FILLER if piece.is_optional else 0,
            )
            for piece in self.pieces
        ]  # fmt: skip

    def missed(self) -> Made:
        """The nearest height that the articles can fill with a page that stands."""
        grid = self.shaper.case.profile.grid
        rows = grid.rows - self.first_row
        units = [u for u in self._units(rows + _BEYOND) if not u.is_optional]
        table = search(units, grid.columns, rows + _BEYOND)
        heights = _fillable(table, rows, self.shaper.case.profile)
        reckoned = 0 if heights else _reckoned(units) - rows * grid.columns
        return Made(grid, None, rows=rows, heights=heights, reckoned=reckoned)

    def placement(self, choice: Choice) -> Placement:
        """Everything at its place."""
        grid = self.shaper.case.profile.grid
        rows = grid.rows - self.first_row
        spot = Spot(0, self.first_row, grid.columns, rows)
        return place(choice.plan, spot, grid)


def _piece_shapes(shapes: Mapping[int, Piece], most: int) -> Shapes:
    return {(0, rows): piece for rows, piece in shapes.items() if rows <= most}


def _reckoned(units: Sequence[Unit]) -> int:
    """Rows of column that the units take in their middling shapes."""
    total = 0
    for unit in units:
        areas = sorted(
            width * rows
            for width, shapes in enumerate(unit.shapes, 1)
            for _, rows in shapes
        )
        total += areas[len(areas) // 2] if areas else 0
    return total


def _can_fill(units: Sequence[Unit], columns: int, rows: int) -> bool:
    """Whether the units' least and most room lie around the page's."""
    least = most = 0
    for unit in units:
        areas = [
            width * height
            for width, shapes in enumerate(unit.shapes, 1)
            for _, height in shapes
        ]
        if not areas and not unit.is_optional:
            return False
        least += 0 if unit.is_optional else min(areas)
        most += max(areas, default=0) + _WHITE_ROWS * columns
    return least <= columns * rows <= most


@dataclass(slots=True)
class Choices:
    """The plans of a table that stand."""

    table: Table
    rows: int
    pins: Mapping[int, Spot] = field(default_factory=dict)
    first_row: int = 0
    profile: Profile | None = None
    """What tells a hole; None: none is looked for."""
    tried: int = 0
    """Plans that were looked at."""

    def ranked(self) -> Iterator[Choice]:
        """Those that stand, cheapest first, so far as the table has all that are.

        A plan's own cost is a bound for its cost with the faults of the whole page:
        once the next bound is no less than a known cost, that one is the cheapest.
        """
        waiting: list[tuple[int, int, Choice]] = []
        for bound, plan, placed in self._different():
            while waiting and waiting[0][0] <= bound:
                yield heapq.heappop(waiting)[2]
            if is_forbidden(placed, self.table.columns) or (
                self.profile and has_hole_under_piece(placed, self.profile)
            ):
                continue
            terms = page_terms(placed)
            cost = bound + sum(cost for _, cost in terms)
            choice = Choice(plan, cost, _all_terms(bound, placed, terms), placed)
            heapq.heappush(waiting, (cost, self.tried, choice))
        while waiting:
            cost, _, choice = heapq.heappop(waiting)
            if cost > self.table.limit and self.tried < _TRIED:
                return
            yield choice

    def _within(self) -> Iterator[tuple[int, Plan]]:
        """The plans within the table's limit, so many as are looked at."""
        for bound, plan in islice(_plans(self.table, self.rows, self.pins), _TRIED):
            if bound > self.table.limit:
                return
            self.tried += 1
            yield bound, plan

    def _different(self) -> Iterator[tuple[int, Plan, tuple[Standing, ...]]]:
        """The plans that put something elsewhere than all before, and what where.

        Three units above one another are two cuts in either order, and one page.
        """
        spot = Spot(0, self.first_row, self.table.columns, self.rows)
        seen: set[frozenset[tuple[int, Spot]]] = set()
        for bound, plan in self._within():
            placed = tuple(standing(plan, spot))
            page = frozenset((id(shape), where) for shape, where in placed)
            if page not in seen:
                seen.add(page)
                yield bound, plan, placed


def _fillable(table: Table, rows: int, profile: Profile) -> tuple[int, ...]:
    """The height nearest to ``rows`` of which there is a plan that stands; maybe none.

    The table alone would promise too much: it does not know of heads that meet and of
    gutters through the page.
    """
    heights = (table.any[table.index[table.needed], table.columns] < NEVER).nonzero()[0]
    nearest = sorted(map(int, heights), key=lambda height: (abs(height - rows), height))
    standing = (
        height
        for height in nearest[:_HEIGHTS]
        if next(Choices(table, height, profile=profile).ranked(), None) is not None
    )
    return tuple(islice(standing, 1)) or tuple(nearest[:1])


def _all_terms(
    bound: int, placed: Sequence[Standing], page: Sequence[Term]
) -> tuple[Term, ...]:
    """Cost by term: of the blocks, of the cuts, of the page."""
    sums: dict[str, int] = {}
    for shape, _ in placed:
        own = shape.terms if isinstance(shape, Block) else (("pieces", shape.cost),)
        for name, cost in own:
            sums[name] = sums.get(name, 0) + cost
    sums["cuts"] = bound - sum(sums.values())
    sums |= dict(page)
    return tuple((name, cost) for name, cost in sums.items() if cost)


def _plans(
    table: Table, rows: int, pins: Mapping[int, Spot]
) -> Iterator[tuple[int, Plan]]:
    """The plans of all units needed and any of the others, by rising cost."""
    others = [1 << i for i, unit in enumerate(table.units) if unit.is_optional]
    plans = Plans(table, pins)
    sources = [
        plans.of(table.needed | sum(some), rows)
        for count in range(len(others) + 1)
        for some in combinations(others, count)
    ]
    yield from heapq.merge(*sources, key=lambda pair: pair[0])
