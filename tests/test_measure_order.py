"""Rigid units (E5) and the order of justification (E10), each with its fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from test_measures import EM, LEFT, PARAGRAPH, PITCH, TOP, body, column, page
from test_measures import values as faults
from test_pdf_read import Sheet, Shown, save, show
from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Elastic, Level, Setting
from zbpub.preflight.measure_breaks import line_starts
from zbpub.preflight.measure_edges import right_edge
from zbpub.preflight.measure_gaps import evenness, mark_pairs
from zbpub.preflight.measure_order import priority_order
from zbpub.preflight.measure_units import unit_gaps
from zbpub.preflight.measure_values import Body

SETTING = Setting()
RIGID = Elastic(natural=250, least=250, most=250)
TEXT = (
    "2月2日上午，山东省第十三届人民代表大会第五次会议在山东会堂隆重开幕。会前，"
    "记者走访了12个街道、96个社区，听到了群众的心声：“路更宽了，水更清了，日子更"
    "好了。”五年来，全市新建公园31处，绿地1200公顷，森林覆盖率提高3个百分点。"
)


def composed(path: Path, setting: Setting = SETTING) -> Body:
    """``TEXT`` by the project's composer, drawn on a page and read back."""
    run = StyledRun(TEXT, find_typeface(("Noto Serif CJK SC",), 400))
    frame = Frame(measure=13_000_000, indent=2_000_000)
    lines = compose([run], Type(size=1_000_000, half_latin=True), frame, setting)
    sheet = Sheet()
    for row, line in enumerate(lines):
        for box in line.boxes:
            # The kit's marks are a whole em: an opening one is squeezed before its ink.
            own = EM / 2 if box.text.isascii() else EM
            x, width = box.x * EM / 1e6, box.width * EM / 1e6
            start = x + width - own if box.text in "“" else x
            sheet.put(round(LEFT + start, 4), TOP + row * PITCH, box.text)
    return body(save(path / "composed.pdf", sheet))


# --- E5 -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "unit"),
    [
        (("他说—", -100, "—很好的。"), "——"),
        (("他说…", -100, "…很好的。"), "……"),
        (("走了1", -50, "2公里。"), "12"),
        (("上涨了3.5", -80, "%很好。"), "3.5%"),
        (("花了¥", -60, "35很好。"), "¥35"),
    ],
)
def test_an_opened_unit_is_found(tmp_path: Path, shown: Shown, unit: str) -> None:
    """A gap inside a dash, an ellipsis, a number or before its unit is named."""
    found = unit_gaps(body(page(tmp_path, shown)))

    assert [text for text, _ in faults(found)] == [unit]


def test_a_closed_unit_is_none(tmp_path: Path) -> None:
    """Units set solid are right; a dash drawn as one glyph has no inside."""
    solid = unit_gaps(body(page(tmp_path, "他说——……12，3.5%很好。")))

    assert (solid.counted, solid.faults) == (4, ())
    assert unit_gaps(body(page(tmp_path))).counted == 0


@pytest.mark.parametrize(("shift", "wrong"), [(0, []), (0.2, [0.02])])
def test_digits_may_stand_in_boxes_of_half_an_em(
    tmp_path: Path, shift: float, wrong: list[float]
) -> None:
    """Narrow digits centred in half an em each are no fault; off it they are."""
    sheet = column(Sheet(), PARAGRAPH).put(LEFT, TOP + 5 * PITCH, "一二三四五六七八")
    for place, digit in enumerate("12"):
        x = LEFT + 80.25 + 5 * place + place * shift
        matrix = f"1 0 0 1 {x} {400 - TOP - 5 * PITCH} Tm"
        sheet.ops.append(f"q 90 Tz BT /F 10 Tf {matrix} {show(digit)} ET Q")
    found = unit_gaps(body(save(tmp_path / "a.pdf", sheet)))

    assert [value for _, value in faults(found)] == wrong


# --- E10 ----------------------------------------------------------------------------


def test_han_before_western_is_found(tmp_path: Path) -> None:
    """Han opened while a Western gap is at its natural quarter breaks the order."""
    opened: list[str | float] = []
    for char in "我们走了":
        opened += [char, -50]
    wrong = (*opened[:-1], -250, "12", -250, "公里路")
    right = (*opened[:-1], -340, "12", -340, "公里路")
    measured = body(page(tmp_path, wrong, right, "的很好。"))

    assert faults(priority_order(measured)) == [("我们走了12公里路", 0.05)]


def test_stops_squeezed_before_pauses_are_found(tmp_path: Path) -> None:
    """A stop gives up its blank only when no pause or bracket has any left."""
    wrong = ("天晴，去吧。", 300, "好的很", "一二")
    right = ("天晴，", 500, "去吧。", 300, "好的很", "一二")
    pauses = ("天晴，", 300, "去吧。好的很", "一二")
    measured = body(page(tmp_path, wrong, right, pauses, "的很好。"))

    assert faults(priority_order(measured)) == [("天晴，去吧。好的很一二", 0.3)]


def test_squeezing_and_opening_is_found(tmp_path: Path) -> None:
    """A line whose Han are opened while a comma is squeezed is wrong."""
    both = ("天", -60, "晴", -60, "了，", 300, "去", -60, "吧", -60, "好的很")
    measured = body(page(tmp_path, both, "的很好。"))

    assert [text for text, _ in faults(priority_order(measured))] == [
        "天晴了，去吧好的很"
    ]


def test_last_lines_have_no_order(tmp_path: Path) -> None:
    """A paragraph's last line is neither squeezed nor opened and is not judged."""
    assert priority_order(body(page(tmp_path))).counted == 4


# --- the project's own composer -----------------------------------------------------


def test_our_composer_keeps_the_order(tmp_path: Path) -> None:
    """Lines by the composer pass; each measure saw something."""
    measured = composed(tmp_path)
    tallies = [
        priority_order(measured),
        unit_gaps(measured),
        right_edge(measured),
        line_starts(measured),
        evenness(measured),
        mark_pairs(measured),
    ]

    assert [faults(tally) for tally in tallies] == [[]] * len(tallies)
    assert all(tally.counted for tally in tallies)


def test_a_composer_with_rigid_western_gaps_fails(tmp_path: Path) -> None:
    """Western gaps that never open leave it all to the Han: E10 moves."""
    rigid = replace(SETTING, western_gap=RIGID)

    assert faults(priority_order(composed(tmp_path, rigid))) != []


def test_a_composer_without_prohibitions_fails(tmp_path: Path) -> None:
    """At level none lines may start with any mark: E3 moves."""
    loose = replace(SETTING, level=Level.NONE, western_gap=RIGID)

    assert faults(line_starts(composed(tmp_path, loose))) != []
