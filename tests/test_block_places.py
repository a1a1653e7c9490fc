"""Blocks of every treatment at their places: nothing stands over anything else."""

from __future__ import annotations

import random
from functools import cache

import pytest

import page_judge as judge
from kit import issue_of, paragraphs, tabloid
from page_sheet import Sheet, sheet_of_page
from zbpub.layout.block import Block, Treatment
from zbpub.layout.page import Page, Rect
from zbpub.layout.page_desk import rank
from zbpub.layout.place import place
from zbpub.layout.plans import Leaf, Spot
from zbpub.layout.shaper import Shaper
from zbpub.manuscript.model import Article

TREATMENTS: tuple[Treatment, ...] = ("across", "rising", "aside", "vertical")
ROWS = 40
LENGTHS = (120, 420)


@cache
def _blocks(treatment: Treatment) -> tuple[Block, ...]:
    """The blocks of short articles with label whose head stands so."""
    return tuple(
        block
        for characters in LENGTHS
        for block in _shapes(characters)
        if block.treatment == treatment
    )


@cache
def _shapes(characters: int) -> tuple[Block, ...]:
    """Every block of an article of that length that is not the lead."""
    case = tabloid()
    lead, second = (
        Article(
            name=f"02-0{n}",
            path=f"02-0{n}.md",
            headline="图书馆延长夜间开放时间",
            label="民生",
            priority=n,
            body=tuple(paragraphs(random.Random(n), characters)),
        )
        for n in (1, 2)
    )
    copies = rank(issue_of(lead, second).articles, "", case.profile.heads, {})
    shaper = Shaper(case)
    return tuple(
        block
        for columns in range(1, case.profile.grid.columns + 1)
        for block in shaper.shapes(copies[1], columns, ROWS).values()
        if isinstance(block, Block)
    )


def _sheet(block: Block) -> Sheet:
    profile = tabloid().profile
    grid = profile.grid
    spot = Spot(0, 0, block.columns, block.rows)
    placed = place(Leaf(0, block), spot, grid)
    page = Page(
        number="02", width=profile.width, height=profile.height,
        type_area=Rect(grid.left, profile.folio.top, *profile.type_area), folio=(),
        articles=placed.articles, rules=placed.rules,
    )  # fmt: skip
    return sheet_of_page(page, profile)


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_head_and_text_keep_apart(treatment: Treatment) -> None:
    """In no block does a head stand over text, or anything outside the block."""
    blocks = _blocks(treatment)

    assert blocks
    for block in blocks:
        sheet = _sheet(block)
        assert judge.overlaps(sheet) == []
        assert judge.outside(sheet) == []


@pytest.mark.parametrize("treatment", TREATMENTS[2:])
def test_text_begins_right_of_a_head_at_the_side(treatment: Treatment) -> None:
    """旁题, 竖题: a gutter parts the head's room from the first text column."""
    grid = tabloid().profile.grid
    for block in _blocks(treatment):
        first = min(ink.column for ink in _sheet(block).of("02-02", "body"))
        assert first == grid.left + block.head.width + grid.gutter
