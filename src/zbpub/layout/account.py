"""What make-up tells the desk of a page: its cost by term, how full it is, the cures.

Plain values; make-up fills them, reports and tables read them. Rows and columns are
those of the page's grid and count from 1, since people read them. A cost has no unit:
less is better, and costs of one page compare with those of another plan of that page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from zbpub.layout.profile import Grid

HeadKind = Literal["across", "rising", "aside", "vertical", "box"]
"""How a head stands: over all of its block, over its left part with text rising beside
it, left of all text (旁题), as a vertical line (竖题), or inside a frame."""


@dataclass(frozen=True, slots=True)
class CostTerm:
    """One fault or compromise, and what all its cases on a page or in a block cost."""

    name: str
    """What it is, in English: ``heads side by side``."""
    chinese: str
    """As a sub-editor calls it: 碰题."""
    cost: int
    count: int = 1
    """How many cases it has."""


def summed(terms: Iterable[CostTerm]) -> tuple[CostTerm, ...]:
    """One term for each name, the dearest first; names settle ties."""
    costs: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    chinese: dict[str, str] = {}
    for term in terms:
        costs[term.name] += term.cost
        counts[term.name] += term.count
        chinese.setdefault(term.name, term.chinese)
    told = (CostTerm(n, chinese[n], costs[n], counts[n]) for n in chinese)
    return tuple(sorted(told, key=lambda term: (-term.cost, term.name)))


class Outline(NamedTuple):
    """Where an article stands in a plan; columns and rows of the grid, from 1."""

    article: str
    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one paragraph's length that changes how many lines it has."""

    article: str
    paragraph: int
    """Which of the article's paragraphs, from 1; subheads do not count."""
    words: str
    """Its first words."""
    characters: int
    """To be cut or added."""
    rows: int
    """Lines that are taken away or gained by it."""


@dataclass(frozen=True, slots=True)
class Cure:
    """Something that the desk may do about a page that is over or short."""

    text: str
    """In English, in the imperative."""
    chinese: str
    rows: int = 0
    """Rows of column that it takes away or gives; 0 when that is not known before."""
    characters: int = 0
    """That it takes away or adds."""
    edits: tuple[Edit, ...] = ()
    """Where they are cheapest, in the order of the articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockAccount:
    """How one article stands on its page."""

    article: str
    """The manuscript's name."""
    title: str
    page: str
    column: int = 0
    """0: it stands nowhere, since its page could not be filled."""
    row: int = 0
    columns: int = 0
    rows: int = 0
    measure_em: int
    """Of its text columns."""
    text_columns: int
    lines: int
    """Of its body at that measure."""
    headline_pt: float = 0
    head_rows: int = 0
    head_columns: int = 0
    """Base columns that the head stands over."""
    head_kind: HeadKind = "across"
    slack_rows: int = 0
    """Rows of white in its head beyond the least."""
    short_columns: int = 0
    """Text columns that end one row above their foot."""
    cost: int = 0
    terms: tuple[CostTerm, ...] = ()
    one_less: Edit | None = None
    """The cheapest edit that takes away one line."""
    one_more: Edit | None = None
    """The cheapest edit that gives one line more."""

    @property
    def outline(self) -> Outline:
        """Where it stands."""
        return Outline(self.article, self.column, self.row, self.columns, self.rows)

    @property
    def is_placed(self) -> bool:
        """Whether it stands anywhere."""
        return self.column > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """The second-best plan of a page, to be compared with the chosen one."""

    cost: int
    terms: tuple[CostTerm, ...] = ()
    blocks: tuple[Outline, ...]
    differs: str = ""
    """What is other than on the page, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinAccount:
    """What one pin of an editor costs."""

    article: str
    what: str
    """The pin, as the front matter says it: ``columns = 3``."""
    cost: int
    """The best page's with all pins less the best page's without this one."""
    held: bool = True
    """Whether the page keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAccount:
    """How one page was made up, or how far off it is."""

    number: str
    section: str
    sheet: tuple[int, int]
    """Width and height, mpt."""
    grid: Grid
    """That it was made up on; of a page that could not be filled, the profile's own."""
    is_full: bool
    off_rows: int = 0
    """Rows of base column that the copy is over (多); negative: short (缺)."""
    off_characters: int = 0
    """The same in characters, set solid."""
    problem: str = ""
    """Why it could not be filled, when it could not: its finding's message."""
    cost: int = 0
    terms: tuple[CostTerm, ...] = ()
    blocks: tuple[BlockAccount, ...] = ()
    """By importance."""
    runner_up: RunnerUp | None = None
    pins: tuple[PinAccount, ...] = ()
    cures: tuple[Cure, ...] = ()
    """The cheapest first."""
    is_vertical: bool = False
    """Whether columns are tiers, counted from the top, and rows lines, counted from the
    right; ``grid`` is then that of the reading frame."""

    @property
    def state(self) -> str:
        """As a desk says it: ``full 满版``, ``over 多37字/3行``, ``short 缺…``."""
        if self.is_full:
            return "full 满版"
        if not self.off_rows:
            return "not filled 未成版"
        word = "over" if self.off_rows > 0 else "short"
        return f"{word} {off_text(self.off_rows, self.off_characters)}"


def off_text(rows: int, characters: int) -> str:
    """``多37字/3行`` or ``缺37字/3行``, by the sign of ``rows``."""
    return f"{'多' if rows > 0 else '缺'}{abs(characters)}字/{abs(rows)}行"
