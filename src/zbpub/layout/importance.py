"""Which articles of a page matter more: their order, the lead first, and their grades.

A priority given is the grade. Articles without one follow the third, in manuscript
order; short ones are briefs, behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zbpub.base.chars import significant
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import Article

BRIEF = 240
"""Articles of fewer characters are briefs, unless they have a priority."""
BRIEF_PRIORITY = 5
"""The priority that says brief."""
_GRADES = (0, 1, 2, 2)
"""The head grade of each priority; lower priorities have the last."""
_LONG = 700
"""Articles of so many characters are never headed as briefs."""
_UNSAID = 3
"""Articles without priority come behind those of this one."""


@lru_cache(maxsize=4096)
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

    A long article far down is no brief; what stands before it then has no lesser head.

    Args:
        articles: By importance.
        count: How many grades the profile has.
    """
    grades: list[int] = []
    least = count - 1
    for place, article in reversed(list(enumerate(articles))):
        grade = _grade(article, place)
        if length(article) >= _LONG:
            grade = min(grade, count - 2)
        least = max(0, min(least, grade))
        grades.append(least)
    return tuple(reversed(grades))


def _grade(article: Article, place: int) -> int:
    if article.priority:
        grade = (*_GRADES, *(99,) * article.priority)[article.priority - 1]
    elif place and is_brief(article):
        grade = 99
    else:
        grade = place
    # One lead a page.
    return 0 if not place else max(1, grade)
