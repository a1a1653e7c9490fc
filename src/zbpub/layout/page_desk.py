"""One page's job done: articles ranked, tried on the profile's grids, accounted for.

Pages know nothing of each other, so that several can be made up at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zbpub.base.findings import Finding
from zbpub.layout.account import PageAccount, PinAccount
from zbpub.layout.accounting import full_account, lost_account
from zbpub.layout.block import Copy
from zbpub.layout.contents import contents_pieces
from zbpub.layout.distribution import PageJob
from zbpub.layout.filler import filler_pieces
from zbpub.layout.floorplan import NEVER
from zbpub.layout.folio import folio
from zbpub.layout.importance import grades_of
from zbpub.layout.misfit import (
    crowd,
    far_off,
    misfit,
    no_head,
    off_finding,
    off_rows,
    pin_refused,
)
from zbpub.layout.nameplate import Band
from zbpub.layout.need import Pictures
from zbpub.layout.page import Page, Rect
from zbpub.layout.page_maker import Made, PageMaker, PieceUnit
from zbpub.layout.pins import pins_of, without_pin
from zbpub.layout.place import Placement
from zbpub.layout.profile import Grid, HeadGrade
from zbpub.layout.shaper import Shaper
from zbpub.layout.subsets import EXACT, MOST_UNITS
from zbpub.layout.turned import turned_page
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Issue

_DEAR = 150
"""A page of this cost is tried on other grids too."""
_TIGHT = 1.5
"""Text that fills more than one part in so many of a page makes it tight."""
_OTHER_GRID = 30
"""Cost of another grid than the other pages'."""
_CONTENTS, _FILLER = 2, 3
"""A contents box takes half of the page's height at most, a filler a third."""
_MOST_ENTRIES = 8
"""Entries that a contents box shows at most."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """A page, or why there is none."""

    page: Page | None
    account: PageAccount
    findings: tuple[Finding, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether the page is made up."""
        return self.page is not None

    @property
    def off_rows(self) -> int:
        """Rows of column that it is over, or short when below 0."""
        return self.account.off_rows


@dataclass(frozen=True, slots=True)
class PageDesk:
    """What every page's job needs beside itself."""

    issue: Issue
    case: TypeCase
    pictures: Pictures
    band: Band | None = None
    """What stands at the head of the front page."""
    entries: tuple[tuple[str, str], ...] = ()
    """Page and headline of what the contents box may show."""

    def make(self, job: PageJob) -> PageResult:
        """Make up one page."""
        return _Job(self, job).result()


