"""Find the lines of body text among the glyphs of a page.

Body text is what stands in the commonest size of Han characters; where the file tells
its articles, within them, and in neither tables, captions nor heads. Glyphs that follow
one another on a baseline are a line; a gutter, a baseline or another paragraph ends
it. Pieces painted apart (a dateline in another face) are joined again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from zbpub.preflight.measure_marks import (
    BESIDE,
    body_box,
    is_beside,
    is_han_glyph,
    right_edges,
)
from zbpub.preflight.measure_values import UNTAGGED, Line
from zbpub.preflight.pdf_values import (
    Document,
    Element,
    Glyph,
    Marked,
    MarkKey,
    Page,
)

SAME_SIZE = 0.01
"""Sizes closer than this share of the em are one."""
SAME_BASELINE = 0.05
"""Baselines closer than this (em) are one line, perhaps a badly set one."""

_GUTTER = 0.9  # em: no gutter is narrower; loose text seldom parts so far
_GAP_IN_STRING = 1.3  # em: a full space inside a line that is painted in one go
_GAP_IN_PARAGRAPH = 40.0  # em: the paragraph goes on, however far it was opened
_SQUEEZE = 1.1  # em: two marks may overlap by both their blanks
_NEAR = 0.5  # em: how far a superscript leaves the baseline
_LYING = 0.12  # em: Latin on its side may be centred by other metrics than Han

_LONGEST_WORD = 8  # Han that share one reading

_INLINE = frozenset(
    {"Span", "Link", "Quote", "Em", "Strong", "Code", "Reference", "NonStruct"}
    | {"Annot", "Ruby", "RB", "RT", "RP", "Sub", "Figure"}
)
_GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
_NOT_BODY = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"}) | frozenset(
    {"Caption", "TD", "TH", "Lbl", "Title"}
)


@dataclass(frozen=True, slots=True)
class _Block:
    """The paragraph element that owns a mark."""

    number: int
    role: str
    article: int = UNTAGGED
    tables: int = 0
    """How many tables are read before it."""


_NOBODY = _Block(UNTAGGED, "")


def body_size(document: Document) -> float:
    """The commonest size of Han characters, in points; 0 in a file without text."""
    sizes = Counter(
        round(glyph.size, 2)
        for page in document.pages
        for glyph in page.glyphs
        if not glyph.artifact and is_han_glyph(glyph)
    )
    return sizes.most_common(1)[0][0] if sizes else 0.0


def read_lines(document: Document, size: float, *, centred: bool) -> tuple[Line, ...]:
    """The lines of body text, in content order.

    Args:
        document: The file as read.
        size: The body size, in points.
        centred: Whether stops stand in the middle of their em.
    """
    blocks = _blocks(document)
    pieces = [tuple(_pieces(page, size, blocks)) for page in document.pages]
    if _has_articles(pieces):
        pieces = [
            tuple(piece for piece in page if not piece.is_beside_articles)
            for page in pieces
        ]
    return tuple(
        line for page in pieces for line in _joined(page, size, centred=centred)
    )


def _has_articles(pieces: Iterable[Sequence[_Piece]]) -> bool:
    """Whether most of the body text is said to stand in articles.

    What stands beside them then, such as a table of contents or a filler, is none.
    """
    owned = Counter(
        piece.is_beside_articles
        for page in pieces
        for piece in page
        for _ in piece.glyphs
        if piece.block != _NOBODY
    )
    return owned[False] > owned[True]


def _blocks(document: Document) -> Mapping[MarkKey, _Block]:
    blocks: dict[MarkKey, _Block] = {}
    numbers = count()
    read = 0

    def visit(element: Element, block: _Block) -> None:
        nonlocal read
        is_wrapper = element.role == "NonStruct" and block.role in _GROUPING
        if element.role not in _INLINE or is_wrapper or block.number == UNTAGGED:
            number = next(numbers)
            article = number if element.role == "Art" else block.article
            block = _Block(number, element.role, article, read)
        for kid in element.kids:
            if isinstance(kid, Marked):
                blocks[kid.key] = block
            else:
                visit(kid, block)
        if element.role == "Table":
            read += 1

    for root in document.elements:
        visit(root, _NOBODY)
    return blocks


@dataclass(frozen=True, slots=True)
class _Piece:
    """Glyphs painted one after the other on a line."""

    page: int
    block: _Block
    glyphs: tuple[Glyph, ...]
    order: int
    spaced: bool
    """Whether white space was painted behind its last glyph."""

    @property
    def is_beside_articles(self) -> bool:
        """Whether an element owns it that stands in no article."""
        return self.block != _NOBODY and self.block.article == UNTAGGED


def _pieces(
    page: Page, size: float, blocks: Mapping[MarkKey, _Block]
) -> Iterator[_Piece]:
    run: list[Glyph] = []
    owner = _NOBODY
    for order, glyph in enumerate(page.glyphs):
        if glyph.artifact or not glyph.text:
            continue
        if is_beside(glyph, size):
            _widen(run, glyph, size)
            continue
        block = _owner(blocks, page.number, glyph)
        is_body = abs(glyph.size - size) <= SAME_SIZE * size
        goes_on = bool(run) and block == owner and _follows(run, glyph, size)
        if goes_on and (is_body or glyph.size < size):
            run.append(glyph)
            continue
        if run:
            yield _piece(page, owner, run, order)
            run = []
        if is_body and block.role not in _NOT_BODY and glyph.text.strip():
            run, owner = [glyph], block
    if run:
        yield _piece(page, owner, run, len(page.glyphs))


def _widen(run: list[Glyph], glyph: Glyph, size: float) -> None:
    """Bopomofo at the right of a level line's Han makes that Han half an em wider."""
    if glyph.turned % 2:
        return
    for at in range(max(len(run) - _LONGEST_WORD, 0), len(run)):
        han = run[at]
        is_next = -BESIDE / 4 * size < glyph.x0 - han.x1 < BESIDE * size
        if is_next and is_han_glyph(han) and han.x1 - han.x0 < (1 + BESIDE / 2) * size:
            run[at] = replace(han, x1=han.x1 + BESIDE * size)
            return


