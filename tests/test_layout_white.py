"""White around heads: what counts as a hole, and that heads stand over every width."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import STYLES, card, issue_of
from zbpub.layout.head import heads, set_heads
from zbpub.layout.page import Rect
from zbpub.layout.typecase import TypeCase
from zbpub.layout.white import largest_gap
from zbpub.manuscript.model import Article
from zbpub.style_files import open_case

PROFILES = sorted(path.stem for path in (STYLES / "profiles").glob("*.toml"))
SIDE = 7
POINT = 1000
boxes = st.builds(
    Rect,
    x=st.integers(0, SIDE - 1),
    y=st.integers(0, SIDE - 1),
    width=st.integers(1, 4),
    height=st.integers(1, 3),
)


def _free(inked: set[tuple[int, int]], place: Rect) -> bool:
    across = range(place.x, place.x + place.width)
    down = range(place.y, place.y + place.height)
    return not any(cell in inked for cell in product(across, down))


def _slow(inks: list[Rect], least: int) -> int:
    """The largest free rectangle of a square, every one of them tried."""
    inked = {
        cell
        for ink in inks
        for cell in product(
            range(ink.x, ink.x + ink.width), range(ink.y, ink.y + ink.height)
        )
    }
    found = (
        Rect(x, y, width, height)
        for x, y in product(range(SIDE), repeat=2)
        for width in range(least, SIDE - x + 1)
        for height in range(least, SIDE - y + 1)
    )
    return max((r.width * r.height for r in found if _free(inked, r)), default=0)


def _large(place: Rect) -> Rect:
    return Rect(*(n * POINT for n in (place.x, place.y, place.width, place.height)))


@given(inks=st.lists(boxes, max_size=6), least=st.integers(1, 3))
def test_strips_are_no_gap(inks: list[Rect], least: int) -> None:
    """The gap found is the largest of those that are no lower or narrower."""
    place = Rect(0, 0, SIDE * POINT, SIDE * POINT)
    found = largest_gap([_large(ink) for ink in inks], place, least * POINT)

    assert found == _slow(inks, least)


def _rows_over_all(case: TypeCase) -> list[int]:
    """The heights that the lead's head may have over all columns of a page."""
    profile = case.profile
    size, columns = profile.heads[0].sizes[0], profile.grid.columns
    width = profile.grid.width(columns)
    headline = "老码头修缮一新渡船重回河湾" * 3
    article = Article(name="a", headline=headline[: width * 9 // 10 // size])
    copy = set_heads(article, profile.heads[0], width, case)
    return sorted(heads(copy, profile.heads[0], columns, profile))


@pytest.mark.parametrize("name", PROFILES)
def test_leads_stand_over_the_whole_page(name: str) -> None:
    """On every shipped sheet a headline of the page's width stands over all of it."""
    issue = issue_of()
    issue = replace(issue, config=replace(issue.config, profile=name))

    assert _rows_over_all(open_case(STYLES, issue))


def test_small_sheets_have_heads() -> None:
    """What is a hole does not shrink with the sheet, since heads do not."""
    profile = card().profile
    tiny = replace(profile, height=profile.height // 4)

    assert _rows_over_all(card())
    assert profile.most_white == 60 * 81
    assert tiny.most_white == profile.most_white
