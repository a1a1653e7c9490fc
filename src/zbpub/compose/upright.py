"""Glyphs that stand upright in a vertical line (直排), alone or side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zbpub.compose.cell import ASCENT, Cell, Posture

_NUMBER = re.compile("[0-9]{1,3}[℃℉％㎜㎝㎞㎡㎥㎎㎏㏄]?")
_THREE = 700
"""Size of three marks side by side, in thousandths of the type size."""


def upright_cell(cell: Cell, size: int) -> Cell:
    """``cell`` upright and centred on the line, by its vertical form.

    Args:
        cell: As it is set in horizontal text.
        size: The type size, mpt.
    """
    glyph = cell.face.upright(cell.text[0])
    advance = cell.face.advance(glyph, size)
    # A narrow glyph was centred in its cell by its advance; now its em box is.
    narrower = cell.face.advance(cell.glyph, size) - size
    return replace(
        cell, glyph=glyph, offset=cell.offset + narrower // 2,
        posture=Posture.UPRIGHT, rise=_foot(size) - advance // 2,
    )  # fmt: skip


def upright_digits(cells: Sequence[Cell], size: int) -> tuple[Cell, ...]:
    """Up to three digits side by side in one em (纵中横), made narrower if they must.

    The first takes the whole em of the line, the others none: they stand beside it.
    """
    advances = [cell.face.advance(cell.glyph, size) for cell in cells]
    narrow = min(1000, size * 1000 // max(sum(advances), 1))
    rise = _foot(size) - sum(advances) * narrow // 2000
    stood = []
    for index, (cell, advance) in enumerate(zip(cells, advances, strict=True)):
        stood.append(
            replace(
                cell, width=0 if index else size, offset=-size if index else 0,
                posture=Posture.UPRIGHT, narrow=narrow, rise=rise,
            )
        )  # fmt: skip
        rise += advance * narrow // 1000
    return tuple(stood)


def upright_raised(
    cells: Sequence[Cell], size: int, scale: int, aside: int
) -> list[Cell]:
    """A note's mark, small and upright, to the right of the line's middle.

    Args:
        cells: As they are set in horizontal text.
        size: The type size, mpt.
        scale: Of the mark, in thousandths of the type size.
        aside: How far it stands from the line's middle to the right, mpt.
    """
    small = size * scale // 1000
    if is_upright_number("".join(cell.text for cell in cells)):
        stood: Sequence[Cell] = upright_digits(cells, small)
    else:
        stood = [replace(upright_cell(cell, small), width=small) for cell in cells]
    up = _foot(size) - _foot(small) + aside
    return [
        replace(cell, scale=cell.scale * scale // 1000, rise=cell.rise + up)
        for cell in stood
    ]


def upright_marks(cells: Sequence[Cell], size: int) -> tuple[Cell, ...]:
    """Two or three ！ and ？ side by side in one em, each in its share of it.

    A mark stands with its ink in the middle of its share, wherever its font has it in
    the em. Three are smaller, to have room.
    """
    scale = 1000 if len(cells) == 2 else _THREE
    drop = size * ASCENT * (1000 - scale) // 2_000_000
    stood = []
    for index, cell in enumerate(cells):
        left, right, _, _ = cell.face.ink(cell.glyph)
        middle = size * (2 * index + 1) // (2 * len(cells))
        origin = middle - size * scale // 1000 * (left + right) // 2000
        stood.append(
            replace(
                cell, width=0 if index else size, offset=drop - (size if index else 0),
                posture=Posture.UPRIGHT, scale=scale,
                rise=_foot(size) + origin - size // 2,
            )
        )  # fmt: skip
    return tuple(stood)


def upright_together(cells: Sequence[Cell], size: int) -> list[Cell]:
    """Glyphs that combine, such as a letter and its accent, upright in one em."""
    rise = _foot(size) - sum(cell.width for cell in cells) // 2
    stood: list[Cell] = []
    for cell in cells:
        stood.append(
            replace(
                cell, width=0 if stood else size,
                offset=-cell.rise - (size if stood else 0),
                posture=Posture.UPRIGHT, rise=rise + cell.offset,
            )
        )  # fmt: skip
        rise += cell.width
    return stood


def _foot(size: int) -> int:
    """The middle of the em box over the baseline, mpt."""
    return size * (ASCENT - 500) // 1000


_ABBREVIATION = re.compile(r"(?=.{1,3}\Z)[0-9]*[A-Z]+[0-9]*")


def is_upright_word(word: str) -> bool:
    """Whether the letters of a Western ``word`` stand upright: GDP, A, 5G."""
    return bool(_ABBREVIATION.fullmatch(word))


def is_upright_number(text: str) -> bool:
    """Whether ``text`` is one to three digits, which share one em.

    A full-width unit may follow: ``12℃`` stands as 12 above ℃.
    """
    return bool(_NUMBER.fullmatch(text))
