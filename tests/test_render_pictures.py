"""Pictures on the finished page: any format, cropped at its focus, not distorted."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from kit import LOOK
from zbpub.layout.page import Page, Picture, PlacedArticle, Rect
from zbpub.render.pdf import render_pdf
from zbpub.render.pdf_spec import PdfSpec
from zbpub.render.picture_file import Fault, kind_of, picture_size, printable

WIDE, TALL = 300, 200
SHEET = Rect(0, 0, 300_000, 320_000)
FRAMES = (
    (Rect(20_000, 20_000, 150_000, 40_000), (500, 250)),
    (Rect(200_000, 20_000, 50_000, 150_000), (1000, 500)),
    (Rect(20_000, 200_000, 60_000, 40_000), (500, 500)),
    (Rect(100_000, 200_000, 150_000, 80_000), (200, 800)),
)
"""Frames flatter, slimmer and of the picture's shape, with their focus."""


def marks() -> Image.Image:
    """A picture whose red tells how far right, whose green how far down one is."""
    across = Image.linear_gradient("L").rotate(90).resize((WIDE, TALL))
    down = Image.linear_gradient("L").resize((WIDE, TALL))
    return Image.merge("RGB", (across, down, Image.new("L", (WIDE, TALL), 128)))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """``image`` as a file."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _turned() -> bytes:
    """The marks on their side, with the EXIF word that sets them upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(
        marks().transpose(Image.Transpose.ROTATE_90), "JPEG", quality=95, exif=exif
    )


def _clear() -> bytes:
    image = marks().convert("RGBA")
    return saved(image, "PNG")


