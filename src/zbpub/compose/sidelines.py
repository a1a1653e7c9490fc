"""Lines beside names and titles (行间线): an atom's part in them, and a line's strokes.

CLREQ, "Handling interlinear punctuation": each name and each title has one line, as
long as its text, which grows where the text is opened and does not meet its
neighbour's. It stands under a level line and at the left of a vertical one, which in
that line's own frame is under it as well (Posture).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zbpub.compose.atoms import Atom, Sideline, SidelineKind, Style
from zbpub.compose.cell import ASCENT
from zbpub.compose.line import Line

_SHORTER = 60
"""What a stroke leaves free at either end, in thousandths of an em: between two names
set solid an eighth of an em shows that they are two (CLREQ)."""


@dataclass(frozen=True, slots=True)
class _Pen:
    """How a kind of stroke looks, in thousandths of an em."""

    away: int
    """From the em box's foot down to its middle."""
    thickness: int
    swing: int = 0
    """From a wave's middle to its crest."""


# CLREQ wants strokes close to their text. Newspapers set a quarter to a third of an em
# of white between lines: both end in its first half, nearer to their own line.
_PENS = {
    SidelineKind.NAME: _Pen(away=60, thickness=40),
    SidelineKind.TITLE: _Pen(away=75, thickness=36, swing=28),
}
_HALF_WAVE = 125
"""Four waves an em, in thousandths of one."""


@dataclass(frozen=True, slots=True)
class SideStroke:
    """A line beside part of a set line, mpt."""

    kind: SidelineKind
    x: int
    """From the line's start."""
    width: int
    drop: int
    """From the baseline down to its middle."""
    thickness: int
    swing: int = 0
    """From a wave's middle to its crest; 0 of a straight line."""
    half_waves: int = 0


def lined(atom: Atom, styles: Sequence[Style]) -> Atom:
    """``atom`` with the parts of its body that have a line beside them.

    Args:
        atom: As it is set.
        styles: The style of each of its characters, or one for all.
    """
    first = styles[0].sideline
    if all(style.sideline == first for style in styles):
        whole = ((0, atom.body, first),) if first else ()
        return replace(atom, sidelines=whole) if whole else atom
    places = zip(styles, atom.places, strict=True)
    parts: list[tuple[int, int, Sideline]] = []
    for sideline, group in groupby(places, key=lambda pair: pair[0].sideline):
        boxes = [place for _, place in group]
        if sideline:
            x, stop = boxes[0][0], sum(boxes[-1])
            parts.append((x, stop - x, sideline))
    return replace(atom, sidelines=tuple(parts))


def side_strokes(line: Line, size: int) -> tuple[SideStroke, ...]:
    """The strokes beside ``line``, from its start.

    Args:
        line: A set line.
        size: Its type size, mpt.
    """
    found: list[tuple[int, int, Sideline]] = []
    going: Sideline | None = None
    for atom, x in zip(line.atoms, line.xs, strict=True):
        for start, width, sideline in atom.sidelines:
            if going == sideline and _has_first(atom, start):
                found[-1] = (found[-1][0], x + start + width, sideline)
            else:
                found.append((x + start, x + start + width, sideline))
            going = sideline if _has_last(atom, start + width) else None
        if not atom.sidelines:
            going = None
    if going and line.hyphen:
        start, stop, _ = found[-1]
        found[-1] = (start, stop + line.hyphen.width, going)
    return tuple(_stroke(start, stop, kind, size) for start, stop, kind in found)


def _has_first(atom: Atom, start: int) -> bool:
    """Whether a part that begins at ``start`` has the atom's first character."""
    return start < (sum(atom.places[0]) if atom.places else atom.body)


def _has_last(atom: Atom, stop: int) -> bool:
    """Whether a part that ends at ``stop`` has its last character."""
    return stop > (atom.places[-1][0] if atom.places else 0)


def _stroke(start: int, stop: int, sideline: Sideline, size: int) -> SideStroke:
    pen = _PENS[sideline.kind]
    shorter = size * _SHORTER // 1000
    width = max(stop - start - 2 * shorter, 0)
    half_waves = max(width * 1000 // (size * _HALF_WAVE), 1) if pen.swing else 0
    return SideStroke(
        sideline.kind,
        start + shorter,
        width,
        size * (1000 - ASCENT + pen.away) // 1000,
        size * pen.thickness // 1000,
        size * pen.swing // 1000,
        half_waves,
    )
