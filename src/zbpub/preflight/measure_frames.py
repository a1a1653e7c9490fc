"""Rules that meet at four corners are a frame: the room that a call-out takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zbpub.preflight.pdf_values import Box

_LEAST = 6.0
"""Points: a frame is wider."""
_CORNER = 0.1
"""Points: rules that end so near to one another meet."""


def frames(rules: Sequence[Box]) -> Iterator[Box]:
    """The boxes that four rules frame, each with a rule of its own (call-outs).

    The upper one may be parted where a label stands in it; on a vertical page the right
    one is.
    """
    yield from _parted_above(rules)
    level = [(top, -right, foot, -left) for left, top, right, foot in rules]
    for top, minus_right, foot, minus_left in _parted_above(level):
        yield -minus_left, top, -minus_right, foot


def _parted_above(rules: Sequence[Box]) -> Iterator[Box]:
    """Frames whose upper rule alone may be parted."""
    level = [r for r in rules if r[3] - r[1] <= r[2] - r[0]]
    for left, right in _pairs(r for r in rules if r[3] - r[1] > r[2] - r[0]):
        box = left[0], left[1], right[2], left[3]
        if box[2] - box[0] >= _LEAST and _closed(box, level):
            yield box


def _pairs(upright: Iterable[Box]) -> Iterator[tuple[Box, Box]]:
    """Rules abreast of one another, the left one first."""
    ordered = sorted(upright, key=lambda rule: (rule[1], rule[0]))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other[1] - one[1] > _CORNER:
                break
            if _same(one[1::2], other[1::2]):
                yield min(one, other), max(one, other)


def _closed(box: Box, level: Sequence[Box]) -> bool:
    """Whether rules run along the top and the foot of ``box`` from corner to corner."""
    top = [rule for rule in level if abs(rule[1] - box[1]) <= _CORNER]
    foot = [rule for rule in level if abs(rule[3] - box[3]) <= _CORNER]
    inside = [
        rule
        for rule in top
        if rule[0] >= box[0] - _CORNER and rule[2] <= box[2] + _CORNER
    ]
    return (
        any(_same(rule[::2], box[::2]) for rule in foot)
        and any(rule[0] <= box[0] + _CORNER for rule in inside)
        and any(rule[2] >= box[2] - _CORNER for rule in inside)
    )


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= _CORNER for a, b in zip(one, other, strict=True))
