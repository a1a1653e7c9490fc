"""Heads: where they break, how they stand, and what white they leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import (
    ASCENT,
    IssueSpec,
    holds,
    line_boxes,
    overlap,
    seeded_issue,
    tabloid,
)
from zbpub.base.chars import CLOSING, OPENING, PAUSES, STOPS, significant
from zbpub.base.length import PT
from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.cell import Cell
from zbpub.compose.heads import (
    HeadFrame,
    HeadLines,
    _cut_off,
    _head_setting,
    _slice,
    _whole,
    set_head,
)
from zbpub.compose.line import Placed
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.sense import sense_breaks
from zbpub.compose.setting import Setting
from zbpub.compose.strip import ENDLESS
from zbpub.layout.head import (
    _STRIP,
    Head,
    HeadCopy,
    _head,
    _Stand,
    _white,
    heads,
    place_head,
    set_heads,
)
from zbpub.layout.page import Element, Fragment, Rect, SetLine
from zbpub.layout.profile import HeadGrade
from zbpub.layout.white import largest_gap, largest_white
from zbpub.manuscript.load import load_issue

CASES = Path(__file__).parent / "cases" / "heads.txt"
EM = 30_000
BLACK = find_typeface(["Noto Serif CJK SC"], 900)
MOST_LINES = 4


def fewest_lines(headline: str, measure: float, tracking: int = 0) -> HeadLines | None:
    """The head in as few lines as are legal within ``measure`` em."""
    for count in range(1, MOST_LINES + 1):
        head = set_lines(headline, HeadFrame(round(measure * EM), count, tracking))
        if head is not None:
            return head
    return None


def set_lines(headline: str, frame: HeadFrame) -> HeadLines | None:
    """The head in exactly ``frame.lines`` lines."""
    return set_head([StyledRun(headline, BLACK)], Type(size=EM), frame, Setting())


def _cases() -> Iterator[tuple[str, float, str, list[str]]]:
    for block in CASES.read_text("utf-8").strip().split("\n\n"):
        head, _, expected = block.partition("\n---\n")
        title, measure, headline = head.split("\n")
        em = float(measure.removeprefix("measure: "))
        yield title.removeprefix("# "), em, headline, expected.splitlines()


@pytest.mark.parametrize(("title", "measure", "headline", "lines"), list(_cases()))
def test_case(title: str, measure: float, headline: str, lines: list[str]) -> None:
    """Every case of cases/heads.txt breaks line for line."""
    head = fewest_lines(headline, measure)

    found = [line.text.strip() for line in head.lines] if head else ["无"]
    assert found == lines, title


HEADLINES = (
    st.text("河湾码头的和地新一—…，：“”《》（）2a ", min_size=1, max_size=14)
    .map(str.strip)
    .filter(bool)
)
"""Front matter's values come without white space at their ends."""


@settings(max_examples=150, deadline=None)
@given(headline=HEADLINES, measure=st.integers(3, 12), lines=st.integers(1, 3))
def test_nothing_is_lost_and_nothing_too_wide(
    headline: str, measure: int, lines: int
) -> None:
    """A head that stands has the lines asked for, all its characters, and fits."""
    frame = HeadFrame(measure * EM, lines)
    head = set_lines(headline, frame)

    if head is not None:
        assert len(head.lines) == lines
        text = "".join(line.text for line in head.lines)
        assert significant(text) == significant(headline)
        assert max(head.widths) <= frame.width


@settings(max_examples=150, deadline=None)
@given(headline=HEADLINES)
def test_no_break_where_a_line_must_not_begin_or_end(headline: str) -> None:
    """No break before a closing mark, after an opening one, or inside a dash."""
    for at in sense_breaks(headline):
        assert headline[at] not in CLOSING | PAUSES | STOPS
        assert headline[at - 1] not in OPENING
        assert headline[at - 1 : at + 1] not in ("——", "……")


@pytest.mark.parametrize(
    ("headline", "liked", "disliked"),
    [
        ("清晨河湾的渡船开了", 5, 4),
        ("栽种桑葚和白蜡", 4, 5),
        ("孩子们，放学了", 4, 2),
        ("老码头修缮 渡船开航", 6, 3),
    ],
)
def test_breaks_are_liked_in_order(headline: str, liked: int, disliked: int) -> None:
    """Clauses part before words; particles do not begin lines, nor 和 end them."""
    breaks = sense_breaks(headline)

    assert breaks[liked] < breaks[disliked]


