"""A painted page, read back from the finished PDF: places, text, structure, bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import segno
from page import ValidationReport, validate_pdf_bytes

from kit import (
    ROOT,
    article_text,
    card_issue,
    card_spec,
    elements_of,
    holds,
    line_boxes,
    made_card,
    overlap,
    tabloid,
)
from zbpub.base.chars import significant
from zbpub.base.length import PT
from zbpub.compose.atoms import Type
from zbpub.compose.fonts import NOTDEF
from zbpub.compose.line import Placed
from zbpub.compose.paragraph import Frame, compose
from zbpub.layout.page import (
    Element,
    Fragment,
    Page,
    Picture,
    PlacedArticle,
    Rect,
    SetLine,
)
from zbpub.layout.styling import reading_text
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role, structure_text
from zbpub.preflight.pdf_values import Document, Glyph
from zbpub.render.pdf import render_log, render_pdf

TOLERANCE = 0.01
"""Points; PDF numbers are rounded."""
QUIET = 4
"""Modules of white round a QR code (ISO/IEC 18004, 8.5)."""
URL = "https://example.com/hewan/ferry"


@dataclass(frozen=True, slots=True)
class Card:
    """The card's page, its PDF, and that PDF read back."""

    page: Page
    pdf: bytes
    path: Path
    read: Document
    pitch: float
    """Points from line to line on the grid that the page stands on."""

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """In content order."""
        return self.read.pages[0].glyphs


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Card:
    """The card, rendered once."""
    _, up = made_card()
    with render_log() as said:
        pdf = render_pdf(up.pages, card_spec())
    assert said == []
    path = tmp_path_factory.mktemp("card") / "card.pdf"
    path.write_bytes(pdf)
    pitch = up.accounts[0].grid.pitch / PT
    return Card(up.pages[0], pdf, path, read_pdf(path), pitch)


def _placed(page: Page) -> Iterator[tuple[Placed, float, float]]:
    """Each glyph of the page with its origin on the sheet, in points."""
    for element in elements_of(page):
        for fragment in element.fragments:
            for line in fragment.lines:
                for placed in line.glyphs:
                    x = fragment.place.x + line.x + placed.x
                    yield placed, x / PT, (fragment.place.y + line.baseline) / PT


def test_glyphs_stand_where_the_composer_put_them(card: Card) -> None:
    """Every glyph's origin in the PDF is the composer's, in order, none missing."""
    wanted = list(_placed(card.page))

    assert len(card.glyphs) == len(wanted)
    for glyph, (placed, x, y) in zip(card.glyphs, wanted, strict=True):
        assert glyph.text == placed.cell.text
        assert (glyph.x0, glyph.y) == pytest.approx((x, y), abs=TOLERANCE)


def test_glyphs_have_their_size_and_advance(card: Card) -> None:
    """Size and advance of each glyph are those that the composer measured."""
    sizes = (
        fragment.size
        for element in elements_of(card.page)
        for fragment in element.fragments
        for line in fragment.lines
        for _ in line.glyphs
    )
    for glyph, (placed, _, _), size in zip(
        card.glyphs, _placed(card.page), sizes, strict=True
    ):
        advance = placed.cell.face.advance(placed.cell.glyph, size) / PT
        advance *= placed.cell.narrow / 1000
        assert glyph.size == pytest.approx(size / PT, abs=TOLERANCE)
        assert glyph.x1 - glyph.x0 == pytest.approx(advance, abs=TOLERANCE)


def test_faces_of_a_mixed_line(card: Card) -> None:
    """A strong run in a line of Song is painted in its own face, the rest in Song."""
    text = "".join(glyph.text for glyph in card.glyphs)
    strong = _between(card.glyphs, text, "盼了两年")
    plain = _between(card.glyphs, text, "船工老段")

    assert {glyph.font for glyph in strong} == {"Noto-Sans-CJK-SC-Medium"}
    assert {glyph.font for glyph in plain} == {"Noto-Serif-CJK-SC"}
    assert strong[0].y == pytest.approx(plain[0].y + card.pitch, abs=TOLERANCE)


def _between(glyphs: tuple[Glyph, ...], text: str, words: str) -> tuple[Glyph, ...]:
    """The glyphs of ``words``; only before the first two-em dash."""
    start = text.index(words)
    return glyphs[start : start + len(words)]


def test_dash_copies_as_two_characters(card: Card) -> None:
    """A two-em dash is one glyph in the PDF and copies as the two that were typed."""
    dashes = [glyph for glyph in card.glyphs if "—" in glyph.text]

    assert dashes
    assert all(glyph.text == "——" for glyph in dashes)


def test_typed_spaces_copy(card: Card) -> None:
    """Spaces typed inside a line are in the text that a reader copies."""
    text = "".join(glyph.text for glyph in card.glyphs)

    assert "2024年5月12日　星期日" in text
    assert "扫一扫 看夜游路线" in text


