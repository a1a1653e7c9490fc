"""Measures over small PDFs whose positions are known: each with its one fault."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from test_pdf_read import Sheet, Shown, Tree, read_cases, save
from zbpub.base.chars import CLOSING, OPENING, PAUSES, STOPS
from zbpub.base.findings import InputError, MachineError
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_blank import blank_areas, largest_blank, largest_rectangle
from zbpub.preflight.measure_breaks import (
    is_split,
    line_ends,
    line_starts,
    single_characters,
    split_units,
)
from zbpub.preflight.measure_columns import read_body
from zbpub.preflight.measure_edges import end_marks, left_edge, right_edge
from zbpub.preflight.measure_fill import column_fill
from zbpub.preflight.measure_gaps import evenness, han_gaps, mark_pairs, western_gaps
from zbpub.preflight.measure_grid import baseline_grid, line_pitch, pitch_constancy
from zbpub.preflight.measure_lines import body_size
from zbpub.preflight.measure_overlap import outside, overlaps
from zbpub.preflight.measure_score import score
from zbpub.preflight.measure_table import score_document
from zbpub.preflight.measure_values import Body, Tally
from zbpub.preflight.pdf_read import read_pdf

EM = 10.0
PITCH = 12.5
MEASURE = 10
TOP = 50.0
LEFT = 50.0
SECOND = 170.0
"""The second column's left edge: a gutter of two em."""

PARAGRAPH = (
    "　　今天天气晴朗无云",
    "我们去公园散步看花，",
    "“春天”来了，大家都",
    "说风景美丽极了‖真",
    "的很好。",
)
"""Five lines of ten em; two full spaces indent, ‖ is a dash drawn as one glyph."""


def justified(text: str, measure: float = MEASURE) -> tuple[str | float, ...]:
    """``text`` spread over ``measure`` em as mainland composition wants it."""
    natural = sum(map(_width, text)) - _halves(text) / 2
    extra = (measure - natural) / (len(text) - 1) if len(text) > 1 else 0
    shown: list[str | float] = [500] if text[0] in OPENING else []
    for char, following in zip(text, [*text[1:], ""], strict=True):
        squeeze = 0.5 if following and _halves(char + following, inner=True) else 0
        shown += [char, round((squeeze - extra) * 1000, 4)]
    return tuple(shown)


def _width(char: str) -> float:
    return {"‖": 2.0}.get(char, 0.5 if char.isascii() else 1.0)


def _halves(text: str, *, inner: bool = False) -> int:
    """How many half-em blanks are squeezed: at the edges and between two marks."""
    marks = OPENING | CLOSING | STOPS | PAUSES
    pairs = sum(one in marks and two in marks for one, two in pairwise(text))
    if inner:
        return pairs
    return pairs + (text[0] in OPENING) + (text[-1] in marks - OPENING)


def column(
    sheet: Sheet, lines: Sequence[Shown], x: float = LEFT, y: float = TOP
) -> Sheet:
    """Set ``lines`` one below the other; text ending in 。 is a last line."""
    for row, line in enumerate(lines):
        shown, indent = line, 0
        if isinstance(line, str):
            text = line.lstrip("　")
            indent = len(line) - len(text)
            measure = MEASURE - indent
            shown = (text,) if text.endswith("。") else justified(text, measure)
        sheet.put(round(x + indent * EM, 4), y + row * PITCH, shown)
    return sheet


def page(path: Path, *lines: Shown, lang: str = "zh-Hans") -> Path:
    """One column: the model paragraph, then ``lines``."""
    return save(path / "a.pdf", column(Sheet(), (*PARAGRAPH, *lines)), lang=lang)


def body(path: Path) -> Body:
    """The body text, its size found and not told."""
    document = read_pdf(path)
    return read_body(document, body_size(document))


def values(tally: Tally) -> list[tuple[str, float]]:
    """The faults, rounded."""
    return [(fault.text, round(fault.value, 3)) for fault in tally.faults]


def no_fault(measured: Body) -> bool:
    """Whether every measure of the body is content."""
    tallies = (
        right_edge(measured),
        left_edge(measured),
        line_starts(measured),
        line_ends(measured),
        split_units(measured),
        single_characters(measured),
        end_marks(measured),
        mark_pairs(measured),
        western_gaps(measured),
        evenness(measured),
        baseline_grid(measured),
        pitch_constancy(measured),
        column_fill(measured),
    )
    return [fault for tally in tallies for fault in tally.faults] == []


# --- lines, columns, paragraphs -----------------------------------------------------


