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
_UNIT = re.compile(r"[0-9]\s?[A-Za-z/%]{1,5}\.$")
"""What a half-width stop may end besides Han: 827GW."""
_BEFORE_STOP = "”’》）」』)%％℃"
_HALF_COMMA = re.compile(r"[\u4e00-\u9fff],")
"""A text with half-width commas has half-width stops too."""
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
    r"|0[1-9]\s?(?=[“《\u4e00-\u9fff])|[（(]?[0-9]{1,2}[）)]|[0-9]{1,2}[.．、](?![0-9])|[①-⑳●■◆▪•·]|——"
)
_BULLETS = ("——", "●", "■", "◆", "▪", "•", "·")
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿")
_TIED_END = frozenset("第的和与及或在对把被将从向为以于由让使其各该每这那并而且但因")
_TIED_START = frozenset("的们吗呢吧")
_COUNTED = frozenset("年月日个万亿元人项家名条吨公米亩次倍岁时分秒届级座所辆台件户平")
_FRESH = re.compile(
    r"据(?:统计|介绍|了解|悉|报道)|近(?:日|年|来|期|段)|[今去前当同明]年|今天|昨[天日夜]|明天|目前|如今|随着"
    r"|为了|为此|为[进贯落深推加做切全保充]|与此同时|此外|同时|记者|[“「《]|[0-9]{1,4}[年月日]|(?:上|本|这)个?[月周星]"
    r"|(?:[一二两三四五六七八九十几多半数0-9]+|这|那)个?(?:年|月|天|周|星期|小时)(?:多?[里来后前间])[^，。]{0,4}，"
    r"|日前|眼下|从前|过去|以前|当[天日时晚]|早在|不久前|前不久|不仅如此|然而|但是|不过|其实|事实上"
    r"|【[^】]{1,8}】|对此|接下来|下一步|据[^，。]{2,12}(?:，|统计|介绍|消息|报道)|自[^，。]{2,12}[来起]，|截至|走进|在[^，。]{2,12}，|对于|关于"
    r"|更[重难可][^，]{1,5}，|当时，|据悉|有专家|专家|业内人士|有[人的]|首先|其次|最后|另外|另一方面|一方面|清晨|凌晨|上午|下午|傍晚|夜里|每[到天年逢]"
)
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的)?[^，。：:]{0,4}(?:编辑|编者|主编|同志|读者|朋友|老师|先生|女士)"
    r"(?:部|们|同志|朋友|老师|先生)*[：:]"
)
STRONG_SEAM = 2.0
"""Gain in log likelihood from which a word spans a seam beyond doubt."""
LONGEST_TITLE = 60
_HALF_STOP = re.compile(r"[\u4e00-\u9fff][.;]")
_TRAILING_NOTE = re.compile(
    r"(?:[。！？…”]|(?<=[\u4e00-\u9fff”])[.!?])\s?[（(][^（）()]{1,60}[）)]$"
)


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
    return bare[-1] == "." and _ends_half_width(bare)


def _ends_half_width(text: str) -> bool:
    """Whether the dot that ends ``text`` is a half-width stop, and no decimal point."""
    before = text[-2:-1]
    if before and (is_han(before) or before in _BEFORE_STOP):
        return True
    wide = is_digit(before) or _UNIT.search(text) is not None
    return wide and _HALF_COMMA.search(text) is not None


def cannot_open(text: str) -> bool:
    """Whether ``text`` begins with a mark that no paragraph begins with."""
    return text[:1] in _NO_START and text[:1] != ""


def cannot_close(text: str) -> bool:
    """Whether ``text`` ends with a mark that no paragraph and no title ends with."""
    return text[-1:] in _NO_END and text[-1:] != ""


def opens_afresh(text: str) -> bool:
    """Whether ``text`` begins as paragraphs like to begin: 据…, 近年来, “…, 3月5日."""
    return _FRESH.match(text) is not None or is_salutation(text)


def is_salutation(text: str) -> bool:
    """Whether ``text`` opens as a letter does: 编辑同志：."""
    return _SALUTATION.match(text) is not None


def is_enumerated(text: str) -> bool:
    """Whether ``text`` opens as an item of a list: 一、 （二） 3. 一是 第四， ——."""
    return _ENUMERATED.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether ``text`` opens with a number as a subhead does: 一、 （二） 3."""
    return is_enumerated(text) and not text.startswith(_BULLETS)


def without_number(text: str) -> str:
    """``text`` without the number that opens it as an item of a list."""
    match = _ENUMERATED.match(text)
    return text[match.end() :] if match else text


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
    if tied_end(left):
        return True
    if is_digit(left[-1]) and is_counted(right[0]):
        return True
    if left[-1] in NUMERALS and right[0] in NUMERALS:
        return True
    return seam_gain(left, right) > seam


def tied_end(text: str) -> bool:
    """Whether ``text`` ends with a word that wants another one: 的, 和, 把."""
    if text[-2:-1] in ("的", "该"):  # 该并的并
        return False
    return text[-1:] in _TIED_END and not count_of(text[-2:])  # 大有可为 ends a title


def tied_start(text: str) -> bool:
    """Whether ``text`` begins with a word that wants one before it: 的, 们."""
    return text[:1] in _TIED_START


def is_counted(char: str) -> bool:
    """Whether ``char`` is a unit that a number stands before: 年, 万, 元."""
    return char in _COUNTED


def reads_as_title(text: str, longest: int = LONGEST_TITLE) -> bool:
    """Whether a line may be a title: short, whole, not the end of a sentence."""
    if text[:1] in "（(" and text[-1:] in "）)":
        return False
    if not 2 <= len(text) <= longest or cannot_open(text) or cannot_close(text):
        return False
    if (
        _HALF_STOP.search(text)
        or "。" in text
        or "；" in text
        or any(part.count("，") > 2 for part in text.split())
        or dateline_end(text)
    ):
        return False
    return is_balanced(text) and not ends_sentence(text)
