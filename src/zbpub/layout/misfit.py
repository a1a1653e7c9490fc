"""What to say when a page cannot be made up: how far off it is, and the cure."""

from __future__ import annotations

from collections.abc import Sequence

from zbpub.base.findings import Finding
from zbpub.layout.block import Copy
from zbpub.layout.page_maker import Made
from zbpub.layout.profile import Grid, Profile
from zbpub.layout.shaper import Shaper
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Issue, PagePlan

_THIN = 2
"""A page whose text fills less than this part of it is short, whatever its heads."""


def no_head(
    copies: Sequence[Copy], shaper: Shaper, case: TypeCase
) -> tuple[Finding, ...]:
    """A finding for each article whose head fits over no width of the page."""
    columns = case.profile.grid.columns
    return tuple(
        Finding(
            code="L004",
            message=f"the headline ({len(copy.article.headline)} characters) and what"
            " stands with it fit over no width of the page",
            path=copy.article.path,
            hint="shorten the headline, kicker or deck, or part its clauses by a space",
        )
        for copy in copies
        if not any(shaper.heads_over(copy, n) for n in range(1, columns + 1))
    )


def crowd(count: int, issue: Issue, plan: PagePlan) -> Finding:
    """More articles than one page's exact search can place."""
    return Finding(
        code="L006",
        message=f"page {plan.number}: {count} articles are too many for one page",
        path=issue.folder,
        hint="gather the briefs into one article, or spread them over more pages",
    )


def far_off(
    need: int, issue: Issue, plan: PagePlan, profile: Profile
) -> Finding | None:
    """What to say of text that no heads could make fit; None when a search is worth it.

    Args:
        need: Rows of base column that all text takes, without heads.
        issue: The issue.
        plan: The page.
        profile: Its grids.
    """
    page, grid = f"page {plan.number}", profile.grid
    densest = max((grid, *profile.other_grids), key=lambda grid: grid.rows)
    if need > densest.rows * densest.columns:
        return _over(need - densest.rows * densest.columns, densest, page, issue)
    if need * _THIN < grid.rows * grid.columns:
        return _short(grid.rows * grid.columns - need, grid, page, issue)
    return None


def misfit(misses: Sequence[Made], issue: Issue, plan: PagePlan, count: int) -> Finding:
    """How much the page is over or short, in rows of column and in characters.

    Args:
        misses: What the search found on each grid of the profile.
        issue: The issue.
        plan: The page.
        count: How many articles it has.
    """
    nearest = min(
        (
            (abs(rows - made.rows), rows - made.rows, made.grid)
            for made in misses
            for rows in made.heights
        ),
        key=lambda miss: miss[:2],
        default=None,
    )
    if nearest is None:
        return Finding(
            code="L001",
            message=f"page {plan.number}: these {count} articles cannot be cut into one"
            " page",
            path=issue.folder,
            hint="spread them over more pages, or give more of them a lower priority",
        )
    _, off, grid = nearest
    return _off(off, grid, f"page {plan.number}", issue)


def _off(off: int, grid: Grid, page: str, issue: Issue) -> Finding:
    rows = abs(off) * grid.columns
    if not off:
        return Finding(
            code="L005",
            message=f"{page}: the articles have the right length, but no way of"
            " pouring them leaves every column full",
            path=issue.folder,
            hint="add or cut one line in one of them",
        )
    if off > 0:
        return _over(rows, grid, page, issue)
    return _short(rows, grid, page, issue)


def _over(rows: int, grid: Grid, page: str, issue: Issue) -> Finding:
    size = _size(rows, grid)
    return Finding(
        code="L002",
        message=f"{page}: over by {size} (多{rows}行)",
        path=issue.folder,
        hint="cut that much, or move an article to another page",
    )


def _short(rows: int, grid: Grid, page: str, issue: Issue) -> Finding:
    size = _size(rows, grid)
    return Finding(
        code="L003",
        message=f"{page}: short by {size} (缺{rows}行)",
        path=issue.folder,
        hint="add that much copy, or another article, to the page",
    )


def _size(rows: int, grid: Grid) -> str:
    """Text set solid, as a sub-editor counts it: 行 and 字."""
    return f"{rows} rows of column, about {rows * grid.characters} characters"
