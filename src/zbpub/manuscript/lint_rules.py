"""The rules of the lint: what a Chinese text should not hold, one function each.

Each takes one text and yields what is wrong in it. The norms are GB/T 15834-2011
(punctuation) and GB/T 15835-2011 (numerals).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zbpub.base.chars import (
    CLOSING,
    HALF_TO_FULL,
    IDEOGRAPHIC_SPACE,
    OPENING,
    PUNCTUATION,
    is_han,
    is_western,
)
from zbpub.manuscript.lint_text import BODY, CELL, SUBHEAD, Unit

_PAIRS = dict(zip("“‘「『《〈（【〔", "”’」』》〉）】〕", strict=True))
_OPENING_OF = {closing: opening for opening, closing in _PAIRS.items()}
_QUOTES = "“‘「『"

_LONGEST_HEADLINE = 40
"""Characters: at the smallest headline of a tabloid, two lines over five columns."""

_HALF_WIDTH = re.compile(r"[,.;:?!()]")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_SPACES = re.compile(r"[ \u00a0\u3000]+")
_ELLIPSIS = re.compile(r"。{2,}|\.{3,}|…+|·{3,}")
_DOUBLE_ELLIPSIS = re.compile("(?<!…)…{4}(?!…)")
_DASH = re.compile(r"—+|-{2,}|[―─－]+|一一")
_REPEATED = re.compile(r"[，、；：][，、；：。]+|。[，、；：]+")
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
_LEFT_OVER = re.compile(
    r"\*\*[^*]+\*\*|~~[^~]+~~|\]\(|\^\[|^#{1,6}(?=\s)|\|\s*:?-{3,}|^```"
    r"|(?:\{[^{}|]*)?\|[^{}|]*\}|\]?\{\.[\w-]*\}|\^[^\s^]+\^"
)
_SIGNATURE = re.compile(r"（[^（）]*）$")
"""Who wrote a letter: 家里换了新沙发，怎么办？（临浦区 万女士）"""
_JOINED = re.compile(r"（[^（），。；：？！]*）")
"""Brackets that hold no clause: 后羿路（三里桥—千秋路段）."""
_WAVE = re.compile(r"(?<!~)~(?!~)")
_ENUMERATOR = re.compile(r"\s*[\w]{1,3}）")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found in a text."""

    offset: int
    """The character of the text at which it stands, from zero."""
    message: str
    hint: str


Rule = Callable[[Unit], Iterator[Flaw]]


def unbalanced_marks(unit: Unit) -> Iterator[Flaw]:
    """Quotes and brackets come in pairs (GB/T 15834, 4.8 and 4.9).

    A quotation of several paragraphs opens in each and closes in the last only.
    """
    text = unit.text
    opened: list[int] = []
    counts: Counter[str] = Counter()
    for at, char in enumerate(text):
        if char in _PAIRS:
            opened.append(at)
            counts[char] += 1
        elif char in _OPENING_OF and counts[_OPENING_OF[char]]:
            while text[opened[-1]] != _OPENING_OF[char]:
                counts[text[opened[-1]]] -= 1
                yield _unclosed(text, opened.pop())
            counts[text[opened.pop()]] -= 1
        elif char in _OPENING_OF and not _stands_alone(text, at):
            hint = f"write {_OPENING_OF[char]} where it begins, or delete it"
            yield Flaw(at, f"{char} closes what was never opened", hint)
    yield from (_unclosed(text, at) for at in opened if not _goes_on(unit, at))


def _unclosed(text: str, at: int) -> Flaw:
    hint = f"write {_PAIRS[text[at]]} where it ends"
    return Flaw(at, f"{text[at]} is never closed", hint)


def _stands_alone(text: str, at: int) -> bool:
    """``1）`` before a point of a list, ``’`` as an apostrophe in a Western word."""
    if text[at] == "）":
        return _ENUMERATOR.fullmatch(text, 0, at + 1) is not None
    return text[at] == "’" and at > 0 and is_western(text[at - 1])


def _goes_on(unit: Unit, at: int) -> bool:
    mark = unit.text[at]
    return mark in _QUOTES and unit.following.startswith(tuple(_QUOTES))


def half_width_marks(unit: Unit) -> Iterator[Flaw]:
    """Marks between Han characters are full-width."""
    for match in _HALF_WIDTH.finditer(unit.text):
        before, after = _neighbours(unit.text, match)
        if match[0] in "()":
            is_wrong = _is_chinese(after if match[0] == "(" else before)
        else:  # 8:30 and 3.5 are right, and ... is another rule's
            is_wrong = _is_chinese(before) and not _is_number_or_latin(after)
            is_wrong = is_wrong and not match[0] == after == "."
        if is_wrong:
            message = f"half-width {match[0]} between Chinese characters"
            yield Flaw(match.start(), message, f"write {HALF_TO_FULL[match[0]]}")


def straight_quotes(unit: Unit) -> Iterator[Flaw]:
    """Chinese quotes are curly, the outer ones double (GB/T 15834, 4.8)."""
    for quote, pair in (('"', "“”"), ("'", "‘’")):
        for count, match in enumerate(re.finditer(quote, unit.text)):
            if any(map(_is_chinese, _neighbours(unit.text, match))):
                message = f"straight quote {quote} in Chinese text"
                yield Flaw(match.start(), message, f"write {pair[count % 2]}")


