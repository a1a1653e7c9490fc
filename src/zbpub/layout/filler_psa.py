"""A public-service advertisement (公益广告): a line of display type in a double frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zbpub.layout.display import LEFT, SetText, Wording, set_line
from zbpub.layout.filler_frame import Frame, double_frame
from zbpub.layout.filler_plan import (
    LEAST_TITLE,
    OPEN,
    ROUND,
    TEXT_LEADING,
    TEXT_SIZES,
    TIGHT,
    Cut,
    Draft,
    Plan,
    cuts,
    lines_of,
    natural_em,
    set_centred,
    set_cut,
    stack,
    white_cost,
)
from zbpub.layout.furniture_words import words_of
from zbpub.layout.page import Item, Rect, Rule
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Filler

_FRETS = (0, 7000, 10_500, 14_000, 21_000, 28_000, 35_000)
"""How thick the fret may be, mpt: strokes of whole half points."""
_FRET_SHARE = 18
"""A fret is best at the box's shorter side over this."""
_MOST_LINES = 5
_LARGEST = 160_000
_LOOSE = 800
"""Most letterspacing of a title, thousandths of its size."""
_FULL = 960
"""A title's longest line fills so much of its room at most, thousandths."""
_TEXT_GAP = 550
"""White between title and text, thousandths of the title's size."""
_PREFERRED_TIMES = (2, 4)
"""A title is so many times its text's size."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A title's lines at their size and letterspacing, and a text's size."""

    cut: Cut
    is_vertical: bool
    size: int
    leading: int
    tracking: int
    text: int
    """Its type size; 0: no text."""
    lines: int
    """Of the text, as reckoned."""


