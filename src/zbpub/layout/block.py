"""One shape of one article: width, head, insets, slots of text, height in rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zbpub.layout.callout import SetCallout
from zbpub.layout.figure import SetFigure
from zbpub.layout.galley import Galley
from zbpub.layout.head import Head
from zbpub.layout.pour import Cuts
from zbpub.layout.profile import Grid
from zbpub.layout.pull_quote import SetQuote
from zbpub.layout.side_head import SideHead
from zbpub.manuscript.model import Article

BOX_FOOT_ROWS = 1
"""White between a boxed block's text and its frame's foot."""

Treatment = Literal["across", "rising", "aside", "vertical"]
"""Where the head stands: over all columns, over the left ones with text rising beside
it, left of all text (旁题), or left of all text in vertical lines (竖题)."""


def box_inset(size: int) -> int:
    """White inside a frame at the left and right, mpt, for a body of ``size``."""
    return size * 8 // 10


@dataclass(frozen=True, slots=True)
class Copy:
    """An article on its way to the page."""

    article: Article
    grade: int
    """Index of its head grade, 0 the lead's."""
    url: str
    """Where a call-out without address leads."""
    pictures: Mapping[str, tuple[int, int]]
    """Width and height in pixels of the issue's pictures, by source."""
    sizes: tuple[int, ...] = ()
    """Of the grade's sizes those that its rank on the page may take; empty: all."""
    rank: int = 0
    """By importance among the articles of its page, 0 the lead."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a text column; rows from the block's top."""

    part: int
    top: int
    foot: int

    @property
    def rows(self) -> int:
        """Its height."""
        return self.foot - self.top


@dataclass(frozen=True, slots=True)
class Inset:
    """What stands in text columns and is no text; rows from the block's top."""

    part: int
    parts: int
    top: int
    rows: int
    content: SetFigure | SetCallout | SetQuote


@dataclass(frozen=True, slots=True)
class Corners:
    """Whether the head touches the block's upper corners: two that meet are 碰题."""

    left: bool
    right: bool

    @property
    def state(self) -> int:
        """As a number from 0 to 3."""
        return 2 * self.left + self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One shape of one article; rows and columns of the grid."""

    copy: Copy
    columns: int
    parts: int
    """Inner text columns (变栏 when their measure is not the grid's)."""
    rows: int
    treatment: Treatment
    head: Head | SideHead
    head_top: int = 0
    """Rows above the head: a picture stands there."""
    head_rows: int
    corners: Corners
    galley: Galley
    slots: tuple[Slot, ...]
    """In reading order."""
    cuts: Cuts
    insets: tuple[Inset, ...] = ()
    is_boxed: bool = False
    """Whether a frame with a tint stands around it."""
    is_ragged: bool = False
    """Whether so many columns are a row short that anything below shows a hole."""
    cost: int
    terms: tuple[tuple[str, int], ...] = ()
    """What the cost is made of."""

    @property
    def inset(self) -> int:
        """White inside the frame at the left and right, mpt."""
        return box_inset(self.galley.size) if self.is_boxed else 0

    def side(self, grid: Grid) -> int:
        """What a head left of the text takes of the width, gutter included, mpt."""
        if self.treatment in ("across", "rising"):
            return 0
        return self.head.width + grid.gutter

    def text_width(self, grid: Grid) -> int:
        """The width that the text columns and their gutters take, mpt."""
        return grid.width(self.columns) - 2 * self.inset - self.side(grid)
