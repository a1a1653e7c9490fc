"""An article's body set at one measure, in one endless column (毛条).

Each strip of the galley is one row of the page's grid. Where columns end is decided
later, by pouring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbpub.compose.atoms import Type
from zbpub.compose.heads import set_in_fewest
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose, compose_all
from zbpub.layout.styling import Stretch, stretches
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article

_BYLINE_LINES = 3
_RAGGED = frozenset({"byline", "jump"})
"""Roles that are never justified; the jump line on a tail stands flush left."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a galley."""

    line: Line
    element: int
    """Which element of the galley it belongs to."""
    x: int
    """From the column's left edge, mpt."""
    is_first: bool
    """Of its element."""
    is_last: bool
    mark: tuple[Line, int] | None = None
    """What stands before it in its row: an item's mark, and from where on."""

    @property
    def lines(self) -> tuple[tuple[Line, int], ...]:
        """All that stands in its row, each with its place, in reading order."""
        own = (self.line, self.x)
        return (self.mark, own) if self.mark else (own,)


@dataclass(frozen=True, slots=True)
class Galley:
    """An article's body at one measure."""

    measure: int
    size: int
    """Of the body, mpt."""
    elements: tuple[Stretch, ...]
    strips: tuple[Strip, ...]

    @property
    def rows(self) -> int:
        """Rows at natural white: each subhead but a first one has one row above it."""
        return len(self.strips) + sum(
            1 for i, strip in enumerate(self.strips) if i and wants_white(self, strip)
        )


def wants_white(galley: Galley, strip: Strip) -> bool:
    """Whether a white row stands above ``strip`` when it does not start a column."""
    return strip.is_first and galley.elements[strip.element].role == "subhead"


def set_galley(article: Article, measure: int, case: TypeCase) -> Galley:
    """Set the body and byline of ``article`` at ``measure`` (mpt)."""
    elements = tuple(stretches(article, case))
    strips: list[Strip] = []
    for element, lines in enumerate(_set(elements, measure, case)):
        last = len(lines) - 1
        mark = _mark(elements[element], lines, case)
        strips += [
            Strip(line, element, x, i == 0, i == last, None if i else mark)
            for i, (line, x) in enumerate(lines)
        ]
    return Galley(measure, case.profile.grid.size, elements, tuple(strips))


def _set(
    elements: Sequence[Stretch], measure: int, case: TypeCase
) -> Iterator[list[tuple[Line, int]]]:
    """The lines of each element, each with its place from the column's left."""
    type_ = Type(size=case.profile.grid.size)
    flush = [stretch for stretch in elements if stretch.role not in _RAGGED]
    framed = [
        (s.runs, Frame(measure=measure - _left(s, measure, case), indent=s.indent))
        for s in flush
    ]
    lines = iter(compose_all(framed, type_, case.setting))
    for rank, stretch in enumerate(elements):
        if stretch.role in _RAGGED:
            is_left = stretch.role == "jump" and not rank
            yield _ragged(stretch, measure, case, is_left=is_left)
        else:
            yield [(line, _left(stretch, measure, case)) for line in next(lines)]


def _left(stretch: Stretch, measure: int, case: TypeCase) -> int:
    """The indent of all lines: whole em, and never more than half of the measure."""
    size = case.profile.grid.size
    return min(stretch.left, measure // 2 // size * size)


def _mark(
    stretch: Stretch, lines: Sequence[tuple[Line, int]], case: TypeCase
) -> tuple[Line, int] | None:
    """An item's mark close before its text, so that numbers end below one another."""
    if stretch.mark is None or not lines:
        return None
    x = lines[0][1] - case.mark_width(stretch.mark)
    return case.mark_line(stretch.mark), max(x, 0)


def _ragged(
    stretch: Stretch, measure: int, case: TypeCase, *, is_left: bool
) -> list[tuple[Line, int]]:
    """Flush right, or left; broken between names where one line is too short."""
    type_ = Type(size=case.profile.grid.size)
    room = (measure, _BYLINE_LINES)
    head = set_in_fewest(stretch.runs, type_, room, case.setting)
    lines = (
        head.lines
        if head
        else compose(stretch.runs, type_, Frame(measure=measure), case.setting)
    )
    return [(line, 0 if is_left else measure - line.width) for line in lines]
