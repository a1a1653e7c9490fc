"""From a plan to items at fixed places: heads, columns, call-outs and rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from zbpub.layout.block import Block
from zbpub.layout.callout import place_callout
from zbpub.layout.figure import place_figure
from zbpub.layout.galley import Galley, Strip
from zbpub.layout.head import place_head
from zbpub.layout.leading import set_lines
from zbpub.layout.page import (
    Element,
    Fragment,
    Item,
    Link,
    PlacedArticle,
    Rect,
    Rule,
)
from zbpub.layout.pour import Poured, pour
from zbpub.layout.profile import Grid
from zbpub.layout.slicing import Beside, Leaf, Plan, Stack
from zbpub.layout.table_place import cell_fragments, table_rules

HAIRLINE = 250
"""0.25 pt."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the grid: columns and rows."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Placement:
    """What a plan put on the page."""

    articles: tuple[PlacedArticle, ...]
    rules: tuple[Rule, ...]
    blocks: tuple[tuple[Block, Spot], ...]
    failed: tuple[Block, ...] = ()
    """Blocks whose text would not pour."""


def place(plan: Plan, spot: Spot, grid: Grid) -> Placement:
    """Place ``plan`` at ``spot``."""
    match plan:
        case Leaf(block):
            return _place_block(block, spot, grid)
        case Stack(upper, _, gap):
            top = _rows(upper)
            one = Spot(spot.column, spot.row, spot.columns, top)
            other = Spot(
                spot.column, spot.row + top + gap, spot.columns, spot.rows - top - gap
            )
            rules = [Rule("between", _across(one, other, grid))]
        case Beside(left, right, columns):
            one = Spot(spot.column, spot.row, columns, spot.rows)
            other = Spot(
                spot.column + columns, spot.row, spot.columns - columns, spot.rows
            )
            # A frame parts them already.
            framed = any(
                isinstance(p, Leaf) and p.block.is_boxed for p in (left, right)
            )
            rules = [] if framed else [Rule("between", _down(other, grid))]
    first, second = (
        place(part, where, grid)
        for part, where in zip(_halves(plan), (one, other), strict=True)
    )
    return Placement(
        first.articles + second.articles,
        (*first.rules, *second.rules, *rules),
        first.blocks + second.blocks,
        first.failed + second.failed,
    )


def _halves(plan: Stack | Beside) -> tuple[Plan, Plan]:
    if isinstance(plan, Stack):
        return plan.upper, plan.lower
    return plan.left, plan.right


def _rows(plan: Plan) -> int:
    match plan:
        case Leaf(block):
            return block.rows
        case Stack(upper, lower, gap):
            return _rows(upper) + gap + _rows(lower)
        case Beside(left, _, _):
            return _rows(left)


def _across(upper: Spot, lower: Spot, grid: Grid) -> Rect:
    """A hairline in the white between two stacked plans."""
    leading = grid.pitch - grid.size
    top = grid.y(upper.row + upper.rows) - leading
    y = (top + grid.y(lower.row)) // 2
    return Rect(grid.x(upper.column), y, grid.width(upper.columns), HAIRLINE)


def _down(right: Spot, grid: Grid) -> Rect:
    """A hairline in the gutter left of ``right``."""
    x = grid.x(right.column) - grid.gutter // 2
    return Rect(x, grid.y(right.row), HAIRLINE, _height(right.rows, grid))


def _height(rows: int, grid: Grid) -> int:
    """From the first row's top to the last row's em box bottom."""
    return rows * grid.pitch - (grid.pitch - grid.size)


def _place_block(block: Block, spot: Spot, grid: Grid) -> Placement:
    shape = block.shape
    poured = pour(block.galley, [foot - top for top, foot in shape])
    area = Rect(
        grid.x(spot.column),
        grid.y(spot.row),
        grid.width(spot.columns),
        _height(spot.rows, grid),
    )
    if poured is None:
        return Placement((), (), (), (block,))
    inner = replace(area, x=area.x + block.inset, width=area.width - 2 * block.inset)
    head_area = Rect(inner.x, inner.y, block.head.width, block.head_rows * grid.pitch)
    if block.is_aside:
        taken = grid.x(block.head.columns) - grid.x(0)
        inner = replace(inner, x=inner.x + taken, width=inner.width - taken)
    measure, gutter = grid.split(inner.width, block.parts)
    columns = [
        Rect(
            inner.x + i * (measure + gutter),
            grid.y(spot.row + top),
            measure,
            _height(foot - top, grid),
        )
        for i, (top, foot) in enumerate(shape)
    ]
    items: list[Item] = list(place_head(block.head, head_area))
    rules = [*_frame(block, area), *_tabs(items)]
    items += _figures(block, columns, grid)
    elements = _elements(block, poured, columns, grid)
    items += elements
    rules += table_rules(elements, columns, grid)
    row = spot.row + shape[-1][1]
    for callout in block.callouts:
        where = Rect(columns[-1].x, grid.y(row), measure, _height(callout.rows, grid))
        placed, frames = place_callout(callout, where, grid.pitch)
        items += placed
        rules += frames
        row += callout.rows
    article = block.copy.article
    placed_article = PlacedArticle(article.name, article.headline, area, tuple(items))
    return Placement((placed_article,), tuple(rules), ((block, spot),))


