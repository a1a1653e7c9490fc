"""Briefs gathered into one unit (简讯), so that a page has few units to place."""

from __future__ import annotations

from collections.abc import Sequence

from zbpub.base.chars import IDEOGRAPHIC_SPACE, significant
from zbpub.layout.importance import BRIEF, BRIEF_PRIORITY, is_brief, length
from zbpub.layout.profile import Readings
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import (
    Article,
    Block,
    ListBlock,
    Paragraph,
    Pin,
    Quote,
    Run,
    Subhead,
)

_SENTENCES = 90
"""Briefs of fewer characters each are one-sentence news (一句话新闻)."""
_LEAST = 2
"""One brief alone stays itself."""


def is_gatherable(article: Article) -> bool:
    """Whether ``article`` is a brief of plain text that nothing holds to a place."""
    return (
        is_brief(article)
        and length(article) < BRIEF
        and not article.callouts
        and article.pin == Pin()
        and not article.frame
        and all(
            isinstance(b, Paragraph | Subhead | Quote | ListBlock) for b in article.body
        )
    )


def briefs_name(page: str) -> str:
    """The name of the unit of page ``page``; no manuscript's begins so."""
    return "zb-briefs-" + "-".join(page.split())


def label_of(briefs: Sequence[Article], language: str = "zh-Hans") -> str:
    """What the unit is called: 简讯, or 一句话新闻 when all are so short."""
    if all(length(brief) < _SENTENCES for brief in briefs):
        return "一句話新聞" if language.startswith("zh-Hant") else "一句话新闻"
    return "簡訊" if language.startswith("zh-Hant") else "简讯"


def gather(briefs: Sequence[Article], page: str, label: str = "简讯") -> Article:
    """``briefs`` as one article of the lowest grade, its headline ``label``.

    Each brief's head is a subhead, its dateline leads its text, its byline follows it:
    every character is there, in the briefs' own order.
    """
    return Article(
        name=briefs_name(page),
        headline=label,
        page=page,
        priority=BRIEF_PRIORITY,
        body=tuple(block for brief in briefs for block in _blocks(brief)),
        path=briefs[0].path,
    )


def gathered_text(
    briefs: Sequence[Article], label: str, ruby: Readings = "above"
) -> str:
    """What the printed unit must hold, from the briefs' own manuscripts."""
    return "\n".join((label, *(reading_text(brief, ruby) for brief in briefs)))


def gather_where_crowded(
    articles: Sequence[Article], most: int
) -> tuple[tuple[Article, ...], tuple[Article, ...]]:
    """The articles that stand alone, and the briefs to be gathered; maybe none.

    Args:
        articles: Of one page, ranked.
        most: Units that a page may have.
    """
    briefs = tuple(article for article in articles[1:] if is_gatherable(article))
    if len(articles) <= most or len(briefs) < _LEAST:
        return tuple(articles), ()
    return tuple(a for a in articles if a not in briefs), briefs


def _blocks(brief: Article) -> list[Block]:
    parts = (brief.label, brief.kicker, brief.headline, brief.deck)
    head = IDEOGRAPHIC_SPACE.join(filter(None, parts))
    body = list(brief.body)
    if brief.dateline:
        body = _dated(brief.dateline, body)
    if brief.byline:
        body.append(Paragraph((Run(brief.byline),)))
    return [Subhead((Run(head),)), *body]


def _dated(dateline: str, body: list[Block]) -> list[Block]:
    """``body`` with the dateline before its first words, in bold."""
    lead = Run(dateline + IDEOGRAPHIC_SPACE, strong=True)
    if body and isinstance(body[0], Paragraph):
        return [Paragraph((lead, *body[0].runs), body[0].line), *body[1:]]
    return [Paragraph((lead,)), *body]


def loses_nothing(unit: Article, briefs: Sequence[Article]) -> bool:
    """Whether ``unit`` holds every character of ``briefs``, in order."""
    wanted = gathered_text(briefs, unit.headline)
    return significant(reading_text(unit)) == significant(wanted)
