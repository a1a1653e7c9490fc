"""Difference: two texts of a manuscript as a unified diff that a terminal can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

MOST_LINES = 24
"""Lines of a short difference."""
LONGEST = 72
"""Characters of a line of a short difference; more are cut out."""
_AROUND = 12


def unified(old: str, new: str, names: tuple[str, str]) -> tuple[str, ...]:
    """The unified diff from ``old`` to ``new``, whole, without line ends."""
    lines = unified_diff(old.splitlines(), new.splitlines(), *names, n=1, lineterm="")
    return tuple(lines)


def shorten(lines: Sequence[str], most: int = MOST_LINES) -> tuple[str, ...]:
    """At most ``most`` of the ``lines`` of a diff, long ones cut to what changes.

    Of a line and the one that takes its place, the words around the change are left.
    """
    shown = [line for line in _cut_pairs(lines) if line.strip()]
    left = len(shown) - most
    if left <= 0:
        return tuple(shown)
    return (*shown[:most], f"… {left} more line{'' if left == 1 else 's'}")


def _cut_pairs(lines: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        olds = _run(lines, at, "-")
        news = _run(lines, at + len(olds), "+")
        if olds and len(olds) == len(news) and not olds[0].startswith("--- "):
            pairs = [_cut_pair(*pair) for pair in zip(olds, news, strict=True)]
            yield from (old for old, _ in pairs)
            yield from (new for _, new in pairs)
            at += 2 * len(olds)
        else:
            yield _cut(lines[at])
            at += 1


def _run(lines: Sequence[str], at: int, mark: str) -> list[str]:
    end = at
    while end < len(lines) and lines[end].startswith(mark):
        end += 1
    return list(lines[at:end])


def _cut_pair(old: str, new: str) -> tuple[str, str]:
    """Two lines with their marks, less what both begin and end with."""
    one, other = old[1:], new[1:]
    least = min(len(one), len(other))
    head = next((i for i in range(least) if one[i] != other[i]), least)
    rest = least - head
    tail = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    return tuple(
        mark + _between(text, head, tail) for mark, text in (("-", one), ("+", other))
    )  # type: ignore[return-value]


def _between(text: str, head: int, tail: int) -> str:
    first, last = max(head - _AROUND, 0), len(text) - max(tail - _AROUND, 0)
    words = text[first:last]
    if len(words) > 2 * LONGEST:
        words = f"{words[:LONGEST]}…{words[-LONGEST:]}"
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
