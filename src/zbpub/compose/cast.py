"""From a unit of text to its atoms: boxes, glyphs, and manners towards neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zbpub.base.chars import FULL_WIDTH, SOFT_HYPHEN, is_western
from zbpub.compose.atoms import Atom, Link, Manner, Shift, Style, Type
from zbpub.compose.cell import Cell
from zbpub.compose.fonts import Typeface
from zbpub.compose.marks import Kind, Mark, mark_of
from zbpub.compose.prohibition import may_end, may_start
from zbpub.compose.readings import dot_extras, reading_extras
from zbpub.compose.setting import Rule, Setting
from zbpub.compose.tokens import address_pieces
from zbpub.compose.upright import (
    is_upright_number,
    is_upright_word,
    upright_cell,
    upright_digits,
    upright_marks,
    upright_raised,
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
_ASIDE = {Shift.SUPER: 200, Shift.SUB: -200}
"""How far a note's mark stands off the middle of a vertical line, likewise."""


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
        return Atom(marks, size, stood, manner, _shared(size, len(marks)))

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
        return self._dotted(self._shifted(atom, style), style)

    def annotated(self, text: str, ruby: str, style: Style) -> Atom:
        """A word with its reading over it: one box (CLREQ, interlinear annotation)."""
        cells = [self._cell(char, style.typeface) for char in text]
        if self.setting.vertical:
            cells = [upright_cell(cell, self.type_.size) for cell in cells]
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
        atom = self._dotted(self._box(text, Kind.HAN, tuple(cells)), style)
        room = self._grained((body - width) // 2)
        manner = replace(atom.manner, reading_left=room, reading_right=room)
        return replace(atom, manner=manner, extras=(*atom.extras, *extras))

    def _grained(self, room: int) -> int:
        """``room`` in whole twentieths of an em, so that manners stay few."""
        grain = self.type_.em(50)
        return max(room, 0) // grain * grain

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
            atoms.append(self._finished(atom, faces[0]))
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

    def _finished(self, atom: Atom, style: Style) -> Atom:
        """``atom`` as its style and the direction of writing want it."""
        if self.setting.vertical and style.shift is Shift.NONE:
            atom = self._stood(atom)
        return self._dotted(self._shifted(atom, style), style)

    def _dotted(self, atom: Atom, style: Style) -> Atom:
        if not style.dots or atom.manner.kind is not Kind.HAN:
            return atom
        extras = dot_extras(atom, style.typeface, self.type_, self.setting)
        return replace(atom, extras=extras)

    def _shifted(self, atom: Atom, style: Style) -> Atom:
        shift = style.shift
        if shift is Shift.NONE:
            return atom
        if self.setting.vertical and not style.is_index:
            aside = self.type_.em(_ASIDE[shift])
            cells = upright_raised(atom.cells, self.type_.size, _SHIFTED, aside)
        else:
            cells = [self._small(cell, _RISE[shift]) for cell in atom.cells]
        body = sum(cell.width for cell in cells)
        # Behind Han it is set like a Han, without a gap on either side; an index is
        # part of its word (H₂O, m²).
        manner = Manner(
            Kind.WESTERN if style.is_index else Kind.HAN,
            link=Link.ATTACHED, may_start=False, may_end=atom.manner.may_end,
            closes_western=style.is_index,
        )  # fmt: skip
        places = _shared(body, len(atom.text)) if atom.places else ()
        return Atom(atom.text, body, tuple(cells), manner, places)

    def _small(self, cell: Cell, rise: int) -> Cell:
        return replace(
            cell, width=cell.width * _SHIFTED // 1000,
            offset=cell.offset * _SHIFTED // 1000, scale=_SHIFTED,
            rise=self.type_.em(rise),
        )  # fmt: skip

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
