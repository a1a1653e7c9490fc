"""An article as the templates see it: blocks and links already resolved.

Identifiers follow from a thing's place in the article, so no state is carried and no
name of the manuscript gets into one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from zbpub.manuscript.model import (
    Block,
    Break,
    Chart,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Sideline,
    Subhead,
    Table,
)
from zbpub.manuscript.runs import spans_of
from zbpub.render.epub_links import link_target
from zbpub.render.epub_outline import Chapter
from zbpub.render.epub_pictures import Picture
from zbpub.render.epub_text import callout_text, notes_in_order

DEEPEST_HEAD = 6
"""HTML has h1 to h6."""
QR = "qr"
"""The call-out that stands for a link; without an address it leads to the paper's."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What an article may point at."""

    articles: Mapping[str, str]
    """Files by article name."""
    pictures: Mapping[str, Picture]
    """Pictures by source."""
    home: str
    """The publication's address, or empty."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote's mark in the text."""

    number: int
    id: str
    note_id: str


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one dress, or a footnote's mark."""

    run: Run
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Spans that share one link, or none: ``href`` is then empty."""

    href: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or a title with the line beside it, or what lies between such."""

    sideline: Sideline
    is_next: bool
    """Whether the line of another ends right before it."""
    pieces: tuple[Piece, ...]


Pieces = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block; which fields count depends on ``kind``."""

    kind: str
    """``paragraph subhead figure list quote table break``: the template's macros."""
    pieces: Pieces = ()
    level: int = 0
    """Of a head: 2 to 6; 0 inside lists, quotations and notes, where heads are none."""
    ordered: bool = False
    start: int = 1
    items: tuple[tuple[BlockView, ...], ...] = ()
    """The items of a list; of a quotation one item, the whole."""
    picture: Picture | None = None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    head: tuple[Pieces, ...] = ()
    rows: tuple[tuple[Pieces, ...], ...] = ()
    align: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """A footnote at the article's end."""

    number: int
    id: str
    back: str
    """The identifier of its first mark; empty when nothing calls the note."""
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class CalloutView:
    """A call-out; ``href`` is empty when it leads nowhere."""

    text: str
    href: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The body of an article, ready for its template."""

    blocks: tuple[BlockView, ...]
    callouts: tuple[CalloutView, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every block of one article needs to become a view."""

    targets: Targets
    stem: str
    numbers: Mapping[str, int]
    """Note numbers by label."""
    credits: Mapping[str, str]
    """Credits of pictures by source."""


def view_article(chapter: Chapter, targets: Targets) -> ArticleView:
    """The view of ``chapter``; the order is that of ``epub_text.article_text``."""
    article = chapter.article
    notes = notes_in_order(article)
    numbers = {note.label: i for i, note in reversed(tuple(enumerate(notes, 1)))}
    credits = {note.src: note.credit for note in article.pictures}
    scene = _Scene(targets, chapter.stem, numbers, credits)
    blocks = tuple(_views(_settled(article.body), f"{chapter.stem}-b", scene))
    texts = [
        tuple(_views(_flat(note.blocks), f"{chapter.stem}-n{i}", scene))
        for i, note in enumerate(notes, 1)
    ]
    marks = _first_marks((*blocks, *(view for text in texts for view in text)))
    views = tuple(
        NoteView(i, _note_id(chapter.stem, i), marks.get(i, ""), text)
        for i, text in enumerate(texts, 1)
    )
    return ArticleView(blocks, tuple(_callouts(chapter, targets)), views)


def _settled(body: tuple[Block, ...]) -> Iterator[Block]:
    """``body`` with head levels that skip none (WCAG 1.3.1); h1 is the headline."""
    above = 1
    for block in body:
        if isinstance(block, Subhead):
            above = max(2, min(block.level, above + 1, DEEPEST_HEAD))
            yield Subhead(block.runs, above, block.line)
        else:
            yield block


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """``blocks`` as they stand inside another block: their heads head no section."""
    for block in blocks:
        yield Subhead(block.runs, 0) if isinstance(block, Subhead) else block


def _views(blocks: Iterator[Block], at: str, scene: _Scene) -> Iterator[BlockView]:
    for i, block in enumerate(blocks):
        view = _view(block, f"{at}{i}", scene)
        if view is not None:
            yield view


