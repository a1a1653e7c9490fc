"""A profile: sheet, grid and type of a paper, as numbers that layout uses.

Read from styles/profiles/*.toml, where lengths stand in mm, pt and em; here they are
millipoints. docs/styles.md lists the keys.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from zbpub.base.length import from_mm, from_pt
from zbpub.edition.editions import EDITIONS


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Font(_Table):
    families: tuple[str, ...]
    weight: int = Field(default=400, ge=100, le=900)


class _Sheet(_Table):
    width_mm: float = Field(gt=0)
    height_mm: float = Field(gt=0)


class _Pitch(_Table):
    pitch_pt: float = Field(gt=3)
    rows: int = Field(ge=8, le=400)


class _Grid(_Table):
    columns: int = Field(ge=1, le=12)
    characters: int = Field(ge=4)
    size_pt: float = Field(gt=3)
    pitch_pt: float = Field(gt=3)
    gutter_em: float = Field(gt=0)
    rows: int = Field(ge=8, le=400)
    top_mm: float = Field(gt=0)
    others: tuple[_Pitch, ...] = ()


class _Folio(_Table):
    top_mm: float
    height_mm: float
    font: str
    size_pt: float
    number_font: str
    number_pt: float
    section_font: str
    section_pt: float
    name_font: str
    name_pt: float


class _Body(_Table):
    font: str
    strong_font: str
    emphasis_font: str
    dateline_font: str
    indent_em: int = 2
    subhead_font: str
    byline_font: str
    caption_font: str
    caption_pt: float
    western_gap: tuple[int, int, int] = (250, 125, 500)


class _Head(_Table):
    font: str
    sizes_pt: tuple[float, ...] = Field(min_length=1)
    leading: float = 1.15
    max_lines: int = 2
    slack_rows: int = 3
    kicker_font: str
    kicker_pt: float
    deck_font: str
    deck_pt: float
    label_font: str
    label_pt: float


class _Qr(_Table):
    module_mm: float = 20
    font: str
    size_pt: float = 7.5


class _File(_Table):
    title: str
    sheet: _Sheet
    grid: _Grid
    folio: _Folio
    fonts: dict[str, _Font]
    body: _Body
    heads: tuple[_Head, ...] = Field(min_length=1)
    qr: _Qr


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySpec:
    """The body's type; fonts are roles."""

    font: str
    strong: str
    emphasis: str
    dateline: str
    subhead: str
    byline: str
    indent: int
    western_gap: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that layout knows of a paper's form."""

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

    @property
    def type_area(self) -> tuple[int, int]:
        """Width and height of folio and body together (版心), mpt."""
        grid = self.grid
        foot = grid.y(grid.rows) - (grid.pitch - grid.size)
        return grid.width(grid.columns), foot - self.folio.top

    @property
    def most_white(self) -> int:
        """Square points of white beyond which it is a hole: 1.8 % of the type area."""
        width, height = self.type_area
        return width * height * 18 // 1000 // 1_000_000


def parse_profile(text: str, *, language: str) -> Profile:
    """Read a profile for an edition.

    Raises:
        tomllib.TOMLDecodeError: The text is no TOML.
        pydantic.ValidationError: A key is unknown, missing or of the wrong type.
    """
    file = _File.model_validate(tomllib.loads(text))
    fonts = {
        role: FontSpec(
            tuple(
                f.replace("{region}", EDITIONS[language].region) for f in font.families
            ),
            font.weight,
        )
        for role, font in file.fonts.items()
    }
    return Profile(
        title=file.title,
        width=from_mm(file.sheet.width_mm),
        height=from_mm(file.sheet.height_mm),
        grid=_grid(file, file.grid),
        other_grids=tuple(_grid(file, other) for other in file.grid.others),
        fonts=fonts,
        body=_body(file.body, from_pt(file.grid.size_pt)),
        heads=tuple(_head(head) for head in file.heads),
        folio=_folio(file.folio),
        caption=TypeSpec(file.body.caption_font, from_pt(file.body.caption_pt)),
        qr=TypeSpec(file.qr.font, from_pt(file.qr.size_pt)),
        qr_side=from_mm(file.qr.module_mm),
    )


def _grid(file: _File, rows: _Grid | _Pitch) -> Grid:
    grid = file.grid
    size = from_pt(grid.size_pt)
    gutter = round(size * grid.gutter_em)
    width = grid.columns * grid.characters * size + (grid.columns - 1) * gutter
    return Grid(
        columns=grid.columns,
        characters=grid.characters,
        size=size,
        pitch=from_pt(rows.pitch_pt),
        gutter=gutter,
        rows=rows.rows,
        left=(from_mm(file.sheet.width_mm) - width) // 2,
        top=from_mm(grid.top_mm),
    )


def _body(body: _Body, size: int) -> BodySpec:
    return BodySpec(
        font=body.font,
        strong=body.strong_font,
        emphasis=body.emphasis_font,
        dateline=body.dateline_font,
        subhead=body.subhead_font,
        byline=body.byline_font,
        indent=body.indent_em * size,
        western_gap=body.western_gap,
    )


def _head(head: _Head) -> HeadGrade:
    return HeadGrade(
        font=head.font,
        sizes=tuple(from_pt(size) for size in head.sizes_pt),
        leading=head.leading,
        max_lines=head.max_lines,
        slack_rows=head.slack_rows,
        kicker=TypeSpec(head.kicker_font, from_pt(head.kicker_pt)),
        deck=TypeSpec(head.deck_font, from_pt(head.deck_pt)),
        label=TypeSpec(head.label_font, from_pt(head.label_pt)),
    )


def _folio(folio: _Folio) -> FolioSpec:
    return FolioSpec(
        top=from_mm(folio.top_mm),
        height=from_mm(folio.height_mm),
        text=TypeSpec(folio.font, from_pt(folio.size_pt)),
        number=TypeSpec(folio.number_font, from_pt(folio.number_pt)),
        section=TypeSpec(folio.section_font, from_pt(folio.section_pt)),
        name=TypeSpec(folio.name_font, from_pt(folio.name_pt)),
    )
