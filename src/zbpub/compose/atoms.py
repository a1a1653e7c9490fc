"""What composition takes in and what it sets: styled runs, and atoms.

An atom is an unbreakable box: one Han, one mark, a two-em dash, or a Western run with
the signs and units that belong to it (CLREQ; UAX #14 tailored as in
docs/composition.md). White space is no atom: it belongs to the joint before the next
atom and vanishes at a line's edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from zbpub.compose.cell import Cell
from zbpub.compose.fonts import Typeface
from zbpub.compose.marks import Kind, Step


class Shift(Enum):
    """Where a run stands against the line's baseline."""

    NONE = "none"
    SUPER = "super"
    SUB = "sub"


class SidelineKind(Enum):
    """What a line beside the text says of it (行间线)."""

    NAME = "name"
    """A straight line: a name (专名号)."""
    TITLE = "title"
    """A wave: the title of a work (书名号甲式)."""


@dataclass(frozen=True, slots=True)
class Sideline:
    """The line beside a name or a title: runs in a row with an equal one share it."""

    kind: SidelineKind
    is_other: bool = False
    """What tells it from the one before it, if that is of its kind."""


@dataclass(frozen=True, slots=True)
class StyledRun:
    """A stretch of text in one typeface."""

    text: str
    typeface: Typeface
    ruby: str = ""
    """Its reading (注音), set small above it; to the right of a vertical line."""
    dots: bool = False
    """Whether each Han has an emphasis dot (着重号, GB/T 15834-2011, 4.12)."""
    shift: Shift = Shift.NONE
    sideline: Sideline | None = None

    def __hash__(self) -> int:
        """Of the text: tables are asked for whole heads often."""
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look, apart from their text."""

    typeface: Typeface
    dots: bool = False
    shift: Shift = Shift.NONE
    sideline: Sideline | None = None
    is_index: bool = False
    """Whether it is raised or lowered behind Western text, and one word with it."""


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


class Link(Enum):
    """What ties an atom to the one before it, beside their characters."""

    NONE = "none"
    ADDRESS = "address"
    """Behind a sign of a web address: a line may end before it, without a hyphen."""
    LETTER = "letter"
    """Inside a web address: it stays, but may stand apart where nothing else gives."""
    SYLLABLE = "syllable"
    """Cut off a Western word: a line may end before it, with a hyphen."""
    FORCED = "forced"
    """Cut off a run that no line can hold, or a telephone number behind its hyphen: a
    break is tolerated (CLREQ, Western words under grid alignment)."""
    ATTACHED = "attached"
    """A note mark or an index: it stays with what it marks (CLREQ, 避头尾). So do the
    last two digits of a year that stands in pairs."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What an atom is to its neighbours: all that joints ask. Lengths in mpt."""

    kind: Kind
    left: int = 0
    """Blank before the body that may be squeezed away."""
    right: int = 0
    step: Step = Step.NEVER
    link: Link = Link.NONE
    may_start: bool = True
    """Whether a line may start with it."""
    may_end: bool = True
    opens_western: bool = False
    """Whether its first character asks for a gap after Han."""
    closes_western: bool = False
    """Whether its last character asks for a gap before Han (UTR #59)."""
    ends_number: bool = False
    is_measure_word: bool = False
    is_exclaim: bool = False
    reading_left: int = -1
    """Room between its edge and its reading's; negative where it has no reading."""
    reading_right: int = -1

    def __hash__(self) -> int:
        """Of a few fields: there are few manners, and each atom asks for its number."""
        return hash((self.left, self.right, self.may_start, self.opens_western))


@dataclass(frozen=True, slots=True)
class Extra:
    """A glyph beside the text: an emphasis dot, a letter of a reading."""

    cell: Cell
    x: int
    """From the body's start, mpt."""


@dataclass(frozen=True, slots=True)
class Atom:
    """An unbreakable box; all lengths in mpt."""

    text: str
    body: int
    cells: tuple[Cell, ...]
    manner: Manner
    places: tuple[tuple[int, int], ...] = ()
    """Box of each of several characters from the body's start: x, width."""
    extras: tuple[Extra, ...] = ()
    hyphen: Cell | None = None
    """What a line ends with when it ends after this syllable."""
    sidelines: tuple[tuple[int, int, Sideline], ...] = ()
    """Parts of its body that have a line beside them: x, width, which line."""
