"""Measures over vertical pages: good ones pass, and each clause finds its one fault."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from test_measures import EM, MEASURE, body, justified, no_fault, values
from test_pdf_read import HEIGHT, Sheet, Shown, save, show
from vertical_kit import MAINLAND, TAIWAN, Copy, vertical_page, vertical_spec
from zbpub.cli import cli
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_breaks import line_starts, single_characters
from zbpub.preflight.measure_edges import end_marks, left_edge, right_edge
from zbpub.preflight.measure_fill import column_fill
from zbpub.preflight.measure_gaps import evenness, han_gaps, mark_pairs, western_gaps
from zbpub.preflight.measure_grid import baseline_grid, pitch_constancy
from zbpub.preflight.measure_heads import stranded
from zbpub.preflight.measure_order import priority_order
from zbpub.preflight.measure_overlap import outside, overlaps
from zbpub.preflight.measure_score import Verdict, score
from zbpub.preflight.measure_texture import grid_hits
from zbpub.preflight.measure_units import unit_gaps
from zbpub.preflight.measure_values import Body
from zbpub.preflight.pdf_read import read_pdf
from zbpub.render.pdf import render_pdf

PITCH = 15.0
TOP = 50.0
RIGHT = 550.0
"""The middle of the first line, in points."""

PARAGRAPH = (
    "　　今天天气晴朗无云",
    "我们去公园散步看花，",
    "“春天”来了，大家都",
    "说风景美丽极了很真切",
    "的很好。",
)
"""Five lines of ten em; two full spaces indent."""

Row = Shown | list[str]
"""A line's text, or what draws it with the line's middle for ``{}``."""


def down(shown: Shown, top: float = TOP, size: float = EM, aside: float = 0) -> str:
    """Upright text of vertical writing mode; numbers close it up as in level text."""
    parts = (shown,) if isinstance(shown, str) else shown
    told = tuple(part if isinstance(part, str) else -part for part in parts)
    x = f"{{:{aside}}}"
    return f"BT /V {size} Tf 1 0 0 1 {x} {HEIGHT - top} Tm {show(told)} ET"


def lying(shown: Shown, top: float) -> str:
    """Text on its side, its baseline that of the upright glyphs."""
    x = f"{{:{-0.38 * EM}}}"
    return f"BT /F {EM} Tf 0 -1 1 0 {x} {HEIGHT - top} Tm {show(shown)} ET"


class _Middle(float):
    """The middle of a line; formatting adds an offset to it."""

    def __format__(self, aside: str) -> str:
        return f"{round(self + float(aside), 4)}"


def page(path: Path, *rows: Row, lang: str = "zh-Hans", pitch: float = PITCH) -> Path:
    """Vertical lines: the model paragraph, then ``rows``."""
    sheet = Sheet()
    for at, row in enumerate((*PARAGRAPH, *rows)):
        drawn = row if isinstance(row, list) else [_line(row)]
        middle = _Middle(RIGHT - at * pitch)
        sheet.ops += [op.format(middle) for op in drawn]
    return save(path / "a.pdf", sheet, lang=lang)


def _line(row: Shown) -> str:
    if not isinstance(row, str):
        return down(row)
    text = row.lstrip("　")
    indent = len(row) - len(text)
    shown = (text,) if text.endswith("。") else justified(text, MEASURE - indent)
    return down(shown, TOP + indent * EM)


# --- good pages ---------------------------------------------------------------------


def test_a_good_page_has_no_fault(tmp_path: Path) -> None:
    """Upright lines are read as lines and pass every measure."""
    measured = body(page(tmp_path, *PARAGRAPH))

    assert {item.line.turned for item in measured.lines} == {1}
    assert [item.line.text for item in measured.lines[:2]] == [
        "今天天气晴朗无云", "我们去公园散步看花，",
    ]  # fmt: skip
    assert no_fault(measured)
    assert right_edge(measured).counted == 8
    assert mark_pairs(measured).counted == 0


@pytest.mark.parametrize("copy", [TAIWAN, MAINLAND], ids=["TW", "CN"])
def test_our_own_pages_pass_every_clause(tmp_path: Path, copy: Copy) -> None:
    """A page that we set and paint passes all that it has anything of."""
    path = tmp_path / "own.pdf"
    path.write_bytes(render_pdf((vertical_page(copy),), vertical_spec(copy)))
    scores = [one for one in score(measure_pdf(path)) if one.clause != "blank"]
    failed = [one.what for one in scores if one.verdict is Verdict.FAIL]
    seen = {one.clause for one in scores if one.verdict is not Verdict.NONE}

    assert failed == []
    assert seen >= {f"E{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 15, 21)}


# --- edges, breaks, baselines -------------------------------------------------------


def test_edges_are_at_the_columns_ends(tmp_path: Path) -> None:
    """A line that ends short, or begins low, misses the foot or the head."""
    short = [down("说风景美丽极了很真")]
    low = [down("说风景美丽极了很真切", TOP + 3)]
    measured = body(page(tmp_path, short, low, "的很好。"))

    assert values(right_edge(measured)) == [
        ("说风景美丽极了很真", -1.0), ("说风景美丽极了很真切", 0.3),
    ]  # fmt: skip
    assert values(left_edge(measured)) == [("说风景美丽极了很真切", 0.3)]


def test_forbidden_starts_and_lone_ends_are_found(tmp_path: Path) -> None:
    """A pause at a line's top, and a last line of one number abreast."""
    bad = "、风景美丽极了很真切"
    measured = body(
        page(tmp_path, PARAGRAPH[3], bad, [*abreast("12", TOP), down("。", TOP + EM)])
    )

    assert values(line_starts(measured)) == [("丽极了很真切|、风景美丽极", 1)]
    assert [text for text, _ in values(single_characters(measured))] == ["12。"]


