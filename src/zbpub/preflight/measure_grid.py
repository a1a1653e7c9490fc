"""Baselines: one grid a page, a constant pitch, columns that end level (E14-E16)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from zbpub.preflight.measure_marks import is_han_glyph
from zbpub.preflight.measure_values import UNTAGGED, Body, Evidence, Line, Tally
from zbpub.preflight.pdf_values import Glyph

GRID_LIMIT = 0.05
"""Points."""
PITCH_LIMIT = 0.01
"""Points."""
FILL_LIMIT = 1.0
"""Rows: the last column of an article may be one short."""

_SAME_STEP = 0.25  # points: steps closer than this are one pitch, perhaps ill kept
_TALL = 10  # lines
_ENOUGH = 3  # columns: one with a fault of its own is outvoted
_SAME_EDGE = 0.5  # em
_NEIGHBOUR = 4.0  # em: a wider gap between columns is no gutter
_SAME_TOP = 0.6  # rows


def line_pitch(body: Body) -> float:
    """The common step from baseline to baseline, in points; 0 when unknown."""
    steps = [
        below.y - above.y
        for column in body.columns
        for above, below in pairwise(column.lines)
    ]
    if not steps:
        return 0.0
    common = Counter(round(step / _SAME_STEP) for step in steps).most_common(1)[0][0]
    pitch = median(s for s in steps if abs(s / _SAME_STEP - common) <= 1)
    # Producers round their coordinates: over a whole column the error is spread thin.
    spans = [
        (column.lines[-1].y - column.lines[0].y, len(column.lines))
        for column in body.columns
    ]
    tall = [span / round(span / pitch) for span, lines in spans if lines >= _TALL]
    return median(tall) if len(tall) >= _ENOUGH else pitch


def baseline_grid(body: Body) -> Tally:
    """E14: how far the baseline of each line is from the grid of its page, in points.

    A page's grid has the file's pitch and the origin that most of its lines keep.
    """
    pitch = line_pitch(body)
    pages: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for item in body.lines:
        pages[item.line.page, item.line.turned].append(item.line)
    evidence = (
        Evidence(line.page, line.text, value)
        for lines in pages.values()
        for line, value in (_off_grid(lines, pitch, body.size) if pitch else ())
    )
    return Tally(GRID_LIMIT, tuple(evidence), unit="pt")


def pitch_constancy(body: Body) -> Tally:
    """E15: how far steps between lines of a paragraph are from the pitch, in points."""
    pitch = line_pitch(body)
    inner = {id(item.line) for item in body.lines if not item.starts}
    return Tally(
        PITCH_LIMIT,
        tuple(
            Evidence(below.page, below.text, below.y - above.y - pitch)
            for column in body.columns
            for above, below in pairwise(column.lines)
            if id(below) in inner
        ),
        unit="pt",
    )


def column_fill(body: Body) -> Tally:
    """E16: by how many rows columns end above the deepest of their group.

    A group is columns of one measure side by side: in a tagged file those of one
    article that stand level for the most part, else those that begin level.
    """
    pitch = line_pitch(body)
    evidence = (
        Evidence(
            one.page, one.text, (max(c.bottom for c in group) - one.bottom) / pitch
        )
        for group in (_groups(body, pitch) if pitch else ())
        for one in group
    )
    return Tally(FILL_LIMIT + GRID_LIMIT, tuple(evidence), unit="rows")


def _off_grid(
    lines: Sequence[Line], pitch: float, size: float
) -> Iterator[tuple[Line, float]]:
    # Offsets are taken on a circle of one pitch, so that 0.01 and pitch - 0.01 are
    # neighbours; the fullest place on it is the grid's origin.
    offsets = [line.y % pitch for line in lines]
    origin = _centre(offsets, pitch)
    for line in lines:
        misses = [
            _wrapped(glyph.y - origin, pitch) for glyph in _on_baseline(line, size)
        ]
        yield line, max(misses, key=abs)


def _on_baseline(line: Line, size: float) -> list[Glyph]:
    han = [
        g for g in line.glyphs if is_han_glyph(g) and abs(g.size - size) < 0.02 * size
    ]
    return han or [line.glyphs[0]]


def _centre(offsets: Sequence[float], pitch: float) -> float:
    def company(place: float) -> int:
        return sum(abs(_wrapped(o - place, pitch)) <= GRID_LIMIT for o in offsets)

    rounded = sorted({round(offset, 2) for offset in offsets})
    best = max(rounded, key=company)
    near = [_wrapped(o - best, pitch) for o in offsets]
    return best + median(m for m in near if abs(m) <= 2 * GRID_LIMIT)


def _wrapped(distance: float, pitch: float) -> float:
    """``distance`` to the nearest multiple of ``pitch``."""
    return distance - round(distance / pitch) * pitch


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
    text: str
    """Its last line."""


def _extents(body: Body) -> list[_Extent]:
    extents: dict[tuple[object, ...], _Extent] = {}
    for number, column in enumerate(body.columns):
        first, last = column.lines[0], column.lines[-1]
        found = _Extent(
            *(column.page, column.turned, first.article, column.left, column.right),
            *(first.y, last.y, last.text),
        )
        edges = round(found.left / body.size * 2), round(found.right / body.size * 2)
        apart = number if found.article == UNTAGGED else UNTAGGED
        key = (found.page, found.turned, found.article, edges, apart)
        extents[key] = _united(extents.get(key, found), found)
    return list(extents.values())


def _united(one: _Extent, other: _Extent) -> _Extent:
    lower = max(one, other, key=lambda extent: extent.bottom)
    return replace(lower, top=min(one.top, other.top))


def _groups(body: Body, pitch: float) -> list[list[_Extent]]:
    groups: list[list[_Extent]] = []
    for one in sorted(_extents(body), key=lambda e: _reading_order(e, pitch)):
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
