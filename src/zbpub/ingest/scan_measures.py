"""Scan: what the lines of a page measure: their type, their leading, its rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from zbpub.ingest.scan import Box
from zbpub.ingest.scan_upright import Strip, units

DISPLAY = 1.22
"""Type so many times as large as the body's is no body."""
_LEADINGS = (1.1, 2.2)
"""Em that the leading of a body may be."""
_AHEAD = 24


def body_size(strips: Iterable[Strip]) -> float:
    """The em of the type that most characters are set in; 0: there are none."""
    weighed = sorted((strip.size, units(strip.bare)) for strip in strips)
    half = sum(weight for _, weight in weighed) / 2
    for size, weight in weighed:
        half -= weight
        if half <= 0:
            return size
    return 0.0


def leading(strips: Sequence[Strip], em: float) -> float:
    """From one row of the body to the next: the middle one of all such steps."""
    least, most = _LEADINGS[0] * em, _LEADINGS[1] * em
    steps: list[float] = []
    for at, strip in enumerate(strips):
        for other in strips[at + 1 : at + _AHEAD]:
            step = other.box.y - strip.box.y
            if step > most:
                break
            if step >= least and other.box.shared_x(strip.box) > strip.box.width / 2:
                steps.append(step)
                break
    return median(steps) if steps else 1.5 * em


def is_level_rule(rule: Box, em: float) -> bool:
    """Whether ``rule`` is long and level enough to part what is above and below."""
    return rule.width >= 4 * em and rule.height <= em


def is_upright_rule(rule: Box, em: float) -> bool:
    """Whether ``rule`` is long and upright enough to part what is beside it."""
    return rule.height >= 4 * em and rule.width <= em
