"""A table set at a measure: columns as wide as their contents, rows on the grid.

Type is never made smaller. Where the cells are wider than the measure, the widest
columns give way and their cells are broken; a table whose words are wider than that
cannot stand at the measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.heads import set_in_fewest
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose, compose_ahead, compose_all
from zbpub.compose.setting import Setting
from zbpub.compose.strip import ENDLESS

Runs = tuple[StyledRun, ...]

HEAD, ROW = "table-head", "table-row"
ROLES = frozenset({HEAD, ROW})
"""Of the elements that a table's rows are."""
_NUMBER = re.compile(r"[^\w\s]*\d[\d.,:／/]*\s*\D{0,2}")
_BLANK = re.compile(r"[\s—–\-…/／]*")
_BROKEN_EM = 4
"""Characters of the narrowest column whose cells are broken: fewer cannot be read."""
_RAGGED = 6
"""Lines of a cell that are broken at sense and not justified: a few characters to a
line would be torn apart."""
_GAPS = (1000, 500)
"""White between two columns, thousandths of an em: the narrow one where it must be."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell in its row of the grid."""

    column: int
    line: Line
    x: int
    """From the text column's left edge, mpt."""
    left: int
    """Where its cell begins, mpt."""
    width: int
    """Of its cell, mpt."""


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table at a measure."""

    rows: tuple[tuple[tuple[CellLine, ...], ...], ...]
    """For each of its rows, what stands in each row of the grid."""
    is_sound: bool
    """Whether all its words fit into their columns."""


def set_table(
    rows: Sequence[Sequence[Runs]], align: Sequence[str], type_: Type, measure: int,
    setting: Setting,
) -> SetTable:  # fmt: skip
    """Set a table at ``measure`` (mpt).

    Args:
        rows: The head's cells, then those of each row; as many in each.
        align: For each column where its cells stand; empty: by what they hold.
        type_: Their size.
        measure: The width of the whole, mpt.
        setting: The composer's rules.
    """
    columns = list(zip(*rows, strict=True))
    endless = Frame(measure=ENDLESS)
    compose_ahead(((cell, endless) for row in rows for cell in row), type_, setting)
    widths, gap = _widths(columns, measure, type_, setting)
    sides = [_side(align, i, cells) for i, cells in enumerate(columns)]
    lefts = [sum(widths[:i]) + i * gap for i in range(len(columns))]
    wanted = [(cell, widths[i]) for row in rows for i, cell in enumerate(row)]
    lines = iter(_broken(wanted, type_, setting))
    cells = [[next(lines) for _ in row] for row in rows]
    fits = not any(line.overfull for row in cells for cell in row for line in cell)
    placed = tuple(
        tuple(
            tuple(
                CellLine(
                    i, cell[rank], lefts[i] + _shift(cell[rank], widths[i], sides[i]),
                    lefts[i], widths[i],
                )
                for i, cell in enumerate(row)
                if rank < len(cell)
            )
            for rank in range(max(map(len, row)))
        )
        for row in cells
    )  # fmt: skip
    return SetTable(placed, fits and lefts[-1] + widths[-1] <= measure)


def _broken(
    cells: Sequence[tuple[Runs, int]], type_: Type, setting: Setting
) -> list[tuple[Line, ...]]:
    """The lines of each cell at its width: a few are ragged, more are justified."""
    framed = [(runs, Frame(measure=width)) for runs, width in cells]
    justified = compose_all(framed, type_, setting)
    ragged = (
        set_in_fewest(runs, type_, (width, _RAGGED), setting)
        if 1 < len(lines) <= _RAGGED
        else None
        for (runs, width), lines in zip(cells, justified, strict=True)
    )
    return [
        tuple(rough.lines) if rough else lines
        for rough, lines in zip(ragged, justified, strict=True)
    ]


def _natural(column: Sequence[Runs], type_: Type, setting: Setting) -> int:
    """The width of a column whose cells are not broken."""
    return max(
        (
            line.width
            for runs in column
            for line in compose(runs, type_, Frame(measure=ENDLESS), setting)
        ),
        default=0,
    )


def _floor(column: Sequence[Runs], type_: Type, setting: Setting) -> int:
    """The width below which it is not broken: four ems, and its widest atom."""
    widest = max(
        (
            atom.body
            for runs in column
            for line in compose(runs, type_, Frame(measure=ENDLESS), setting)
            for atom in line.atoms
        ),
        default=0,
    )
    least = _BROKEN_EM * type_.size
    return min(max(widest, least), _natural(column, type_, setting))


def _widths(
    columns: Sequence[Sequence[Runs]], measure: int, type_: Type, setting: Setting
) -> tuple[list[int], int]:
    """The columns' widths and the gap between them, mpt.

    Whole ems where there is room; the widest column takes what is left over. Where
    there is too little, the widest are cut to one width; never below their floors.
    """
    naturals = [_natural(column, type_, setting) for column in columns]
    floors = [_floor(column, type_, setting) for column in columns]
    for thousandths in _GAPS:
        gap = type_.em(thousandths)
        room = measure - gap * (len(naturals) - 1)
        if sum(floors) <= room:
            break
    whole = [-(-width // type_.size) * type_.size for width in naturals]
    for widths in (whole, list(naturals)):
        if sum(widths) <= room:
            widths[widths.index(max(widths))] += room - sum(widths)
            return widths, gap
    return _squeezed(naturals, floors, room, type_), gap


def _squeezed(
    naturals: Sequence[int], floors: Sequence[int], room: int, type_: Type
) -> list[int]:
    """Widths where some cells must be broken.

    Their columns get whole ems, so that Han need not be spread; what is over goes to a
    column that is not broken.
    """
    widths = _cut(naturals, floors, room)
    broken = [i for i, width in enumerate(widths) if width < naturals[i]]
    for i in broken:
        widths[i] = max(floors[i], widths[i] - widths[i] % type_.size)
    over = max(0, room - sum(widths))
    for i in sorted(broken, key=lambda i: widths[i] - naturals[i]):
        if over >= type_.size:
            widths[i] += type_.size
            over -= type_.size
    whole = [i for i in range(len(widths)) if i not in broken]
    widths[whole[-1] if whole else -1] += over
    return widths


def _cut(naturals: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """The widest columns cut to one width, so that all have ``room``."""
    low, high = 0, max(naturals)
    while low < high:
        cap = (low + high + 1) // 2
        if sum(_capped(naturals, floors, cap)) <= room:
            low = cap
        else:
            high = cap - 1
    return _capped(naturals, floors, low)


def _capped(naturals: Sequence[int], floors: Sequence[int], cap: int) -> list[int]:
    return [min(n, max(f, cap)) for n, f in zip(naturals, floors, strict=True)]


def _side(align: Sequence[str], column: int, cells: Sequence[Runs]) -> str:
    """Where the cells of a column stand: as the manuscript says, else by content."""
    if column < len(align) and align[column]:
        return align[column]
    texts = ["".join(run.text for run in runs) for runs in cells[1:]]
    numbers = [bool(_NUMBER.fullmatch(text.strip())) for text in texts]
    blanks = [bool(_BLANK.fullmatch(text)) for text in texts]
    fits = all(a or b for a, b in zip(numbers, blanks, strict=True))
    return "right" if any(numbers) and fits else "left"


def _shift(line: Line, width: int, side: str) -> int:
    """How far in its cell a line begins, mpt."""
    room = max(0, width - line.width)
    return {"right": room, "center": room // 2}.get(side, 0)
