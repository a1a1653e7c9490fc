"""The room that articles take is told without setting them, and told well."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

import pytest

from issue_kit import Copy, article_of
from kit import PICTURE, PIXELS, IssueSpec, made_of, seeded_issue, tabloid
from zbpub.layout.galley import set_galley
from zbpub.layout.importance import grades_of, ranked
from zbpub.layout.need import capacity, ems, need_of, text_rows
from zbpub.manuscript.model import (
    Article,
    Callout,
    Figure,
    Footnote,
    Paragraph,
    Run,
)

MADE = (IssueSpec(1, 2, 3700), IssueSpec(4, 4, 3700), IssueSpec(7, 5, 3500))


def _set_rows(article: Article) -> int:
    grid = tabloid().profile.grid
    return set_galley(article, grid.characters * grid.size, tabloid()).rows


def test_counted_rows_are_near_set_rows() -> None:
    """Over many articles the error is below 5 % each, and below 2 % on the whole."""
    grid = tabloid().profile.grid
    errors = []
    for rank in range(40):
        copy = Copy(characters=300 + 60 * rank, is_dressed=rank % 2 == 0)
        article = article_of(rank, copy)
        real = _set_rows(article)
        errors.append((text_rows(article, grid) - real) / real)

    assert max(map(abs, errors)) < 0.05
    assert abs(mean(errors)) < 0.02


def test_a_footnote_is_reckoned_with_its_mark() -> None:
    """A paragraph with a note's mark is as long as with that mark typed."""
    grid = tabloid().profile.grid
    text = "字" * grid.characters * 3
    note = Footnote("b", (Paragraph((Run("注" * 9),)),))

    def rows(*marks: Run) -> int:
        body = (Paragraph((Run(text), *marks)), note)
        return text_rows(Article(name="a", headline="題", body=body), grid)

    assert rows(Run("", note="b")) == rows(Run("①")) == 5


@pytest.mark.parametrize("spec", MADE, ids=str)
def test_pages_that_are_made_up_are_reckoned_full(spec: IssueSpec) -> None:
    """What fills a page is reckoned at a page's room, within a tenth."""
    issue, up = made_of(spec)
    case = tabloid()
    articles = ranked(issue.articles)
    grades = grades_of(articles, len(case.profile.heads))
    need = sum(
        need_of(article, case, {PICTURE: PIXELS}, grade)
        for article, grade in zip(articles, grades, strict=True)
    )

    assert up.findings == ()
    assert need == pytest.approx(capacity(case.profile), rel=0.1)


def test_far_too_much_copy_is_reckoned_so() -> None:
    """Negative control: copy that no page holds is reckoned far above its room."""
    case = tabloid()
    need = sum(
        need_of(article, case, {PICTURE: PIXELS})
        for article in seeded_issue(IssueSpec(9, 3, 5200)).articles
    )

    assert need > 1.2 * capacity(case.profile)


def test_everything_that_stands_takes_room() -> None:
    """Text, a deck, a picture, a call-out and a higher grade each add to the need."""
    case = tabloid()
    plain = article_of(3, Copy(characters=600))
    need = need_of(plain, case, {}, 2)
    picture = Figure(PICTURE, "桥", "石桥")
    more = (
        (replace(plain, body=(*plain.body, plain.body[0])), 2),
        (replace(plain, deck="首日运送乘客逾千人"), 2),
        (replace(plain, body=(picture, *plain.body)), 2),
        (replace(plain, callouts=(Callout("qr", "扫一扫", "https://example.com"),)), 2),
        (plain, 0),
    )

    assert all(need_of(a, case, {PICTURE: PIXELS}, grade) > need for a, grade in more)


def test_band_takes_rows_of_every_column() -> None:
    """A nameplate's band of ten rows takes ten cells of each column."""
    profile = tabloid().profile

    assert capacity(profile) == profile.grid.columns * profile.grid.rows
    assert capacity(profile) - capacity(profile, 10) == 10 * profile.grid.columns


def test_widths_of_characters() -> None:
    """Han is an em, Latin about half, and a mark behind a mark loses its blank."""
    assert ems("河湾") == 2000
    assert ems("说：“好。”") == 4500 + 500
    assert 1000 < ems("LED") < 2000
