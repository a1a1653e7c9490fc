"""A text in, the places where its words end out: jieba's words, asked in one way."""

from __future__ import annotations

import re
from itertools import accumulate

from zbpub.base.dictionary import tokenizer

BLOCK = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
"""What jieba cuts by itself: the words of a text are those of its blocks."""
_MOST = 20_000
"""Blocks that are remembered: an issue asks for each several times."""


class WordCutter:
    """Cuts texts into words by jieba, each block once."""

    def __init__(self) -> None:
        self._tokenizer = tokenizer()
        self._known: dict[str, tuple[str, ...]] = {}

    def cut(self, text: str) -> list[str]:
        """The words of ``text``; joined they are ``text``."""
        found: list[str] = []
        at = 0
        for block in BLOCK.finditer(text):
            found += text[at : block.start()]
            found += self._known.get(block[0]) or self._cut(block[0])
            at = block.end()
        return [*found, *text[at:]]

    def _cut(self, block: str) -> tuple[str, ...]:
        if len(self._known) > _MOST:
            self._known.clear()
        words = tuple(self._tokenizer.cut(block))
        self._known[block] = words
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
