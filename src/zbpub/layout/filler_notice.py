"""A notice (提示): its title reversed on a bar, its text in one column or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zbpub.layout.display import LEFT, SetText, Wording, set_full
from zbpub.layout.filler_plan import (
    TIGHT,
    Cut,
    Draft,
    Plan,
    cuts,
    label_of,
    lines_of,
    natural_em,
    set_cut,
    text_sizes,
    white_cost,
)
from zbpub.layout.furniture_words import words_of
from zbpub.layout.page import Item, Picture, Rect, Rule
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Filler

_TITLES = (1300, 1500, 1800, 2100, 2500, 3000, 3600, 4300, 5200)
"""Sizes of the title, thousandths of the body's."""
_BAR = 700
"""White above and below the title in its bar together, thousandths of its size."""
_LEADINGS = (1350, 2300)
_BEST_LEADING = 1600
_CODES = (800, 1000, 1200, 1500, 1800)
"""Sides that a code may have, thousandths of a call-out's."""
_MOST_PARTS = 3
_MEASURES = (6, 34)
"""Characters in a line of the text: fewest and most."""
_BEST_MEASURE = 18
_TIMES = (11, 26)
"""The title is so many tenths of the text's size."""
_BESIDE = 12
"""Least width of what stands beside a bar, ems of the body."""
_BAR_SHARE = 3
"""A bar at the left takes one in so many of the width at most."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """Where the bar stands, and the title in it."""

    place: Rect
    cut: Cut
    size: int
    tracking: int
    is_vertical: bool


@dataclass(frozen=True, slots=True)
class _Text:
    """The text's columns, as reckoned."""

    room: Rect
    size: int
    parts: int
    measure: int
    lines: int
    """Of one column."""
    leading: int
    """mpt."""
    code: Rect | None


