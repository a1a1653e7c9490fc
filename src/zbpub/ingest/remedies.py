"""Remedies: a doubt in, its other decision as lines for the manuscript out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.ingest.join import CONTINUED
from zbpub.ingest.ledger import Entry
from zbpub.ingest.other_articles import TURNS_OF_SEVERAL, Turns
from zbpub.ingest.other_ways import TURNS
from zbpub.ingest.result import Ingested
from zbpub.ingest.spots import Spot
from zbpub.manuscript.model import Article
from zbpub.manuscript.write import write_article

SHORT = 24
"""Characters of lines to paste that are seen at a glance."""
_TURNS_OF_PAGES = frozenset({"I030", "I031", "I032"})
"""Doubts about jump lines, which stand in no manuscript."""
FENCE = "---"
FIRST_FENCE, LAST_FENCE = "--- (the first line)", "--- (the end of the front matter)"
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
    article: str = ""
    """The article whose manuscript it is of, by name; empty: the doubt's own."""
    behind: str = ""
    """The line behind which new lines stand, where they take the place of none."""
    deed: str = ""
    """``new``: the lines are a manuscript that is not there yet; ``delete``: the whole
    manuscript goes; empty: lines change."""


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
    if finding.code in _TURNS_OF_PAGES:
        return _turn_spot(page, offset, finding.code, pages)
    entry = next(
        (one for one in page.ledger.entries if one.end > offset and not one.reason),
        None,
    )
    near = finding.code == "I004" or (entry and entry.line <= finding.line + 1)
    if entry is None or not near:  # a text without a headline may begin with 上接
        return None
    return _spot_at(page, entry, offset, pages)


def _spot_at(
    page: Ingested, entry: Entry, offset: int, pages: Sequence[Ingested]
) -> Spot | None:
    name, _, field = entry.where.partition(" ")
    articles = tuple(article for one in pages for article in one.articles)
    article = next((one for one in articles if one.name == name), None)
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
    return Spot(article, field, before + len(significant(inside)), articles)


def _turn_spot(
    page: Ingested, offset: int, code: str, pages: Sequence[Ingested]
) -> Spot | None:
    """The article that a jump line is of; of one that was joined, where its rest is."""
    entries = page.ledger.entries
    here = next((one for one in entries if one.start == offset), None)
    name = here.where.partition(" ")[0] if here else ""
    own = [one for one in entries if one.where.startswith(f"{name} block ")]
    if code == "I032":
        titles = [one for one in entries if one.reason == CONTINUED]
        near = min(titles, key=lambda one: abs(one.start - offset), default=None)
        text = page.ledger.source.text
        title = text[near.start : near.end] if near else ""
        spot = _spot_at(page, own[0], own[0].start, pages) if own else None
        return spot and replace(spot, title=title)
    articles = tuple(article for one in pages for article in one.articles)
    jumps = (jump for one in pages for jump in one.jumps)
    return next(
        (
            Spot(article, "jump", 0, articles, jump)
            for article, jump in zip(articles, jumps, strict=True)
            if article.name == name
        ),
        None,
    )


def offset_of(page: Ingested, finding: Finding) -> int:
    """The finding's place in the source's text."""
    return page.ledger.source.offset(finding.line, finding.column)


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
    hunks = tuple(
        hunk
        for now, other in _turns(finding, spot)
        if now != other
        for hunk in _compare_articles(spot, now, other)
    )
    return Remedy(hunks) if hunks else None


def _turns(finding: Finding, spot: Spot) -> Turns:
    several = TURNS_OF_SEVERAL.get(finding.code)
    if several:
        return several(spot, finding)
    turn = TURNS.get(finding.code)
    other = turn(spot, finding) if turn else None
    return ((spot.article, other),) if other else ()


def _compare_articles(
    spot: Spot, now: Article | None, other: Article | None
) -> tuple[Hunk, ...]:
    """What becomes of one manuscript, which may be a new one or go wholly."""
    if now is None or other is None:
        made = now or other
        if made is None:
            return ()
        lines = tuple(write_article(made).splitlines()) if now is None else ()
        own = "" if now is spot.article else made.name
        deed = "new" if now is None else "delete"
        length = len(write_article(made)) if now is not None else 0
        return (Hunk((), lines, 0, length, "", own, deed=deed),)
    remedy = _compare(write_article(now), write_article(other))
    if now is spot.article:
        return remedy.hunks
    return tuple(replace(hunk, article=now.name) for hunk in remedy.hunks)


def _compare(now: str, other: str) -> Remedy:
    """The lines and words in which two manuscripts differ."""
    olds, news = now.splitlines(keepends=True), other.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, olds))]
    lines = SequenceMatcher(None, olds, news, autojunk=False)
    return Remedy(
        tuple(
            replace(
                _hunk(olds[first:last], news[there:end], starts[first]),
                behind="" if olds[first:last] else _line_before(olds, first),
            )
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


def _line_before(lines: Sequence[str], at: int) -> str:
    """The last line before ``at`` that is not empty, in words where it is a fence."""
    for index in range(at - 1, -1, -1):
        line = lines[index].rstrip("\n")
        if line == FENCE:
            return FIRST_FENCE if index == 0 else LAST_FENCE
        if line:
            return line
    return ""


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
    ACCEPTED = "accepted"


def decided(remedy: Remedy | None, touched: Touched, mine: str | None) -> str:
    """Whether somebody has worked on the manuscript ``mine`` where the doubt is.

    Without a remedy nothing tells which words it is about: it stays open.
    """
    if mine is None:
        return State.GONE
    own = [hunk for hunk in remedy.hunks if not hunk.article] if remedy else []
    if not any(
        first <= hunk.end and last >= hunk.start
        for first, last in touched
        for hunk in own
    ):
        return State.OPEN
    turned = all(hunk.done in mine for hunk in own)
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