def _piece(page: Page, owner: _Block, run: list[Glyph], order: int) -> _Piece:
    # White space at a line's end is beyond its edge; inside, it explains a gap.
    spaced = not run[-1].text.strip()
    while not run[-1].text.strip():
        run = run[:-1]
    return _Piece(page.number, owner, tuple(run), order, spaced)


def _owner(blocks: Mapping[MarkKey, _Block], page: int, glyph: Glyph) -> _Block:
    inside_form = blocks.get((page, glyph.mcid, glyph.stream))
    return inside_form or blocks.get((page, glyph.mcid, 0), _NOBODY)


def _follows(run: list[Glyph], glyph: Glyph, size: float) -> bool:
    last = run[-1]
    near = _near(run[0], glyph)
    if abs(glyph.size - size) > SAME_SIZE * size:
        near = _NEAR
    widest = _GAP_IN_STRING if glyph.mcid < 0 else _GAP_IN_PARAGRAPH
    return (
        glyph.turned == last.turned
        and abs(glyph.y - run[0].y) <= near * size
        and -_SQUEEZE * size <= glyph.x0 - last.x1 <= widest * size
        and glyph.x0 > last.x0
    )


def _near(glyph: Glyph, other: Glyph) -> float:
    """How far baselines of one line may be apart, in em."""
    return SAME_BASELINE if glyph.upright == other.upright else _LYING


def _joined(pieces: tuple[_Piece, ...], size: float, *, centred: bool) -> list[Line]:
    """Pieces side by side on a baseline become one line."""
    groups: list[list[_Piece]] = []
    ordered = sorted(
        pieces,
        key=lambda p: (p.glyphs[0].turned, round(p.glyphs[0].y, 2), p.glyphs[0].x0),
    )
    for piece in ordered:
        if groups and _touches(groups[-1][-1], piece, size, centred=centred):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    groups.sort(key=lambda group: min(piece.order for piece in group))
    return [_line(group, centred=centred) for group in groups]


def _touches(before: _Piece, after: _Piece, size: float, *, centred: bool) -> bool:
    last, first = before.glyphs[-1], after.glyphs[0]
    gap = body_box(first, centred=centred)[0] - body_box(last, centred=centred)[1]
    return (
        before.block == after.block
        and first.turned == last.turned
        and abs(first.y - last.y) <= _near(first, last) * size
        and -SAME_BASELINE * size <= gap < _GUTTER * size
    )


def _baseline(glyphs: Sequence[Glyph]) -> float:
    """That of upright Han if there are any: digits abreast may be off by a hair."""
    upright = [glyph for glyph in glyphs if glyph.upright]
    middles = [glyph for glyph in upright if not glyph.text.isascii()]
    return (middles or upright or glyphs)[0].y


def _line(pieces: Iterable[_Piece], *, centred: bool) -> Line:
    pieces = tuple(pieces)
    glyphs = tuple(glyph for piece in pieces for glyph in piece.glyphs)
    first, last = glyphs[0], glyphs[-1]
    return Line(
        page=pieces[0].page,
        turned=first.turned,
        left=body_box(first, centred=centred)[0],
        right=right_edges(last, centred=centred)[0],
        y=_baseline(glyphs),
        glyphs=glyphs,
        block=pieces[0].block.number,
        article=pieces[0].block.article,
        tables=pieces[0].block.tables,
        spaced=pieces[-1].spaced,
    )
