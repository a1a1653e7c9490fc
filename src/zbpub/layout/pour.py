"""Pouring a galley into a block's slots, each full to its foot or one row short.

A slot is a stretch of a text column: all of it, or what a picture or a pull quote
leaves. It may end one row short of its foot; white above subheads gives 0 to 2 rows.
Among all ways the one with the fewest faults wins: no subhead at a foot (背题), no
paragraph's last line alone at a column's top (孤行).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise

from zbpub.layout.galley import Galley, Strip, wants_white
from zbpub.layout.table import HEAD, ROLES

STRANDED = 1000
"""Cost of what may not stand: a subhead at a foot, a row of a table torn off."""
WIDOW = 40
_LONE_BYLINE = 20
"""A byline alone at a column's top."""
_ORPHAN = 3
"""A first line alone at a column's foot."""
_NO_WHITE, _MORE_WHITE = 5, 2
"""Cost of a row that lacks above a subhead, and of one too many."""
MOST_WHITE = 2
"""Rows that a subhead may have above it."""
_GLUED = frozenset({"subhead", HEAD})
"""Roles that never stand alone at a column's foot."""


@dataclass(frozen=True, slots=True)
class Poured:
    """One slot: its strips and the rows of white above each of them."""

    strips: tuple[Strip, ...]
    white: tuple[int, ...]

    @property
    def rows(self) -> int:
        """Rows from the slot's top to the last line."""
        return len(self.strips) + sum(self.white)


@dataclass(frozen=True, slots=True)
class Flow:
    """What pouring asks of a galley, by number of strip."""

    count: int
    whites: tuple[int, ...]
    """How many of the strips before the n-th want white above them."""
    begins: tuple[int, ...]
    """Cost of a slot that begins with the n-th strip."""
    ends: tuple[int, ...]
    """Cost of a slot that ends before the n-th strip."""
    broken: int = 0
    """Rows of the grid that a table takes beyond one for each of its own."""
    known: dict[tuple[int, ...], Cuts | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Ways found before, by the heights of the slots."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """How a galley is parted over slots: the strip behind each slot's last."""

    cost: int
    stops: tuple[int, ...]


def flow(galley: Galley) -> Flow:
    """Read off ``galley`` what pouring needs, once."""
    strips = galley.strips
    count = len(strips)
    wants = [wants_white(galley, strip) for strip in strips]
    begins = [0, *(_begin_cost(galley, n) for n in range(1, count))]
    ends = [0, *(_end_cost(galley, n) for n in range(1, count)), 0]
    broken = sum(bool(strip.cells) and not strip.is_first for strip in strips)
    whites = (0, *accumulate(map(int, wants)))
    return Flow(count, whites, tuple(begins), tuple(ends), broken)


def cut(flow: Flow, heights: Sequence[int]) -> Cuts | None:
    """Part a galley over slots of ``heights`` rows; None where they cannot be full."""
    key = tuple(heights)
    if key not in flow.known:
        flow.known[key] = _cut(flow, key)
    return flow.known[key]


def _cut(flow: Flow, heights: tuple[int, ...]) -> Cuts | None:
    ways: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for rank, height in enumerate(heights):
        is_last = rank == len(heights) - 1
        # Where one slot must be short, rather a later one.
        short = len(heights) - rank
        after: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (cost, stops) in ways.items():
            for stop, more in _slots(flow, start, height, short):
                if is_last != (stop == flow.count):
                    continue
                known = after.get(stop)
                if known is None or cost + more < known[0]:
                    after[stop] = (cost + more, (*stops, stop))
        ways = after
    done = ways.get(flow.count)
    return Cuts(*done) if done else None


def _slots(
    flow: Flow, start: int, height: int, short: int
) -> Iterator[tuple[int, int]]:
    """Where a slot of ``height`` rows begun at ``start`` may stop, and its cost."""
    whites, first = flow.whites, flow.whites[min(start + 1, flow.count)]
    begin = flow.begins[start] if start < flow.count else 0
    for stop in range(min(start + height, flow.count), start, -1):
        over, places = height - (stop - start), whites[stop] - first
        if over > places * MOST_WHITE + 1:
            # Fewer lines want more white, and have no more places for it.
            return
        cost, _ = _white(over, places, short)
        yield stop, begin + flow.ends[stop] + cost


@cache
def _white(over: int, places: int, short: int) -> tuple[int, int]:
    """The cost of filling ``over`` spare rows, and the white that does it.

    All of it goes above subheads, or all but a row that is left at the foot.
    """
    best = (1 << 30, 0)
    for white, missing in ((over, 0), (over - 1, short)):
        if 0 <= white <= places * MOST_WHITE:
            best = min(best, (uneven_white(white, places) + missing, white))
    return best


def short_slots(flow: Flow, heights: Sequence[int], cuts: Cuts) -> tuple[bool, ...]:
    """Which slots end a row above their foot when filled as ``cuts`` says."""
    found = []
    edges = zip(pairwise((0, *cuts.stops)), heights, strict=True)
    for rank, ((start, stop), height) in enumerate(edges):
        places = flow.whites[stop] - flow.whites[min(start + 1, flow.count)]
        over = height - (stop - start)
        found.append(_white(over, places, len(heights) - rank)[1] < over)
    return tuple(found)


def uneven_white(white: int, places: int) -> int:
    """The cost of ``white`` rows above so many subheads, where one each is right."""
    less, more = max(0, places - white), max(0, white - places)
    return _NO_WHITE * less + _MORE_WHITE * more


def pour(galley: Galley, heights: Sequence[int], cuts: Cuts) -> tuple[Poured, ...]:
    """The slots of ``heights`` rows, filled as ``cuts`` says."""
    edges = pairwise((0, *cuts.stops))
    return tuple(
        _poured(galley, galley.strips[start:stop], (height, len(heights) - rank))
        for rank, ((start, stop), height) in enumerate(zip(edges, heights, strict=True))
    )


def _poured(galley: Galley, strips: tuple[Strip, ...], room: tuple[int, int]) -> Poured:
    """Share the spare rows over the subheads, the last ones taking what is over.

    ``room`` is the slot's rows, and what a row left at its foot costs.
    """
    wants = [bool(i) and wants_white(galley, strip) for i, strip in enumerate(strips)]
    places, height = sum(wants), room[0]
    _, white = _white(height - len(strips), places, room[1])
    each, more = divmod(white, places) if places else (0, 0)
    shares: list[int] = []
    seen = 0
    for wanted in wants:
        seen += wanted
        shares.append(each + (seen > places - more) if wanted else 0)
    return Poured(strips, tuple(shares))


def _begin_cost(galley: Galley, n: int) -> int:
    strip = galley.strips[n]
    role = galley.elements[strip.element].role
    if role in ROLES and not strip.is_first:
        return STRANDED
    if role in ("byline", "jump"):
        return _LONE_BYLINE if strip.is_first else WIDOW
    return WIDOW if strip.is_last and not strip.is_first else 0


def _end_cost(galley: Galley, n: int) -> int:
    last = galley.strips[n - 1]
    role = galley.elements[last.element].role
    if role in _GLUED:
        return STRANDED
    if role in ROLES:
        return 0
    return _ORPHAN if last.is_first and not last.is_last else 0
