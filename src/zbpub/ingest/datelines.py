"""What reads as a dateline (电头): 济南2月2日讯, 本报讯, 新华社北京3月5日电."""

from __future__ import annotations

import re
from dataclasses import dataclass

REACH = 40
"""Characters within which a dateline ends."""

_HAN = r"[\u4e00-\u9fff]"
_DAY = (
    r"(?:[0-9０-９]{4}\s?年\s?)?[0-9０-９]{1,2}\s?月\s?[0-9０-９]{1,2}\s?[日曰]"
    r"(?:至[0-9０-９]{1,2}日)?"
)
_NO_WORD = r"(?![息号问视话影力费商脑池器网机站动台子员])"
_OPEN = r"(?=[\s（(:：—\-】\]）)]|$)"
"""What stands behind a dateline that its words alone do not make certain."""
_TWIN = rf"(?:{_HAN}{{2,8}}[·/／\-—])?"
"""The first of two names of one house: 齐鲁晚报·."""
# A date makes it certain; without one the paper's or agency's name must open it.
_DATED = re.compile(
    rf"(?:据|综合)?{_TWIN}{_HAN}{{0,16}}?[·\s]?{_HAN}{{0,6}}\s?{_DAY}"
    rf"(?:(?:综合|专|急|体育专)?(?:讯|訊|电|電|消息){_NO_WORD}|报道{_OPEN})"
)
_NAMED = re.compile(
    rf"(?:本报|本報|本刊|本网|本網|本台){_HAN}{{0,5}}?(?:综合)?(?:讯|訊|电|電|消息){_NO_WORD}"
    rf"|(?:据|综合)?{_TWIN}{_HAN}{{0,8}}?(?:社|报|報|网|網|台|客户端|融媒|新闻|周刊|频道|在线|传媒|视频)"
    rf"{_HAN}{{0,5}}?(?:综合)?(?:讯|訊|电|電|消息){_OPEN}"
    rf"|{_HAN}{{2,6}}报[·/／]{_HAN}{{1,8}}讯{_OPEN}"
    rf"|{_HAN}{{2,5}}(?<![通短喜资简问视电音快腾审])讯(?=[\s（(])|本报综合报道(?=[\s：:])"
)
_CLAUSE = re.compile(r"[，。、；！？“《]")


_BULLETS = "□■●◆◇○◎★☆▲△▶►▪• "
_BRACKETS = {"【": "】", "（": "）", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class DatelineSpan:
    """Where the dateline that opens a text stands."""

    first: int
    last: int
    end: int
    """Its end with the bracket that closes it; 0: there is none."""


def find_dateline(text: str) -> DatelineSpan:
    """The dateline that opens ``text``, in brackets or not."""
    opening = len(text[:REACH]) - len(text[:REACH].lstrip(_BULLETS))
    bracket = text[opening : opening + 1]
    first = opening + (bracket in _BRACKETS)
    start = text[first : first + REACH]
    match = _DATED.match(start) or _NAMED.match(start)
    if match is None or _CLAUSE.search(match[0]):
        return DatelineSpan(0, 0, 0)
    last = first + match.end()
    if first == opening:
        return DatelineSpan(first, last, last)
    closed = text[last : last + 1] == _BRACKETS[bracket]
    return DatelineSpan(first, last, last + 1) if closed else DatelineSpan(0, 0, 0)


def dateline_end(text: str) -> int:
    """Where the dateline that opens ``text`` ends; 0 if none does."""
    return find_dateline(text).end
