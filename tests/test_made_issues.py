"""Issues made by number: each is a full page, or refused with what it lacks.

Here the first of them; ``make bench`` counts over two hundred.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from kit import tabloid
from made_issues import (
    MadeIssue,
    Outcome,
    is_near,
    made_issue,
    outcome,
    share_needed,
)
from zbpub.base.findings import Finding
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.manuscript.model import Article, Paragraph

SEEDS = tuple(range(40))
NEAR_AND_FULL = 0.95
_EXACT = re.compile(r"(over|short) by (\d+) rows of column, about (\d+) characters")


@cache
def _made(seed: int) -> tuple[MadeIssue, MadeUp]:
    made = made_issue(seed, tabloid().profile)
    return made, make_up(made.issue, tabloid(), made.sizes)


@cache
def _outcome(seed: int) -> Outcome:
    made, up = _made(seed)
    return outcome(made, up, tabloid().profile)


@pytest.mark.parametrize("seed", SEEDS)
def test_page_is_full_or_refused_exactly(seed: int) -> None:
    """A page without a fault, or a finding that says how many rows and characters."""
    found = _outcome(seed)

    assert found.faults == ()
    assert found.is_full != found.is_refused


def test_nearly_all_copy_near_the_page_fills_it() -> None:
    """Of the issues whose copy is within a tenth of the page, 95 % are full."""
    near = [found for found in map(_outcome, SEEDS) if found.is_near]

    assert len(near) > len(SEEDS) / 4
    assert sum(found.is_full for found in near) >= NEAR_AND_FULL * len(near)


def test_numbers_give_the_same_issue_again() -> None:
    """A number is an issue, on every machine."""
    profile = tabloid().profile

    assert made_issue(7, profile) == made_issue(7, profile)
    assert made_issue(7, profile) != made_issue(8, profile)


def test_issues_are_of_all_kinds() -> None:
    """Among them few articles and many, pictures and none, all that heads may have."""
    made = [made_issue(seed, tabloid().profile) for seed in SEEDS]
    articles = [article for one in made for article in one.issue.articles]

    assert {len(one.issue.articles) for one in made} == set(range(2, 10))
    assert {len(one.sizes) for one in made} >= {0, 1, 2, 3}
    assert {len(one.issue.config.fillers) for one in made} == {0, 1, 2, 3}
    for part in ("kicker", "deck", "label", "dateline", "byline", "callouts"):
        assert any(getattr(article, part) for article in articles), part
    assert any(article.pull_quotes for article in articles)


def test_copy_is_drawn_around_the_page() -> None:
    """There is copy far too short and far too long, and most is near."""
    profile = tabloid().profile
    made = [made_issue(seed, profile) for seed in range(100)]
    shares = [share_needed(one.issue, profile, one.sizes) for one in made]

    assert min(shares) < 0.9
    assert max(shares) > 1.1
    assert sum(is_near(one.issue, profile, one.sizes) for one in made) > len(made) / 3


# Checks that can fail.


def test_need_grows_with_the_copy() -> None:
    """The estimate follows the text, not the number of articles."""
    profile = tabloid().profile
    made = made_issue(3, profile)
    first, *rest = made.issue.articles
    longer = replace(first, body=(*first.body, *_paragraphs_of(first)))
    issue = replace(made.issue, articles=(longer, *rest))

    assert share_needed(issue, profile, made.sizes) > share_needed(
        made.issue, profile, made.sizes
    )


def _paragraphs_of(article: Article) -> list[Paragraph]:
    return [block for block in article.body if isinstance(block, Paragraph)]


def test_lost_article_is_a_fault() -> None:
    """An outcome names what a spoiled page lacks."""
    made, up = next((made, up) for made, up in map(_made, SEEDS) if len(up.pages) == 1)
    (page,) = up.pages
    spoiled = replace(up, pages=(replace(page, articles=page.articles[1:]),))
    found = outcome(made, spoiled, tabloid().profile)

    assert any(fault.startswith("lost") for fault in found.faults)
    assert not found.is_full


def test_vague_refusal_is_none() -> None:
    """A finding without rows and characters is no exact refusal, and no page is one."""
    made, _ = _made(SEEDS[0])
    vague = Finding(code="L003", message="page 02: short", path="x")
    exact = replace(
        vague, message="page 02: short by 12 rows of column, about 132 characters"
    )

    def refused(*findings: Finding) -> bool:
        up = MadeUp(findings=findings)
        return outcome(made, up, tabloid().profile).is_refused

    assert refused(exact)
    assert not refused(vague)
    assert not refused()
