"""A profile: sheet, grid and type of a paper, as numbers that layout uses (mpt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Readings = Literal["above", "brackets"]
"""Where readings (注音) stand: above their base, or in brackets behind it."""
FolioRule = Literal["thick-thin", "thin", "none"]
FOLIO_RULES: Mapping[FolioRule, tuple[tuple[str, int, int], ...]] = {
    "thick-thin": (("folio-thick", 0, 1500), ("folio-thin", 2800, 300)),
    "thin": (("folio-thin", 0, 500),),
    "none": (),
}
"""The rules at a folio's foot: role, how far below the foot, and thickness (mpt)."""

_HEADS_WHITE = 60
"""Square ems of the body that stand white around a head on any sheet."""


@dataclass(frozen=True, slots=True)
class FontSpec:
    """A role's families, first choice first, and weight."""

    families: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A font role at a size (mpt)."""

    font: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The page's grid, mpt."""

    columns: int
    characters: int
    size: int
    pitch: int
    gutter: int
    rows: int
    left: int
    top: int

    def width(self, columns: int) -> int:
        """The width of ``columns`` base columns with the gutters between them."""
        return columns * self.characters * self.size + (columns - 1) * self.gutter

    def split(self, width: int, parts: int) -> tuple[int, int]:
        """Measure and gutter when ``width`` is split into ``parts`` columns (变栏).

        The measure is a whole number of characters (CLREQ, line length); what is left
        widens the gutters.
        """
        measure = (width - (parts - 1) * self.gutter) // parts
        measure -= measure % self.size
        gutter = (width - parts * measure) // (parts - 1) if parts > 1 else 0
        return measure, gutter

    def x(self, column: int) -> int:
        """Where base column ``column`` begins, from the sheet's left."""
        return self.left + column * (self.characters * self.size + self.gutter)

    def y(self, row: int) -> int:
        """Where row ``row`` begins, from the sheet's top."""
        return self.top + row * self.pitch

    @property
    def height(self) -> int:
        """From the first row's top to the last row's foot, without its leading."""
        return self.rows * self.pitch - (self.pitch - self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadGrade:
    """How heads of one priority look, mpt."""

    font: str
    sizes: tuple[int, ...]
    """Preferred first."""
    leading: float
    max_lines: int
    slack_rows: int
    kicker: TypeSpec
    deck: TypeSpec
    label: TypeSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class FolioSpec:
    """The folio line's place and type, mpt."""

    top: int
    height: int
    text: TypeSpec
    number: TypeSpec
    section: TypeSpec
    name: TypeSpec
    rule: FolioRule
    is_outer: bool
    """Whether the number stands at the sheet's outer edge: right on odd pages."""
    has_lunar: bool
    """Whether the date has its lunar date beside it."""

    @property
    def foot(self) -> int:
        """Where the folio ends, its rules included, from the sheet's top."""
        below = [at + thick for _, at, thick in FOLIO_RULES[self.rule]]
        return self.top + self.height + max(below, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameplateSpec:
    """The front page's nameplate (报头) and ear (报眼), mpt."""

    name: TypeSpec
    """The publication's name at its largest."""
    slogan: TypeSpec
    data: TypeSpec
    """Date, numbers, publisher: the line at the foot."""
    ear_title: TypeSpec
    ear: TypeSpec
    ear_columns: int
    """Base columns that the ear stands over."""
    rows: int
    """The least that it takes of the grid; 0: what its type needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceSpec:
    """The type of contents, fillers and pull quotes: font roles."""

    display: str
    """A public-service line (公益广告)."""
    title: str
    text: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySpec:
    """The body's type; fonts are roles."""

    font: str
    strong: str
    emphasis: str
    has_dots: bool
    """Whether emphasis is marked by dots (着重号) instead of a face of its own."""
    ruby: Readings
    dateline: str
    subhead: str
    byline: str
    indent: int
    quote_indent: int
    """Of all lines of a quotation."""
    western_gap: tuple[int, int, int]
    level: str
    """Of line-edge prohibitions; empty: the language's own."""
    has_hanging: bool
    """Whether a mark may hang in the margin (悬挂)."""
    has_grid: bool
    """Whether Western runs fill whole ems (纵横对齐)."""
    hyphens: str
    """Whose rules part Western words; empty: none are parted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that layout knows of a paper's form.

    A vertical one is told in its reading frame: the page turned a quarter to the left,
    so that its tiers are columns, ``width`` is the sheet's height, and ``grid.left`` is
    white above the first tier. Its folio alone is told on the sheet as it is read.
    """

    title: str
    width: int
    height: int
    grid: Grid
    other_grids: tuple[Grid, ...]
    """Closer and wider ones, for pages that the first cannot fill."""
    fonts: dict[str, FontSpec]
    body: BodySpec
    heads: tuple[HeadGrade, ...]
    folio: FolioSpec
    caption: TypeSpec
    qr: TypeSpec
    qr_side: int
    nameplate: NameplateSpec
    pieces: PieceSpec
    is_vertical: bool = False
    """Whether lines run down the page (直排)."""

    @property
    def corner(self) -> tuple[int, int]:
        """Where the type area begins, from the upper left, mpt."""
        if self.is_vertical:
            return self.folio.top, self.grid.top
        return self.grid.left, self.folio.top

    @property
    def type_area(self) -> tuple[int, int]:
        """Width and height of folio and body together (版心), mpt."""
        grid, (x, y) = self.grid, self.corner
        foot = grid.y(grid.rows) - (grid.pitch - grid.size)
        return grid.left + grid.width(grid.columns) - x, foot - y

    @property
    def to_body(self) -> int:
        """From the foot of what may stand at the page's head to the first row.

        A vertical page has its folio above the first tier, and nothing right of it.
        """
        if self.is_vertical:
            return 0
        return self.grid.top - (self.folio.top + self.folio.height)

    @property
    def folio_span(self) -> tuple[int, int]:
        """Where the folio begins, from the sheet's left as it is read; its width."""
        grid = self.grid
        if self.is_vertical:
            return self.height - grid.top - grid.height, grid.height
        return grid.left, grid.width(grid.columns)

    @property
    def most_white(self) -> int:
        """Square points of white beyond which it is a hole: 1.4 % of the type area.

        On small sheets it is no less than what a head needs: it shrinks with the type
        and not with the sheet.
        """
        width, height = self.type_area
        share = width * height * 14 // 1000
        return max(share, _HEADS_WHITE * self.grid.size**2) // 1_000_000
