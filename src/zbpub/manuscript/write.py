"""A frozen article in, its canonical manuscript out.

``parse_article(write_article(a))`` is ``a`` for every article that a manuscript can
say; writing what was parsed from it changes nothing.
"""

from __future__ import annotations

import re

from zbpub.base.chars import is_han
from zbpub.manuscript.fields import TEXT_KEYS
from zbpub.manuscript.model import Article, Callout, Run
from zbpub.manuscript.runs import normal_runs, plain_text
from zbpub.manuscript.write_blocks import write_blocks

# A plain scalar (YAML 1.2.2, 7.3.3) that holds a Han character is a string to every
# reader of YAML 1.1 and 1.2, if no sign begins it, and no ": " or " #" divides it.
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_WORD = re.compile(r"[a-z]+")
_YAML_WORDS = ("y", "yes", "n", "no", "on", "off", "true", "false", "null")
_DIVIDED = re.compile(r":(?:\s|$)|\s#")
_TO_ESCAPE = re.compile(
    r'[\\"]|[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd'
    r"\U00010000-\U0010fffd]"
)


def write_article(article: Article) -> str:
    """The manuscript of ``article``: front matter, an empty line, the body.

    Keys come in the order of docs/architecture.md, empty ones not at all; blocks are
    divided by an empty line; lines are never folded and end in a line feed.
    """
    body = write_blocks(article.body)
    head = "\n".join(["---", *_front_matter(article), "---"])
    return f"{head}\n\n{body}\n" if body else f"{head}\n"


def _front_matter(article: Article) -> list[str]:
    lines = [_entry(key, getattr(article, key)) for key in TEXT_KEYS]
    if article.priority:
        lines.append(f"priority: {article.priority}")
    if article.callouts:
        lines.append("callouts:")
    for callout in article.callouts:
        lines += _callout(callout)
    return [line for line in lines if line]


def _callout(callout: Callout) -> list[str]:
    entries = [_entry(key, getattr(callout, key)) for key in ("kind", "text", "url")]
    written = [entry for entry in entries if entry]
    marks = ("  - ", *["    "] * len(written))
    return [mark + entry for mark, entry in zip(marks, written, strict=False)]


def _entry(key: str, value: str) -> str:
    text = plain_text(normal_runs([Run(value)]))
    return f"{key}: {_scalar(text)}" if text else ""


def _scalar(text: str) -> str:
    """``text`` as a YAML scalar that every reader reads as this same string."""
    if _is_plain(text):
        return text
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def _is_plain(text: str) -> bool:
    if _WORD.fullmatch(text):
        return text not in _YAML_WORDS
    return (
        any(map(is_han, text))
        and text[0] not in _INDICATORS
        and not _DIVIDED.search(text)
        and not _TO_ESCAPE.search(text.replace('"', "").replace("\\", ""))
    )


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in '\\"':
        return "\\" + char
    code = ord(char)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
