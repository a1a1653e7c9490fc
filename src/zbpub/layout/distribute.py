"""An issue's articles shared out among its pages: section, importance, then size.

The most important article of each page is its lead; the others are dealt like cards,
and exchanges then even the pages out. Needs are counted in coarse steps and small gains
do not count, so that a sentence more or less seldom moves an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.base.findings import Finding, Severity
from zbpub.layout.briefs import is_gatherable
from zbpub.layout.distribution import MOST_UNITS, Distribution, Share
from zbpub.layout.even import Desk, Unit, even_out
from zbpub.layout.importance import grades_of, is_brief, ranked, weight
from zbpub.layout.jump_plan import offer_fillers, plan_jumps
from zbpub.layout.need import Pictures, capacity, need_of
from zbpub.layout.page_count import Room, plan_pages
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Issue, PagePlan

_STEPS = 16
"""Steps of a page in which needs are counted."""
_LARGE, _LARGE_UNITS = 800, 13
"""A page of so many cells (对开) holds more units than can be searched at once."""
_OVERFULL, _ROOMY = 108, 98
"""Hundredths: from a fuller page articles leave their section for an emptier one."""
_MOST_MOVES = 30


def distribute(
    issue: Issue, case: TypeCase, pictures: Pictures, band_rows: int = 0
) -> Distribution:
    """Share the articles of ``issue`` out among its pages.

    Args:
        issue: The issue.
        case: The type at hand.
        pictures: Width and height in pixels, by source.
        band_rows: Rows that the nameplate's band takes of a front page that has one.
    """
    band = band_rows if issue.config.front else 0
    profile = case.profile
    needs = {a.name: need_of(a, case, pictures) for a in issue.articles}
    cells = capacity(profile)
    room = Room(cells, cells - capacity(profile, band))
    plans, told = plan_pages(issue, needs, room)
    most = _LARGE_UNITS if cells >= _LARGE else MOST_UNITS
    board = _Board(issue.articles, plans, room, most)
    lead_needs = {
        a.name: need_of(a, case, pictures, grades_of((a,), len(profile.heads))[0])
        for a in issue.articles
    }
    homes, moved = board.homes(needs, lead_needs)
    shares = tuple(
        Share(
            plan=plan,
            articles=tuple(
                a for a, home in zip(issue.articles, homes, strict=True) if home == page
            ),
        )
        for page, plan in enumerate(plans)
    )
    empty = tuple(
        _empty(share.plan, issue.folder) for share in shares if not share.articles
    )
    distribution = Distribution(
        shares=tuple(share for share in shares if share.articles),
        findings=(*told, *empty, *moved),
        has_front=issue.config.front is not None,
        band_rows=band,
        language=issue.config.language,
        most_units=most,
        order=tuple(article.name for article in issue.articles),
    )
    jumped = plan_jumps(distribution, case, pictures)
    return offer_fillers(jumped, issue.config.fillers, case, pictures)


@dataclass(frozen=True, slots=True)
class _Board:
    """The articles and the pages that want them."""

    articles: Sequence[Article]
    plans: Sequence[PagePlan]
    room: Room
    most_units: int
    """Units that a page may hold."""

    def homes(
        self, needs: dict[str, int], lead_needs: dict[str, int]
    ) -> tuple[list[int], tuple[Finding, ...]]:
        """The page of each article, and what to say of those outside their section."""
        fixed = {plan.number: page for page, plan in enumerate(self.plans)}
        homes = [fixed.get(article.page, -1) for article in self.articles]
        leads = self._leads(homes, needs)
        for page, index in leads.items():
            homes[index] = page
        held = {i for i, home in enumerate(homes) if home >= 0}
        units = [
            Unit(
                self._steps((lead_needs if i in leads.values() else needs)[a.name]),
                self._pages(a),
                is_fixed=i in held,
                is_solid=not is_gatherable(a),
            )
            for i, a in enumerate(self.articles)
        ]
        rooms = [_STEPS * self.room.of(i) // self.room.page for i in self._numbers]
        desk = Desk(units, rooms, self.most_units - 1, homes)
        self._deal(desk, needs)
        even_out(desk)
        return desk.homes, tuple(self._overflow(desk))

    @property
    def _numbers(self) -> range:
        return range(len(self.plans))

    def _steps(self, need: int) -> int:
        return max(1, round(need * _STEPS / self.room.page))

    def _pages(self, article: Article) -> tuple[int, ...]:
        """Where ``article`` may stand: its section's pages, or else any."""
        own = [i for i in self._numbers if self.plans[i].section == article.section]
        return tuple(own) if article.section and own else tuple(self._numbers)

    def _leads(self, homes: Sequence[int], needs: dict[str, int]) -> dict[int, int]:
        """For each page that has no lead yet the article that is to be it."""
        order = self._order(homes, needs)
        leads: dict[int, int] = {}
        for page in self._numbers:
            there = [a for a, h in zip(self.articles, homes, strict=True) if h == page]
            if there and not is_brief(ranked(there)[0]):
                continue
            free = [i for i in order if i not in leads.values()]
            section = self.plans[page].section
            wanted = sorted(
                (i for i in free if page in self._pages(self.articles[i])),
                key=lambda i: section != self.articles[i].section,
            )
            if wanted:
                leads[page] = wanted[0]
        return leads

    def _order(self, homes: Sequence[int], needs: dict[str, int]) -> list[int]:
        """The articles without a page by importance, then by size."""
        return sorted(
            (i for i, home in enumerate(homes) if home < 0),
            key=lambda i: (
                weight(self.articles[i]),
                -self._steps(needs[self.articles[i].name]).bit_length(),
            ),
        )

    def _deal(self, desk: Desk, needs: dict[str, int]) -> None:
        """Deal the articles like cards, by importance, to the page that has fewest.

        Sizes do not count yet: a sentence more or less deals the same cards.
        """
        counts = [desk.homes.count(page) for page in self._numbers]
        for index in self._order(desk.homes, needs):
            page = min(desk.units[index].pages, key=lambda p: (counts[p], p))
            desk.homes[index] = page
            counts[page] += 1

    def _overflow(self, desk: Desk) -> list[Finding]:
        """Move articles out of overfull sections to pages with room; say so."""
        told: list[Finding] = []
        for _ in range(_MOST_MOVES):
            move = self._move_out(desk)
            if move is None:
                break
            index, page = move
            desk.homes[index] = page
            if page not in desk.units[index].pages:
                told.append(_outside(self.articles[index], self.plans[page]))
        return told

    def _move_out(self, desk: Desk) -> tuple[int, int] | None:
        """The least important article that an overfull page can give away."""
        fills = desk.fills()
        shares = [100 * f // room for f, room in zip(fills, desk.rooms, strict=True)]
        for page in sorted(self._numbers, key=lambda p: -shares[p]):
            if shares[page] <= _OVERFULL:
                return None
            for index in sorted(
                (i for i, home in enumerate(desk.homes) if home == page),
                key=lambda i: weight(self.articles[i]),
                reverse=True,
            ):
                unit = desk.units[index]
                roomy = [
                    p
                    for p in self._numbers
                    if (fills[p] + unit.steps) * 100 <= _ROOMY * desk.rooms[p]
                ]
                if roomy and not unit.is_fixed:
                    return index, min(roomy, key=lambda p: (shares[p], p))
        return None


def _outside(article: Article, plan: PagePlan) -> Finding:
    return Finding(
        code="L042",
        message=f"placed on page {plan.number}: the pages of section"
        f" {article.section} are full",
        path=article.path,
        severity=Severity.INFO,
        hint="give the section another page, or name the article's page",
    )


def _empty(plan: PagePlan, folder: str) -> Finding:
    return Finding(
        code="L041",
        message=f"page {plan.number} is left out: no article belongs to it",
        path=folder,
        severity=Severity.WARNING,
        hint="let articles name the page or its section",
    )
