"""Marks that hang beyond the line's end (R20).

CLREQ, "Hanging punctuation at line end": one pause or stop, none that follows another
mark, and in Taiwan and Hong Kong in vertical lines alone.
"""

from __future__ import annotations

from zbpub.base.chars import PAUSES, PUNCTUATION, STOPS
from zbpub.preflight.measure_values import Body, BodyLine, Tally

_OUT = 0.3  # em: a mark that begins no further before the edge than this hangs
_CENTRED_HANG = frozenset("，、。")


def hanging_marks(body: Body) -> Tally:
    """R20: marks beyond the right edge that must not hang."""
    return Tally(
        0,
        tuple(
            body.evidence(
                item.line, float(not _may_hang(body, item)), last[0].text, last
            )
            for item in body.lines
            for last in (item.line.glyphs[-1:],)
            if hangs(body, item)
        ),
        unit="marks",
    )


def hangs(body: Body, item: BodyLine) -> bool:
    """Whether the line's last glyph is a mark beyond its right edge."""
    last = item.line.glyphs[-1]
    edge = body.columns[item.column].right
    return last.text in PUNCTUATION and last.x0 >= edge - _OUT * body.size


def _may_hang(body: Body, item: BodyLine) -> bool:
    text = item.line.text
    follows_mark = text[-2:-1] in PUNCTUATION
    if follows_mark:
        return False
    if body.centred:
        return bool(item.line.turned % 2) and text[-1] in _CENTRED_HANG
    return text[-1] in PAUSES | STOPS
