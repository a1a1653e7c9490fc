"""Pouring galleys into columns: cases a typesetter can write, and what always holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.compose.line import Line
from zbpub.layout import pour as module
from zbpub.layout.galley import Galley, Strip, wants_white
from zbpub.layout.pour import (
    MOST_WHITE,
    STRANDED,
    Poured,
    cut,
    flow,
    pour,
    uneven_white,
)
from zbpub.layout.styling import Stretch
from zbpub.layout.table import HEAD, ROLES, ROW

CASES = Path(__file__).parent / "cases" / "pour.txt"
EM = 9000
SUBHEAD = "题"
WHITE = "＿"
ROLE_OF = {SUBHEAD: "subhead", "表": HEAD, "行": ROW, "署": "byline", "转": "jump"}
"""A word's first character tells its role; any other is a paragraph's."""


def galley_of(copy: str) -> Galley:
    """A galley drawn as text: a character a line, a word an element."""
    words = copy.split()
    strips = [
        Strip(_line(char), element, 0, i == 0, i == len(word) - 1)
        for element, word in enumerate(words)
        for i, char in enumerate(word)
    ]
    stretches = tuple(Stretch(ROLE_OF.get(word[0], "body"), ()) for word in words)
    return Galley(11 * EM, EM, stretches, tuple(strips))


def _line(text: str) -> Line:
    return Line(text, 0, (), (), (), left=0, end=0, is_last=False)


def poured_into(galley: Galley, heights: Sequence[int]) -> tuple[Poured, ...] | None:
    """The best way to pour, carried out; None where there is none."""
    cuts = cut(flow(galley), heights)
    return pour(galley, heights, cuts) if cuts else None


def drawn(poured: Sequence[Poured] | None) -> list[str]:
    """Columns as text, white rows as ＿; 无 when there are none."""
    if poured is None:
        return ["无"]
    return [
        "".join(
            WHITE * white + strip.line.text
            for strip, white in zip(column.strips, column.white, strict=True)
        )
        for column in poured
    ]


def _cases() -> Iterator[tuple[str, list[int], str, list[str]]]:
    for block in CASES.read_text("utf-8").strip().split("\n\n#"):
        head, _, expected = block.partition("\n---\n")
        title, columns, copy = head.split("\n", 2)
        heights = [int(height) for height in columns.removeprefix("columns: ").split()]
        yield title.lstrip("# "), heights, copy, expected.split()


@pytest.mark.parametrize(("title", "heights", "copy", "columns"), list(_cases()))
def test_case(title: str, heights: list[int], copy: str, columns: list[str]) -> None:
    """Every case of cases/pour.txt comes out column for column."""
    assert drawn(poured_into(galley_of(copy), heights)) == columns, title


PARAGRAPH = st.integers(1, 5).map(lambda n: "甲" * n)
COPY = st.lists(st.one_of(st.just(SUBHEAD), PARAGRAPH), min_size=3, max_size=9).map(
    " ".join
)
"""Paragraphs and subheads."""
TABLE = st.lists(st.integers(1, 3).map(lambda n: "行" * n), min_size=1, max_size=3).map(
    lambda rows: " ".join(("表", *rows))
)
MIXED = st.tuples(
    st.lists(st.one_of(st.just(SUBHEAD), PARAGRAPH, TABLE), min_size=2, max_size=7),
    st.sampled_from(["", "署", "署署", "转", "署 转"]),
).map(lambda parts: " ".join((*parts[0], parts[1])))
"""All roles that pouring knows."""


@st.composite
def pourings(
    draw: st.DrawFn, copy: st.SearchStrategy[str] = MIXED
) -> tuple[Galley, list[int]]:
    """A galley, and columns of about its length, each within a row of the others."""
    galley = galley_of(draw(copy))
    count = draw(st.integers(1, 4))
    each = -(-galley.rows // count)
    return galley, [each + draw(st.integers(-1, 1)) for _ in range(count)]


Way = tuple[tuple[int, int], ...]
"""For each column its first strip and the strip after its last."""


def _ways(galley: Galley, heights: Sequence[int]) -> list[Way]:
    """All ways to pour, tried one by one: each column full or one row short."""
    count = len(galley.strips)
    found: list[Way] = []
    for cuts in combinations(range(1, count), len(heights) - 1):
        way = tuple(pairwise((0, *cuts, count)))
        if count and all(map(_fills, [galley] * len(way), way, heights)):
            found.append(way)
    return found


def _fills(galley: Galley, column: tuple[int, int], height: int) -> bool:
    start, stop = column
    lines = stop - start
    most = lines + MOST_WHITE * _places(galley, column)
    return lines <= height and height - 1 <= most


def _places(galley: Galley, column: tuple[int, int]) -> int:
    """Strips of the column, its first aside, that may have white above them."""
    return sum(
        wants_white(galley, galley.strips[at]) for at in range(column[0] + 1, column[1])
    )


def _role(galley: Galley, at: int) -> str:
    return galley.elements[galley.strips[at].element].role


def _faults(galley: Galley, way: Way) -> tuple[int, int]:
    """What is stranded at feet and tops, and last lines alone at a top."""
    stranded = sum(
        (_role(galley, stop - 1) in ("subhead", HEAD)) + _parts_a_row(galley, stop)
        for _, stop in way[:-1]
    )
    tops = [galley.strips[start] for start, _ in way[1:]]
    return stranded, sum(strip.is_last and not strip.is_first for strip in tops)


def _parts_a_row(galley: Galley, at: int) -> bool:
    """Whether a column that begins there begins inside a table's row."""
    return _role(galley, at) in ROLES and not galley.strips[at].is_first


