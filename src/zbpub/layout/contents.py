"""The contents box (导读): what stands on the inside pages, each line with its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from zbpub.layout.display import (
    CENTRED,
    LEFT,
    RIGHT,
    SetText,
    Wording,
    set_line,
    set_ragged,
)
from zbpub.layout.furniture_words import words_of
from zbpub.layout.page import HAIRLINE, Item, Rect, Rule
from zbpub.layout.piece import Piece
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, PagePlan

NAME = "zb-contents"
WIDTHS = (1, 2)
"""Base columns that the box may stand over."""

_SIZES = (1100, 1000, 1200, 1350, 1500)
"""Of the headlines, thousandths of the body's, the preferred first."""
_TITLE = 1450
_NUMBER = 1250
"""Of a page's number, thousandths of the headline's size."""
_LEADING = 1280
_MOST_LINES = 3
_BAR = 1900
"""The bar behind the title, thousandths of the title's size."""
_PAD = 800
"""White at the left and right, thousandths of the body's size."""
_GAP, _MOST_GAP = 750, 2100
"""Least and most white between two entries, thousandths of the body's size."""
_LEFT_OUT = 4
"""Cost of an entry that is not shown."""
_SMALLER = 2
_LOOSE = 8
"""Cost of the most white between entries."""
_LEAST = 2
"""A box of fewer entries is none, unless there are no more."""


@dataclass(frozen=True, slots=True)
class _Entry:
    number: SetText
    headline: SetText
    href: str

    @property
    def height(self) -> int:
        return max(self.number.height, self.headline.height)


def contents_entries(
    pages: Sequence[tuple[PagePlan, Sequence[Article]]],
) -> list[tuple[str, str]]:
    """Page and headline of what the box may show, the most important first.

    The lead of each page but the first, in order of the pages; then the second article
    of each, and so on.
    """
    ranked = [
        (plan.number, sorted(articles, key=lambda a: a.priority or len(articles)))
        for plan, articles in pages[1:]
    ]
    deepest = max((len(articles) for _, articles in ranked), default=0)
    return [
        (number, articles[rank].headline)
        for rank in range(deepest)
        for number, articles in ranked
        if rank < len(articles)
    ]


def contents_pieces(
    entries: Sequence[tuple[str, str]], columns: int, case: TypeCase, most_rows: int
) -> Mapping[int, Piece]:
    """The box over ``columns`` in every height that it may have.

    Args:
        entries: Page and headline, the most important first; each page is one of the
            issue's, for its entry links to ``#page-`` and the number.
        columns: Base columns; only ``WIDTHS`` are served.
        case: The type at hand.
        most_rows: No box is higher.

    Returns:
        Rows -> the cheapest box of that height. It shows the first entries, in order
        of their pages.
    """
    found: dict[int, Piece] = {}
    if columns not in WIDTHS or columns > case.profile.grid.columns:
        return found
    least = min(_LEAST, len(entries))
    for rank, times in enumerate(_SIZES):
        box = _Box(columns, case, case.profile.grid.size * times // 1000)
        set_ = box.entries(entries)
        for count in range(len(set_), max(least, 1) - 1, -1):
            cost = _LEFT_OUT * (len(entries) - count) + _SMALLER * rank
            for piece in box.pieces(set_[:count], cost, most_rows):
                best = found.get(piece.rows)
                if best is None or piece.cost < best.cost:
                    found[piece.rows] = piece
    return dict(sorted(found.items()))


class _Box:
    """The box at one width and size."""

    def __init__(self, columns: int, case: TypeCase, size: int) -> None:
        self._columns, self._case, self._size = columns, case, size
        grid, spec = case.profile.grid, case.profile.pieces
        self._grid = grid
        self._width = grid.width(columns)
        self._pad = grid.size * _PAD // 1000
        self._fonts = spec
        self._words = words_of(case.setting.edition)
        title = TypeSpec(spec.title, grid.size * _TITLE // 1000)
        wording = Wording("contents-title", self._words.contents, title)
        self._title = set_line(wording, case, tracking=title.size)
        self._bar = title.size * _BAR // 1000

    def entries(self, entries: Sequence[tuple[str, str]]) -> list[_Entry]:
        """The entries up to the first that cannot be set."""
        numbers = [self._number(page) for page, _ in entries]
        indent = max((n.width for n in numbers), default=0) + self._size * 7 // 10
        room = self._width - 2 * self._pad - indent
        spec = TypeSpec(self._fonts.text, self._size)
        found: list[_Entry] = []
        for (page, headline), number in zip(entries, numbers, strict=True):
            wording = Wording("contents-entry", headline, spec, _LEADING)
            text = set_ragged(wording, (room, _MOST_LINES), self._case)
            if text is None:
                break
            found.append(_Entry(number, text, f"#page-{quote(page, safe='')}"))
        return found

    def _number(self, page: str) -> SetText:
        spec = TypeSpec(self._fonts.title, self._size * _NUMBER // 1000)
        return set_line(Wording("contents-page", page, spec), self._case)

    def pieces(
        self, entries: Sequence[_Entry], cost: int, most_rows: int
    ) -> Iterator[Piece]:
        """The box with ``entries`` in all heights that the white allows."""
        pitch, em = self._grid.pitch, self._grid.size
        gap, most = em * _GAP // 1000, em * _MOST_GAP // 1000
        texts = sum(entry.height for entry in entries)
        gaps = len(entries) + 1
        least = self._bar + texts + gaps * gap
        rows = -(-(least + pitch - em) // pitch)
        while rows <= most_rows:
            tall = rows * pitch - (pitch - em)
            white = (tall - self._bar - texts) // gaps
            if white > most:
                return
            loose = _LOOSE * (white - gap) // (most - gap)
            yield self._piece(entries, rows, white, cost + loose)
            rows += 1

    def _piece(
        self, entries: Sequence[_Entry], rows: int, white: int, cost: int
    ) -> Piece:
        grid, pad = self._grid, self._pad
        tall = rows * grid.pitch - (grid.pitch - grid.size)
        rules = [
            Rule("contents", Rect(0, 0, self._width, tall)),
            Rule("contents-bar", Rect(0, 0, self._width, self._bar)),
        ]
        above = (self._bar - self._title.height) // 2
        items: list[Item] = [self._title.at(0, above, self._width, CENTRED)]
        widest = max(entry.number.width for entry in entries)
        left = pad + widest + self._size * 7 // 10
        room = self._width - pad - left
        y = self._bar + white
        for i, entry in enumerate(_by_page(entries)):
            number, headline = entry.number, entry.headline
            # Baselines of number and first line agree.
            drop = (number.size - headline.size) * 880 // 1000
            down = max(drop, 0)
            items.append(number.at(pad, y + down - drop, widest, RIGHT, entry.href))
            items.append(headline.at(left, y + down, room, LEFT, entry.href))
            y += entry.height
            if i + 1 < len(entries):
                line = Rect(
                    pad, y + (white - HAIRLINE) // 2, self._width - 2 * pad, HAIRLINE
                )
                rules.append(Rule("contents-line", line))
            y += white
        return Piece(
            NAME, "contents", self._words.contents, self._columns, rows, cost,
            tuple(items), tuple(rules),
        )  # fmt: skip


def _by_page(entries: Sequence[_Entry]) -> list[_Entry]:
    """In order of the pages' first entries, each page's together."""
    order: dict[str, int] = {}
    for entry in entries:
        order.setdefault(entry.href, len(order))
    return sorted(entries, key=lambda entry: order[entry.href])
