"""The sample issue, read once, and the plain text of its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

import zbpub.pipeline as pipeline
from kit import STYLES
from page_sheet import Sheet, sheet_of_page, sheets_of_pdf
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.typecase import TypeCase
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
from zbpub.manuscript.walk import every_block

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


Given = tuple[Issue, TypeCase, Mapping[str, tuple[int, int]]]
"""What the make-up is asked: an issue, its type, the sizes of its pictures."""


def built(folder: Path, out: Path) -> tuple[Given, MadeUp, Path]:
    """Build an issue's PDF; what the make-up was asked, what it gave, and the file."""
    asked: list[tuple[Given, MadeUp]] = []

    def kept(
        issue: Issue,
        case: TypeCase,
        pictures: Mapping[str, tuple[int, int]],
        meanwhile: Callable[[], None],
    ) -> MadeUp:
        made = make_up(issue, case, pictures, meanwhile)
        asked.append(((issue, case, pictures), made))
        return made

    order = pipeline.Order(folder=folder, styles=STYLES, out=out, formats=("pdf",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "make_up", kept)
        done = pipeline.build(order, lambda said: None)
    ((given, made),) = asked
    return given, made, next(path for path in done.files if path.suffix == ".pdf")


def sheets_of(given: Given, made: MadeUp, pdf: Path) -> dict[str, tuple[Sheet, ...]]:
    """The pages of a build, ``placed`` by the make-up and ``filed`` in the PDF."""
    profile = given[1].profile
    tables = [
        plain_row(row)
        for article in given[0].articles
        for block in every_block(article.body)
        if isinstance(block, Table)
        for row in (block.head, *block.rows)
    ]
    return {
        "placed": tuple(sheet_of_page(page, profile) for page in made.pages),
        "filed": sheets_of_pdf(pdf, profile, made.texts, tables),
    }
