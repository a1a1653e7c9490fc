"""From a bed, a furnishing and heads to blocks whose columns are full.

A sketch is a block whose cost is known but for how its text is cut over columns; only
the cheapest sketches of a shape are cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbpub.base.length import PT
from zbpub.layout.bed import Bed
from zbpub.layout.block import BOX_FOOT_ROWS, Block, Corners, Inset, Slot, Treatment
from zbpub.layout.furnish import Furnishing, insets
from zbpub.layout.head import Head, Heads
from zbpub.layout.pour import MOST_WHITE, STRANDED, cut, short_slots, uneven_white
from zbpub.layout.profile import Grid, Profile
from zbpub.layout.side_head import SideHead
from zbpub.layout.typecase import TypeCase

_TRIED = 3
"""Sketches of one shape that are cut, to find one that breaks well."""
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
_RAGGED_FOOT = 15
"""Cost of so many short columns that only a page's foot hides them."""
_TO_RULE = 1600
"""From a short column's last line to the rule below the block, thousandths of a row."""
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

    @property
    def shape(self) -> tuple[int, int]:
        """The corners' state, and the block's rows with its frame's foot."""
        return self.corners.state, self.rows + BOX_FOOT_ROWS * self.bed.is_boxed


def sketches(
    bed: Bed,
    furnishing: Furnishing,
    under: tuple[int, Heads],
    case: TypeCase,
    most_rows: int,
) -> Iterator[Draft]:
    """Sketches of every height that the text can fill.

    Args:
        bed: The text columns.
        furnishing: What else stands in them.
        under: Text columns under the head, and heads by their height in rows.
        case: The type at hand.
        most_rows: Of the block, its frame's foot not counted.
    """
    parts, found = under
    grid = case.profile.grid
    treatment = bed.treatment
    if treatment == "across" and parts < bed.parts:
        treatment = "rising"
    corners = _corners(bed, furnishing, treatment)
    count, whites = bed.flow.count, bed.flow.whites[-1]
    options: Sequence[tuple[int, int, Head | SideHead]] = [
        (rows, cost, head) for rows, (cost, head) in found.items()
    ] or [(0, cost, head) for cost, head in bed.sides]
    for head_rows, head_cost, head in options:
        need = count + furnishing.taken + head_rows * parts
        least = -(-need // bed.parts)
        most = (need + MOST_WHITE * whites + bed.parts) // bed.parts
        for rows in range(least, min(most, most_rows) + 1):
            if treatment == "vertical" and not _stands(head, rows, case.profile):
                continue
            if treatment == "aside" and rows != head_rows:
                continue
            shape = _shape_cost(bed, furnishing, (head_rows, parts, rows), grid)
            if shape is None:
                continue
            spare = bed.parts * rows - need
            terms = (
                ("head", head_cost),
                ("treatment", _treatment_cost(bed, treatment)),
                ("picture", furnishing.cost),
                ("shape", shape),
                ("white", _fill_cost(spare, whites)),
            )
            yield Draft(
                bed=bed, furnishing=furnishing, treatment=treatment, head=head,
                head_rows=head_rows if parts else rows, head_parts=parts, rows=rows,
                corners=corners, terms=terms,
            )  # fmt: skip


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


def _shape_cost(
    bed: Bed, furnishing: Furnishing, head: tuple[int, int, int], grid: Grid
) -> int | None:
    """Of the block's proportions and its shortest column; None: it is no block."""
    head_rows, parts, rows = head
    shortest = _SHORT_ROWS
    for part, (top, foot) in enumerate(
        zip(furnishing.tops, furnishing.feet, strict=True)
    ):
        over = furnishing.crown + (head_rows if part < parts else 0)
        text = rows - over - top - foot
        if text < (_LEAST_UNDER if top or foot else _LEAST_ROWS):
            return None
        if not (top or foot):
            shortest = min(shortest, text)
    cost = _SHORT if shortest < _SHORT_ROWS else 0
    if bed.copy.rank == 0:
        cost += _SLIM_LEAD * max(0, -(-grid.columns // 2) - bed.columns)
    cost += min(_BROKEN * bed.flow.broken, _MOST_BROKEN)
    width, height = grid.width(bed.columns), rows * grid.pitch
    if width > _FLAT * height or height > _FLAT * width:
        cost += _FLAT_COST
    return cost


def finished(drafts: Sequence[Draft], profile: Profile) -> Block | None:
    """The best block of several sketches of one shape; None when no text pours."""
    best: Block | None = None
    for draft in sorted(drafts, key=lambda draft: draft.cost)[:_TRIED]:
        if best is not None and draft.cost >= best.cost:
            break
        block = _block(draft, profile)
        if block is not None and (best is None or block.cost < best.cost):
            best = block
    return best


def _block(draft: Draft, profile: Profile) -> Block | None:
    bed, furnishing = draft.bed, draft.furnishing
    under = furnishing.crown + draft.head_rows * (draft.head_parts > 0)
    tops = [
        top + (under if part < draft.head_parts else furnishing.crown)
        for part, top in enumerate(furnishing.tops)
    ]
    feet = [draft.rows - foot for foot in furnishing.feet]
    slots, quote = _slots(furnishing, tops, feet)
    heights = [slot.rows for slot in slots]
    cuts = cut(bed.flow, heights)
    if cuts is None or cuts.cost >= STRANDED:
        return None
    short = short_slots(bed.flow, heights, cuts)
    ends = [slot for slot, is_short in zip(slots, short, strict=True) if is_short]
    strip = _strip(bed, draft.rows, ends) * profile.grid.pitch
    is_ragged = strip > _strip_white(profile)
    white = cuts.cost + _RAGGED_FOOT * is_ragged
    terms = (*draft.terms[:-1], ("white", white))
    box = BOX_FOOT_ROWS if bed.is_boxed else 0
    return Block(
        copy=bed.copy, columns=bed.columns, parts=bed.parts, rows=draft.rows + box,
        treatment=draft.treatment, head=draft.head, head_top=furnishing.crown,
        head_rows=draft.head_rows, corners=draft.corners, galley=bed.galley,
        slots=slots, cuts=cuts, insets=(*insets(furnishing, tops, feet), *quote),
        is_boxed=bed.is_boxed, is_ragged=is_ragged,
        cost=sum(cost for _, cost in terms), terms=terms,
    )  # fmt: skip


def _strip(bed: Bed, rows: int, short: Sequence[Slot]) -> int:
    """The width of the most neighbouring columns that end above the block's foot."""
    widest = parts = 0
    last = -1
    for slot in short:
        if slot.foot == rows:
            parts = parts + 1 if slot.part == last + 1 else 1
            last = slot.part
            widest = max(widest, bed.room(parts)[1])
    return widest


def _strip_white(profile: Profile) -> int:
    """What white may stand below short columns, in square mpt by rows to a rule."""
    return profile.most_white * PT**2 * 1000 // _TO_RULE


def _slots(
    furnishing: Furnishing, tops: Sequence[int], feet: Sequence[int]
) -> tuple[tuple[Slot, ...], tuple[Inset, ...]]:
    """Each column's stretches of text; a pull quote parts the middle one in two."""
    slots: list[Slot] = []
    quotes: list[Inset] = []
    middle = len(tops) // 2
    for part, (top, foot) in enumerate(zip(tops, feet, strict=True)):
        if furnishing.quote is None or part != middle:
            slots.append(Slot(part, top, foot))
            continue
        rows = furnishing.quote.rows
        at = top + (foot - top - rows) * 2 // 5
        slots += [Slot(part, top, at), Slot(part, at + rows, foot)]
        quotes.append(Inset(part, 1, at, rows, furnishing.quote))
    return tuple(slots), tuple(quotes)
