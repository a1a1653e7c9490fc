"""Rejoin: how likely a text runs on from one line to the next: a sum of log odds."""

from __future__ import annotations

import re

from zbpub.base.chars import is_digit, is_western
from zbpub.ingest.bylines import is_name
from zbpub.ingest.sentences import (
    NUMERALS,
    cannot_close,
    cannot_open,
    is_balanced,
    is_counted,
    is_numbered,
    opens_afresh,
    tied_end,
    tied_start,
)
from zbpub.ingest.words import first_word, last_word, seam_gain

SURE = 8.0
"""Log odds beyond doubt."""
_MOST_GAIN = 6.0
_PRONOUNS = "我你他她它这那有新老小大好美真"
"""What may stand before 的 at the beginning of a paragraph."""
_CLAUSE = re.compile(r"[，。、；：！？,.;:!?]")
_SHORT_CLAUSES = (2.0, 2.0, 1.5, 0.5)
"""Log odds where a text opens with a clause of 1, 2, 3, 4 characters: half of one."""
_LAST_CLAUSE = 3
"""Characters of a last clause too short for a title's: …，看见."""
_INSIDE = "把被也都就才仍却便是至到于了着过地得"
"""What no text opens with but in a few words: it wants something before it."""
_OPENING_INSIDE = re.compile(
    r"把[^，。]{2,20}[作写留交当]|是[的啊]|到[^，。]{1,8}[，来去]|就[在此是]|于是|也[许有]|才[能华]|都市|被[誉称]|了解|过[去年往]|地[方处铁]|得[知益]|是[否非日]"
)
_ADVERBS = frozenset("仍正也都已很更最又才就还不没未却便只再刚")
"""Last words after which a sentence goes on."""
_MEASURED = re.compile(
    r"[0-9][0-9.,，]*[余多几]?[万亿]?[米元人次个只名座家吨斤公亩平辆台件套户%℃]|第[一二三四五六七八九十百]+[条款项届次]"
)
_LINKS = "和与及或并而"
"""What links two parts of a sentence, and opens one but in a few words."""
_OPENING_LINKS = re.compile(
    r"与此|与会|与[^，。]{1,6}不同|和[^，。]{1,6}[一不]|并非|而[今且]|或许"
)
_PEOPLE = frozenset("员者师长家户民人生手匠医警工将客授任裁友员")
"""What words for people end with: a name follows (志愿者｜吴敏)."""
_CLOCK = re.compile(r"[0-9]{1,2}[时点日分:：月]")
_TIMES = frozenset("年月日天午晨晚夜")
_LONGEST_COUPLET = 18
_OPENERS = frozenset(
    (
        *("在", "从", "为", "据", "随着", "对", "自", "由于"),
        *("按照", "根据", "通过", "为了", "关于", "对于", "截至"),
    )
)
"""Prepositions that sentences open with; before the others stands a subject."""
_LEADS = re.compile(r"[^，,]{2,6}[，,]")
_NAMED = re.compile(r"[\u4e00-\u9fff]{4}")
_NEAR = 16
"""Characters in which a clause ends that a preposition opens."""
_SPEAKS = re.compile(r"^.{0,14}?(?:说|表示|介绍|告诉|坦言|回忆|认为|指出|透露|感慨)")
_OPEN_TAGS = {"p": 1.6, "c": 1.0, "u": 1.6, "d": 1.0, "m": 1.2, "r": 0.6, "a": 0.4}
"""Parts of speech of a last word after which a text hardly ends (jieba's tags)."""
_FRESH_NAMES = ("nr", "ns", "nt")
"""Names: what a paragraph opens with rather than goes on with."""
_FIRST_TAGS = {
    "t": -1.0,
    "n": -0.3,
    "r": -0.6,
    "p": -0.6,
    "c": -0.8,
    "l": -0.3,
    "v": 0.6,
    "u": 1.6,
    "y": 1.6,
    "f": 0.9,
    "q": 1.0,
    "k": 1.5,
    "a": 0.4,
}
"""Parts of speech of a first word: negative opens a text, positive goes on in one."""


