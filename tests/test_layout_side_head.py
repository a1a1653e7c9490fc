"""Vertical heads left of their text: parts from right to left, inside their place."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import holds, overlap, tabloid
from zbpub.base.chars import significant
from zbpub.layout.page import Element, Rect
from zbpub.layout.profile import HeadGrade
from zbpub.layout.side_head import SideHead, place_side_head, side_heads
from zbpub.layout.white import line_boxes
from zbpub.manuscript.model import Article

HEADLINES = (
    "渡船重回河湾",
    "老码头修缮一新 渡船重回河湾",
    "山脚果园迎来第一批访客",
    "5G基站进山村",
)
KICKERS = ("", "历时两年", "历时两年的修缮工程完工")
DECKS = ("", "首日运送乘客逾千人")
LABELS = ("", "民生")


def _grade() -> HeadGrade:
    return tabloid().profile.heads[2]


def _longest() -> int:
    grid = tabloid().profile.grid
    return grid.rows * grid.pitch * 2 // 5


def _heads(article: Article) -> list[SideHead]:
    return side_heads(article, _grade(), tabloid(), _longest())


ARTICLES = st.builds(
    Article,
    name=st.just("a"),
    headline=st.sampled_from(HEADLINES),
    kicker=st.sampled_from(KICKERS),
    deck=st.sampled_from(DECKS),
    label=st.sampled_from(LABELS),
)
FULL = Article(
    name="a", headline=HEADLINES[1], kicker=KICKERS[1], deck=DECKS[1], label=LABELS[1]
)


def _place(head: SideHead, rows: int) -> Rect:
    grid = tabloid().profile.grid
    height = rows * grid.pitch - (grid.pitch - grid.size)
    return Rect(7_000, 11_000, head.width, height)


def _rows_of(head: SideHead) -> list[int]:
    """The heights of a block that the head may stand in."""
    return [
        rows
        for rows in range(1, tabloid().profile.grid.rows + 1)
        if head.stands_in(_place(head, rows).height)
    ]


def _by_role(elements: tuple[Element, ...]) -> dict[str, list[Rect]]:
    return {element.role: line_boxes(element) for element in elements}


@settings(max_examples=40, deadline=None)
@given(article=ARTICLES)
def test_parts_stand_from_right_to_left(article: Article) -> None:
    """The kicker right of the headline, the deck left of it, a label above them all."""
    for head in _heads(article):
        for rows in _rows_of(head)[::5]:
            found = _by_role(place_side_head(head, _place(head, rows)))
            order = [r for r in ("kicker", "headline", "deck") if getattr(article, r)]
            assert set(found) - {"label"} == set(order)
            for right, left in pairwise(order):
                edge = min(box.x for box in found[right])
                assert max(box.x + box.width for box in found[left]) < edge
            for label in found.get("label", []):
                others = [box for role in order for box in found[role]]
                assert label.y + label.height < min(box.y for box in others)


@settings(max_examples=40, deadline=None)
@given(article=ARTICLES)
def test_nothing_overlaps_or_leaves_its_place(article: Article) -> None:
    """In every height that it may have, all lines are apart and inside."""
    for head in _heads(article):
        for rows in _rows_of(head)[::5]:
            place = _place(head, rows)
            elements = place_side_head(head, place)
            boxes = [box for element in elements for box in line_boxes(element)]
            assert all(holds(place, box) for box in boxes)
            assert not any(overlap(a, b) for a, b in combinations(boxes, 2))


@settings(max_examples=40, deadline=None)
@given(article=ARTICLES)
def test_nothing_of_the_head_is_lost(article: Article) -> None:
    """Each part has all its characters, line after line."""
    for head in _heads(article):
        place = _place(head, (_rows_of(head) or [40])[0])
        for element in place_side_head(head, place):
            assert significant(element.text) == significant(
                getattr(article, element.role)
            )


@settings(max_examples=40, deadline=None)
@given(article=ARTICLES)
def test_lines_keep_their_lengths(article: Article) -> None:
    """None is longer than what it may be; kicker and deck no longer than the head."""
    for head in _heads(article):
        lengths = {part.role: max(part.lines.widths) for part in head.parts}
        assert max(lengths.values()) == lengths["headline"] <= _longest()
        assert head.side - head.width == tabloid().profile.grid.gutter
        assert head.width % tabloid().profile.grid.size == 0
        assert head.size in _grade().sizes


def test_heads_come_cheapest_first() -> None:
    """The preferred head is the first."""
    costs = [head.cost for head in _heads(FULL)]

    assert len(costs) > 1
    assert costs == sorted(costs)


def test_blocks_too_low_or_too_high_have_none() -> None:
    """A head fills more than half of its block's height and leaves room at its ends."""
    for head in _heads(FULL):
        rows = _rows_of(head)
        assert rows
        assert rows == list(range(rows[0], rows[-1] + 1))
        assert head.length < _place(head, rows[0]).height
        assert head.length * 2 > _place(head, rows[-1]).height
        assert not head.stands_in(head.length)
        assert not head.stands_in(head.length * 2)


@pytest.mark.parametrize(
    "headline", ["渡船", "老码头修缮一新渡船重回河湾首日接待逾千人居民点赞"]
)
def test_no_vertical_head_of_few_or_many_characters(headline: str) -> None:
    """Two characters are no column, twenty-odd are no head."""
    assert _heads(replace(FULL, headline=headline)) == []


def test_a_label_wider_than_the_head_stands_nowhere() -> None:
    """It would reach into the text."""
    long = replace(FULL, kicker="", deck="", label="街巷新事街巷新事街巷新事")

    assert _heads(replace(long, label="民生")) != []
    assert _heads(long) == []


def test_check_of_places_can_fail() -> None:
    """A head in a place too narrow for it is outside, and is seen to be."""
    head = _heads(FULL)[0]
    place = _place(head, _rows_of(head)[0])
    narrow = replace(place, width=place.width // 2)
    boxes = [b for e in place_side_head(head, narrow) for b in line_boxes(e)]

    assert not all(holds(narrow, box) for box in boxes)
