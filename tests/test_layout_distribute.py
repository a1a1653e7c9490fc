"""Articles shared out among pages: what holds for every issue, and how steady it is."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from statistics import mean

import pytest
from hypothesis import given, settings

from issue_kit import Copy, article_of, drawn_issue, homes_of, issue_of_many, issues
from kit import sentence, tabloid
from zbpub.base.chars import significant
from zbpub.base.findings import Severity
from zbpub.layout.distribute import distribute
from zbpub.layout.distribution import Distribution, expected_texts
from zbpub.layout.importance import ranked, weight
from zbpub.layout.jump_line import is_jump_line
from zbpub.layout.jump_plan import jump_lines, offs
from zbpub.layout.need import capacity
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import (
    Article,
    Filler,
    Front,
    Issue,
    PagePlan,
    Paragraph,
    Run,
)


def _shared(issue: Issue, band_rows: int = 0) -> Distribution:
    return distribute(issue, tabloid(), {}, band_rows)


@settings(deadline=None, max_examples=80)
@given(issues())
def test_every_article_has_one_home(issue: Issue) -> None:
    """Each article stands on one page, the one that it names if it names one."""
    shared = _shared(issue)
    homes = Counter(a.name for share in shared.shares for a in share.articles)

    assert homes == Counter(a.name for a in issue.articles)
    named = {a.name: a.page for a in issue.articles if a.page}
    assert named.items() <= homes_of(shared).items()
    assert [a for share in shared.shares for a in share.articles if a.page] == [
        a
        for share in shared.shares
        for a in issue.articles
        if a.page == share.plan.number
    ]


@settings(deadline=None, max_examples=80)
@given(issues())
def test_every_character_is_on_some_page(issue: Issue) -> None:
    """Page by page the jobs hold the manuscripts' characters, no more and no fewer.

    Jump lines, the heads of tails and the label of gathered briefs come on top.
    """
    shared = _shared(issue)
    placed: Counter[str] = Counter()
    for job in shared.pages:
        for article in job.articles:
            body = tuple(b for b in article.body if not is_jump_line(b))
            is_own = article.name in job.tails or article.name.startswith("zb-")
            headline = "" if is_own else article.headline
            bare = replace(article, body=body, headline=headline)
            placed += Counter(significant(reading_text(bare)))

    wanted = "".join(significant(reading_text(a)) for a in issue.articles)
    assert placed == Counter(wanted)


@settings(deadline=None, max_examples=80)
@given(issues())
def test_placed_names_have_expected_texts(issue: Issue) -> None:
    """Each name on a page has its text to be proved, and no other name has one."""
    shared = _shared(issue)
    texts = expected_texts(shared)
    placed = [article for job in shared.pages for article in job.articles]

    assert sorted(texts) == sorted(article.name for article in placed)
    assert len(texts) == len(placed)
    for article in placed:
        assert significant(texts[article.name]) == significant(reading_text(article))


@settings(deadline=None, max_examples=80)
@given(issues())
def test_jobs_keep_the_rules(issue: Issue) -> None:
    """The lead comes first, jumps are few and paired, sections are kept or told."""
    shared = _shared(issue)
    sections = {share.plan.section for share in shared.shares} - {""}
    told = {finding.path for finding in shared.findings if finding.code == "L042"}

    assert all(count <= 2 for count in jump_lines(shared))
    assert len({jump.article for jump in shared.jumps}) == len(shared.jumps)
    for job in shared.pages:
        assert list(job.articles) == sorted(job.articles, key=weight)
        tails = [a for a in job.articles if a.name in job.tails]
        assert len(tails) == len(job.tails)
        assert job.articles[0] not in tails or len(tails) == len(job.articles)
    for share in shared.shares:
        for article in share.articles:
            if article.section in sections and not article.page:
                is_home = share.plan.section == article.section
                assert is_home or article.path in told, article


@settings(deadline=None, max_examples=30)
@given(issues())
def test_same_issue_same_pages(issue: Issue) -> None:
    """Shared out again, the issue has the same pages."""
    assert _shared(issue) == _shared(issue)


@pytest.mark.parametrize("seed", range(6))
def test_pages_are_even(seed: int) -> None:
    """With nothing named, no page is more than an eighth from the others' mean."""
    issue = drawn_issue(seed, 56, 550)
    found = offs(_shared(issue), tabloid(), {})
    room = capacity(tabloid().profile)

    assert len(found) > 4
    assert all(abs(off - mean(found)) < room / 8 for off in found)


