"""Scan: the titles of a page (题) and the area that each of them stands over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zbpub.ingest.scan import Box, around
from zbpub.ingest.scan_columns import ColumnRun
from zbpub.ingest.scan_measures import is_level_rule, is_upright_rule
from zbpub.ingest.scan_rows import in_rows, is_barred
from zbpub.ingest.scan_upright import Strip, units

HEADLINE = 1.4
"""Type so many times as large as the body's heads an article."""
_SAME = 0.86
"""Share of the largest size in a title that its headline's lines have."""
_CLOSE = 1.3
"""Em of the larger type by which the lines of one title may stand apart."""
_BESIDE = 0.6
LONGEST_LABEL = 8
_LABEL_ROOM = 2.5
_LABEL_SIZE = 0.9


@dataclass(frozen=True, slots=True)
class Head:
    """The titles of one article, by their sizes."""

    label: tuple[Strip, ...]
    kicker: tuple[Strip, ...]
    headline: tuple[Strip, ...]
    deck: tuple[Strip, ...]
    box: Box
    """Round all but the label."""
    room: Box
    """The box with the white to its left and right: it is over these columns."""


@dataclass(slots=True)
class _Pile:
    """Display lines that stand close under each other."""

    strips: list[Strip]
    box: Box
    size: float = field(default=0.0)

    def takes(self, strip: Strip) -> bool:
        larger = max(strip.size, self.strips[-1].size)
        gap = strip.box.top - self.box.bottom
        narrow = min(self.box.width, strip.box.width)
        last = self.strips[-1]
        if strip.box.shared_y(last.box) > _BESIDE * min(strip.size, last.size):
            near = -strip.box.shared_x(last.box) < _BESIDE * last.size
            return near and _SAME < strip.size / last.size < 1 / _SAME
        return -larger < gap <= _CLOSE * larger and (
            self.box.shared_x(strip.box) >= 0.3 * narrow
        )

    def take(self, strip: Strip) -> None:
        self.strips.append(strip)
        self.box = around((self.box, strip.box))


def find_heads(display: Sequence[Strip], em: float, rules: Iterable[Box]) -> list[Head]:
    """The titles that lines of ``display`` type, from top to bottom, make up."""
    drawn = list(rules)
    level = [rule for rule in drawn if is_level_rule(rule, em)]
    upright = [rule for rule in drawn if is_upright_rule(rule, em)]
    piles: list[_Pile] = []
    for strip in display:
        found = next(
            (
                pile
                for pile in reversed(piles[-12:])
                if pile.takes(strip)
                and not _is_parted(pile.box, strip.box, level)
                and not is_barred(pile.strips[-1].box, strip.box, upright)
            ),
            None,
        )
        if found is None:
            piles.append(_Pile([strip], strip.box))
        else:
            found.take(strip)
    return [
        _make_head(pile)
        for pile in piles
        if max(strip.size for strip in pile.strips) >= HEADLINE * em
    ]


def _is_parted(above: Box, below: Box, rules: Iterable[Box]) -> bool:
    return any(
        above.bottom <= rule.y <= below.top and rule.shared_x(below) > below.width / 2
        for rule in rules
    )


def _make_head(pile: _Pile) -> Head:
    strips = in_rows(pile.strips)
    largest = max(strip.size for strip in strips)
    main = [strip.size >= _SAME * largest for strip in strips]
    first = main.index(True)
    last = first
    while last < len(main) and main[last]:
        last += 1
    return Head(
        (),
        tuple(strips[:first]),
        tuple(strips[first:last]),
        tuple(strips[last:]),
        pile.box,
        pile.box,
    )


def labelled(head: Head, runs: Sequence[ColumnRun], em: float) -> int:
    """Which of ``runs`` is the label beside or above ``head``; -1: none is."""
    reach = _LABEL_ROOM * em
    near = [
        index
        for index, run in enumerate(runs)
        if _may_label(run, em)
        and run.box.shared_y(head.box) > -reach / 2
        and -run.box.shared_x(head.box) < 4 * reach
    ]
    return next((index for index in near if _is_alone(runs[index], runs, em)), -1)


def _may_label(run: ColumnRun, em: float) -> bool:
    row = run.rows[0]
    short = len(run.rows) == 1 and 2 <= units(row.bare) <= LONGEST_LABEL
    return short and row.size > _LABEL_SIZE * em and row.bare[-1] not in "。，；："


def _is_alone(run: ColumnRun, runs: Sequence[ColumnRun], em: float) -> bool:
    """Whether no text stands at the height of ``run`` or right under it."""
    return not any(
        other is not run
        and other.box.shared_x(run.box) > 0
        and other.box.bottom > run.box.top
        and other.box.top - run.box.bottom < 1.2 * em
        for other in runs
    )


def spread(
    box: Box, obstacles: Iterable[Box], rules: Iterable[Box], text: Box, em: float
) -> Box:
    """``box`` widened over the white beside it, up to what stands at its height.

    ``text`` is round all that stands on the page.
    """
    edge = em / 2
    barred = [rule for rule in rules if is_upright_rule(rule, em)]
    level = [one for one in (*obstacles, *barred) if one.shared_y(box) > edge]
    lefts = [one.right for one in level if one.x < box.left]
    rights = [one.left for one in level if one.x > box.right]
    left, right = max([text.left, *lefts]), min([text.right, *rights])
    return Box(min(left, box.left), box.top, max(right, box.right), box.bottom)
