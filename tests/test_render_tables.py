"""Rows of tables become one table, their cells below one another."""

from __future__ import annotations

from dataclasses import replace

from zbpub.layout.page import Element, Fragment, Rect
from zbpub.render.tables import Table, with_tables

EM = 10_000


def row(*places: tuple[int, int], role: str = "table-row") -> Element:
    """A row with a cell at each place (x, y), in ems."""
    return Element(
        role,
        tuple(Fragment(Rect(x * EM, y * EM, 2 * EM, EM), EM, ()) for x, y in places),
    )


def shape(table: object) -> list[list[int]]:
    """How many fragments each cell of each row has."""
    assert isinstance(table, Table)
    return [[len(cell) for cell in one.cells] for one in table.rows]


BODY = Element("body", row((0, 0)).fragments)


def test_rows_are_gathered() -> None:
    """What stands before and behind a table stays where it is."""
    first, table, last = with_tables([BODY, row((0, 1), (4, 1)), row((0, 2)), BODY])

    assert (first, last) == (BODY, BODY)
    assert shape(table) == [[1, 1], [1, 0]]


def test_a_head_begins_a_table() -> None:
    """Two tables in a row are two, and a head's cells are told from others."""
    head = row((0, 1), role="table-head")
    one, two = with_tables([head, row((0, 2)), row((0, 3), role="table-head")])

    assert shape(one) == [[1], [1]]
    assert isinstance(one, Table)
    assert [r.is_head for r in one.rows] == [True, False]
    assert shape(two) == [[1]]


def test_a_table_goes_on_in_the_next_column() -> None:
    """Its cells are counted from each text column's own left, also within a row."""
    torn = row((0, 8), (4, 8), (20, 0), (24, 0))
    (table,) = with_tables([row((0, 7), (4, 7)), torn, row((24, 1))])

    assert shape(table) == [[1, 1], [2, 2], [0, 1]]


def test_cells_of_a_vertical_table_follow_downwards() -> None:
    """On a vertical page cells lie one below the other, rows go leftwards."""

    def upright(*places: tuple[int, int]) -> Element:
        level = row(*places)
        return replace(
            level,
            fragments=tuple(replace(f, is_vertical=True) for f in level.fragments),
        )

    # A head, a row left of it with its first cell empty, one in the next tier.
    head, torn, last = upright((9, 1), (9, 4)), upright((7, 4)), upright((9, 12))
    (table,) = with_tables([head, torn, last])

    assert shape(table) == [[1, 1], [0, 1], [1, 0]]
    (level,) = with_tables([row((9, 1), (9, 4)), row((7, 4)), row((9, 12))])
    assert shape(level) != shape(table)


def test_no_rows_no_table() -> None:
    """Items without rows are left alone."""
    assert list(with_tables([BODY, BODY])) == [BODY, BODY]
