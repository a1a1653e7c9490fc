"""The same text by several engines, scored clause by clause and timed.

``--json FILE`` writes every score; ``--keep DIR`` keeps sources and PDFs, to be looked
at with ``zbpub measure --html``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from engines import Engine, Job, engines, present
from texts import corpus, issue_paragraphs

from zbpub.preflight.measure import Measures, measure_pdf
from zbpub.preflight.measure_score import Score, Verdict, score
from zbpub.preflight.measure_table import number, score_document

MEASURES = {"zh-Hans": (11, 13, 17, 20), "zh-Hant-TW": (13, 20)}
"""em, by language."""
RUNS = 5
LAYOUT = frozenset({"E16", "E23", "E24", "blank"})
"""Clauses about pages and heads: plain columns of text have neither."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine made of one job."""

    engine: Engine
    job: Job
    seconds: float
    """Median of whole processes."""
    measures: Measures
    scores: tuple[Score, ...]
    """Of the clauses that are compared."""

    @property
    def rate(self) -> float:
        """Characters a second."""
        return sum(map(len, self.job.paragraphs)) / self.seconds


def main() -> None:
    """Run every engine that is installed and print its tables."""
    options = _options()
    known = engines()
    for engine in known:
        release = engine.release or "not installed: left out"
        sys.stdout.write(f"{engine.name} {release}\n")
    results = []
    for language, measures in MEASURES.items():
        for measure in options.measures or measures:
            job = Job(_paragraphs(language), measure, language)
            row = [
                _run(engine, job, options.keep, options.runs)
                for engine in present(known)
            ]
            results += row
            sys.stdout.write("\n".join(_tables(row)) + "\n")
            sys.stdout.flush()
    if options.json:
        text = json.dumps(
            [_document(one) for one in results], ensure_ascii=False, indent=1
        )
        options.json.write_text(text, "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write every score")
    parser.add_argument("--keep", type=Path, help="keep sources and PDFs there")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--measures", type=int, nargs="*", help="em")
    return parser.parse_args()


def _paragraphs(language: str) -> tuple[str, ...]:
    if "Hant" in language:
        return corpus(language)
    return (*issue_paragraphs(), *corpus(language))


def _run(engine: Engine, job: Job, keep: Path | None, runs: int) -> Result:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if keep is not None:
            folder = keep.resolve() / f"{job.language}-{job.measure}"
            folder.mkdir(parents=True, exist_ok=True)
        source, pdf = engine.prepare(job, folder)
        times = []
        for _ in range(runs):
            start = perf_counter()
            engine.run(job, source, pdf)
            times.append(perf_counter() - start)
        measures = measure_pdf(pdf, lang=job.language)
    scores = tuple(one for one in score(measures) if one.clause not in LAYOUT)
    return Result(engine, job, median(times), measures, scores)


def _tables(row: Sequence[Result]) -> Iterator[str]:
    job = row[0].job
    count = sum(map(len, job.paragraphs))
    yield f"\n### {job.language}, {job.measure} em, {count:,} characters\n"
    names = [one.engine.name for one in row]
    yield from _table(["", *names], _summary(row))
    yield ""
    yield from _table(
        ["clause", *names],
        (
            [f"{same[0].clause} {same[0].what}", *map(_cell, same)]
            for same in zip(*(one.scores for one in row), strict=True)
        ),
    )


def _summary(row: Sequence[Result]) -> Iterator[list[str]]:
    yield ["clauses failed", *(str(_failed(one)) for one in row)]
    yield ["lines", *(str(one.measures.lines) for one in row)]
    yield [
        "lines with a Han gap over 1/8 em",
        *(f"{one.measures.gaps.loose:.1%}" for one in row),
    ]
    yield ["p95 of Han gaps, em", *(f"{one.measures.gaps.p95:.3f}" for one in row)]
    yield ["forbidden line starts and ends", *(str(_wrong(one)) for one in row)]
    yield ["largest miss of the right edge, em", *(_worst(one, "E1") for one in row)]
    yield ["characters a second", *(f"{one.rate:,.0f}" for one in row)]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown."""
    for line in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(line)} |"


def _cell(one: Score) -> str:
    """Verdict, worst value, and how many are beyond the limit."""
    if one.verdict is Verdict.NONE:
        return "-"
    faults = len(one.tally.faults)
    tail = f", {faults} of {one.tally.counted}" if faults else ""
    return f"{one.verdict.value} {number(one.tally.worst)}{tail}"


def _failed(result: Result) -> int:
    """How many clauses fail; a clause of two lines counts once."""
    return len({s.clause for s in result.scores if s.verdict is Verdict.FAIL})


def _wrong(result: Result) -> int:
    return sum(len(s.tally.faults) for s in result.scores if s.clause == "E3")


def _worst(result: Result, clause: str) -> str:
    return number(max(s.tally.worst for s in result.scores if s.clause == clause))


def _document(result: Result) -> dict[str, object]:
    return {
        "engine": result.engine.name,
        "release": result.engine.release,
        "measure": result.job.measure,
        "seconds": round(result.seconds, 3),
        "characters_a_second": round(result.rate),
        **score_document(result.engine.name, result.measures, result.scores),
    }


if __name__ == "__main__":
    main()
