"""What stands beside the characters of a line: note marks, emphasis dots, ruby.

R12; CLREQ, "Handling interlinear punctuation" and "Interlinear annotations". All of it
keeps to a line of the body and stands off its baseline. Places are in the reading
frame, in which the right of a vertical line is up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from zbpub.preflight.measure_marks import is_beside, is_han_glyph
from zbpub.preflight.measure_values import Body, Evidence, Line, Tally, around
from zbpub.preflight.pdf_values import Glyph

CENTRE_LIMIT = 0.05
"""em; from here on a dot or a reading is seen to be off its character."""
RUBY_GAP = 0.25
"""em; CLREQ wants a Western word space between neighbouring readings."""
RUBY_LEAST = 0.3
"""em; the size of Bopomofo, the smallest that CLREQ names."""
ROUNDING = 0.01

_SMALL = 0.9  # em: whatever is larger is text
_RUBY_MOST = 0.6  # em
_SHIFTED = (0.05, 0.6)  # em off the baseline, either way: raised and lowered marks
_OVER = (0.6, 1.5)  # em above it: ruby, and dots at the right of a vertical line
_UNDER = (0.05, 0.9)  # em below it: dots under a level line
_DOTS = frozenset("●•·‧﹒∙・")
_AT_START = 0.1  # em
_ONE_READING = 0.12  # em: letters closer than this are one reading
_ONE_SYLLABLE = 1.2  # em: a longer reading may belong to several Han
_MOST_HAN = 4

_Place = Callable[[Glyph, Line, float], bool]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The letters of one reading, and the line that it reads."""

    line: Line
    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        """In points."""
        return self.glyphs[0].x0

    @property
    def right(self) -> float:
        """In points."""
        return self.glyphs[-1].x1


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
            _tell(body, line, (glyph,), _off(_middle(glyph), line, 1) / body.size)
            for glyph, line in _beside(body, _is_dot)
        ),
    )


def ruby_centres(body: Body) -> Tally:
    """How far readings are from the middle of what they read, in em."""
    return Tally(
        CENTRE_LIMIT,
        tuple(
            _tell(body, one.line, one.glyphs, _off_base(one, body.size))
            for one in _readings(body)
        ),
    )


def ruby_gaps(body: Body) -> Tally:
    """What neighbouring readings lack of a quarter em between them, in em."""
    return Tally(
        ROUNDING,
        tuple(
            _tell(body, two.line, two.glyphs, max(RUBY_GAP - white, 0.0))
            for one, two in pairwise(_readings(body))
            if one.line is two.line
            for white in ((two.left - one.right) / body.size,)
        ),
    )


def ruby_sizes(body: Body) -> Tally:
    """By how much readings are smaller than three tenths of an em."""
    return Tally(
        ROUNDING,
        tuple(
            _tell(body, one.line, one.glyphs, max(RUBY_LEAST - size, 0.0))
            for one in _readings(body)
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
                and bool(glyph.text.strip())
                and not is_beside(glyph, body.size)
                and (glyph.size < _SMALL * body.size or id(glyph) not in own)
            )
            lines = column.lines if is_here else ()
            found = [line for line in lines if stands(glyph, line, body.size)]
            if found:
                yield glyph, found[0]


def _is_shifted(glyph: Glyph, line: Line, size: float) -> bool:
    is_small = glyph.size < _SMALL * size and glyph.text not in _DOTS
    return is_small and _within(abs(line.y - glyph.y), _SHIFTED, size)


def _is_dot(glyph: Glyph, line: Line, size: float) -> bool:
    if glyph.text not in _DOTS:
        return False
    if line.turned % 2:
        return _within(line.y - glyph.y, _OVER, size)
    return _within(glyph.y - line.y, _UNDER, size)


def _is_ruby(glyph: Glyph, line: Line, size: float) -> bool:
    is_small = glyph.size <= _RUBY_MOST * size and glyph.text not in _DOTS
    return is_small and _within(line.y - glyph.y, _OVER, size)


def _within(distance: float, span: tuple[float, float], size: float) -> bool:
    return span[0] * size < distance < span[1] * size


def _readings(body: Body) -> list[_Reading]:
    readings: list[_Reading] = []
    for glyph, line in _beside(body, _is_ruby):
        last = readings[-1] if readings else None
        if (
            last is not None
            and last.line is line
            and abs(glyph.x0 - last.right) <= _ONE_READING * body.size
        ):
            readings[-1] = _Reading(line, (*last.glyphs, glyph))
        else:
            readings.append(_Reading(line, (glyph,)))
    return readings


def _off_base(reading: _Reading, size: float) -> float:
    """How far the reading is from the nearest Han, or Han in a row, that it can read.

    One that is wider than its Han may keep to the line's edge with it.
    """
    width = (reading.right - reading.left) / size
    edges = reading.left - reading.line.left, reading.right - reading.line.right
    if width > 1 and min(map(abs, edges)) <= CENTRE_LIMIT * size:
        return 0.0
    most = 1 if width <= _ONE_SYLLABLE else _MOST_HAN
    return _off((reading.left + reading.right) / 2, reading.line, most) / size


def _off(place: float, line: Line, most: int) -> float:
    """How far ``place`` is from the middle of up to ``most`` Han, in points."""
    han = [glyph for glyph in line.glyphs if is_han_glyph(glyph)]
    middles = (
        (han[at].x0 + han[at + count - 1].x1) / 2
        for count in range(1, most + 1)
        for at in range(len(han) - count + 1)
    )
    return min((place - middle for middle in middles), key=abs, default=place)


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2
