"""What stands beside the characters of a line: note marks, emphasis dots, ruby.

R12; CLREQ, "Handling interlinear punctuation" and "Interlinear annotations". All of it
keeps to a line of the body and stands off its baseline. Places are in the reading
frame, in which the right of a vertical line is up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from zbpub.preflight.measure_marks import DOTS, is_beside, is_han_glyph
from zbpub.preflight.measure_readings import CENTRE_LIMIT
from zbpub.preflight.measure_values import Body, Evidence, Line, Reading, Tally, around
from zbpub.preflight.pdf_values import Glyph

RUBY_GAP = 0.25
"""em; CLREQ wants a Western word space between neighbouring readings."""
RUBY_LEAST = 0.3
"""em; the size of Bopomofo, the smallest that CLREQ names."""
ROUNDING = 0.01

_SMALL = 0.9  # em: whatever is larger is text
_SHIFTED = (0.05, 0.6)  # em off the baseline, either way: raised and lowered marks
_OVER = (0.6, 1.5)  # em above it: dots at the right of a vertical line
_UNDER = (0.05, 0.9)  # em below it: dots under a level line
_AT_START = 0.1  # em

_Place = Callable[[Glyph, Line, float], bool]


def note_marks(body: Body) -> Tally:
    """R12: raised and lowered marks that begin a line, parted from what they mark."""
    reach = _AT_START * body.size
    return Tally(
        0,
        tuple(
            _tell(body, line, (glyph,), float(glyph.x1 <= line.left + reach))
            for glyph, line in _beside(body, _is_shifted)
        ),
        unit="marks",
    )


def emphasis_dots(body: Body) -> Tally:
    """How far emphasis dots are from the middle of the Han that they mark, in em."""
    return Tally(
        CENTRE_LIMIT,
        tuple(
            _tell(body, line, (glyph,), _off(_middle(glyph), line) / body.size)
            for glyph, line in _beside(body, _is_dot)
        ),
    )


def ruby_centres(body: Body) -> Tally:
    """How far readings are from the middle of what they read, in em."""
    return Tally(
        CENTRE_LIMIT,
        tuple(
            _tell(body, line, one.glyphs, _off_word(line, one, body.size))
            for line, one in _readings(body)
        ),
    )


def ruby_gaps(body: Body) -> Tally:
    """What neighbouring readings lack of a quarter em between them, in em."""
    return Tally(
        ROUNDING,
        tuple(
            _tell(body, line, two.glyphs, max(RUBY_GAP - white, 0.0))
            for (above, one), (line, two) in pairwise(_readings(body))
            if above is line
            for white in ((two.left - one.right) / body.size,)
        ),
    )


def ruby_sizes(body: Body) -> Tally:
    """By how much readings are smaller than three tenths of an em."""
    return Tally(
        ROUNDING,
        tuple(
            _tell(body, line, one.glyphs, max(RUBY_LEAST - size, 0.0))
            for line, one in _readings(body)
            for size in (one.glyphs[0].size / body.size,)
        ),
    )


def _tell(body: Body, line: Line, glyphs: tuple[Glyph, ...], value: float) -> Evidence:
    text = "".join(glyph.text for glyph in glyphs)
    return body.evidence_at(line, value, text, around(glyphs))


def _beside(body: Body, stands: _Place) -> Iterator[tuple[Glyph, Line]]:
    """Glyphs that stand so beside a line of their column, with that line."""
    for column in body.columns:
        own = {id(glyph) for line in column.lines for glyph in line.glyphs}
        for glyph in body.pages[column.page - 1].glyphs:
            is_here = (
                glyph.turned == column.turned
                and -body.size < glyph.x0 - column.left
                and glyph.x0 - column.right < body.size / 2
                and not glyph.text.isspace()
                and not is_beside(glyph, body.size)
                and (glyph.size < _SMALL * body.size or id(glyph) not in own)
            )
            lines = column.lines if is_here else ()
            found = [line for line in lines if stands(glyph, line, body.size)]
            if found:
                yield glyph, found[0]


def _is_shifted(glyph: Glyph, line: Line, size: float) -> bool:
    is_small = (
        glyph.size < _SMALL * size and bool(glyph.text) and glyph.text not in DOTS
    )
    return is_small and _within(abs(line.y - glyph.y), _SHIFTED, size)


def _is_dot(glyph: Glyph, line: Line, size: float) -> bool:
    # Dots are no characters of the text: some producers say nothing by them.
    if glyph.text and glyph.text not in DOTS:
        return False
    if line.turned % 2:
        return _within(line.y - glyph.y, _OVER, size)
    return _within(glyph.y - line.y, _UNDER, size)


def _within(distance: float, span: tuple[float, float], size: float) -> bool:
    return span[0] * size < distance < span[1] * size


def _readings(body: Body) -> Iterator[tuple[Line, Reading]]:
    for column in body.columns:
        for line in column.lines:
            for reading in line.readings:
                yield line, reading


def _off_word(line: Line, reading: Reading, size: float) -> float:
    """How far the reading is from the middle of what it reads.

    One that is wider than its Han may keep to the line's edge with it.
    """
    first, stop = reading.word
    width = (reading.right - reading.left) / size
    edges = reading.left - line.left, reading.right - line.right
    if width > 1 and min(map(abs, edges)) <= CENTRE_LIMIT * size:
        return 0.0
    if first == stop:
        return width
    middle = (line.glyphs[first].x0 + line.glyphs[stop - 1].x1) / 2
    return ((reading.left + reading.right) / 2 - middle) / size


def _off(place: float, line: Line) -> float:
    """How far ``place`` is from the middle of the nearest Han, in points."""
    middles = (_middle(glyph) for glyph in line.glyphs if is_han_glyph(glyph))
    return min((place - middle for middle in middles), key=abs, default=place)


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2
