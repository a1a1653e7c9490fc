"""Scan: pieces of one line of a title, which the recognition took for several lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zbpub.ingest.scan import Box, around
from zbpub.ingest.scan_measures import is_upright_rule
from zbpub.ingest.scan_upright import Strip, place_of

_LEVEL = 0.7
"""Share of the lower one's height that pieces of one line have in common."""
_ALIKE = 0.86
"""Share of the larger one's size that the smaller one has at least."""
_SLACK = 0.1
"""Share of its height by which a box may reach over a rule beside it."""
_OVER = 1.0
"""Em that the boxes of two pieces may share."""
_NEAR = 0.35
"""Em of white between pieces of one line; a gutter is wider."""


def unite_rows(
    display: Sequence[Strip], em: float, rules: Iterable[Box]
) -> list[Strip]:
    """``display`` lines with those made whole that were cut; from top to bottom."""
    barred = [rule for rule in rules if is_upright_rule(rule, em)]
    whole: list[Strip] = []
    for strip in sorted(display, key=lambda one: (one.box.left, one.box.y)):
        found = next((one for one in whole if _goes_on(one, strip, barred)), None)
        if found is None:
            whole.append(strip)
        else:
            whole[whole.index(found)] = _united(found, strip)
    return sorted(whole, key=place_of)


def in_rows(strips: Iterable[Strip]) -> list[Strip]:
    """``strips`` from top to bottom, those at one height from left to right."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda one: (one.box.y, one.box.left)):
        if rows and _is_level(rows[-1][0], strip):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [one for row in rows for one in sorted(row, key=lambda one: one.box.left)]


def _is_level(one: Strip, other: Strip) -> bool:
    lower = min(one.box.height, other.box.height)
    return one.box.shared_y(other.box) > _LEVEL * lower


def is_barred(one: Box, other: Box, rules: Iterable[Box]) -> bool:
    """Whether one of the upright ``rules`` stands between two boxes side by side."""
    left, right = sorted((one, other), key=lambda box: box.x)
    slack = _SLACK * min(one.height, other.height)
    return any(
        left.right - slack <= rule.x <= right.left + slack and rule.shared_y(one) > 0
        for rule in rules
    )


def _goes_on(one: Strip, other: Strip, rules: Sequence[Box]) -> bool:
    """Whether ``other`` is the next piece of the line that ``one`` begins."""
    small, large = sorted((one.size, other.size))
    gap = other.box.left - one.box.right
    return (
        one.across == other.across
        and small >= _ALIKE * large
        and -_OVER * small < gap < _NEAR * small
        and _is_level(one, other)
        and not is_barred(one.box, other.box, rules)
    )


def _united(one: Strip, other: Strip) -> Strip:
    return replace(
        one,
        seats=(*one.seats, *other.seats),
        box=around((one.box, other.box)),
        size=max(one.size, other.size),
        bold=one.bold and other.bold,
    )
