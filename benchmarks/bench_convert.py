"""How long converting takes to start, and how many characters a second it converts."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from zbpub.edition.converter import Converter
from zbpub.edition_files import read_rules

ROOT = Path(__file__).parent.parent
TIMES = 5
"""Runs of each measurement; the quickest counts."""
LEAST = 1_000_000
"""Characters of the long text."""
_START = """
from pathlib import Path
from zbpub.edition.converter import Converter
from zbpub.edition_files import read_rules
Converter("zh-Hant-TW", read_rules(Path("styles"))).convert("指明了方向")
"""


def start() -> float:
    """Seconds from a new process to its first sentence."""
    runs = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", _START], cwd=ROOT, check=True)
        runs.append(time.perf_counter() - begun)
    return min(runs)


def rate() -> float:
    """Characters a second of a long text, paragraph by paragraph, after the start."""
    converter = Converter("zh-Hant-TW", read_rules(ROOT / "styles"))
    paths = sorted((ROOT / "manuscript").glob("*/*.md"))
    text = "".join(path.read_text("utf-8") for path in paths)
    lines = (text * (LEAST // len(text) + 1)).split("\n")
    # Each paragraph is met with another beginning: no cut of it is known before.
    lines = [f"{at}{line}" for at, line in enumerate(lines)]
    begun = time.perf_counter()
    for line in lines:
        converter.convert(line)
    return sum(map(len, lines)) / (time.perf_counter() - begun)


def report() -> Iterator[str]:
    """The figures as lines of Markdown."""
    yield "| what | figure |"
    yield "| --- | --- |"
    yield f"| start to the first sentence | {start():.2f} s |"
    yield f"| characters a second, after it | {rate():,.0f} |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report())
