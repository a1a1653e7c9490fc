"""Made-up pages and pages that could not be, as accounts for the desk."""

from __future__ import annotations

from collections.abc import Iterable

from zbpub.base.findings import Finding
from zbpub.base.length import to_pt
from zbpub.layout.account import (
    BlockAccount,
    CostTerm,
    Edit,
    Outline,
    PageAccount,
    RunnerUp,
    summed,
)
from zbpub.layout.advice import cures
from zbpub.layout.block import Block
from zbpub.layout.cures import cheapest_additions, cheapest_cuts
from zbpub.layout.distribution import PageJob
from zbpub.layout.galley import Galley, set_galley
from zbpub.layout.page_maker import Choice, Made
from zbpub.layout.place import Placement
from zbpub.layout.plans import Spot
from zbpub.layout.pour import pour
from zbpub.layout.profile import Profile
from zbpub.layout.shaper import Shape
from zbpub.layout.turned import sheet_size
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Issue, PagePlan

_MISFITS = frozenset({"L002", "L003", "L005"})
"""Findings on lengths; no words help where a head fits nowhere, or articles crowd."""

TERMS = {
    "head": ("headline of another size or break", "标题不称"),
    "treatment": ("head beside, upright or framed", "标题变式"),
    "picture": ("picture cropped or of an odd width", "图片失称"),
    "shape": ("shapes of blocks", "板块失衡"),
    "white": ("columns short, widows, uneven white", "孤行缺行"),
    "ragged": ("a foot of short columns", "栏脚不齐"),
    "cuts": ("cuts and order of articles", "通线与主次"),
    "pieces": ("fillers and boxes", "补白"),
    "measures": ("more than three measures", "杂乱"),
    "frames": ("more than two frames", "框多"),
    "vertical heads": ("more than one vertical head", "竖题多"),
    "pull quotes": ("more than one pull quote", "提要多"),
    "pictures": ("another picture larger than the lead's", "主图不突出"),
    "alike": ("blocks all alike", "呆板"),
}
"""What the search's terms are called."""


def full_account(
    plan: PagePlan, made: Made, placed: Placement, profile: Profile
) -> PageAccount:
    """The account of a page that was made up."""
    assert made.best is not None  # only full pages have a plan
    blocks = tuple(_block(block, spot, plan) for block, spot in placed.blocks)
    return PageAccount(
        number=plan.number,
        section=plan.section,
        sheet=sheet_size(profile),
        grid=made.grid,
        is_full=True,
        cost=made.best.cost,
        terms=_costs(made.best.terms),
        blocks=blocks,
        runner_up=_runner_up(made.runner_up, made.best) if made.runner_up else None,
        is_vertical=profile.is_vertical,
    )


def _costs(terms: Iterable[tuple[str, int]]) -> tuple[CostTerm, ...]:
    return summed(CostTerm(*TERMS[name], cost) for name, cost in terms if cost)


def _runner_up(other: Choice, best: Choice) -> RunnerUp:
    mine, theirs = _outlines(best), _outlines(other)
    moved = [o.article for o in theirs if o not in mine]
    return RunnerUp(
        cost=other.cost,
        terms=_costs(other.terms),
        blocks=tuple(theirs),
        differs=f"{', '.join(moved)} elsewhere" if moved else "other heads or pictures",
    )


def _outlines(choice: Choice) -> list[Outline]:
    return [
        Outline(_name(shape), spot.column + 1, spot.row + 1, spot.columns, spot.rows)
        for shape, spot in choice.placed
    ]


def _name(shape: Shape) -> str:
    return shape.copy.article.name if isinstance(shape, Block) else shape.name


def _block(block: Block, spot: Spot, plan: PagePlan) -> BlockAccount:
    name = block.copy.article.name
    less, more = _edits(name, block.galley)
    return BlockAccount(
        article=name,
        title=block.copy.article.headline,
        page=plan.number,
        column=spot.column + 1,
        row=spot.row + 1,
        columns=spot.columns,
        rows=spot.rows,
        measure_em=block.galley.measure // block.galley.size,
        text_columns=block.parts,
        lines=len(block.galley.strips),
        headline_pt=to_pt(block.head.size),
        head_rows=block.head_rows,
        head_kind="box" if block.is_boxed else block.treatment,
        slack_rows=max(0, block.head_rows - block.head.rows) if block.head.rows else 0,
        head_columns=getattr(block.head, "columns", 1),
        short_columns=_short_columns(block),
        cost=block.cost,
        terms=_costs(block.terms),
        one_less=less,
        one_more=more,
    )


def _short_columns(block: Block) -> int:
    heights = [slot.rows for slot in block.slots]
    poured = pour(block.galley, heights, block.cuts)
    return sum(p.rows < rows for p, rows in zip(poured, heights, strict=True))


def _edits(article: str, galley: Galley) -> tuple[Edit | None, Edit | None]:
    """The cheapest that take away one line, and give one."""
    less = cheapest_cuts(galley, 1, article)
    more = cheapest_additions(galley, 1, article)
    return next(iter(less), None), next(iter(more), None)


def lost_account(
    job: PageJob, finding: Finding, off: int, desk: tuple[Issue, TypeCase]
) -> PageAccount:
    """A page that could not be made up: nothing stands anywhere, but lines count.

    Args:
        job: The page.
        finding: Why not.
        off: Rows of column that it is over; short when below 0.
        desk: The issue, and the type at hand.
    """
    issue, case = desk
    grid = case.profile.grid
    measure = grid.characters * grid.size
    galleys = {a.name: set_galley(a, measure, case) for a in job.articles}
    is_misfit = finding.code in _MISFITS
    return PageAccount(
        number=job.plan.number,
        section=job.plan.section,
        sheet=sheet_size(case.profile),
        grid=grid,
        is_full=False,
        off_rows=off,
        off_characters=off * grid.characters,
        problem=finding.message,
        blocks=tuple(_unplaced(a, galleys[a.name], job.plan) for a in job.articles),
        cures=cures(off, job.articles, galleys, issue) if is_misfit else (),
        is_vertical=case.profile.is_vertical,
    )


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
