"""Readings, dots, raised letters, hyphens and what combines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.compose.atoms import Shift, StyledRun, Type
from zbpub.compose.cell import Posture
from zbpub.compose.line import Line
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Rule, Setting
from zbpub.compose.tokens import SPACES

EM = 12_000
SONG = find_typeface(["Noto Serif CJK SC"], 400)


def _set(runs: list[StyledRun] | str, measure: int, **setting: object) -> list[Line]:
    styled = [StyledRun(runs, SONG)] if isinstance(runs, str) else runs
    frame = Frame(measure=measure * EM)
    return list(compose(styled, Type(size=EM), frame, Setting(**setting)))  # type: ignore[arg-type]


def _reading(line: Line) -> list[tuple[str, float, int]]:
    small = [placed for placed in line.glyphs if placed.cell.scale != 1000]
    return [(p.cell.text, p.x / EM, p.cell.rise) for p in small]


def test_a_reading_stands_over_the_middle_of_its_word() -> None:
    """A reading narrower than its word is centred over it, at half the size."""
    (line,) = _set([StyledRun("文", SONG), StyledRun("王", SONG, ruby="wi")], 8)

    reading = _reading(line)
    left = reading[0][1]
    width = sum(p.cell.width for p in line.glyphs if p.cell.scale == 500) / EM
    assert left + width / 2 == pytest.approx(1.5, abs=0.002)
    assert "".join(text for text, _, _ in reading) == "wi"
    assert all(rise > 0.88 * EM for _, _, rise in reading)
    assert line.text == "文王"


def test_a_wide_reading_spreads_its_word() -> None:
    """A reading wider than its word moves the neighbours away, and never overlaps."""
    (line,) = _set(
        [
            StyledRun("文", SONG),
            StyledRun("窗", SONG, ruby="chuāng"),
            StyledRun("文", SONG),
        ],
        8,
    )

    places = [x for _, x, _ in _reading(line)]
    assert places == sorted(places)
    assert min(places) >= 1 - 0.001
    assert line.boxes[2].x >= line.boxes[1].x + line.boxes[1].width
    assert line.boxes[1].width > EM


def test_a_word_and_its_reading_stay_on_one_line() -> None:
    """A line never ends inside an annotated word."""
    runs = [StyledRun("文文文", SONG), StyledRun("北京", SONG, ruby="Běijīng")]

    assert [line.text for line in _set(runs, 4)] == ["文文文", "北京"]


def test_dots_stand_under_each_han_and_copy_as_nothing() -> None:
    """An emphasis dot is centred under its Han; marks have none."""
    (line,) = _set([StyledRun("重要，事", SONG, dots=True)], 8)

    dots = [placed for placed in line.glyphs if placed.cell.text == ""]
    assert len(dots) == 3
    face, size = dots[0].cell.face, EM * dots[0].cell.scale // 1000
    middle = face.advance(dots[0].cell.glyph, size) / 2
    centres = [(dot.x + middle) / EM for dot in dots]
    assert centres == pytest.approx([0.5, 1.5, 3.5], abs=0.002)
    assert all(dot.cell.rise < -0.12 * EM for dot in dots)


def test_dots_of_a_vertical_line_stand_to_its_right() -> None:
    """Right of a vertical line is above it in the line's own frame."""
    (line,) = _set([StyledRun("重要", SONG, dots=True)], 8, vertical=True)

    dots = [placed for placed in line.glyphs if placed.cell.text == ""]
    assert all(dot.cell.rise > 0 for dot in dots)


def test_dots_off_centre_can_be_asked_for() -> None:
    """The check of the dots' place can fail."""
    runs = [StyledRun("重", SONG, dots=True)]
    (kept,) = _set(runs, 8)
    (off,) = _set(runs, 8, off=frozenset({Rule.CENTRED}))

    assert kept.glyphs[1].x != off.glyphs[1].x


def test_a_note_mark_stays_with_its_word() -> None:
    """A superscript never starts a line, and no mark is parted from it."""
    runs = [
        StyledRun("文文文文", SONG),
        StyledRun("①", SONG, shift=Shift.SUPER),
        StyledRun("文文", SONG),
    ]

    assert [line.text for line in _set(runs, 4)] == ["文文文", "文①文文"]


def test_superscripts_are_small_and_raised() -> None:
    """A superscript is smaller than its text and above its baseline; a sub, below."""
    runs = [
        StyledRun("10", SONG),
        StyledRun("3", SONG, shift=Shift.SUPER),
        StyledRun("2", SONG, shift=Shift.SUB),
    ]
    (line,) = _set(runs, 8)

    high, low = line.glyphs[2].cell, line.glyphs[3].cell
    assert high.scale == low.scale < 1000
    assert low.rise < 0 < high.rise


def test_a_formula_stands_apart_from_han_as_one_word() -> None:
    """Nothing opens behind a lowered digit inside a formula, a gap does behind it."""
    (line,) = _set(
        [
            StyledRun("CO", SONG),
            StyledRun("2", SONG, shift=Shift.SUB),
            StyledRun("O与", SONG),
        ],
        12,
    )

    boxes = line.boxes
    assert boxes[3].x == boxes[2].x + boxes[2].width
    assert boxes[4].x == boxes[3].x + boxes[3].width + EM // 4


