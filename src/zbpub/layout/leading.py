"""Lines one below the other, as a fragment's set lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbpub.compose.cell import ASCENT
from zbpub.compose.line import Line
from zbpub.compose.sidelines import side_strokes
from zbpub.layout.page import Link, Rect, SetLine


def ascent(size: int) -> int:
    """From an em box's top to the baseline, mpt."""
    return size * ASCENT // 1000


def set_lines(lines: Iterable[tuple[int, int, Line]], size: int) -> tuple[SetLine, ...]:
    """Lines given as (x, top of the em box, line), mpt from the fragment's top left."""
    return tuple(
        SetLine(x, top + ascent(size), line.text, line.glyphs, side_strokes(line, size))
        for x, top, line in lines
    )


def height(count: int, size: int, leading: int) -> int:
    """From the first em box's top to the last one's foot; 0 for no lines."""
    return (count - 1) * leading + size if count else 0


def line_links(
    links: Iterable[tuple[int, int, str]],
    line: Line,
    origin: tuple[int, int],
    size: int,
) -> Iterator[Link]:
    """The parts of an element's ``links`` on one line that begins at ``origin``."""
    x, y = origin
    for start, stop, href in links:
        boxes = line.boxes[max(0, start - line.start) : max(0, stop - line.start)]
        if boxes:
            width = boxes[-1].x + boxes[-1].width - boxes[0].x
            place = Rect(x + boxes[0].x, y, width, size)
            yield Link(place, href, "".join(box.text for box in boxes))
