"""Heads, widows, bylines, boxes in columns and jump lines (E2, E13, E16, E23, E24)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from test_measures import LEFT, PARAGRAPH, PITCH, SECOND, TOP, body, column
from test_measures import values as faults
from test_pdf_read import Sheet, Tree, save
from zbpub.preflight.measure_edges import left_edge
from zbpub.preflight.measure_fill import column_fill
from zbpub.preflight.measure_heads import head_heights, stranded
from zbpub.preflight.measure_jumps import jump_pairs
from zbpub.preflight.measure_shapes import read_drawn
from zbpub.preflight.measure_values import Tally
from zbpub.preflight.pdf_read import read_pdf

ROW = 5 * PITCH
"""How far down the model paragraph reaches."""


def tagged(path: Path, sheet: Sheet, *roles: tuple[str, int]) -> Path:
    """Save ``sheet`` as one article, its text in elements of so many shown strings."""
    texts = [index for index, op in enumerate(sheet.ops) if "BT" in op]
    for mcid, index in enumerate(texts):
        sheet.ops[index] = f"/Span <</MCID {mcid}>> BDC {sheet.ops[index]} EMC"
    tree: list[Tree] = []
    start = 0
    for role, count in roles:
        tree.append((role, list(range(start, start + count))))
        start += count
    return save(path / "tagged.pdf", sheet, tree=[("Art", tree)])


def stranded_in(path: Path) -> Tally:
    """E13 of a file."""
    return stranded(body(path), read_pdf(path), read_drawn(path).shapes)


# --- widows and stranded heads ------------------------------------------------------


def test_a_widow_is_found(tmp_path: Path) -> None:
    """A paragraph's last line alone at a column's top counts; two lines do not."""
    widow = column(Sheet(), (*PARAGRAPH, *PARAGRAPH[:4]))
    column(widow, (*PARAGRAPH[4:], *PARAGRAPH), SECOND)
    pair = column(Sheet(), (*PARAGRAPH, *PARAGRAPH[:3]))
    column(pair, (*PARAGRAPH[3:], *PARAGRAPH), SECOND)

    assert faults(stranded_in(save(tmp_path / "a.pdf", widow))) == [("的很好。", 1)]
    assert stranded_in(save(tmp_path / "b.pdf", pair)).faults == ()


def _with_head(size: float = 10) -> Sheet:
    """The model paragraph with a subhead a row below."""
    return column(Sheet(), PARAGRAPH).put(LEFT, TOP + ROW + PITCH, "小标题", size)


def test_a_head_at_the_foot_is_found(tmp_path: Path) -> None:
    """A head under its column's text with nothing below it is stranded."""
    foot = column(_with_head(), PARAGRAPH, SECOND)
    path = tagged(tmp_path, foot, ("P", 5), ("H2", 1), ("P", 5))
    (fault,) = stranded_in(path).faults

    assert (fault.text, fault.page) == ("小标题", 1)
    assert fault.box == pytest.approx((LEFT, 116.2, 80, 126.2))


def test_a_head_over_text_is_not_stranded(tmp_path: Path) -> None:
    """A head with its text below it in the column is where it should be."""
    sheet = column(_with_head(), PARAGRAPH, LEFT, TOP + ROW + 3 * PITCH)
    path = tagged(tmp_path, sheet, ("P", 5), ("H2", 1), ("P", 5))

    assert (stranded_in(path).counted, stranded_in(path).faults) == (1, ())


def test_a_head_over_a_picture_is_not_stranded(tmp_path: Path) -> None:
    """A box below a head is what the head belongs to."""
    sheet = _with_head().fill(LEFT, TOP + ROW + 2 * PITCH, 150, TOP + ROW + 60)
    path = tagged(tmp_path, sheet, ("P", 5), ("H2", 1))

    assert stranded_in(path).faults == ()


@pytest.mark.parametrize(("off", "found"), [(0.0, []), (0.3, [0.3])])
def test_head_heights(tmp_path: Path, off: float, found: list[float]) -> None:
    """Text under a head must return to the rows above it, head and white together."""
    sheet = column(_with_head(14), PARAGRAPH, LEFT, TOP + ROW + 3 * PITCH + off)
    path = tagged(tmp_path, sheet, ("P", 5), ("H2", 1), ("P", 5))
    tally = head_heights(body(path), read_pdf(path))

    assert tally.counted == 1
    assert [value for _, value in faults(tally)] == found


def test_untagged_files_show_no_heads(tmp_path: Path) -> None:
    """Without tags nothing is known to be a head."""
    path = save(tmp_path / "a.pdf", _with_head())

    assert head_heights(body(path), read_pdf(path)).counted == 0


# --- bylines and boxes --------------------------------------------------------------


