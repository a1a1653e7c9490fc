"""Pages that cannot be made up and what the desk is told; which article goes where."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from kit import PICTURE, PIXELS, IssueSpec, issue_of, made_of, seeded_issue, tabloid
from zbpub.base.findings import Finding
from zbpub.layout.distribute import distribute
from zbpub.layout.importance import ranked
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.page_desk import rank
from zbpub.layout.subsets import MOST_UNITS
from zbpub.manuscript.model import Article, Issue, PagePlan, Paragraph, Run

FULL, OTHER = IssueSpec(1, 2, 3700), IssueSpec(7, 5, 3500)
"""Issues that fill a page."""


def _made(issue: Issue) -> MadeUp:
    return make_up(issue, tabloid(), {PICTURE: PIXELS})


SIZE = re.compile(
    r"by (\d+) rows of column, about (\d+) characters \(([多缺])(\d+)行\)"
)


def _of_pages(up: MadeUp) -> list[Finding]:
    """What is said of pages, and not of the issue as a whole."""
    return [finding for finding in up.findings if finding.message.startswith("page ")]


def _size(finding: Finding) -> tuple[int, int, str]:
    """Rows and characters that the finding names, and 多 or 缺."""
    found = SIZE.search(finding.message)
    assert found, finding.message
    assert found[1] == found[4]
    return int(found[1]), int(found[2]), found[3]


@pytest.mark.parametrize(
    ("characters", "code", "sign"), [(5200, "L002", "多"), (1000, "L003", "缺")]
)
def test_misfit_is_told_in_rows_and_characters(
    characters: int, code: str, sign: str
) -> None:
    """A page too full is L002, one too empty L003, in rows of column and characters."""
    issue = seeded_issue(IssueSpec(9, 3, characters))
    up = _made(issue)
    (finding,) = _of_pages(up)

    assert up.pages == ()
    assert (finding.code, finding.path) == (code, issue.folder)
    assert "page 02" in finding.message
    rows, about, found = _size(finding)
    assert found == sign
    assert about == rows * tabloid().profile.grid.characters > 0


def test_cutting_what_is_over_makes_the_page() -> None:
    """The advice is right: with so many characters less, the page is made up."""
    (finding,) = _of_pages(_made(seeded_issue(IssueSpec(9, 3, 5200))))
    _, about, _ = _size(finding)

    assert _made(seeded_issue(IssueSpec(9, 3, 5200 - about))).findings == ()


def test_crowd_is_told() -> None:
    """More articles than one page's search can place are L006, at once."""
    articles = [_named(str(number)) for number in range(MOST_UNITS + 1)]
    (finding,) = _made(issue_of(*articles)).findings

    assert finding.code == "L006"
    assert "15 articles" in finding.message


def test_endless_headline_is_told() -> None:
    """A headline that fits over no width is L004, with its manuscript."""
    lead, *others = seeded_issue(FULL).articles
    endless = replace(lead, headline="河湾渡船重新开航" * 20)
    (finding,) = _made(issue_of(endless, *others)).findings

    assert (finding.code, finding.path) == ("L004", lead.path)
    assert "160 characters" in finding.message


def _named(name: str, **given: object) -> Article:
    body = (Paragraph((Run("河湾渡船重新开航。" * 40),)),)
    return Article(name=name, headline=name, body=body, **given)  # type: ignore[arg-type]


def test_articles_go_to_the_page_they_name() -> None:
    """An article that names no page goes where there is room; empty pages are told."""
    config = issue_of().config
    plans = tuple(PagePlan(number=number) for number in ("01", "02", "03", "04"))
    articles = (_named("甲", page="03"), _named("乙"), _named("丙", page="01"))
    issue = Issue(config=replace(config, pages=plans), articles=articles, folder="x")
    shared = distribute(issue, tabloid(), {})

    assert [(j.plan.number, [a.name for a in j.articles]) for j in shared.pages] == [
        ("01", ["乙", "丙"]),
        ("03", ["甲"]),
    ]
    told = [(finding.code, finding.message) for finding in shared.findings]
    assert [code for code, _ in told] == ["L041", "L041"]
    assert all(page in said for page, (_, said) in zip(("02", "04"), told, strict=True))


def test_priority_ranks_before_order_and_briefs_come_last() -> None:
    """A given priority is the head's grade; others follow in order, short ones last."""
    brief = replace(_named("短"), body=(Paragraph((Run("渡船停航。"),)),))
    articles = ranked((_named("甲"), brief, _named("乙"), _named("丙", priority=1)))
    copies = rank(articles, "", tabloid().profile.heads, {})

    assert [(copy.article.name, copy.grade) for copy in copies] == [
        ("丙", 0), ("甲", 1), ("乙", 2), ("短", 3),
    ]  # fmt: skip
    assert [copy.rank for copy in copies] == [0, 1, 2, 3]


def test_lesser_heads_of_a_grade_are_no_larger() -> None:
    """Articles that share a grade share out its sizes, the greater ones first."""
    articles = [_named(name, priority=3) for name in "甲乙丙丁"]
    _, *copies = rank(articles, "", tabloid().profile.heads, {})

    assert {copy.grade for copy in copies} == {2}
    for above, below in pairwise(copies):
        assert set(below.sizes) < set(tabloid().profile.heads[2].sizes)
        assert min(above.sizes) >= max(below.sizes)


def test_each_page_is_made_up_by_itself() -> None:
    """Two pages come out as each would alone."""
    first, second = seeded_issue(FULL), seeded_issue(OTHER)
    plans = (PagePlan(number="02"), PagePlan(number="03"))
    articles = (
        *(replace(a, page="02") for a in first.articles),
        *(replace(a, page="03", name=f"3-{a.name}") for a in second.articles),
    )
    config = replace(first.config, pages=plans)
    up = _made(Issue(config=config, articles=articles, folder="x"))

    assert [page.number for page in up.pages] == ["02", "03"]
    (alone,) = made_of(FULL)[1].pages
    assert [a.items for a in up.pages[0].articles] == [a.items for a in alone.articles]
