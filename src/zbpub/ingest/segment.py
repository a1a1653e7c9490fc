"""Segment: where articles begin: groups of titles, and what speaks for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.groups import Group, find_groups
from zbpub.ingest.jumps import comes_from
from zbpub.ingest.kinds import LIFTED, Atom, Kind
from zbpub.ingest.sentences import (
    is_numbered,
)
from zbpub.ingest.signatures import is_signed
from zbpub.ingest.title_words import names_notice

LONG_TITLE = 14
SHORT_TITLE = 10
_PLAIN_RANK = 7
NEW_ARTICLE = 2
"""The score from which a heading begins an article."""


NEVER = -20
PLAIN_ARTICLE = 4
"""The score from which plain lines begin one."""


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


@dataclass(frozen=True, slots=True)
class _Cut:
    """A boundary between articles: the main atoms that are the next one's titles."""

    first: int
    last: int


def segment_page(atoms: Sequence[Atom]) -> Segmented:
    """The articles of a page: ``atoms`` cut where a group of titles heads one."""
    main = [index for index, atom in enumerate(atoms) if atom.kind not in LIFTED]
    words = [atoms[index] for index in main]
    groups = find_groups(words, atoms, main)
    cuts, doubts = _choose(groups, words, atoms, main)
    if not words:
        return Segmented(tuple(atoms), (), ())
    if not cuts or cuts[0].first > 0:
        cuts.insert(0, _Cut(0, 0))
    starts = [_region_start(atoms, main, cut) for cut in cuts]
    ends = [*starts[1:], len(atoms)]
    regions = tuple(
        _make_region(atoms, main, cut, (start, end))
        for cut, start, end in zip(cuts, starts, ends, strict=True)
    )
    return Segmented(tuple(atoms[: starts[0]]), regions, tuple(doubts))


def _region_start(atoms: Sequence[Atom], main: list[int], cut: _Cut) -> int:
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
    atoms: Sequence[Atom], main: list[int], cut: _Cut, bounds: tuple[int, int]
) -> Region:
    titles = set(main[cut.first : cut.last])
    head = tuple(atoms[index] for index in sorted(titles))
    body = tuple(atoms[index] for index in range(*bounds) if index not in titles)
    return Region(head, body)


@dataclass(frozen=True, slots=True)
class _Signs:
    """How many bylines and datelines stand before each of the main atoms."""

    signed: tuple[int, ...]
    dated: tuple[int, ...]

    def is_signed(self, first: int, last: int) -> bool:
        return self.signed[last] > self.signed[first]

    def is_dated(self, first: int, last: int) -> bool:
        return self.dated[last] > self.dated[first]


def _count_signs(words: list[Atom]) -> _Signs:
    signed = accumulate(
        (atom.kind is Kind.BYLINE or is_signed(atom.text) for atom in words), initial=0
    )
    dated = accumulate((dateline_end(atom.text) > 0 for atom in words), initial=0)
    return _Signs(tuple(signed), tuple(dated))


def _choose(
    groups: list[Group], words: list[Atom], atoms: Sequence[Atom], main: list[int]
) -> tuple[list[_Cut], list[Doubt]]:
    """The groups that head articles; the doubtful ones are weighed by ``_weigh``."""
    signs = _count_signs(words)
    ends = _ends(groups, words)
    cuts: list[_Cut] = []
    doubts: list[Doubt] = []
    for group, end in zip(groups, ends, strict=True):
        if not group.strong:
            title = words[group.first]
            current = cuts[-1] if cuts else _Cut(0, 0)
            score = _weigh_title(title, words[current.first : current.last])
            head = words[current.first : current.last]
            score += _weigh_signs(signs, head, current, group, end)
            score += _after_end(atoms, main[group.first])
            least = NEW_ARTICLE if title.kind is Kind.HEAD else PLAIN_ARTICLE
            if title.kind is Kind.HEAD or score >= least:
                doubts.extend(_weighing_doubt(title, score))
            if score < least:
                continue
        cuts.append(_Cut(group.first, group.last))
    return cuts, doubts


def _ends(groups: list[Group], words: list[Atom]) -> list[int]:
    """For each group where its text ends: at the next group that is as prominent."""
    ends: list[int] = []
    above: list[tuple[int, int]] = []  # ranks and places still to come, falling ranks
    for group in reversed(groups):
        rank = 0 if group.strong else words[group.first].level or _PLAIN_RANK
        while above and above[-1][0] > rank:
            above.pop()
        ends.append(above[-1][1] if above else len(words))
        above.append((rank, group.first))
    return ends[::-1]


def _after_end(atoms: Sequence[Atom], index: int) -> int:
    """Whether a rule, a call-out or a jump line closes the article before ``index``."""
    closing = (Kind.RULE, Kind.CALLOUT, Kind.JUMP)
    return 1 if index and atoms[index - 1].kind in closing else 0


def _weigh_title(title: Atom, head: list[Atom]) -> int:
    """How much the title itself speaks for an article rather than for a subhead."""
    if is_numbered(title.text):
        return NEVER
    score = _weigh_level(head, title)
    score += (len(title.text) >= LONG_TITLE) - (len(title.text) <= SHORT_TITLE)
    return score + any(mark in title.text for mark in " \u3000：")


def _is_notice(head: list[Atom]) -> bool:
    """Whether the article is one that nobody signs."""
    return any(names_notice(atom.text) for atom in head)


def _weigh_signs(
    signs: _Signs, head: list[Atom], current: _Cut, group: Group, end: int
) -> int:
    """How whole the articles would be: signed, or at least with a dateline."""
    region = (current.first, group.first)
    before, after = signs.is_signed(*region), signs.is_signed(group.last, end)
    if before and after:  # one article is not signed twice
        return 4
    if before or _is_notice(head):
        return 2 if after else 0
    score = 1 if after else -1
    return score if signs.is_dated(*region) else score - 2


def _weigh_level(head: list[Atom], title: Atom) -> int:
    levels = [atom.level for atom in head if atom.level]
    if not levels or not title.level:
        return 0
    if title.level > min(levels):
        return -1
    return 2 if title.level == min(levels) else 3


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
