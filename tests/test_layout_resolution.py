"""Pictures with too few pixels for their width."""

from __future__ import annotations

import pytest

from kit import issue_of, tabloid
from zbpub.base.findings import Severity
from zbpub.layout.figure import figure_variants
from zbpub.layout.page import Page, Picture, PlacedArticle, Rect
from zbpub.layout.resolution import ppi, resolution_findings
from zbpub.manuscript.model import Article, Figure, Issue

INCH = 72_000
SHEET = Rect(0, 0, 10 * INCH, 10 * INCH)


def _page(place: Rect, source: str) -> tuple[tuple[Page, ...], Issue]:
    figure = Figure(source, "桥", line=7)
    article = Article(name="02-01", headline="题", body=(figure,), path="a/02-01.md")
    placed = PlacedArticle(
        "02-01", "题", SHEET, (Picture("figure", place, source, "桥"),)
    )
    page = Page(
        number="02", width=SHEET.width, height=SHEET.height, type_area=SHEET, folio=(),
        articles=(placed,), rules=(),
    )  # fmt: skip
    return (page,), issue_of(article)


@pytest.mark.parametrize(
    ("source", "pixels", "code"),
    [
        ("a.jpg", (600, 400), ""),
        ("a.jpg", (300, 200), ""),
        ("a.jpg", (298, 199), "L030"),
        ("a.jpg", (144, 96), "L030"),
        ("a.jpg", (142, 95), "L031"),
        ("a.jpg", (600, 90), "L031"),
        ("a.svg", (30, 20), ""),
    ],
)
def test_coarse_pictures_are_told(
    source: str, pixels: tuple[int, int], code: str
) -> None:
    """Two inches wide: 300 pixels do, fewer are soft, under 144 they are refused."""
    pages, issue = _page(Rect(0, 0, 2 * INCH, INCH * 4 // 3), source)
    found = resolution_findings(pages, issue, {source: pixels})

    assert [finding.code for finding in found] == [code] * bool(code)
    for finding in found:
        is_error = finding.severity is Severity.ERROR
        assert is_error == (code == "L031")
        assert (finding.path, finding.line) == ("a/02-01.md", 7)


def test_the_hint_tells_a_width_that_would_do() -> None:
    """At the width of the hint the picture has what is wanted."""
    pages, issue = _page(Rect(0, 0, 4 * INCH, 3 * INCH), "a.jpg")
    (finding,) = resolution_findings(pages, issue, {"a.jpg": (400, 300)})

    assert "100 ppi at its width of 101 mm" in finding.message
    assert "no wider than 67 mm" in finding.hint  # 400 pixels at 150 an inch: 67.7 mm


def test_a_crop_is_as_coarse_as_its_scale() -> None:
    """What is cut off does not count: the longer scale does."""
    assert ppi((INCH, INCH), (300, 200)) == 200
    assert ppi((INCH, INCH), (200, 300)) == 200


def test_coarse_pictures_cost_where_they_are_wide() -> None:
    """The same photograph costs nothing narrow, and more the wider it stands."""
    photo = Figure("a.jpg", "桥")
    costs = [
        min(f.cost for f in figure_variants(photo, None, (300, 200), over, tabloid()))
        for over in ((1, 99_000), (2, 212_400), (3, 325_800))
    ]

    assert costs[0] == 0
    assert costs[0] < costs[1] < costs[2]
