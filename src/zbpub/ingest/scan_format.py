"""Scan: whether a file is hOCR, ALTO or PAGE XML, told by its first bytes."""

from __future__ import annotations

import codecs
import re

_PEEK = 8192
_HOCR = re.compile(r"""['"\s]ocr_page['"\s]|ocr-(?:system|capabilities)""")
_ALTO = re.compile(r"<(?:[A-Za-z0-9_]{1,20}:)?alto[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:[A-Za-z0-9_]{1,20}:)?PcGts[\s>]")
_XML = re.compile(r"(?:\xef\xbb\xbf|\ufeff)?\s*<\?xml\s")


def scan_format(content: bytes) -> str:
    """``"hocr"``, ``"alto"``, ``"page"``, or ``""`` for what is none of them."""
    text = _start(content)
    if _ALTO.search(text):
        return "alto"
    if _PAGE.search(text):
        return "page"
    return "hocr" if _HOCR.search(text) else ""


def is_xml(content: bytes) -> bool:
    """Whether a file says itself that it is XML."""
    return _XML.match(_start(content)) is not None


def _start(content: bytes) -> str:
    start = content[:_PEEK]
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return start.decode("utf-16" if wide else "latin-1", "replace")
