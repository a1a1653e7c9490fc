"""Which characters of a text need a backslash so that Markdown reads them as text.

Only those that would mean something where they stand: the manuscripts are read and
mended by people.
"""

from __future__ import annotations

import re

from zbpub.manuscript.notation import may_lower

_SPECIAL = re.compile(r"[\\`*_\[\]<&{^~]")
_PLAIN_BRACES = re.compile(r"\{(?!\.)[^{}|]*\}")
_RUBY_SPECIAL = re.compile(r"[\\`*_\[\]<&{|}^~]")
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)

# What begins a block (CommonMark, 4 and 5): headings, breaks, lists, quotes, fences.
_BLOCK_START = re.compile(
    r"(?P<sign>#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|--|~~~)|(?P<number>\d{1,9})(?=[.)](?:\s|$))"
)
_CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))#+$")

_PLAIN_TARGET = re.compile(r"[^\s<>()\\&\x00-\x1f]+")


def escape_text(text: str, *, before: str, after: str, in_link: bool) -> str:
    """``text`` so that Markdown reads it as running text.

    Args:
        text: One line, without mark-up.
        before: What stands before it in the line, or ``""``.
        after: What stands after it in the line, or ``""``.
        in_link: Whether it stands between the brackets of a link, a picture or dots.
    """

    def escaped(match: re.Match[str]) -> str:
        start, end = match.span()
        left = text[start - 1] if start else before[-1:]
        right = text[end] if end < len(text) else after[:1]
        if _needs_escape(match[0], left, right, in_link):
            return "\\" + match[0]
        if match[0] == "&" and _ENTITY.match(text, start):
            return "\\&"
        if match[0] == "{" and not _PLAIN_BRACES.match(text, start):
            return "\\{"  # else braces without a stroke or a name: no notation
        if match[0] == "~" and may_lower(left, text[end:]) and (text + after)[end:]:
            return "\\~"
        return match[0]

    result = _SPECIAL.sub(escaped, text)
    if text[-1:] == "!" and after[:1] == "[":  # else a picture: ![
        result = result[:-1] + "\\!"
    if before[-1:] == "]" and text[:1] in ("(", ":"):  # else a link or a definition
        result = "\\" + result
    return result


def escape_ruby(text: str) -> str:
    """A ruby's base or reading, so that it is nothing but text."""
    return _RUBY_SPECIAL.sub(r"\\\g<0>", text)


def escape_line_start(line: str) -> str:
    """A paragraph's line, so that its beginning is not read as another block."""
    match = _BLOCK_START.match(line)
    if not match:
        return line
    number = match["number"] or ""
    return f"{number}\\{line[len(number) :]}"


def escape_line_end(line: str) -> str:
    """A subhead's line, so that hashes at its end stay text."""
    match = _CLOSING_HASHES.search(line)
    return f"{line[:-1]}\\#" if match else line


def escape_cell(line: str) -> str:
    """A table cell's line: each upright stroke would begin the next cell."""
    return line.replace("|", "\\|")


def write_target(target: str) -> str:
    """A link's target or a picture's path, in angle brackets where needed."""
    if _PLAIN_TARGET.fullmatch(target):
        return target
    return "<" + _escape_entities(re.sub(r"[\\<>]", r"\\\g<0>", target)) + ">"


def write_title(title: str) -> str:
    """A picture's title in straight quotes."""
    return '"' + _escape_entities(re.sub(r'[\\"]', r"\\\g<0>", title)) + '"'


def _escape_entities(text: str) -> str:
    return _ENTITY.sub(r"\\\g<0>", text)


def _needs_escape(char: str, left: str, right: str, in_link: bool) -> bool:
    match char:
        case "\\" | "`" | "^":
            return True
        case "*":  # between spaces it marks nothing
            return bool(left.strip() or right.strip())
        case "_":  # inside a word it marks nothing
            return not (left.isalnum() and right.isalnum())
        case "[":
            return in_link
        case "]":
            return in_link or right in ("(", ":")
        case "<":
            return right.isascii() and bool(right.strip())
        case _:
            return False
