"""Widths of marks: one alone, `！？` together, dashes and ellipses (R6, R14, R15).

CLREQ, "Sizes and positions of punctuation marks"; GB/T 15834-2011, 5.1.2 and 5.1.4 to
5.1.9. A mark is as wide as what lies between its neighbours, less the line's own
stretch: what its glyph is wide in the font does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from zbpub.base.chars import INTERPUNCTS
from zbpub.preflight.measure_gaps import line_han_gaps
from zbpub.preflight.measure_marks import SQUEEZABLE, is_han_glyph
from zbpub.preflight.measure_values import Body, BodyLine, Evidence, Tally
from zbpub.preflight.pdf_values import Glyph

WIDTH_LIMIT = 0.02
"""em."""

_EXCLAIM = frozenset("！？")
_RIGID = frozenset("—…⋯⸺")
_VERTICAL_FIXED = frozenset("：；！？")
_HALVES = frozenset("–/-")
_WHOLES = frozenset("—～〜／‼⁇⁈⁉")
_BETWEEN_HAN = frozenset("/-")  # inside a Western run they are Western
_MOST_EXCLAIM = 3

_Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks of one kind in a row, with a character of text on either side."""

    before: Glyph
    marks: tuple[Glyph, ...]
    after: Glyph
    stretch: float
    """The line's Han gap, in em."""
    size: float
    turned: int

    @property
    def text(self) -> str:
        """The marks' characters."""
        return "".join(glyph.text for glyph in self.marks)

    def miss(self, least: float, most: float) -> float:
        """How far its width is from ``least`` to ``most``, in em.

        Whether the line opens beside the marks, and on which side, is the style's.
        """
        width = (self.after.x0 - self.before.x1) / self.size
        places = len(self.marks) + 1
        return min(
            (
                _outside(width - k * self.stretch, least, most)
                for k in range(places + 1)
            ),
            key=abs,
        )


def mark_widths(body: Body) -> Tally:
    """R14: how far marks between characters are from their nominal widths, in em."""

    def wanted(run: _Run) -> _Span | None:
        if len(run.text) != 1 or not _is_chinese(run):
            return None
        return nominal(run.text, centred=body.centred, vertical=run.turned % 2 == 1)

    return Tally(WIDTH_LIMIT, tuple(_misses(body, _single, wanted)))


def repeated_marks(body: Body) -> Tally:
    """R15: how far two or three of `！？` in a row are from their width, in em."""

    def wanted(run: _Run) -> _Span | None:
        count = len(run.text)
        if not 1 < count <= _MOST_EXCLAIM:
            return None
        if body.centred:
            # Taiwan stands them side by side in one em of a vertical line.
            width = 1.0 if run.turned % 2 else float(count)
            return width, width
        return (1.0 if run.turned % 2 else count / 2), float(count - 1)

    return Tally(WIDTH_LIMIT, tuple(_misses(body, _EXCLAIM.__contains__, wanted)))


def double_widths(body: Body) -> Tally:
    """R6: how far dashes and ellipses are from two em each, in em."""

    def wanted(run: _Run) -> _Span | None:
        length = sum(2 if char == "⸺" else 1 for char in run.text)
        return None if length % 2 else (float(length), float(length))

    return Tally(WIDTH_LIMIT, tuple(_misses(body, _RIGID.__contains__, wanted)))


def nominal(char: str, *, centred: bool, vertical: bool) -> _Span | None:
    """The least and the most that ``char`` may take of its line, in em."""
    if char in _HALVES:
        # GB wants half an em of the solidus; Taiwan has no rule and mostly an em.
        return 0.5, (1.0 if centred else 0.5)
    if char in INTERPUNCTS:
        return (0.5, 1.0) if centred else (0.5, 0.5)
    if char in _WHOLES:
        return 1.0, 1.0
    is_fixed = (vertical and char in _VERTICAL_FIXED) or (centred and char in _EXCLAIM)
    if is_fixed:
        return 1.0, 1.0
    return (0.5, 1.0) if char in SQUEEZABLE else None


def _single(text: str) -> bool:
    return text in SQUEEZABLE | INTERPUNCTS | _HALVES | _WHOLES


def _is_chinese(run: _Run) -> bool:
    if run.text not in _BETWEEN_HAN:
        return True
    return is_han_glyph(run.before) and is_han_glyph(run.after)


def _misses(
    body: Body, belongs: Callable[[str], bool], wanted: Callable[[_Run], _Span | None]
) -> Iterator[Evidence]:
    for item in body.lines:
        for run in _runs(item, body.size, belongs):
            span = wanted(run)
            if span is not None:
                miss = run.miss(*span)
                yield body.evidence(item.line, miss, run.text, run.marks)


def _runs(
    item: BodyLine, size: float, belongs: Callable[[str], bool]
) -> Iterator[_Run]:
    gaps = line_han_gaps(item, size)
    if not gaps and not item.ends:
        return  # a full line without two Han tells not how far it is opened
    stretch = max(median(gaps or [0.0]), 0.0)

    def kind(glyph: Glyph) -> bool:
        return bool(glyph.text) and all(map(belongs, glyph.text))

    groups = [(k, tuple(g)) for k, g in groupby(_inked(item), key=kind)]
    for ((_, before), (is_marks, marks)), (_, (_, after)) in pairwise(pairwise(groups)):
        if is_marks and _is_text(before[-1], size) and _is_text(after[0], size):
            yield _Run(before[-1], marks, after[0], stretch, size, item.line.turned)


def _inked(item: BodyLine) -> list[Glyph]:
    return [glyph for glyph in item.line.glyphs if glyph.text != " "]


def _is_text(glyph: Glyph, size: float) -> bool:
    """Whether it is a letter, digit or Han of the body's size: it has no blank."""
    is_level = abs(glyph.size - size) <= WIDTH_LIMIT * size
    return is_level and bool(glyph.text) and all(c.isalnum() for c in glyph.text)


def _outside(value: float, least: float, most: float) -> float:
    return min(value - least, 0.0) + max(value - most, 0.0)
