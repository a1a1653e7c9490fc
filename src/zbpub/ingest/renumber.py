"""Renumber: a page that was read, and its number or its file's stem; the same named so.

A page is read before its number is known: its folio and the others' decide it.
"""

from __future__ import annotations

from dataclasses import replace

from zbpub.ingest.ledger import Entry
from zbpub.ingest.page import article_name
from zbpub.ingest.result import Ingested


def renumber(ingested: Ingested, *, page: str, stem: str = "") -> Ingested:
    """``ingested`` as page ``page``; its articles are called after ``stem``, or it."""
    names = {
        article.name: article_name(stem or page, order)
        for order, article in enumerate(ingested.articles, start=1)
    }
    return rename(
        replace(
            ingested,
            articles=tuple(replace(one, page=page) for one in ingested.articles),
        ),
        names,
    )


def rename(ingested: Ingested, names: dict[str, str]) -> Ingested:
    """``ingested`` with the articles in ``names`` called as these say."""

    def moved(entry: Entry) -> Entry:
        name, gap, rest = entry.where.partition(" ")
        return replace(entry, where=names.get(name, name) + gap + rest)

    return replace(
        ingested,
        articles=tuple(
            replace(one, name=names.get(one.name, one.name))
            for one in ingested.articles
        ),
        captions=tuple(
            replace(one, article=names.get(one.article, one.article))
            for one in ingested.captions
        ),
        ledger=replace(
            ingested.ledger, entries=tuple(map(moved, ingested.ledger.entries))
        ),
    )
