"""How many pages an issue has: those that issue.toml lists, or as many as it fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zbpub.base.findings import Finding, Severity
from zbpub.manuscript.model import Issue, PagePlan

_SOUND = (90, 106)
"""Hundredths of a page that a page may be filled to without much ado."""
_WORSE = 2
"""Copy that is over weighs more than copy that is short: fillers mend the latter."""


@dataclass(frozen=True, slots=True)
class Room:
    """The cells of a page, and those that the front page loses to its band."""

    page: int
    band: int = 0

    def of(self, number: int) -> int:
        """The room of the page at index ``number``."""
        return self.page - (0 if number else self.band)

    def of_all(self, count: int) -> int:
        """The room of ``count`` pages."""
        return self.page * count - self.band

    def pages(self, need: int) -> str:
        """How many pages ``need`` cells fill, as printed: ``3.8``."""
        return f"{(need + self.band) / self.page:.1f}"


def plan_pages(
    issue: Issue, needs: Mapping[str, int], room: Room
) -> tuple[tuple[PagePlan, ...], tuple[Finding, ...]]:
    """The issue's pages in order, and what was decided about them.

    Args:
        issue: The issue.
        needs: The cells that each article takes, by its name.
        room: Of a page.
    """
    total = sum(needs.values())
    listed = listed_pages(issue)
    if not listed:
        return _chosen(issue, total, room)
    kept = _filled(listed, issue, needs, room)
    left = [plan for plan in listed if plan not in kept]
    told = tuple(_left_out(plan, listed, issue, room.pages(total)) for plan in left)
    return tuple(kept), told


def listed_pages(issue: Issue) -> list[PagePlan]:
    """The pages of issue.toml, and behind them those that its articles name."""
    plans = list(issue.config.pages)
    known = {plan.number for plan in plans}
    for article in issue.articles:
        if article.page and article.page not in known:
            plans.append(PagePlan(number=article.page))
            known.add(article.page)
    return plans


def _filled(
    listed: list[PagePlan], issue: Issue, needs: Mapping[str, int], room: Room
) -> list[PagePlan]:
    """The pages that the copy fills: later ones that no article names go first."""
    total = sum(needs.values())
    named = {article.page for article in issue.articles}
    movable = sum(1 for article in issue.articles if not article.page)
    kept = list(listed)
    while True:
        idle = [plan for plan in kept if plan.number not in named]
        if not idle or len(kept) == 1:
            return kept
        is_thin = total * 100 < room.of_all(len(kept)) * _SOUND[0]
        would_fit = total * 100 <= room.of_all(len(kept) - 1) * _SOUND[1]
        if len(idle) <= movable and not (is_thin and would_fit):
            return kept
        kept.remove(min(idle, key=lambda plan: _claim(plan, kept, issue, needs)))


def _claim(
    plan: PagePlan, kept: list[PagePlan], issue: Issue, needs: Mapping[str, int]
) -> tuple[int, int]:
    """How much ``plan`` is wanted: by its section's copy, then by its place."""
    own = sum(
        needs[article.name]
        for article in issue.articles
        if plan.section and article.section == plan.section and not article.page
    )
    same = sum(1 for other in kept if other.section == plan.section)
    return (own // same, -kept.index(plan))


def _chosen(
    issue: Issue, total: int, room: Room
) -> tuple[tuple[PagePlan, ...], tuple[Finding, ...]]:
    """As many pages as the copy fills, an even number when that will do."""
    most = max(1, min(issue.config.most_pages, len(issue.articles)))
    counts = range(1, most + 1)
    folded = [count for count in counts if count == 1 or count % 2 == 0]
    count = min(folded, key=lambda n: _off(total, n, room))
    fill = total * 100 // room.of_all(count)
    if not _SOUND[0] <= fill <= _SOUND[1]:
        count = min(counts, key=lambda n: _off(total, n, room))
    plans = tuple(PagePlan(number=f"{n:02}") for n in range(1, count + 1))
    if count == 1 and total <= room.of_all(1):
        return plans, ()
    pages = "1 page" if count == 1 else f"{count} pages"
    told = Finding(
        code="L040",
        message=f"made up as {pages}: the copy fills {room.pages(total)}",
        path=issue.folder,
        severity=Severity.INFO,
        hint="list [[pages]] in issue.toml to have it otherwise",
    )
    return plans, (told,)


def _off(total: int, count: int, room: Room) -> tuple[int, int]:
    off = total - room.of_all(count)
    # Of two counts as far off per page the smaller is cheaper to print.
    return (off * _WORSE if off > 0 else -off) * 1000 // room.of_all(count), count


def _left_out(
    plan: PagePlan, listed: list[PagePlan], issue: Issue, filled: str
) -> Finding:
    return Finding(
        code="L041",
        message=f"page {plan.number} is left out: the copy fills {filled}"
        f" of {len(listed)} pages",
        path=issue.folder,
        severity=Severity.WARNING,
        hint="add copy, or let an article name the page",
    )
