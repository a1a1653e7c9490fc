"""Flag, never mend: probable misreadings, half-width marks, stray spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zbpub.base.chars import HALF_TO_FULL
from zbpub.base.findings import Severity
from zbpub.ingest.doubts import Doubt
from zbpub.ingest.pieces import Piece, Places
from zbpub.ingest.words import count_of

_ALIKE = {
    "曰": "日",
    "末": "未",
    "未": "末",
    "己": "已",
    "已": "己",
    "巳": "已",
    "土": "士",
    "士": "土",
    "夭": "天",
    "戍": "戌",
    "亳": "毫",
    "钓": "钧",
    "侯": "候",
    "兔": "免",
    "鸟": "乌",
    "拔": "拨",
    "拨": "拔",
    "入": "人",
    "干": "千",
    "千": "干",
    "贷": "货",
    "货": "贷",
    "壁": "璧",
    "辩": "辨",
    "晴": "睛",
    "睛": "晴",
}
"""Characters that recognition takes for one another."""
COMMON = 100
"""Occurrences from which on a word is common enough to be meant."""
_WINDOWS = (4, 3, 2)
_CANDIDATE = re.compile("[" + "".join(_ALIKE) + "]")
_DAY = re.compile(r"(?<=[0-9０-９])曰|(?<=月[0-9]{2})曰")
_DIGIT = re.compile(
    r"(?<=[0-9])[OolI](?=[0-9年月日时分秒岁名家户个万亿元米吨亩%％])|(?<![A-Za-z])[OolI](?=[0-9]{2,}年)"
)
_HALF = re.compile(
    r"(?<=[\u4e00-\u9fff”》）])[,;:!?()]|[,;:!?()](?=[\u4e00-\u9fff“《])"
)
_CHINESE = "[\u4e00-\u9fff，。、；：！？“”《》]"
_SPACE = re.compile(rf"(?<={_CHINESE})[ \u3000]+(?={_CHINESE})")
_CONTEXT = 4


def find_slips(piece: Piece) -> Iterator[Doubt]:
    """What in one paragraph or title was probably recognised wrongly."""
    text, places = piece.text, Places.of(piece)
    for match in _DAY.finditer(text):
        yield _misread(text, match.start(), places, "日")
    for match in _DIGIT.finditer(text):
        digit = "0" if match[0] in "Oo" else "1"
        yield _misread(text, match.start(), places, digit)
    for match in _CANDIDATE.finditer(text):
        other = _ALIKE[match[0]]
        if _is_likelier(text, match.start(), other):
            yield _misread(text, match.start(), places, other)


def find_width_slips(piece: Piece) -> Iterator[Doubt]:
    """Half-width marks and spaces in the Chinese of one paragraph: one doubt each."""
    marks = list(_HALF.finditer(piece.text))
    if marks:
        shown = " ".join(sorted({match[0] for match in marks}))
        wanted = " ".join(HALF_TO_FULL[mark] for mark in shown.split())
        yield Doubt(
            "I013",
            Places.of(piece).offset(marks[0].start()),
            f"the paragraph has {len(marks)} half-width marks in Chinese text: {shown}",
            f"write {wanted} if the paper has them full-width",
        )
    spaces = list(_SPACE.finditer(piece.text))
    if spaces:
        yield Doubt(
            "I021",
            Places.of(piece).offset(spaces[0].start() - 1),
            f"the paragraph has spaces in {len(spaces)} places of its Chinese text",
            "delete them if the paper has none",
        )


def _is_likelier(text: str, at: int, other: str) -> bool:
    """Whether no word holds the character at ``at``, but one would with ``other``."""
    best = 0
    for size in _WINDOWS:
        for first in range(max(at - size + 1, 0), min(at, len(text) - size) + 1):
            window = text[first : first + size]
            if count_of(window):
                return False
            changed = window[: at - first] + other + window[at - first + 1 :]
            best = max(best, count_of(changed))
    return best >= COMMON


def _misread(text: str, at: int, places: Places, other: str) -> Doubt:
    first = max(at - _CONTEXT, 0)
    shown = text[first : at + _CONTEXT + 1]
    return Doubt(
        "I012",
        places.offset(at),
        f"「{text[at]}」 in 「{shown}」 is probably a misread 「{other}」",
        f"compare with the page; write {other} if it says so",
        Severity.WARNING,
    )
