"""The make-up's recipe: an issue's articles in, full pages out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from operator import itemgetter

from zbpub.base.cores import cores
from zbpub.base.findings import Finding
from zbpub.layout.account import PageAccount
from zbpub.layout.accounting import lost_account
from zbpub.layout.adjust import Bench
from zbpub.layout.contents import contents_entries
from zbpub.layout.distribute import distribute
from zbpub.layout.distribution import Distribution, PageJob, expected_texts
from zbpub.layout.jump_plan import offs, room_of
from zbpub.layout.nameplate import Band, front_band
from zbpub.layout.need import Pictures
from zbpub.layout.page import Page
from zbpub.layout.page_desk import PageDesk, PageResult
from zbpub.layout.settle import ROUNDS, settle
from zbpub.layout.turned import turned_sizes
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Figure, Issue, PagePlan, Pin

_MOST_PROCESSES = 4
_MOST_OVER = 12
"""Hundredths that the copy may be over all pages, as reckoned, and still be tried."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The pages of an issue, how they were made up, and what there is to say."""

    pages: tuple[Page, ...] = ()
    accounts: tuple[PageAccount, ...] = ()
    """Of every page, full or not."""
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """What must be printed under each name that stands on a page."""


def _nothing() -> None:
    """Wait without doing anything."""


def make_up(
    issue: Issue,
    case: TypeCase,
    pictures: Pictures,
    meanwhile: Callable[[], None] = _nothing,
) -> MadeUp:
    """Make up every page of ``issue``; a page that cannot be is a finding.

    Args:
        issue: The issue.
        case: The type at hand.
        pictures: Width and height in pixels of the issue's pictures, by source.
        meanwhile: What this process may do while others make up pages.
    """
    if case.profile.is_vertical:
        pictures = turned_sizes(pictures)
    band = _band(issue, case)
    distribution = distribute(issue, case, pictures, band.rows if band else 0)
    jobs = distribution.pages
    entries = contents_entries([(job.plan, job.articles) for job in jobs])
    has_box = issue.config.front is not None and issue.config.front.contents
    desk = PageDesk(issue, case, pictures, band, tuple(entries) if has_box else ())
    bench = Bench(case, pictures, issue.config.fillers)
    said = _overflow(issue, distribution, desk)
    # What all pages together cannot hold no moving to and fro will place.
    rounds = 0 if said else ROUNDS
    settled = settle(
        distribution, lambda jobs: make_pages(desk, jobs, meanwhile), bench, rounds
    )
    results = settled.results
    lost = tuple(f for result in results for f in result.findings)
    if all(result.is_full for result in results):
        said = ()  # what was reckoned as too much did find room
    return MadeUp(
        tuple(result.page for result in results if result.page is not None),
        tuple(result.account for result in results),
        (*(band.findings if band else ()), *said, *settled.findings, *lost),
        expected_texts(settled.distribution, case.profile.body.ruby),
    )


def refuse(
    issue: Issue, case: TypeCase, pictures: Pictures, findings: Sequence[Finding]
) -> MadeUp:
    """No page of an ``issue`` that cannot be set; each page's account says why.

    Args:
        issue: The issue.
        case: The type at hand.
        pictures: Width and height in pixels of the issue's pictures, by source.
        findings: What cannot be set, one at least.
    """
    if case.profile.is_vertical:
        pictures = turned_sizes(pictures)
    by_path = {finding.path: finding for finding in reversed(findings)}
    accounts = []
    for job in distribute(issue, case, pictures).pages:
        own = (by_path[a.path] for a in job.articles if a.path in by_path)
        accounts.append(lost_account(job, next(own, findings[0]), 0, (issue, case)))
    return MadeUp(accounts=tuple(accounts), findings=tuple(findings))


def _overflow(
    issue: Issue, distribution: Distribution, desk: PageDesk
) -> tuple[Finding, ...]:
    """A finding when the copy is far longer than all pages together.

    A single page is not reckoned: how much it is over is found out exactly.
    """
    over = sum(offs(distribution, desk.case, desk.pictures))
    pages = range(len(distribution.shares))
    room = sum(room_of(distribution, page, desk.case) for page in pages)
    if len(pages) < 2 or over * 100 <= _MOST_OVER * room:
        return ()
    characters = over * desk.case.profile.grid.characters
    return (
        Finding(
            code="L043",
            message=f"the copy fills {(room + over) / room:.2f} times the"
            f" {len(distribution.shares)} page(s): over by about {over} rows of column,"
            f" {characters} characters (多{over}行)",
            path=issue.folder,
            hint="take out that much, add pages to issue.toml (or raise most_pages), or"
            " choose a profile with more room",
        ),
    )


def _band(issue: Issue, case: TypeCase) -> Band | None:
    """The front page's band; pages that are not listed yet do not change its rows."""
    config = issue.config
    if config.front is None:
        return None
    plan = config.pages[0] if config.pages else PagePlan(number="01")
    return front_band(config, plan, len(config.pages), case)


def make_pages(
    desk: PageDesk,
    jobs: Sequence[PageJob],
    meanwhile: Callable[[], None] = _nothing,
) -> list[PageResult]:
    """Make up pages, several at once where the machine has the cores.

    The results are those of making them one after the other. ``meanwhile`` is run when
    other processes have the pages in hand.
    """
    processes = min(len(jobs), _MOST_PROCESSES, cores())
    if processes < 2:
        return [desk.make(job) for job in jobs]
    with ProcessPoolExecutor(processes, get_context("fork"), _stay, (desk,)) as pool:
        order = sorted(range(len(jobs)), key=lambda at: -_weight(jobs[at]))
        results = pool.map(_make, [jobs[at] for at in order])
        meanwhile()
        return [
            result
            for _, result in sorted(zip(order, results, strict=True), key=itemgetter(0))
        ]


def _weight(job: PageJob) -> int:
    """How long a page may take, roughly: those that take long are begun first.

    Each picture multiplies an article's shapes; a pinned page is made up again without
    each pin, to tell its cost.
    """
    pictures = sum(isinstance(b, Figure) for a in job.articles for b in a.body)
    pins = sum(article.pin != Pin() for article in job.articles)
    return (len(job.articles) + 2 * pictures + 3 * job.front) * (1 + pins)


_desk: PageDesk
_made = count(1)
_SWEPT = 8
"""Pages after which a process of the pool looks for cycles among its values: looking
while it makes them takes a twentieth of its time."""


def _stay(desk: PageDesk) -> None:
    """What a new process keeps; forked, it was never sent."""
    global _desk  # a process of the pool has one desk all its life
    _desk = desk
    gc.disable()


def _make(job: PageJob) -> PageResult:
    result = _desk.make(job)
    if next(_made) % _SWEPT == 0:
        gc.collect()
    return result
