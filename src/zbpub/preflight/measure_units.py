"""Rigid units: nothing opens a dash, an ellipsis, a number or its unit (E5).

GB/T 15834-2011, 5.1.4 and 5.1.5; CLREQ, numbers and Western words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zbpub.preflight.measure_breaks import CURRENCY, UNITS
from zbpub.preflight.measure_values import Body, BodyLine, Line, Tally
from zbpub.preflight.pdf_values import Glyph

UNIT_LIMIT = 0.01
"""em."""

_HALF = 0.5
"""em: the box that digits stand in when they are set half an em wide."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[!-~]+", re.ASCII)
_UNIT = re.compile(rf"——+|……+|⋯⋯+|[{CURRENCY}+−±]?[0-9]+(?:[.,:/][0-9]+)*[{UNITS}]?")


def unit_gaps(body: Body) -> Tally:
    """E5: the widest gap inside each dash, ellipsis, and number with its unit, in em.

    Digits that stand in boxes of half an em have no gap between the boxes.
    """
    return Tally(
        UNIT_LIMIT,
        tuple(
            body.evidence(item.line, gap, text, glyphs)
            for item, free in _with_addresses(body.lines)
            for gap, text, glyphs in _gaps(item.line, body.size, free)
        ),
    )


def _with_addresses(lines: Sequence[BodyLine]) -> Iterator[tuple[BodyLine, set[int]]]:
    """Each line with the places of its characters that belong to an address.

    Numbers in an address are letters like the others (R11).
    """
    paragraph: list[BodyLine] = []
    for item in lines:
        paragraph.append(item)
        if not item.ends:
            continue
        text = "".join(line.line.text for line in paragraph)
        inside = {at for m in _ADDRESS.finditer(text) for at in range(*m.span())}
        start = 0
        for line in paragraph:
            length = len(line.line.text)
            yield line, {at for at in range(length) if start + at in inside}
            start += length
        paragraph = []
    yield from ((line, set()) for line in paragraph)


def _gaps(
    line: Line, size: float, free: set[int]
) -> Iterator[tuple[float, str, tuple[Glyph, ...]]]:
    owners = [glyph for glyph in line.glyphs for _ in glyph.text]
    for found in _UNIT.finditer(line.text):
        if found.start() in free:
            continue
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
