"""What measuring a finished PDF gives: lines, columns, and evidence line by line.

Lengths are in em of the body size unless a name says points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.preflight.pdf_values import Box, Glyph, Page

UNTAGGED = -1
"""The ``block`` or ``article`` of a line that no such element owns."""

_ABOVE = 0.88  # em over the baseline that the em box of Han reaches
_BELOW = 0.12


@dataclass(frozen=True, slots=True)
class Reading:
    """Small text over a line that tells how it is read, or what it means (注音)."""

    glyphs: tuple[Glyph, ...]
    word: tuple[int, int]
    """Indexes in its line of the first Han that it reads, and of what follows them."""

    @property
    def left(self) -> float:
        """In points."""
        return self.glyphs[0].x0

    @property
    def right(self) -> float:
        """In points."""
        return self.glyphs[-1].x1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of body text; edges are those of its ink boxes, in points."""

    page: int
    turned: int
    left: float
    right: float
    """Where the line ends when a mark at its end takes half an em (R19)."""
    y: float
    glyphs: tuple[Glyph, ...]
    """Left to right, without white space at either end."""
    block: int = UNTAGGED
    """Number of the paragraph element that owns it."""
    article: int = UNTAGGED
    """Number of the article element that it stands in."""
    tables: int = 0
    """How many tables of the file are read before it."""
    spaced: bool = False
    """Whether white space was painted behind its last glyph."""
    readings: tuple[Reading, ...] = ()

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line with its place in paragraph and column."""

    line: Line
    column: int
    """Index of its column."""
    starts: bool
    """Whether it begins a paragraph."""
    ends: bool
    """Whether it is a paragraph's last: the one line that need not be full."""
    is_flush_right: bool = False
    """Whether its element stands at the column's right edge alone, as bylines do."""
    inset: float = 0.0
    """Where all further lines of its element begin, in em (CLREQ, paragraph indent)."""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines one below the other with common edges, in points."""

    page: int
    turned: int
    left: float
    right: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The body text of a file."""

    size: float
    """The em, in points."""
    centred: bool
    """Whether marks stand in the middle of their em, as in Taiwan and Hong Kong."""
    lines: tuple[BodyLine, ...]
    """In content order."""
    columns: tuple[Column, ...]
    indent: float
    """The first-line indent, in em."""
    pages: tuple[Page, ...] = ()

    def evidence(
        self, line: Line, value: float, text: str = "", glyphs: Sequence[Glyph] = ()
    ) -> Evidence:
        """A value with its place: ``glyphs``, or else the whole of ``line``."""
        box = around(glyphs or line.glyphs)
        return self.evidence_at(line, value, text or line.text, box)

    def evidence_at(self, line: Line, value: float, text: str, box: Box) -> Evidence:
        """A value with the place ``box``, in the reading frame of ``line``."""
        place = self.pages[line.page - 1].to_page(box, line.turned)
        return Evidence(line.page, text, value, place)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value with its place."""

    page: int
    text: str
    value: float
    box: Box
    """Where on the page, in points from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many values keep a limit, and every value."""

    limit: float
    """The largest absolute value that is right."""
    evidence: tuple[Evidence, ...]
    unit: str = "em"

    @property
    def counted(self) -> int:
        """How many were measured."""
        return len(self.evidence)

    @property
    def faults(self) -> tuple[Evidence, ...]:
        """The evidence beyond the limit."""
        return tuple(e for e in self.evidence if abs(e.value) > self.limit)

    @property
    def share(self) -> float:
        """The share within the limit; 1 when nothing was measured."""
        return 1 - len(self.faults) / self.counted if self.evidence else 1.0

    @property
    def worst(self) -> float:
        """The largest absolute value."""
        return max((abs(e.value) for e in self.evidence), default=0.0)


def around(glyphs: Sequence[Glyph]) -> Box:
    """The box of the em squares of ``glyphs``, in their reading frame."""
    return (
        min(glyph.x0 for glyph in glyphs),
        min(glyph.y - _ABOVE * glyph.size for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.y + _BELOW * glyph.size for glyph in glyphs),
    )
