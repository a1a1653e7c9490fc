"""The slicing search is exact: no plan, tried one by one, costs less than its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kit import tabloid
from made_issues import made_issue
from plan_kit import (
    ROWS,
    Paper,
    heads_meet,
    is_once,
    keeps,
    paper_of,
    placed,
    places,
    shape,
    unit_of,
)
from zbpub.layout import floorplan, slicing, subsets
from zbpub.layout import plans as plans_module
from zbpub.layout.floorplan import GAP, NEVER, STATES, Table
from zbpub.layout.page_desk import rank
from zbpub.layout.page_maker import PageMaker
from zbpub.layout.plans import Beside, Leaf, Plan, Plans, Spot, Stack
from zbpub.layout.shaper import Shaper
from zbpub.layout.slicing import search

PAPERS = st.integers(0, 10**6).map(paper_of)
_MANY = 300
"""Plans of one height that are compared."""


def _table(paper: Paper) -> Table:
    return search(paper.units, paper.columns, paper.rows)


def _cheapest(paper: Paper, subset: int, width: int) -> dict[tuple[int, int], int]:
    """The least cost of each state and height, by trying everything."""
    best: dict[tuple[int, int], int] = {}
    for each in paper.tries(subset, width):
        key = (each.state, each.rows)
        best[key] = min(each.cost, best.get(key, each.cost))
    return best


@settings(max_examples=60, deadline=None)
@given(paper=PAPERS)
def test_no_plan_is_cheaper(paper: Paper) -> None:
    """For each subset, width, state and height the table has the least cost of all."""
    table = _table(paper)

    for subset in range(1, paper.everyone + 1):
        for width in range(1, paper.columns + 1):
            curves = table.curves[table.index[subset], width]
            found = {
                (int(state), int(rows)): int(curves[state, rows])
                for state, rows in np.argwhere(curves < NEVER)
            }
            assert found == _cheapest(paper, subset, width)
            assert (table.any[table.index[subset], width] == curves.min(axis=0)).all()


@settings(max_examples=60, deadline=None)
@given(paper=PAPERS)
def test_plans_come_cheapest_first(paper: Paper) -> None:
    """All plans of each height come out, each once, with its own cost, in order."""
    plans = Plans(_table(paper))

    for rows in range(1, ROWS + 1):
        tries = paper.page_tries(paper.everyone, rows)
        costs = {repr(each.plan): each.cost for each in tries if is_once(each.plan)}
        found = list(islice(plans.of(paper.everyone, rows), _MANY))
        assert [cost for cost, _ in found] == sorted(costs.values())[:_MANY]
        assert len({repr(plan) for _, plan in found}) == len(found)
        assert all(costs[repr(plan)] == cost for cost, plan in found)


def _bounded(paper: Paper, budget: int) -> Table:
    return search(paper.units, paper.columns, paper.rows, budget)


@settings(max_examples=60, deadline=None)
@given(paper=PAPERS, budget=st.integers(0, 120))
def test_a_budget_leaves_out_only_what_is_dearer(paper: Paper, budget: int) -> None:
    """Every plan within the limit comes out, at its cost, as without a limit."""
    table = _bounded(paper, budget)
    cheapest = (
        min((s.cost + u.cost for each in u.shapes for s in each.values()), default=0)
        for u in paper.units
    )
    assert table.limit == sum(cheapest) + budget

    for rows in range(1, ROWS + 1):
        tries = paper.page_tries(paper.everyone, rows)
        costs = sorted(each.cost for each in tries if is_once(each.plan))
        within = [cost for cost in costs if cost <= table.limit][:_MANY]
        found = islice(Plans(table).of(paper.everyone, rows), _MANY)
        assert [c for c, _ in found if c <= table.limit] == within


def test_a_budget_leaves_something_out() -> None:
    """Negative control: a page that costs more than its budget is not in the table."""
    paper = _three()
    dearest = max(cost for cost, _ in Plans(_table(paper)).of(7, 9))
    table = _bounded(paper, 0)

    assert table.limit < dearest
    assert len(list(Plans(table).of(7, 9))) < len(list(Plans(_table(paper)).of(7, 9)))


@settings(max_examples=40, deadline=None)
@given(paper=PAPERS)
def test_each_page_comes_about_once(paper: Paper) -> None:
    """What is cut in another order is the same page at the same cost."""
    for rows in range(1, ROWS + 1):
        costs: dict[object, set[int]] = {}
        once: list[object] = []
        for each in paper.page_tries(paper.everyone, rows):
            page = placed(each.plan, paper.columns, rows)
            costs.setdefault(page, set()).add(each.cost)
            once += [page] if is_once(each.plan) else []
        assert all(len(known) == 1 for known in costs.values())
        assert len(set(once)) == len(once)
        assert set(once) == set(costs)


@settings(max_examples=30, deadline=None)
@given(paper=PAPERS)
def test_plans_of_some_units(paper: Paper) -> None:
    """A page may leave units out: the plans of any subset are its own."""
    plans = Plans(_table(paper))

    for subset in range(1, paper.everyone):
        for rows in range(2, ROWS + 1, 3):
            tries = paper.page_tries(subset, rows)
            costs = sorted(each.cost for each in tries if is_once(each.plan))
            found = [cost for cost, _ in islice(plans.of(subset, rows), 20)]
            assert found == costs[:20]


def _all_plans(paper: Paper, most: int = 40) -> list[Plan]:
    plans = Plans(_table(paper))
    return [
        plan
        for rows in range(1, ROWS + 1)
        for _, plan in islice(plans.of(paper.everyone, rows), most)
    ]


def _state(plan: Plan) -> int:
    """The state of a plan's upper corners, from its shapes."""
    match plan:
        case Leaf(_, block):
            return int(block.state)  # type: ignore[union-attr]  # shapes on paper
        case Stack(upper, _, _):
            return _state(upper)
        case Beside(left, right, _):
            return 2 * (_state(left) // 2) + _state(right) % 2


def _parts(plan: Plan) -> list[Plan]:
    """The plan and all plans in it."""
    match plan:
        case Leaf():
            return [plan]
        case Stack(one, other, _) | Beside(one, other, _):
            return [plan, *_parts(one), *_parts(other)]


def _units(plan: Plan) -> set[int]:
    return {part.unit for part in _parts(plan) if isinstance(part, Leaf)}


def _has_meeting_heads(plan: Plan) -> bool:
    return any(
        heads_meet(_state(part.left), _state(part.right))
        for part in _parts(plan)
        if isinstance(part, Beside)
    )


def _has_low_lead(plan: Plan) -> bool:
    return any(
        0 in _units(part.lower) for part in _parts(plan) if isinstance(part, Stack)
    )


@settings(max_examples=60, deadline=None)
@given(paper=PAPERS)
def test_what_no_plan_does(paper: Paper) -> None:
    """No heads meet at corners, no cut parts the page, no lead stands below others."""
    for plan in _all_plans(paper):
        assert not isinstance(plan, Beside)
        assert not _has_meeting_heads(plan)
        assert not _has_low_lead(plan)
        assert len([p for p in _parts(plan) if isinstance(p, Leaf)]) == len(paper.units)


@settings(max_examples=60, deadline=None)
@given(paper=PAPERS)
def test_plans_fill_their_page(paper: Paper) -> None:
    """The shapes of a plan cover the page but for the gaps between stacked ones."""
    for plan in _all_plans(paper, 10):
        rows = _rows(plan)
        page = Spot(0, 0, paper.columns, rows)
        taken = np.zeros((paper.columns, rows), dtype=int)
        for block, spot in places(plan, page):
            assert (block.columns, block.rows) == (spot.columns, spot.rows)
            across = slice(spot.column, spot.column + spot.columns)
            taken[across, spot.row : spot.row + spot.rows] += 1
        gaps = sum(p.gap * columns for p, columns in _widths(plan, paper.columns))
        assert taken.max() == 1
        assert taken.sum() + gaps == paper.columns * rows


def _widths(plan: Plan, columns: int) -> list[tuple[Stack, int]]:
    """Each stack with the columns that it stands over."""
    match plan:
        case Leaf():
            return []
        case Stack(one, other, _):
            inside = _widths(one, columns) + _widths(other, columns)
            return [(plan, columns), *inside]
        case Beside(one, other, left):
            return _widths(one, left) + _widths(other, columns - left)


def _rows(plan: Plan) -> int:
    match plan:
        case Leaf(_, block):
            return block.rows
        case Stack(one, other, gap):
            return _rows(one) + gap + _rows(other)
        case Beside(one, _, _):
            return _rows(one)


@st.composite
def pinned(draw: st.DrawFn) -> tuple[Paper, int, dict[int, Spot]]:
    """Units, a height that they fill, and pins that some plan keeps, or none does."""
    paper = draw(PAPERS)
    heights = sorted({
        each.rows
        for each in paper.tries(paper.everyone, paper.columns)
        if not isinstance(each.plan, Beside)
    })  # fmt: skip
    assume(heights)
    rows = draw(st.sampled_from(heights))
    plan = draw(st.sampled_from(paper.page_tries(paper.everyone, rows))).plan
    page = Spot(0, 0, paper.columns, rows)
    spots = {block.unit: spot for block, spot in places(plan, page)}  # type: ignore[union-attr]  # shapes on paper
    pins: dict[int, Spot] = {}
    for unit in draw(st.sets(st.sampled_from(sorted(spots)), min_size=1, max_size=2)):
        spot = spots[unit]
        column = draw(st.sampled_from((spot.column, spot.column, -1, 0, 1)))
        row = draw(st.sampled_from((spot.row, spot.row, -1, 0, 3)))
        size = (spot.columns, spot.rows) if draw(st.booleans()) else (0, 0)
        if size[0] and (column, row) == (spot.column, spot.row):
            pins[unit] = Spot(column, row, *size)
        else:
            pins[unit] = Spot(column, row, 0, 0)
    return paper, rows, pins


def _with_sizes(paper: Paper, pins: dict[int, Spot]) -> Paper:
    """The paper whose pinned units have only shapes of their pins' sizes."""
    units = tuple(
        replace(
            unit,
            shapes=tuple(
                {
                    key: block
                    for key, block in shapes.items()
                    if pins[rank].columns in (0, width)
                    and pins[rank].rows in (0, block.rows)
                }
                for width, shapes in enumerate(unit.shapes, 1)
            ),
        )
        if rank in pins
        else unit
        for rank, unit in enumerate(paper.units)
    )
    return Paper(units, paper.columns, paper.rows)


@settings(max_examples=100, deadline=None)
@given(order=pinned())
def test_pins_are_kept_at_the_least_cost(
    order: tuple[Paper, int, dict[int, Spot]],
) -> None:
    """Plans that keep the pins come out, cheapest first, and no others."""
    whole, rows, pins = order
    paper = _with_sizes(whole, pins)
    page = Spot(0, 0, paper.columns, rows)
    costs = {
        repr(each.plan): each.cost
        for each in paper.page_tries(paper.everyone, rows)
        if keeps(each.plan, page, pins) and is_once(each.plan)
    }
    plans = Plans(_table(paper), pins)
    found = list(islice(plans.of(paper.everyone, rows), _MANY))

    assert [cost for cost, _ in found] == sorted(costs.values())[:_MANY]
    assert len({repr(plan) for _, plan in found}) == len(found)
    assert all(costs[repr(plan)] == cost for cost, plan in found)


def _reach(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(slicing, "_REACH", rows)
    monkeypatch.setattr(slicing, "_LENGTH", 2 * rows + 1)


@pytest.mark.parametrize("seed", range(40))
def test_a_short_reach_leaves_plans_out_and_no_more(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Heights far from the average may be lost; costs of what is found stay true."""
    paper = paper_of(seed)
    _reach(monkeypatch, 1)
    table = _table(paper)

    for rows in range(1, ROWS + 1):
        costs = {
            repr(each.plan): each.cost
            for each in paper.page_tries(paper.everyone, rows)
        }
        found = list(islice(Plans(table).of(paper.everyone, rows), _MANY))
        assert all(costs[repr(plan)] == cost for cost, plan in found)
        assert len({repr(plan) for _, plan in found}) == len(found)


def test_a_reach_may_be_too_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check above can fail: where it is, there are fewer plans than all."""
    papers = [paper_of(seed) for seed in range(40)]

    def missed() -> int:
        return sum(
            int((_table(p).curves < NEVER).sum())
            < sum(
                len(_cheapest(p, subset, width))
                for subset in range(1, p.everyone + 1)
                for width in range(1, p.columns + 1)
            )
            for p in papers
        )

    assert missed() == 0
    _reach(monkeypatch, 1)
    assert missed() > 0


@pytest.mark.parametrize("seed", [3, 23, 33, 45])
def test_the_reach_is_long_enough_for_pages(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On full pages of all kinds of copy no best plan lies beyond it."""
    case = tabloid()
    made, grid = made_issue(seed, case.profile), case.profile.grid
    copies = rank(made.issue.articles, "", case.profile.heads, made.sizes)
    units = PageMaker(Shaper(case), copies)._units(grid.rows)

    def best() -> int:
        table = search(units, grid.columns, grid.rows)
        return next(Plans(table).of(table.everyone, grid.rows))[0]

    near = best()
    _reach(monkeypatch, grid.rows)
    assert near == best()


def _three(columns: int = 2) -> Paper:
    """A lead over two columns, and two units that may stand beside each other."""
    return Paper(
        (
            unit_of(0, 0, [[], [shape(0, 2, 3, 4, 0)]]),
            unit_of(1, 1, [[shape(1, 1, 3, 4, 0)], [shape(1, 2, 3, 3, 9)]]),
            unit_of(2, 2, [[shape(2, 1, 2, 4, 0), shape(2, 1, 0, 4, 5)],
                           [shape(2, 2, 3, 3, 9)]]),
        ),
        columns,
    )  # fmt: skip


def test_a_pin_that_no_plan_keeps_has_no_plan() -> None:
    """A lead at the foot, or a unit at a row where none of its plans puts it."""
    table = _table(_three())

    assert list(Plans(table).of(7, 9)) != []
    assert list(Plans(table, {0: Spot(0, 5, 0, 0)}).of(7, 9)) == []
    assert list(Plans(table, {1: Spot(-1, 2, 0, 0)}).of(7, 9)) == []
    assert list(Plans(table, {2: Spot(5, -1, 0, 0)}).of(7, 9)) == []


def test_a_pin_leaves_others_their_freedom() -> None:
    """What is not pinned may still stand grouped, wherever the pin is."""
    table = _table(_three())
    pinned = list(Plans(table, {0: Spot(0, 0, 0, 0)}).of(7, 9))

    assert pinned == list(Plans(table).of(7, 9)) != []


def test_a_pin_changes_the_plan() -> None:
    """The check of pins can fail: without the pin the plan would be another."""
    paper = _three()
    page = Spot(0, 0, 2, 9)
    pins = {1: Spot(0, 5, 0, 0)}
    free = next(Plans(_table(paper)).of(7, 9))
    held = next(Plans(_table(paper), pins).of(7, 9))

    assert not keeps(free[1], page, pins)
    assert keeps(held[1], page, pins)


def test_heads_that_meet_keep_their_plans_apart() -> None:
    """Two heads at one corner cost the dearer shape, whose head keeps from it."""
    table = _table(_three())
    lower = table.any[table.index[6], 2, 4]

    assert lower == 0
    assert isinstance(next(Plans(table).of(7, 9))[1], Stack)
    closed = replace_states(_three(), 3)
    assert _table(closed).any[6, 2, 4] == NEVER


def replace_states(paper: Paper, state: int) -> Paper:
    """The same with heads that touch the corners of ``state`` everywhere."""
    units = tuple(
        replace(
            unit,
            shapes=tuple(
                {(state, rows): block for (_, rows), block in shapes.items()}
                for shapes in unit.shapes
            ),
        )
        for unit in paper.units
    )
    return Paper(units, paper.columns, paper.rows)


@settings(max_examples=40, deadline=None)
@given(paper=PAPERS)
def test_same_input_same_plans(paper: Paper) -> None:
    """Ties are broken the same way each time, in whatever order shapes come."""
    turned = Paper(
        tuple(
            replace(
                unit,
                shapes=tuple(dict(reversed(list(s.items()))) for s in unit.shapes),
            )
            for unit in paper.units
        ),
        paper.columns,
    )

    assert _all_plans(paper) == _all_plans(paper) == _all_plans(turned)


def test_lead_stands_at_the_top() -> None:
    """Where both orders fill the page, the more important article stands above."""
    upper, lower = shape(0, 2, 3, 5, 0), shape(1, 2, 3, 4, 0)
    paper = Paper((unit_of(0, 0, [[], [upper]]), unit_of(1, 1, [[], [lower]])), 2)
    plans = list(Plans(_table(paper)).of(3, 10))

    assert plans == [(floorplan.FULL_WIDTH, Stack(Leaf(0, upper), Leaf(1, lower), GAP))]


def test_lead_stands_at_the_left() -> None:
    """Beside others it may stand at the right, at a price."""
    foot = [[], [shape(2, 2, 3, 3, 0)]]
    sides = [[[shape(rank, 1, 1 - rank, 5, 0)], []] for rank in (0, 1)]
    paper = Paper(
        (unit_of(0, 0, sides[0]), unit_of(1, 1, sides[1]), unit_of(2, 2, foot)), 2
    )
    (low, left), (high, right) = Plans(_table(paper)).of(7, 9)

    assert high - low == floorplan.LEAD_RIGHT
    assert isinstance(left, Stack)
    assert isinstance(right, Stack)
    assert _units(left.upper.left) == _units(right.upper.right) == {0}  # type: ignore[union-attr]  # they stand beside each other


def test_a_search_that_leaves_plans_out_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check above can fail: without one order of two units plans are missed."""
    paper = _three()
    assert len(list(Plans(_table(paper)).of(7, 9))) == len(paper.page_tries(7, 9))
    all_parts = subsets.parts_of
    monkeypatch.setattr(
        plans_module, "parts_of", lambda subset: list(all_parts(subset))[:1]
    )

    assert len(list(Plans(_table(paper)).of(7, 9))) < len(paper.page_tries(7, 9))


def test_what_cannot_be_cut_has_no_height() -> None:
    """The check can fail: a unit without shapes leaves the page without a plan."""
    nothing = Paper((unit_of(0, 0, [[], []]), unit_of(1, 1, [[], []])), 2)
    table = _table(nothing)

    assert (table.any[table.index[3]] == NEVER).all()
    assert list(Plans(table).of(3, 9)) == []
    assert table.curves.shape[2] == STATES
