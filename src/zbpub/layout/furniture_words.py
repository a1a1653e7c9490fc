"""The words that a page says itself, in each edition's script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureWords:
    """Words of nameplate, contents and fillers; ``{}`` takes a number."""

    contents: str
    psa: str
    """The label of a public-service advertisement."""
    issue: str
    cn: str
    """Before the serial number of a mainland paper."""
    pages_today: str
    published: str
    page: str
    """What follows a page's number."""
    code: str
    """What a QR code is, to those who hear it."""


_HANS = FurnitureWords(
    contents="导读", psa="公益广告", issue="第{}期",
    cn="国内统一连续出版物号", pages_today="今日{}版", published="出版", page="版",
    code="二维码",
)  # fmt: skip
_HANT = FurnitureWords(
    contents="導讀", psa="公益廣告", issue="第{}期",
    cn="國內統一連續出版物號", pages_today="今日{}版", published="出版", page="版",
    code="二維碼",
)  # fmt: skip
_WORDS: Mapping[str, FurnitureWords] = {"zh-Hans": _HANS}


_ALMANAC = str.maketrans("农历腊闰惊蛰谷满种处", "農曆臘閏驚蟄穀滿種處")
"""The characters of lunar dates and solar terms; 丑 is a branch, and stays."""


def in_script(almanac: str, edition: str) -> str:
    """A lunar date or solar term in the script of ``edition``."""
    return almanac if edition in _WORDS else almanac.translate(_ALMANAC)


def words_of(edition: str) -> FurnitureWords:
    """The words of an edition (``zh-Hans``, ``zh-Hant`` …)."""
    return _WORDS.get(edition, _HANT)
