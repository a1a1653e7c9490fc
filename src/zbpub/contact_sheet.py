"""All pages of an issue small on one sheet, facing pages side by side (版面一览)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from zbpub.compose.locate import find_typeface

MOST_PAGES = 16
"""On one sheet."""
_PAGE_WIDTH = 420
"""Pixels."""
_MARGIN, _GAP, _FOLD = 48, 40, 2
"""Around all, between spreads, between two facing pages."""
_LABEL = 52
"""Room above a page for its number and section."""
_SPREADS = 3
"""In a row of the sheet."""
_GROUND, _INK, _EDGE = (128, 128, 128), (255, 255, 255), (64, 64, 64)
_FAMILIES = ("Noto Sans CJK SC", "Noto Serif CJK SC")
_DIGITS = re.compile(r"(.*?)(\d+)$")


@dataclass(frozen=True, slots=True)
class Thumb:
    """A page to be shown small."""

    number: str
    section: str
    png: bytes


Spread = tuple[Thumb | None, Thumb | None]
"""Left and right page; None where no page faces the other."""


def contact_sheets(
    pages: Sequence[Thumb], *, is_leftward: bool = False
) -> tuple[bytes, ...]:
    """PNGs with up to ``MOST_PAGES`` pages each.

    Args:
        pages: In order.
        is_leftward: Whether the issue is bound at the right: pages and spreads then
            follow from right to left.

    Raises:
        MachineError: X001 or X002, no font for the labels.
    """
    sheets: list[list[Spread]] = [[]]
    room = MOST_PAGES
    for spread in spreads_of(pages):
        count = 2 - spread.count(None)
        if count > room:
            sheets.append([])
            room = MOST_PAGES
        sheets[-1].append(spread)
        room -= count
    return tuple(
        _sheet(_mirrored(spreads) if is_leftward else spreads)
        for spreads in sheets
        if spreads
    )


def _mirrored(spreads: Sequence[Spread]) -> list[Spread]:
    """Rows of spreads from right to left, in each the odd page left of the even one.

    The last row is filled up, so that it begins at the right too.
    """
    across = min(len(spreads), _SPREADS)
    padded = [*spreads, *[(None, None)] * (-len(spreads) % across)]
    rows = (padded[at : at + across] for at in range(0, len(padded), across))
    return [(right, left) for row in rows for left, right in reversed(row)]


def spreads_of(pages: Sequence[Thumb]) -> Iterator[Spread]:
    """Pages as they face each other: an odd page stands right, an even one left.

    A page whose number has no digits is odd when it is the first, third, … of all.
    """
    waiting: Thumb | None = None
    for at, page in enumerate(pages, 1):
        if _is_even(page, at):
            if waiting:
                yield waiting, None
            waiting = page
        elif waiting and _follows(waiting, page):
            yield waiting, page
            waiting = None
        else:
            if waiting:
                yield waiting, None
                waiting = None
            yield None, page
    if waiting:
        yield waiting, None


def _is_even(page: Thumb, at: int) -> bool:
    found = _DIGITS.match(page.number)
    return (int(found[2]) if found else at) % 2 == 0


def _follows(left: Thumb, right: Thumb) -> bool:
    """Whether the two are neighbours: A2 and A3, but not 02 and 05."""
    one, other = _DIGITS.match(left.number), _DIGITS.match(right.number)
    if one and other:
        return one[1] == other[1] and int(one[2]) + 1 == int(other[2])
    return not one and not other


def _sheet(spreads: Sequence[Spread]) -> bytes:
    height = max(_height(page) for spread in spreads for page in spread if page)
    # A page alone on its sheet needs no empty place beside it.
    is_single = len(spreads) == 1 and None in spreads[0]
    wide = _PAGE_WIDTH * (1 if is_single else 2) + _FOLD * (not is_single)
    across = min(len(spreads), _SPREADS)
    down = -(-len(spreads) // _SPREADS)
    image = Image.new(
        "RGB",
        (
            2 * _MARGIN + across * wide + (across - 1) * _GAP,
            2 * _MARGIN + down * (_LABEL + height) + (down - 1) * _GAP,
        ),
        _GROUND,
    )
    for at, spread in enumerate(spreads):
        row, column = divmod(at, _SPREADS)
        x = _MARGIN + column * (wide + _GAP)
        y = _MARGIN + row * (_LABEL + height + _GAP)
        for side, page in enumerate(spread):
            if page:
                shift = 0 if is_single else side * (_PAGE_WIDTH + _FOLD)
                _paste(image, page, (x + shift, y))
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _height(page: Thumb) -> int:
    with Image.open(BytesIO(page.png)) as image:
        return round(_PAGE_WIDTH * image.height / image.width)


def _paste(sheet: Image.Image, page: Thumb, at: tuple[int, int]) -> None:
    x, y = at
    draw = ImageDraw.Draw(sheet)
    base = y + _LABEL - 14
    draw.text((x, base), page.number, _INK, font=_font(700, 34), anchor="ls")
    if page.section:
        left = x + 16 + draw.textlength(page.number, font=_font(700, 34))
        draw.text((left, base), page.section, _INK, font=_font(400, 22), anchor="ls")
    size = (_PAGE_WIDTH, _height(page))
    with Image.open(BytesIO(page.png)) as image:
        small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    sheet.paste(small, (x, y + _LABEL))
    draw.rectangle(
        (x - 1, y + _LABEL - 1, x + size[0], y + _LABEL + size[1]), outline=_EDGE
    )


def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    key = find_typeface(_FAMILIES, weight).faces[0].key
    return ImageFont.truetype(key.path, size, index=key.index)
