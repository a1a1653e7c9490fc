"""Lines as other programs paint them: no fault of theirs is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_measures import EM, LEFT, PARAGRAPH, PITCH, TOP, body, column, page, values
from test_pdf_read import Sheet, Shown, save
from zbpub.preflight.measure_breaks import (
    is_split,
    line_ends,
    line_starts,
    split_units,
)
from zbpub.preflight.measure_edges import end_marks, right_edge
from zbpub.preflight.measure_gaps import mark_pairs, western_gaps
from zbpub.preflight.measure_marks import right_edges
from zbpub.preflight.measure_order import priority_order
from zbpub.preflight.measure_overlap import overlaps
from zbpub.preflight.measure_units import unit_gaps
from zbpub.preflight.measure_widths import mark_widths
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_values import Glyph

EDGE_MISS = 0.015
"""em: within the old tolerance of 0.02, beyond that of 0.01."""


def _seam(tmp_path: Path, *lines: Shown) -> list[str]:
    """What E4 finds at the ends of ``lines``."""
    return [text for text, _ in values(split_units(body(page(tmp_path, *lines))))]


def test_a_painted_space_ends_a_word(tmp_path: Path) -> None:
    """Two words parted at their space are whole; one word parted is not."""
    told = (("看过Anna ",), ("Schneider写的",), ("一本Engl",), ("ish书的。",))

    assert _seam(tmp_path, *told) == ["一本Engl|ish书的。"]


def test_a_dropped_space_is_not_held_against_a_file(tmp_path: Path) -> None:
    """A file that paints no space at line ends is judged on numbers, not on words."""
    silent = (
        (
            "A",
            -333,
            "B看过Anna",
        ),
        ("Schneider写的20",),
        ("21年。",),
    )

    assert _seam(tmp_path, *silent) == ["er写的20|21年。"]


def test_a_file_without_words_side_by_side_is_judged(tmp_path: Path) -> None:
    """Where no two Western words meet, letters over a line end are one word."""
    assert _seam(tmp_path, ("我们看过Anna",), ("Schneider。",)) == [
        "看过Anna|Schnei",
    ]


ADDRESS = (("请看https://a.b/",), ("2021/03/",), ("04/b.html，很好。",))


def test_an_address_may_run_over_many_lines(tmp_path: Path) -> None:
    """A solidus ends and a number starts a line inside an address, lines on too."""
    measured = body(page(tmp_path, *ADDRESS))

    for tally in (line_starts(measured), line_ends(measured), split_units(measured)):
        assert values(tally) == []


def test_a_stop_behind_an_address_still_starts_no_line(tmp_path: Path) -> None:
    """An address excuses no stop behind it, and a plain date no solidus at the end."""
    stop = body(page(tmp_path, ("请看https://a.b/c",), "。我们。"))
    date = body(page(tmp_path, ("请看那一天2021/",), ("03的报纸。",)))

    assert values(line_starts(stop)) == [("/a.b/c|。我们。", 1)]
    assert values(line_ends(date)) == [("天2021/|03的报纸。", 1)]
    assert not is_split("请看https://a.b/c", "。我们。")


def test_a_joined_dash_takes_two_em() -> None:
    """A dash drawn as one narrow glyph in the middle of two em ends at their end."""
    dash = Glyph(text="——", x0=1.55, x1=18.45, y=0, size=10, font="Kit")

    assert max(right_edges(dash, centred=False)) == pytest.approx(20)
    assert min(right_edges(dash, centred=False)) == 18.45


def test_a_line_torn_open_is_one_line(tmp_path: Path) -> None:
    """In a tagged file a gap of six em is a gap, and no second column."""
    sheet = column(Sheet(), PARAGRAPH[:-1])
    sheet.put(LEFT, TOP + 4 * PITCH, ("录", -6000, "abcdef")).mark(0, "P")
    sheet.put(LEFT, TOP + 5 * PITCH, "的很好。").mark(1, "P")
    measured = body(save(tmp_path / "a.pdf", sheet, tree=[("P", [0, 1])]))

    assert [line.text for line in measured.columns[0].lines][-2:] == [
        "录abcdef",
        "的很好。",
    ]
    assert len(measured.columns) == 1
    assert values(western_gaps(measured)) == [("录abcdef", 5.5)]


@pytest.mark.parametrize(("miss", "faults"), [(0.005, 0), (EDGE_MISS, 1)])
def test_edges_are_kept_to_a_hundredth(
    tmp_path: Path, miss: float, faults: int
) -> None:
    """A line 0.005 em short keeps its edge, one 0.015 em short does not."""
    short = ("我们去公园散步看花草", 0.0)
    sheet = column(Sheet(), PARAGRAPH)
    sheet.put(LEFT - miss * EM, TOP + 5 * PITCH, short)
    column(sheet, ("的很好。",), y=TOP + 6 * PITCH)
    found = right_edge(body(save(tmp_path / "a.pdf", sheet)))

    assert len(found.faults) == faults


def test_the_style_says_how_far_western_gaps_open(tmp_path: Path) -> None:
    """Gaps of 0.4 em are open enough where a third is the most, not where a half is."""
    shown = ("我", -20, "们", -400, "12", -400, "公", -20, "里", -20, "路", -20, "长了")
    measured = body(page(tmp_path, shown, "的很好。"))

    assert values(priority_order(measured)) == []
    assert [value for _, value in values(priority_order(measured, 0.5))] == [0.02]


@pytest.mark.parametrize(
    ("pair", "width"), [("。」", 1.75), ("？」", 2.0), ("：「", 1.5), ("」，", 1.5)]
)
def test_centred_marks_give_what_is_between_them(
    tmp_path: Path, pair: str, width: float
) -> None:
    """In Taiwan a pair gives the blank between its marks, and no tenth less."""
    squeezed = ("我們", *_pair(pair, 2 - width), "的書")
    loose = ("我們", *_pair(pair, 1.9 - width), "的書")
    for shown, faults in ((squeezed, 0), (loose, 1)):
        measured = body(page(tmp_path, shown, "很好。", lang="zh-Hant-TW"))

        assert mark_pairs(measured).counted == 1
        assert len(mark_pairs(measured).faults) == faults


def _pair(pair: str, squeeze: float) -> tuple[str | float, ...]:
    return pair[0], round(squeeze * 1000), pair[1]


def test_a_centred_mark_may_be_squeezed_in_part(tmp_path: Path) -> None:
    """In Taiwan a line's last mark may lose part of its blank, not cross the edge."""
    misses = {}
    for over in (0.1, 0.4):
        sheet = column(Sheet(), PARAGRAPH)
        sheet.put(LEFT, TOP + 5 * PITCH, ("我們去公園散步看", -1000 * over, "花，"))
        column(sheet, ("的很好。",), y=TOP + 6 * PITCH)
        found = right_edge(body(save(tmp_path / "a.pdf", sheet, lang="zh-Hant-TW")))
        misses[over] = [round(one.value, 2) for one in found.faults if "園" in one.text]

    assert misses == {0.1: [], 0.4: [0.15]}


