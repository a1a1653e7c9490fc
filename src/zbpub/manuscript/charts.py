r"""A chart's table in a fenced block: its text in, a chart and what is wrong out.

Cells are plain words: no mark-up is read in them, but ``\|`` is a stroke.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import get_args

from zbpub.base.findings import Finding
from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.model import Chart, ChartKind, Run
from zbpub.manuscript.runs import normal_runs, plain_text

CODE = "M085"
"""Of all that is wrong with a chart."""
FENCE = "chart"
"""The word that a chart's fence begins with."""
FOLDER = "charts/"
"""Where the drawings would lie, were they files of the issue."""
MOST_PARTS = 6
"""Of a pie: more cannot be told from one another."""
MOST_ROWS = 24
MOST_SERIES = 4
_INFO = re.compile(r'chart(?:\s+(\w+))?(?:\s+"(.*)")?\s*')
_STROKE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-+:?\s*")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_HINT = 'write ```chart bar "title", then a table: | 年份 | 吞吐量 |'


def is_chart(info: str) -> bool:
    """Whether a fenced block with ``info`` behind its fence is meant to be a chart."""
    return info.split(maxsplit=1)[:1] == [FENCE]


def number_of(text: str) -> float | None:
    """The number that a cell says (``1,234.5``, ``8.1%``); None when it says none."""
    plain = text.strip().replace("−", "-").replace(",", "").removesuffix("%")
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def read_chart(
    info: str, content: str, line: int
) -> tuple[Chart | None, tuple[Finding, ...]]:
    """The chart of a fenced block, or None with a finding of what it lacks.

    Args:
        info: What stands behind the fence.
        content: The lines inside it.
        line: The fence's line, from one.
    """
    match = _INFO.fullmatch(info.strip())
    kind = next((k for k in get_args(ChartKind) if match and match[1] == k), None)
    if match is None or kind is None:
        kinds = ", ".join(get_args(ChartKind))
        return None, (_finding(f"a chart is one of {kinds}", line),)
    title = plain_text(normal_runs([Run(match[2] or "")]))
    lines = [
        (number, _cells(text))
        for number, text in enumerate(content.split("\n"), line + 1)
        if text.strip()
    ]
    if len(lines) < 3 or not all(map(_RULE.fullmatch, lines[1][1])):
        return None, (_finding("a chart needs a table with a head and rows", line),)
    head, rows = lines[0][1], lines[2:]
    chart = Chart(kind, title, head, tuple(cells for _, cells in rows), line)
    found = (*_forbidden(chart), *_misshapen(chart), *_no_numbers(chart, rows))
    return (None if found else chart), found[:1]


def write_chart(chart: Chart) -> str:
    """A chart as a fenced block."""
    rows = (chart.head, ("---",) * len(chart.head), *chart.rows)
    table = "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
        for row in rows
    )
    fence = "~~~" if "`" in chart.title else "```"
    title = f' "{chart.title}"' if chart.title else ""
    return f"{fence}{FENCE} {chart.kind}{title}\n{table}\n{fence}"


def _cells(text: str) -> tuple[str, ...]:
    inner = text.strip().removeprefix("|")
    inner = _STROKE.sub("\n", inner).removesuffix("\n")
    return tuple(
        " ".join(cell.replace("\\|", "|").split()) for cell in inner.split("\n")
    )


def _forbidden(chart: Chart) -> Iterator[Finding]:
    for text in (chart.title, *chart.head, *(c for row in chart.rows for c in row)):
        if problem := forbidden_in(text):
            yield _finding(f"{problem}, in a chart", chart.line, "delete it")


def _misshapen(chart: Chart) -> Iterator[Finding]:
    series, rows = len(chart.head) - 1, len(chart.rows)
    if not 1 <= series <= MOST_SERIES:
        yield _finding(
            f"a chart has a column of names and 1 to {MOST_SERIES} of numbers",
            chart.line,
        )
    if chart.kind == "pie" and (series != 1 or rows > MOST_PARTS):
        yield _finding(
            f"a pie has one column of numbers and at most {MOST_PARTS} parts",
            chart.line, "gather the small ones, or write chart hbar",
        )  # fmt: skip
    if rows > MOST_ROWS:
        yield _finding(
            f"a chart has at most {MOST_ROWS} rows, this one {rows}",
            chart.line, "write a table, or fewer rows",
        )  # fmt: skip


def _no_numbers(
    chart: Chart, rows: list[tuple[int, tuple[str, ...]]]
) -> Iterator[Finding]:
    """Rows of another length than the head, and cells that say no number."""
    for line, cells in rows:
        if len(cells) != len(chart.head):
            yield _finding(
                f"a row of {len(cells)} cells under a head of {len(chart.head)}", line
            )
        for cell in cells[1:]:
            value = number_of(cell)
            if value is None or (chart.kind == "pie" and value < 0):
                yield _finding(
                    f"{cell!r} is no number that a chart can show", line,
                    "write digits, such as 12.3; its unit into the title",
                )  # fmt: skip
    if chart.kind == "pie" and not any(_value(c[-1]) for _, c in rows):
        yield _finding("a pie whose parts are all nothing", chart.line)


def _value(cell: str) -> float:
    return number_of(cell) or 0


def _finding(message: str, line: int, hint: str = _HINT) -> Finding:
    return Finding(code=CODE, message=message, line=line, hint=hint)
