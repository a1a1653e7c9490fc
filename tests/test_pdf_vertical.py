"""Reading vertical lines: writing mode, glyphs placed one by one, digits abreast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from test_pdf_read import HEIGHT, drawn, glyphs, kit_font, places, show
from zbpub.preflight.pdf_values import NO_MARK

COLUMN = 575
"""The middle of the column that the tests draw, in points."""
BASELINE = 28.8
"""Its baseline from the page's right edge: 600 - 575, and 0.38 em to the left."""


def stacked(text: str, top: float = 50, step: float = 10, x: float = COLUMN) -> str:
    """Han one below the other, each placed alone and upright, as Chromium does."""
    return " ".join(
        f"BT /F 10 Tf 1 0 0 1 {x - 5} {HEIGHT - (top + i * step + 8.8)} Tm "
        f"{show(char)} ET"
        for i, char in enumerate(text)
    )


def level(text: str, x: float, baseline: float, size: float = 10) -> str:
    """Level text with its origin at ``x`` and ``baseline``, from the upper left."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {HEIGHT - baseline} Tm {show(text)} ET"


def lying(text: str, top: float, baseline: float = BASELINE) -> str:
    """A word on its side that begins at ``top``."""
    return f"BT /F 10 Tf 0 -1 1 0 {600 - baseline} {HEIGHT - top} Tm {show(text)} ET"


def vertical_font(path: Path, ops: str, **metrics: Any) -> Path:
    """A page shown in a vertical font with its own DW2 or W2."""
    pdf = pikepdf.new()
    font = kit_font(pdf, "Identity-V")
    for name, value in metrics.items():
        font.DescendantFonts[0][f"/{name}"] = value
    page = pdf.add_blank_page(page_size=(600, HEIGHT))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(V=font))
    page.obj.Contents = pdf.make_stream(ops.encode())
    pdf.save(path / "a.pdf")
    return path / "a.pdf"


def test_position_vectors_move_the_text_position_and_not_the_glyph(
    tmp_path: Path,
) -> None:
    """The same glyphs, shown from the feet of their boxes, are read at one place."""
    plain = f"BT /V 10 Tf 1 0 0 1 {COLUMN} 350 Tm <59294eca> Tj ET"
    feet = f"BT /V 10 Tf 1 0 0 1 {COLUMN - 3.8} 340 Tm <59294eca> Tj ET"
    first = places(vertical_font(tmp_path, plain))
    vectors = [0x4ECA, 0x5929, -1000, 120, -120]
    moved = places(vertical_font(tmp_path, feet, W2=vectors))

    assert first == [("天", 50, 60, BASELINE), ("今", 60, 70, BASELINE)]
    assert moved == first
    assert places(vertical_font(tmp_path, feet)) != first


def test_default_metrics_of_vertical_fonts_count(tmp_path: Path) -> None:
    """DW2 gives height and advance of all glyphs that W2 does not name."""
    ops = f"BT /V 10 Tf 1 0 0 1 {COLUMN} 350 Tm <59294eca> Tj ET"
    path = vertical_font(tmp_path, ops, DW2=[500, -1200], W2=[0x4ECA, [-800, 500, 880]])

    assert places(path) == [("天", 46.2, 58.2, BASELINE), ("今", 62, 70, BASELINE)]


def test_narrow_glyphs_stand_on_the_middle_of_the_line(tmp_path: Path) -> None:
    """A digit of half an em has its middle where a Han has it."""
    ops = f"BT /V 10 Tf 1 0 0 1 {COLUMN} 350 Tm <59290031> Tj ET"

    assert places(vertical_font(tmp_path, ops)) == [
        ("天", 50, 60, BASELINE),
        ("1", 60, 70, BASELINE),
    ]


def test_spacing_and_adjustments_run_down(tmp_path: Path) -> None:
    """A negative spacing opens vertical text, and so does a positive number in TJ."""
    ops = f"BT /V 10 Tf -2 Tc 1 0 0 1 {COLUMN} 350 Tm [<59294eca> 500 <4eca>] TJ ET"

    assert [x0 for _, x0, *_ in places(vertical_font(tmp_path, ops))] == [50, 62, 79]


@pytest.mark.parametrize("encoding", ["UniGB-UCS2-V", "GBK-EUC-V", "UniCNS-UTF16-V"])
def test_predefined_vertical_maps_run_down(tmp_path: Path, encoding: str) -> None:
    """Every predefined map whose name ends in V is one of vertical writing."""
    pdf = pikepdf.new()
    fonts = pikepdf.Dictionary(V=kit_font(pdf, encoding))
    page = pdf.add_blank_page(page_size=(600, HEIGHT))
    page.obj.Resources = pikepdf.Dictionary(Font=fonts)
    ops = f"BT /V 10 Tf 1 0 0 1 {COLUMN} 350 Tm <59294eca> Tj ET"
    page.obj.Contents = pdf.make_stream(ops.encode())
    pdf.save(tmp_path / "a.pdf")

    assert [g.turned for g in glyphs(tmp_path / "a.pdf")] == [1, 1]


@pytest.mark.parametrize("first", ["河", "《"])
def test_short_last_line_is_no_vertical_line(tmp_path: Path, first: str) -> None:
    """Beside a vertical head, a mark over the next paragraph's beginning stays level.

    A last line of three characters ends straight above an indent of two ems.
    """
    head = stacked("今天河湾", top=50)
    text = (
        level("渡船与渡口都在", 100, 60), level("其中。", 100, 72),
        level(f"{first}湾今天", 120, 84), level("又有渡船", 100, 96),
    )  # fmt: skip
    found = glyphs(drawn(tmp_path, " ".join((head, *text))))

    assert "".join(g.text for g in found if g.turned) == "今天河湾"
    assert [g.y for g in found if g.text == "。"] == [72]
    assert [g.y for g in found if g.text == first and g.x0 == 120] == [84]


def test_two_characters_beside_vertical_lines_stand(tmp_path: Path) -> None:
    """Negative control: two that have none beside them are a line's rest."""
    rest = stacked("今。", top=50, x=COLUMN - 20)
    found = glyphs(drawn(tmp_path, f"{stacked('今天河湾', top=50)} {rest}"))

    assert "".join(g.text for g in found if g.turned) == "今天河湾今。"


