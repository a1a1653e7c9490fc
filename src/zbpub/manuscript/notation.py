"""Rules for the Markdown parser: ruby, dots, lines, raised and lowered characters.

``{滕|téng}`` and ``{重庆|chóng|qìng}`` as DenDenMarkdown writes them,
``[重要]{.dots}``, ``[屈原]{.name}`` and ``[离骚]{.title}`` as Pandoc and Djot write a
span, ``m^2^`` and ``H~2~O`` as Pandoc does. What was meant for one of these and is
none becomes a token with a ``problem``, so that ``inlines`` refuses it and nothing is
silently printed or dropped.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from zbpub.manuscript.model import Shift, Sideline

DOTS = "dots"
"""What a span with emphasis dots is called."""

SIDELINES: dict[str, Sideline] = {"name": "name", "title": "title"}
"""What a span with a line beside it is called."""

SHIFTS: dict[str, Shift] = {"^": "super", "~": "sub"}
"""Where characters stand between two of these signs."""

_PART = r"(?:\\.|[^\\{}|\n])*"
_RUBY = re.compile(rf"\{{({_PART})((?:\|{_PART})+)(\}}?)")
_NEXT_PART = re.compile(rf"\|({_PART})")
_NAME = re.compile(r"\{\.([\w-]*)\}")

_SHIFTED_SIGNS = "+-−±.()[]=′″°%"
_AFTER_WORDS = ")]}*_`^"
"""Beside a letter, what may stand before a lowered character: the end of mark-up."""


def use_notation(parser: MarkdownIt) -> None:
    """Teach ``parser`` the notations."""
    parser.inline.ruler.before("link", "span", _span)
    parser.inline.ruler.push("ruby", _ruby)
    parser.inline.ruler.push("name", _stray_name)
    parser.inline.ruler.push("shift", _shift)


def clusters(text: str) -> list[str]:
    """The characters of ``text``, variation selectors and marks with their letters."""
    found: list[str] = []
    for char in text:
        if found and unicodedata.category(char).startswith("M"):
            found[-1] += char
        else:
            found.append(char)
    return found


def may_lower(before: str, text: str) -> bool:
    """Whether ``~`` between the two, and one behind, lowers ``text`` or its beginning.

    H~2~O does; 3~5 and 三~五 are ranges, whatever comes behind them.
    """
    is_letter = before.isalpha() and _is_narrow(before)
    is_after_word = is_letter or (before != "" and before in _AFTER_WORDS)
    return is_after_word and all(map(_is_shiftable, text.partition("~")[0]))


def _ruby(state: StateInline, silent: bool) -> bool:
    match = _RUBY.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content = match[0]
        token.meta = _read_ruby(match, state)
    state.pos = match.end()
    return True


def _read_ruby(match: re.Match[str], state: StateInline) -> dict[str, object]:
    parts = [match[1], *_NEXT_PART.findall(match[2])]
    words = [_plain(part, state) for part in parts]
    if not match[3]:
        problem = "is not closed in its line"
    elif None in (*words, _plain(match[0][1:-1], state)):
        problem = "has mark-up inside"
    else:
        base, *readings = (word or "" for word in words)
        pairs, problem = _pairs(base, readings)
        return {"pairs": pairs, "problem": problem}
    return {"pairs": (), "problem": problem}


def _pairs(base: str, readings: list[str]) -> tuple[tuple[tuple[str, str], ...], str]:
    """Each base with its reading, and what is wrong with them."""
    bases = [base] if len(readings) == 1 else clusters(base)
    if not all(each.strip() for each in (base, *bases)):
        return (), "has no characters to be read"
    if not all(readings):
        return (), "has an empty reading"
    if len(bases) != len(readings):
        return (), f"has {len(readings)} readings for {len(bases)} characters"
    return tuple(zip(bases, readings, strict=True)), ""


def _plain(source: str, state: StateInline) -> str | None:
    """The text of ``source`` without its escapes, or None if it is more than text."""
    tokens: list[Token] = []
    state.md.inline.parse(source, state.md, state.env, tokens)
    if any(token.type not in ("text", "text_special") for token in tokens):
        return None
    return "".join(token.content for token in tokens).strip()


def _span(state: StateInline, silent: bool) -> bool:
    """A span in brackets with a name behind it; links keep the right of way."""
    start, end = state.pos, state.posMax
    if state.src[start] != "[" or state.src.find("]{.", start, end) < 0:
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start)
    match = _NAME.match(state.src, label_end + 1, end) if label_end >= 0 else None
    if not match:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, label_end
        token = state.push("span_open", "span", 1)
        token.meta = {"name": match[1]}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = match.end(), end
    return True


def _stray_name(state: StateInline, silent: bool) -> bool:
    """``{.dots}`` behind anything but brackets, such as ``**重要**{.dots}``."""
    match = _NAME.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("stray_name", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _shift(state: StateInline, silent: bool) -> bool:
    mark, start = state.src[state.pos], state.pos + 1
    if mark not in SHIFTS:
        return False
    before = state.src[start - 2] if start > 1 else ""
    stop = state.src.find(mark, start, state.posMax)
    text = state.src[start:stop] if stop > 0 else ""
    is_shifted = _may_be_shifted(text)
    if mark == "~":
        is_shifted = is_shifted and may_lower(before, text)
    elif not is_shifted and before == "[":  # \[^1] is no footnote
        return False
    if mark == "~" and not is_shifted:
        return False
    if not silent:
        token = state.push("shift", "sup" if mark == "^" else "sub", 0)
        token.content = text if is_shifted else ""
        token.markup = mark
    state.pos = stop + 1 if is_shifted else start
    return True


def _may_be_shifted(text: str) -> bool:
    """Letters, digits and signs of formulas: Han between two signs is an accident."""
    is_said = any(char.isalnum() or char in "+-−±′″°" for char in text)
    is_closed = all(text.count(a) == text.count(b) for a, b in ("()", "[]"))
    return is_said and is_closed and all(map(_is_shiftable, text))


def _is_shiftable(char: str) -> bool:
    return char in _SHIFTED_SIGNS or (char.isalnum() and _is_narrow(char))


def _is_narrow(char: str) -> bool:
    return unicodedata.east_asian_width(char) not in ("W", "F")
