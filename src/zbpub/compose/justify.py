"""Lines set to their measures: squeezed or opened in CLREQ's order of priority.

CLREQ, "Line adjustment": class after class, and inside a class all gaps at the same
time by equal amounts. A line that needs neither stays natural; so does a last line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zbpub.compose.breaks import Cut
from zbpub.compose.marks import Step
from zbpub.compose.setting import Rule
from zbpub.compose.stock import Ints
from zbpub.compose.strip import PARTS_BEFORE_LETTERS, PARTS_OF_LETTERS, Strip


@dataclass(frozen=True, slots=True)
class Justified:
    """Where everything stands; all lengths in mpt."""

    bodies: Ints
    """Where each atom's body starts, from its line's start."""
    gaps: Ints
    """The joint before each atom as set; 0 before a line's first."""
    ends: list[int]
    """The blank that each line's last mark keeps."""


def justify(strip: Strip, cuts: Sequence[Cut]) -> Justified:
    """Set ``cuts``, which part the whole strip, each to its measure."""
    lines = _Lines.of(strip, cuts)
    gaps = strip.stock.joint_columns["gap"][strip.joints]
    gaps[lines.firsts] = 0
    _squeeze(lines, gaps)
    _open(lines, gaps)
    bodies = strip.of_atoms("body")
    places = (gaps + bodies).cumsum() - bodies
    shift = lines.starts - places[lines.firsts]
    places += lines.spread(shift)
    return Justified(places, gaps, lines.ends.tolist())


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines in columns; lengths in mpt."""

    strip: Strip
    firsts: Ints
    stops: Ints
    is_last: Ints
    starts: Ints
    """Where each first body starts, from the line's start."""
    lack: Ints
    """How much each line must shrink; negative: open."""
    ends: Ints
    lengths: Ints
    """How many atoms each has."""
    inner: Ints
    """1 for each joint that may give way, 0 for the one before the line."""

    @classmethod
    def of(cls, strip: Strip, cuts: Sequence[Cut]) -> _Lines:
        """The columns of ``cuts`` at their natural widths."""
        firsts = np.array([cut.first for cut in cuts], np.int64)
        stops = np.array([cut.stop for cut in cuts], np.int64)
        is_last = np.array([cut.is_last for cut in cuts], np.int64)
        paragraphs = np.searchsorted(strip.bounds, firsts, "right") - 1
        is_first = strip.bounds[paragraphs] == firsts
        lasts = stops - 1
        starts = strip.of_atoms("first_left")[firsts]
        starts += strip.indents[paragraphs] * is_first
        ends = strip.of_atoms("end")[lasts]
        inside = strip.at[lasts] - strip.at[firsts] + strip.of_atoms("body")[lasts]
        joints = np.append(strip.of_joints("hyphen"), 0)
        hyphens = joints[stops] * strip.of_atoms("hyphen")[lasts]
        lack = starts + inside + hyphens + ends - strip.measures[paragraphs]
        hang = strip.hang[lasts]
        most = strip.shrink[lasts] - strip.shrink[firsts]
        is_hung = (hang > 0) & (lack > most + strip.of_atoms("end_shrink")[lasts])
        lack -= is_hung * (ends + hang)
        ends = np.where(is_hung, -hang, ends)
        inner = np.ones_like(strip.ids)
        inner[firsts] = 0
        # Nor does the joint before a mark that hangs give way.
        inner[lasts[is_hung]] = 0
        return cls(
            strip, firsts, stops, is_last, starts, lack, ends, stops - firsts, inner
        )

    def inside(self, column: Ints) -> Ints:
        """The sum of ``column`` over the joints inside each line."""
        sums = column.cumsum()
        inside: Ints = sums[self.stops - 1] - sums[self.firsts]
        return inside

    def spread(self, column: Ints) -> Ints:
        """A line's value for each of its atoms."""
        return column.repeat(self.lengths)


def _squeeze(lines: _Lines, gaps: Ints) -> None:
    rest = np.maximum(lines.lack, 0)
    if not rest.any():
        return
    ends = lines.strip.of_atoms("end_shrink")[lines.stops - 1]
    taken = np.where(lines.ends > 0, np.minimum(ends, rest), 0)
    lines.ends[:] -= taken
    rest -= taken
    shrink, steps = lines.strip.of_joints("shrink"), lines.strip.of_joints("step")
    order = [step for step, _ in lines.strip.shrinks if step is not Step.LINE_END]
    if not lines.strip.stock.setting.has(Rule.ORDER):
        order.reverse()
    for step in order:
        if not rest.any():
            break
        rest = _give(lines, gaps, -shrink * (steps == step), rest)


