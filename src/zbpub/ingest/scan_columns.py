"""Scan: the strips of an upright page in the runs of its columns (栏段)."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from zbpub.ingest.scan import Box, around
from zbpub.ingest.scan_upright import Seat, Strip, cut_strip, units

DISPLAY = 1.22
"""Type so many times as large as the body's is no body."""
STEP = 1.35
"""Leadings from one row to the next, beyond which a run ends."""
_LEADINGS = (1.1, 2.2)
"""Em that the leading of a body may be."""
_AHEAD = 24
_ALIKE = (0.87, 1.15)
_FEW = 5
"""Em of text in a row, below which its size is not sure."""
_REACH = 8
"""Em above and below a wide line in which its columns are looked for."""
WIDE = 1.5
"""A line so many times as wide as most may be several that were run together."""
_GUTTER = 0.5
"""Em of white between two words that may be a gutter's."""
_GUTTER_MARKED = 0.9
"""The same, with a stray mark between the two."""
_STRAY = 0.15
"""Share of the lines of a column that may stand over a gutter all the same."""
_FEWEST = 2
_SURE = 4
"""Lines of a column, from which one of them may do so."""
_SOLID = 1.0
"""Em of white between words that a line of one column has nowhere."""
_SHARED = 0.5
_HELD = 0.8
_BROKEN = 0.8
"""Em of white that may part the halves of one printed row."""
_ASTRAY = 5
"""One row in so many may be wider than its column."""
_CELLS = 64
_WAITING = 24
"""Open runs that are kept over one stretch of the page's width."""


@dataclass(frozen=True, slots=True)
class ColumnRun:
    """Rows that stand under each other in one column, without a gap."""

    rows: tuple[Strip, ...]
    box: Box

    @property
    def size(self) -> float:
        """The middle size of its type."""
        return median(row.size for row in self.rows)


def body_size(strips: Iterable[Strip]) -> float:
    """The em of the type that most characters are set in; 0: there are none."""
    weighed = sorted((strip.size, units(strip.bare)) for strip in strips)
    half = sum(weight for _, weight in weighed) / 2
    for size, weight in weighed:
        half -= weight
        if half <= 0:
            return size
    return 0.0


def leading(strips: Sequence[Strip], em: float) -> float:
    """From one row of the body to the next: the middle one of all such steps."""
    least, most = _LEADINGS[0] * em, _LEADINGS[1] * em
    steps: list[float] = []
    for at, strip in enumerate(strips):
        for other in strips[at + 1 : at + _AHEAD]:
            step = other.box.y - strip.box.y
            if step > most:
                break
            if step >= least and other.box.shared_x(strip.box) > strip.box.width / 2:
                steps.append(step)
                break
    return median(steps) if steps else 1.5 * em


def is_level_rule(rule: Box, em: float) -> bool:
    """Whether ``rule`` is long and level enough to part what is above and below."""
    return rule.width >= 4 * em and rule.height <= em


def is_upright_rule(rule: Box, em: float) -> bool:
    """Whether ``rule`` is long and upright enough to part what is beside it."""
    return rule.height >= 4 * em and rule.width <= em


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


@dataclass(slots=True)
class _Open:
    """A run that rows may still join."""

    number: int
    box: Box
    rows: list[list[Strip]] = field(default_factory=list)

    def take(self, strip: Strip, *, beside: bool) -> None:
        if beside:
            self.rows[-1].append(strip)
        else:
            self.rows.append([strip])
        self.box = around((self.box, strip.box))

    @property
    def last(self) -> Box:
        return self.rows[-1][-1].box


