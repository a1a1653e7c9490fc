"""Read: the text as it came in, with its lines; an unusable one is refused here."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from zbpub.base.chars import is_han
from zbpub.base.findings import Finding

MAX_DAMAGE = 0.01
"""Share of undecodable characters above which a text counts as binary."""

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DAMAGE = re.compile("[\x01-\x08\x0e-\x1a\ufffd\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a page and the offsets at which its lines begin and end."""

    text: str
    path: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Offsets of the line ends, line breaks excluded."""

    def offset(self, line: int, column: int) -> int:
        """The offset of a one-based line and column; of line 0 the first."""
        index = min(max(line, 1), len(self.starts)) - 1
        return self.starts[index] + max(column - 1, 0)

    def place(self, offset: int) -> tuple[int, int]:
        """One-based line and column of ``offset``."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return index + 1, offset - self.starts[index] + 1


def read_source(text: str, path: str) -> Source:
    """``text`` with its lines; line ends of every system are known."""
    starts, ends = [0], []
    for match in _LINE_END.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(len(text))
    return Source(text, path, tuple(starts), tuple(ends))


def refuse(source: Source) -> Finding | None:
    """Why ``source`` is no page of a newspaper, or ``None`` if it may be one."""
    text = source.text
    if not text.strip("\ufeff \t\r\n\u3000"):
        return Finding(
            code="I001",
            message="the source is empty",
            path=source.path,
            hint="check that the recognition has written its text",
        )
    damaged = len(_DAMAGE.findall(text))
    if "\0" in text or damaged > MAX_DAMAGE * len(text):
        return Finding(
            code="I002",
            message="the source is not text: it holds bytes that spell no character",
            path=source.path,
            hint="give the recognised text of the page, saved as UTF-8",
        )
    if not any(map(is_han, text)):
        return Finding(
            code="I003",
            message="the source holds no Chinese text",
            path=source.path,
            hint="give the recognised text of a newspaper page",
        )
    return None
