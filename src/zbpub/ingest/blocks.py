"""Blocks that a file tells as such: rows of words in, a manuscript's block out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zbpub.ingest.given import Rows
from zbpub.manuscript.model import (
    Block,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Runs,
    Table,
)

_Make = Callable[[Rows], Block]


def make_table(rows: Rows) -> Block:
    """A table whose first row is its head."""
    width = max(map(len, rows))
    head, *rest = ((*row, *[()] * (width - len(row))) for row in rows)
    return Table(head=head, rows=tuple(rest))


def make_figure(path: str, alt: str) -> _Make:
    """A picture with the caption that the first cell holds."""

    def make(rows: Rows) -> Block:
        return Figure(
            src=path, alt=alt, caption="".join(run.text for run in rows[0][0])
        )

    return make


def make_note(label: str) -> _Make:
    """The footnote of ``label``, a paragraph for each row."""

    def make(rows: Rows) -> Block:
        return Footnote(label, tuple(Paragraph(row[0]) for row in rows if row[0]))

    return make


def make_list(depths: Sequence[tuple[int, bool]]) -> _Make:
    """A list with an item for each row.

    Args:
        depths: For each row how deep it stands, and whether its list is numbered.
    """

    def make(rows: Rows) -> Block:
        entries = [(row[0], *depth) for row, depth in zip(rows, depths, strict=True)]
        return _nest(entries)

    return make


def _nest(entries: Sequence[tuple[Runs, int, bool]]) -> ListBlock:
    """The list that ``entries`` begin; deeper ones are lists inside the item before."""
    ground = min(depth for _, depth, _ in entries)
    items: list[list[Block]] = []
    waiting: list[tuple[Runs, int, bool]] = []
    for entry in [*entries, None]:
        if entry is not None and entry[1] > ground and items:
            waiting.append(entry)
            continue
        if waiting:
            items[-1].append(_nest(waiting))
            waiting = []
        if entry is not None:
            items.append([Paragraph(entry[0])] if entry[0] else [])
    return ListBlock(tuple(map(tuple, items)), ordered=entries[0][2])
