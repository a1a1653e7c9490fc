"""One line set to its measure: squeezed or opened in CLREQ's order of priority.

CLREQ, "Line adjustment": class after class, and inside a class all gaps at the same
time by equal amounts. A line that needs neither stays natural; so does a last line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zbpub.compose.breaks import Cut, Space
from zbpub.compose.joints import Joint
from zbpub.compose.marks import Kind, Step
from zbpub.compose.strip import STEPS, Strip


def gaps_of(strip: Strip, cut: Cut, space: Space) -> tuple[tuple[int, ...], int]:
    """The gaps before atoms ``first + 1`` to ``stop - 1``, and the end mark's blank.

    All in mpt. The gaps and bodies together make the measure, unless the line is a
    last one or cannot.
    """
    joints = strip.joints[cut.first + 1 : cut.stop]
    end = 0 if strip.trims_end else strip.atoms[cut.stop - 1].right
    lack = strip.natural(cut.first, cut.stop) - space.of(cut.first)
    gaps = [joint.gap for joint in joints]
    if lack > 0:
        return _squeeze(gaps, joints, end, lack)
    if lack < 0 and not cut.is_last:
        _open(strip, cut, gaps, -lack)
    return tuple(gaps), end


def _squeeze(
    gaps: list[int], joints: Sequence[Joint], end: int, lack: int
) -> tuple[tuple[int, ...], int]:
    for step in STEPS:
        if step is Step.LINE_END:
            taken = min(end, lack)
            end -= taken
            lack -= taken
            continue
        gives = [joint.shrink if joint.step is step else 0 for joint in joints]
        for i, taken in enumerate(level(lack, gives)):
            gaps[i] -= taken
            lack -= taken
        if not lack:
            break
    return tuple(gaps), end


def _open(strip: Strip, cut: Cut, gaps: list[int], spare: int) -> None:
    joints = strip.joints[cut.first + 1 : cut.stop]
    for is_word_space in (True, False):
        gives = [j.stretch if j.is_word_space is is_word_space else 0 for j in joints]
        spare -= _add(gaps, level(spare, gives))
    atoms = strip.atoms[cut.first : cut.stop]
    for places in (
        [joint.is_open for joint in joints],
        # Nothing but figures and marks: what is left opens wherever it may.
        [joint.gap > 0 for joint in joints],
        [
            not {before.kind, after.kind} & {Kind.DASH, Kind.LINK}
            for before, after in pairwise(atoms)
        ],
    ):
        if spare and any(places):
            _add(gaps, level(spare, [spare if place else 0 for place in places]))
            return


def _add(gaps: list[int], amounts: Sequence[int]) -> int:
    for i, amount in enumerate(amounts):
        gaps[i] += amount
    return sum(amounts)


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
