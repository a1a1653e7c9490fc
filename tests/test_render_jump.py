"""A jump in the finished PDF: its lines lead to the other page, its parts add up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from issue_kit import Copy, article_of
from kit import BODY, card_spec, tabloid
from zbpub.layout.distribution import Distribution, Jump, Share, expected_texts
from zbpub.layout.galley import Galley, set_galley
from zbpub.layout.jump import jump_choices
from zbpub.layout.leading import set_lines
from zbpub.layout.page import Element, Fragment, Link, Page, PlacedArticle, Rect
from zbpub.manuscript.model import Article, PagePlan
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.render.own_links import with_own_links
from zbpub.render.pdf import render_log, render_pdf

EM = 9000
MEASURE = 40 * EM
PITCH = 12_000


def _placed(article: Article) -> PlacedArticle:
    """An article as a plain column: its headline, then its galley."""
    galley = set_galley(article, MEASURE, tabloid())
    title = tabloid().one_line(article.headline, tabloid().profile.folio.name)
    assert title is not None
    size = tabloid().profile.folio.name.size
    place = Rect(EM, 2 * EM, MEASURE, size)
    headline = Element(
        "headline", (Fragment(place, size, set_lines([(0, 0, title)], size)),)
    )
    items = (headline, *_elements(galley))
    area = Rect(EM, EM, MEASURE, 100 * PITCH)
    return PlacedArticle(article.name, article.headline, area, items)


def _elements(galley: Galley) -> list[Element]:
    found = []
    for number, stretch in enumerate(galley.elements):
        rows = [
            (row, strip)
            for row, strip in enumerate(galley.strips)
            if strip.element == number
        ]
        top = 5 * EM + rows[0][0] * PITCH
        place = Rect(EM, top, MEASURE, len(rows) * PITCH)
        lines = set_lines(
            ((strip.x, i * PITCH, strip.line) for i, (_, strip) in enumerate(rows)), EM
        )
        links = tuple(
            Link(Rect(EM + rows[0][1].x, top, 7 * EM, EM), href, lines[0].text)
            for _, _, href in stretch.links
        )
        found.append(Element(stretch.role, (Fragment(place, EM, lines, links),)))
    return found


@dataclass(frozen=True, slots=True)
class Jumped:
    """An article over two pages."""

    pages: tuple[Page, ...]
    texts: dict[str, str]


@pytest.fixture(scope="module")
def jumped() -> Jumped:
    """An article that begins on page A1 and goes on to page A2."""
    article = article_of(0, Copy(characters=1200))
    other = article_of(1, Copy(characters=300))
    shared = Distribution(
        shares=(
            Share(plan=PagePlan(number="A1"), articles=(article,)),
            Share(plan=PagePlan(number="A2"), articles=(other,)),
        ),
        jumps=(Jump(article.name, "A2", jump_choices(article)[0]),),
        order=(article.name, other.name),
    )
    pages = tuple(
        Page(
            number=job.plan.number, width=MEASURE + 2 * EM, height=140 * PITCH,
            type_area=Rect(EM, EM, MEASURE, 138 * PITCH), folio=(), rules=(),
            articles=tuple(_placed(a) for a in job.articles if a.name != other.name),
        )
        for job in shared.pages
    )  # fmt: skip
    texts = expected_texts(shared)
    del texts[other.name]
    return Jumped(pages, texts)


def _rendered(pages: tuple[Page, ...]) -> tuple[bytes, list[str]]:
    with render_log() as said:
        return render_pdf(pages, card_spec()), said


def test_jump_lines_lead_to_each_other(jumped: Jumped, tmp_path: Path) -> None:
    """下转 leads to the page of 上接, and back; the proof finds no fault."""
    pdf, said = _rendered(jumped.pages)
    path = tmp_path / "jump.pdf"
    path.write_bytes(pdf)

    assert said == []
    assert prove_pdf(path, jumped.texts) == ()
    assert _targets(path) == [1, 0]


def test_proof_notices_what_a_part_lacks(jumped: Jumped, tmp_path: Path) -> None:
    """Negative control: a character more in a part's text is missed in the file."""
    path = tmp_path / "jump.pdf"
    path.write_bytes(_rendered(jumped.pages)[0])
    more = {name: text + "缺" for name, text in jumped.texts.items()}

    assert [finding.code for finding in prove_pdf(path, more)] == ["P103", "P103"]


def test_page_alone_has_no_link(jumped: Jumped, tmp_path: Path) -> None:
    """Of a cover, whose other page is not there, the jump line leads nowhere."""
    pdf, said = _rendered(jumped.pages[:1])
    path = tmp_path / "cover.pdf"
    path.write_bytes(pdf)

    assert said == []
    assert _targets(path) == []
    assert with_own_links(jumped.pages) == jumped.pages


def test_jump_line_is_a_role_of_the_body(jumped: Jumped) -> None:
    """The lines stand on the grid like the body, in a role of their own."""
    roles = [
        [item.role for item in page.articles[0].items if isinstance(item, Element)]
        for page in jumped.pages
    ]

    assert roles[0][-1] == roles[1][1] == "jump"
    assert "jump" in BODY


def _targets(path: Path) -> list[int]:
    """The index of the page that each link of the file leads to."""
    with pikepdf.open(path) as pdf:
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        found = []
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                if note.Subtype != "/Link":
                    continue
                name = note.get("/Dest") or note.A.D
                target = tree[str(name)]
                found.append(
                    next(i for i, p in enumerate(pdf.pages) if p.obj == target[0])
                )
        return found
