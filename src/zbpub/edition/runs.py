"""A text in its runs: read as one text, and given back in the same runs.

A phrase may go over from bold to plain: 发**展** is one word.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from zbpub.edition.conversion import Conversion
from zbpub.manuscript.model import Runs


def joined(runs: Runs) -> str:
    """The text of ``runs``."""
    return "".join(run.text for run in runs)


def code_spans(runs: Runs) -> tuple[tuple[int, int], ...]:
    """Where code stands in that text."""
    ends = accumulate(len(run.text) for run in runs)
    return tuple(
        (end - len(run.text), end)
        for run, end in zip(runs, ends, strict=True)
        if run.code
    )


def printed_runs(runs: Runs, conversion: Conversion) -> Runs:
    """``runs`` with the text that ``conversion`` made of theirs.

    A run of which nothing is left, since a longer word was said shorter, is dropped.
    """
    found = []
    at = 0
    for run in runs:
        end = at + len(run.text)
        text = conversion.part(at, end)
        at = end
        if text or not run.text:
            found.append(replace(run, text=text))
    return tuple(found)
