from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.manuscript.model import Article, Issue, IssueConfig, PagePlan
from zbpub.render.epub_links import link_target
from zbpub.render.epub_order import page_groups, reading_order

CASES = Path(__file__).parent / "cases"
FILES = {"01-02-简讯": "article-002.xhtml"}


def _cases(name: str) -> list[tuple[str, list[str], str]]:
    blocks = (CASES / name).read_text("utf-8").strip().split("\n\n")
    cases = []
    for block in blocks:
        title, _, rest = block.partition("\n")
        given_, _, expected = rest.partition("\n---")
        cases.append((title.removeprefix("# "), given_.split("\n"), expected.strip()))
    return cases


def _issue(lines: list[str]) -> Issue:
    plans = lines[0].removeprefix("版次:").split()
    articles = [line.split() for line in lines[1:]]
    return Issue(
        config=IssueConfig(
            publication="甲报",
            date="2024-01-01",
            pages=tuple(PagePlan(number=number) for number in plans),
        ),
        articles=tuple(
            Article(
                name=name,
                headline=name,
                page=page.removeprefix("-"),
                priority=int(priority),
            )
            for name, page, priority in articles
        ),
        folder="x",
    )


@pytest.mark.parametrize(("title", "lines", "names"), _cases("epub-order.txt"))
def test_order(title: str, lines: list[str], names: str) -> None:
    """Every case of epub-order.txt is read in the order that it says."""
    ordered = [article.name for article in reading_order(_issue(lines))]

    assert ordered == names.split(), title


@pytest.mark.parametrize(("title", "lines", "target"), _cases("epub-links.txt"))
def test_link(title: str, lines: list[str], target: str) -> None:
    """Every link of epub-links.txt comes out as the book may print it."""
    assert link_target(lines[0], FILES) == target, title


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_no_target_leaves_the_web(href: str) -> None:
    """Whatever is written, a target is ASCII and of a harmless scheme, or none."""
    target = link_target(f"http{href}", FILES)

    assert target == "" or target.startswith(("http://", "https://"))
    assert target.isascii()
    assert not set(target) & set(' <>"{}|\\^`\n\t')


pages = st.sampled_from(["-", "01", "02", "03", "9"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(pages, st.integers(0, 5)), max_size=12))
def test_order_loses_no_article(written: list[tuple[str, int]]) -> None:
    """Each article is read once, and no group is empty."""
    lines = [f"稿{i} {page} {priority}" for i, (page, priority) in enumerate(written)]
    issue = _issue(["版次: 02 01", *lines])

    assert sorted(a.name for a in reading_order(issue)) == sorted(
        a.name for a in issue.articles
    )
    assert all(group.articles for group in page_groups(issue))
