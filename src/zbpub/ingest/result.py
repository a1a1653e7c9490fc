"""What ingest gives: articles, what was lifted out of them, the ledger, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from zbpub.base.findings import Finding
from zbpub.ingest.ledger import Ledger
from zbpub.manuscript.model import Article, Paragraph, Runs, Subhead


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a picture, as printed."""

    text: str
    article: str = ""
    """The name of the article it stands in; empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """One page, read."""

    articles: tuple[Article, ...]
    captions: tuple[Caption, ...]
    jumps: tuple[str, ...]
    """For each article its jump line without brackets, or ``""``."""
    furniture: tuple[str, ...]
    joined: int
    """How many breaks inside paragraphs were taken back."""
    ledger: Ledger
    findings: tuple[Finding, ...]


class ArticleObject(TypedDict):
    """One article of the ``--json`` form (docs/architecture.md)."""

    kicker: str
    headline: str
    deck: str
    label: str
    dateline: str
    byline: str
    paragraphs: list[str]
    subheads: list[str]
    callouts: list[str]
    captions: list[str]
    jump: str


class PageObject(TypedDict):
    """The object that ``zbpub ingest --json`` prints."""

    articles: list[ArticleObject]
    captions: list[str]
    furniture: list[str]


def as_json(ingested: Ingested) -> PageObject:
    """The ``--json`` form of ``ingested``.

    ``paragraphs`` hold the subheads too, each in its place; the page's own ``captions``
    are those that stand in no article.
    """
    return PageObject(
        articles=[
            _tell_article(article, jump, ingested.captions)
            for article, jump in zip(ingested.articles, ingested.jumps, strict=True)
        ],
        captions=[one.text for one in ingested.captions if not one.article],
        furniture=list(ingested.furniture),
    )


def _tell_article(
    article: Article, jump: str, captions: tuple[Caption, ...]
) -> ArticleObject:
    blocks = [block for block in article.body if isinstance(block, Paragraph | Subhead)]
    return ArticleObject(
        kicker=article.kicker,
        headline=article.headline,
        deck=article.deck,
        label=article.label,
        dateline=article.dateline,
        byline=article.byline,
        paragraphs=[_spell(block.runs) for block in blocks],
        subheads=[_spell(block.runs) for block in blocks if isinstance(block, Subhead)],
        callouts=[callout.text for callout in article.callouts],
        captions=[one.text for one in captions if one.article == article.name],
        jump=jump,
    )


def _spell(runs: Runs) -> str:
    return "".join(run.text for run in runs)
