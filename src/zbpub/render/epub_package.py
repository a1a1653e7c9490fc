"""The container: files and metadata in, one zip out, with the same bytes each time.

ebooklib packs; every file reaches it finished, since its own pages, navigation and NCX
would be parsed and written anew. What its writer takes from the clock is fixed here.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ebooklib import epub

from zbpub.render.epub_metadata import Entry

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The zip format's first moment: a time that says nothing and never changes."""
UNIX = 3
FILE_MODE = 0o100644 << 16
STORED = (".png", ".jpg", ".webp")
"""Compressed already."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the container."""

    file: str
    content: bytes
    media_type: str
    id: str = ""
    """The manifest identifier; empty keeps the file out of the manifest."""
    properties: tuple[str, ...] = ()
    is_read: bool = False
    """Whether the file stands in the spine; parts come in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A whole book, ready to be packed."""

    identifier: str
    language: str
    modified: datetime
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...]


def pack(package: Package) -> bytes:
    """The EPUB file; equal packages give equal bytes."""
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and ebooklib's own name
    book.set_identifier(package.identifier)
    for entry in package.entries:
        where = "OPF" if entry.name == "meta" else "DC"
        book.add_metadata(where, entry.name, entry.value or None, entry.attributes)
    items = {part.file: _item(part) for part in package.parts}
    for file in sorted(items):
        book.add_item(items[file])
    book.spine = [items[part.file] for part in package.parts if part.is_read]
    out = io.BytesIO()
    writer = _Writer(out, book, {"mtime": _utc(package.modified)})
    writer.language = package.language
    writer.write()
    return out.getvalue()


class _StillZip(zipfile.ZipFile):
    """A zip whose entries all have one time, one mode and one maker."""

    def writestr(  # type: ignore[override]  # ebooklib names its entries by str
        self, name: str, content: str | bytes, compress_type: int | None = None
    ) -> None:
        info = zipfile.ZipInfo(name, ZIP_TIME)
        info.create_system = UNIX
        info.external_attr = FILE_MODE
        is_stored = name == "mimetype" or name.endswith(STORED)
        kind = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
        super().writestr(info, content, kind)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """ebooklib's writer without the clock, and with the package's language."""

    language = ""

    def write(self) -> None:
        """Write all, letting every exception out: a torn book is none."""
        with _StillZip(self.file_name, "w") as self.out:
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        root.set(XML_LANG, self.language)
        super()._write_opf_file(root)


def _item(part: Part) -> Any:
    item = epub.EpubItem(
        uid=part.id or None,
        file_name=part.file,
        media_type=part.media_type,
        content=part.content,
        manifest=bool(part.id),
    )
    if part.properties:
        item.properties = list(part.properties)
    return item


def _utc(moment: datetime) -> datetime:
    """``moment`` in UTC: ebooklib writes a Z after whatever it is given."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)