class _Runs:
    """The open runs of a page, found by the stretch of its width they stand over."""

    def __init__(self, width: float, em: float, lead: float, rules: Sequence[Box]):
        self.em = em
        self.most = STEP * lead
        self.cell = max(width / _CELLS, 1.0)
        self.rules = sorted(rules, key=lambda rule: rule.y)
        self.heights = [rule.y for rule in self.rules]
        self.runs: list[_Open] = []
        self.cells: list[deque[_Open]] = [
            deque(maxlen=_WAITING) for _ in range(_CELLS + 1)
        ]

    def take(self, strip: Strip) -> None:
        held = [run for run in self._under(strip) if self._may_join(run, strip)]
        whole = [run for run in held if self._holds(run, strip)]
        if whole or len(held) == 1:
            run = min(whole or held, key=lambda run: (run.box.width, run.number))
            beside = strip.box.shared_y(run.last) > _SHARED * self.em
            run.take(strip, beside=beside)
        else:  # under none, or under several columns
            run = _Open(len(self.runs), strip.box, [[strip]])
            self.runs.append(run)
        for cell in self._cells(strip.box):
            if run not in self.cells[cell]:
                self.cells[cell].append(run)

    def _holds(self, run: _Open, strip: Strip) -> bool:
        return run.box.shared_x(strip.box) >= _HELD * strip.box.width

    def _cells(self, box: Box) -> range:
        first = min(max(int(box.left / self.cell), 0), _CELLS)
        return range(first, min(max(int(box.right / self.cell), first), _CELLS) + 1)

    def _under(self, strip: Strip) -> list[_Open]:
        """The open runs over whose width ``strip`` stands, the eldest first."""
        found = {
            run.number: run
            for cell in self._cells(strip.box)
            for run in self.cells[cell]
        }
        return [found[number] for number in sorted(found)]

    def _may_join(self, run: _Open, strip: Strip) -> bool:
        step = strip.box.y - run.last.y
        narrow = min(run.box.width, strip.box.width)
        if step > self.most or run.box.shared_x(strip.box) < _SHARED * narrow:
            return False
        if run.box.shared_x(strip.box) < _SHARED * strip.box.width:
            return False
        if strip.box.shared_y(run.last) > _SHARED * self.em:
            shared = max(part.box.shared_x(strip.box) for part in run.rows[-1])
            return -_BROKEN * self.em < shared < self.em
        alike = _ALIKE[0] * run.rows[-1][0].size < strip.size
        alike = alike and strip.size < _ALIKE[1] * run.rows[-1][0].size
        short = min(units(strip.bare), units(run.rows[-1][0].bare)) < _FEW
        return (alike or short) and not self._is_parted(run.last, strip.box)

    def _is_parted(self, above: Box, below: Box) -> bool:
        first = bisect_left(self.heights, above.y)
        last = bisect_left(self.heights, below.y)
        return any(
            rule.shared_x(below) > _SHARED * min(below.width, above.width)
            for rule in self.rules[first:last]
        )


def build_runs(
    strips: Sequence[Strip], width: float, em: float, rules: Iterable[Box]
) -> list[ColumnRun]:
    """The runs that ``strips``, from top to bottom, make up; ``rules`` end them."""
    lead = leading(strips, em)
    runs = _Runs(width, em, lead, [rule for rule in rules if is_level_rule(rule, em)])
    for strip in strips:
        runs.take(strip)
    return [_close(run) for run in runs.runs]


def _close(run: _Open) -> ColumnRun:
    rows = tuple(_join_row(row) for row in run.rows)
    box = around(row.box for row in rows)
    skipped = len(rows) // _ASTRAY
    left = sorted(row.box.left for row in rows)[skipped]
    right = sorted((row.box.right for row in rows), reverse=True)[skipped]
    return ColumnRun(rows, Box(min(left, right), box.top, max(left, right), box.bottom))


def _join_row(row: list[Strip]) -> Strip:
    """The strips that one printed row was broken into, as one."""
    if len(row) == 1:
        return row[0]
    ordered = sorted(row, key=lambda strip: strip.box.left)
    seats = tuple(seat for strip in ordered for seat in strip.seats)
    box = around(strip.box for strip in ordered)
    return replace(ordered[0], seats=seats, box=box)
