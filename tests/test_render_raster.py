"""Raster pictures lie in the PDF as their files have them, pixel for pixel."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from kit import LOOK
from test_render_pictures import drawn, marks, saved
from zbpub.layout.page import Page, Picture, PlacedArticle, Rect
from zbpub.render.paint_picture import raster_file
from zbpub.render.pdf import render_pdf
from zbpub.render.pdf_spec import PdfSpec

_SHEET = Rect(0, 0, 300_000, 320_000)


def _photograph() -> bytes:
    """A JPEG with EXIF words that leave it upright, as cameras make them."""
    exif = Image.Exif()
    exif[0x010F] = "海州"
    return saved(marks(), "JPEG", quality=95, exif=exif)


KEPT = {
    "grey.png": saved(marks().convert("L"), "PNG"),
    "black.png": saved(marks().convert("1"), "PNG"),
    "colour.png": saved(marks(), "PNG"),
    "palette.png": saved(marks().quantize(200), "PNG"),
    "four.png": saved(marks().quantize(4), "PNG", bits=2),
    "colour.jpg": saved(marks(), "JPEG"),
    "grey.jpg": saved(marks().convert("L"), "JPEG"),
    "photograph.jpg": _photograph(),
}
"""Files that a PDF image can hold."""


def _patched(content: bytes, at: int, value: int) -> bytes:
    return content[:at] + bytes([value]) + content[at + 1 :]


OTHERS = {
    "interlaced": _patched(KEPT["colour.png"], 28, 1),
    "deep": _patched(KEPT["colour.png"], 24, 16),
    "clear": saved(marks().convert("RGBA"), "PNG"),
    "hole": saved(marks().quantize(9), "PNG", transparency=1),
    "cut": KEPT["colour.png"][:20],
    "cut within a name": KEPT["colour.png"][:39],
    "empty": KEPT["colour.png"][:33],
    "webp": saved(marks(), "WEBP"),
    "drawing": b"<svg/>",
}
"""Files that WeasyPrint must make something of."""


def _pdf(source: str, content: bytes) -> bytes:
    """A page with the picture on it."""
    picture = Picture("figure", Rect(9000, 9000, 150_000, 90_000), source, "标")
    article = PlacedArticle("01-01", "标", _SHEET, (picture,))
    page = Page(
        number="01", width=_SHEET.width, height=_SHEET.height, type_area=_SHEET,
        folio=(), articles=(article,), rules=(),
    )  # fmt: skip
    spec = PdfSpec(
        title="标", publication="河湾日报", language="zh-Hans", description="标",
        created="2024-05-12T00:00:00Z", look=LOOK, images={source: content},
    )  # fmt: skip
    return render_pdf((page,), spec)


def _held(pdf: bytes) -> tuple[Image.Image, bytes]:
    """The one picture of a file, and its bytes as they are packed."""
    with pikepdf.open(BytesIO(pdf)) as read:
        ((_, image),) = read.pages[0].get_images().items()
        assert isinstance(image, pikepdf.Stream)
        shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        return shown, image.read_raw_bytes()


@pytest.mark.parametrize("source", KEPT)
def test_pixels_are_those_of_the_file(source: str) -> None:
    """What other readers take out of the PDF is the picture, to the last bit."""
    shown, packed = _held(_pdf(source, KEPT[source]))

    with Image.open(BytesIO(KEPT[source])) as image:
        difference = ImageChops.difference(shown, image.convert("RGB"))
        assert difference.getbbox() is None
        negative = ImageChops.invert(image.convert("RGB"))
        assert ImageChops.difference(shown, negative).getbbox()  # the check can fail
    assert packed in KEPT[source]


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_left_to_weasyprint(name: str) -> None:
    """What a PDF image cannot hold as it is, is not passed on as it is."""
    assert raster_file(OTHERS[name]) is None


def test_cmyk_is_told_apart_from_inverted_cmyk() -> None:
    """Only a JPEG with Adobe's word has its ink turned round."""
    ink = saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")
    at = ink.index(b"\xff\xeeAdobe"[:2])
    length = int.from_bytes(ink[at + 2 : at + 4], "big")
    plain = ink[:at] + ink[at + 2 + length :]
    files = [raster_file(content) for content in (ink, plain)]

    assert [file and "Decode" in dict(file.entries) for file in files] == [True, False]


def test_palettes_are_drawn_in_their_colours(tmp_path: Path) -> None:
    """Red by number is red on the page."""
    image = Image.new("P", (30, 20), 1)
    image.putpalette([0, 0, 255, 255, 0, 0])

    page = drawn(tmp_path, "a.png", saved(image, "PNG"))

    assert page.getpixel((50, 220)) == (255, 0, 0)