def _cost(galley: Galley, way: Way, heights: Sequence[int]) -> int:
    """What a way costs, said plainly: faults at its edges, then its white."""
    return sum(
        _top(galley, column[0]) + _foot(galley, column[1])
        + _filling(galley, column, (height, len(heights) - rank))
        for rank, (column, height) in enumerate(zip(way, heights, strict=True))
    )  # fmt: skip


def _top(galley: Galley, at: int) -> int:
    """Of a column that begins with strip ``at``."""
    strip = galley.strips[at]
    lone = module._LONE_BYLINE if strip.is_first else module.WIDOW
    match _role(galley, at):
        case _ if at == 0:
            return 0
        case "table-head" | "table-row":
            return 0 if strip.is_first else STRANDED
        case "byline" | "jump":
            return lone
    return module.WIDOW if strip.is_last and not strip.is_first else 0


def _foot(galley: Galley, at: int) -> int:
    """Of a column that ends before strip ``at``."""
    if at == len(galley.strips):
        return 0
    last, role = galley.strips[at - 1], _role(galley, at - 1)
    if role in ("subhead", HEAD):
        return STRANDED
    is_orphan = role not in ROLES and last.is_first and not last.is_last
    return module._ORPHAN * is_orphan


def _filling(galley: Galley, column: tuple[int, int], room: tuple[int, int]) -> int:
    """The least cost of any white that fills the column, or all but its last row."""
    (height, short), places = room, _places(galley, column)
    lines = column[1] - column[0]
    costs = [
        module._NO_WHITE * max(0, places - white)
        + module._MORE_WHITE * max(0, white - places)
        + short * missing
        for white in range(MOST_WHITE * places + 1)
        for missing in (0, 1)
        if lines + white + missing == height
    ]
    return min(costs)


def _way_of(poured: Sequence[Poured]) -> Way:
    stops = [0]
    for column in poured:
        stops.append(stops[-1] + len(column.strips))
    return tuple(pairwise(stops))


@settings(max_examples=120, deadline=None)
@given(pouring=pourings())
def test_nothing_is_lost_and_order_is_kept(pouring: tuple[Galley, list[int]]) -> None:
    """Read column after column, the strips are the galley's."""
    galley, heights = pouring
    poured = poured_into(galley, heights)

    if poured is not None:
        strips = tuple(strip for column in poured for strip in column.strips)
        assert strips == galley.strips


@settings(max_examples=120, deadline=None)
@given(pouring=pourings())
def test_columns_are_full_or_one_row_short(pouring: tuple[Galley, list[int]]) -> None:
    """White stands above subheads and at tables alone, two rows at most, no top."""
    galley, heights = pouring

    poured = poured_into(galley, heights) or ()
    for column, height in zip(poured, heights, strict=False):
        assert height - 1 <= column.rows <= height
        assert column.white[0] == 0
        assert max(column.white) <= MOST_WHITE
        for strip, white in zip(column.strips, column.white, strict=True):
            assert not white or wants_white(galley, strip)


@settings(max_examples=120, deadline=None)
@given(pouring=pourings(COPY))
def test_best_of_all_ways(pouring: tuple[Galley, list[int]]) -> None:
    """It pours wherever any way does, with the fewest subheads at feet, then widows."""
    galley, heights = pouring
    ways = _ways(galley, heights)
    poured = poured_into(galley, heights)

    assert (poured is None) == (not ways)
    if poured is not None:
        faults = _faults(galley, _way_of(poured))
        assert faults == min(_faults(galley, way) for way in ways)


