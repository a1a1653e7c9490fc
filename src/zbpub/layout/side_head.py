"""A vertical head (竖题) left of its article's text: kicker, headline, deck as columns.

Lines run down and follow from right to left: the kicker stands at the right, the deck
at the left. A label keeps its level tab above them. On a vertical page all this is
turned: level lines above the text (横题), the kicker uppermost, the tab at the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zbpub.compose.atoms import Type
from zbpub.compose.heads import HeadFrame, HeadLines
from zbpub.compose.line import Line
from zbpub.layout.across import set_across, set_in_fewest_across
from zbpub.layout.leading import set_lines
from zbpub.layout.page import Element, Fragment, Rect
from zbpub.layout.profile import HeadGrade, TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article

_MOST_LINES = 2
_BETWEEN = 500
"""White between parts, in thousandths of the smaller part's em."""
_LEADING = 1200
"""From line to line of a kicker or deck, thousandths of their size."""
_LABEL = 2600
"""What a label takes above the lines, thousandths of its size."""
_CHARACTERS = range(4, 17)
"""Headlines of fewer or more characters do not stand upright."""
_SMALLER = 3
_SHORTEST, _LONGEST = 550, 960
"""How much of the block's height the lines fill, in thousandths."""


@dataclass(frozen=True, slots=True)
class _Part:
    role: str
    lines: HeadLines
    size: int
    leading: int

    @property
    def width(self) -> int:
        return (len(self.lines.lines) - 1) * self.leading + self.size


@dataclass(frozen=True, slots=True)
class SideHead:
    """A vertical head; mpt."""

    parts: tuple[_Part, ...]
    """From right to left, in reading order."""
    label: tuple[Line, TypeSpec] | None
    width: int
    """From its left edge to the text's gutter."""
    side: int
    """Its width and the gutter."""
    length: int
    """From the label's top to the foot of the longest line."""
    cost: int
    size: int
    """Of the headline."""
    rows: int = 0
    is_turned: bool = False
    """Whether it is of a vertical page: its parts then stand from left to right."""

    def stands_in(self, height: int) -> bool:
        """Whether a block of ``height`` is neither too low nor too high for it."""
        least = height * _SHORTEST // 1000
        return least <= self.length <= height * _LONGEST // 1000

    def top_in(self, height: int) -> int:
        """How far below the top of a block of ``height`` it begins."""
        return (height - self.length) // 3


def may_stand_beside(article: Article) -> bool:
    """Whether the headline is neither too short nor too long to stand upright."""
    return len(article.headline) in _CHARACTERS


def side_heads(
    article: Article, grade: HeadGrade, case: TypeCase, longest: int
) -> list[SideHead]:
    """The vertical heads of ``article``, best first; no line exceeds ``longest``."""
    if not may_stand_beside(article):
        return []
    found = [
        head
        for rank, size in enumerate(grade.sizes)
        for head in _of_size(article, grade, case, (rank, size, longest))
    ]
    return sorted(found, key=lambda head: (head.cost, head.width, -head.size))


def _of_size(
    article: Article, grade: HeadGrade, case: TypeCase, room: tuple[int, int, int]
) -> Iterator[SideHead]:
    rank, size, longest = room
    em, gutter = case.profile.grid.size, case.profile.grid.gutter
    runs = [case.run(article.headline, grade.font)]
    for count in range(1, _MOST_LINES + 1):
        frame = HeadFrame(longest, count)
        lines = set_across(runs, Type(size=size), frame, case)
        if lines is None:
            continue
        headline = _Part("headline", lines, size, round(size * grade.leading))
        length = max(lines.widths)
        small = [
            _small("kicker", article.kicker, grade.kicker, length, case),
            _small("deck", article.deck, grade.deck, length, case),
        ]
        if None in small:
            continue
        kicker, deck = (part or () for part in small)
        parts = (*kicker, headline, *deck)
        width = sum(p.width for p in parts) + _between(parts)
        width = -(-width // em) * em
        label = case.one_line(article.label, grade.label) if article.label else None
        if label is not None and label.width + grade.label.size > width:
            continue
        tab = grade.label.size * _LABEL // 1000 if label else 0
        cost = rank * _SMALLER + sum(p.lines.dislike for p in parts)
        tag = (label, grade.label) if label else None
        yield SideHead(
            parts, tag, width, width + gutter, length + tab, cost, size,
            is_turned=case.setting.vertical,
        )  # fmt: skip


def _small(
    role: str, text: str, spec: TypeSpec, length: int, case: TypeCase
) -> tuple[_Part, ...] | None:
    """A kicker or deck no longer than the headline; None where it will not stand."""
    if not text:
        return ()
    runs = [case.run(text, spec.font)]
    lines = set_in_fewest_across(runs, Type(size=spec.size), length, case)
    if lines is None or len(lines.lines) > _MOST_LINES:
        return None
    return (_Part(role, lines, spec.size, spec.size * _LEADING // 1000),)


def _between(parts: tuple[_Part, ...]) -> int:
    return sum(min(a.size, b.size) * _BETWEEN // 1000 for a, b in pairwise(parts))


def place_side_head(head: SideHead, place: Rect) -> tuple[Element, ...]:
    """The elements of ``head`` in ``place``, as high as its block; label first."""
    elements: list[Element] = []
    y = place.y + head.top_in(place.height)
    length = head.length
    if head.label is not None:
        line, spec = head.label
        where = Rect(place.x, y + spec.size * 3 // 10, place.width, spec.size)
        lines = set_lines([(spec.size // 2, 0, line)], spec.size)
        elements.append(Element("label", (Fragment(where, spec.size, lines),)))
        y += spec.size * _LABEL // 1000
        length -= spec.size * _LABEL // 1000
    spare = place.width - sum(p.width for p in head.parts) - _between(head.parts)
    x = spare // 2
    for i, part in enumerate(head.parts):
        left = x if head.is_turned else place.width - x - part.width
        elements.append(_element(part, Rect(place.x + left, y, part.width, length)))
        if i + 1 < len(head.parts):
            gap = min(part.size, head.parts[i + 1].size) * _BETWEEN // 1000
            x += part.width + gap
    return tuple(elements)


def _element(part: _Part, place: Rect) -> Element:
    placed = (
        ((place.height - length) // 2 if part.role != "headline" else 0, i, line)
        for i, (line, length) in enumerate(
            zip(part.lines.lines, part.lines.widths, strict=True)
        )
    )
    lines = set_lines(((x, i * part.leading, line) for x, i, line in placed), part.size)
    return Element(part.role, (Fragment(place, part.size, lines, is_vertical=True),))
