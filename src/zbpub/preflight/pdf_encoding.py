"""What the bytes of a simple font mean when it has no ToUnicode map.

ISO 32000-1, 9.6.6 and 9.10.2: a base encoding, changed by /Differences, whose glyph
names the Adobe Glyph List turns into Unicode.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding

_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


def simple_texts(font: pikepdf.Object) -> dict[int, str]:
    """The text of each byte of the simple font ``font``."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        base = _base(str(encoding.get("/BaseEncoding", "")))
        return base | dict(_differences(encoding.get("/Differences", [])))
    return _base(str(encoding or ""))


def _base(name: str) -> dict[int, str]:
    if codec := _CODECS.get(name):
        texts = (bytes([code]).decode(codec, "ignore") for code in range(256))
        return {code: text for code, text in enumerate(texts) if text}
    return {
        code: _text(name) for code, name in enumerate(StandardEncoding) if _text(name)
    }


def _differences(entries: object) -> Iterator[tuple[int, str]]:
    code = 0
    for entry in list(entries):  # type: ignore[call-overload]
        if isinstance(entry, pikepdf.Name):
            if text := _text(str(entry).lstrip("/")):
                yield code, text
            code += 1
        else:
            code = int(entry)


def _text(glyph: str) -> str:
    return str(toUnicode(glyph))
