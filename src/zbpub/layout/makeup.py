"""The make-up's recipe: an issue's articles in, full pages out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.layout.block import Block, Copy
from zbpub.layout.folio import folio
from zbpub.layout.misfit import crowd, far_off, misfit, no_head
from zbpub.layout.page import Page, Rect
from zbpub.layout.page_maker import Made, PageMaker
from zbpub.layout.place import Placement
from zbpub.layout.plans import Spot
from zbpub.layout.profile import HeadGrade
from zbpub.layout.shaper import Shaper
from zbpub.layout.styling import reading_text
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Issue, PagePlan

_BRIEF = 240
"""Articles of fewer characters are briefs, unless they have a priority."""
_MOST_ARTICLES = 9
"""The search looks at every subset: its time triples with each article."""


Pictures = Mapping[str, tuple[int, int]]
"""Width and height in pixels, by source."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one article stands on its page; rows and columns of the grid."""

    article: str
    page: str
    spot: Spot
    block: Block


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The pages of an issue, how articles fit, and what there is to say."""

    pages: tuple[Page, ...] = ()
    fits: tuple[Fit, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: MadeUp) -> MadeUp:
        return MadeUp(
            self.pages + other.pages,
            self.fits + other.fits,
            self.findings + other.findings,
        )


def make_up(issue: Issue, case: TypeCase, pictures: Pictures) -> MadeUp:
    """Make up every page of ``issue``; a page that cannot be is a finding.

    Args:
        issue: The issue.
        case: The type at hand.
        pictures: Width and height in pixels of the issue's pictures, by source.
    """
    made = MadeUp()
    for plan, articles in pages_of(issue):
        copies = rank(articles, issue.config.url, case.profile.heads, pictures)
        made += _make_page(issue, plan, copies, case)
    return made


def pages_of(issue: Issue) -> list[tuple[PagePlan, list[Article]]]:
    """The issue's pages in order, each with its articles in manuscript order.

    An article without page goes to the first one; pages without articles are left out.
    """
    plans = list(issue.config.pages)
    known = {plan.number for plan in plans}
    for article in issue.articles:
        if article.page and article.page not in known:
            plans.append(PagePlan(number=article.page))
            known.add(article.page)
    first = plans[0].number if plans else "01"
    sorted_ = [
        (plan, [a for a in issue.articles if (a.page or first) == plan.number])
        for plan in plans or [PagePlan(number=first)]
    ]
    return [(plan, articles) for plan, articles in sorted_ if articles]


def rank(
    articles: Sequence[Article],
    url: str,
    heads: Sequence[HeadGrade],
    pictures: Pictures,
) -> list[Copy]:
    """Articles by importance with their head grades.

    A priority given is the grade. The others follow in manuscript order, short ones
    as briefs behind them. The sizes of a grade are dealt out by rank, so that no lesser
    head is larger than a greater one.
    """
    grades = len(heads)
    briefs = [a.name for i, a in enumerate(articles) if i and _is_brief(a)]
    ranked = sorted(
        articles, key=lambda a: (a.priority or len(articles) + 1, a.name in briefs)
    )
    copies: list[Copy] = []
    for place_, article in enumerate(ranked):
        grade = article.priority - 1 if article.priority else place_
        if not article.priority and article.name in briefs:
            grade = grades - 1
        grade = min(grade, grades - 1)
        copies.append(Copy(article, grade, url, pictures, (), place_))
    return [
        replace(copy, sizes=_sizes(copy, copies, heads[copy.grade])) for copy in copies
    ]


def _sizes(copy: Copy, copies: Sequence[Copy], grade: HeadGrade) -> tuple[int, ...]:
    """The sizes that fall to ``copy`` among those of its grade, preferred first."""
    peers = [other.rank for other in copies if other.grade == copy.grade]
    falling = sorted(set(grade.sizes), reverse=True)
    if wanted := copy.article.pin.headline_size:
        third = "lms".index(wanted)
        edges = [round(i * (len(falling) - 1) / 3) for i in range(4)]
        first, last = edges[third], edges[third + 1]
    else:
        at = peers.index(copy.rank)
        steps = [round(i * (len(falling) - 1) / len(peers)) for i in (at, at + 1)]
        first, last = steps
    return tuple(s for s in grade.sizes if s in falling[first : last + 1])


def _is_brief(article: Article) -> bool:
    return len(significant(reading_text(article))) < _BRIEF


def _make_page(
    issue: Issue, plan: PagePlan, copies: list[Copy], case: TypeCase
) -> MadeUp:
    profile = case.profile
    if len(copies) > _MOST_ARTICLES:
        return MadeUp(findings=(crowd(len(copies), issue, plan),))
    shaper = Shaper(case)
    headless = no_head(copies, shaper, case)
    if headless:
        return MadeUp(findings=headless)
    measure = profile.grid.characters * profile.grid.size
    need = sum(shaper.galley(copy, measure).rows for copy in copies)
    hopeless = far_off(need, issue, plan, profile)
    if hopeless is not None and hopeless.code == "L002":
        return MadeUp(findings=(hopeless,))
    misses: list[Made] = []
    for grid in (profile.grid, *profile.other_grids):
        shaper = shaper.on(grid)
        maker = PageMaker(shaper, copies)
        made = maker.make()
        if made.best is not None:
            return _made(issue, plan, maker.placement(made.best), shaper.case)
        misses.append(made)
    return MadeUp(findings=(misfit(misses, issue, plan, len(copies)),))


def _made(issue: Issue, plan: PagePlan, placed: Placement, case: TypeCase) -> MadeUp:
    profile, grid = case.profile, case.profile.grid
    width, height = profile.type_area
    furniture = folio(issue.config, plan, case)
    page = Page(
        number=plan.number,
        width=profile.width,
        height=profile.height,
        type_area=Rect(grid.left, profile.folio.top, width, height),
        folio=furniture[0],
        articles=placed.articles,
        pieces=placed.pieces,
        rules=(*furniture[1], *placed.rules),
    )
    fits = tuple(
        Fit(block.copy.article.name, plan.number, spot, block)
        for block, spot in placed.blocks
    )
    return MadeUp((page,), fits)
