"""A call-out set at the foot of a column: a code with its invitation, or a text alone.

What has no code (提示, 热线) has its label set into the top of its frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from zbpub.compose.atoms import Type
from zbpub.compose.heads import set_in_fewest
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.layout.furniture_words import words_of
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Item, Picture, Rect, Rule
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Callout

QR = "qr"
"""The kind of call-out that carries a code."""

_PAD = 500
"""White around and inside the box, in thousandths of a row."""
_LEADING = 1.25
_BESIDE_EM = 6
"""Text stands beside the code when it has room for so many characters, else below."""
_MOST_LINES = 6
_EDGE = 500
"""Thickness of a frame that is drawn edge by edge, mpt."""


@dataclass(frozen=True, slots=True)
class SetCallout:
    """A call-out at a measure; lengths in mpt."""

    url: str
    measure: int
    side: int
    """Of the code; 0 of a call-out that has none."""
    lines: tuple[Line, ...]
    size: int
    is_beside: bool
    """Whether the text stands beside the code, or below it."""
    rows: int
    """Rows of the grid that it takes, white included."""
    label: Line | None = None
    """What is set into the top of its frame."""
    alt: str = ""
    """What the code is, to those who hear it."""

    @property
    def leading(self) -> int:
        """From baseline to baseline."""
        return round(self.size * _LEADING)

    @property
    def text_height(self) -> int:
        """Of all lines, from the first em box to the last."""
        return height(len(self.lines), self.size, self.leading)

    @property
    def sunk(self) -> int:
        """How far the label hangs into the frame."""
        return self.size // 2 if self.label else 0


def set_callout(callout: Callout, url: str, measure: int, case: TypeCase) -> SetCallout:
    """Set ``callout`` at ``measure``; ``url`` is what its code carries."""
    if callout.kind != QR:
        return _set_text(callout, measure, case)
    pitch, spec = case.profile.grid.pitch, case.profile.qr
    pad = pitch * _PAD // 1000
    side = min(case.profile.qr_side, measure - 2 * pad)
    room = measure - side - 3 * pad
    is_beside = room >= _BESIDE_EM * spec.size
    lines = _lines(callout.text, room if is_beside else measure - 2 * pad, case)
    draft = SetCallout(url, measure, side, lines, spec.size, is_beside, 0)
    tall = max(side, draft.text_height)
    if not is_beside:
        tall = side + pad + draft.text_height
    rows = -(-(tall + 3 * pad) // pitch)
    alt = f"{words_of(case.setting.edition).code}：{url}"
    return SetCallout(url, measure, side, lines, spec.size, is_beside, rows, alt=alt)


def _set_text(callout: Callout, measure: int, case: TypeCase) -> SetCallout:
    """A call-out without a code: justified lines, as a paragraph without indent."""
    pitch, spec = case.profile.grid.pitch, case.profile.qr
    pad = pitch * _PAD // 1000
    type_, room = Type(size=spec.size), measure - 2 * pad
    frame = Frame(measure=max(room - room % spec.size, spec.size))
    lines = compose([case.run(callout.text, spec.font)], type_, frame, case.setting)
    strong = TypeSpec(case.profile.body.strong, spec.size)
    label = case.one_line(callout.label, strong)
    draft = SetCallout("", measure, 0, lines, spec.size, False, 0, label)
    rows = -(-(draft.text_height + 3 * pad + draft.sunk) // pitch)
    return SetCallout("", measure, 0, lines, spec.size, False, rows, label)


def _lines(text: str, room: int, case: TypeCase) -> tuple[Line, ...]:
    """The invitation in as few lines as sense allows, ragged right."""
    spec = case.profile.qr
    runs, type_ = [case.run(text, spec.font)], Type(size=spec.size)
    head = set_in_fewest(runs, type_, (room, _MOST_LINES), case.setting)
    return (
        head.lines if head else compose(runs, type_, Frame(measure=room), case.setting)
    )


def place_callout(
    callout: SetCallout, place: Rect, pitch: int
) -> tuple[tuple[Item, ...], tuple[Rule, ...]]:
    """The call-out's items, and the rules around them, in ``place``."""
    if not callout.side:
        return _place_text(callout, place, pitch)
    pad = pitch * _PAD // 1000
    box = Rect(place.x, place.y + pad, place.width, place.height - pad)
    side, text = callout.side, callout.text_height
    if callout.is_beside:
        code = Rect(box.x + pad, box.y + (box.height - side) // 2, side, side)
        left = code.x + side + pad
        area = Rect(
            left, box.y + (box.height - text) // 2, box.x + box.width - left, text
        )
    else:
        top = box.y + (box.height - side - pad - text) // 2
        code = Rect(box.x + (box.width - side) // 2, top, side, side)
        area = Rect(box.x + pad, top + side + pad, box.width - 2 * pad, text)
    placed = (
        (0 if callout.is_beside else (area.width - line.width) // 2, top_, line)
        for line, top_ in zip(callout.lines, count(0, callout.leading), strict=False)
    )
    lines = set_lines(placed, callout.size)
    element = Element("callout", (Fragment(area, callout.size, lines),))
    picture = Picture("qr", code, callout.url, callout.alt)
    return (picture, element), (Rule("callout", box),)


def _place_text(
    callout: SetCallout, place: Rect, pitch: int
) -> tuple[tuple[Item, ...], tuple[Rule, ...]]:
    pad, size = pitch * _PAD // 1000, callout.size
    box = Rect(place.x, place.y + pad, place.width, place.height - pad)
    inside = box.height - callout.sunk
    top = box.y + callout.sunk + (inside - callout.text_height) // 2
    area = Rect(box.x + pad, top, box.width - 2 * pad, callout.text_height)
    placed = zip(count(0, 0), count(0, callout.leading), callout.lines, strict=False)
    text = Element("callout", (Fragment(area, size, set_lines(placed, size)),))
    if callout.label is None:
        return (text,), (Rule("callout", box),)
    # Read before the text. The frame's top is open where it stands, so that it needs
    # no ground of its own, which a tint behind the article would betray.
    label = Rect(box.x + 2 * pad, box.y - size // 2, callout.label.width, size)
    lines = set_lines([(0, 0, callout.label)], size)
    element = Element("callout-label", (Fragment(label, size, lines),))
    return (element, text), _edges(box, (label.x - pad // 2, label.width + pad))


def _edges(box: Rect, gap: tuple[int, int]) -> tuple[Rule, ...]:
    """The frame's edges, its top open over ``gap``: its left end and its width."""
    left, width = gap
    right, foot = box.x + box.width, box.y + box.height
    places = (
        Rect(box.x, box.y, left - box.x, _EDGE),
        Rect(left + width, box.y, right - left - width, _EDGE),
        Rect(box.x, box.y, _EDGE, box.height),
        Rect(right - _EDGE, box.y, _EDGE, box.height),
        Rect(box.x, foot - _EDGE, box.width, _EDGE),
    )
    return tuple(Rule("callout-edge", each) for each in places)
