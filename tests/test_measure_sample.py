"""The sample issue before the meter: its pages are read aright, and faults are found.

Its pages have tables, call-outs, a contents box, heads in vertical lines and other
pieces among the articles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kit import LOOK, STYLES, card_spec
from sample_kit import FOLDER, sample_issue
from zbpub.layout.makeup import make_up
from zbpub.layout.page import Element, Fragment, Item, Page, PlacedArticle, SetLine
from zbpub.layout.table import ROLES
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_score import Verdict, score
from zbpub.preflight.pdf_judge import judge_pdf
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role
from zbpub.preflight.pdf_values import Element as Structure
from zbpub.render.pdf import render_pdf
from zbpub.render.pdf_spec import PdfSpec
from zbpub.style_files import illustrate, open_case

LOOSE = {"E8 Han gaps over 1/4 em", "E19 runs of loose lines"}
"""What composition itself has to answer for: narrow lines of long numbers and words."""


class Made(NamedTuple):
    """The made-up sample."""

    pages: tuple[Page, ...]
    spec: PdfSpec


@cache
def made() -> Made:
    """The sample's pages, and what painting them needs."""
    issue = sample_issue()
    case = open_case(STYLES, issue)
    drawn = illustrate(FOLDER, issue, case)
    pages = make_up(drawn.issue, case, drawn.sizes).pages
    return Made(pages, replace(card_spec(LOOK), images=drawn.images))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole sample as a PDF."""
    return painted(tmp_path_factory.mktemp("sample") / "a.pdf", made().pages)


def painted(path: Path, pages: tuple[Page, ...]) -> Path:
    """The pages as a PDF at ``path``."""
    path.write_bytes(render_pdf(pages, made().spec))
    return path


def test_preflight_finds_nothing(whole: Path) -> None:
    """The judge of finished files is content with the sample."""
    assert [finding.message for finding in judge_pdf(whole)] == []


def test_no_clause_fails_by_a_misreading(whole: Path) -> None:
    """Nothing of tables, boxes and insets is taken for faulty lines."""
    failed = {
        f"{one.clause} {one.what}"
        for one in score(measure_pdf(whole))
        if one.verdict is Verdict.FAIL
    }

    assert failed <= LOOSE


def test_tables_are_tables(whole: Path) -> None:
    """Each has rows, and they have as many cells each, even where some are empty."""
    elements = read_pdf(whole).elements
    tables = elements_by_role(elements, "Table")
    rows = [
        [len(elements_by_role([row], "TD")) for row in elements_by_role([table], "TR")]
        for table in tables
    ]
    inner = [kid for t in tables for kid in t.kids if isinstance(kid, Structure)]

    assert elements_by_role(inner, "Table") == ()
    assert sum(map(len, rows)) == sum(
        item.role in ROLES
        for page in made().pages
        for article in page.articles
        for item in article.items
    )
    assert all(len(set(cells)) == 1 < cells[0] for cells in rows)


# --- negative controls --------------------------------------------------------------

Has = Callable[[Page, PlacedArticle], bool]


def _has_table(_page: Page, article: PlacedArticle) -> bool:
    return any(item.role == "table-row" for item in article.items)


def _has_callout(_page: Page, article: PlacedArticle) -> bool:
    return any(item.role == "callout" for item in article.items)


def _has_vertical_head(_page: Page, article: PlacedArticle) -> bool:
    return any(
        isinstance(item, Element) and item.fragments[0].is_vertical
        for item in article.items
    )


def _is_by_contents(page: Page, _article: PlacedArticle) -> bool:
    return any(piece.kind == "contents" for piece in page.pieces)


PLACES: dict[str, Has] = {
    "table": _has_table, "call-out": _has_callout,
    "vertical head": _has_vertical_head, "contents": _is_by_contents,
}  # fmt: skip
CLAUSES = "E1 right edge", "E2 left edge", "E14 baseline grid"
"""What a line within a paragraph breaks that is moved aside and down."""


def _spoiled(page: Page, has: Has) -> tuple[Page, str] | None:
    """``page`` with one line spoiled in an article that ``has`` wants, and its text."""
    for at, article in enumerate(page.articles):
        if not has(page, article):
            continue
        for rank, item in enumerate(article.items):
            found = _spoiled_item(item)
            if found:
                items = (*article.items[:rank], found[0], *article.items[rank + 1 :])
                bad = replace(article, items=items)
                articles = (*page.articles[:at], bad, *page.articles[at + 1 :])
                return replace(page, articles=articles), found[1]
    return None


def _spoiled_item(item: Item) -> tuple[Element, str] | None:
    """A body paragraph whose second line of three or more is spoiled, and its text."""
    if not isinstance(item, Element) or item.role != "body":
        return None
    first: Fragment = item.fragments[0]
    if len(first.lines) < 3:
        return None
    one, two, *rest = first.lines
    bad = replace(first, lines=(one, _moved(two), *rest))
    return replace(item, fragments=(bad, *item.fragments[1:])), two.text


def _moved(line: SetLine) -> SetLine:
    return replace(line, x=line.x + 3000, baseline=line.baseline + 1000)


@pytest.mark.parametrize("place", PLACES)
def test_a_spoiled_line_is_found(
    tmp_path: Path, weasyprint_says: list[str], place: str
) -> None:
    """Beside a table, a call-out, a vertical head or a box each fault still counts."""
    tries = (_spoiled(page, PLACES[place]) for page in made().pages)
    page, text = next(found for found in tries if found)
    tallies = measure_pdf(painted(tmp_path / "a.pdf", (page,))).tallies
    # The other pages, to which its links lead, are left out.
    assert all(said.startswith("No anchor #page-") for said in weasyprint_says)
    weasyprint_says.clear()

    found = {name: [f.text for f in tallies[name].faults] for name in CLAUSES}
    assert found == {clause: [text] for clause in CLAUSES}
