"""The body of a Word document as items: lines of text, tables, lists, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from zbpub.ingest.boxes import is_caption
from zbpub.ingest.docx_looks import (
    DEFAULT_SIZE,
    Look,
    Style,
    outline_level,
    read_numbering,
    read_styles,
)
from zbpub.ingest.docx_words import Notices, Picture, Words, centred, read_words
from zbpub.ingest.door_magic import tell_kind
from zbpub.ingest.opened import PICTURE_TYPES, picture_path
from zbpub.manuscript.model import Run, Runs

LONGEST_CELL = 120
"""Characters of a table's cell, from which the table is a frame round running text."""
_MOST_DEPTH = 6
_DESCEND = {
    qn(f"w:{tag}") for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo")
}
_NO_ALT = re.compile(
    r"(?:图片|图像|picture|image|img|photo|截图|屏幕截图|微信图片|dsc)[\s_\-]*\(?\d*\)?"
    r"|.*(?:\.(?:jpe?g|png|gif|bmp|webp|tiff?)|已自动生成|automatically generated)"
    r"|[\da-f_\-]+",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: a paragraph, or a part of one before a line break."""

    runs: Runs
    look: Look
    indent: bool = False


@dataclass(frozen=True, slots=True)
class PictureItem:
    """A picture, its content known by its path in the issue's folder."""

    path: str
    alt: str
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list, 0 or more deep."""

    runs: Runs
    depth: int
    ordered: bool
    number: str
    """Which list it is of."""


@dataclass(frozen=True, slots=True)
class TableItem:
    """A table's cells."""

    rows: tuple[tuple[Runs, ...], ...]


Item = TextLine | PictureItem | ListItem | TableItem


@dataclass(slots=True)
class BodyReader:
    """The items of a document while it is read."""

    document: Document
    name: str
    styles: dict[str, Style]
    ordered: dict[tuple[str, int], bool]
    notices: Notices = field(default_factory=Notices)
    images: dict[str, bytes] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def read(self, container: Any, depth: int = 0) -> None:
        """Take the paragraphs and tables of ``container``."""
        for element in _blocks(container):
            if element.tag == qn("w:p"):
                self.read_paragraph(element, depth)
            else:
                self.read_table(element, depth)

    def read_paragraph(self, paragraph: Any, depth: int) -> None:
        """Take a paragraph: its pictures, its words, then its text boxes."""
        words = read_words(paragraph, self.styles, self.notices)
        for picture in (one for one in words.pictures if not one.behind):
            self.add_picture(picture)
        self.add_text(paragraph, words)
        for picture in (one for one in words.pictures if one.behind):
            self.add_picture(picture)
        for box in words.boxes:
            self.notices.boxes += 1
            if depth < _MOST_DEPTH:
                self.read(box, depth + 1)

    def add_text(self, paragraph: Any, words: Words) -> None:
        """Take the lines of a paragraph: captions, items of lists, text."""
        lines = zip(words.lines, words.sizes, strict=True)
        said = [(tuple(line), sizes) for line, sizes in lines if _plain(line).strip()]
        properties = paragraph.find(qn("w:pPr"))
        numbering = read_numbering(properties) or words.style.numbering
        level = outline_level(properties)
        for runs, sizes in said:
            captions = words.style.role == "caption" or is_caption(_plain(runs).strip())
            if captions and self.caption(runs):
                continue
            look = _look(paragraph, words.style, runs, sizes, level)
            if numbering and numbering[0] != "0" and not look.role:
                number, depth = numbering
                ordered = self.ordered.get(numbering, False)
                self.items.append(ListItem(runs, min(depth, 4), ordered, number))
            else:
                self.items.append(TextLine(runs, look))

    def caption(self, runs: Runs) -> bool:
        """Give the caption to the picture directly before it, if it has none yet."""
        last = self.items[-1] if self.items else None
        if not isinstance(last, PictureItem) or last.caption:
            return False
        self.items[-1] = PictureItem(last.path, last.alt, runs)
        return True

    def add_picture(self, picture: Picture) -> None:
        """Take a picture that can be printed; others are noticed."""
        part = self.document.part.related_parts.get(picture.relation)
        content = getattr(part, "blob", b"") if part is not None else b""
        kind = tell_kind(content) if isinstance(content, bytes) else ""
        if kind not in PICTURE_TYPES:
            self.notices.lost_pictures.append(kind or "not in the file")
            return
        path = picture_path(self.name, content, PICTURE_TYPES[kind])
        self.images[path] = content
        alt = "" if _NO_ALT.fullmatch(picture.alt.strip()) else picture.alt.strip()
        self.items.append(PictureItem(path, alt))

    def read_table(self, table: Any, depth: int) -> None:
        """Take a table; one that only frames text is its text."""
        rows = [list(_cells(row)) for row in table.iterchildren(qn("w:tr"))]
        inner = BodyReader(
            self.document,
            self.name,
            self.styles,
            self.ordered,
            self.notices,
            self.images,
        )
        if depth < _MOST_DEPTH and _is_frame(rows):
            for cell in (cell for row in rows for cell, _ in row):
                self.read(cell, depth + 1)
            return
        read = [[(inner.take_cell(cell), span) for cell, span in row] for row in rows]
        width = max((sum(span for _, span in row) for row in read), default=0)
        cells = tuple(_fill(row, width) for row in read if any(runs for runs, _ in row))
        if cells:
            self.items.append(TableItem(cells))
        self.items += [one for one in inner.items if isinstance(one, PictureItem)]

    def take_cell(self, cell: Any) -> Runs:
        """The words of a cell in one line; its pictures stay among the items."""
        runs: list[Run] = []
        for paragraph in cell.iter(qn("w:p")):
            words = read_words(paragraph, self.styles, self.notices)
            for picture in words.pictures:
                self.add_picture(picture)
            for line in words.lines:
                if _plain(line).strip():
                    runs += [*([Run(" ")] if runs else []), *line]
        return tuple(runs)


def read_body(document: Document, name: str) -> BodyReader:
    """The items of ``document``, its pictures and what was left out of it."""
    reader = BodyReader(document, name, read_styles(document), _read_ordered(document))
    reader.read(document.element.body)
    return reader


def _blocks(container: Any) -> Iterator[Any]:
    for child in container:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _DESCEND:
            yield from _blocks(child)


def _cells(row: Any) -> Iterator[tuple[Any, int]]:
    """The cells of a row and how many columns each spans."""
    for element in row:
        inner = element.find(qn("w:sdtContent")) if element.tag == qn("w:sdt") else None
        for cell in [element] if inner is None else inner:
            if cell.tag == qn("w:tc"):
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                said = span.get(qn("w:val"), "1") if span is not None else "1"
                yield cell, min(int(said), 60) if said.isdecimal() else 1


def _is_frame(rows: list[list[tuple[Any, int]]]) -> bool:
    """Whether a table is no table but a frame: one cell, or cells of running text."""
    cells = [cell for row in rows for cell, _ in row]
    if len(cells) <= 1:
        return True
    for cell in cells:
        words = "".join(one.text or "" for one in cell.iter(qn("w:t")))
        if len(words) > LONGEST_CELL and "。" in words:
            return True
    return False


def _fill(row: list[tuple[Runs, int]], width: int) -> tuple[Runs, ...]:
    filled: list[Runs] = []
    for runs, span in row:
        filled += [runs, *[()] * (span - 1)]
    return tuple([*filled, *[()] * (width - len(filled))][:width])


def _read_ordered(document: Document) -> dict[tuple[str, int], bool]:
    """For each list and depth whether its items are numbered."""
    part = next(
        (
            one.target_part
            for one in document.part.rels.values()
            if not one.is_external and one.reltype.endswith("/numbering")
        ),
        None,
    )
    root = getattr(part, "element", None)
    if root is None:
        return {}
    formats: dict[tuple[str, int], bool] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        key = abstract.get(qn("w:abstractNumId"), "")
        for level in abstract.iter(qn("w:lvl")):
            found = level.find(qn("w:numFmt"))
            said = found.get(qn("w:val")) if found is not None else "decimal"
            depth = level.get(qn("w:ilvl"), "0")
            if depth.isdecimal():
                formats[key, int(depth)] = said not in ("bullet", "none")
    ordered: dict[tuple[str, int], bool] = {}
    for number in root.iter(qn("w:num")):
        to = number.find(qn("w:abstractNumId"))
        key = to.get(qn("w:val"), "") if to is not None else ""
        for (abstract_id, depth), is_ordered in formats.items():
            if abstract_id == key:
                ordered[number.get(qn("w:numId"), ""), depth] = is_ordered
    return ordered


def _look(
    paragraph: Any, style: Style, runs: Runs, counts: dict[int, int], level: int
) -> Look:
    sizes = {size: count for size, count in counts.items() if count}
    size = max(sizes, key=lambda one: (sizes[one], one), default=0)
    worded = [run for run in runs if run.text.strip()]
    return Look(
        text=_plain(runs).strip(),
        role=style.role or ("heading" if level else ""),
        level=style.level or level,
        centred=centred(paragraph, style),
        size=size or DEFAULT_SIZE,
        bold=all(run.strong for run in worded),
    )


def _plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
