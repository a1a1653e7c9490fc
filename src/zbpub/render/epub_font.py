"""The book's own font: a subset of a Song face, renamed, with its licence.

HarfBuzz cuts the subset: 50 ms where fontTools needs seconds for a CJK collection.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from zbpub.base.findings import Finding, MachineError

FAMILY = "ZbSong"
"""A name of our own: the Open Font License lets a font reserve its names."""
FEATURES = (
    "ccmp", "liga", "kern", "mark", "mkmk", "calt",
    "halt", "palt", "vert", "vrt2", "vhal", "vpal",
)  # fmt: skip
"""``halt`` serves CSS text-spacing-trim, ``vert`` vertical text; no ``locl``: the face
is already that of the script, and the other regions' forms would double the file."""
SCRIPTS = ("DFLT", "hani", "latn", "grek", "cyrl", "kana")
COPYRIGHT, FAMILY_ID, STYLE_ID, UNIQUE_ID, FULL_ID, VERSION, POSTSCRIPT = range(7)
LICENCE, LICENCE_URL = 13, 14
KEPT_NAMES = frozenset({COPYRIGHT, VERSION, LICENCE, LICENCE_URL})
WINDOWS_ENGLISH = (3, 1, 0x409)


@dataclass(frozen=True, slots=True)
class BookFont:
    """The font file of the book and the note that travels with it."""

    content: bytes
    notice: str
    """Plain text: what the font is, whose, and under which licence."""


def open_face(path: Path, index: int) -> hb.Face:
    """Face ``index`` of a font or collection; the file is mapped, not read.

    Raises:
        MachineError: E010 when the file is missing or holds no such face.
    """
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)), index)
    except (OSError, hb.HarfBuzzError):
        face = None
    if face is None or not face.glyph_count:
        raise MachineError(
            Finding(
                code="E010",
                message=f"face {index} of the font {path} cannot be read",
                hint="install fonts-noto-cjk, or name another font",
            )
        )
    return face


def missing_characters(face: hb.Face, characters: Iterable[str]) -> tuple[str, ...]:
    """The characters that ``face`` cannot show, sorted; what has no ink is no loss."""
    known = face.unicodes
    return tuple(
        char
        for char in sorted(set(characters))
        if ord(char) not in known and not _is_inkless(char)
    )


def subset_font(face: hb.Face, characters: Iterable[str]) -> BookFont:
    """A font of the glyphs that ``characters`` need, named ``ZbSong``.

    The same characters of the same face give the same bytes: the font's own dates are
    kept, and nothing else in it knows the time.
    """
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(sorted({ord(char) for char in characters}))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_tag(name) for name in FEATURES)
    wanted.layout_script_tag_set.clear()
    wanted.layout_script_tag_set.update(_tag(name) for name in SCRIPTS)
    wanted.name_id_set.update(range(15))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    with TTFont(
        io.BytesIO(hb.subset(face, wanted).blob.data),
        lazy=True,
        recalcBBoxes=False,
        recalcTimestamp=False,
    ) as font:
        notice = _notice(font)
        _rename(font)
        out = io.BytesIO()
        font.save(out, reorderTables=False)
    return BookFont(out.getvalue(), notice)


def _rename(font: TTFont) -> None:
    names = font["name"]
    names.names = [
        record
        for record in names.names
        if record.nameID in KEPT_NAMES and record.langID == WINDOWS_ENGLISH[2]
    ]
    for name_id, text in (
        (FAMILY_ID, FAMILY),
        (STYLE_ID, "Regular"),
        (UNIQUE_ID, f"{FAMILY}-Regular;zbpub"),
        (FULL_ID, FAMILY),
        (POSTSCRIPT, f"{FAMILY}-Regular"),
    ):
        names.setName(text, name_id, *WINDOWS_ENGLISH)
    if "CFF " in font:
        _rename_outlines(font["CFF "].cff)


def _rename_outlines(cff: object) -> None:
    """Rename inside CFF too: some readers list fonts by that name."""
    cff.fontNames = [f"{FAMILY}-Regular"]  # type: ignore[attr-defined]
    top = cff.topDictIndex[0]  # type: ignore[attr-defined]
    for key in ("FullName", "FamilyName"):
        if hasattr(top, key):
            setattr(top, key, FAMILY)


def _notice(font: TTFont) -> str:
    """The licence note, in the words of the font's own name table."""
    said = font["name"].getDebugName
    return "\n".join(
        (
            f"The font {FAMILY} in this book is a subset of "
            f"{said(FAMILY_ID) or 'another font'}, renamed; its glyphs are unchanged.",
            "",
            said(COPYRIGHT) or "",
            said(LICENCE) or "The font names no licence.",
            f"Licence: {said(LICENCE_URL) or 'not named'}",
            "",
        )
    )


def _is_inkless(char: str) -> bool:
    """White space, joiners and direction marks, variation selectors."""
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return char.isspace() or selector or unicodedata.category(char) == "Cf"


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
