"""Words: whether two halves of a text make a word across their seam."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import jieba

from zbpub.base.chars import is_han

LONGEST = 6
"""Characters of the longest word looked for, and so of the context on each side."""
CONTEXT = 10
"""Characters from a seam in which its words are looked for."""
CACHED = 1 << 14
"""Seams that are remembered."""
_NOISE = 1e-6
_RARE = 0.5
"""The count given to a character that the dictionary lacks."""


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """Words with their counts and parts of speech, and the logarithm of their sum."""

    counts: Mapping[str, int]
    tags: Mapping[str, str]
    total: float


@cache
def _dictionary() -> _Dictionary:
    """Jieba's dictionary.

    It is read from the package itself: jieba's own cache lies in a folder that anybody
    may write to.
    """
    counts: dict[str, int] = {}
    tags: dict[str, str] = {}
    with jieba.Tokenizer().get_dict_file() as file:
        for line in file.read().decode("utf-8").splitlines():
            word, count, tag = line.split(" ")
            counts[word] = int(count)
            tags[word] = tag
    return _Dictionary(counts, tags, math.log(sum(counts.values())))


def count_of(word: str) -> int:
    """How often ``word`` occurs in the dictionary's corpus; 0 for no word."""
    return _dictionary().counts.get(word, 0)


def last_word(text: str) -> tuple[str, str]:
    """The last word of ``text`` and its part of speech (jieba's tag; ``""``: none)."""
    tail = _han_tail(text, CONTEXT)
    words = _segment(tail)
    return (words[-1], _dictionary().tags.get(words[-1], "")) if words else ("", "")


def first_word(text: str) -> tuple[str, str]:
    """The first word of ``text`` and its part of speech (jieba's tag; ``""``: none)."""
    words = _segment(_han_head(text, CONTEXT))
    return (words[0], _dictionary().tags.get(words[0], "")) if words else ("", "")


def seam_gain(left: str, right: str) -> float:
    """How much likelier ``left`` and ``right`` are as one text than as two.

    0 if no word spans the seam; otherwise the gain in log likelihood of the best
    segmentation. Only the Han characters next to the seam count.
    """
    tail = _han_tail(left, LONGEST)
    head = _han_head(right, LONGEST)
    return _gain(tail, head) if tail and head else 0.0


@lru_cache(maxsize=CACHED)
def _gain(tail: str, head: str) -> float:
    whole = _likelihood(tail + head)
    gain = whole - _likelihood(tail) - _likelihood(head)
    return gain if gain > _NOISE else 0.0


@lru_cache(maxsize=CACHED)
def _segment(text: str) -> tuple[str, ...]:
    """The likeliest words of a short stretch of Han characters."""
    counts, total = _dictionary().counts, _dictionary().total
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        ways = [
            (best[start][0] + math.log(count or _RARE) - total, start)
            for start in range(max(0, end - LONGEST), end)
            if (count := counts.get(text[start:end], 0)) or end - start == 1
        ]
        best.append(max(ways))
    words: list[str] = []
    end = len(text)
    while end:
        words.append(text[best[end][1] : end])
        end = best[end][1]
    return tuple(words[::-1])


def _han_head(text: str, longest: int) -> str:
    return _han_tail(text[:longest][::-1], longest)[::-1]


def _han_tail(text: str, longest: int) -> str:
    return _trim_tail(text[-longest:])


@lru_cache(maxsize=CACHED)
def _trim_tail(tail: str) -> str:
    """The Han characters that ``tail`` ends with."""
    for index in range(len(tail) - 1, -1, -1):
        if not is_han(tail[index]):
            return tail[index + 1 :]
    return tail


def _likelihood(text: str) -> float:
    """Log likelihood of the likeliest segmentation of ``text`` into words."""
    counts, total = _dictionary().counts, _dictionary().total
    best = [0.0] + [-math.inf] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - LONGEST), end):
            count = counts.get(text[start:end], 0)
            if count or end - start == 1:
                score = best[start] + math.log(count or _RARE) - total
                best[end] = max(best[end], score)
    return best[-1]
