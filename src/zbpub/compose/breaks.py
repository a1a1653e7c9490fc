"""Where the lines of a paragraph end: the best way over the whole paragraph.

The order of faults is lexicographic, worst first, and never a weighted sum: a line
too wide, a gap over half an em, a one-character last line (CLREQ, 孤字), the opening
of Han gaps (by its cube, so that the worst line counts most), then squeezing from the
last step of CLREQ's order to the first. So a mark is pushed in where squeezing allows
and pushed out where it does not (先挤进，后推出).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbpub.compose.marks import Kind, Step
from zbpub.compose.strip import STEPS, Strip

_BITS = 56
"""Each fault is one digit of a big number: adding costs adds faults, and comparing
them compares the worst first. No sum of one fault reaches 2**56."""
_UNIT = 1
_OPENED = 1 << _BITS * (len(STEPS) + 1)
_RUNT = _OPENED << _BITS
_GAPING = _RUNT << _BITS
_OVERFULL = _GAPING << _BITS

_UNSEEN = 20
"""Han gaps opened by less, in thousandths of an em, nobody sees."""
_WIDEST = 500
"""Gaps wider than this, in thousandths of an em, gape."""
_SOFT_BREAK = 80
"""A break between number and measure word weighs as much as this opening."""
_LOOSE = 0.6
"""A line filled less than this is tried only when no fuller one is legal."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One line: atoms ``first`` to ``stop - 1``."""

    first: int
    stop: int
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """The room that lines have, mpt."""

    measure: int
    em: int
    indent: int = 0
    """Of the first line."""

    def of(self, first: int) -> int:
        """The room of the line that begins at atom ``first``."""
        return self.measure - self.indent if first == 0 else self.measure


def cut_lines(strip: Strip, space: Space) -> tuple[Cut, ...]:
    """The best lines for ``strip``; every atom is in exactly one.

    A line that no legal break makes fit is left too wide: visible, not illegal.
    """
    count = len(strip.atoms)
    costs: dict[int, int] = {0: 0}
    came: dict[int, int] = {}
    fullest = 0
    for stop in range(1, count + 1):
        while fullest < stop - 1 and not _fits(strip, space, fullest, stop):
            fullest += 1
        if stop < count and not strip.joints[stop].may_break:
            continue
        costs[stop], came[stop] = min(
            (
                costs[first] + _cost(strip, space, Cut(first, stop, stop == count)),
                first,
            )
            for first in _starts(strip, space, _Reach(fullest, stop), costs)
        )
    return _trace(came, count)


def _trace(came: dict[int, int], count: int) -> tuple[Cut, ...]:
    cuts: list[Cut] = []
    stop = count
    while stop:
        cuts.append(Cut(came[stop], stop, stop == count))
        stop = came[stop]
    return tuple(reversed(cuts))


def _fits(strip: Strip, space: Space, first: int, stop: int) -> bool:
    least = strip.natural(first, stop) - strip.shrinkable(first, stop)
    return least <= space.of(first)


@dataclass(frozen=True, slots=True)
class _Reach:
    """Lines that end before ``stop`` fit from ``fullest`` on."""

    fullest: int
    stop: int


def _starts(
    strip: Strip, space: Space, reach: _Reach, costs: dict[int, int]
) -> Iterator[int]:
    """Where the line that ends before ``reach.stop`` may begin, fullest first."""
    found = False
    is_last = reach.stop == len(strip.atoms)
    for first in range(reach.fullest, reach.stop):
        if first not in costs:
            continue
        is_loose = strip.natural(first, reach.stop) < space.of(first) * _LOOSE
        if found and is_loose and not is_last:
            return
        found = True
        yield first
    if not found:
        yield max(first for first in costs if first < reach.stop)


def _cost(strip: Strip, space: Space, cut: Cut) -> int:
    lack = strip.natural(cut.first, cut.stop) - space.of(cut.first)
    cost = 0
    if lack > 0:
        cost = _squeeze_cost(strip, cut, lack)
    elif lack < 0 and not cut.is_last:
        cost = _open_cost(strip, space, cut, -lack)
    if cut.is_last:
        return cost + (_RUNT if cut.first and _is_runt(strip, cut) else 0)
    if strip.joints[cut.stop].is_soft:
        cost += _SOFT_BREAK**3 * _OPENED
    return cost


def _squeeze_cost(strip: Strip, cut: Cut, lack: int) -> int:
    """What is taken in each step is that step's digit; the rest is overfull."""
    cost = 0
    for step, sums in zip(STEPS, strip.shrink_of, strict=True):
        give = sums[cut.stop - 1] - sums[cut.first]
        if step is Step.LINE_END:
            give += strip.end_shrink(cut.stop)
        taken = min(give, lack)
        cost += taken << _BITS * step
        lack -= taken
        if not lack:
            break
    return cost + lack * _OVERFULL


def _open_cost(strip: Strip, space: Space, cut: Cut, spare: int) -> int:
    """Opening Han gaps; word spaces and Western gaps give first, and for nothing."""
    last = cut.stop - 1
    spare -= min(spare, strip.stretch[last] - strip.stretch[cut.first])
    opens = strip.opens[last] - strip.opens[cut.first]
    opened = spare * 1000 // (max(opens, 1) * space.em)
    cost = max(0, opened - _WIDEST) * _GAPING + opened * _UNIT
    return cost + (opened**3 * _OPENED if opened > _UNSEEN else 0)


def _is_runt(strip: Strip, cut: Cut) -> bool:
    """Whether the line holds one Han and nothing else but marks (R28)."""
    kinds = [atom.kind for atom in strip.atoms[cut.first : cut.stop]]
    return kinds.count(Kind.HAN) <= 1 and not {Kind.WESTERN, Kind.DASH} & set(kinds)
