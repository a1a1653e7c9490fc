"""A frozen article in, its canonical manuscript out.

``parse_article(write_article(a))`` is ``a`` for every article that a manuscript can
say; writing what was parsed from it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from zbpub.base.chars import is_han
from zbpub.manuscript.fields import TEXT_KEYS
from zbpub.manuscript.model import Article, Callout, PictureNote, Pin, Run
from zbpub.manuscript.picture_fields import MIDDLE
from zbpub.manuscript.place_fields import PLACE_NUMBERS, STAYS
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
    if article.jump == STAYS:
        lines.append("jump: no")
    else:
        lines.append(_entry("jump", article.jump))
    lines += _pin(article.pin)
    if article.frame is not None:
        lines.append(f"frame: {_flag(article.frame)}")
    lines += _list("pictures", map(_picture, article.pictures))
    lines += _list("pullquotes", ([_value(q)] for q in article.pull_quotes if q))
    lines += _list("callouts", map(_callout, article.callouts))
    return [line for line in lines if line]


def _pin(pin: Pin) -> list[str]:
    """``columns`` alone in its short form; with other numbers all in ``place``."""
    numbers = {key: getattr(pin, key) for key in PLACE_NUMBERS if getattr(pin, key)}
    if tuple(numbers) == ("columns",):
        lines = [f"columns: {pin.columns}"]
    else:
        inner = ", ".join(f"{key}: {value}" for key, value in numbers.items())
        lines = [f"place: {{{inner}}}"] if inner else []
    return [*lines, _entry("headline_size", pin.headline_size)]


def _list(key: str, items: Iterable[list[str]]) -> list[str]:
    """A list under ``key``, one entry a line; nothing when it has no items."""
    lines: list[str] = []
    for entries in items:
        marks = ("  - ", *["    "] * len(entries))
        lines += [m + entry for m, entry in zip(marks, entries, strict=False)]
    return [f"{key}:", *lines] if lines else []


def _picture(note: PictureNote) -> list[str]:
    # The path is a name, not copy: it stays as the body has it.
    entries = [f"src: {_scalar(note.src)}", _entry("credit", note.credit)]
    if note.focus != MIDDLE:
        across, down = (f"{Decimal(part) / 1000:f}" for part in note.focus)
        entries.append(f"focus: [{across}, {down}]")
    if not note.crop:
        entries.append("crop: false")
    return [entry for entry in entries if entry]


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _callout(callout: Callout) -> list[str]:
    entries = [_entry(key, getattr(callout, key)) for key in ("kind", "text", "url")]
    return [entry for entry in entries if entry]


def _entry(key: str, value: str) -> str:
    text = _value(value)
    return f"{key}: {text}" if text else ""


def _value(value: str) -> str:
    """A text as one line, ready to be written; ``""`` of an empty one."""
    text = plain_text(normal_runs([Run(value)]))
    return _scalar(text) if text else ""


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