def test_lines_off_the_grid_are_found(tmp_path: Path) -> None:
    """A line a tenth of a point aside is off the grid; its steps break the pitch."""
    rows: Sequence[Row] = (
        PARAGRAPH[1], [down(justified(PARAGRAPH[3]), aside=0.1)], *PARAGRAPH[1:],
    )  # fmt: skip
    measured = body(page(tmp_path, *rows))

    assert values(baseline_grid(measured)) == [(PARAGRAPH[3], -0.1)]
    assert [value for _, value in values(pitch_constancy(measured))] == [-0.1, 0.1]


# --- marks --------------------------------------------------------------------------


def test_fixed_marks_take_an_em_at_the_foot(tmp_path: Path) -> None:
    """At a line's end `！` takes its em and `，` half of it, on the mainland."""
    measured = body(
        page(tmp_path, [down("我们去公园散步看花！")], PARAGRAPH[1], "的很好。")
    )
    assert values(end_marks(measured)) == []
    assert end_marks(measured).counted == 3

    halved = [down(("我们去公园散步看花", -500, "！"))]
    measured = body(page(tmp_path, halved, PARAGRAPH[1], "的很好。"))
    assert [value for _, value in values(end_marks(measured))] == [-0.5]


def spread(text: str, amount: float) -> list[str | float]:
    """``text`` with an adjustment after each character but the last."""
    shown: list[str | float] = []
    for char in text:
        shown += [char, amount]
    return shown[:-1]


@pytest.mark.parametrize(
    ("shown", "miss"),
    [
        (("他说：", 500, "“好很好"), []),
        (("他说：“好很好",), [0.5]),
        (("他说！”好很好",), []),
        (("他说！”", 500, "好很好"), []),
        (("他说！", 250, "”", 500, "好很好"), [-0.25]),
        ((*spread("他说：", -50), 500, *spread("“好很好", -50)), []),
        ((*spread("他说：", -50), 450, *spread("“好很好", -50)), []),
        (("他说，", 500, "“好很好"), []),
        (("他说，“好很好",), [0.5]),
    ],
    ids=[
        "：“",
        "：“ wide",
        "！”",
        "！” squeezed",
        "！” over",
        "opened outside",
        "opened inside too",
        "，“",
        "，“ wide",
    ],
)
def test_pairs_with_fixed_marks(
    tmp_path: Path, shown: tuple[str | float, ...], miss: list[float]
) -> None:
    """Two marks give up what blank lies between them; a fixed mark has none."""
    measured = body(page(tmp_path, [down(shown)], "的很好。"))

    assert mark_pairs(measured).counted == 1
    assert [value for _, value in values(mark_pairs(measured))] == miss


