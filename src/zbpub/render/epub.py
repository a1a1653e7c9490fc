"""The e-book: an issue in, the bytes of an EPUB 3 file out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zbpub.base.findings import Finding, InputError, Severity, errors
from zbpub.manuscript.model import Issue
from zbpub.render.epub_check import check_issue
from zbpub.render.epub_font import BookFont, missing_characters, open_face, subset_font
from zbpub.render.epub_metadata import describe, identifier
from zbpub.render.epub_outline import NAV_FILE, Outline, plan_book
from zbpub.render.epub_package import Package, Part, pack
from zbpub.render.epub_pages import (
    CSS_FILE,
    NCX_FILE,
    Document,
    read_css,
    render_documents,
    render_ncx,
)
from zbpub.render.epub_pictures import MEDIA_TYPES, Picture, kind_of, read_pictures
from zbpub.render.epub_spec import EpubSpec

__all__ = ["EpubSpec", "build_epub", "epub_findings"]

COVER_ID = "cover-image"
FONT_FILE = "zbsong.otf"
"""Named in book.css."""
NOTICE_FILE = "META-INF/font-licence.txt"
APPLE_FILE = "META-INF/com.apple.ibooks.display-options.xml"
APPLE_OPTIONS = b"""<?xml version="1.0" encoding="utf-8"?>
<display_options>
<platform name="*"><option name="specified-fonts">true</option></platform>
</display_options>
"""
"""Without it Apple Books shows no embedded font."""
ASCII = "".join(map(chr, range(0x20, 0x7F)))
"""Always in the font: readers set page numbers and their own words in it."""


def build_epub(issue: Issue, spec: EpubSpec) -> bytes:
    """The EPUB 3 file of ``issue``, the same bytes for the same input.

    Raises:
        InputError: With every finding that forbids the book (``epub_findings`` gives
            the lesser ones as well), or E012 when the styles cannot be used.
        MachineError: E010 when the font cannot be read.
    """
    pictures, wrong = read_pictures(issue.articles, spec.images)
    refused = errors((*check_issue(issue, spec), *wrong))
    if refused:
        raise InputError(*refused)
    outline = plan_book(issue)
    cover = _cover(spec)
    documents = render_documents(outline, cover, pictures, spec.styles)
    urn = identifier(issue.config)
    ncx = render_ncx(outline, urn, spec.styles)
    face = open_face(spec.font, spec.font_index)
    font = subset_font(face, _characters(documents))
    files = (cover, *pictures.values())
    return pack(
        Package(
            identifier=urn,
            language=issue.config.language,
            modified=spec.modified,
            entries=describe(outline, COVER_ID, spec.certified_by),
            parts=(
                *_text_parts(documents, ncx, read_css(spec.styles)),
                *_picture_parts(files),
                *_font_parts(font),
            ),
        )
    )


def epub_findings(issue: Issue, spec: EpubSpec) -> tuple[Finding, ...]:
    """All that is wrong with the book of ``issue``, warnings included.

    Raises:
        InputError: E012 when the styles cannot be used.
        MachineError: E010 when the font cannot be read.
    """
    pictures, wrong = read_pictures(issue.articles, spec.images)
    found = (*check_issue(issue, spec), *wrong)
    if errors(found):
        return found
    return (*found, *_uncovered(plan_book(issue), spec, pictures))


def _uncovered(
    outline: Outline, spec: EpubSpec, pictures: Mapping[str, Picture]
) -> Iterable[Finding]:
    documents = render_documents(outline, _cover(spec), pictures, spec.styles)
    face = open_face(spec.font, spec.font_index)
    missing = missing_characters(face, _characters(documents))
    if missing:
        listed = " ".join(f"{char} (U+{ord(char):04X})" for char in missing)
        yield Finding(
            code="E007",
            message=f"the book's font lacks {listed}",
            path=str(spec.font),
            severity=Severity.WARNING,
            hint="readers fall back on their own font; name one that has them",
        )


def _cover(spec: EpubSpec) -> Picture:
    return Picture(f"cover.{kind_of(spec.cover)}", spec.cover, *spec.cover_size)


def _characters(documents: Iterable[Document]) -> set[str]:
    """Every character that a reader may have to show: mark-up is ASCII as well."""
    return set(ASCII).union(*(document.text for document in documents)) - set("\n\r\t")


def _text_parts(
    documents: Iterable[Document], ncx: Document, css: str
) -> Iterable[Part]:
    for document in documents:
        yield Part(
            document.file,
            document.text.encode(),
            "application/xhtml+xml",
            document.file.removesuffix(".xhtml"),
            ("nav",) if document.file == NAV_FILE else (),
            is_read=True,
        )
    yield Part(NCX_FILE, ncx.text.encode(), "application/x-dtbncx+xml", "ncx")
    yield Part(CSS_FILE, css.encode(), "text/css", "css")


def _picture_parts(pictures: Iterable[Picture]) -> Iterable[Part]:
    for i, picture in enumerate(pictures):
        name, _, kind = picture.file.rpartition(".")
        properties = () if i else (COVER_ID,)
        id_ = name if i else COVER_ID
        yield Part(picture.file, picture.content, MEDIA_TYPES[kind], id_, properties)


def _font_parts(font: BookFont) -> Iterable[Part]:
    yield Part(FONT_FILE, font.content, "font/otf", "font")
    yield Part(NOTICE_FILE, font.notice.encode(), "text/plain")
    yield Part(APPLE_FILE, APPLE_OPTIONS, "application/xml")
