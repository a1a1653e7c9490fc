"""The largest white rectangle that text leaves in a place (天窗)."""

from __future__ import annotations

from collections.abc import Sequence

from zbpub.layout.page import Element, Fragment, Item, Rect, SetLine

_DESCENT = 120
"""Em box below the baseline, in thousandths of an em."""


def largest_white(items: Sequence[Item], place: Rect, inks: Sequence[Rect] = ()) -> int:
    """The area in square points of the largest rectangle of ``place`` free of ink.

    Ink are lines, pictures, and what ``inks`` names.
    """
    return largest_gap([*(box for i in items for box in ink_boxes(i)), *inks], place)


def largest_gap(boxes: Sequence[Rect], place: Rect, least: int = 1) -> int:
    """The area in square points of the largest rectangle of ``place`` free of boxes.

    Its upper and lower edges lie on edges of boxes or of the place; so do the best
    rectangle's, so nothing is missed. Rectangles lower or narrower than ``least``
    (mpt) do not count: a strip of white between lines is no hole.
    """
    tops = {place.y, *(box.y + box.height for box in boxes)}
    feet = {place.y + place.height, *(box.y for box in boxes)}
    best = 0
    for top in tops:
        for foot in feet:
            # Nothing wider than the place can be better than the best.
            if foot - top >= least and (foot - top) * place.width > best:
                width = _widest_gap(boxes, place, (top, foot))
                if width >= least:
                    best = max(best, width * (foot - top))
    return best // 1_000_000


def _widest_gap(boxes: Sequence[Rect], place: Rect, span: tuple[int, int]) -> int:
    """The widest stretch of ``place`` that no box between two heights touches."""
    top, foot = span
    taken = sorted(
        (box.x, box.x + box.width)
        for box in boxes
        if box.y < foot and box.y + box.height > top
    )
    best, at = 0, place.x
    for left, right in taken:
        best = max(best, left - at)
        at = max(at, right)
    return max(best, place.x + place.width - at)


def ink_boxes(item: Item) -> list[Rect]:
    """The em boxes of an element's lines, or a picture's place; mpt on the sheet."""
    return line_boxes(item) if isinstance(item, Element) else [item.place]


def line_boxes(element: Element) -> list[Rect]:
    """The em boxes of an element's lines, mpt on the sheet."""
    return [
        _down(fragment, line) if fragment.is_vertical else _level(fragment, line)
        for fragment in element.fragments
        for line in fragment.lines
    ]


def _level(fragment: Fragment, line: SetLine) -> Rect:
    first, last = line.glyphs[0], line.glyphs[-1]
    top = fragment.place.y + line.baseline - fragment.size
    return Rect(
        fragment.place.x + line.x + first.x,
        top + fragment.size * _DESCENT // 1000,
        last.x + last.cell.width - first.x,
        fragment.size,
    )


def _down(fragment: Fragment, line: SetLine) -> Rect:
    """The line's baseline is at the left of its em boxes."""
    place = fragment.place
    first = line.glyphs[0].x
    # Of digits side by side the first alone takes of the line.
    end = max(placed.x + placed.cell.width for placed in line.glyphs)
    left = place.x + place.width - line.baseline - fragment.size * _DESCENT // 1000
    return Rect(left, place.y + line.x + first, fragment.size, end - first)
