"""Numbers in Han: each case of cases/numerals.txt, and what must never change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import IssueSpec, seeded_issue
from zbpub.edition.numerals import han_numerals
from zbpub.edition.writing import finished, styled
from zbpub.manuscript.model import (
    Article,
    EditionStyle,
    Issue,
    IssueConfig,
    Paragraph,
    Run,
    Table,
)

CASES = Path(__file__).parent / "cases"
PAIRS = [
    tuple(line.split(" → "))
    for line in (CASES / "numerals.txt").read_text("utf-8").splitlines()
    if " → " in line and not line.startswith("#")
]


@pytest.mark.parametrize(("typed", "wanted"), PAIRS, ids=[one for one, _ in PAIRS])
def test_case(typed: str, wanted: str) -> None:
    """Every case of the file comes out word for word, and a second time the same."""
    assert han_numerals(typed) == wanted
    assert han_numerals(wanted) == wanted


@given(st.text("0123456789年月個,.:%、到至A第近前漢字", max_size=40))
def test_only_digits_and_their_commas_change(text: str) -> None:
    """What is neither digit nor the comma of thousands is kept, in its order."""
    kept = [char for char in text if not char.isdigit() and char != ","]
    found = [
        char for char in han_numerals(text) if char in "年月個.:%、到至A第近前漢字"
    ]

    assert found == kept


def _issue(style: EditionStyle, article: Article) -> Issue:
    config = IssueConfig(
        publication="報", date="2026-10-09", language="zh-Hant-TW", editions=(style,)
    )
    return Issue(config=config, articles=(article,), folder="2026-10-09")


LINKED = Paragraph(
    (Run("2021年，"), Run("見第12頁", href="https://a.example/12"), Run("3個"))
)
ARTICLE = Article(
    name="a", headline="14趟", byline="記者5人組",
    body=(LINKED, Table(((Run("2人"),),), (((Run("3人"),),),))),
)  # fmt: skip


def test_an_edition_that_asks_for_han_gets_it() -> None:
    """Heads and text are written so; links, bylines and tables keep their digits."""
    style = EditionStyle(language="zh-Hant-TW", numerals="han")
    (article,) = finished(_issue(style, ARTICLE)).articles

    assert article.headline == "十四趟"
    assert article.byline == ARTICLE.byline
    assert article.body[1] == ARTICLE.body[1]
    assert article.body[0] == Paragraph(
        (Run("二〇二一年，"), Run("見第12頁", href="https://a.example/12"), Run("三個"))
    )


def test_no_other_edition_is_touched() -> None:
    """Without the key, and under another language's table, digits stay."""
    for style in (
        EditionStyle(language="zh-Hant-TW", numerals="pairs"),
        EditionStyle(language="zh-Hant-HK", numerals="han"),
    ):
        assert finished(_issue(style, ARTICLE)).articles == (ARTICLE,)


def test_two_is_said_in_the_texts_script() -> None:
    """兩 in Traditional, 两 in Simplified."""
    assert han_numerals("2名") == "兩名"
    issue = seeded_issue(IssueSpec(1, 1, 100))
    style = EditionStyle(language="zh-Hans", numerals="han")
    config = replace(issue.config, editions=(style,))
    articles = (replace(issue.articles[0], headline="2名"),)
    (article,) = styled(replace(issue, config=config, articles=articles)).articles

    assert article.headline == "两名"


@pytest.mark.parametrize(
    ("style", "profile"),
    [
        ({}, "tabloid"),
        ({"writing": "horizontal"}, "tabloid"),
        ({"writing": "vertical"}, "tabloid-vertical"),
        ({"writing": "vertical", "profile": "bulletin"}, "bulletin"),
        ({"profile": "broadsheet"}, "broadsheet"),
    ],
)
def test_the_edition_chooses_its_profile(style: dict[str, str], profile: str) -> None:
    """A named profile, or the issue's; of ``vertical``, that of its name."""
    own = EditionStyle(language="zh-Hant-TW", **style)  # type: ignore[arg-type]
    config = styled(_issue(own, ARTICLE)).config

    assert (config.profile, config.look) == (profile, "chenbao")
