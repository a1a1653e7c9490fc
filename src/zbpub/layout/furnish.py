"""How pictures, call-outs and pull quotes stand in a bed's columns, and what they take.

The first picture is the block's picture: under the head, beside it or above it. Others
stand below it, or at the foot of the last column, where call-outs stand too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
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
    pictures: tuple[tuple[SetFigure, int], ...]
    """Those at the top, each with its first column."""
    foot_pictures: tuple[tuple[SetFigure, int], ...]
    callouts: tuple[SetCallout, ...]
    quote: SetQuote | None
    cost: int

    @property
    def over(self) -> int:
        """Columns that the picture at the top stands over."""
        return self.pictures[0][0].parts if self.pictures else 0

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
                yield _furnished(bed, place, (first, *rest[0]), rest[1], callouts)


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
    """The other pictures: below the first, or at the foot of the last column."""
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
    top: tuple[SetFigure, ...],
    foot: tuple[SetFigure, ...],
    callouts: tuple[SetCallout, ...],
) -> Furnishing:
    over, parts = top[0].parts, bed.parts
    rows = sum(figure.rows for figure in top)
    crown = rows if place == "crown" else 0
    tops = tuple(
        0 if place == "crown" or part < parts - over else rows for part in range(parts)
    )
    at_foot = sum(f.rows for f in foot) + sum(c.rows for c in callouts)
    cost = sum(f.cost for f in (*top, *foot)) + _ODD * abs(2 * over - parts)
    if over == 1 and parts > 1 and bed.copy.grade < _LESSER:
        cost += _SLIM * (_LESSER - bed.copy.grade)
    cost += {"crown": _CROWN, "under": _UNDER, "beside": 0}[place]
    return Furnishing(
        place=place, crown=crown, tops=tops, feet=(0,) * (parts - 1) + (at_foot,),
        pictures=tuple((f, parts - over) for f in top),
        foot_pictures=tuple((f, parts - 1) for f in foot), callouts=callouts,
        quote=None, cost=cost,
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
        rows = sum(figure.rows for figure, _ in furnishing.pictures)
        row = 0 if furnishing.crown else tops[first] - rows
        for figure, part in furnishing.pictures:
            found.append(Inset(part, figure.parts, row, figure.rows, figure))
            row += figure.rows
    row = feet[-1]
    for figure, part in furnishing.foot_pictures:
        found.append(Inset(part, figure.parts, row, figure.rows, figure))
        row += figure.rows
    for callout in furnishing.callouts:
        found.append(Inset(len(feet) - 1, 1, row, callout.rows, callout))
        row += callout.rows
    return tuple(found)