def test_a_good_page_has_no_fault(tmp_path: Path) -> None:
    """Two well-set columns pass every measure, and every measure saw something."""
    sheet = column(Sheet(), PARAGRAPH * 2)
    column(sheet, PARAGRAPH * 2, SECOND)
    measured = body(save(tmp_path / "a.pdf", sheet))

    assert measured.size == EM
    assert measured.indent == 2
    assert [(c.left, round(c.right, 3)) for c in measured.columns] == [
        (50, 150),
        (170, 270),
    ]
    assert [(item.starts, item.ends) for item in measured.lines[:6]] == [
        (True, False),
        (False, False),
        (False, False),
        (False, False),
        (False, True),
        (True, False),
    ]
    assert no_fault(measured)
    assert (right_edge(measured).counted, left_edge(measured).counted) == (16, 20)


def test_a_paragraph_goes_on_in_the_next_column(tmp_path: Path) -> None:
    """Two elements for one paragraph do not excuse the line at the column's foot."""
    sheet = Sheet()
    lines = (*PARAGRAPH, *PARAGRAPH[:3])
    column(sheet, [*lines[:-1], "“春天”来了，大家。"[:-1]])
    column(sheet, [*PARAGRAPH[3:], *PARAGRAPH], SECOND)
    owners = [0] * 5 + [1] * 3 + [2] * 2 + [3] * 5
    for index in range(len(owners)):
        sheet.ops[index] = f"/Span <</MCID {index}>> BDC {sheet.ops[index]} EMC"
    tree: list[Tree] = [
        ("P", [i for i, owner in enumerate(owners) if owner == number])
        for number in range(4)
    ]
    measured = body(save(tmp_path / "a.pdf", sheet, tree=tree))

    assert [n for n, item in enumerate(measured.lines) if item.ends] == [4, 9, 14]
    assert no_fault(measured)


def test_pieces_painted_apart_are_one_line(tmp_path: Path) -> None:
    """A dateline painted after the text beside it still begins the line."""
    sheet = column(Sheet(), PARAGRAPH)
    sheet.ops[0] = ""
    sheet.put(100, TOP, "晴朗无云天").put(70, TOP, "天天气")
    measured = body(save(tmp_path / "a.pdf", sheet))

    assert "天天气晴朗无云天" in [item.line.text for item in measured.lines]


def test_furniture_and_other_sizes_are_no_body(tmp_path: Path) -> None:
    """Artifacts and heads stay out; a raised figure belongs to its line."""
    sheet = column(Sheet(), PARAGRAPH[:4]).put(50, 30, "大标题", 20)
    sheet.put(50, 390, "报眉").mark(0, "Artifact")
    sheet.put(50, TOP + 4 * PITCH, "的很好").put(80, TOP + 4 * PITCH - 4, "12", 6)
    measured = body(save(tmp_path / "a.pdf", sheet))

    assert [item.line.text for item in measured.lines][3:] == [
        "说风景美丽极了——真",
        "的很好12",
    ]


def test_vertical_lines_measure_like_horizontal_ones(tmp_path: Path) -> None:
    """A page of lines turned clockwise is as good as the same page level."""
    sheet = column(Sheet(), PARAGRAPH * 2)
    # The whole page turned: what was at (x, y) from the upper left hangs from the
    # upper right corner.
    sheet.ops = ["q 0 -1 1 0 0 600 cm", *sheet.ops, "Q"]
    turned = save(tmp_path / "a.pdf", sheet, entries={"MediaBox": [0, 0, 400, 600]})
    measured = body(turned)

    assert {item.line.turned for item in measured.lines} == {1}
    assert no_fault(measured)
    assert right_edge(measured).counted == 8


def test_traditional_marks_may_keep_their_em(tmp_path: Path) -> None:
    """A centred stop that keeps its em at the line's end is right there, wrong here."""
    full = ("我們去公園看花草樹，",)
    taiwan = body(page(tmp_path, full, "的很好。", lang="zh-Hant-TW"))
    mainland = body(page(tmp_path, full, "的很好。"))

    assert full[0] not in [text for text, _ in values(right_edge(taiwan))]
    assert values(right_edge(mainland)) == [(full[0], -0.5)]


# --- edges --------------------------------------------------------------------------


def test_a_short_line_misses_the_right_edge(tmp_path: Path) -> None:
    """A line that is not spread out ends half an em early and is named."""
    measured = body(page(tmp_path, ("我们去公园散步看花，",), "的很好。"))

    assert values(right_edge(measured)) == [("我们去公园散步看花，", -0.5)]
    assert round(right_edge(measured).share, 3) == 0.8
    assert values(end_marks(measured)) == [("我们去公园散步看花，", 0.5)]


