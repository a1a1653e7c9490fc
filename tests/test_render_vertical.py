"""Vertical fragments, painted and read back: places, postures, order, structure."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from page import validate_pdf_bytes

from kit import card_spec, made_card
from vertical_kit import (
    MAINLAND,
    SIZE,
    TAIWAN,
    TRADITIONAL,
    Copy,
    vertical_page,
    vertical_spec,
)
from zbpub.base.chars import significant
from zbpub.base.length import PT
from zbpub.compose.cell import Posture
from zbpub.compose.line import Placed
from zbpub.layout.page import Element, Fragment, Page, Rect
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role, structure_text
from zbpub.preflight.pdf_values import Document, Glyph
from zbpub.render.pdf import render_log, render_pdf

TOLERANCE = 0.01
"""Points; PDF numbers are rounded."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of vertical lines, its PDF, and that PDF read back."""

    page: Page
    copy: Copy
    pdf: bytes
    path: Path
    read: Document


@pytest.fixture(scope="module", params=[TAIWAN, MAINLAND], ids=["TW", "CN"])
def sheet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Sheet:
    """Pages as in Taiwan and as on the mainland, rendered once."""
    copy: Copy = request.param
    page = vertical_page(copy)
    with render_log() as said:
        pdf = render_pdf((page,), vertical_spec(copy))
    assert said == []
    path = tmp_path_factory.mktemp("vertical") / "page.pdf"
    path.write_bytes(pdf)
    return Sheet(page, copy, pdf, path, read_pdf(path))


def _fragments(page: Page) -> Iterator[Fragment]:
    for article in page.articles:
        for item in article.items:
            assert isinstance(item, Element)
            yield from item.fragments


def _wanted(page: Page) -> Iterator[tuple[Placed, float, float]]:
    """Each glyph with its place down the page and its baseline from the right."""
    for fragment in _fragments(page):
        right = fragment.place.x + fragment.place.width
        for line in fragment.lines:
            for placed in line.glyphs:
                down = fragment.place.y + line.x + placed.x
                baseline = page.width - right + line.baseline
                yield placed, down / PT, baseline / PT


def _is_beside(placed: Placed) -> bool:
    return placed.cell.posture is Posture.UPRIGHT and placed.cell.text.isdigit()


def test_glyphs_stand_where_the_composer_put_them(sheet: Sheet) -> None:
    """Upright glyphs and those that lie are read in one frame, at their places."""
    wanted = [w for w in _wanted(sheet.page) if not _is_beside(w[0])]
    found = [g for g in sheet.read.pages[0].glyphs if not g.text.isdigit()]
    numbers = [w for w in wanted if w[0].cell.text.isdigit()]
    found = [g for g in found if g.text]

    assert numbers  # digits of a longer number lie on their side
    wanted = [w for w in wanted if not w[0].cell.text.isdigit()]
    assert len(found) == len(wanted)
    for glyph, (placed, down, baseline) in zip(found, wanted, strict=True):
        assert glyph.text == placed.cell.text
        assert glyph.turned == 1
        assert glyph.upright == (placed.cell.posture is Posture.UPRIGHT)
        assert (glyph.x0, glyph.y) == pytest.approx((down, baseline), abs=TOLERANCE)


def test_digits_side_by_side_are_one_glyph_of_one_em(sheet: Sheet) -> None:
    """12 and 320 take an em, centred on their line, and say all their digits."""
    numbers = [
        glyph
        for glyph in sheet.read.pages[0].glyphs
        if glyph.upright and glyph.text.isdigit()
    ]
    firsts = [
        (placed, down, baseline)
        for placed, down, baseline in _wanted(sheet.page)
        if _is_beside(placed) and placed.cell.width
    ]

    assert {glyph.text for glyph in numbers} >= {"12", "320"}
    assert len(numbers) == len(firsts)
    for glyph, (placed, down, baseline) in zip(numbers, firsts, strict=True):
        top = down - placed.cell.offset / PT
        assert (glyph.x0, glyph.x1) == pytest.approx((top, top + SIZE / PT), abs=0.01)
        # Digits of unequal width have their middle between the outer ones'.
        assert glyph.y == pytest.approx(baseline, abs=0.03 * SIZE / PT)


