"""From a plan to items at fixed places: heads, columns, pictures, pieces and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zbpub.layout.block import Block, Inset
from zbpub.layout.callout import SetCallout, place_callout
from zbpub.layout.faults import sides, standing
from zbpub.layout.figure import SetFigure, place_figure
from zbpub.layout.galley import Galley, Strip
from zbpub.layout.head import place_head
from zbpub.layout.leading import line_links, set_lines
from zbpub.layout.page import (
    HAIRLINE,
    Element,
    Fragment,
    Item,
    PlacedArticle,
    PlacedPiece,
    Rect,
    Rule,
)
from zbpub.layout.piece import Piece, placed_items, placed_rules
from zbpub.layout.plans import Beside, Leaf, Plan, Spot, Stack
from zbpub.layout.pour import Poured, pour
from zbpub.layout.profile import Grid
from zbpub.layout.pull_quote import SetQuote, place_pull_quote
from zbpub.layout.side_head import SideHead, place_side_head
from zbpub.layout.table_place import cell_fragments, table_rules


@dataclass(frozen=True, slots=True)
class Placement:
    """What a plan put on the page."""

    articles: tuple[PlacedArticle, ...]
    pieces: tuple[PlacedPiece, ...]
    rules: tuple[Rule, ...]
    blocks: tuple[tuple[Block, Spot], ...]


def place(plan: Plan, spot: Spot, grid: Grid) -> Placement:
    """Place ``plan`` at ``spot``; articles by importance."""
    articles: list[tuple[int, PlacedArticle]] = []
    pieces: list[PlacedPiece] = []
    blocks: list[tuple[Block, Spot]] = []
    rules: list[Rule] = []
    for shape, where in standing(plan, spot):
        if isinstance(shape, Piece):
            pieces.append(_placed_piece(shape, where, grid))
            x, y = grid.x(where.column), grid.y(where.row)
            rules += placed_rules(shape, x, y)
        else:
            article, quotes, own = _place_block(shape, where, grid)
            articles.append((shape.copy.rank, article))
            pieces += quotes
            blocks.append((shape, where))
            rules += own
    rules += _cuts(plan, spot, grid)
    ranked = sorted(articles, key=lambda pair: pair[0])
    blocks.sort(key=lambda pair: pair[0].copy.rank)
    return Placement(
        tuple(article for _, article in ranked), tuple(pieces), tuple(rules),
        tuple(blocks),
    )  # fmt: skip


def _placed_piece(piece: Piece, spot: Spot, grid: Grid) -> PlacedPiece:
    area = _area(spot, grid)
    items = placed_items(piece, area.x, area.y)
    return PlacedPiece(piece.name, piece.kind, piece.title, area, items)


def _cuts(plan: Plan, spot: Spot, grid: Grid) -> Iterator[Rule]:
    """The hairlines between plans."""
    match plan:
        case Stack(upper, lower, _):
            one, other = sides(plan, spot)
            if not (_is_framed(upper) or _is_framed(lower)):
                yield Rule("between", _across(one, other, grid))
            yield from _cuts(upper, one, grid)
            yield from _cuts(lower, other, grid)
        case Beside(left, right, _):
            one, other = sides(plan, spot)
            # A frame parts them already.
            if not (_is_framed(left) or _is_framed(right)):
                yield Rule("between", _down(other, grid))
            yield from _cuts(left, one, grid)
            yield from _cuts(right, other, grid)


def _is_framed(plan: Plan) -> bool:
    if not isinstance(plan, Leaf):
        return False
    return isinstance(plan.shape, Piece) or plan.shape.is_boxed


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


def _area(spot: Spot, grid: Grid) -> Rect:
    return Rect(
        grid.x(spot.column), grid.y(spot.row), grid.width(spot.columns),
        _height(spot.rows, grid),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a block's parts stand, mpt."""

    block: Block
    area: Rect
    grid: Grid

    @property
    def left(self) -> int:
        """Where the first text column begins."""
        return self.area.x + self.block.inset + self.block.side(self.grid)

    def row(self, row: int) -> int:
        """Where a row of the block begins, from the sheet's top."""
        return self.area.y + row * self.grid.pitch

    def stretch(self, part: int, parts: int, top: int, rows: int) -> Rect:
        """Rows of some text columns."""
        width = self.block.text_width(self.grid)
        measure, gutter = self.grid.split(width, self.block.parts)
        return Rect(
            self.left + part * (measure + gutter), self.row(top),
            parts * measure + (parts - 1) * gutter, _height(rows, self.grid),
        )  # fmt: skip


def _place_block(
    block: Block, spot: Spot, grid: Grid
) -> tuple[PlacedArticle, list[PlacedPiece], list[Rule]]:
    stand = _Stand(block, _area(spot, grid), grid)
    items: list[Item] = list(_head(stand))
    rules = [Rule("frame", stand.area)] if block.is_boxed else []
    rules += _tabs(items)
    late: list[Item] = []
    quotes: list[PlacedPiece] = []
    for inset in block.insets:
        inside, own = _inset(stand, inset)
        rules += own
        if isinstance(inset.content, SetQuote):
            # It repeats the article's words, and is none of them.
            name, title = (
                f"{block.copy.article.name}-quote",
                block.copy.article.headline,
            )
            quotes.append(PlacedPiece(name, "quote", title, stand.area, inside))
            continue
        # Pictures are read after the head, call-outs at the end.
        (items if isinstance(inset.content, SetFigure) else late).extend(inside)
    heights = [slot.rows for slot in block.slots]
    poured = pour(block.galley, heights, block.cuts)
    places = [stand.stretch(s.part, 1, s.top, s.rows) for s in block.slots]
    elements = _elements(block, poured, places, grid)
    items += elements
    rules += table_rules(elements, places, grid)
    article = block.copy.article
    placed = PlacedArticle(article.name, article.headline, stand.area, (*items, *late))
    return placed, quotes, rules


def _head(stand: _Stand) -> tuple[Element, ...]:
    block, area, pitch = stand.block, stand.area, stand.grid.pitch
    x = area.x + block.inset
    if isinstance(block.head, SideHead):
        where = Rect(x, area.y, block.head.width, area.height)
        return place_side_head(block.head, where)
    rows = Rect(x, stand.row(block.head_top), block.head.width, block.head_rows * pitch)
    return place_head(block.head, rows)


def _inset(stand: _Stand, inset: Inset) -> tuple[tuple[Item, ...], tuple[Rule, ...]]:
    where = stand.stretch(inset.part, inset.parts, inset.top, inset.rows)
    pitch = stand.grid.pitch
    match inset.content:
        case SetFigure() as figure:
            rows = Rect(where.x, where.y, figure.width, inset.rows * pitch)
            return place_figure(figure, rows, pitch), ()
        case SetCallout() as callout:
            return place_callout(callout, where, pitch)
        case quote:
            return place_pull_quote(quote, where)


def _tabs(items: Sequence[Item]) -> list[Rule]:
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
            for link in line_links(
                galley.elements[element].links,
                strip.line,
                (place_.x + strip.x, place_.y + at * grid.pitch),
                galley.size,
            )
        )
        yield element, Fragment(area, grid.size, lines, links)
