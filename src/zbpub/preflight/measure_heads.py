"""Widows and heads: nothing is alone at a column's edge (E13), heads take rows (E23).

CLREQ: no last line alone at a column's top (孤行), no head at its foot (背题), heads in
a whole number of body lines (占行). Heads are known by the file's tags alone; larger
type right below a head is its deck.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zbpub.preflight.measure_grid import GRID_LIMIT, line_pitch, page_pitches
from zbpub.preflight.measure_shapes import Shapes, to_reading
from zbpub.preflight.measure_values import Body, Column, Evidence, Line, Tally, around
from zbpub.preflight.pdf_structure import elements_by_role, marks_of
from zbpub.preflight.pdf_values import Box, Document, Element, Glyph

_ROLES = ("H", "H1", "H2", "H3", "H4", "H5", "H6")
_LARGER = 1.05  # times the em: a deck's type
_ROWS = 3.0
"""What belongs to a head, above or below, begins within so many rows of it."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A head, its deck with it."""

    page: int
    turned: int
    box: Box
    text: str
    size: float
    """Of its smallest type, in points."""


def stranded(body: Body, document: Document, shapes: Shapes | None = None) -> Tally:
    """E13: last lines alone at a column's top, and heads alone at a column's foot."""
    heads = _heads(body, document)
    followers = [*heads, *_cells(document)]
    evidence = [
        *_widows(body),
        *(
            _evidence(
                body, head, _is_stranded(body, head, followers, shapes or {}, pitch)
            )
            for head, pitch in _pitched(heads, page_pitches(body))
            if _above(body, head, pitch) is not None
        ),
    ]
    return Tally(0, tuple(evidence), unit="lines")


def head_heights(body: Body, document: Document) -> Tally:
    """E23: how far each head's height is from whole rows, in points.

    Its height runs from the last baseline above it in a column to the first below;
    a head with nothing above it is judged by the grid of the page (E14).
    """
    evidence = []
    for head, pitch in _pitched(_heads(body, document), page_pitches(body)):
        above, below = _above(body, head, pitch), _below(body, head, pitch)
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


def _pitched(
    heads: Sequence[_Head], pitches: Mapping[int, float]
) -> Iterator[tuple[_Head, float]]:
    """Heads with the pitch of their pages; those of pages without one are left out."""
    for head in heads:
        if pitch := pitches.get(head.page, 0.0):
            yield head, pitch


def _heads(body: Body, document: Document) -> list[_Head]:
    reach = _ROWS * line_pitch(body)
    heads: list[_Head] = []
    for elements in _families(document.elements):
        for at, element in enumerate(elements):
            head = _head(document, element) if element.role in _ROLES else None
            if head is None:
                continue
            for following in elements[at + 1 :]:
                deck = _head(document, following)
                if deck is None or not _is_deck(head, deck, body.size, reach):
                    break
                head = replace(head, box=_union(head.box, deck.box))
            heads.append(head)
    return heads


def _cells(document: Document) -> Iterator[_Head]:
    """The cells of tables, which a head may stand over like body text."""
    for role in ("TH", "TD"):
        for element in elements_by_role(document.elements, role):
            if cell := _head(document, element):
                yield cell


def _families(elements: Sequence[Element]) -> Iterator[Sequence[Element]]:
    """The elements that have one parent, of each parent."""
    yield elements
    for element in elements:
        kids = [kid for kid in element.kids if isinstance(kid, Element)]
        if kids and element.role not in _ROLES:
            yield from _families(kids)


def _head(document: Document, element: Element) -> _Head | None:
    """What ``element`` shows on its first page, as a head; None: nothing."""
    glyphs = [
        (mark.page, glyph)
        for mark in marks_of(element)
        for glyph in document.marks.get(mark.key, ())
        if glyph.text.strip()
    ]
    if not glyphs:
        return None
    page, turned = glyphs[0][0], glyphs[0][1].turned
    own = [g for p, g in glyphs if (p, g.turned) == (page, turned)]
    size = min(glyph.size for glyph in own)
    return _Head(page, turned, around(own), _text(own), size)


def _is_deck(head: _Head, deck: _Head, size: float, reach: float) -> bool:
    return (
        (deck.page, deck.turned) == (head.page, head.turned)
        and deck.size > _LARGER * size
        and -size / 2 <= deck.box[1] - head.box[3] <= reach
        and _share(deck.box, head.box[0], head.box[2]) > 0
    )


def _union(one: Box, other: Box) -> Box:
    lefts, tops, rights, feet = zip(one, other, strict=True)
    return min(lefts), min(tops), max(rights), max(feet)


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


def _above(body: Body, head: _Head, pitch: float) -> Line | None:
    """The body line that the head follows in its column; None at a column's top."""
    lines = [
        line
        for column in _columns(body, head)
        for line in column.lines
        if line.y <= head.box[1] + body.size / 2
    ]
    last = max(lines, key=lambda line: line.y, default=None)
    reach = _ROWS * pitch
    return last if last is not None and head.box[1] - last.y <= reach else None


def _below(body: Body, head: _Head, pitch: float) -> Line | None:
    lines = [
        line
        for column in _columns(body, head)
        for line in column.lines
        if line.y > head.box[3]
    ]
    first = min(lines, key=lambda line: line.y, default=None)
    reach = _ROWS * pitch + body.size
    return first if first is not None and first.y - head.box[3] <= reach else None


def _is_stranded(
    body: Body, head: _Head, others: Sequence[_Head], shapes: Shapes, pitch: float
) -> bool:
    """Whether neither text nor picture nor a cell nor another head follows."""
    page = body.pages[head.page - 1]
    boxes = [to_reading(page, box, head.turned) for box in shapes.get(head.page, ())]
    boxes += [
        other.box
        for other in others
        if (other.page, other.turned) == (head.page, head.turned)
    ]
    reach = head.box[3] + _ROWS * pitch
    follows = any(
        head.box[3] - body.size / 2 <= box[1] <= reach
        and _share(box, head.box[0], head.box[2]) > 0
        for box in boxes
        if box != head.box
    )
    return not follows and _below(body, head, pitch) is None


def _evidence(body: Body, head: _Head, value: float) -> Evidence:
    place = body.pages[head.page - 1].to_page(head.box, head.turned)
    return Evidence(head.page, head.text, float(value), place)