def runs_on(left: str, right: str) -> float:
    """Log odds that ``right`` goes on where ``left`` stops, by their words and marks.

    Positive: the two are halves of one sentence. 0 says nothing either way.
    """
    if not left or not right:
        return 0.0
    if cannot_open(right) or cannot_close(left):
        return SURE
    if not is_balanced(left) and is_balanced(left + right[:200]):
        return SURE
    return _weigh_marks(left, right) + _weigh_words(left, right)


def _weigh_marks(left: str, right: str) -> float:
    score = _weigh_clauses(left)
    if is_western(left[-1]) and is_western(right[0]):
        score += 6.0 if is_digit(left[-1]) and is_digit(right[0]) else 3.0
    if is_digit(left[-1]) and is_counted(right[0]):
        score += 4.0
    if left[-1] in NUMERALS and right[0] in NUMERALS:
        score += 3.0
    if is_digit(left[-1]):
        score += 1.0
    if left[-1] in "”》":
        speaks = left[0] in "“《" and _SPEAKS.match(right)
        score += 2.0 if speaks else -1.5
    clause = _CLAUSE.search(right[: len(_SHORT_CLAUSES) + 1])
    if clause and not opens_afresh(right):
        score += _SHORT_CLAUSES[clause.start() - 1]
    if left[-1] in _TIMES and _CLOCK.match(right):
        score += 4.0 if left[-1] in "年月" else 2.0
    return score - 4.0 * (is_numbered(left) and "：" not in left)


def _weigh_clauses(left: str) -> float:
    """Log odds of a line's clauses: two that balance make a title, others a text."""
    label, _, words = left.rpartition("：")
    clauses = words.split("，")
    if len(clauses) == 1:
        return -0.6 * bool(label)
    even = len(clauses) == 2 and abs(len(clauses[0]) - len(clauses[1])) <= 2
    if even and not opens_afresh(left) and len(left) <= _LONGEST_COUPLET:
        return -0.8
    if len(clauses[-1]) <= _LAST_CLAUSE:
        return 3.0
    return 1.0 * min(len(clauses) - 1, 2)


def _weigh_words(left: str, right: str) -> float:
    score = 5.0 * tied_end(left) + 5.0 * tied_start(right)
    score += 2.5 * (right[1:2] == "的" and right[0] not in _PRONOUNS)
    score += 2.5 * (right[0] in _LINKS and not _OPENING_LINKS.match(right))
    score += 2.0 * (right[0] in _INSIDE and not _OPENING_INSIDE.match(right))
    score += 1.5 * (_MEASURED.match(right) is not None)
    score += 3.0 * (left[-1] in _PEOPLE and _opens_with_name(right))
    score -= (1.2 if right[0] in "“《" else 2.6) * opens_afresh(right)
    if opens_afresh(left) and left[0] not in "“《":
        score += 3.0 if _LEADS.match(left) else 1.0
    gain = seam_gain(left, right)
    return score + (min(gain, _MOST_GAIN) if gain > 0 else _weigh_tags(left, right))


def _opens_with_name(text: str) -> bool:
    """Whether a text opens with the name of a person who does something."""
    name = _NAMED.match(text)
    return name is not None and (is_name(name[0][:3]) or is_name(name[0][:2]))


def _weigh_tags(left: str, right: str) -> float:
    """Log odds of the parts of speech on both sides, where no word spans the seam."""
    closing, last = last_word(left)
    word, first = first_word(right)
    near = "，" in right[:_NEAR]
    if first == "p" and not (word in _OPENERS and near):
        first = "v"
    score = 3.0 if closing in _ADVERBS else _OPEN_TAGS.get(last[:1], 0.0)
    if first.startswith(_FRESH_NAMES):
        return score - 1.6
    return score - 0.8 + _FIRST_TAGS.get(first[:1], 0.0)
