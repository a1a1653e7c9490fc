"""From text to atoms: the boxes that composition never opens.

An atom is one Han, one mark, a two-em dash, or a Western run with the signs and units
that belong to it (CLREQ; UAX #14 tailored as in docs/composition.md). White space is no
atom: it belongs to the joint before the next atom and vanishes at a line's edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from zbpub.base.chars import is_western
from zbpub.compose.cell import Cell
from zbpub.compose.fonts import Typeface
from zbpub.compose.marks import Kind, Step, mark_of
from zbpub.compose.setting import Setting
from zbpub.compose.upright import upright_cell, upright_digits

# Full-width units belong to the number before them (CLREQ, unbreakable numerals).
_EXCLAIM = frozenset("！？")
_UNITS = "%‰‱°℃℉′″％㎜㎝㎞㎡㎥㎎㎏㏄㏎㏑㏒㏕"
_LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\u00a0\u2002-\u200a\u3000]+)
  | (?P<dash>—— | …… | ⋯⋯ | ⸺)
  | (?P<western>
        [+\-−±]?[¥￥$＄£￡€№#＃]?
        [{_LATIN}]
        (?: [{_LATIN}] | ['’.,:∶/_@&%+\#=?~\-‐][{_LATIN}] | ://[{_LATIN}] )*
        [{_UNITS}]*
    )
  | (?P<char>.)
    """,
    re.VERBOSE | re.DOTALL,
)


_ADDRESS = re.compile(r"https?://|www\.|[\w.-]+@")
_ADDRESS_PIECE = re.compile(r"https?://|[^/.?&=_@-]*[/.?&=_@-]+|[^/.?&=_@-]+")


class Shift(Enum):
    """Where a run stands against the line's baseline."""

    NONE = "none"
    SUPER = "super"
    SUB = "sub"


@dataclass(frozen=True, slots=True)
class StyledRun:
    """A stretch of text in one typeface."""

    text: str
    typeface: Typeface
    ruby: str = ""
    """Its reading (注音), set small above it; to the right of a vertical line."""
    dots: bool = False
    """Whether each Han has an emphasis dot (着重号, GB/T 15834-2011, 4.11)."""
    shift: Shift = Shift.NONE


@dataclass(frozen=True, slots=True)
class Atom:
    """An unbreakable box; all lengths in mpt."""

    text: str
    kind: Kind
    body: int
    cells: tuple[Cell, ...]
    left: int = 0
    """Blank before the body that may be squeezed away."""
    right: int = 0
    step: Step = Step.NEVER
    space: str = ""
    """White space typed before the atom."""
    is_cut: bool = False
    """Whether it was cut off an address or an overlong run: a break may come before."""
    start: int = field(default=0, compare=False)
    """Index of its first character in the paragraph."""

    @property
    def opens_western(self) -> bool:
        """Whether its first character asks for a gap after Han."""
        return is_western(self.text[0]) or self._is_signed

    @property
    def closes_western(self) -> bool:
        """Whether its last character asks for a gap before Han (UTR #59)."""
        return is_western(self.text[-1]) or self.text[-1] in "%‰°′″"

    @property
    def _is_signed(self) -> bool:
        return self.kind is Kind.WESTERN and self.text[0] in "+-−±$£€#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """The size that text is set in, and how Latin is counted."""

    size: int
    """One em, mpt."""
    half_latin: bool = False
    """Count ASCII as half an em instead of the font's advance."""

    def em(self, thousandths: int) -> int:
        """Thousandths of an em in mpt."""
        return self.size * thousandths // 1000


def collect(
    runs: Sequence[StyledRun], type_: Type, setting: Setting
) -> tuple[Atom, ...]:
    """Cut ``runs`` into atoms.

    The text of the atoms and of the spaces between them, joined, is the text of the
    runs (white space after the last atom falls away).
    """
    text = "".join(run.text for run in runs)
    typefaces = tuple(_typefaces(runs))
    atoms: list[Atom] = []
    space = ""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "space":
            space += token.group()
            continue
        start = token.start()
        if _ADDRESS.match(token.group()):
            atoms += _address(token, typefaces, space, type_)
            space = ""
            continue
        faces = typefaces[start : token.end()]
        atoms.append(
            _atom(
                _Token(token.group(), token.lastgroup or "", space, start),
                faces,
                type_,
                setting,
            )
        )
        space = ""
    if setting.vertical:
        atoms = [stand(atom, type_) for atom in atoms]
    return _with_exclaims_halved(atoms)


def _address(
    token: re.Match[str], typefaces: Sequence[Typeface], space: str, type_: Type
) -> Iterator[Atom]:
    """A web address in pieces: it may be parted after its signs, without a hyphen."""
    for piece in _ADDRESS_PIECE.finditer(token.group()):
        start = token.start() + piece.start()
        cells = tuple(
            _cell(char, face, type_)
            for char, face in zip(piece.group(), typefaces[start:], strict=False)
        )
        body = sum(cell.width for cell in cells)
        yield Atom(
            piece.group(), Kind.WESTERN, body, cells,
            space="" if piece.start() else space, start=start,
            is_cut=piece.start() > 0,
        )  # fmt: skip


