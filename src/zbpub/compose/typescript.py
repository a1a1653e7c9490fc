"""Plain paragraphs composed for other programs: lines with boxes in em."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.fonts import Typeface
from zbpub.compose.line import Line
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose_all
from zbpub.compose.setting import Level, Setting
from zbpub.edition.editions import EDITIONS

_EM = 1_000_000
"""Millipoints of the em that is composed at: thirds and eighths stay exact enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeOrder:
    """How paragraphs are to be set; lengths in em."""

    measure: float
    indent: float
    edition: str
    level: Level
    half_latin: bool
    vertical: bool


class LineBoxes(TypedDict):
    """One line; ``x`` and ``width`` in em, one of each for every character."""

    text: str
    x: list[float]
    width: list[float]


def compose_lines(
    paragraphs: Sequence[str], order: ComposeOrder
) -> list[list[LineBoxes]]:
    """Set paragraphs; many at once take less time than one by one.

    Raises:
        MachineError: The edition's font is not installed.
    """
    return [
        [_boxes(line) for line in lines] for lines in typeset(paragraphs, order, _EM)
    ]


def typeset(
    paragraphs: Sequence[str], order: ComposeOrder, size: int
) -> tuple[tuple[Line, ...], ...]:
    """Set paragraphs in type of ``size`` mpt.

    Raises:
        MachineError: The edition's font is not installed.
    """
    face = typeface(order.edition)
    setting = Setting(edition=order.edition, level=order.level, vertical=order.vertical)
    frame = Frame(
        measure=round(order.measure * size), indent=round(order.indent * size)
    )
    type_ = Type(size=size, half_latin=order.half_latin)
    framed = [([StyledRun(text, face)], frame) for text in paragraphs]
    return compose_all(framed, type_, setting)


def typeface(edition: str) -> Typeface:
    """The Song of an edition's region.

    Raises:
        MachineError: It is not installed.
    """
    region = EDITIONS[edition].region
    families = (f"Noto Serif CJK {region}", f"Noto Sans CJK {region}")
    return find_typeface(families, 400)


def _boxes(line: Line) -> LineBoxes:
    extents = line.extents
    return {
        "text": line.text,
        "x": [x / _EM for x, _ in extents],
        "width": [width / _EM for _, width in extents],
    }
