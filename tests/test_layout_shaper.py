"""Shapes of articles: each block is full, keeps its pins, costs what its terms say."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import PICTURE, PIXELS, paragraphs, tabloid
from made_issues import made_issue
from zbpub.layout.block import BOX_FOOT_ROWS, Block, Copy
from zbpub.layout.figure import SetFigure
from zbpub.layout.page_desk import rank
from zbpub.layout.pour import STRANDED, pour
from zbpub.layout.pull_quote import SetQuote
from zbpub.layout.shaper import Shaper
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import (
    Article,
    Callout,
    Figure,
    HeadlineSize,
    Pin,
    Run,
    Subhead,
)

MOST_ROWS = 60
QUOTE = "路修好了，日子就近了。"


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article with any of the parts that a block has to find room for."""
    rng = random.Random(draw(st.integers(0, 10**6)))
    body = paragraphs(rng, draw(st.sampled_from((150, 320, 500, 900))))
    for _ in range(draw(st.integers(0, 2))):
        body.insert(max(1, len(body) // 2), Subhead((Run("先听住户怎么说"),)))
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        body.insert(0, Figure(PICTURE, "桥", "修好的石桥横跨河湾。"))
    callouts = (Callout("qr", "扫一扫 看渡船时刻", "https://example.com/a"),)
    return Article(
        name="a",
        headline=draw(st.sampled_from(("东门老街换上新路灯", "渡船重回河湾"))),
        kicker=draw(st.sampled_from(("", "历时两年的修缮工程完工"))),
        deck=draw(st.sampled_from(("", "首日运送乘客逾千人"))),
        label=draw(st.sampled_from(("", "民生"))),
        byline=draw(st.sampled_from(("", "记者 石榴"))),
        callouts=callouts * draw(st.sampled_from((0, 0, 1))),
        pull_quotes=(QUOTE,) * draw(st.integers(0, 1)),
        body=tuple(body),
    )


@st.composite
def copies(draw: st.DrawFn) -> Copy:
    """An article as a page has it: the lead or another."""
    place = draw(st.integers(0, 2))
    return Copy(draw(articles()), place, "", {PICTURE: PIXELS}, rank=place)


def _case() -> TypeCase:
    """The tabloid's type on a page of few rows."""
    case = tabloid()
    grid = replace(case.profile.grid, columns=4, rows=MOST_ROWS)
    return replace(case, profile=replace(case.profile, grid=grid))


def _shapes(copy: Copy, *, has_quotes: bool = True) -> dict[int, list[Block]]:
    """Its blocks over each width."""
    shaper = Shaper(_case(), has_quotes)
    found: dict[int, list[Block]] = {}
    for columns in range(1, 5):
        shapes = shaper.shapes(copy, columns, MOST_ROWS)
        blocks = [block for block in shapes.values() if isinstance(block, Block)]
        assert list(shapes) == [(b.corners.state, b.rows) for b in blocks]
        found[columns] = blocks
    return found


def _all(copy: Copy, *, has_quotes: bool = True) -> list[Block]:
    return [b for some in _shapes(copy, has_quotes=has_quotes).values() for b in some]


def _head_parts(block: Block) -> int:
    """Text columns that stand under its head."""
    over = {"across": block.parts, "aside": 0, "vertical": 0}
    if block.treatment == "rising":
        return int(block.head.columns)  # type: ignore[union-attr]  # a level head
    return over[block.treatment]


def _cells(block: Block) -> Iterator[tuple[int, int]]:
    """Every (text column, row) that head, insets and slots take, each as it comes."""
    if block.treatment in ("across", "rising"):
        for row in range(block.head_top, block.head_top + block.head_rows):
            yield from ((part, row) for part in range(_head_parts(block)))
    for inset in block.insets:
        for row in range(inset.top, inset.top + inset.rows):
            columns = range(inset.part, inset.part + inset.parts)
            yield from ((part, row) for part in columns)
    for slot in block.slots:
        yield from ((slot.part, row) for row in range(slot.top, slot.foot))


def _faults(block: Block) -> list[str]:
    """Whether its parts fill it, cell by cell, and its text all of its slots."""
    rows = block.rows - BOX_FOOT_ROWS * block.is_boxed
    cells = Counter(_cells(block))
    whole = {(part, row) for part in range(block.parts) for row in range(rows)}
    found = [f"twice: {cell}" for cell, times in cells.items() if times > 1]
    found += [f"outside: {cell}" for cell in cells if cell not in whole]
    found += [f"empty: {cell}" for cell in whole if cell not in cells]
    heights = [slot.rows for slot in block.slots]
    poured = pour(block.galley, heights, block.cuts)
    found += [
        f"slot {n} has {column.rows} rows of {height}"
        for n, (column, height) in enumerate(zip(poured, heights, strict=True))
        if not height - 1 <= column.rows <= height
    ]
    strips = tuple(strip for column in poured for strip in column.strips)
    return found + ["text lost"] * (strips != block.galley.strips)


@settings(max_examples=12, deadline=None)
@given(copy=copies())
def test_blocks_are_full(copy: Copy) -> None:
    """Head, pictures, call-outs, quote and text fill every cell of a block once."""
    for block in _all(copy):
        assert _faults(block) == []


@settings(max_examples=12, deadline=None)
@given(copy=copies())
def test_blocks_cost_what_their_terms_say(copy: Copy) -> None:
    """The cost is the sum of its terms, the last of them what cutting cost."""
    for block in _all(copy):
        terms = dict(block.terms)
        assert block.cost == sum(terms.values())
        assert terms["white"] == block.cuts.cost < STRANDED
        assert len(terms) == len(block.terms)
        assert min(terms.values()) >= 0


@settings(max_examples=12, deadline=None)
@given(copy=copies())
def test_blocks_keep_their_widths(copy: Copy) -> None:
    """What the search asks for comes: the width, at most so many rows, all pictures."""
    figures = sum(isinstance(b, Figure) for b in copy.article.body)
    for columns, blocks in _shapes(copy).items():
        for block in blocks:
            contents = [inset.content for inset in block.insets]
            assert (block.columns, block.rows <= MOST_ROWS) == (columns, True)
            assert sum(isinstance(c, SetFigure) for c in contents) == figures
            assert sum(isinstance(c, SetQuote) for c in contents) <= 1
            others = [c for c in contents if not isinstance(c, SetFigure | SetQuote)]
            assert len(others) == len(copy.article.callouts)


@settings(max_examples=12, deadline=None)
@given(copy=copies())
def test_corners_tell_where_heads_stand(copy: Copy) -> None:
    """A corner is free where a frame, a picture or rising text keeps it."""
    for block in _all(copy):
        is_kept = block.is_boxed or block.head_top > 0
        assert block.corners.left == (not is_kept)
        assert block.corners.right == (not is_kept and block.treatment == "across")


@settings(max_examples=8, deadline=None)
@given(copy=copies())
def test_quotes_only_where_they_are_wanted(copy: Copy) -> None:
    """A page that needs none shows none, and each quote is paid for."""
    assert all(
        not isinstance(inset.content, SetQuote)
        for block in _all(copy, has_quotes=False)
        for inset in block.insets
    )


@settings(max_examples=8, deadline=None)
@given(copy=copies())
def test_the_lead_stands_open(copy: Copy) -> None:
    """A lead has no frame, and its head stands above its text."""
    for block in _all(replace(copy, rank=0, grade=0)):
        assert not block.is_boxed
        assert block.treatment in ("across", "rising")


PLAIN = Copy(
    Article(
        name="a", headline="东门老街换上新路灯",
        body=tuple(paragraphs(random.Random(3), 420)),
    ),
    1, "", {}, rank=1,
)  # fmt: skip


def _pinned(**pin: int) -> Copy:
    return replace(PLAIN, article=replace(PLAIN.article, pin=Pin(**pin)))  # type: ignore[arg-type]  # numbers alone


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_pinned_columns(columns: int) -> None:
    """An article pinned to a width has the shapes of that width and no others."""
    free, held = _shapes(PLAIN), _shapes(_pinned(columns=columns))

    assert {width for width, blocks in held.items() if blocks} == {columns}
    assert [b.terms for b in held[columns]] == [b.terms for b in free[columns]]


def test_pinned_rows() -> None:
    """Pinned to a height, its frame's foot included, it has shapes of that alone."""
    heights = {block.rows for block in _all(PLAIN)}

    assert len(heights) > 5
    for rows in heights:
        held = _all(_pinned(rows=rows))
        assert {block.rows for block in held} == {rows}
    assert _all(_pinned(rows=max(heights) + 1)) == []


def test_frames_as_asked_for() -> None:
    """True gives frames alone, false none, and nothing said both."""

    def found(*, frame: bool | None) -> set[bool]:
        copy = replace(PLAIN, article=replace(PLAIN.article, frame=frame))
        return {block.is_boxed for block in _all(copy)}

    assert found(frame=True) == {True}
    assert found(frame=False) == {False}
    assert found(frame=None) == {False, True}


def test_a_lead_is_framed_when_asked() -> None:
    """Of itself a lead stands open; its editor may have it framed."""

    def found(*, frame: bool | None) -> list[Block]:
        article = replace(
            PLAIN.article,
            frame=frame,
            headline="东门老街换上新路灯 夜里走路亮堂堂 居民说心里踏实",
            body=tuple(paragraphs(random.Random(3), 1600)),
        )
        return _all(replace(PLAIN, article=article, rank=0, grade=0))

    assert {block.is_boxed for block in found(frame=True)} == {True}
    assert {block.is_boxed for block in found(frame=None)} == {False}


def _ranked(articles: Sequence[Article]) -> list[Copy]:
    heads = tabloid().profile.heads
    return rank(articles, "", heads, {})


@pytest.mark.parametrize("size", ["s", "m", "l"])
def test_pinned_headline_size(size: HeadlineSize) -> None:
    """Small, middle or large among the sizes of its grade, whatever its rank."""
    article = replace(PLAIN.article, pin=Pin(headline_size=size), frame=False)
    lead = replace(PLAIN.article, name="lead")
    (_, copy) = _ranked([lead, article])
    grade = tabloid().profile.heads[copy.grade]
    falling = sorted(set(grade.sizes), reverse=True)
    third = {"l": 0, "m": 1, "s": 2}[size]

    assert copy.sizes
    for block in _all(copy):
        assert block.head.size in copy.sizes
    sizes = [
        _ranked([lead, replace(article, pin=Pin(headline_size=each))])[1].sizes
        for each in ("l", "m", "s")
    ]
    assert max(sizes[0]) == falling[0]
    assert min(sizes[2]) == falling[-1]
    assert max(sizes[third]) >= min(sizes[third])
    for larger, smaller in pairwise(sizes):
        assert min(larger) >= max(smaller)


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.sampled_from((60, 200, 400, 900)), min_size=2, max_size=9),
    priorities=st.lists(st.integers(0, 5), min_size=9, max_size=9),
)
def test_sizes_never_rise_with_rank(lengths: list[int], priorities: list[int]) -> None:
    """No lesser article may have a head larger than a greater one may."""
    made = [_short(n, length, priorities[n]) for n, length in enumerate(lengths)]
    copies_ = _ranked(made)
    heads = tabloid().profile.heads

    for greater, lesser in pairwise(copies_):
        assert greater.grade <= lesser.grade
        assert set(lesser.sizes) <= set(heads[lesser.grade].sizes)
        assert lesser.sizes
        if greater.grade == lesser.grade:
            assert min(greater.sizes) >= max(lesser.sizes)


