"""Scan: the words of a strip as text: the spaces that were printed, no others."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.base.chars import PUNCTUATION, is_western
from zbpub.ingest.scan import ScanWord
from zbpub.ingest.scan_upright import Strip, units

SPACE = 0.6
"""Em of white between Han characters, from which a space was printed there."""
_WORD = 0.2
"""The same between Latin words."""
_NEVER = 1e9
"""A mark has white in its own square, and needs none beside it."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """One word and whether a space parts it from the word before."""

    word: ScanWord
    spaced: bool


def spell_words(strip: Strip) -> list[Spelled]:
    """The words of ``strip``; recognition parts Han characters that no space parted."""
    spelled: list[Spelled] = []
    usual = _usual_gap(strip)
    reach = -1e9
    last = ""
    for seat in strip.seats:
        text = seat.word.text
        box, half = seat.box, units(text) * strip.size / 2
        gap = min(box.left, box.x - half) - reach
        least = usual + _least(last, text)
        spelled.append(Spelled(seat.word, bool(last) and gap >= least * strip.size))
        reach = max(box.right, box.x + half)
        last = text
    return spelled


def _least(last: str, text: str) -> float:
    """Em of white from which a space parts ``last`` and ``text``."""
    if is_western(last[-1:] or " ") and is_western(text[0]):
        return _WORD
    if last[-1:] in PUNCTUATION or text[0] in PUNCTUATION:
        return _NEVER
    return SPACE


def _usual_gap(strip: Strip) -> float:
    """The white between most words of ``strip``, in em: letter-spacing."""
    gaps = sorted(
        after.box.left - before.box.right
        for before, after in zip(strip.seats, strip.seats[1:], strict=False)
    )
    middle = gaps[len(gaps) // 2] if gaps else 0.0
    return max(middle / strip.size, 0.0)


def spell(strip: Strip) -> str:
    """The text of ``strip``."""
    return "".join(
        (" " if one.spaced else "") + one.word.text for one in spell_words(strip)
    )
