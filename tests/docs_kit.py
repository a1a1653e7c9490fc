"""The documents, and how their tables are read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATHS = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
)
DOCS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PATHS}

FENCE = re.compile(r"^(```+)\w*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`]+)`")


def cells(text: str, head: str) -> list[list[str]]:
    """The rows of every table whose head begins so, as cells."""
    rows: list[list[str]] = []
    is_inside = False
    for line in text.splitlines():
        if line.startswith(f"| {head}"):
            is_inside = True
        elif not line.startswith("|"):
            is_inside = False
        elif is_inside and not line.startswith("| ---"):
            rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows
