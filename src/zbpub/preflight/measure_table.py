"""Scores to text: a table for people, a document for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zbpub.preflight.measure import Measures
from zbpub.preflight.measure_score import Score, Verdict, has_failed
from zbpub.preflight.measure_values import Evidence

MOST_FAULTS = 200
"""So many faults of a clause are written out or marked; the rest are counted."""

_EXAMPLES = 3
_LONGEST = 24  # characters of a fault's text
_HEAD = ("clause", "what", "counted", "within", "worst", "limit", "unit", "verdict")


def score_table(measures: Measures, scores: Sequence[Score]) -> list[str]:
    """The lines of the table: what was measured, and a line a clause."""
    rows = [_HEAD, *(_row(one) for one in scores)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    failed = sum(one.verdict is Verdict.FAIL for one in scores)
    return [
        summary(measures),
        *("  ".join(_cells(row, widths)).rstrip() for row in rows),
        f"{failed} of {len(scores)} lines fail" if failed else "no clause fails",
    ]


def fault_lines(scores: Sequence[Score]) -> Iterator[str]:
    """The worst faults of each clause that fails, with page and place in points."""
    for one in scores:
        if one.verdict is Verdict.FAIL:
            worst = sorted(one.tally.faults, key=lambda fault: -abs(fault.value))
            for fault in worst[:_EXAMPLES]:
                x, y = fault.box[:2]
                yield (
                    f"{one.clause} {one.what}: page {fault.page}, at {x:.0f} {y:.0f}:"
                    f" {value_text(fault, one)}{quoted(fault.text)}"
                )


def summary(measures: Measures) -> str:
    """What was measured, in one line."""
    return (
        f"{measures.pages} page(s), {measures.columns} columns, {measures.lines} lines"
        f" of body text; em {measures.body_size:g} pt, pitch {measures.pitch:.4g} pt,"
        f" {measures.lang}"
    )


def value_text(fault: Evidence, one: Score) -> str:
    """A fault's value with its unit."""
    return f"{number(fault.value)} {one.tally.unit}"


def quoted(text: str) -> str:
    """The beginning of ``text`` in quotes, after a space; empty for no text."""
    if not text:
        return ""
    return f" “{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"


def number(value: float) -> str:
    """Three decimals at most."""
    return f"{round(value, 3) + 0.0:g}"


def score_document(
    name: str, measures: Measures, scores: Sequence[Score]
) -> dict[str, object]:
    """Plain values, ready for JSON; boxes are in points from the upper left."""
    return {
        "file": name,
        "language": measures.lang,
        "em": measures.body_size,
        "pitch": round(measures.pitch, 4),
        "pages": measures.pages,
        "columns": measures.columns,
        "lines": measures.lines,
        "passed": not has_failed(scores),
        "han_gaps": {
            "p50": round(measures.gaps.p50, 4),
            "p95": round(measures.gaps.p95, 4),
            "max": round(measures.gaps.widest, 4),
        },
        "clauses": [_clause(one) for one in scores],
    }


def _clause(one: Score) -> dict[str, object]:
    faults = one.tally.faults
    return {
        "clause": one.clause,
        "what": one.what,
        "counted": one.tally.counted,
        "within": one.within,
        "worst": round(one.tally.worst, 5),
        "limit": one.tally.limit,
        "allowance": one.allowance,
        "unit": one.tally.unit,
        "verdict": one.verdict.name.lower(),
        "faults": [_fault(fault) for fault in faults[:MOST_FAULTS]],
        "faults_left_out": max(len(faults) - MOST_FAULTS, 0),
    }


def _fault(fault: Evidence) -> dict[str, object]:
    return {
        "page": fault.page,
        "box": [round(edge, 2) for edge in fault.box],
        "text": fault.text,
        "value": round(fault.value, 4),
    }


def _row(one: Score) -> tuple[str, ...]:
    limit = number(one.tally.limit)
    if one.allowance:
        limit += f" ({one.allowance:.0%} may)"
    return (
        one.clause,
        one.what,
        str(one.tally.counted),
        str(one.within),
        number(one.tally.worst),
        limit,
        one.tally.unit,
        one.verdict.value,
    )


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield f"{cell:>{width}}" if 2 <= at <= 4 else f"{cell:<{width}}"
