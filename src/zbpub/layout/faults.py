"""Faults of a page that no part of its plan shows alone.

What a plan's own cost cannot know: heads that come to stand side by side lower down
(碰题), gutters of several blocks that make one line through the page (通线), too many
measures or frames (杂乱).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from zbpub.base.length import PT
from zbpub.layout.block import Block
from zbpub.layout.figure import SetFigure
from zbpub.layout.floorplan import GAP
from zbpub.layout.head import Head, white_above
from zbpub.layout.piece import Piece
from zbpub.layout.plans import Beside, Leaf, Plan, Spot, Stack
from zbpub.layout.profile import Grid, Profile
from zbpub.layout.shaper import Shape
from zbpub.layout.side_head import SideHead

Standing = tuple[Shape, Spot]
Term = tuple[str, int]

_MOST_MEASURES = 3
_MEASURE = 3
"""Cost of each measure beyond the third (杂乱)."""
_MOST_BOXES = 2
_BOX = 8
_ALIKE = 4
"""Cost of two stacked articles of one size and one treatment (呆板)."""
_DOMINANT = 14
"""Cost of a picture larger than the lead's, where the lead has one."""
_VERTICALS = 6
"""Cost of each vertical head beyond the first."""


def standing(plan: Plan, spot: Spot) -> list[Standing]:
    """The plan's shapes with their places."""
    match plan:
        case Leaf(_, shape):
            return [(shape, spot)]
        case Stack(one, other, _) | Beside(one, other, _):
            first, second = sides(plan, spot)
            return standing(one, first) + standing(other, second)


def sides(plan: Stack | Beside, spot: Spot) -> tuple[Spot, Spot]:
    """Where both sides of a cut stand in ``spot``."""
    if isinstance(plan, Stack):
        return spot.cut_across(rows_of(plan.upper), plan.gap)
    return spot.cut_down(plan.left_columns)


def rows_of(plan: Plan) -> int:
    """The plan's height."""
    match plan:
        case Leaf(_, shape):
            return shape.rows
        case Stack(upper, lower, gap):
            return rows_of(upper) + gap + rows_of(lower)
        case Beside(left, _, _):
            return rows_of(left)


def is_forbidden(placed: Sequence[Standing], columns: int) -> bool:
    """Whether heads meet, a gutter goes through, or a ragged foot shows a hole."""
    if _has_through_gutter(placed, columns) or _has_hole(placed):
        return True
    return any(
        _meet(one, other)
        for one, other in combinations(filter(None, map(_head_spot, placed)), 2)
    )


def _has_hole(placed: Sequence[Standing]) -> bool:
    foot = max((spot.row + spot.rows for _, spot in placed), default=0)
    return any(
        isinstance(shape, Block) and shape.is_ragged and spot.row + spot.rows < foot
        for shape, spot in placed
    )


def has_hole_under_piece(placed: Sequence[Standing], profile: Profile) -> bool:
    """Whether too much white lies between a piece and the head under it.

    No rule parts them there, as one parts articles: the gap and the white above the
    head are one.
    """
    return any(
        _white_under(above, below, profile.grid) > profile.most_white * PT**2
        for piece, above in placed
        if isinstance(piece, Piece)
        for below in placed
    )


def _white_under(above: Spot, below: Standing, grid: Grid) -> int:
    """The white between ``above`` and a level head right under it, mpt²; else 0."""
    block, spot = below
    if not isinstance(block, Block) or not isinstance(block.head, Head):
        return 0
    if block.is_boxed or block.head_top or spot.row != above.row + above.rows + GAP:
        return 0
    ends = above.column + above.columns, spot.column + block.head.columns
    shared = min(ends) - max(above.column, spot.column)
    high = white_above(block.head, block.head_rows * grid.pitch) + GAP * grid.pitch
    return grid.width(shared) * high if shared > 0 else 0


def page_terms(placed: Sequence[Standing]) -> list[Term]:
    """What the page as a whole costs beyond its plan."""
    blocks = [shape for shape, _ in placed if isinstance(shape, Block)]
    measures = {(block.galley.measure, block.is_boxed) for block in blocks}
    boxes = sum(block.is_boxed for block in blocks)
    verticals = sum(block.treatment == "vertical" for block in blocks)
    quotes = sum(b.insets != () and _has_quote(b) for b in blocks)
    alike = _alike(placed)
    return [
        ("measures", _MEASURE * max(0, len(measures) - _MOST_MEASURES)),
        ("frames", _BOX * max(0, boxes - _MOST_BOXES)),
        ("vertical heads", _VERTICALS * max(0, verticals - 1)),
        ("pull quotes", _BOX * max(0, quotes - 1)),
        ("alike", _ALIKE * alike),
        ("pictures", _DOMINANT * _outdoes_lead(blocks)),
    ]


def _outdoes_lead(blocks: Sequence[Block]) -> bool:
    """Whether another article's picture is larger than the largest of the lead."""
    sizes = [(block.copy.rank, max(_pictures(block), default=0)) for block in blocks]
    lead = sum(size for rank, size in sizes if rank == 0)
    return lead > 0 and any(size > lead for rank, size in sizes if rank)


def _pictures(block: Block) -> Iterator[int]:
    """The areas of its pictures, in points squared or so: they are but compared."""
    for inset in block.insets:
        if isinstance(inset.content, SetFigure):
            yield inset.content.image[0] * inset.content.image[1]


def _has_quote(block: Block) -> bool:
    return len(block.slots) > block.parts


def _alike(placed: Sequence[Standing]) -> int:
    """Pairs of stacked articles over the same columns with heads of one kind."""
    return sum(
        isinstance(a, Block)
        and isinstance(b, Block)
        and (at.column, at.columns) == (under.column, under.columns)
        and at.row + at.rows + 1 == under.row
        and (a.treatment, a.parts, a.is_boxed) == (b.treatment, b.parts, b.is_boxed)
        and not a.insets
        and not b.insets
        for (a, at), (b, under) in combinations(
            sorted(placed, key=lambda s: (s[1].column, s[1].row)), 2
        )
    )


def _head_spot(standing: Standing) -> Spot | None:
    """Where the head of an article without frame stands; its whole height aside."""
    block, spot = standing
    if not isinstance(block, Block) or block.is_boxed:
        return None
    if isinstance(block.head, SideHead):
        return Spot(spot.column, spot.row, 1, spot.rows)
    columns = block.head.columns
    if block.treatment == "aside":
        return Spot(spot.column, spot.row, columns, spot.rows)
    return Spot(spot.column, spot.row + block.head_top, columns, block.head_rows)


def _meet(one: Spot, other: Spot) -> bool:
    """Whether only a gutter lies between two heads."""
    beside = (
        one.column + one.columns == other.column
        or other.column + other.columns == one.column
    )
    return (
        beside and one.row < other.row + other.rows and other.row < one.row + one.rows
    )


def _has_through_gutter(placed: Sequence[Standing], columns: int) -> bool:
    return any(
        not any(s.column < x < s.column + s.columns for _, s in placed)
        for x in range(1, columns)
    )
