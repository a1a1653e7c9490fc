"""Display lines: text set on its own, level or upright, ragged, centred or full."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.heads import HeadFrame, HeadLines, set_head, set_in_fewest
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.layout.across import set_across
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Link, Rect
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase

LEFT, CENTRED, RIGHT = 0, 500, 1000
"""Where a line stands in its place: thousandths of what it leaves free before it."""


@dataclass(frozen=True, slots=True)
class SetText:
    """Lines of one size; lengths in mpt."""

    role: str
    lines: tuple[Line, ...]
    size: int
    leading: int
    is_vertical: bool = False
    dislike: int = 0
    """How unhappy its breaks are."""

    @property
    def widths(self) -> tuple[int, ...]:
        """Of each line, along it."""
        return tuple(line.width for line in self.lines)

    @property
    def width(self) -> int:
        """From left to right."""
        return self._across if self.is_vertical else max(self.widths, default=0)

    @property
    def height(self) -> int:
        """From top to foot, em boxes."""
        return max(self.widths, default=0) if self.is_vertical else self._across

    @property
    def _across(self) -> int:
        return height(len(self.lines), self.size, self.leading)

    def at(
        self, x: int, y: int, width: int = 0, align: int = CENTRED, href: str = ""
    ) -> Element:
        """The lines as an element whose top left is at ``x``, ``y``.

        Args:
            x: Of its place, mpt.
            y: Of its place, mpt.
            width: Of its place; 0: its own.
            align: Where level lines stand in it.
            href: What all of it links to.
        """
        place = Rect(x, y, width or self.width, self.height)
        if self.is_vertical:
            place = Rect(x + (place.width - self.width) * align // 1000, y,
                         self.width, self.height)  # fmt: skip
        room = place.height if self.is_vertical else place.width
        placed = [
            (0 if self.is_vertical else (room - line.width) * align // 1000,
             i * self.leading, line)
            for i, line in enumerate(self.lines)
        ]  # fmt: skip
        links = tuple(
            Link(Rect(x + left, y + top, line.width, self.size), href, line.text)
            for left, top, line in placed
            if href
        )
        lines = set_lines(placed, self.size)
        fragment = Fragment(place, self.size, lines, links, self.is_vertical)
        return Element(self.role, (fragment,))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text to be set as one element."""

    role: str
    text: str
    spec: TypeSpec
    leading: int = 1300
    """From line to line, thousandths of the size."""


def set_ragged(
    wording: Wording, room: tuple[int, int], case: TypeCase
) -> SetText | None:
    """``wording`` broken at sense in as few lines as fit; None when it does not.

    ``room`` is the width that no line exceeds (mpt), and the most lines.
    """
    runs, type_ = _copy(wording, case)
    return _set(wording, set_in_fewest(runs, type_, room, case.setting))


def set_line(wording: Wording, case: TypeCase, tracking: int = 0) -> SetText:
    """``wording`` on one line at natural width, letterspaced by ``tracking`` mpt."""
    line = case.one_line(wording.text, wording.spec)
    lines = () if line is None else (line._replace(tracking=tracking),)
    return SetText(wording.role, lines, wording.spec.size, wording.spec.size)


def set_display(
    wording: Wording, frame: HeadFrame, case: TypeCase, *, is_vertical: bool = False
) -> SetText | None:
    """``wording`` in exactly ``frame.lines`` lines, level or upright."""
    runs, type_ = _copy(wording, case)
    if is_vertical:
        head = set_across(runs, type_, frame, case)
        return _set(wording, head, is_vertical=True)
    return _set(wording, set_head(runs, type_, frame, case.setting))


def set_full(wording: Wording, measure: int, case: TypeCase) -> SetText:
    """``wording`` justified over ``measure`` (mpt); its last line flush left."""
    runs, type_ = _copy(wording, case)
    lines = compose(runs, type_, Frame(measure=measure), case.setting)
    size = wording.spec.size
    return SetText(wording.role, lines, size, size * wording.leading // 1000)


def _copy(wording: Wording, case: TypeCase) -> tuple[list[StyledRun], Type]:
    return [case.run(wording.text, wording.spec.font)], Type(size=wording.spec.size)


def _set(
    wording: Wording, head: HeadLines | None, *, is_vertical: bool = False
) -> SetText | None:
    if head is None:
        return None
    size = wording.spec.size
    leading = size * wording.leading // 1000
    return SetText(wording.role, head.lines, size, leading, is_vertical, head.dislike)
