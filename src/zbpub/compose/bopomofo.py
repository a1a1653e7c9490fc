"""Bopomofo beside its Han (注音符号): a small column at the right of each character.

CLREQ, "Positioning of Bopomofo": at the right in level and in vertical lines, three
tenths of the Han's size, centred on it, in half an em of its own; tones outside the
upper right corner of the last sign, checked tones at the lower right, the neutral tone
on top. Places are counted in the Han's em box, right and up from its lower left corner,
so that they are the same in both directions of writing.
"""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.compose.atoms import Extra, Type
from zbpub.compose.cell import ASCENT, Cell, Posture
from zbpub.compose.fonts import Typeface
from zbpub.compose.setting import Rule, Setting

ROOM = 500
"""What a column takes beside its Han in a level line, thousandths of an em."""

_SIGN = 300
_TONE = 425
"""A tone's size: its ink is then half as wide as a sign."""
_NEUTRAL = 370
"""Size of the neutral tone: its dot is then a fifteenth of an em high."""
_NEUTRAL_HEIGHT = 67
_TONE_MIDDLE = 1370
"""Across: the middle of the room behind the signs."""
_CHECKED_UP = 60
"""From the last sign's foot up to a checked tone's middle."""
_NEUTRAL_TONE = "˙"
_TONES = frozenset("ˉˊˇˋ˪˫")
_CHECKED = frozenset("ㆴㆵㆶㆷㆻ")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a glyph's middle is to be, thousandths of an em in the Han's em box."""

    char: str
    scale: int
    right: int
    up: int
    by_ink: bool
    """Whether it is the middle of its ink, or that of its em box."""


def bopomofo_parts(text: str, reading: str) -> tuple[str, ...]:
    """The reading of each character of ``text``; none if it is no Bopomofo."""
    parts = tuple(reading.split())
    if len(text) == 1:
        parts = ("".join(parts),)
    return parts if len(parts) == len(text) and all(map(_is_bopomofo, parts)) else ()


def bopomofo_extras(
    reading: str, typeface: Typeface, type_: Type, setting: Setting
) -> tuple[Extra, ...]:
    """The glyphs of one character's reading, from the start of its box."""
    return tuple(
        _placed(spot, typeface, type_, is_vertical=setting.vertical)
        for spot in _spots(reading, is_centred=setting.has(Rule.CENTRED))
    )


def _is_bopomofo(reading: str) -> bool:
    signs = [char for char in reading if _is_sign(char)]
    others = set(reading) - set(signs)
    return bool(signs) and others <= _TONES | _CHECKED | {_NEUTRAL_TONE}


def _is_sign(char: str) -> bool:
    is_letter = "\u3105" <= char <= "\u312f" or "\u31a0" <= char <= "\u31bf"
    return is_letter and char not in _CHECKED


def _spots(reading: str, *, is_centred: bool) -> list[_Spot]:
    count = sum(map(_is_sign, reading))
    each = min(_SIGN, 1000 // count)
    neutral = _NEUTRAL_HEIGHT * (_NEUTRAL_TONE in reading)
    deep = count * each + neutral
    top = 500 + deep // 2 if is_centred else 1000
    middle = 1000 + _SIGN // 2
    foot = top - deep
    spots: list[_Spot] = []
    at = top - neutral
    for char in reading:
        if char == _NEUTRAL_TONE:
            spots.append(_Spot(char, _NEUTRAL, middle, top - neutral // 2, True))
        elif char in _CHECKED:
            spots.append(_Spot(char, each, _TONE_MIDDLE, foot + _CHECKED_UP, True))
        elif char in _TONES:
            spots.append(_Spot(char, _TONE, _TONE_MIDDLE, foot + each, True))
        else:
            spots.append(_Spot(char, each, middle, at - each // 2, False))
            at -= each
    return spots


def _placed(
    spot: _Spot, typeface: Typeface, type_: Type, *, is_vertical: bool
) -> Extra:
    face, glyph = typeface.find(spot.char)
    size = type_.em(spot.scale)
    if spot.by_ink:
        left, right, low, high = face.ink(glyph, size)
    else:
        left, right = 0, face.advance(glyph, size)
        low, high = size * (ASCENT - 1000) // 1000, size * ASCENT // 1000
    # The left end of its baseline, from the em box's lower left corner.
    across = type_.em(spot.right) - (left + right) // 2
    up = type_.em(spot.up) - (low + high) // 2
    foot = type_.em(1000 - ASCENT)
    if not is_vertical:
        cell = Cell(spot.char, face, glyph, 0, 0, scale=spot.scale, rise=up - foot)
        return Extra(cell, across)
    posture = Posture.UPRIGHT
    cell = Cell(
        spot.char, face, glyph, 0, 0, posture, scale=spot.scale, rise=across - foot
    )
    return Extra(cell, type_.size - up - size * ASCENT // 1000)
