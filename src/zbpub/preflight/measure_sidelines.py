"""Lines beside names and titles: what a page has drawn close under its lines.

CLREQ, "Handling interlinear punctuation". Whatever is thin, level in the reading frame
and close under a line of body text is such a line, straight or waved; rules as wide as
the column are not, for they part articles. Places are in the reading frame, in which
the left of a vertical line is down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zbpub.preflight.measure_marks import body_box
from zbpub.preflight.measure_shapes import Shapes, to_reading
from zbpub.preflight.measure_values import Body, Column, Evidence, Line, Tally
from zbpub.preflight.pdf_values import Box

MOST_AWAY = 0.15
"""em from the em box's foot: marks between the lines keep close to their text."""
MOST_SHORT = 0.125
"""em by which an end may stay inside its text, so that neighbours do not meet."""
LEAST_GAP = 0.1
"""em; from here on two lines are seen to be two."""
ROUNDING = 0.02

_FOOT, _HEAD = 0.12, 0.88  # em below and above the baseline that the em box reaches
_BESIDE = (0.0, 0.6)  # em below the baseline
_THICK = 0.2  # em: a wave with its crests is thinner
_LEAST = 0.25  # em: whatever is shorter is a dot


@dataclass(frozen=True, slots=True)
class _Sideline:
    """A drawn line and the line of text that it stands beside, in points."""

    line: Line
    column: Column
    box: Box


def sideline_distances(body: Body, rules: Shapes) -> Tally:
    """By how much lines are too far from their text, in it, or in the next row."""
    return Tally(
        ROUNDING,
        tuple(
            _tell(body, one, _misplaced(one, body.size))
            for one in _sidelines(body, rules)
        ),
    )


def sideline_lengths(body: Body, rules: Shapes) -> Tally:
    """By how much lines end beyond their text, or short of it."""
    return Tally(
        ROUNDING,
        tuple(
            _tell(body, one, _off_ends(body, one) / body.size)
            for one in _sidelines(body, rules)
        ),
    )


def sideline_gaps(body: Body, rules: Shapes) -> Tally:
    """What neighbouring lines lack of a tenth of an em between them."""
    return Tally(
        ROUNDING,
        tuple(
            _tell(body, two, max(LEAST_GAP - white, 0.0))
            for one, two in pairwise(_sidelines(body, rules))
            if one.line is two.line
            for white in ((two.box[0] - one.box[2]) / body.size,)
        ),
    )


def _tell(body: Body, one: _Sideline, value: float) -> Evidence:
    x0, _, x1, _ = one.box
    text = "".join(
        glyph.text for glyph in one.line.glyphs if x0 < (glyph.x0 + glyph.x1) / 2 < x1
    )
    return body.evidence_at(one.line, value, text, one.box)


def _sidelines(body: Body, rules: Shapes) -> list[_Sideline]:
    """All lines beside text, column by column, from the left in each line."""
    return [
        one
        for column in body.columns
        for one in sorted(
            _of_column(body, column, rules), key=lambda one: (one.line.y, one.box[0])
        )
    ]


def _of_column(body: Body, column: Column, rules: Shapes) -> Iterator[_Sideline]:
    page = body.pages[column.page - 1]
    for rule in rules.get(column.page, ()):
        box = to_reading(page, rule, column.turned)
        if not _is_thin(box, column, body.size):
            continue
        over = [
            line
            for line in column.lines
            if _BESIDE[0] * body.size < box[1] - line.y < _BESIDE[1] * body.size
            and box[0] < line.right + body.size
            and box[2] > line.left - body.size
        ]
        if over:
            yield _Sideline(max(over, key=lambda line: line.y), column, box)


def _is_thin(box: Box, column: Column, size: float) -> bool:
    x0, y0, x1, y1 = box
    rim = ROUNDING * size
    is_across = x0 <= column.left + rim and x1 >= column.right - rim
    return y1 - y0 <= _THICK * size and x1 - x0 >= _LEAST * size and not is_across


def _misplaced(one: _Sideline, size: float) -> float:
    """How far a line is from where it may stand, in em."""
    _, y0, _, y1 = one.box
    white = (y0 - one.line.y) / size - _FOOT
    below = [line.y for line in one.column.lines if line.y > one.line.y]
    room = (min(below) - y1) / size - _HEAD if below else 0.0
    return max(-white, white - MOST_AWAY, -room, 0.0)


def _off_ends(body: Body, one: _Sideline) -> float:
    """The worse end's distance from where it may be, in points."""
    boxes = [
        body_box(glyph, centred=body.centred)
        for glyph in one.line.glyphs
        if glyph.text.strip()
    ]
    x0, _, x1, _ = one.box
    inside = (
        min((x0 - left for left, _ in boxes), key=abs),
        min((right - x1 for _, right in boxes), key=abs),
    )
    most = MOST_SHORT * body.size
    return max(max(-short, short - most, 0.0) for short in inside)
