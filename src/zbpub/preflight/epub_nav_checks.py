"""Checks of the ways into the book: contents, NCX, page list, embedded fonts."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from itertools import zip_longest

from fontTools.ttLib import TTFont, TTLibError

from zbpub.base.findings import Finding, Severity
from zbpub.preflight.epub_book import (
    NCX,
    XHTML,
    Book,
    Element,
    elements,
    finding_of,
    has_type,
    resolve,
)

Link = tuple[int, str, str, str]
"""Depth (one-based), label, file name, fragment."""


def ncx_like_contents(book: Book) -> Iterator[Finding]:
    """There is an NCX, and it has the entries of the contents, level by level."""
    if book.ncx is None or book.ncx.name not in book.trees:
        message = "the book has no NCX, which older readers and Kindle want"
        yield finding_of(book, "E025", message, "add one with the contents' entries")
        return
    in_nav = tuple(_nav_links(book, "toc"))
    in_ncx = tuple(_ncx_links(book, book.trees[book.ncx.name], book.ncx.name))
    for one, other in zip_longest(in_nav, in_ncx):
        if one != other:
            message = f"the contents have {_shown(one)}, the NCX has {_shown(other)}"
            yield finding_of(book, "E025", message, "make both from one list")
            return


def page_list_like_marks(book: Book) -> Iterator[Finding]:
    """The page list names every page mark of the texts, once and in order."""
    listed = tuple((n, f, label) for _, label, n, f in _nav_links(book, "page-list"))
    marked = tuple(
        (name, mark.get("id", ""), mark.get("aria-label") or mark.get("title") or "")
        for name, tree in book.read
        for mark in elements(tree)
        if has_type(mark, "pagebreak") or mark.get("role") == "doc-pagebreak"
    )
    for one, other in zip_longest(listed, marked):
        if one != other:
            said = [f"{p[0]}#{p[1]} ({p[2]})" if p else "nothing" for p in (one, other)]
            message = f"the page list has {said[0]}, the texts have {said[1]}"
            yield finding_of(
                book, "E026", message, "list each page mark once, in order"
            )
            return


def links_lead_somewhere(book: Book) -> Iterator[Finding]:
    """Every link of the contents and the texts that stays inside the book arrives."""
    ids = {
        name: {e.get("id") for e in elements(tree)} for name, tree in book.trees.items()
    }
    for name, tree in book.trees.items():
        for element in tree.iter(f"{XHTML}a"):
            href = element.get("href", "")
            target, fragment = resolve(name, href)
            if not target or (
                target in ids and (not fragment or fragment in ids[target])
            ):
                continue
            message = f"{name}: the link {href} leads nowhere"
            yield finding_of(book, "E029", message, "mend its target")


def articles_in_contents(book: Book) -> Iterator[Finding]:
    """Every file with an article is reached from the contents."""
    reached = {name for _, _, name, _ in _nav_links(book, "toc")}
    for name, tree in book.read:
        if name not in reached and tree.find(f".//{XHTML}article") is not None:
            message = f"no entry of the contents leads to the article in {name}"
            yield finding_of(book, "E032", message, "add one")


def font_covers_text(book: Book) -> Iterator[Finding]:
    """The embedded fonts together have a glyph for each character of the texts."""
    if not book.fonts:
        return
    known: set[int] = set()
    for name, content in book.fonts.items():
        try:
            with TTFont(io.BytesIO(content), lazy=True) as font:
                known.update(font.getBestCmap() or ())
        except (TTLibError, OSError, ValueError, AssertionError) as error:
            message = f"the font {name} cannot be read: {error}"
            yield finding_of(book, "E033", message, "embed it again")
            return
    texts = (str(text) for tree in book.trees.values() for text in tree.itertext())
    missing = sorted(
        {char for char in "".join(texts) if ord(char) not in known and _has_ink(char)}
    )
    if missing:
        listed = " ".join(f"{char} (U+{ord(char):04X})" for char in missing)
        hint = "readers fall back on their own font; embed one that has them"
        message = f"the embedded font lacks {listed}"
        yield finding_of(book, "E030", message, hint, Severity.WARNING)


def _nav_links(book: Book, kind: str) -> Iterator[Link]:
    navs = book.nav.iter(f"{XHTML}nav") if book.nav is not None else ()
    for nav in navs:
        if has_type(nav, kind):
            for list_ in nav.iterfind(f"{XHTML}ol"):
                yield from _list_links(book.nav_name, list_, 1)


def _list_links(base: str, list_: Element, depth: int) -> Iterator[Link]:
    for item in list_.iterfind(f"{XHTML}li"):
        for child in item:
            if child.tag in (f"{XHTML}a", f"{XHTML}span"):
                label = " ".join("".join(map(str, child.itertext())).split())
                yield (depth, label, *resolve(base, child.get("href", "")))
            elif child.tag == f"{XHTML}ol":
                yield from _list_links(base, child, depth + 1)


def _ncx_links(book: Book, tree: Element, base: str) -> Iterator[Link]:
    for map_ in tree.iterfind(f"{NCX}navMap"):
        yield from _points(map_, base, 1)


def _points(parent: Element, base: str, depth: int) -> Iterator[Link]:
    for point in parent.iterfind(f"{NCX}navPoint"):
        label = point.findtext(f"{NCX}navLabel/{NCX}text") or ""
        content = point.find(f"{NCX}content")
        src = "" if content is None else content.get("src", "")
        yield (depth, " ".join(label.split()), *resolve(base, src))
        yield from _points(point, base, depth + 1)


def _shown(link: Link | None) -> str:
    if link is None:
        return "nothing"
    return f"{link[1]!r} at level {link[0]} to {link[2]}#{link[3]}"


def _has_ink(char: str) -> bool:
    """Not white space, nor a joiner, direction mark or variation selector."""
    selects = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    shows = unicodedata.category(char) not in ("Cc", "Cf")
    return shows and not selects and not char.isspace()


CHECKS: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    ncx_like_contents,
    page_list_like_marks,
    links_lead_somewhere,
    articles_in_contents,
    font_covers_text,
)
"""The checks of this module, in the order of the report."""
