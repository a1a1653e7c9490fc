"""What the ends of two texts say: is a sentence over, is a quotation open."""

from __future__ import annotations

import re

from zbpub.base.chars import CLOSING, PAUSES, STOPS, is_digit, is_han, is_western
from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.words import count_of, seam_gain

_CLOSERS = CLOSING | frozenset("\"')]")
_ENDS = STOPS | frozenset("…!?")
_NO_START = (CLOSING | PAUSES | STOPS | frozenset(",.!?;:)%％℃·…")) - {"．"}
_NO_END = frozenset("，、（《〈“‘「『【〔(,·")
_PAIRS = (
    ("“", "”"),
    ("《", "》"),
    ("（", "）"),
    ("「", "」"),
    ("【", "】"),
    ("‘", "’"),
)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENUMERATED = re.compile(
    rf"[（(]{_NUMERAL}[）)]|{_NUMERAL}[、.．是要]|第{_NUMERAL}[，、,章节]"
    r"|[（(]?[0-9]{1,2}[）)]|[0-9]{1,2}[.．、](?![0-9])|[①-⑳●■◆▪•·]|——"
)
_BULLETS = ("——", "●", "■", "◆", "▪", "•", "·")
_TIED_END = frozenset("的和与及或在对把被将从向为以于由让使其各该每这那并而且但因")
_TIED_START = frozenset("的们吗呢吧")
_COUNTED = frozenset("年月日个万亿元人项家名条吨公米亩次倍岁时分秒届级座所辆台件户平")
_FRESH = re.compile(
    r"据(?:统计|介绍|了解|悉|报道)|近(?:日|年|来|期)|[今去前当同]年|今天|昨[天日]|目前|如今|随着"
    r"|为了|与此同时|此外|同时|记者|[“「《]|[0-9]{1,4}[年月日]|(?:上|本|这)个?[月周]|日前"
)
STRONG_SEAM = 2.0
"""Gain in log likelihood from which a word spans a seam beyond doubt."""
LONGEST_TITLE = 60
_TRAILING_NOTE = re.compile(r"[。！？…”][（(][^（）()]{1,60}[）)]$")


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends with a stop, closing marks and a note in brackets aside."""
    bare = text.rstrip()
    if _TRAILING_NOTE.search(bare[-LONGEST_TITLE - 4 :]):
        return True
    while bare and bare[-1] in _CLOSERS:
        bare = bare[:-1]
    if not bare:
        return False
    if bare[-1] in _ENDS:
        return True
    return bare[-1] == "." and len(bare) > 1 and is_han(bare[-2])


def cannot_open(text: str) -> bool:
    """Whether ``text`` begins with a mark that no paragraph begins with."""
    return text[:1] in _NO_START and text[:1] != ""


def cannot_close(text: str) -> bool:
    """Whether ``text`` ends with a mark that no paragraph and no title ends with."""
    return text[-1:] in _NO_END and text[-1:] != ""


def opens_afresh(text: str) -> bool:
    """Whether ``text`` begins as paragraphs like to begin: 据…, 近年来, “…, 3月5日."""
    return _FRESH.match(text) is not None


def is_enumerated(text: str) -> bool:
    """Whether ``text`` opens as an item of a list: 一、 （二） 3. 一是 第四， ——."""
    return _ENUMERATED.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether ``text`` opens with a number as a subhead does: 一、 （二） 3."""
    return is_enumerated(text) and not text.startswith(_BULLETS)


def open_pairs(text: str) -> tuple[int, int]:
    """Quotations ``text`` leaves open, and those it closes without opening them.

    Only “ ” and （ ） count; a quotation opened anew in each paragraph counts once.
    """
    left_open = closed = 0
    for opening, closing in (("“", "”"), ("（", "）")):
        depth = 0
        for char in text:
            if char == opening:
                depth += 1
            elif char == closing and depth:
                depth -= 1
            elif char == closing:
                closed += 1
        left_open += min(depth, 1)
    return left_open, closed


def is_balanced(text: str) -> bool:
    """Whether every pair of marks in ``text`` is complete."""
    return all(
        text.count(opening) == text.count(closing) for opening, closing in _PAIRS
    )


def is_tied(left: str, right: str, seam: float = STRONG_SEAM) -> bool:
    """Whether the words themselves say that ``right`` goes on where ``left`` stops.

    ``seam`` is the gain from which a word that spans the two counts.
    """
    if not left or not right:
        return False
    if cannot_open(right) or cannot_close(left):
        return True
    if right[0] in _TIED_START or (is_western(left[-1]) and is_western(right[0])):
        return True
    if left[-1] in _TIED_END and not count_of(left[-2:]):  # 大有可为 ends a title
        return True
    if is_digit(left[-1]) and right[0] in _COUNTED:
        return True
    return seam_gain(left, right) > seam


def reads_as_title(text: str, longest: int = LONGEST_TITLE) -> bool:
    """Whether a line may be a title: short, whole, not the end of a sentence."""
    if not 2 <= len(text) <= longest or cannot_open(text) or cannot_close(text):
        return False
    if "。" in text or "；" in text or text.count("，") > 2 or dateline_end(text):
        return False
    return is_balanced(text) and not ends_sentence(text)
