"""A line of display type, its text and a code in a frame: 公益广告, QR codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zbpub.layout.display import LEFT, SetText, Wording
from zbpub.layout.filler_frame import Frame
from zbpub.layout.filler_plan import (
    LEAST_TITLE,
    OPEN,
    ROUND,
    TEXT_LEADING,
    TIGHT,
    Cut,
    Draft,
    Plan,
    cuts,
    label_of,
    lines_of,
    natural_em,
    set_centred,
    set_cut,
    text_sizes,
    white_cost,
)
from zbpub.layout.furniture_words import words_of
from zbpub.layout.page import Item, Picture, Rect, Rule
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Filler

_FRETS = (0, 7000, 10_500, 14_000, 21_000, 28_000, 35_000)
"""How thick the fret may be, mpt: strokes of whole half points."""
_FRET_SHARE = 18
"""A fret is best at the box's shorter side over this."""
_CODES = (850, 1000, 1200)
"""Sides that a code may have, thousandths of the best."""
_MOST_LINES = 5
_LARGEST = 160_000
_LOOSE = 800
"""Most letterspacing of a title, thousandths of its size."""
_FULL = 960
"""A title's longest line fills so much of its room at most, thousandths."""
_LINE = 400
_TEXT_GAP, _MOST_GAP = 280, 18_000
"""Least white between title and text: thousandths of the title's size, and its most
(mpt)."""
_GAP_SHARE = 250
"""What of the spare white goes between them, thousandths."""
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


@dataclass(frozen=True, slots=True)
class _Split:
    """The place inside a frame: title and text in one part, a code in the other."""

    room: Rect
    code: Rect | None = None


