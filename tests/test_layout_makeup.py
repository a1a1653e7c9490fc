"""Made-up pages on real fonts: what holds for every page, and what misfits are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pytest

from kit import (
    BODY,
    PICTURE,
    PIXELS,
    IssueSpec,
    LineBox,
    article_text,
    card,
    elements_of,
    holds,
    line_boxes,
    made_card,
    made_of,
    overlap,
    tabloid,
)
from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.layout.importance import ranked
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.page import Element, Page, Picture, PlacedArticle, Rect
from zbpub.layout.profile import Grid
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import (
    Issue,
)

SPECS = (
    IssueSpec(1, 2, 3700),
    IssueSpec(2, 3, 3500),
    IssueSpec(3, 3, 4000),
    IssueSpec(4, 4, 3700),
    IssueSpec(5, 4, 4200),
    IssueSpec(6, 5, 3900),
    IssueSpec(7, 5, 3500),
)


@dataclass(frozen=True, slots=True)
class Made:
    """An issue of one page, made up."""

    issue: Issue
    page: Page
    findings: tuple[Finding, ...]

    @property
    def ranked(self) -> list[str]:
        """The articles' names by importance, the lead first."""
        return [article.name for article in ranked(self.issue.articles)]


@pytest.fixture(
    params=SPECS,
    ids=lambda spec: f"{spec.articles} articles, seed {spec.seed}",
    scope="module",
)
def made(request: pytest.FixtureRequest) -> Made:
    """Each seeded issue's page."""
    issue, up = made_of(request.param)
    (page,) = up.pages
    return Made(issue, page, up.findings)


def test_every_article_stands_once(made: Made) -> None:
    """The page holds every article of the issue, each once."""
    names = [article.name for article in made.page.articles]

    assert sorted(names) == sorted(article.name for article in made.issue.articles)


def test_text_is_the_manuscripts(made: Made) -> None:
    """Article by article the page's text is the manuscript's, in reading order."""
    texts = {a.name: significant(reading_text(a)) for a in made.issue.articles}

    assert {a.name: significant(article_text(a)) for a in made.page.articles} == texts


def test_frames_keep_apart_and_inside(made: Made) -> None:
    """Articles never overlap, and none leaves the type area or the sheet."""
    places = [article.place for article in made.page.articles]

    assert _overlaps(places) == []
    assert all(holds(made.page.type_area, place) for place in places)
    assert holds(Rect(0, 0, made.page.width, made.page.height), made.page.type_area)


def test_items_stay_in_their_article(made: Made) -> None:
    """Every line and picture lies in the place of its article."""
    for article in made.page.articles:
        for place in _inked(article):
            assert holds(_grown(article.place), place), article.name


def test_nothing_is_printed_over_another(made: Made) -> None:
    """No line of text overlaps a line or a picture of the page."""
    assert _overlaps(_page_ink(made.page)) == []


def test_body_stands_on_one_grid(made: Made) -> None:
    """All baselines of body text on the page lie on one of the profile's grids."""
    baselines = {box.baseline for box in _body_lines(made.page.articles)}

    assert baselines
    assert _grids(made.page), "no grid holds all baselines"


def test_columns_end_at_their_foot(made: Made) -> None:
    """Each text column ends at its block's foot or a row above, call-outs counted."""
    (grid,) = _grids(made.page)
    for article in made.page.articles:
        columns = _columns(article)
        for rank_, lines in enumerate(columns):
            foot = _foot(made.page, article, grid)
            if rank_ == len(columns) - 1:
                foot = min(foot, _callout_row(made.page, article, grid))
            last = _row(lines[-1].place.y, grid)
            assert foot - 2 <= last <= foot - 1, (article.name, rank_)


def test_columns_have_no_holes(made: Made) -> None:
    """Inside a column rows follow one another; white stands above subheads alone."""
    (grid,) = _grids(made.page)
    for article in made.page.articles:
        for lines in _columns(article):
            rows = [_row(box.place.y, grid) for box in lines]
            for box, above, row in zip(lines[1:], rows, rows[1:], strict=False):
                most = 3 if box.role == "subhead" else 1
                assert 1 <= row - above <= most, (article.name, box.text)


