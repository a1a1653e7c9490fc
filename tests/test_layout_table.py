"""Tables on a page: widths, sides, rules, rows kept whole, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import holds, issue_of, tabloid
from zbpub.layout.coverage import too_wide
from zbpub.layout.galley import Galley, set_galley, wants_white
from zbpub.layout.page import Element, Rect
from zbpub.layout.place import _elements
from zbpub.layout.pour import STRANDED, Poured, cut, flow, pour
from zbpub.layout.styling import reading_text
from zbpub.layout.table import HEAD, ROLES
from zbpub.layout.table_place import table_rules
from zbpub.manuscript.model import Article, Paragraph, Run, Table
from zbpub.manuscript.parse import parse_article

EM = 9000
PITCH = 12_000

FERRY = """
| 航线 | 首班 | 票价（元） |
| --- | --- | --- |
| 河湾—东门 | 6:00 | 2.00 |
| 河湾—山脚果园 | 16:30 | 12.50 |
"""


def _article(body: str) -> Article:
    article, found = parse_article(f"---\nheadline: 题\n---\n{body}", name="a", path="")
    assert found == ()
    assert article is not None
    return article


def _galley(body: str, em: int) -> Galley:
    return set_galley(_article(body), em * EM, tabloid())


def _drawn(galley: Galley) -> list[str]:
    """The rows of a galley as text, a column an em: what stands where."""
    rows = []
    for strip in galley.strips:
        text = ""
        for cell in strip.cells:
            text = text.ljust(cell.column * 100 + 1)
            text += f"{cell.x / EM:g}:{cell.line.text.strip()} "
        rows.append(" ".join(text.split()))
    return rows


def test_a_table_fills_its_measure() -> None:
    """Whole ems for the contents, the widest takes the rest, numbers at the right."""
    galley = _galley(FERRY, 20)

    assert galley.is_sound
    assert [galley.elements[s.element].role for s in galley.strips] == [
        "table-head", "table-row", "table-row",
    ]  # fmt: skip
    for strip in galley.strips:
        *_, last = strip.cells
        assert [cell.width % EM for cell in strip.cells] == [0, 0, 0]
        assert last.left + last.width == 20 * EM
        assert [cell.x - cell.left == 0 for cell in strip.cells[:1]] == [True]
        assert last.x + last.line.width == 20 * EM
    heads = galley.strips[0].cells
    assert [cell.width // EM for cell in heads] == [10, 3, 5]


def test_narrow_cells_are_broken_at_sense() -> None:
    """Where there is no room the widest column gives way, in whole ems and ragged."""
    galley = _galley(FERRY, 13)
    first = [c for s in galley.strips for c in s.cells if c.column == 0]

    assert galley.is_sound
    assert len(galley.strips) > 3
    assert {cell.width % EM for cell in first} == {0}
    assert all(cell.line.width <= cell.width for cell in first)
    assert "".join(cell.line.text for cell in first) == "航线河湾—东门河湾—山脚果园"


@pytest.mark.parametrize(
    ("marks", "column", "side"),
    [
        ("| --- | --- |", 1, "right"),
        ("| --- | :-- |", 1, "left"),
        ("| --- | :-: |", 1, "center"),
        ("| --: | --- |", 0, "right"),
        ("| --- | --- |", 0, "left"),
    ],
)
def test_cells_stand_where_the_manuscript_says(
    marks: str, column: int, side: str
) -> None:
    """Marked columns as marked; others by content: numbers right, words left."""
    galley = _galley(
        f"\n| 月份 | 用电量 |\n{marks}\n| 一月 | 8.1% |\n| 二月 | — |\n", 16
    )
    for strip in galley.strips:
        cell = strip.cells[column]
        before = cell.x - cell.left
        after = cell.left + cell.width - cell.x - cell.line.width
        assert min(before, after) >= 0
        assert {
            "left": before == 0,
            "right": after == 0,
            "center": abs(before - after) <= 1,
        }[side]


def test_a_table_too_wide_for_a_measure_says_so() -> None:
    """Six long words have no room in eight ems; in twenty-six they have."""
    words = " | ".join(["electricity"] * 4)
    body = f"\n| {words} |\n|{' --- |' * 4}\n| {words} |\n"

    assert not _galley(body, 9).is_sound
    assert _galley(body, 26).is_sound


def test_a_table_that_stands_nowhere_is_told() -> None:
    """L015 for a table no measure can hold, with its line; none for one that fits."""
    words = " | ".join(["electricity"] * 9)
    wide = replace(
        _article(f"\n路灯。\n\n| {words} |\n|{' --- |' * 9}\n| {words} |\n"),
        path="a.md",
    )

    (finding,) = too_wide(issue_of(wide), tabloid())
    assert (finding.code, finding.path, finding.line) == ("L015", "a.md", 7)
    assert too_wide(issue_of(_article(FERRY)), tabloid()) == ()


_cell = st.text("河湾码头路灯，。—（）12.5%AB", max_size=14)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 5))
    row = st.tuples(*[_cell] * columns)
    head, *rows = draw(st.lists(row, min_size=2, max_size=5))

    def runs(cells: tuple[str, ...]) -> tuple[tuple[Run, ...], ...]:
        return tuple((Run(cell),) if cell.strip() else () for cell in cells)

    return Table(runs(head), tuple(runs(each) for each in rows))


@settings(max_examples=60, deadline=None)
@given(table=_tables(), measure=st.integers(9, 26))
def test_nothing_of_a_table_is_lost(table: Table, measure: int) -> None:
    """Any cells, at any measure: all characters are there, row by row, none overlap."""
    article = Article(name="a", headline="", body=(table,))
    galley = set_galley(article, measure * EM, tabloid())
    text = ""
    for element in range(len(galley.elements)):
        strips = [s for s in galley.strips if s.element == element]
        for column in range(len(table.head)):
            text += "".join(
                c.line.text for s in strips for c in s.cells if c.column == column
            )
    assert "".join(text.split()) == "".join(reading_text(article).split())
    for strip in galley.strips if galley.is_sound else ():
        for one, other in pairwise(strip.cells):
            assert one.x + one.line.width <= other.x
        assert strip.cells[-1].x + strip.cells[-1].line.width <= measure * EM


def _poured(galley: Galley, heights: list[int]) -> tuple[Poured, ...] | None:
    """The columns, or None where they cannot be filled as they ought."""
    cuts = cut(flow(galley), heights)
    if cuts is None or cuts.cost >= STRANDED:
        return None
    return pour(galley, heights, cuts)


def _placed(body: str, heights: list[int]) -> tuple[list[Element], list[Rect]]:
    """``body`` poured into columns 20 em wide, beside one another."""
    grid = tabloid().profile.grid
    galley = _galley(body, 20)
    poured = _poured(galley, heights)
    assert poured is not None
    columns = [
        Rect(i * 22 * EM, 0, 20 * EM, rows * PITCH - (PITCH - EM))
        for i, rows in enumerate(heights)
    ]
    block = type("B", (), {"galley": galley})
    return _elements(block, poured, columns, grid), columns  # type: ignore[arg-type]


def test_rules_stand_above_below_the_head_and_at_the_foot() -> None:
    """Three hairlines a table, over the column, in the white between rows."""
    elements, columns = _placed(f"\n路灯。\n{FERRY}\n渡船。\n", [7])
    rules = list(table_rules(elements, columns, tabloid().profile.grid))
    head, *rows = [e for e in elements if e.role in ROLES]

    assert head.role == HEAD
    assert len(rules) == 3
    assert {rule.role for rule in rules} == {"table"}
    assert {(r.place.x, r.place.width) for r in rules} == {(0, 20 * EM)}
    top, middle, foot = (rule.place.y for rule in rules)
    below = rows[0].fragments[0].place
    assert top < head.fragments[0].place.y < middle < below.y
    assert foot > rows[-1].fragments[0].place.y + EM
    assert elements[0].fragments[0].place.y + EM < top
    assert foot < elements[-1].fragments[0].place.y


def test_a_table_parted_by_columns_is_closed_in_both() -> None:
    """What goes on in the next column ends with a rule, and begins with one."""
    body = f"\n路灯。\n\n路灯。\n{FERRY}| 东门 | 7:00 | 1.00 |\n"
    elements, columns = _placed(body, [5, 2])
    rules = list(table_rules(elements, columns, tabloid().profile.grid))

    assert sorted((r.place.x > 0, r.place.y) for r in rules)[-1][0]
    assert [r.place.x > 0 for r in rules].count(True) == 2
    assert [r.place.x > 0 for r in rules].count(False) == 3


def test_no_rules_without_a_table() -> None:
    """Paragraphs get none."""
    elements, columns = _placed("\n路灯。\n\n渡船。\n", [2])

    assert list(table_rules(elements, columns, tabloid().profile.grid)) == []


LONG = """
| 项目 | 说明 |
| --- | --- |
| 路灯 | 全部换成新光源，灯罩照着老样式做，夜里走路的人不再觉得晃眼 |
| 步道 | 两侧种下白蜡树，河湾一侧还摆上了长椅，可以坐着看渡船来去 |
"""


def _stands(galley: Galley, height: int) -> bool:
    """Whether a column of ``height`` and another of the rest may be filled."""
    cuts = cut(flow(galley), [height, len(galley.strips) - height])
    return cuts is not None and cuts.cost < STRANDED


def test_rows_and_heads_are_kept_whole() -> None:
    """No column ends inside a row, and none with the head alone."""
    galley = _galley(LONG, 12)
    total = len(galley.strips)
    for height in range(2, total):
        if not _stands(galley, height):
            continue
        heights = [height, total - height]
        cuts = cut(flow(galley), heights)
        assert cuts is not None
        last = pour(galley, heights, cuts)[0].strips[-1]
        assert last.is_last
        assert galley.elements[last.element].role != HEAD
    first = 1 + sum(s.element == 1 for s in galley.strips)
    assert _stands(galley, first)
    assert not _stands(galley, first - 2)


def test_a_table_has_white_on_either_side() -> None:
    """A row above its head and one above what follows; none inside it."""
    galley = _galley(f"\n路灯。\n{FERRY}\n渡船。\n", 20)

    assert [wants_white(galley, strip) for strip in galley.strips] == [
        False, True, False, False, True,
    ]  # fmt: skip
    assert galley.rows == len(galley.strips) + 2


def test_links_in_cells_lead_where_they_say() -> None:
    """A link's place lies in its cell."""
    body = "\n| 名 | 址 |\n| --- | --- |\n| 甲 | [码头网页](https://example.com/) |\n"
    elements, columns = _placed(body, [2])
    (link,) = [link for e in elements for f in e.fragments for link in f.links]
    cell = elements[1].fragments[1]

    assert (link.href, link.text) == ("https://example.com/", "码头网页")
    assert link.place.width == 4 * EM
    assert holds(columns[0], link.place)
    assert link.place.x == cell.place.x + cell.lines[0].x


def test_paragraph_beside_a_table_is_as_before() -> None:
    """The check of roles can fail: a paragraph is no table."""
    article = Article(name="a", headline="", body=(Paragraph((Run("渡船。"),)),))
    (strip,) = set_galley(article, 20 * EM, tabloid()).strips

    assert strip.cells == ()
