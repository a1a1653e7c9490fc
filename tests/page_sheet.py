"""What stands on a page, as judges see it: from a made-up page, or from a finished PDF.

Both give the same ``Sheet``; lengths in mpt from the sheet's top left. A vertical page
is judged in its reading frame, turned a quarter to the left: tiers are columns there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from kit import BODY, line_boxes
from zbpub.base.chars import CLOSING, OPENING, PAUSES, STOPS, significant
from zbpub.base.length import PT
from zbpub.layout.page import Element, Page, Picture, PlacedArticle, Rect
from zbpub.layout.profile import Grid, Profile
from zbpub.preflight.measure_shapes import Drawn, read_drawn
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role, marks_of
from zbpub.preflight.pdf_values import Box, Document, Glyph
from zbpub.preflight.pdf_values import Element as Tag
from zbpub.preflight.pdf_values import Page as PdfPage

ASCENT = 880
_HALF = 0.5
"""em."""
_WIDE = 2
"""em: white that no line has between two of its characters."""
_THICK = 6 * PT
"""A rule is thinner, a frame or tint is not."""
_NEAR = 60
"""mpt: what a file's numbers, rounded as they are, may be off."""


@dataclass(frozen=True, slots=True)
class Ink:
    """One line of text, or one picture."""

    article: str
    """Empty: the folio's."""
    role: str
    """Of the element; ``picture`` for a picture."""
    box: Rect
    """Em boxes of the line; the picture's place."""
    text: str = ""
    size: int = 0
    baseline: int = 0
    element: int = 0
    """Number of the element in its article."""
    column: int = 0
    """Left edge of the text column that it stands in."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its ink."""

    number: str
    area: Rect
    """The type area (版心): folio and body."""
    body: Rect
    """Below the folio."""
    grid: Grid | None
    """That on which all body lines stand; None: there is none."""
    inks: tuple[Ink, ...]
    places: Mapping[str, Rect]
    """The block of each article, in reading order."""
    frames: tuple[Rect, ...]
    """Frames, boxes of call-outs, tints: their edges are drawn."""
    rules: tuple[Rect, ...] = ()
    """Hairlines between articles."""
    pieces: tuple[Rect, ...] = ()
    """What stands on the page beside its articles; of a file, unknown."""

    def of(self, article: str, *roles: str) -> list[Ink]:
        """The ink of ``article`` in ``roles``; without roles, all of it."""
        return [
            ink
            for ink in self.inks
            if ink.article == article and (not roles or ink.role in roles)
        ]

    def columns(self) -> Iterator[tuple[str, list[Ink]]]:
        """Each text column with its article: body lines down to other ink."""
        for article in self.places:
            lines = self.of(article, *BODY)
            others = [ink for ink in self.of(article) if ink.role not in BODY]
            for left in sorted({line.column for line in lines}):
                column = _merged(line for line in lines if line.column == left)
                yield from ((article, run) for run in _runs(column, others))


def _merged(lines: Iterable[Ink]) -> list[Ink]:
    """``lines`` from top to foot, an item's mark and its words as one."""
    merged: list[Ink] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.box.x)):
        last = merged[-1] if merged else None
        if last is not None and abs(line.baseline - last.baseline) <= _NEAR:
            box = around([last.box, line.box])
            merged[-1] = replace(line, box=box, text=last.text + line.text)
        else:
            merged.append(line)
    return merged


def _runs(column: Sequence[Ink], others: Sequence[Ink]) -> Iterator[list[Ink]]:
    """``column`` cut where other ink of its article stands between two lines."""
    run = list(column[:1])
    for line, following in pairwise(column):
        gap = Rect(
            line.box.x, line.box.y + line.box.height,
            max(line.box.width, following.box.width),
            following.box.y - line.box.y - line.box.height,
        )  # fmt: skip
        if gap.height > 0 and any(touch(gap, other.box) for other in others):
            yield run
            run = []
        run.append(following)
    yield run


def touch(one: Rect, other: Rect) -> bool:
    """Whether two places share more than an edge."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def around(boxes: Sequence[Rect]) -> Rect:
    """The box around ``boxes``, of which there are some."""
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right = max(b.x + b.width for b in boxes)
    foot = max(b.y + b.height for b in boxes)
    return Rect(left, top, right - left, foot - top)


def in_frame(place: Rect, width: int) -> Rect:
    """``place`` on a vertical sheet ``width`` mpt wide, in its reading frame."""
    return Rect(place.y, width - place.x - place.width, place.height, place.width)


def _turned_back(page: Page) -> Page:
    """A vertical page in its reading frame, written without layout's own turning."""

    def element(item: Element) -> Element:
        return Element(
            item.role,
            tuple(
                replace(
                    fragment,
                    place=in_frame(fragment.place, page.width),
                    is_vertical=not fragment.is_vertical,
                    links=(),
                )
                for fragment in item.fragments
            ),
        )

    def item(one: Element | Picture) -> Element | Picture:
        if isinstance(one, Element):
            return element(one)
        return replace(one, place=in_frame(one.place, page.width))

    def whole(one: Any) -> Any:
        place = in_frame(one.place, page.width)
        return replace(one, place=place, items=tuple(map(item, one.items)))

    return replace(
        page,
        folio=tuple(map(element, page.folio)),
        articles=tuple(map(whole, page.articles)),
        pieces=tuple(map(whole, page.pieces)),
        rules=tuple(
            replace(rule, place=in_frame(rule.place, page.width)) for rule in page.rules
        ),
    )


