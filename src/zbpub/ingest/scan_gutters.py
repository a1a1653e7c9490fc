"""Scan: lines that recognition ran together over the gutters of columns, parted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from zbpub.ingest.scan import Box
from zbpub.ingest.scan_measures import DISPLAY
from zbpub.ingest.scan_upright import Seat, Strip, cut_strip

WIDE = 1.5
"""A line so many times as wide as most may be several that were run together."""
_REACH = 8
"""Em above and below a line in which columns are looked for."""
_GUTTER = 0.5
"""Em of white between two words that may be a gutter's."""
_GUTTER_MARKED = 0.9
"""The same, with a stray mark between the two."""
_STRAY = 0.15
"""Share of the lines of a column that may stand over a gutter all the same."""
_FEWEST = 2
"""Lines under each other that make a column."""
_SURE = 4
"""Lines of a column, from which one of them may stand over a gutter."""
_SOLID = 1.0
"""Em of white between words that a line of one column has nowhere."""


def part_lines(strips: Sequence[Strip], em: float) -> list[Strip]:
    """``strips`` with those parted that run over the gutters of the columns near by.

    Lines without a gap tell where columns are.
    """
    body = [one for one in strips if one.size < DISPLAY * em and not one.across]
    gaps = [_widest_gap(one, em) for one in body]
    gapped = {id(s) for s, gap in zip(body, gaps, strict=True) if gap >= _GUTTER}
    solid = [s for s, gap in zip(body, gaps, strict=True) if gap < _SOLID]
    heights = [one.box.y for one in solid]
    parted: list[Strip] = []
    for strip in strips:
        if id(strip) not in gapped:
            parted.append(strip)
            continue
        first = bisect_left(heights, strip.box.y - _REACH * em)
        last = bisect_left(heights, strip.box.y + _REACH * em)
        near = [one.box for one in solid[first:last]]
        parted.extend(_cut_at_gutters(strip, _Cover(strip.box, near), em))
    return sorted(parted, key=lambda one: (one.box.y, one.box.left, one.bare))


def _widest_gap(strip: Strip, em: float) -> float:
    return max((_gap(*pair, em) / em for pair in pairwise(strip.seats)), default=0.0)


class _Cover:
    """How many lines near by stand over a place of a wide line."""

    def __init__(self, line: Box, near: Iterable[Box]) -> None:
        held = [box for box in near if box.shared_x(line) > 0]
        usual = median(box.width for box in held) if held else 0.0
        held = [box for box in held if box.width <= WIDE * usual]
        self.lefts = sorted(box.left for box in held)
        self.rights = sorted(box.right for box in held)
        self.most = max((self.over(box.x) for box in held), default=0)

    def over(self, x: float) -> int:
        return bisect_left(self.lefts, x) - bisect_left(self.rights, x)

    def is_gutter(self, *between: Seat, em: float) -> bool:
        """Whether two words stand in two columns; a mark may stand between them."""
        first, last = between[0], between[-1]
        least = _GUTTER if len(between) == 2 else _GUTTER_MARKED
        if self.most < _FEWEST or _gap(first, last, em) < least * em:
            return False
        middle = (first.box.x + last.box.x) / 2
        beside = min(self.over(first.box.x), self.over(last.box.x))
        return beside > 0 and self.is_white(middle)

    def is_white(self, x: float) -> bool:
        return self.over(x) <= max(_STRAY * self.most, self.most >= _SURE)


def _cut_at_gutters(strip: Strip, cover: _Cover, em: float) -> list[Strip]:
    """``strip`` cut where its words leave a gap over a gutter.

    A stray mark in the gutter goes with what stands before it.
    """
    cuts = [0]
    for at in range(1, len(strip.seats)):
        marked = at - cuts[-1] > 1 and cover.is_gutter(
            *strip.seats[at - 2 : at + 1], em=em
        )
        if marked or cover.is_gutter(*strip.seats[at - 1 : at + 1], em=em):
            cuts.append(at)
    if len(cuts) == 1:
        return [strip]
    return [
        cut_strip(strip, strip.seats[first:last])
        for first, last in pairwise([*cuts, len(strip.seats)])
    ]


def _gap(before: Seat, after: Seat, em: float) -> float:
    """The white between two words, by their middles: their boxes may run too wide."""
    reach = (_length(before.word.text) + _length(after.word.text)) * em / 2
    return after.box.x - before.box.x - reach


def _length(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)
