"""Subsets of a page's units, and the ways to part them in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Int = TypeVar("_Int", np.int16, np.int32)

EXACT = 9
"""Units up to which every subset is searched: its time triples with each."""
MOST_UNITS = 14


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two subsets and their union, sorted by union."""

    one: NDArray[np.intp]
    other: NDArray[np.intp]
    union: NDArray[np.intp]

    def only(self, keep: NDArray[np.bool_] | slice) -> Pairs:
        """Those that ``keep`` picks."""
        return Pairs(self.one[keep], self.other[keep], self.union[keep])

    def least(self, out: NDArray[_Int]) -> tuple[NDArray[np.intp], NDArray[_Int]]:
        """The least of ``out`` for each union."""
        starts = np.flatnonzero(np.diff(self.union, prepend=-1))
        return self.union[starts], np.minimum.reduceat(out, starts, axis=-1)


def halves_of(count: int) -> tuple[tuple[int, int], ...]:
    """Ways to part many units into those above and those below; none of few."""
    if count <= EXACT:
        return ()
    everyone = (1 << count) - 1
    middles = {count // 2 + by for by in (-1, 0, 1)}
    return tuple(
        ((1 << above) - 1, everyone ^ ((1 << above) - 1))
        for above in sorted(middles)
        if max(above, count - above) <= EXACT - 1
    )


def searched(count: int, halves: Sequence[tuple[int, int]]) -> set[int]:
    """The subsets that are searched: all, or those of halves and of all together."""
    if not halves:
        return set(range(1, 1 << count))
    found = {(1 << count) - 1, *(1 << unit for unit in range(count))}
    for half in {half for both in halves for half in both}:
        found |= {half, *parts_of(half)}
    return found


def pairs_of(subsets: Sequence[int], halves: Sequence[tuple[int, int]]) -> Pairs:
    """All ways to part each subset in two, either order; a page of halves so only."""
    one: list[int] = []
    union: list[int] = []
    whole = {above | below for above, below in halves}
    for subset in subsets:
        if subset in whole:
            parts = [above for above, _ in halves]
        else:
            parts = list(parts_of(subset))
        one += parts
        union += [subset] * len(parts)
    firsts, unions = np.array(one), np.array(union)
    return Pairs(firsts, unions & ~firsts, unions)


def parts_of(subset: int) -> Iterator[int]:
    """The proper parts of ``subset``."""
    part = (subset - 1) & subset
    while part:
        yield part
        part = (part - 1) & subset
