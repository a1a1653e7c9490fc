"""From a unit of text to its atoms: what each kind of unit is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from zbpub.base.chars import FULL_WIDTH, SOFT_HYPHEN, is_western
from zbpub.compose.atoms import Atom, Link, Manner, Shift, Style, Type
from zbpub.compose.bopomofo import ROOM, bopomofo_extras, bopomofo_parts
from zbpub.compose.boxes import Boxes, shared
from zbpub.compose.cell import Cell
from zbpub.compose.marks import Kind, mark_of
from zbpub.compose.prohibition import may_end, may_start
from zbpub.compose.readings import reading_extras
from zbpub.compose.setting import Rule, Setting
from zbpub.compose.tokens import address_pieces, telephone_parts
from zbpub.compose.upright import (
    is_upright_number,
    is_upright_word,
    upright_cell,
    upright_marks,
    upright_together,
)
from zbpub.compose.words import syllables

_DASHES = frozenset({"——", "……", "⋯⋯", "⸺"})
_INSET = 50
"""White at either end of a two-em dash, in thousandths of an em: it touches no Han."""


@dataclass(frozen=True, slots=True)
class Caster:
    """Casts atoms for one type size and setting; the same unit gives the same atoms."""

    boxes: Boxes

    @property
    def type_(self) -> Type:
        """The size that it casts."""
        return self.boxes.type_

    @property
    def setting(self) -> Setting:
        """The rules that it keeps."""
        return self.boxes.setting

    def char(self, char: str, style: Style) -> Atom:
        """One character that is a unit of its own."""
        if char in _DASHES:
            return self._dash(char, style)
        mark = mark_of(char, self.setting)
        if mark is not None:
            return self.boxes.finished(self.boxes.mark(char, mark, style), style)
        cell = self.boxes.cell(char, style.typeface)
        kind = Kind.HAN if cell.width == self.type_.size else Kind.WESTERN
        return self.boxes.finished(self.boxes.box(char, kind, (cell,)), style)

    def exclaims(self, marks: str, style: Style) -> tuple[Atom, ...]:
        """Stacked ！ and ？: two take one em, three take two (GB/T 15834, 5.1.2).

        The joint between them takes the first one's blank; a mere pair gives up the
        second one's as well. In vertical lines two stand side by side in one em, in
        Taiwan and Hong Kong three as well (CLREQ, repeating marks).
        """
        if self.setting.vertical and self.setting.has(Rule.EXCLAIMS):
            return self._abreast(marks, style)
        atoms = [self.char(mark, style) for mark in marks]
        if len(atoms) == 2 and self.setting.has(Rule.EXCLAIMS):
            bare = replace(atoms[1].manner, right=0)
            atoms[1] = replace(atoms[1], manner=bare)
        return tuple(atoms)

    def _abreast(self, marks: str, style: Style) -> tuple[Atom, ...]:
        most = 2 if self.setting.is_simplified else 3
        parts = [marks[at : at + most] for at in range(0, len(marks), most)]
        return tuple(
            self._marks_abreast(part, style)
            if len(part) > 1
            else self.char(part, style)
            for part in parts
        )

    def _marks_abreast(self, marks: str, style: Style) -> Atom:
        size = self.type_.size
        found = [(mark, *style.typeface.find(mark)) for mark in marks]
        cells = [Cell(mark, face, glyph, size, 0) for mark, face, glyph in found]
        level = self.setting.level
        manner = Manner(
            Kind.PAUSE, may_start=may_start(marks[0], level),
            may_end=may_end(marks[-1], level), is_exclaim=True,
        )  # fmt: skip
        stood = upright_marks(cells, size)
        return Atom(marks, size, stood, manner, shared(size, len(marks)))

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
        stands = self.setting.vertical and is_upright_number(text)
        if self.setting.grid and not stands:
            return (self._fitted(text, styles),)
        if not self.setting.has(Rule.UNITS):
            return self._pieces(list(text), styles, Link.ADDRESS)
        if telephone := telephone_parts(text):
            return self._pieces(telephone, styles, Link.FORCED)
        parts = syllables(text, self.setting.hyphens)
        return self._pieces(parts, styles, Link.SYLLABLE)

    def word(self, text: str, styles: Sequence[Style]) -> tuple[Atom, ...]:
        """A Western run that no raised or lowered character touches."""
        is_whole = self.setting.has(Rule.UNITS) and styles[0].shift is Shift.NONE
        if self.setting.vertical and is_whole and is_upright_word(text):
            return self._upright_word(text, styles)
        return self.western(text, styles)

    def _upright_word(self, text: str, styles: Sequence[Style]) -> tuple[Atom, ...]:
        """A letter or an abbreviation: its capitals upright, an em each, as if Han.

        CLREQ, mixed text composition in vertical writing mode.
        """
        atoms: list[Atom] = []
        at = 0
        for part in re.findall("[A-Z]|[0-9]+", text):
            style = styles[at]
            at += len(part)
            if part.isdigit():
                atoms += self._pieces([part], [style] * len(part), Link.NONE)
                continue
            face, glyph = style.typeface.find(part.translate(FULL_WIDTH))
            wide = Cell(part.translate(FULL_WIDTH), face, glyph, self.type_.size, 0)
            stood = replace(upright_cell(wide, self.type_.size), text=part)
            atoms.append(Atom(part, self.type_.size, (stood,), Manner(Kind.HAN)))
        whole = (replace(a.manner, may_start=not rank) for rank, a in enumerate(atoms))
        return tuple(
            replace(atom, manner=manner)
            for atom, manner in zip(atoms, whole, strict=True)
        )

    def year(self, text: str, styles: Sequence[Style]) -> tuple[Atom, ...]:
        """A year of four digits: in vertical lines 20 and 26, each side by side."""
        if not self.setting.vertical or not self.setting.has(Rule.UNITS):
            return self.word(text, styles)
        first, second = (
            self._pieces([text[at : at + 2]], styles[at : at + 2], Link.NONE)[0]
            for at in (0, 2)
        )
        whole = replace(second.manner, link=Link.ATTACHED, may_start=False)
        return first, replace(second, manner=whole)

    def address(self, text: str, styles: Sequence[Style]) -> tuple[Atom, ...]:
        """A web address letter by letter: it may be parted after its signs."""
        if not self.setting.has(Rule.UNITS):
            return self.western(text, styles)
        firsts = set(accumulate(map(len, address_pieces(text))))
        letters = self._pieces(list(text), styles, Link.LETTER)
        return tuple(
            _linked(atom, Link.ADDRESS) if at in firsts else atom
            for at, atom in enumerate(letters)
        )

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
        atom = self.boxes.box(text, kind, tuple(cells))
        # What combines has no box of its own.
        atom = replace(atom, places=((0, body), *[(body, 0)] * (len(text) - 1)))
        return self.boxes.beside(self.boxes.shifted(atom, style), (style,))

    def annotated(self, text: str, ruby: str, style: Style) -> Atom:
        """A word with its reading over it: one box (CLREQ, interlinear annotation)."""
        cells = [self.boxes.cell(char, style.typeface) for char in text]
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
        atom = self.boxes.beside(self.boxes.box(text, Kind.HAN, tuple(cells)), (style,))
        room = self._grained((body - width) // 2)
        manner = replace(atom.manner, reading_left=room, reading_right=room)
        # Beside an opened word the line is as long as its Han.
        lines = tuple(
            (share // 2, wide - share, line) for _, wide, line in atom.sidelines
        )
        return replace(
            atom, manner=manner, extras=(*atom.extras, *extras), sidelines=lines
        )

    def _grained(self, room: int) -> int:
        """``room`` in whole twentieths of an em, so that manners stay few."""
        grain = self.type_.em(50)
        return max(room, 0) // grain * grain

    def _fitted(self, text: str, styles: Sequence[Style]) -> Atom:
        """A run in whole ems, its white at either end in place of the Western gap."""
        cells = self.boxes.word(text, styles)
        width = sum(cell.width for cell in cells)
        slack = -width % self.type_.size
        lead = slack // 2
        first = replace(
            cells[0], width=cells[0].width + lead, offset=cells[0].offset + lead
        )
        fitted = [first, *cells[1:]]
        fitted[-1] = replace(fitted[-1], width=fitted[-1].width + slack - lead)
        atom = self.boxes.box(text, Kind.HAN, tuple(fitted))
        return self.boxes.beside(self.boxes.shifted(atom, styles[0]), styles)

    def _with_bopomofo(
        self, text: str, cells: Sequence[Cell], parts: Sequence[str], style: Style
    ) -> Atom:
        """Han each with its Bopomofo at its right, with room for it in a level line."""
        room = 0 if self.setting.vertical else self.type_.em(ROOM)
        wide = [replace(cell, width=cell.width + room) for cell in cells]
        dotted = self.boxes.beside(
            self.boxes.box(text, Kind.HAN, tuple(cells)), (style,)
        )
        atom = self.boxes.beside(self.boxes.box(text, Kind.HAN, tuple(wide)), (style,))
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
            cells = self.boxes.word(part, faces)
            atom = self.boxes.box(
                part, Kind.WESTERN, cells, link if rank else Link.NONE
            )
            if link is Link.SYLLABLE and rank < len(parts) - 1:
                hyphen = replace(
                    self.boxes.cell("-", faces[-1].typeface), text=SOFT_HYPHEN
                )
                atom = replace(atom, hyphen=hyphen)
            atoms.append(self.boxes.finished(atom, *faces))
            at += len(part)
        return tuple(atoms)

    def _dash(self, text: str, style: Style) -> Atom:
        # Fonts join the dash into one glyph without a seam; else two stand close. Some
        # draw it shorter than two ems: a straight line may be drawn longer.
        size = self.type_.size
        face, glyph = style.typeface.find(text[0])
        joined = face.joined(text)
        if len(text) == 1 or joined:
            whole = joined or glyph
            inset = self.type_.em(_INSET)
            drawn = 2 * size - 2 * inset
            narrow = 1000 * drawn // max(face.advance(whole, size), 1)
            cell = Cell(text, face, whole, 2 * size, inset, narrow=narrow)
            cells: tuple[Cell, ...] = (cell,)
        else:
            cells = tuple(self.boxes.em_wide(char, style) for char in text)
        atom = self.boxes.box(text, Kind.DASH, cells)
        return self.boxes.finished(
            replace(atom, places=shared(2 * size, len(text))), style
        )

    def _single_dash(self, char: str, style: Style) -> Atom:
        atom = self.boxes.box(char, Kind.LINK, (self.boxes.em_wide(char, style),))
        free = replace(atom.manner, may_start=True, may_end=True)
        return self.boxes.finished(replace(atom, manner=free), style)


def _linked(atom: Atom, link: Link) -> Atom:
    return replace(atom, manner=replace(atom.manner, link=link))
