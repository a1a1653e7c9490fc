"""Characters that may not stand in a manuscript, and where they do.

They cannot be printed, or cannot be written into XML (XML 1.0, 2.2) and so not into an
EPUB, or they change the order of the text behind the reader's back (UAX 9).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from zbpub.base.findings import Finding

_NONCHARACTERS = "".join(
    chr(plane + last)
    for plane in range(0, 0x110000, 0x10000)
    for last in (0xFFFE, 0xFFFF)
)

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u2028\u2029"  # line ends that Markdown does not know
    "\u202a-\u202e\u2066-\u2069"  # these turn the order of the text round
    "\ud800-\udfff"  # halves of a pair: no UTF-8
    "\ufdd0-\ufdef" + _NONCHARACTERS + "\ufffd]"
)

_SHOWN = 20
"""So many places are shown; a file of another kind would have thousands."""


def check_characters(text: str) -> tuple[Finding, ...]:
    """One error (M012) for each forbidden character of ``text``, at most 20 and a sum.

    The line ends of ``text`` are line feeds; lines and columns count from one.
    """
    found: list[Finding] = []
    more = 0
    for finding in _places(text):
        if len(found) < _SHOWN:
            found.append(finding)
        else:
            more += 1
    if more:
        last = found[-1]
        rest = f"{more} more characters may not stand in a manuscript"
        hint = "see whether this file is a text at all"
        found.append(replace(last, message=rest, hint=hint))
    return tuple(found)


def forbidden_in(text: str) -> str:
    """What is wrong with the first forbidden character of ``text``, or ``""``."""
    match = _FORBIDDEN.search(text)
    return _message(match[0]) if match else ""


def _places(text: str) -> Iterator[Finding]:
    if not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _FORBIDDEN.finditer(line):
            yield Finding(
                code="M012",
                message=_message(match[0]),
                line=number,
                column=match.start() + 1,
                hint=_hint(match[0]),
            )


def _message(char: str) -> str:
    name = unicodedata.name(char, "control character")
    return f"U+{ord(char):04X} ({name}) may not stand in a manuscript"


def _hint(char: str) -> str:
    if char == "\ufffd":
        return "something was decoded wrongly: take this passage from its source again"
    return "delete it"
