"""A drawn glyph as the composer knows it: its face, its box, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from zbpub.compose.fonts import Face

ASCENT = 880
"""How far a Han em box reaches above the baseline, in thousandths of an em: the Noto
CJK fonts' own, and near enough for any Han face, whose em box is the design box."""


class Posture(Enum):
    """How a glyph stands in its line.

    A vertical line is thought of turned a quarter to the left, so that it runs from
    left to right like any other: page-right is then up.
    """

    LEVEL = "level"
    """Its baseline runs along the line: all horizontal text, and the Latin words that
    lie on their side in vertical text."""
    UPRIGHT = "upright"
    """Turned a quarter to the left in its line: upright on a vertical page. It is
    placed by the top of its em box (CLREQ, vertical writing mode)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One drawn glyph and the characters that it stands for; lengths in mpt."""

    text: str
    face: Face
    glyph: int
    width: int
    """What the cell takes of the line."""
    offset: int
    """Where its glyph is placed, from the cell's start."""
    posture: Posture = Posture.LEVEL
    scale: int = 1000
    """Its size, in thousandths of the type size: ruby and superscripts are smaller."""
    narrow: int = 1000
    """Its width, in thousandths of its own: digits that share an em are made narrower,
    and keep their height (CLREQ, tate-chu-yoko); a dash that its font draws short is
    made wider."""
    rise: int = 0
    """How far the left end of its own baseline lies above the line's baseline. An
    upright Han of one em has -120/1000 em, so that its box is centred on the line."""
