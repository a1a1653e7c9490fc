"""Accounts of pages as a short table for the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from zbpub.layout.account import BlockAccount, PageAccount

_TITLE = 24
"""Columns of the terminal for an article's title; a Chinese character takes two."""


def fit_table(accounts: Sequence[PageAccount]) -> list[str]:
    """How pages and their articles fit: a line a page, then a line an article."""
    if not accounts:
        return []
    pages = [("page", "", "state", "cost", "dearest"), *map(_page, accounts)]
    blocks = [block for account in accounts for block in account.blocks]
    articles = [
        ("page", "article", "title", "place", "measure", "lines", "head", "slack"),
        *map(_article, blocks),
    ]
    return [*_aligned(pages, {3}), "", *_aligned(articles, {5, 7})]


def _page(account: PageAccount) -> tuple[str, ...]:
    worst = next(iter(account.terms), None)
    dearest = f"{worst.cost} {worst.name} {worst.chinese}" if worst else ""
    cost = str(account.cost) if account.is_full else ""
    return account.number, account.section, account.state, cost, dearest


def _article(block: BlockAccount) -> tuple[str, ...]:
    place = head = ""
    if block.is_placed:
        place = f"{block.column}+{block.columns} × {block.row}+{block.rows}"
        head = f"{block.headline_pt:g}pt/{block.head_rows} {block.head_kind}"
    measure = f"{block.text_columns}×{block.measure_em}"
    title = cut_to(block.title, _TITLE)
    return (
        block.page, block.article, title, place, measure, str(block.lines), head,
        str(block.slack_rows) if block.is_placed else "",
    )  # fmt: skip


def _aligned(rows: Iterable[Sequence[str]], right: set[int]) -> Iterator[str]:
    """Rows as lines, columns two apart; those of ``right`` flush right."""
    rows = [tuple(map(_one_line, row)) for row in rows]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            " " * (width - width_of(cell)) + cell
            if at in right
            else cell + " " * (width - width_of(cell))
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _one_line(text: str) -> str:
    """``text`` without what a terminal would obey."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text)


def width_of(text: str) -> int:
    """The columns that a terminal gives ``text``: two for what is wide (UAX #11)."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def cut_to(text: str, width: int) -> str:
    """``text``, or as much of it as fits into ``width`` columns with an ellipsis."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 1:
        text = text[:-1]
    return f"{text}…"
