"""Western words in syllables: where a hyphen may part them (pyphen's patterns)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pyphen

_SHORTEST = 6
"""Shorter words are never parted: a fragment of two letters is worse than a gap."""
_BEFORE, _AFTER = 2, 3
"""Letters that stay before and after a hyphen at least."""


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=_BEFORE, right=_AFTER)


def has_patterns(language: str) -> bool:
    """Whether the words of ``language`` (``en_US``) can be parted."""
    return language in pyphen.LANGUAGES


def syllables(word: str, language: str) -> list[str]:
    """``word`` in the parts that a hyphen may stand between.

    Numbers, mixed runs, and words all in capitals stay whole (CLREQ: a Western word
    breaks at hyphenation points only; an abbreviation has none).

    Args:
        word: A Western run.
        language: Whose rules part it, such as ``en_US``; empty: it stays whole.
    """
    if not language or len(word) < _SHORTEST or not word.isalpha() or word.isupper():
        return [word]
    points = [0, *_patterns(language).positions(word), len(word)]
    return [word[start:stop] for start, stop in pairwise(points)]
