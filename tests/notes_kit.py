"""A galley of one article's text, painted: for what stands beside the lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from kit import card_spec, tabloid
from zbpub.layout.galley import set_galley
from zbpub.layout.galley_proof import MARGIN, ProofSheet, proof_pages
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Page, PlacedArticle, Rect
from zbpub.layout.profile import Readings
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article
from zbpub.manuscript.parse import parse_article
from zbpub.render.pdf import render_pdf

SIZE = 9000


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleyForm:
    """How the galley is set."""

    measure: int = 20
    """Em."""
    leading: int = 12_000
    ruby: Readings = "above"
    is_vertical: bool = False


def read(text: str) -> Article:
    """The article whose body is ``text``."""
    source = f"---\nheadline: 题\n---\n\n{text}"
    article, found = parse_article(source, name="01", path="01.md")
    assert article is not None, found
    return article


def case_for(form: GalleyForm) -> TypeCase:
    """The tests' type case, set as ``form`` has it."""
    case = tabloid()
    body = replace(case.profile.body, ruby=form.ruby)
    setting = replace(case.setting, vertical=form.is_vertical)
    return replace(case, profile=replace(case.profile, body=body), setting=setting)


def galley_pages(
    article: Article, form: GalleyForm, case: TypeCase | None = None
) -> tuple[Page, ...]:
    """The galley's pages."""
    galley = set_galley(article, form.measure * SIZE, case or case_for(form))
    elements = groupby(galley.strips, key=lambda strip: strip.element)
    lines = [[strip.line for strip in strips] for _, strips in elements]
    sheet = ProofSheet(
        measure=form.measure * SIZE, size=SIZE, leading=form.leading,
        columns=1, is_vertical=form.is_vertical,
    )  # fmt: skip
    return proof_pages(lines, sheet)


def paint(pages: tuple[Page, ...], path: Path) -> Path:
    """``pages`` as a PDF at ``path``."""
    path.write_bytes(render_pdf(pages, card_spec()))
    return path


def column_page(
    article: Article, form: GalleyForm, case: TypeCase | None = None
) -> Page:
    """The galley in one column, each row as make-up places it."""
    case = case or case_for(form)
    galley = set_galley(article, form.measure * SIZE, case)
    items: list[Element] = []
    y = MARGIN
    for element, group in groupby(galley.strips, key=lambda strip: strip.element):
        strips = list(group)
        lines = [
            (x, row * form.leading, line)
            for row, strip in enumerate(strips)
            for line, x in strip.lines
        ]
        deep = height(len(strips), SIZE, form.leading)
        place = Rect(MARGIN, y, galley.measure, deep)
        fragment = Fragment(place, SIZE, set_lines(lines, SIZE))
        items.append(Element(galley.elements[element].role, (fragment,)))
        y += len(strips) * form.leading
    around = Rect(MARGIN, MARGIN, galley.measure, y - MARGIN)
    return Page(
        number="01", width=galley.measure + 2 * MARGIN, height=y + MARGIN,
        type_area=around, folio=(),
        articles=(PlacedArticle("galley-1", "", around, tuple(items)),), rules=(),
    )  # fmt: skip