@dataclass(frozen=True, slots=True)
class _Job:
    desk: PageDesk
    job: PageJob
    shaper: Shaper = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shaper", Shaper(self.desk.case))

    @property
    def copies(self) -> list[Copy]:
        """The articles with their grades and sizes."""
        return self._ranked(self.job.articles)

    def _ranked(self, articles: Sequence[Article]) -> list[Copy]:
        desk = self.desk
        return rank(
            articles, desk.issue.config.url, desk.case.profile.heads,
            desk.pictures,
        )  # fmt: skip

    def result(self) -> PageResult:
        copies = self.copies
        if len(copies) > MOST_UNITS:
            return self._lost((crowd(len(copies), self.desk.issue, self.job.plan),))
        headless = no_head(copies, self.shaper, self.desk.case)
        if headless:
            return self._lost(headless)
        profile = self.desk.case.profile
        self.shaper.prepare(copies)
        need = sum(_set_rows(self.shaper, copy) for copy in copies)
        off = far_off(need, profile)
        if off:
            plan, issue = self.job.plan, self.desk.issue
            return self._lost((off_finding(off, issue, plan, profile.grid),), off)
        return self._tried(copies)

    def _tried(self, copies: Sequence[Copy]) -> PageResult:
        """The page on the first grid that it can fill."""
        made, maker = self._first_full(copies)
        if made is not None and maker is not None:
            pins = tuple(self._pin_accounts(copies, made))
            return self._full(made, maker, pins)
        refused = self._refused_pins(copies)
        if refused:
            return self._lost(refused)
        missed = self._missed(copies)
        finding = misfit(missed, self.desk.issue, self.job.plan, len(copies))
        return self._lost((finding,), off_rows(missed))

    def _first_full(
        self, copies: Sequence[Copy]
    ) -> tuple[Made | None, PageMaker | None]:
        """The page on the first grid that fills; fillers only where there is need.

        A page that is dear on the profile's own grid is tried on its neighbours too.
        """
        own = self.desk.case.profile.grid
        for grid, has_fillers in self._tries(copies):
            made, maker = self._try(copies, grid, has_fillers=has_fillers)
            if made is not None and made.best is not None:
                if grid == own and made.best.cost > _DEAR:
                    return self._cheaper(copies, (made, maker))
                return made, maker
        return None, None

    def _tries(self, copies: Sequence[Copy]) -> list[tuple[Grid, bool]]:
        """Grids, and whether fillers are offered: what is tight has no use for them."""
        own, *others = self._grids()
        if self._is_tight(copies):
            others.sort(key=lambda grid: grid.rows < own.rows)
            return [(own, False), *((grid, False) for grid in others)]
        tries = [(own, False), (own, True), *((grid, False) for grid in others)]
        return tries + [(grid, True) for grid in others]

    def _is_tight(self, copies: Sequence[Copy]) -> bool:
        own = self.desk.case.profile.grid
        text = sum(_set_rows(self.shaper, copy) for copy in copies)
        return text * _TIGHT > (own.rows - self._band_rows(own)) * own.columns

    def _cheaper(
        self, copies: Sequence[Copy], known: tuple[Made, PageMaker | None]
    ) -> tuple[Made, PageMaker | None]:
        """``known``, or the page on a grid close by if that is much cheaper."""
        own, *others = self._grids()
        is_tight = self._is_tight(copies)
        near = [grid for grid in others if (grid.rows > own.rows) == is_tight]
        if not near:
            return known
        grid = min(near, key=lambda grid: abs(grid.rows - own.rows))
        made, maker = self._try(copies, grid, has_fillers=False)
        if made is None or _cost(made) + _OTHER_GRID >= _cost(known[0]):
            return known
        return made, maker

    def _try(
        self, copies: Sequence[Copy], grid: Grid, *, has_fillers: bool
    ) -> tuple[Made | None, PageMaker | None]:
        if has_fillers and not self._has_fillers(copies):
            return None, None
        maker = self._maker(copies, grid, has_fillers=has_fillers)
        made = maker.make()
        return (made, maker) if made.best is not None else (None, None)

    def _has_fillers(self, copies: Sequence[Copy]) -> bool:
        return bool(self.job.fillers) or any(c.article.pull_quotes for c in copies)

    def _grids(self) -> tuple[Grid, ...]:
        profile = self.desk.case.profile
        return profile.grid, *profile.other_grids

    def _maker(
        self, copies: Sequence[Copy], grid: Grid, *, has_fillers: bool = False
    ) -> PageMaker:
        shaper = self.shaper.on(grid, has_quotes=has_fillers)
        return PageMaker(
            shaper, copies, self._pieces(shaper.case, has_fillers),
            self._band_rows(grid), pins_of(copies),
        )  # fmt: skip

    def _missed(self, copies: Sequence[Copy]) -> list[Made]:
        """What the first grid can fill, and the closest or widest one."""
        grids = self._grids()
        first = self._maker(copies, grids[0]).missed()
        off = off_rows([first])
        if not off:
            return [first]
        last = (max if off > 0 else min)(grids, key=lambda grid: grid.rows)
        if last == grids[0]:
            return [first]
        return [first, self._maker(copies, last).missed()]

    def _without(self, copies: Sequence[Copy], copy: Copy, what: str) -> Sequence[Copy]:
        """``copies`` with one pin taken away, and the sizes that then fall to all."""
        free = without_pin(copies, copy, what)
        return self._ranked([each.article for each in free])

    def _refused_pins(self, copies: Sequence[Copy]) -> tuple[Finding, ...]:
        """The pins and frames without which the page would be full, with its cost."""
        found = []
        frames = [(copy, "frame") for copy in copies if copy.article.frame is not None]
        for copy, what in (*_pinned(copies), *frames):
            made, _ = self._first_full(self._without(copies, copy, what))
            if made is not None and made.best is not None:
                found.append(pin_refused(copy, what, made.best.cost, self.job.plan))
        return tuple(found)

    def _pin_accounts(self, copies: Sequence[Copy], made: Made) -> list[PinAccount]:
        """What each pin costs: the page's cost less that of the page without it."""
        best = made.best
        assert best is not None  # only full pages are accounted for
        found = []
        for copy, what in _pinned(copies):
            free, _ = self._first_full(self._without(copies, copy, what))
            cost = free.best.cost if free is not None and free.best else best.cost
            more = max(0, best.cost - cost)
            found.append(PinAccount(article=copy.article.name, what=what, cost=more))
        return found

    @property
    def _band(self) -> Band | None:
        return self.desk.band if self.job.front else None

    def _band_rows(self, grid: Grid) -> int:
        """Rows of ``grid`` that the band takes: as high as on the profile's own."""
        if self._band is None:
            return 0
        own = self.desk.case.profile.grid
        return -(-self._band.rows * own.pitch // grid.pitch)

    def _pieces(self, case: TypeCase, has_fillers: bool) -> list[PieceUnit]:
        """The contents box of a front page, and the fillers offered to this page."""
        columns, rows = case.profile.grid.columns, case.profile.grid.rows
        found: list[PieceUnit] = []
        if self._band is not None and self.desk.entries:
            entries = self.desk.entries[:_MOST_ENTRIES]
            shapes = tuple(
                contents_pieces(entries, width, case, rows // _CONTENTS)
                for width in range(1, columns + 1)
            )
            found.append(PieceUnit("contents", shapes, is_optional=False))
        room = EXACT - len(self.job.articles) - len(found)
        for filler in self.job.fillers[: max(0, room) * has_fillers]:
            shapes = tuple(
                filler_pieces(filler, width, case, rows // _FILLER)
                for width in range(1, columns + 1)
            )
            found.append(PieceUnit(filler.title, shapes, is_optional=True))
        return found

    def _full(
        self, made: Made, maker: PageMaker, pins: tuple[PinAccount, ...]
    ) -> PageResult:
        assert made.best is not None  # the caller looked
        placed = maker.placement(made.best)
        account = full_account(self.job.plan, made, placed, self.desk.case.profile)
        page = self._page(placed, made.grid)
        return PageResult(page, replace(account, pins=pins))

    def _page(self, placed: Placement, grid: Grid) -> Page:
        case = self.desk.case
        profile = replace(case.profile, grid=grid)
        furniture, rules = folio(self.desk.issue.config, self.job.plan, case)
        if self._band is not None and not profile.is_vertical:
            furniture, rules = self._band.elements, self._band.rules
        page = Page(
            number=self.job.plan.number,
            width=profile.width,
            height=profile.height,
            type_area=Rect(*profile.corner, *profile.type_area),
            folio=furniture,
            articles=placed.articles,
            pieces=placed.pieces,
            rules=placed.rules,
        )
        if profile.is_vertical:
            page = turned_page(page, self._band)
        return replace(page, rules=(*rules, *page.rules))

    def _lost(self, findings: tuple[Finding, ...], off: int = 0) -> PageResult:
        account = lost_account(
            self.job, findings[0], off, (self.desk.issue, self.desk.case)
        )
        return PageResult(None, account, findings)


def _set_rows(shaper: Shaper, copy: Copy) -> int:
    """Rows that the text of ``copy`` takes in one base column."""
    grid = shaper.case.profile.grid
    return shaper.galley(copy, grid.characters * grid.size).rows


def _cost(made: Made) -> int:
    return made.best.cost if made.best is not None else NEVER


def _pinned(copies: Sequence[Copy]) -> list[tuple[Copy, str]]:
    """Every pin: its article, and the key of the front matter."""
    return [
        (copy, what)
        for copy in copies
        for what, value in (
            ("place", copy.article.pin.column or copy.article.pin.row),
            ("rows", copy.article.pin.rows),
            ("columns", copy.article.pin.columns),
            ("headline_size", copy.article.pin.headline_size),
        )
        if value
    ]


def rank(
    articles: Sequence[Article],
    url: str,
    heads: Sequence[HeadGrade],
    pictures: Mapping[str, tuple[int, int]],
) -> list[Copy]:
    """Articles, by importance, with their head grades.

    The sizes of a grade are dealt out by rank, so that no lesser head is larger than a
    greater one.
    """
    grades = grades_of(articles, len(heads))
    return [
        Copy(
            article, grade, url, pictures,
            _sizes(article, (place, grades), heads[grade]), place,
        )
        for place, (article, grade) in enumerate(zip(articles, grades, strict=True))
    ]  # fmt: skip


def _sizes(
    article: Article, at: tuple[int, Sequence[int]], grade: HeadGrade
) -> tuple[int, ...]:
    """The sizes that fall to an article among those of its grade, preferred first."""
    place, grades = at
    falling = sorted(set(grade.sizes), reverse=True)
    last = len(falling) - 1
    if wanted := article.pin.headline_size:
        rank_, peers = "lms".index(wanted), 3
    else:
        rank_ = sum(g == grades[place] for g in grades[:place])
        peers = sum(g == grades[place] for g in grades)
    first, stop = (round(i * last / peers) for i in (rank_, rank_ + 1))
    return tuple(s for s in grade.sizes if s in falling[first : stop + 1])
