"""Scan: which runs of the page's columns belong to which title, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zbpub.ingest.scan import Box, around
from zbpub.ingest.scan_columns import ColumnRun, is_level_rule, is_upright_rule
from zbpub.ingest.scan_heads import Head, labelled, spread
from zbpub.ingest.scan_upright import Strip

_COVER = 0.5
"""Share of a run's width that a title's room must cover to head it."""
_LEAST = 0.2
"""Share of the lower of two heights by which neighbours stand beside each other."""
_WIDE = 1.5
_NEAR = 6.0
"""Em below titles within which the columns begin that they share."""
_LEVEL = 2.0
"""Em by which the heads of articles beside each other may differ in height."""


@dataclass(frozen=True, slots=True)
class ScanArticle:
    """What the geometry of a page says belongs together."""

    head: Head | None
    columns: tuple[tuple[ColumnRun, ...], ...]
    """The runs in the order of reading: column by column, each from the top."""
    captions: tuple[ColumnRun, ...] = ()

    @property
    def box(self) -> Box:
        """Round all of it."""
        boxes = [run.box for column in self.columns for run in column]
        boxes += [run.box for run in self.captions]
        return around([*boxes, *([self.head.box] if self.head else [])])


@dataclass(frozen=True, slots=True)
class Field:
    """What stands on the page beside titles and text."""

    width: float
    em: float
    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]


def share_runs(
    heads: Sequence[Head], runs: Sequence[ColumnRun], captions: Sequence[ColumnRun],
    field: Field,
) -> list[ScanArticle]:  # fmt: skip
    """The articles of a page in the order of their titles; those without come last."""
    heads, runs = _take_labels(heads, runs, field.em)
    roomy = _make_room(heads, runs, field)
    owners = _owners(roomy, runs, field)
    shown = [_owner_of(run, roomy, field) for run in captions]
    articles = [
        ScanArticle(
            head,
            _columns(
                [run for run, owner in zip(runs, owners, strict=True) if owner == n]
            ),
            tuple(
                run for run, owner in zip(captions, shown, strict=True) if owner == n
            ),
        )
        for n, head in enumerate(roomy)
    ]
    loose = [run for run, owner in zip(runs, owners, strict=True) if owner < 0]
    lost = tuple(run for run, owner in zip(captions, shown, strict=True) if owner < 0)
    if loose or lost:
        articles.append(ScanArticle(None, _columns(loose), lost))
    return _in_order(articles, field.em)


def _take_labels(
    heads: Sequence[Head], runs: Sequence[ColumnRun], em: float
) -> tuple[list[Head], list[ColumnRun]]:
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


def _make_room(
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


def _owners(
    heads: Sequence[Head], runs: Sequence[ColumnRun], field: Field
) -> list[int]:
    """For each run the number of its title; -1: none.

    A run under no title goes on where the column to its left ends.
    """
    owners = [_owner_of(run, heads, field) for run in runs]
    order = sorted(range(len(runs)), key=lambda n: (runs[n].box.left, runs[n].box.top))
    upright = [rule for rule in field.rules if is_upright_rule(rule, field.em)]
    rooms = [(head.room, n) for n, head in enumerate(heads)]
    for steps in (order, order[::-1]):
        for n in steps:
            if owners[n] < 0:
                owned = zip(runs, owners, strict=True)
                near = [(run.box, owner) for run, owner in owned if owner >= 0]
                owners[n] = _beside(runs[n].box, [*near, *rooms], upright)
    return owners


def _owner_of(run: ColumnRun, heads: Sequence[Head], field: Field) -> int:
    """The nearest title above ``run`` that stands over it with no rule between."""
    box = run.box
    best, nearest = -1, float("inf")
    for n, head in enumerate(heads):
        gap = box.top - head.box.bottom
        if gap < -field.em or gap >= nearest:
            continue
        if head.room.shared_x(box) < _COVER * box.width:
            continue
        if not _is_barred(head.box.bottom, box, field):
            best, nearest = n, gap
    return best


def _is_barred(above: float, box: Box, field: Field) -> bool:
    return any(
        above - field.em / 2 <= rule.y <= box.top + field.em / 2
        and rule.shared_x(box) > _COVER * box.width
        for rule in field.rules
        if is_level_rule(rule, field.em)
    )


def _beside(box: Box, owned: Iterable[tuple[Box, int]], upright: Sequence[Box]) -> int:
    """The owner of what stands nearest beside ``box``, rather left of it; -1: none."""
    best, nearest = -1, (True, float("inf"), 0.0)
    for other, owner in owned:
        shared = box.shared_y(other)
        gap = -box.shared_x(other)
        if shared <= _LEAST * min(box.height, other.height) or gap < 0:
            continue
        distance = (other.x > box.x, gap, -shared)
        if distance < nearest and not _is_fenced(box, other, upright):
            best, nearest = owner, distance
    return best


def _is_fenced(box: Box, other: Box, rules: Iterable[Box]) -> bool:
    """Whether an upright rule parts two runs along all that they share."""
    left, right = sorted((box, other))
    shared = box.shared_y(other)
    return any(
        left.x < rule.x < right.x
        and min(rule.bottom, box.bottom, other.bottom)
        - max(rule.top, box.top, other.top) > 0.8 * shared
        for rule in rules
    )  # fmt: skip


def _columns(runs: Sequence[ColumnRun]) -> tuple[tuple[ColumnRun, ...], ...]:
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


def _in_order(articles: Iterable[ScanArticle], em: float) -> list[ScanArticle]:
    """``articles`` from the top of the page, those of one height from the left."""
    ordered: list[ScanArticle] = []
    level: list[ScanArticle] = []
    for article in sorted(articles, key=lambda one: (_top(one), one.box.left)):
        if level and _top(article) - _top(level[0]) > _LEVEL * em:
            ordered += sorted(level, key=lambda one: one.box.left)
            level = []
        level.append(article)
    return ordered + sorted(level, key=lambda one: one.box.left)


def _top(article: ScanArticle) -> float:
    return article.head.box.top if article.head else article.box.top


def texts_of(article: ScanArticle) -> Iterable[Strip]:
    """The rows of an article in the order of reading."""
    return (row for column in article.columns for run in column for row in run.rows)
