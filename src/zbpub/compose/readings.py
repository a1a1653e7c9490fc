"""Readings over words and dots under them: glyphs beside the text's own.

CLREQ, "Interlinear annotations" and "Emphasis dots": a reading is half the size and
centred over its word; a dot stands under the middle of its Han, and to the right of it
in vertical text.
"""

from __future__ import annotations

from dataclasses import replace

from zbpub.compose.atoms import Atom, Extra, Style, Type
from zbpub.compose.cell import ASCENT, Cell
from zbpub.compose.fonts import Typeface
from zbpub.compose.setting import Rule, Setting
from zbpub.compose.upright import upright_cell

_DOT = "·"
_DOT_SCALE = 900
_DOT_CENTRE = 375
"""Where a dot's glyph has its middle above its baseline, in thousandths of its size."""
_DOT_AWAY = 110
"""From the Han's em box to the dot's middle, in thousandths of an em: inside the white
between lines, nearer to its own line than to the next."""
_DOT_UNDER_LINE = 200
"""The same where a line lies between: first the line, then the dot (CLREQ)."""
_READING_FOOT = 220
"""What a reading's letters reach below their baseline, in thousandths of their size."""


def dot_extras(
    atom: Atom, style: Style, type_: Type, setting: Setting
) -> tuple[Extra, ...]:
    """An emphasis dot for ``atom``, which copies as nothing."""
    face, glyph = style.typeface.find(_DOT)
    size = type_.size * _DOT_SCALE // 1000
    advance = face.advance(glyph, size)
    middle = _DOT_CENTRE * size // 1000
    away = _DOT_UNDER_LINE if style.sideline else _DOT_AWAY
    below = type_.em(1000 - ASCENT + away)
    # Right of a vertical line is above it in the line's own frame (Posture).
    height = type_.em(ASCENT + _DOT_AWAY) if setting.vertical else -below
    cell = Cell("", face, glyph, 0, 0, scale=_DOT_SCALE, rise=height - middle)
    x = (atom.body - advance) // 2 if setting.has(Rule.CENTRED) else 0
    return (Extra(cell, x),)


def reading_extras(
    ruby: str, typeface: Typeface, type_: Type, setting: Setting
) -> tuple[tuple[Extra, ...], int]:
    """The letters of a reading from the left, and their whole width in mpt."""
    scale = setting.ruby_scale
    rise = type_.em(ASCENT) + type_.em(_READING_FOOT) * scale // 1000
    extras: list[Extra] = []
    x = 0
    for char in ruby:
        face, glyph = typeface.find(char)
        advance = face.advance(glyph, type_.size) * scale // 1000
        cell = Cell(char, face, glyph, advance, 0, scale=scale, rise=rise)
        if setting.vertical and advance == type_.size * scale // 1000:
            stood = upright_cell(cell, type_.size * scale // 1000)
            cell = replace(stood, rise=stood.rise + rise)
        extras.append(Extra(cell, x))
        x += advance
    return tuple(extras), x
