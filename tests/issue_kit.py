"""Issues of many articles for the tests of distribution, jumps and settling."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from kit import paragraphs, sentence, tabloid
from zbpub.layout.distribution import Distribution, PageJob
from zbpub.layout.jump_plan import page_need
from zbpub.layout.need import capacity
from zbpub.manuscript.model import (
    Article,
    Issue,
    IssueConfig,
    PagePlan,
    Paragraph,
    Run,
    Subhead,
)

SECTIONS = ("", "要闻", "体育", "副刊")
HEADLINES = (
    "老码头修缮一新 渡船重回河湾",
    "东门老街换上新路灯",
    "山脚果园迎来第一批访客",
    "图书馆“夜读”到零点，灯一直亮着",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a made article is to be like."""

    characters: int = 500
    priority: int = 0
    section: str = ""
    page: str = ""
    jump: str = ""
    is_dressed: bool = False
    """Whether it has every part of a head, a dateline, a byline and a subhead."""


def article_of(rank: int, copy: Copy, seed: int = 0) -> Article:
    """The article at place ``rank`` of an issue."""
    rng = random.Random(seed * 1000 + rank)
    body = paragraphs(rng, copy.characters) or [Paragraph((Run(sentence(rng)),))]
    article = Article(
        name=f"a{rank:03}",
        path=f"issue/a{rank:03}.md",
        headline=HEADLINES[rank % len(HEADLINES)],
        priority=copy.priority,
        section=copy.section,
        page=copy.page,
        jump=copy.jump,
        body=tuple(body),
    )
    if not copy.is_dressed:
        return article
    middle = len(body) // 2
    return replace(
        article, kicker="历时两年", deck="首日运送乘客逾千人", label="街巷新事",
        dateline="本报5月11日讯", byline="记者 石榴",
        body=(*body[:middle], Subhead((Run("先听住户怎么说"),)), *body[middle:]),
    )  # fmt: skip


def issue_of_many(
    copies: Sequence[Copy],
    pages: Sequence[PagePlan] = (),
    seed: int = 0,
    most_pages: int = 16,
) -> Issue:
    """An issue of such articles."""
    config = IssueConfig(
        publication="河湾日报", date="2024-05-12", pages=tuple(pages),
        most_pages=most_pages,
    )  # fmt: skip
    articles = tuple(article_of(i, copy, seed) for i, copy in enumerate(copies))
    return Issue(config=config, articles=articles, folder="issue")


def drawn_issue(seed: int, count: int, average: int, pages: int = 0) -> Issue:
    """An issue as papers have them: few long articles, many short ones."""
    rng = random.Random(seed)
    copies = [
        Copy(
            characters=max(90, min(2400, round(rng.expovariate(1 / average)))),
            priority=rng.choice((0, 0, 1, 2, 3, 3, 4, 5)),
        )
        for _ in range(count)
    ]
    plans = [PagePlan(number=f"A{n}") for n in range(1, pages + 1)]
    return issue_of_many(copies, plans, seed)


COPIES = st.builds(
    Copy,
    characters=st.integers(20, 1800),
    priority=st.integers(0, 6),
    section=st.sampled_from(SECTIONS),
    jump=st.sampled_from(("", "", "no", "A1", "A3")),
    is_dressed=st.booleans(),
)


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """Any issue of 3 to 40 articles, its pages listed or to be chosen."""
    copies = draw(st.lists(COPIES, min_size=3, max_size=40))
    count = draw(st.integers(0, 6))
    plans = [
        PagePlan(number=f"A{n}", section=draw(st.sampled_from(SECTIONS)))
        for n in range(1, count + 1)
    ]
    if plans:
        numbers = ("", "", *(plan.number for plan in plans))
        copies = [replace(c, page=draw(st.sampled_from(numbers))) for c in copies]
    return issue_of_many(copies, plans, draw(st.integers(0, 9)))


@dataclass(frozen=True, slots=True)
class Told:
    """What the pretended make-up says of a page."""

    is_full: bool
    off_rows: int


def pretended(
    spare: int, skew: Callable[[PageJob], int] = lambda _: 0
) -> Callable[[Sequence[PageJob]], list[Told]]:
    """A make-up that fills every page whose copy is within ``spare`` cells of its room.

    ``skew`` says by how many cells a page's copy differs from what is reckoned.
    """
    case = tabloid()

    def made(jobs: Sequence[PageJob]) -> list[Told]:
        told = []
        for job in jobs:
            off = page_need(job, case, {}) + skew(job) - capacity(case.profile)
            off -= 39 * len(job.fillers) if off > 0 else -39 * len(job.fillers)
            told.append(Told(abs(off) <= spare, off))
        return told

    return made


def homes_of(distribution: Distribution) -> dict[str, str]:
    """The page's number of each article, by its name."""
    return {
        article.name: share.plan.number
        for share in distribution.shares
        for article in share.articles
    }
