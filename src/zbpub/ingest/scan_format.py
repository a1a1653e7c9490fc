"""Scan: whether a file is hOCR or ALTO, told by its first bytes."""

from __future__ import annotations

import codecs
import re

_PEEK = 8192
_HOCR = re.compile(r"""['"\s]ocr_page['"\s]|ocr-(?:system|capabilities)""")
_ALTO = re.compile(r"<(?:[A-Za-z0-9_]{1,20}:)?alto[\s>]", re.IGNORECASE)


def scan_format(content: bytes) -> str:
    """``"hocr"``, ``"alto"``, or ``""`` for what is neither."""
    start = content[:_PEEK]
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = start.decode("utf-16" if wide else "latin-1", "replace")
    if _ALTO.search(text):
        return "alto"
    return "hocr" if _HOCR.search(text) else ""
