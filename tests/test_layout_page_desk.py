"""One page made up: the cheapest that stands, the same each time, around its pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

import pytest

from kit import card
from made_issues import MadeIssue, made_issue
from plan_kit import Paper, shape, unit_of
from zbpub.layout.account import BlockAccount, PageAccount
from zbpub.layout.distribution import PageJob
from zbpub.layout.faults import Standing, is_forbidden, page_terms, standing
from zbpub.layout.floorplan import Table
from zbpub.layout.importance import ranked
from zbpub.layout.page_desk import PageDesk, PageResult, rank
from zbpub.layout.page_maker import Choices, Made, PageMaker
from zbpub.layout.pins import pins_of, without_pin
from zbpub.layout.plans import Plans, Spot
from zbpub.layout.shaper import Shaper
from zbpub.layout.slicing import search
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Pin

SEEDS = (14, 29, 31, 54, 70, 79)
"""Issues of two to five articles that fill a card."""
_PLANS = 400
OPEN = Pin()


def _case() -> TypeCase:
    """The card on its own grid alone."""
    case = card()
    return replace(case, profile=replace(case.profile, other_grids=()))


@cache
def _issue(seed: int) -> MadeIssue:
    return made_issue(seed, _case().profile)


def _articles(seed: int, pin: Pin = OPEN, at: int = 0) -> tuple[Article, ...]:
    """The page's articles by importance; one of them pinned."""
    articles = list(ranked(_issue(seed).issue.articles))
    articles[at] = replace(articles[at], pin=pin)
    return tuple(articles)


@cache
def _result(seed: int, pin: Pin = OPEN, at: int = 0) -> PageResult:
    """The page, one of its articles pinned."""
    made = _issue(seed)
    desk = PageDesk(made.issue, _case(), made.sizes)
    plan = made.issue.config.pages[0]
    return desk.make(PageJob(plan=plan, articles=_articles(seed, pin, at)))


def _account(seed: int) -> PageAccount:
    return _result(seed).account


def _block(account: PageAccount, name: str) -> BlockAccount:
    (block,) = (block for block in account.blocks if block.article == name)
    return block


def _maker(seed: int, pins: dict[int, Spot] | None = None, top: int = 0) -> PageMaker:
    made, case = _issue(seed), _case()
    copies = rank(_articles(seed), "", case.profile.heads, made.sizes)
    return PageMaker(Shaper(case), copies, first_row=top, pins=pins or {})


@cache
def _made(seed: int) -> Made:
    return _maker(seed).make()


@pytest.mark.parametrize("seed", SEEDS)
def test_second_run_is_the_same(seed: int) -> None:
    """New values of the same copy give the same page and the same account."""
    again = made_issue(seed, _case().profile)
    desk = PageDesk(again.issue, _case(), again.sizes)
    job = PageJob(
        plan=again.issue.config.pages[0], articles=ranked(again.issue.articles)
    )

    assert _result(seed).is_full
    assert repr(desk.make(job)) == repr(_result(seed))


