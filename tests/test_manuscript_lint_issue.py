"""What articles say of pages, against the issue's settings and one another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.manuscript.config import parse_issue_config
from zbpub.manuscript.lint import lint_article
from zbpub.manuscript.lint_config import lint_config
from zbpub.manuscript.lint_issue import lint_issue
from zbpub.manuscript.lint_text import line_in_head
from zbpub.manuscript.model import (
    Article,
    Figure,
    IssueConfig,
    PagePlan,
    Paragraph,
    PictureNote,
    Pin,
    Run,
)


def _config(*pages: tuple[str, str]) -> IssueConfig:
    plans = tuple(PagePlan(number=n, section=section) for n, section in pages)
    return IssueConfig(publication="报", date="2021-02-03", pages=plans)


TWO = _config(("A01", "要闻"), ("A02", "文化新闻"))


def _codes(config: IssueConfig, *articles: Article) -> list[str]:
    return [each.code for each in lint_issue(articles, {}, config)]


def _pinned(name: str, page: str, pin: Pin) -> Article:
    return Article(name=name, headline="题", page=page, pin=pin)


def test_hints_name_the_nearest() -> None:
    """A page or section that is nearly right is named; else all there are."""
    articles = (
        Article(name="1", headline="题", page="A1", jump="A2", section="文化新"),
        Article(name="2", headline="题", page="7", jump="9", section="体育"),
    )
    found = lint_issue(articles, {}, TWO)

    assert [(each.code, each.hint) for each in found] == [
        ("M010", "write 'A01', or add it to issue.toml"),
        ("M013", "write 'A02', or add it to issue.toml"),
        ("M016", "write '文化新闻', or give a page that section"),
        ("M010", "write one of A01, A02, or add it to issue.toml"),
        ("M013", "write one of A01, A02, or add it to issue.toml"),
        ("M016", "write one of 要闻, 文化新闻, or give a page that section"),
    ]


def test_without_listed_pages_any_page_may_be() -> None:
    """Where the make-up chooses the pages, none is unknown, and no section is."""
    article = Article(name="1", headline="题", page="A1", jump="A9", section="体育")

    assert _codes(_config(), article) == []


def test_one_page_is_the_page_of_all() -> None:
    """In an issue of one page articles need not name it to collide."""
    leads = [Article(name=n, headline="题", priority=1) for n in "12"]
    pins = [
        _pinned(n, page, Pin(column=2, row=1)) for n, page in (("1", ""), ("2", "03"))
    ]

    assert _codes(_config(("03", "")), *leads) == ["M015"]
    assert _codes(_config(("03", "")), *pins) == ["M014"]
    # Negative control: with more pages nobody knows where they will stand.
    assert _codes(TWO, *leads) == []


def test_each_article_collides_once() -> None:
    """An article over two others is one finding, with the first of them."""
    cells = [_pinned(n, "A01", Pin(column=c, row=1)) for n, c in (("1", 1), ("2", 2))]
    wide = _pinned("3", "A01", Pin(column=1, row=1, columns=2, rows=9))
    (finding,) = lint_issue([*cells, wide], {}, TWO)

    assert finding.message == "the places of '1' and '3' overlap on one page"


numbers = st.integers(1, 6)
places = st.builds(
    Pin,
    column=numbers,
    row=numbers,
    columns=st.integers(0, 4),
    rows=st.integers(0, 4),
)


def _cells(pin: Pin) -> set[tuple[int, int]]:
    columns = range(pin.column, pin.column + max(pin.columns, 1))
    return {(x, y) for x in columns for y in range(pin.row, pin.row + max(pin.rows, 1))}


@settings(max_examples=300, deadline=None)
@given(places, places)
def test_places_overlap_when_they_share_a_cell(one: Pin, other: Pin) -> None:
    """Two places collide exactly when a cell of the grid is in both."""
    articles = [_pinned("1", "A01", one), _pinned("2", "A01", other)]
    expected = ["M014"] if _cells(one) & _cells(other) else []

    assert _codes(TWO, *articles) == expected


def test_nearest_sentence_is_the_hint() -> None:
    """A pull quote that is nearly a sentence of the text is told that sentence."""
    article = Article(
        name="1",
        headline="题",
        pull_quotes=("山区也已开始。", "平原"),
        body=(
            Paragraph((Run("各地春耕。山区"), Run("已经", strong=True), Run("开始。"))),
        ),
    )
    found = lint_article(article, "")

    assert [(each.code, each.hint) for each in found] == [
        ("M078", "write '山区已经开始。'"),
        ("M078", "write one as it stands in the text"),
    ]


def test_credits_are_linted() -> None:
    """What is printed of a picture's credit gets the rules of all texts."""
    text = (
        "---\nheadline: 题\npictures:\n  - src: a.jpg\n    credit: 记者,柏一舟\n---\n"
    )
    article = Article(
        name="1",
        headline="题",
        pictures=(PictureNote(src="a.jpg", credit="记者,柏一舟"),),
        body=(Figure("a.jpg", "图"),),
    )
    (finding,) = lint_article(article, text)

    assert (finding.code, finding.line, finding.column) == ("M061", 5, 15)


def test_printed_settings_are_linted() -> None:
    """Slogan, ear and fillers are copy as well, each with its line and column."""
    text = (
        'publication = "报,纸"\ndate = 2021-02-03\n[front]\nslogan = "醒来,海州"\n'
        'ear = [\n  "晴",\n  "北风,二级",\n]\n'
        '[[fillers]]\nkind = "psa"\ntitle = "节水"\ntext = "拧紧,留住"\n'
    )
    config, _ = parse_issue_config(text, path="issue.toml")
    assert config is not None
    found = lint_config(config, text, path="issue.toml")

    assert [(each.path, each.code, each.line, each.column) for each in found] == [
        ("issue.toml", "M061", 4, 13),
        ("issue.toml", "M061", 7, 6),
        ("issue.toml", "M061", 12, 11),
    ]
    # Negative control: with the right marks nothing is found.
    right = (
        text.replace("醒来,", "醒来，").replace("风,", "风，").replace("紧,", "紧，")
    )
    config, _ = parse_issue_config(right, path="issue.toml")
    assert config is not None
    assert lint_config(config, right, path="issue.toml") == ()


def test_lines_are_those_of_the_head() -> None:
    """A key is looked for in the front matter alone, a text from its key on."""
    source = "---\nheadline: 甲\nlabel: 乙\npullquotes:\n  - 甲\n---\n\npage: 甲\n"

    assert line_in_head("label", source) == 3
    assert line_in_head("page", source) == 0
    assert line_in_head("pullquotes", source, "甲") == 5
    assert line_in_head("pullquotes", source, "丙") == 4
    assert line_in_head("label", "") == 0
