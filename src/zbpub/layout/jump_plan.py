"""Which articles of overfull pages jump, and which pages are offered fillers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isqrt

from zbpub.layout.distribution import Distribution, Jump, PageJob, with_share
from zbpub.layout.importance import grades_of, ranked, weight
from zbpub.layout.jump import TAIL, TAIL_PRIORITY, body_length, jump_choices
from zbpub.layout.need import Pictures, capacity, need_of
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Filler

_OVER, _FULL = 122, 102
"""Hundredths of a page; a fuller one lets an article jump: the second where an article
names the page that it goes on to. Less than that heads and pictures can take up."""
_SHORT = 98
"""A page emptier than this is offered fillers."""
_FILLER = 12
"""A filler takes about this part of a page: one twelfth."""
_LONG = 900
"""Characters; shorter articles jump only to a page that they name."""
_MOST_JUMPS = 2
"""Jump lines on a page, those that come and those that go together."""
_GAIN = 12
"""Cells by which both pages must come nearer to full."""


def page_need(job: PageJob, case: TypeCase, pictures: Pictures) -> int:
    """The cells that all articles of ``job`` take."""
    grades = grades_of(job.articles, len(case.profile.heads))
    return sum(
        need_of(article, case, pictures, grade)
        for article, grade in zip(job.articles, grades, strict=True)
    )


def room_of(distribution: Distribution, number: int, case: TypeCase) -> int:
    """The cells of the page at index ``number``."""
    has_band = distribution.has_front and number == 0
    return capacity(case.profile, distribution.band_rows if has_band else 0)


def offs(
    distribution: Distribution, case: TypeCase, pictures: Pictures
) -> tuple[int, ...]:
    """By how many cells each page is over (above 0) or short, as reckoned."""
    return tuple(
        page_need(job, case, pictures) - room_of(distribution, number, case)
        for number, job in enumerate(distribution.pages)
    )


def unevenness(off: Iterable[int]) -> int:
    """How far off full two pages are, in cells; one far off is worse than two near."""
    return isqrt(2 * sum(cells * cells for cells in off))


@dataclass(frozen=True, slots=True)
class _Try:
    """A jump, and how far off its two pages are then."""

    left: int
    distance: int
    jump: Jump


def plan_jumps(
    distribution: Distribution, case: TypeCase, pictures: Pictures
) -> Distribution:
    """Let articles of overfull pages jump to pages that have room.

    An article of a page that is over jumps when it is long and may, to the page that
    it names or else to the later page with most room; two jump lines a page at most.
    """
    for number in range(len(distribution.shares)):
        for _ in range(_MOST_JUMPS):
            known = offs(distribution, case, pictures)
            room = room_of(distribution, number, case)
            share = (known[number] + room) * 100 // room
            if share <= _FULL:
                break
            tries = [
                each
                for jump in possible_jumps(distribution, number, known)
                if share > _OVER or _is_named(distribution, jump)
                for each in _tried(distribution, jump, known, (case, pictures))
            ]
            if not tries:
                break
            best = min(tries, key=lambda t: (t.left, t.distance, t.jump.article))
            distribution = replace(distribution, jumps=(*distribution.jumps, best.jump))
    return distribution


def _has_lead(articles: Sequence[Article]) -> bool:
    """Whether a tail would stand behind one of ``articles``, or there are none.

    A tail is never the first of a page's articles.
    """
    first = min(map(weight, articles), default=(0, 0))
    return first <= (TAIL_PRIORITY, 0)


def _is_named(distribution: Distribution, jump: Jump) -> bool:
    """Whether the article itself names the page that it goes on to."""
    articles = distribution.shares[home_of(distribution, jump.article)].articles
    return any(a.name == jump.article and a.jump == jump.to_page for a in articles)


def possible_jumps(
    distribution: Distribution, number: int, known: Sequence[int]
) -> Iterator[Jump]:
    """Jumps from the page at index ``number``, the rules kept.

    Args:
        distribution: The pages.
        number: The page that is over.
        known: By how many cells each page is over or short.
    """
    lines = jump_lines(distribution)
    names = {a.name for share in distribution.shares for a in share.articles}
    gone = {jump.article for jump in distribution.jumps}
    share = distribution.shares[number]
    lead = ranked(share.articles)[0].name
    single = {a.name for a in distribution.job(number).articles}
    if lines[number] >= _MOST_JUMPS:
        return
    for article in share.articles:
        taken = article.name in gone or article.name + TAIL in names
        if taken or (article.name not in single) or not _may(article, lead):
            continue
        to = _target(distribution, article, number, known)
        if to is None or not _has_lead(distribution.shares[to].articles):
            continue
        if lines[to] < _MOST_JUMPS:
            for at in jump_choices(article):
                yield Jump(article.name, distribution.shares[to].plan.number, at)


def jump_lines(distribution: Distribution) -> list[int]:
    """How many jump lines each page has."""
    numbers = [share.plan.number for share in distribution.shares]
    counts = [0] * len(numbers)
    for jump in distribution.jumps:
        counts[numbers.index(jump.to_page)] += 1
        counts[home_of(distribution, jump.article)] += 1
    return counts


def home_of(distribution: Distribution, name: str) -> int:
    """The index of the page on which the article ``name`` begins."""
    return next(
        number
        for number, share in enumerate(distribution.shares)
        if any(article.name == name for article in share.articles)
    )


def _may(article: Article, lead: str) -> bool:
    """Whether ``article`` is one that jumps; ``jump: no`` has no choices anyway."""
    return bool(article.jump) or (article.name != lead and body_length(article) > _LONG)


def _target(
    distribution: Distribution, article: Article, number: int, known: Sequence[int]
) -> int | None:
    """The page that ``article`` names, or the later one with most room, the nearest."""
    pages = range(len(distribution.shares))
    if article.jump:
        named = (p for p in pages if distribution.shares[p].plan.number == article.jump)
        found = next(named, None)
        return None if found == number else found
    later = [p for p in pages if p > number and known[p] < 0]
    return min(later, key=lambda p: (known[p], p), default=None)


def _tried(
    distribution: Distribution,
    jump: Jump,
    known: Sequence[int],
    means: tuple[TypeCase, Pictures],
) -> Iterator[_Try]:
    """What ``jump`` makes of its two pages, when they gain by it."""
    numbers = [share.plan.number for share in distribution.shares]
    here, there = home_of(distribution, jump.article), numbers.index(jump.to_page)
    after = replace(distribution, jumps=(*distribution.jumps, jump))
    left = unevenness(
        page_need(after.job(p), *means) - room_of(distribution, p, means[0])
        for p in (here, there)
    )
    if left + _GAIN <= unevenness((known[here], known[there])):
        yield _Try(left, abs(there - here), jump)


def filler_need(case: TypeCase) -> int:
    """The cells that a filler usually takes."""
    return capacity(case.profile) // _FILLER


def offer_fillers(
    distribution: Distribution,
    fillers: Sequence[Filler],
    case: TypeCase,
    pictures: Pictures,
) -> Distribution:
    """Offer each filler to one page, the shortest first, in the issue's order."""
    short = [-off for off in offs(distribution, case, pictures)]
    each = filler_need(case)
    for filler in fillers:
        page = max(range(len(short)), key=lambda p: (short[p], -p), default=None)
        if page is None or short[page] * 100 <= (100 - _SHORT) * capacity(case.profile):
            return distribution
        share = distribution.shares[page]
        share = replace(share, fillers=(*share.fillers, filler))
        distribution = with_share(distribution, page, share)
        short[page] -= each
    return distribution
