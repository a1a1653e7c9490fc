"""Where articles begin: what says so beyond doubt, and what is weighed."""

from __future__ import annotations

import pytest

from noisy_pages import is_soft
from zbpub.ingest.page import ingest_page

FIRST = "# 老木匠收徒弟\n\n本报记者 张望\n\n老木匠今年收了三个徒弟。"
TITLES = ("灯下的刨花", "修渠护坡 保住千亩良田", "水到了哪里")
PARTS = "\n\n".join(f"{one}\n\n渠水清清。它流到最远的村子里。" for one in TITLES)


def headlines(text: str) -> list[str]:
    """The headlines of the articles that ingest finds in ``text``."""
    page = ingest_page(text, path="page.md", page="03")
    return [article.headline for article in page.articles]


def test_the_likeliest_title_between_two_bylines_begins_an_article() -> None:
    """A plain title parts two signed articles; the subheads round it part nothing."""
    text = f"{FIRST}\n\n{PARTS}\n\n本报记者 赵明"

    assert headlines(text) == ["老木匠收徒弟", TITLES[1]]


def test_an_article_signed_once_is_not_parted() -> None:
    """Without a second byline the same titles are subheads."""
    assert headlines(f"{FIRST}\n\n{PARTS}") == ["老木匠收徒弟"]


@pytest.mark.parametrize(("level", "count"), [("#", 2), ("###", 1)])
def test_a_heading_at_the_level_of_headlines_begins_an_article(
    level: str, count: int
) -> None:
    """A level below the headline's makes a subhead of the same words."""
    text = f"{FIRST}\n\n{level} 渠水流进三个村\n\n水来了，庄稼就活了。"

    assert len(headlines(text)) == count


def test_the_date_of_a_notice_closes_it() -> None:
    """A plain line after office and date is a headline; in a text it is a subhead."""
    notice = "# 停水公告\n\n今日停水。\n\n县水利局\n\n2024年3月5日"
    rest = "渠水流进三个村了\n\n水来了，庄稼就活了。"

    assert headlines(f"{notice}\n\n{rest}") == ["停水公告", "渠水流进三个村了"]
    assert headlines(f"{FIRST}\n\n{rest}") == ["老木匠收徒弟"]


@pytest.mark.parametrize(
    ("before", "after", "soft"),
    [
        ("水来了。", "今年", True),
        ("水来了.", "今年", True),
        ("增长8.", "7%", False),
        ("他说：“水来了。", "庄稼就活了。”", False),
        ("水来", "了。", False),
    ],
)
def test_what_no_reader_could_decide(before: str, after: str, *, soft: bool) -> None:
    """A column's end behind a stop is undecidable, but for a figure or a quotation."""
    assert is_soft(before, after) is soft
