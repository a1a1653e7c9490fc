"""Faults of a whole page: heads side by side, through gutters, too much of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import tabloid
from plan_kit import Paper, paper_of
from zbpub.layout import faults
from zbpub.layout.block import Block, Copy, Corners, Inset, Slot, Treatment
from zbpub.layout.faults import (
    Standing,
    has_hole_under_piece,
    is_forbidden,
    page_terms,
    rows_of,
    standing,
)
from zbpub.layout.figure import SetFigure
from zbpub.layout.galley import Galley
from zbpub.layout.head import Head, heads, set_heads
from zbpub.layout.piece import Piece
from zbpub.layout.plans import Spot
from zbpub.layout.pour import Cuts
from zbpub.layout.side_head import SideHead
from zbpub.manuscript.model import Article, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a block on paper is to be like."""

    rank: int = 1
    measure: int = 11
    treatment: Treatment = "across"
    head_top: int = 0
    head_rows: int = 3
    head_columns: int = 0
    """0: as wide as the block."""
    is_boxed: bool = False
    slots: int = 1
    """How many there are in its first column: a pull quote parts it."""
    picture: int = 0
    """A side of its picture; 0: it has none."""


def _standing(spot: Spot, form: Form = Form()) -> Standing:
    """A block of such a form that fills ``spot``."""
    level = SimpleNamespace(columns=form.head_columns or spot.columns)
    is_vertical = form.treatment == "vertical"
    head = SideHead((), None, 1, 1, 1, 0, 1) if is_vertical else cast(Head, level)
    block = Block(
        copy=Copy(Article(name="a", headline="题"), 1, "", {}, rank=form.rank),
        columns=spot.columns, parts=spot.columns, rows=spot.rows,
        treatment=form.treatment, head=head, head_top=form.head_top,
        head_rows=form.head_rows, corners=Corners(left=True, right=True),
        galley=Galley(form.measure, 1, (), ()),
        slots=(Slot(0, 0, 1),) * (spot.columns - 1 + form.slots),
        cuts=Cuts(0, ()), insets=_insets(form), is_boxed=form.is_boxed, cost=0,
    )  # fmt: skip
    return block, spot


def _insets(form: Form) -> tuple[Inset, ...]:
    if not form.picture:
        return ()
    figure = SetFigure(
        Figure("images/a.png", "桥"), 1, form.picture, (form.picture,) * 2, (), 1, 5
    )
    return (Inset(0, 1, 0, 5, figure),)


def _piece(spot: Spot) -> Standing:
    return Piece("zb-a", "filler", "补白", spot.columns, spot.rows, 0, ()), spot


ACROSS = Spot(0, 0, 4, 10)
"""A lead over the whole of four columns: no gutter goes through it."""


def _with(*others: Standing) -> list[Standing]:
    return [_standing(ACROSS, Form(rank=0)), *others]


@pytest.mark.parametrize(
    ("left", "right", "meets"),
    [
        # Two heads that begin in one row.
        ((Spot(0, 11, 2, 20), Form()), (Spot(2, 11, 2, 20), Form()), True),
        # They meet lower down, though their blocks begin in other rows.
        ((Spot(0, 20, 2, 11), Form()), (Spot(2, 22, 2, 9), Form()), True),
        ((Spot(0, 20, 2, 11), Form()), (Spot(2, 23, 2, 8), Form()), False),
        # A picture above its head lets the head meet one further down.
        ((Spot(0, 11, 2, 20), Form(head_top=9)), (Spot(2, 20, 2, 11), Form()), True),
        ((Spot(0, 11, 2, 20), Form(head_top=9)), (Spot(2, 11, 2, 20), Form()), False),
        # Text that rises beside the left head keeps them apart.
        ((Spot(0, 11, 2, 20), Form(head_columns=1)), (Spot(2, 11, 2, 20), Form()),
         False),
        # Not so where the head with text at its right stands at the right.
        ((Spot(0, 11, 2, 20), Form()), (Spot(2, 11, 2, 20), Form(head_columns=1)),
         True),
        # A frame keeps any two heads apart.
        ((Spot(0, 11, 2, 20), Form(is_boxed=True)), (Spot(2, 11, 2, 20), Form()),
         False),
        # A head left of its text reaches from head to foot.
        ((Spot(0, 11, 2, 20), Form(head_top=15)),
         (Spot(2, 11, 2, 20), Form(treatment="vertical")), True),
        ((Spot(0, 11, 2, 20), Form(treatment="vertical")),
         (Spot(2, 11, 2, 20), Form()), False),
        # A level head left of its text does too, and its text keeps it apart.
        (
            (Spot(0, 11, 2, 20), Form(head_top=15)),
            (Spot(2, 11, 2, 20), Form(treatment="aside", head_columns=1)),
            True,
        ),
        (
            (Spot(0, 11, 2, 20), Form(treatment="aside", head_columns=1)),
            (Spot(2, 11, 2, 20), Form()),
            False,
        ),
        # One column between is room enough.
        ((Spot(0, 11, 1, 20), Form()), (Spot(2, 11, 2, 20), Form()), False),
    ],
)  # fmt: skip
def test_heads_side_by_side(
    left: tuple[Spot, Form], right: tuple[Spot, Form], *, meets: bool
) -> None:
    """Heads with nothing but a gutter between them are forbidden, wherever they are."""
    placed = _with(_standing(*left), _standing(*right))

    assert is_forbidden(placed, 4) == meets
    assert is_forbidden(placed[::-1], 4) == meets


def test_pieces_have_no_heads() -> None:
    """A filler beside an article's head is no second head."""
    spots = Spot(0, 11, 2, 20), Spot(2, 11, 2, 20)

    assert not is_forbidden(_with(_standing(spots[0]), _piece(spots[1])), 4)
    assert is_forbidden(_with(*map(_standing, spots)), 4)


