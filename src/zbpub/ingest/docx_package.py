"""The package of a Word document, opened only when it is one and can do no harm.

It is checked before python-docx reads it: its size unpacked, its parts, and that none
of them has a document type, by which XML names files (XXE) or grows without end.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document

from zbpub.base.findings import InputError
from zbpub.ingest.opened import refuse_source

MOST_PARTS = 4000
MOST_UNPACKED = 256 << 20
"""Bytes of all parts together."""
MOST_XML = 48 << 20
"""Bytes of one part in XML."""
MOST_RATIO = 200
"""How often larger than packed a part of more than ``_SMALL`` bytes may be."""
_SMALL = 1 << 20
_DOCTYPE = re.compile(
    rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y"
)
_STRICT = b"purl.oclc.org/ooxml"

_AS_TEXT = "save its text as .docx or .txt"
_OLE = (
    (
        "EncryptedPackage",
        "a Word document with a password",
        "take the password off, and save it again",
    ),
    ("WordDocument", "a Word document of the old format (.doc)", "save it as .docx"),
    ("Workbook", "an Excel workbook of the old format (.xls)", _AS_TEXT),
    ("PowerPoint Document", "a PowerPoint file of the old format (.ppt)", _AS_TEXT),
)
_ZIPS = (
    ("xl/", "an Excel workbook", _AS_TEXT),
    ("ppt/", "a PowerPoint file", _AS_TEXT),
    ("META-INF/container.xml", "an e-book (EPUB)", "unpack it, and give its pages"),
    ("content.xml", "an OpenDocument text", "save it as .docx"),
    ("index.apxl", "a Keynote or Pages file", "export it as .docx"),
    ("Index/Document.iwa", "a Pages file", "export it as .docx"),
)


def refuse_ole(name: str, content: bytes) -> InputError:
    """Why an OLE container (MS-CFB) is not read."""
    for stream, kind, hint in _OLE:
        if stream.encode("utf-16-le") in content:
            return refuse_source("I103", f"the file is {kind}", hint, path=name)
    return refuse_source(
        "I103",
        "the file is of an old Office format",
        "save it as .docx or as plain text",
        path=name,
    )


def open_package(name: str, content: bytes) -> Document:
    """The document in ``content``.

    Raises:
        InputError: It is no Word document, a damaged, a protected or a harmful one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _check_sizes(name, parts)
            _check_parts(name, packed, parts)
        return docx.Document(io.BytesIO(content))
    except InputError:
        raise
    except Exception as error:
        # python-docx and zipfile raise errors of a dozen kinds on damaged files, bare
        # KeyError and AttributeError among them: all of them mean the same to the user.
        raise damaged(name, error) from error


def _check_sizes(name: str, parts: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    swollen = [
        part.filename
        for part in parts
        if part.file_size > _SMALL
        and part.file_size > MOST_RATIO * max(part.compress_size, 1)
    ]
    large = [
        part.filename
        for part in parts
        if part.file_size > MOST_XML and part.filename.endswith((".xml", ".rels"))
    ]
    if len(parts) > MOST_PARTS or total > MOST_UNPACKED or swollen or large:
        which = f", above all {(swollen or large)[0]!r}" if swollen or large else ""
        raise refuse_source(
            "I105",
            f"the file would unpack to {total} bytes in {len(parts)} parts{which}: no"
            " report is so large",
            "open it in Word, copy its text into a new document, and save that",
            path=name,
        )


def _check_parts(
    name: str, packed: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]
) -> None:
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        hint = "take the password off, and pack it again"
        raise refuse_source("I103", "the zip file has a password", hint, path=name)
    if "[Content_Types].xml" not in names or not any(
        one.startswith("word/") for one in names
    ):
        raise _refuse_zip(name, sorted(names))
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        xml = packed.read(part)
        if _DOCTYPE.search(xml):
            raise refuse_source(
                "I104",
                f"its part {part.filename!r} declares a document type, which no Word"
                " document does and which may read other files; nothing was read",
                "ask who sent it; copy its text into a new document",
                path=name,
            )
        if part.filename == "_rels/.rels" and _STRICT in xml:
            raise refuse_source(
                "I104",
                "the document is saved as Strict Open XML",
                "save it as an ordinary Word document (.docx)",
                path=name,
            )


def _refuse_zip(name: str, names: Sequence[str]) -> InputError:
    for mark, kind, hint in _ZIPS:
        if any(one.startswith(mark) for one in names):
            return refuse_source(
                "I100", f"the file is no text but {kind}", hint, path=name
            )
    return refuse_source(
        "I100",
        "the file is no text but a zip file",
        "unpack it, and give the files that are in it",
        path=name,
    )


def damaged(name: str, error: Exception) -> InputError:
    """The error that says that python-docx could not read a part, by ``error``."""
    if isinstance(error, ValueError) and "content type" in str(error):
        message = "the file is a Word template or holds macros"
    else:
        message = f"the Word document is damaged ({type(error).__name__})"
    hint = "open it in Word, and save it again as .docx"
    return refuse_source("I104", message, hint, path=name)
