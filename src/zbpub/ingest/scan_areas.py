"""Scan: which runs of the page's columns belong to which title, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zbpub.ingest.scan import Box, around
from zbpub.ingest.scan_columns import ColumnRun
from zbpub.ingest.scan_heads import Head
from zbpub.ingest.scan_measures import is_level_rule, is_upright_rule
from zbpub.ingest.scan_order import in_columns
from zbpub.ingest.scan_rooms import Field, make_room, take_labels

_COVER = 0.5
"""Share of a run's width that a title's room must cover to head it."""
_LEAST = 0.2
"""Share of the lower of two heights by which neighbours stand beside each other."""
_RISEN = 1.2
"""Em by which a column that rises beside a title may be lower than its top."""
_BY = 3.0
"""Em of white between a title's room and such a column."""
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


def share_runs(
    heads: Sequence[Head], runs: Sequence[ColumnRun], captions: Sequence[ColumnRun],
    field: Field,
) -> list[ScanArticle]:  # fmt: skip
    """The articles of a page in the order of their titles; those without come last."""
    heads, runs = take_labels(heads, runs, field.em)
    roomy = make_room(heads, runs, field)
    owners = _owners(roomy, runs, field)
    shown = [_owner_of(run, roomy, field) for run in captions]
    articles = [
        ScanArticle(
            head,
            in_columns(
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
        articles.append(ScanArticle(None, in_columns(loose), lost))
    return _in_order(articles, field.em)


def _owners(
    heads: Sequence[Head], runs: Sequence[ColumnRun], field: Field
) -> list[int]:
    """For each run the number of its title; -1: none.

    A run under no title goes on where the column to its left ends.
    """
    owners = [
        risen
        if (risen := _rises(run, heads, field)) >= 0
        else _owner_of(run, heads, field)
        for run in runs
    ]
    order = sorted(range(len(runs)), key=lambda n: (runs[n].box.left, runs[n].box.top))
    rooms = [(head.room, n) for n, head in enumerate(heads)]
    for steps in (order, order[::-1]):
        for n in steps:
            if owners[n] < 0:
                owned = zip(runs, owners, strict=True)
                near = [(run.box, owner) for run, owner in owned if owner >= 0]
                owners[n] = _beside(runs[n].box, [*near, *rooms], field)
    return owners


def _rises(run: ColumnRun, heads: Sequence[Head], field: Field) -> int:
    """The title whose last column ``run`` is, as high as its top; -1: none."""
    for n, head in enumerate(heads):
        gap = run.box.left - head.room.right
        level = abs(run.box.top - head.box.top) <= _RISEN * field.em
        if level and -field.em / 2 <= gap <= _BY * field.em:
            fenced = _is_fenced(run.box, head.room, field.rules, field.em)
            return -1 if fenced else n
    return -1


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


def _beside(box: Box, owned: Iterable[tuple[Box, int]], field: Field) -> int:
    """The owner of what stands nearest beside ``box``, rather left of it; -1: none."""
    best, nearest = -1, (True, float("inf"), 0.0)
    for other, owner in owned:
        shared = box.shared_y(other)
        gap = -box.shared_x(other)
        if shared <= _LEAST * min(box.height, other.height) or gap < 0:
            continue
        distance = (other.x > box.x, gap, -shared)
        if distance < nearest and not _is_fenced(box, other, field.rules, field.em):
            best, nearest = owner, distance
    return best


def _is_fenced(box: Box, other: Box, rules: Iterable[Box], em: float) -> bool:
    """Whether an upright rule parts two runs along all that they share."""
    left, right = sorted((box, other))
    shared = box.shared_y(other)
    return any(
        is_upright_rule(rule, em)
        and left.x < rule.x < right.x
        and min(rule.bottom, box.bottom, other.bottom)
        - max(rule.top, box.top, other.top) > 0.8 * shared
        for rule in rules
    )  # fmt: skip


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
