"""Plans of a filler: what a place could hold, told by arithmetic before it is set.

A place is offered hundreds of plans. Each has a cost that is reckoned from widths in
em; only the cheapest are set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zbpub.compose.heads import HeadFrame
from zbpub.compose.strip import ENDLESS
from zbpub.layout.display import (
    SetText,
    Wording,
    set_display,
    set_full,
    set_line,
    set_ragged,
)
from zbpub.layout.furniture_words import words_of
from zbpub.layout.page import Item, Rect, Rule
from zbpub.layout.profile import Profile, TypeSpec
from zbpub.layout.typecase import TypeCase

TIGHT, OPEN = 1100, 1400
"""From line to line of a title, thousandths of its size: least and most."""
TEXT_LEADING = 1500
TEXT_SIZES = tuple(
    round(size * 1000)
    for size in (
        8,
        8.5,
        9,
        10,
        11,
        12,
        13,
        14,
        16,
        18,
        20,
        22,
        24,
        26,
        28,
        30,
        32,
        34,
        36,
        40,
        44,
    )
)
"""Of a filler's text, mpt."""
ROUND = 250
"""Sizes of titles are whole multiples, mpt."""
LEAST_TITLE = 9000

_MODEL = 10_000
"""The size at which titles are measured, mpt."""
_SLACK = 40
"""What line ends cost a paragraph, thousandths of its length."""
_WHITE = 4
"""Cost of a thousandth of the type area that stays white."""
HOLE = 400
"""Cost of white that is reckoned a hole."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A filler set in its place; all from the place's top left, mpt."""

    items: tuple[Item, ...]
    rules: tuple[Rule, ...]
    inks: tuple[Rect, ...] = ()
    """What is no white, beside lines and pictures: frets, bars."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A way of filling a place."""

    cost: int
    set: Callable[[], Draft | None]
    """Sets it; None when the arithmetic was too hopeful."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A title broken into lines, in thousandths of its size."""

    lines: int
    width: int
    """Of the longest line, along it."""
    gaps: int
    """Between the characters of the longest line: where letterspacing goes."""
    dislike: int

    def across(self, leading: int = TIGHT) -> int:
        """Of all lines, across them, when they are ``leading`` apart."""
        return (self.lines - 1) * leading + 1000


def cuts(
    text: str, font: str, most: int, case: TypeCase, *, is_vertical: bool = False
) -> tuple[Cut, ...]:
    """The ways of breaking ``text`` at sense into 1 … ``most`` lines."""
    found = []
    for count in range(1, most + 1):
        wording = Wording("", text, TypeSpec(font, _MODEL), TIGHT)
        frame = HeadFrame(ENDLESS, count)
        set_ = set_display(wording, frame, case, is_vertical=is_vertical)
        if set_ is None:
            continue
        longest = max(set_.lines, key=lambda line: line.width)
        gaps = sum(1 for _ in longest.glyphs) - 1
        uneven = 4 * (longest.width - min(set_.widths)) // max(longest.width, 1)
        width = longest.width * 1000 // _MODEL
        found.append(Cut(count, width, gaps, (count - 1) // 2 + uneven))
    return tuple(found)


def set_cut(
    wording: Wording, cut: Cut, tracking: int, case: TypeCase, *, is_vertical: bool
) -> SetText | None:
    """The title of ``cut`` at its size, letterspaced by ``tracking`` mpt."""
    frame = HeadFrame(ENDLESS, cut.lines, tracking)
    return set_display(wording, frame, case, is_vertical=is_vertical)


def natural_em(text: str, font: str, case: TypeCase) -> int:
    """The width of ``text`` on one line, thousandths of its size."""
    line = case.one_line(text, TypeSpec(font, _MODEL))
    return line.width * 1000 // _MODEL if line else 0


def lines_of(em: int, measure: int, size: int) -> int:
    """About how many lines of ``measure`` a text of ``em`` thousandths takes."""
    whole = measure // size * size
    needed = em * size // 1000
    if needed <= measure:
        return 1
    return -(-needed * (1000 + _SLACK) // 1000 // max(whole, 1)) if whole else 10**6


def text_sizes(em: int, width: int, most_lines: int) -> list[int]:
    """Sizes worth trying for a text of ``em`` thousandths over ``width``.

    The usual ones, and those at which its lines come out full.
    """
    sizes = set(TEXT_SIZES)
    for lines in range(1, most_lines + 1):
        characters = -(-em // (1000 * lines))
        for more in (0, 1):
            size = width // (characters + more)
            sizes.add(size - size % ROUND)
    return sorted(s for s in sizes if TEXT_SIZES[0] <= s <= TEXT_SIZES[-1])


def set_centred(
    wording: Wording, measure: int, most: int, case: TypeCase
) -> tuple[SetText, bool]:
    """Short text broken at sense, else justified; and whether it is the former."""
    if natural_em(wording.text, wording.spec.font, case) < 60_000:
        ragged = set_ragged(wording, (measure, min(most, 5)), case)
        if ragged is not None:
            return ragged, True
    size = wording.spec.size
    return set_full(wording, measure - measure % size, case), False


def white_cost(areas: Sequence[int], profile: Profile) -> int:
    """The cost of the largest of ``areas`` (square mpt) when they stay white."""
    width, height = profile.type_area
    worst = max(0, *areas) * 1000 // (width * height)
    return worst * _WHITE + (HOLE if worst > 13 else 0)


def label_of(case: TypeCase, role: str) -> SetText:
    """公益广告, small and a little letterspaced."""
    size = case.profile.grid.size * 800 // 1000
    words = words_of(case.setting.edition).psa
    spec = TypeSpec(case.profile.pieces.text, size)
    return set_line(Wording(role, words, spec), case, tracking=size // 8)