def test_han_straight_below_one_another_are_a_vertical_line(tmp_path: Path) -> None:
    """Placed one by one, upright Han read like those of vertical writing mode."""
    path = drawn(tmp_path, stacked("今天。"))

    assert places(path) == [
        ("今", 50, 60, BASELINE),
        ("天", 60, 70, BASELINE),
        ("。", 70, 80, BASELINE),
    ]
    assert all(glyph.upright and glyph.turned == 1 for glyph in glyphs(path))


@pytest.mark.parametrize(
    "ops",
    [
        stacked("今天"),
        stacked("ABC"),
        stacked("今天晴", step=25),
        " ".join(level("今天晴朗", 50, 50 + 15 * row) for row in range(4)),
        " ".join(level("今", 50 + 5 * row, 50 + 15 * row) for row in range(4)),
    ],
    ids=["two", "letters", "far apart", "level lines", "a slope"],
)
def test_other_text_stays_level(tmp_path: Path, ops: str) -> None:
    """Two of them, letters, lines far apart, a paragraph and a slope are level text."""
    assert {glyph.turned for glyph in glyphs(drawn(tmp_path, ops))} == {0}


def test_the_short_end_of_a_vertical_paragraph_is_upright_too(tmp_path: Path) -> None:
    """Where a page has vertical lines, two characters make one."""
    ops = f"{stacked('今天晴朗')} {stacked('好。', x=COLUMN - 15)}"

    assert {glyph.turned for glyph in glyphs(drawn(tmp_path, ops))} == {1}


def test_the_end_of_a_line_above_the_next_ones_beginning_is_level(
    tmp_path: Path,
) -> None:
    """A short subhead above an indented paragraph: two characters are no line."""
    lines = f"{level('天好今', 50, 68.8)} {level('天好', 70, 83.8)}"
    found = glyphs(drawn(tmp_path, f"{stacked('今天晴朗')} {lines}"))

    assert [glyph.turned for glyph in found] == [1, 1, 1, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("digits", "size"), [("12", 10), ("320", 6)], ids=["two", "three small"]
)
def test_digits_abreast_are_one_glyph_in_their_line(
    tmp_path: Path, digits: str, size: float
) -> None:
    """Level digits centred in a column take one em of it and its body size."""
    wide = len(digits) * size / 2
    middle = 80 + 4.4 + 0.44 * size  # their ascent's middle is that of a Han's
    ops = (
        f"{stacked('今天晴')} {level(digits, COLUMN - wide / 2, middle, size)} "
        f"{stacked('度天晴', top=90)}"
    )
    found = glyphs(drawn(tmp_path, ops))

    assert [glyph.text for glyph in found] == [*"今天晴", digits, *"度天晴"]
    number = found[3]
    assert (number.x0, number.x1) == pytest.approx((80, 90))
    assert (number.size, number.y) == pytest.approx((10, BASELINE))
    assert number.upright


@pytest.mark.parametrize(("low", "top"), [(0.8, 80), (1.5, 81.5)])
def test_digits_a_little_low_are_centred_in_their_room(
    tmp_path: Path, low: float, top: float
) -> None:
    """Less than a tenth of an em is the engine's metrics; more is where it stands."""
    ops = (
        f"{stacked('今天晴')} {level('12', COLUMN - 5, 88.8 + low)} "
        f"{stacked('度天晴', top=90)}"
    )

    assert glyphs(drawn(tmp_path, ops))[3].x0 == pytest.approx(top)


def test_digits_beside_the_line_stay_level(tmp_path: Path) -> None:
    """A number that is not centred below the column is none of its words."""
    ops = f"{stacked('今天晴')} {level('12', COLUMN + 20, 88.8)}"

    assert [(g.text, g.turned) for g in glyphs(drawn(tmp_path, ops))][3:] == [
        ("1", 0),
        ("2", 0),
    ]


def test_a_lone_glyph_between_lying_words_joins_the_line(tmp_path: Path) -> None:
    """A pause between two words on their side is upright, and none of the page's."""
    ops = (
        f"{stacked('今天晴')} {lying('AB', 82)} {stacked('、', top=94)} "
        f"{lying('CD', 104)}"
    )
    found = glyphs(drawn(tmp_path, ops))

    assert [(g.text, g.upright) for g in found] == [
        *[(char, True) for char in "今天晴"],
        ("A", False),
        ("B", False),
        ("、", True),
        ("C", False),
        ("D", False),
    ]
    assert {glyph.turned for glyph in found} == {1}


def test_unmarked_digits_take_the_mark_of_their_line(tmp_path: Path) -> None:
    """Chromium leaves digits abreast outside all marks: they belong to their line."""
    marked = (
        f"/P <</MCID 4>> BDC {stacked('今天晴')} EMC {level('12', COLUMN - 5, 88.8)}"
    )
    aside = f"/P <</MCID 4>> BDC {stacked('今天晴')} EMC {level('12', 20, 88.8)}"

    assert glyphs(drawn(tmp_path, marked))[-1].mcid == 4
    assert glyphs(drawn(tmp_path, aside))[-1].mcid == NO_MARK
