"""Rejoin: whether a text goes on after a break, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from zbpub.ingest.bylines import is_byline, is_name
from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.furniture import is_date
from zbpub.ingest.kinds import Atom, bare_byline
from zbpub.ingest.runs import runs_on
from zbpub.ingest.sentences import (
    cannot_open,
    ends_sentence,
    is_enumerated,
    is_numbered,
    is_tied,
    open_pairs,
    opens_afresh,
    reads_as_title,
    without_number,
)
from zbpub.ingest.title_words import names_body

LONGEST_SUBHEAD = 28
SHORTEST_SUBHEAD = 2
LONGEST_STRAY = 36
STRAY_SEAM = 2.0
"""Log odds from which the texts round a stray line belong together."""
_CONTEXT = 40
"""Characters before a seam that are looked at."""
_LENGTHS = (
    (8, -1.2),
    (11, -0.6),
    (14, 0.2),
    (17, 1.0),
    (20, 2.0),
    (24, 3.0),
    (99, 4.5),
)
"""Log odds by length: a column's first line is seldom shorter than a subhead."""
_MARKED = 0.8
"""Log odds where other subheads of the article are marked."""
_DOUBTFUL = 2.0
_LIST_MARKS = ("；", "：", ";", ":")
_KIN, _ALONE = 1.0, 0.6
"""Log odds of a line where other plain lines are subheads, or none is."""
_LISTING = 1.0
"""Log odds of a line that lists things (、): few subheads do."""
_SUBHEAD_MARKS = "。；"
_DECIMAL = re.compile(r"[0-9][.．]$")
_ANNOUNCES = re.compile(
    r"(?:如下|以下[^，。]{0,6}|[几这一]?[句段][话字]|[几两三四五六七八九十][点条项个件种][^，。：:]{0,6})[：:]$"
)
"""A colon that announces what follows, which is a paragraph by itself."""
_QUESTION = re.compile(r"[^。！：；:;]{2,26}[？?]")
_SPEECH = re.compile(
    r"(?:问|答|记者|主持人|编者按|[QA]|(?P<who>[\u4e00-\u9fff·]{2,6}))[：:]"
)


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
    in_list: bool = False
    """Whether it is an item of a list that a colon opened."""
    tail: str = ""
    """How its paragraph ends, where several parts of it are joined."""
    wrapped: bool = False
    """Whether a line of its paragraph fills the measure."""


def judge_seam(left: Left, right: Atom, parted: bool, indents_tell: bool) -> Seam:
    """Whether ``right`` continues the paragraph that ``left`` ends.

    Args:
        left: The paragraph so far.
        right: The next text.
        parted: Whether a caption or furniture stands between the two.
        indents_tell: Whether the page indents the first lines of its paragraphs.
    """
    sure = _judge_marks(left.last.text, right)
    if sure is not None:
        return sure
    ended = ends_sentence(left.tail or left.last.text)
    if not right.gap:
        return _judge_line(left, right, ended)
    if right.indent and (ended or indents_tell):
        return Seam(False)
    if ended:
        return _judge_ended(left, right, parted, indents_tell)
    return _judge_open(left, right)


def _judge_marks(text: str, right: Atom) -> Seam | None:
    """What the marks on both sides of a break say; None: nothing."""
    following = right.text
    if right.item or _stands_alone(text, following):
        return Seam(False)
    if cannot_open(following) or dateline_end(text) == len(text):
        return Seam(True)
    if dateline_end(following) or is_byline(bare_byline(text)) or is_asked(following):
        return Seam(False)
    if _DECIMAL.search(text) and following[0].isdigit():
        return Seam(True)
    if text.endswith("——") and following[0] == "“":
        return Seam(False, "a dash may open a list of quotations")
    return None


def _stands_alone(left: str, right: str) -> bool:
    """Whether one of the two is a row of a table, or the date that closes a notice."""
    return is_row(left) or is_row(right) or (names_body(left) and is_date(right))


def is_row(text: str) -> bool:
    """Whether ``text`` is a row of a table."""
    return len(text) > 2 and text[0] == text[-1] == "|"


def _judge_line(left: Left, right: Atom, ended: bool) -> Seam:
    """A line end inside a run: a short line that ends a sentence ends a paragraph."""
    last = left.last
    if not ended:
        return Seam(True)
    if right.indent:
        return Seam(False)
    if last.joint or right.joint:
        return Seam(True)
    if last.full:
        return Seam(True, "a full line may also end a paragraph" * right.full)
    return Seam(not (right.full or left.wrapped))


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
        return _judge_item(left, right.text)
    if text.endswith(("：", ":")):
        return _judge_colon(text, right.text)
    dashed = right.text.startswith("——")
    if is_enumerated(right.text) and not dashed and not is_tied(text, right.text):
        return Seam(False, "the next text opens like an item of a list")
    return Seam(True)


