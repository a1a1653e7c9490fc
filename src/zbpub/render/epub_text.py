"""What the e-book must say of an article, from the model alone.

The proof that nothing is lost compares this with the finished file, so it shares no
code with the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zbpub.manuscript.model import (
    Article,
    Block,
    Break,
    Callout,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Subhead,
    Table,
)


def article_text(article: Article) -> str:
    """The text of ``article`` in the order of the e-book, one block a line.

    The head (label, kicker, headline, deck, byline), the dateline, the body with the
    alternative text, the caption and the credit of each picture, the call-outs, and the
    footnotes in the order of their marks. A reading stands behind what it is of.
    Generated marks and numbers are not in it, nor the brackets that stand in for ruby.
    """
    head = (
        article.label,
        article.kicker,
        article.headline,
        article.deck,
        article.byline,
        article.dateline,
    )
    credits = {note.src: note.credit for note in article.pictures}
    body = _texts(article.body, credits)
    callouts = (
        text
        for box in article.callouts
        if callout_text(box)
        for text in (box.label, callout_text(box))
    )
    notes = (t for n in notes_in_order(article) for t in _texts(n.blocks, credits))
    return "\n".join(filter(None, (*head, *body, *callouts, *notes)))


def callout_text(callout: Callout) -> str:
    """What a call-out says: its text, or its address when it has no text."""
    return callout.text.strip() or callout.url.strip()


def notes_in_order(article: Article) -> tuple[Footnote, ...]:
    """The footnotes as their marks come; then those that no mark calls.

    Marks inside footnotes count as well, after those of the body.
    """
    defined = tuple(_footnotes(article.body))
    by_label = {note.label: i for i, note in reversed(tuple(enumerate(defined)))}
    order: dict[int, None] = {}
    waiting = [*_marks(article.body)]
    while waiting:
        i = by_label.get(waiting.pop(0))
        if i is not None and i not in order:
            order[i] = None
            waiting.extend(_marks(defined[i].blocks))
    order.update(dict.fromkeys(range(len(defined))))
    return tuple(defined[i] for i in order)


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of ``blocks``, in order, without those of the footnotes."""
    for block in blocks:
        match block:
            case Paragraph(runs=runs) | Subhead(runs=runs):
                yield from runs
            case Table(head=head, rows=rows):
                yield from (
                    run for row in (head, *rows) for cell in row for run in cell
                )
            case _:
                yield from runs_of(nested(block))


def nested(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a list or a quotation."""
    match block:
        case ListBlock(items=items):
            return tuple(inner for item in items for inner in item)
        case Quote(blocks=blocks):
            return blocks
        case _:
            return ()


def figures_of(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Every picture of ``blocks``, at any depth, footnotes included."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Footnote(blocks=inner):
                yield from figures_of(inner)
            case _:
                yield from figures_of(nested(block))


def _marks(blocks: Iterable[Block]) -> Iterator[str]:
    return (run.note for run in runs_of(blocks) if run.note)


def _footnotes(blocks: Iterable[Block]) -> Iterator[Footnote]:
    for block in blocks:
        if isinstance(block, Footnote):
            yield block
            yield from _footnotes(block.blocks)
        else:
            yield from _footnotes(nested(block))


def _texts(blocks: Iterable[Block], credits: Mapping[str, str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(runs=runs) | Subhead(runs=runs):
                yield _plain(runs)
            case Figure(src=src, alt=alt, caption=caption):
                yield from (alt, caption, credits.get(src, ""))
            case Table(head=head, rows=rows):
                yield from (_plain(cell) for row in (head, *rows) for cell in row)
            case Break() | Footnote():
                pass
            case _:
                yield from _texts(nested(block), credits)


def _plain(runs: Runs) -> str:
    return "".join(run.text + run.ruby for run in runs)
