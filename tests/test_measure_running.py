"""What is running text: tables, captions and pieces are not, and all else still is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from test_measure_heads import ROW, stranded_in
from test_measures import LEFT, PARAGRAPH, PITCH, SECOND, TOP, body, column
from test_measures import values as faults
from test_pdf_read import Sheet, Tree, save
from zbpub.preflight.measure_brackets import inside_brackets
from zbpub.preflight.measure_edges import left_edge, right_edge
from zbpub.preflight.measure_fill import column_fill
from zbpub.preflight.measure_frames import frames
from zbpub.preflight.measure_grid import baseline_grid, page_pitches, pitch_constancy
from zbpub.preflight.measure_paragraphs import opening_marks
from zbpub.preflight.measure_shapes import read_drawn
from zbpub.preflight.measure_values import Body
from zbpub.preflight.measure_western import gaps_beside_marks
from zbpub.preflight.pdf_values import Box

FOOT = TOP + ROW
LINE = "我们去公园散步看花的"
"""A full line of ten em."""


def as_tagged(path: Path, sheet: Sheet, *tree: Tree) -> Path:
    """Save ``sheet``; its shown strings are the marks of ``tree``, in order."""
    texts = [index for index, op in enumerate(sheet.ops) if "BT" in op]
    for mcid, index in enumerate(texts):
        sheet.ops[index] = f"/Span <</MCID {mcid}>> BDC {sheet.ops[index]} EMC"
    return save(path / "tagged.pdf", sheet, tree=list(tree))


def _with_cells(off: float = 0.0) -> Sheet:
    """Three paragraphs, the last line but one of the first ``off`` points aside."""
    sheet = column(Sheet(), PARAGRAPH[:3])
    column(sheet, PARAGRAPH[3:4], LEFT + off, TOP + 3 * PITCH)
    column(sheet, PARAGRAPH[4:], LEFT, TOP + 4 * PITCH)
    for row in range(3):
        sheet.put(LEFT + 1, FOOT + 3 + row * 9, "，甲")
        sheet.put(LEFT + 47, FOOT + 3 + row * 9, "乙丙")
    return sheet


CELLS: list[Tree] = [
    ("TR", [("TD", [5 + 2 * row]), ("TD", [6 + 2 * row])]) for row in range(3)
]
TEXT: Tree = ("P", list(range(5)))


@pytest.mark.parametrize(("off", "found"), [(0.0, []), (4.0, [0.4])])
def test_cells_are_no_lines(tmp_path: Path, off: float, found: list[float]) -> None:
    """A table keeps no edge and no grid; a line of the text above it still must."""
    measured = body(
        as_tagged(tmp_path, _with_cells(off), ("Art", [TEXT, ("Table", CELLS)]))
    )
    tallies = right_edge(measured), left_edge(measured), baseline_grid(measured)

    assert len(measured.lines) == 5
    assert [[v for _, v in faults(tally)] for tally in tallies] == [found, found, []]


def test_cells_said_to_be_paragraphs_are_lines(tmp_path: Path) -> None:
    """Negative control: without their tags, the same cells are found fault with."""
    rows: list[Tree] = [("P", [5 + 2 * row, 6 + 2 * row]) for row in range(3)]
    measured = body(as_tagged(tmp_path, _with_cells(), ("Art", [TEXT, *rows])))

    assert faults(baseline_grid(measured))


@pytest.mark.parametrize(("role", "lines"), [("Art", 6), ("Sect", 5)])
def test_what_stands_beside_articles_is_no_text(
    tmp_path: Path, role: str, lines: int
) -> None:
    """Where a file tells its articles, other elements are not running text."""
    sheet = column(Sheet(), PARAGRAPH).put(SECOND, TOP + 3, "目录一条")
    tree: Tree = (role, [("P", [5])])
    measured = body(as_tagged(tmp_path, sheet, ("Art", [TEXT]), tree))

    assert len(measured.lines) == lines


def test_few_articles_tell_nothing(tmp_path: Path) -> None:
    """Where most of the text stands beside them, articles are not what is read."""
    sheet = column(Sheet(), PARAGRAPH).put(SECOND, TOP, "一则短讯。")
    measured = body(as_tagged(tmp_path, sheet, ("Sect", [TEXT]), ("Art", [("P", [5])])))

    assert len(measured.lines) == 6


def test_a_paragraph_ends_at_a_table(tmp_path: Path) -> None:
    """A short line on the next column's top is no widow, if a table is between."""
    sheet = column(Sheet(), PARAGRAPH[:4]).put(LEFT, TOP + 4 * PITCH, LINE)
    sheet.put(LEFT, FOOT, "甲").put(SECOND, TOP, "各地天气")
    start: Tree = ("P", [0, 1, 2, 3, 4])
    table: Tree = ("Table", [("TR", [("TD", [5])])])
    apart = as_tagged(tmp_path, sheet, ("Art", [start, table, ("P", [6])]))
    assert stranded_in(apart).faults == ()

    again = column(Sheet(), PARAGRAPH[:4]).put(LEFT, TOP + 4 * PITCH, LINE)
    again.put(SECOND, TOP, "各地天气")
    together = as_tagged(tmp_path, again, ("Art", [start, ("P", [5])]))
    assert [text for text, _ in faults(stranded_in(together))] == ["各地天气"]


