"""Floorplans of a page: what is placed, and the costs of the cheapest plans.

A slicing floorplan is one unit, or two floorplans one above the other, or two side by
side. Two heads that meet at an upper corner (碰题) never stand side by side: a head
touches a corner or it does not, and the state of a plan says which of its two corners
are so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zbpub.layout.shaper import Shape, Shapes

Costs = NDArray[np.int32]

NEVER = 1 << 28
"""Cost where no plan is."""
STATES = 4
GAP = 1
"""Rows between stacked plans; a hairline stands in them."""
LEAD_RIGHT = 30
"""Cost of each unit that stands left of the lead, beside it."""
_DISORDER = 3
"""Cost of a unit above one of a higher grade, a grade apart."""
FULL_WIDTH = 6
"""Cost of a cut through the whole width: all alike (呆板), 通线."""
PIECE = 100
"""The grade of what is no article."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What the search places: an article, or a piece."""

    name: str
    grade: int
    """0 the lead; pieces have none and stand behind all: a large number."""
    shapes: tuple[Shapes, ...]
    """By columns less one."""
    is_optional: bool = False
    cost: int = 0
    """Of having it at all."""


@dataclass(frozen=True, slots=True)
class Table:
    """Costs of the cheapest plans; rows and columns of the grid.

    Subsets are sums of 1 << unit. ``index[subset]`` is where a subset's curves stand,
    0 that of a subset which is not searched.
    """

    units: tuple[Unit, ...]
    columns: int
    rows: int
    index: NDArray[np.intp]
    curves: Costs
    """``curves[index, width, state, rows]``."""
    uppers: Costs
    """Those of plans that no cut goes across: the upper sides of cuts, since three
    plans above one another are cut from the top on."""
    lefts: Costs
    """Those of plans that no cut goes down: the left sides of cuts."""
    any: Costs
    """The least over all states: ``any[index, width, rows]``."""
    limit: int = NEVER
    """Every plan of the needed units that costs no more is in the table."""

    @property
    def everyone(self) -> int:
        """The subset of all units."""
        return (1 << len(self.units)) - 1

    @property
    def needed(self) -> int:
        """The subset of the units that must be on the page."""
        return sum(1 << i for i, u in enumerate(self.units) if not u.is_optional)

    def leaf(self, subset: int, width: int, state: int, rows: int) -> Shape | None:
        """The single unit's shape; None where there is none."""
        unit = subset.bit_length() - 1
        if subset != 1 << unit:
            return None
        return self.units[unit].shapes[width - 1].get((state, rows))

    def stacking(self, upper: NDArray[np.intp], lower: NDArray[np.intp]) -> Costs:
        """What stacking some subsets on others costs; never anything on the lead."""
        return stacking(self.units, upper, lower)


def leads_right(left: NDArray[np.intp], right: NDArray[np.intp]) -> Costs:
    """What standing subsets left of others costs, where the lead is in the latter.

    It adds up however three and more are grouped.
    """
    counts = np.bitwise_count(left)
    costs: Costs = np.where(right & 1, LEAD_RIGHT * counts, 0).astype(np.int32)
    return costs


def stacking(
    units: Sequence[Unit], upper: NDArray[np.intp], lower: NDArray[np.intp]
) -> Costs:
    """What stacking each subset on the other costs; never anything on the lead."""
    grades = np.array([unit.grade for unit in units])
    worse = np.maximum(grades[:, None] - grades[None, :], 0)
    worse[:, grades >= PIECE] = 0
    worse[grades >= PIECE, :] = 0
    shifts = np.arange(len(units))
    above = (upper[:, None] >> shifts) & 1
    below = (lower[:, None] >> shifts) & 1
    extra = _DISORDER * np.einsum("pi,ij,pj->p", above, worse, below, optimize=True)
    costs: Costs = np.where(lower & 1, NEVER, extra).astype(np.int32)
    return costs
