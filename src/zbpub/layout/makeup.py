"""The make-up's recipe: an issue's articles in, full pages out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.layout.block import Block, Copy
from zbpub.layout.folio import folio
from zbpub.layout.misfit import crowd, far_off, misfit, no_head
from zbpub.layout.page import Page, Rect
from zbpub.layout.place import Placement, Spot, place
from zbpub.layout.shaper import Shaper
from zbpub.layout.slicing import Found, Search
from zbpub.layout.styling import reading_text
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Issue, PagePlan

_GAPS = (1,)
"""Rows between stacked articles; a hairline stands in them."""
_BEYOND = 80
"""Rows beyond the page that are searched, to say how much is over."""
_BRIEF = 240
"""Articles of fewer characters are briefs, unless they have a priority."""
_MOST_ARTICLES = 9
"""The search looks at every subset: its time triples with each article."""
_TRIES = 40
"""Plans tried before a page is given up because its text will not pour."""


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
        copies = rank(articles, issue.config.url, len(case.profile.heads), pictures)
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
    articles: Sequence[Article], url: str, grades: int, pictures: Pictures
) -> list[Copy]:
    """Articles by importance with their head grades.

    A priority given is the grade. The others follow in manuscript order, short ones
    as briefs behind them.
    """
    briefs = [a.name for i, a in enumerate(articles) if i and _is_brief(a)]
    ranked = sorted(
        articles, key=lambda a: (a.priority or len(articles) + 1, a.name in briefs)
    )
    copies: list[Copy] = []
    for place_, article in enumerate(ranked):
        grade = article.priority - 1 if article.priority else place_
        if not article.priority and article.name in briefs:
            grade = grades - 1
        copies.append(Copy(article, min(grade, grades - 1), url, pictures))
    return copies


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
    if hopeless is not None:
        return MadeUp(findings=(hopeless,))
    misses: list[Found] = []
    for grid in (profile.grid, *profile.other_grids):
        shaper = shaper.on(grid)
        made, found = _try_grid(issue, plan, copies, shaper)
        if made is not None:
            return made
        misses.append(found)
    return MadeUp(findings=(misfit(misses, issue, plan),))


def _try_grid(
    issue: Issue, plan: PagePlan, copies: list[Copy], shaper: Shaper
) -> tuple[MadeUp | None, Found]:
    """The page on the shaper's grid, or what the search found instead."""
    grid = shaper.case.profile.grid
    found = _search(copies, shaper, shaper.case)
    for _ in range(_TRIES):
        if grid.rows not in found.heights:
            break
        spot = Spot(0, 0, grid.columns, grid.rows)
        placement = place(found.plan(grid.rows), spot, grid)
        if not placement.failed:
            return _made(issue, plan, placement, shaper.case), found
        shaper.banned.update(block.shape_key for block in placement.failed)
        found = _search(copies, shaper, shaper.case)
    return None, found


def _search(copies: list[Copy], shaper: Shaper, case: TypeCase) -> Found:
    grid = case.profile.grid
    most = grid.rows + _BEYOND
    shapes, boxes = (
        [
            [cut(copy, columns, most) for columns in range(1, grid.columns + 1)]
            for copy in copies
        ]
        for cut in (shaper.blocks, shaper.boxes)
    )
    return Search(shapes, boxes, grid, most, _GAPS).run()


def _made(issue: Issue, plan: PagePlan, placed: Placement, case: TypeCase) -> MadeUp:
    profile, grid = case.profile, case.profile.grid
    furniture, rules = folio(issue.config, plan, case)
    width, height = profile.type_area
    page = Page(
        number=plan.number,
        width=profile.width,
        height=profile.height,
        type_area=Rect(grid.left, profile.folio.top, width, height),
        folio=furniture,
        articles=placed.articles,
        rules=(*rules, *placed.rules),
    )
    fits = tuple(
        Fit(block.copy.article.name, plan.number, spot, block)
        for block, spot in placed.blocks
    )
    return MadeUp((page,), fits)
