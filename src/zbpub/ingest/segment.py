"""Segment: where articles begin: groups of titles, and what speaks for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.groups import find_groups
from zbpub.ingest.jumps import comes_from
from zbpub.ingest.kinds import LIFTED, Atom, Kind
from zbpub.ingest.weighing import (
    NEW_ARTICLE,
    Current,
    Evidence,
    gather_evidence,
    least_score,
    weigh_group,
)


@dataclass(frozen=True, slots=True)
class Region:
    """One article's atoms: its titles with a byline under them, and what follows."""

    head: tuple[Atom, ...]
    body: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Segmented:
    """The regions of a page, what stands before them, and what was doubtful."""

    before: tuple[Atom, ...]
    regions: tuple[Region, ...]
    doubts: tuple[Doubt, ...]
    known: bool = False
    """Whether each text of the regions is a whole paragraph beyond doubt."""


def segment_page(atoms: Sequence[Atom]) -> Segmented:
    """The articles of a page: ``atoms`` cut where a group of titles heads one."""
    main = [index for index, atom in enumerate(atoms) if atom.kind not in LIFTED]
    words = [atoms[index] for index in main]
    groups = find_groups(words, atoms, main)
    cuts, doubts = _choose(gather_evidence(groups, words, atoms, main))
    if not words:
        return Segmented(tuple(atoms), (), ())
    if not cuts or cuts[0].first > 0:
        cuts.insert(0, Current(0, 0))
    starts = [_region_start(atoms, main, cut) for cut in cuts]
    ends = [*starts[1:], len(atoms)]
    regions = tuple(
        _make_region(atoms, main, cut, (start, end))
        for cut, start, end in zip(cuts, starts, ends, strict=True)
    )
    return Segmented(tuple(atoms[: starts[0]]), regions, tuple(doubts))


def _region_start(atoms: Sequence[Atom], main: list[int], cut: Current) -> int:
    """The atom a region begins with: a jump line from another page comes first."""
    start = main[cut.first]
    at = start
    while at > 0 and atoms[at - 1].kind in (Kind.JUMP, Kind.FURNITURE):
        at -= 1
        if atoms[at].kind is Kind.JUMP:
            if not comes_from(atoms[at].text):
                break
            start = at
    return start


def _make_region(
    atoms: Sequence[Atom], main: list[int], cut: Current, bounds: tuple[int, int]
) -> Region:
    titles = set(main[cut.first : cut.last])
    head = tuple(atoms[index] for index in sorted(titles))
    body = tuple(atoms[index] for index in range(*bounds) if index not in titles)
    return Region(head, body)


def _choose(evidence: Evidence) -> tuple[list[Current], list[Doubt]]:
    """The groups that head articles; the doubtful ones are weighed."""
    cuts: list[Current] = []
    doubts: list[Doubt] = []
    for index, group in enumerate(evidence.groups):
        if not group.strong:
            title = evidence.words[group.first]
            current = cuts[-1] if cuts else Current(0, 0)
            score = weigh_group(evidence, index, current)
            least = least_score(evidence, group)
            if title.kind is Kind.HEAD or score >= least:
                doubts.extend(_weighing_doubt(title, score))
            if score < least:
                continue
        cuts.append(Current(group.first, group.last))
    return cuts, doubts


def _weighing_doubt(title: Atom, score: int) -> list[Doubt]:
    if abs(2 * (score - NEW_ARTICLE) + 1) > 3:
        return []
    new = score >= NEW_ARTICLE
    message = "the headline of an article" if new else "a subhead"
    other = (
        "make it a ## subhead of the article above"
        if new
        else "begin a new article with it"
    )
    return [
        Doubt(
            "I011",
            title.piece.start,
            f"the heading {quote(title.text)} is read as {message}",
            f"if that is wrong, {other}",
        )
    ]
