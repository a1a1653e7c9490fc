"""Accounts of pages: what a full page costs, and what a page that is not full wants."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import get_args

import pytest

from kit import (
    BODY,
    PICTURE,
    PIXELS,
    IssueSpec,
    card,
    issue_of,
    made_card,
    made_of,
    seeded_issue,
    tabloid,
)
from zbpub.base.findings import Finding
from zbpub.base.length import PT
from zbpub.desk_table import cut_to, fit_table, width_of
from zbpub.layout.account import (
    CostTerm,
    HeadKind,
    PageAccount,
    off_text,
    summed,
)
from zbpub.layout.accounting import full_account, lost_account
from zbpub.layout.block import Treatment
from zbpub.layout.distribution import PageJob
from zbpub.layout.importance import ranked
from zbpub.layout.makeup import make_up, refuse
from zbpub.layout.page import Element
from zbpub.layout.page_desk import rank
from zbpub.layout.page_maker import Made, PageMaker
from zbpub.layout.place import Placement
from zbpub.layout.profile import Grid
from zbpub.layout.shaper import Shaper
from zbpub.manuscript.model import Issue, PagePlan
from zbpub.render.explain_html import place_of
from zbpub.report import report

PLAN = PagePlan(number="02", section="本地")
FULL, OVER, SHORT = IssueSpec(9, 3, 4200), IssueSpec(9, 3, 5000), IssueSpec(9, 3, 1000)


def accounts(spec: IssueSpec) -> tuple[PageAccount, ...]:
    """Of a seeded issue."""
    return made_of(spec)[1].accounts


def by_hand(spec: IssueSpec, grid: Grid) -> tuple[Made, Placement]:
    """What the search finds for a seeded issue on one grid, and where it stands."""
    case = tabloid()
    copies = rank(
        ranked(seeded_issue(spec).articles), issue_of().config.url, case.profile.heads,
        {PICTURE: PIXELS},
    )  # fmt: skip
    maker = PageMaker(Shaper(case).on(grid), copies)
    made = maker.make()
    assert made.best is not None
    return made, maker.placement(made.best)


# --- full pages -----------------------------------------------------------------------


def test_full_page_is_told_block_by_block() -> None:
    """Each article's account says where its block stands and how it is set."""
    (page,) = accounts(FULL)
    _, placed = by_hand(FULL, page.grid)

    assert (page.number, page.section, page.state) == ("02", "本地", "full 满版")
    assert (page.off_rows, page.problem, page.cures, page.pins) == (0, "", (), ())
    by_name = {block.article: block for block in page.blocks}
    assert len(by_name) == len(placed.blocks) == 3
    for block, spot in placed.blocks:
        name = block.copy.article.name
        told = by_name[name]
        stands = (spot.column + 1, spot.row + 1, spot.columns, spot.rows)
        assert told.outline == (name, *stands)
        assert told.is_placed
        assert told.title == block.copy.article.headline
        assert told.measure_em * block.galley.size == block.galley.measure
        assert told.lines == len(block.galley.strips)
        assert told.head_rows == block.head_rows
        assert told.headline_pt * 1000 == block.head.size
        if block.head.rows:
            assert told.slack_rows == block.head_rows - block.head.rows


def test_account_tells_what_the_page_shows() -> None:
    """Headlines have the size, and articles the lines, that are counted on the page."""
    _, made = made_of(FULL)
    (account,) = made.accounts
    shown = {article.name: article for article in made.pages[0].articles}

    for told in account.blocks:
        elements = [i for i in shown[told.article].items if isinstance(i, Element)]
        (headline,) = [e for e in elements if e.role == "headline"]
        body = [f for e in elements if e.role in BODY for f in e.fragments]
        assert told.headline_pt * PT == headline.fragments[0].size
        assert told.lines == sum(len(fragment.lines) for fragment in body)
        assert {f.place.width for f in body} == {told.measure_em * account.grid.size}
        assert len({f.place.x for f in body}) == told.text_columns


