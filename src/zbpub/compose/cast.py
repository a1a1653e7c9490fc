"""From a unit of text to its atoms: boxes, glyphs, and manners towards neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

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
from zbpub.compose.tokens import address_pieces, telephone_parts
from zbpub.compose.upright import (
    is_upright_number,
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
_INSET = 50
"""White at either end of a two-em dash, in thousandths of an em: it touches no Han."""
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
        stands = self.setting.vertical and is_upright_number(text)
        if self.setting.grid and not stands:
            return (self._fitted(text, styles),)
        if not self.setting.has(Rule.UNITS):
            return self._pieces(list(text), styles, Link.ADDRESS)
        if telephone := telephone_parts(text):
            return self._pieces(telephone, styles, Link.FORCED)
        parts = syllables(text, self.setting.hyphens)
        return self._pieces(parts, styles, Link.SYLLABLE)

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
        atom = self._box(text, kind, tuple(cells))
        # What combines has no box of its own.
        atom = replace(atom, places=((0, body), *[(body, 0)] * (len(text) - 1)))
        return self._beside(self._shifted(atom, style), (style,))

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
        atom = self._beside(self._box(text, Kind.HAN, tuple(cells)), (style,))
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
        cells = self._word(text, styles)
        width = sum(cell.width for cell in cells)
        slack = -width % self.type_.size
        lead = slack // 2
        first = replace(
            cells[0], width=cells[0].width + lead, offset=cells[0].offset + lead
        )
        fitted = [first, *cells[1:]]
        fitted[-1] = replace(fitted[-1], width=fitted[-1].width + slack - lead)
        atom = self._box(text, Kind.HAN, tuple(fitted))
        return self._beside(self._shifted(atom, styles[0]), styles)

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
        return self._beside(self._shifted(atom, styles[0]), styles)

    def _beside(self, atom: Atom, styles: Sequence[Style]) -> Atom:
        """``atom`` with the dots and lines beside it."""
        if styles[0].dots and atom.manner.kind is Kind.HAN:
            extras = dot_extras(atom, styles[0], self.type_, self.setting)
            atom = replace(atom, extras=extras)
        return lined(atom, styles)

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
            return self._stood_number(atom)
        if manner.kind in _ALONG and atom.text not in _TURNED:
            return atom
        cells = tuple(upright_cell(cell, size) for cell in atom.cells)
        return replace(atom, cells=cells)

    def _stood_number(self, atom: Atom) -> Atom:
        """Digits in one em, a full-width unit in another below it."""
        size = self.type_.size
        digits = [cell for cell in atom.cells if cell.text.isdigit()]
        units = [upright_cell(c, size) for c in atom.cells if not c.text.isdigit()]
        return replace(
            atom,
            body=size * (1 + len(units)),
            cells=(*upright_digits(digits, size), *units),
            manner=Manner(Kind.HAN, ends_number=not units),
            places=(*_shared(size, len(digits)), *((size, size) for _ in units))
            if len(atom.text) > 1
            else (),
        )

    def _cell(self, char: str, typeface: Typeface) -> Cell:
        face, glyph = typeface.find(char)
        advance = face.advance(glyph, self.type_.size)
        if self.type_.half_latin and char.isascii():
            half = self.type_.em(500)
            return Cell(char, face, glyph, half, (half - advance) // 2)
        return Cell(char, face, glyph, advance, 0)


def _linked(atom: Atom, link: Link) -> Atom:
    return replace(atom, manner=replace(atom.manner, link=link))


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
    return tuple((i * each, each) for i in range(count))
