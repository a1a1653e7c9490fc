"""Where the keys of a TOML text stand, which its reader does not tell."""

from __future__ import annotations

import re

KeyPath = tuple[str | int, ...]
"""``("pages", 0, "number")`` for the number of the first ``[[pages]]``."""

_ARRAY_TABLE = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*([\w-]+(?:\.[\w-]+)*)\s*\]")
_KEY = re.compile(r"\s*([\"']?)([^\"'\s=]+)\1\s*=")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line, from one, of each table and key that has a line of its own."""
    lines: dict[KeyPath, int] = {}
    counts: dict[str, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _ARRAY_TABLE.match(line):
            name = match[1]
            table = (name, counts.get(name, 0))
            counts[name] = counts.get(name, 0) + 1
            lines.setdefault((name,), number)
        elif match := _TABLE.match(line):
            table = tuple(match[1].split("."))
        elif match := _KEY.match(line):
            lines.setdefault((*table, match[2]), number)
            continue
        else:
            continue
        lines.setdefault(table, number)
    return lines


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """The line of ``path`` or of the nearest thing round it; 0 when none is known."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 0


def shown_path(path: KeyPath) -> str:
    """``pages[0].number``."""
    name = ""
    for part in path:
        dot = "." if name else ""
        name += f"[{part}]" if isinstance(part, int) else dot + part
    return name
