"""Folio: a page's text in, the number (版次) that its folio prints out."""

from __future__ import annotations

import re

from zbpub.base.chars import HALF_WIDTH
from zbpub.ingest.furniture import FOLIO, furniture_reason
from zbpub.ingest.turns import PageMark, read_numeral

_EDGE = 6
"""Lines at a page's head and foot in which its folio may stand."""
_MARKUP = "#*_>|` \t\u3000"
_WITH_NAME = re.compile(
    r"(?<![今日共计总])(?:第\s?)?([A-Za-z]?)\s?([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?版"
)
_BARE = re.compile(
    r"(?<![0-9A-Za-z年月日共计./\-第总:：])([A-Z]?)([0-9]{1,2})(?![0-9A-Za-z年月日期版./\-:：℃])"
)


def folio_mark(text: str) -> PageMark | None:
    """The number that the folio of the page ``text`` says.

    None: there is no folio, it says no number, or several differ.
    """
    lines = [line.strip(_MARKUP) for line in text.splitlines()]
    lines = [line for line in lines if line]
    edge = dict.fromkeys([*lines[:_EDGE], *lines[-_EDGE:]])
    folios = [line for line in edge if furniture_reason(line) == FOLIO]
    for pattern in (_WITH_NAME, _BARE):
        found = {
            PageMark(match[1].upper(), read_numeral(match[2]))
            for line in folios
            for match in pattern.finditer(line.translate(HALF_WIDTH))
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def print_mark(mark: PageMark) -> str:
    """A page's number as papers print it, in two digits: 03, A01."""
    return f"{mark.letter}{mark.number:02d}"
