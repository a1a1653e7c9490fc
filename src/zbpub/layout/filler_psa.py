"""A public-service advertisement (公益广告): display type in a double frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zbpub.layout.display import LEFT, SetText, Wording, set_line
from zbpub.layout.filler_frame import Frame
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
_LINE = 400
_TEXT_GAP, _MOST_GAP = 550, 10_000
"""White between title and text: thousandths of the title's size, and mpt at most."""
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
    is_ruled: bool = False
    """Whether lines part the title's lines."""


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
                if shape.size < LEAST_TITLE:
                    continue
                for each in (shape, replace(shape, is_ruled=True)):
                    cost = liking + self._cost(each, frame.inner, width, tall)
                    yield Plan(cost, _Later(self, each, frame))

    def _pad(self, inner: Rect) -> int:
        return max(self._em * 4 // 10, min(inner.width, inner.height) // 14)

    def _frame(self, place: Rect, fret: int) -> Frame:
        if self._label is None:
            return Frame(place, fret)
        above = self._label.size // 2
        box = replace(place, y=place.y + above, height=place.height - above)
        left = self._label_x(place)
        clear = self._label.size // 2
        opening = (left - clear, left + self._label.width + clear)
        return Frame(box, fret, opening)

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
                        if room > size * 30:
                            continue
                        yield self._shape(
                            cut, (width, room), (size, lines), is_vertical
                        )
                else:
                    yield self._shape(cut, (width, tall), (0, 0), is_vertical)

    def _shape(
        self, cut: Cut, room: tuple[int, int], text: tuple[int, int], is_vertical: bool
    ) -> _Shape:
        width, tall = room
        fixed = _MOST_GAP if text[0] else 0
        along, across = (tall, width) if is_vertical else (width, tall)
        if is_vertical:
            along -= fixed
            size = min(along * 1000 // cut.width, across * 1000 // cut.across())
        else:
            across -= fixed
            size = min(along * _FULL // cut.width, across * 1000 // cut.across())
        size = max(min(size - size % ROUND, _LARGEST), ROUND)
        spare = along * _FULL // 1000 - cut.width * size // 1000
        free = across - cut.across() * size // 1000
        leading = TIGHT + min(OPEN - TIGHT, free * 1000 // (size * (cut.lines + 1)))
        tracking = 0
        if cut.gaps:
            tracking = max(0, min(spare // cut.gaps, size * _LOOSE // 1000))
        return _Shape(cut, is_vertical, size, leading, tracking, *text)

    def _cost(self, shape: _Shape, inner: Rect, width: int, tall: int) -> int:
        title_width, title_tall = _extent(shape)
        text_tall = _text_height(shape.lines, shape.text) if shape.text else 0
        gap = _text_gap(shape) if shape.text else 0
        spare = tall - title_tall - text_tall - gap
        outer = spare // (3 if shape.text else 2) + (inner.height - tall) // 2
        beside = (inner.width - title_width) // 2
        if shape.is_ruled:
            outer = max(outer - (shape.leading - 1000) * shape.size // 2000, 0)
        areas = [
            outer * inner.width,
            (gap + spare // 3) * inner.width if shape.text else 0,
            (shape.leading - 1000)
            * shape.size
            // 1000
            * inner.width
            * (shape.cut.lines > 1)
            // (1 + shape.is_ruled),
            beside * (title_tall + outer * (1 if shape.text else 2)),
        ]
        cost = white_cost(areas, self._case.profile) + shape.cut.dislike
        cost += (
            2 * shape.is_vertical
            + 6 * shape.is_ruled
            + 4 * shape.tracking // max(shape.size, 1)
        )
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
        if shape.text:
            small = TypeSpec(self._font, shape.text)
            wording = Wording("filler-text", self._filler.text, small, TEXT_LEADING)
            blocks.append(set_centred(wording, room.width, shape.lines + 1, self._case))
        return self._placed(shape, blocks, room, frame)

    def _placed(
        self, shape: _Shape, blocks: list[tuple[SetText, bool]], room: Rect,
        frame: Frame,
    ) -> Draft | None:  # fmt: skip
        heights = [text.height for text, _ in blocks]
        edge = shape.size // 4
        gaps = [edge, _text_gap(shape), edge]
        if len(blocks) == 1:
            gaps = [edge, edge]
        elif sum(heights) + gaps[1] * 6 // 10 > room.height:
            return None
        if sum(heights) > room.height:
            return None
        tops = stack(heights, gaps, room.height)
        items: list[Item] = []
        if self._label is not None:
            y = frame.box.y + 1000 - self._label.size // 2
            items.append(self._label.at(self._label_x(frame.box), y))
        for (text, is_ragged), top in zip(blocks, tops, strict=True):
            if is_ragged:
                items.append(text.at(room.x, room.y + top, room.width))
            else:
                left = (room.width - text.width) // 2
                items.append(text.at(room.x + left, room.y + top, text.width, LEFT))
        lines = _ruled(blocks[0][0], tops[0], room) if shape.is_ruled else ()
        rules = (Rule("filler-tint", frame.ground), *frame.rules(), *lines)
        inks = (*frame.bands, *(line.place for line in lines))
        return Draft(tuple(items), rules, inks)


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


def _ruled(title: SetText, top: int, room: Rect) -> tuple[Rule, ...]:
    """Lines above, between and below the title's, as letter paper has them (朱丝栏)."""
    half = (title.leading - title.size) // 2
    edges = [room.y + top - half + i * title.leading for i in range(len(title.lines))]
    edges.append(room.y + top + title.height + half)
    if title.is_vertical:
        first = room.x + (room.width - title.width) // 2 - half
        xs = [first + i * title.leading for i in range(len(title.lines) + 1)]
        return tuple(
            Rule("filler-line", Rect(x, room.y + top, _LINE, title.height)) for x in xs
        )
    return tuple(Rule("filler-line", Rect(room.x, y, room.width, _LINE)) for y in edges)


def _text_gap(shape: _Shape) -> int:
    return min(shape.size * _TEXT_GAP // 1000, _MOST_GAP)
