"""Bopomofo at the right of its Han: composed, painted and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kit import tabloid
from notes_kit import SIZE, GalleyForm, case_for, galley_pages, paint, read
from test_measure_rules import beside
from test_measures import values as faults
from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.bopomofo import bopomofo_parts
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Rule, Setting
from zbpub.layout.styling import reading_text
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_bopomofo import bopomofo_places, bopomofo_sizes
from zbpub.preflight.measure_values import Tally
from zbpub.preflight.pdf_proof import prove_pdf

COPY = """\
{老|ㄌㄠˇ}{師|ㄕ}說，{重|ㄔㄨㄥˊ}{慶|ㄑㄧㄥˋ}的{窗|ㄔㄨㄤ}{戶|ㄏㄨˋ}{開|ㄎㄞ}{了|˙ㄌㄜ}，
{一|ㄧ}{百|ㄅㄞˇ}{安|ㄢ}人，{壹|ㄧㆵ}{老師|ㄌㄠˇ ㄕ}來。天{哦|ㄛˊ}{渡船|ㄉㄨˋ ㄔㄨㄢˊ}。
"""
EM = SIZE
Box = tuple[int, int, int, int]


def _line(*readings: tuple[str, str], vertical: bool = False) -> Line:
    face = tabloid().faces[tabloid().profile.body.font]
    runs = [StyledRun(text, face, ruby=reading) for text, reading in readings]
    frame = Frame(measure=40 * SIZE)
    (line,) = compose(runs, Type(size=SIZE), frame, Setting(vertical=vertical))
    return line


def _inks(line: Line, *, vertical: bool = False) -> dict[str, Box]:
    """The ink of each glyph, which all differ, as on the page.

    Left, foot, right and top, from the lower left corner of the first Han.
    """
    inks: dict[str, Box] = {}
    for placed in line.glyphs:
        cell = placed.cell
        size = SIZE * cell.scale // 1000
        left, right, low, high = cell.face.ink(cell.glyph, size)
        x, y = placed.x, cell.rise + SIZE * 12 // 100
        if vertical:
            x, y = y, SIZE - placed.x - size * 88 // 100
        inks[cell.text] = (x + left, y + low, x + right, y + high)
    return inks


# --- composed -----------------------------------------------------------------------


@pytest.mark.parametrize("vertical", [False, True], ids=["level", "vertical"])
def test_signs_stand_at_the_right_one_below_the_other(vertical: bool) -> None:
    """The column has the Han's middle, is as high as it at most, and half as wide."""
    inks = _inks(_line(("床", "ㄔㄨㄤˊ"), vertical=vertical), vertical=vertical)
    first, second, third, tone = (inks[char] for char in "ㄔㄨㄤˊ")

    assert min(ink[0] for ink in (first, second, third)) > EM
    assert max(ink[2] for ink in inks.values()) <= EM * 3 // 2
    assert first[1] > second[3] > second[1] > third[3] > 0
    assert abs((first[3] + third[1]) / 2 - EM / 2) < EM * 3 / 100
    # The tone: outside the last sign's upper right corner (CLREQ).
    assert tone[0] > third[2]
    assert third[3] < tone[3] < second[3]


def test_the_neutral_tone_comes_first() -> None:
    """It stands over the signs, and the whole has the Han's middle."""
    inks = _inks(_line(("了", "˙ㄌㄜ")))
    dot, upper, lower = (inks[char] for char in "˙ㄌㄜ")

    assert dot[1] > upper[3] > lower[3]
    assert upper[0] < (dot[0] + dot[2]) / 2 < upper[2]


def test_checked_tones_stand_at_the_lower_right() -> None:
    """A tone of Taiwanese that is cut short stands at the foot of the signs."""
    inks = _inks(_line(("壹", "ㄧㆵ")))

    assert inks["ㆵ"][0] > inks["ㄧ"][2]
    assert (inks["ㆵ"][1] + inks["ㆵ"][3]) / 2 < (inks["ㄧ"][1] + inks["ㄧ"][3]) / 2


