"""Paragraphs: indents, measures, steps between them, first marks, last lines.

R18, R27, R30 to R32; CLREQ, "Paragraph adjustment rules" and "Considerations when
designing the type area".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from zbpub.base.chars import OPENING
from zbpub.preflight.measure_gaps import line_han_gaps
from zbpub.preflight.measure_grid import GRID_LIMIT, page_pitches
from zbpub.preflight.measure_insets import places
from zbpub.preflight.measure_marks import SQUEEZABLE
from zbpub.preflight.measure_shapes import Shapes, to_reading
from zbpub.preflight.measure_values import Body, BodyLine, Column, Evidence, Line, Tally

SAME_LIMIT = 0.02
"""em."""
SMALLEST = 7.875
"""Points: 六号, the smallest that CLREQ finds readable."""

_HALF = 0.5
_SOLID = 3  # lines: fewer do not show a column's measure


def indents(body: Body) -> Tally:
    """R27: how far first lines are from the indent that the file has, in em.

    One that begins with an opening mark is a matter of that mark's width (R18).
    """
    return Tally(
        SAME_LIMIT,
        tuple(
            body.evidence(item.line, _off_indent(body, item))
            for item in body.lines
            if item.starts
            and not item.is_flush_right
            and item.line.text[0] not in OPENING
            and _offset(body, item) > item.inset + _HALF
        ),
    )


def opening_marks(body: Body) -> Tally:
    """R18: how far opening marks at line starts are from half an em."""
    return Tally(SAME_LIMIT, tuple(_opening_marks(body)))


def whole_measures(body: Body) -> Tally:
    """R30: how far columns are from a whole number of em."""
    return Tally(
        SAME_LIMIT,
        tuple(
            body.evidence(column.lines[0], ems - round(ems))
            for column in body.columns
            if len(column.lines) >= _SOLID
            for ems in ((column.right - column.left) / body.size,)
        ),
    )


def paragraph_steps(body: Body, shapes: Shapes) -> Tally:
    """R31: steps from paragraph to paragraph, less the pitch, in points.

    Only where nothing stands between the two.
    """
    pitches = page_pitches(body)
    firsts = {id(item.line) for item in body.lines if item.starts}
    steps = (
        (column, (above, below), below.y - above.y - pitches[column.page])
        for column in body.columns
        for above, below in pairwise(column.lines)
        if id(below) in firsts
    )
    return Tally(
        GRID_LIMIT,
        tuple(
            body.evidence(lines[1], off)
            for column, lines, off in steps
            if off <= GRID_LIMIT or not _between(body, column, lines, shapes)
        ),
        unit="pt",
    )


def last_lines(body: Body) -> Tally:
    """R32: how far last lines are opened, in em."""
    return Tally(
        SAME_LIMIT,
        tuple(
            body.evidence(item.line, max(median(gaps), 0.0))
            for item in body.lines
            if item.ends
            for gaps in (line_han_gaps(item, body.size),)
            if gaps
        ),
    )


def readable_size(body: Body) -> Tally:
    """By how much the body is smaller than 六号, in points."""
    lines = [item.line for item in body.lines][:1]
    short = max(SMALLEST - body.size, 0.0)
    return Tally(0, tuple(body.evidence(line, short) for line in lines), unit="pt")


def _offset(body: Body, item: BodyLine) -> float:
    return (item.line.left - body.columns[item.column].left) / body.size


def _off_indent(body: Body, item: BodyLine) -> float:
    """From the indent, counted from where an element's lines begin, if it is inset."""
    beyond = (place for place in places(body, item) if place > item.inset)
    return min((_offset(body, item) - place for place in beyond), key=abs, default=0.0)


def _opening_marks(body: Body) -> Iterator[Evidence]:
    for item in body.lines:
        first, *rest = item.line.glyphs
        if first.text not in OPENING or not rest or item.is_flush_right:
            continue
        if not rest[0].text.strip() or rest[0].text in SQUEEZABLE:
            continue
        edge = body.columns[item.column].left
        stretch = max(median(line_han_gaps(item, body.size) or [0.0]), 0.0)
        width = (rest[0].x0 - edge) / body.size
        misses = [
            width - indent - _HALF - opened
            for indent in places(body, item)
            for opened in (0.0, stretch)
        ]
        yield body.evidence(item.line, min(misses, key=abs), first.text, (first,))


def _between(
    body: Body, column: Column, lines: tuple[Line, Line], shapes: Shapes
) -> bool:
    """Whether a head, a picture or a rule stands between two lines of ``column``."""
    above, below = lines
    page = body.pages[column.page - 1]
    boxes = [
        to_reading(page, box, column.turned) for box in shapes.get(page.number, ())
    ]
    boxes += [
        (glyph.x0, glyph.y, glyph.x1, glyph.y)
        for glyph in page.glyphs
        if glyph.turned == column.turned and glyph.text.strip()
    ]
    return any(
        above.y + GRID_LIMIT < box[3] < below.y - body.size
        and box[0] < column.right
        and box[2] > column.left
        for box in boxes
    )
