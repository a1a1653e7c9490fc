"""Rejoin: whether a text goes on after a break, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from zbpub.ingest.bylines import is_byline
from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.kinds import Atom, bare_byline
from zbpub.ingest.sentences import (
    cannot_open,
    ends_sentence,
    is_enumerated,
    is_numbered,
    is_tied,
    open_pairs,
    opens_afresh,
    reads_as_title,
)

LONGEST_SUBHEAD = 24
SHORTEST_SUBHEAD = 3
SUBHEAD_SEAM = 5.0
"""Gain in log likelihood: subheads are commoner than breaks so early in a paragraph."""
LONGEST_STRAY = 36
_LIST_MARKS = ("；", "：", ";", ":")
_SUBHEAD_MARKS = "，。；：、"


@dataclass(frozen=True, slots=True)
class Seam:
    """A verdict on one break."""

    joins: bool
    doubt: str = ""
    """Why it might be otherwise; empty: beyond doubt."""


@dataclass(frozen=True, slots=True)
class Left:
    """What has to be known of the text before a break."""

    last: Atom
    """The part that stands directly before it."""
    opening: str
    """How its paragraph begins."""
    is_open: bool
    """Whether its paragraph leaves a quotation open."""


def judge_seam(left: Left, right: Atom, parted: bool, indents_tell: bool) -> Seam:
    """Whether ``right`` continues the paragraph that ``left`` ends.

    Args:
        left: The paragraph so far.
        right: The next text.
        parted: Whether a caption or furniture stands between the two.
        indents_tell: Whether the page indents the first lines of its paragraphs.
    """
    text, following = left.last.text, right.text
    if cannot_open(following):
        return Seam(True)
    if dateline_end(text) == len(text):
        return Seam(True)
    if dateline_end(following) or is_byline(bare_byline(text)):
        return Seam(False)
    ended = ends_sentence(text)
    if not right.gap:
        return _judge_line(left.last, right, ended)
    if right.indent and (ended or indents_tell):
        return Seam(False)
    if ended:
        return _judge_ended(left, right, parted, indents_tell)
    return _judge_open(left, right)


def _judge_line(last: Atom, right: Atom, ended: bool) -> Seam:
    """A line end inside a run: a short line that ends a sentence ends a paragraph."""
    if not ended:
        return Seam(True)
    if right.indent:
        return Seam(False)
    if last.joint or right.joint or not right.full:
        return Seam(True)
    return Seam(last.full, "a full line may also end a paragraph" if last.full else "")


def _judge_ended(left: Left, right: Atom, parted: bool, indents_tell: bool) -> Seam:
    """After a full stop: a paragraph ends, unless marks or indents say otherwise."""
    _, closes = open_pairs(right.text)
    if left.is_open and closes:
        return Seam(True)
    if indents_tell and not right.indent:
        return Seam(True, "only the missing indent says so")
    if left.last.full:
        return Seam(False, "the line before is full, so that its paragraph may go on")
    if parted:
        return Seam(False, "a column may end here, since other matter stands between")
    return Seam(False)


def _judge_open(left: Left, right: Atom) -> Seam:
    """Without a full stop: the paragraph goes on, unless it is a list's item."""
    text = left.last.text
    if text.endswith(("；", ";")):
        parallel = left.opening[:1] == right.text[:1]
        if is_enumerated(right.text) or parallel:
            return Seam(False, "" if is_enumerated(right.text) else "；may end an item")
        return Seam(True, "a semicolon may end an item of a list")
    if text.endswith(("：", ":")):
        if is_enumerated(right.text):
            return Seam(False)
        return Seam(True, "a colon may end a paragraph before a list")
    if is_enumerated(right.text) and not is_tied(text, right.text):
        return Seam(False, "the next text opens like an item of a list")
    return Seam(True)


class Shape(Enum):
    """What a short plain line before a paragraph may be."""

    SUBHEAD = "subhead"
    FIRST_HALF = "first half"
    """It would pass for a subhead, but its last word goes on in the paragraph."""
    TEXT = "text"


def judge_shape(atom: Atom, following: Atom | None) -> Shape:
    """Whether a plain line is a subhead or the first half of the next paragraph."""
    if not atom.alone or following is None or len(atom.text) < SHORTEST_SUBHEAD:
        return Shape.TEXT
    if not reads_as_title(atom.text, LONGEST_SUBHEAD):
        return Shape.TEXT
    if is_numbered(atom.text) and "，" not in atom.text:
        return Shape.SUBHEAD
    if any(mark in atom.text for mark in _SUBHEAD_MARKS):
        return Shape.TEXT
    if opens_afresh(following.text):
        return Shape.SUBHEAD
    if is_tied(atom.text, following.text, SUBHEAD_SEAM):
        return Shape.FIRST_HALF
    return Shape.SUBHEAD


def reads_as_stray(left: str, atom: Atom, following: Atom | None) -> bool:
    """Whether a short line stands between the halves of a paragraph as a stranger."""
    if following is None or not atom.alone or left.endswith(_LIST_MARKS):
        return False
    if not reads_as_title(atom.text, LONGEST_STRAY) or is_tied(left, atom.text):
        return False
    return not is_tied(atom.text, following.text)
