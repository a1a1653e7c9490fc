"""Rejoin: lines of verse, which are no broken paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.kinds import LIFTED, Atom, Kind
from zbpub.ingest.runs import runs_on
from zbpub.ingest.sentences import is_enumerated
from zbpub.ingest.title_words import read_wrapped

LONGEST = 18
"""Characters of a line of verse."""
SHORTEST = 3
SLACK = 4
"""Characters by which a line of verse may be longer than the usual one."""
STRETCH = 2.2
"""How often longer than the usual one a line of free verse may be."""
WRAPPED = 13
"""Characters from which lines without a gap are rather a wrapped paragraph."""
FEWEST = 4
"""Lines of the shortest poem."""
_LOOSE = 2.0
"""Log odds up to which a line may run on into the next one (enjambement)."""
_MOST_ENDED = 0.6
"""Share of the lines that end a sentence; prose of short sentences has more."""
_STOPS = "。！？!?."
_ENDS = "，。；！？：,;!?"


def find_verse(atoms: Sequence[Atom]) -> frozenset[int]:
    """The atoms, by ``id``, that are lines of verse: short ones, many, on end."""
    found: set[int] = set()
    run: list[Atom] = []
    for atom in atoms:
        if _may_be_verse(atom):
            run.append(atom)
            continue
        if atom.kind not in LIFTED:
            found.update(_verse_of(run))
            run = []
    found.update(_verse_of(run))
    return frozenset(found)


def _may_be_verse(atom: Atom) -> bool:
    text = atom.text
    inner = any(mark in text[:-1] for mark in "。；：？！、")
    return (
        atom.kind is Kind.TEXT
        and SHORTEST <= len(text) <= LONGEST
        and not inner
        and (atom.gap or len(text) < WRAPPED)
        and not atom.bold
        and not read_wrapped(text)[1]
        and not is_enumerated(text)
    )


def _even(run: list[Atom]) -> list[Atom]:
    """``run`` without the longer lines at its ends, which are the next titles."""
    if not run:
        return run
    usual = median(len(atom.text) for atom in run)
    longest = usual + SLACK
    first, last = 0, len(run)
    while first < last and len(run[first].text) > longest:
        first += 1
    for index in range(first, last):
        if len(run[index].text) > max(longest, STRETCH * usual):
            last = index
            break
    while last > first and len(run[last - 1].text) > longest:
        last -= 1
    return run[first:last]


def _verse_of(run: list[Atom]) -> list[int]:
    run = _even(run)
    if len(run) < FEWEST:
        return []
    ended = sum(atom.text[-1] in _STOPS for atom in run)
    if ended > _MOST_ENDED * len(run) or any(dateline_end(one.text) for one in run):
        return []
    pairs = list(pairwise(run))
    loose = sum(
        one.text[-1] in _ENDS or runs_on(one.text, other.text) < _LOOSE
        for one, other in pairs
    )
    return [id(atom) for atom in run] if loose >= 0.8 * len(pairs) else []
