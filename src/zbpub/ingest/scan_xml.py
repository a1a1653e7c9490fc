"""Scan: a file as a tree, read so that it can neither reach out nor blow up."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from lxml import etree

from zbpub.base.findings import Finding, InputError
from zbpub.ingest.scan import Box

MOST_BYTES = 64 * 1024 * 1024
FARTHEST = 1_000_000.0
"""The largest coordinate that is believed, in either direction."""
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml")
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T|\x00<\x00!\x00E\x00N\x00T")
_NAMELESS = re.compile(r"\s*\(<string>, line \d+\)$")
"""How lxml ends a message about bytes; the line stands before it too."""
_PLAIN = 12
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{0,12})?(?:[eE][+-]?[0-9]{1,2})?")


def refuse_scan(code: str, message: str, path: str, hint: str) -> InputError:
    """The error that says why the file at ``path`` cannot be read as a scan."""
    return InputError(Finding(code=code, message=message, path=path, hint=hint))


def read_tree(content: bytes, path: str, *, html: bool) -> etree._Element:
    """The root of ``content``: XML, or HTML where ``html`` allows it and it is no XML.

    Entities are not resolved, no document type is loaded, nothing is fetched.

    Raises:
        InputError: I120: it is broken, too large or defines entities.
    """
    if len(content) > MOST_BYTES:
        raise refuse_scan(
            "I120",
            f"the scan is larger than {MOST_BYTES // 1024 // 1024} MiB",
            path,
            "write each page into a file of its own",
        )
    if _ENTITY.search(content):
        raise refuse_scan(
            "I120",
            "the scan defines entities, which may hide or multiply text",
            path,
            "write it without a document type of its own",
        )
    try:
        return _parse(content, html=html and not _XML.match(content))
    except etree.LxmlError as error:
        raise refuse_scan(
            "I120",
            f"the scan is broken: {_first_line(error)}",
            path,
            "write the file again; it may have been cut off",
        ) from error


def other_reading(told: Iterable[etree._Element], own: str) -> str:
    """The first text of ``told`` that has as many characters as ``own``, or ``""``."""
    texts = ("".join((node.text or "").split()) for node in told)
    return next((one for one in texts if len(one) == len(own) and one != own), "")


def _parse(content: bytes, *, html: bool) -> etree._Element:
    if not html:
        xml = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        return etree.fromstring(content, xml)
    return etree.fromstring(content, _html_parser(content))


def _html_parser(content: bytes) -> etree.HTMLParser:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return etree.HTMLParser(no_network=True, huge_tree=False)
    return etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")


def _first_line(error: Exception) -> str:
    told = _NAMELESS.sub("", str(error).partition("\n")[0])
    return told or "it holds no mark-up"


def is_element(node: etree._Element) -> bool:
    """Whether ``node`` is an element, no comment or processing instruction."""
    tag: object = node.tag
    return isinstance(tag, str)


def local_name(node: etree._Element) -> str:
    """The name of an element without its namespace; comments have none."""
    return str(node.tag).rpartition("}")[2] if is_element(node) else ""


def read_number(text: str | None) -> float | None:
    """A number that may be a coordinate or a confidence, or ``None``."""
    if text is None:
        return None
    if len(text) <= _PLAIN and text.isascii() and text.isdigit():
        return float(text)  # nearly all are
    if _NUMBER.fullmatch(text.strip()) is None:
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def make_box(edges: tuple[float | None, ...]) -> Box | None:
    """The box of four edges, or ``None`` if it is none that a page may have."""
    known = [edge for edge in edges if edge is not None]
    if len(known) != 4 or any(abs(edge) > FARTHEST for edge in known):
        return None
    box = Box(*known)
    return box if box.width > 0 and box.height > 0 else None


def round_polygon(points: str) -> Box | None:
    """The box round a polygon: ``x,y x,y`` or ``x y x y``."""
    numbers = [read_number(part) for part in points.replace(",", " ").split()]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or len(known) < 4 or len(known) % 2:
        return None
    across, down = known[::2], known[1::2]
    return make_box((min(across), min(down), max(across), max(down)))
