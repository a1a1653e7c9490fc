"""Edges: do lines reach both sides of their column (E1, E2, E7)?"""

from __future__ import annotations

from collections.abc import Iterator

from zbpub.base.chars import INTERPUNCTS
from zbpub.preflight.measure_hanging import hangs
from zbpub.preflight.measure_insets import places
from zbpub.preflight.measure_marks import (
    SQUEEZABLE,
    is_fixed,
    is_full_mark,
    left_edges,
    right_edges,
)
from zbpub.preflight.measure_values import Body, BodyLine, Evidence, Tally
from zbpub.preflight.pdf_values import Glyph

EDGE_LIMIT = 0.01
"""em; a tenth of a point in newspaper type, and a hundred times what a PDF rounds."""


def right_edge(body: Body) -> Tally:
    """E1: how far each line that must be full misses its column's right edge."""
    return Tally(
        EDGE_LIMIT,
        tuple(
            body.evidence(item.line, _right_miss(body, item) / body.size)
            for item in body.lines
            if not item.ends
        ),
    )


def left_edge(body: Body) -> Tally:
    """E2: how far each line misses its column's left edge or, if first, the indent.

    Bylines stand flush right and have no left edge to keep.
    """
    misses = (
        body.evidence(item.line, _left_miss(body, item))
        for item in body.lines
        if not item.is_flush_right
    )
    return Tally(EDGE_LIMIT, tuple(misses))


def end_marks(body: Body) -> Tally:
    """E7: how far marks at line ends are from taking half an em (mainland only)."""
    if body.centred:
        return Tally(EDGE_LIMIT, ())
    return Tally(EDGE_LIMIT, tuple(_end_marks(body)))


def _end_marks(body: Body) -> Iterator[Evidence]:
    for item in body.lines:
        last = item.line.glyphs[-1]
        # A narrow glyph may be a halved mark or a Western one: its box is not known.
        is_known = is_full_mark(last) or _is_halved(last)
        if not item.ends and is_known and not hangs(body, item):
            room = body.columns[item.column].right - last.x0
            # What a ragged line lacks beyond the mark's own em is E1's to tell.
            room = min(room, max(last.x1 - last.x0, last.size))
            # An opening mark at a line end is a fault of its own (E3).
            miss = room / body.size - (1.0 if is_fixed(last, centred=False) else 0.5)
            yield body.evidence(item.line, miss, glyphs=(last,))


def _is_halved(glyph: Glyph) -> bool:
    width = (glyph.x1 - glyph.x0) / glyph.size
    return glyph.text in SQUEEZABLE and abs(width - 0.5) <= EDGE_LIMIT


def _right_miss(body: Body, item: BodyLine) -> float:
    edge = body.columns[item.column].right
    # A mark that hangs (R20) stands beyond the line that it ends.
    last = item.line.glyphs[-2 if hangs(body, item) and len(item.line.text) > 1 else -1]
    ends = right_edges(last, centred=body.centred)
    has_blank = is_full_mark(last) or last.text in INTERPUNCTS
    if min(ends) <= edge <= max(ends) and has_blank:
        return 0.0  # the last mark is squeezed in part
    return min((end - edge for end in ends), key=abs)


def _left_miss(body: Body, item: BodyLine) -> float:
    edge = body.columns[item.column].left
    begins = left_edges(item.line.glyphs[0], centred=body.centred)
    offsets = [(begin - edge) / body.size for begin in begins]
    return min((o - place for o in offsets for place in places(body, item)), key=abs)
