"""The door of Word documents: a reporter's .docx in, its articles' lines out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from zbpub.base.findings import InputError
from zbpub.ingest.blocks import make_figure, make_list, make_note, make_table
from zbpub.ingest.docx_body import (
    BodyReader,
    Item,
    ListItem,
    PictureItem,
    TableItem,
    TextLine,
    read_body,
)
from zbpub.ingest.docx_heads import Head, find_heads
from zbpub.ingest.docx_lines import is_slip, is_title_like, text_size
from zbpub.ingest.docx_looks import Look
from zbpub.ingest.docx_notices import tell_notices
from zbpub.ingest.docx_package import damaged, open_package, refuse_ole
from zbpub.ingest.docx_words import read_words
from zbpub.ingest.given import (
    READINGS,
    Given,
    GivenBuilder,
    readings_of,
    unread,
    unwrap,
)
from zbpub.ingest.opened import Opened, Origin, refuse_source
from zbpub.manuscript.model import Run, Runs

__all__ = ["open_docx", "refuse_ole"]

MARGINS = "header or footer of the document"
HIDDEN = "hidden text"
SLIP = "slip of the document"


@dataclass(slots=True)
class _Writer:
    """The source text of a document while its items are written down."""

    reader: BodyReader
    notes: dict[str, tuple[Runs, ...]]
    ground: int
    builder: GivenBuilder = field(default_factory=GivenBuilder)
    heads: list[tuple[int, int]] = field(default_factory=list)

    def write_head(self, items: Sequence[Item], head: Head) -> None:
        """The titles, and behind them the pictures that stand among them."""
        levels = iter(head.levels)
        first = len(self.builder.lines)
        others: list[Item] = []
        for item in items:
            if isinstance(item, TextLine):
                runs = self.unread(item.runs)
                self.builder.add_line(runs, level=next(levels))
            else:
                others.append(item)
        self.heads.append((first, len(self.builder.lines)))
        self.write_body(others)

    def write_body(self, items: Sequence[Item]) -> None:
        for (kind, _), group in groupby(items, key=_group_key):
            members = list(group)
            if kind is ListItem:
                self.write_list([one for one in members if isinstance(one, ListItem)])
                continue
            for item in members:
                self.write_item(item)

    def write_item(self, item: Item) -> None:
        match item:
            case TextLine():
                self.builder.add_line(
                    item.runs, level=_subhead_level(item.look, self.ground)
                )
            case TableItem():
                self.builder.add_block(item.rows, make_table)
            case PictureItem():
                self.builder.add_block(
                    [[self.unread(item.caption)]], make_figure(item.path, item.alt)
                )
            case _:
                return

    def unread(self, runs: Runs) -> Runs:
        """``runs`` without readings, for a title or a caption; they are noticed."""
        self.reader.notices.readings += readings_of(runs)
        return unread(runs)

    def write_list(self, items: Sequence[ListItem]) -> None:
        depths = [(item.depth, item.ordered) for item in items]
        self.builder.add_block([[item.runs] for item in items], make_list(depths))

    def write_notes(self, items: Sequence[Item]) -> None:
        """The footnotes whose marks ``items`` hold, once each."""
        told: set[str] = set()
        for run in _runs_of(items):
            if run.note and run.note not in told:
                told.add(run.note)
                rows = self.notes[run.note]
                self.builder.add_block([[row] for row in rows], make_note(run.note))


def open_docx(name: str, content: bytes) -> Opened:
    """The text and the pictures of a Word document.

    The source text is what the reader of the document sees, a line for each paragraph.

    Raises:
        InputError: It is no Word document, a damaged, a protected or a harmful one.
    """
    document = open_package(name, content)
    try:
        return _read(name, document)
    except (KeyError, AttributeError, ValueError, TypeError, SyntaxError) as error:
        # A part that the schema wants is missing or holds something else.
        raise damaged(name, error) from error


def _read(name: str, document: Document) -> Opened:
    reader = read_body(document, name)
    notes = dict(_read_notes(document, reader))
    items = _keep_known_notes(reader.items, notes)
    texts = [at for at, item in enumerate(items) if isinstance(item, TextLine)]
    looks = [_look_of(items[at]) for at in texts]
    writer = _Writer(reader, notes, text_size(looks))
    while texts and is_slip(looks[0].text):
        writer.builder.leave_out(looks[0].text, SLIP)
        del items[texts[0]]
        texts = [at - 1 for at in texts[1:]]
        looks = looks[1:]
    heads = find_heads(looks)
    _write(writer, items, texts, heads)
    for text in _margins(document):
        writer.builder.leave_out(text, MARGINS)
    writer.builder.leave_out("".join(reader.notices.hidden), HIDDEN)
    writer.builder.leave_out(" ".join(reader.notices.readings), READINGS)
    builder = writer.builder
    if not builder.text.strip():
        raise _refuse_empty(name, pictures=bool(reader.images))
    given = unwrap(
        Given(tuple(builder.lines), tuple(builder.left_out), tuple(writer.heads))
    )
    return Opened(
        text=builder.text,
        kind="docx",
        images=reader.images,
        origin=Origin(
            encoding="utf-8",
            title=document.core_properties.title or "",
            author=document.core_properties.author or "",
        ),
        findings=tuple(tell_notices(name, reader.notices, len(heads), given.wrapped)),
        given=given,
    )


def _refuse_empty(name: str, *, pictures: bool) -> InputError:
    message = "the document has no words" + (", but pictures" if pictures else "")
    hint = (
        "have the text of its pictures recognised first"
        if pictures
        else "see whether its text was saved"
    )
    return refuse_source("I001", message, hint, path=name)


def _write(
    writer: _Writer, items: Sequence[Item], texts: Sequence[int], heads: Sequence[Head]
) -> None:
    """Write down each article: its titles, its body, its footnotes."""
    starts = [texts[head.first] for head in heads]
    if starts:
        starts[0] = 0 if heads[0].first == 0 else starts[0]
    writer.write_body(items[: starts[0] if starts else len(items)])
    if not starts:
        writer.write_notes(items)
        return
    for head, start, end in zip(heads, starts, [*starts[1:], len(items)], strict=True):
        behind = texts[head.last - 1] + 1
        writer.write_head(items[start:behind], head)
        writer.write_body(items[behind:end])
        writer.write_notes(items[start:end])


def _group_key(item: Item) -> tuple[type[Item], str]:
    return type(item), item.number if isinstance(item, ListItem) else ""


def _look_of(item: Item) -> Look:
    return item.look if isinstance(item, TextLine) else Look("")


def _subhead_level(look: Look, ground: int) -> int:
    """The level of a line inside the text: 0 unless it looks like a subhead."""
    if look.role == "heading":
        return max(look.level, 2)
    if look.bold and not look.centred and look.size <= ground:
        return 0  # bold alone is weighed later, with what follows
    return 3 if is_title_like(look, ground) else 0


def _runs_of(items: Sequence[Item]) -> Iterator[Run]:
    for item in items:
        match item:
            case TextLine() | ListItem():
                yield from item.runs
            case PictureItem():
                yield from item.caption
            case TableItem():
                yield from (run for row in item.rows for cell in row for run in cell)


def _read_notes(
    document: Document, reader: BodyReader
) -> Iterator[tuple[str, tuple[Runs, ...]]]:
    """Footnotes and endnotes by the labels of their marks."""
    for relation in document.part.rels.values():
        if relation.is_external:
            continue
        kind = relation.reltype.rpartition("/")[2]
        if kind not in ("footnotes", "endnotes"):
            continue
        root = parse_xml(relation.target_part.blob)
        for note in root.iterchildren(qn(f"w:{kind[:-1]}")):
            rows = tuple(
                tuple(line)
                for paragraph in note.iter(qn("w:p"))
                for line in read_words(paragraph, reader.styles, reader.notices).lines
                if "".join(run.text for run in line).strip()
            )
            label = note.get(qn("w:id"), "")
            if rows and note.get(qn("w:type")) is None:
                yield ("" if kind == "footnotes" else "e") + label, rows


def _keep_known_notes(items: Sequence[Item], notes: dict[str, Any]) -> list[Item]:
    """``items`` without marks of footnotes that the document does not hold."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, TextLine | ListItem):
            runs = tuple(run for run in item.runs if not run.note or run.note in notes)
            kept.append(_with_runs(item, runs))
        elif isinstance(item, TableItem):
            rows = (tuple(map(_unmarked, row)) for row in item.rows)
            kept.append(TableItem(tuple(rows)))
        else:
            kept.append(PictureItem(item.path, item.alt, _unmarked(item.caption)))
    return kept


def _unmarked(runs: Runs) -> Runs:
    """``runs`` without marks of footnotes: a cell and a caption have none."""
    return tuple(run for run in runs if not run.note)


def _with_runs(item: TextLine | ListItem, runs: Runs) -> Item:
    if isinstance(item, TextLine):
        return TextLine(runs, item.look, item.indent)
    return ListItem(runs, item.depth, item.ordered, item.number)


def _margins(document: Document) -> Iterator[str]:
    """The words of headers and footers."""
    for relation in document.part.rels.values():
        if relation.is_external:
            continue
        if relation.reltype.rpartition("/")[2] in ("header", "footer"):
            root = parse_xml(relation.target_part.blob)
            for paragraph in root.iter(qn("w:p")):
                yield "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
