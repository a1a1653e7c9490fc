"""Merge: two versions of a manuscript and what both come from in, one text out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_FIRM = 4
"""Characters in a row that must be the same if a line is merged inside."""

Parts = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""The base, mine, theirs: lines, or characters of one line."""


def merge_texts(base: str, mine: str, theirs: str) -> str | None:
    """``mine`` with what changed from ``base`` to ``theirs``.

    Lines first; inside a line that both changed, characters, if some that nobody
    changed stand between the changes. None: both changed the same words in different
    ways.
    """
    lines = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    merged: list[str] = []
    for parts in _chunks(*lines, firm=1):
        chosen = _choose(*parts)
        if chosen is None:
            chosen = _merge_inside(*parts)
        if chosen is None:
            return None
        merged += chosen
    return "".join(merged)


def _choose(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Sequence[str] | None:
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _merge_inside(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Sequence[str] | None:
    """Lines that both changed, merged one by one; none was added or taken away."""
    if not len(base) == len(mine) == len(theirs):
        return None
    merged: list[str] = []
    for line, ours, others in zip(base, mine, theirs, strict=True):
        for parts in _chunks(line, ours, others, firm=_FIRM):
            chosen = _choose(*parts)
            if chosen is None:
                return None
            merged.append("".join(chosen))
    return merged


def _chunks(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], *, firm: int
) -> Iterator[Parts]:
    """The three texts in stretches: those that all have, and what lies between."""
    at = (0, 0, 0)
    for first, here, there, count in _common(base, mine, theirs, firm):
        yield base[at[0] : first], mine[at[1] : here], theirs[at[2] : there]
        same = base[first : first + count]
        yield same, same, same
        at = (first + count, here + count, there + count)


def _common(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], firm: int
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of ``base`` that both others have; at last an empty one at the ends."""
    ours, others = _same(base, mine), _same(base, theirs)
    while ours and others:
        (first, here, count), (second, there, many) = ours[0], others[0]
        start = max(first, second)
        end = min(first + count, second + many)
        if end - start >= firm:
            yield start, here + start - first, there + start - second, end - start
        (ours if first + count < second + many else others).pop(0)
    yield len(base), len(mine), len(theirs), 0


def _same(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where lines are the same: first in the base, in the other, how many."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(one.a, one.b, one.size) for one in matcher.get_matching_blocks()][:-1]
