"""Every text of an issue, with its place; and the issue with other texts in it.

One walk serves both: to collect texts, change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from zbpub.manuscript.model import (
    Article,
    Block,
    Callout,
    Chart,
    Figure,
    Footnote,
    Front,
    Issue,
    IssueConfig,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Subhead,
    Table,
)

CONFIG = "issue.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands."""

    path: str
    line: int
    """One-based; 0: in the front matter or in issue.toml."""
    field: str
    """``headline``, ``byline``, ``body`` …"""


Change = Callable[[Place, Runs], Runs]
"""Takes a text in its runs, and gives those to be printed."""


@dataclass(frozen=True, slots=True)
class _Walk:
    path: str
    change: Change

    def word(self, text: str, field: str, line: int = 0) -> str:
        if not text:
            return text
        runs = self.change(Place(self.path, line, field), (Run(text),))
        return "".join(run.text for run in runs)

    def words(self, texts: tuple[str, ...], field: str) -> tuple[str, ...]:
        return tuple(self.word(text, field) for text in texts)

    def runs(self, runs: Runs, field: str, line: int) -> Runs:
        if not runs:
            return runs
        return self.change(Place(self.path, line, field), runs)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:  # a case for each kind
        match block:
            case Paragraph():
                return replace(block, runs=self.runs(block.runs, "body", block.line))
            case Subhead():
                runs = self.runs(block.runs, "subhead", block.line)
                return replace(block, runs=runs)
            case Figure():
                return replace(
                    block,
                    alt=self.word(block.alt, "alt", block.line),
                    caption=self.word(block.caption, "caption", block.line),
                )
            case ListBlock():
                return replace(block, items=tuple(map(self.blocks, block.items)))
            case Quote() | Footnote():
                return replace(block, blocks=self.blocks(block.blocks))
            case Table():
                return replace(
                    block,
                    head=self.row(block.head, block.line),
                    rows=tuple(self.row(row, block.line) for row in block.rows),
                )
            case Chart():
                return replace(
                    block,
                    title=self.word(block.title, "chart", block.line),
                    head=self.words(block.head, "chart"),
                    rows=tuple(self.words(row, "chart") for row in block.rows),
                )
            case _:
                return block

    def row(self, cells: tuple[Runs, ...], line: int) -> tuple[Runs, ...]:
        return tuple(self.runs(cell, "table", line) for cell in cells)

    def callout(self, callout: Callout) -> Callout:
        return replace(callout, text=self.word(callout.text, "callouts"))


def change_issue(issue: Issue, change: Change) -> Issue:
    """``issue`` with ``change`` made to each of its texts, in reading order.

    Addresses, names of files, page numbers and labels of notes are no texts.
    """
    config = _config(issue.config, _Walk(f"{issue.folder}/{CONFIG}", change))
    articles = tuple(_article(each, change) for each in issue.articles)
    return replace(issue, config=config, articles=articles)


def _article(article: Article, change: Change) -> Article:
    walk = _Walk(article.path, change)
    pictures = tuple(
        replace(note, credit=walk.word(note.credit, "credit"))
        for note in article.pictures
    )
    return replace(
        article,
        kicker=walk.word(article.kicker, "kicker"),
        headline=walk.word(article.headline, "headline"),
        deck=walk.word(article.deck, "deck"),
        label=walk.word(article.label, "label"),
        dateline=walk.word(article.dateline, "dateline"),
        byline=walk.word(article.byline, "byline"),
        section=walk.word(article.section, "section"),
        pull_quotes=walk.words(article.pull_quotes, "pullquotes"),
        pictures=pictures,
        callouts=tuple(map(walk.callout, article.callouts)),
        body=walk.blocks(article.body),
    )


def _config(config: IssueConfig, walk: _Walk) -> IssueConfig:
    pages = tuple(
        replace(
            page,
            section=walk.word(page.section, "section"),
            credits=walk.words(page.credits, "credits"),
        )
        for page in config.pages
    )
    fillers = tuple(
        replace(
            filler,
            title=walk.word(filler.title, "fillers"),
            text=walk.word(filler.text, "fillers"),
        )
        for filler in config.fillers
    )
    return replace(
        config,
        publication=walk.word(config.publication, "publication"),
        number=walk.word(config.number, "number"),
        publisher=walk.word(config.publisher, "publisher"),
        cn=walk.word(config.cn, "cn"),
        credits=walk.words(config.credits, "credits"),
        pages=pages,
        fillers=fillers,
        front=_front(config.front, walk),
    )


def _front(front: Front | None, walk: _Walk) -> Front | None:
    if front is None:
        return None
    return replace(
        front,
        slogan=walk.word(front.slogan, "front"),
        ear_title=walk.word(front.ear_title, "front"),
        ear=walk.words(front.ear, "front"),
    )
