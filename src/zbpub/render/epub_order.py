"""The order in which an issue is read: pages, then priority, then manuscripts."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.manuscript.model import Article, Issue

LAST_PRIORITY = 6
"""What an unset priority (0) counts as: after 5, the briefs."""


@dataclass(frozen=True, slots=True)
class PageGroup:
    """The articles of one printed page, in reading order."""

    number: str
    """版次, as printed; empty for the articles that name no page."""
    section: str
    """The page's section (要闻), or empty."""
    articles: tuple[Article, ...]


def page_groups(issue: Issue) -> tuple[PageGroup, ...]:
    """The pages that hold articles, each with its articles in reading order.

    Planned pages come first, in the order of ``issue.config.pages``; then pages that
    only articles name, as they turn up; last the articles without a page.
    """
    planned = {plan.number: plan.section for plan in reversed(issue.config.pages)}
    numbers = dict.fromkeys(plan.number for plan in issue.config.pages)
    numbers.update(dict.fromkeys(a.page for a in issue.articles if a.page))
    groups = (
        PageGroup(number, planned.get(number, ""), _on_page(issue, number))
        for number in (*(number for number in numbers if number), "")
    )
    return tuple(group for group in groups if group.articles)


def reading_order(issue: Issue) -> tuple[Article, ...]:
    """Every article of ``issue`` once, in the order in which a reader meets it."""
    return tuple(a for group in page_groups(issue) for a in group.articles)


def _on_page(issue: Issue, number: str) -> tuple[Article, ...]:
    here = (article for article in issue.articles if article.page == number)
    return tuple(sorted(here, key=lambda a: a.priority or LAST_PRIORITY))
