"""Which articles of a page matter more: their order, the lead first, and their grades.

A priority given is the grade. Articles without one follow the third, in manuscript
order; short ones are briefs, behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from zbpub.base.chars import significant
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import Article

BRIEF = 240
"""Articles of fewer characters are briefs, unless they have a priority."""
BRIEF_PRIORITY = 5
"""The priority that says brief."""
_UNSAID = 3
"""Articles without priority come behind those of this one."""


def length(article: Article) -> int:
    """Its printed characters, head included, white space left out."""
    return len(significant(reading_text(article)))


def is_brief(article: Article) -> bool:
    """Whether ``article`` is a brief, by its priority or else by its length."""
    if article.priority:
        return article.priority >= BRIEF_PRIORITY
    return length(article) < BRIEF


def weight(article: Article) -> tuple[int, int]:
    """What sorts articles by importance, the most important first."""
    if article.priority:
        return (article.priority, 0)
    return (BRIEF_PRIORITY, 1) if is_brief(article) else (_UNSAID, 1)


def ranked(articles: Sequence[Article]) -> tuple[Article, ...]:
    """``articles`` by importance; equals keep their order."""
    return tuple(sorted(articles, key=weight))


def grades_of(articles: Sequence[Article], count: int) -> tuple[int, ...]:
    """The head grade of each of a page's ranked ``articles``, 0 the lead's.

    Args:
        articles: By importance.
        count: How many grades the profile has.
    """
    grades: list[int] = []
    for place, article in enumerate(articles):
        grade = article.priority - 1 if article.priority else place
        if place and not article.priority and is_brief(article):
            grade = count - 1
        grades.append(min(grade, count - 1))
    return tuple(grades)
