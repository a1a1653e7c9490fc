"""Where lines may end, and which line ends are worth weighing against each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zbpub.compose.stock import Ints
from zbpub.compose.strip import Strip

LOOSE = 125
"""Han gaps opened by more, in thousandths of an em, are seen (R37)."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Opening:
    """How far lines may be opened to be worth weighing."""

    most: int
    """Of a Han gap, in thousandths of an em."""
    is_last_resort: bool = False
    """Whether anything goes that must: wider gaps, lines too wide, relieved breaks."""

    @property
    def is_light(self) -> bool:
        """Whether no fault is so grave that its cost needs more than one word."""
        return self.most <= LOOSE


@dataclass(frozen=True, slots=True)
class Nodes:
    """Places between atoms where a line may end and the next begin; lengths in mpt.

    A node in the middle of a paragraph is both; one between two paragraphs ends the
    former and begins the latter.
    """

    places: Ints
    """Index of the atom after each."""
    paragraph: Ints
    """Which paragraph ends, or goes on, there."""
    begins: Ints
    """The node that its paragraph begins at."""
    is_end: Flags
    """Whether a paragraph ends there."""
    is_relief: Flags
    """Whether a break there is against the rule, as a relief (R5)."""
    room: Ints
    """The measure of the line that ends there."""
    left: Ints
    """Where the line that begins there starts on the strip."""
    right: Ints
    """Where the line that ends there stops on the strip."""
    least_right: Ints
    """The same when the mark at its end gives up all that it can."""

    @property
    def firsts(self) -> Ints:
        """The atom that a line beginning there starts with, for sums of joints."""
        firsts: Ints = np.minimum(self.places, self.places[-1] - 1)
        return firsts

    @property
    def lasts(self) -> Ints:
        """The atom that a line ending there ends with."""
        return np.maximum(self.places - 1, 0)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Lines worth weighing: to each node those from ``lows`` to ``highs - 1``.

    ``firsts`` and ``stops`` are the nodes of each line, ordered by ``stops``; those of
    a node begin at index ``offsets`` of the node.
    """

    lows: Ints
    highs: Ints
    offsets: Ints
    firsts: Ints
    stops: Ints


def find_nodes(strip: Strip, waiting: Flags, opening: Opening) -> Nodes:
    """The nodes of the paragraphs that wait to be cut."""
    count = len(strip.ids)
    bounds = strip.bounds
    is_end = np.zeros(count + 1, bool)
    is_end[bounds[1:]] = True
    may_break = np.zeros(count + 1, bool)
    may_break[:-1] = strip.of_joints("may_break") > 0
    is_relief = np.zeros(count + 1, bool)
    if opening.is_last_resort:
        is_relief[:-1] = _reliefs(strip) & ~may_break[:-1]
    inside = np.repeat(waiting, np.diff(bounds))
    wanted = np.zeros(count + 1, bool)
    wanted[:-1] = (may_break | is_relief)[:-1] & inside
    wanted[bounds[:-1][waiting]] = True
    wanted[bounds[1:][waiting]] = True
    places = wanted.nonzero()[0]
    lasts = np.maximum(places - 1, 0)
    paragraph = np.searchsorted(bounds, lasts, "right") - 1
    right = strip.at[lasts] + strip.of_atoms("body")[lasts]
    right += strip.of_atoms("end")[lasts]
    clipped = np.minimum(places, count - 1)
    hyphenated = (strip.of_joints("hyphen")[clipped] > 0) & ~is_end[places]
    right += np.where(hyphenated, strip.of_atoms("hyphen")[lasts], 0)
    return Nodes(
        places,
        paragraph,
        np.searchsorted(places, bounds[paragraph]),
        is_end[places],
        is_relief[places],
        strip.measures[paragraph],
        _lefts(strip, places),
        right,
        _least_rights(strip, right, lasts),
    )


def _lefts(strip: Strip, places: Ints) -> Ints:
    """Where lines start: a first line before its first atom, by its indent."""
    count = len(strip.ids)
    clipped = np.minimum(places, count - 1)
    left = strip.at[clipped] - strip.of_atoms("first_left")[clipped]
    begun = np.searchsorted(strip.bounds[:-1], places)
    begun = np.minimum(begun, len(strip.indents) - 1)
    left -= np.where(strip.bounds[begun] == places, strip.indents[begun], 0)
    left[places == count] = np.iinfo(np.int64).max // 4
    return left


def _least_rights(strip: Strip, right: Ints, lasts: Ints) -> Ints:
    least: Ints = right - strip.of_atoms("end_shrink")[lasts]
    hang = strip.hang[lasts]
    if not hang.any():
        return least
    # The joint before a mark that hangs gives nothing: the line ends before it.
    hung = right - strip.of_atoms("end")[lasts] - hang
    return np.where(hang > 0, hung + strip.of_joints("shrink")[lasts], least)


def _reliefs(strip: Strip) -> Flags:
    """Where three marks stand in a row, the third may start a line as a relief.

    CLREQ, prohibition rules: rather than leave a very loose line.
    """
    closes = strip.of_atoms("closes") > 0
    relief = np.zeros_like(closes)
    relief[2:] = closes[2:] & closes[1:-1] & closes[:-2]
    # Never across a paragraph's end.
    for offset in (0, 1):
        starts = strip.bounds[:-1] + offset
        relief[starts[starts < len(relief)]] = False
    return relief


def find_candidates(strip: Strip, nodes: Nodes, opening: Opening) -> Candidates:
    """The lines that fit when squeezed, and fill their measure when opened."""
    firsts, lasts = nodes.firsts, nodes.lasts
    order = np.arange(len(nodes.places))
    # A line fits if right - left - shrink <= room; each side is a sum up to its node.
    lows = np.searchsorted(
        nodes.left - strip.shrink[firsts],
        nodes.least_right - strip.shrink[lasts] - nodes.room,
    )
    lows = np.maximum(lows, nodes.begins)
    if opening.is_last_resort:
        highs = order.copy()
        lows = np.minimum(lows, order - 1)
    else:
        each = opening.most * strip.em // 1000
        gives = strip.stretch + each * strip.opens
        if not opening.is_light:
            gives = gives + strip.letters
        highs = np.searchsorted(
            nodes.left + gives[firsts],
            nodes.right + gives[lasts] - nodes.room,
            "right",
        )
        highs = np.where(nodes.is_end, order, np.minimum(highs, order))
    lows[0] = highs[0] = 0
    counts = np.maximum(highs - lows, 0)
    highs = lows + counts
    offsets = counts.cumsum() - counts
    stops = order.repeat(counts)
    return Candidates(
        lows,
        highs,
        offsets,
        lows[stops] + np.arange(len(stops)) - offsets[stops],
        stops,
    )
