"""Scan: the strips of an upright page in the runs of its columns (栏段)."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from zbpub.ingest.scan import Box, around
from zbpub.ingest.scan_measures import is_level_rule, leading
from zbpub.ingest.scan_upright import Strip, units

STEP = 1.35
"""Leadings from one row to the next, beyond which a run ends."""
_ALIKE = (0.87, 1.15)
"""How the sizes of two rows of one run may differ."""
_FEW = 5
"""Em of text in a row, below which its size is not sure."""
_SHARED = 0.5
"""Share of a row's width that it has over the run it joins."""
_HELD = 0.8
"""The same, where other runs are under it too."""
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