def sheet_of_page(page: Page, profile: Profile) -> Sheet:
    """A made-up page."""
    if page.is_vertical:
        page = _turned_back(page)
    inks = [ink for element in page.folio for ink in _inks("", 0, element)]
    for article in page.articles:
        inks += _article_inks(article)
    for piece in page.pieces:
        own = PlacedArticle("", piece.title, piece.place, piece.items)
        inks += _article_inks(own)
    boxes = [rule.place for rule in page.rules]
    frames = [box for box in boxes if min(box.width, box.height) >= _THICK]
    rules = [box for box in boxes if min(box.width, box.height) < _THICK]
    places = {article.name: article.place for article in page.articles}
    sheet = _sheet(page.number, profile, inks, (places, frames))
    pieces = tuple(piece.place for piece in page.pieces)
    return replace(sheet, rules=tuple(rules), pieces=pieces)


def _article_inks(article: PlacedArticle) -> Iterator[Ink]:
    for number, item in enumerate(article.items):
        if isinstance(item, Picture):
            yield Ink(article.name, "picture", item.place, element=number)
        else:
            yield from _inks(article.name, number, item)


def _inks(article: str, number: int, element: Element) -> Iterator[Ink]:
    for fragment in element.fragments:
        single = Element(element.role, (fragment,))
        for box in line_boxes(single):
            yield Ink(
                article, element.role, box.place, box.text, fragment.size,
                box.baseline, number, fragment.place.x,
            )  # fmt: skip


def _sheet(
    number: str,
    profile: Profile,
    inks: Sequence[Ink],
    placed: tuple[Mapping[str, Rect], Sequence[Rect]],
) -> Sheet:
    grid = profile.grid
    area = Rect(*profile.corner, *profile.type_area)
    foot = area.y + area.height
    body = Rect(grid.left, grid.top, grid.width(grid.columns), foot - grid.top)
    baselines = [ink.baseline for ink in inks if ink.role in BODY]
    fitting = (
        one
        for one in (grid, *profile.other_grids)
        if all(is_on_grid(baseline, one) for baseline in baselines)
    )
    places, frames = placed
    found = next(fitting, None)
    return Sheet(number, area, body, found, tuple(inks), places, tuple(frames))


