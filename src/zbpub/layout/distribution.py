"""Which articles stand on which page: the value between an issue and its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zbpub.base.findings import Finding
from zbpub.layout.briefs import gather, gather_where_crowded, gathered_text, label_of
from zbpub.layout.importance import ranked
from zbpub.layout.jump import jump_parts, parts_add_up
from zbpub.layout.profile import Readings
from zbpub.layout.styling import reading_text
from zbpub.layout.subsets import EXACT
from zbpub.manuscript.model import Article, Filler, PagePlan

MOST_UNITS = EXACT
"""Units on a page, so that the search looks at every subset."""


@dataclass(frozen=True, slots=True)
class Jump:
    """An article parted behind block ``at`` of its text, its tail on another page."""

    article: str
    to_page: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """One page to be made up."""

    plan: PagePlan
    articles: tuple[Article, ...]
    """By importance, the lead first; parts of articles and gathered briefs among
    them."""
    front: bool = False
    """Whether the nameplate's band stands on it."""
    fillers: tuple[Filler, ...] = ()
    """Offered to this page and no other; it need not take them."""
    tails: tuple[str, ...] = ()
    """Names of the articles here that began on another page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What stands on one page, before anything is parted or gathered."""

    plan: PagePlan
    articles: tuple[Article, ...]
    """In the issue's order."""
    fillers: tuple[Filler, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The issue's articles shared out among its pages."""

    shares: tuple[Share, ...]
    """In the order of the pages."""
    jumps: tuple[Jump, ...] = ()
    findings: tuple[Finding, ...] = ()
    has_front: bool = False
    """Whether the first page has a nameplate's band."""
    band_rows: int = 0
    """Rows that the band takes."""
    language: str = "zh-Hans"
    most_units: int = MOST_UNITS
    order: tuple[str, ...] = ()
    """The articles' names in the issue's order."""

    @property
    def pages(self) -> tuple[PageJob, ...]:
        """Each page's job, jumps carried out and briefs gathered."""
        return tuple(self.job(number) for number in range(len(self.shares)))

    def job(self, number: int) -> PageJob:
        """The job of the page at index ``number``."""
        share = self.shares[number]
        parts = self.parts
        here = [parts[a.name][0] if a.name in parts else a for a in share.articles]
        tails = [
            parts[jump.article][1]
            for jump in self.jumps
            if jump.to_page == share.plan.number
        ]
        alone, briefs = gather_where_crowded(ranked((*here, *tails)), self.most_units)
        if briefs:
            label = label_of(briefs, self.language)
            alone = (*alone, gather(briefs, share.plan.number, label))
        return PageJob(
            plan=share.plan,
            articles=ranked(alone),
            front=self.has_front and number == 0,
            fillers=share.fillers,
            tails=tuple(tail.name for tail in tails),
        )

    @property
    def parts(self) -> Mapping[str, tuple[Article, Article]]:
        """Both parts of each article that jumps, by its name."""
        homes = {a.name: (s.plan.number, a) for s in self.shares for a in s.articles}
        return {
            jump.article: jump_parts(
                homes[jump.article][1],
                (homes[jump.article][0], jump.to_page),
                jump.at,
                self.language,
            )
            for jump in self.jumps
        }


def expected_texts(
    distribution: Distribution, ruby: Readings = "above"
) -> dict[str, str]:
    """For every name that stands on a page the text that must be printed there.

    The texts are the manuscripts' own: of gathered briefs their label and one text
    after the other; of an article that jumps its two parts, when they add up.

    Raises:
        ValueError: The parts of an article do not add up to it: a fault of zbpub.
    """
    texts = {
        article.name: reading_text(article, ruby)
        for share in distribution.shares
        for article in share.articles
    }
    whole = {a.name: a for share in distribution.shares for a in share.articles}
    for name, parts in distribution.parts.items():
        if not parts_add_up(whole[name], *parts):
            raise ValueError(f"the parts of {name} do not add up to it")
        texts |= {part.name: reading_text(part, ruby) for part in parts}
    for number, share in enumerate(distribution.shares):
        job = distribution.job(number)
        names = {article.name for article in job.articles}
        briefs = [a for a in ranked(share.articles) if a.name not in names]
        if briefs:
            unit = next(a for a in job.articles if a.name not in texts)
            for brief in briefs:
                del texts[brief.name]
            texts[unit.name] = gathered_text(briefs, unit.headline, ruby)
    return texts


def moved(distribution: Distribution, moves: Mapping[str, int]) -> Distribution:
    """``distribution`` with some articles on other pages.

    Args:
        distribution: The pages.
        moves: The index of the new page, by the article's name.
    """
    place = {name: rank for rank, name in enumerate(distribution.order)}
    going = {
        a.name: a for s in distribution.shares for a in s.articles if a.name in moves
    }
    shares = []
    for number, share in enumerate(distribution.shares):
        stay = [a for a in share.articles if a.name not in moves]
        come = [going[name] for name in sorted(going) if moves[name] == number]
        # A page's lead stays before newcomers of its weight.
        lead = ranked(share.articles)[0].name
        articles = sorted((*stay, *come), key=lambda a: (a.name != lead, place[a.name]))
        shares.append(replace(share, articles=tuple(articles)))
    return replace(distribution, shares=tuple(shares))


def with_share(distribution: Distribution, number: int, share: Share) -> Distribution:
    """``distribution`` with another share for the page at index ``number``."""
    shares = list(distribution.shares)
    shares[number] = share
    return replace(distribution, shares=tuple(shares))
