"""Scan: the bytes of an hOCR or ALTO file in, a text and what is known of it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.alto import read_alto
from zbpub.ingest.doubts import quote
from zbpub.ingest.hocr import read_hocr
from zbpub.ingest.known import Known
from zbpub.ingest.opened import Opened
from zbpub.ingest.scan import UNKNOWN, Place, Scan
from zbpub.ingest.scan_format import scan_format
from zbpub.ingest.scan_layout import part_page
from zbpub.ingest.scan_text import PlacedWord, ScanText, write_text
from zbpub.ingest.source import Source, read_source

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
        InputError: I120 to I124: as ``read_scan``.
    """
    read = read_scan(content, name)
    return Opened(
        text=read.text,
        kind="scan",
        findings=read.findings,
        given=read.known,
        places=read.places,
    )


def read_scan(content: bytes, path: str) -> ReadScan:
    """The text of a scan; words that recognition was unsure of are told, not changed.

    Raises:
        InputError: I120 to I124 (docs/codes.md): the file cannot be read as a scan.
    """
    read = read_alto if scan_format(content) == "alto" else read_hocr
    scan = read(content, path)
    written = write_text(part_page(page) for page in scan.pages)
    source = read_source(written.text, path)
    findings = (*_several(scan, path), *_unsure(written, source))
    return ReadScan(written.text, written.known, written.places, findings)


def _several(scan: Scan, path: str) -> Iterator[Finding]:
    if len(scan.pages) > 1:
        yield Finding(
            code="I126",
            message=f"the file holds {len(scan.pages)} pages; they are read as one",
            path=path,
            severity=Severity.WARNING,
            hint="write each page into a file of its own, so that it gets its number",
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
    line, column = source.place(one.start)
    told = [f"{quote(char)} {sure:.0%}" for char, sure in glyphs]
    if one.word.confidence != UNKNOWN:
        told.insert(0, f"{quote(one.word.text)} {one.word.confidence:.0%}")
    where = f"page {place.page}"
    if place.column:
        where += f", column {place.column}, line {place.line}"
    return Finding(
        code="I125",
        message=f"the recognition was not sure of {', '.join(told)}"
        f" ({where}, box {one.word.box})",
        path=source.path,
        line=line,
        column=column,
        severity=Severity.INFO,
        hint="compare with the page; nothing was changed",
    )
