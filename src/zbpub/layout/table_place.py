"""A table's rows at their places: a fragment for each cell, and the rules (表线)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zbpub.layout.galley import Galley, Strip
from zbpub.layout.leading import height, line_links, set_lines
from zbpub.layout.page import HAIRLINE, Element, Fragment, Rect, Rule
from zbpub.layout.profile import Grid
from zbpub.layout.table import HEAD, ROLES


def cell_fragments(
    galley: Galley, strips: Sequence[Strip], place: Rect, grid: Grid
) -> Iterator[Fragment]:
    """A fragment for each cell of one row of a table, in reading order.

    Args:
        galley: What the row is of.
        strips: All strips of the row.
        place: From the first strip's em box, over the text column.
        grid: The page's.
    """
    cells = galley.elements[strips[0].element].cells
    for column, cell in enumerate(cells):
        lines = [
            (rank, one)
            for rank, strip in enumerate(strips)
            for one in strip.cells
            if one.column == column
        ]
        if not lines:
            continue
        first = lines[0][1]
        tall = height(len(lines), grid.size, grid.pitch)
        area = Rect(place.x + first.left, place.y, first.width, tall)
        placed = (
            (one.x - one.left, rank * grid.pitch, one.line) for rank, one in lines
        )
        links = tuple(
            link
            for rank, one in lines
            for link in line_links(
                cell.links,
                one.line,
                (place.x + one.x, place.y + rank * grid.pitch),
                grid.size,
            )
        )
        yield Fragment(area, grid.size, set_lines(placed, grid.size), links)


def table_rules(
    elements: Iterable[Element], columns: Sequence[Rect], grid: Grid
) -> Iterator[Rule]:
    """Hairlines above each table, below its head, and at its foot, over the column.

    A table that goes on in the next column has one at its foot in the first, and one
    above its first row in the next.
    """
    leading = grid.pitch - grid.size
    for column in columns:
        before = 0  # the foot of the row above, when that is a table's
        for element in elements:
            if element.role not in ROLES or not _is_in(element, column):
                continue
            top = min(f.place.y for f in element.fragments)
            foot = max(f.place.y + f.place.height for f in element.fragments)
            if before and top != before + leading:
                yield _rule(column, before + leading // 2)
            if top != before + leading or element.role == HEAD:
                yield _rule(column, top - leading // 2)
            if element.role == HEAD:
                yield _rule(column, foot + leading // 2)
            before = foot
        if before:
            yield _rule(column, before + leading // 2)


def _is_in(element: Element, column: Rect) -> bool:
    place = element.fragments[0].place
    return (
        column.x <= place.x < column.x + column.width
        and column.y <= place.y < column.y + column.height
    )


def _rule(column: Rect, y: int) -> Rule:
    return Rule("table", Rect(column.x, y - HAIRLINE // 2, column.width, HAIRLINE))
