"""Classify: the label (栏目) among the titles of an article."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.pieces import NOTHING, LeftOut, Piece, leave_out
from zbpub.ingest.sentences import is_balanced
from zbpub.ingest.titles import BRACKET, is_kicker_like, read_label
from zbpub.ingest.words import seam_gain

SHORT_LABEL = 4
"""Characters of a label that is as prominent as the headline above it."""
DASHES = ("—", "－", "-", "–")
"""What opens a deck."""


@dataclass(frozen=True, slots=True)
class Title:
    """One title line and its rank: 1 is the most prominent."""

    piece: Piece
    rank: int
    plain: bool = False
    joint: bool = False
    """Whether a ``<br>`` parts it from the line before: then it is another title."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.text


@dataclass(frozen=True, slots=True)
class _Label:
    """What may be the label among the titles."""

    index: int
    piece: Piece
    sure: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label of an article and its other titles."""

    label: Piece
    titles: list[Title]
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def take_label(titles: list[Title]) -> Labelled:
    """The label among ``titles``: in brackets, of a label's words, or just short."""
    if len(titles) < 2:
        return Labelled(NOTHING, titles)
    found = [
        _Label(index, *read_label(title.piece)) for index, title in enumerate(titles)
    ]
    sure = [one for one in found if one.sure]
    bare = [one for one in found if one.piece and _is_label_of(titles, one.index)]
    if not sure and not bare:
        return Labelled(NOTHING, titles)
    index, label = (sure or bare)[0].index, (sure or bare)[0].piece
    return Labelled(
        label,
        titles[:index] + titles[index + 1 :],
        (_label_doubt(label),),
        _around(titles[index].piece, label, BRACKET),
    )


def _is_label_of(items: list[Title], index: int) -> bool:
    """Whether a short title that nothing else marks is a label to the others.

    The headline must remain: what is left holds more than a kicker or a deck. A title
    that ends the word of the one before it is the rest of that one.
    """
    others = [item for at, item in enumerate(items) if at != index]
    heads = [item for item in others if not _is_marked_part(item)]
    if not heads or items[index].rank < min(item.rank for item in heads):
        return False
    if len(items[index].text) >= min(len(item.text) for item in heads):
        return False
    if index == 0:
        return True
    deeper = items[index].rank > min(item.rank for item in heads)
    if not deeper and len(items[index].text) > SHORT_LABEL:
        return False
    before = items[index - 1].text
    return is_balanced(before) and seam_gain(before, items[index].text) == 0


def _is_marked_part(item: Title) -> bool:
    return is_kicker_like(item.text) or item.text.startswith(DASHES)


def _label_doubt(label: Piece) -> Doubt:
    return Doubt(
        "I010",
        label.start,
        f"{quote(label.text)} is read as the label of the column (栏目)",
        "if it belongs to the headline or the kicker, move it there",
    )


def _around(whole: Piece, part: Piece, reason: str) -> tuple[LeftOut, ...]:
    """What of ``whole`` stands before and after ``part``."""
    first = whole.text.find(part.text)
    last = first + len(part.text)
    return leave_out(whole.cut(0, first), reason) + leave_out(whole.cut(last), reason)
