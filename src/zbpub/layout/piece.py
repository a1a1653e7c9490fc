"""A piece: what takes room on a page like an article and is none (contents, fillers).

A piece is set at its own top left and moved to its place as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zbpub.layout.page import Element, Fragment, Item, Link, Picture, Rect, Rule


@dataclass(frozen=True, slots=True)
class Piece:
    """One shape of a piece; items and rules from its own top left, mpt."""

    name: str
    """Unique on the page; begins with ``zb-``, as no manuscript's name does."""
    kind: str
    """``contents``, ``filler`` or ``quote``."""
    title: str
    """For bookmarks and reports."""
    columns: int
    rows: int
    cost: int
    """Of this shape: what it is worse than the piece's best one."""
    items: tuple[Item, ...]
    """In reading order."""
    rules: tuple[Rule, ...] = ()


def placed_items(piece: Piece, x: int, y: int) -> tuple[Item, ...]:
    """The items of ``piece`` when its top left stands at ``x``, ``y``."""
    return tuple(_moved(item, x, y) for item in piece.items)


def placed_rules(piece: Piece, x: int, y: int) -> tuple[Rule, ...]:
    """The rules of ``piece`` when its top left stands at ``x``, ``y``."""
    return tuple(replace(rule, place=_at(rule.place, x, y)) for rule in piece.rules)


def _moved(item: Item, x: int, y: int) -> Item:
    if isinstance(item, Picture):
        return replace(item, place=_at(item.place, x, y))
    return Element(item.role, tuple(_fragment(f, x, y) for f in item.fragments))


def _fragment(fragment: Fragment, x: int, y: int) -> Fragment:
    links = tuple(
        Link(_at(link.place, x, y), link.href, link.text) for link in fragment.links
    )
    return replace(fragment, place=_at(fragment.place, x, y), links=links)


def _at(place: Rect, x: int, y: int) -> Rect:
    return replace(place, x=place.x + x, y=place.y + y)