def test_lead_stands_at_the_top(made: Made) -> None:
    """The most important article begins in the first row of the page."""
    (grid,) = _grids(made.page)
    tops = {article.name: article.place.y for article in made.page.articles}

    assert tops[made.ranked[0]] == grid.y(0) == min(tops.values())


def test_heads_shrink_with_importance(made: Made) -> None:
    """No headline is larger than that of a more important article."""
    sizes = {article.name: _headline_size(article) for article in made.page.articles}
    ranked = [sizes[name] for name in made.ranked]

    assert ranked == sorted(ranked, reverse=True)


def test_rules_lie_in_the_type_area(made: Made) -> None:
    """Rules stay inside the type area, and hairlines miss all text."""
    hairlines = [rule.place for rule in made.page.rules if rule.role == "between"]
    inked = [place for article in made.page.articles for place in _inked(article)]

    assert all(holds(made.page.type_area, rule.place) for rule in made.page.rules)
    assert not any(overlap(hair, place) for hair in hairlines for place in inked)


def test_nothing_to_say_of_a_sound_page(made: Made) -> None:
    """A page that was made up has no findings."""
    assert made.findings == ()


def test_second_make_up_is_the_same() -> None:
    """The same issue gives the same page."""
    issue, first = made_of(SPECS[1])

    assert _make(issue) == first


def test_call_out_keeps_its_foot() -> None:
    """A QR code stands in its frame, at the foot of its article."""
    _, up = made_card()
    page = up.pages[0]
    (frame,) = [rule.place for rule in page.rules if rule.role == "callout"]
    article = page.articles[1]
    (code,) = [i for i in article.items if isinstance(i, Picture)]

    assert (code.role, code.source) == ("qr", "https://example.com/hewan")
    assert holds(frame, code.place)
    assert code.place.width == code.place.height


def test_picture_keeps_its_proportions() -> None:
    """A picture is as high as its pixels want, and its caption stands below it."""
    _, up = made_card()
    items = up.pages[0].articles[0].items
    (picture,) = [item for item in items if isinstance(item, Picture)]
    caption = items[items.index(picture) + 1]

    assert picture.place.height == picture.place.width * PIXELS[1] // PIXELS[0]
    assert isinstance(caption, Element)
    assert caption.role == "caption"
    top = caption.fragments[0].place.y
    assert top >= picture.place.y + picture.place.height


def test_picture_is_as_wide_as_its_columns() -> None:
    """A picture takes whole columns of the grid, gutters included."""
    _, up = made_card()
    items = up.pages[0].articles[0].items
    (picture,) = [item for item in items if isinstance(item, Picture)]
    grid = card().profile.grid
    widths = [grid.width(columns) for columns in range(1, grid.columns + 1)]

    assert picture.place.width in widths


def _make(issue: Issue) -> MadeUp:
    return make_up(issue, tabloid(), {PICTURE: PIXELS})


def _overlaps(places: Sequence[Rect]) -> list[tuple[Rect, Rect]]:
    return [pair for pair in combinations(places, 2) if overlap(*pair)]


def _page_ink(page: Page) -> list[Rect]:
    """The places of all its lines and pictures."""
    inked = [box.place for element in page.folio for box in line_boxes(element)]
    return inked + [place for article in page.articles for place in _inked(article)]


def _inked(article: PlacedArticle) -> list[Rect]:
    """The places of its lines and pictures."""
    places: list[Rect] = []
    for item in article.items:
        if isinstance(item, Picture):
            places.append(item.place)
        else:
            places += (box.place for box in line_boxes(item))
    return places


def _grown(place: Rect) -> Rect:
    """A hair more: a line's last mark may hang by a rounding."""
    return Rect(place.x - 9, place.y - 9, place.width + 18, place.height + 18)


def _body_lines(articles: Sequence[PlacedArticle]) -> Iterator[LineBox]:
    for article in articles:
        for item in article.items:
            if isinstance(item, Element) and item.role in BODY:
                yield from line_boxes(item)


def _grids(page: Page) -> list[Grid]:
    """The profile's grids on which every baseline of the page's body lies."""
    profile = tabloid().profile
    baselines = {box.place.y for box in _body_lines(page.articles)}
    return [
        grid
        for grid in (profile.grid, *profile.other_grids)
        if all((y - grid.top) % grid.pitch == 0 for y in baselines)
    ]