ALIKE = "金⾦金，一⼀，A\u2009B，甲\u2003乙\u3000丙"
"""Characters that share a glyph in the font, or have none there."""


@pytest.fixture
def odd() -> Page:
    """A page with one line of such characters."""
    (line,) = compose(
        [tabloid().run(ALIKE, "song")], Type(size=9 * PT), Frame(measure=400 * PT),
        tabloid().setting,
    )  # fmt: skip
    set_line = SetLine(0, 8 * PT, line.text, line.glyphs)
    place = Rect(40 * PT, 100 * PT, 300 * PT, 9 * PT)
    element = Element("body", (Fragment(place, 9 * PT, (set_line,)),))
    article = PlacedArticle("a", "题", place, (element,))
    return replace(made_card()[1].pages[0], articles=(article,))


def test_characters_drawn_alike_copy_as_themselves(odd: Page, tmp_path: Path) -> None:
    """A radical drawn by a Han's glyph, and a space by another's, copy as typed."""
    path = tmp_path / "odd.pdf"
    path.write_bytes(render_pdf((odd,), card_spec()))
    read = read_pdf(path)
    (article,) = elements_by_role(read.elements, "Art")

    assert structure_text(read, article) == ALIKE
    assert _judged(path.read_bytes()).is_compliant


def test_no_missing_glyph_is_drawn(odd: Page) -> None:
    """A thin space that the font lacks is drawn as a space, not as a box."""
    placed = {p.cell.text: p.cell.glyph for p, _, _ in _placed(odd)}

    assert placed["\u2009"] != NOTDEF
    assert placed["金"] == placed["⾦"]  # or the test above proves nothing


def test_text_is_the_manuscripts(card: Card) -> None:
    """Each article, read by its tags, is the manuscript's text in reading order."""
    texts = {a.name: reading_text(a) for a in card_issue().articles}
    found = [
        significant(structure_text(card.read, element))
        for element in elements_by_role(card.read.elements, "Art")
    ]

    assert found == [significant(text) for text in texts.values()]
    assert found == [significant(article_text(a)) for a in card.page.articles]
    assert prove_pdf(card.path, texts) == ()


def test_heads_and_subheads_are_tagged(card: Card) -> None:
    """A headline is H1, a subhead H2, a paragraph P; the picture has its alt text."""
    roots = card.read.elements
    heads = [structure_text(card.read, e) for e in elements_by_role(roots, "H1")]
    subheads = [structure_text(card.read, e) for e in elements_by_role(roots, "H2")]
    alts = [element.alt for element in elements_by_role(roots, "Figure")]

    assert [significant(head) for head in heads] == [
        significant(article.title) for article in card.page.articles
    ]
    assert subheads == ["一桥通两岸"]
    assert alts == ["石桥", "二维码：https://example.com/hewan"]


def test_links_are_annotations(card: Card) -> None:
    """Each line of a link is an annotation over its characters, with its address."""
    with pikepdf.open(card.path) as pdf:
        page = pdf.pages[0]
        found = [
            (str(note.A.URI), *sorted(float(n) for n in note.Rect))
            for note in page.Annots
            if note.Subtype == "/Link" and note.Contents
        ]
        height = float(page.mediabox[3])
    links = [
        link.place
        for element in elements_of(card.page)
        for fragment in element.fragments
        for link in fragment.links
    ]

    assert len(links) == 2  # broken over two lines
    for (url, *numbers), place in zip(found, links, strict=True):
        left, right = place.x / PT, (place.x + place.width) / PT
        top, foot = place.y / PT, (place.y + place.height) / PT
        wanted = sorted([left, right, height - top, height - foot])
        assert url == URL
        assert numbers == pytest.approx(wanted, abs=TOLERANCE)


def test_bookmarks_name_page_and_articles(card: Card) -> None:
    """The outline has the page, and under it the articles in reading order."""
    with pikepdf.open(card.path) as pdf, pdf.open_outline() as outline:
        found = [
            (item.title, [kid.title for kid in item.children]) for item in outline.root
        ]

    assert found == [
        ("第02版", [article.headline for article in card_issue().articles])
    ]


def test_document_says_what_it_is(card: Card) -> None:
    """Language, title and times come from the issue; viewers show the title."""
    with pikepdf.open(card.path) as pdf:
        metadata = pdf.open_metadata()
        assert pdf.Root.Lang == "zh-Hans"
        assert metadata["dc:title"] == str(pdf.docinfo.Title) == card_spec().title
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.CreationDate) == "D:20240512000000Z"
        assert pdf.docinfo.Author == "河湾日报"


def test_sheet_has_the_pages_size(card: Card) -> None:
    """The PDF's page is as large as the profile's sheet."""
    page = card.read.pages[0]

    wanted = (card.page.width / PT, card.page.height / PT)
    assert (page.width, page.height) == pytest.approx(wanted, abs=TOLERANCE)