@pytest.mark.parametrize("tracking", [0, EM // 8, EM // 2])
def test_letterspacing_parts_all_glyphs_alike(tracking: int) -> None:
    """A letterspaced head is wider by as many gaps as it has, and counts that."""
    plain = set_lines("渡船重回", HeadFrame(20 * EM, 1))
    spaced = set_lines("渡船重回", HeadFrame(20 * EM, 1, tracking))

    assert plain is not None
    assert spaced is not None
    assert spaced.widths == (plain.widths[0] + 3 * tracking,)
    (line,) = spaced.lines
    steps = {b.x - a.x for a, b in pairwise(line.glyphs)}
    assert steps == {EM + tracking}
    assert line.width == spaced.widths[0]


def test_letterspacing_counts_against_the_width() -> None:
    """The check of widths can fail: what fits closed up may not fit letterspaced."""
    assert set_lines("渡船重回", HeadFrame(4 * EM, 1)) is not None
    assert set_lines("渡船重回", HeadFrame(4 * EM, 1, tracking=1)) is None


def test_endless_text_is_refused_without_trying_every_break() -> None:
    """Two hundred characters in six short lines: trying all ways would take hours."""
    assert set_lines("扫一扫看渡船时刻" * 25, HeadFrame(9 * EM, 6)) is None


@dataclass(frozen=True, slots=True)
class Stood:
    """A head that may have such a height, and all that its article offers there."""

    columns: int
    rows: int
    cost: int
    head: Head
    copy: HeadCopy


def _grade() -> HeadGrade:
    return tabloid().profile.heads[0]


@pytest.fixture(scope="module")
def lead_heads() -> list[Stood]:
    """Every head that a lead with kicker and deck may have, over every width."""
    article = seeded_issue(IssueSpec(1, 2, 600)).articles[0]
    case, grade = tabloid(), _grade()
    grid = case.profile.grid
    return [
        Stood(columns, rows, cost, head, copy)
        for columns in range(1, grid.columns + 1)
        for copy in [set_heads(article, grade, grid.width(columns), case)]
        for rows, (cost, head) in heads(copy, grade, columns, case.profile).items()
    ]


def test_head_keeps_to_its_rows(lead_heads: list[Stood]) -> None:
    """In every height that it may be given a head stays inside, part under part."""
    pitch = tabloid().profile.grid.pitch

    assert lead_heads
    for stood in lead_heads:
        head = stood.head
        assert head.rows <= stood.rows <= head.rows + _grade().slack_rows
        place = Rect(0, 0, head.width, stood.rows * pitch)
        boxes = [b for e in place_head(head, place) for b in line_boxes(e)]
        assert all(holds(place, box.place) for box in boxes)
        assert not any(overlap(a.place, b.place) for a, b in pairwise(boxes))
        assert [b.role for b in boxes][0 :: len(boxes) - 1] == ["kicker", "deck"]


def test_head_leaves_no_hole(lead_heads: list[Stood]) -> None:
    """In no height that it may be given does a head leave more white than is sound."""
    profile = tabloid().profile
    for stood in lead_heads:
        place = Rect(0, 0, stood.head.width, stood.rows * profile.grid.pitch)
        elements = place_head(stood.head, place)
        assert largest_white(elements, place) <= profile.most_white


def test_no_head_of_its_height_is_cheaper(lead_heads: list[Stood]) -> None:
    """Over each width and in each height the head that stands is the cheapest."""
    profile, slack = tabloid().profile, _grade().slack_rows
    grid = profile.grid
    for stood in lead_heads:
        stand = _Stand(
            stood.columns, stood.copy.width, grid.pitch, grid.gutter,
            profile.most_white, _STRIP * grid.size,
        )  # fmt: skip
        all_heads = [
            _head(rank, part, stood.copy.small, stand)
            for rank, part in stood.copy.headlines
        ]
        costs = [
            head.cost_at(stood.rows)
            for head in all_heads
            if head.rows <= stood.rows <= head.rows + slack
            and _white(head, stood.rows, stand) <= stand.most_white
        ]
        assert stood.cost == stood.head.cost_at(stood.rows) == min(costs)


def test_a_head_costs_least_at_its_least_rows(lead_heads: list[Stood]) -> None:
    """Rows of white are paid for, the second dearer than the first."""
    for stood in lead_heads:
        head = stood.head
        costs = [head.cost_at(head.rows + more) for more in range(4)]
        steps = [b - a for a, b in pairwise(costs)]
        assert costs[0] == head.cost
        assert 0 < steps[0] < steps[1] < steps[2]


def test_check_of_holes_can_fail(lead_heads: list[Stood]) -> None:
    """Heads in a place far too high leave a hole, and are seen to."""
    profile = tabloid().profile
    stood = lead_heads[-1]
    place = Rect(0, 0, stood.head.width, (stood.rows + 30) * profile.grid.pitch)

    assert largest_white(place_head(stood.head, place), place) > profile.most_white


@settings(max_examples=100, deadline=None)
@given(
    lines=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 8)), max_size=4
    )
)
def test_largest_white_is_exact(lines: list[tuple[int, int, int]]) -> None:
    """No rectangle on the grid of points, tried one by one, is white and larger."""
    sheet = 8
    taken = {(x + i, y) for x, y, width in lines for i in range(width)}
    best = max(
        (right - left) * (foot - top)
        for left, right in combinations(range(sheet + 1), 2)
        for top, foot in combinations(range(sheet + 1), 2)
        if not any(left <= x < right and top <= y < foot for x, y in taken)
    )
    elements = [_ink(x, y, width) for x, y, width in lines]

    place = Rect(0, 0, sheet * PT, sheet * PT)
    assert largest_white(elements, place) == best


