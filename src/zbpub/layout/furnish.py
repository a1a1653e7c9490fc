"""How pictures, call-outs and pull quotes stand in a bed's columns, and what they take.

The first picture is the block's picture: under the head, beside it or above it. Others
stand below it, the second right of it, or at the foot of the first or last column.
Call-outs stand at the foot of the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Literal

from zbpub.layout.bed import Bed
from zbpub.layout.block import Inset
from zbpub.layout.callout import SetCallout
from zbpub.layout.figure import SetFigure
from zbpub.layout.pull_quote import SetQuote

Place = Literal["under", "beside", "crown"]
"""Where the first picture stands: under the head, right of it, or above it."""

_ODD = 3
"""Cost of a picture over another width than about half of its article."""
_SLIM = 10
"""Cost of a picture over one text column of several, where the article matters."""
_CROWN = 2
_UNDER = 1
"""A picture beside its head keeps two heads apart and gives the page air."""
_LESSER = 2
"""The first grade of which small pictures are expected."""
_QUOTE = 8
"""Cost of a pull quote: for pages that lack copy."""
_QUOTE_LEAST = 24
"""Rows of column under which there is no room for a pull quote."""

FigureSets = Callable[[int, tuple[int, int]], Sequence[SetFigure]]
"""The treatments of the n-th picture over (text columns, their width in mpt)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnishing:
    """Room taken in a bed's text columns, in rows."""

    place: Place | None
    crown: int
    """Above the head, over all columns."""
    tops: tuple[int, ...]
    """Of each column, under the head or beside it."""
    feet: tuple[int, ...]
    pictures: tuple[tuple[SetFigure, int, int], ...]
    """Those at the top, each with its first column and its row below the top."""
    foot_pictures: tuple[tuple[SetFigure, int], ...]
    callouts: tuple[SetCallout, ...]
    quote: SetQuote | None
    cost: int

    @property
    def over(self) -> int:
        """Columns that the pictures at the top stand over."""
        return sum(figure.parts for figure, _, row in self.pictures if not row)

    @property
    def taken(self) -> int:
        """Rows of column that it takes altogether."""
        crown = self.crown * len(self.tops)
        return crown + sum(self.tops) + sum(self.feet) + self.quote_rows

    @property
    def quote_rows(self) -> int:
        """Rows of the pull quote."""
        return self.quote.rows if self.quote else 0


def furnishings(
    bed: Bed,
    figures: tuple[int, FigureSets],
    callouts: tuple[SetCallout, ...],
    quotes: Sequence[SetQuote],
) -> Iterator[Furnishing]:
    """All ways to furnish ``bed``.

    Args:
        bed: The text columns.
        figures: How many pictures there are, and what sets them.
        callouts: At the measure.
        quotes: A pull quote at the measure in several heights.
    """
    count, sets = figures
    foot = (0,) * (bed.parts - 1) + (sum(c.rows for c in callouts),)
    if not count:
        bare = Furnishing(
            place=None, crown=0, tops=(0,) * bed.parts, feet=foot, pictures=(),
            foot_pictures=(), callouts=callouts, quote=None, cost=0,
        )  # fmt: skip
        yield bare
        if bed.flow.count > _QUOTE_LEAST * 2 and bed.parts > 1:
            for quote in quotes:
                yield _with_quote(bare, quote)
        return
    for over in range(1, bed.parts + 1):
        firsts = sets(0, bed.room(over))
        for rest in _rests(bed, count, sets, over):
            for place, first in product(_places(bed, over), firsts):
                top = _stacked((first, *rest[0]), bed.parts - over)
                yield from _furnished(bed, place, top, rest[1], callouts)
    if count > 1:
        yield from _abreast(bed, count, sets, callouts)


def _stacked(
    figures: Sequence[SetFigure], part: int
) -> tuple[tuple[SetFigure, int, int], ...]:
    """``figures`` one below the other, from the text column ``part`` on."""
    rows = accumulate((figure.rows for figure in figures), initial=0)
    return tuple(
        (figure, part, row) for figure, row in zip(figures, rows, strict=False)
    )