def test_level_pairs_are_judged_as_before(tmp_path: Path) -> None:
    """In level lines of the mainland `！` gives way to a quote."""
    sheet = Sheet().put(50, 50, ("他说！”好很好",)).put(50, 62.5, ("的很好很",))

    assert values(mark_pairs(body(save(tmp_path / "a.pdf", sheet)))) == [
        ("他说！”好很好", 0.5)
    ]


def test_fixed_marks_must_not_give_way(tmp_path: Path) -> None:
    """A squeezed `；` breaks the order of justification; a squeezed `，` does not."""
    bad = [down(("我们去公园；", 500, "散步看花朵", -500))]
    good = [down(("我们去公园，", 500, "散步看花朵", -500))]
    measured = body(page(tmp_path, bad, good, "的很好。"))
    found = [text for text, _ in values(priority_order(measured))]

    assert found == ["我们去公园；散步看花朵"]


# --- digits and letters -------------------------------------------------------------


def abreast(digits: str, top: float) -> list[str]:
    """Digits side by side in one em, each by its own operator."""
    middle = (len(digits) - 1) / 2
    return [
        down(digit, top, aside=(at - middle) * EM / 2)
        for at, digit in enumerate(digits)
    ]


def _counted(before: float, after: float) -> list[str]:
    """A line with a number abreast and so much white (em) around it."""
    top = TOP + (2 + before) * EM
    rest = top + (1 + after) * EM
    return [down("走了"), *abreast("12", top), down("公里路程很", rest)]


def test_no_gap_beside_digits_abreast(tmp_path: Path) -> None:
    """Digits abreast are set like a Han: a gap beside them is a Han gap, uneven."""
    measured = body(page(tmp_path, _counted(0, 0), _counted(0, 0.25), "的很好。"))

    assert western_gaps(measured).counted == 0
    assert han_gaps(measured).widest == pytest.approx(0.25)
    assert values(evenness(measured)) == [("走了12公里路程很", 0.25)]


def test_lying_latin_keeps_its_distance(tmp_path: Path) -> None:
    """A quarter em beside a word on its side is right; none is an eighth too little."""
    good = [down("走了"), lying("AB", 72.5), down("公里路程的很", 85)]
    bad = [down("走了"), lying("AB", 70), down("公里路程的很", 82.5)]
    measured = body(page(tmp_path, good, bad, "的很好。"))

    assert western_gaps(measured).counted == 4
    assert [value for _, value in values(western_gaps(measured))] == [-0.125]


def test_a_word_centred_otherwise_is_in_its_line(tmp_path: Path) -> None:
    """Chromium sets Latin a twelfth of an em off: it is no line of its own."""
    word = lying("AB", 72.5).replace("-3.8", "-4.5")
    measured = body(
        page(tmp_path, [down("走了"), word, down("公里路程的很", 85)], "的很好。")
    )

    assert measured.lines[5].line.text == "走了AB公里路程的很"


def test_numbers_that_lie_are_rigid(tmp_path: Path) -> None:
    """A gap inside a number on its side is found."""
    opened = [down("走了"), lying(("20", -200, "26"), 72.5), down("年路程的很", 97)]
    measured = body(page(tmp_path, opened, "的很好。"))

    assert values(unit_gaps(measured)) == [("2026", 0.2)]


def test_digits_abreast_stand_on_the_grid(tmp_path: Path) -> None:
    """A line with digits abreast has no Latin: its Han are counted on whole em."""
    measured = body(page(tmp_path, _counted(0, 0), "的很好。"))
    clean = grid_hits(measured)
    moved = body(page(tmp_path, [down("走了公里路程", TOP + 5)], "的很好。"))

    assert clean.faults == ()
    assert "公" in [e.text for e in clean.evidence]
    assert grid_hits(moved).faults != ()


# --- overlaps -----------------------------------------------------------------------


