"""Column ends: the columns of one article end level (E16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zbpub.preflight.measure_grid import GRID_LIMIT, page_pitches
from zbpub.preflight.measure_shapes import Shapes, to_reading
from zbpub.preflight.measure_values import UNTAGGED, Body, Line, Tally

FILL_LIMIT = 1.0
"""Rows: the last column of an article may be one short."""

_SAME_EDGE = 0.5  # em
_NEIGHBOUR = 4.0  # em: a wider gap between columns is no gutter
_SAME_TOP = 0.6  # rows


def column_fill(body: Body, shapes: Shapes | None = None) -> Tally:
    """E16: by how many rows columns end above the deepest of their group.

    A group is columns of one measure side by side: in a tagged file those of one
    article that stand level for the most part, else those that begin level. Above a
    picture or a box that stands in the column, only white beyond a row counts.
    """
    pitches = page_pitches(body)
    evidence = (
        body.evidence(one.last, _short(body, one, group, pitches, shapes or {}))
        for group in _groups(body, pitches)
        for one in group
    )
    return Tally(FILL_LIMIT + GRID_LIMIT, tuple(evidence), unit="rows")


def _short(
    body: Body,
    one: _Extent,
    group: Sequence[_Extent],
    pitches: Mapping[int, float],
    shapes: Shapes,
) -> float:
    """The rows that ``one`` ends above the deepest, or above a box below it."""
    deepest = max(extent.bottom for extent in group)
    pitch = pitches[one.page]
    page = body.pages[one.page - 1]
    tops = [
        box[1]
        for shape in shapes.get(one.page, ())
        for box in (to_reading(page, shape, one.turned),)
        if min(box[2], one.right) - max(box[0], one.left) > (one.right - one.left) / 2
        and one.bottom - pitch / 4 < box[1] < deepest
    ]
    if not tops:
        return (deepest - one.bottom) / pitch
    return max((min(tops) - one.bottom) / pitch - 1, 0.0)


@dataclass(frozen=True, slots=True)
class _Extent:
    """What an article fills of a column; a subhead between its lines is within."""

    page: int
    turned: int
    article: int
    left: float
    right: float
    top: float
    bottom: float
    last: Line


def _extents(body: Body) -> list[_Extent]:
    extents: dict[tuple[object, ...], _Extent] = {}
    for number, column in enumerate(body.columns):
        first, last = column.lines[0], column.lines[-1]
        found = _Extent(
            *(column.page, column.turned, first.article, column.left, column.right),
            *(first.y, last.y, last),
        )
        edges = round(found.left / body.size * 2), round(found.right / body.size * 2)
        apart = number if found.article == UNTAGGED else UNTAGGED
        key = (found.page, found.turned, found.article, edges, apart)
        extents[key] = _united(extents.get(key, found), found)
    return list(extents.values())


def _united(one: _Extent, other: _Extent) -> _Extent:
    lower = max(one, other, key=lambda extent: extent.bottom)
    return replace(lower, top=min(one.top, other.top))


def _groups(body: Body, pitches: Mapping[int, float]) -> list[list[_Extent]]:
    groups: list[list[_Extent]] = []
    extents = [one for one in _extents(body) if pitches[one.page]]
    for one in sorted(extents, key=lambda e: _reading_order(e, pitches[e.page])):
        pitch = pitches[one.page]
        if groups and _is_beside(groups[-1][-1], one, pitch, body.size):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [group for group in groups if len(group) > 1]


def _reading_order(extent: _Extent, pitch: float) -> tuple[float, ...]:
    row = round(extent.top / pitch) if extent.article == UNTAGGED else 0
    return extent.page, extent.turned, extent.article, row, extent.left


def _is_beside(left: _Extent, right: _Extent, pitch: float, size: float) -> bool:
    wider = abs((left.right - left.left) - (right.right - right.left))
    level = min(left.bottom, right.bottom) - max(left.top, right.top)
    shorter = min(left.bottom - left.top, right.bottom - right.top)
    is_level = abs(left.top - right.top) <= _SAME_TOP * pitch
    if left.article != UNTAGGED:
        is_level = is_level or level > shorter / 2
    return (
        (left.page, left.turned, left.article)
        == (right.page, right.turned, right.article)
        and is_level
        and wider <= _SAME_EDGE * size
        and 0 < right.left - left.right <= _NEIGHBOUR * size
    )
