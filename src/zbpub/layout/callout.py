"""A QR call-out set at the foot of a column: the code and its line of invitation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from zbpub.compose.atoms import Type
from zbpub.compose.heads import set_in_fewest
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Item, Picture, Rect, Rule
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Callout

_PAD = 500
"""White around and inside the box, in thousandths of a row."""
_LEADING = 1.25
_BESIDE_EM = 6
"""Text stands beside the code when it has room for so many characters, else below."""
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class SetCallout:
    """A call-out at a measure; lengths in mpt."""

    url: str
    measure: int
    side: int
    """Of the code."""
    lines: tuple[Line, ...]
    size: int
    is_beside: bool
    """Whether the text stands beside the code, or below it."""
    rows: int
    """Rows of the grid that it takes, white included."""

    @property
    def leading(self) -> int:
        """From baseline to baseline."""
        return round(self.size * _LEADING)

    @property
    def text_height(self) -> int:
        """Of all lines, from the first em box to the last."""
        return height(len(self.lines), self.size, self.leading)


def set_callout(callout: Callout, url: str, measure: int, case: TypeCase) -> SetCallout:
    """Set ``callout`` at ``measure``; ``url`` is what its code carries."""
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
    return SetCallout(url, measure, side, lines, spec.size, is_beside, rows)


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
) -> tuple[tuple[Item, ...], Rule]:
    """The call-out's items, and the frame around them, in ``place``."""
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
    picture = Picture("qr", code, callout.url, f"二维码：{callout.url}")
    return (picture, element), Rule("callout", box)
