"""Marks where their region and the line's direction want them, by their fonts' ink.

CLREQ, "Sizes and positions of punctuation marks" and "Mixed text composition in
vertical writing mode".
"""

from __future__ import annotations

import pytest

from zbpub.compose.atoms import Shift, StyledRun, Type
from zbpub.compose.cell import ASCENT, Cell, Posture
from zbpub.compose.fonts import Typeface
from zbpub.compose.line import Line
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Level, Setting

EM = 12_000
FACES = {
    "zh-Hans": find_typeface(["Noto Serif CJK SC"], 400),
    "zh-Hant-TW": find_typeface(["Noto Serif CJK TC"], 400),
    "zh-Hant-HK": find_typeface(["Noto Serif CJK HK"], 400),
}
TRADITIONAL = ("zh-Hant-TW", "zh-Hant-HK")
DIRECTIONS = pytest.mark.parametrize(
    "vertical", [False, True], ids=["level", "vertical"]
)


def line(text: str, edition: str = "zh-Hans", *, vertical: bool) -> Line:
    """``text`` on one line."""
    setting = Setting(edition=edition, level=Level.BASIC, vertical=vertical)
    runs = [StyledRun(text, FACES[edition])]
    (found,) = compose(runs, Type(size=EM), Frame(measure=40 * EM), setting)
    return found


def cell(char: str, edition: str = "zh-Hans", *, vertical: bool) -> Cell:
    """How ``char`` stands behind a Han."""
    return line(f"文{char}", edition, vertical=vertical).glyphs[-1].cell


def middle(found: Cell) -> tuple[float, float]:
    """The middle of a glyph's ink in its em box, from the lower left corner."""
    left, right, low, top = found.face.ink(found.glyph)
    return (left + right) / 2000, ((low + top) / 2 + 1000 - ASCENT) / 1000


def glyph(char: str, edition: str = "zh-Hans") -> int:
    """The level form of ``char``."""
    return _face(edition).find(char)[1]


def _face(edition: str) -> Typeface:
    return FACES[edition]


@pytest.mark.parametrize("char", "，。、")
def test_stops_of_the_mainland_keep_to_the_character_before(char: str) -> None:
    """They stand in the lower left of a level line, the upper right of a vertical."""
    x, y = middle(cell(char, vertical=False))
    across, up = middle(cell(char, vertical=True))

    assert x < 0.35
    assert y < 0.35
    assert across > 0.65
    assert up > 0.65


@DIRECTIONS
@pytest.mark.parametrize("edition", TRADITIONAL)
@pytest.mark.parametrize("char", "，。、：；！？·")
def test_stops_of_taiwan_and_hong_kong_are_centred(
    char: str, edition: str, vertical: bool
) -> None:
    """There they stand in the middle of the em in vertical lines as in level ones."""
    found = cell(char, edition, vertical=vertical)
    x, y = middle(found)
    narrower = (EM - found.face.advance(found.glyph, EM)) / EM / 2

    assert x + narrower == pytest.approx(0.5, abs=0.06)
    assert y == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("edition", FACES)
@pytest.mark.parametrize("char", "，。、：；！？")
def test_stops_are_not_turned(char: str, edition: str) -> None:
    """In vertical lines their ink is as wide and as high as in level ones."""
    shapes = []
    for vertical in (False, True):
        found = cell(char, edition, vertical=vertical)
        left, right, low, top = found.face.ink(found.glyph)
        shapes.append((right - left, top - low))

    assert shapes[0] == pytest.approx(shapes[1], abs=25)
    assert cell(char, edition, vertical=True).posture is Posture.UPRIGHT


@pytest.mark.parametrize("edition", FACES)
@pytest.mark.parametrize("char", "（）《》〈〉「」『』〔〕【】")
def test_brackets_are_turned_with_the_line(char: str, edition: str) -> None:
    """In vertical lines they have their vertical form, wide where it was high."""
    found = cell(char, edition, vertical=True)
    left, right, low, top = found.face.ink(found.glyph)
    was_left, was_right, was_low, was_top = found.face.ink(glyph(char, edition))

    assert found.glyph != glyph(char, edition)
    assert right - left == pytest.approx(was_top - was_low, abs=80)
    assert top - low == pytest.approx(was_right - was_left, abs=80)


@pytest.mark.parametrize(("curly", "corner"), ["“﹃", "”﹄", "‘﹁", "’﹂"])
def test_corner_brackets_stand_for_curly_quotes(curly: str, corner: str) -> None:
    """In vertical lines of the mainland; level ones keep the curly quotes."""
    shape = FACES["zh-Hans"].find(corner)[0].ink(glyph(corner))
    found = cell(curly, vertical=True)

    assert found.face.ink(found.glyph) == shape
    assert cell(curly, vertical=False).glyph == glyph(curly)


@pytest.mark.parametrize("text", ["——", "—", "–", "……", "～"])
def test_rigid_marks_run_along_the_line(text: str) -> None:
    """Dashes and connectors lie on their side; others have a vertical form for it."""
    found = cell(text, vertical=True)

    lies = found.posture is Posture.LEVEL
    assert lies or found.glyph != glyph(text[0])
    assert cell(text, vertical=False).posture is Posture.LEVEL


