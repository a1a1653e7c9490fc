"""A composed line: where each of its atoms stands, and its boxes and glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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

    def part(self, ranks: tuple[int, int], start: int, left: int, end: int) -> Line:
        """Some of its atoms at the same distances, as a last line of their own.

        Args:
            ranks: Of the first atom, and of the one behind the last.
            start: Index of its first character in its paragraph.
            left: The blank kept before the first atom, mpt.
            end: The blank kept after the last one, mpt.
        """
        first, stop = ranks
        by = left - self.xs[first]
        spaces = tuple(
            replace(space, rank=space.rank - first)
            for space in self.spaces
            if first < space.rank < stop
        )
        typed = {space.rank: space.text for space in spaces}
        atoms = self.atoms[first:stop]
        return Line(
            text="".join(typed.get(i, "") + atom.text for i, atom in enumerate(atoms)),
            start=start,
            atoms=atoms,
            xs=tuple(x + by for x in self.xs[first:stop]),
            gaps=(0, *self.gaps[first + 1 : stop]),
            left=left,
            end=end,
            is_last=True,
            spaces=spaces,
        )

    @property
    def boxes(self) -> tuple[Box, ...]:
        """One for each character of ``text``, at natural letterspacing."""
        return tuple(
            Box(char, x, width)
            for char, (x, width) in zip(self.text, self.extents, strict=True)
        )

    @property
    def extents(self) -> list[tuple[int, int]]:
        """Place and width of the box of each character of ``text``."""
        spaces = {space.rank: space.text for space in self.spaces}
        extents: list[tuple[int, int]] = []
        left = self.left
        gaps = (*self.gaps[1:], self.end)
        for rank, (atom, x, gap) in enumerate(
            zip(self.atoms, self.xs, gaps, strict=True), 1
        ):
            manner = atom.manner
            right = min(manner.right, gap) if gap > 0 else 0
            if atom.places:
                extents += [(x + place, width) for place, width in atom.places]
            else:
                extents.append((x - left, left + atom.body + right))
            is_inner = rank < len(self.atoms)
            left = min(self.atoms[rank].manner.left, gap - right) if is_inner else 0
            if rank in spaces:
                typed = gap - right - left if is_inner else 0
                at = x + atom.body + right
                extents.append((at, typed))
                extents += [(at + typed, 0)] * (len(spaces[rank]) - 1)
        return extents

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
                # Of a face that the line has: the word after the space, else before.
                follower = self.atoms[min(rank + 1, len(self.atoms) - 1)]
                for char in spaces[rank + 1]:
                    yield Placed(_space_cell(follower, char), x + atom.body + right)

    def _after(self, rank: int) -> int:
        """What lies between the bodies of an atom and its follower."""
        return self.gaps[rank + 1] if rank + 1 < len(self.gaps) else self.end


def _glyphs(atom: Atom, x: int) -> Iterator[Placed]:
    start = x
    for cell in atom.cells:
        yield Placed(cell, x + cell.offset)
        x += cell.width
    for extra in atom.extras:
        yield Placed(extra.cell, start + extra.x + extra.cell.offset)


def _space_cell(atom: Atom, text: str) -> Cell:
    """A typed space: unseen, but copied with the text.

    A thin space that the face lacks is drawn as its ordinary one, not as a notdef.
    """
    face = atom.cells[0].face
    return Cell(text, face, face.glyph(text) or face.glyph(" "), 0, 0)