@pytest.mark.parametrize("seed", range(6))
def test_pages_hold_three_to_nine_units(seed: int) -> None:
    """Briefs gathered, the pages of a usual issue have 3 to 9 units."""
    for job in _shared(drawn_issue(seed, 60, 450)).pages:
        assert 3 <= len(job.articles) <= 9


@pytest.mark.parametrize("pages", [0, 8])
def test_a_sentence_more_seldom_moves_anything(pages: int) -> None:
    """In nine of ten cases and more, a sentence more moves no article at all."""
    changes = []
    for seed in range(4):
        issue = drawn_issue(seed, 48, 550, pages)
        before = homes_of(_shared(issue))
        rng = random.Random(seed)
        for _ in range(8):
            longer = _with_a_sentence(issue, rng)
            after = homes_of(_shared(longer))
            changes.append(sum(before[name] != after[name] for name in before))

    assert sum(1 for change in changes if not change) >= len(changes) * 9 / 10
    assert mean(changes) < 48 / 12


def _with_a_sentence(issue: Issue, rng: random.Random) -> Issue:
    at = rng.randrange(len(issue.articles))
    article = issue.articles[at]
    more = Paragraph((*article.body[-1].runs, Run(sentence(rng))))  # type: ignore[union-attr]
    longer = replace(article, body=(*article.body[:-1], more))
    articles = (*issue.articles[:at], longer, *issue.articles[at + 1 :])
    return replace(issue, articles=articles)


@pytest.mark.parametrize(
    ("count", "average", "pages"), [(3, 300, 1), (14, 500, 2), (28, 560, 4)]
)
def test_number_of_pages_is_chosen(count: int, average: int, pages: int) -> None:
    """Without a list of pages, there are as many as the copy fills, even if may be."""
    issue = issue_of_many([Copy(characters=average)] * count)
    shared = _shared(issue)

    assert [share.plan.number for share in shared.shares] == [
        f"{n:02}" for n in range(1, pages + 1)
    ]
    told = [finding for finding in shared.findings if finding.code == "L040"]
    assert len(told) == (pages > 1)
    assert all(finding.severity is Severity.INFO for finding in told)
    assert all(f"made up as {pages} pages" in finding.message for finding in told)


def test_never_more_pages_than_allowed() -> None:
    """``most_pages`` is the most, however much copy there is; one is enough for it."""
    issue = issue_of_many([Copy(characters=900)] * 40, most_pages=3)

    assert len(_shared(issue).shares) <= 3


def test_pages_that_copy_does_not_fill_are_left_out() -> None:
    """Of six pages listed the last that nobody names go, each with a warning."""
    plans = [PagePlan(number=f"A{n}") for n in range(1, 7)]
    copies = [Copy(characters=560)] * 20 + [Copy(characters=560, page="A6")]
    shared = _shared(issue_of_many(copies, plans))
    told = [f.message for f in shared.findings if f.code == "L041"]

    assert [s.plan.number for s in shared.shares] == ["A1", "A2", "A6"]
    assert [message.split(" is ")[0] for message in told] == [
        "page A3", "page A4", "page A5",
    ]  # fmt: skip


def test_each_page_has_a_lead() -> None:
    """Four articles of first priority lead the four pages, one each."""
    copies = [Copy(characters=500, priority=1 if n % 6 == 5 else 3) for n in range(24)]
    plans = [PagePlan(number=f"A{n}") for n in range(1, 5)]
    shared = _shared(issue_of_many(copies, plans))

    assert [job.articles[0].priority for job in shared.pages] == [1] * 4
    assert [sum(a.priority == 1 for a in job.articles) for job in shared.pages] == [
        1
    ] * 4


