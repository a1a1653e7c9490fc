"""A text in, the places where its words end out: jieba's words, asked in one way."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

import jieba

from zbpub.base.dictionary import tokenizer

_MANY = 40_000
"""Characters: when so many were looked up, loading the whole dictionary is quicker."""


class WordCutter:
    """Cuts texts into words by jieba.

    A few paragraphs are looked up in the sorted dictionary, which is there at once; for
    many the whole dictionary is loaded, which takes half a second. Words are the same.
    """

    def __init__(self) -> None:
        self._tokenizer = tokenizer()
        self._looked_up = 0

    def cut(self, text: str) -> list[str]:
        """The words of ``text``; joined they are ``text``."""
        self._looked_up += len(text)
        if self._looked_up > _MANY:
            self._tokenizer = _whole()
        words: list[str] = self._tokenizer.lcut(text)
        return words

    def ends(self, text: str) -> bytearray:
        """For each offset of ``text``, its end included, whether a word ends there."""
        marks = bytearray(len(text) + 1)
        marks[0] = 1
        for at in accumulate(map(len, self.cut(text))):
            marks[at] = 1
        return marks

    def is_word(self, text: str) -> bool:
        """Whether the dictionary has ``text``."""
        return bool(self._tokenizer.FREQ.get(text, 0))

    def parts_of(self, word: str) -> tuple[int, ...]:
        """Where ``word`` falls into two words of two characters or more: 考试·制度."""
        known = self._tokenizer.FREQ
        return tuple(
            at
            for at in range(2, len(word) - 1)
            if known.get(word[:at], 0) and known.get(word[at:], 0)
        )


@cache
def _whole() -> jieba.Tokenizer:
    made = jieba.Tokenizer()
    with made.get_dict_file() as file:
        made.FREQ, made.total = made.gen_pfdict(file)
    made.initialized = True
    return made
