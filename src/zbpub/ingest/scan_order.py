"""Scan: the runs of one article in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zbpub.ingest.scan import around
from zbpub.ingest.scan_columns import ColumnRun

_WIDE = 1.5
"""A run so many times as wide as most spans several columns."""
_COVER = 0.5
"""Share of the narrower of two runs that they share if they are of one column."""


def in_columns(runs: Sequence[ColumnRun]) -> tuple[tuple[ColumnRun, ...], ...]:
    """``runs`` in columns, and where one spans several, what is above it first."""
    if not runs:
        return ()
    widths = sorted(run.box.width for run in runs)
    typical = widths[len(widths) // 2]
    spanning = sorted(
        (run for run in runs if run.box.width > _WIDE * typical),
        key=lambda run: (run.box.top, run.box.left),
    )
    columns: list[tuple[ColumnRun, ...]] = []
    left = [run for run in runs if run.box.width <= _WIDE * typical]
    for wide in spanning:
        above = [run for run in left if _is_above(run, wide)]
        columns.extend(_by_column(above))
        columns.append((wide,))
        left = [run for run in left if run not in above]
    columns.extend(_by_column(left))
    return tuple(columns)


def _is_above(run: ColumnRun, wide: ColumnRun) -> bool:
    over = run.box.bottom <= wide.box.top + run.size
    return over and run.box.shared_x(wide.box) > 0


def _by_column(runs: Iterable[ColumnRun]) -> list[tuple[ColumnRun, ...]]:
    columns: list[list[ColumnRun]] = []
    for run in sorted(runs, key=lambda run: (run.box.left, run.box.top)):
        held = next((c for c in columns if _is_same(c, run)), None)
        if held is None:
            columns.append([run])
        else:
            held.append(run)
    columns.sort(key=lambda column: min(run.box.left for run in column))
    return [tuple(sorted(column, key=lambda run: run.box.top)) for column in columns]


def _is_same(column: Sequence[ColumnRun], run: ColumnRun) -> bool:
    box = around(one.box for one in column)
    return box.shared_x(run.box) > _COVER * min(box.width, run.box.width)
