"""Pieces: text that remembers, character by character, where the source holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from zbpub.base.chars import is_digit, is_western
from zbpub.manuscript.model import Shift

NOWHERE = -1
"""The start of a bit that stands in no source: white space set between halves."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text that the source holds without a gap."""

    text: str
    start: int
    """Offset into the source, or ``NOWHERE`` for white space of our own."""
    strong: bool = False
    emphasis: bool = False
    shift: Shift = ""
    note: str = ""
    """The label of a footnote's mark, which has no text."""
    ruby: str = ""
    """The reading (注音) of the text, as the source's mark-up tells it."""

    def cut(self, first: int, last: int) -> Bit:
        """The characters ``first`` to ``last`` of this bit."""
        start = NOWHERE if self.start == NOWHERE else self.start + first
        ruby = "" if first else self.ruby
        return replace(self, text=self.text[first:last], start=start, ruby=ruby)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with its provenance."""

    bits: tuple[Bit, ...] = ()
    text: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(bit.text for bit in self.bits))

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def start(self) -> int:
        """Offset of the first character that the source holds; 0 if none is."""
        return next((bit.start for bit in self.bits if bit.start != NOWHERE), 0)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the source that this text stands for."""
        return tuple(
            (bit.start, bit.start + len(bit.text))
            for bit in self.bits
            if bit.start != NOWHERE
        )

    def cut(self, first: int, last: int | None = None) -> Piece:
        """The characters ``first`` to ``last``, as in a slice with positive bounds."""
        stop = len(self.text) if last is None else last
        bits: list[Bit] = []
        at = 0
        for bit in self.bits:
            low, high = max(first - at, 0), min(stop - at, len(bit.text))
            if low < high or (bit.note and first <= at <= stop):
                bits.append(bit.cut(low, high))
            at += len(bit.text)
        return Piece(tuple(bits))

    def strip(self) -> Piece:
        """This piece without white space at its ends."""
        text = self.text
        first = len(text) - len(text.lstrip())
        last = len(text.rstrip())
        if first == 0 and last == len(text):
            return self
        return self.cut(first, max(first, last))


NOTHING = Piece()


@dataclass(frozen=True, slots=True)
class Places:
    """Where the source holds each character of a piece."""

    ends: tuple[int, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, piece: Piece) -> Places:
        """The places of ``piece``."""
        ends = tuple(accumulate(len(bit.text) for bit in piece.bits))
        return cls(ends, tuple(bit.start for bit in piece.bits))

    def offset(self, at: int) -> int:
        """The offset into the source of the character ``at``, none of our own."""
        index = bisect_right(self.ends, at)
        before = self.ends[index - 1] if index else 0
        return self.starts[index] + at - before


def glue_between(left: str, right: str) -> str:
    """What stands between two halves of a text: a space between Latin words only."""
    if not left or not right or not (is_western(left[-1]) and is_western(right[0])):
        return ""
    return "" if is_digit(left[-1]) or is_digit(right[0]) else " "


def join_halves(pieces: Iterable[Piece]) -> Piece:
    """One text out of the parts that a column end or a line end had parted."""
    bits: list[Bit] = []
    last = ""
    for piece in pieces:
        if not piece:
            continue
        glue = glue_between(last, piece.text)
        if glue:
            bits.append(Bit(glue, NOWHERE))
        bits.extend(piece.bits)
        last = piece.text
    return Piece(tuple(bits))


def join_spaced(pieces: Sequence[Piece]) -> Piece:
    """One text out of parts that a space keeps apart, such as a couplet's lines."""
    bits: list[Bit] = []
    for piece in pieces:
        if bits:
            bits.append(Bit(" ", NOWHERE))
        bits.extend(piece.bits)
    return Piece(tuple(bits))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the source that no manuscript takes over, and why."""

    start: int
    end: int
    reason: str


def leave_out(piece: Piece, reason: str) -> tuple[LeftOut, ...]:
    """The stretches of ``piece``, left out for ``reason``."""
    return tuple(LeftOut(start, end, reason) for start, end in piece.spans)
