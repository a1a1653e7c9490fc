"""From a unit of text to its atoms: boxes, glyphs, and manners towards neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zbpub.base.chars import SOFT_HYPHEN, is_western
from zbpub.compose.atoms import Atom, Link, Manner, Shift, Style, Type
from zbpub.compose.bopomofo import ROOM, bopomofo_extras, bopomofo_parts
from zbpub.compose.cell import Cell
from zbpub.compose.fonts import Typeface
from zbpub.compose.marks import Kind, Mark, mark_of
from zbpub.compose.prohibition import may_end, may_start
from zbpub.compose.readings import dot_extras, reading_extras
from zbpub.compose.setting import Rule, Setting
from zbpub.compose.sidelines import lined
from zbpub.compose.tokens import address_pieces
from zbpub.compose.upright import (
    is_upright_number,
    upright_cell,
    upright_digits,
    upright_together,
)
from zbpub.compose.words import syllables

# Counted with the digits before them; a line may end between, but rather not.
_MEASURE_WORDS = frozenset("年月日时分秒点万亿千百十个元米吨斤亩届岁条次项家名位人")
_EXCLAIM = frozenset("！？")
_DASHES = frozenset({"——", "……", "⋯⋯", "⸺"})
_TURNED = frozenset({"……", "⋯⋯", "～", "〜", "／"})
"""Of those that lie along a vertical line, the ones that have a vertical form."""
_ALONG = frozenset({Kind.WESTERN, Kind.DASH, Kind.LINK})
_SHIFTED = 600
"""Size of superscripts and subscripts, in thousandths of the type size."""
_RISE = {Shift.SUPER: 350, Shift.SUB: -150}


@dataclass(frozen=True, slots=True)
class Caster:
    """Casts atoms for one type size and setting; the same unit gives the same atoms."""

    type_: Type
    setting: Setting

    def char(self, char: str, style: Style) -> Atom:
        """One character that is a unit of its own."""
        if char in _DASHES:
            return self._dash(char, style)
        mark = mark_of(char, self.setting)
        if mark is not None:
            return self._finished(self._mark(char, mark, style), style)
        cell = self._cell(char, style.typeface)
        kind = Kind.HAN if cell.width == self.type_.size else Kind.WESTERN
        return self._finished(self._box(char, kind, (cell,)), style)

    def exclaims(self, marks: str, style: Style) -> tuple[Atom, ...]:
        """Stacked ！ and ？: two take one em, three take two (GB/T 15834, 5.1.2).

        The joint between them takes the first one's blank; a mere pair gives up the
        second one's as well.
        """
        atoms = [self.char(mark, style) for mark in marks]
        if len(atoms) == 2 and self.setting.has(Rule.EXCLAIMS):
            bare = replace(atoms[1].manner, right=0)
            atoms[1] = replace(atoms[1], manner=bare)
        return tuple(atoms)

    def dash(self, text: str, style: Style) -> tuple[Atom, ...]:
        """A two-em dash or ellipsis: one rigid unit (GB/T 15834, 5.1.4 and 5.1.5)."""
        if not self.setting.has(Rule.UNITS):
            return tuple(self._single_dash(char, style) for char in text)
        return (self._dash(text, style),)

    def western(self, text: str, styles: Sequence[Style]) -> tuple[Atom, ...]:
        """A Western run, in syllables where a hyphen may part it.

        Args:
            text: The run.
            styles: The style of each character.
        """
        parts = [text]
        if not self.setting.has(Rule.UNITS):
            parts = list(text)
        elif not self.setting.vertical or not is_upright_number(text):
            parts = syllables(text, self.setting.hyphens)
        link = Link.SYLLABLE if self.setting.has(Rule.UNITS) else Link.ADDRESS
        return self._pieces(parts, styles, link)

    def address(self, text: str, styles: Sequence[Style]) -> tuple[Atom, ...]:
        """A web address in pieces: it may be parted after its signs."""
        return self._pieces(address_pieces(text), styles, Link.ADDRESS)

    def parted(self, text: str, styles: Sequence[Style]) -> tuple[Atom, ...]:
        """A run that no line can hold, letter by letter."""
        return self._pieces(list(text), styles, Link.FORCED)

    def combined(self, text: str, style: Style) -> Atom:
        """A character with what combines with it: one box, shaped by its font."""
        size = self.type_.size
        face = style.typeface.find(text[0])[0]
        cells = [
            Cell(text if not rank else "", face, shaped.glyph, shaped.advance,
                 shaped.x, rise=shaped.y)
            for rank, shaped in enumerate(face.shaped(text, size))
        ]  # fmt: skip
        if self.setting.vertical and not is_western(text[0]):
            cells = upright_together(cells, size)
        body = sum(cell.width for cell in cells)
        kind = Kind.HAN if body == size else Kind.WESTERN
        atom = self._box(text, kind, tuple(cells))
        # What combines has no box of its own.
        atom = replace(atom, places=((0, body), *[(body, 0)] * (len(text) - 1)))
        return self._beside(self._shifted(atom, style.shift), (style,))

    def annotated(self, text: str, ruby: str, style: Style) -> Atom:
        """A word with its reading over it: one box (CLREQ, interlinear annotation)."""
        cells = [self._cell(char, style.typeface) for char in text]
        if self.setting.vertical:
            cells = [upright_cell(cell, self.type_.size) for cell in cells]
        if parts := bopomofo_parts(text, ruby):
            return self._with_bopomofo(text, cells, parts, style)
        base = sum(cell.width for cell in cells)
        reading, width = reading_extras(ruby, style.typeface, self.type_, self.setting)
        # A reading wider than its word opens the word: half a share at either end.
        share = max(0, width - base) // len(cells)
        cells = [
            replace(cell, width=cell.width + share, offset=cell.offset + share // 2)
            for cell in cells
        ]
        body = sum(cell.width for cell in cells)
        shift = (body - width) // 2 if self.setting.has(Rule.CENTRED) else 0
        extras = tuple(replace(extra, x=extra.x + shift) for extra in reading)
        atom = self._box(text, Kind.HAN, tuple(cells))
        atom = self._beside(atom, (style,))
        # Beside an opened word the line is as long as its Han.
        lines = tuple(
            (share // 2, wide - share, line) for _, wide, line in atom.sidelines
        )
        return replace(atom, extras=(*atom.extras, *extras), sidelines=lines)

    def _with_bopomofo(
        self, text: str, cells: Sequence[Cell], parts: Sequence[str], style: Style
    ) -> Atom:
        """Han each with its Bopomofo at its right, with room for it in a level line."""
        room = 0 if self.setting.vertical else self.type_.em(ROOM)
        wide = [replace(cell, width=cell.width + room) for cell in cells]
        dotted = self._beside(self._box(text, Kind.HAN, tuple(cells)), (style,))
        atom = self._beside(self._box(text, Kind.HAN, tuple(wide)), (style,))
        extras = [*dotted.extras] if len(cells) == 1 else []
        x = 0
        for cell, reading in zip(wide, parts, strict=True):
            end = x + cell.width - room - self.type_.size
            for extra in bopomofo_extras(
                reading, style.typeface, self.type_, self.setting
            ):
                extras.append(replace(extra, x=extra.x + end))
            x += cell.width
        return replace(atom, extras=tuple(extras))

    def _pieces(
        self, parts: Sequence[str], styles: Sequence[Style], link: Link
    ) -> tuple[Atom, ...]:
        atoms: list[Atom] = []
        at = 0
        for rank, part in enumerate(parts):
            faces = styles[at : at + len(part)]
            cells = self._word(part, faces)
            atom = self._box(part, Kind.WESTERN, cells, link if rank else Link.NONE)
            if link is Link.SYLLABLE and rank < len(parts) - 1:
                hyphen = replace(self._cell("-", faces[-1].typeface), text=SOFT_HYPHEN)
                atom = replace(atom, hyphen=hyphen)
            atoms.append(self._finished(atom, *faces))
            at += len(part)
        return tuple(atoms)

    def _word(self, text: str, styles: Sequence[Style]) -> tuple[Cell, ...]:
        if not any(_combines(char) for char in text):
            return tuple(
                self._cell(char, style.typeface)
                for char, style in zip(text, styles, strict=True)
            )
        face = styles[0].typeface.find(text[0])[0]
        return tuple(
            Cell(shaped.text, face, shaped.glyph, shaped.advance, shaped.x,
                 rise=shaped.y)
            for shaped in face.shaped(text, self.type_.size)
        )  # fmt: skip

    def _box(
        self, text: str, kind: Kind, cells: tuple[Cell, ...], link: Link = Link.NONE
    ) -> Atom:
        level = self.setting.level
        manner = Manner(
            kind,
            link=link,
            may_start=may_start(text, level),
            may_end=may_end(text, level),
            opens_western=is_western(text[0])
            or (kind is Kind.WESTERN and text[0] in "+-−±$£€#"),
            closes_western=is_western(text[-1]) or text[-1] in "%‰°′″",
            ends_number=text[-1].isdigit(),
            is_measure_word=text in _MEASURE_WORDS,
        )
        places = _places(cells) if len(text) > 1 else ()
        return Atom(text, sum(cell.width for cell in cells), cells, manner, places)

    def _mark(self, char: str, mark: Mark, style: Style) -> Atom:
        type_, level = self.type_, self.setting.level
        face, glyph = style.typeface.find(char)
        left, body, right = (type_.em(n) for n in (mark.left, mark.body, mark.right))
        # A glyph as wide as the mark's em starts where the blank starts; any other (the
        # interpunct, the solidus) is centred in the box that the rule gives it.
        trimmed = type_.em(mark.trimmed)
        slack = left + body + right + trimmed - face.advance(glyph, type_.size)
        drawn_left = left + (trimmed if mark.kind is Kind.OPEN else 0)
        cell = Cell(char, face, glyph, body, slack // 2 - drawn_left)
        manner = Manner(
            mark.kind, left, right, mark.step,
            may_start=may_start(char, level), may_end=may_end(char, level),
            is_exclaim=char in _EXCLAIM,
        )  # fmt: skip
        return Atom(char, body, (cell,), manner)

    def _dash(self, text: str, style: Style) -> Atom:
        # Fonts join the dash into one glyph without a seam; else two stand close.
        size = self.type_.size
        face, glyph = style.typeface.find(text[0])
        joined = face.joined(text)
        if len(text) == 1 or joined:
            whole = joined or glyph
            slack = 2 * size - face.advance(whole, size)
            cells: tuple[Cell, ...] = (Cell(text, face, whole, 2 * size, slack // 2),)
        else:
            cells = tuple(self._em_wide(char, style) for char in text)
        atom = self._box(text, Kind.DASH, cells)
        return self._finished(replace(atom, places=_shared(2 * size, len(text))), style)

    def _single_dash(self, char: str, style: Style) -> Atom:
        atom = self._box(char, Kind.LINK, (self._em_wide(char, style),))
        free = replace(atom.manner, may_start=True, may_end=True)
        return self._finished(replace(atom, manner=free), style)

    def _em_wide(self, char: str, style: Style) -> Cell:
        size = self.type_.size
        face, glyph = style.typeface.find(char)
        slack = size - face.advance(glyph, size)
        return Cell(char, face, glyph, size, slack // 2)

    def _finished(self, atom: Atom, *styles: Style) -> Atom:
        """``atom`` as its style and the direction of writing want it."""
        shift = styles[0].shift
        if self.setting.vertical and shift is Shift.NONE:
            atom = self._stood(atom)
        return self._beside(self._shifted(atom, shift), styles)

    def _beside(self, atom: Atom, styles: Sequence[Style]) -> Atom:
        """``atom`` with the dots and lines beside it."""
        if styles[0].dots and atom.manner.kind is Kind.HAN:
            extras = dot_extras(atom, styles[0], self.type_, self.setting)
            atom = replace(atom, extras=extras)
        return lined(atom, styles)

    def _shifted(self, atom: Atom, shift: Shift) -> Atom:
        if shift is Shift.NONE:
            return atom
        cells = tuple(
            replace(
                cell, width=cell.width * _SHIFTED // 1000,
                offset=cell.offset * _SHIFTED // 1000, scale=_SHIFTED,
                rise=self.type_.em(_RISE[shift]),
            )
            for cell in atom.cells
        )  # fmt: skip
        body = sum(cell.width for cell in cells)
        manner = Manner(
            Kind.HAN, link=Link.ATTACHED, may_start=False, may_end=atom.manner.may_end
        )
        return Atom(
            atom.text, body, cells, manner, _places(cells) if atom.places else ()
        )

    def _stood(self, atom: Atom) -> Atom:
        """``atom`` as it stands in a vertical line (CLREQ, vertical writing mode).

        Han and marks stand upright; up to three digits stand side by side in one em
        (纵中横); dashes, connectors and Latin lie along the line.
        """
        size = self.type_.size
        manner = atom.manner
        if (
            manner.kind is Kind.WESTERN
            and manner.link is Link.NONE
            and is_upright_number(atom.text)
        ):
            return replace(
                atom, body=size, cells=upright_digits(atom.cells, size),
                manner=Manner(Kind.HAN, ends_number=True),
                places=_shared(size, len(atom.text)),
            )  # fmt: skip
        if manner.kind in _ALONG and atom.text not in _TURNED:
            return atom
        cells = tuple(upright_cell(cell, size) for cell in atom.cells)
        return replace(atom, cells=cells)

    def _cell(self, char: str, typeface: Typeface) -> Cell:
        face, glyph = typeface.find(char)
        advance = face.advance(glyph, self.type_.size)
        if self.type_.half_latin and char.isascii():
            half = self.type_.em(500)
            return Cell(char, face, glyph, half, (half - advance) // 2)
        return Cell(char, face, glyph, advance, 0)


def _combines(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _places(cells: Iterable[Cell]) -> tuple[tuple[int, int], ...]:
    """The box of each character; a glyph that stands for several is shared out."""
    places: list[tuple[int, int]] = []
    x = 0
    for cell in cells:
        share = cell.width // max(len(cell.text), 1)
        places += [(x + i * share, share) for i in range(len(cell.text))]
        x += cell.width
    return tuple(places)


def _shared(body: int, count: int) -> tuple[tuple[int, int], ...]:
    """``body`` shared out among ``count`` characters."""
    each = body // count
    return tuple((i * each, each) for i in range(count)) if count > 1 else ()