def _signed(indent: float) -> Sheet:
    sheet = column(Sheet(), PARAGRAPH)
    sheet.put(
        LEFT + indent * 10, TOP + ROW, "一二三四五六七八九十"[: round(10 - indent)]
    )
    return column(sheet, (*PARAGRAPH, "第六行。"), SECOND)


@pytest.mark.parametrize("indent", [5, 1])
def test_bylines_keep_the_right_edge(tmp_path: Path, indent: float) -> None:
    """A tagged byline flush right is no fault and ends its column; untagged it is."""
    path = tagged(tmp_path, _signed(indent), ("P", 5), ("P", 1), ("P", 6))
    measured = body(path)
    untagged = body(save(tmp_path / "b.pdf", _signed(1)))

    assert faults(left_edge(measured)) == faults(column_fill(measured)) == []
    assert [item.is_flush_right for item in measured.lines].count(True) == 1
    assert [value for _, value in faults(left_edge(untagged))] == [1]


def test_an_element_that_misses_the_right_edge_is_no_byline(tmp_path: Path) -> None:
    """A line that keeps neither edge is a fault, tagged or not."""
    sheet = column(Sheet(), PARAGRAPH).put(LEFT + 11, TOP + ROW, "一二三四")
    path = tagged(tmp_path, sheet, ("P", 5), ("P", 1))

    assert [value for _, value in faults(left_edge(body(path)))] == [-0.9]


@pytest.mark.parametrize(
    ("box", "found"),
    [
        (None, [3]),
        ((LEFT, TOP + ROW, 150, TOP + ROW + 30), []),
        ((300, TOP + ROW, 400, TOP + ROW + 30), [3]),
        ((LEFT, TOP + ROW, 150, TOP + ROW + 1), [3]),
    ],
    ids=["nothing", "a box", "a box elsewhere", "a rule"],
)
def test_a_box_fills_a_column(
    tmp_path: Path, box: tuple[float, float, float, float] | None, found: list[float]
) -> None:
    """A column may end early above a box or picture that stands in it."""
    sheet = column(Sheet(), PARAGRAPH)
    column(sheet, (*PARAGRAPH, *PARAGRAPH[:2], "的很好。"), SECOND)
    if box:
        sheet.fill(*box)
    path = save(tmp_path / "a.pdf", sheet)
    tally = column_fill(body(path), read_drawn(path).shapes)

    assert [round(value, 3) for _, value in faults(tally)] == found


def test_shapes_are_read_through_forms_and_turned_pages(tmp_path: Path) -> None:
    """Rectangles count as painted, under their matrices; clips are none."""
    sheet = Sheet(["q 2 0 0 2 10 0 cm 0 100 20 30 re S Q", "0 0 50 50 re W n"])
    upright = read_drawn(save(tmp_path / "a.pdf", sheet)).shapes
    turned = read_drawn(save(tmp_path / "b.pdf", sheet, entries={"Rotate": 90})).shapes

    assert upright == {1: ((10, 140, 50, 200),)}
    assert turned == {1: ((200, 10, 260, 50),)}


def test_shapes_count_as_far_as_their_clips_leave_them(tmp_path: Path) -> None:
    """A clip cuts what follows, until its state is left; what it hides is not there."""
    clip = "q 10 100 50 50 re W n"
    half, hidden = "0 100 30 80 re f", "200 100 30 30 re f"
    sheet = Sheet([f"{clip} {half} {hidden} Q", half])

    assert read_drawn(save(tmp_path / "a.pdf", sheet)).shapes == {
        1: ((10, 250, 30, 300), (0, 220, 30, 300))
    }


# --- jump lines ---------------------------------------------------------------------


def _jumps(path: Path, *texts: str) -> list[tuple[str, float]]:
    sheets = [column(Sheet(), PARAGRAPH).put(LEFT, 250, text) for text in texts]
    return faults(jump_pairs(read_pdf(save(path / "a.pdf", *sheets))))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("（下转第二版）", "（上接第一版）"), []),
        (("（下转03版）", "正文", "（上接01版）"), []),
        (("（下转A06版）", "（上接A05版）"), []),
        (("下转第十二版",), []),
        (("（下转第二版）", "正文"), ["下转第二版"]),
        (("（下转第二版）", "（上接第三版）", "正文"), ["下转第二版", "上接第三版"]),
        (("（下转第二版）", "（上接第一版）（上接第一版）"), ["上接第一版"]),
    ],
)
def test_jump_pairs(tmp_path: Path, texts: Sequence[str], found: list[str]) -> None:
    """Each jump has one counterpart on the page it names, wherever numbers start."""
    assert [text for text, _ in _jumps(tmp_path, *texts)] == found
