"""The order of justification: what gives way first (E10).

CLREQ, "Line adjustment": brackets give their blank before pauses, pauses before
stops; Western gaps open before Han do; a line is squeezed or opened, never both.
`：；！？` never give way in vertical lines, nor `！？` where marks are centred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zbpub.base.chars import CLOSING, OPENING
from zbpub.preflight.measure_defaults import WESTERN_STYLE
from zbpub.preflight.measure_gaps import (
    line_han_gaps,
    line_western_gaps,
)
from zbpub.preflight.measure_marks import SQUEEZABLE, is_fixed
from zbpub.preflight.measure_values import Body, BodyLine, Tally
from zbpub.preflight.pdf_values import Glyph

ORDER_LIMIT = 0.01
"""em: what a gap may be off before the order counts as broken."""

_LAST = frozenset("。．！？")
_EARLIER = frozenset("，、；") | OPENING | CLOSING
_HALF = 0.5


def priority_order(body: Body, western_most: float = WESTERN_STYLE) -> Tally:
    """E10: by how much each full line breaks the order of justification, in em.

    Args:
        body: The body text.
        western_most: How far the style opens Han-Western gaps, in em.
    """
    return Tally(
        ORDER_LIMIT,
        tuple(
            body.evidence(item.line, max(_breaches(item, body, western_most)))
            for item in body.lines
            if not item.ends
        ),
    )


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark with no mark beside it, inside a line."""

    text: str
    width: float
    """em: all that lies between its neighbours."""
    is_fixed: bool = False
    """Whether it must not give way at all."""


def _breaches(item: BodyLine, body: Body, western_most: float) -> Iterator[float]:
    size = body.size
    stretch = median(line_han_gaps(item, size) or [0.0])
    every = list(_marks(item.line.glyphs, body))
    yield max((1 - mark.width for mark in every if mark.is_fixed), default=0.0)
    marks = [mark for mark in every if not mark.is_fixed]
    squeeze = max((1 - mark.width for mark in marks), default=0.0)
    yield 0.0
    if stretch > ORDER_LIMIT:
        gaps = [gap for gap, _ in line_western_gaps(item, size)]
        closed = western_most - min(gaps, default=western_most)
        yield min(stretch, closed)
        # Both neighbours are stretched away from the mark too.
        yield min(stretch, squeeze + 2 * stretch) if squeeze > ORDER_LIMIT else 0.0
    last = max((1 - mark.width for mark in marks if mark.text in _LAST), default=0.0)
    room = max((m.width - _HALF for m in marks if m.text in _EARLIER), default=0.0)
    yield min(last, room)


def _marks(glyphs: tuple[Glyph, ...], body: Body) -> Iterator[_Mark]:
    inked = [glyph for glyph in glyphs if glyph.text.strip()]
    for (before, mark), (_, after) in pairwise(pairwise(inked)):
        if mark.text in SQUEEZABLE and not (_is_mark(before) or _is_mark(after)):
            width = (after.x0 - before.x1) / body.size
            yield _Mark(mark.text, width, is_fixed(mark, centred=body.centred))


def _is_mark(glyph: Glyph) -> bool:
    # Dashes and dots have ink of their own width: what they leave is not known.
    return not any(char.isalnum() for char in glyph.text)