def _with_exclaims_halved(atoms: list[Atom]) -> tuple[Atom, ...]:
    """Two of ！ and ？ together take one em, three take two (GB/T 15834-2011, 5.1.2).

    The joint between them takes the first one's blank; a mere pair gives up the
    second one's as well.
    """
    for i in range(1, len(atoms)):
        around = [a.text in _EXCLAIM for a in atoms[max(0, i - 2) : i + 2]]
        is_pair = atoms[i].text in _EXCLAIM and atoms[i - 1].text in _EXCLAIM
        if is_pair and sum(around) == 2:
            atoms[i] = replace(atoms[i], right=0)
    return tuple(atoms)


def stand(atom: Atom, type_: Type) -> Atom:
    """``atom`` as it stands in vertical text.

    Han and marks stand upright; up to three digits stand side by side in one em
    (纵中横); dashes, connectors and Latin lie along the line (CLREQ, vertical writing).
    """
    if atom.kind is Kind.WESTERN and not atom.is_cut and is_upright_number(atom.text):
        cells = upright_digits(atom.cells, type_.size)
        return replace(atom, kind=Kind.HAN, body=type_.size, cells=cells)
    if atom.kind in _ALONG and atom.text not in _TURNED:
        return atom
    cells = tuple(upright_cell(cell, type_.size) for cell in atom.cells)
    return replace(atom, cells=cells)


_ALONG = frozenset({Kind.WESTERN, Kind.DASH, Kind.LINK})
_TURNED = frozenset({"……", "⋯⋯", "～", "〜", "／"})


def is_upright_number(text: str) -> bool:
    """Whether ``text`` is one to three digits, which share one em."""
    return len(text) <= 3 and text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    group: str
    space: str
    start: int


def _typefaces(runs: Sequence[StyledRun]) -> Iterator[Typeface]:
    for run in runs:
        for _ in run.text:
            yield run.typeface


def _atom(
    token: _Token, faces: Sequence[Typeface], type_: Type, setting: Setting
) -> Atom:
    if token.group == "dash":
        return _dash(token, faces[0], type_)
    if token.group == "western":
        cells = tuple(
            _cell(char, face, type_)
            for char, face in zip(token.text, faces, strict=True)
        )
        return _western(token, cells)
    mark = mark_of(token.text, setting)
    if mark is None:
        cell = _cell(token.text, faces[0], type_)
        if cell.width != type_.size:
            return _western(token, (cell,))
        return Atom(
            token.text, Kind.HAN, cell.width, (cell,),
            space=token.space, start=token.start,
        )  # fmt: skip
    face, glyph = faces[0].find(token.text)
    left, body, right = (type_.em(n) for n in (mark.left, mark.body, mark.right))
    # A glyph as wide as the mark's em starts where the blank starts; any other (the
    # interpunct, the solidus) is centred in the box that the rule gives it.
    trimmed = type_.em(mark.trimmed)
    slack = left + body + right + trimmed - face.advance(glyph, type_.size)
    drawn_left = left + (trimmed if mark.kind is Kind.OPEN else 0)
    cell = Cell(token.text, face, glyph, body, slack // 2 - drawn_left)
    return Atom(
        token.text, mark.kind, body, (cell,), left, right, mark.step,
        token.space, start=token.start,
    )  # fmt: skip


def _western(token: _Token, cells: tuple[Cell, ...]) -> Atom:
    return Atom(
        token.text, Kind.WESTERN, sum(cell.width for cell in cells), cells,
        space=token.space, start=token.start,
    )  # fmt: skip


def _cell(char: str, typeface: Typeface, type_: Type) -> Cell:
    face, glyph = typeface.find(char)
    advance = face.advance(glyph, type_.size)
    if type_.half_latin and char.isascii():
        half = type_.em(500)
        return Cell(char, face, glyph, half, (half - advance) // 2)
    return Cell(char, face, glyph, advance, 0)


def _dash(token: _Token, typeface: Typeface, type_: Type) -> Atom:
    # A dash or ellipsis is one rigid two-em unit (GB/T 15834-2011, 5.1.4 and 5.1.5).
    # Fonts join the dash into one glyph without a seam; else two glyphs stand close.
    face, glyph = typeface.find(token.text[0])
    joined = face.joined(token.text)
    body = 2 * type_.size
    if len(token.text) == 1 or joined:
        whole = joined or glyph
        slack = body - face.advance(whole, type_.size)
        cells: tuple[Cell, ...] = (Cell(token.text, face, whole, body, slack // 2),)
    else:
        slack = type_.size - face.advance(glyph, type_.size)
        cells = tuple(
            Cell(char, face, glyph, type_.size, slack // 2) for char in token.text
        )
    return Atom(
        token.text, Kind.DASH, body, cells, space=token.space, start=token.start
    )
