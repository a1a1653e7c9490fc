"""Doubts: what a pass decided without being sure, with the other way to decide it."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.source import Source

SHOWN = 24
"""Characters of a text that a message quotes."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One decision that an editor may turn round, at an offset of the source."""

    code: str
    at: int
    message: str
    hint: str
    severity: Severity = Severity.INFO


def quote(text: str) -> str:
    """``text`` as a message shows it: in corner brackets, its middle cut out."""
    if len(text) <= SHOWN:
        return f"「{text}」"
    half = SHOWN // 2
    return f"「{text[:half]}…{text[-half:]}」"


def seam(left: str, right: str) -> str:
    """The last words of ``left`` and the first of ``right``, a bar between them."""
    half = SHOWN // 2
    return f"「{left[-half:]}｜{right[:half]}」"


def place_doubt(doubt: Doubt, source: Source) -> Finding:
    """The finding that shows ``doubt`` at its line and column."""
    line, column = source.place(doubt.at)
    return Finding(
        code=doubt.code,
        message=doubt.message,
        path=source.path,
        line=line,
        column=column,
        severity=doubt.severity,
        hint=doubt.hint,
    )
