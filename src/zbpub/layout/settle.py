"""Pages that will not fill, settled among each other until all are full.

The make-up says of each page whether it is full, or by how much it is over or short.
For pages that are not, the most hopeful ways are tried, several pages at once; a way is
taken when it leaves fewer pages unfilled, or the same ones nearer to full.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from zbpub.base.findings import Finding, Severity
from zbpub.layout.adjust import Bench, Way, ways
from zbpub.layout.distribution import Distribution, PageJob
from zbpub.layout.jump_plan import home_of, offs

ROUNDS = 6
"""How often pages that are not full are mended."""
_TRIES = 3
"""Ways tried for one page in one round."""


class PageResult(Protocol):
    """What the make-up says of a page."""

    @property
    def is_full(self) -> bool:
        """Whether the page is made up."""

    @property
    def off_rows(self) -> int:
        """Rows of column that it is over, or short when below 0."""


Result = TypeVar("Result", bound=PageResult)
MakePages = Callable[[Sequence[PageJob]], Sequence[Result]]
"""Makes up pages, each by itself; as many results, in the same order."""


@dataclass(frozen=True, slots=True)
class Settled(Generic[Result]):
    """The pages as they are settled."""

    distribution: Distribution
    results: tuple[Result, ...]
    """Of each page of ``distribution``."""
    findings: tuple[Finding, ...]


def settle(
    distribution: Distribution,
    make_pages: MakePages[Result],
    bench: Bench,
    rounds: int = ROUNDS,
) -> Settled[Result]:
    """Make up all pages, and mend those that are not full, as far as may be.

    Args:
        distribution: The pages as first thought of.
        make_pages: The make-up.
        bench: What ways to mend are reckoned with.
        rounds: How often ways are tried.
    """
    maker = _Maker(make_pages)
    now = distribution
    tried: set[str] = set()
    for _ in range(rounds):
        results = maker.made(now.pages)
        if all(result.is_full for result in results):
            break
        choices = _choices(now, results, bench, tried)
        if not choices:
            break
        tried.update(way.key for way in choices)
        maker.made(
            [way.change.on(now).job(page) for way in choices for page in way.pages]
        )
        now = _improved(now, choices, maker)
    told = _told(distribution, now)
    return Settled(now, maker.made(now.pages), (*distribution.findings, *told))


class _Maker(Generic[Result]):
    """The make-up, asked once for each job."""

    def __init__(self, make_pages: MakePages[Result]) -> None:
        self.make_pages = make_pages
        self.known: dict[PageJob, Result] = {}

    def made(self, jobs: Sequence[PageJob]) -> tuple[Result, ...]:
        """The result of each of ``jobs``; new ones are made up together."""
        new = list(dict.fromkeys(job for job in jobs if job not in self.known))
        if new:
            self.known |= zip(new, self.make_pages(new), strict=True)
        return tuple(self.known[job] for job in jobs)

    def fault(self, jobs: Sequence[PageJob]) -> tuple[int, int]:
        """How many of ``jobs`` are not full, and how far off those are."""
        failed = [result for result in self.made(jobs) if not result.is_full]
        return len(failed), sum(abs(result.off_rows) for result in failed)


def _choices(
    now: Distribution, results: Sequence[PageResult], bench: Bench, tried: set[str]
) -> list[Way]:
    """For each page that is not full the most hopeful ways not tried yet.

    A page that is full still gives or takes, as far as its copy is reckoned off.
    """
    reckoned = offs(now, bench.case, bench.pictures)
    known = [
        reckoned[page] if result.is_full else result.off_rows
        for page, result in enumerate(results)
    ]
    chosen: dict[str, Way] = {}
    for page, result in enumerate(results):
        if result.is_full:
            continue
        fresh = [way for way in ways(now, page, known, bench) if way.key not in tried]
        chosen |= {way.key: way for way in fresh[:_TRIES]}
    return list(chosen.values())


def _improved(
    now: Distribution, choices: Sequence[Way], maker: _Maker[Result]
) -> Distribution:
    """``now`` with the ways that mend most, each page changed by one of them."""
    gains = [(_gain(now, way, maker), way) for way in choices]
    better = sorted(
        (pair for pair in gains if pair[0] > (0, 0)),
        key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].key),
    )
    changed: set[int] = set()
    for _, way in better:
        offered = [filler for share in now.shares for filler in share.fillers]
        is_free = not way.change.filler or way.change.filler[1] not in offered
        if is_free and changed.isdisjoint(way.pages):
            now = way.change.on(now)
            changed.update(way.pages)
    return now


def _gain(now: Distribution, way: Way, maker: _Maker[Result]) -> tuple[int, int]:
    """How many pages ``way`` fills, and how much nearer it brings the others."""
    then = way.change.on(now)
    before = maker.fault([now.job(page) for page in way.pages])
    after = maker.fault([then.job(page) for page in way.pages])
    return before[0] - after[0], before[1] - after[1]


def _told(before: Distribution, after: Distribution) -> list[Finding]:
    """The jumps that there are, and the articles moved to fill pages."""
    told = []
    for jump in after.jumps:
        share = after.shares[home_of(after, jump.article)]
        article = next(a for a in share.articles if a.name == jump.article)
        message = f"goes on from page {share.plan.number} to page {jump.to_page}"
        told.append(_info("L044", message, article.path, "write jump: no to forbid it"))
    for share in after.shares:
        for article in share.articles:
            old = before.shares[home_of(before, article.name)].plan.number
            if old != share.plan.number:
                message = f"placed on page {share.plan.number}: it fills the page"
                hint = "name its page in the front matter to have it otherwise"
                told.append(_info("L045", message, article.path, hint))
    return told


def _info(code: str, message: str, path: str, hint: str) -> Finding:
    return Finding(
        code=code, message=message, path=path, severity=Severity.INFO, hint=hint
    )