def test_costs_add_up() -> None:
    """Every cost is the sum of its terms; a page's, its blocks' and its own faults'."""
    (page,) = accounts(FULL)

    assert page.cost == sum(term.cost for term in page.terms) > 0
    for block in page.blocks:
        assert block.cost == sum(term.cost for term in block.terms)
    parts = summed(term for block in page.blocks for term in block.terms)
    names = {term.name for term in parts}
    assert parts == tuple(
        replace(term, count=part.count)
        for term in page.terms
        for part in parts
        if term.name == part.name
    )
    own = sum(term.cost for term in page.terms if term.name not in names)
    assert page.cost == sum(block.cost for block in page.blocks) + own
    costs = [term.cost for term in page.terms]
    assert costs == sorted(costs, reverse=True)


def test_runner_up_is_another_plan_and_no_better() -> None:
    """The second plan costs as much or more, by its terms, and is not the page's."""
    (page,) = accounts(FULL)
    second = page.runner_up

    assert second is not None
    assert second.cost >= page.cost
    assert second.cost == sum(term.cost for term in second.terms)
    assert {o.article for o in second.blocks} == {b.article for b in page.blocks}
    assert second.differs


def test_runner_up_stands_below_the_band() -> None:
    """Where the first rows are taken, the second plan begins below them too."""
    case = tabloid()
    copies = rank(
        ranked(seeded_issue(IssueSpec(9, 3, 3200)).articles), "", case.profile.heads,
        {PICTURE: PIXELS},
    )  # fmt: skip
    maker = PageMaker(Shaper(case), copies, first_row=10)
    made = maker.make()
    assert made.best is not None
    told = full_account(PLAN, made, maker.placement(made.best), case.profile)

    assert told.runner_up is not None
    assert min(block.row for block in told.blocks) == 11
    assert min(outline.row for outline in told.runner_up.blocks) == 11


def test_heads_are_told_by_kind() -> None:
    """A head across, one with text rising beside it, at the side, and framed differ."""
    (page,) = accounts(FULL)
    made, placed = by_hand(FULL, page.grid)
    block, spot = next(pair for pair in placed.blocks if pair[0].columns > 1)
    kinds = {
        kind: replace(block, treatment=kind, is_boxed=False)
        for kind in get_args(Treatment)
    } | {"box": replace(block, treatment="across", is_boxed=True)}

    assert set(kinds) == set(get_args(HeadKind))
    for kind, changed in kinds.items():
        stands = replace(placed, blocks=((changed, spot),))
        told = full_account(PLAN, made, stands, tabloid().profile)
        assert [b.head_kind for b in told.blocks] == [kind]


def test_short_columns_are_counted() -> None:
    """Columns that end a row above their foot are as many as lines are wanting."""
    (page,) = accounts(FULL)
    _, placed = by_hand(FULL, page.grid)

    for block, _ in placed.blocks:
        (told,) = [b for b in page.blocks if b.article == block.copy.article.name]
        room = sum(slot.rows for slot in block.slots)
        assert 0 <= told.short_columns < block.parts
        if not any(e.role == "subhead" for e in block.galley.elements):
            assert told.short_columns == room - told.lines


@pytest.mark.parametrize("spec", [FULL, IssueSpec(1, 2, 3700), IssueSpec(7, 5, 3500)])
def test_grid_is_the_one_that_the_page_stands_on(spec: IssueSpec) -> None:
    """On the grid that is told, every block stands where the page has it."""
    _, made = made_of(spec)
    (page,) = accounts(spec)
    places = {article.name: article.place for article in made.pages[0].articles}

    for block in page.blocks:
        assert place_of(block.outline, page.grid) == places[block.article]


def test_card_is_told_on_its_own_grid() -> None:
    """A page of three columns is told with three."""
    (page,) = made_card()[1].accounts

    assert page.is_full
    assert page.grid.columns == 3
    assert page.sheet == (card().profile.width, card().profile.height)