@pytest.mark.parametrize("text", ["70年前的今天", "12個學生"])
def test_digits_that_begin_a_text_have_its_size(tmp_path: Path, text: str) -> None:
    """Behind a larger head a line's first digits are one em of their own line."""
    page = vertical_page(replace(TAIWAN, texts=("河灣渡口", text)))
    (article,) = page.articles
    head, body = _items(page)
    (fragment,) = head.fragments
    large = replace(
        head, role="headline", fragments=(replace(fragment, size=2 * SIZE),)
    )
    page = replace(page, articles=(replace(article, items=(large, body)),))
    path = tmp_path / "page.pdf"
    path.write_bytes(render_pdf((page,), vertical_spec(TAIWAN)))
    number, after = [g for g in read_pdf(path).pages[0].glyphs if g.text][4:6]

    assert number.text == text[:2]
    assert number.size == after.size == SIZE / PT
    assert number.x1 == pytest.approx(after.x0, abs=TOLERANCE)
    assert number.y == pytest.approx(after.y, abs=0.03 * SIZE / PT)


def test_upright_glyphs_have_vertical_writing_mode(sheet: Sheet) -> None:
    """Upright glyphs have a font that runs down, with the level one's file and map."""
    with pikepdf.open(sheet.path) as pdf:
        fonts = pdf.pages[0].Resources.Font
        down = {n: f for n, f in fonts.items() if f.Encoding == "/Identity-V"}
        assert down
        for name, font in down.items():
            level = fonts[name.removesuffix("V")]
            assert level.Encoding == "/Identity-H"
            assert font.ToUnicode.objgen == level.ToUnicode.objgen
            assert _file(font).objgen == _file(level).objgen


def _file(font: pikepdf.Object) -> pikepdf.Object:
    return font.DescendantFonts[0].FontDescriptor.FontFile3


def test_each_paragraph_is_whole_and_in_order(sheet: Sheet) -> None:
    """By tags and by content alone the text is the manuscript's."""
    text = "".join(sheet.copy.texts)
    (article,) = elements_by_role(sheet.read.elements, "Art")
    content = "".join(glyph.text for glyph in sheet.read.pages[0].glyphs)

    assert significant(structure_text(sheet.read, article)) == significant(text)
    assert significant(content) == significant(text)
    assert prove_pdf(sheet.path, {"a": text}) == ()


