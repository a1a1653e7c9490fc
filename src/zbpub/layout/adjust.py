"""What could bring two pages nearer to full: each way with what is then left over.

The ways, cheapest first: another point for a jump, a filler, an article moved, two
articles exchanged, a new jump. Leads, articles that name their page or are pinned, and
articles that jump stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zbpub.layout.distribution import Distribution, Jump, moved, with_share
from zbpub.layout.importance import ranked, weight
from zbpub.layout.jump import jump_choices, jump_parts
from zbpub.layout.jump_plan import filler_need, home_of, possible_jumps, unevenness
from zbpub.layout.need import Pictures, need_of
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Filler, Pin

_EFFORT = {"point": 0, "filler": 4, "move": 8, "exchange": 14, "jump": 24}
"""Cells that a way must leave fewer than one that costs nothing."""
_GAIN = 4
"""Cells by which two pages must come nearer to full for a try."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a way does to the pages."""

    moves: tuple[tuple[str, int], ...] = ()
    """An article's name and the index of its new page."""
    jump: Jump | None = None
    """A new jump, or another point of the article's own."""
    filler: tuple[int, Filler] | None = None
    """The index of a page and what it is offered."""

    def on(self, pages: Distribution) -> Distribution:
        """``pages`` with the change made."""
        if self.jump:
            jump, jumps = self.jump, {jump.article: jump for jump in pages.jumps}
            jumps[jump.article] = jump
            return replace(pages, jumps=tuple(jumps.values()))
        if self.filler:
            number, filler = self.filler
            share = pages.shares[number]
            more = replace(share, fillers=(*share.fillers, filler))
            return with_share(pages, number, more)
        return moved(pages, dict(self.moves))


@dataclass(frozen=True, slots=True)
class Way:
    """One way, and what it is hoped to do."""

    cost: int
    """Cells left over or short on its pages, and its effort."""
    key: str
    """What it is: the same way is not tried twice."""
    pages: tuple[int, ...]
    """The pages that it changes."""
    change: Change


@dataclass(frozen=True, slots=True)
class Bench:
    """What ways are reckoned with."""

    case: TypeCase
    pictures: Pictures
    fillers: Sequence[Filler] = ()
    """All that the issue offers."""
    _needs: dict[Article, int] = field(default_factory=dict)

    def need(self, article: Article) -> int:
        """The cells that ``article`` takes, reckoned once."""
        if article not in self._needs:
            self._needs[article] = need_of(article, self.case, self.pictures)
        return self._needs[article]


def ways(
    distribution: Distribution, number: int, known: Sequence[int], bench: Bench
) -> list[Way]:
    """The ways to mend the page at index ``number``, the most hopeful first.

    Args:
        distribution: The pages.
        number: A page that is over or short.
        known: By how many cells each page is over (above 0) or short.
        bench: What they are reckoned with.
    """
    drafts = _all(distribution, number, known, bench)
    found = [way for draft in drafts if (way := _way(draft, known)) is not None]
    return sorted(found, key=lambda way: (way.cost, way.key))


_Draft = tuple[str, str, Mapping[int, int], Change]
"""Kind, what it does, by how many cells it fills each of its pages, the change."""


def _way(draft: _Draft, known: Sequence[int]) -> Way | None:
    """The way of ``draft``, when both pages gain by it."""
    kind, key, by, change = draft
    before = unevenness(known[page] for page in by)
    left = unevenness(known[page] + cells for page, cells in by.items())
    if left + _GAIN > before:
        return None
    return Way(left + _EFFORT[kind], f"{kind} {key}", tuple(sorted(by)), change)


def _all(
    distribution: Distribution, number: int, known: Sequence[int], bench: Bench
) -> Iterator[_Draft]:
    yield from _points(distribution, number, bench)
    if known[number] < 0:
        yield from _fillers(distribution, number, bench)
    yield from _moves(distribution, number, bench)
    yield from _exchanges(distribution, number, bench)
    for page in range(len(known)):
        if known[page] > 0:
            yield from _jumps(distribution, (page, number), known, bench)