@cache
def _short(n: int, length: int, priority: int) -> Article:
    body = tuple(paragraphs(random.Random(n), length))
    return Article(name=f"a{n}", headline="题", priority=priority, body=body)


def test_no_lesser_head_of_a_made_page_is_larger() -> None:
    """The heads that blocks of a page can have at all fall with rank."""
    case = tabloid()
    made = made_issue(1, case.profile)
    shaper = Shaper(case)
    sizes = [
        {
            shape.head.size
            for columns in (2, 3)
            for shape in shaper.shapes(copy, columns, case.profile.grid.rows).values()
            if isinstance(shape, Block)
        }
        for copy in rank(made.issue.articles, "", case.profile.heads, made.sizes)
    ]

    assert len(sizes) > 2
    for greater, lesser in pairwise(sizes):
        assert min(greater) >= max(lesser)


def _spoilt(block: Block) -> list[Block]:
    """The block with its parts moved, cut off or taken away."""
    first, *slots = block.slots
    return [
        replace(block, rows=block.rows + 1),
        replace(block, head_rows=block.head_rows + 1),
        replace(block, slots=(replace(first, foot=first.foot + 2), *slots)),
        replace(block, slots=(replace(first, part=block.parts), *slots)),
        replace(block, cuts=replace(block.cuts, stops=(1, *block.cuts.stops[1:]))),
    ]


def test_spoilt_blocks_are_caught() -> None:
    """The check of blocks can fail: each way to spoil one is seen."""
    block = next(b for b in _all(PLAIN) if b.treatment == "across" and b.columns == 3)

    assert _faults(block) == []
    assert all(_faults(spoilt) for spoilt in _spoilt(block))
