"""A composed line: where each of its atoms stands, and its boxes and glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from zbpub.compose.atoms import Atom
from zbpub.compose.cell import Cell


@dataclass(frozen=True, slots=True)
class Box:
    """What a character takes of its line, mpt from the line's start."""

    text: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph at its place: ``x`` is its origin, mpt from the line's start."""

    cell: Cell
    x: int


@dataclass(frozen=True, slots=True)
class Spaced:
    """White space typed between two atoms of a line, or at its end."""

    rank: int
    """Of the atom after it, in the line."""
    text: str


class Line(NamedTuple):
    """One composed line; all lengths in mpt.

    A named tuple, since lines are made by the hundred thousand: boxes and glyphs are
    made of it when somebody asks.
    """

    text: str
    """Its characters, with the white space that ends it."""
    start: int
    """Index of its first character in the paragraph."""
    atoms: tuple[Atom, ...]
    xs: tuple[int, ...]
    """Where each atom's body starts, from the line's start (indent included)."""
    gaps: tuple[int, ...]
    """The joint before each atom as set; 0 before the first."""
    left: int
    """The blank kept before the first atom."""
    end: int
    """The blank kept after the last atom; negative where a mark hangs."""
    is_last: bool
    spaces: tuple[Spaced, ...] = ()
    overfull: int = 0
    """By how much it exceeds its measure; 0 on every sound line."""
    is_relieved: bool = False
    """Whether it ends where a rule forbids rather than stand very loose (R5)."""
    hyphen: Cell | None = None
    """What it ends with where it parts a word."""
    tracking: int = 0
    """Letterspacing: what every glyph but the first is moved on by more."""

    @property
    def width(self) -> int:
        """From the line's start (indent included) to the last box's right edge."""
        width = self.xs[-1] + self.atoms[-1].body + max(self.end, 0)
        width += self.hyphen.width if self.hyphen else 0
        if self.tracking:
            width += self.tracking * (sum(1 for _ in self._placed()) - 1)
        return width

    @property
    def boxes(self) -> tuple[Box, ...]:
        """One for each character of ``text``, at natural letterspacing."""
        spaces = {space.rank: space.text for space in self.spaces}
        boxes: list[Box] = []
        left = self.left
        for rank, (atom, x) in enumerate(zip(self.atoms, self.xs, strict=True)):
            after = self._after(rank)
            right = min(atom.manner.right, max(after, 0))
            boxes += _boxes(atom, x, left, right)
            left = 0
            if rank + 1 < len(self.atoms):
                left = min(self.atoms[rank + 1].manner.left, after - right)
            if rank + 1 in spaces:
                typed = after - right - left if rank + 1 < len(self.atoms) else 0
                boxes += _space_boxes(spaces[rank + 1], x + atom.body + right, typed)
        return tuple(boxes)

    @property
    def glyphs(self) -> tuple[Placed, ...]:
        """What is drawn, in reading order; readings follow their words."""
        if not self.tracking:
            return tuple(self._placed())
        return tuple(
            Placed(placed.cell, placed.x + rank * self.tracking)
            for rank, placed in enumerate(self._placed())
        )

    def _placed(self) -> Iterator[Placed]:
        spaces = {space.rank: space.text for space in self.spaces}
        for rank, (atom, x) in enumerate(zip(self.atoms, self.xs, strict=True)):
            yield from _glyphs(atom, x)
            if self.hyphen and rank + 1 == len(self.atoms):
                yield Placed(self.hyphen, x + atom.body + self.hyphen.offset)
            if rank + 1 in spaces:
                after = self._after(rank)
                right = min(atom.manner.right, max(after, 0))
                boxes = _space_boxes(spaces[rank + 1], x + atom.body + right, 0)
                # Of a face that the line has: the word after the space, else before.
                follower = self.atoms[min(rank + 1, len(self.atoms) - 1)]
                for box in boxes:
                    yield Placed(_space_cell(follower, box.text), box.x)

    def _after(self, rank: int) -> int:
        """What lies between the bodies of an atom and its follower."""
        return self.gaps[rank + 1] if rank + 1 < len(self.gaps) else self.end


def _boxes(atom: Atom, x: int, left: int, right: int) -> list[Box]:
    """The boxes of ``atom`` whose body starts at ``x``, with the blanks it keeps."""
    if not atom.places:
        return [Box(atom.text, x - left, left + atom.body + right)]
    return [
        Box(char, x + place, width)
        for char, (place, width) in zip(atom.text, atom.places, strict=True)
    ]


def _glyphs(atom: Atom, x: int) -> Iterator[Placed]:
    start = x
    for cell in atom.cells:
        yield Placed(cell, x + cell.offset)
        x += cell.width
    for extra in atom.extras:
        yield Placed(extra.cell, start + extra.x + extra.cell.offset)


def _space_boxes(text: str, x: int, width: int) -> list[Box]:
    """Boxes for white space: the first takes the whole gap."""
    return [
        Box(char, x + width if i else x, 0 if i else width)
        for i, char in enumerate(text)
    ]


def _space_cell(atom: Atom, text: str) -> Cell:
    """A typed space: unseen, but copied with the text.

    A thin space that the face lacks is drawn as its ordinary one, not as a notdef.
    """
    face = atom.cells[0].face
    return Cell(text, face, face.glyph(text) or face.glyph(" "), 0, 0)
