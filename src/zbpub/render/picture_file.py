"""A picture's file: what it is, how large, and its bytes as a page prints them.

JPEG, PNG, WebP and SVG are read; TIFF, GIF and BMP are written anew as PNG.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from zbpub.render.svg_file import MOST_BYTES, parse_svg, svg_problem, svg_size

MOST_PIXELS = 100_000_000
"""Larger pictures are refused unread: a small file can unfold into gigabytes."""
JPEG_QUALITY = 95
"""Of pictures that are turned upright or were lossy in another format."""
_READ = ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP")
_SUFFIXES = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WebP", ".svg": "SVG",
    ".tif": "TIFF", ".tiff": "TIFF", ".gif": "GIF", ".bmp": "BMP",
}  # fmt: skip
_KINDS = {"MPO": "JPEG", "WEBP": "WebP"}
_ORIENTATION = 0x0112
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,  # Pillow's word for a broken PNG
    EOFError,
    IndexError,
    KeyError,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be printed."""

    code: str
    message: str
    hint: str


def picture_size(source: str, content: bytes) -> tuple[int, int] | Fault:
    """Width and height of a picture as it is seen, or why it cannot be printed.

    Pixels for JPEG, PNG and WebP, upright; for SVG any units, only their ratio counts.

    Args:
        source: Its path, whose suffix says what it is.
        content: The file.
    """
    if not content:
        return Fault("S005", "is empty", "copy the file again")
    kind = kind_of(content)
    if not kind:
        return Fault("S005", "is no picture", "save it as JPEG, PNG, WebP or SVG")
    said = _SUFFIXES.get(PurePosixPath(source).suffix.lower())
    if said != kind:
        name = f"a {said} by its name" if said else "without a picture's suffix"
        return Fault("S021", f"is {name}, and {kind} by what it holds", "rename it")
    return _svg(content) if kind == "SVG" else _raster(content)


def kind_of(content: bytes) -> str:
    """``JPEG``, ``PNG``, ``WebP``, ``SVG``, ``TIFF`` …; empty for no picture."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "SVG"
    try:
        with opened(content) as image:
            return _KINDS.get(image.format or "", image.format or "")
    except UnidentifiedImageError:
        return ""
    except _BROKEN:
        # Of a kind that is known, but broken or huge: let it be opened again and told.
        return next(
            (k for start, k in _STARTS.items() if content.startswith(start)), ""
        )


_STARTS = {
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"RIFF": "WebP",
    b"II*\0": "TIFF", b"MM\0*": "TIFF", b"GIF8": "GIF", b"BM": "BMP",
}  # fmt: skip


def printable(content: bytes) -> bytes:
    """A picture as a page holds it: upright, on white, JPEG, PNG or SVG.

    A JPEG that is upright stays as it is, with its colours; so does a PNG without
    transparency. What was lossy stays JPEG, what was not becomes PNG.
    """
    if kind_of(content) == "SVG":
        return content
    with opened(content) as image:
        turned = image.getexif().get(_ORIENTATION, 1) != 1
        if image.format in ("JPEG", "MPO") and not turned:
            return content  # without being unpacked: it never is transparent or deep
        image.load()
        is_clear = image.has_transparency_data
        is_deep = image.mode.startswith("I")
        if image.format == "PNG" and not (turned or is_clear or is_deep):
            return content
        upright = ImageOps.exif_transpose(image)
        is_lossy = image.format in ("JPEG", "MPO") or (
            image.format == "WEBP" and b"VP8 " in content[:64] and not is_clear
        )
        return _saved(_plain(upright), is_lossy=is_lossy)


def _plain(image: Image.Image) -> Image.Image:
    """``image`` without transparency, on white, of eight bits a channel."""
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _saved(image: Image.Image, *, is_lossy: bool) -> bytes:
    out = BytesIO()
    if is_lossy:
        profile = image.info.get("icc_profile")
        image.save(
            out, "JPEG", quality=JPEG_QUALITY, icc_profile=profile, subsampling=0
        )
    else:
        (image.convert("RGB") if image.mode == "CMYK" else image).save(out, "PNG")
    return out.getvalue()


def _svg(content: bytes) -> tuple[int, int] | Fault:
    if len(content) > MOST_BYTES:
        return Fault("S022", f"has more than {MOST_BYTES >> 20} MiB", "save it as PNG")
    root = None if b"<!ENTITY" in content else parse_svg(content)
    if root is None:
        return Fault("S005", "is broken, no SVG, or one with entities", "save it again")
    if problem := svg_problem(root, _pixels, MOST_PIXELS):
        hint = "save it as plain SVG, its text as outlines, or as PNG"
        return Fault("S023", f"is an SVG that {problem}", hint)
    size = svg_size(root)
    if size is None:
        return Fault("S005", "is an SVG without size", "give its <svg> a viewBox")
    return size


def _raster(content: bytes) -> tuple[int, int] | Fault:
    huge = Fault("S022", "has more than 100 megapixels", "make it smaller")
    try:
        with opened(content) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                return huge
            image.load()
            if image.getexif().get(_ORIENTATION, 1) >= 5:
                width, height = height, width
            return width, height
    except Image.DecompressionBombError:
        return huge
    except _BROKEN as error:
        return Fault("S005", f"is broken: {error}", "save it again")


def _pixels(content: bytes) -> int:
    """Pixels of a PNG or JPEG inside an SVG; 0 when it is none, or broken."""
    if kind_of(content) not in ("PNG", "JPEG"):
        return 0
    size = _raster(content)
    if isinstance(size, Fault):
        return MOST_PIXELS + 1 if size.code == "S022" else 0
    return size[0] * size[1]


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """An image that fails when it is cut short, whatever WeasyPrint has told Pillow."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes: we look at them ourselves
            with Image.open(BytesIO(content), formats=_READ) as image:
                yield image
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
