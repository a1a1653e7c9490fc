"""A made-up page: items at fixed places, all lengths in mpt from the sheet's top left.

This is the last value before drawing. Rendering needs nothing else, and a golden file
is one line an item.
"""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.compose.line import Placed
from zbpub.compose.sidelines import SideStroke

HAIRLINE = 250
"""The thickness of a hairline, mpt."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on the sheet, mpt."""

    x: int
    y: int
    width: int
    height: int

    def turned(self, width: int) -> Rect:
        """This place of a reading frame on a vertical sheet ``width`` wide.

        The frame lies a quarter to the left of the sheet: what is its top is at the
        sheet's right.
        """
        return Rect(width - self.y - self.height, self.x, self.height, self.width)


@dataclass(frozen=True, slots=True)
class SetLine:
    """A composed line at its place in a fragment."""

    x: int
    """From the fragment's left edge; from its top if the fragment is vertical."""
    baseline: int
    """From the fragment's top; from its right edge if the fragment is vertical."""
    text: str
    """Its characters, without the readings above it: no count of ``glyphs``."""
    glyphs: tuple[Placed, ...]
    sidelines: tuple[SideStroke, ...] = ()
    """The lines beside its names and titles."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link's characters stand on one line."""

    place: Rect
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """Lines of one element that stand together."""

    place: Rect
    size: int
    """Type size, mpt."""
    lines: tuple[SetLine, ...]
    links: tuple[Link, ...] = ()
    is_vertical: bool = False
    """Whether its lines run down the page, the first at its right edge (直排)."""


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph, a head, a caption: what a reader takes as one."""

    role: str
    """Its name in templates and style sheets: ``body``, ``headline``, ``kicker`` …"""
    fragments: tuple[Fragment, ...]

    @property
    def text(self) -> str:
        """Its characters, in order, without the readings above its lines."""
        return "".join(line.text for f in self.fragments for line in f.lines)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image at its place."""

    role: str
    """``figure`` or ``qr``."""
    place: Rect
    source: str
    """A path inside the issue, or the text that a code carries."""
    alt: str
    focus: tuple[int, int] = (500, 500)
    """The point that stays in sight when ``place`` is flatter or slimmer than the
    picture, thousandths from its top left."""


Item = Element | Picture


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle that is no text: a hairline, a box, a tint."""

    role: str
    place: Rect


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """An article on its page, its items in reading order."""

    name: str
    title: str
    """For bookmarks."""
    place: Rect
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PlacedPiece:
    """What stands on a page beside its articles: contents, a filler, a pull quote.

    Its text belongs to no article, or repeats one's.
    """

    name: str
    kind: str
    """``contents``, ``filler`` or ``quote``."""
    title: str
    place: Rect
    items: tuple[Item, ...]
    """In reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One finished page."""

    number: str
    width: int
    height: int
    type_area: Rect
    """版心: folio and body."""
    folio: tuple[Element, ...]
    """The folio (报眉); on a front page the nameplate and all that is by it (报头)."""
    articles: tuple[PlacedArticle, ...]
    rules: tuple[Rule, ...]
    pieces: tuple[PlacedPiece, ...] = ()
    is_vertical: bool = False
    """Whether its text runs down, and from right to left (直排)."""
