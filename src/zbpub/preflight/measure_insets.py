"""Elements that are indented as a whole, and marks of items that hang in the indent.

CLREQ, "Paragraph indent" and "First-line indents": quotations stand in by a fixed
amount, lists hang. An element's inset is where all its further lines begin, if that is
whole em in; the mark before its first line then is no part of that line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from zbpub.preflight.measure_marks import body_box
from zbpub.preflight.measure_values import UNTAGGED, Body, BodyLine, Column, Line

_NEAR = 0.02  # em
_LABEL = re.compile(r"(?:[■●•◆▪□○◇]|\d{1,3}[．.、])+(?=\S)")


def insets(
    lines: Sequence[Line], columns: Sequence[Column], size: float
) -> Mapping[int, float]:
    """The inset of each element that has one, in em.

    Args:
        lines: All lines, in content order.
        columns: The column of each.
        size: The em, in points.
    """
    further: dict[int, list[float]] = defaultdict(list)
    seen: set[int] = set()
    for line, column in zip(lines, columns, strict=True):
        if line.block in seen:
            further[line.block].append((line.left - column.left) / size)
        seen.add(line.block)
    return {
        block: float(round(offsets[0]))
        for block, offsets in further.items()
        if block != UNTAGGED and round(offsets[0]) >= 1 and _agree(offsets)
    }


def is_labelled(text: str) -> bool:
    """Whether a first line's ``text`` begins with an item's mark."""
    return _LABEL.match(text) is not None


def without_labels(
    items: Sequence[BodyLine], columns: Sequence[Column], size: float, indent: float
) -> tuple[tuple[BodyLine, ...], tuple[Column, ...]]:
    """Lines and columns without the marks of items that hang in the indent."""
    bare = {
        id(item.line): _cut(item.line, length)
        for item in items
        if (length := _label(item, columns[item.column], size, indent))
    }

    def own(line: Line) -> Line:
        return bare.get(id(line), line)

    return (
        tuple(replace(item, line=own(item.line)) for item in items),
        tuple(replace(c, lines=tuple(map(own, c.lines))) for c in columns),
    )


def _label(item: BodyLine, column: Column, size: float, indent: float) -> int:
    """How many glyphs of a first line are an item's mark."""
    match = _LABEL.match(item.line.text) if item.starts else None
    if match is None or any(len(g.text) != 1 for g in item.line.glyphs[: match.end()]):
        return 0
    text = body_box(item.line.glyphs[match.end()], centred=False)[0]
    offset = (text - column.left) / size
    stands = (indent, 2 * indent) if item.ends else (item.inset,)
    is_hanging = any(place and abs(offset - place) <= _NEAR for place in stands)
    return match.end() if is_hanging else 0


def _cut(line: Line, length: int) -> Line:
    glyphs = line.glyphs[length:]
    return replace(line, glyphs=glyphs, left=body_box(glyphs[0], centred=False)[0])


def places(body: Body, item: BodyLine) -> tuple[float, ...]:
    """Where a line may begin, in em from its column's left edge."""
    if not item.starts:
        return (item.inset,)
    if item.ends:  # nothing tells an element of one line how far in it stands
        return 0.0, body.indent, 2 * body.indent
    return 0.0, body.indent, item.inset, item.inset + body.indent


def _agree(offsets: Sequence[float]) -> bool:
    return all(abs(offset - round(offsets[0])) <= _NEAR for offset in offsets)
