"""What measuring a finished PDF gives: lines, columns, and evidence line by line.

Lengths are in em of the body size unless a name says points.
"""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.preflight.pdf_values import Glyph

UNTAGGED = -1
"""The ``block`` or ``article`` of a line that no such element owns."""

_SHOWN = 20
"""So many faults are written out; the rest are counted."""


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line's value."""

    page: int
    text: str
    value: float


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

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON; the first faults are written out."""
        return {
            "counted": self.counted,
            "share": round(self.share, 5),
            "worst": round(self.worst, 5),
            "limit": self.limit,
            "unit": self.unit,
            "faults": [
                {"page": e.page, "text": e.text, "value": round(e.value, 4)}
                for e in self.faults[:_SHOWN]
            ],
        }
