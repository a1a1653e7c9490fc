"""An SVG picture's size, and what in it would make it more than a picture.

An SVG may run scripts, fetch files, unfold into millions of shapes, or print text in
whatever font a reader has. Such a file is refused, not mended: nothing is lost unseen.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable, Iterator
from functools import cache

from lxml import etree

MOST_SHAPES = 100_000
"""Elements that a file may hold, those called by ``use`` counted each time."""
MOST_BYTES = 20_000_000
_ALIEN = frozenset({"script", "foreignObject", "handler", "iframe", "audio", "video"})
_TEXT = frozenset({"text", "tspan", "textPath", "tref"})
_UNITS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0,
    "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
}  # fmt: skip
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:[eE][-+]?\d+)?)\s*([a-z]*)\s*")
_OUTSIDE = re.compile(r"@import|\burl\(\s*['\"]?\s*(?!#)|\\", re.IGNORECASE)
_RASTER = re.compile(r"data:image/(?:png|jpeg);base64,(.*)", re.DOTALL)

_CALLS = "calls for something outside itself"

PixelCount = Callable[[bytes], int]
"""Pixels of an embedded picture; 0 when it is none."""


def svg_size(root: etree._Element) -> tuple[int, int] | None:
    """Width and height in hundredths of a pixel of 1/96 inch; None when it says none.

    Only their ratio means anything. The size is that of its attributes where they are
    lengths, else that of its view box.
    """
    sides = [_length(root.get(name, "")) for name in ("width", "height")]
    if not all(sides):
        parts = root.get("viewBox", "").replace(",", " ").split()
        sides = [_length(part) for part in parts[2:]] if len(parts) == 4 else []
    if len(sides) != 2 or not all(sides):
        return None
    width, height = (max(1, round(side * 100)) for side in sides)
    return width, height


def _length(text: str) -> float:
    """A length in pixels of 1/96 inch; 0 when there is none."""
    match = _LENGTH.fullmatch(text)
    if not match or match[2] not in _UNITS:
        return 0
    value = float(match[1]) * _UNITS[match[2]]
    return value if math.isfinite(value) and value < 1_000_000 else 0


def parse_svg(content: bytes) -> etree._Element | None:
    """The root of an SVG file; None when it is no whole SVG."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if _name(root) == "svg" else None


def svg_problem(root: etree._Element, pixels: PixelCount, most_pixels: int) -> str:
    """What in an SVG may not be printed; empty when nothing is.

    Args:
        root: The file's root.
        pixels: Counts the pixels of an embedded picture.
        most_pixels: How many all of them may have together.
    """
    if any(isinstance(node, etree._Entity) for node in root.iter()):
        return "declares entities"
    before = root.itersiblings(preceding=True)
    if any(isinstance(node, etree._ProcessingInstruction) for node in before):
        return "calls a style sheet"
    rasters = 0
    for element in root.iter(etree.Element):
        problem, count = _element_problem(element, pixels)
        if problem:
            return problem
        rasters += count
    if rasters > most_pixels:
        return f"holds pictures of {rasters // 1_000_000} megapixels"
    return "" if _shapes(root) <= MOST_SHAPES else "unfolds into too many shapes"


def _element_problem(element: etree._Element, pixels: PixelCount) -> tuple[str, int]:
    """What is wrong with one element, and the pixels of the picture it embeds."""
    name = _name(element)
    if name in _ALIEN:
        return f"holds a <{name}>", 0
    if name in _TEXT:
        return "holds text that is no outline", 0
    css = str(element.text or "") if name == "style" else ""
    if _OUTSIDE.search(css) or len(element) * (name == "style"):
        return _CALLS, 0
    count = 0
    for key, value in element.attrib.items():
        local = etree.QName(key).localname.lower()
        added = _attribute_pixels((name, local), str(value), pixels)
        if local.startswith("on"):
            return "holds a script", 0
        if added is None:
            return _CALLS, 0
        count += added
    return "", count


def _attribute_pixels(
    where: tuple[str, str], value: str, pixels: PixelCount
) -> int | None:
    """Pixels that an attribute embeds; None when it calls for something outside.

    Args:
        where: Names of the element and of the attribute.
        value: The attribute's.
        pixels: Counts the pixels of an embedded picture.
    """
    name, local = where
    if local not in ("href", "src"):
        return None if _OUTSIDE.search(value) else 0
    return _target_pixels(value.strip(), pixels, is_image=name == "image")


def _target_pixels(target: str, pixels: PixelCount, *, is_image: bool) -> int | None:
    """Pixels of the picture that an address embeds; None when it leads outside."""
    if target.startswith("#"):
        return 0
    match = _RASTER.fullmatch(target) if is_image else None
    return pixels(_decoded(match[1])) or None if match else None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _shapes(root: etree._Element) -> int:
    """Elements drawn, those that ``use`` calls counted each time they are called."""
    by_id = {str(e.get("id")): e for e in root.iter(etree.Element) if e.get("id")}
    open_: set[str] = set()

    @cache
    def called(target: str) -> int:
        if target in open_:
            return MOST_SHAPES + 1  # it calls itself
        open_.add(target)
        found = by_id.get(target)
        total = 0 if found is None else count(found)
        open_.discard(target)
        return total

    def count(element: etree._Element) -> int:
        total = 0
        for inner in element.iter(etree.Element):
            total += 1 + sum(called(target) for target in _uses(inner))
            if total > MOST_SHAPES:
                break
        return total

    return count(root)


def _uses(element: etree._Element) -> Iterator[str]:
    """What an element draws by reference."""
    if _name(element) == "use":
        for key, value in element.attrib.items():
            if etree.QName(key).localname == "href":
                yield str(value).strip().removeprefix("#")


def _name(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname
