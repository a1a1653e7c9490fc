"""From the sketches of a shape to the block whose columns are full."""

from __future__ import annotations

from collections.abc import Sequence

from zbpub.base.length import PT
from zbpub.layout.bed import Bed
from zbpub.layout.block import BOX_FOOT_ROWS, Block, Inset, Slot
from zbpub.layout.furnish import Furnishing, insets
from zbpub.layout.pour import STRANDED, cut, short_slots
from zbpub.layout.profile import Profile
from zbpub.layout.sketch import Draft

_RAGGED_FOOT = 15
"""Cost of so many short columns that only a page's foot hides them."""
_TO_RULE = 1600
"""From a short column's last line to the rule below the block, thousandths of a row."""


def finished(drafts: Sequence[Draft], profile: Profile) -> Block | None:
    """The best block of sketches of one shape, cheapest first; None: no text pours."""
    best: Block | None = None
    for draft in drafts:
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
    terms = (
        *draft.terms[:-1],
        ("white", cuts.cost),
        ("ragged", _RAGGED_FOOT * is_ragged),
    )
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
