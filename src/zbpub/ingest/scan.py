"""Scan: recognised lines and words with their places, whatever format told them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = -1.0
"""The confidence of what the recognition gave none for."""


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle; pixels (or the file's own unit), from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the top edge to the bottom one."""
        return self.bottom - self.top

    @property
    def x(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle between top and bottom."""
        return (self.top + self.bottom) / 2

    def shared_x(self, other: Box) -> float:
        """How wide a stretch both have over each other; negative: the gap."""
        return min(self.right, other.right) - max(self.left, other.left)

    def shared_y(self, other: Box) -> float:
        """How high a stretch both have beside each other; negative: the gap."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def __str__(self) -> str:
        edges = (self.left, self.top, self.right, self.bottom)
        return " ".join(f"{edge:.0f}" for edge in edges)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds ``boxes``, of which there is one at least."""
    held = list(boxes)
    return Box(
        min(box.left for box in held),
        min(box.top for box in held),
        max(box.right for box in held),
        max(box.bottom for box in held),
    )


@dataclass(frozen=True, slots=True)
class ScanWord:
    """What the recognition took for one word: of Chinese often one character."""

    text: str
    box: Box
    confidence: float = UNKNOWN
    """From 0 to 1, or ``UNKNOWN``."""
    glyphs: tuple[float, ...] = ()
    """The confidence of each character; empty: not told."""
    other: str = ""
    """The next likely reading, of as many characters; empty: not told."""


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One printed line as it was recognised; it may run over several columns."""

    box: Box
    words: tuple[ScanWord, ...]
    """At least one; a line without words of its own is one word."""
    bold: bool = False
    margin: bool = False
    """Whether the file itself says that it stands in the page's margin."""

    @property
    def text(self) -> str:
        """Its words, a space between them."""
        return " ".join(word.text for word in self.words)


class AreaKind(StrEnum):
    """What an area without words is."""

    PICTURE = "picture"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class ScanArea:
    """A picture or a rule."""

    kind: AreaKind
    box: Box


@dataclass(frozen=True, slots=True)
class ScanPage:
    """One page: its size, its lines in the order of the file, its areas."""

    width: float
    height: float
    lines: tuple[ScanLine, ...]
    areas: tuple[ScanArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """The pages of one file."""

    pages: tuple[ScanPage, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the page a stretch of the text stands."""

    start: int
    end: int
    page: int
    """One-based."""
    box: Box
    """As the file tells it."""
    column: int = 0
    """One-based within its article; 0: it stands in no column."""
    line: int = 0
    """One-based within the column."""
