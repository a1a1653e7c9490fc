"""How much room an article takes, told without setting it: rows of base column.

The unit is a row of one base column, called a cell: a page of six columns and 78 rows
has 468. Characters are counted by their widths; heads, pictures and call-outs are
reckoned at the width that such an article usually gets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from math import isqrt

from zbpub.base.chars import CLOSING, OPENING, PAUSES, STOPS, is_western
from zbpub.layout.callout import set_callout
from zbpub.layout.importance import grades_of
from zbpub.layout.profile import Grid, HeadGrade, Profile
from zbpub.layout.styling import block_text, note_numbers
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Block, Figure, Footnote, Subhead

Pictures = Mapping[str, tuple[int, int]]
"""Width and height in pixels, by source."""

_WESTERN = 560
"""Width of a Latin letter or a digit, thousandths of an em, with its share of gaps."""
_ASCII_MARK = 330
_HALVED = "".join(sorted(c for c in OPENING | CLOSING | PAUSES | STOPS if c > "\x7f"))
_PAIR = re.compile(f"[{re.escape(_HALVED)}](?=[{re.escape(_HALVED)}])")
_SQUEEZED = 500
"""Marks with a blank half: two together lose one (标点挤压)."""
_INDENT = 2000
_GAP_ROWS = 1
"""White and hairline between two stacked articles."""
_SMALL_LEADING = 1300
"""From line to line of kicker and deck, thousandths of their size."""
_WHITE = 1500
"""White above and below a head and between its parts, thousandths of a row."""
_FLATTEST, _SLIMMEST = 2600, 350
"""Blocks usually lie between these ratios of width to height, thousandths."""
_TALLEST = 1500
"""A picture taller than so many thousandths of its width is set narrower."""
_CAPTION_LEADING = 1300


def capacity(profile: Profile, band_rows: int = 0) -> int:
    """The cells of a page, less a band of ``band_rows`` across it (报头)."""
    grid = profile.grid
    return grid.columns * (grid.rows - band_rows)


def need_of(
    article: Article, case: TypeCase, pictures: Pictures, grade: int | None = None
) -> int:
    """The cells that ``article`` takes on a page, head and white included.

    Args:
        article: The article; its text is counted, not set.
        case: The type at hand.
        pictures: Width and height in pixels, by source.
        grade: Its head grade; None: what its priority says, or the third.
    """
    profile = case.profile
    grid = profile.grid
    if grade is None:
        grade = _usual_grade(article, profile)
    text = text_rows(article, grid)
    widths = _usual_widths(text, grid)
    head = sum(_head(article, profile.heads[grade], n, grid) for n in widths)
    shown = sum(
        _figures(article, (n + 1) // 2, case, pictures) + _GAP_ROWS * n for n in widths
    )
    return text + (head + shown) // len(widths) + _callouts(article, case)


def _usual_grade(article: Article, profile: Profile) -> int:
    """The grade of ``article`` where nothing is known of its page: never the lead's."""
    if article.priority:
        return min(article.priority, len(profile.heads)) - 1
    return grades_of((article, article, article), len(profile.heads))[2]


@lru_cache(maxsize=4096)
def text_rows(article: Article, grid: Grid) -> int:
    """Rows of base column that body and byline take, white above subheads included."""
    body = [block for block in article.body if not isinstance(block, Figure)]
    whites = sum(1 for block in body[1:] if isinstance(block, Subhead))
    lead = ems(article.dateline) + 1000 if article.dateline else 0
    numbers = note_numbers(article)
    rows = 0
    for block in body:
        indent = 0 if isinstance(block, Subhead) else _INDENT
        for line in filter(None, _words(block, numbers).splitlines()):
            rows += -(-(ems(line) + indent + lead) // (grid.characters * 1000))
            lead = 0
    return rows + whites + bool(article.byline)


def _words(block: Block, numbers: Mapping[str, int]) -> str:
    """The text of ``block``; a note is read as what it holds."""
    blocks = block.blocks if isinstance(block, Footnote) else (block,)
    return "\n".join(block_text(each, numbers) for each in blocks)


@lru_cache(maxsize=4096)
def ems(text: str) -> int:
    """The width of ``text`` in thousandths of an em, marks squeezed."""
    return sum(map(_width, text)) - _SQUEEZED * len(_PAIR.findall(text))


@cache
def _width(char: str) -> int:
    if is_western(char):
        return _WESTERN
    return _ASCII_MARK if char.isascii() else 1000


def _usual_widths(text: int, grid: Grid) -> list[int]:
    """Base columns over which an article of ``text`` rows usually stands."""
    column = grid.characters * grid.size + grid.gutter
    widths = [
        n
        for n in range(1, grid.columns + 1)
        if _SLIMMEST
        <= 1000 * n * n * column // (grid.pitch * max(text, 1))
        <= _FLATTEST
    ]
    best = isqrt(max(text, 1) * grid.pitch // column)
    return widths or [max(1, min(best, grid.columns))]


def _head(article: Article, grade: HeadGrade, columns: int, grid: Grid) -> int:
    """Cells of the head over ``columns``, in its preferred size."""
    width = grid.width(columns)
    size = grade.sizes[0]
    lines = min(grade.max_lines, -(-ems(article.headline) * size // (1000 * width)))
    tall = round(size * grade.leading) * lines
    for text, spec in (
        (article.kicker, grade.kicker),
        (article.deck, grade.deck),
        (article.label if columns <= 2 else "", grade.label),
    ):
        lines = -(-ems(text) * spec.size // (1000 * width))
        tall += lines * spec.size * _SMALL_LEADING // 1000
    rows = -(-(tall + grid.pitch * _WHITE // 1000) // grid.pitch)
    return rows * columns


def _figures(article: Article, over: int, case: TypeCase, pictures: Pictures) -> int:
    """Cells of the pictures, each over ``over`` columns, captions included."""
    return sum(
        _figure(block, over, case, pictures)
        for block in article.body
        if isinstance(block, Figure)
    )


def _figure(block: Figure, over: int, case: TypeCase, pictures: Pictures) -> int:
    grid, caption = case.profile.grid, case.profile.caption
    wide, high = pictures.get(block.src, (3, 2))
    width = grid.width(over)
    tall = min(width * high // max(wide, 1), width * _TALLEST // 1000)
    lines = -(-ems(block.caption) * caption.size // (1000 * width))
    tall += lines * caption.size * _CAPTION_LEADING // 1000 + grid.pitch
    return over * -(-tall // grid.pitch)


def _callouts(article: Article, case: TypeCase) -> int:
    grid = case.profile.grid
    measure = grid.characters * grid.size
    return sum(
        set_callout(callout, callout.url, measure, case).rows
        for callout in article.callouts
    )