@pytest.mark.parametrize("edition", FACES)
@pytest.mark.parametrize("marks", ["？！", "！！"])
def test_exclamations_stand_side_by_side(marks: str, edition: str) -> None:
    """Two of `？！` share an em of a vertical line, each in the middle of its half."""
    placed = line(f"文{marks}文", edition, vertical=True).glyphs
    assert placed[1].x == placed[2].x == EM
    assert placed[3].x == 2 * EM

    for half, one in enumerate(placed[1:3]):
        left, right, _, _ = one.cell.face.ink(one.cell.glyph)
        middle_ = one.cell.rise / EM + (left + right) / 2000
        centre = ASCENT / 1000 - 0.5
        assert middle_ - centre == pytest.approx((-0.25, 0.25)[half], abs=0.01)


@pytest.mark.parametrize("text", ["Taipei", "open", "2026", "3.5%"])
def test_words_and_long_numbers_lie(text: str) -> None:
    """In a vertical line they lie on their side, a gap beside Han, none at ends."""
    found = line(f"文{text}文", vertical=True)

    assert {one.cell.posture for one in found.glyphs[1:-1]} == {Posture.LEVEL}
    assert found.gaps[1:] == (EM // 4, EM // 4)
    assert line(text, vertical=True).left == 0


@pytest.mark.parametrize("text", ["A", "GDP", "5G"])
def test_letters_and_abbreviations_stand(text: str) -> None:
    """In a vertical line they stand upright, an em each, and say what was typed."""
    found = line(f"文{text}文", vertical=True)
    letters = found.glyphs[1:-1]

    assert [one.cell.text for one in letters] == list(text)
    assert {one.cell.posture for one in letters} == {Posture.UPRIGHT}
    assert [one.x // EM for one in letters] == list(range(1, len(text) + 1))
    assert found.text == f"文{text}文"


def test_letters_of_a_formula_lie() -> None:
    """The letters of H₂O lie on their side with their index."""
    face = FACES["zh-Hans"]
    runs = [
        StyledRun("文H", face), StyledRun("2", face, shift=Shift.SUB),
        StyledRun("O文", face),
    ]  # fmt: skip
    (found,) = compose(
        runs, Type(size=EM), Frame(measure=9 * EM), Setting(vertical=True)
    )

    assert {one.cell.posture for one in found.glyphs[1:-1]} == {Posture.LEVEL}


@pytest.mark.parametrize("text", ["7", "12", "128"])
def test_numbers_of_up_to_three_digits_share_an_em(text: str) -> None:
    """In vertical lines they stand upright, side by side, no wider than their line."""
    found = line(f"文{text}文", vertical=True)
    digits = [one.cell for one in found.glyphs[1:-1]]
    width = sum(
        cell.face.advance(cell.glyph, EM) * cell.narrow // 1000 for cell in digits
    )

    assert {cell.posture for cell in digits} == {Posture.UPRIGHT}
    assert found.glyphs[-1].x - found.glyphs[1].x <= EM
    assert width <= EM


def paired(text: str, *, vertical: bool = True, measure: int = 40) -> list[Line]:
    """``text`` with years in pairs of digits."""
    setting = Setting(
        edition="zh-Hant-TW", level=Level.NONE, vertical=vertical, pairs=True
    )
    runs = [StyledRun(text, FACES["zh-Hant-TW"])]
    return list(compose(runs, Type(size=EM), Frame(measure=measure * EM), setting))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("文2026年", ["20", "26"]),
        ("文1919—1921年", ["19", "19", "19", "21"]),
        ("文2019至2025年文", ["20", "19", "20", "25"]),
    ],
)
def test_years_may_stand_in_pairs_of_digits(text: str, pairs: list[str]) -> None:
    """With ``pairs`` 2026年 is 20 over 26, each side by side in an em of its own."""
    (found,) = paired(text)
    atoms = [atom for atom in found.atoms if atom.text.isdigit()]

    assert [atom.text for atom in atoms] == pairs
    assert {atom.body for atom in atoms} == {EM}
    digits = [c for atom in atoms for c in atom.cells]
    assert {c.posture for c in digits} == {Posture.UPRIGHT}
    assert found.text == text


@pytest.mark.parametrize("text", ["文2026戶", "文3026年", "文2026.5年", "文12026年"])
def test_other_numbers_of_four_digits_lie(text: str) -> None:
    """What is no year lies on its side, with ``pairs`` as without."""
    (found,) = paired(text)
    digits = [placed.cell for placed in found.glyphs if placed.cell.text.isdigit()]

    assert {c.posture for c in digits} == {Posture.LEVEL}


def test_years_of_level_lines_and_of_other_styles_stay_whole() -> None:
    """Pairs are for vertical lines of a style that asks for them."""
    (level,) = paired("文2026年", vertical=False)
    plain = line("文2026年", "zh-Hant-TW", vertical=True)

    for found in (level, plain):
        assert "2026" in [atom.text for atom in found.atoms]


def test_no_line_ends_between_the_pairs_of_a_year() -> None:
    """A year that a line has no room for goes to the next one, whole."""
    lines = [found.text for found in paired("文" * 5 + "2026年文文文", measure=6)]

    assert lines == ["文" * 5, "2026年文文文"]


def test_a_notes_mark_stands_upright_at_the_right() -> None:
    """In a vertical line a raised digit is small and upright, right of the middle."""
    runs = [
        StyledRun("文", FACES["zh-Hans"]),
        StyledRun("2", FACES["zh-Hans"], shift=Shift.SUPER),
    ]
    (found,) = compose(
        runs, Type(size=EM), Frame(measure=9 * EM), Setting(vertical=True)
    )
    mark = found.glyphs[1].cell
    width = mark.face.advance(mark.glyph, EM) * mark.scale // 1000

    assert mark.posture is Posture.UPRIGHT
    assert mark.scale == 600
    assert mark.rise + width / 2 > (ASCENT - 500) * EM / 1000
    assert found.width == EM * 1600 // 1000
