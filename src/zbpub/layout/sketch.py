"""Sketches: blocks whose cost is known but for how their text is cut over columns.

Of each shape only the cheapest few are kept, since no more are cut (``fill``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from zbpub.base.length import PT
from zbpub.layout.bed import Bed
from zbpub.layout.block import BOX_FOOT_ROWS, Corners, Treatment
from zbpub.layout.furnish import Furnishing
from zbpub.layout.head import Head, Heads
from zbpub.layout.pour import MOST_WHITE, uneven_white
from zbpub.layout.profile import Grid, Profile
from zbpub.layout.side_head import SideHead

_TRIED = 3
"""Sketches of one shape that are kept and cut, to find one that breaks well."""
_LEAST_ROWS = 4
"""Text columns shorter than this are no columns."""
_LEAST_UNDER = 3
"""The same below a picture."""
_SHORT_ROWS = 6
_SHORT = 12
"""Cost of text columns under six lines (板块失衡)."""
_FLAT, _FLAT_COST = 5, 10
"""Cost of a block flatter than 5:1 or slimmer than 1:5 (板块失衡)."""
_RISING = 2
"""Cost of text rising beside the head: good now and then, not everywhere."""
_ASIDE = 5
_VERTICAL = 4
_RESPLIT = 2
_WIDE_GUTTER, _WIDE_GUTTER_COST = 2, 6
"""em: a wider gutter between an article's columns is a white river."""
_BOX = 4
"""Cost of a frame: one or two a page, not everywhere."""
_BROKEN, _MOST_BROKEN = 3, 45
"""Cost of a row that a table takes more because its cells are broken, and the most."""
_SLIM_LEAD = 40
"""Cost of each column that a lead lacks to half of the page's width (头条不突出)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sketch of a block."""

    bed: Bed
    furnishing: Furnishing
    treatment: Treatment
    head: Head | SideHead
    head_rows: int
    head_parts: int
    """Text columns under the head."""
    rows: int
    corners: Corners
    terms: tuple[tuple[str, int], ...]

    @property
    def cost(self) -> int:
        """Without what the cutting adds."""
        return sum(cost for _, cost in self.terms)