def _open(lines: _Lines, gaps: Ints) -> None:
    setting = lines.strip.stock.setting
    rest = np.maximum(-lines.lack, 0)
    if setting.has(Rule.LAST_LINE):
        rest *= 1 - lines.is_last
    if not rest.any() or not setting.has(Rule.FLUSH):
        return
    if not setting.has(Rule.ORDER):
        rest = _open_han(lines, gaps, rest)
    stretch = lines.strip.of_joints("stretch")
    if stretch.any():
        is_word = lines.strip.of_joints("word_space") > 0
        for kind in (is_word, ~is_word):
            rest = _give(lines, gaps, stretch * kind, rest)
    rest = _open_han(lines, gaps, rest)
    for line in rest.nonzero()[0].tolist():
        _open_anywhere(lines, gaps, line, int(rest[line]))


def _give(lines: _Lines, gaps: Ints, limits: Ints, rest: Ints) -> Ints:
    """Let gaps of one class give way, all of a line by equal amounts.

    Args:
        lines: The lines.
        gaps: What is changed.
        limits: By how much each gap may change; negative where it shrinks.
        rest: By how much each line must change yet.

    Returns:
        What the class could not give.
    """
    if lines.strip.hang.any():
        limits = limits * lines.inner
    gives = np.abs(lines.inside(limits))
    is_full = (gives <= rest) & (gives > 0)
    if is_full.any():
        gaps += limits * lines.inner * lines.spread(is_full.astype(np.int64))
    for line in ((gives > rest) & (rest > 0)).nonzero()[0].tolist():
        first, stop = int(lines.firsts[line]) + 1, int(lines.stops[line])
        part = limits[first:stop]
        shares = _shares(lines, int(rest[line]), np.abs(part).tolist())
        gaps[first:stop] += np.sign(part) * np.array(shares, np.int64)
    return rest - np.minimum(gives, rest)


def _open_han(lines: _Lines, gaps: Ints, rest: Ints) -> Ints:
    """Open the Han gaps of each line by equal amounts, to one millipoint.

    Returns:
        What lines without Han gaps have yet to open by.
    """
    letters = lines.strip.of_joints("letter")
    if letters.any():
        rest = _open_letters(lines, gaps, letters, rest)
    opens = lines.strip.of_joints("open") * lines.inner
    sums = opens.cumsum()
    counts = sums[lines.stops - 1] - sums[lines.firsts]
    rank = sums - lines.spread(sums[lines.firsts])
    spare = np.where(counts > 0, rest, 0)
    if lines.strip.stock.setting.has(Rule.EVEN):
        each, over = np.divmod(spare, np.maximum(counts, 1))
        gaps += opens * (lines.spread(each) + (rank <= lines.spread(over)))
    else:
        gaps += opens * (rank == 1) * lines.spread(spare)
    return rest - spare


def _open_letters(lines: _Lines, gaps: Ints, letters: Ints, rest: Ints) -> Ints:
    """Open the letters of addresses by what would be too much for the Han gaps."""
    em = lines.strip.em
    spare = np.maximum(
        rest
        - lines.inside(lines.strip.of_joints("open")) * (em // PARTS_BEFORE_LETTERS),
        0,
    )
    over = _give(lines, gaps, letters * (em // PARTS_OF_LETTERS), spare)
    left: Ints = rest - spare + over
    return left


def _open_anywhere(lines: _Lines, gaps: Ints, line: int, rest: int) -> None:
    """Nothing but figures and marks: what is left opens wherever it may."""
    first, stop = int(lines.firsts[line]) + 1, int(lines.stops[line])
    part = gaps[first:stop]
    may_open = lines.strip.of_joints("may_open")[first:stop] > 0
    for may in (part > 0, may_open):
        places = may * lines.inner[first:stop]
        if places.any():
            part += np.array(level(rest, (places * rest).tolist()), np.int64)
            return


def _shares(lines: _Lines, amount: int, limits: Sequence[int]) -> Sequence[int]:
    if lines.strip.stock.setting.has(Rule.EVEN):
        return level(amount, limits)
    shares = []
    for limit in limits:
        shares.append(min(limit, amount))
        amount -= shares[-1]
    return shares


def level(amount: int, limits: Sequence[int]) -> list[int]:
    """Share ``amount`` equally over places that take up to ``limits`` each.

    Shares differ by 1 mpt at most, where limits allow; what no place takes is left.
    """
    shares = [0] * len(limits)
    open_ = [i for i, limit in enumerate(limits) if limit > 0]
    amount = min(amount, sum(limits))
    while amount and open_:
        each, over = divmod(amount, len(open_))
        full = [i for i in open_ if limits[i] - shares[i] <= each]
        if not full:
            for rank, i in enumerate(open_):
                shares[i] += each + (rank < over)
            break
        for i in full:
            amount -= limits[i] - shares[i]
            shares[i] = limits[i]
        open_ = [i for i in open_ if i not in full]
    return shares
