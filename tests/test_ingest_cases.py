"""The phenomena of recognised pages, each as a case that a typesetter can write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import ArticleObject, as_json

CASES = Path(__file__).parent / "cases" / "ingest_pages.txt"
UGLY = Path(__file__).parent / "cases" / "ingest_ugly_pages.txt"
"""Short pages as papers of several kinds come out of recognition, written by hand."""
FIELDS = ("label", "kicker", "headline", "deck", "dateline", "byline", "jump")
EMPTY = "."
"""A line of a case that stands for an empty one."""


def read_cases(path: Path) -> Iterator[tuple[str, str, str]]:
    """Title, input and expected text of each case in ``path``."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        title, _, rest = block.partition("\n")
        given, _, expected = rest.partition("\n---\n")
        lines = ["" if line == EMPTY else line for line in given.split("\n")]
        yield title.removeprefix("# "), "\n".join(lines), expected.strip("\n")


def tell(text: str) -> str:
    """What ingest makes of ``text``, a line for each thing."""
    page = as_json(ingest_page(text, path="case.md", page="03"))
    lines: list[str] = []
    for article in page["articles"]:
        lines.extend(_tell_article(article))
    lines.extend(f"loose caption: {text}" for text in page["captions"])
    lines.extend(f"furniture: {text}" for text in page["furniture"])
    return "\n".join(lines)


def _tell_article(article: ArticleObject) -> Iterator[str]:
    yield "article"
    told: dict[str, str] = {name: str(value) for name, value in article.items()}
    yield from (f"{name}: {told[name]}" for name in FIELDS if told[name])
    for text in article["paragraphs"]:
        yield f"{'subhead' if text in article['subheads'] else 'paragraph'}: {text}"
    yield from (f"callout: {text}" for text in article["callouts"])
    yield from (f"caption: {text}" for text in article["captions"])


@pytest.mark.parametrize(
    ("title", "given", "expected"), [*read_cases(CASES), *read_cases(UGLY)]
)
def test_case(title: str, given: str, expected: str) -> None:
    """Every hand-written case comes out line for line."""
    assert tell(given) == expected, title


def test_a_wrong_case_fails() -> None:
    """The cases can fail: what one page gives is not what another gives."""
    (_, given, _), (_, _, other) = list(read_cases(CASES))[:2]

    assert tell(given) != other