def _judge_item(left: Left, right: str) -> Seam:
    """After a semicolon: another item of a list comes, or the sentence goes on."""
    if left.in_list or is_enumerated(right):
        return Seam(False)
    if left.opening[:1] == right[:1]:
        return Seam(False, "；may end an item")
    return Seam(True, "a semicolon may end an item of a list")


def _judge_colon(text: str, right: str) -> Seam:
    """After a colon: a list comes, a paragraph that it announces, or what is said."""
    if is_enumerated(right):
        return Seam(False)
    if right.endswith(("；", ";")):
        return Seam(False, "；behind it ends an item of a list")
    if _ANNOUNCES.search(text) and opens_afresh(right):
        return Seam(False, "what the colon announces may be a paragraph")
    return Seam(True, "a colon may end a paragraph before a list")


class Shape(Enum):
    """What a short plain line before a paragraph may be."""

    SUBHEAD = "subhead"
    FIRST_HALF = "first half"
    """It would pass for a subhead, but goes on in the paragraph."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a short line is, and whether that is doubtful."""

    shape: Shape
    sure: bool = True
    odds: float = 0.0
    """Log odds that it is half a paragraph rather than a subhead."""


def judge_shape(
    atom: Atom, following: Atom | None, *, marked: bool, kin: int | None = None
) -> Verdict:
    """Whether a plain line is a subhead or the first half of the next paragraph.

    Args:
        atom: The line.
        following: The text that comes next, if no heading comes first.
        marked: Whether other subheads of the article are marked as headings or bold.
        kin: How many other plain lines of the article are subheads beyond doubt; None:
            that is not known.
    """
    text = atom.text
    if not atom.alone or following is None or len(text) < SHORTEST_SUBHEAD:
        return Verdict(Shape.TEXT)
    if is_speech(text) or text.endswith((*_LIST_MARKS, "—")):
        return Verdict(Shape.TEXT)
    if _stands_alone(text, following.text):
        return Verdict(Shape.TEXT)
    if is_question(text):
        return Verdict(Shape.SUBHEAD, sure=False)
    if not reads_as_title(text, LONGEST_SUBHEAD) or any(
        mark in without_number(text) for mark in _SUBHEAD_MARKS
    ):
        return Verdict(Shape.TEXT)
    odds = runs_on(text, following.text) + _length_odds(text)
    odds += _MARKED if marked and not is_numbered(text) else 0.0
    odds += _LISTING * ("、" in text and not _is_quotation(text))
    if kin is not None:
        odds -= _KIN if kin else -_ALONE * (not marked)
    sure = abs(odds) > _DOUBTFUL
    return Verdict(Shape.FIRST_HALF if odds > 0 else Shape.SUBHEAD, sure, odds)


def _length_odds(text: str) -> float:
    """Log odds that so short a line is half a paragraph rather than a subhead."""
    odds = next(odds for longest, odds in _LENGTHS if len(text) <= longest)
    return min(odds, 0.0) if _is_quotation(text) else odds


def _is_quotation(text: str) -> bool:
    """Whether a line is nothing but a quotation, as subheads like to be."""
    bare = without_number(text)
    return bare[:1] == "“" and bare[-1:] == "”" and "”" not in bare[:-1]


def is_question(text: str) -> bool:
    """Whether a line is nothing but a short question, as a subhead may be."""
    return len(text) <= LONGEST_SUBHEAD and _QUESTION.fullmatch(text) is not None


def is_speech(text: str) -> bool:
    """Whether a line opens with who says it: 问：, 记者：, 王小山：."""
    match = _SPEECH.match(text)
    return match is not None and (match["who"] is None or is_name(match["who"]))


def is_asked(text: str) -> bool:
    """Whether a line opens with a part in an interview: 问：, 答：, 记者：."""
    match = _SPEECH.match(text)
    return match is not None and match["who"] is None


def reads_as_stray(left: str, atom: Atom, following: Atom | None) -> bool:
    """Whether a short line stands between the halves of a paragraph as a stranger.

    The halves must clearly belong together, and the line to neither of them.
    """
    if following is None or not atom.alone or left.endswith(_LIST_MARKS):
        return False
    if not reads_as_title(atom.text, LONGEST_STRAY):
        return False
    across = runs_on(left[-_CONTEXT:], following.text)
    beside = max(
        runs_on(left[-_CONTEXT:], atom.text), runs_on(atom.text, following.text)
    )
    return (
        across >= STRAY_SEAM and beside <= across - STRAY_SEAM and beside < STRAY_SEAM
    )
