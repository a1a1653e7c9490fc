"""Phrases that decide how characters convert: found in a text, let through, chosen.

OpenCC takes a phrase wherever its characters stand side by side, also where one word
ends and the next begins: 指明了方向 has 明了 in it. Here a phrase passes only if it
lies inside one word, or begins and ends where words do; of those that pass, the longest
are taken first. What the list of the press has (``press.toml``) passes always and
comes before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Hit(NamedTuple):
    """A phrase that stands in a text."""

    start: int
    end: int
    rank: int
    """That with the lower rank is taken."""


class PhraseIndex:
    """Phrases of two and more characters, by their first two."""

    def __init__(self, phrases: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = {}
        self._phrases = frozenset(each for each in phrases if len(each) > 1)
        for phrase in self._phrases:
            lengths.setdefault(phrase[:2], set()).add(len(phrase))
        self._lengths = {pair: tuple(found) for pair, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of every phrase in ``text``, those inside others included."""
        lengths, phrases = self._lengths, self._phrases
        for start in range(len(text) - 1):
            found = lengths.get(text[start : start + 2])
            if found:
                for length in found:
                    end = start + length
                    if end <= len(text) and text[start:end] in phrases:
                        yield start, end


def passes(start: int, end: int, ends: bytearray) -> bool:
    """Whether what stands at ``start`` to ``end`` breaks no word; see the module."""
    return bool(ends[start] and ends[end]) or not any(ends[start + 1 : end])


def word_round(start: int, end: int, ends: bytearray) -> tuple[int, int]:
    """The word that a phrase lies in that does not begin and end with it."""
    while not ends[start]:
        start -= 1
    while not ends[end]:
        end += 1
    return start, end


def longest_first(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that are taken, in the order of the text: none overlaps another.

    Those of a lower rank come first, then the longer ones, then those further left.
    """
    taken: list[Hit] = []
    held: set[int] = set()
    for hit in sorted(hits, key=_precedence):
        places = range(hit.start, hit.end)
        if held.isdisjoint(places):
            held.update(places)
            taken.append(hit)
    taken.sort()
    return taken


def _precedence(hit: Hit) -> tuple[int, int, int]:
    return hit.rank, hit.start - hit.end, hit.start


def regional_sources(
    phrases: Mapping[str, tuple[str, ...]], back: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """How the Traditional ``phrases`` of a region are written in Simplified."""
    for phrase in phrases:
        yield "".join(back.get(char, (char,))[0] for char in phrase)
