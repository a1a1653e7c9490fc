"""Made-up pages and pages that could not be, as accounts for the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from zbpub.base.findings import Finding
from zbpub.base.length import to_pt
from zbpub.layout.account import (
    BlockAccount,
    CostTerm,
    Edit,
    HeadKind,
    PageAccount,
    summed,
)
from zbpub.layout.advice import cures
from zbpub.layout.block import Block
from zbpub.layout.cures import cheapest_additions, cheapest_cuts
from zbpub.layout.galley import Galley, set_galley
from zbpub.layout.makeup import Fit, MadeUp, pages_of, rank
from zbpub.layout.page import Page
from zbpub.layout.pour import pour
from zbpub.layout.profile import Grid, Profile
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Issue, PagePlan

_MISFITS = frozenset({"L002", "L003", "L005"})
"""Findings on lengths; no words help where a head fits nowhere, or articles crowd."""
_OFF = re.compile(r"\(([多缺])(\d+)行\)")
"""How a misfit tells its rows of base column."""


def account_of(made: MadeUp, issue: Issue, case: TypeCase) -> tuple[PageAccount, ...]:
    """An account of every page of ``issue``, in its order, full or not.

    Args:
        made: The pages, and findings on those that could not be made up.
        issue: The issue that was made up.
        case: The type it was made up in.
    """
    pages = {page.number: page for page in made.pages}
    return tuple(
        _full_page(pages[plan.number], plan, made.fits, case.profile)
        if plan.number in pages
        else _lost_page(
            plan, articles, _finding_on(plan, articles, made.findings), (issue, case)
        )
        for plan, articles in pages_of(issue)
    )


def _full_page(
    page: Page, plan: PagePlan, fits: Iterable[Fit], profile: Profile
) -> PageAccount:
    own = [fit for fit in fits if fit.page == plan.number]
    blocks = tuple(_block(fit) for fit in sorted(own, key=_importance))
    return PageAccount(
        number=plan.number,
        section=plan.section,
        sheet=(page.width, page.height),
        grid=_grid(page, own, profile),
        is_full=True,
        cost=sum(block.cost for block in blocks),
        terms=summed(chain.from_iterable(block.terms for block in blocks)),
        blocks=blocks,
    )


def _importance(fit: Fit) -> tuple[int, int, int]:
    return fit.block.copy.grade, fit.spot.row, fit.spot.column


def _grid(page: Page, fits: Sequence[Fit], profile: Profile) -> Grid:
    """The grid that the page stands on: its blocks are so many rows and so high."""
    places = {article.name: article.place for article in page.articles}
    for fit in fits:
        height, rows = places[fit.article].height, fit.spot.rows
        for grid in (profile.grid, *profile.other_grids):
            if rows * grid.pitch - (grid.pitch - grid.size) == height:
                return grid
    return profile.grid


def _block(fit: Fit) -> BlockAccount:
    block, spot = fit.block, fit.spot
    less, more = _edits(fit.article, block.galley)
    return BlockAccount(
        article=fit.article,
        title=block.copy.article.headline,
        page=fit.page,
        column=spot.column + 1,
        row=spot.row + 1,
        columns=spot.columns,
        rows=spot.rows,
        measure_em=block.galley.measure // block.galley.size,
        text_columns=block.parts,
        lines=len(block.galley.strips),
        headline_pt=to_pt(block.head.size),
        head_rows=block.head_rows,
        head_columns=block.head.columns,
        head_kind=_head_kind(block),
        slack_rows=block.head_rows - block.head.rows,
        short_columns=_short_columns(block),
        cost=block.cost,
        terms=summed(_terms(block)),
        one_less=less,
        one_more=more,
    )


def _head_kind(block: Block) -> HeadKind:
    if block.is_boxed:
        return "box"
    if block.is_aside:
        return "aside"
    return "across" if block.head.columns == block.columns else "rising"


def _short_columns(block: Block) -> int:
    heights = [foot - top for top, foot in block.shape]
    poured = pour(block.galley, heights) or ()
    return sum(
        column.rows < height for column, height in zip(poured, heights, strict=False)
    )


def _terms(block: Block) -> Iterator[CostTerm]:
    """What the block's cost is made of, as far as the block tells."""
    slack = block.head.cost_at(block.head_rows) - block.head.cost
    shape = block.cost - block.head.cost - slack
    if block.head.cost:
        yield CostTerm("headline of another size or break", "标题不称", block.head.cost)
    if slack:
        yield CostTerm("white in heads", "标题余白", slack)
    if shape:
        yield CostTerm("shapes of blocks", "板块失衡", shape)


def _edits(article: str, galley: Galley) -> tuple[Edit | None, Edit | None]:
    """The cheapest that take away one line, and give one."""
    less = cheapest_cuts(galley, 1, article)
    more = cheapest_additions(galley, 1, article)
    return next(iter(less), None), next(iter(more), None)


def _lost_page(
    plan: PagePlan, articles: Sequence[Article], finding: Finding | None,
    desk: tuple[Issue, TypeCase],
) -> PageAccount:  # fmt: skip
    """A page that could not be made up: nothing stands anywhere, but lines count."""
    issue, case = desk
    grid, heads = case.profile.grid, case.profile.heads
    ranked = [copy.article for copy in rank(articles, "", len(heads), {})]
    measure = grid.characters * grid.size
    galleys = {a.name: set_galley(a, measure, case) for a in ranked}
    off = _off_rows(finding)
    is_misfit = finding is not None and finding.code in _MISFITS
    return PageAccount(
        number=plan.number,
        section=plan.section,
        sheet=(case.profile.width, case.profile.height),
        grid=grid,
        is_full=False,
        off_rows=off,
        off_characters=off * grid.characters,
        problem=finding.message if finding else "",
        blocks=tuple(_unplaced(a, galleys[a.name], plan) for a in ranked),
        cures=cures(off, ranked, galleys, issue) if is_misfit else (),
    )


def _finding_on(
    plan: PagePlan, articles: Sequence[Article], findings: Iterable[Finding]
) -> Finding | None:
    paths = {article.path for article in articles}
    return next(
        (
            finding
            for finding in findings
            if finding.message.startswith(f"page {plan.number}:")
            or finding.path in paths
        ),
        None,
    )


def _off_rows(finding: Finding | None) -> int:
    found = _OFF.search(finding.message) if finding else None
    return (1 if found[1] == "多" else -1) * int(found[2]) if found else 0


def _unplaced(article: Article, galley: Galley, plan: PagePlan) -> BlockAccount:
    less, more = _edits(article.name, galley)
    return BlockAccount(
        article=article.name,
        title=article.headline,
        page=plan.number,
        measure_em=galley.measure // galley.size,
        text_columns=1,
        lines=len(galley.strips),
        one_less=less,
        one_more=more,
    )
