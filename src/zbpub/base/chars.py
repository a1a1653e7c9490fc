"""What a character is: Han, Latin, digit, or one of the classes of punctuation.

The sets follow CLREQ, "Punctuation marks" and "Prohibition rules for line start and
line end"; ingest, lint and the composer all ask here.
"""

from __future__ import annotations

import unicodedata

OPENING = frozenset("“‘「『（《〈【〖〔［｛｟｠〘〚〝") - {"｠"}
"""Marks that open: never at the end of a line."""

CLOSING = frozenset("”’」』）》〉】〗〕］｝｠〙〛〞〟")
"""Marks that close: never at the start of a line."""

STOPS = frozenset("。．！？")
"""Marks that end a sentence."""

PAUSES = frozenset("，、；：")
"""Marks that pause inside a sentence."""

INTERPUNCTS = frozenset("·‧・")
"""The dot between the parts of a name (间隔号)."""

DASH = "—"
ELLIPSIS = "…"
IDEOGRAPHIC_SPACE = "\u3000"

PUNCTUATION = OPENING | CLOSING | STOPS | PAUSES | INTERPUNCTS | {DASH, ELLIPSIS}
"""Every full-width mark of Chinese text."""

HALF_TO_FULL = dict(zip(",.!?:;()", "，。！？：；（）", strict=True))
"""Half-width marks and the full-width marks that Chinese text wants for them."""

_FULL_BY = 0xFEE0  # from an ASCII letter or digit to its full-width form
FULL_WIDTH = {
    code: code + _FULL_BY for code in range(0x21, 0x7F) if chr(code).isalnum()
}
"""Letters and digits to their full-width forms, for ``str.translate``."""
HALF_WIDTH = {full: half for half, full in FULL_WIDTH.items()}
"""And back."""

_HAN_RANGES = (
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),  # 々〆〇
    (0x3021, 0x3029),  # 〡…〩
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),  # unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x323AF),  # extensions B to H
)


def is_drawn(char: str) -> bool:
    """Whether ``char`` has a form of its own: no white space, control or selector."""
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return not (
        char.isspace() or is_selector or unicodedata.category(char) in {"Cc", "Cf"}
    )


def is_han(char: str) -> bool:
    """Whether ``char`` is a Han character."""
    code = ord(char)
    return any(first <= code <= last for first, last in _HAN_RANGES)


def is_digit(char: str) -> bool:
    """Whether ``char`` is an ASCII digit (full-width digits are Han-like)."""
    return char.isascii() and char.isdigit()


def is_western(char: str) -> bool:
    """Whether ``char`` is a Latin, Greek or Cyrillic letter, or an ASCII digit."""
    if char.isascii():
        return char.isalnum()
    return char.isalpha() and ord(char) < 0x0530


SOFT_HYPHEN = "\u00ad"
"""What a hyphen at a line's end is copied as (ISO 32000-1, 14.8.2.2.3)."""


def significant(text: str) -> str:
    """``text`` without white space and soft hyphens: what must never be lost.

    Neither is a character of the copy: lines and syllables come and go with the
    make-up.
    """
    return "".join(text.split()).replace(SOFT_HYPHEN, "")