def test_a_moved_line_misses_the_left_edge(tmp_path: Path) -> None:
    """A line a twentieth of an em too far right misses both edges."""
    shifted = (-50.0, "我们去公园散步看花草")
    measured = body(page(tmp_path, shifted, "的很好。"))

    assert values(left_edge(measured)) == [(shifted[1], 0.05)]
    assert values(right_edge(measured)) == [(shifted[1], 0.05)]


def test_an_untrimmed_quote_misses_the_left_edge(tmp_path: Path) -> None:
    """An opening mark that keeps its blank at the line's start stands half an em in."""
    shown = ("“春天”来了大家都笑",)
    measured = body(page(tmp_path, shown, "的很好。"))

    assert values(left_edge(measured)) == [(shown[0], 0.5)]


# --- breaks -------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "lines", "expected"), read_cases("line-ends.txt"))
def test_line_end_case(title: str, lines: str, expected: str, tmp_path: Path) -> None:
    """Every break of cases/line-ends.txt is judged as level GB does."""
    before, after = lines.split("\n")
    pad = "一二三四五六七八九十"
    shown = (justified(pad[: MEASURE - len(before)] + before), after)
    measured = body(page(tmp_path, *shown))

    faults = {
        "start": line_starts(measured),
        "end": line_ends(measured),
        "split": split_units(measured),
    }
    found = " ".join(name for name, tally in faults.items() if tally.faults)
    assert (found or "good") == expected, title


def test_addresses_break_at_their_own_places() -> None:
    """A web address is no split word or number; the same letters alone are."""
    assert not is_split("见http://example.org/ab", "cd/2021")
    assert is_split("见example", "org")


def test_a_lone_last_character_is_named(tmp_path: Path) -> None:
    """A last line of one character and its stop counts; one of two does not."""
    measured = body(page(tmp_path, *PARAGRAPH[:4], "好。"))

    assert values(single_characters(measured)) == [("好。", 1)]


# --- gaps ---------------------------------------------------------------------------


def test_a_wide_gap_is_found(tmp_path: Path) -> None:
    """One gap of 0.3 em makes its line loose, defective and uneven."""
    shown = ("我们去公园", -300, "散步看花")
    measured = body(page(tmp_path, shown, "的很好。"))
    gaps = han_gaps(measured)

    assert round(gaps.widest, 3) == 0.3
    assert round(gaps.loose, 3) == round(gaps.defective, 3) == round(1 / 7, 3)
    assert values(evenness(measured)) == [("我们去公园散步看花", 0.3)]


def test_even_gaps_are_no_fault(tmp_path: Path) -> None:
    """A push-out of one character opens every gap by the same small amount."""
    gaps = han_gaps(body(page(tmp_path)))

    assert 0.05 < gaps.widest < 0.06
    assert gaps.loose == 0


def test_unsqueezed_marks_are_found(tmp_path: Path) -> None:
    """A comma and a quote that keep two em are half an em too wide together."""
    squeezed = "他说，“好‖很好很"
    measured = body(page(tmp_path, squeezed, ("他说，“好很好很好了",), "的很好。"))

    assert mark_pairs(measured).counted == 2
    assert values(mark_pairs(measured)) == [("他说，“好很好很好了", 0.5)]


def test_han_and_latin_keep_their_distance(tmp_path: Path) -> None:
    """A quarter em between Han and digits is right; none, or a whole em, is not."""
    good = ("走了", -250, "12", -250, "公里路程的很")
    bad = ("走了", "12", -1000, "公里路程的很")
    measured = body(page(tmp_path, good, bad, "的很好。"))

    assert western_gaps(measured).counted == 4
    assert [value for _, value in values(western_gaps(measured))] == [-0.125, 0.5]


# --- baselines ----------------------------------------------------------------------


def test_a_baseline_off_by_a_tenth_is_found(tmp_path: Path) -> None:
    """One line a tenth of a point low is off the grid and breaks the pitch twice."""
    sheet = column(Sheet(), PARAGRAPH * 2)
    sheet.ops[2] = sheet.ops[2].replace("325.0 Tm", "324.9 Tm")
    measured = body(save(tmp_path / "a.pdf", sheet))

    assert line_pitch(measured) == pytest.approx(PITCH)
    assert values(baseline_grid(measured)) == [("“春天”来了，大家都", 0.1)]
    assert [value for _, value in values(pitch_constancy(measured))] == [0.1, -0.1]


