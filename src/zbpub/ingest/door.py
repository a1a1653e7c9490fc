"""The doors of ingest: a file's bytes in, its text and pictures out.

What a file is, its content says first, and its name only then.
"""

from __future__ import annotations

import codecs

from zbpub.base.findings import InputError
from zbpub.ingest.door_magic import OLE, PDF, RTF, ZIP, is_html, tell_kind
from zbpub.ingest.door_text import decode, open_text, tell_decoding
from zbpub.ingest.opened import MOST_BYTES, Opened, refuse_source
from zbpub.ingest.scan_format import is_xml, scan_format

_PEEK = 100_000
"""Bytes of a file that are looked at for tags."""
_CURES = {
    PDF: "make text of it first: recognise it, or copy its text if that can be done",
    RTF: "save it as .docx or as plain text",
    ZIP: "unpack it, and give the files that are in it",
    "a web archive (MHTML)": "save the page again as HTML",
}
_PICTURE = "have its text recognised first; a picture of an article goes into images/"
_OTHER = (
    "give the text of a page (.md, .txt), a scan (hOCR, ALTO, PAGE XML), a Word"
    " document (.docx) or a web page (.html)"
)
_NO_SCAN = "the file is XML, but neither hOCR nor ALTO nor PAGE XML"


def open_door(name: str, content: bytes) -> Opened:
    """What the source ``name`` holds.

    Args:
        name: The file as the user named it; findings repeat it.
        content: Its bytes.

    Raises:
        InputError: It is none of the sources that ingest knows, or it is damaged.
    """
    if len(content) > MOST_BYTES:
        raise refuse_source(
            "I105",
            f"the file has {len(content)} bytes; {MOST_BYTES} are the most",
            "give the copy of a page, or of some",
            path=name,
        )
    if scan_format(content):
        from zbpub.ingest.scan_read import open_scan

        return open_scan(name, content)
    kind = tell_kind(content)
    if kind in (ZIP, OLE):
        from zbpub.ingest.door_docx import open_docx, refuse_ole

        if kind == OLE:
            raise refuse_ole(name, content)
        return open_docx(name, content)
    if kind:
        raise _refuse_kind(name, kind)
    return _open_characters(name, content)


def _open_characters(name: str, content: bytes) -> Opened:
    if not is_html(_peek(content), name):
        if is_xml(content):
            raise refuse_source("I121", _NO_SCAN, _OTHER, path=name)
        return open_text(name, content)
    from zbpub.ingest.door_html import declared_encoding, open_html

    decoded = decode(name, content, declared_encoding(content))
    return open_html(name, decoded, tell_decoding(name, decoded))


def _peek(content: bytes) -> str:
    """The first characters, as far as ASCII is concerned."""
    head = content[:_PEEK]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.decode("latin-1").removeprefix("\xef\xbb\xbf")


def _refuse_kind(name: str, kind: str) -> InputError:
    hint = _CURES.get(kind) or (_PICTURE if kind.endswith("picture") else _OTHER)
    return refuse_source("I100", f"the file is no text but {kind}", hint, path=name)
