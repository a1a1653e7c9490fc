"""Accounts of pages to one self-contained HTML file for the desk.

Without scripts and without anything fetched: pictures are data addresses, plans are
drawn in SVG. Titles and words come from manuscripts, and the template escapes them.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateError

from zbpub.base.findings import Finding
from zbpub.base.length import to_pt
from zbpub.base.templates import open_templates, template_fault
from zbpub.layout.account import BlockAccount, Outline, PageAccount
from zbpub.layout.page import Rect
from zbpub.layout.profile import Grid

FOLDER = "explain"
"""The folder of styles/ that holds the template."""
TEMPLATE = "explain.html.j2"
COLOURS = 9
"""Blocks have so many colours, then they begin again; the template has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What stands over all pages."""

    name: str
    publication: str
    date: str
    language: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A block as a box on its page, in points."""

    number: int
    """Its article's on this page, from 1, the most important first."""
    title: str
    x: float
    y: float
    width: float
    height: float
    head_x: float = 0
    head_width: float = 0
    """Of the head at its top; 0: none is drawn."""
    head_height: float = 0
    size: float = 0
    """Of the headline's type."""

    @property
    def colour(self) -> int:
        """Which of the template's colours it has, from 1."""
        return _colour(self.number)


def _colour(number: int) -> int:
    return (number - 1) % COLOURS + 1


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as the template wants it; lengths in points."""

    account: PageAccount
    width: float
    height: float
    picture: str
    """A data address; empty: the page is drawn from its blocks."""
    boxes: tuple[Drawn, ...]
    others: tuple[Drawn, ...]
    """Those of the runner-up."""
    foot: float
    """Where the page's last row ends, if a plan goes beyond it; else 0."""
    side: float
    """The same of a vertical page, whose rows go leftwards."""
    columns: tuple[Drawn, ...]
    """The base columns of the grid."""
    numbers: Mapping[str, int]
    """Of articles, by name."""

    def colour(self, article: str) -> int:
        """Which of the template's colours an article has."""
        return _colour(self.numbers[article])


def explain_html(
    explanation: Explanation,
    accounts: Sequence[PageAccount],
    pictures: Mapping[str, bytes],
    styles: Path,
) -> str:
    """The explanation of an issue.

    Args:
        explanation: What stands over all pages.
        accounts: Of all pages, in order; those that are not full are shown first.
        pictures: WebPs of pages by page number; a page without one is drawn.
        styles: The folder that holds ``explain/``.

    Raises:
        InputError: S010 the template is missing or wrong.
    """
    views = [_view(account, pictures.get(account.number)) for account in accounts]
    told: Mapping[str, object] = {
        "issue": explanation,
        "pages": sorted(views, key=lambda view: view.account.is_full),
        "full": sum(account.is_full for account in accounts),
    }
    try:
        return open_templates(styles / FOLDER).get_template(TEMPLATE).render(told)
    except TemplateError as error:
        raise template_fault(error, styles / FOLDER / TEMPLATE) from error


def _view(account: PageAccount, picture: bytes | None) -> PageView:
    numbers = {block.article: n for n, block in enumerate(account.blocks, 1)}
    titles = {block.article: block.title for block in account.blocks}
    placed = [block for block in account.blocks if block.is_placed]
    others = account.runner_up.blocks if account.runner_up else ()
    grid, rows = account.grid, _lowest_row(account)
    end = grid.y(grid.rows) if rows > grid.rows else 0
    deep, (width, height) = grid.y(rows) + grid.pitch, account.sheet
    if account.is_vertical:
        width = max(width, deep)
    else:
        height = max(height, deep)
    ground = _Ground(grid, width if account.is_vertical else 0)
    return PageView(
        account=account,
        width=to_pt(width),
        height=to_pt(height),
        foot=0 if account.is_vertical else to_pt(end),
        side=to_pt(width - end) if account.is_vertical and end else 0,
        picture=_data_uri(picture) if picture else "",
        boxes=tuple(_with_head(block, numbers, ground) for block in placed),
        others=tuple(_drawn(others, numbers, titles, ground)),
        columns=tuple(_columns(ground)),
        numbers=numbers,
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What blocks stand on."""

    grid: Grid
    width: int
    """Of a vertical sheet, mpt; 0: the page is level."""

    def place(self, outline: Outline) -> Rect:
        """Where a block stands on the sheet as it is read."""
        place = place_of(outline, self.grid)
        return place.turned(self.width) if self.width else place


def _lowest_row(account: PageAccount) -> int:
    """Of all that is drawn: beyond the grid's last where a page is over."""
    others = account.runner_up.blocks if account.runner_up else ()
    plans = (*(block.outline for block in account.blocks), *others)
    return max((plan.row - 1 + plan.rows for plan in plans), default=0)


def _drawn(
    outlines: Sequence[Outline], numbers: Mapping[str, int], titles: Mapping[str, str],
    ground: _Ground,
) -> Iterator[Drawn]:  # fmt: skip
    for outline in outlines:
        place = ground.place(outline)
        # A filler has no number of its own among the articles: it comes behind them.
        number = numbers.get(outline.article, len(numbers) + 1)
        title = titles.get(outline.article, outline.article)
        yield _box(number, title, place)


def _with_head(
    block: BlockAccount, numbers: Mapping[str, int], ground: _Ground
) -> Drawn:
    outline = block.outline
    head = ground.place(
        outline._replace(columns=block.head_columns, rows=block.head_rows)
    )
    has_head = block.head_columns > 0 and block.head_rows > 0
    return replace(
        _box(numbers[block.article], block.title, ground.place(outline)),
        head_x=to_pt(head.x) if has_head else to_pt(ground.place(outline).x),
        head_width=to_pt(head.width) if has_head else 0,
        head_height=to_pt(head.height) if has_head else 0,
        size=block.headline_pt,
    )


def _columns(ground: _Ground) -> Iterator[Drawn]:
    grid = ground.grid
    for column in range(1, grid.columns + 1):
        yield _box(column, "", ground.place(Outline("", column, 1, 1, grid.rows)))


def _box(number: int, title: str, place: Rect) -> Drawn:
    return Drawn(
        number, title, to_pt(place.x), to_pt(place.y), to_pt(place.width),
        to_pt(place.height),
    )  # fmt: skip


def place_of(outline: Outline, grid: Grid) -> Rect:
    """Where a block stands, mpt: to the foot of its last row's type.

    Of a vertical page, in its reading frame.
    """
    return Rect(
        grid.x(outline.column - 1),
        grid.y(outline.row - 1),
        grid.width(outline.columns),
        outline.rows * grid.pitch - (grid.pitch - grid.size),
    )


def _data_uri(webp: bytes) -> str:
    return f"data:image/webp;base64,{b64encode(webp).decode('ascii')}"
