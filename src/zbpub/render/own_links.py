"""Links inside a file: those to pages that the file has not are left out."""

from __future__ import annotations

from dataclasses import replace

from zbpub.layout.jump_line import page_id
from zbpub.layout.page import Element, Fragment, Item, Page


def with_own_links(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """``pages`` without links to pages that are not among them.

    A front page that is drawn alone, as a cover, has jump lines and a contents box that
    lead nowhere.
    """
    targets = frozenset(f"#{page_id(page.number)}" for page in pages)
    return tuple(
        replace(
            page,
            articles=tuple(
                replace(a, items=tuple(_item(item, targets) for item in a.items))
                for a in page.articles
            ),
            pieces=tuple(
                replace(p, items=tuple(_item(item, targets) for item in p.items))
                for p in page.pieces
            ),
        )
        for page in pages
    )


def _item(item: Item, targets: frozenset[str]) -> Item:
    if not isinstance(item, Element) or not any(f.links for f in item.fragments):
        return item
    return replace(item, fragments=tuple(_fragment(f, targets) for f in item.fragments))


def _fragment(fragment: Fragment, targets: frozenset[str]) -> Fragment:
    links = tuple(
        link
        for link in fragment.links
        if not link.href.startswith("#") or link.href in targets
    )
    return replace(fragment, links=links)
