"""The sample issue, read once, and the plain text of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import (
    Article,
    Block,
    Figure,
    Issue,
    ListBlock,
    Paragraph,
    Runs,
    Subhead,
    Table,
)

FOLDER = Path(__file__).parents[1] / "manuscript" / "2026-03-18"


@cache
def sample_issue() -> Issue:
    """The whole issue; no finding of its reading is an error."""
    return load_issue(FOLDER)[0]


def body_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of a body, a block or a row a line; pictures are not in it."""
    for block in blocks:
        match block:
            case Paragraph(runs=runs) | Subhead(runs=runs):
                yield _plain(runs)
            case Table(head=head, rows=rows):
                yield from ("\t".join(map(_plain, row)) for row in (head, *rows))
            case ListBlock(items=items):
                for item in items:
                    yield from body_lines(item)
            case _:
                assert isinstance(block, Figure), block


def plain_row(row: Sequence[Runs]) -> str:
    """The words of a table's row, cell after cell."""
    return "".join(map(_plain, row))


def plain_text(article: Article) -> str:
    """All words of an article without mark-up, a line for each field and block."""
    heads = (
        article.kicker, article.headline, article.deck, article.label,
        article.dateline, article.byline,
    )  # fmt: skip
    boxes = (f"{box.kind} {box.text} {box.url}" for box in article.callouts)
    captions = (b.caption for b in article.body if isinstance(b, Figure))
    credits = (note.credit for note in article.pictures)
    lines = (*heads, *body_lines(article.body), *captions, *credits, *boxes)
    return "".join(f"{line}\n" for line in lines)


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)