def test_terms_of_one_name_are_one() -> None:
    """Terms are summed by name, the dearest first, names settling ties."""
    terms = [CostTerm("b", "乙", 2), CostTerm("a", "甲", 1), CostTerm("a", "甲", 1, 2)]

    assert summed(terms) == (CostTerm("a", "甲", 2, 3), CostTerm("b", "乙", 2, 1))


# --- pages that could not be filled ---------------------------------------------------


@pytest.mark.parametrize(("spec", "sign", "word"), [(OVER, 1, "多"), (SHORT, -1, "缺")])
def test_misfit_is_told_with_its_cures(spec: IssueSpec, sign: int, word: str) -> None:
    """A page over or short says how much, in rows and characters, and what to do."""
    _, made = made_of(spec)
    (page,) = accounts(spec)

    assert not page.is_full
    assert page.off_rows * sign > 0
    assert page.off_characters == page.off_rows * 11
    assert page.problem == made.findings[-1].message
    assert f"{word}{abs(page.off_rows)}行" in page.problem
    assert f"{word}{abs(page.off_characters)}字" in page.state
    assert page.cures[0].rows == abs(page.off_rows)
    assert [block.is_placed for block in page.blocks] == [False] * 3
    assert [block.measure_em for block in page.blocks] == [11] * 3


def test_cutting_what_the_first_cure_says_takes_the_rows_away() -> None:
    """The first cure's places have its characters and lines, all in the page."""
    (page,) = accounts(OVER)
    cure = page.cures[0]

    assert cure.edits
    assert sum(edit.rows for edit in cure.edits) == cure.rows == page.off_rows
    assert sum(edit.characters for edit in cure.edits) == cure.characters
    assert cure.characters < page.off_characters
    assert {e.article for e in cure.edits} <= {b.article for b in page.blocks}


def lost(issue: Issue, finding: Finding) -> PageAccount:
    """The account of a page of ``issue`` that could not be made up for one reason."""
    job = PageJob(plan=PLAN, articles=ranked(issue.articles))
    return lost_account(job, finding, 0, (issue, tabloid()))


def test_page_with_a_head_that_fits_nowhere_has_no_cure_of_length() -> None:
    """Where a headline is the fault, its finding is told and nothing to be cut."""
    issue = seeded_issue(FULL)
    finding = Finding(code="L004", message="the headline", path=issue.articles[1].path)
    page = lost(issue, finding)

    assert (page.state, page.problem) == ("not filled 未成版", "the headline")
    assert page.cures == ()


def test_pages_of_a_refused_issue_say_why() -> None:
    """No page is made up; each has its own article's finding, or else the first."""
    good, bad = seeded_issue(FULL), seeded_issue(SHORT)
    plans = (PagePlan(number="01"), PagePlan(number="02"))
    articles = (
        *(replace(a, page="01", name=f"x{a.name}", path="x") for a in bad.articles),
        *(replace(a, page="02") for a in good.articles),
    )
    issue = replace(issue_of(*articles), config=replace(good.config, pages=plans))
    findings = (
        Finding(code="L011", message="a table in a list", path=articles[-1].path),
        Finding(code="L012", message="no text", path=articles[-1].path),
    )
    made = refuse(issue, tabloid(), {PICTURE: PIXELS}, findings)

    assert (made.pages, made.findings) == ((), findings)
    assert [(a.number, a.problem, a.state) for a in made.accounts] == [
        ("01", "a table in a list", "not filled 未成版"),
        ("02", "a table in a list", "not filled 未成版"),
    ]
    other = (Finding(code="L012", message="no text", path="x"), *findings)
    told = refuse(issue, tabloid(), {PICTURE: PIXELS}, other).accounts
    assert [a.problem for a in told] == ["no text", "a table in a list"]


def test_right_length_that_will_not_pour_is_told() -> None:
    """A page of the right length is not called over or short; one line is the cure."""
    issue = seeded_issue(FULL)
    finding = Finding(code="L005", message="page 02: the right length", path="x")
    page = lost(issue, finding)

    assert (page.state, page.off_rows) == ("not filled 未成版", 0)
    assert [cure.rows for cure in page.cures] == [1, 1]


