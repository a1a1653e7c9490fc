"""What reads as a jump line (转接): 下转3版, （上接第一版）, ►►详见A3版."""

from __future__ import annotations

import re

LONGEST = 60
"""Characters; a longer line is no jump line."""
TAIL = 30
"""Characters at either end of a paragraph in which a jump line may stand."""

_HAN = r"[\u4e00-\u9fff]"
_PAGE = (
    r"(?:第\s?)?(?:[A-Za-z]?\s?[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
    rf"\s?(?:{_HAN}{{0,4}}版|版)[①-⑳]?"
)
_TURN = (
    rf"(?:(?:紧|下|上)?[转接]|详见|详情见|相关报道见|更多报道见|报道见|见)\s?{_PAGE}"
    r"|(?:下转|上接|紧接)\s?[A-Za-z]?[0-9]{1,3}"
)
_HANDS = r"[►▶▷→⇒>》☞※■●▲△▼◆◀◄←《<—\s]{0,6}"
_WHOLE = re.compile(
    rf"[（(【\[]?{_HANDS}(?:{_TURN})(?:\s?《[^》]{{1,40}}》|[·\s]?{_HAN}{{0,6}})?"
    rf"{_HANDS}[）)】\]]?"
)
_AT_END = re.compile(
    rf"(?:[（(【\[]{_HANDS}(?:{_TURN}){_HANDS}[）)】\]]"
    rf"|[►▶▷→⇒☞]{{1,3}}\s?(?:{_TURN})|下转\s?{_PAGE})$"
)
_AT_START = re.compile(
    rf"[（(【\[]{_HANDS}(?:上|紧)接\s?{_PAGE}[^）)】\]]{{0,30}}[）)】\]]|上接\s?{_PAGE}"
)


def is_jump(text: str) -> bool:
    """Whether the whole line sends the reader to another page, or comes from one."""
    return len(text) <= LONGEST and _WHOLE.fullmatch(text) is not None


def comes_from(text: str) -> bool:
    """Whether the jump line ``text`` continues an article of another page (上接)."""
    return "接" in text


def jump_at_end(text: str) -> int:
    """Where a jump line that closes ``text`` begins; its length if there is none."""
    first = max(len(text) - TAIL, 0)
    match = _AT_END.search(text[first:])
    return first + match.start() if match else len(text)


def jump_at_start(text: str) -> int:
    """Where a jump line that opens ``text`` ends; 0 if there is none."""
    match = _AT_START.match(text[: LONGEST + TAIL])
    return match.end() if match else 0
