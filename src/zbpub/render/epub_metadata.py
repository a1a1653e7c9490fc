"""What the package document says of the issue, as plain entries.

EPUB 3.3, 5.5 (metadata) and EPUB Accessibility 1.1; the order is the order in the file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zbpub.manuscript.model import Article, Figure, IssueConfig
from zbpub.render.epub_outline import Outline, series_position
from zbpub.render.epub_text import figures_of, notes_in_order, runs_of

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://zbpub.invalid/epub")
"""The name space of our identifiers; the address need not exist (RFC 9562, 6.6)."""
COLLECTION = "series"
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of the metadata: a Dublin Core name, or ``meta``."""

    name: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


def identifier(config: IssueConfig) -> str:
    """The book's URN: the same edition of an issue has the same one for ever."""
    parts = (config.publication, config.cn, config.issn, config.date, config.number)
    name = "\n".join((*parts, config.language, "horizontal"))
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, name)}"


def describe(outline: Outline, cover_id: str, certified_by: str) -> tuple[Entry, ...]:
    """Every entry but the identifier's attribute and dcterms:modified.

    Args:
        outline: The planned book.
        cover_id: The manifest identifier of the cover picture.
        certified_by: Who vouches for WCAG conformance; empty claims none.
    """
    return (
        *_publication(outline),
        *_series(outline.config),
        *_print_source(outline),
        *_accessibility(outline),
        *_certification(certified_by),
        Entry("meta", "", {"name": "cover", "content": cover_id}),
    )


def _publication(outline: Outline) -> Iterator[Entry]:
    config = outline.config
    yield Entry("title", outline.title)
    yield Entry("language", config.language)
    yield Entry("creator", config.publication)
    yield Entry("publisher", config.publisher or config.publication)
    yield Entry("date", config.date)
    yield Entry("type", "newspaper")
    headlines = "；".join(chapter.label for chapter in outline.chapters)
    yield Entry("description", headlines)


def _series(config: IssueConfig) -> Iterator[Entry]:
    """The paper as a series; foliate-js reads it only beside the calibre entries."""
    position = series_position(config)
    yield Entry(
        "meta",
        config.publication,
        {"property": "belongs-to-collection", "id": COLLECTION},
    )
    yield _refining("collection-type", "series")
    if position:
        yield _refining("group-position", position)
    if config.issn:
        yield _refining("dcterms:identifier", f"urn:issn:{config.issn}")
    if config.cn:
        yield _refining("dcterms:identifier", config.cn)
    yield Entry("meta", "", {"name": "calibre:series", "content": config.publication})
    if position:
        yield Entry("meta", "", {"name": "calibre:series_index", "content": position})


def _print_source(outline: Outline) -> Iterator[Entry]:
    """The printed paper, which the page marks count."""
    source = f"{outline.title} {outline.words.print_edition}"
    yield Entry("source", source)
    if outline.marks:  # no prefix: EPUBCheck 5.3 knows only this form
        yield _property("pageBreakSource", source)


def _accessibility(outline: Outline) -> Iterator[Entry]:
    figures = [f for c in outline.chapters for f in figures_of(c.article.body)]
    described = all(figure.alt.strip() for figure in figures)
    yield _property("schema:accessMode", "textual")
    yield _property("schema:accessMode", "visual")  # the cover, at the least
    if described:
        yield _property("schema:accessModeSufficient", "textual")
    yield _property("schema:accessModeSufficient", "textual,visual")
    for feature in _features(outline, described=described):
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    summary = "".join(_summary(outline, figures, described=described))
    yield _property("schema:accessibilitySummary", summary)


def _features(outline: Outline, *, described: bool) -> Iterable[str]:
    yield from ("tableOfContents", "readingOrder", "structuralNavigation")
    yield from ("displayTransformability", "unlocked")
    if outline.marks:
        yield from ("pageBreakMarkers", "pageNavigation")
    if described:
        yield "alternativeText"
    if any(_has_ruby(chapter.article) for chapter in outline.chapters):
        yield "rubyAnnotations"


def _has_ruby(article: Article) -> bool:
    bodies = (article.body, *(note.blocks for note in notes_in_order(article)))
    return any(run.ruby for blocks in bodies for run in runs_of(blocks))


def _summary(
    outline: Outline, figures: list[Figure], *, described: bool
) -> Iterator[str]:
    words = outline.words
    yield words.summary
    if outline.marks:
        yield words.summary_pages
    if figures:
        yield words.summary_alt if described else words.summary_no_alt


def _certification(certified_by: str) -> Iterator[Entry]:
    if certified_by:
        yield _property("dcterms:conformsTo", CONFORMS)
        yield _property("a11y:certifiedBy", certified_by)


def _property(name: str, value: str) -> Entry:
    return Entry("meta", value, {"property": name})


def _refining(name: str, value: str) -> Entry:
    return Entry("meta", value, {"refines": f"#{COLLECTION}", "property": name})