@settings(max_examples=100, deadline=None)
@given(
    lines=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 8)), max_size=4
    ),
    least=st.integers(1, 5),
)
def test_strips_are_no_holes(lines: list[tuple[int, int, int]], least: int) -> None:
    """Of the rectangles at least so high and wide none that is white is larger."""
    sheet = 8
    taken = {(x + i, y) for x, y, width in lines for i in range(width)}
    areas = [
        (right - left) * (foot - top)
        for left, right in combinations(range(sheet + 1), 2)
        for top, foot in combinations(range(sheet + 1), 2)
        if min(right - left, foot - top) >= least
        and not any(left <= x < right and top <= y < foot for x, y in taken)
    ]
    boxes = [Rect(x * PT, y * PT, width * PT, PT) for x, y, width in lines]
    place = Rect(0, 0, sheet * PT, sheet * PT)

    assert largest_gap(boxes, place, least * PT) == max(areas, default=0)


def _ink(x: int, y: int, width: int) -> Element:
    """A line one point high at ``x`` and ``y``, ``width`` points wide."""
    cell = Cell("墨", BLACK.faces[0], 1, width * PT, 0)
    line = SetLine(0, ASCENT, "墨", (Placed(cell, 0),))
    return Element("body", (Fragment(Rect(x * PT, y * PT, PT, PT), PT, (line,)),))


def test_white_beside_a_line_counts() -> None:
    """The check of white can fail: half a line leaves the other half."""
    place = Rect(0, 0, 8 * PT, PT)

    assert largest_white([], place) == 8
    assert largest_white([_ink(0, 0, 4)], place) == 4


SAMPLES = sorted((Path(__file__).parent.parent / "manuscript").iterdir())


def _head_texts(folder: Path) -> set[str]:
    """Headlines, kickers and decks of an issue."""
    issue, _ = load_issue(folder)
    return {
        text
        for article in issue.articles
        for text in (article.headline, article.kicker, article.deck)
        if text
    }


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("vertical", [False, True])
def test_lines_cut_off_are_lines_composed(
    folder: Path, vertical: bool
) -> None:  # a parameter of the test
    """A piece of a head is the line that the composer makes of its text alone."""
    setting = _head_setting(Setting(vertical=vertical))
    type_, frame = Type(size=EM), Frame(measure=ENDLESS)
    compared = 0
    for text in _head_texts(folder):
        runs = (StyledRun(text, BLACK),)
        whole = _whole(runs, type_, setting)
        assert whole is not None
        places = [0, *sorted(sense_breaks(text)), len(text)]
        for start, stop in combinations(places, 2):
            (alone,) = compose(_slice(runs, start, stop), type_, frame, setting)
            assert _cut_off(whole, start, stop) == alone
            compared += 1
    assert compared > 20


def test_a_piece_inside_a_word_is_composed() -> None:
    """An atom that a piece cuts in two is set anew: half of a word is in no line."""
    runs = (StyledRun("乘 Metro去", BLACK),)
    whole = _whole(runs, Type(size=EM), Setting())
    assert whole is not None

    piece = _cut_off(whole, 0, 4)
    assert piece is not None
    indented = _whole((StyledRun("　 乘 Metro去 ", BLACK),), Type(size=EM), Setting())
    assert indented is not None
    assert _cut_off(indented, 0, 4) == piece
    assert piece.text == "乘 Me"
    assert piece.atoms[-1].text == "Me" != whole.line.atoms[1].text
