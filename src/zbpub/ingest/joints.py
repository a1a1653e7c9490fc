"""Classify: the segments of title lines and the joints between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from zbpub.ingest.pieces import Piece

SHORTEST_HALF = 4
"""Characters that stand on each side of a dash or a bar at least."""

_JOINT = re.compile(
    r"(?P<dash>\s*(?:—{1,2}|－－|--)\s*|\s[-–－]\s)"
    r"|(?P<colon>[：:][\s\u3000]*|[\s\u3000]+[：:][\s\u3000]*)"
    r"|(?P<bar>\s*[|｜丨∣]\s*)"
    r"|(?P<space>[\s\u3000]+)"
)
_OPENING = "“《（「『【(〈"
_CLOSING = "”》）」』】)〉"
_TIME = re.compile(r"[0-9]$")


class Joint(Enum):
    """What parts two segments of titles."""

    COLON = "colon"
    WIDE_COLON = "colon and space"
    DASH = "dash"
    BAR = "bar"
    SPACE = "space"
    WIDE = "wide space"
    BREAK = "line break"
    LINE = "line"


INLINE = frozenset(
    {Joint.COLON, Joint.WIDE_COLON, Joint.DASH, Joint.BAR, Joint.SPACE, Joint.WIDE}
)


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One title line with its rank: 1 is the most prominent."""

    piece: Piece
    rank: int
    plain: bool = False
    joint: bool = False
    """Whether a ``<br>`` parts it from the line before."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.text


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of a title line between two joints."""

    line: int
    """Which of the title lines."""
    first: int
    last: int
    text: str
    joint: Joint
    """What parts it from the segment before."""


def cut_segments(lines: list[TitleLine]) -> list[Segment]:
    """The segments of all title ``lines``, in order."""
    segments: list[Segment] = []
    for number, line in enumerate(lines):
        joint = Joint.BREAK if line.joint else Joint.LINE
        first = 0
        for start, end, kind in _find_joints(line.text):
            words = line.text[first:start]
            segments.append(Segment(number, first, start, words, joint))
            first, joint = end, kind
        words = line.text[first:]
        segments.append(Segment(number, first, len(line.text), words, joint))
    return segments


def _find_joints(text: str) -> list[tuple[int, int, Joint]]:
    """The joints of one line that stand outside quotations."""
    joints: list[tuple[int, int, Joint]] = []
    first = 0
    for match in _JOINT.finditer(text):
        start, end = match.span()
        if start - first < 1 or end == len(text) or _is_inside(text[:start]):
            continue
        kind = _kind(match)
        short = min(start - first, len(text) - end) < 2
        tight = kind in (Joint.DASH, Joint.COLON) and short
        clock = (
            kind is Joint.COLON and text[start - 1].isdigit() and text[end].isdigit()
        )
        latin = (
            kind is Joint.SPACE and _is_latin(text[start - 1]) and _is_latin(text[end])
        )
        if tight or clock or latin:
            continue
        joints.append((start, end, kind))
        first = end
    return joints


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_inside(before: str) -> bool:
    """Whether a quotation is open at the end of ``before``."""
    return any(
        before.count(opening) > before.count(closing)
        for opening, closing in zip(_OPENING, _CLOSING, strict=True)
    )


def _kind(match: re.Match[str]) -> Joint:
    match match.lastgroup:
        case "dash":
            return Joint.DASH
        case "colon":
            return Joint.WIDE_COLON if match[0][-1].isspace() else Joint.COLON
        case "bar":
            return Joint.BAR
        case _:
            wide = len(match[0]) > 1 or match[0] == "\u3000"
            return Joint.WIDE if wide else Joint.SPACE
