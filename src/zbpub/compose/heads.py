"""Heads: a few lines at natural width, broken at sense, as even as sense allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.paragraph import Frame, Line, compose
from zbpub.compose.sense import sense_breaks
from zbpub.compose.setting import Setting

_ENDLESS = 10**9
_HEAD_SPACE = 1000
"""A space in a head parts two clauses: one em instead of a comma."""


@dataclass(frozen=True, slots=True)
class HeadLines:
    """A head set in lines."""

    lines: tuple[Line, ...]
    widths: tuple[int, ...]
    """Of each line, mpt."""
    dislike: int
    """How unhappy its breaks are; 0 for a single line."""


@dataclass(frozen=True, slots=True)
class HeadFrame:
    """How a head is to stand."""

    width: int
    """No line is wider, mpt."""
    lines: int
    tracking: int = 0
    """Letterspacing, mpt."""


def set_head(
    runs: Sequence[StyledRun], type_: Type, frame: HeadFrame, setting: Setting
) -> HeadLines | None:
    """Set ``runs`` in exactly ``frame.lines`` lines, or None when that is not legal."""
    setting = replace(setting, han_space=_HEAD_SPACE)
    text = "".join(run.text for run in runs)
    best: HeadLines | None = None
    for cuts, dislike in _candidates(text, frame.lines):
        lines = _lines(runs, cuts, type_, setting)
        widths = tuple(_width(line, frame.tracking) for line in lines)
        if max(widths) > frame.width:
            continue
        uneven = 10 * (max(widths) - min(widths)) // max(max(widths), 1)
        head = HeadLines(
            tuple(_tracked(line, frame.tracking) for line in lines),
            widths,
            dislike + uneven,
        )
        if best is None or head.dislike < best.dislike:
            best = head
    return best


def _candidates(text: str, lines: int) -> list[tuple[tuple[int, ...], int]]:
    if lines == 1:
        return [((), 0)]
    breaks: Mapping[int, int] = sense_breaks(text)
    return [
        (cuts, sum(breaks[cut] for cut in cuts))
        for cuts in combinations(sorted(breaks), lines - 1)
    ]


def _lines(
    runs: Sequence[StyledRun], cuts: Sequence[int], type_: Type, setting: Setting
) -> list[Line]:
    text = "".join(run.text for run in runs)
    edges = [0, *cuts, len(text)]
    frame = Frame(measure=_ENDLESS)
    return [
        compose(_slice(runs, start, stop), type_, frame, setting)[0]
        for start, stop in pairwise(edges)
    ]


def _slice(runs: Sequence[StyledRun], start: int, stop: int) -> list[StyledRun]:
    found: list[StyledRun] = []
    at = 0
    for run in runs:
        part = run.text[max(0, start - at) : max(0, stop - at)]
        if part:
            found.append(StyledRun(part, run.typeface))
        at += len(run.text)
    return found


def _width(line: Line, tracking: int) -> int:
    return line.width + tracking * max(0, len(line.glyphs) - 1)


def _tracked(line: Line, tracking: int) -> Line:
    """The line with every glyph after the first moved on by ``tracking`` more."""
    if not tracking:
        return line
    glyphs = tuple(
        replace(glyph, x=glyph.x + i * tracking) for i, glyph in enumerate(line.glyphs)
    )
    return replace(line, glyphs=glyphs, width=_width(line, tracking))
