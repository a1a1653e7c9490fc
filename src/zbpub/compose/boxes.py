"""Boxes of single units: what is drawn, how it stands, what its neighbours ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zbpub.base.chars import is_western
from zbpub.compose.atoms import Atom, Link, Manner, Shift, Style, Type
from zbpub.compose.cell import Cell
from zbpub.compose.fonts import Typeface
from zbpub.compose.marks import Kind, Mark
from zbpub.compose.prohibition import may_end, may_start
from zbpub.compose.readings import dot_extras
from zbpub.compose.setting import Setting
from zbpub.compose.sidelines import lined
from zbpub.compose.upright import (
    is_upright_number,
    upright_cell,
    upright_digits,
    upright_raised,
)

# Counted with the digits before them; a line may end between, but rather not.
_MEASURE_WORDS = frozenset("年月日时分秒点万亿千百十个元米吨斤亩届岁条次项家名位人")
_EXCLAIM = frozenset("！？")
_TURNED = frozenset({"……", "⋯⋯", "～", "〜", "／"})
"""Of those that lie along a vertical line, the ones that have a vertical form."""
_ALONG = frozenset({Kind.WESTERN, Kind.DASH, Kind.LINK})
_SHIFTED = 600
"""Size of superscripts and subscripts, in thousandths of the type size."""
_RISE = {Shift.SUPER: 350, Shift.SUB: -150}
_ASIDE = {Shift.SUPER: 200, Shift.SUB: -200}
"""How far a note's mark stands off the middle of a vertical line, likewise."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Makes boxes for one type size and setting."""

    type_: Type
    setting: Setting

    def word(self, text: str, styles: Sequence[Style]) -> tuple[Cell, ...]:
        """The letters of a Western run; those that combine are shaped together."""
        if not any(_combines(char) for char in text):
            return tuple(
                self.cell(char, style.typeface)
                for char, style in zip(text, styles, strict=True)
            )
        face = styles[0].typeface.find(text[0])[0]
        return tuple(
            Cell(shaped.text, face, shaped.glyph, shaped.advance, shaped.x,
                 rise=shaped.y)
            for shaped in face.shaped(text, self.type_.size)
        )  # fmt: skip

    def box(
        self, text: str, kind: Kind, cells: tuple[Cell, ...], link: Link = Link.NONE
    ) -> Atom:
        """A box of ``text``, with what its neighbours ask about it."""
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

    def mark(self, char: str, mark: Mark, style: Style) -> Atom:
        """A punctuation mark: its body between the blanks that may be squeezed."""
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

    def em_wide(self, char: str, style: Style) -> Cell:
        """``char`` in the middle of an em."""
        size = self.type_.size
        face, glyph = style.typeface.find(char)
        slack = size - face.advance(glyph, size)
        return Cell(char, face, glyph, size, slack // 2)

    def finished(self, atom: Atom, *styles: Style) -> Atom:
        """``atom`` as its style and the direction of writing want it."""
        shift = styles[0].shift
        if self.setting.vertical and shift is Shift.NONE:
            atom = self._stood(atom)
        return self.beside(self.shifted(atom, styles[0]), styles)

    def beside(self, atom: Atom, styles: Sequence[Style]) -> Atom:
        """``atom`` with the dots and lines beside it."""
        if styles[0].dots and atom.manner.kind is Kind.HAN:
            extras = dot_extras(atom, styles[0], self.type_, self.setting)
            atom = replace(atom, extras=extras)
        return lined(atom, styles)

    def shifted(self, atom: Atom, style: Style) -> Atom:
        """``atom`` raised or lowered and small, if its style says so."""
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
        places = shared(body, len(atom.text)) if atom.places else ()
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
            places=(*shared(size, len(digits)), *((size, size) for _ in units))
            if len(atom.text) > 1
            else (),
        )

    def cell(self, char: str, typeface: Typeface) -> Cell:
        """``char`` at its own width, or at half an em where Latin is counted so."""
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


def shared(body: int, count: int) -> tuple[tuple[int, int], ...]:
    """``body`` shared out among ``count`` characters."""
    each = body // count
    return tuple((i * each, each) for i in range(count))