def test_columns_share_one_grid(tmp_path: Path) -> None:
    """A column set half a point lower than its neighbour is off the grid as a whole."""
    sheet = column(Sheet(), PARAGRAPH * 2)
    column(sheet, PARAGRAPH, SECOND, TOP + 0.5)
    measured = body(save(tmp_path / "a.pdf", sheet))

    assert {value for _, value in values(baseline_grid(measured))} == {0.5}
    assert len(baseline_grid(measured).faults) == 5
    assert values(pitch_constancy(measured)) == []


def test_rounded_coordinates_do_not_drift(tmp_path: Path) -> None:
    """A producer that rounds to a tenth of a point is off by that, row after row."""
    sheet = Sheet()
    for x in (LEFT, SECOND, SECOND + 120):
        for row in range(24):
            sheet.put(x, round(TOP + row * 11.26, 1), "一二三四五六七八九十")
    measured = body(save(tmp_path / "a.pdf", sheet))

    assert line_pitch(measured) == pytest.approx(11.26, abs=0.005)
    assert baseline_grid(measured).worst < 0.15


def test_a_short_column_is_found(tmp_path: Path) -> None:
    """A column may end one row above its neighbours, not two."""
    sheet = column(Sheet(), PARAGRAPH * 2)
    column(sheet, (PARAGRAPH * 2)[:9], SECOND)
    assert values(column_fill(body(save(tmp_path / "a.pdf", sheet)))) == []

    column(sheet, (PARAGRAPH * 2)[:8], SECOND + 120)
    measured = body(save(tmp_path / "b.pdf", sheet))
    assert [value for _, value in values(column_fill(measured))] == [2]


def test_only_columns_of_one_article_must_end_level(tmp_path: Path) -> None:
    """Two articles side by side may end apart; one article in two columns may not."""
    sheet = column(Sheet(), PARAGRAPH * 2)
    column(sheet, PARAGRAPH, SECOND)
    for index, op in enumerate(sheet.ops):
        sheet.ops[index] = f"/Span <</MCID {index}>> BDC {op} EMC"
    marks = list(range(15))
    two: list[Tree] = [("Art", [("P", marks[:10])]), ("Art", [("P", marks[10:])])]
    one: list[Tree] = [("Art", [("P", marks[:10]), ("P", marks[10:])])]
    apart = body(save(tmp_path / "a.pdf", sheet, tree=two))
    together = body(save(tmp_path / "b.pdf", sheet, tree=one))

    assert column_fill(apart).counted == 0
    assert [value for _, value in values(column_fill(together))] == [5]


# --- the page -----------------------------------------------------------------------


def test_meeting_glyphs_are_found(tmp_path: Path) -> None:
    """Squeezed marks and kerned letters do not meet; a head over the text does."""
    sheet = column(Sheet(), PARAGRAPH).put(300, 50, ("A", 90, "V"))
    assert (
        overlaps(read_pdf(save(tmp_path / "a.pdf", sheet)), centred=False).counted == 0
    )

    sheet.put(50, 60, "题", 20)
    met = overlaps(read_pdf(save(tmp_path / "b.pdf", sheet)), centred=False)
    assert {fault.text[-1] for fault in met.faults} == {"题"}


def test_glyphs_outside_the_page_are_found(tmp_path: Path) -> None:
    """A glyph over the trimmed edge counts; an artifact there does not."""
    sheet = column(Sheet(), PARAGRAPH).put(595, 100, "外")
    sheet.put(595, 120, "裁").mark(0, "Artifact")
    found = outside(read_pdf(save(tmp_path / "a.pdf", sheet)), centred=False)

    assert values(found) == [("外", 0.5)]


def _bars(hole: tuple[float, float, float, float] | None = None) -> Sheet:
    """A page of 500 by 300 points full of bars like lines; ``hole`` stays white."""
    sheet = Sheet(width=600)
    for row in range(24):
        y = 50 + row * 12.5
        if hole is None or not hole[1] - 9 <= y < hole[3]:
            sheet.fill(50, y, 550, y + 9)
        else:
            sheet.fill(50, y, hole[0], y + 9).fill(hole[2], y, 550, y + 9)
    return sheet


def test_leading_is_no_blank(tmp_path: Path) -> None:
    """The white between lines is thinner than an em and never counts."""
    path = save(tmp_path / "a.pdf", _bars())

    assert largest_blank(path, em=10) == 0
    assert blank_areas(path, 10, (50, 50, 550, 346.5)) == ()