def _points(distribution: Distribution, number: int, bench: Bench) -> Iterator[_Draft]:
    """Other points for the jumps of a page."""
    numbers = [share.plan.number for share in distribution.shares]
    for jump in distribution.jumps:
        here, there = home_of(distribution, jump.article), numbers.index(jump.to_page)
        if number not in (here, there):
            continue
        article = _named(distribution, jump.article)
        now = _parts(article, (here, there), jump.at, distribution, bench)
        for at in jump_choices(article):
            if at == jump.at:
                continue
            then = _parts(article, (here, there), at, distribution, bench)
            by = {here: then[0] - now[0], there: then[1] - now[1]}
            other = replace(jump, at=at)
            yield "point", _spoken(other), by, Change(jump=other)


def _fillers(distribution: Distribution, number: int, bench: Bench) -> Iterator[_Draft]:
    """The first filler that no page is offered."""
    offered = [filler for share in distribution.shares for filler in share.fillers]
    free = [filler for filler in bench.fillers if filler not in offered]
    if free:
        by = {number: filler_need(bench.case)}
        change = Change(filler=(number, free[0]))
        yield "filler", f"{number} {free[0].title}", by, change


def _moves(distribution: Distribution, number: int, bench: Bench) -> Iterator[_Draft]:
    """Articles from the page to others, and from others to it."""
    for page in _others(distribution, number):
        for here, there in ((number, page), (page, number)):
            for article in _movable(distribution, here):
                if not may_stand(article, there, distribution):
                    continue
                need = bench.need(article)
                change = Change(moves=((article.name, there),))
                key = f"{article.name} {here} {there}"
                yield "move", key, {here: -need, there: need}, change


def _exchanges(
    distribution: Distribution, number: int, bench: Bench
) -> Iterator[_Draft]:
    """An article of the page for one of another."""
    for page in _others(distribution, number):
        for one in _movable(distribution, number):
            for other in _movable(distribution, page):
                if not (
                    may_stand(one, page, distribution)
                    and may_stand(other, number, distribution)
                ):
                    continue
                by = bench.need(other) - bench.need(one)
                change = Change(moves=((one.name, page), (other.name, number)))
                key = " ".join(sorted((one.name, other.name)))
                yield "exchange", key, {number: by, page: -by}, change


def _jumps(
    distribution: Distribution,
    pages: tuple[int, int],
    known: Sequence[int],
    bench: Bench,
) -> Iterator[_Draft]:
    """New jumps from the first of ``pages`` that begin or end on the second."""
    source, number = pages
    numbers = [share.plan.number for share in distribution.shares]
    for jump in possible_jumps(distribution, source, known):
        there = numbers.index(jump.to_page)
        if number not in (source, there):
            continue
        article = _named(distribution, jump.article)
        first, second = _parts(article, (source, there), jump.at, distribution, bench)
        by = {source: first - bench.need(article), there: second}
        yield "jump", _spoken(jump), by, Change(jump=jump)


def _spoken(jump: Jump) -> str:
    return f"{jump.article} {jump.to_page} {jump.at}"


def _parts(
    article: Article,
    pages: tuple[int, int],
    at: int,
    distribution: Distribution,
    bench: Bench,
) -> tuple[int, int]:
    """The needs of both parts of ``article``."""
    here, there = (distribution.shares[page].plan.number for page in pages)
    first, second = jump_parts(article, (here, there), at, distribution.language)
    return bench.need(first), bench.need(second)


def _named(distribution: Distribution, name: str) -> Article:
    share = distribution.shares[home_of(distribution, name)]
    return next(article for article in share.articles if article.name == name)


def _others(distribution: Distribution, number: int) -> list[int]:
    return [page for page in range(len(distribution.shares)) if page != number]


def _movable(distribution: Distribution, number: int) -> list[Article]:
    """The articles of a page that nothing holds there."""
    jumping = {jump.article for jump in distribution.jumps}
    articles = distribution.shares[number].articles
    lead = ranked(articles)[0].name
    return [
        article
        for article in articles
        if not article.page
        and article.pin == Pin()
        and article.name != lead
        and article.name not in jumping
    ]


def may_stand(article: Article, number: int, distribution: Distribution) -> bool:
    """Whether the page at index ``number`` may take ``article``.

    Its section must allow it, and the page keeps its lead.
    """
    sections = {share.plan.section for share in distribution.shares}
    share = distribution.shares[number]
    if article.section in sections - {"", share.plan.section}:
        return False
    lead = ranked(share.articles)[0]
    return article.name == lead.name or weight(lead) <= weight(article)
