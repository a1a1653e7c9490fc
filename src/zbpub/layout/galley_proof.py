"""Galley proofs: paragraphs' lines in, plain pages of columns out (长条校样).

Columns are filled in order on one baseline grid, and level with one another where the
text ends. There is no head, no folio and no rule: only lines to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zbpub.compose.line import Line
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Page, PlacedArticle, Rect

MARGIN = 36_000
"""Half an inch of white around the columns, mpt."""
MOST_ROWS = 60
"""Rows of a full column: at 9 points on 12 about as deep as a half sheet."""
FEWEST_ROWS = 8
"""A column of fewer rows is not begun where the text ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSheet:
    """The shape of a proof, mpt."""

    measure: int
    size: int
    leading: int
    """From baseline to baseline."""
    columns: int
    is_vertical: bool = False
    """Whether lines run down, the first at the right; columns then stand one below the
    other. Such a sheet is thought of turned a quarter to the left, its lines level."""

    @property
    def gutter(self) -> int:
        """One em, the trade's narrowest."""
        return self.size

    @property
    def width(self) -> int:
        """Of the sheet, its lines level."""
        return (
            2 * MARGIN + self.columns * self.measure + (self.columns - 1) * self.gutter
        )

    def height(self, rows: int) -> int:
        """Of a page whose columns are ``rows`` deep."""
        return 2 * MARGIN + height(rows, self.size, self.leading)

    def place(self, column: int, row: int, rows: int) -> Rect:
        """The place of ``rows`` rows of a column, the sheet's lines level."""
        return Rect(
            MARGIN + column * (self.measure + self.gutter),
            MARGIN + row * self.leading,
            self.measure,
            height(rows, self.size, self.leading),
        )

    def turned(self, place: Rect, height: int) -> Rect:
        """``place`` on the page as it is read; ``height`` is the sheet's."""
        if not self.is_vertical:
            return place
        return place.turned(height)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its paragraph."""

    line: Line
    paragraph: int
    is_first: bool

    @property
    def is_widow(self) -> bool:
        """Whether it must not be alone at a column's top (孤行)."""
        return self.line.is_last and not self.is_first


def proof_pages(
    paragraphs: Sequence[Sequence[Line]], sheet: ProofSheet
) -> tuple[Page, ...]:
    """The lines of ``paragraphs``, column after column, page after page."""
    rows = [
        _Row(line, number, not rank)
        for number, lines in enumerate(paragraphs)
        for rank, line in enumerate(lines)
    ]
    sheets = tuple(_sheets(rows, sheet.columns))
    deepest = max((len(c) for columns in sheets for c in columns), default=0)
    return tuple(
        _page(number, columns, sheet, deepest) for number, columns in enumerate(sheets)
    )


def _sheets(rows: Sequence[_Row], columns: int) -> Iterator[list[Sequence[_Row]]]:
    """The columns of each page."""
    start = 0
    while start < len(rows):
        ends = _ends(rows, start, columns)
        yield [rows[a:b] for a, b in zip([start, *ends], ends, strict=False)]
        start = ends[-1]


def _ends(rows: Sequence[_Row], start: int, columns: int) -> list[int]:
    """Where the columns of the page that begins at ``start`` end."""
    left = len(rows) - start
    if left > columns * MOST_ROWS:
        ends: list[int] = []
        for _ in range(columns):
            stop = (ends[-1] if ends else start) + MOST_ROWS
            ends.append(stop - (stop < len(rows) and rows[stop].is_widow))
        return ends
    columns = max(1, min(columns, left // FEWEST_ROWS))
    depth = -(-left // columns)
    for deepest, uneven in ((depth, 2), (depth + 1, 3), (depth + 1, 4)):
        depths = tuple(deepest - short for short in range(uneven))
        if ends := _level(rows, start, columns, depths):
            return ends
    return [min(start + depth * (column + 1), len(rows)) for column in range(columns)]


def _level(
    rows: Sequence[_Row], start: int, columns: int, depths: tuple[int, ...]
) -> list[int]:
    """Ends of columns of one of ``depths``, no widow at a top; or none."""
    ways: dict[int, list[int]] = {start: []}
    for _ in range(columns):
        after: dict[int, list[int]] = {}
        for top, ends in ways.items():
            for stop in (top + depth for depth in depths):
                is_whole = stop == len(rows)
                if is_whole or (stop < len(rows) and not rows[stop].is_widow):
                    after.setdefault(stop, [*ends, stop])
        ways = after
    return ways.get(len(rows), [])


def _page(
    number: int, columns: Sequence[Sequence[_Row]], sheet: ProofSheet, deepest: int
) -> Page:
    height = sheet.height(deepest)
    fragments: dict[int, list[Fragment]] = {}
    for column, rows in enumerate(columns):
        for paragraph, fragment in _fragments(column, rows, sheet):
            placed = replace(
                fragment,
                place=sheet.turned(fragment.place, height),
                is_vertical=sheet.is_vertical,
            )
            fragments.setdefault(paragraph, []).append(placed)
    area = Rect(MARGIN, MARGIN, sheet.width - 2 * MARGIN, height - 2 * MARGIN)
    whole = sheet.turned(Rect(0, 0, sheet.width, height), height)
    area = sheet.turned(area, height)
    elements = tuple(Element("body", tuple(parts)) for parts in fragments.values())
    return Page(
        number=str(number + 1),
        width=whole.width,
        height=whole.height,
        type_area=area,
        folio=(),
        articles=(PlacedArticle(f"galley-{number + 1}", "", area, elements),),
        rules=(),
    )


def _fragments(
    column: int, rows: Sequence[_Row], sheet: ProofSheet
) -> Iterator[tuple[int, Fragment]]:
    """Each paragraph's part of one column."""
    top = 0
    for paragraph, group in groupby(rows, key=lambda row: row.paragraph):
        lines = [row.line for row in group]
        placed = ((0, at * sheet.leading, line) for at, line in enumerate(lines))
        place = sheet.place(column, top, len(lines))
        yield paragraph, Fragment(place, sheet.size, set_lines(placed, sheet.size))
        top += len(lines)
