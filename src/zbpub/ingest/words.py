"""Words: whether two halves of a text make a word across their seam."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

import jieba

from zbpub.base.chars import is_han

LONGEST = 6
"""Characters of the longest word looked for, and so of the context on each side."""
_NOISE = 1e-6
_RARE = 0.5
"""The count given to a character that the dictionary lacks."""


@cache
def _counts() -> tuple[Mapping[str, int], float]:
    """Words with their counts, and the logarithm of their sum.

    The dictionary is read from the package itself: jieba's own cache lies in a folder
    that anybody may write to.
    """
    tokenizer = jieba.Tokenizer()
    counts, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return counts, math.log(total)


def count_of(word: str) -> int:
    """How often ``word`` occurs in the dictionary's corpus; 0 for no word."""
    return _counts()[0].get(word, 0)


def seam_gain(left: str, right: str) -> float:
    """How much likelier ``left`` and ``right`` are as one text than as two.

    0 if no word spans the seam; otherwise the gain in log likelihood of the best
    segmentation. Only the Han characters next to the seam count.
    """
    tail = _han_tail(left)
    head = _han_tail(right[:LONGEST][::-1])[::-1]
    if not tail or not head:
        return 0.0
    whole = _likelihood(tail + head)
    gain = whole - _likelihood(tail) - _likelihood(head)
    return gain if gain > _NOISE else 0.0


def _han_tail(text: str) -> str:
    tail = text[-LONGEST:]
    for index in range(len(tail) - 1, -1, -1):
        if not is_han(tail[index]):
            return tail[index + 1 :]
    return tail


def _likelihood(text: str) -> float:
    """Log likelihood of the likeliest segmentation of ``text`` into words."""
    counts, total = _counts()
    best = [0.0] + [-math.inf] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - LONGEST), end):
            count = counts.get(text[start:end], 0)
            if count or end - start == 1:
                score = best[start] + math.log(count or _RARE) - total
                best[end] = max(best[end], score)
    return best[-1]
