"""What is read out of a finished PDF, as frozen values.

Places are in points in the *reading frame* of a glyph: the page turned so that the
glyph's line runs from left to right, origin at the upper left corner of the media
box, y downwards. For ordinary text that is the page as it is shown; a vertical line
(``turned`` 1) is thus measured like a horizontal one, first line uppermost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the upper left corner of the media box."""

MarkKey = tuple[int, int, int]
"""Page number, MCID, object number of the form that holds the mark or 0."""

NO_MARK = -1
"""The ``mcid`` of a glyph outside all marked content."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One painted glyph, or the characters that one glyph stands for."""

    text: str
    """Usually one character; several for a ligature; U+FFFD when unknown."""
    x0: float
    """Its origin along the line."""
    x1: float
    """Origin and its own advance, without letter spacing or adjustment."""
    y: float
    """Its baseline, counted downwards."""
    size: float
    font: str
    """PostScript name without the subset's prefix."""
    mcid: int = NO_MARK
    turned: int = 0
    """Clockwise quarter turns of its line on the page."""
    artifact: bool = False
    stream: int = 0
    """Object number of the form that holds its mark; 0 for the page itself."""
    upright: bool = False
    """Whether it stands upright in a vertical line; ``x0`` is its em box's top then."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its glyphs in content order."""

    number: int
    """One-based."""
    width: float
    """Of the media box as shown, in points."""
    height: float
    boxes: Mapping[str, Box]
    """``media``, ``crop``, ``bleed``, ``trim`` and ``art``."""
    glyphs: tuple[Glyph, ...]

    def to_page(self, box: Box, turned: int) -> Box:
        """``box`` from the reading frame ``turned`` into the frame of the page."""
        x0, y0, x1, y1 = box
        match turned % 4:
            case 1:
                return self.width - y1, x0, self.width - y0, x1
            case 2:
                return (
                    self.width - x1,
                    self.height - y1,
                    self.width - x0,
                    self.height - y0,
                )
            case 3:
                return y0, self.height - x1, y1, self.height - x0
            case _:
                return box


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of marked content that an element owns."""

    page: int
    mcid: int
    stream: int = 0

    @property
    def key(self) -> MarkKey:
        """Where the document's index has it."""
        return self.page, self.mcid, self.stream


@dataclass(frozen=True, slots=True)
class Element:
    """One structure element; its kids are in reading order."""

    role: str
    """After the role map: ``P``, ``H1``, ``Art`` …"""
    page: int
    """One-based; 0 when the element names none."""
    kids: tuple[Element | Marked, ...]
    alt: str = ""
    actual: str = ""
    """Replacement text of the whole element; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF as read."""

    pages: tuple[Page, ...]
    elements: tuple[Element, ...]
    """The roots of the structure tree; empty for an untagged file."""
    marks: Mapping[MarkKey, tuple[Glyph, ...]]
    """The glyphs of each mark, in content order."""
    owned: frozenset[tuple[int, int]]
    """Page and MCID of each mark the parent tree gives to an element."""
    lang: str = ""

    @property
    def tagged(self) -> bool:
        """Whether there is a structure tree with anything in it."""
        return bool(self.elements)
