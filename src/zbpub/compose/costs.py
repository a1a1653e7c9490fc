"""What each candidate line costs: one whole number, the worst fault in front.

A cost is two or three words of 62 bits, each divided among faults. Adding costs adds
faults, and comparing them compares the worst first: a unit of one fault weighs more
than any difference that the faults behind it can make between two ways to cut the same
paragraph. The words in front are needed for bad lines alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from zbpub.compose.marks import Step
from zbpub.compose.nodes import LOOSE, Candidates, Nodes, Opening
from zbpub.compose.setting import Rule
from zbpub.compose.stock import Ints
from zbpub.compose.strip import PARTS_BEFORE_LETTERS, Strip

NEVER = 1 << 100
"""No sum of costs of one word reaches it; kept small, since it is added often."""
NEVER_GRAVE = 1 << 400
"""No sum of costs of three words does."""

_WORD = 62
_UNSEEN = 20
"""Han gaps opened by less, in thousandths of an em, nobody sees."""
_DEFECT = 250
"""R37: opened by more is a defect."""
_MOST = 20_000
"""Openings are told apart up to here, in thousandths of an em."""
_SOFT_BREAK = 80
"""A break between number and measure word weighs as much as this opening."""
_HYPHEN = 110
"""So does one inside a word: only a gap that is seen is worth a hyphen."""
_GRAIN = 50
"""Squeezing is told apart by fiftieths of an em,"""
_DIGIT = 9
"""as one digit of so many bits for each step."""
_RANK = {Step.STOP: 4, Step.WESTERN_GAP: 3, Step.COMMA: 2, Step.BRACKET: 1}
"""Digits of the steps, the last resort in front; the mildest three share the last."""


def costs_of(
    strip: Strip, nodes: Nodes, candidates: Candidates, opening: Opening
) -> list[int]:
    """The cost of each candidate.

    Args:
        strip: The paragraphs.
        nodes: Their nodes.
        candidates: The lines to be weighed.
        opening: Says which faults there can be.
    """
    lack = (
        nodes.right[candidates.stops]
        - nodes.left[candidates.firsts]
        - nodes.room[candidates.stops]
    )
    lines = _Lines(strip, nodes, candidates)
    opened = lines.opened(lack)
    cost = _opening_cost(lines, opened) << (5 * _DIGIT)
    squeezed, over = lines.squeezed(lack)
    cost += squeezed
    cost += np.where(opened <= _UNSEEN, opened, 0)
    small: list[int] = cost.tolist()
    runts, forced = lines.runts(), lines.forced()
    if opening.is_light:
        return _without(small, runts | forced)
    loose = np.clip(opened - LOOSE, 0, _MOST) + forced * (_DEFECT - LOOSE)
    return _with_grave(small, lines, (opened, over, (runts << 30) + loose))


def _without(costs: list[int], which: Ints) -> list[int]:
    """Such lines are not worth weighing as long as there are others."""
    for index in which.nonzero()[0].tolist():
        costs[index] = NEVER
    return costs


def _with_grave(
    small: list[int], lines: _Lines, faults: tuple[Ints, Ints, Ints]
) -> list[int]:
    opened, over, light = faults
    em = lines.strip.em
    relief = lines.nodes.is_relief[lines.candidates.stops]
    defect = np.maximum(opened - _DEFECT, 0)
    worst = (np.minimum(over * 1000 // em, (1 << 30) - 1) << 31) + defect**2
    grave = (relief.astype(np.int64) << 50) + light
    return [
        (one << 3 * _WORD) + (other << 2 * _WORD) + cost
        for one, other, cost in zip(worst.tolist(), grave.tolist(), small, strict=True)
    ]


def _opening_cost(lines: _Lines, opened: Ints) -> Ints:
    """The opening of Han gaps by its cube, so that the worst line counts most."""
    cubes = np.where(opened > _UNSEEN, np.minimum(opened, _DEFECT) ** 3, 0)
    stops = lines.candidates.stops
    inner = ~lines.nodes.is_end
    at = lines.nodes.firsts
    for name, weight in (
        ("soft", _SOFT_BREAK),
        ("hyphen", _HYPHEN),
    ):
        kind = (lines.strip.of_joints(name)[at] > 0) & inner
        if kind.any():
            cubes = cubes + kind[stops] * weight**3
    cost: Ints = np.minimum(cubes >> 9, (1 << _WORD - 5 * _DIGIT) - 1)
    return cost


@dataclass(frozen=True, slots=True)
class _Lines:
    """Candidate lines, and what the strip's running sums say of each."""

    strip: Strip
    nodes: Nodes
    candidates: Candidates

    def between(self, sums: Ints) -> Ints:
        """What ``sums`` add up to inside each line."""
        firsts, lasts = sums[self.nodes.firsts], sums[self.nodes.lasts]
        inside: Ints = lasts[self.candidates.stops] - firsts[self.candidates.firsts]
        return inside

    def opened(self, lack: Ints) -> Ints:
        """How far Han gaps open, in thousandths of an em.

        Word spaces and Western gaps give first, and for nothing; a last line opens not.
        """
        spare = np.maximum(-lack - self.between(self.strip.stretch), 0)
        spare *= ~self.nodes.is_end[self.candidates.stops]
        places = np.maximum(self.between(self.strip.opens), 1)
        if self.strip.letters[-1]:
            # Beyond a quarter em letters of addresses give before Han gaps do.
            cap = places * (self.strip.em // PARTS_BEFORE_LETTERS)
            helped = np.maximum(spare - self.between(self.strip.letters), cap)
            spare = np.where(spare > cap, helped, spare)
        opened: Ints = np.minimum(spare * 1000 // (places * self.strip.em), _MOST)
        return opened

    def squeezed(self, lack: Ints) -> tuple[Ints, Ints]:
        """What squeezing costs, and by how much a line is still too wide (mpt)."""
        stops = self.candidates.stops
        cost = np.zeros_like(lack)
        tight = np.flatnonzero(lack > 0)
        over = np.zeros_like(lack)
        if not tight.size:
            return cost, over
        rest = lack[tight]
        part = _Lines(self.strip, self.nodes, _chosen(self.candidates, tight))
        ends = self.strip.of_atoms("end_shrink")[self.nodes.lasts][stops[tight]]
        for step, give in ((Step.LINE_END, ends), *part.gives()):
            taken = np.minimum(give, rest)
            rest = rest - taken
            grains = np.minimum(taken * _GRAIN // self.strip.em, (1 << _DIGIT) - 1)
            cost[tight] += grains << (_RANK.get(step, 0) * _DIGIT)
        hang = self.strip.hang[self.nodes.lasts][stops[tight]]
        rest = np.where(hang > 0, 0, rest)
        over[tight] = rest
        return cost, over

    def gives(self) -> Iterator[tuple[Step, Ints]]:
        """What each step may take of each line, first step first."""
        for step, sums in self.strip.shrinks:
            yield step, self.between(sums)

    def forced(self) -> Ints:
        """1 for each line that ends inside what should stay whole."""
        kind = self.strip.of_joints("forced")[self.nodes.firsts] * ~self.nodes.is_end
        forced: Ints = kind[self.candidates.stops]
        return forced

    def runts(self) -> Ints:
        """1 for each last line that holds one Han and nothing else but marks (R28)."""
        runts = np.zeros(len(self.candidates.stops), np.int64)
        if not self.strip.stock.setting.has(Rule.RUNTS):
            return runts
        stops, firsts = self.candidates.stops, self.candidates.firsts
        last = np.flatnonzero(
            self.nodes.is_end[stops] & (firsts != self.nodes.begins[stops])
        )
        start = self.nodes.places[firsts[last]]
        stop = self.nodes.places[stops[last]]
        for name, most in (("han", 1), ("solid", 0)):
            sums = np.concatenate([[0], np.cumsum(self.strip.of_atoms(name))])
            is_few = sums[stop] - sums[start] <= most
            last, start, stop = last[is_few], start[is_few], stop[is_few]
        runts[last] = 1
        return runts


def _chosen(candidates: Candidates, which: Ints) -> Candidates:
    return replace(
        candidates, firsts=candidates.firsts[which], stops=candidates.stops[which]
    )