def full_width_letters(unit: Unit) -> Iterator[Flaw]:
    """Digits and Latin letters are half-width (GB/T 15835)."""
    for match in _FULL_WIDTH.finditer(unit.text):
        half = unicodedata.normalize("NFKC", match[0])
        yield Flaw(match.start(), f"full-width {match[0]}", f"write {half}")


def spaces_between_han(unit: Unit) -> Iterator[Flaw]:
    """No space parts Han characters in running text.

    In heads it parts clauses, in a signature at a paragraph's end place and name.
    """
    if unit.kind not in (BODY, SUBHEAD):
        return
    signature = _SIGNATURE.search(unit.text)
    text_end = signature.start() if signature else len(unit.text)
    for match in _SPACES.finditer(unit.text):
        if IDEOGRAPHIC_SPACE in match[0]:
            hint = "delete it; between paragraphs leave an empty line"
            yield Flaw(match.start(), "full-width space inside a text", hint)
        elif match.start() < text_end and all(
            map(is_han, _neighbours(unit.text, match))
        ):
            yield Flaw(match.start(), "space between Han characters", "delete it")


def wrong_ellipsis(unit: Unit) -> Iterator[Flaw]:
    """The ellipsis is six dots: ``……`` (GB/T 15834, 4.11)."""
    for match in _ELLIPSIS.finditer(unit.text):
        is_right = match[0] in ("……", "…………")
        if not is_right and any(map(_is_chinese, _neighbours(unit.text, match))):
            yield Flaw(match.start(), f"{match[0]} for an ellipsis", "write ……")


def crowded_ellipsis(unit: Unit) -> Iterator[Flaw]:
    """Two ellipses together stand for a paragraph left out, on a line of their own.

    GB/T 15834, 5.1.5; CLREQ, unbreakable marks.
    """
    for match in _DOUBLE_ELLIPSIS.finditer(unit.text):
        if unit.text.strip() != match[0]:
            hint = "make it a paragraph of its own, or write ……"
            yield Flaw(match.start(), f"{match[0]} inside a paragraph", hint)


def wrong_dash(unit: Unit) -> Iterator[Flaw]:
    """The dash is two ems: ``——`` (GB/T 15834, 4.10).

    One em joins numbers, times and places (4.13); between Han characters that is sure
    only in a table's cell and in brackets without a clause.
    """
    joining = [found.span() for found in _JOINED.finditer(unit.text)]
    for match in _DASH.finditer(unit.text):
        before, after = _neighbours(unit.text, match)
        is_inside = any(start < match.start() < end for start, end in joining)
        if match[0] == "—" and before and after and (unit.kind == CELL or is_inside):
            continue
        if _is_wrong_dash(match[0], before, after):
            hint = "write ——; a single — only joins two places, times or numbers"
            yield Flaw(match.start(), f"{match[0]} for a dash", hint)


def _is_wrong_dash(dash: str, before: str, after: str) -> bool:
    if dash == "——" or not (_is_chinese(before) or _is_chinese(after)):
        return False
    if dash == "一一":  # also a word: 一一列举
        return not before or before in CLOSING or (bool(after) and after in OPENING)
    if dash in ("—", "－"):
        return not (_is_number_or_latin(before) or _is_number_or_latin(after))
    return True


def final_stop(unit: Unit) -> Iterator[Flaw]:
    """A headline has no full stop at its end."""
    if unit.kind == "headline" and unit.text.endswith(("。", "．", ".")):
        yield Flaw(len(unit.text) - 1, "the headline ends in a full stop", "delete it")


def repeated_marks(unit: Unit) -> Iterator[Flaw]:
    """No pause or stop follows a pause or stop."""
    for match in _REPEATED.finditer(unit.text):
        yield Flaw(match.start(), f"{match[0]} in a row", f"write {match[0][0]}")


def long_headline(unit: Unit) -> Iterator[Flaw]:
    """A headline that nobody can set large."""
    length = len(unit.text)
    if unit.kind == "headline" and length > _LONGEST_HEADLINE:
        message = f"the headline has {length} characters, over {_LONGEST_HEADLINE}"
        yield Flaw(0, message, "move a part of it into the kicker or the deck")


def invisible_characters(unit: Unit) -> Iterator[Flaw]:
    """Characters without a form, or with one in a single font only."""
    for match in _INVISIBLE.finditer(unit.text):
        kind = "private" if unicodedata.category(match[0]) == "Co" else "invisible"
        message = f"{kind} character U+{ord(match[0]):04X}"
        yield Flaw(match.start(), message, "delete it, or write the character meant")


def left_over_markup(unit: Unit) -> Iterator[Flaw]:
    """Markdown that was meant and not understood would be printed as it stands."""
    for match in _LEFT_OVER.finditer(unit.text):
        message = f"Markdown would be printed: {match[0][:20]}"
        yield Flaw(match.start(), message, "correct the mark-up, or delete it")


def half_width_wave(unit: Unit) -> Iterator[Flaw]:
    """Numbers and places are joined by ``～`` (GB/T 15834, 4.13)."""
    for match in _WAVE.finditer(unit.text):
        around = [*filter(None, _neighbours(unit.text, match))]
        if len(around) == 2 and all(is_western(c) or is_han(c) for c in around):
            hint = "write ～; or, for a lowered character, H~2~O in the text"
            yield Flaw(match.start(), "half-width ~ would be printed", hint)


def _neighbours(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The character before and the one after, or ``""`` at an end."""
    start, end = match.span()
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _is_chinese(char: str) -> bool:
    return bool(char) and (is_han(char) or char in PUNCTUATION)


def _is_number_or_latin(char: str) -> bool:
    return bool(char) and is_western(char)