def test_through_gutter() -> None:
    """A gutter that nothing crosses is forbidden; one block across it is enough."""
    low = Form(head_rows=2, head_top=20)
    columns = [
        _standing(Spot(0, 0, 2, 12)), _standing(Spot(0, 13, 2, 27)),
        _standing(Spot(2, 0, 2, 30), low), _standing(Spot(2, 31, 2, 9)),
    ]  # fmt: skip

    assert is_forbidden(columns, 4)
    assert not is_forbidden([*columns, _piece(Spot(1, 41, 2, 5))], 4)
    assert not is_forbidden([*columns, _piece(Spot(0, 41, 4, 5))], 4)
    # One that begins at the gutter does not cross it.
    assert is_forbidden([*columns, _piece(Spot(2, 41, 2, 5))], 4)


def test_a_page_of_one_column_has_no_gutter() -> None:
    """Nor is one block over all columns parted by any."""
    assert not is_forbidden([_standing(Spot(0, 0, 1, 9))], 1)
    assert not is_forbidden([_standing(ACROSS)], 4)


def _term(placed: Sequence[Standing], name: str) -> int:
    return dict(page_terms(placed))[name]


def _column(*forms: Form) -> list[Standing]:
    """Blocks of such forms, one above the other and each of another width."""
    return [
        _standing(Spot(0, 10 * i, 1 + i % 4, 9), form) for i, form in enumerate(forms)
    ]


@pytest.mark.parametrize(
    ("name", "sound", "more", "cost"),
    [
        ("measures", [Form(measure=m) for m in (9, 11, 23)], Form(measure=16),
         faults._MEASURE),
        ("frames", [Form(is_boxed=True)] * 2, Form(is_boxed=True), faults._BOX),
        ("vertical heads", [Form(treatment="vertical")], Form(treatment="vertical"),
         faults._VERTICALS),
    ],
)  # fmt: skip
def test_too_many_of_a_kind(
    name: str, sound: list[Form], more: Form, cost: int
) -> None:
    """A page may have some; each one more is paid for."""
    assert _term(_column(*sound), name) == 0
    assert _term(_column(*sound, more), name) == cost


def test_stacked_and_alike() -> None:
    """Two articles of one width and head, one above the other, are dull (呆板)."""
    upper, lower = _standing(Spot(0, 0, 2, 9)), _standing(Spot(0, 10, 2, 9))
    aside = _standing(Spot(0, 10, 2, 9), Form(treatment="aside"))
    apart = _standing(Spot(0, 14, 2, 9))

    assert _term([upper, lower], "alike") == faults._ALIKE
    assert _term([lower, upper], "alike") == faults._ALIKE
    assert _term([upper, aside], "alike") == 0
    assert _term([upper, apart], "alike") == 0
    assert _term([upper, _piece(Spot(0, 10, 2, 9))], "alike") == 0


def test_pull_quotes_of_one_page() -> None:
    """A column that is parted twice, or in two articles, is one quote too many."""
    quote = Form(slots=2, picture=1)

    assert _term(_column(quote, Form()), "pull quotes") == 0
    assert _term(_column(quote, Form(), quote), "pull quotes") == faults._BOX


def test_lead_has_the_largest_picture() -> None:
    """Another's may be no larger, where the lead has one at all."""
    lead, small, large = (Form(rank=r, picture=p) for r, p in ((0, 5), (1, 4), (2, 6)))

    assert _term(_column(lead, small), "pictures") == 0
    assert _term(_column(lead, small, large), "pictures") == faults._DOMINANT
    assert _term(_column(Form(rank=0), small, large), "pictures") == 0


@settings(max_examples=60, deadline=None)
@given(paper=st.integers(0, 10**6).map(paper_of))
def test_shapes_stand_where_plans_put_them(paper: Paper) -> None:
    """Each shape has its own size where it stands, inside the page; none overlap."""
    for each in paper.tries(paper.everyone, paper.columns)[:200]:
        page = Spot(1, 2, paper.columns, each.rows)
        placed = standing(each.plan, page)
        assert rows_of(each.plan) == each.rows
        for i, (shape, spot) in enumerate(placed):
            assert (shape.columns, shape.rows) == (spot.columns, spot.rows)
            assert page.holds(spot)
            assert not any(spot.meets(other) for _, other in placed[i + 1 :])


def test_check_of_places_can_fail() -> None:
    """Spots that share a cell meet; those that share an edge do not."""
    spot = Spot(1, 1, 2, 3)

    assert spot.meets(replace(spot, column=2))
    assert not spot.meets(replace(spot, column=3))
    assert not spot.meets(replace(spot, row=4))
    assert not Spot(0, 0, 2, 2).holds(spot)


@pytest.mark.parametrize(
    ("rows", "gap", "is_hole"), [(9, 1, True), (9, 2, False), (2, 1, False)]
)
def test_no_hole_between_a_piece_and_the_head_under_it(
    rows: int, gap: int, is_hole: bool
) -> None:
    """No rule parts them, so that the gap and the white above the head are one."""
    case = tabloid()
    grid, grade = case.profile.grid, case.profile.heads[-1]
    article = Article(name="a", headline="短题")
    found = heads(
        set_heads(article, grade, grid.width(4), case), grade, 4, case.profile
    )
    _, head = next(iter(found.values()))
    block, _ = _standing(Spot(0, 6, 4, 40), Form(head_rows=rows))
    assert isinstance(block, Block)
    below = replace(block, head=head), Spot(0, 5 + gap, 4, 40)

    assert (
        has_hole_under_piece(_with(_piece(Spot(0, 0, 4, 5)), below), case.profile)
        == is_hole
    )
    assert not has_hole_under_piece([below, below], case.profile)
