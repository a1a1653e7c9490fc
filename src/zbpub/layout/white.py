"""The largest white rectangle that text leaves in a place (天窗)."""

from __future__ import annotations

from collections.abc import Sequence

from zbpub.layout.page import Element, Fragment, Item, Rect, SetLine

_DESCENT = 120
"""Em box below the baseline, in thousandths of an em."""


def largest_white(items: Sequence[Item], place: Rect, inks: Sequence[Rect] = ()) -> int:
    """The area in square points of the largest rectangle of ``place`` free of ink.

    Ink are lines, pictures, and what ``inks`` names. The rectangle's upper and lower
    edges lie on edges of ink or of the place; so do the best rectangle's, so nothing
    is missed.
    """
    lines = [box for item in items for box in ink_boxes(item)] + list(inks)
    tops = {place.y, *(box.y + box.height for box in lines)}
    feet = {place.y + place.height, *(box.y for box in lines)}
    best = 0
    for top in tops:
        for foot in feet:
            if foot > top:
                width = _widest_gap(lines, place, (top, foot))
                best = max(best, width * (foot - top))
    return best // 1_000_000


def _widest_gap(lines: Sequence[Rect], place: Rect, span: tuple[int, int]) -> int:
    """The widest stretch of ``place`` that no line between two heights touches."""
    top, foot = span
    taken = sorted(
        (line.x, line.x + line.width)
        for line in lines
        if line.y < foot and line.y + line.height > top
    )
    best, at = 0, place.x
    for left, right in taken:
        best = max(best, left - at)
        at = max(at, right)
    return max(best, place.x + place.width - at)


def ink_boxes(item: Item) -> list[Rect]:
    """The em boxes of an element's lines, or a picture's place; mpt on the sheet."""
    return _line_boxes(item) if isinstance(item, Element) else [item.place]


def _line_boxes(element: Element) -> list[Rect]:
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