# --- grids --------------------------------------------------------------------------


def _full(pitch: float, off: float = 0.0) -> Sheet:
    """A page of two columns; the last line of the second is ``off`` points too low."""
    sheet = Sheet()
    for x in (LEFT, SECOND):
        for row in range(22):
            is_last = (x, row) == (SECOND, 21)
            sheet.put(x, TOP + row * pitch + is_last * off, LINE)
    return sheet


@pytest.mark.parametrize(("off", "found"), [(0.0, []), (0.5, [0.5])])
def test_a_page_may_have_a_pitch_of_its_own(
    tmp_path: Path, off: float, found: list[float]
) -> None:
    """A page that is set closer has its own grid, and a line off that is a fault."""
    pages = (_full(PITCH), _full(PITCH), _full(PITCH - 0.25, off))
    measured = body(save(tmp_path / "a.pdf", *pages))
    pitches = page_pitches(measured)

    assert [round(pitches[page], 3) for page in (1, 2, 3)] == [12.5, 12.5, 12.25]
    assert [value for _, value in faults(baseline_grid(measured))] == found
    assert [value for _, value in faults(pitch_constancy(measured))] == found


def test_a_few_lines_make_no_grid(tmp_path: Path) -> None:
    """Negative control: a short page whose lines stand closer is off the grid."""
    close = Sheet()
    for row in range(12):
        close.put(LEFT, TOP + row * (PITCH - 0.25), LINE)
    measured = body(save(tmp_path / "a.pdf", _full(PITCH), _full(PITCH), close))

    assert len(faults(pitch_constancy(measured))) == 11


# --- frames, decks ------------------------------------------------------------------

LABELLED: list[Box] = [
    (10, 50, 18, 50.5), (40, 50, 90, 50.5), (10, 50, 10.5, 80), (89.5, 50, 90, 80),
    (10, 79.5, 90, 80),
]  # fmt: skip
"""The rules of a call-out whose label stands in its upper edge."""


def test_four_rules_are_a_frame() -> None:
    """The upper rule may be parted; without one of them there is no frame."""
    assert list(frames(LABELLED)) == [(10, 50, 90, 80)]
    for left_out in range(len(LABELLED)):
        rest = [rule for at, rule in enumerate(LABELLED) if at != left_out]
        assert list(frames(rest)) == []


@pytest.mark.parametrize(("edges", "found"), [(5, []), (4, [3])])
def test_a_frame_of_rules_fills_a_column(
    tmp_path: Path, edges: int, found: list[float]
) -> None:
    """A column ends early above a call-out, not above a frame that lacks a side."""
    sheet = column(Sheet(), PARAGRAPH)
    column(sheet, (*PARAGRAPH, *PARAGRAPH[:2], "的很好。"), SECOND)
    top, foot, right = FOOT, FOOT + 30, LEFT + 100
    rules: Sequence[Box] = (
        (LEFT, top, LEFT + 20, top + 0.5), (LEFT + 50, top, right, top + 0.5),
        (LEFT, top, LEFT + 0.5, foot), (right - 0.5, top, right, foot),
        (LEFT, foot - 0.5, right, foot),
    )  # fmt: skip
    for rule in rules[:edges]:
        sheet.fill(*rule)
    path = save(tmp_path / "a.pdf", sheet)

    tally = column_fill(body(path), read_drawn(path).shapes)
    assert [round(value, 3) for _, value in faults(tally)] == found


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "nothing"])
def test_a_deck_belongs_to_its_head(tmp_path: Path, *, has_text: bool) -> None:
    """Text below a deck follows the head above it; with no text both are stranded."""
    sheet = column(Sheet(), PARAGRAPH)
    sheet.put(LEFT, FOOT + 2 * PITCH, "大标题", 20)
    sheet.put(LEFT, FOOT + 4 * PITCH, "副题在此", 15)
    tree: list[Tree] = [("P", list(range(5))), ("H1", [5]), ("P", [6])]
    if has_text:
        column(sheet, PARAGRAPH, LEFT, FOOT + 7 * PITCH)
        tree.append(("P", list(range(7, 12))))
    path = as_tagged(tmp_path, sheet, ("Art", tree))

    assert [t for t, _ in faults(stranded_in(path))] == ([] if has_text else ["大标题"])


def test_a_head_over_a_table_is_not_stranded(tmp_path: Path) -> None:
    """Cells follow a head as text does."""
    sheet = column(Sheet(), PARAGRAPH).put(LEFT, FOOT + PITCH, "小标题")
    sheet.put(LEFT, FOOT + 2 * PITCH, "甲").put(LEFT + 40, FOOT + 2 * PITCH, "乙")
    table: Tree = ("Table", [("TR", [("TD", [6]), ("TD", [7])])])
    path = as_tagged(tmp_path, sheet, ("Art", [TEXT, ("H2", [5]), table]))

    assert stranded_in(path).faults == ()


