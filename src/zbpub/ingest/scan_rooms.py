"""Scan: the labels of titles, and the columns that each title stands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zbpub.ingest.scan import Box, around
from zbpub.ingest.scan_columns import ColumnRun
from zbpub.ingest.scan_heads import Head, labelled, spread

_NEAR = 6.0
"""Em below titles within which the columns begin that they share."""


@dataclass(frozen=True, slots=True)
class Field:
    """What stands on the page beside titles and text."""

    width: float
    em: float
    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]


def take_labels(
    heads: Sequence[Head], runs: Sequence[ColumnRun], em: float
) -> tuple[list[Head], list[ColumnRun]]:
    """``heads`` with their labels, and ``runs`` without those."""
    left = list(runs)
    taken: list[Head] = []
    for head in heads:
        index = labelled(head, left, em)
        if index < 0:
            taken.append(head)
        else:
            taken.append(replace(head, label=left[index].rows))
            del left[index]
    return taken, left


def make_room(
    heads: Sequence[Head], runs: Sequence[ColumnRun], field: Field
) -> list[Head]:
    """``heads`` with their rooms; those side by side share the white between them."""
    below = sorted([run.box for run in runs] + list(field.pictures))
    boxes = [*below, *(head.box for head in heads)]
    text = around(boxes) if boxes else Box(0, 0, field.width, 0)
    roomy = [
        replace(head, room=spread(head.box, boxes, field.rules, text, field.em))
        for head in heads
    ]
    order = sorted(range(len(roomy)), key=lambda n: (roomy[n].box.left, n))
    for at, n in enumerate(order):
        for m in order[at + 1 :]:
            if roomy[n].box.shared_y(roomy[m].box) > field.em / 2:
                if roomy[n].room.shared_x(roomy[m].room) > 0:
                    firm = all(one.box.left != roomy[m].room.right for one in heads)
                    pair = roomy[n], roomy[m]
                    roomy[n], roomy[m] = _share_white(*pair, below, field.em, firm)
                break
    return roomy


def _share_white(
    one: Head, other: Head, below: Sequence[Box], em: float, firm: bool
) -> tuple[Head, Head]:
    """Two titles beside each other, each over the columns that it is centred on.

    Where the columns below leave several gutters between the two, that one parts them
    that leaves both titles in the middle of their rooms, or at the left of them.
    ``firm``: where the room of the right one ends is known.
    """
    first, last = sorted((one.box.bottom, other.box.bottom))
    held = [
        box
        for box in below
        if first - em <= box.top <= last + _NEAR * em
        and one.room.left - em <= box.x <= other.room.right + em
    ]
    gutters = [
        (before.right, after.left)
        for before, after in pairwise(held)
        if before.right <= after.left
        and one.box.right - em <= after.left
        and before.right <= other.box.left + em
    ]
    if not gutters:
        cut = (one.box.right + other.box.left) / 2
        return _bounded(one, other, cut, cut)
    edges = held[0].left, max(box.right for box in held)
    best = min(
        gutters,
        key=lambda gutter: (_unevenness(one, other, gutter, edges, firm), gutter),
    )
    return _bounded(one, other, *best)


def _unevenness(
    one: Head,
    other: Head,
    gutter: tuple[float, float],
    edges: tuple[float, float],
    firm: bool,
) -> float:
    """How far two titles are from the middle, or the left, of the rooms so parted."""
    centred = abs(one.box.x - (edges[0] + gutter[0]) / 2)
    uneven = min(centred, abs(one.box.left - edges[0]))
    middle = (gutter[1] + edges[1]) / 2 if firm else other.box.x
    return uneven + min(
        max(abs(other.box.x - middle), 0.0 if firm else gutter[1] - gutter[0]),
        abs(other.box.left - gutter[1]),
    )


def _bounded(one: Head, other: Head, right: float, left: float) -> tuple[Head, Head]:
    first = replace(one.room, right=max(min(one.room.right, right), one.box.right))
    second = replace(other.room, left=min(max(other.room.left, left), other.box.left))
    return replace(one, room=first), replace(other, room=second)
