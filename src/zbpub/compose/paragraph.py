"""The composer's recipe: styled text in, lines of placed boxes and glyphs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.compose.atoms import Atom, StyledRun, Type, collect
from zbpub.compose.breaks import Cut, Space, cut_lines
from zbpub.compose.cell import Cell
from zbpub.compose.joints import join
from zbpub.compose.justify import gaps_of
from zbpub.compose.setting import Setting
from zbpub.compose.strip import Strip, lay


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
class Line:
    """One composed line."""

    text: str
    """Its characters, with the white space that ends it."""
    boxes: tuple[Box, ...]
    """One for each character of ``text``."""
    glyphs: tuple[Placed, ...]
    width: int
    """From the line's start (indent included) to the last box's right edge, mpt."""
    start: int
    """Index of its first character in the paragraph."""
    is_last: bool
    overfull: int
    """By how much it exceeds its measure, mpt; 0 on every sound line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The shape that a paragraph is poured into, mpt."""

    measure: int
    indent: int = 0
    """Of the first line."""


def compose(
    runs: Sequence[StyledRun], type_: Type, frame: Frame, setting: Setting
) -> tuple[Line, ...]:
    """Set a paragraph in lines of ``frame.measure``.

    Nothing is lost: the lines' texts, joined, are the runs' texts less white space at
    the paragraph's end. No text gives no lines.
    """
    atoms = collect(runs, type_, setting)
    atoms = _split_overlong(atoms, frame)
    strip = lay(atoms, join(atoms, type_, setting), setting)
    space = Space(measure=frame.measure, em=type_.size, indent=frame.indent)
    return tuple(_line(strip, cut, space) for cut in cut_lines(strip, space))


def _split_overlong(atoms: tuple[Atom, ...], frame: Frame) -> tuple[Atom, ...]:
    """Open Western runs that no line can hold: a forced break is tolerated there.

    CLREQ, Western words under grid alignment.
    """
    room = frame.measure - frame.indent
    if all(atom.body <= room for atom in atoms):
        return atoms
    return tuple(
        piece
        for atom in atoms
        for piece in (_pieces(atom, room) if atom.body > room else (atom,))
    )


def _pieces(atom: Atom, room: int) -> tuple[Atom, ...]:
    pieces: list[Atom] = []
    cells: list[Cell] = []
    start = atom.start
    for cell in (*atom.cells, None):
        if cell is None or (cells and sum(c.width for c in cells) + cell.width > room):
            text = "".join(c.text for c in cells)
            space = "" if pieces else atom.space
            pieces.append(
                Atom(
                    text,
                    atom.kind,
                    sum(c.width for c in cells),
                    tuple(cells),
                    space=space,
                    is_cut=bool(pieces),
                    start=start,
                )
            )
            start += len(text)
            cells = []
        if cell is not None:
            cells.append(cell)
    return tuple(pieces)


def _line(strip: Strip, cut: Cut, space: Space) -> Line:
    gaps, end = gaps_of(strip, cut, space)
    atoms = strip.atoms[cut.first : cut.stop]
    left = strip.left(cut.first)
    x = left + (space.indent if cut.first == 0 else 0)
    boxes: list[Box] = []
    glyphs: list[Placed] = []
    for i, atom in enumerate(atoms):
        after = gaps[i] if i < len(gaps) else end
        right = min(atom.right, after)
        boxes += _boxes(atom, x, left, right)
        glyphs += _glyphs(atom, x)
        x += atom.body + after
        if i < len(gaps):
            follower = atoms[i + 1]
            left = min(follower.left, after - right)
            typed = after - right - left
            for box in _spaces(follower, x - left - typed, typed):
                boxes.append(box)
                glyphs.append(_space_glyph(follower, box))
    width = boxes[-1].x + boxes[-1].width
    if cut.stop < len(strip.atoms):
        follower = strip.atoms[cut.stop]
        for box in _spaces(follower, width, 0):
            boxes.append(box)
            glyphs.append(_space_glyph(follower, box))
    return Line(
        "".join(box.text for box in boxes), tuple(boxes), tuple(glyphs), width,
        atoms[0].start, cut.is_last, max(0, width - space.measure),
    )  # fmt: skip


def _boxes(atom: Atom, x: int, left: int, right: int) -> list[Box]:
    """The boxes of ``atom`` whose body starts at ``x``, with the blanks it keeps."""
    if len(atom.cells) == 1:
        texts, each = atom.text, atom.body // len(atom.text)
        if len(texts) > 1:
            return [Box(char, x + i * each, each) for i, char in enumerate(texts)]
        return [Box(atom.text, x - left, left + atom.body + right)]
    boxes = []
    for cell in atom.cells:
        boxes.append(Box(cell.text, x, cell.width))
        x += cell.width
    return boxes


def _spaces(atom: Atom, x: int, width: int) -> list[Box]:
    """Boxes for the white space before ``atom``: the first takes the whole gap."""
    return [
        Box(char, x if not i else x + width, 0 if i else width)
        for i, char in enumerate(atom.space)
    ]


def _glyphs(atom: Atom, x: int) -> list[Placed]:
    placed = []
    for cell in atom.cells:
        placed.append(Placed(cell, x + cell.offset))
        x += cell.width
    return placed


def _space_glyph(atom: Atom, box: Box) -> Placed:
    """The typed space before ``atom``: unseen, but copied with the text.

    A thin space that the face lacks is drawn as its ordinary one, not as a notdef.
    """
    face = atom.cells[0].face
    glyph = face.glyph(box.text) or face.glyph(" ")
    return Placed(Cell(box.text, face, glyph, box.width, 0), box.x)