def _view(block: Block, at: str, scene: _Scene) -> BlockView | None:
    match block:
        case Paragraph(runs=runs):
            return BlockView(kind="paragraph", pieces=_pieces(runs, at, scene))
        case Subhead(runs=runs, level=level):
            pieces = _pieces(runs, at, scene)
            return BlockView(kind="subhead", pieces=pieces, level=level)
        case Figure():
            return _figure(block, scene)
        case Table():
            return _table(block, at, scene)
        case Break():
            return BlockView(kind="break")
        case Footnote() | Chart():
            return None  # charts are pictures by now
        case _:
            return _container(block, at, scene)


def _figure(block: Figure, scene: _Scene) -> BlockView:
    return BlockView(
        kind="figure",
        picture=scene.targets.pictures.get(block.src),
        alt=block.alt,
        caption=block.caption,
        credit=scene.credits.get(block.src, ""),
    )


def _container(block: ListBlock | Quote, at: str, scene: _Scene) -> BlockView:
    inner = block.items if isinstance(block, ListBlock) else (block.blocks,)
    items = tuple(
        tuple(_views(_flat(blocks), f"{at}-{i}-", scene))
        for i, blocks in enumerate(inner)
    )
    if isinstance(block, Quote):
        return BlockView(kind="quote", items=items)
    return BlockView(kind="list", items=items, ordered=block.ordered, start=block.start)


def _table(block: Table, at: str, scene: _Scene) -> BlockView:
    lines = tuple(
        tuple(_pieces(cell, f"{at}-{y}-{x}", scene) for x, cell in enumerate(row))
        for y, row in enumerate((block.head, *block.rows))
    )
    titled = any(run.text.strip() or run.note for cell in block.head for run in cell)
    return BlockView(
        kind="table",
        head=lines[0] if titled else (),
        rows=lines[1:],
        align=(*block.align, *("",) * max(map(len, lines))),
    )


def _pieces(runs: Runs, at: str, scene: _Scene) -> Pieces:
    """``runs`` with neighbours of one link joined: one link is announced once."""
    phrases: list[Phrase] = []
    done = 0
    for part in spans_of(runs):
        spans = (
            Span(run, _mark(run.note, f"{at}r{i}", scene))
            for i, run in enumerate(part, done)
        )
        pieces = tuple(
            Piece(link_target(href, scene.targets.articles), tuple(group))
            for href, group in groupby(spans, key=_href)
        )
        sideline = part[0].sideline
        is_next = bool(sideline and phrases and phrases[-1].sideline)
        phrases.append(Phrase(sideline, is_next, pieces))
        done += len(part)
    return tuple(phrases)


def _href(span: Span) -> str:
    """The link of ``span``; a mark is itself one, and links do not nest in HTML."""
    return "" if span.mark else span.run.href


def _mark(label: str, at: str, scene: _Scene) -> Mark | None:
    number = scene.numbers.get(label)
    if number is None or not label:
        return None
    return Mark(number, at, _note_id(scene.stem, number))


def _note_id(stem: str, number: int) -> str:
    return f"{stem}-note{number}"


def _first_marks(views: tuple[BlockView, ...]) -> dict[int, str]:
    marks: dict[int, str] = {}
    for mark in _marks(views):
        marks.setdefault(mark.number, mark.id)
    return marks


def _marks(views: tuple[BlockView, ...]) -> Iterator[Mark]:
    for view in views:
        cells = (view.pieces, *view.head, *(cell for row in view.rows for cell in row))
        pieces = (piece for cell in cells for phrase in cell for piece in phrase.pieces)
        spans = (span for piece in pieces for span in piece.spans)
        yield from (span.mark for span in spans if span.mark)
        yield from (mark for item in view.items for mark in _marks(item))


def _callouts(chapter: Chapter, targets: Targets) -> Iterator[CalloutView]:
    for callout in chapter.article.callouts:
        text = callout_text(callout)
        url = callout.url or (targets.home if callout.kind == QR else "")
        if text:
            target = link_target(url, targets.articles)
            yield CalloutView(text, target, callout.label)