def test_an_index_is_part_of_its_word() -> None:
    """H₂O has no gap inside and no break; the gap lies behind it, as behind a word."""
    runs = [
        StyledRun("文H", SONG),
        StyledRun("2", SONG, shift=Shift.SUB),
        StyledRun("O文", SONG),
    ]
    (line,) = _set(runs, 8)

    assert line.gaps == (0, EM // 4, 0, 0, EM // 4)
    assert [one.text for one in _set(runs, 2)] == ["文", "H2O", "文"]


def test_a_note_mark_behind_han_has_no_gap() -> None:
    """Behind a Han a raised digit is a note's mark: no gap on either side."""
    runs = [StyledRun("文", SONG), StyledRun("2", SONG, shift=Shift.SUPER)]
    (line,) = _set([*runs, StyledRun("文", SONG)], 8)

    assert line.gaps == (0, 0, 0)


def test_two_readings_stand_apart() -> None:
    """Between neighbouring readings lies a quarter em, and little more than that."""
    runs = [StyledRun("窗", SONG, ruby="chuāng"), StyledRun("床", SONG, ruby="chuáng")]
    (line,) = _set(runs, 8)
    (alone,) = _set([StyledRun("窗", SONG, ruby="yī"), StyledRun("床", SONG)], 8)

    places = [placed for placed in line.glyphs if placed.cell.scale == 500]
    ends = [place.x + place.cell.width for place in places]
    assert EM / 4 <= places[6].x - ends[5] < 0.4 * EM
    assert alone.gaps == (0, 0)


def test_a_hyphen_is_drawn_and_is_no_character() -> None:
    """A parted word ends with a hyphen that copies as a soft one."""
    first, second = _set("文文文文International文文", 8)

    assert (first.text, second.text) == ("文文文文Inter", "national文文")
    assert first.glyphs[-1].cell.text == "\u00ad"
    assert first.width == 8 * EM
    assert len(first.boxes) == len(first.text)


def test_no_word_is_parted_without_patterns() -> None:
    """A style without hyphens keeps words whole."""
    lines = _set("文文文文International文文", 8, hyphens="")

    assert any("International" in line.text for line in lines)
    assert not any(line.hyphen for line in lines)


def test_what_combines_stays_with_its_base() -> None:
    """An accent, a variation selector and an emoji's parts are one box each."""
    (line,) = _set("e\u0301文\u3099葛\U000e0100👨\u200d👩", 12)

    assert [atom.text for atom in line.atoms] == [
        "e\u0301", "文\u3099", "葛\U000e0100", "👨\u200d👩",
    ]  # fmt: skip
    widths = [box.width for box in line.boxes]
    assert [box.text for box, width in zip(line.boxes, widths, strict=True) if width]


@pytest.mark.parametrize("text", ["a" * 200, "。" * 300, "（" * 90, "—" * 77, "\u200b"])
@pytest.mark.parametrize("vertical", [False, True])
def test_awkward_paragraphs_are_set(text: str, vertical: bool) -> None:
    """An endless word, marks alone, controls alone: set, and nothing lost."""
    lines = _set(text, 8, vertical=vertical)

    assert "".join(line.text for line in lines) == text


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=200, deadline=None)
@given(text=ANY, measure=st.integers(1, 12), vertical=st.booleans())
def test_any_text_is_set(text: str, measure: int, vertical: bool) -> None:
    """Whatever the characters: each has a box, the boxes run on, none is lost."""
    lines = _set(text, measure, vertical=vertical)

    assert "".join(line.text for line in lines).strip(SPACES) == text.strip(SPACES)
    for line in lines:
        assert len(line.boxes) == len(line.text)
        assert all(one.x <= other.x for one, other in pairwise(line.boxes))
        assert all(placed.cell.width >= 0 for placed in line.glyphs)


def test_digits_of_a_vertical_line_share_one_em() -> None:
    """Up to three digits stand side by side, upright and no wider than an em."""
    (line,) = _set("在128日", 8, vertical=True)

    digits = line.glyphs[1:4]
    assert [digit.cell.posture for digit in digits] == [Posture.UPRIGHT] * 3
    assert len({digit.x for digit in digits}) == 1
    rises = [digit.cell.rise for digit in digits]
    assert rises == sorted(rises)
    assert [box.x for box in line.boxes[::4]] == [0, 2 * EM]


def test_latin_of_a_vertical_line_lies_along_it() -> None:
    """Words of letters lie on their side; Han stand upright."""
    (line,) = _set("在Taipei", 8, vertical=True)

    assert line.glyphs[0].cell.posture is Posture.UPRIGHT
    assert {placed.cell.posture for placed in line.glyphs[1:]} == {Posture.LEVEL}


@pytest.mark.parametrize("vertical", [False, True])
def test_a_dash_is_drawn_across_its_two_ems(vertical: bool) -> None:
    """A dash that its font draws short is made as long as its box, but for a sliver."""
    (line,) = _set("文——文", 8, vertical=vertical)

    dash = line.glyphs[1]
    drawn = dash.cell.face.advance(dash.cell.glyph, EM) * dash.cell.narrow / 1000
    assert drawn == pytest.approx(1.9 * EM, abs=EM / 500)
    assert dash.x == EM + EM // 20