@pytest.mark.parametrize(("shift", "found"), [(0.3, 0), (0.6, 1)])
def test_only_the_dot_of_an_interpunct_overlaps(
    tmp_path: Path, shift: float, found: int
) -> None:
    """An interpunct may lose its blank; where Han covers the dot, they overlap."""
    path = page(tmp_path, ("克里·", 1000 * shift, "米的很好。"))

    assert len(overlaps(read_pdf(path), centred=False).faults) == found


def test_a_ragged_line_has_no_mark_of_many_em(tmp_path: Path) -> None:
    """A stop that ends a line three em early takes its one em, and no more."""
    measured = body(page(tmp_path, ("我们去公园散，",), "的很好。"))

    assert values(right_edge(measured)) == [("我们去公园散，", -3.5)]
    assert values(end_marks(measured)) == [("我们去公园散，", 0.5)]


def test_an_address_may_open_and_a_number_may_not(tmp_path: Path) -> None:
    """Digits in an address are letters, on its next lines too; elsewhere a unit."""
    opened = (
        ("数字报：https://paper.example/",),
        (
            "20",
            -50,
            "26/03",
        ),
        ("/04", "。"),
    )
    number = (
        ("数字报出版于本市，今年已",),
        (
            "20",
            -50,
            "26份",
        ),
    )

    address = unit_gaps(body(page(tmp_path, *opened)))
    plain = unit_gaps(body(page(tmp_path, *number)))

    assert address.faults == ()
    assert [text for text, _ in values(plain)] == ["2026"]


def test_a_full_line_without_two_han_is_not_judged_by_widths(tmp_path: Path) -> None:
    """How far such a line is opened is not told; a natural last line tells it."""
    opened = (
        (
            "报",
            -212,
            "：https://paper.example/ab",
        ),
        ("cd。",),
    )
    last = (
        (
            "报",
            -212,
            "：https://paper.example",
        ),
    )

    assert values(mark_widths(body(page(tmp_path, *opened)))) == []
    assert values(mark_widths(body(page(tmp_path, *last)))) == [("：", 0.212)]
