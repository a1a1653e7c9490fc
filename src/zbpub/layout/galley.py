"""An article's body set at one measure, in one endless column (毛条).

Each strip of the galley is one row of the page's grid. Where columns end is decided
later, by pouring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from zbpub.compose.atoms import Type
from zbpub.compose.heads import set_in_fewest
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose, compose_all
from zbpub.layout.styling import Stretch, stretches
from zbpub.layout.table import HEAD, ROLES, CellLine, SetTable, set_table
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article

WIDEST_EM = 26
"""Characters of the widest measure: a wider one tires the eye in a newspaper."""
_BYLINE_LINES = 3
_RAGGED = frozenset({"byline", "jump"})
"""Roles that are never justified; the jump line on a tail stands flush left."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a galley."""

    line: Line
    element: int
    """Which element of the galley it belongs to."""
    x: int
    """From the column's left edge, mpt."""
    is_first: bool
    """Of its element."""
    is_last: bool
    mark: tuple[Line, int] | None = None
    """What stands before it in its row: an item's mark, and from where on."""
    cells: tuple[CellLine, ...] = ()
    """The lines of a table's cells in its row; ``line`` is the first of them."""

    @property
    def lines(self) -> tuple[tuple[Line, int], ...]:
        """All that stands in its row, each with its place, in reading order."""
        if self.cells:
            return tuple((cell.line, cell.x) for cell in self.cells)
        own = (self.line, self.x)
        return (self.mark, own) if self.mark else (own,)


@dataclass(frozen=True, slots=True)
class Galley:
    """An article's body at one measure."""

    measure: int
    size: int
    """Of the body, mpt."""
    elements: tuple[Stretch, ...]
    strips: tuple[Strip, ...]
    is_sound: bool = True
    """Whether all of it can be read: a table may be too wide for the measure."""

    @property
    def rows(self) -> int:
        """Rows at natural white.

        A subhead has a row above it, a table one on either side; none begins a galley.
        """
        return len(self.strips) + sum(
            1 for i, strip in enumerate(self.strips) if i and wants_white(self, strip)
        )


def wants_white(galley: Galley, strip: Strip) -> bool:
    """Whether a white row stands above ``strip`` when it does not start a column."""
    if not strip.is_first:
        return False
    role = galley.elements[strip.element].role
    before = galley.elements[strip.element - 1].role if strip.element else role
    # Two tables in a row: the second one's head tells where it begins.
    is_edge = (role in ROLES) != (before in ROLES) or role == HEAD
    return role == "subhead" or is_edge


def set_galley(article: Article, measure: int, case: TypeCase) -> Galley:
    """Set the body and byline of ``article`` at ``measure`` (mpt)."""
    return set_galleys([(article, measure)], case)[0]


def set_galleys(
    wanted: Sequence[tuple[Article, int]], case: TypeCase
) -> tuple[Galley, ...]:
    """Set the bodies and bylines of articles at their measures (mpt) at once.

    It takes much less time than one after the other.
    """
    type_ = Type(size=case.profile.grid.size)
    texts = [tuple(stretches(article, case)) for article, _ in wanted]
    framed = [
        (s.runs, Frame(measure=measure - _left(s, measure, case), indent=s.indent))
        for elements, (_, measure) in zip(texts, wanted, strict=True)
        for s in elements
        if not s.cells and s.role not in _RAGGED
    ]
    lines = iter(compose_all(framed, type_, case.setting))
    return tuple(
        _galley(elements, measure, lines, case)
        for elements, (_, measure) in zip(texts, wanted, strict=True)
    )


def _galley(
    elements: tuple[Stretch, ...],
    measure: int,
    composed: Iterator[tuple[Line, ...]],
    case: TypeCase,
) -> Galley:
    """The galley of ``elements``, whose paragraphs are the next ones ``composed``."""
    tables = _tables(elements, measure, case)
    rows = iter(row for table in tables for row in table.rows)
    strips: list[Strip] = []
    for element, stretch in enumerate(elements):
        if stretch.cells:
            strips += _row(next(rows), element)
            continue
        if stretch.role in _RAGGED:
            is_left = stretch.role == "jump" and not element
            lines = _ragged(stretch, measure, case, is_left=is_left)
        else:
            left = _left(stretch, measure, case)
            lines = [(line, left) for line in next(composed)]
        strips += _paragraph(lines, element, stretch, case)
    is_sound = all(table.is_sound for table in tables)
    return Galley(measure, case.profile.grid.size, elements, tuple(strips), is_sound)


def _paragraph(
    lines: Sequence[tuple[Line, int]], element: int, stretch: Stretch, case: TypeCase
) -> Iterator[Strip]:
    last = len(lines) - 1
    mark = _mark(stretch, lines, case)
    for i, (line, x) in enumerate(lines):
        yield Strip(line, element, x, i == 0, i == last, None if i else mark)


def _row(lines: Sequence[tuple[CellLine, ...]], element: int) -> Iterator[Strip]:
    """The strips of a table's row."""
    last = len(lines) - 1
    for i, cells in enumerate(lines):
        first = cells[0]
        yield Strip(first.line, element, first.x, i == 0, i == last, cells=cells)


def _tables(
    elements: Sequence[Stretch], measure: int, case: TypeCase
) -> list[SetTable]:
    """The tables among ``elements``, set, in their order."""
    type_ = Type(size=case.profile.grid.size)
    rows = groupby(elements, key=lambda stretch: stretch.table)
    return [
        set_table(
            [[cell.runs for cell in row.cells] for row in group], table.align, type_,
            measure, case.setting,
        )
        for table, group in rows
        if table
    ]  # fmt: skip


def _left(stretch: Stretch, measure: int, case: TypeCase) -> int:
    """The indent of all lines: whole em, and never more than half of the measure."""
    size = case.profile.grid.size
    return min(stretch.left, measure // 2 // size * size)


def _mark(
    stretch: Stretch, lines: Sequence[tuple[Line, int]], case: TypeCase
) -> tuple[Line, int] | None:
    """An item's mark close before its text, so that numbers end below one another."""
    if stretch.mark is None or not lines:
        return None
    x = lines[0][1] - case.mark_width(stretch.mark)
    return case.mark_line(stretch.mark), max(x, 0)


def _ragged(
    stretch: Stretch, measure: int, case: TypeCase, *, is_left: bool
) -> list[tuple[Line, int]]:
    """Flush right, or left; broken between names where one line is too short."""
    type_ = Type(size=case.profile.grid.size)
    room = (measure, _BYLINE_LINES)
    head = set_in_fewest(stretch.runs, type_, room, case.setting)
    lines = (
        head.lines
        if head
        else compose(stretch.runs, type_, Frame(measure=measure), case.setting)
    )
    return [(line, 0 if is_left else measure - line.width) for line in lines]