@pytest.mark.parametrize("mode", [[], ["-layout"], ["-raw"]])
def test_another_reader_keeps_the_order(sheet: Sheet, mode: list[str]) -> None:
    """Poppler, in each of its modes, gives each paragraph whole and in order."""
    done = subprocess.run(
        ["pdftotext", *mode, str(sheet.path), "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert significant(done.stdout) == significant("".join(sheet.copy.texts))


def test_it_is_accessible(sheet: Sheet) -> None:
    """An independent validator finds no fault against PDF/UA-1 (ISO 14289-1)."""
    report = validate_pdf_bytes(sheet.pdf, profile="ua1")

    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant


def test_same_page_same_bytes(sheet: Sheet) -> None:
    """Rendered twice, a vertical page is the same file."""
    again = render_pdf((vertical_page(sheet.copy),), vertical_spec(sheet.copy))

    assert sha256(again).digest() == sha256(sheet.pdf).digest()


def test_pages_follow_from_right_to_left(sheet: Sheet, tmp_path: Path) -> None:
    """Readers are told so of vertical pages, and of no level ones."""
    level = tmp_path / "level.pdf"
    level.write_bytes(render_pdf(made_card()[1].pages, card_spec()))
    found = []
    for path in (sheet.path, level):
        with pikepdf.open(path) as pdf:
            found.append(pdf.Root.ViewerPreferences.get("/Direction"))

    assert found == ["/R2L", None]


def test_a_vertical_page_may_have_level_parts(sheet: Sheet, tmp_path: Path) -> None:
    """A caption or a folio of a vertical page is painted and read in level lines."""
    level = vertical_page(sheet.copy, is_vertical=False).articles[0].items[0]
    assert isinstance(level, Element)
    (article,) = sheet.page.articles
    caption = replace(level, role="caption")
    mixed = replace(article, items=(*article.items, caption))
    path = tmp_path / "mixed.pdf"
    page = replace(sheet.page, articles=(mixed,))
    path.write_bytes(render_pdf((page,), vertical_spec(sheet.copy)))
    told = [g for g in read_pdf(path).pages[0].glyphs if g.text]
    text = "".join(line.text for line in level.fragments[0].lines)

    assert significant("".join(g.text for g in told if not g.turned)) == significant(
        text
    )
    assert sum(g.turned == 1 for g in told) > len(text)


def test_a_level_page_has_no_vertical_font(tmp_path: Path) -> None:
    """The check of fonts can fail: a page without vertical lines has none that run."""
    path = tmp_path / "level.pdf"
    path.write_bytes(render_pdf(made_card()[1].pages, card_spec()))
    with pikepdf.open(path) as pdf:
        encodings = {str(f.Encoding) for f in pdf.pages[0].Resources.Font.values()}

    assert encodings == {"/Identity-H"}


def _changed(page: Page, text: str, **fields: Any) -> Page:
    """``page`` with the cell of ``text`` changed."""
    (article,) = page.articles
    items = tuple(_changed_element(item, text, fields) for item in article.items)
    return replace(page, articles=(replace(article, items=items),))


def _changed_element(item: Any, text: str, fields: Any) -> Any:
    def glyph(placed: Placed) -> Placed:
        if placed.cell.text != text:
            return placed
        return replace(placed, cell=replace(placed.cell, **fields))

    fragments = tuple(
        replace(
            fragment,
            lines=tuple(
                replace(line, glyphs=tuple(map(glyph, line.glyphs)))
                for line in fragment.lines
            ),
        )
        for fragment in item.fragments
    )
    return replace(item, fragments=fragments)


@pytest.mark.parametrize("vertical", [True, False], ids=["vertical", "level"])
def test_scale_and_rise_are_painted(tmp_path: Path, vertical: bool) -> None:
    """A smaller and raised Latin letter is smaller and stands over the baseline."""
    copy = replace(TAIWAN, texts=("從x燈",))
    page = vertical_page(copy, is_vertical=vertical)
    path = tmp_path / "page.pdf"
    small = _changed(page, "x", scale=600, rise=3 * PT)
    path.write_bytes(render_pdf((small,), vertical_spec(copy)))
    han, letter, _ = read_pdf(path).pages[0].glyphs

    assert (han.turned, letter.turned) == ((1, 1) if vertical else (0, 0))
    assert letter.text == "x"
    assert letter.size == pytest.approx(0.6 * SIZE / PT, abs=TOLERANCE)
    assert han.y - letter.y == pytest.approx(3, abs=TOLERANCE)


@pytest.mark.parametrize(
    ("copy", "wide"), [(MAINLAND, 0.5), (TAIWAN, 1.0)], ids=["CN", "TW"]
)
def test_an_interpunct_stands_in_the_middle_of_its_room(
    tmp_path: Path, copy: Copy, wide: float
) -> None:
    """The dot of a name, narrow in its font, is centred between the Han beside it."""
    name = replace(copy, texts=("蒂娜·羅塞",))
    path = tmp_path / "page.pdf"
    path.write_bytes(render_pdf((vertical_page(name),), vertical_spec(copy)))
    _, before, dot, after, _ = read_pdf(path).pages[0].glyphs
    middle = (dot.x0 + dot.x1) / 2

    assert after.x0 - before.x1 == pytest.approx(wide * SIZE / PT, abs=TOLERANCE)
    assert middle == pytest.approx((before.x1 + after.x0) / 2, abs=TOLERANCE)


def test_a_small_upright_glyph_keeps_its_place(tmp_path: Path) -> None:
    """An upright glyph of another size has its em box where its cell says."""
    copy = replace(TAIWAN, texts=("從燈年",))
    page = vertical_page(copy)
    size = SIZE // 2
    small = _changed(page, "燈", scale=500, rise=SIZE)
    path = tmp_path / "page.pdf"
    path.write_bytes(render_pdf((small,), vertical_spec(copy)))
    first, glyph, _ = read_pdf(path).pages[0].glyphs

    assert glyph.size == pytest.approx(size / PT, abs=TOLERANCE)
    assert glyph.x0 - first.x0 == pytest.approx(SIZE / PT, abs=TOLERANCE)
    # Its origin is an em over the line's baseline; its middle half its width further.
    middle = glyph.y - 0.38 * glyph.size
    assert first.y - middle == pytest.approx((SIZE + size / 2) / PT, abs=TOLERANCE)


def test_a_vertical_head_stands_in_a_level_page(tmp_path: Path) -> None:
    """A page may have both: the head runs down, the text beside it is level."""
    upright, level = vertical_page(TAIWAN), vertical_page(TAIWAN, is_vertical=False)
    head = replace(_items(upright)[0], role="headline")
    head = _moved(head, -150 * PT, 0)
    text = [_moved(item, -100 * PT, 250 * PT) for item in _items(level)]
    (article,) = upright.articles
    page = replace(upright, articles=(replace(article, items=(head, *text)),))
    path = tmp_path / "page.pdf"
    path.write_bytes(render_pdf((page,), vertical_spec(TAIWAN)))
    read = read_pdf(path)
    (h1,) = elements_by_role(read.elements, "H1")
    turned = {glyph.turned for glyph in read.pages[0].glyphs if not glyph.upright}

    assert structure_text(read, h1) == TRADITIONAL[0]
    assert {g.turned for g in _of(read, h1)} == {1}
    assert 0 in turned
    level_text = "".join(g.text for g in read.pages[0].glyphs if not g.turned)
    assert significant(level_text) == significant("".join(TRADITIONAL))
    assert validate_pdf_bytes(path.read_bytes(), profile="ua1").is_compliant


def _of(read: Document, element: Any) -> Iterator[Glyph]:
    for kid in element.kids:
        if hasattr(kid, "key"):
            yield from read.marks[kid.key]
        else:
            yield from _of(read, kid)


def _items(page: Page) -> list[Element]:
    (article,) = page.articles
    return [item for item in article.items if isinstance(item, Element)]


def _moved(element: Element, x: int, y: int) -> Element:
    def move(place: Rect) -> Rect:
        return replace(place, x=place.x + x, y=place.y + y)

    fragments = tuple(replace(f, place=move(f.place)) for f in element.fragments)
    return replace(element, fragments=fragments)


def test_the_text_is_seen(sheet: Sheet) -> None:
    """Each upright Han has ink inside its em box and none in the gap between lines."""
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", "144", str(sheet.path)],
        capture_output=True, check=True,
    )  # fmt: skip
    _, size, _, pixels = done.stdout.split(b"\n", 3)
    width = int(size.split()[0])
    page = sheet.read.pages[0]
    for glyph in page.glyphs:
        if not glyph.upright or not glyph.text.isalpha() or glyph.text.isascii():
            continue
        box = (
            glyph.x0,
            glyph.y - 0.88 * glyph.size,
            glyph.x1,
            glyph.y + 0.12 * glyph.size,
        )
        left, top, right, bottom = page.to_page(box, 1)
        assert _is_inked(pixels, width, (left, top, right, bottom)), glyph
        assert not _is_inked(pixels, width, (right + 2, top, right + 4, bottom)), glyph


def _is_inked(pixels: bytes, width: int, box: tuple[float, ...]) -> bool:
    left, top, right, bottom = (round(edge * 2) for edge in box)
    rows = (pixels[y * width + left : y * width + right] for y in range(top, bottom))
    return any(min(row, default=255) < 128 for row in rows)
