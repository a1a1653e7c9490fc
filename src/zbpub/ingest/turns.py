"""Turns: what a jump line says: onwards or from where, which page, which article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zbpub.base.chars import HALF_WIDTH

_NUMERALS = {
    char: value for value, char in enumerate("一二三四五六七八九", start=1)
} | {"〇": 0, "零": 0}
_NUMBER = r"([A-Za-z]?)\s?([0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_TURN = re.compile(
    rf"(下转|下接|转|上接|紧接|接)\s?(?:第\s?)?{_NUMBER}\s?(?:[\u4e00-\u9fff]{{0,4}}版)?"
    r"\s?([①-⑳])?\s?(?:《([^》]{1,40})》?)?"
)
_PRINTED = re.compile(_NUMBER)
_ONWARDS = ("下转", "下接", "转")


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page's number without its dress: A01 is ``A`` and 1."""

    letter: str
    number: int

    def means(self, other: PageMark) -> bool:
        """Whether both may be one page; a letter may be left out."""
        letters = self.letter == other.letter or not (self.letter and other.letter)
        return letters and self.number == other.number


@dataclass(frozen=True, slots=True)
class Turn:
    """One 下转 or 上接."""

    onwards: bool
    page: PageMark
    mark: str = ""
    """①: which of several, where a page has more than one."""
    title: str = ""
    """The article that it names in 《》."""


def read_turns(jump: str) -> tuple[Turn, ...]:
    """What ``jump``, an article's jump line, says; 详见 and its like say nothing.

    Those say where there is more to read, not where the article goes on.
    """
    return tuple(
        Turn(
            match[1] in _ONWARDS,
            PageMark(match[2].upper(), read_numeral(match[3])),
            match[4] or "",
            match[5] or "",
        )
        for match in _TURN.finditer(jump.translate(HALF_WIDTH))
    )


def read_mark(page: str) -> PageMark | None:
    """The mark of a page's number (版次); None of one that holds no number."""
    match = _PRINTED.fullmatch(page.strip().translate(HALF_WIDTH))
    return PageMark(match[1].upper(), read_numeral(match[2])) if match else None


def read_numeral(text: str) -> int:
    """A number up to 999 in digits, or up to 99 in Chinese: 十二 is 12."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_NUMERALS.get(char, 0)) for char in text))
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)
