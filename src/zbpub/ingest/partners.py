"""Partners: which text on which page goes on with an article (下转, 上接)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbpub.base.chars import is_han, is_western
from zbpub.ingest.likeness import pairs_of
from zbpub.ingest.turns import PageMark, Turn
from zbpub.manuscript.model import Article

UNTITLED = 0.5
"""How alike two titles count when one part has none."""
SAME_TITLE = 0.6
"""How alike they must be where only one of the two parts names the other's page."""
CLEAR = 0.25
"""How much better than the next a partner must be."""


@dataclass(frozen=True, slots=True)
class Part:
    """One article of one page, with what its jump line says."""

    index: int
    """Its place among all parts."""
    article: Article
    page: PageMark | None
    turns: tuple[Turn, ...]

    def turn(self, *, onwards: bool) -> Turn | None:
        """Its 下转, or its 上接."""
        return next((one for one in self.turns if one.onwards is onwards), None)


@dataclass(frozen=True, slots=True)
class Match:
    """Two parts that may be one article."""

    first: int
    rest: int
    score: float
    """2 if each names the other's page, 1 if one does; and how alike the titles are."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found."""

    pairs: tuple[Match, ...]
    """Each part goes on once at most, and is gone on with once at most."""
    doubtful: tuple[tuple[int, tuple[int, ...]], ...]
    """Parts that more than one would go with, and those."""


def find_partners(parts: Sequence[Part]) -> Matched:
    """The pairs of ``parts``, the clearest first; what is not clear is no pair."""
    matches = sorted(_matches(parts), key=lambda one: (-one.score, one.first, one.rest))
    begun: set[int] = set()
    taken: set[int] = set()
    pairs: list[Match] = []
    doubtful: dict[int, tuple[int, ...]] = {}
    for match in matches:
        if match.first in begun or match.rest in taken:
            continue
        rivals = [
            one
            for one in matches
            if one is not match
            and one.score > match.score - CLEAR
            and (one.first == match.first) != (one.rest == match.rest)
            and one.first not in begun
            and one.rest not in taken
        ]
        if rivals:
            found = sorted({match.rest, *(one.rest for one in rivals)} - {match.first})
            doubtful.setdefault(match.first, tuple(found))
            continue
        begun.add(match.first)
        taken.add(match.rest)
        pairs.append(match)
    left = {first: rest for first, rest in doubtful.items() if first not in begun}
    return Matched(tuple(pairs), tuple(sorted(left.items())))


def _matches(parts: Sequence[Part]) -> Iterator[Match]:
    for first in parts:
        for rest in parts:
            score = _score(first, rest)
            if score:
                yield Match(first.index, rest.index, score)


def _score(first: Part, rest: Part) -> float:
    """How well ``rest`` goes on with ``first``; 0: not at all."""
    if first.page is None or rest.page is None or first.page == rest.page:
        return 0
    onwards, back = first.turn(onwards=True), rest.turn(onwards=False)
    marks = {one.mark for one in (onwards, back) if one and one.mark}
    if len(marks) > 1:
        return 0
    if onwards and not onwards.page.means(rest.page):
        return 0
    if back and not back.page.means(first.page):
        return 0
    alike = title_likeness(first, rest)
    if onwards and back:
        return 2 + alike
    if (onwards or back) and alike >= SAME_TITLE:
        return 1 + alike
    return 0


def title_likeness(first: Part, rest: Part) -> float:
    """0 to 1: how much of the shorter title the other has; without one, ``UNTITLED``.

    The rest's may be repeated, shortened, or named in its jump line.
    """
    onwards, back = first.turn(onwards=True), rest.turn(onwards=False)
    named = [back.title if back else "", rest.article.headline]
    named = [_bare(one) for one in named if one]
    article = first.article
    whole = [article.headline, article.kicker + article.headline + article.deck]
    if onwards and onwards.title:
        whole.append(onwards.title)
    whole = [_bare(one) for one in whole if one]
    if not named or not whole:
        return UNTITLED
    return max(_share(short, long) for short in named for long in whole)


def _share(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if short and short in long:
        return 1
    wanted, there = pairs_of(short), pairs_of(long)
    common = sum((wanted & there).values())
    return common / max(wanted.total(), 1)


def _bare(title: str) -> str:
    return "".join(char for char in title if is_han(char) or is_western(char))
