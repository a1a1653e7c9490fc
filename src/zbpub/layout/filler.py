"""Fillers (补白): public-service lines, notices and codes that fill a place.

A filler is set for every height that it may be given. Its type grows with the room;
what type cannot fill takes a fret around it, never bare white.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol
from zlib import crc32

from zbpub.layout.filler_notice import Notice
from zbpub.layout.filler_plan import HOLE, Draft, Plan
from zbpub.layout.filler_psa import Psa
from zbpub.layout.page import Rect
from zbpub.layout.piece import Piece
from zbpub.layout.typecase import TypeCase
from zbpub.layout.white import largest_white
from zbpub.manuscript.model import Filler

LEAST_ROWS = 4
MOST_WHITE = 15
"""Largest white in a filler, thousandths of the type area."""

_SECOND = 20
"""Cost of a plan of the second choice of setters."""
_TRIES, _LAST_TRIES = 12, 2
"""Plans that are set before a height is given up: sound ones by the reckoning, and
others."""


class _Setter(Protocol):
    def plans(self, place: Rect) -> Iterator[Plan]:
        """Ways of filling ``place``, whose top left is 0, 0."""


def filler_pieces(
    filler: Filler, columns: int, case: TypeCase, most_rows: int
) -> Mapping[int, Piece]:
    """``filler`` over ``columns`` in every height that it may be given.

    Args:
        filler: What the issue offers.
        columns: Base columns, 1 to all.
        case: The type at hand.
        most_rows: No piece is higher.

    Returns:
        Rows -> the piece; heights in which its words do not fit, or would leave a
        hole, are left out.
    """
    # Two fillers of one kind may stand on a page.
    words = f"{filler.title}\n{filler.text}\n{filler.url}"
    name = f"zb-{filler.kind}-{crc32(words.encode()):08x}"
    setters = _setters(filler, case)
    grid = case.profile.grid
    found: dict[int, Piece] = {}
    for rows in range(LEAST_ROWS, most_rows + 1):
        tall = rows * grid.pitch - (grid.pitch - grid.size)
        place = Rect(0, 0, grid.width(columns), tall)
        best = _best(setters, place, case)
        if best is not None:
            cost, draft = best
            found[rows] = Piece(
                name, "filler", filler.title, columns, rows,
                cost, draft.items, draft.rules,
            )  # fmt: skip
    return found


def _setters(filler: Filler, case: TypeCase) -> list[_Setter]:
    """What makes plans for ``filler``, the preferred first."""
    url = filler.url if filler.kind == "qr" else ""
    large = Psa(filler, url, case)
    if not filler.text:
        return [large]
    notice = Notice(filler, url, case)
    return [notice, large] if filler.kind == "notice" else [large, notice]


def _best(
    setters: Sequence[_Setter], place: Rect, case: TypeCase
) -> tuple[int, Draft] | None:
    """The cheapest plan of the first setter that leaves no hole."""
    width, height = case.profile.type_area
    most = width * height * MOST_WHITE // 1000 // 1_000_000
    for rank, setter in enumerate(setters):
        plans = sorted(setter.plans(place), key=lambda plan: plan.cost)
        hopeful = [plan for plan in plans[:_TRIES] if plan.cost < HOLE]
        for plan in hopeful or plans[:_LAST_TRIES]:
            draft = plan.set()
            if draft is None:
                continue
            if largest_white(draft.items, place, draft.inks) <= most:
                return plan.cost + _SECOND * rank, draft
    return None
