"""Where the body of a glyph lies: a full-width mark is half ink, half blank.

CLREQ, "Adjustment space of punctuation": opening marks carry their blank before the
ink, closing marks and (on the mainland) stops and pauses behind it; in Taiwan and
Hong Kong stops and pauses stand in the middle of the em.
"""

from __future__ import annotations

from zbpub.base.chars import CLOSING, INTERPUNCTS, OPENING, PAUSES, STOPS, is_han
from zbpub.preflight.pdf_values import Glyph

FULL_WIDTH = 0.9
"""A mark this wide (em) carries its blank; a narrower one is its ink alone."""

SQUEEZABLE = OPENING | CLOSING | STOPS | PAUSES
_BOXES = (
    dict.fromkeys("–-/", 0.5)
    | dict.fromkeys("—～〜／", 1.0)
    | dict.fromkeys(("——", "⸺", "……", "⋯⋯"), 2.0)
)
DOTS = frozenset("●•·‧﹒∙・")
"""What producers draw emphasis dots with."""
_CENTRED_FIXED = frozenset("！？")
_UPRIGHT_FIXED = frozenset("：；！？")


BESIDE = 0.5
"""em that Bopomofo takes at the right of its Han in a level line (CLREQ)."""

_TONES = frozenset("ˉˊˇˋ˪˫˙ㆴㆵㆶㆷㆻ")


def is_tone(glyph: Glyph) -> bool:
    """Whether ``glyph`` is a tone of Bopomofo."""
    return glyph.text in _TONES


def is_beside(glyph: Glyph, size: float) -> bool:
    """Whether ``glyph`` is small Bopomofo, or a tone of it, in text of ``size``."""
    char = glyph.text[:1]
    is_letter = "\u3105" <= char <= "\u312f" or "\u31a0" <= char <= "\u31bf"
    return (is_letter or is_tone(glyph)) and glyph.size < 0.55 * size


def is_full_mark(glyph: Glyph) -> bool:
    """Whether ``glyph`` is a mark with blank in its em."""
    return glyph.text in SQUEEZABLE and glyph.x1 - glyph.x0 >= FULL_WIDTH * glyph.size


def is_fixed(glyph: Glyph, *, centred: bool) -> bool:
    """Whether ``glyph`` is a mark that keeps its whole em.

    That is `！？` where marks are centred, and with `：；` in all vertical lines
    (CLREQ, adjustment space of punctuation).
    """
    if glyph.upright:
        return glyph.text in _UPRIGHT_FIXED
    return centred and glyph.text in _CENTRED_FIXED


def is_han_glyph(glyph: Glyph) -> bool:
    """Whether ``glyph`` is one Han character, or set like one.

    That are digits and letters that stand upright in a vertical line, those side by
    side together (纵中横): they take an em, and no Western gap (CLREQ).
    """
    if glyph.upright and glyph.text.isascii():
        return glyph.text.isalnum()
    return len(glyph.text) == 1 and is_han(glyph.text)


def body_box(glyph: Glyph, *, centred: bool) -> tuple[float, float]:
    """Left and right edge of the part that squeezing never takes, in points."""
    if glyph.upright and glyph.text in INTERPUNCTS:
        quarter = glyph.size / 4  # a dot in the middle of its em
        return glyph.x0 + quarter, glyph.x1 - quarter
    if not is_full_mark(glyph):
        return glyph.x0, glyph.x1
    before, behind = blanks(glyph, centred=centred)
    return glyph.x0 + before * glyph.size, glyph.x1 - behind * glyph.size


def blanks(glyph: Glyph, *, centred: bool) -> tuple[float, float]:
    """The blank before and behind the ink of a full-width mark, in em."""
    if is_fixed(glyph, centred=centred):
        return 0.0, 0.0
    if glyph.text in OPENING:
        return 0.5, 0.0
    if glyph.text in CLOSING or not centred:
        return 0.0, 0.5
    return 0.25, 0.25


def right_edges(glyph: Glyph, *, centred: bool) -> tuple[float, ...]:
    """Where a line that ends with ``glyph`` may be said to end, in points.

    On the mainland a mark at the end takes half an em (GB/T 15834-2011, 5.1.10). In
    Taiwan and Hong Kong it may keep its blank. Dashes, connectors, interpuncts and the
    solidus stand in boxes of two em, one or a half (5.1.4 to 5.1.9), wider than many a
    font's glyph.
    """
    body = body_box(glyph, centred=centred)[1]
    if width := _box_of(glyph.text, centred=centred):
        return body, (glyph.x0 + glyph.x1 + width * glyph.size) / 2
    if centred and is_full_mark(glyph):
        return body, glyph.x1
    return (body,)


def left_edges(glyph: Glyph, *, centred: bool) -> tuple[float, ...]:
    """Where a line that begins with ``glyph`` may be said to begin, in points."""
    body = body_box(glyph, centred=centred)[0]
    if width := _box_of(glyph.text, centred=centred):
        return body, (glyph.x0 + glyph.x1 - width * glyph.size) / 2
    return (body,)


def _box_of(text: str, *, centred: bool) -> float:
    """The width of the box that ``text`` is centred in, in em; 0: its own advance."""
    if text in INTERPUNCTS:
        return 1.0 if centred else 0.5
    if text == "——":
        return 2.0  # one glyph for both (GB/T 15834-2011, 5.1.4)
    return _BOXES.get(text, 0.0)