@settings(max_examples=300, deadline=None)
@given(pouring=pourings())
def test_cut_is_the_cheapest_of_all_ways(pouring: tuple[Galley, list[int]]) -> None:
    """With tables, bylines and jump lines too no way costs less than the one cut."""
    galley, heights = pouring
    costs = [_cost(galley, way, heights) for way in _ways(galley, heights)]
    cuts = cut(flow(galley), heights)

    assert (cuts.cost if cuts else None) == min(costs, default=None)


@settings(max_examples=120, deadline=None)
@given(pouring=pourings())
def test_poured_is_what_was_cut(pouring: tuple[Galley, list[int]]) -> None:
    """The white that stands on the page costs what the cut said."""
    galley, heights = pouring
    cuts = cut(flow(galley), heights)
    if cuts is None:
        return
    poured = pour(galley, heights, cuts)
    way = _way_of(poured)

    assert tuple(stop for _, stop in way) == cuts.stops
    cost = 0
    for rank, (column, each) in enumerate(zip(way, poured, strict=True)):
        places, white = _places(galley, column), sum(each.white)
        short = (heights[rank] - each.rows) * (len(heights) - rank)
        cost += uneven_white(white, places) + short
        cost += _top(galley, column[0]) + _foot(galley, column[1])
    assert cost == cuts.cost


@settings(max_examples=120, deadline=None)
@given(pouring=pourings())
def test_white_is_shared_evenly(pouring: tuple[Galley, list[int]]) -> None:
    """In one column no subhead has two rows more than another."""
    galley, heights = pouring

    for column in poured_into(galley, heights) or ():
        shares = [
            white
            for i, (strip, white) in enumerate(
                zip(column.strips, column.white, strict=True)
            )
            if i and wants_white(galley, strip)
        ]
        assert max(shares, default=0) - min(shares, default=0) <= 1
        assert shares == sorted(shares)


@settings(max_examples=120, deadline=None)
@given(pouring=pourings())
def test_nothing_is_stranded_below_its_cost(pouring: tuple[Galley, list[int]]) -> None:
    """Cuts that a block may take strand no subhead or table head, and part no row."""
    galley, heights = pouring
    cuts = cut(flow(galley), heights)

    if cuts is not None:
        way = tuple(pairwise((0, *cuts.stops)))
        stranded, _ = _faults(galley, way)
        assert (stranded == 0) == (cuts.cost < STRANDED)


@pytest.mark.parametrize(
    ("copy", "heights", "columns"),
    [
        # A byline of one line does not stand alone at a top, at the price of a row.
        ("甲甲甲甲甲甲甲 署", [7, 3], ["甲甲甲甲甲甲", "甲署"]),
        # Nor does a jump line.
        ("甲甲甲甲甲甲甲 转", [7, 3], ["甲甲甲甲甲甲", "甲转"]),
        # A byline of two lines is parted no more than a last line is.
        ("甲甲甲 署署", [4, 2], ["甲甲甲", "署署"]),
        # A row of a table of two lines goes to the next column as a whole.
        ("表 行 行行 行", [3, 3], ["表行", "行行行"]),
    ],
)
def test_edges_of_columns(copy: str, heights: list[int], columns: list[str]) -> None:
    """What must keep company at a column's edge keeps it."""
    assert drawn(poured_into(galley_of(copy), heights)) == columns


def test_check_of_faults_can_fail() -> None:
    """A subhead at a foot, a parted row and a widow are seen where they are."""
    galley = galley_of("甲甲 题 乙乙")
    table = galley_of("表 行行")

    assert _faults(galley, ((0, 3), (3, 5))) == (1, 0)
    assert _faults(galley, ((0, 1), (1, 5))) == (0, 1)
    assert _ways(galley, [9, 9]) == []
    assert _faults(table, ((0, 1), (1, 3))) == (1, 0)
    assert _faults(table, ((0, 2), (2, 3))) == (1, 1)


def test_check_of_costs_can_fail() -> None:
    """A way that is not the best costs more than the one cut."""
    galley = galley_of("甲甲甲 署署")
    cuts = cut(flow(galley), [4, 2])

    assert cuts is not None
    assert cuts.stops == (3, 5)
    assert _cost(galley, ((0, 4), (4, 5)), [4, 2]) > cuts.cost