class Psa:
    """Plans of one advertisement; without ``label`` it stands for any bare line."""

    def __init__(self, filler: Filler, case: TypeCase, *, has_label: bool) -> None:
        self._filler, self._case = filler, case
        self._em = case.profile.grid.size
        spec = case.profile.pieces
        self._display, self._font = spec.display, spec.text
        self._level = cuts(filler.title, spec.display, _MOST_LINES, case)
        self._upright = cuts(filler.title, spec.display, 3, case, is_vertical=True)
        self._text_em = natural_em(filler.text, spec.text, case) if filler.text else 0
        self._label: SetText | None = None
        if has_label:
            words = words_of(case.setting.edition).psa
            small = TypeSpec(spec.text, self._em * 800 // 1000)
            wording = Wording("filler-label", words, small)
            self._label = set_line(wording, case, tracking=small.size // 8)

    def plans(self, place: Rect) -> Iterator[Plan]:
        """Ways of filling ``place``, whose top left is 0, 0."""
        short = min(place.width, place.height)
        best = short // _FRET_SHARE if short > 8 * self._em else 0
        for fret in _FRETS:
            if fret > short // 7:
                break
            frame = self._frame(place, fret)
            pad = self._pad(frame.inner)
            width, tall = frame.inner.width - 2 * pad, frame.inner.height - 2 * pad
            liking = abs(fret - best) // 1500
            for shape in self._shapes(width, tall):
                if shape.size >= LEAST_TITLE:
                    cost = liking + self._cost(shape, frame.inner, width, tall)
                    yield Plan(cost, _Later(self, shape, frame))

    def _pad(self, inner: Rect) -> int:
        return max(self._em * 4 // 10, min(inner.width, inner.height) // 14)

    def _frame(self, place: Rect, fret: int) -> Frame:
        if self._label is None:
            return double_frame(place, fret, None)
        above = self._label.size // 2
        box = replace(place, y=place.y + above, height=place.height - above)
        left = self._label_x(place)
        clear = self._label.size // 2
        opening = (left - clear, left + self._label.width + clear)
        return double_frame(box, fret, opening)

    def _label_x(self, place: Rect) -> int:
        assert self._label is not None  # asked for only where there is one
        return place.x + place.width - self._label.width - 2 * self._em

    def _shapes(self, width: int, tall: int) -> Iterator[_Shape]:
        for is_vertical, choice in ((False, self._level), (True, self._upright)):
            if is_vertical and tall < width:
                continue
            for cut in choice:
                if self._text_em:
                    for size in TEXT_SIZES:
                        lines = lines_of(self._text_em, width, size)
                        room = tall - _text_height(lines, size)
                        if room <= 0 or (lines > 1 and width < 8 * size):
                            break
                        yield self._shape(
                            cut, (width, room), (size, lines), is_vertical
                        )
                else:
                    yield self._shape(cut, (width, tall), (0, 0), is_vertical)

    def _shape(
        self, cut: Cut, room: tuple[int, int], text: tuple[int, int], is_vertical: bool
    ) -> _Shape:
        width, tall = room
        gap = _TEXT_GAP if text[0] else 0
        along, across = (tall, width) if is_vertical else (width, tall)
        if is_vertical:
            size = min(along * 1000 // (cut.width + gap), across * 1000 // cut.across())
            along -= size * gap // 1000
            gap = 0
        else:
            size = min(
                along * _FULL // cut.width, across * 1000 // (cut.across() + gap)
            )
        size = max(min(size - size % ROUND, _LARGEST), ROUND)
        spare = along * _FULL // 1000 - cut.width * size // 1000
        free = across - (cut.across() + gap) * size // 1000
        leading = TIGHT + min(OPEN - TIGHT, free * 1000 // (size * (cut.lines + 1)))
        tracking = 0
        if cut.gaps:
            tracking = max(0, min(spare // cut.gaps, size * _LOOSE // 1000))
        return _Shape(cut, is_vertical, size, leading, tracking, *text)

    def _cost(self, shape: _Shape, inner: Rect, width: int, tall: int) -> int:
        title_width, title_tall = _extent(shape)
        text_tall = _text_height(shape.lines, shape.text) if shape.text else 0
        gap = shape.size * _TEXT_GAP // 1000 if shape.text else 0
        spare = tall - title_tall - text_tall - gap
        outer = spare // (3 if shape.text else 2) + (inner.height - tall) // 2
        beside = (inner.width - title_width) // 2
        areas = [
            outer * inner.width,
            (gap + spare // 3) * inner.width if shape.text else 0,
            (shape.leading - 1000)
            * shape.size
            // 1000
            * inner.width
            * (shape.cut.lines > 1),
            beside * (title_tall + outer * (1 if shape.text else 2)),
        ]
        cost = white_cost(areas, self._case.profile) + shape.cut.dislike
        cost += 2 * shape.is_vertical + 4 * shape.tracking // max(shape.size, 1)
        if shape.text:
            times = shape.size * 10 // shape.text
            least, most = _PREFERRED_TIMES
            cost += max(0, least * 10 - times) * 6 + max(0, times - most * 10) // 2
        return cost

    def set(self, shape: _Shape, frame: Frame) -> Draft | None:
        """Set a shape in a frame; None when it does not fit."""
        spec = TypeSpec(self._display, shape.size)
        wording = Wording("filler-title", self._filler.title, spec, shape.leading)
        title = set_cut(
            wording, shape.cut, shape.tracking, self._case,
            is_vertical=shape.is_vertical,
        )  # fmt: skip
        inner, pad = frame.inner, self._pad(frame.inner)
        room = Rect(inner.x + pad, inner.y + pad, inner.width - 2 * pad,
                    inner.height - 2 * pad)  # fmt: skip
        if title is None or title.width > room.width:
            return None
        blocks = [(title, True)]
        gaps = [shape.size // 4, shape.size // 4]
        if shape.text:
            small = TypeSpec(self._font, shape.text)
            wording = Wording("filler-text", self._filler.text, small, TEXT_LEADING)
            blocks.append(set_centred(wording, room.width, shape.lines + 1, self._case))
            gaps = [shape.size // 4, shape.size * _TEXT_GAP // 1000, shape.size // 4]
        return self._placed(blocks, gaps, room, frame)

    def _placed(
        self, blocks: list[tuple[SetText, bool]], gaps: list[int], room: Rect,
        frame: Frame,
    ) -> Draft | None:  # fmt: skip
        heights = [text.height for text, _ in blocks]
        least = gaps[1] if len(gaps) > 2 else 0
        if sum(heights) + least * 6 // 10 > room.height:
            return None
        tops = stack(heights, gaps, room.height)
        items: list[Item] = []
        if self._label is not None:
            outer = frame.rules[0].place
            items.append(self._label.at(self._label_x(self._whole(frame)), outer.y
                                        + 1000 - self._label.size // 2))  # fmt: skip
        for (text, is_ragged), top in zip(blocks, tops, strict=True):
            at = (room.x, room.y + top, room.width)
            if is_ragged:
                items.append(text.at(*at))
            else:
                left = (room.width - text.width) // 2
                items.append(text.at(room.x + left, room.y + top, text.width, LEFT))
        tint = Rule("filler-tint", frame.inner)
        return Draft(tuple(items), (tint, *frame.rules), frame.fret)

    def _whole(self, frame: Frame) -> Rect:
        """The frame's outer edges."""
        left = min(rule.place.x for rule in frame.rules)
        right = max(rule.place.x + rule.place.width for rule in frame.rules)
        return Rect(left, 0, right - left, 0)


@dataclass(frozen=True, slots=True)
class _Later:
    psa: Psa
    shape: _Shape
    frame: Frame

    def __call__(self) -> Draft | None:
        return self.psa.set(self.shape, self.frame)


def _extent(shape: _Shape) -> tuple[int, int]:
    along = shape.cut.width * shape.size // 1000 + shape.cut.gaps * shape.tracking
    across = shape.cut.across(shape.leading) * shape.size // 1000
    return (across, along) if shape.is_vertical else (along, across)


def _text_height(lines: int, size: int) -> int:
    return (lines - 1) * size * TEXT_LEADING // 1000 + size
