"""A text in, what is wrong with its quotation marks out.

“ ” ‘ ’ become 「」『』 one for one: a mark that is wrong stays wrong, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(r"(?<![A-Za-z0-9])’|’(?![A-Za-z0-9])|[“”‘]")
_PAIRS = {"”": "“", "’": "‘"}


@dataclass(frozen=True, slots=True)
class QuoteFault:
    """A mark that has no partner, or stands outside where it belongs inside."""

    at: int
    """The mark's offset."""
    mark: str
    is_half: bool
    """No partner; else a ‘ that no “ is round."""


def quote_faults(text: str, following: str = "") -> Iterator[QuoteFault]:
    """What is wrong with the marks of a paragraph.

    Args:
        text: The paragraph.
        following: The paragraph behind it. A quotation that goes on there is opened
            again and need not be closed here (GB/T 15834-2011, 4.8.3.5).
    """
    open_at: list[tuple[int, str]] = []
    for found in _MARKS.finditer(text):
        mark, at = found[0], found.start()
        if mark in _PAIRS:
            if open_at and open_at[-1][1] == _PAIRS[mark]:
                open_at.pop()
            else:
                yield QuoteFault(at, mark, is_half=True)
            continue
        if mark == "‘" and not open_at:
            yield QuoteFault(at, mark, is_half=False)
        open_at.append((at, mark))
    if open_at and following[:1] == "“":
        return
    for at, mark in open_at:
        yield QuoteFault(at, mark, is_half=True)
