"""A page made up in its reading frame, turned as the sheet is read (直排).

Make-up knows level lines alone. A vertical page is made up lying on its side, a quarter
to the left: its tiers (段) stand side by side as columns, its lines run left to right.
Turned back a quarter to the right, lines run down and follow from right to left. Only
places turn: a fragment's lines are told in its own reading frame. What was level runs
down on the sheet; what ran down in the reading frame is level there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zbpub.layout.nameplate import Band
from zbpub.layout.page import (
    Element,
    Fragment,
    Item,
    Link,
    Page,
    Picture,
    PlacedArticle,
    PlacedPiece,
    Rect,
    Rule,
)
from zbpub.layout.profile import Profile


def turned_sizes(
    pictures: Mapping[str, tuple[int, int]],
) -> Mapping[str, tuple[int, int]]:
    """Width and height of pictures as the reading frame has them."""
    return {source: (tall, wide) for source, (wide, tall) in pictures.items()}


def sheet_size(profile: Profile) -> tuple[int, int]:
    """Width and height of the sheet as it is read, mpt."""
    if profile.is_vertical:
        return profile.height, profile.width
    return profile.width, profile.height


def sheet_area(profile: Profile) -> Rect:
    """The type area (版心) on the sheet as it is read, mpt."""
    area = Rect(*profile.corner, *profile.type_area)
    return area.turned(profile.height) if profile.is_vertical else area


def turned_page(page: Page, band: Band | None = None) -> Page:
    """``page`` of a reading frame as it is read; its folio is on the sheet already.

    A front page has the folio too: what is at its head (``band``) stands at the right.
    """
    width = page.height
    elements, rules = (band.elements, band.rules) if band else ((), ())
    return replace(
        page,
        width=width,
        height=page.width,
        type_area=page.type_area.turned(width),
        folio=(*page.folio, *(turned_element(each, width) for each in elements)),
        articles=tuple(_article(each, width) for each in page.articles),
        rules=tuple(
            Rule(rule.role, rule.place.turned(width)) for rule in (*rules, *page.rules)
        ),
        pieces=tuple(_piece(each, width) for each in page.pieces),
        is_vertical=True,
    )


def turned_element(element: Element, width: int) -> Element:
    """``element`` on a sheet ``width`` mpt wide."""
    fragments = tuple(_fragment(each, width) for each in element.fragments)
    return Element(element.role, fragments)


def _article(article: PlacedArticle, width: int) -> PlacedArticle:
    items = tuple(_item(item, width) for item in article.items)
    return replace(article, place=article.place.turned(width), items=items)


def _piece(piece: PlacedPiece, width: int) -> PlacedPiece:
    items = tuple(_item(item, width) for item in piece.items)
    return replace(piece, place=piece.place.turned(width), items=items)


def _item(item: Item, width: int) -> Item:
    if isinstance(item, Picture):
        return replace(item, place=item.place.turned(width))
    return turned_element(item, width)


def _fragment(fragment: Fragment, width: int) -> Fragment:
    return replace(
        fragment,
        place=fragment.place.turned(width),
        links=tuple(
            Link(link.place.turned(width), link.href, link.text)
            for link in fragment.links
        ),
        is_vertical=not fragment.is_vertical,
    )