# --- lists, verse, bylines, joints --------------------------------------------------


@pytest.mark.parametrize(("off", "found"), [(0.0, []), (3.0, [3.3])])
def test_a_column_of_items_borrows_its_edge(
    tmp_path: Path, off: float, found: list[float]
) -> None:
    """All lines that go on hang: the neighbour tells how far in they stand."""
    sheet = column(Sheet(), PARAGRAPH)
    tree: list[Tree] = [TEXT]
    for item in range(4):
        y = TOP + (1 + 2 * item) * PITCH
        sheet.put(SECOND + 20, y, "■去公园看大家")
        aside = off if item == 2 else 0.0
        sheet.put(SECOND + 30 + aside, y + PITCH, "散步去年年花")
        tree.append(("P", [6 + 2 * item, 7 + 2 * item]))
    sheet.put(SECOND + 15, TOP, "【演出】")
    sheet.ops.insert(5, sheet.ops.pop())
    tree.insert(1, ("P", [5]))
    column(sheet, PARAGRAPH, SECOND, TOP + 14 * PITCH)
    tree.append(("P", list(range(14, 19))))
    measured = body(as_tagged(tmp_path, sheet, ("Art", tree)))

    assert [value for _, value in faults(left_edge(measured))] == found
    assert opening_marks(measured).faults == ()


@pytest.mark.parametrize(("off", "found"), [(0.0, []), (-3.0, [-0.3])])
def test_a_verse_that_goes_on_shows_the_edge(
    tmp_path: Path, off: float, found: list[float]
) -> None:
    """Verses are indented, each a paragraph: one that is turned over is not."""
    sheet = Sheet().put(LEFT + 20, TOP, "今天白昼与黑夜一")
    sheet.put(LEFT, TOP + PITCH, "样长")
    tree: list[Tree] = [("P", [0, 1])]
    for verse in range(4):
        aside = off if verse == 2 else 0.0
        sheet.put(LEFT + 20 + aside, TOP + (2 + verse) * PITCH, "像两只碗")
        tree.append(("P", [2 + verse]))
    measured = body(as_tagged(tmp_path, sheet, ("Art", tree)))

    assert [value for _, value in faults(left_edge(measured))] == found


@pytest.mark.parametrize(("short", "found"), [(0, []), (300, [0.22])])
def test_a_byline_that_nearly_fills_its_line(
    tmp_path: Path, short: int, found: list[float]
) -> None:
    """A single line at the right edge is a byline, however near the left it begins."""
    sheet = column(Sheet(), PARAGRAPH)
    sheet.put(LEFT + 2.2, FOOT, ("气象台发布", short - 1780, "今天晚"))
    measured = body(as_tagged(tmp_path, sheet, ("Art", [TEXT, ("P", [5])])))

    assert [value for _, value in faults(left_edge(measured))] == found


@pytest.mark.parametrize(
    ("dash", "found"), [(("“", "‖"), []), (("“", -300, "‖"), [0.3])]
)
def test_a_dash_inside_quotes_has_two_em(
    tmp_path: Path, dash: tuple[str | float, ...], found: list[float]
) -> None:
    """What a dash's glyph is narrower than two em is no white beside it."""
    sheet = column(Sheet(), (*PARAGRAPH, ("他说：", 500, *dash, "真好。")))
    measured = _with_narrow_dashes(body(save(tmp_path / "a.pdf", sheet)))

    assert [round(v, 2) for _, v in faults(inside_brackets(measured))] == found


def _with_narrow_dashes(measured: Body) -> Body:
    """The same lines, their dashes' glyphs 1.9 em wide."""
    lines = []
    for item in measured.lines:
        glyphs = tuple(
            replace(g, x0=g.x0 + 0.5, x1=g.x1 - 0.5) if g.text == "——" else g
            for g in item.line.glyphs
        )
        lines.append(replace(item, line=replace(item.line, glyphs=glyphs)))
    return replace(measured, lines=tuple(lines))


@pytest.mark.parametrize(
    ("gaps", "found"), [((150, 150, 150), []), ((150, 450, 150), [0.3])]
)
def test_a_line_opened_at_its_marks_alone(
    tmp_path: Path, gaps: tuple[int, int, int], found: list[float]
) -> None:
    """Where only marks and Western text meet, all joints open alike (R22)."""
    one, two, three = gaps
    shown = ("晴、", -one, "12:15", -two, "、", -three, "34、")
    sheet = column(Sheet(), (*PARAGRAPH[:4], shown, "很好。"))
    measured = body(as_tagged(tmp_path, sheet, ("Art", [("P", list(range(6)))])))

    assert [round(v, 2) for _, v in faults(gaps_beside_marks(measured))] == found
