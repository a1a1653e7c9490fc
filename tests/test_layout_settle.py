"""Pages that will not fill are settled among each other; the make-up is pretended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issue_kit import (
    Copy,
    Told,
    drawn_issue,
    homes_of,
    issue_of_many,
    issues,
    pretended,
)
from kit import tabloid
from zbpub.base.findings import Severity
from zbpub.layout.adjust import Bench, may_stand
from zbpub.layout.distribute import distribute
from zbpub.layout.distribution import Distribution, PageJob, expected_texts
from zbpub.layout.jump_plan import jump_lines
from zbpub.layout.settle import Settled, settle
from zbpub.manuscript.model import Filler, Issue, PagePlan

SPARE = 30
"""Cells that the pretended make-up can give or take."""


def _shared(issue: Issue) -> Distribution:
    return distribute(issue, tabloid(), {})


def _settled(
    shared: Distribution, skew: int = 0, fillers: Sequence[Filler] = ()
) -> Settled[Told]:
    """Settled where the first page's copy is ``skew`` cells longer than reckoned."""
    first = shared.shares[0].plan.number

    def by(job: PageJob) -> int:
        return skew if job.plan.number == first else 0

    return settle(shared, pretended(SPARE, by), Bench(tabloid(), {}, fillers))


def _unfilled(settled: Settled[Told]) -> int:
    return sum(not result.is_full for result in settled.results)


def _even(seed: int) -> Distribution:
    """Four pages that are filled to their room, more or less."""
    return _shared(drawn_issue(seed, 30, 530, 4))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("skew", [-80, 70])
def test_misreckoned_page_is_mended(seed: int, skew: int) -> None:
    """A page that comes out otherwise than reckoned gives or takes copy."""
    shared = _even(seed)
    before = settle(
        shared, pretended(SPARE, lambda job: _on_first(job, shared, skew)),
        Bench(tabloid(), {}), rounds=0,
    )  # fmt: skip
    after = _settled(shared, skew)

    assert _unfilled(after) <= _unfilled(before)
    assert _off(after) <= _off(before)


def _on_first(job: PageJob, shared: Distribution, skew: int) -> int:
    return skew if job.plan == shared.shares[0].plan else 0


def _off(settled: Settled[Told]) -> int:
    return sum(abs(told.off_rows) for told in settled.results if not told.is_full)


def test_moved_article_fills_both_pages() -> None:
    """Of two pages, one over and one short, an article goes from one to the other."""
    plans = [PagePlan(number="A1"), PagePlan(number="A2")]
    issue = issue_of_many([Copy(characters=650)] * 12, plans)
    shared = _shared(issue)
    crowded = replace(
        shared,
        shares=(
            replace(shared.shares[0], articles=issue.articles[:8]),
            replace(shared.shares[1], articles=issue.articles[8:]),
        ),
    )
    settled = _settled(crowded)
    told = [f for f in settled.findings if f.code == "L045"]

    assert _unfilled(settled) == 0
    assert len(told) == 2
    assert all(finding.severity is Severity.INFO for finding in told)
    assert all("page A2" in finding.message for finding in told)


def test_full_pages_are_left_alone() -> None:
    """When every page is full at once, each is made up once and nothing is moved."""
    shared = _even(1)
    seen: list[PageJob] = []

    def made(jobs: Sequence[PageJob]) -> list[Told]:
        seen.extend(jobs)
        return [Told(is_full=True, off_rows=0) for _ in jobs]

    settled = settle(shared, made, Bench(tabloid(), {}))

    assert tuple(seen) == shared.pages
    assert settled.distribution == shared
    assert settled.findings == shared.findings


def test_hopeless_pages_end() -> None:
    """A make-up that never fills a page is asked a bounded number of times."""
    shared = _even(2)
    calls: list[int] = []

    def made(jobs: Sequence[PageJob]) -> list[Told]:
        calls.append(len(jobs))
        return [Told(is_full=False, off_rows=400) for _ in jobs]

    settled = settle(shared, made, Bench(tabloid(), {}))

    assert settled.distribution == shared
    assert sum(calls) < 200
    assert _unfilled(settled) == len(shared.shares)


def test_named_articles_jump_to_fill() -> None:
    """Where every article names its page, a jump alone evens them out."""
    plans = [PagePlan(number="A1"), PagePlan(number="A2")]
    copies = [Copy(characters=n, page="A1", jump="A2") for n in (2000, 1300, 1100)]
    copies += [Copy(characters=n, page="A2", jump="no") for n in (1100, 1000, 1300)]
    shared = replace(_shared(issue_of_many(copies, plans)), jumps=())
    settled = _settled(shared)
    told = [f for f in settled.findings if f.code == "L044"]

    assert homes_of(settled.distribution) == homes_of(shared)
    assert settled.distribution.jumps
    assert _off(settled) < _off(settle(shared, pretended(SPARE), _bench(), rounds=0))
    assert len(told) == len(settled.distribution.jumps)
    assert "from page A1 to page A2" in told[0].message


def _bench() -> Bench:
    return Bench(tabloid(), {})


def test_filler_helps_a_short_page() -> None:
    """A page whose articles all name it takes a filler when it is short."""
    plans = [PagePlan(number="A1"), PagePlan(number="A2")]
    copies = [Copy(characters=1040, page=page) for page in ("A1", "A2") * 4]
    fillers = tuple(Filler(kind="psa", title=f"公益{n}") for n in range(3))
    shared = _shared(issue_of_many(copies, plans))
    settled = _settled(shared, -110, fillers)
    offered = [f for job in settled.distribution.pages for f in job.fillers]

    assert settled.distribution.shares[0].fillers
    assert len(set(offered)) == len(offered)
    assert _off(settled) < _off(_settled(shared, -110))


@settings(deadline=None, max_examples=25)
@given(issues(), st.integers(-90, 90))
def test_settling_keeps_the_rules(issue: Issue, skew: int) -> None:
    """Settled pages hold every article, those that name one there; the same again."""
    shared = _shared(issue)
    settled = _settled(shared, skew)
    after = settled.distribution
    homes = homes_of(after)

    assert sorted(homes) == sorted(article.name for article in issue.articles)
    assert {a.name: a.page for a in issue.articles if a.page}.items() <= homes.items()
    assert all(count <= 2 for count in jump_lines(after))
    placed = sorted(a.name for job in after.pages for a in job.articles)
    assert sorted(expected_texts(after)) == placed
    for number, share in enumerate(after.shares):
        for article in share.articles:
            before = homes_of(shared)[article.name]
            assert before == share.plan.number or may_stand(article, number, after)
    assert _settled(shared, skew) == settled
    for before_, after_ in zip(shared.pages, after.pages, strict=True):
        if before_.articles[0].name not in before_.tails:
            assert before_.articles[0].headline == after_.articles[0].headline
