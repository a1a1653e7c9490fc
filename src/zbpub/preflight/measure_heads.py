"""Widows and heads: nothing is alone at a column's edge (E13), heads take rows (E23).

CLREQ: no last line alone at a column's top (孤行), no head at its foot (背题), heads in
a whole number of body lines (占行). Heads are known by the file's tags alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbpub.preflight.measure_grid import GRID_LIMIT, line_pitch
from zbpub.preflight.measure_shapes import Shapes, to_reading
from zbpub.preflight.measure_values import Body, Column, Evidence, Line, Tally, around
from zbpub.preflight.pdf_structure import elements_by_role, marks_of
from zbpub.preflight.pdf_values import Box, Document, Glyph

_ROLES = ("H", "H1", "H2", "H3", "H4", "H5", "H6")
_ROWS = 3.0
"""What belongs to a head, above or below, begins within so many rows of it."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A head, or kicker, headline and deck that stand together."""

    page: int
    turned: int
    box: Box
    text: str


def stranded(body: Body, document: Document, shapes: Shapes | None = None) -> Tally:
    """E13: last lines alone at a column's top, and heads alone at a column's foot."""
    pitch = line_pitch(body)
    evidence = [*_widows(body)]
    if pitch:
        heads = _heads(document)
        evidence += [
            _evidence(body, head, _is_stranded(body, head, heads, shapes or {}))
            for head in heads
            if _above(body, head) is not None
        ]
    return Tally(0, tuple(evidence), unit="lines")


def head_heights(body: Body, document: Document) -> Tally:
    """E23: how far each head's height is from whole rows, in points.

    Its height runs from the last baseline above it in a column to the first below;
    a head with nothing above it is judged by the grid of the page (E14).
    """
    pitch = line_pitch(body)
    evidence = []
    for head in _heads(document) if pitch else ():
        above, below = _above(body, head), _below(body, head)
        if above is not None and below is not None:
            height = below.y - above.y
            off = height - round(height / pitch) * pitch
            evidence.append(_evidence(body, head, off))
    return Tally(GRID_LIMIT, tuple(evidence), unit="pt")


def _widows(body: Body) -> Iterator[Evidence]:
    """Every paragraph's end in a column other than that of its line before."""
    tops = {id(column.lines[0]) for column in body.columns}
    for item in body.lines:
        if not item.starts and id(item.line) in tops:
            yield body.evidence(item.line, float(item.ends))


def _heads(document: Document) -> list[_Head]:
    heads: list[_Head] = []
    for role in _ROLES:
        for element in elements_by_role(document.elements, role):
            glyphs = [
                (mark.page, glyph)
                for mark in marks_of(element)
                for glyph in document.marks.get(mark.key, ())
                if glyph.text.strip()
            ]
            if glyphs:
                page, turned = glyphs[0][0], glyphs[0][1].turned
                own = [g for p, g in glyphs if (p, g.turned) == (page, turned)]
                heads.append(_Head(page, turned, around(own), _text(own)))
    return heads


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def _columns(body: Body, head: _Head) -> list[Column]:
    return [
        column
        for column in body.columns
        if (column.page, column.turned) == (head.page, head.turned)
        and _share(head.box, column.left, column.right) > 0
    ]


def _share(box: Box, left: float, right: float) -> float:
    return min(box[2], right) - max(box[0], left)


def _above(body: Body, head: _Head) -> Line | None:
    """The body line that the head follows in its column; None at a column's top."""
    lines = [
        line
        for column in _columns(body, head)
        for line in column.lines
        if line.y <= head.box[1] + body.size / 2
    ]
    last = max(lines, key=lambda line: line.y, default=None)
    reach = _ROWS * line_pitch(body)
    return last if last is not None and head.box[1] - last.y <= reach else None


def _below(body: Body, head: _Head) -> Line | None:
    lines = [
        line
        for column in _columns(body, head)
        for line in column.lines
        if line.y > head.box[3]
    ]
    first = min(lines, key=lambda line: line.y, default=None)
    reach = _ROWS * line_pitch(body) + body.size
    return first if first is not None and first.y - head.box[3] <= reach else None


def _is_stranded(
    body: Body, head: _Head, heads: Sequence[_Head], shapes: Shapes
) -> bool:
    """Whether neither text nor picture nor another head follows."""
    page = body.pages[head.page - 1]
    boxes = [to_reading(page, box, head.turned) for box in shapes.get(head.page, ())]
    boxes += [
        other.box
        for other in heads
        if (other.page, other.turned) == (head.page, head.turned)
    ]
    reach = head.box[3] + _ROWS * line_pitch(body)
    follows = any(
        head.box[3] - body.size / 2 <= box[1] <= reach
        and _share(box, head.box[0], head.box[2]) > 0
        for box in boxes
        if box != head.box
    )
    return not follows and _below(body, head) is None


def _evidence(body: Body, head: _Head, value: float) -> Evidence:
    place = body.pages[head.page - 1].to_page(head.box, head.turned)
    return Evidence(head.page, head.text, float(value), place)
