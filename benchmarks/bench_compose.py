"""How many characters a second the composer sets, how its cost grows, and its memory.

Paragraphs are news-like and distinct (sentences of the corpus, shuffled); they are made
before the clock starts. A line a measure: the rate of the real page, then of 100,000
and 1,000,000 characters, the cost of a character in the greater over the lesser (1 is
linear), and the rate where paragraphs come again. Seconds are the processor's own, so
that other programs on the machine change little.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import process_time

from texts import distinct_paragraphs, issue_paragraphs

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose_all
from zbpub.compose.setting import Setting

EM = 9000
MEASURES = (11, 13, 20, 40)
RUNS = 3
FEW, MANY = 100_000, 1_000_000
REPEATS = 10
"""Times that each paragraph stands in the text with repeats."""
TOGETHER = 200
"""Paragraphs that are set at once: more than a page has."""
_KIB = 1024


def main() -> None:
    """Print one line a measure, then the peak of memory."""
    if len(sys.argv) > 1:
        sys.stdout.write(f"{_peak(int(sys.argv[1]))}\n")
        return
    page = issue_paragraphs()
    few, many = distinct_paragraphs(FEW, seed=1), distinct_paragraphs(MANY, seed=2)
    again = distinct_paragraphs(FEW // REPEATS, seed=3) * REPEATS
    sys.stdout.write(
        "measure  real page     100,000   1,000,000  growth  with repeats"
        "  (characters a second)\n"
    )
    for em in MEASURES:
        rates = [_rate(text, em) for text in (page, few, many, again)]
        real, low, high, repeated = rates
        sys.stdout.write(
            f"{em:4} em  {real:9,.0f}   {low:9,.0f}   {high:9,.0f}  {low / high:6.2f}"
            f"     {repeated:9,.0f}\n"
        )
        sys.stdout.flush()
    for count in (FEW, MANY):
        done = subprocess.run(
            [sys.executable, __file__, str(count)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        sys.stdout.write(
            f"peak memory, {count:9,} characters: {done.stdout or done.stderr}"
        )


def _rate(paragraphs: Sequence[str], em: int) -> float:
    """Characters a second, the median of some runs; the longest text runs once."""
    count = sum(map(len, paragraphs))
    times = []
    for _ in range(RUNS if count < MANY else 1):
        start = process_time()
        _set(paragraphs, em)
        times.append(process_time() - start)
    return count / median(times)


def _set(paragraphs: Sequence[str], em: int) -> int:
    """Set paragraphs, some at a time; give how many lines there were."""
    song = find_typeface(["Noto Serif CJK SC"], 400)
    frame = Frame(measure=em * EM, indent=2 * EM)
    setting, type_ = Setting(), Type(size=EM)
    lines = 0
    for start in range(0, len(paragraphs), TOGETHER):
        part = paragraphs[start : start + TOGETHER]
        framed = [([StyledRun(text, song)], frame) for text in part]
        lines += sum(map(len, compose_all(framed, type_, setting)))
    return lines


def _peak(count: int) -> str:
    """The most memory that setting ``count`` characters takes, text and fonts too."""
    paragraphs = distinct_paragraphs(count)
    _set(paragraphs[:10], MEASURES[1])
    before = _high_water()
    _set(paragraphs, MEASURES[1])
    after = _high_water()
    return f"{after / _KIB:.0f} MiB, {(after - before) / _KIB:.1f} of them composing"


def _high_water() -> int:
    """KiB; getrusage would count what the parent process had before this one."""
    status = Path("/proc/self/status")
    if not status.is_file():
        sys.exit("memory is measured on Linux only")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
