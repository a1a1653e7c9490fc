"""Read a finished PDF into frozen values: pages of glyphs and the structure tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pikepdf

from zbpub.preflight.pdf_content import FontCache, walk_page, walk_text
from zbpub.preflight.pdf_file import open_pdf
from zbpub.preflight.pdf_matrix import Matrix, page_matrix
from zbpub.preflight.pdf_structure import read_owned, read_structure
from zbpub.preflight.pdf_upright import upright_lines
from zbpub.preflight.pdf_values import (
    NO_MARK,
    Box,
    Document,
    Glyph,
    MarkKey,
    Page,
)

_BOXES = ("media", "crop", "bleed", "trim", "art")
_LETTER = (0.0, 0.0, 612.0, 792.0)  # what viewers take when no page box is given


def read_pdf(path: Path) -> Document:
    """Read the PDF at ``path``.

    Raises:
        InputError: P101 the file is missing, no PDF, or damaged; P102 it is encrypted.
    """
    return _read(path, _page)


def read_text(path: Path) -> Document:
    """What the PDF at ``path`` says, without places: a quarter of the time.

    Each glyph stands for a whole shown string, and its place, as its page's boxes and
    size, says nothing. Vertical lines are not looked for: digits side by side that
    another producer has not marked stay unmarked.

    Raises:
        InputError: P101 the file is missing, no PDF, or damaged; P102 it is encrypted.
    """
    return _read(path, _text_page)


def _read(path: Path, read_page: _ReadPage) -> Document:
    with open_pdf(path) as pdf:
        fonts: FontCache = {}
        pages = tuple(
            read_page(page, number, fonts) for number, page in enumerate(pdf.pages, 1)
        )
        return Document(
            pages=pages,
            elements=read_structure(pdf),
            marks=_marks(pages),
            owned=read_owned(pdf),
            lang=str(pdf.Root.get("/Lang", "")),
        )


_ReadPage = Callable[[pikepdf.Page, int, FontCache], Page]


def _text_page(page: pikepdf.Page, number: int, fonts: FontCache) -> Page:
    return Page(number, 0.0, 0.0, {}, walk_text(page, fonts))


def _page(page: pikepdf.Page, number: int, fonts: FontCache) -> Page:
    media = _normal(page.get("/MediaBox", _LETTER))
    rotate = int(page.get("/Rotate", 0))
    matrix = page_matrix(media, rotate)
    width, height = media[2] - media[0], media[3] - media[1]
    if rotate // 90 % 2:
        width, height = height, width
    return Page(
        number=number,
        width=width,
        height=height,
        boxes={name: _box(page, name, matrix) for name in _BOXES},
        glyphs=upright_lines(walk_page(page, (width, height), matrix, fonts), width),
    )


def _box(page: pikepdf.Page, name: str, matrix: Matrix) -> Box:
    # pikepdf gives inherited and default boxes (ISO 32000-1, 14.11.2).
    x0, y0, x1, y1 = _normal(getattr(page, f"{name}box", _LETTER))
    a, b, c, d, e, f = matrix
    return _normal(
        (
            a * x0 + c * y0 + e,
            b * x0 + d * y0 + f,
            a * x1 + c * y1 + e,
            b * x1 + d * y1 + f,
        )
    )


def _normal(box: Iterable[object]) -> Box:
    x0, y0, x1, y1 = (float(value) for value in box)  # type: ignore[arg-type]
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _marks(pages: Iterable[Page]) -> dict[MarkKey, tuple[Glyph, ...]]:
    marks: dict[MarkKey, list[Glyph]] = defaultdict(list)
    for page in pages:
        for glyph in page.glyphs:
            if glyph.mcid != NO_MARK:
                marks[page.number, glyph.mcid, glyph.stream].append(glyph)
    # A structure tree need not name the form when its marks are numbered with the
    # page's own, as WeasyPrint does.
    for (page_number, mcid, _), glyphs in list(marks.items()):
        marks.setdefault((page_number, mcid, 0), glyphs)
    return {key: tuple(glyphs) for key, glyphs in marks.items()}
