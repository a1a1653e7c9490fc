"""Pouring a galley into a block's columns, each full to its foot or one row short.

A column may end one row short of its foot; white above subheads gives 0 to 2 rows.
Among all ways the one with the fewest faults wins: no subhead at a foot (背题), no
paragraph's last line alone at a column's top (孤行).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbpub.layout.galley import Galley, Strip, wants_white
from zbpub.layout.table import HEAD, ROLES

_STRANDED_SUBHEAD = 1000
_WIDOW = 40
_LONE_BYLINE = 20
"""A byline alone at a column's top."""
_ORPHAN = 3
"""A first line alone at a column's foot."""
_UNEVEN_WHITE = 2
_MOST_WHITE = 2


@dataclass(frozen=True, slots=True)
class Poured:
    """One column: its strips and the rows of white above each of them."""

    strips: tuple[Strip, ...]
    white: tuple[int, ...]

    @property
    def rows(self) -> int:
        """Rows from the column's top to the last line."""
        return len(self.strips) + sum(self.white)


@dataclass(frozen=True, slots=True)
class _Way:
    cost: int
    columns: tuple[Poured, ...]


def pour(galley: Galley, heights: Sequence[int]) -> tuple[Poured, ...] | None:
    """Fill columns of ``heights`` rows with the galley, or None where none is full."""
    ways: dict[int, _Way] = {0: _Way(0, ())}
    for rank, height in enumerate(heights):
        is_last = rank == len(heights) - 1
        after: dict[int, _Way] = {}
        for start, way in ways.items():
            for stop, cost, column in _columns(galley, start, height):
                if is_last != (stop == len(galley.strips)):
                    continue
                if _parts_row(galley, stop):
                    continue
                # Where one column must be short, rather a later one.
                cost += (height - column.rows) * (len(heights) - rank)
                found = _Way(way.cost + cost, (*way.columns, column))
                if stop not in after or found.cost < after[stop].cost:
                    after[stop] = found
        ways = after
    done = ways.get(len(galley.strips))
    return done.columns if done else None


def _columns(
    galley: Galley, start: int, height: int
) -> Iterator[tuple[int, int, Poured]]:
    """The columns that may begin at ``start``: (next start, cost, column)."""
    strips = galley.strips
    whites = 0
    for stop in range(start + 1, len(strips) + 1):
        if stop - 1 > start and wants_white(galley, strips[stop - 1]):
            whites += 1
        lines = stop - start
        if lines > height:
            return
        for short in (0, 1):
            white = height - short - lines
            if 0 <= white <= whites * _MOST_WHITE:
                cost = _edge_cost(galley, start, stop)
                cost += _UNEVEN_WHITE * abs(white - whites)
                yield stop, cost, _column(galley, strips[start:stop], white, whites)


def _column(
    galley: Galley, strips: tuple[Strip, ...], white: int, places: int
) -> Poured:
    """Share ``white`` rows over the subheads, the last ones taking what is over."""
    each, over = divmod(white, places) if places else (0, 0)
    shares: list[int] = []
    seen = 0
    for i, strip in enumerate(strips):
        if i and wants_white(galley, strip):
            seen += 1
            shares.append(each + (seen > places - over))
        else:
            shares.append(0)
    return Poured(strips, tuple(shares))


def _parts_row(galley: Galley, stop: int) -> bool:
    """Whether a column that ends before strip ``stop`` parts a table's row."""
    last = galley.strips[stop - 1]
    return not last.is_last and galley.elements[last.element].role in ROLES


def _edge_cost(galley: Galley, start: int, stop: int) -> int:
    strips = galley.strips
    first, last = strips[start], strips[stop - 1]
    cost = 0
    if start and galley.elements[first.element].role == "byline":
        cost += _LONE_BYLINE if first.is_first else _WIDOW
    elif start and first.is_last and not first.is_first:
        cost += _WIDOW
    if stop < len(strips):
        role = galley.elements[last.element].role
        if role in ("subhead", HEAD):
            cost += _STRANDED_SUBHEAD
        elif last.is_first and not last.is_last:
            cost += _ORPHAN
    return cost