def is_on_grid(baseline: int, grid: Grid) -> bool:
    """Whether a body line of ``baseline`` stands on ``grid``."""
    off = (baseline - grid.top - grid.size * ASCENT // 1000) % grid.pitch
    return min(off, grid.pitch - off) <= _NEAR


# A finished PDF.


def sheets_of_pdf(
    path: Path,
    profile: Profile,
    texts: Mapping[str, str],
    tables: Collection[str] = (),
) -> tuple[Sheet, ...]:
    """The pages of a finished PDF.

    Args:
        path: The file; tagged.
        profile: That it was made by.
        texts: What each article says: its name is known by its headline.
        tables: The words of each row of a table: they are no lines of a column.
    """
    document, drawn = read_pdf(path), read_drawn(path)
    articles = elements_by_role(document.elements, "Art")
    words = frozenset(map(significant, tables))
    found = _Found(document, articles, texts, words, drawn)
    return tuple(_pdf_sheet(found, page, profile) for page in document.pages)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file holds, and what is known of it beforehand."""

    document: Document
    articles: Sequence[Tag]
    texts: Mapping[str, str]
    tables: Collection[str]
    drawn: Drawn


def _pdf_sheet(found: _Found, page: PdfPage, profile: Profile) -> Sheet:
    document, articles, drawn = found.document, found.articles, found.drawn
    paper = _Paper(page, profile.is_vertical)
    shapes = drawn.shapes.get(page.number, ())
    rules = drawn.rules.get(page.number, ())
    inks = list(_furniture(document, paper, articles))
    places: dict[str, Rect] = {}
    for article in articles:
        own = _in_columns(list(_tag_inks(found, paper, article, profile.grid.size)))
        if own:
            name = _owner([ink.text for ink in own], found.texts)
            places[name] = around([ink.box for ink in own])
            inks += [replace(ink, article=name) for ink in own]
    boxes = [paper.rect(shape) for shape in shapes]
    frames = [box for box in boxes if any(touch(box, ink.box) for ink in inks)]
    pictures = _whole([box for box in boxes if box not in frames])
    for number, box in enumerate(pictures):
        # A picture belongs to the article whose box grows least when it takes it in.
        name = min(places, key=lambda name: _growth(places[name], box))
        places[name] = around([places[name], box])
        inks.append(Ink(name, "picture", box, element=-1 - number))
    sheet = _sheet(str(page.number), profile, inks, (places, frames))
    return replace(sheet, rules=tuple(paper.rect(rule) for rule in rules))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A page of a file, and which way its sheet is looked at."""

    page: PdfPage
    is_vertical: bool

    def rect(self, box: Box) -> Rect:
        """``box``, in points on the page, as the sheet has it."""
        x0, y0, x1, y1 = (round(edge * PT) for edge in box)
        place = Rect(x0, y0, x1 - x0, y1 - y0)
        width = round(self.page.width * PT)
        return in_frame(place, width) if self.is_vertical else place


def _whole(boxes: Sequence[Rect]) -> list[Rect]:
    """``boxes``, those that touch as one: a drawing is of many paths."""
    whole: list[Rect] = []
    for box in boxes:
        touching = [other for other in whole if touch(box, other)]
        whole = [other for other in whole if other not in touching]
        whole.append(around([box, *touching]))
    return whole if len(whole) == len(boxes) else _whole(whole)


def _growth(place: Rect, box: Rect) -> int:
    both = around([place, box])
    return both.width * both.height - place.width * place.height


def _in_columns(inks: Sequence[Ink]) -> list[Ink]:
    """``inks`` with the left edge of their columns: lines one below the other."""
    lines = [ink.box for ink in inks if ink.role in BODY]

    def column(ink: Ink) -> int:
        box = ink.box
        below = (
            b.x for b in lines if b.x < box.x + box.width and box.x < b.x + b.width
        )
        return min(below, default=box.x)

    return [replace(ink, column=column(ink)) for ink in inks]


def _owner(lines: Sequence[str], texts: Mapping[str, str]) -> str:
    """The article that has the most of ``lines``."""

    def shared(name: str) -> int:
        text = significant(texts[name])
        return sum(significant(line) in text for line in lines)

    return max(texts, key=shared)


def _furniture(
    document: Document, paper: _Paper, articles: Sequence[Tag]
) -> Iterator[Ink]:
    """Lines of the page that no article owns."""
    owned = {
        id(glyph)
        for article in articles
        for mark in marks_of(article)
        for glyph in document.marks.get(mark.key, ())
    }
    rest = [g for g in paper.page.glyphs if id(g) not in owned and g.text.strip()]
    for line in _lines(rest):
        yield _ink("", 0, line, (paper, 0))


def _tag_inks(found: _Found, paper: _Paper, article: Tag, em: int) -> Iterator[Ink]:
    has_head = False
    for number, tag in enumerate(_leaves(article)):
        has_head = has_head or tag.role == "H1"
        marks = [mark for mark in marks_of(tag) if mark.page == paper.page.number]
        glyphs = [g for mark in marks for g in found.document.marks.get(mark.key, ())]
        said = significant("".join(glyph.text for glyph in glyphs))
        role = tag.role if has_head and said not in found.tables else ""
        for line in _lines([glyph for glyph in glyphs if glyph.text.strip()]):
            yield _ink(role, number, line, (paper, em))


def _leaves(tag: Tag) -> Iterator[Tag]:
    kids = [kid for kid in tag.kids if isinstance(kid, Tag)]
    if tag.role in {"P", "H1", "H2"} or not kids:
        yield tag
        return
    for kid in kids:
        yield from _leaves(kid)


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in glyphs:
        near = line and abs(glyph.y - line[-1].y) < glyph.size / 2
        goes_on = near and -_WIDE < (glyph.x0 - line[-1].x1) / glyph.size < _WIDE
        if line and not goes_on:
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _ink(role: str, number: int, line: Sequence[Glyph], of: tuple[_Paper, int]) -> Ink:
    paper, em = of
    size = max(glyph.size for glyph in line)
    left, right = _inked_from(line[0]), max(map(_inked_to, line))
    # Digits side by side in a vertical line have their middle a little off its own.
    y = next((glyph.y for glyph in line if not glyph.text.isdigit()), line[0].y)
    box = paper.page.to_page(
        (left, y - size * 0.88, right, y + size * 0.12), line[0].turned
    )
    is_body = role == "P" and round(size * PT) == em
    name = {"H1": "headline", "H2": "subhead"}.get(role, "body" if is_body else "small")
    text = "".join(glyph.text for glyph in line)
    place = paper.rect(box)
    return Ink("", name, place, text, round(size * PT), round(y * PT), number, place.x)


def _inked_from(glyph: Glyph) -> float:
    """Where a glyph's room begins: the left half of a wide opening mark is blank."""
    is_mark = glyph.text in OPENING and _is_wide(glyph)
    return glyph.x0 + glyph.size * _HALF if is_mark else glyph.x0


def _inked_to(glyph: Glyph) -> float:
    """Where a glyph's room ends: the right half of a wide closing mark is blank."""
    is_mark = glyph.text in CLOSING | PAUSES | STOPS and _is_wide(glyph)
    return glyph.x1 - glyph.size * _HALF if is_mark else glyph.x1


def _is_wide(glyph: Glyph) -> bool:
    return glyph.x1 - glyph.x0 > _HALF * glyph.size