def test_a_column_takes_half_an_em_with_or_without_tone() -> None:
    """In a level line each read Han is half an em wider, in a vertical one not."""
    level = _line(("安", "ㄢ"), ("哦", "ㄛˊ"))
    vertical = _line(("安", "ㄢ"), ("哦", "ㄛˊ"), vertical=True)

    assert [box.width for box in level.boxes] == [EM * 3 // 2] * 2
    assert [box.width for box in vertical.boxes] == [EM] * 2


def test_a_column_is_never_parted_from_its_han() -> None:
    """Han and column are one atom, wherever the line ends."""
    face = tabloid().faces[tabloid().profile.body.font]
    runs = [StyledRun(char, face, ruby="ㄕ") for char in "師是十時事"]
    lines = compose(runs, Type(size=SIZE), Frame(measure=3 * SIZE), Setting())

    assert [line.text for line in lines] == ["師是", "十時", "事"]
    assert all(
        "".join(placed.cell.text for placed in line.glyphs).count("ㄕ")
        == len(line.text)
        for line in lines
    )


@pytest.mark.parametrize(
    ("text", "reading", "parts"),
    [
        ("床", "ㄔㄨㄤˊ", ("ㄔㄨㄤˊ",)),
        ("老師", "ㄌㄠˇ ㄕ", ("ㄌㄠˇ", "ㄕ")),
        ("老師", "ㄌㄠˇㄕ", ()),
        ("床", "chuáng", ()),
        ("床", "ˊ", ()),
    ],
)
def test_what_is_bopomofo(text: str, reading: str, parts: tuple[str, ...]) -> None:
    """Signs and tones for each character; any other reading stands over its word."""
    assert bopomofo_parts(text, reading) == parts


# --- painted and measured -----------------------------------------------------------


def _tallies(
    path: Path, form: GalleyForm, *, is_centred: bool = True
) -> Mapping[str, Tally]:
    case = case_for(form)
    off = frozenset[Rule]() if is_centred else frozenset({Rule.CENTRED})
    case = replace(case, setting=replace(case.setting, off=off))
    return measure_pdf(paint(galley_pages(read(COPY), form, case), path)).tallies


@pytest.mark.parametrize("is_vertical", [False, True], ids=["level", "vertical"])
def test_painted_columns_are_found_and_right(tmp_path: Path, is_vertical: bool) -> None:
    """Each column is found with its Han, in its size and at its place."""
    form = GalleyForm(leading=16_000, is_vertical=is_vertical)
    tallies = _tallies(tmp_path / "a.pdf", form)
    names = (
        "bopomofo sizes", "bopomofo places", "E1 right edge", "E2 left edge",
        "E9 evenness", "E21 overlaps", "R12 note marks",
    )  # fmt: skip

    assert [name for name in names if tallies[name].faults] == []
    assert tallies["bopomofo places"].counted == 17
    # Negative control: columns that hang from the top of their Han.
    wrong = _tallies(tmp_path / "b.pdf", form, is_centred=False)
    assert len(wrong["bopomofo places"].faults) > 10


@pytest.mark.parametrize("is_vertical", [False, True], ids=["level", "vertical"])
def test_columns_are_read_behind_their_han(tmp_path: Path, is_vertical: bool) -> None:
    """The page says each sign and tone behind its character, as it was typed."""
    form = GalleyForm(leading=16_000, is_vertical=is_vertical)
    path = paint(galley_pages(read(COPY), form), tmp_path / "a.pdf")
    printed = reading_text(replace(read(COPY), headline=""), form.ruby)

    assert prove_pdf(path, {"galley-1": printed}) == ()


def test_wrong_size_and_place_are_faults(tmp_path: Path) -> None:
    """Signs of half an em, and signs that stand too low or far, are named."""
    good = beside(tmp_path, (1.02, 0.27, "ㄢ", 0.3))
    large = beside(tmp_path, (1.02, 0.19, "ㄢ", 0.5))
    low = beside(tmp_path, (1.02, 0.07, "ㄢ", 0.3))
    far = beside(tmp_path, (1.25, 0.27, "ㄢ", 0.3))

    assert (bopomofo_sizes(good).counted, bopomofo_sizes(good).faults) == (1, ())
    assert (bopomofo_places(good).counted, bopomofo_places(good).faults) == (1, ())
    assert faults(bopomofo_sizes(large)) == [("我ㄢ", 0.2)]
    assert faults(bopomofo_places(low)) == [("我ㄢ", 0.196)]
    assert faults(bopomofo_places(far)) == [("我ㄢ", 0.15)]
