"""How well and how fast ingest reads noisy pages, as docs/ingest.md tells it.

``--docs`` writes the tables into docs/ingest.md; ``--pages N`` makes fewer pages of
each level. The pages are those of tests/noisy_pages.py from seed 5000 on, which the
tests never see.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from zbpub.ingest.page import ingest_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "ingest.md"
PAGES = 40
FIRST = 5000
LEVELS = (1, 2, 3)
BIG = 5_000_000
"""Characters of the longest text that is timed."""
MANY = 100_000
"""Lines of the same."""


def main() -> None:
    """Print the scores and the times, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--pages", type=int, default=PAGES)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    speed, scores = _speed_table(given.pages), _score_table(given.pages)
    sys.stdout.write(f"{scores}\n{speed}")
    if given.docs:
        text = _replace(DOCS.read_text("utf-8"), "scores", scores)
        DOCS.write_text(_replace(text, "speed", speed), "utf-8")


def _replace(text: str, name: str, table: str) -> str:
    """``text`` with ``table`` between the comments of ``name``."""
    marks = re.escape(f"<!-- {name} -->"), re.escape(f"<!-- end of {name} -->")
    body = f"<!-- {name} -->\n{table}<!-- end of {name} -->"
    return re.sub(f"{marks[0]}.*?{marks[1]}", lambda _: body, text, flags=re.DOTALL)


def _score_table(count: int) -> str:
    score, base = import_module("ingest_scores"), import_module("ingest_baselines")
    columns: dict[str, Any] = {}
    for words in ("seen", "held", "issue"):
        pages = {level: _pages(words, level, count) for level in LEVELS}
        if words == "held":
            for level in LEVELS:
                columns[f"held {level}"] = score.score_pages(pages[level])
        every = [page for level in LEVELS for page in pages[level]]
        columns[f"{words}, all"] = score.score_pages(every)
        if words == "held":
            simple = {"empty lines": base.keep_blanks, "open ends": base.join_open}
            columns |= {
                name: score.score_pages(every, read) for name, read in simple.items()
            }
    rows = [["measure", "aim", *columns], ["---"] * (len(columns) + 2)]
    for name, aim in score.AIMS.items():
        shares = [one.shares()[name] for one in columns.values()]
        rows.append([name, f"{aim:.2f}", *(f"{share:.3f}" for share in shares)])
    for name in ("precision", "recall"):
        shares = [getattr(one, name) for one in columns.values()]
        rows.append([f"of boundaries: {name}", "", *(f"{one:.3f}" for one in shares)])
    for name in ("lost", "invented"):
        sums = [str(getattr(one, name)) for one in columns.values()]
        rows.append([f"characters {name}", "0", *sums])
    return _table(rows)


def _pages(words: str, level: int, count: int) -> list[Any]:
    make = import_module("noisy_pages").make_page
    return [make(seed, level, words) for seed in range(FIRST, FIRST + count)]


def _speed_table(count: int) -> str:
    """Times on one core, once the dictionary of words is read."""
    warm = perf_counter()
    _read("# 修渠护坡\n\n一条水渠\n\n今年新修的水渠通水。")
    start = perf_counter() - warm
    texts = [page.text for level in LEVELS for page in _pages("held", level, count)]
    each = sorted(_seconds(text) for text in texts)
    long = "".join(texts)
    times = 1 + BIG // len(long)
    lines = "今年新修的水渠连起了三个村。\n\n" * (MANY // 2)
    rows = [
        ["what", "seconds"],
        ["---", "--:"],
        ["reading the dictionary, once", f"{start:.2f}"],
        [f"a page of {len(long) // len(texts):,} characters, median", _ms(each, 0.5)],
        ["the slowest page", _ms(each, 1)],
        ["1,000 pages, one core", f"{1000 * sum(each) / len(each):.0f}"],
        [f"one text of {len(long) * times // 2:,} characters", _time(long, times // 2)],
        [f"one text of {len(long) * times:,} characters", _time(long, times)],
        [f"one text of {MANY:,} lines", f"{_seconds(lines):.1f}"],
    ]
    return _table(rows)


def _ms(times: Sequence[float], share: float) -> str:
    return f"{times[min(int(share * len(times)), len(times) - 1)]:.3f}"


def _time(text: str, times: int) -> str:
    return f"{_seconds(text * times):.1f}"


def _seconds(text: str) -> float:
    start = perf_counter()
    _read(text)
    return perf_counter() - start


def _read(text: str) -> None:
    ingest_page(text, path="page.md", page="03")


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    main()
