"""Checks of the container and of each file, such as EPUBCheck and Ace leave out.

One function a rule; ``CHECKS`` is the list. EPUBCheck stays the judge of everything
that the EPUB specification itself demands.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator

from zbpub.base.findings import Finding, Severity
from zbpub.preflight.epub_book import (
    CONTAINER,
    DC,
    XHTML,
    XML_LANG,
    Book,
    Element,
    elements,
    finding_of,
)

MIMETYPE = "mimetype"
HEAD = re.compile(re.escape(XHTML) + r"h([1-6])")
SCRIPTS = frozenset({f"{XHTML}script", f"{XHTML}iframe", f"{XHTML}object"})
FETCHING = frozenset({"src", "poster", "data", "srcset"})
REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
BROKEN = "\ufffd"
"""What a decoder leaves where it failed."""


def mimetype_first(book: Book) -> Iterator[Finding]:
    """The first entry is ``mimetype``, stored, without extra field (OCF 4.3)."""
    first = book.entries[0] if book.entries else zipfile.ZipInfo("")
    is_right = (
        first.filename == MIMETYPE
        and first.compress_type == zipfile.ZIP_STORED
        and not first.extra
    )
    if not is_right:
        message = "mimetype is not the first entry, stored as it is"
        yield finding_of(book, "E021", message, "pack the book again")


def files_listed(book: Book) -> Iterator[Finding]:
    """Container and manifest name the same files, each once."""
    counts = Counter(entry.filename for entry in book.entries)
    listed = Counter(item.name for item in book.items)
    inside = {
        name
        for name in counts
        if not name.startswith("META-INF/") and not name.endswith("/")
    } - {MIMETYPE, CONTAINER, book.package_name}
    for name in sorted(inside - set(listed)):
        message = f"{name} is in the book but not in the manifest"
        yield finding_of(book, "E022", message, "list it or leave it out")
    for name in sorted(set(listed) - set(counts)):
        message = f"{name} is in the manifest but not in the book"
        yield finding_of(book, "E022", message, "put it in or strike it out")
    for name, times in sorted((counts + listed).items()):
        if counts[name] > 1 or listed[name] > 1:
            message = f"{name} stands in the book {times - 1} times"
            yield finding_of(book, "E022", message, "keep one")


def one_language(book: Book) -> Iterator[Finding]:
    """The package has one language, and each file says the same in both ways."""
    languages = [e.text or "" for e in book.package.iter(f"{DC}language")]
    if len(languages) != 1:
        message = f"the package names {len(languages)} languages"
        yield finding_of(book, "E023", message, "name exactly one")
        return
    wanted = languages[0]
    own = book.package.get(XML_LANG)
    said = {book.package_name: (own, own)} | {
        name: (tree.get("lang"), tree.get(XML_LANG))
        for name, tree in book.trees.items()
        if tree.tag == f"{XHTML}html"
    }
    for name, (lang, xml_lang) in said.items():
        if (lang, xml_lang) != (wanted, wanted):
            message = f"{name} says {lang or xml_lang!r}, the package {wanted!r}"
            hint = f'write lang="{wanted}" and xml:lang="{wanted}" on its root'
            yield finding_of(book, "E023", message, hint)


def heads_in_order(book: Book) -> Iterator[Finding]:
    """The first head of a file is h1 and none skips a level (WCAG 1.3.1, 2.4.6)."""
    for name, tree in book.read:
        above = 0
        for element in elements(tree):
            match = HEAD.fullmatch(str(element.tag))
            if match is None:
                continue
            level = int(match.group(1))
            if level > above + 1:
                after = f"after h{above}" if above else "first"
                message = f"{name}: h{level} comes {after}"
                yield finding_of(book, "E024", message, f"use h{above + 1}")
                break
            above = level


def unique_ids(book: Book) -> Iterator[Finding]:
    """No identifier is used twice in the texts of the book.

    Twins in two files are legal, but readers that join files then jump astray.
    """
    places: dict[str, str] = {}
    for name, tree in book.trees.items():
        if tree.tag != f"{XHTML}html":
            continue
        for element in elements(tree):
            id_ = element.get("id")
            if id_ is None:
                continue
            if id_ in places:
                message = f"the id {id_!r} is in {places[id_]} and in {name}"
                yield finding_of(book, "E027", message, "rename one")
            places.setdefault(id_, name)


def clean_characters(book: Book) -> Iterator[Finding]:
    """No control character, private character or failed decoding in the texts."""
    for name, tree in book.trees.items():
        told = "".join(map(str, tree.itertext()))
        kept = "".join(value for e in elements(tree) for value in _told(e))
        broken = {char for char in told + kept if _is_broken(char)}
        private = {c for c in told + kept if unicodedata.category(c) == "Co"}
        for chars, severity in ((broken, Severity.ERROR), (private, Severity.WARNING)):
            if chars:
                listed = " ".join(f"U+{ord(char):04X}" for char in sorted(chars))
                message = f"{name} holds {listed}"
                hint = "mend them in the manuscript"
                yield finding_of(book, "E028", message, hint, severity)


def nothing_foreign(book: Book) -> Iterator[Finding]:
    """No script, no inline style, nothing fetched from outside."""
    for name, tree in book.trees.items():
        for element in elements(tree):
            what = _foreign(element)
            if what:
                message = f"{name} holds {what}"
                yield finding_of(book, "E031", message, "take it out of the template")
                break


def _foreign(element: Element) -> str:
    if element.tag in SCRIPTS:
        return str(element.tag).removeprefix(XHTML)
    for key, value in zip(map(str, element.keys()), element.values(), strict=True):
        if key == "style" or key.startswith("on"):
            return f"the attribute {key}"
        fetches = key in FETCHING or element.tag == f"{XHTML}link"
        if fetches and REMOTE.match(str(value)):
            return f"a resource from outside: {value!r}"
    return ""


def _told(element: Element) -> tuple[str, ...]:
    return (element.get("alt", ""), element.get("aria-label", ""))


def _is_broken(char: str) -> bool:
    is_control = unicodedata.category(char) == "Cc" and char not in "\t\n\r"
    return char == BROKEN or is_control


CHECKS: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    mimetype_first,
    files_listed,
    one_language,
    heads_in_order,
    unique_ids,
    clean_characters,
    nothing_foreign,
)
"""The checks of this module, in the order of the report."""
