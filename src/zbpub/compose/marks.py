"""How wide each mark is, where its blank lies, and when that blank may go.

A full-width mark is half an em of ink with blank beside it (CLREQ, "Adjusting the
width of punctuation"; GB/T 15834-2011, 5.1). The blank is what squeezing takes: the
composer therefore counts a mark as ``left`` blank + ``body`` + ``right`` blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache

from zbpub.base.chars import CLOSING, INTERPUNCTS, OPENING
from zbpub.compose.setting import Setting


class Kind(Enum):
    """What an atom is to its neighbours."""

    HAN = "han"
    OPEN = "open"
    CLOSE = "close"
    PAUSE = "pause"
    """Commas, stops, colons, question and exclamation marks."""
    DOT = "dot"
    """The interpunct in names."""
    DASH = "dash"
    """A two-em dash or ellipsis: rigid."""
    LINK = "link"
    """Connectors and the solidus."""
    WESTERN = "western"


class Step(IntEnum):
    """Steps of shrinking, first to last (CLREQ, line adjustment by reduction)."""

    NEVER = 0
    LINE_END = 1
    WORD_SPACE = 2
    INTERPUNCT = 3
    BRACKET = 4
    COMMA = 5
    WESTERN_GAP = 6
    STOP = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark's geometry in thousandths of an em."""

    kind: Kind
    left: int
    body: int
    right: int
    step: Step
    trimmed: int = 0
    """Blank that its glyph has beside ``left`` (or ``right``) and the style takes."""


_SLIVER = 125
"""Blank beside a tight bracket, in thousandths of an em."""
_COMMAS = "，、；"
_STOPS = "。．"
_EXCLAIM = "！？"
_COLON = "："
_LINKS_FULL = "～〜／—"
_LINKS_HALF = "–/"
_DOUBLE_MARKS = "‼⁇⁈⁉"


@lru_cache(maxsize=4096)
def mark_of(char: str, setting: Setting) -> Mark | None:
    """The geometry of ``char`` in this edition; None when it is no mark."""
    blank = _SLIVER if setting.tight_brackets else 500
    if char in OPENING:
        return Mark(Kind.OPEN, blank, 500, 0, Step.BRACKET, 500 - blank)
    if char in CLOSING:
        return Mark(Kind.CLOSE, 0, 500, blank, Step.BRACKET, 500 - blank)
    if char in INTERPUNCTS:
        return _interpunct(setting)
    if char in _COMMAS + _STOPS + _EXCLAIM + _COLON:
        return _pause(char, setting)
    if char in _DOUBLE_MARKS:
        return Mark(Kind.PAUSE, 0, 1000, 0, Step.NEVER)
    if char in _LINKS_FULL:
        return Mark(Kind.LINK, 0, 1000, 0, Step.NEVER)
    if char in _LINKS_HALF:
        # GB/T 15834-2011, 5.1.6 and 5.1.9: half a character each.
        return Mark(Kind.LINK, 0, 500, 0, Step.NEVER)
    return None


def _interpunct(setting: Setting) -> Mark:
    # Half an em on the mainland (GB/T 15834-2011, 5.1.7), one em elsewhere.
    if setting.is_simplified:
        return Mark(Kind.DOT, 0, 500, 0, Step.NEVER)
    return Mark(Kind.DOT, 250, 500, 250, Step.INTERPUNCT)


def _pause(char: str, setting: Setting) -> Mark:
    step = Step.NEVER
    if char in _COMMAS:
        step = Step.COMMA
    elif char in _STOPS + _EXCLAIM:
        step = Step.STOP
    upright = setting.vertical and char in "：；！？"
    centred = not setting.is_simplified
    if upright or (centred and char in _EXCLAIM):
        # Fixed at one em (CLREQ, adjustment space of punctuation).
        return Mark(Kind.PAUSE, 0, 1000, 0, Step.NEVER)
    if centred:
        return Mark(Kind.PAUSE, 250, 500, 250, step)
    return Mark(Kind.PAUSE, 0, 500, 500, step)
