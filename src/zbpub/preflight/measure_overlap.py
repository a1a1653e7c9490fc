"""Glyphs that lie over one another or outside the page (E21)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from zbpub.base.chars import INTERPUNCTS, is_western
from zbpub.preflight.measure_marks import body_box, is_han_glyph, is_tone
from zbpub.preflight.measure_values import Evidence, Tally
from zbpub.preflight.pdf_values import Box, Document, Glyph, Page

OVERLAP_LIMIT = 0.05
"""em of the smaller glyph: side bearings and rounding stay below."""
OUTSIDE_LIMIT = 0.05
"""em beyond the page."""

_KERN = 0.2  # em: Latin letters may be drawn this far under one another
_ABOVE = 0.8  # em over the baseline that Chinese ink reaches
_BELOW = 0.06
_LATIN_ABOVE = 0.5  # em: x-height; what rises higher rarely meets what hangs lower
_DOT = 0.1  # em: half of what an interpunct's ink takes
_CELL = 24.0  # points: the net in which neighbours are looked for


def overlaps(document: Document, *, centred: bool) -> Tally:
    """Pairs of glyphs whose bodies meet, with the smaller depth of each, in em.

    A glyph's body is its advance without the blank of a mark, as high as its ink
    usually is. White space and artifacts have no body.
    """
    evidence = (
        Evidence(page.number, pair, depth, box)
        for page in document.pages
        for pair, depth, box in _meetings(page, centred=centred)
    )
    return Tally(OVERLAP_LIMIT, tuple(evidence))


def outside(document: Document, *, centred: bool) -> Tally:
    """How far each glyph stands out of the trimmed page, in em of its own size."""
    evidence = (
        Evidence(
            page.number,
            glyph.text,
            _beyond(box, page.boxes["trim"]) / glyph.size,
            box,
        )
        for page in document.pages
        for glyph, box in _bodies(page, centred=centred)
    )
    return Tally(OUTSIDE_LIMIT, tuple(evidence))


def _bodies(page: Page, *, centred: bool) -> Iterator[tuple[Glyph, Box]]:
    for glyph in page.glyphs:
        if glyph.artifact or not glyph.text.strip() or not glyph.size:
            continue
        left, right = body_box(glyph, centred=centred)
        if glyph.text in INTERPUNCTS:
            # A dot in the middle of its advance, whatever that is.
            middle = (glyph.x0 + glyph.x1) / 2
            left, right = middle - _DOT * glyph.size, middle + _DOT * glyph.size
        above = _LATIN_ABOVE if is_western(glyph.text[0]) else _ABOVE
        top = glyph.y - above * glyph.size
        bottom = glyph.y + _BELOW * glyph.size
        yield glyph, page.to_page((left, top, right, bottom), glyph.turned)


def _meetings(page: Page, *, centred: bool) -> Iterator[tuple[str, float, Box]]:
    # Tones of Bopomofo are drawn in a corner of their em, over their signs' own.
    bodies = [pair for pair in _bodies(page, centred=centred) if not is_tone(pair[0])]
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (_, box) in enumerate(bodies):
        for cell in _cells(box):
            cells[cell].append(index)
    seen: set[tuple[int, int]] = set()
    for inside in cells.values():
        for one, other in combinations(inside, 2):
            (glyph, box), (second, second_box) = bodies[one], bodies[other]
            depth = _depth(box, second_box) / min(glyph.size, second.size)
            if depth > _allowed(glyph, second) and (one, other) not in seen:
                seen.add((one, other))
                yield f"{glyph.text}{second.text}", depth, _both(box, second_box)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    x0, y0, x1, y1 = (int(edge // _CELL) for edge in box)
    for x in range(x0, x1 + 1):
        for y in range(y0, y1 + 1):
            yield x, y


def _both(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _depth(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down)


def _allowed(one: Glyph, other: Glyph) -> float:
    # Letters are kerned, and a dash may touch the next; Han never meets Han.
    if is_han_glyph(one) or is_han_glyph(other):
        return OVERLAP_LIMIT
    return _KERN


def _beyond(box: Box, page: Box) -> float:
    over = (page[0] - box[0], page[1] - box[1], box[2] - page[2], box[3] - page[3])
    return max(*over, 0.0)
