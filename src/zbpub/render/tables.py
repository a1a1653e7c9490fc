"""An article's items as the structure tree has them: a table's rows make one table.

Pages are flat: each row of a table is an item of its own. PDF has tables of rows of
cells, as many in each (ISO 32000-1, 14.8.4.3.4; PDF/UA-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zbpub.layout.page import Element, Fragment, Item
from zbpub.layout.table import HEAD, ROLES

Cell = tuple[Fragment, ...]
"""What stands in a cell, a fragment for each text column; none where it is empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    role: str
    is_head: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that follow one another; a head begins a table."""

    rows: tuple[Row, ...]


def with_tables(items: Iterable[Item]) -> Iterator[Item | Table]:
    """``items`` in their order, the rows of each table gathered into one."""
    rows: list[Element] = []
    for item in items:
        is_row = isinstance(item, Element) and item.role in ROLES
        if rows and (not is_row or item.role == HEAD):
            yield _table(rows)
            rows = []
        if isinstance(item, Element) and is_row:
            rows.append(item)
        else:
            yield item
    if rows:
        yield _table(rows)


def _table(rows: Sequence[Element]) -> Table:
    """Cells begin where those of the other rows in their text column begin."""
    parts = _parts(rows)
    lefts = [sorted({_start(f) for _, f in part}) for part in parts]
    width = max(map(len, lefts))
    cells: list[list[list[Fragment]]] = [[[] for _ in range(width)] for _ in rows]
    for part, edges in zip(parts, lefts, strict=True):
        for row, fragment in part:
            cells[row][edges.index(_start(fragment))].append(fragment)
    return Table(
        tuple(
            Row(row.role, row.role == HEAD, tuple(map(tuple, own)))
            for row, own in zip(rows, cells, strict=True)
        )
    )


def _start(fragment: Fragment) -> int:
    """Where a cell begins along its line: from the left, or from the top."""
    place = fragment.place
    return place.y if fragment.is_vertical else place.x


def _top(fragment: Fragment) -> int:
    """Where a cell begins across its line: more when it is lower, or further left."""
    place = fragment.place
    return -(place.x + place.width) if fragment.is_vertical else place.y


def _parts(rows: Sequence[Element]) -> list[list[tuple[int, Fragment]]]:
    """Fragments with their rows' numbers, a list for each text column.

    Text columns follow one another: the next one begins where a row stands higher.
    """
    parts: list[list[tuple[int, Fragment]]] = []
    foot: int | None = None
    for number, row in enumerate(rows):
        for fragment in row.fragments:
            if foot is None or _top(fragment) < foot:
                parts.append([])
            parts[-1].append((number, fragment))
            foot = _top(fragment)
    return parts