def _judged(pdf: bytes) -> ValidationReport:
    return validate_pdf_bytes(pdf, profile="ua1")


def test_pdf_is_accessible(card: Card) -> None:
    """An independent validator finds no fault against PDF/UA-1 (ISO 14289-1)."""
    report = _judged(card.pdf)

    assert [(f.rule_id, f.message, f.object_id) for f in report.failures] == []
    assert report.is_compliant


def test_pdf_without_alt_text_is_not_accessible(weasyprint_says: list[str]) -> None:
    """The check above can fail: a picture without a description is found."""
    _, up = made_card()
    page = up.pages[0]
    articles = tuple(
        replace(
            article,
            items=tuple(
                replace(item, alt="") if isinstance(item, Picture) else item
                for item in article.items
            ),
        )
        for article in page.articles
    )
    report = _judged(render_pdf((replace(page, articles=articles),), card_spec()))

    assert not report.is_compliant
    assert all("alt description" in said for said in weasyprint_says)
    weasyprint_says.clear()


def test_code_is_drawn_module_for_module(card: Card) -> None:
    """The squares painted are the address's QR code, four modules of white round it."""
    (code,) = [i for i in card.page.articles[1].items if isinstance(i, Picture)]
    matrix = [
        list(row)
        for row in segno.make(code.source, error="m", micro=False).matrix_iter(
            border=QUIET
        )
    ]
    module = code.place.width / PT / len(matrix)
    left, top = code.place.x / PT, code.place.y / PT
    squares = [square for square in _filled(card.path) if _inside(square, code.place)]
    drawn = [
        [
            any(
                x0 < left + (column + 0.5) * module < x1
                and y0 < top + (row + 0.5) * module < y1
                for x0, y0, x1, y1 in squares
            )
            for column in range(len(matrix))
        ]
        for row in range(len(matrix))
    ]

    assert drawn == [[bool(bit) for bit in row] for row in matrix]


Square = tuple[float, float, float, float]


def _filled(path: Path) -> list[Square]:
    """Every filled rectangle of the first page: x0, y0, x1, y1 from the upper left."""
    found: list[Square] = []
    waiting: list[Square] = []
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        height = float(page.mediabox[3])
        stack = [pikepdf.Matrix()]
        for step in pikepdf.parse_content_stream(page):
            operands: Sequence[Any] = list(step.operands)
            match str(step.operator):
                case "q":
                    stack.append(stack[-1])
                case "Q":
                    stack.pop()
                case "cm":
                    stack[-1] = pikepdf.Matrix(*map(float, operands)) @ stack[-1]
                case "re":
                    x, y, width, depth = map(float, operands)
                    corners = [(x, y), (x + width, y + depth)]
                    (a, b), (c, d) = (stack[-1].transform(corner) for corner in corners)
                    lower, upper = sorted((height - b, height - d))
                    waiting.append((min(a, c), lower, max(a, c), upper))
                case "f":
                    found += waiting
                    waiting = []
                case "n":
                    waiting = []
    return found


def _inside(square: Square, place: Rect) -> bool:
    x0, y0, x1, y1 = square
    return (
        place.x / PT - TOLERANCE < x0
        and x1 < (place.x + place.width) / PT + TOLERANCE
        and place.y / PT - TOLERANCE < y0
        and y1 < (place.y + place.height) / PT + TOLERANCE
    )


def test_code_has_its_quiet_zone(card: Card) -> None:
    """Nothing but its frame stands round the code's place, quiet zone included."""
    article = card.page.articles[1]
    (place,) = [item.place for item in article.items if isinstance(item, Picture)]
    texts = [box.place for e in elements_of(card.page) for box in line_boxes(e)]
    (frame,) = [rule.place for rule in card.page.rules if rule.role == "callout"]

    assert not any(overlap(place, text) for text in texts)
    assert holds(frame, place)


HERE = (ROOT / "tests", ROOT / "src")
BYTES = """
import hashlib, sys
import kit
from zbpub.render.pdf import render_pdf
pages = kit.made_card()[1].pages
print(hashlib.sha256(render_pdf(pages, kit.card_spec())).hexdigest())
"""


def test_same_bytes_in_any_time_zone_and_process() -> None:
    """Clock, time zone and hash seed leave no trace in the file."""
    digests = [
        subprocess.run(
            [sys.executable, "-c", BYTES],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed,
                 "PYTHONPATH": os.pathsep.join(map(str, HERE))},
            capture_output=True, text=True, check=True,
        ).stdout
        for zone, seed in (("Asia/Shanghai", "1"), ("America/Lima", "20"))
    ]  # fmt: skip

    assert digests[0] == digests[1] != ""


def test_other_text_gives_other_bytes(card: Card) -> None:
    """The check above can fail: another title is another file, with another name."""
    _, up = made_card()
    other = render_pdf(up.pages, replace(card_spec(), title="晚报"))

    assert other != card.pdf
    assert render_pdf(up.pages, card_spec()) == card.pdf