def _row(y: int, grid: Grid) -> int:
    return (y - grid.top) // grid.pitch


def _columns(article: PlacedArticle) -> list[list[LineBox]]:
    """The article's lines by text column, from the left."""
    columns: dict[int, list[LineBox]] = {}
    for item in article.items:
        if isinstance(item, Element) and item.role in BODY:
            for fragment in item.fragments:
                lines = line_boxes(replace(item, fragments=(fragment,)))
                columns.setdefault(fragment.place.x, []).extend(lines)
    return [columns[x] for x in sorted(columns)]


def _foot(page: Page, article: PlacedArticle, grid: Grid) -> int:
    """The row after its last one; a frame keeps one row of white inside."""
    bottom = article.place.y + article.place.height
    framed = any(
        rule.role == "frame" and rule.place == article.place for rule in page.rules
    )
    return _row(bottom, grid) + 1 - framed


def _callout_row(page: Page, article: PlacedArticle, grid: Grid) -> int:
    """The first row that a call-out of the article takes."""
    boxes = [rule.place for rule in page.rules if rule.role == "callout"]
    tops = [_row(box.y, grid) for box in boxes if holds(article.place, box)]
    return min(tops, default=10**6)


def _headline_size(article: PlacedArticle) -> int:
    (headline,) = [
        item
        for item in article.items
        if isinstance(item, Element) and item.role == "headline"
    ]
    return headline.fragments[0].size


# Checks that can fail.


def _moved(page: Page, name: str, x: int, y: int) -> Page:
    """``page`` with one article's text shifted, its place left as it was."""
    articles = tuple(
        _shifted(article, x, y) if article.name == name else article
        for article in page.articles
    )
    return replace(page, articles=articles)


def _shifted(article: PlacedArticle, x: int, y: int) -> PlacedArticle:
    items = tuple(
        replace(
            item,
            fragments=tuple(
                replace(
                    fragment,
                    place=replace(
                        fragment.place, x=fragment.place.x + x, y=fragment.place.y + y
                    ),
                )
                for fragment in item.fragments
            ),
        )
        if isinstance(item, Element)
        else item
        for item in article.items
    )
    return replace(article, items=items)


def test_printing_over_a_vertical_head_is_caught() -> None:
    """A head that stands upright is known as it stands: text moved onto it is seen."""
    (page,) = made_of(IssueSpec(15, 5, 3900))[1].pages
    (element,) = [e for e in elements_of(page) if e.fragments[0].is_vertical]
    (head,) = [box.place for box in line_boxes(element)]
    other = next(a for a in page.articles if element not in a.items)
    right, down = head.x - other.place.x, head.y - other.place.y
    spoilt = _moved(page, other.name, right, down)

    assert head.height > 8 * head.width
    assert not any(head in pair for pair in _overlaps(_page_ink(page)))
    assert any(head in pair for pair in _overlaps(_page_ink(spoilt)))


@pytest.mark.parametrize(
    ("x", "y", "checks"),
    [
        (0, 1, [test_body_stands_on_one_grid]),
        (0, 24_000, [test_columns_end_at_their_foot, test_items_stay_in_their_article]),
        (0, -24_000, [test_columns_end_at_their_foot]),
        (-5_000, -400_000, [test_nothing_is_printed_over_another]),
    ],
)
def test_spoilt_page_is_caught(
    x: int, y: int, checks: list[Callable[[Made], None]]
) -> None:
    """Text moved by a hair, by rows or on top of other text fails its check."""
    issue, up = made_of(SPECS[0])
    spoilt = Made(issue, _moved(up.pages[0], "02-02", x, y), ())

    for check in checks:
        with pytest.raises((AssertionError, ValueError)):
            check(spoilt)


def test_swapped_articles_are_caught() -> None:
    """Text under another name, and a lead that is not at the top, are seen."""
    issue, up = made_of(SPECS[0])
    page = up.pages[0]
    one, other = page.articles
    names = (replace(one, name=other.name), replace(other, name=one.name))
    spoilt = Made(issue, replace(page, articles=names), ())

    for check in (
        test_text_is_the_manuscripts,
        test_lead_stands_at_the_top,
        test_heads_shrink_with_importance,
    ):
        with pytest.raises(AssertionError):
            check(spoilt)
