"""Gaps inside lines: between Han, between Han and Latin, around marks (E6, E8-E11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zbpub.base.chars import CLOSING, IDEOGRAPHIC_SPACE, OPENING, is_western
from zbpub.preflight.measure_marks import SQUEEZABLE, blanks, is_han_glyph
from zbpub.preflight.measure_values import Body, BodyLine, Evidence, Tally
from zbpub.preflight.pdf_values import Glyph

LOOSE = 1 / 8
"""em; a gap between Han that is seen (docs/composition.md, R37)."""
DEFECT = 1 / 4
"""em; JLREQ's cap for stretching."""
EVEN_LIMIT = 0.01
WESTERN_LEAST = 1 / 8
WESTERN_MOST = 1 / 2
PAIR_LIMIT = 0.02
_PAIR_GIVES = 0.5
"""em that two marks give up of which one is a bracket or quote (CLREQ, adjacent
marks)."""
_ROUNDING = 0.01
SEEN = 0.001
"""em; coordinates are rounded to some thousandths."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps between Han, in em; evidence is each line's widest."""

    evidence: tuple[Evidence, ...]
    p50: float
    p95: float
    widest: float

    @property
    def loose(self) -> float:
        """The share of lines with a gap over 1/8 em."""
        return self._over(LOOSE)

    @property
    def defective(self) -> float:
        """The share of lines with a gap over 1/4 em."""
        return self._over(DEFECT)

    def _over(self, limit: float) -> float:
        if not self.evidence:
            return 0.0
        over = [e for e in self.evidence if e.value > limit + SEEN]
        return len(over) / len(self.evidence)


def han_gaps(body: Body) -> Gaps:
    """E8: the distribution of gaps between neighbouring Han characters."""
    by_line = [(item, line_han_gaps(item, body.size)) for item in body.lines]
    every = sorted(gap for _, gaps in by_line for gap in gaps)
    evidence = tuple(
        body.evidence(item.line, max(gaps)) for item, gaps in by_line if gaps
    )
    return Gaps(
        evidence, _quantile(every, 0.5), _quantile(every, 0.95), _quantile(every, 1)
    )


def evenness(body: Body) -> Tally:
    """E9: in each line the widest gap between Han less the narrowest."""
    return spreads(
        body, EVEN_LIMIT, ((i, line_han_gaps(i, body.size)) for i in body.lines)
    )


def spreads(
    body: Body, limit: float, by_line: Iterable[tuple[BodyLine, Sequence[float]]]
) -> Tally:
    """The widest gap of each line less its narrowest, where it has several."""
    return Tally(
        limit,
        tuple(
            body.evidence(item.line, max(gaps) - min(gaps))
            for item, gaps in by_line
            if len(gaps) > 1
        ),
    )


def western_gaps(body: Body) -> Tally:
    """E11: how far gaps between Han and Latin are outside 1/8 to 1/2 em."""
    return Tally(
        _ROUNDING,
        tuple(
            body.evidence(item.line, _outside(gap), glyphs=pair)
            for item in body.lines
            for gap, pair in line_western_gaps(item, body.size)
        ),
    )


def mark_pairs(body: Body) -> Tally:
    """E6: how far two marks between Han are from the width that they should have.

    That is two em less the blank that lies between them, half an em of it at most: one
    and a half em but for centred and fixed marks, behind which a bracket may give up
    its far side as well. A squeezed line may go down to the ink. The line's own stretch
    is taken off first: before and behind the pair, and between the two if the engine
    opens them there.
    """
    return Tally(
        PAIR_LIMIT,
        tuple(
            body.evidence(
                item.line, _pair_miss(widths, pair, centred=body.centred), glyphs=pair
            )
            for item in body.lines
            for widths, pair in _pair_widths(item, body.size)
        ),
    )


def line_han_gaps(item: BodyLine, size: float) -> list[float]:
    """The gaps between neighbouring Han of one line, in em.

    Those of a word with one reading over it belong to the word, and those between two
    pairs of digits to their number.
    """
    inside = {
        at for one in item.line.readings for at in range(one.word[0], one.word[1] - 1)
    }
    return [
        (after.x0 - before.x1) / size
        for at, (before, after) in enumerate(pairwise(item.line.glyphs))
        if is_han_glyph(before) and is_han_glyph(after) and at not in inside
        if not (before.text.isdecimal() and after.text.isdecimal())
        if abs(before.size - after.size) <= _ROUNDING * size
    ]


def line_western_gaps(
    item: BodyLine, size: float
) -> Iterator[tuple[float, tuple[Glyph, ...]]]:
    """Gaps between Han and Latin or digits of one line, in em, with both glyphs.

    A typed space between them counts as part of their distance (R24). A full-width
    space is meant, as after a dateline, and parts them. Raised and lowered marks have
    no gap of their own.
    """
    inked = [
        glyph
        for glyph in item.line.glyphs
        if glyph.text.strip() or glyph.text == IDEOGRAPHIC_SPACE
    ]
    for before, after in pairwise(inked):
        is_level = abs(before.size - after.size) <= _ROUNDING * size
        if is_level and (_meet(before, after) or _meet(after, before)):
            yield (after.x0 - before.x1) / size, (before, after)


def _meet(han: Glyph, western: Glyph) -> bool:
    if not is_han_glyph(han) or not western.text or western.upright:
        return False
    # A full-width digit is set like a Han character (R24).
    return all(is_western(char) for char in western.text)


def _outside(gap: float) -> float:
    return min(gap - WESTERN_LEAST, 0.0) + max(gap - WESTERN_MOST, 0.0)


def _pair_widths(
    item: BodyLine, size: float
) -> Iterator[tuple[tuple[float, float], tuple[Glyph, Glyph]]]:
    """Each pair's width with its inner gap opened like the others, and without."""
    glyphs = item.line.glyphs
    stretch = median(line_han_gaps(item, size) or [0.0])
    for before, one, two, after in zip(
        glyphs, glyphs[1:], glyphs[2:], glyphs[3:], strict=False
    ):
        if (
            is_han_glyph(before)
            and is_han_glyph(after)
            and one.text in SQUEEZABLE
            and two.text in SQUEEZABLE
            and not {one.text, two.text}.isdisjoint(OPENING | CLOSING)
        ):
            width = (after.x0 - before.x1) / size
            yield (width - 3 * stretch, width - 2 * stretch), (one, two)


def _pair_miss(
    widths: tuple[float, float], pair: tuple[Glyph, Glyph], *, centred: bool
) -> float:
    (before, inner), (other, behind) = (blanks(g, centred=centred) for g in pair)
    natural = 2 - min(inner + other, _PAIR_GIVES)
    least = 2 - before - inner - other - behind
    return max(min(widths) - natural, 0.0) + min(max(widths) - least, 0.0)


def _quantile(values: Sequence[float], part: float) -> float:
    if not values:
        return 0.0
    return values[min(int(part * len(values)), len(values) - 1)]
