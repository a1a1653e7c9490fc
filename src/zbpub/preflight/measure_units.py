"""Rigid units: nothing opens a dash, an ellipsis, a number or its unit (E5).

GB/T 15834-2011, 5.1.4 and 5.1.5; CLREQ, numbers and Western words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zbpub.preflight.measure_breaks import CURRENCY, UNITS
from zbpub.preflight.measure_values import Body, Line, Tally
from zbpub.preflight.pdf_values import Glyph

UNIT_LIMIT = 0.01
"""em."""

_HALF = 0.5
"""em: the box that digits stand in when they are set half an em wide."""
_UNIT = re.compile(rf"——+|……+|⋯⋯+|[{CURRENCY}+−±]?[0-9]+(?:[.,:/][0-9]+)*[{UNITS}]?")


def unit_gaps(body: Body) -> Tally:
    """E5: the widest gap inside each dash, ellipsis, and number with its unit, in em.

    Digits that stand in boxes of half an em have no gap between the boxes.
    """
    return Tally(
        UNIT_LIMIT,
        tuple(
            body.evidence(item.line, gap, text, glyphs)
            for item in body.lines
            for gap, text, glyphs in _gaps(item.line, body.size)
        ),
    )


def _gaps(line: Line, size: float) -> Iterator[tuple[float, str, tuple[Glyph, ...]]]:
    owners = [glyph for glyph in line.glyphs for _ in glyph.text]
    for found in _UNIT.finditer(line.text):
        glyphs = tuple(dict.fromkeys(owners[found.start() : found.end()]))
        if len(glyphs) > 1:
            gaps = [_gap(*pair, size) for pair in pairwise(glyphs)]
            yield max(gaps, key=abs), found[0], glyphs


def _gap(before: Glyph, after: Glyph, size: float) -> float:
    gap = (after.x0 - before.x1) / size
    middles = (after.x0 + after.x1 - before.x0 - before.x1) / 2 / size
    if before.text.isdigit() or after.text.isdigit():
        return min(gap, middles - _HALF, key=abs)
    return gap
