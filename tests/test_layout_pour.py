"""Pouring galleys into columns: cases a typesetter can write, and what always holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.compose.line import Line
from zbpub.layout.galley import Galley, Strip
from zbpub.layout.pour import Poured, pour
from zbpub.layout.styling import Stretch

CASES = Path(__file__).parent / "cases" / "pour.txt"
EM = 9000
SUBHEAD = "题"
WHITE = "＿"
MOST_WHITE = 2
"""Rows of white above a subhead."""


def galley_of(copy: str) -> Galley:
    """A galley drawn as text: a character a line, a word an element, 题 a subhead."""
    words = copy.split()
    strips = [
        Strip(_line(char), element, 0, i == 0, i == len(word) - 1)
        for element, word in enumerate(words)
        for i, char in enumerate(word)
    ]
    roles = ["subhead" if word[0] == SUBHEAD else "body" for word in words]
    stretches = tuple(Stretch(role, ()) for role in roles)
    return Galley(11 * EM, EM, stretches, tuple(strips))


def _line(text: str) -> Line:
    return Line(text, 0, (), (), (), left=0, end=0, is_last=False)


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
    assert drawn(pour(galley_of(copy), heights)) == columns, title


COPY = st.lists(
    st.one_of(st.just(SUBHEAD), st.integers(1, 5).map(lambda n: "甲" * n)),
    min_size=3,
    max_size=9,
).map(" ".join)


@st.composite
def pourings(draw: st.DrawFn) -> tuple[Galley, list[int]]:
    """A galley, and columns of about its length, each within a row of the others."""
    galley = galley_of(draw(COPY))
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
    subheads = sum(_is_subhead(galley, at) for at in range(start + 1, stop))
    lines = stop - start
    return lines <= height and height - 1 <= lines + MOST_WHITE * subheads


def _is_subhead(galley: Galley, at: int) -> bool:
    return galley.elements[galley.strips[at].element].role == "subhead"


def _faults(galley: Galley, way: Way) -> tuple[int, int]:
    """Subheads at a foot, and last lines alone at a top."""
    stranded = sum(_is_subhead(galley, stop - 1) for _, stop in way[:-1])
    tops = [galley.strips[start] for start, _ in way[1:]]
    return stranded, sum(strip.is_last and not strip.is_first for strip in tops)


def _way_of(poured: Sequence[Poured]) -> Way:
    stops = [0]
    for column in poured:
        stops.append(stops[-1] + len(column.strips))
    return tuple(pairwise(stops))


@settings(max_examples=200, deadline=None)
@given(pouring=pourings())
def test_nothing_is_lost_and_order_is_kept(pouring: tuple[Galley, list[int]]) -> None:
    """Read column after column, the strips are the galley's."""
    galley, heights = pouring
    poured = pour(galley, heights)

    if poured is not None:
        strips = tuple(strip for column in poured for strip in column.strips)
        assert strips == galley.strips


@settings(max_examples=200, deadline=None)
@given(pouring=pourings())
def test_columns_are_full_or_one_row_short(pouring: tuple[Galley, list[int]]) -> None:
    """White stands above subheads alone, at most two rows, and never at a top."""
    galley, heights = pouring

    for column, height in zip(pour(galley, heights) or (), heights, strict=False):
        assert height - 1 <= column.rows <= height
        assert column.white[0] == 0
        assert max(column.white) <= MOST_WHITE
        for strip, white in zip(column.strips, column.white, strict=True):
            assert not white or galley.elements[strip.element].role == "subhead"


@settings(max_examples=200, deadline=None)
@given(pouring=pourings())
def test_best_of_all_ways(pouring: tuple[Galley, list[int]]) -> None:
    """It pours wherever any way does, with the fewest subheads at feet, then widows."""
    galley, heights = pouring
    ways = _ways(galley, heights)
    poured = pour(galley, heights)

    assert (poured is None) == (not ways)
    if poured is not None:
        faults = _faults(galley, _way_of(poured))
        assert faults == min(_faults(galley, way) for way in ways)


def test_check_of_faults_can_fail() -> None:
    """A subhead at a foot and a widow are seen where they are."""
    galley = galley_of("甲甲 题 乙乙")

    assert _faults(galley, ((0, 3), (3, 5))) == (1, 0)
    assert _faults(galley, ((0, 1), (1, 5))) == (0, 1)
    assert _ways(galley, [9, 9]) == []
