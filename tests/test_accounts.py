"""Accounts of pages: what a full page costs, and what a page that is not full wants."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kit import IssueSpec, card, issue_of, made_card, made_of, seeded_issue, tabloid
from zbpub.base.findings import Finding
from zbpub.desk_table import cut_to, fit_table, width_of
from zbpub.layout.account import CostTerm, PageAccount, off_text, summed
from zbpub.layout.accounting import account_of
from zbpub.layout.makeup import MadeUp
from zbpub.manuscript.model import PagePlan
from zbpub.render.explain_html import place_of
from zbpub.report import report

FULL, OVER, SHORT = IssueSpec(9, 3, 4200), IssueSpec(9, 3, 5000), IssueSpec(9, 3, 1700)


def accounts(spec: IssueSpec) -> tuple[PageAccount, ...]:
    """Of a seeded issue."""
    issue, made = made_of(spec)
    return account_of(made, issue, tabloid())


# --- full pages -----------------------------------------------------------------------


def test_full_page_is_told_block_by_block() -> None:
    """Each article's account says where its block stands and how it is set."""
    _, made = made_of(FULL)
    (page,) = accounts(FULL)

    assert (page.number, page.section, page.state) == ("02", "本地", "full 满版")
    assert (page.off_rows, page.problem, page.cures) == (0, "", ())
    by_name = {block.article: block for block in page.blocks}
    assert len(by_name) == len(made.fits) == 3
    for fit in made.fits:
        told = by_name[fit.article]
        spot = (fit.spot.column + 1, fit.spot.row + 1, fit.spot.columns, fit.spot.rows)
        assert told.outline == (fit.article, *spot)
        assert told.is_placed
        assert told.title == fit.block.copy.article.headline
        assert told.measure_em * fit.block.galley.size == fit.block.galley.measure
        assert told.lines == len(fit.block.galley.strips)
        assert told.slack_rows == fit.block.head_rows - fit.block.head.rows


def test_costs_add_up() -> None:
    """A page's cost is its blocks', and every cost is the sum of its terms."""
    (page,) = accounts(FULL)

    assert page.cost == sum(block.cost for block in page.blocks) > 0
    assert page.cost == sum(term.cost for term in page.terms)
    for block in page.blocks:
        assert block.cost == sum(term.cost for term in block.terms)
    costs = [term.cost for term in page.terms]
    assert costs == sorted(costs, reverse=True)


def test_heads_are_told_by_kind() -> None:
    """A head across, one with text rising beside it, at the side, and framed differ."""
    issue, made = made_of(FULL)
    fit = next(f for f in made.fits if f.block.columns > 1)
    across = replace(fit.block.head, columns=fit.block.columns)
    blocks = {
        "across": replace(fit.block, head=across, is_boxed=False),
        "rising": replace(fit.block, head=replace(across, columns=1), is_boxed=False),
        "aside": replace(fit.block, is_aside=True, is_boxed=False),
        "box": replace(fit.block, head=across, is_boxed=True),
    }
    for kind, block in blocks.items():
        changed = replace(made, fits=(replace(fit, block=block),))
        (page,) = account_of(changed, issue, tabloid())
        assert [b.head_kind for b in page.blocks] == [kind]


def test_short_columns_are_counted() -> None:
    """Columns that end a row above their foot are as many as lines are wanting."""
    _, made = made_of(FULL)
    (page,) = accounts(FULL)

    for fit in made.fits:
        (told,) = [b for b in page.blocks if b.article == fit.article]
        room = sum(foot - top for top, foot in fit.block.shape)
        assert room - told.short_columns >= fit.block.galley.rows - told.short_columns
        assert 0 <= told.short_columns < fit.block.parts
        if not any(e.role == "subhead" for e in fit.block.galley.elements):
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
    issue, made = made_card()
    (page,) = account_of(made, issue, card())

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
    assert page.problem == made.findings[0].message
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


def test_page_with_a_head_that_fits_nowhere_has_no_cure_of_length() -> None:
    """Where a headline is the fault, its finding is told and nothing to be cut."""
    issue = seeded_issue(FULL)
    finding = Finding(code="L004", message="the headline", path=issue.articles[1].path)
    (page,) = account_of(MadeUp(findings=(finding,)), issue, tabloid())

    assert (page.state, page.problem) == ("not filled 未成版", "the headline")
    assert page.cures == ()


def test_right_length_that_will_not_pour_is_told() -> None:
    """A page of the right length is not called over or short; one line is the cure."""
    issue = seeded_issue(FULL)
    finding = Finding(code="L005", message="page 02: the right length", path="x")
    (page,) = account_of(MadeUp(findings=(finding,)), issue, tabloid())

    assert (page.state, page.off_rows) == ("not filled 未成版", 0)
    assert [cure.rows for cure in page.cures] == [1, 1]


def test_findings_go_to_their_pages() -> None:
    """Of two pages one full, the other over, each has its own account, in order."""
    good, made = made_of(FULL)
    bad, missed = made_of(OVER)
    plans = (PagePlan(number="01"), PagePlan(number="02", section="本地"))
    articles = (
        *(replace(a, page="01", name=f"x{a.name}") for a in bad.articles),
        *(replace(a, page="02") for a in good.articles),
    )
    issue = replace(issue_of(*articles), config=replace(good.config, pages=plans))
    finding = replace(
        missed.findings[0],
        message=missed.findings[0].message.replace("page 02", "page 01"),
    )
    first, second = account_of(
        MadeUp(made.pages, made.fits, (finding,)), issue, tabloid()
    )

    assert (first.number, first.is_full, first.problem) == (
        "01",
        False,
        finding.message,
    )
    assert (second.number, second.is_full, second.problem) == ("02", True, "")


def test_off_is_said_as_a_desk_says_it() -> None:
    """多 where there is too much, 缺 where there is too little."""
    assert off_text(3, 37) == "多37字/3行"
    assert off_text(-3, -37) == "缺37字/3行"


# --- the table and the report ---------------------------------------------------------


def test_table_is_aligned() -> None:
    """A page's line tells state, cost and dearest term; columns stand in line."""
    lines = fit_table((*accounts(FULL), *accounts(OVER)))
    gap = lines.index("")
    pages, articles = lines[:gap], lines[gap + 1 :]

    assert pages[0].split() == ["page", "state", "cost", "dearest"]
    assert pages[1].startswith("02    本地  full 满版")
    assert "标题不称" in pages[1]
    assert "over 多594字/54行" in pages[2]
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