class Psa:
    """Plans of one filler whose title is large, with its code when it has one."""

    def __init__(self, filler: Filler, url: str, case: TypeCase) -> None:
        self._filler, self._case, self._url = filler, case, url
        self._em = case.profile.grid.size
        spec = case.profile.pieces
        is_psa = filler.kind == "psa"
        self._display, self._font = spec.display if is_psa else spec.title, spec.text
        self._level = cuts(filler.title, self._display, _MOST_LINES, case)
        self._upright = cuts(filler.title, self._display, 3, case, is_vertical=True)
        self._text_em = natural_em(filler.text, spec.text, case) if filler.text else 0
        self._label: SetText | None = None
        if is_psa:
            self._label = label_of(case, "filler-label")

    def plans(self, place: Rect) -> Iterator[Plan]:
        """Ways of filling ``place``, whose top left is 0, 0."""
        short = min(place.width, place.height)
        best = short // _FRET_SHARE if short > 8 * self._em else 0
        for fret in _FRETS:
            if fret > short // 7:
                break
            frame = self._frame(place, fret)
            liking = abs(fret - best) // 1500
            for split in self._splits(frame.inner):
                room = split.room
                for shape in self._shapes(room.width, room.height):
                    if shape.size < LEAST_TITLE:
                        continue
                    ruled = () if shape.text else (replace(shape, is_ruled=True),)
                    for each in (shape, *ruled):
                        cost = liking + self._cost(each, frame, split)
                        yield Plan(cost, _Later(self, each, frame, split))

    def _splits(self, inner: Rect) -> Iterator[_Split]:
        pad = self._pad(inner)
        x, y = inner.x + pad, inner.y + pad
        width, tall = inner.width - 2 * pad, inner.height - 2 * pad
        if not self._url:
            yield _Split(Rect(x, y, width, tall))
            return
        best = self._best_side(inner)
        for times in _CODES:
            side = best * times // 1000
            beside, below = width - side - pad, tall - side - pad
            if side <= tall and beside >= 4 * self._em:
                code = Rect(x, y + (tall - side) // 2, side, side)
                yield _Split(Rect(x + side + pad, y, beside, tall), code)
            if side <= width and below >= 2 * self._em:
                code = Rect(x + (width - side) // 2, y + below + pad, side, side)
                yield _Split(Rect(x, y, width, below), code)

    def _best_side(self, inner: Rect) -> int:
        """Of a code: half the shorter side, as far as that is a usual size."""
        usual = self._case.profile.qr_side
        half = min(inner.width, inner.height) // 2
        return max(usual * 9 // 10, min(half, usual * 17 // 10))

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
                    for size in text_sizes(self._text_em, width, 3):
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
        if text[0]:  # the gap is some part of the size that is sought
            ems = (cut.width if is_vertical else cut.across()) + _TEXT_GAP
            tall -= max(min(_MOST_GAP, tall * _TEXT_GAP // ems), text[0] * 4 // 10)
            tall = max(tall, 1)
        along, across = (tall, width) if is_vertical else (width, tall)
        if is_vertical:
            size = min(along * 1000 // cut.width, across * 1000 // cut.across())
        else:
            size = min(along * _FULL // cut.width, across * 1000 // cut.across())
        size = max(min(size - size % ROUND, _LARGEST), ROUND)
        spare = along * _FULL // 1000 - cut.width * size // 1000
        free = across - cut.across() * size // 1000
        leading = TIGHT + min(OPEN - TIGHT, free * 1000 // (size * (cut.lines + 1)))
        tracking = 0
        if cut.gaps:
            tracking = max(0, min(spare // cut.gaps, size * _LOOSE // 1000))
        return _Shape(cut, is_vertical, size, leading, tracking, *text)

    def _cost(self, shape: _Shape, frame: Frame, split: _Split) -> int:
        width, tall = split.room.width, split.room.height
        inner = frame.inner
        pad = self._pad(inner) + (0 if frame.fret else inner.x)
        title_width, title_tall = _extent(shape)
        text_tall = _text_height(shape.lines, shape.text) if shape.text else 0
        gap = _text_gap(shape) if shape.text else 0
        spare = tall - title_tall - text_tall - gap
        outer = spare // 2 + pad
        if shape.text:
            between = gap + spare * _GAP_SHARE // 1000
            outer = (spare - between + gap) // 2 + pad
        beside = (width - title_width) // 2 + pad
        if shape.is_ruled:
            outer = max(outer - (shape.leading - 1000) * shape.size // 2000, 0)
        areas = [
            outer * (width + 2 * pad),
            between * (width + 2 * pad) if shape.text else 0,
            (shape.leading - 1000)
            * shape.size
            // 1000
            * (width + 2 * pad)
            * (shape.cut.lines > 1)
            // (1 + shape.is_ruled),
            beside * (title_tall + outer * (1 if shape.text else 2)),
        ]
        cost = shape.cut.dislike
        if split.code:
            side = split.code.width
            areas.append(
                (inner.width - side) // 2 * side
                if split.code.y > split.room.y + split.room.height
                else (inner.height - side) // 2 * side
            )
            best = self._best_side(inner)
            cost += abs(side - best) * 12 // best
        cost += white_cost(areas, self._case.profile)
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

    def set(self, shape: _Shape, frame: Frame, split: _Split) -> Draft | None:
        """Set a shape in a frame; None when it does not fit."""
        spec = TypeSpec(self._display, shape.size)
        wording = Wording("filler-title", self._filler.title, spec, shape.leading)
        title = set_cut(
            wording, shape.cut, shape.tracking, self._case,
            is_vertical=shape.is_vertical,
        )  # fmt: skip
        room = split.room
        if title is None or title.width > room.width:
            return None
        blocks = [(title, True)]
        if shape.text:
            small = TypeSpec(self._font, shape.text)
            wording = Wording("filler-text", self._filler.text, small, TEXT_LEADING)
            blocks.append(set_centred(wording, room.width, shape.lines + 1, self._case))
        return self._placed(shape, blocks, split, frame)

    def _placed(
        self, shape: _Shape, blocks: list[tuple[SetText, bool]], split: _Split,
        frame: Frame,
    ) -> Draft | None:  # fmt: skip
        room = split.room
        heights = [text.height for text, _ in blocks]
        gap = _text_gap(shape) if len(blocks) > 1 else 0
        spare = room.height - sum(heights) - gap
        if spare < 0:
            return None
        if gap:
            gap += spare * _GAP_SHARE // 1000
        top = (room.height - sum(heights) - gap) // 2
        tops = (top, top + heights[0] + gap)
        items: list[Item] = []
        if self._label is not None:
            y = frame.box.y + 1000 - self._label.size // 2
            items.append(self._label.at(self._label_x(frame.box), y))
        for (text, is_ragged), top in zip(blocks, tops, strict=False):
            if is_ragged:
                items.append(text.at(room.x, room.y + top, room.width))
            else:
                left = (room.width - text.width) // 2
                items.append(text.at(room.x + left, room.y + top, text.width, LEFT))
        if split.code:
            alt = f"{words_of(self._case.setting.edition).code}：{self._url}"
            items.append(Picture("qr", split.code, self._url, alt))
        lines = _ruled(blocks[0][0], tops[0], room) if shape.is_ruled else ()
        rules = (Rule("filler-tint", frame.ground), *frame.rules(), *lines)
        inks = (*frame.bands, *(line.place for line in lines))
        return Draft(tuple(items), rules, inks)


@dataclass(frozen=True, slots=True)
class _Later:
    psa: Psa
    shape: _Shape
    frame: Frame
    split: _Split

    def __call__(self) -> Draft | None:
        return self.psa.set(self.shape, self.frame, self.split)


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
    return max(min(shape.size * _TEXT_GAP // 1000, _MOST_GAP), shape.text * 4 // 10)
