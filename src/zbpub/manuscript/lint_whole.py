"""The rules of the lint that look at an article as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbpub.base.chars import significant
from zbpub.base.findings import Finding, Severity
from zbpub.manuscript.lint_text import line_in_head
from zbpub.manuscript.model import (
    Article,
    Chart,
    Figure,
    ListBlock,
    Paragraph,
    Quote,
    Table,
)
from zbpub.manuscript.runs import plain_text
from zbpub.manuscript.spelling import nearest
from zbpub.manuscript.walk import every_block, texts_of

_SENTENCE = re.compile("[^。！？…]+[。！？…]*[”’」』）]*")
_COMPARED = 500
_HELPED = 8
"""So many sentences are compared, and for so many quotes: each takes a while."""


def lint_whole(article: Article, source: str) -> Iterator[Finding]:
    """What is wrong with ``article`` as a whole; ``source`` is its manuscript."""
    yield from _nothing_to_print(article)
    yield from _pictures_without_words(article)
    yield from _foreign_quotes(article, source)


def _nothing_to_print(article: Article) -> Iterator[Finding]:
    if not article.headline.strip():
        yield Finding(
            code="M027",
            message="the article has no headline",
            hint="write headline: … in the front matter",
        )
    printed = (Paragraph, Figure, ListBlock, Quote, Table, Chart)
    if not any(isinstance(block, printed) for block in article.body):
        yield Finding(
            code="M071",
            message="the article has no text",
            severity=Severity.WARNING,
            hint="write it below the front matter",
        )


def _pictures_without_words(article: Article) -> Iterator[Finding]:
    """Who cannot see a picture hears its alternative text (WCAG 2.2, 1.1.1)."""
    for block in every_block(article.body):
        if isinstance(block, Figure) and not block.alt.strip():
            yield Finding(
                code="M077",
                message=f"the picture {block.src!r} has no alternative text",
                line=block.line,
                severity=Severity.WARNING,
                hint="say in the brackets ![…] what it shows",
            )


def _foreign_quotes(article: Article, source: str) -> Iterator[Finding]:
    """A pull quote repeats a sentence of the text, word for word."""
    if not article.pull_quotes:
        return
    texts = [
        plain_text(runs)
        for block in every_block(article.body)
        for runs in texts_of(block)
    ]
    standing = [significant(text) for text in texts]
    sentences = [s.strip() for text in texts for s in _SENTENCE.findall(text)]
    missing = [
        quote
        for quote in article.pull_quotes
        if not any(significant(quote) in text for text in standing)
    ]
    for i, quote in enumerate(missing):
        near = nearest(quote, sentences[:_COMPARED]) if i < _HELPED else ""
        yield Finding(
            code="M078",
            message=f"the text has no sentence {_short(quote)!r}",
            line=line_in_head("pullquotes", source, quote),
            severity=Severity.WARNING,
            hint=f"write {near!r}" if near else "write one as it stands in the text",
        )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