def _figures(block: Block, columns: list[Rect], grid: Grid) -> list[Item]:
    """The pictures above the text of the last columns, one below the other."""
    items: list[Item] = []
    if block.figures:
        first = columns[block.parts - block.figure_parts]
        y = first.y - block.figure_rows * grid.pitch
        for figure in block.figures:
            place_ = Rect(first.x, y, figure.width, figure.rows * grid.pitch)
            items += place_figure(figure, place_, grid.pitch)
            y += place_.height
    return items


def _frame(block: Block, area: Rect) -> list[Rule]:
    return [Rule("frame", area)] if block.is_boxed else []


def _tabs(items: list[Item]) -> list[Rule]:
    """The reversed tab behind a label, a little larger than its text."""
    tabs = []
    for item in items:
        if isinstance(item, Element) and item.role == "label":
            fragment = item.fragments[0]
            text, size = fragment.place, fragment.size
            line = fragment.lines[0]
            pad = size * 5 // 10
            width = max(glyph.x + glyph.cell.width for glyph in line.glyphs)
            tabs.append(
                Rule(
                    "label-tab",
                    Rect(
                        text.x,
                        text.y - pad * 6 // 10,
                        width + 2 * pad,
                        text.height + pad * 12 // 10,
                    ),
                )
            )
    return tabs


def _elements(
    block: Block, poured: tuple[Poured, ...], columns: list[Rect], grid: Grid
) -> list[Element]:
    """The galley's elements, each with a fragment for every column it stands in."""
    fragments: dict[int, list[Fragment]] = {}
    for column, place_ in zip(poured, columns, strict=True):
        for element, fragment in _fragments(block.galley, column, place_, grid):
            fragments.setdefault(element, []).append(fragment)
    return [
        Element(block.galley.elements[element].role, tuple(parts))
        for element, parts in sorted(fragments.items())
    ]


def _fragments(
    galley: Galley, column: Poured, place_: Rect, grid: Grid
) -> Iterator[tuple[int, Fragment]]:
    rows: list[tuple[int, Strip]] = []
    row = 0
    for strip, white in zip(column.strips, column.white, strict=True):
        row += white
        rows.append((row, strip))
        row += 1
    for element, group in groupby(rows, key=lambda pair: pair[1].element):
        members = list(group)
        first, last = members[0][0], members[-1][0]
        if galley.elements[element].cells:
            at = replace(place_, y=place_.y + first * grid.pitch)
            strips = [strip for _, strip in members]
            for cell in cell_fragments(galley, strips, at, grid):
                yield element, cell
            continue
        area = Rect(
            place_.x,
            place_.y + first * grid.pitch,
            place_.width,
            _height(last - first + 1, grid),
        )
        placed = (
            (x, (at - first) * grid.pitch, line)
            for at, strip in members
            for line, x in strip.lines
        )
        lines = set_lines(placed, grid.size)
        links = tuple(
            link
            for at, strip in members
            for link in _links(galley, strip, (place_.x, place_.y + at * grid.pitch))
        )
        yield element, Fragment(area, grid.size, lines, links)


def _links(galley: Galley, strip: Strip, origin: tuple[int, int]) -> Iterator[Link]:
    """The parts of the element's links that stand on one line."""
    x, y = origin
    line = strip.line
    for start, stop, href in galley.elements[strip.element].links:
        boxes = line.boxes[max(0, start - line.start) : max(0, stop - line.start)]
        if boxes:
            left = x + strip.x + boxes[0].x
            width = boxes[-1].x + boxes[-1].width - boxes[0].x
            text = "".join(box.text for box in boxes)
            yield Link(Rect(left, y, width, galley.size), href, text)
