"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

ZIP = "a zip file"
OLE = "an old Office file"
PDF = "a PDF file"
RTF = "an RTF document"

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (4, b"ftypheic", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIC picture"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyp", "a film"),
    (8, b"WAVE", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"\xff\xfb", "a sound file"),
    (0, b"OggS", "a sound file"),
    (0, b"%PDF-", PDF),
    (0, b"%!PS", "a PostScript file"),
    (0, b"{\\rtf", RTF),
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x1f\x8b\x08", "a gzip file"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\0", "an xz file"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"\x7fELF", "a program"),
    (0, b"AT&TFORM", "a DjVu file"),
)
_BITMAP = re.compile(rb"BM.{4}\0\0\0\0.{4}[\x0c\x28\x38\x40\x6c\x7c]\0\0\0", re.DOTALL)
_METAFILE = re.compile(rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF", re.DOTALL)
_MHTML = re.compile(
    rb"(?:From: <Saved by|MIME-Version:)[^\0]{0,2000}?multipart/related"
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(
    r"<(?:p|div|br|span|table|h[1-6]|meta|title)\b[^<>]*>", re.IGNORECASE
)


def tell_kind(content: bytes) -> str:
    """What ``content`` is, in words; ``""`` if it may be text."""
    for at, magic, kind in _MAGIC:
        if content.startswith(magic, at):
            return kind
    if _BITMAP.match(content):
        return "a BMP picture"
    if _METAFILE.match(content):
        return "a Windows metafile"
    if content.lstrip(b"\xef\xbb\xbf\r\n").startswith((b"From: ", b"MIME-Version:")):
        return "a web archive (MHTML)" if _MHTML.match(content[:4096]) else ""
    return ""


def is_html(text: str, name: str) -> bool:
    """Whether ``text`` is a web page: it says so, or its name does and it has tags."""
    if _HTML.match(text):
        return True
    named = name.lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
    return named and _TAGS.search(text) is not None
