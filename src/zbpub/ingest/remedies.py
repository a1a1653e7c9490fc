"""Remedies: a doubt in, its other decision as lines for the manuscript out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.ingest.ledger import Entry
from zbpub.ingest.other_ways import TURNS, Spot
from zbpub.ingest.result import Ingested
from zbpub.manuscript.write import write_article

SHORT = 80
"""Characters of lines to paste that are seen at a glance."""
_AROUND = 8
"""Characters on each side of a change by which it is known in a manuscript."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines of a manuscript and those that take their place."""

    now: tuple[str, ...]
    paste: tuple[str, ...]
    start: int
    end: int
    """The characters of the manuscript that would change."""
    done: str
    """Words that stand in a manuscript in which the other decision was taken."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """The other decision: front matter and text may both change."""

    hunks: tuple[Hunk, ...]


def find_spot(
    page: Ingested, finding: Finding, pages: Sequence[Ingested]
) -> Spot | None:
    """Where in which article of ``pages`` the place of a finding on ``page`` went.

    None: into no manuscript.
    """
    offset = offset_of(page, finding)
    entry = next(
        (one for one in page.ledger.entries if one.end > offset and not one.reason),
        None,
    )
    if entry is None or entry.line > finding.line + 1:
        return None
    name, _, field = entry.where.partition(" ")
    article = next((a for one in pages for a in one.articles if a.name == name), None)
    if article is None:
        return None
    before = sum(
        _count(one, other.ledger.source.text)
        for other in pages
        for one in other.ledger.entries
        if one.where == entry.where
        and not one.reason
        and _is_before(pages, (other, one), (page, entry))
    )
    inside = page.ledger.source.text[entry.start : max(offset, entry.start)]
    return Spot(article, field, before + len(significant(inside)))


def offset_of(page: Ingested, finding: Finding) -> int:
    """The finding's place in the source's text."""
    starts = page.ledger.source.starts
    line = min(max(finding.line, 1), len(starts))
    return starts[line - 1] + max(finding.column - 1, 0)


def _count(entry: Entry, text: str) -> int:
    return len(significant(text[entry.start : entry.end]))


def _is_before(
    pages: Sequence[Ingested],
    one: tuple[Ingested, Entry],
    other: tuple[Ingested, Entry],
) -> bool:
    """Whether ``one`` comes first; a part on a later page comes later."""
    if one[0] is other[0]:
        return one[1].start < other[1].start
    order = [id(page) for page in pages]
    return order.index(id(one[0])) < order.index(id(other[0]))


def find_remedy(finding: Finding, spot: Spot) -> Remedy | None:
    """The other decision; None: there is none that lines could say."""
    turn = TURNS.get(finding.code)
    other = turn(spot, finding) if turn else None
    if other is None or other == spot.article:
        return None
    return _compare(write_article(spot.article), write_article(other))


def _compare(now: str, other: str) -> Remedy:
    """The lines and words in which two manuscripts differ."""
    olds, news = now.splitlines(keepends=True), other.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, olds))]
    lines = SequenceMatcher(None, olds, news, autojunk=False)
    return Remedy(
        tuple(
            _hunk(olds[first:last], news[there:end], starts[first])
            for kind, first, last, there, end in lines.get_opcodes()
            if kind != "equal"
        )
    )


def _hunk(olds: Sequence[str], news: Sequence[str], start: int) -> Hunk:
    now, other = "".join(olds), "".join(news)
    least = min(len(now), len(other))
    head = next((i for i in range(least) if now[i] != other[i]), least)
    rest = least - head
    tail = next((i for i in range(rest) if now[-1 - i] != other[-1 - i]), rest)
    return Hunk(
        _trim(olds),
        _trim(news),
        start + head,
        start + len(now) - tail,
        other[max(head - _AROUND, 0) : len(other) - tail + _AROUND].strip(),
    )


def _trim(lines: Sequence[str]) -> tuple[str, ...]:
    """``lines`` without line ends, and without empty ones at both ends."""
    shown = [line.rstrip("\n") for line in lines]
    while shown and not shown[0]:
        del shown[0]
    while shown and not shown[-1]:
        del shown[-1]
    return tuple(shown)


class State:
    """What an editor has made of a doubt."""

    OPEN, TURNED, OTHER, GONE = "open", "turned", "decided", "gone"


def decided(remedy: Remedy | None, touched: Touched, mine: str | None) -> str:
    """Whether somebody has worked on the manuscript ``mine`` where the doubt is.

    Without a remedy nothing tells which words it is about: it stays open.
    """
    if mine is None:
        return State.GONE
    if remedy is None or not any(
        first <= hunk.end and last >= hunk.start
        for first, last in touched
        for hunk in remedy.hunks
    ):
        return State.OPEN
    turned = all(hunk.done in mine for hunk in remedy.hunks)
    return State.TURNED if turned else State.OTHER


Touched = tuple[tuple[int, int], ...]
"""Stretches of a text that another has otherwise; an empty one has words more there."""


def touched_parts(made: str, mine: str) -> Touched:
    """What of ``made`` the manuscript ``mine`` has otherwise: by lines, then inside."""
    olds, news = made.splitlines(keepends=True), mine.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, olds))]
    found: list[tuple[int, int]] = []
    lines = SequenceMatcher(None, olds, news, autojunk=False)
    for kind, first, last, there, end in lines.get_opcodes():
        if kind == "equal":
            continue
        old, new = "".join(olds[first:last]), "".join(news[there:end])
        inside = SequenceMatcher(None, old, new, autojunk=False)
        found += [
            (starts[first] + here, starts[first] + to)
            for what, here, to, _, _ in inside.get_opcodes()
            if what != "equal"
        ]
    return tuple(found)


def changed_part(old: str, new: str) -> tuple[tuple[str, bool], ...]:
    """``new`` in stretches, each with whether ``old`` has it not; a short one whole."""
    if len(new) < SHORT:
        return ((new, False),)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        (new[first:last], kind != "equal")
        for kind, _, _, first, last in matcher.get_opcodes()
        if first < last
    )