def test_findings_go_to_their_pages() -> None:
    """Of two pages one full, the other over, each has its own account, in order."""
    good, bad = seeded_issue(FULL), seeded_issue(OVER)
    plans = (PagePlan(number="01"), PagePlan(number="02", section="本地"))
    articles = (
        *(replace(a, page="01", name=f"x{a.name}") for a in bad.articles),
        *(replace(a, page="02") for a in good.articles),
    )
    issue = replace(issue_of(*articles), config=replace(good.config, pages=plans))
    made = make_up(issue, tabloid(), {PICTURE: PIXELS})
    first, second = made.accounts
    finding = made.findings[-1]

    assert (first.number, first.is_full, first.problem) == (
        "01",
        False,
        finding.message,
    )
    assert "page 01" in finding.message
    assert (second.number, second.is_full, second.problem) == ("02", True, "")
    assert [page.number for page in made.pages] == ["02"]


def test_off_is_said_as_a_desk_says_it() -> None:
    """多 where there is too much, 缺 where there is too little."""
    assert off_text(3, 37) == "多37字/3行"
    assert off_text(-3, -37) == "缺37字/3行"


# --- the table and the report ---------------------------------------------------------


def test_table_is_aligned() -> None:
    """A page's line tells state, cost and dearest term; columns stand in line."""
    (full,), (over,) = accounts(FULL), accounts(OVER)
    lines = fit_table((full, over))
    gap = lines.index("")
    pages, articles = lines[:gap], lines[gap + 1 :]

    assert pages[0].split() == ["page", "state", "cost", "dearest"]
    assert pages[1].startswith("02    本地  full 满版")
    assert full.terms[0].chinese in pages[1]
    assert re.search(r"over 多\d+字/\d+行", over.state)
    assert over.state in pages[2]
    starts = {width_of(line[: line.index("02-0")]) for line in articles[1:]}
    assert starts == {width_of(articles[0][: articles[0].index("article")])}
    places = {
        width_of(line.partition("×")[0].rpartition("  ")[0]) for line in articles[1:4]
    }
    assert len(places) == 1
    assert fit_table(()) == []


def test_widths_are_those_of_a_terminal() -> None:
    """A Chinese character takes two columns, a combining mark none."""
    assert [width_of(text) for text in ("ab", "版面", "é", "e\u0301", "多3字")] == [
        2, 4, 1, 1, 5,
    ]  # fmt: skip
    assert cut_to("版面设计", 8) == "版面设计"
    assert cut_to("版面设计", 7) == "版面设…"
    assert width_of(cut_to("a版面设计", 8)) <= 8


def test_titles_cannot_command_the_terminal() -> None:
    """Control characters of a title never reach the terminal."""
    (page,) = accounts(FULL)
    evil = replace(page.blocks[0], title="\x1b[2J\u202e题")
    lines = fit_table((replace(page, blocks=(evil,)),))

    assert not any("\x1b" in line or "\u202e" in line for line in lines)


@pytest.mark.parametrize("spec", [FULL, OVER])
def test_report_holds_the_accounts(spec: IssueSpec) -> None:
    """report.json has all of every account, as plain values."""
    issue, made = made_of(spec)
    (page,) = told = accounts(spec)
    value = json.loads(json.dumps(report(issue, told, made.findings, None)))

    (page_value,) = value["pages"]
    assert page_value["number"] == "02"
    assert page_value["off_rows"] == page.off_rows
    assert page_value["grid"]["pitch"] == page.grid.pitch
    assert [b["article"] for b in page_value["blocks"]] == [
        b.article for b in page.blocks
    ]
    assert [c["text"] for c in page_value["cures"]] == [c.text for c in page.cures]
    assert [fit["article"] for fit in value["copyfit"]] == [
        b.article for b in page.blocks if b.is_placed
    ]
