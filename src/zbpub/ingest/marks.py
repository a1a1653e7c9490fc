"""Clean: the marks of Markdown and HTML inside a line, told from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# Bounded repeats keep the cost linear on hostile lines.
_MARKS = re.compile(
    r"(?P<picture>!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)|<img\b[^<>\n]{0,800}>)"
    r"|(?P<comment><!--.{0,500}?-->)"
    r"|(?P<tag></?(?:a|b|body|br|center|div|em|figcaption|figure|font|h[1-6]|hr|html|i"
    r"|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>\n]{0,300})?\s?/?>)"
    r"|(?P<blank>&(?:nbsp|emsp|ensp|thinsp|#160|#8195|#12288|#x3000);|[\t\x1f\xa0]+)"
    r"|(?P<ampersand>&(?P<rest>amp;))"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]).|\\\s*$)"
    r"|(?P<strong>\*\*)"
    r"|(?P<ghost>[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd\ufffe\uffff]+)",
    re.IGNORECASE,
)

_BREAKING = frozenset(
    {"br", "hr", "p", "/p", "div", "/div", "center", "/center", "/li", "/tr"}
)
_STRONG = frozenset({"b", "strong", "/b", "/strong"})
_CELLS = frozenset({"/td", "/th"})

MARKUP = "markup"
GHOST = "invisible character"


class Mark(StrEnum):
    """What a stretch of a line does."""

    WORDS = "words"
    MARKUP = "markup"
    GHOST = "ghost"
    STRONG_ON = "strong on"
    STRONG_OFF = "strong off"
    LINE_END = "line end"
    SPACE = "space"
    PICTURE = "picture"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Token:
    """The characters ``start`` to ``end`` of a line and what they do."""

    mark: Mark
    start: int
    end: int
    level: int = 0
    """The level of a ``HEADING`` mark; 0 when it ends one."""


def scan_marks(line: str, start: int = 0) -> Iterator[Token]:
    """The tokens of ``line`` from ``start``: they cover it without gap or overlap."""
    strong = _pair_stars(line, start)
    at = start
    for match in _MARKS.finditer(line, start):
        token = _read_mark(match, strong)
        if token is None:
            continue
        if at < token.start:
            yield Token(Mark.WORDS, at, token.start)
        yield token
        at = token.end
    if at < len(line):
        yield Token(Mark.WORDS, at, len(line))


def _read_mark(match: re.Match[str], strong: dict[int, Mark]) -> Token | None:
    """The token of one match, or ``None`` where its characters are words."""
    first, last = match.span()
    match match.lastgroup:
        case "strong":
            mark = strong.get(first)
            return Token(mark, first, last) if mark else None
        case "tag":
            return _read_tag(match[0], first, last)
        case "ampersand" | "rest":  # & stays, since it is what the entity spells
            return Token(Mark.MARKUP, first + 1, last)
        case "escape":  # the escaped character stays
            return Token(Mark.MARKUP, first, first + 1)
        case "blank":
            return Token(Mark.SPACE, first, last)
        case "picture":
            return Token(Mark.PICTURE, first, last)
        case "ghost":
            return Token(Mark.GHOST, first, last)
        case _:
            return Token(Mark.MARKUP, first, last)


def _read_tag(tag: str, first: int, last: int) -> Token:
    name = re.split(r"[\s>]", tag[1:].lower(), maxsplit=1)[0]
    if not name.startswith("/"):
        name = name.rstrip("/")
    if name in _BREAKING:
        return Token(Mark.LINE_END, first, last)
    if name in _STRONG:
        off = name.startswith("/")
        return Token(Mark.STRONG_OFF if off else Mark.STRONG_ON, first, last)
    if name in _CELLS:
        return Token(Mark.SPACE, first, last)
    if re.fullmatch("/?h[1-6]", name):
        level = 0 if name.startswith("/") else int(name[-1])
        return Token(Mark.HEADING, first, last, level)
    return Token(Mark.MARKUP, first, last)


def _pair_stars(line: str, start: int) -> dict[int, Mark]:
    """What each ``**`` of ``line`` does, by offset; those left out are words.

    A pair hugs its words (CommonMark, 6.2). One alone counts only at the end of the
    line, where a column end may have parted it from its fellow; elsewhere it may hide
    part of a name (张**).
    """
    places: list[int] = []
    at = line.find("**", start)
    while at >= 0:
        places.append(at)
        at = line.find("**", at + 2)
    marks: dict[int, Mark] = {}
    first_word = len(line) - len(line[start:].lstrip())
    last_word = len(line.rstrip())
    index = 0
    while index < len(places):
        here = places[index]
        there = places[index + 1] if index + 1 < len(places) else -1
        inside = line[here + 2 : there] if there > 0 else ""
        if inside and inside == inside.strip():
            marks[here], marks[there] = Mark.STRONG_ON, Mark.STRONG_OFF
            index += 2
            continue
        if here <= first_word:
            marks[here] = Mark.STRONG_ON
        elif here + 2 >= last_word:
            marks[here] = Mark.STRONG_OFF
        index += 1
    return marks
