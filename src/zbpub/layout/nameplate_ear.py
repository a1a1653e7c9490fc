"""The ear (报眼): a framed box at the right of the nameplate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zbpub.layout.display import (
    CENTRED,
    LEFT,
    SetText,
    Wording,
    set_full,
    set_line,
    set_ragged,
)
from zbpub.layout.page import HAIRLINE, Element, Rect, Rule
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Front

_LEAST, _STEP = 6500, 500
"""The smallest size of its lines, and between two sizes (mpt)."""
_LEADING = 1450
_MOST_GAPS = 5
"""A title of more gaps between characters is not letterspaced."""


@dataclass(frozen=True, slots=True)
class Ear:
    """What stands in the box, set; lengths in mpt."""

    title: SetText | None
    texts: tuple[SetText, ...]
    pad: int

    @property
    def gap(self) -> int:
        """White between two of its lines."""
        return self.texts[0].size * (_LEADING - 1000) // 1000 if self.texts else 0

    @property
    def head(self) -> int:
        """What its title takes, the rule below it included."""
        return self.title.size * 17 // 10 if self.title else 0

    @property
    def height(self) -> int:
        """The least that it needs."""
        texts = sum(text.height for text in self.texts)
        between = self.gap * max(len(self.texts) - 1, 0)
        return self.head + texts + between + 2 * self.pad * bool(self.texts)


def fit_ear(front: Front, most: int, case: TypeCase) -> tuple[Ear | None, str]:
    """The ear in at most ``most`` mpt of height, as large as fits.

    Returns:
        The ear, None when nothing of it fits; and the first line that is left out.
    """
    spec = case.profile.nameplate.ear
    if case.profile.nameplate.ear_columns < case.profile.grid.columns:
        for size in range(spec.size, _LEAST - 1, -_STEP):
            ear = _set_ear(front, front.ear, size, case)
            if ear is not None and ear.height <= most:
                return ear, ""
        for count in range(len(front.ear) - 1, 0, -1):
            ear = _set_ear(front, front.ear[:count], _LEAST, case)
            if ear is not None and ear.height <= most:
                return ear, front.ear[count]
    return None, front.ear_title or front.ear[0]


def _set_ear(
    front: Front, lines: Sequence[str], size: int, case: TypeCase
) -> Ear | None:
    profile = case.profile
    spec = replace(profile.nameplate.ear, size=size)
    pad = profile.grid.size * 7 // 10
    width = profile.grid.width(profile.nameplate.ear_columns) - 2 * pad
    title = None
    if front.ear_title:
        head = profile.nameplate.ear_title
        title = set_line(Wording("ear-title", front.ear_title, head), case)
        if title.width > width:
            return None
        title = _opened(title, width)
    texts = [
        set_ragged(Wording("ear", line, spec, _LEADING), (width, 2), case)
        or set_full(Wording("ear", line, spec, _LEADING), width, case)
        for line in lines
        if line.strip()
    ]
    return Ear(title, tuple(texts), pad)


def _opened(title: SetText, width: int) -> SetText:
    """A short head letterspaced by a quarter of an em."""
    gaps = sum(1 for _ in title.lines[0].glyphs) - 1
    tracking = title.size // 4
    if gaps > _MOST_GAPS or title.width + gaps * tracking > width * 8 // 10:
        return title
    return replace(title, lines=(title.lines[0]._replace(tracking=tracking),))


def place_ear(ear: Ear, box: Rect) -> tuple[list[Element], list[Rule]]:
    """The ear's elements, its frame and the line under its title in ``box``."""
    rules = [Rule("ear", box)]
    elements: list[Element] = []
    y = box.y
    if ear.title:
        white = (ear.head - ear.title.height) // 2
        elements.append(ear.title.at(box.x, y + white, box.width, CENTRED))
        line = Rect(box.x + ear.pad, y + ear.head, box.width - 2 * ear.pad, HAIRLINE)
        rules.append(Rule("ear-line", line))
        y += ear.head
    spare = box.y + box.height - y - (ear.height - ear.head)
    gaps = len(ear.texts) + 1
    more = min(spare // gaps, ear.gap * 3 // 2)
    y += ear.pad + (spare - more * (gaps - 2)) // 2
    widest = max((text.width for text in ear.texts), default=0)
    left = box.x + (box.width - widest) // 2
    for text in ear.texts:
        elements.append(text.at(left, y, widest, LEFT))
        y += text.height + ear.gap + more
    return elements, rules
