"""White inside brackets: each keeps close to what it encloses (R16, R17).

CLREQ, "Adjustment of adjacent punctuation marks": whichever mark gives up its blank,
none is left behind an opening bracket or before a closing one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from zbpub.base.chars import CLOSING, IDEOGRAPHIC_SPACE, OPENING
from zbpub.preflight.measure_gaps import line_han_gaps
from zbpub.preflight.measure_marks import (
    SQUEEZABLE,
    body_box,
    left_edges,
    right_edges,
)
from zbpub.preflight.measure_values import Body, BodyLine, Evidence, Tally
from zbpub.preflight.pdf_values import Glyph

INSIDE_LIMIT = 0.02
"""em."""


def inside_brackets(body: Body) -> Tally:
    """R17: white inside brackets and quotes beyond the line's own stretch, in em."""
    evidence = (one for item in body.lines for one in _whites(body, item))
    return Tally(INSIDE_LIMIT, tuple(evidence))


def _whites(body: Body, item: BodyLine) -> Iterator[Evidence]:
    stretch = max(median(line_han_gaps(item, body.size) or [0.0]), 0.0)
    inked = [glyph for glyph in item.line.glyphs if glyph.text != " "]
    for before, after in pairwise(inked):
        is_inside = before.text in OPENING or after.text in CLOSING
        if not is_inside or IDEOGRAPHIC_SPACE in (before.text, after.text):
            continue
        left = _ends(before, centred=body.centred)[1]
        right = _ends(after, centred=body.centred)[0]
        white = max((right - left) / body.size - stretch, 0.0)
        pair = (before, after)
        yield body.evidence(item.line, white, before.text + after.text, pair)


def _ends(glyph: Glyph, *, centred: bool) -> tuple[float, float]:
    """Where ``glyph`` begins and ends, in points; a dash has two em (R6)."""
    box = body_box(glyph, centred=centred)
    if glyph.text in SQUEEZABLE:
        return box
    begins = left_edges(glyph, centred=centred)
    return min(begins), max(box[1], *right_edges(glyph, centred=centred))