def _where(placed: Sequence[Standing]) -> list[tuple[int, int, int, str]]:
    """A page as what stands where, however its cuts are nested."""
    return sorted(
        (spot.column, spot.row, spot.columns, repr(shape)) for shape, spot in placed
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_runner_up_is_another_page_and_no_cheaper(seed: int) -> None:
    """The second-best plan costs as much or more, and puts something elsewhere."""
    made = _made(seed)
    assert made.best is not None

    if made.runner_up is not None:
        assert made.runner_up.cost >= made.best.cost
        assert _where(made.runner_up.placed) != _where(made.best.placed)
    for choice in filter(None, (made.best, made.runner_up)):
        assert choice.cost == sum(cost for _, cost in choice.terms)
        assert not is_forbidden(choice.placed, made.grid.columns)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_that_stands_is_cheaper(seed: int) -> None:
    """Of all plans looked at, with the faults of the whole page, the best is least."""
    maker, made = _maker(seed), _made(seed)
    rows, columns = made.grid.rows, made.grid.columns
    table = search(maker._units(rows), columns, rows)
    costs = []
    for bound, plan in islice(Plans(table).of(table.everyone, rows), _PLANS):
        placed = standing(plan, Spot(0, 0, columns, rows))
        if not is_forbidden(placed, columns):
            costs.append(bound + sum(cost for _, cost in page_terms(placed)))

    assert made.best is not None
    assert made.best.cost == min(costs)


def test_one_page_is_one_choice() -> None:
    """Three units above one another could be cut in two ways; they are one page."""
    paper = Paper(
        tuple(unit_of(n, n, [[], [shape(n, 2, 0, 3, n)]]) for n in range(3)), 2
    )
    table = search(paper.units, 2, 11)

    assert len(list(Plans(table).of(7, 11))) == len(_pages(table, 11)) == 2
    assert len(list(Choices(table, 11).ranked())) == len(_pages(table, 11)) == 2


def _pages(table: Table, rows: int) -> set[str]:
    page = Spot(0, 0, 2, rows)
    return {
        repr(sorted((s.row, repr(b)) for b, s in standing(plan, page)))
        for _, plan in Plans(table).of(table.everyone, rows)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pin_where_it_stands_costs_nothing(seed: int) -> None:
    """Pinned to where the best page puts it, an article changes nothing."""
    account = _account(seed)
    block = account.blocks[-1]
    pin = Pin(
        column=block.column, row=block.row, columns=block.columns, rows=block.rows
    )
    at = [a.name for a in _articles(seed)].index(block.article)
    held = _result(seed, pin, at).account

    assert held.cost == account.cost
    assert {(p.what, p.cost) for p in held.pins} == {
        ("place", 0), ("columns", 0), ("rows", 0),
    }  # fmt: skip
    assert _block(held, block.article).outline == block.outline


PINS = (
    Pin(column=1),
    Pin(column=2, columns=2),
    Pin(column=3),
    Pin(row=1),
    Pin(row=25),
    Pin(columns=1),
    Pin(columns=3),
    Pin(headline_size="s"),
    Pin(headline_size="l"),
)


def _kept(pin: Pin, block: BlockAccount) -> bool:
    """Whether the article stands where its pin says."""
    return (
        pin.column in (0, block.column)
        and pin.row in (0, block.row)
        and pin.columns in (0, block.columns)
        and pin.rows in (0, block.rows)
    )


def _without(pin: Pin, what: str) -> Pin:
    """The pin with one of its keys taken away."""
    match what:
        case "place":
            return replace(pin, column=0, row=0)
        case "headline_size":
            return replace(pin, headline_size="")
    return replace(pin, **{what: 0})  # type: ignore[arg-type]  # columns or rows


@pytest.mark.parametrize("seed", SEEDS[:3])
@pytest.mark.parametrize("pin", PINS)
def test_pins_are_kept_and_accounted_for(seed: int, pin: Pin) -> None:
    """A full page keeps its pins and says what each costs; else L014 says the cost.

    What a pin costs is what its page costs more than the page without it.
    """
    name = _articles(seed)[1].name
    result = _result(seed, pin, 1)
    keys = [
        key
        for key, value in (
            ("place", pin.column), ("place", pin.row), ("columns", pin.columns),
            ("headline_size", pin.headline_size),
        )
        if value
    ]  # fmt: skip
    free = {what: _result(seed, _without(pin, what), 1) for what in keys}
    if result.is_full:
        assert _kept(pin, _block(result.account, name))
        assert [(p.article, p.what) for p in result.account.pins] == [
            (name, what) for what in keys
        ]
        for account in result.account.pins:
            more = result.account.cost - free[account.what].account.cost
            assert account.cost == max(0, more)
            # Other sizes of a head may be cheaper than those that fall to its rank.
            assert more >= 0 or account.what == "headline_size"
        return
    costs = {what: each.account.cost for what, each in free.items() if each.is_full}
    told = [f for f in result.findings if f.code == "L014"]
    assert len(told) == len(costs)
    for finding, (what, cost) in zip(told, costs.items(), strict=True):
        assert f"'{what}'" in finding.message
        assert finding.message.endswith(f"costs {cost}")
        assert finding.path.endswith(f"{name}.md")


def test_some_pins_cost_and_some_are_refused() -> None:
    """The check above can fail: of those pins there are some of either kind."""
    results = [_result(seed, pin, 1) for seed in SEEDS[:3] for pin in PINS]

    assert any(p.cost > 0 for r in results for p in r.account.pins)
    assert any(f.code == "L014" for r in results for f in r.findings)


def test_a_pinned_size_is_weighed_against_the_sizes_of_its_rank() -> None:
    """Without the pin the heads are set anew: what it costs is seen, or refused."""
    pin = Pin(headline_size="l")
    held, refused = _result(14, pin, 2), _result(79, pin, 2)
    more = held.account.cost - _account(14).cost

    assert [account.cost for account in held.account.pins] == [more]
    assert more > 0
    assert _result(79).is_full
    assert [finding.code for finding in refused.findings] == ["L014"]
    assert refused.findings[0].message.endswith(f"costs {_account(79).cost}")


def test_a_pinned_size_changes_the_head() -> None:
    """Without its pin the head would have another size, and the page another cost."""
    small, large = (_result(14, Pin(headline_size=size), 1) for size in ("s", "l"))
    name = _articles(14)[1].name

    assert small.is_full
    assert large.is_full
    sizes = [_block(r.account, name).headline_pt for r in (small, large)]
    assert sizes[0] < sizes[1]


def test_pins_count_from_the_sheets_grid() -> None:
    """Below a band of rows a pin's row is still the grid's; rows in the band are none.

    Without pins the same page is full.
    """
    seed, top = 14, 4
    case = _case()
    taller = replace(case.profile.grid, rows=case.profile.grid.rows + top)
    case = replace(case, profile=replace(case.profile, grid=taller))
    copies = rank(_articles(seed), "", case.profile.heads, _issue(seed).sizes)

    def make(row: int) -> Made:
        pins = {0: Spot(-1, row, 0, 0)}
        return PageMaker(Shaper(case), copies, first_row=top, pins=pins).make()

    assert make(-1).best is not None
    assert make(top).best is not None
    for row in range(top):
        assert make(row).best is None


def test_what_is_pinned() -> None:
    """Places alone are pins of the search; what was taken away is gone."""
    pin = Pin(column=2, row=9, columns=3, headline_size="l")
    copies = rank(_articles(14, pin, 1), "", _case().profile.heads, {})

    assert pins_of(copies) == {1: Spot(1, 8, 3, 0)}
    for what, left in (
        ("place", replace(pin, column=0, row=0)),
        ("columns", replace(pin, columns=0)),
        ("headline_size", replace(pin, headline_size="")),
    ):
        freed = without_pin(copies, copies[1], what)
        assert freed[1].article.pin == left
        assert [c.article.name for c in freed] == [c.article.name for c in copies]
        assert freed[0] is copies[0]
