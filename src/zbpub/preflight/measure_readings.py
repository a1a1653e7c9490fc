"""Lines and small glyphs in, lines that know their readings out (注音).

A reading is small text over its line; over a vertical one that is to its right. Where
it is wider than what it reads, some engines open the word for it: its characters then
take the reading's width, and what lies between them is no gap of the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zbpub.preflight.measure_marks import (
    DOTS,
    body_box,
    is_han_glyph,
    right_edges,
)
from zbpub.preflight.measure_values import Line, Reading
from zbpub.preflight.pdf_values import Glyph, Page

CENTRE_LIMIT = 0.05
"""em; from here on a dot or a reading is seen to be off its character."""

_RUBY_MOST = 0.6  # em
_OVER = (0.6, 1.5)  # em above its line's baseline
_ONE_READING = 0.12  # em: letters closer than this are one reading
_ONE_SYLLABLE = 1.2  # em: a longer reading may belong to several Han
_MOST_HAN = 4
_ROUNDING = 0.02  # em


def with_readings(
    lines: Sequence[Line], pages: Sequence[Page], size: float, *, centred: bool
) -> Iterator[Line]:
    """``lines`` with their readings and the words that these are of.

    Args:
        lines: Of body text.
        pages: All pages of the file.
        size: The body size, in points.
        centred: Whether stops stand in the middle of their em.
    """
    small = {
        page.number: [glyph for glyph in page.glyphs if _is_small(glyph, size)]
        for page in pages
    }
    for line in lines:
        over = [g for g in small[line.page] if _is_over(g, line, size)]
        readings = tuple(_readings(over, line, size))
        yield _opened(line, readings, size, centred=centred) if readings else line


def _is_small(glyph: Glyph, size: float) -> bool:
    return (
        glyph.size <= _RUBY_MOST * size and bool(glyph.text) and glyph.text not in DOTS
    )


def _is_over(glyph: Glyph, line: Line, size: float) -> bool:
    return (
        glyph.turned == line.turned
        and _OVER[0] * size < line.y - glyph.y < _OVER[1] * size
        and line.left - size < glyph.x0
        and glyph.x0 < line.right + size / 2
    )


def _readings(glyphs: Sequence[Glyph], line: Line, size: float) -> Iterator[Reading]:
    letters: list[Glyph] = []
    for glyph in glyphs:
        apart = letters and abs(glyph.x0 - letters[-1].x1) > _ONE_READING * size
        if apart:
            yield _reading(letters, line, size)
            letters = []
        if letters or glyph.text.strip():
            letters.append(glyph)
    if letters:
        yield _reading(letters, line, size)


def _reading(letters: Sequence[Glyph], line: Line, size: float) -> Reading:
    inked = tuple(glyph for glyph in letters if glyph.text.strip())
    left, right = inked[0].x0, inked[-1].x1
    return Reading(inked, _word(line, (left, right), size))


def _word(line: Line, span: tuple[float, float], size: float) -> tuple[int, int]:
    """The Han in a row that a reading is of: the first's index, and the one after.

    Those that it is centred on and that are about as wide; else the nearest.
    """
    middle, width = sum(span) / 2, (span[1] - span[0]) / size
    most = 1 if width <= _ONE_SYLLABLE else _MOST_HAN
    found = []
    for first, glyph in enumerate(line.glyphs):
        for stop in range(first + 1, min(first + most, len(line.glyphs)) + 1):
            if not is_han_glyph(line.glyphs[stop - 1]):
                break
            off = abs((glyph.x0 + line.glyphs[stop - 1].x1) / 2 - middle) / size
            is_off = off > CENTRE_LIMIT
            unlike = abs(stop - first - width)
            found.append(((is_off, off if is_off else unlike), (first, stop)))
    return min(found)[1] if found else (0, 0)


def _opened(
    line: Line, readings: tuple[Reading, ...], size: float, *, centred: bool
) -> Line:
    """``line`` with the words of wider readings as wide as these."""
    glyphs = list(line.glyphs)
    for reading in readings:
        first, stop = reading.word
        count = stop - first
        if not count or not _has_room(line, reading, size):
            continue
        share = (reading.right - reading.left) / count
        for rank in range(count):
            glyphs[first + rank] = replace(
                glyphs[first + rank],
                x0=reading.left + rank * share,
                x1=reading.left + (rank + 1) * share,
            )
    return replace(
        line,
        glyphs=tuple(glyphs),
        readings=readings,
        left=body_box(glyphs[0], centred=centred)[0],
        right=right_edges(glyphs[-1], centred=centred)[0],
    )


def _has_room(line: Line, reading: Reading, size: float) -> bool:
    """Whether a reading is wider than its word and reaches over no neighbour."""
    first, stop = reading.word
    word = line.glyphs[first:stop]
    if reading.right - reading.left <= word[-1].x1 - word[0].x0:
        return False
    before = line.glyphs[first - 1].x1 if first else reading.left
    after = line.glyphs[stop].x0 if stop < len(line.glyphs) else reading.right
    slack = _ROUNDING * size
    return before <= reading.left + slack and reading.right - slack <= after
