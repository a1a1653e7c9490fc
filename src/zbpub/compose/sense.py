"""Where a head may be broken so that each line makes sense.

A head breaks between clauses first (at a space), after a mark next, between words
last, and never inside a word; no line begins with a particle (的 得), or ends with a
conjunction (和 与) or a number whose unit follows. Word boundaries are jieba's, from
its dictionary, offline.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate, pairwise

from zbpub.base.chars import (
    CLOSING,
    DASH,
    ELLIPSIS,
    HALF_WIDTH,
    INTERPUNCTS,
    OPENING,
    PAUSES,
    STOPS,
    is_han,
)
from zbpub.base.dictionary import tokenizer

_NOT_FIRST = frozenset("的得地了着过们等者吗呢吧性化率们式型")
_NOT_LAST = frozenset("和与及或在把被将向从对为以是不之第得")
_ENDINGS = frozenset("路街道河江湖港湾桥坞山岛村镇乡县区站线厂店馆院坊队会节周人话整")
"""Characters that, alone, end what goes before: 斗门河, 海州人, 四点整."""
_PLACES = frozenset("上下里中内外间")
"""What, alone or before 的, says where: 茶几上的年轮."""
_OF_TIME = frozenset("年月日时分秒")
"""What a further number follows: 4月12日."""
_TIES = frozenset("∶:～~/×") | INTERPUNCTS
"""Marks that tie what stands on either side: 3∶2, 8～10℃."""
_AFTER_SPACE = 0
_AFTER_MARK = 1
_BETWEEN_WORDS = 4
_INSIDE_BRACKETS = 4
_UNHAPPY = 6
_IN_CLAUSE = 8
"""More where spaces part the head's clauses and the break is inside one."""
_LONE = 3
"""More for a break after a word of one character: it often leans on the next, unless
it ends a name."""
_GUESSED = 3
"""More for a break beside a word of three characters that the dictionary lacks."""
_GUESSED_PAIR = 7
"""Beside such a word of two, which often is none: 公交线|网今|起."""


@lru_cache(maxsize=1024)
def sense_breaks(text: str) -> Mapping[int, int]:
    """Where a new line of ``text`` may begin, and how little one would like it.

    Returns:
        Character index of the new line's first character -> dislike, 0 best.
    """
    depth = list(accumulate(_depth(char) for char in text))
    has_clauses = any(map(str.isspace, text.strip()))
    breaks: dict[int, int] = {}
    end = 0
    # A full-width word is one word too.
    words = tokenizer().cut(text.translate(HALF_WIDTH), HMM=True)
    for word, follower in pairwise(words):
        end += len(word)
        if follower.isspace():
            continue
        dislike = _dislike(word, follower)
        if dislike is not None:
            dislike += _INSIDE_BRACKETS if depth[end - 1] > 0 else 0
            is_lone = _is_lone(word) and word not in _ENDINGS
            if has_clauses and dislike >= _BETWEEN_WORDS:
                dislike += _IN_CLAUSE
            breaks[end] = dislike + _LONE * is_lone
    return breaks


def begins_well(text: str) -> bool:
    """Whether ``text`` may be a line that follows another.

    Its first word is no particle, which would lean on the one before, and it is more
    than marks.
    """
    first = next(iter(tokenizer().cut(text.translate(HALF_WIDTH), HMM=True)), "")
    return first not in _NOT_FIRST and any(char.isalnum() for char in text)


def _is_lone(word: str) -> bool:
    return len(word) == 1 and is_han(word)


def _depth(char: str) -> int:
    return (char in OPENING) - (char in CLOSING)


def _dislike(word: str, follower: str) -> int | None:
    """The dislike of a break between two words; None where it is forbidden."""
    before, after = word[-1], follower[0]
    if after in CLOSING | PAUSES | STOPS or before in OPENING:
        return None
    if before == after and after in {DASH, ELLIPSIS}:
        return None  # one mark of two ems
    if before.isspace():
        return _AFTER_SPACE
    if before in PAUSES | STOPS | CLOSING:
        return _AFTER_MARK
    if _is_tied(before, after):
        return None
    # The whole word: 地铁 may begin a line, and 现在 may end one.
    # Two lone characters are often one word that the dictionary lacks: 步道, 跑出.
    is_unknown = _is_lone(word) and _is_lone(follower)
    if is_unknown or _leans(follower) or word in _NOT_LAST:
        return _BETWEEN_WORDS + _UNHAPPY
    guess = _guess(word) + _guess(follower)
    if guess and (_is_lone(word) or _is_lone(follower)):
        guess += _LONE
    return _BETWEEN_WORDS + guess


def _leans(word: str) -> bool:
    """Whether ``word`` belongs to the one before it."""
    is_place = word.removesuffix("的") in _PLACES
    return is_place or word in _NOT_FIRST or word in _ENDINGS


def _is_tied(before: str, after: str) -> bool:
    """Whether two neighbours belong together: Latin, a number and its unit, 3∶2."""
    if before.isascii() and (before.isdigit() or after.isascii()):
        return True
    if after in _TIES or before in _TIES - INTERPUNCTS:
        return True
    return before in _OF_TIME and after.isascii() and after.isdigit()


def _guess(word: str) -> int:
    """What a break beside ``word`` costs more since no dictionary has it."""
    if len(word) == 1 or not all(map(is_han, word)) or tokenizer().FREQ.get(word):
        return 0
    return _GUESSED_PAIR if len(word) == 2 else _GUESSED
