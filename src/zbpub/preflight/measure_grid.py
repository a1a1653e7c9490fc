"""Baselines: one grid a page, with one pitch (E14, E15).

A paper may set a page closer or wider than the others, to fill it: its grid then has a
pitch of its own, which nearly all lines of the page must show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from zbpub.preflight.measure_marks import is_han_glyph
from zbpub.preflight.measure_values import Body, Column, Line, Tally
from zbpub.preflight.pdf_values import Glyph

GRID_LIMIT = 0.05
"""Points."""
PITCH_LIMIT = 0.01
"""Points."""

_SAME_STEP = 0.25  # points: steps closer than this are one pitch, perhaps ill kept
_TALL = 10  # lines
_ENOUGH = 3  # columns: one with a fault of its own is outvoted
_OWN = 40  # steps: fewer do not show that a page has a pitch of its own
_NEARLY_ALL = 0.9


def line_pitch(body: Body) -> float:
    """The common step from baseline to baseline, in points; 0 when unknown."""
    return _pitch(body.columns)


def page_pitches(body: Body) -> Mapping[int, float]:
    """The pitch of each page that has body lines, in points.

    It is the file's, unless most steps of the page agree on another.
    """
    common = line_pitch(body)
    pages: dict[int, list[Column]] = defaultdict(list)
    for column in body.columns:
        pages[column.page].append(column)
    return {page: _own_pitch(columns) or common for page, columns in pages.items()}


def _own_pitch(columns: Sequence[Column]) -> float:
    """The pitch that nearly all steps of a page's columns keep; 0 if they do not."""
    pitch = _pitch(columns)
    kept = [
        abs(_wrapped(step, pitch)) <= PITCH_LIMIT
        for column in columns
        for step in _steps(column)
    ] if pitch else []  # fmt: skip
    is_own = len(kept) >= _OWN and sum(kept) >= _NEARLY_ALL * len(kept)
    return pitch if is_own else 0.0


def _steps(column: Column) -> list[float]:
    return [below.y - above.y for above, below in pairwise(column.lines)]


def _pitch(columns: Sequence[Column]) -> float:
    steps = [step for column in columns for step in _steps(column)]
    if not steps:
        return 0.0
    common = Counter(round(step / _SAME_STEP) for step in steps).most_common(1)[0][0]
    pitch = median(s for s in steps if abs(s / _SAME_STEP - common) <= 1)
    # Producers round their coordinates: over a whole column the error is spread thin.
    spans = [
        (column.lines[-1].y - column.lines[0].y, len(column.lines))
        for column in columns
    ]
    tall = [span / round(span / pitch) for span, lines in spans if lines >= _TALL]
    return median(tall) if len(tall) >= _ENOUGH else pitch


def baseline_grid(body: Body) -> Tally:
    """E14: how far the baseline of each line is from the grid of its page, in points.

    A page's grid has the page's pitch and the origin that most of its lines keep.
    """
    pitches = page_pitches(body)
    pages: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for item in body.lines:
        pages[item.line.page, item.line.turned].append(item.line)
    evidence = (
        body.evidence(line, value)
        for (page, _), lines in pages.items()
        if pitches[page]
        for line, value in _off_grid(lines, pitches[page], body.size)
    )
    return Tally(GRID_LIMIT, tuple(evidence), unit="pt")


def pitch_constancy(body: Body) -> Tally:
    """E15: how far steps between lines of a paragraph are from the pitch, in points."""
    pitches = page_pitches(body)
    inner = {id(item.line) for item in body.lines if not item.starts}
    return Tally(
        PITCH_LIMIT,
        tuple(
            body.evidence(below, below.y - above.y - pitches[column.page])
            for column in body.columns
            for above, below in pairwise(column.lines)
            if id(below) in inner
        ),
        unit="pt",
    )


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
    # Digits side by side in a vertical line (纵中横) have a middle of their own.
    han = [
        glyph
        for glyph in line.glyphs
        if is_han_glyph(glyph)
        and not glyph.text.isascii()
        and abs(glyph.size - size) < 0.02 * size
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
