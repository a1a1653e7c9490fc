"""Pictures as readers can show them: SVG, or RGB of at most 1600 pixels.

A press picture is often CMYK and several times as large. JPEG, PNG, WebP and SVG are
core media types (EPUB 3.3, 3.2); what is written anew becomes PNG or JPEG, which older
reading systems show as well.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageOps

from zbpub.base.findings import Finding
from zbpub.manuscript.model import Article
from zbpub.render.epub_text import figures_of
from zbpub.render.picture_file import MOST_PIXELS, Fault, opened, picture_size
from zbpub.render.picture_file import kind_of as known_kind

LONGEST = 1600
"""The longest side, in pixels: sharp on a tablet, small in the file."""
JPEG_QUALITY = 88
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
"""Of what a cover may be, and most pictures are."""
MEDIA_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp",
    "svg": "image/svg+xml",
}  # fmt: skip
SHOWN_MODES = frozenset({"RGB", "RGBA", "L", "LA", "P", "1"})


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture file of the book."""

    file: str
    content: bytes
    width: int
    """In pixels, as shown."""
    height: int

    @property
    def media_type(self) -> str:
        """The media type that the manifest names."""
        return MEDIA_TYPES[self.file.rpartition(".")[2]]


def kind_of(content: bytes) -> str:
    """``"png"``, ``"jpg"``, or empty for anything else, by the first bytes."""
    return next((k for start, k in SIGNATURES.items() if content.startswith(start)), "")


def read_pictures(
    articles: tuple[Article, ...], images: Mapping[str, bytes]
) -> tuple[dict[str, Picture], tuple[Finding, ...]]:
    """The pictures of ``articles`` by source, and what is wrong with the others."""
    pictures: dict[str, Picture] = {}
    findings: list[Finding] = []
    for article in articles:
        for figure in figures_of(article.body):
            if figure.src in pictures:
                continue
            found = _read(f"image-{len(pictures) + 1:03d}", images.get(figure.src))
            if isinstance(found, Picture):
                pictures[figure.src] = found
            else:
                findings.append(_finding(found, article, figure.src, figure.line))
    return pictures, tuple(findings)


def shown_size(size: tuple[int, int]) -> tuple[int, int]:
    """A drawing's size in a book: of its proportions, as long as a picture may be."""
    longest = max(size)
    width, height = (max(1, side * LONGEST // longest) for side in size)
    return width, height


def _read(stem: str, content: bytes | None) -> Picture | str:
    """The picture, or the code of what is wrong with it."""
    if content is None:
        return "E002"
    if known_kind(content) == "SVG":
        size = picture_size("a.svg", content)
        if isinstance(size, Fault):
            return "E003"
        return Picture(f"{stem}.svg", content, *shown_size(size))
    try:
        with opened(content) as image:
            if image.width * image.height > MOST_PIXELS:
                return "E003"
            return _shown(stem, content, image)
    except (
        OSError,
        ValueError,
        SyntaxError,  # Pillow's word for a broken PNG
        Image.DecompressionBombError,
    ):
        return "E003"


def _shown(stem: str, content: bytes, image: Image.Image) -> Picture:
    image.load()  # a picture cut short fails here, not in the reader's hands
    kind = "webp" if image.format == "WEBP" else kind_of(content)
    turned = image.getexif().get(0x0112, 1) != 1
    is_still = getattr(image, "n_frames", 1) == 1
    fits = image.mode in SHOWN_MODES and max(image.size) <= LONGEST
    if kind and is_still and fits and not turned:
        return Picture(f"{stem}.{kind}", content, *image.size)
    upright = ImageOps.exif_transpose(image)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if kind == "jpg" or (kind != "png" and not clear):
        plain.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
        return Picture(f"{stem}.jpg", out.getvalue(), *plain.size)
    plain.save(out, "PNG", optimize=True)
    return Picture(f"{stem}.png", out.getvalue(), *plain.size)


def _finding(code: str, article: Article, src: str, line: int) -> Finding:
    message, hint = {
        "E002": ("is not in the issue", "put the file there or mend its path"),
        "E003": ("cannot be read as a picture", "save it again as PNG or JPEG"),
    }[code]
    return Finding(
        code=code,
        message=f"the picture {src!r} {message}",
        path=article.path or article.name,
        line=line,
        hint=hint,
    )
