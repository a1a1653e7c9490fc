"""One shape of one article: width, inner columns, head, insets, height in rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zbpub.layout.callout import SetCallout
from zbpub.layout.figure import SetFigure
from zbpub.layout.galley import Galley
from zbpub.layout.head import Head
from zbpub.manuscript.model import Article

BOX_FOOT_ROWS = 1
"""White between a boxed block's text and its frame's foot."""


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


@dataclass(frozen=True, slots=True)
class Block:
    """One shape of one article; rows and columns of the grid."""

    copy: Copy
    columns: int
    parts: int
    """Inner text columns (变栏 when fewer than ``columns``)."""
    head: Head
    head_rows: int
    rows: int
    cost: int
    galley: Galley
    callouts: tuple[SetCallout, ...] = ()
    figures: tuple[SetFigure, ...] = ()
    """One below the other, over the last columns, above their text."""
    is_boxed: bool = False
    """Whether a frame with a tint stands around it."""
    is_aside: bool = False
    """Whether the head stands left of all text (旁题)."""

    @property
    def foot_rows(self) -> int:
        """Rows that call-outs take at the foot of the last column."""
        return sum(callout.rows for callout in self.callouts)

    @property
    def figure_rows(self) -> int:
        """Rows that figures take above the text of the last columns."""
        return sum(figure.rows for figure in self.figures)

    @property
    def figure_parts(self) -> int:
        """How many columns the figures stand over."""
        return self.figures[0].parts if self.figures else 0

    @property
    def shape_key(self) -> tuple[object, ...]:
        """What tells this shape from the article's others."""
        return (
            self.copy.article.name, self.columns, self.parts, self.head.columns,
            self.head_rows, self.rows, self.figure_parts, self.is_boxed,
        )  # fmt: skip

    @property
    def inset(self) -> int:
        """White inside the frame at the left and right, mpt."""
        return box_inset(self.galley.size) if self.is_boxed else 0

    @property
    def shape(self) -> tuple[tuple[int, int], ...]:
        """First and end row of text in each inner column, from the block's top."""
        if self.is_aside:
            return ((0, self.rows),) * self.parts
        under = self.parts if self.head.columns == self.columns else self.head.columns
        tops = [self.head_rows if i < under else 0 for i in range(self.parts)]
        for i in range(self.parts - self.figure_parts, self.parts):
            tops[i] += self.figure_rows
        foot = self.rows - BOX_FOOT_ROWS * self.is_boxed
        feet = [foot] * (self.parts - 1) + [foot - self.foot_rows]
        return tuple(zip(tops, feet, strict=True))
