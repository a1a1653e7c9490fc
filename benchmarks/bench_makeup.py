"""How long make-up takes and how well it fills pages, as docs/benchmarks.md tells it.

``--docs`` writes the table into docs/benchmarks.md; ``--issues N`` makes fewer issues
by number; ``--pages N`` makes up N pages and prints seconds and most memory (that is
how the process that this one starts is asked).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- make-up -->\n", "<!-- end of make-up -->\n"
RUNS = 5
ISSUES = 200
PAGE = 4500
"""Characters of a page of the issue that is timed."""
NINE = 9
_PROCESSES = 4
"""That make up pages at once, at most."""

Row = tuple[str, str, str]
"""What was measured, the value, what the project asks for."""


def main() -> None:
    """Print the table, or write it into the documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--issues", type=int, default=ISSUES)
    parser.add_argument("--pages", type=int)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    if given.pages:
        sys.stdout.write(f"{_timed(_pages(given.pages)):.3f} {_most_memory()}\n")
        return
    rows = [*_speed(), *_memory(), *_whole(), *_filled(given.issues)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    table = f"| measured | value | asked for |\n| --- | --- | --- |\n{table}"
    sys.stdout.write(table)
    if given.docs:
        text = DOCS.read_text("utf-8")
        head, _, rest = text.partition(BEGIN)
        DOCS.write_text(f"{head}{BEGIN}{table}{END}{rest.partition(END)[2]}", "utf-8")


def _speed() -> list[Row]:
    """Make-up by itself, and painting with the proof of the text."""
    nine = median(_timed(_one(seed)) for seed in _nine_articles())
    eight = median(_timed(_pages(8)) for _ in range(RUNS))
    return [
        ("make-up of a page of nine articles", f"{nine:.2f} s", "under 1 s"),
        ("make-up of eight pages, 36,000 characters", f"{eight:.2f} s", "under 5 s"),
    ]


def _nine_articles() -> list[int]:
    """Numbers of issues with nine articles that nearly fill the page."""
    made, profile = import_module("made_issues"), _case().profile
    found = []
    seed = 0
    while len(found) < RUNS:
        one = made.made_issue(seed, profile)
        near = made.is_near(one.issue, profile, one.sizes)
        if near and len(one.issue.articles) == NINE:
            found.append(seed)
        seed += 1
    return found


def _one(seed: int) -> Callable[[], object]:
    made = import_module("made_issues").made_issue(seed, _case().profile)
    return lambda: _make_up(made.issue, made.sizes)


def _pages(count: int) -> Callable[[], object]:
    """The make-up of an issue of ``count`` pages of five articles, all different."""
    kit, model = import_module("kit"), import_module("zbpub.manuscript.model")
    plans, articles = [], []
    for page in range(1, count + 1):
        spec = kit.IssueSpec(seed=page, articles=5, characters=PAGE * 4 // 5)
        number = f"{page:02}"
        plans.append(model.PagePlan(number=number, section="本地"))
        articles += [
            replace(article, name=f"{number}-{rank:02}", page=number)
            for rank, article in enumerate(kit.seeded_issue(spec).articles, 1)
        ]
    config = replace(kit.issue_of().config, pages=tuple(plans))
    issue = model.Issue(config=config, articles=tuple(articles), folder="2024-05-12")
    return lambda: _make_up(issue, {kit.PICTURE: kit.PIXELS})


def _make_up(issue: Any, sizes: Any) -> Any:
    return import_module("zbpub.layout.makeup").make_up(issue, _case(), sizes)


def _case() -> Any:
    return import_module("kit").tabloid()


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _most_memory() -> int:
    """MiB; the largest resident sets of this process and of those that made pages."""
    own, largest = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + largest * min(os.cpu_count() or 1, _PROCESSES)


def _memory() -> list[Row]:
    """Processes of their own: most memory and time of few pages and of many."""
    rows = []
    for pages, asked in ((8, ""), (64, "under 1,024 MiB")):
        done = subprocess.run(
            [sys.executable, __file__, "--pages", str(pages)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        seconds, most = done.stdout.split()
        rows.append((f"most memory, {pages} pages", f"{most} MiB", asked))
        rows.append((f"make-up, {pages} pages", f"{float(seconds):.1f} s", "linear"))
    return rows


def _whole() -> list[Row]:
    """The newest issue of manuscript/ as a whole process."""
    issue = sorted((ROOT / "manuscript").iterdir())[-1]
    times = []
    for _ in range(RUNS):
        with TemporaryDirectory() as out:
            order = ["build", str(issue), "--format", "pdf", "--out", out, "--quiet"]
            order += ["--styles", str(ROOT / "styles")]
            start = perf_counter()
            subprocess.run(
                [sys.executable, "-m", "zbpub", *order], check=True, capture_output=True
            )
            times.append(perf_counter() - start)
    name = f"`zbpub build --format pdf` of {issue.name}"
    return [(name, f"{median(times):.2f} s", "under 6 s")]


def _filled(count: int) -> list[Row]:
    """What becomes of ``count`` issues made by number."""
    made, profile = import_module("made_issues"), _case().profile
    found = []
    for seed in range(count):
        one = made.made_issue(seed, profile)
        found.append(made.outcome(one, _make_up(one.issue, one.sizes), profile))
    near = [one for one in found if one.is_near]
    full = sum(one.is_full for one in near)
    lost = sum(bool(one.faults) for one in found)
    refused = sum(one.is_refused for one in found)
    every = sum(one.is_full for one in found)
    vague = count - every - refused
    return [
        (f"full pages, of {len(near)} issues with copy within a tenth of the page",
         f"{full} ({full / max(len(near), 1):.0%})", "95 %"),
        (f"full pages, of all {count} issues", str(every), ""),
        ("refused, with rows and characters", str(refused), ""),
        ("neither full nor refused so", str(vague), "0"),
        ("overlaps, ink outside the type area, lost text", str(lost), "0"),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
