"""The XHTML files and the NCX of the book, by the templates of styles/epub/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateError

from zbpub.base.findings import Finding, InputError
from zbpub.base.templates import open_templates
from zbpub.render.epub_outline import (
    COLOPHON_FILE,
    COVER_FILE,
    NAV_FILE,
    Chapter,
    Outline,
)
from zbpub.render.epub_pictures import Picture
from zbpub.render.epub_views import Targets, view_article

FOLDER = "epub"
"""The folder of styles/ that holds the book's templates and CSS."""
CSS_FILE = "book.css"
NCX_FILE = "toc.ncx"


@dataclass(frozen=True, slots=True)
class NcxEntry:
    """One entry of the NCX with its place in the reading order."""

    label: str
    href: str
    order: int
    """Equal for entries of one target, as the NCX demands (ANSI/NISO Z39.86)."""
    children: tuple[NcxEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file, or the NCX."""

    file: str
    text: str


def render_documents(
    outline: Outline, cover: Picture, pictures: Mapping[str, Picture], styles: Path
) -> tuple[Document, ...]:
    """Cover, contents, articles and colophon, in reading order.

    Raises:
        InputError: E012 when a template is missing or wrong.
    """
    templates = open_templates(styles / FOLDER, keeps_end=True)
    files = {chapter.article.name: chapter.file for chapter in outline.chapters}
    targets = Targets(files, pictures, outline.config.url)
    told = {"book": outline, "words": outline.words, "cover": cover}
    return (
        _render(templates, COVER_FILE, told),
        _render(templates, NAV_FILE, told),
        *(
            Document(file, _render(templates, "article.xhtml", {**told, **here}).text)
            for file, here in _places(outline, targets)
        ),
        _render(templates, COLOPHON_FILE, told),
    )


def render_ncx(outline: Outline, identifier: str, styles: Path) -> Document:
    """The NCX: the entries of the contents and of the page list, once more.

    Raises:
        InputError: E012 when its template is missing or wrong.
    """
    points, pages = _ncx_entries(outline)
    told = {"book": outline, "identifier": identifier, "points": points, "pages": pages}
    return _render(open_templates(styles / FOLDER, keeps_end=True), NCX_FILE, told)


def read_css(styles: Path) -> str:
    """The book's CSS as it stands.

    Raises:
        InputError: E012 when it cannot be read.
    """
    path = styles / FOLDER / CSS_FILE
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _style_error(str(path), 0, str(error)) from error


def _places(
    outline: Outline, targets: Targets
) -> Iterator[tuple[str, dict[str, object]]]:
    """For each article its file; itself, its section, and the articles beside it."""
    chapters = outline.chapters
    sections = (s for s in outline.sections for _ in s.chapters)
    before: tuple[Chapter | None, ...] = (None, *chapters[:-1])
    after: tuple[Chapter | None, ...] = (*chapters[1:], None)
    for chapter, section, previous, following in zip(
        chapters, sections, before, after, strict=True
    ):
        here: dict[str, object] = {
            "chapter": chapter,
            "article": chapter.article,
            "section": section,
            "previous": previous,
            "following": following,
            "view": view_article(chapter, targets),
        }
        yield chapter.file, here


def _ncx_entries(
    outline: Outline,
) -> tuple[tuple[NcxEntry, ...], tuple[NcxEntry, ...]]:
    hrefs = (
        href
        for section in outline.sections
        for href in (section.href, *(chapter.href for chapter in section.chapters))
    )
    orders = {href: i for i, href in enumerate(dict.fromkeys(hrefs), 1)}
    points = tuple(
        NcxEntry(
            section.label,
            section.href,
            orders[section.href],
            tuple(NcxEntry(c.label, c.href, orders[c.href]) for c in section.chapters),
        )
        for section in outline.sections
    )
    pages = tuple(NcxEntry(m.label, m.href, orders[m.href]) for m in outline.marks)
    return points, pages


def _render(templates: Environment, file: str, told: Mapping[str, object]) -> Document:
    try:
        return Document(file, templates.get_template(f"{file}.j2").render(told))
    except TemplateError as error:
        name = getattr(error, "filename", None) or f"{FOLDER}/{file}.j2"
        line = getattr(error, "lineno", None) or 0
        raise _style_error(name, line, str(error)) from error


def _style_error(path: str, line: int, message: str) -> InputError:
    return InputError(
        Finding(
            code="E012",
            message=f"the e-book's styles cannot be used: {message}",
            path=path,
            line=line,
            hint="restore the file from the shipped styles, then change it again",
        )
    )
