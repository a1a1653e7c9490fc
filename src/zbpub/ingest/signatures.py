"""Bylines inside paragraphs: behind the dateline, or after the last sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zbpub.ingest.bylines import (
    BULLETS,
    are_names,
    are_rare_names,
    is_byline,
    is_name,
    is_source,
)
from zbpub.ingest.datelines import dateline_end

REACH = 70
"""Characters from the end in which a byline may begin."""

_IN_BRACKETS = re.compile(r"[\s\u3000]*[（(]([^（）()]{2,80})[）)][\s\u3000]*[：:]?")
_REPORTING = re.compile(r"([^，。：:“《]{3,60}?(?:报道|撰文))[\s\u3000]*[：:]?")
_SPACED = re.compile(
    r"((?:[\u4e00-\u9fff·]{0,16})?(?:记者|通讯员)(?:[ \u3000]+(?:[\u4e00-\u9fff]{2,3}))"
    r"(?:[ \u3000、]+(?:通讯员|实习生|[\u4e00-\u9fff]{2,3})){0,4})[ \u3000]+"
)
_ROLES = ("记者", "通讯员", "实习生")
LEAST_TEXT = 12
"""Characters of the text that stands behind a byline on its line."""
_AFTER_DATELINE = re.compile(r"[\s\u3000]*(?:[：:]|——?|--?)?[\s\u3000]*")
_AROUND = BULLETS + "（）()【】[] \u3000"
_BRACKETED = re.compile(r"[（(【\[]([^（）()【】\[\]]{2,60})[）)】\]]\s*$")
_AFTER_STOP = re.compile(
    r"(?s:.*)(?:[。！？…”’）)》」]|(?<=[\u4e00-\u9fff”）》」)%])[.!?]"
    rf"|[.!?](?=[ \u3000])|(?=[{BULLETS}]))"
    rf"(?P<bullets>[{BULLETS}\s]*)(?P<byline>[^。！？…”{BULLETS}]{{2,60}})$"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """Where a byline stands in a paragraph: its marks from ``outer`` on, its words."""

    outer: int
    first: int
    last: int
    sure: bool
    """Whether the words themselves say that it is a byline."""
    names: bool = False
    """Whether it is nothing but names: probably a byline."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A byline that opens a text: its words, and where it ends with its marks."""

    first: int
    last: int
    end: int
    """0: there is none."""
    bracketed: bool = False


def opening_byline(text: str) -> Opening:
    """The byline that opens ``text``, in brackets or before 报道."""
    match = _IN_BRACKETS.match(text)
    if match and _signs(match[1]):
        return Opening(*match.span(1), match.end(), bracketed=True)
    match = _REPORTING.match(text)
    if match and is_byline(match[1]):
        return Opening(*match.span(1), match.end())
    return _spaced_byline(text)


def _spaced_byline(text: str) -> Opening:
    """The byline that only a space parts from the text behind it: 记者 张望 昨天…."""
    match = _SPACED.match(text)
    if match is None or len(text) < match.end() + LEAST_TEXT:
        return Opening(0, 0, 0)
    if not is_byline(match[1]) or is_byline(text[:REACH]):
        return Opening(0, 0, 0)
    names = match[1].split()
    known = all(is_name(one) or is_byline(one) or one in _ROLES for one in names[1:])
    return Opening(*match.span(1), match.end()) if known else Opening(0, 0, 0)


def after_dateline(text: str, end: int) -> int:
    """Where the text proper begins behind a dateline that ends at ``end``."""
    match = _AFTER_DATELINE.match(text, end)
    return match.end() if match else end


def is_signed(text: str) -> bool:
    """Whether a paragraph holds a byline at its beginning or its end."""
    end = dateline_end(text)
    start = after_dateline(text, end) if end else 0
    return opening_byline(text[start : start + REACH + REACH]).end > 0 or (
        tail_byline(text).sure
    )


def _signs(text: str) -> bool:
    bare = text.strip(_AROUND)
    return is_byline(bare) or is_source(bare)


def _closes(bullets: str, text: str) -> bool:
    """Whether ``text`` behind the last stop signs: bare names want a bullet before."""
    return is_byline(text) or (bullets != "" and are_rare_names(text))


def tail_byline(text: str) -> Tail:
    """The byline that closes ``text``; ``outer`` is its length if there is none."""
    base = max(len(text) - REACH, 0)
    tail = text[base:]
    match = _BRACKETED.search(tail)
    if match:
        inner = match[1].strip()
        sure = is_byline(inner.strip(BULLETS + " ")) or is_source(inner)
        first, last = match.span(1)
        names = not sure and are_names(inner)
        return Tail(base + match.start(), base + first, base + last, sure, names)
    match = _AFTER_STOP.match(tail)
    if match and _closes(match["bullets"].strip(), match["byline"].strip()):
        first, last = match.span("byline")
        outer = base + match.start("bullets")
        return Tail(outer, base + first, base + last, True)
    if match and match["bullets"] and are_rare_names(match["byline"].strip()):
        first, last = match.span("byline")  # only a space parts the name from the text
        outer = base + match.start("bullets")
        return Tail(outer, base + first, base + last, False, names=True)
    return Tail(len(text), len(text), len(text), False)