def _abreast(
    bed: Bed, count: int, sets: FigureSets, callouts: tuple[SetCallout, ...]
) -> Iterator[Furnishing]:
    """The first two pictures side by side, equally high; others at the foot."""
    rest = tuple(sets(n, bed.room(1))[0] for n in range(2, count))
    for one, other in product(range(1, bed.parts), repeat=2):
        over = one + other
        if over > bed.parts:
            continue
        lefts = {figure.rows: figure for figure in sets(0, bed.room(one))}
        rights = {figure.rows: figure for figure in sets(1, bed.room(other))}
        first = bed.parts - over
        for place, rows in product(_places(bed, over), sorted({*lefts} & {*rights})):
            top = ((lefts[rows], first, 0), (rights[rows], first + one, 0))
            yield from _furnished(bed, place, top, rest, callouts)


def _with_quote(bare: Furnishing, quote: SetQuote) -> Furnishing:
    return Furnishing(
        place=None, crown=0, tops=bare.tops, feet=bare.feet, pictures=(),
        foot_pictures=(), callouts=bare.callouts, quote=quote,
        cost=_QUOTE + quote.cost,
    )  # fmt: skip


def _places(bed: Bed, over: int) -> tuple[Place, ...]:
    if bed.treatment in ("aside", "vertical"):
        return ("under",)
    whole = over == bed.parts
    if bed.is_boxed or bed.parts != bed.columns:
        return ("crown", "under") if whole else ("under",)
    return ("crown", "under") if whole else ("under", "beside")


def _rests(
    bed: Bed, count: int, sets: FigureSets, over: int
) -> Iterator[tuple[tuple[SetFigure, ...], tuple[SetFigure, ...]]]:
    """The other pictures: below the first, or at the foot of a column."""
    if count == 1:
        yield (), ()
        return
    natural = [sets(n, bed.room(1))[0] for n in range(1, count)]
    if over > 1 or bed.parts > 1:
        yield (), tuple(natural)
    if over == 1:
        yield tuple(natural), ()


def _furnished(
    bed: Bed,
    place: Place,
    top: tuple[tuple[SetFigure, int, int], ...],
    foot: tuple[SetFigure, ...],
    callouts: tuple[SetCallout, ...],
) -> Iterator[Furnishing]:
    parts = bed.parts
    first, over = top[0][1], parts - top[0][1]
    rows = max(row + figure.rows for figure, _, row in top)
    crown = rows if place == "crown" else 0
    tops = tuple(
        0 if place == "crown" or part < first else rows for part in range(parts)
    )
    cost = sum(f.cost for f in (*(f for f, _, _ in top), *foot))
    cost += _ODD * abs(2 * over - parts)
    if top[0][0].parts == 1 and parts > 1 and bed.copy.grade < _LESSER:
        cost += _SLIM * (_LESSER - bed.copy.grade)
    cost += {"crown": _CROWN, "under": _UNDER, "beside": 0}[place]
    for part in sorted({0, parts - 1}) if foot else (parts - 1,):
        feet = [0] * parts
        feet[part] += sum(figure.rows for figure in foot)
        feet[-1] += sum(callout.rows for callout in callouts)
        yield Furnishing(
            place=place, crown=crown, tops=tops, feet=tuple(feet), pictures=top,
            foot_pictures=tuple((figure, part) for figure in foot),
            callouts=callouts, quote=None, cost=cost,
        )  # fmt: skip


def insets(
    furnishing: Furnishing, tops: Sequence[int], feet: Sequence[int]
) -> tuple[Inset, ...]:
    """What the furnishing puts where, given each text column's top and foot.

    Args:
        furnishing: What there is.
        tops: The row where each column's text begins.
        feet: The row where it ends.
    """
    found: list[Inset] = []
    if furnishing.pictures:
        first = furnishing.pictures[0][1]
        rows = max(row + figure.rows for figure, _, row in furnishing.pictures)
        top = 0 if furnishing.crown else tops[first] - rows
        found = [
            Inset(part, figure.parts, top + row, figure.rows, figure)
            for figure, part, row in furnishing.pictures
        ]
    ends = list(feet)
    for figure, part in furnishing.foot_pictures:
        found.append(Inset(part, figure.parts, ends[part], figure.rows, figure))
        ends[part] += figure.rows
    for callout in furnishing.callouts:
        found.append(Inset(len(feet) - 1, 1, ends[-1], callout.rows, callout))
        ends[-1] += callout.rows
    return tuple(found)
