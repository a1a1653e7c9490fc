"""Arabic numerals in a text written in Han: 2021年 as 二〇二一年, 14趟 as 十四趟.

Only whole numbers up to 9999 that a Han follows are written so. Decimals, percentages,
times of day, telephone numbers and what stands beside Latin letters keep their digits:
in Han they would read otherwise or take too much room.
"""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_LARGEST = 9999
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_BESIDE = r"0-9A-Za-z.,:：/\-~–+−#@_=&?%‰℃°′″$¥￥€£"
"""What keeps a number in digits when it stands beside it."""
_APART = rf"(?<![{_BESIDE}])"
_SPAN = "—–～至到"
"""Between two years."""

_YEAR = re.compile(rf"{_APART}([12][0-9]{{3}})(?=年|[{_SPAN}][12][0-9]{{3}}年)")
_NUMBER = re.compile(
    rf"{_APART}([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?=[{_HAN}]|、[0-9]+[{_HAN}])"
)
_ABOUT = ("近", "約", "约", "逾", "超過", "超过", "長達", "长达", "達", "达")
_LASTING = ("前", "來", "来", "歷史", "历史", "間", "间", "多", "後", "后")
"""Behind 1000年 or 2000年 these tell a length of time, not a year."""
_CALLED = ("專線", "专线", "熱線", "热线", "頻道", "频道")
_DIALLED = (
    "撥打",
    "拨打",
    "電話",
    "电话",
    "號碼",
    "号码",
    "編號",
    "编号",
    "代碼",
    "代码",
)
_COUNTED_OFF = "號号路室線线期版班"
"""A number of three digits or more before these is said digit by digit."""
_PAIRED = "個个名位人家艘趟件條条張张隻只本組组輛辆間间棟栋座場场歲岁份頭头箱"
"""Measure words that two is 兩 before."""


def han_numerals(text: str, two: str = "兩") -> str:
    """``text`` with its whole numbers in Han, where they read well so.

    Args:
        text: A stretch of running text.
        two: The word for two of a thing, in the text's script.
    """
    return _NUMBER.sub(lambda found: _written(found, two), _YEAR.sub(_year, text))


def _year(found: re.Match[str]) -> str:
    text, year = found.string, found[1]
    before, behind = text[: found.start()], text[found.end() :].removeprefix("年")
    is_round = year.endswith("000") and behind.startswith(_LASTING)
    if before.endswith(_ABOUT) or is_round:
        return year
    return _one_by_one(year)


def _written(found: re.Match[str], two: str) -> str:
    text, digits = found.string, found[1].replace(",", "")
    before, behind = text[: found.start()], text[found.end() :]
    if before.endswith(_DIALLED) or behind.startswith(_CALLED):
        return found[0]
    is_named = before.endswith("第") or behind[:1] in _COUNTED_OFF
    if len(digits) > 2 and is_named and "," not in found[0]:
        return _one_by_one(digits)
    if int(digits) > _LARGEST or (len(digits) > 1 and digits[0] == "0"):
        return found[0]
    if digits == "2" and behind[:1] in _PAIRED and not before.endswith("第"):
        return two
    return _counted(int(digits))


def _one_by_one(digits: str) -> str:
    """二〇二一."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _counted(number: int) -> str:
    """十四, 二百零三, 三千二百一十."""
    if number == 0:
        return "零"
    said, digits = "", str(number)
    is_gap = False
    for at, digit in enumerate(digits):
        place = _PLACES[len(digits) - 1 - at]
        if digit == "0":
            is_gap = True
            continue
        said += ("零" if is_gap else "") + _DIGITS[int(digit)] + place
        is_gap = False
    return said.removeprefix("一") if 10 <= number < 20 else said
