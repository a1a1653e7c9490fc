"""Prove that a finished PDF holds every character of its articles, in order.

White space counts nowhere: lines and columns come and go with the make-up. What
belongs to no article (folios, rules' captions, credits) may stand beside it, as an
artifact or under another structure element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from zbpub.base.chars import significant
from zbpub.base.findings import Finding, Severity
from zbpub.preflight.pdf_difference import Kind, first_difference
from zbpub.preflight.pdf_read import read_text
from zbpub.preflight.pdf_structure import elements_by_role, marks_of, structure_text
from zbpub.preflight.pdf_values import NO_MARK, Document, Element, Page

ARTICLE = "Art"
"""The structure type of an article (ISO 32000-1, 14.8.4.2)."""

PARAGRAPHS = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "TH", "TD"}
)
"""Elements that must come whole out of the bare content stream."""

_CODES = {
    Kind.MISSING: "P103",
    Kind.DOUBLED: "P104",
    Kind.MOVED: "P105",
    Kind.FOREIGN: "P106",
}
_ABSENT = "P107"
_STRANGE = "P108"
_TORN = "P109"
_LOOSE = "P110"
_UNTAGGED = "P111"

_CONTEXT = 8
_LONGEST = 16
_SHINGLE = 4
"""Articles know their fragments by the four-character strings that they share."""

_HINT = "build the page again; if it stays, report it: no manuscript can mend it"


def prove_pdf(path: Path, expected: Mapping[str, str]) -> tuple[Finding, ...]:
    """Compare the articles of the PDF at ``path`` with their texts.

    Args:
        path: The finished PDF.
        expected: For each article's name its text as it must be printed.

    Returns:
        P103-P106 the first difference of each article; P107 an article that is
        nowhere; P108 an article that no text names; P109 a paragraph torn in content
        order; P110 text in neither structure nor artifact; P111 (a warning) a file
        without structure, which is proved in content order alone. Empty: all is there.

    Raises:
        InputError: The file cannot be read.
    """
    document = read_text(path)
    texts = {name: significant(text) for name, text in expected.items()}
    if document.tagged:
        found = (*_by_structure(document, texts), *_loose(document))
    else:
        found = tuple(_by_content(document, texts))
    return tuple(
        Finding(
            code=code,
            message=message,
            path=str(path),
            severity=Severity.WARNING if code == _UNTAGGED else Severity.ERROR,
            hint="" if code == _UNTAGGED else _HINT,
        )
        for code, message in found
    )


Found = tuple[str, str]
"""Code and message."""


def _by_structure(document: Document, texts: Mapping[str, str]) -> Iterator[Found]:
    pieces: dict[str, list[Element]] = defaultdict(list)
    for element in elements_by_role(document.elements, ARTICLE):
        text = significant(structure_text(document, element))
        if not text:
            continue
        if name := _owner(text, texts):
            pieces[name].append(element)
        else:
            yield _STRANGE, f"an article that no manuscript has: 「{text[:20]}」"
    content = {page.number: _content(page) for page in document.pages}
    for name, text in texts.items():
        if name in pieces:
            yield from _compare(name, text, _joined(document, pieces[name]))
            yield from _torn(document, name, pieces[name], content)
        elif text:
            yield _ABSENT, f"article {name} is nowhere in the file"


def _joined(document: Document, pieces: Sequence[Element]) -> str:
    return significant("".join(structure_text(document, piece) for piece in pieces))


def _owner(text: str, texts: Mapping[str, str]) -> str:
    """The article of which ``text`` is most likely a fragment; empty: none."""
    for name, whole in texts.items():
        if text in whole:
            return name
    shingles = _shingles(text)
    shared = {name: len(shingles & _shingles(whole)) for name, whole in texts.items()}
    best = max(shared, key=lambda name: shared[name], default="")
    return best if best and shared[best] else ""


def _shingles(text: str) -> set[str]:
    last = max(len(text) - _SHINGLE, 0)
    return {text[i : i + _SHINGLE] for i in range(last + 1)}


def _compare(name: str, expected: str, found: str) -> Iterator[Found]:
    difference = first_difference(expected, found)
    if difference is None:
        return
    at, text = difference.offset, difference.text
    is_extra = difference.kind in (Kind.DOUBLED, Kind.FOREIGN)
    goes_on = at + len(text) * is_extra
    before, after = found[max(at - _CONTEXT, 0) : at], found[goes_on:][:_CONTEXT]
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    yield (
        _CODES[difference.kind],
        f"article {name}, character {at + 1}: {difference.kind.value} 「{shown}」 "
        f"between 「{before}」 and 「{after}」",
    )


def _torn(
    document: Document,
    name: str,
    pieces: Sequence[Element],
    content: Mapping[int, str],
) -> Iterator[Found]:
    """Paragraphs that copying or a reader without structure would give in bits."""
    for paragraph in _paragraphs(pieces):
        by_page: dict[int, str] = defaultdict(str)
        for mark in marks_of(paragraph):
            glyphs = document.marks.get(mark.key, ())
            by_page[mark.page] += significant("".join(glyph.text for glyph in glyphs))
        for page, text in by_page.items():
            if text not in content.get(page, ""):
                yield (
                    _TORN,
                    f"article {name}: on page {page} the paragraph "
                    f"「{text[:_LONGEST]}…」 is torn in content order",
                )


def _paragraphs(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        if element.role in PARAGRAPHS:
            yield element
        else:
            yield from _paragraphs([k for k in element.kids if isinstance(k, Element)])


def _content(page: Page) -> str:
    return significant("".join(g.text for g in page.glyphs if not g.artifact))


def _loose(document: Document) -> Iterator[Found]:
    """Text that belongs to nothing: a reader that goes by structure never says it."""
    owned = document.owned | {
        (mark.page, mark.mcid) for root in document.elements for mark in marks_of(root)
    }
    for page in document.pages:
        text = significant(
            "".join(
                glyph.text
                for glyph in page.glyphs
                if not glyph.artifact
                and (glyph.mcid == NO_MARK or (page.number, glyph.mcid) not in owned)
            )
        )
        if text:
            yield (
                _LOOSE,
                f"page {page.number}: 「{text[:_LONGEST]}」 is neither structure "
                "nor artifact",
            )


def _by_content(document: Document, texts: Mapping[str, str]) -> Iterator[Found]:
    yield _UNTAGGED, "no structure: articles are proved in content order alone"
    content = "".join(_content(page) for page in document.pages)
    for name, text in texts.items():
        if text in content:
            continue
        start = content.find(text[:_CONTEXT])
        if start < 0:
            yield _ABSENT, f"article {name} is nowhere in the file"
        else:
            yield from _compare(name, text, _stretch(text, content[start:]))


def _stretch(text: str, content: str) -> str:
    """The part of ``content`` that begins like ``text`` and ends where it ends."""
    end = content.find(text[-_CONTEXT:])
    return content[: end + _CONTEXT] if end >= 0 else content[: len(text)]
