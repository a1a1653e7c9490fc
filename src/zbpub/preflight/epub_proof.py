"""The proof that the finished book holds every character of its articles, in order.

Text comes from the file alone: article elements in reading order, a picture's text
alternative in its place, a reading (注音) behind its base; without what the book makes
itself: marks and numbers of footnotes, the brackets for readers that know no ruby.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.preflight.epub_book import XHTML, Book, Element, has_type

NAME = "data-article"
"""The attribute in which the book keeps the name of an article's manuscript."""
AROUND = 8
"""Characters of context on either side of a difference."""


def article_texts(book: Book) -> dict[str, str]:
    """The text of each article by its name, in reading order.

    An article that stands in the book twice has its text twice.
    """
    texts: dict[str, str] = {}
    for _, tree in book.read:
        for article in tree.iter(f"{XHTML}article"):
            name = article.get(NAME)
            if name is not None:
                texts[name] = texts.get(name, "") + element_text(article)
    return texts


def element_text(element: Element) -> str:
    """The text inside ``element``, generated marks left out."""
    return "".join(_texts(element))


def compare(
    path: str, found: Mapping[str, str], expected: Mapping[str, str]
) -> tuple[Finding, ...]:
    """What the book ``found`` lacks, adds or has in another order than ``expected``."""
    return (
        *_missing(path, found, expected),
        *_invented(path, found, expected),
        *_differing(path, found, expected),
        *_disordered(path, found, expected),
    )


def _texts(element: Element) -> Iterator[str]:
    if _is_generated(element):
        return
    if element.tag == f"{XHTML}img":
        yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _is_generated(element: Element) -> bool:
    is_mark = has_type(element, "noteref") or element.get("role") == "doc-backlink"
    return is_mark or element.tag == f"{XHTML}rp"


def _missing(
    path: str, found: Mapping[str, str], expected: Mapping[str, str]
) -> Iterator[Finding]:
    for name in expected:
        if name not in found:
            yield Finding(
                code="E040",
                message=f"the article {name!r} is not in the book",
                path=path,
                hint="build the book again; if it stays away, please report it",
            )


def _invented(
    path: str, found: Mapping[str, str], expected: Mapping[str, str]
) -> Iterator[Finding]:
    for name in found:
        if name not in expected:
            yield Finding(
                code="E042",
                message=f"the book has an article {name!r} that the issue has not",
                path=path,
                hint="build the book again",
            )


def _differing(
    path: str, found: Mapping[str, str], expected: Mapping[str, str]
) -> Iterator[Finding]:
    for name in expected:
        want, have = significant(expected[name]), significant(found.get(name, ""))
        if name in found and want != have:
            at = first_difference(want, have)
            yield Finding(
                code="E041",
                message=(
                    f"article {name!r}, character {at + 1}: the manuscript has "
                    f"{_context(want, at)!r}, the book {_context(have, at)!r}"
                ),
                path=path,
                hint="build the book again; if it stays so, please report it",
            )


def _disordered(
    path: str, found: Mapping[str, str], expected: Mapping[str, str]
) -> Iterator[Finding]:
    want = [name for name in expected if name in found]
    have = [name for name in found if name in expected]
    for wanted, had in zip(want, have, strict=True):
        if wanted != had:
            yield Finding(
                code="E043",
                message=f"the book has {had!r} where the issue has {wanted!r}",
                path=path,
                hint="build the book again",
            )
            return


def first_difference(one: str, other: str) -> int:
    """The first offset at which the texts differ; the shorter's end if none."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _context(text: str, at: int) -> str:
    return text[max(0, at - AROUND) : at + AROUND]
