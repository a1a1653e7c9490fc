"""Scan: the bytes of an hOCR, ALTO or PAGE XML file in, its texts and places out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.alto import read_alto
from zbpub.ingest.doubts import quote
from zbpub.ingest.hocr import read_hocr
from zbpub.ingest.known import Known
from zbpub.ingest.opened import Opened, sheet_name
from zbpub.ingest.page_xml import read_page_xml
from zbpub.ingest.scan import UNKNOWN, Place
from zbpub.ingest.scan_format import scan_format
from zbpub.ingest.scan_layout import part_page
from zbpub.ingest.scan_text import PlacedWord, ScanText, escape, write_text
from zbpub.ingest.source import Source, read_source

_READERS = {"alto": read_alto, "hocr": read_hocr, "page": read_page_xml}
UNSURE = 0.6
"""Confidence below which a word is told as a finding."""


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A scan as text in the order of reading."""

    text: str
    """Headlines marked ``#``, one paragraph a line, empty lines between."""
    known: Known
    places: tuple[Place, ...]
    """Where on the page each row of the text stands, in the order of the text."""
    findings: tuple[Finding, ...]


def open_scan(name: str, content: bytes) -> Opened:
    """The scan ``name`` as the doors of ingest give their sources.

    Raises:
        InputError: I120 to I124: as ``read_scans``.
    """
    first, *more = map(_opened, read_scans(content, name))
    return replace(first, more=tuple(more))


def _opened(read: ReadScan) -> Opened:
    return Opened(
        text=read.text,
        kind="scan",
        findings=read.findings,
        given=read.known,
        places=read.places,
    )


def read_scans(content: bytes, path: str) -> tuple[ReadScan, ...]:
    """The texts of a scan's pages that hold lines: one at least.

    Words that recognition was unsure of are told, not changed.

    Raises:
        InputError: I120 to I124 (docs/codes.md): the file cannot be read as a scan.
    """
    scan = _READERS.get(scan_format(content), read_hocr)(content, path)
    printed = [(at, page) for at, page in enumerate(scan.pages, 1) if page.lines]
    several = len(printed) > 1
    read: list[ReadScan] = []
    for at, page in printed:
        written = write_text([part_page(page)], first=at)
        source = read_source(written.text, sheet_name(path, at) if several else path)
        told = _several(len(printed), path) if several and not read else ()
        findings = (*told, *_unsure(written, source))
        read.append(ReadScan(written.text, written.known, written.places, findings))
    return tuple(read)


def _several(count: int, path: str) -> Iterator[Finding]:
    yield Finding(
        code="I126",
        message=f"the file holds {count} pages; each is read as a page of its own",
        path=path,
        severity=Severity.INFO,
        hint="see that each has its number (版次); --page says that of the first",
    )


def _unsure(written: ScanText, source: Source) -> Iterator[Finding]:
    for one in written.words:
        confidence = one.word.confidence
        glyphs = [
            (char, sure)
            for char, sure in zip(one.word.text, one.word.glyphs, strict=False)
            if UNKNOWN < sure < UNSURE
        ]
        if UNKNOWN < confidence < UNSURE or glyphs:
            yield _tell(one, glyphs, written.places[one.place], source)


def _tell(
    one: PlacedWord, glyphs: list[tuple[str, float]], place: Place, source: Source
) -> Finding:
    line, column = source.place(_start(one, glyphs))
    told = [f"{quote(char)} {sure:.0%}" for char, sure in glyphs]
    if UNKNOWN < one.word.confidence < UNSURE or not glyphs:
        told.insert(0, f"{quote(one.word.text)} {one.word.confidence:.0%}")
    where = f"page {place.page}"
    if place.column:
        where += f", column {place.column}, line {place.line}"
    other = f"; rather {quote(one.word.other)}" if one.word.other else ""
    return Finding(
        code="I125",
        message=f"the recognition was not sure of {', '.join(told)}{other}"
        f" ({where}, box {one.word.box})",
        path=source.path,
        line=line,
        column=column,
        severity=Severity.INFO,
        hint="compare with the page; nothing was changed",
    )


def _start(one: PlacedWord, glyphs: list[tuple[str, float]]) -> int:
    """Where the doubt begins: at the word, or at the first character in doubt."""
    if UNKNOWN < one.word.confidence < UNSURE or not glyphs:
        return one.start
    before = one.word.text[: one.word.text.index(glyphs[0][0])]
    return one.start + len(escape(before, opens=False))
