"""A finished EPUB read into one frozen value, for the checks to judge.

The file may come from anybody: entities are not resolved, the network is not asked,
and a file that unfolds beyond reason is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from zbpub.base.findings import Finding, InputError, Severity

MOST_BYTES = 500_000_000
"""The largest unpacked book that is read."""
CONTAINER = "META-INF/container.xml"
XHTML_TYPE = "application/xhtml+xml"
NCX_TYPE = "application/x-dtbncx+xml"
OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
OPS_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

TORN = (
    OSError,
    EOFError,
    KeyError,  # a file that the container lacks
    ValueError,  # XML that is none
    RuntimeError,  # encrypted
    NotImplementedError,  # a compression of another age
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a broken container raises."""

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the manifest."""

    id: str
    name: str
    """The file's name in the container."""
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A finished EPUB, opened."""

    path: str
    """The file, as findings name it."""
    entries: tuple[zipfile.ZipInfo, ...]
    """The zip's entries, in order."""
    package: Element
    package_name: str
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    """The names of the spine's files, in reading order."""
    trees: dict[str, Element]
    """Every XHTML and NCX file of the manifest, parsed, by name."""
    fonts: dict[str, bytes]
    """Every font of the manifest, by name."""

    @property
    def nav(self) -> Element | None:
        """The navigation document, if the manifest names one."""
        names = (item.name for item in self.items if "nav" in item.properties)
        return next((self.trees[name] for name in names if name in self.trees), None)

    @property
    def nav_name(self) -> str:
        """The name of the navigation document, or empty."""
        return next((i.name for i in self.items if "nav" in i.properties), "")

    @property
    def ncx(self) -> Item | None:
        """The manifest's line of the NCX, if there is one."""
        return next((i for i in self.items if i.media_type == NCX_TYPE), None)

    @property
    def read(self) -> tuple[tuple[str, Element], ...]:
        """Names and trees of the spine's files, in reading order."""
        return tuple((n, self.trees[n]) for n in self.spine if n in self.trees)


def open_book(path: Path) -> Book:
    """The book in ``path``.

    Raises:
        InputError: E020 when it is no EPUB, or one of its files is torn.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = tuple(archive.infolist())
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise _unreadable(path, f"it unfolds beyond {MOST_BYTES} bytes")
            return _read(str(path), archive, entries)
    except TORN as error:
        raise _unreadable(path, str(error)) from error


def resolve(base: str, href: str) -> tuple[str, str]:
    """File name and fragment of ``href`` in the file ``base``; empty if absolute."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    if not parts.path:
        return base, unquote(parts.fragment)
    joined = posixpath.join(posixpath.dirname(base), unquote(parts.path))
    return posixpath.normpath(joined), unquote(parts.fragment)


def has_type(element: Element, kind: str) -> bool:
    """Whether ``element`` has ``kind`` among its ``epub:type`` values."""
    return kind in element.get(OPS_TYPE, "").split()


def elements(tree: Element) -> tuple[Element, ...]:
    """The elements of ``tree`` in order."""
    return tuple(tree.iter("*"))


def _read(
    path: str, archive: zipfile.ZipFile, entries: tuple[zipfile.ZipInfo, ...]
) -> Book:
    container = _parse(archive, CONTAINER)
    root = container.find(f".//{OCF}rootfile")
    if root is None:
        raise ValueError(f"{CONTAINER} names no package")
    name = root.get("full-path", "")
    package = _parse(archive, name)
    items = tuple(_item(name, element) for element in package.iterfind(f".//{OPF}item"))
    by_id = {item.id: item.name for item in items}
    there = {entry.filename for entry in entries}
    texts = [i.name for i in items if i.media_type in (XHTML_TYPE, NCX_TYPE)]
    fonts = [i.name for i in items if i.media_type.startswith("font/")]
    return Book(
        path=path,
        entries=entries,
        package=package,
        package_name=name,
        items=items,
        spine=tuple(
            by_id.get(ref.get("idref", ""), "")
            for ref in package.iterfind(f".//{OPF}itemref")
        ),
        trees={text: _parse(archive, text) for text in texts if text in there},
        fonts={font: archive.read(font) for font in fonts if font in there},
    )


def _item(package: str, element: Element) -> Item:
    return Item(
        element.get("id", ""),
        resolve(package, element.get("href", ""))[0],
        element.get("media-type", ""),
        tuple(element.get("properties", "").split()),
    )


def _parse(archive: zipfile.ZipFile, name: str) -> Element:
    """A file as XML; a new parser each, since lxml parsers keep their last errors."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{name}: {error}") from error
    if next(root.iter(etree.Entity), None) is not None:
        raise ValueError(f"{name} refers to an entity of its own")
    return root


def _unreadable(path: Path, why: str) -> InputError:
    return InputError(
        Finding(
            code="E020",
            message=f"this cannot be read as an EPUB: {why}",
            path=str(path),
            hint="build the book again",
        )
    )


def finding_of(
    book: Book, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    """A finding about the file of ``book``."""
    return Finding(
        code=code, message=message, path=book.path, severity=severity, hint=hint
    )