def test_a_hole_is_measured(tmp_path: Path) -> None:
    """A hole of three per cent of the type area comes out as three per cent."""
    hole = (200.0, 150.0, 290.0, 200.0)
    path = save(tmp_path / "a.pdf", _bars(hole))
    area = (50.0, 50.0, 550.0, 350.0)
    (blank,) = blank_areas(path, 10, area)

    assert blank.share == pytest.approx(0.03, abs=0.003)
    assert blank.box == pytest.approx(hole, abs=4)
    assert largest_blank(path, area, em=10) == blank.share
    assert largest_blank(path, em=10) == pytest.approx(blank.share, abs=0.001)


@pytest.mark.parametrize("at", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_a_hairline_parts_what_is_white(tmp_path: Path, at: float) -> None:
    """However a hairline falls on the raster, the white above and below it is two."""
    hole = (200.0, 150.0, 290.0, 200.0)
    bars, ruled = _bars(hole), _bars(hole)
    line = (200, 175 + at, 290, 175.25 + at)
    ruled.fill(*line).clip(*line)
    (whole,) = blank_areas(save(tmp_path / "a.pdf", bars), 10)
    (part,) = blank_areas(save(tmp_path / "b.pdf", ruled), 10)

    assert part.share == pytest.approx(whole.share / 2, abs=0.003)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), least=st.integers(1, 3))
def test_the_largest_rectangle_is_the_largest(data: st.DataObject, least: int) -> None:
    """No rectangle that the slow way finds is larger, and the one found is blank."""
    height, width = data.draw(st.integers(1, 7)), data.draw(st.integers(1, 7))
    cells = st.lists(st.booleans(), min_size=height * width, max_size=height * width)
    raster = np.array(data.draw(cells), dtype=np.bool_).reshape(height, width)
    slow = max(
        (
            (bottom - top) * (right - left)
            for top in range(height)
            for bottom in range(top + least, height + 1)
            for left in range(width)
            for right in range(left + least, width + 1)
            if raster[top:bottom, left:right].all()
        ),
        default=0,
    )
    found = largest_rectangle(raster, least)

    assert (found is None) == (slow == 0)
    if found:
        left, top, right, bottom = found
        assert (bottom - top) * (right - left) == slow
        assert raster[top:bottom, left:right].all()


def test_a_missing_rasteriser_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pdftoppm the machine is at fault, and the finding says so."""
    path = save(tmp_path / "a.pdf", _bars())
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MachineError, match="P112"):
        largest_blank(path, em=10)


def test_a_slow_painter_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that never finishes painting is unusable input."""

    def never(*_args: object, **_options: object) -> None:
        raise subprocess.TimeoutExpired("pdftoppm", 1)

    path = save(tmp_path / "a.pdf", _bars())
    monkeypatch.setattr(subprocess, "run", never)

    with pytest.raises(InputError, match="P113"):
        largest_blank(path, em=10)


# --- all together -------------------------------------------------------------------


def test_a_page_by_another_engine_is_scored(tmp_path: Path) -> None:
    """What CSS columns make of Chinese text is measured and can be written as JSON."""
    style = (
        "@page { size: 300pt 300pt; margin: 30pt } p { margin: 0; text-indent: 2em }"
        'body { font: 9pt/11.25pt "Noto Serif CJK SC"; columns: 2; column-gap: 18pt;'
        "margin: 0; text-align: justify }"
    )
    text = "今天晴转多云，“明天”有雨……气温18℃，风力三级——请带伞出门。"
    html = f'<html lang="zh-Hans"><title>报</title><style>{style}</style>'
    path = tmp_path / "a.pdf"
    HTML(string=html + f"<p>{text * 2}</p>" * 4).write_pdf(path, pdf_tags=True)
    measures = measure_pdf(path)
    written = json.loads(json.dumps(score_document("a.pdf", measures, score(measures))))
    clauses = {clause["what"]: clause for clause in written["clauses"]}

    assert (measures.body_size, round(measures.pitch, 2), measures.pages) == (
        9,
        11.25,
        1,
    )
    assert measures.tallies["E3 line starts"].share == 1
    assert measures.tallies["E6 mark pairs"].worst == pytest.approx(0.5, abs=0.01)
    assert measures.tallies["E1 right edge"].share < 1
    assert clauses["Han gaps over 1/8 em"]["counted"] == measures.lines
    assert clauses["largest blank"]["worst"] > 0
    assert written["passed"] is False


def test_a_page_without_text_is_measured_too(tmp_path: Path) -> None:
    """A page of pictures alone has no body, no fault, and no division by nothing."""
    measures = measure_pdf(save(tmp_path / "a.pdf", _bars()))

    assert (measures.body_size, measures.lines, measures.pitch) == (0, 0, 0)
    assert all(tally.share == 1 for tally in measures.tallies.values())