def test_meeting_and_lost_glyphs_are_found(tmp_path: Path) -> None:
    """Han over one another down the line, or off the page's foot, are faults."""
    over = [down(("我们去公", 300, "园散步"))]
    low = [down("下去", HEIGHT - 15)]
    document = read_pdf(page(tmp_path, over, low))

    assert values(overlaps(document, centred=False)) == [("公园", 0.3)]
    assert [text for text, _ in values(outside(document, centred=False))] == ["去"]


def test_an_interpunct_meets_nobody_in_half_an_em(tmp_path: Path) -> None:
    """A dot in half an em of the line is clear of both; in a quarter it is not."""
    good = [down(("蒂娜", 250, "·", 250, "罗塞"))]
    bad = [down(("蒂娜", 500, "·", 250, "罗塞"))]
    document = read_pdf(page(tmp_path, good, bad))

    assert values(overlaps(document, centred=False)) == [("娜·", 0.1)]


# --- reports ------------------------------------------------------------------------


def _faulty(path: Path) -> Path:
    loose = [down(("我们去公园", -400, "散步看"))]
    return page(path, loose, "的很好。")


def test_a_fault_is_marked_where_it_stands_on_the_page(tmp_path: Path) -> None:
    """The box of a vertical line's fault is tall, narrow, and at its column."""
    result = CliRunner().invoke(cli, ["measure", str(_faulty(tmp_path)), "--json"])
    told = json.loads(result.output)
    (fault,) = next(c["faults"] for c in told["clauses"] if c["clause"] == "E9")
    x0, y0, x1, y1 = fault["box"]
    middle = RIGHT - len(PARAGRAPH) * PITCH

    assert (x0, x1) == pytest.approx((middle - EM / 2, middle + EM / 2), abs=0.01)
    assert (y0, y1) == pytest.approx((TOP, TOP + 8.4 * EM), abs=0.01)


def test_a_level_page_gives_level_boxes(tmp_path: Path) -> None:
    """The check above can fail: the same fault in a level line is wide and low."""
    sheet = Sheet().put(50, 50, ("我们去公园", -400, "散步看")).put(50, 65, "的很好。")
    measured = body(save(tmp_path / "a.pdf", sheet))
    (fault,) = evenness(measured).faults
    x0, y0, x1, y1 = fault.box

    assert x1 - x0 > y1 - y0


# --- tiers --------------------------------------------------------------------------


def _tiers(path: Path, *tiers: Sequence[str]) -> Body:
    """Tiers of vertical lines (批), one below the other, a gutter of two em between."""
    sheet = Sheet()
    for rank, rows in enumerate(tiers):
        for at, text in enumerate(rows):
            moved = f"{HEIGHT - TOP - rank * (MEASURE + 2) * EM} Tm"
            drawn = _line(text).replace(f"{HEIGHT - TOP} Tm", moved)
            sheet.ops.append(drawn.format(_Middle(RIGHT - at * PITCH)))
    return body(save(path / "a.pdf", sheet))


FULL = (*PARAGRAPH[1:4], *PARAGRAPH[1:])
"""Lines without an indent, the last one short."""


def test_tiers_are_columns_that_end_level(tmp_path: Path) -> None:
    """The text goes on in the tier below; one that ends three lines early is short."""
    level = _tiers(tmp_path, FULL[:-1], FULL)
    short = _tiers(tmp_path, FULL[:-1], FULL[3:])

    assert len(level.columns) == len(short.columns) == 2
    assert column_fill(level).counted == 2
    assert values(column_fill(level)) == []
    assert values(column_fill(short)) == [("的很好。", 2.0)]


def test_a_widow_stands_alone_at_the_right_of_a_tier(tmp_path: Path) -> None:
    """A paragraph's last line alone as the first of the tier below is a widow."""
    lines = (*FULL[:-1], *PARAGRAPH[1:4])
    document = read_pdf(page(tmp_path))

    alone = stranded(_tiers(tmp_path, lines, ("的很好。", *FULL)), document)
    kept = stranded(_tiers(tmp_path, lines, FULL), document)

    assert [text for text, _ in values(alone)] == ["的很好。"]
    assert values(kept) == []
    assert kept.counted == 1
