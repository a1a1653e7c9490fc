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

_THIN = 4
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


def pin_refused(copy: Copy, what: str, cost: int, plan: PagePlan) -> Finding:
    """A pin that no full page can keep."""
    return Finding(
        code="L014",
        message=f"page {plan.number}: no full page keeps {what!r} of this article;"
        f" without it the best page costs {cost}",
        path=copy.article.path,
        hint=f"take {what!r} away, or change it; zbpub explain shows what else costs",
    )


def far_off(need: int, profile: Profile) -> int:
    """Rows of column that no heads could make fit; 0 when a search is worth it.

    Args:
        need: Rows of base column that all text takes, without heads.
        profile: The page's grids.
    """
    grid = profile.grid
    densest = max((grid, *profile.other_grids), key=lambda grid: grid.rows)
    room = densest.rows * densest.columns
    if need > room:
        return need - room
    if need * _THIN < grid.rows * grid.columns:
        return need - grid.rows * grid.columns
    return 0


def off_rows(misses: Sequence[Made]) -> int:
    """Rows of column that the nearest of some grids is over; short when below 0."""
    nearest = _nearest(misses)
    if nearest is None:
        return misses[0].reckoned
    return nearest[0] * nearest[1].columns


def _nearest(misses: Sequence[Made]) -> tuple[int, Grid] | None:
    """By how many rows the nearest page is over or short, and its grid."""
    found = (
        (abs(rows - made.rows), rows - made.rows, made.grid)
        for made in misses
        for rows in made.heights
    )
    nearest = min(found, key=lambda miss: miss[:2], default=None)
    return nearest[1:] if nearest else None


def misfit(misses: Sequence[Made], issue: Issue, plan: PagePlan, count: int) -> Finding:
    """How much the page is over or short, in rows of column and in characters.

    Args:
        misses: What the search found on grids of the profile.
        issue: The issue.
        plan: The page.
        count: How many articles it has.
    """
    nearest = _nearest(misses)
    if nearest is None:
        off, grid = misses[0].reckoned, misses[0].grid
        state = f"over by (多{off}行)" if off > 0 else f"short by (缺{-off}行)"
        return Finding(
            code="L001",
            message=f"page {plan.number}: these {count} articles cannot be cut into one"
            f" page; in usual shapes they are {state} about"
            f" {abs(off) * grid.characters} characters",
            path=issue.folder,
            hint="spread them over more pages, or give more of them a lower priority",
        )
    off, grid = nearest
    if off:
        return off_finding(off * grid.columns, issue, plan, grid)
    return Finding(
        code="L005",
        message=f"page {plan.number}: the articles have the right length, but no way of"
        " pouring them leaves every column full and no heads side by side",
        path=issue.folder,
        hint="add or cut one line in one of them",
    )


def off_finding(off: int, issue: Issue, plan: PagePlan, grid: Grid) -> Finding:
    """What to say of a page that is ``off`` rows of column over; short when below 0.

    Text set solid, as a sub-editor counts it: 行 and 字.
    """
    rows = abs(off)
    size = f"{rows} rows of column, about {rows * grid.characters} characters"
    if off > 0:
        return Finding(
            code="L002",
            message=f"page {plan.number}: over by {size} (多{rows}行)",
            path=issue.folder,
            hint="cut that much, or move an article to another page",
        )
    return Finding(
        code="L003",
        message=f"page {plan.number}: short by {size} (缺{rows}行)",
        path=issue.folder,
        hint="add that much copy, or another article, to the page",
    )
