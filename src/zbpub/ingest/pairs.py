"""Flag, never mend: brackets and quotation marks that lack their fellow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbpub.base.findings import Severity
from zbpub.ingest.doubts import Doubt
from zbpub.ingest.pieces import Piece, Places

_PAIRS = dict(zip("“‘（《〈【〖「『", "”’）》〉】〗」』", strict=True))
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_FOLD = str.maketrans("()", "（）")
_QUOTES = "“‘"
_CONTEXT = 4
_ITEM = re.compile(r"[0-9一二三四五六七八九十]{1,3}|[A-Za-z]")
"""What a closing bracket alone makes the number of a list's item: 1）."""


def find_pair_slips(piece: Piece, following: str) -> Iterator[Doubt]:
    """The brackets and quotation marks of one paragraph that lack their fellow.

    ``following`` is the next paragraph: a quotation over several opens each of them
    and closes the last one alone.
    """
    text = piece.text.translate(_FOLD)
    places = Places.of(piece)
    open_marks: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        if char in _PAIRS:
            twice = char in _QUOTES and open_marks and open_marks[-1][1] == char
            if twice:
                yield _doubt(piece.text, at, places, _PAIRS[char])
                open_marks.pop()
            else:
                open_marks.append((at, char))
        elif char in _OPENING:
            yield from _close(text, at, open_marks, piece, places)
    for at, char in open_marks:
        if not (char in _QUOTES and following.startswith(("“", "‘"))):
            yield _doubt(piece.text, at, places, "")


def _close(
    text: str, at: int, open_marks: list[tuple[int, str]], piece: Piece, places: Places
) -> Iterator[Doubt]:
    """Take the mark that the one at ``at`` closes, or say that none fits."""
    wanted = _OPENING[text[at]]
    if open_marks:
        _, opening = open_marks.pop()
        if opening != wanted:
            yield _doubt(piece.text, at, places, _PAIRS[opening])
        return
    if text[at] == "’" or (text[at] == "）" and _ITEM.fullmatch(text[:at])):
        return  # it’s, 1）
    again = text[at] in "”’" and text.find(text[at], at + 1) > 0
    if again:
        open_marks.append((at, wanted))
    yield _doubt(piece.text, at, places, wanted if again else "")


def _doubt(text: str, at: int, places: Places, other: str) -> Doubt:
    shown = text[max(at - _CONTEXT, 0) : at + _CONTEXT + 1]
    if other:
        message = f"「{text[at]}」 in 「{shown}」 is probably a misread 「{other}」"
        hint = f"compare with the page; write {other} if it says so"
    else:
        message = f"「{text[at]}」 in 「{shown}」 lacks its fellow"
        hint = "compare with the page; write the mark that is missing"
    return Doubt("I012", places.offset(at), message, hint, Severity.WARNING)