@dataclass(slots=True)
class Sketches:
    """The cheapest sketches of every shape, from all ways to make blocks."""

    profile: Profile
    most_rows: int
    """Of a block."""
    rows: int = 0
    """Rows that the editor has pinned the block to; 0: any."""
    found: dict[tuple[int, int], list[Draft]] = field(default_factory=dict)
    """By shape, the cheapest first."""
    _costs: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def may_stand(self, bed: Bed, furnishing: Furnishing, parts: int) -> bool:
        """Whether ``draw`` can find any height, under whatever level head.

        A head adds to the columns under it as much as it takes, and to the others less.

        Args:
            bed: The text columns.
            furnishing: What else stands in them.
            parts: Text columns under the head.
        """
        need = bed.flow.count + furnishing.taken
        under, _ = _room(furnishing, slice(0, parts))
        least = max(-(-need // bed.parts), furnishing.crown + under)
        most = (need + MOST_WHITE * bed.flow.whites[-1] + bed.parts) // bed.parts
        return least <= min(most, self.most_rows - BOX_FOOT_ROWS * bed.is_boxed)

    def draw(self, bed: Bed, furnishing: Furnishing, under: tuple[int, Heads]) -> None:
        """Sketch every height that the text can fill.

        Args:
            bed: The text columns.
            furnishing: What else stands in them.
            under: Text columns under the head, and heads by their height in rows.
        """
        parts, heads = under
        treatment = bed.treatment
        if treatment == "across" and parts < bed.parts:
            treatment = "rising"
        options: Sequence[_Option] = [
            (rows, cost, head) for rows, (cost, head) in heads.items()
        ] or [(0, cost, head) for cost, head in bed.sides]
        way = _Way.of(bed, furnishing, treatment, parts)
        for option in options:
            self._draw(way, option)

    def _draw(self, way: _Way, option: _Option) -> None:
        """Sketch every height with one head."""
        bed, (head_rows, head_cost, head) = way.bed, option
        need = way.need + head_rows * way.parts
        whites = bed.flow.whites[-1]
        most = (need + MOST_WHITE * whites + bed.parts) // bed.parts
        least = max(-(-need // bed.parts), way.least(head_rows))
        if way.treatment == "aside":
            least, most = max(least, head_rows), min(most, head_rows)
        picture = way.furnishing.cost
        shortest = way.most_taken(head_rows) + _SHORT_ROWS
        foot = BOX_FOOT_ROWS * bed.is_boxed
        grid, state = self.profile.grid, way.corners.state
        width, of_bed = grid.width(bed.columns), _bed_cost(bed, grid)
        known = head_cost + way.cost + picture
        for rows in range(least, min(most, self.most_rows - foot) + 1):
            shape = (state, rows + foot)
            proportion = of_bed + _SHORT * (rows < shortest)
            height = rows * grid.pitch
            if width > _FLAT * height or height > _FLAT * width:
                proportion += _FLAT_COST
            white = _fill_cost(bed.parts * rows - need, whites)
            cost = known + proportion + white
            if not self._is_wanted(shape, cost) or (
                way.treatment == "vertical" and not _stands(head, rows, self.profile)
            ):
                continue
            terms = (
                ("head", head_cost),
                ("treatment", way.cost),
                ("picture", picture),
                ("shape", proportion),
                ("white", white),
            )
            draft = Draft(
                bed=bed, furnishing=way.furnishing, treatment=way.treatment, head=head,
                head_rows=head_rows if way.parts else rows, head_parts=way.parts,
                rows=rows, corners=way.corners, terms=terms,
            )  # fmt: skip
            self._keep(shape, cost, draft)

    def _is_wanted(self, shape: tuple[int, int], cost: int) -> bool:
        """Whether a sketch of that cost would be among the cheapest of its shape."""
        costs = self._costs.get(shape, [])
        is_cheap = len(costs) < _TRIED or cost < costs[-1]
        return is_cheap and self.rows in (0, shape[1])

    def _keep(self, shape: tuple[int, int], cost: int, draft: Draft) -> None:
        """Put a sketch among the cheapest, behind those that cost as much."""
        costs = self._costs.setdefault(shape, [])
        drafts = self.found.setdefault(shape, [])
        at = bisect_right(costs, cost)
        costs.insert(at, cost)
        drafts.insert(at, draft)
        del costs[_TRIED:], drafts[_TRIED:]


_Option = tuple[int, int, Head | SideHead]
"""Rows of a head, its cost, and the head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to make blocks of a bed."""

    bed: Bed
    furnishing: Furnishing
    treatment: Treatment
    parts: int
    """Text columns under the head."""
    corners: Corners
    cost: int
    """Of the treatment."""
    need: int
    """Rows of column that all but the head takes."""
    under: tuple[int, bool]
    """Of the columns under the head: the least rows below it, and whether one of them
    has neither picture nor call-out."""
    beside: tuple[int, bool]
    """The same of the others, without the head."""

    @classmethod
    def of(
        cls, bed: Bed, furnishing: Furnishing, treatment: Treatment, parts: int
    ) -> _Way:
        return cls(
            bed=bed,
            furnishing=furnishing,
            treatment=treatment,
            parts=parts,
            corners=_corners(bed, furnishing, treatment),
            cost=_treatment_cost(bed, treatment),
            need=bed.flow.count + furnishing.taken,
            under=_room(furnishing, slice(0, parts)),
            beside=_room(furnishing, slice(parts, None)),
        )

    def least(self, head_rows: int) -> int:
        """Rows of the lowest block in which every column of text is long enough."""
        under = head_rows + self.under[0] if self.parts else 0
        return self.furnishing.crown + max(under, self.beside[0])

    def most_taken(self, head_rows: int) -> int:
        """Rows without text in a column without picture; far below 0 if none is so."""
        if self.under[1]:
            return self.furnishing.crown + head_rows
        return self.furnishing.crown if self.beside[1] else -_SHORT_ROWS


def _room(furnishing: Furnishing, which: slice) -> tuple[int, bool]:
    """The least rows that some columns need, and whether text alone stands in one."""
    shown = [
        top + foot
        for top, foot in zip(
            furnishing.tops[which], furnishing.feet[which], strict=True
        )
    ]
    least = max((taken + _LEAST_UNDER for taken in shown if taken), default=0)
    has_plain = 0 in shown
    return max(least, _LEAST_ROWS * has_plain), has_plain


def _stands(head: Head | SideHead, rows: int, profile: Profile) -> bool:
    """Whether a vertical head fits a block of ``rows``, and leaves no hole (天窗)."""
    grid = profile.grid
    height = rows * grid.pitch - (grid.pitch - grid.size)
    if not isinstance(head, SideHead) or not head.stands_in(height):
        return False
    below = height - head.length - head.top_in(height) + grid.pitch
    return below * (head.width + grid.gutter) <= profile.most_white * PT**2


def _corners(bed: Bed, furnishing: Furnishing, treatment: Treatment) -> Corners:
    if bed.is_boxed or furnishing.crown:
        return Corners(left=False, right=False)
    return Corners(left=True, right=treatment == "across")


def _treatment_cost(bed: Bed, treatment: Treatment) -> int:
    cost = {"across": 0, "rising": _RISING, "aside": _ASIDE, "vertical": _VERTICAL}
    box = _BOX * (1 if bed.copy.grade > 1 else 2) if bed.is_boxed else 0
    resplit = _RESPLIT if treatment == "across" and bed.parts != bed.columns else 0
    is_river = bed.parts > 1 and bed.gutter > _WIDE_GUTTER * bed.galley.size
    return cost[treatment] + box + resplit + _WIDE_GUTTER_COST * is_river


def _fill_cost(spare: int, whites: int) -> int:
    """Of ``spare`` rows of column: white above subheads, then columns one row short."""
    if spare <= whites:
        return uneven_white(spare, whites)
    return spare - whites


def _bed_cost(bed: Bed, grid: Grid) -> int:
    """Of the bed's tables and its place in the article's rank."""
    cost = min(_BROKEN * bed.flow.broken, _MOST_BROKEN)
    if bed.copy.rank == 0:
        cost += _SLIM_LEAD * max(0, -(-grid.columns // 2) - bed.columns)
    return cost
