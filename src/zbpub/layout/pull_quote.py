"""Pull quotes (提要): a sentence of an article shown large in one of its columns.

The sentence stands in the article already. So a placed quote is a piece of the page,
never an item of its article: readers and the proof of the text meet it apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zbpub.layout.display import LEFT, SetText, Wording, set_ragged
from zbpub.layout.page import Item, Rect, Rule
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase

ROWS = range(4, 13)
"""Heights that a quote may have, rows."""

_SIZES = (1450, 1550, 1350, 1700, 1250, 1900, 1150, 2100, 2300)
"""Of its type, thousandths of the body's, the preferred first."""
_LEADING = 1400
_MOST_LINES = 9
_MOST_LEADING = 1700
_THICK, _THIN = 2000, 400
_PAD = 600
"""Least white between rules and text, thousandths of its size."""
_FULL_PAD = 1300
"""Most of it."""
_OUTSIDE = 350
"""White above and below the rules, thousandths of a row."""


@dataclass(frozen=True, slots=True)
class SetQuote:
    """A quote of so many rows; lengths in mpt."""

    text: SetText
    rows: int
    pitch: int
    cost: int
    """How far it is from the preferred size and white."""

    @property
    def outside(self) -> int:
        """White above its upper rule and below its lower one."""
        return self.pitch * _OUTSIDE // 1000


def set_pull_quote(text: str, measure: int, case: TypeCase) -> Mapping[int, SetQuote]:
    """The quote at ``measure`` (mpt) in every height that it may have.

    Returns:
        Rows -> the best quote of that height; heights that would leave it loose or
        crowded are left out.
    """
    grid, font = case.profile.grid, case.profile.pieces.quote
    found: dict[int, SetQuote] = {}
    for rank, times in enumerate(_SIZES):
        spec = TypeSpec(font, grid.size * times // 1000)
        room = (measure, _MOST_LINES)
        lines = set_ragged(Wording("pullquote", text, spec, _LEADING), room, case)
        if lines is None:
            continue
        for rows in ROWS:
            quote = _opened(lines, rows, rank, grid.pitch, grid.size)
            if quote and (rows not in found or quote.cost < found[rows].cost):
                found[rows] = quote
    return dict(sorted(found.items()))


def _opened(
    text: SetText, rows: int, rank: int, pitch: int, em: int
) -> SetQuote | None:
    """``text`` in ``rows``: white goes between its lines and to the rules."""
    box = rows * pitch - (pitch - em) - 2 * (pitch * _OUTSIDE // 1000)
    spare = box - _THICK - _THIN - text.height - 2 * (text.size * _PAD // 1000)
    most_pads = 2 * (text.size * (_FULL_PAD - _PAD) // 1000)
    gaps = len(text.lines) - 1
    most = gaps * text.size * (_MOST_LEADING - _LEADING) // 1000
    if not 0 <= spare <= most_pads + most:
        return None
    more = min(spare // 2, most) // gaps if gaps else 0
    more = max(more, -(-(spare - most_pads) // gaps) if gaps else 0)
    leading = text.leading + max(more, 0)
    opened = SetText(text.role, text.lines, text.size, leading)
    cost = rank + text.dislike // 4 + 6 * spare // max(most_pads + most, 1)
    return SetQuote(opened, rows, pitch, cost)


def place_pull_quote(
    quote: SetQuote, place: Rect
) -> tuple[tuple[Item, ...], tuple[Rule, ...]]:
    """The quote's items and its rules in ``place``, whose height is its rows'.

    ``place`` reaches from the first row's top to the last row's foot, without the
    leading below it.
    """
    top, foot = place.y + quote.outside, place.y + place.height - quote.outside
    text = quote.text
    y = top + _THICK + (foot - _THIN - top - _THICK - text.height) // 2
    rules = (
        Rule("quote-thick", Rect(place.x, top, place.width, _THICK)),
        Rule("quote-thin", Rect(place.x, foot - _THIN, place.width, _THIN)),
    )
    return (text.at(place.x, y, place.width, LEFT),), rules
