"""What became of a text: its stretches, what each is printed as, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Rule(StrEnum):
    """What decided how a stretch is printed, the strongest first."""

    KEPT = "kept"
    """Never converted: addresses, code, file names, text already Traditional."""
    NEVER = "never"
    """``[never]`` of a lexicon."""
    NAME = "name"
    """``[names]`` of a lexicon."""
    TERM = "term"
    """``[terms]`` of a lexicon."""
    ASKED = "asked"
    """A name that nobody has decided: printed as it most often is, and asked about."""
    REGIONAL = "regional"
    """A word that the region says otherwise, from an approved list."""
    PRESS = "press"
    """The list of phrases and contexts that comes with zbpub."""
    PHRASE = "phrase"
    """A phrase of OpenCC's dictionaries that stands where words begin and end."""
    SINGLE = "single"
    """The most frequent form of the character alone."""


class Piece(NamedTuple):
    """A stretch of a text that a rule decided as a whole."""

    start: int
    end: int
    target: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Conversion:
    """A text and what it is printed as."""

    source: str
    text: str
    pieces: tuple[Piece, ...]
    """In order; what lies between them went character by character."""

    def part(self, start: int, end: int) -> str:
        """What ``source[start:end]`` is printed as.

        A piece that ``start`` or ``end`` cuts through is cut there too when it is as
        long as its source; else it goes whole to the part that it begins in.
        """
        return self.text[self.place(start) : self.place(end)]

    def place(self, at: int) -> int:
        """Where ``source[at]`` stands in ``text``."""
        moved = 0
        for piece in self.pieces:
            if piece.end <= at:
                moved += len(piece.target) - (piece.end - piece.start)
            elif piece.start < at and len(piece.target) != piece.end - piece.start:
                return piece.start + moved + len(piece.target)
            else:
                break
        return at + moved

    def rule_at(self, at: int) -> tuple[Rule, Piece | None]:
        """What decided ``source[at]``."""
        for piece in self.pieces:
            if piece.start <= at < piece.end:
                return piece.rule, piece
        return Rule.SINGLE, None
