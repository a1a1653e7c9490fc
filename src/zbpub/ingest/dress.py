"""Dress: a piece with strong, stressed and raised stretches as a paragraph's runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from zbpub.base.chars import is_han, is_western
from zbpub.ingest.pieces import Bit, Piece
from zbpub.manuscript.model import Run, Runs, Shift


@dataclass(frozen=True, slots=True)
class _Dress:
    strong: bool = False
    emphasis: bool = False
    shift: Shift = ""
    note: str = ""
    ruby: str = ""
    at: int = 0
    """Of a reading: where its word stands, for each is a run of its own."""


_PLAIN = _Dress()
_SHIFTED = re.compile(r"[+\-−±′″°]*[A-Za-z0-9][A-Za-z0-9+\-−±′″°]*")
"""What is raised or lowered; H₂O is, and m² is, but no Han."""


def make_runs(piece: Piece) -> Runs:
    """The runs of a paragraph; dressed only where Markdown can say so.

    Its marks must hug a word (CommonMark, 6.2), so that white space at the ends of a
    strong stretch is plain, and so is one that begins or ends with another mark. Only
    letters, digits and signs can be raised or lowered.
    """
    parts: list[tuple[str, _Dress]] = []
    for dress, bits in groupby(_dress(piece), key=itemgetter(1)):
        text = "".join(text for text, _ in bits)
        parts.extend(_put_on(text, dress))
    runs = [
        _make_run("".join(text for text, _ in same), dress)
        for dress, same in groupby(parts, key=itemgetter(1))
    ]
    return tuple(run for run in runs if run.text or run.note)


def _make_run(text: str, dress: _Dress) -> Run:
    return Run(
        text, strong=dress.strong, emphasis=dress.emphasis,
        shift=dress.shift, note=dress.note, ruby=dress.ruby,
    )  # fmt: skip


def _dress(piece: Piece) -> Iterator[tuple[str, _Dress]]:
    """Each bit's text and dress; white space is dressed as what precedes it."""
    before, last = _PLAIN, ""
    for bit in piece.bits:
        if bit.note or bit.text.strip():
            before = _dress_of(bit, last)
        elif before.note or before.shift or before.ruby:
            before = _PLAIN
        yield bit.text, before
        last = bit.text[-1:] or last


def _dress_of(bit: Bit, before: str) -> _Dress:
    """The dress of ``bit`` behind the character ``before``."""
    if bit.note:
        return _Dress(note=bit.note)
    if bit.shift:
        behind_letter = before.isascii() and before.isalpha()
        may = _SHIFTED.fullmatch(bit.text) and (bit.shift == "super" or behind_letter)
        return _Dress(shift=bit.shift) if may else _PLAIN
    if bit.ruby:
        return _Dress(bit.strong, bit.emphasis, ruby=bit.ruby, at=bit.start)
    return _Dress(bit.strong, bit.emphasis)


def _put_on(text: str, dress: _Dress) -> tuple[tuple[str, _Dress], ...]:
    """A stretch in bold or italics parted from the white space at its ends."""
    if not (dress.strong or dress.emphasis):
        return ((text, dress),)
    words = text.strip()
    simple = words and _is_word(words[0]) and _is_word(words[-1]) and "*" not in words
    if not simple:
        return ((text, _Dress(ruby=dress.ruby, at=dress.at)),)
    first = text.index(words)
    last = first + len(words)
    return (text[:first], _PLAIN), (words, dress), (text[last:], _PLAIN)


def _is_word(char: str) -> bool:
    return is_han(char) or is_western(char)
