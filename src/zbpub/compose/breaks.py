"""Where the lines of paragraphs end: the best way over each whole paragraph.

The order of faults is lexicographic, worst first, and no sum of lesser faults outweighs
a greater one; see docs/composition.md. Good lines are looked for first, in which no Han
gap opens by more than an eighth of an em; only a paragraph that cannot be set so is cut
again with wider gaps allowed. What is found is the same as if all lines had been
weighed at once, since a wider gap is a worse fault than any sum of narrower ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import add
from typing import NamedTuple

import numpy as np

from zbpub.compose.costs import NEVER, NEVER_GRAVE, costs_of
from zbpub.compose.nodes import (
    LOOSE,
    Candidates,
    Flags,
    Opening,
    find_candidates,
    find_nodes,
)
from zbpub.compose.strip import ENDLESS, Strip

_OPENINGS = (Opening(LOOSE), Opening(250), Opening(1 << 40, is_last_resort=True))
"""R37: an eighth of an em is acceptable, more than a quarter a defect."""


class Cut(NamedTuple):
    """One line: atoms ``first`` to ``stop - 1`` of the strip."""

    first: int
    stop: int
    is_last: bool
    is_relieved: bool = False
    """Whether it ends where a rule forbids, as a relief (R5)."""


def cut_lines(strip: Strip) -> list[list[Cut]]:
    """The best lines for each paragraph of ``strip``; every atom is in exactly one.

    A line that no legal break makes fit is left too wide: visible, not illegal.
    """
    found: list[list[Cut]] = [[] for _ in strip.measures]
    waiting: Flags = strip.measures < ENDLESS
    for rank in np.flatnonzero(~waiting).tolist():
        first, stop = strip.bounds[rank : rank + 2].tolist()
        found[rank] = [Cut(first, stop, is_last=True)]
    if not waiting.any():
        return found
    for opening in _OPENINGS:
        _solve(strip, opening, waiting, found)
        if not waiting.any():
            break
    return found


def _solve(
    strip: Strip, opening: Opening, waiting: Flags, found: list[list[Cut]]
) -> None:
    """Cut those paragraphs that wait and that ``opening`` is enough for."""
    nodes = find_nodes(strip, waiting, opening)
    candidates = find_candidates(strip, nodes, opening)
    costs = costs_of(strip, nodes, candidates, opening)
    ways = _Ways(candidates, costs, NEVER if opening.is_light else NEVER_GRAVE)
    places, reliefs = nodes.places.tolist(), nodes.is_relief.tolist()
    stops = np.flatnonzero(nodes.is_end)
    stops = stops[waiting[nodes.paragraph[stops]]]
    for stop in stops.tolist():
        start = int(nodes.begins[stop])
        path = ways.best(start, stop)
        if path:
            paragraph = int(nodes.paragraph[stop])
            waiting[paragraph] = False
            found[paragraph] = [
                Cut(places[one], places[other], other == stop, reliefs[other])
                for one, other in pairwise(path)
            ]


class _Ways:
    """All ways through the candidates, and the cheapest of them."""

    def __init__(
        self, candidates: Candidates, costs: Sequence[int], never: int
    ) -> None:
        self._lows: list[int] = candidates.lows.tolist()
        self._highs: list[int] = candidates.highs.tolist()
        self._offsets: list[int] = candidates.offsets.tolist()
        self._costs = costs
        self._never = never

    def best(self, start: int, stop: int) -> list[int]:
        """The nodes of the cheapest way from ``start`` to ``stop``; none if no way."""
        costs, never = self._costs, self._never
        inner = slice(start + 1, stop + 1)
        # Indexed like the nodes from ``start`` on. This loop is where the time goes: a
        # slice and a sum for each node.
        sums = [0]
        for low, high, offset in zip(
            self._lows[inner], self._highs[inner], self._offsets[inner], strict=True
        ):
            if high - low > 1:
                former = sums[low - start : high - start]
                sums.append(min(map(add, former, costs[offset : offset + high - low])))
            elif low < high:
                sums.append(sums[low - start] + costs[offset])
            else:
                sums.append(never)
        if sums[-1] >= never:
            return []
        path = [stop]
        while path[-1] != start:
            path.append(self._former(path[-1], start, sums))
        path.reverse()
        return path

    def _former(self, node: int, start: int, sums: Sequence[int]) -> int:
        """The node before ``node`` on the cheapest way; the fullest line of equals."""
        low, high, offset = self._lows[node], self._highs[node], self._offsets[node]
        wanted = sums[node - start]
        for other in range(low, high):
            if sums[other - start] + self._costs[offset + other - low] == wanted:
                return other
        raise AssertionError("a sum that no line gives")
