"""The words of an issue as frozen values: articles, their blocks and their runs.

Every stage after ingest reads these. ``line`` fields say where a thing stands in its
file; they serve findings only and do not count in comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Shift = Literal["", "super", "sub"]
"""Raised (上标), lowered (下标) or neither."""

Sideline = Literal["", "name", "title"]
"""The line beside a name (专名号), the wave beside a title (书名号甲式), or neither."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one dress."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    """The target when the run is a link."""
    note: str = ""
    """The label when the run is a footnote's mark; ``text`` is then empty."""
    ruby: str = ""
    """The reading (注音) of ``text``; runs with a reading are never joined."""
    dots: bool = False
    """Whether it has emphasis dots (着重号, GB/T 15834-2011, 4.12)."""
    shift: Shift = ""
    """Whether it stands raised or lowered, and small."""
    sideline: Sideline = ""
    """Whether it is a name or a title with a line beside it (行间线)."""
    goes_on: bool = False
    """Whether its line is that of the run before; else a new one begins, for each name
    and each title has its own (CLREQ, handling interlinear punctuation)."""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its runs hold no line ends."""

    runs: Runs
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Subhead:
    """A head inside the body (小标题): ``##`` is level 2, ``###`` level 3."""

    runs: Runs
    level: int = 2
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone in its paragraph."""

    src: str
    """Path relative to the issue's folder, as written."""
    alt: str
    caption: str = ""
    """From the Markdown title of the image."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item holds blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as ``head``."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[str, ...] = ()
    """For each column ``""``, ``"left"``, ``"center"`` or ``"right"``."""
    line: int = field(default=0, compare=False)


ChartKind = Literal["bar", "hbar", "line", "pie"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart (统计图) of a small table; its cells are plain words."""

    kind: ChartKind
    title: str
    """Its caption."""
    head: tuple[str, ...]
    """What the names are, and a name for each series."""
    rows: tuple[tuple[str, ...], ...]
    """A name, and a number for each series, as written."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Break:
    """A thematic break (``***``)."""

    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a footnote, found by its label."""

    label: str
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)


Block = (
    Paragraph | Subhead | Figure | ListBlock | Quote | Table | Chart | Break | Footnote
)


@dataclass(frozen=True, slots=True)
class Callout:
    """A box beside the text: ``qr`` carries a code, ``tip`` and ``hotline`` do not."""

    kind: str
    text: str
    url: str = ""
    """The target; empty means of a ``qr`` the publication's own address."""
    label: str = ""
    """What the edition prints in the frame of one without a code: 提示, 热线."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureNote:
    """What the front matter says of a picture (``pictures``)."""

    src: str
    """As the body names it."""
    credit: str = ""
    """署名, printed after the caption."""
    focus: tuple[int, int] = (500, 500)
    """The point that a crop keeps, thousandths of width and height from top left."""
    crop: bool = True
    """Whether it may be cropped; maps, charts and documents may not."""


HeadlineSize = Literal["", "s", "m", "l"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Where an editor wants an article to stand (``place``); 0 leaves it open."""

    column: int = 0
    """The first base column, from 1."""
    row: int = 0
    """The first row of the type area's grid, from 1."""
    columns: int = 0
    """Base columns wide."""
    rows: int = 0
    """Rows high."""
    headline_size: HeadlineSize = ""
    """Small, middle or large among the sizes of its grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, as its manuscript says it."""

    name: str
    """The manuscript's file name without its suffix: unique in the issue."""
    headline: str
    kicker: str = ""
    deck: str = ""
    label: str = ""
    dateline: str = ""
    byline: str = ""
    page: str = ""
    """版次; empty: the make-up chooses."""
    priority: int = 0
    """1 lead … 5 brief; 0: by order and length."""
    section: str = ""
    """The section whose pages it belongs to, when it names no page."""
    jump: str = ""
    """The page that its tail may go on to; ``no``: it may not jump; empty: the
    make-up decides."""
    pin: Pin = Pin()
    frame: bool | None = None
    """Whether it stands in a tinted frame; None: the make-up decides."""
    pull_quotes: tuple[str, ...] = ()
    """Sentences that may be shown large (提要) where a page wants filling."""
    pictures: tuple[PictureNote, ...] = ()
    callouts: tuple[Callout, ...] = ()
    body: tuple[Block, ...] = ()
    path: str = field(default="", compare=False)
    """The file, as findings name it."""

    def __hash__(self) -> int:
        """Of what tells articles apart: tables are asked for whole articles often."""
        return hash((self.name, self.headline))


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """One page as issue.toml plans it."""

    number: str
    """版次, as printed: ``"03"``."""
    section: str = ""
    credits: tuple[str, ...] = ()
    """Lines such as ``编辑 张三``, as printed in the folio."""


FillerKind = Literal["psa", "notice", "qr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """What an issue offers to pages that are short of copy (补白)."""

    kind: FillerKind
    """``psa`` 公益广告, ``notice`` 提示, ``qr`` a code with an invitation."""
    title: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page's furniture (报头 报眼 导读)."""

    slogan: str = ""
    """A line under the nameplate."""
    ear_title: str = ""
    """The ear's own head: 今日天气."""
    ear: tuple[str, ...] = ()
    """Lines of the ear (报眼)."""
    contents: bool = True
    """Whether it has a contents box (导读)."""


Writing = Literal["", "horizontal", "vertical"]
Numerals = Literal["", "pairs", "han"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionStyle:
    """How the edition of one language is printed (``editions`` of issue.toml)."""

    language: str
    writing: Writing = ""
    """Whether lines are level (横排) or run down (直排); empty: as the profile is."""
    numerals: Numerals = ""
    """Years in vertical lines as two pairs of digits (纵中横), or all numbers in Han
    (二〇二一年); empty: in digits, as composition has them."""
    profile: str = ""
    """Empty: the issue's."""
    look: str = ""
    """Empty: the issue's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueConfig:
    """issue.toml, checked."""

    publication: str
    date: str
    """ISO 8601: ``2021-02-03``."""
    language: str = "zh-Hans"
    number: str = ""
    """期号, as printed."""
    url: str = ""
    """The publication's address: the target of a QR call-out that names none."""
    publisher: str = ""
    cn: str = ""
    """国内统一连续出版物号."""
    issn: str = ""
    profile: str = "tabloid"
    """A file of styles/profiles/, without ``.toml``."""
    look: str = "chenbao"
    """A folder of styles/looks/."""
    pages: tuple[PagePlan, ...] = ()
    credits: tuple[str, ...] = ()
    front: Front | None = None
    """None: the first page has a folio like the others."""
    fillers: tuple[Filler, ...] = ()
    most_pages: int = 16
    """How many pages the make-up may choose when ``pages`` is empty."""
    editions: tuple[EditionStyle, ...] = ()
    """One for each language that has a table."""

    @property
    def style(self) -> EditionStyle:
        """How the edition of this language is printed."""
        own = (style for style in self.editions if style.language == self.language)
        return next(own, EditionStyle(language=self.language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue: its settings and its articles in manuscript order."""

    config: IssueConfig
    articles: tuple[Article, ...]
    folder: str
    """The issue's folder; its last part names the outputs."""

    @property
    def name(self) -> str:
        """The issue's name: the last part of its folder."""
        return self.folder.rstrip("/").rpartition("/")[2]