def _svg(extra: str = "", head: str = 'viewBox="0 0 300 200"') -> bytes:
    cells = "".join(
        f'<rect x="{x * 10}" y="{y * 10}" width="10.2" height="10.2"'
        f' fill="rgb({(x * 10 + 5) * 255 // WIDE},{(y * 10 + 5) * 255 // TALL},128)"/>'
        for x in range(WIDE // 10)
        for y in range(TALL // 10)
    )
    space = (
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    return f"<svg {space} {head}>{cells}{extra}</svg>".encode()


FILES: dict[str, Callable[[], bytes]] = {
    "a.png": lambda: saved(marks(), "PNG"),
    "clear.png": _clear,
    "a.jpg": lambda: saved(marks(), "JPEG", quality=95),
    "turned.jpeg": _turned,
    "lossless.webp": lambda: saved(marks(), "WEBP", lossless=True),
    "lossy.webp": lambda: saved(marks(), "WEBP", quality=95),
    "a.tif": lambda: saved(marks(), "TIFF"),
    "a.svg": _svg,
}


def drawn(tmp_path: Path, source: str, content: bytes) -> Image.Image:
    """The page with ``content`` in each of ``FRAMES``, a pixel a point."""
    items = tuple(Picture("figure", place, source, "标", at) for place, at in FRAMES)
    article = PlacedArticle("01-01", "标", SHEET, items)
    page = Page(
        number="01", width=SHEET.width, height=SHEET.height, type_area=SHEET, folio=(),
        articles=(article,), rules=(),
    )  # fmt: skip
    spec = PdfSpec(
        title="标", publication="河湾日报", language="zh-Hans", description="标",
        created="2024-05-12T00:00:00Z", look=LOOK, images={source: content},
    )  # fmt: skip
    path = tmp_path / "page.pdf"
    path.write_bytes(render_pdf((page,), spec))
    subprocess.run(
        ["pdftoppm", "-r", "72", "-png", "-singlefile", path, tmp_path / "page"],
        check=True,
    )
    with Image.open(tmp_path / "page.png") as image:
        return image.convert("RGB")


def _farthest(
    page: Image.Image, focus_of: Callable[[tuple[int, int]], tuple[int, int]]
) -> float:
    """How far, of 255, a frame's colours are from what cover and focus would show."""
    worst = 0.0
    for place, focus in FRAMES:
        at = focus_of(focus)
        scale = max(place.width / WIDE, place.height / TALL)
        left = (place.width - WIDE * scale) * at[0] / 1000
        top = (place.height - TALL * scale) * at[1] / 1000
        for part in range(1, 10):
            x, y = (
                (place.x + place.width * part // 10) // 1000,
                (place.y + place.height * part // 10) // 1000,
            )
            colour = page.getpixel((x, y))
            assert isinstance(colour, tuple)
            red = ((x + 0.5) * 1000 - place.x - left) / (WIDE * scale) * 255
            green = ((y + 0.5) * 1000 - place.y - top) / (TALL * scale) * 255
            worst = max(worst, abs(colour[0] - red), abs(colour[1] - green))
    return worst


@pytest.mark.parametrize("source", FILES)
def test_crops_keep_focus_and_proportions(tmp_path: Path, source: str) -> None:
    """Each mark stands where the frame, the focus and an even scale put it."""
    page = drawn(tmp_path, source, FILES[source]())

    assert _farthest(page, lambda focus: focus) < 12
    assert _farthest(page, lambda _: (0, 0)) > 30  # the check can fail


def test_transparent_pictures_stand_on_white() -> None:
    """What a picture lets through is white paper, and grey stays grey."""
    empty = printable(saved(Image.new("RGBA", (4, 4), (255, 0, 0, 0)), "PNG"))
    grey = printable(saved(Image.new("LA", (4, 4), (0, 127)), "PNG"))

    with Image.open(BytesIO(empty)) as image:
        assert (image.mode, image.getpixel((1, 1))) == ("RGB", (255, 255, 255))
    with Image.open(BytesIO(grey)) as image:
        red = image.convert("RGB").getpixel((1, 1))
        assert red == (128, 128, 128)


def test_files_of_the_press_stay_as_they_are() -> None:
    """CMYK, grey and RGB files are not touched when they are upright and opaque."""
    for mode in ("CMYK", "L", "RGB"):
        content = saved(Image.new(mode, (8, 8)), "JPEG")
        assert printable(content) == content
        assert picture_size("a.jpg", content) == (8, 8)


def test_cmyk_colours_are_right(tmp_path: Path) -> None:
    """Red ink is red on the page, with Adobe's inverted values as well."""
    red = saved(Image.new("CMYK", (30, 20), (0, 255, 255, 0)), "JPEG", quality=95)
    colour = drawn(tmp_path, "a.jpg", red).getpixel((50, 220))

    assert isinstance(colour, tuple)
    assert colour[0] > 200
    assert max(colour[1:]) < 80


def test_turned_pictures_keep_their_profile() -> None:
    """A photograph set upright is still of its own colours."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0112] = 8
    content = saved(Image.new("RGB", (40, 20)), "JPEG", exif=exif, icc_profile=profile)

    assert picture_size("a.jpg", content) == (20, 40)
    with Image.open(BytesIO(printable(content))) as image:
        assert image.size == (20, 40)
        assert image.info["icc_profile"] == profile
        assert image.getexif().get(0x0112, 1) == 1


def test_deep_grey_is_not_burnt_out() -> None:
    """Sixteen bits of grey become eight, dark ones staying dark."""
    deep = Image.new("I;16", (4, 4), 0x4000)
    with Image.open(BytesIO(printable(saved(deep, "PNG")))) as image:
        assert (image.mode, image.getpixel((0, 0))) == ("L", 0x40)


_HUGE = saved(Image.new("1", (20_000, 5_001)), "PNG")
_BOMB = saved(Image.new("1", (20_000, 20_000)), "PNG")
_WHITE = b64encode(saved(Image.new("L", (1, 1), 255), "PNG")).decode()
_DATA = f"data:image/png;base64,{_WHITE}"


BAD = [
    ("a.jpg", b"", "S005"),
    ("a.jpg", b"\0" * 400, "S005"),
    ("a.png", "图".encode(), "S005"),
    ("a.jpg", saved(marks(), "JPEG")[:2000], "S005"),
    ("a.png", saved(marks(), "PNG")[:500], "S005"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "S005"),
    ("a.webp", saved(marks(), "WEBP")[:300], "S005"),
    ("a.jpg", saved(marks(), "PNG"), "S021"),
    ("a.svg", saved(marks(), "PNG"), "S021"),
    ("a.png", _svg(), "S021"),
    ("a", saved(marks(), "PNG"), "S021"),
    ("a.png", _HUGE, "S022"),
    ("a.png", _BOMB, "S022"),
    ("a.svg", b"<html/>", "S005"),
    ("a.svg", _svg()[:-3], "S005"),
    ("a.svg", _svg(head=""), "S005"),
    ("a.svg", _svg(head='viewBox="0 0 0 9"'), "S005"),
    ("a.svg", _svg(head='width="100%" height="100%"'), "S005"),
    ("a.svg", _svg("<script>1</script>"), "S023"),
    ("a.svg", _svg('<g onload="1"/>'), "S023"),
    ("a.svg", _svg("<text>路灯</text>"), "S023"),
    ("a.svg", _svg('<foreignObject width="9" height="9"/>'), "S023"),
    ("a.svg", _svg('<image href="https://example.com/a.png"/>'), "S023"),
    ("a.svg", _svg('<image xlink:href="../a.png"/>'), "S023"),
    ("a.svg", _svg('<image href="data:image/svg+xml;base64,AA=="/>'), "S023"),
    ("a.svg", _svg('<image href="data:image/png;base64,AA=="/>'), "S023"),
    ("a.svg", _svg('<rect fill="url(https://example.com/#a)"/>'), "S023"),
    ("a.svg", _svg("<style>@import 'a.css';</style>"), "S023"),
    ("a.svg", _svg("<style>g { fill: \\75rl(a.png) }</style>"), "S023"),
    ("a.svg", _svg('<g id="a"><use href="#a"/></g>'), "S023"),
    ("a.svg", b'<?xml-stylesheet href="a.css"?>' + _svg(), "S023"),
    ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + _svg(), "S005"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "content", "code"), BAD, ids=map(str, range(len(BAD)))
)
def test_bad_files_are_told(source: str, content: bytes, code: str) -> None:
    """A broken, huge, misnamed or active file is one finding, never a traceback."""
    fault = picture_size(source, content)

    assert isinstance(fault, Fault)
    assert fault.code == code
    assert fault.message
    assert fault.hint


def test_unfolding_shapes_are_told() -> None:
    """Ten levels of ten calls each would be drawn for ever; two are a pattern."""

    def levels(count: int) -> str:
        uses = (
            f'<g id="l{i + 1}">' + f'<use href="#l{i}"/>' * 10 + "</g>"
            for i in range(count)
        )
        return '<g id="l0"><rect width="1" height="1"/></g>' + "".join(uses)

    assert isinstance(picture_size("a.svg", _svg(levels(10))), Fault)
    assert picture_size("a.svg", _svg(levels(2))) == (30_000, 20_000)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (_svg(), (30_000, 20_000)),
        (_svg(head='width="3in" height="2in"'), (28_800, 19_200)),
        (_svg(head='width="100%" height="100%" viewBox="0,0,30,20"'), (3000, 2000)),
        (b"\xef\xbb\xbf<?xml version='1.0'?>" + _svg(), (30_000, 20_000)),
        (_svg(f'<image href="{_DATA}" width="9" height="9"/>'), (30_000, 20_000)),
        (_svg('<linearGradient id="g"/><rect fill="url(#g)"/>'), (30_000, 20_000)),
    ],
    ids=map(str, range(6)),
)
def test_sound_drawings_have_a_size(content: bytes, size: tuple[int, int]) -> None:
    """Of the attributes, else of the view box; what lies inside the file is welcome."""
    assert picture_size("a.svg", content) == size


def test_embedded_pictures_are_drawn(
    tmp_path: Path, weasyprint_says: list[str]
) -> None:
    """A PNG inside an SVG is painted, and WeasyPrint has no complaint."""
    image = (
        f'<image href="{_DATA}" width="300" height="200" preserveAspectRatio="none"/>'
    )
    page = drawn(tmp_path, "a.svg", _svg(image))

    assert weasyprint_says == []
    assert page.getpixel((50, 220)) == (255, 255, 255)


def test_kinds_are_known_by_what_they_hold() -> None:
    """The first bytes tell, not the name."""
    kinds = {name: kind_of(make()) for name, make in FILES.items()}

    assert kinds == {
        "a.png": "PNG", "clear.png": "PNG", "a.jpg": "JPEG", "turned.jpeg": "JPEG",
        "lossless.webp": "WebP", "lossy.webp": "WebP", "a.tif": "TIFF", "a.svg": "SVG",
    }  # fmt: skip