def test_front_page_has_less_room() -> None:
    """A nameplate's band takes copy from the front page, and the job says front."""
    plans = [PagePlan(number="A1"), PagePlan(number="A2")]
    issue = issue_of_many([Copy(characters=300)] * 24, plans)
    front = replace(issue, config=replace(issue.config, front=Front()))
    plain, banded = _shared(issue, 20), _shared(front, 20)

    assert [job.front for job in plain.pages] == [False, False]
    assert [job.front for job in banded.pages] == [True, False]
    assert len(banded.shares[0].articles) < len(plain.shares[0].articles)


def test_full_section_overflows_with_a_word() -> None:
    """What a section's page cannot hold goes to a page with room, and is told."""
    plans = [
        PagePlan(number="A1", section="要闻"),
        PagePlan(number="A2", section="体育"),
    ]
    copies = [Copy(characters=500, section="要闻")] * 12
    copies += [Copy(characters=500, section="体育")] * 2
    shared = _shared(issue_of_many(copies, plans))
    told = [finding for finding in shared.findings if finding.code == "L042"]

    assert told
    assert all(finding.severity is Severity.INFO for finding in told)
    strangers = [a for a in shared.shares[1].articles if a.section == "要闻"]
    assert [a.path for a in strangers] == sorted(finding.path for finding in told)


def _long_and_short(long: Copy) -> Issue:
    plans = [PagePlan(number=f"A{n}") for n in (1, 2)]
    copies = [
        Copy(characters=1100, page="A1"), long, Copy(characters=1500, page="A1"),
        Copy(characters=1100, page="A2"), Copy(characters=900, page="A2"),
    ]  # fmt: skip
    return issue_of_many(copies, plans)


def test_long_article_of_an_overfull_page_jumps() -> None:
    """Its tail fills the later page; both come nearer to full than they were.

    What is less over, heads and pictures can take up.
    """
    little = _long_and_short(Copy(characters=2000, page="A1"))
    issue = _long_and_short(Copy(characters=2700, page="A1"))
    shared = _shared(issue)
    (jump,) = shared.jumps
    still = offs(replace(shared, jumps=()), tabloid(), {})
    after = offs(shared, tabloid(), {})

    assert _shared(little).jumps == ()
    assert jump.to_page == "A2"
    assert max(map(abs, after)) < max(map(abs, still))
    names = [article.name for article in shared.pages[1].articles]
    assert f"{jump.article}~2" in names
    assert shared.pages[1].tails == (f"{jump.article}~2",)


def test_articles_that_may_not_jump_stay_whole() -> None:
    """``jump: no`` holds, and so do leads, short texts and pages that have room."""
    stays = Copy(characters=2000, page="A1", jump="no")
    issue = _long_and_short(stays)
    others = tuple(
        replace(a, jump="no") if a.page == "A1" else a for a in issue.articles
    )

    assert _shared(replace(issue, articles=others)).jumps == ()
    assert _shared(drawn_issue(1, 12, 300)).jumps == ()


def test_fillers_go_where_copy_is_short() -> None:
    """Each filler is offered to one page at most, the shortest first."""
    fillers = tuple(Filler(kind="psa", title=f"公益{n}") for n in range(4))
    plans = [PagePlan(number=f"A{n}") for n in (1, 2)]
    copies = [Copy(characters=1100, page="A1")] * 3 + [Copy(characters=900, page="A2")]
    issue = issue_of_many(copies, plans)
    shared = _shared(replace(issue, config=replace(issue.config, fillers=fillers)))
    offered = [filler for job in shared.pages for filler in job.fillers]

    assert len(set(offered)) == len(offered) == 4
    assert len(shared.pages[1].fillers) > len(shared.pages[0].fillers)


def test_ranks() -> None:
    """Priorities first; articles without one follow the third, briefs come last."""
    copies = (
        Copy(characters=100), Copy(characters=600), Copy(priority=4), Copy(priority=2),
        Copy(priority=5), Copy(priority=3),
    )  # fmt: skip
    articles: list[Article] = [article_of(i, copy) for i, copy in enumerate(copies)]

    assert [a.name for a in ranked(articles)] == [
        "a003", "a005", "a001", "a002", "a004", "a000",
    ]  # fmt: skip