class Notice:
    """Plans of one notice."""

    def __init__(self, filler: Filler, url: str, case: TypeCase) -> None:
        self._filler, self._case, self._url = filler, case, url
        self._em = case.profile.grid.size
        spec = case.profile.pieces
        is_psa = filler.kind == "psa"
        font = spec.display if is_psa else spec.title
        self._title_font, self._font = font, spec.text
        self._level = cuts(filler.title, font, 3, case)
        self._upright = cuts(filler.title, font, 2, case, is_vertical=True)
        self._label = label_of(case, "filler-bar-label") if is_psa else None
        self._text_em = natural_em(filler.text, spec.text, case)

    def plans(self, place: Rect) -> Iterator[Plan]:
        """Ways of filling ``place``, whose top left is 0, 0."""
        for bar in (*self._upper(place), *self._left(place)):
            for text in self._texts(place, bar):
                cost = self._cost(place, bar, text)
                yield Plan(cost, _Later(self, place, bar, text))

    @property
    def _label_size(self) -> int:
        return self._label.size if self._label else 0

    def _upper(self, place: Rect) -> Iterator[_Bar]:
        if self._label:
            return
        for cut in self._level[:2]:
            for times in _TITLES:
                size = self._em * times // 1000
                across = (cut.across() + _BAR) * size // 1000
                free = place.width - 2 * self._em - cut.width * size // 1000
                if free < 0 or across * 5 > place.height * 2:
                    break
                tracking = min(size // 2, free // 3 // max(cut.gaps, 1))
                bar = Rect(place.x, place.y, place.width, across)
                yield _Bar(bar, cut, size, tracking, is_vertical=False)

    def _left(self, place: Rect) -> Iterator[_Bar]:
        for is_vertical, choice in ((False, self._level), (True, self._upright)):
            for cut in choice:
                for times in _TITLES:
                    size = self._em * times // 1000
                    across, along = (
                        cut.across() * size // 1000,
                        cut.width * size // 1000,
                    )
                    wide, tall = (across, along) if is_vertical else (along, across)
                    wide += size
                    free = place.height - tall - size - 3 * self._label_size
                    rest = place.width - wide
                    if (
                        wide * _BAR_SHARE > place.width
                        or rest < _BESIDE * self._em
                        or free < 0
                    ):
                        break
                    tracking = 0
                    if is_vertical:
                        tracking = min(size // 2, free // 2 // max(cut.gaps, 1))
                    bar = Rect(place.x, place.y, wide, place.height)
                    yield _Bar(bar, cut, size, tracking, is_vertical)

    def _texts(self, place: Rect, bar: _Bar) -> Iterator[_Text]:
        pad = max(self._em * 8 // 10, min(place.width, place.height) // 20)
        is_left = bar.place.height == place.height
        x = bar.place.width if is_left else 0
        y = 0 if is_left else bar.place.height
        room = Rect(
            x + pad, y + pad, place.width - x - 2 * pad, place.height - y - 2 * pad
        )
        if not self._url:
            yield from self._fitted(room, None, bar)
            return
        for times in _CODES:
            side = self._case.profile.qr_side * times // 1000
            if side <= room.height and side * 5 <= room.width * 2:
                right = room.x + room.width - side
                code = Rect(right, room.y + (room.height - side) // 2, side, side)
                narrow = replace(room, width=room.width - side - 2 * pad)
                yield from self._fitted(narrow, code, bar)

    def _fitted(self, room: Rect, code: Rect | None, bar: _Bar) -> Iterator[_Text]:
        least, most = _MEASURES
        for size in text_sizes(self._text_em, room.width, 9):
            if not _TIMES[0] * size <= bar.size * 10 <= _TIMES[1] * size:
                continue
            for parts in range(1, _MOST_PARTS + 1):
                measure = (room.width - (parts - 1) * 2 * size) // parts
                measure -= measure % size
                if not least * size <= measure <= most * size:
                    continue
                lines = -(-lines_of(self._text_em, measure, size) // parts)
                if lines < 2 and parts > 1:
                    continue
                leading = 1000 * (room.height - size) // (max(lines - 1, 1) * size)
                if leading < _LEADINGS[0] and lines > 1:
                    continue
                leading = min(leading, _LEADINGS[1]) * size // 1000
                yield _Text(room, size, parts, measure, lines, leading, code)

    def _cost(self, place: Rect, bar: _Bar, text: _Text) -> int:
        used = (text.lines - 1) * text.leading + text.size
        pad = text.room.x - (
            bar.place.width
            if bar.place.y + bar.place.height == place.height
            and bar.place.width < place.width
            else 0
        )
        width = text.room.width + 2 * pad
        outer = (text.room.height - used) // 2 + pad
        areas = [outer * width, (text.leading - text.size) * width]
        if text.code:
            side = text.code.width
            areas.append((side + 3 * pad) * ((text.room.height - side) // 2 + pad))
            areas[0] = outer * (width if outer < text.code.y else width + side)
        last = self._text_em * text.size // 1000 - (
            (text.parts * text.lines - 1) * text.measure
        )
        short = text.room.width - last if text.parts == 1 else text.measure - last
        areas.append((short + pad) * (text.size + outer + text.leading - text.size))
        loose = text.leading * 1000 // text.size - _BEST_LEADING
        cost = white_cost(areas, self._case.profile) + abs(loose) // 60
        cost += abs(text.measure // text.size - _BEST_MEASURE) // 4
        cost += abs(bar.size * 10 // text.size - 16) // 3
        is_upper = bar.place.width == place.width
        if is_upper:
            cost += 12 * (bar.cut.lines - 1) + place.width // (40 * self._em)
        elif place.width < 20 * self._em:
            cost += 12
        empty = text.parts * text.lines - lines_of(
            self._text_em, text.measure, text.size
        )
        cost += 6 * empty * (text.parts > 1)
        return cost + bar.cut.lines + 3 * bar.is_vertical

    def set(self, place: Rect, bar: _Bar, text: _Text) -> Draft | None:
        """Set title and text; None when they do not fit."""
        spec = TypeSpec(self._title_font, bar.size)
        wording = Wording("filler-bar-title", self._filler.title, spec, TIGHT)
        title = set_cut(
            wording, bar.cut, bar.tracking, self._case, is_vertical=bar.is_vertical
        )
        small = TypeSpec(self._font, text.size)
        body = Wording("filler-text", self._filler.text, small)
        set_ = replace(set_full(body, text.measure, self._case), leading=text.leading)
        if title is None or title.width > bar.place.width:
            return None
        columns = _columns(set_, text)
        used = max(column.height for column in columns)
        if used > text.room.height:
            return None
        box = bar.place
        y = box.y + (box.height - 2 * self._label_size - title.height) // 2
        items: list[Item] = [title.at(box.x, y, box.width)]
        top = text.room.y + (text.room.height - used) // 2
        pace = text.measure + (
            (text.room.width - text.parts * text.measure) // max(text.parts - 1, 1)
        )
        left = text.room.x
        if text.parts == 1:
            left += (text.room.width - set_.width) // 2
        elements = [
            column.at(left + i * pace, top, text.measure, LEFT)
            for i, column in enumerate(columns)
        ]
        first = elements[0]
        fragments = tuple(f for element in elements for f in element.fragments)
        items.append(replace(first, fragments=fragments))
        if self._label:
            down = box.y + box.height - 2 * self._label.size
            items.append(self._label.at(box.x, down, box.width))
        if text.code:
            alt = f"{words_of(self._case.setting.edition).code}：{self._url}"
            items.append(Picture("qr", text.code, self._url, alt))
        rules = (Rule("filler-frame", place), Rule("filler-bar", box))
        return Draft(tuple(items), rules, (box,))


@dataclass(frozen=True, slots=True)
class _Later:
    notice: Notice
    place: Rect
    bar: _Bar
    text: _Text

    def __call__(self) -> Draft | None:
        return self.notice.set(self.place, self.bar, self.text)


def _columns(text: SetText, plan: _Text) -> list[SetText]:
    """The lines of ``text`` in columns of equal height, the last maybe shorter."""
    each = -(-len(text.lines) // plan.parts)
    return [
        replace(text, lines=text.lines[start : start + each])
        for start in range(0, len(text.lines), each)
    ]
