"""A profile's file, checked, and turned into the numbers that layout uses.

Read from styles/profiles/*.toml, where lengths stand in mm, pt and em. docs/styles.md
lists the keys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from zbpub.base.length import from_mm, from_pt
from zbpub.compose.words import has_patterns
from zbpub.edition.editions import EDITIONS
from zbpub.layout.profile import (
    BodySpec,
    FolioRule,
    FolioSpec,
    FontSpec,
    Grid,
    HeadGrade,
    NameplateSpec,
    PieceSpec,
    Profile,
    Readings,
    TypeSpec,
)
from zbpub.layout.profile_faults import Fault, Key, profile_faults


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
    top_mm: float = Field(ge=0)
    height_mm: float = Field(gt=0)
    rule: FolioRule = "thick-thin"
    outer: bool = False
    lunar: bool = True
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
    emphasis: Literal["font", "dots"] = "font"
    ruby: Readings = "brackets"
    dateline_font: str
    indent_em: int = 2
    quote_indent_em: int = 2
    subhead_font: str
    byline_font: str
    caption_font: str
    caption_pt: float
    western_gap: tuple[int, int, int] = (250, 125, 500)
    level: Literal["", "none", "basic", "gb", "strict"] = ""
    hanging: bool = False
    western_grid: bool = False
    hyphens: str = "en_US"

    @field_validator("hyphens")
    @classmethod
    def _is_known(cls, language: str) -> str:
        if language and not has_patterns(language):
            raise ValueError(f"no hyphenation patterns for {language!r}")
        return language


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
    side_mm: float = Field(default=20, gt=5)
    font: str
    size_pt: float = 7.5


class _Nameplate(_Table):
    """What is left out comes of the grid and of the folio's and the heads' type."""

    font: str = ""
    size_pt: float = Field(default=0, ge=0)
    slogan_font: str = ""
    slogan_pt: float = Field(default=0, ge=0)
    data_font: str = ""
    data_pt: float = Field(default=0, ge=0)
    ear_title_font: str = ""
    ear_title_pt: float = Field(default=0, ge=0)
    ear_font: str = ""
    ear_pt: float = Field(default=0, ge=0)
    ear_columns: int = Field(default=0, ge=0, le=12)
    rows: int = Field(default=0, ge=0)


class _Pieces(_Table):
    """What is left out comes of the heads' and the call-outs' type."""

    display_font: str = ""
    title_font: str = ""
    text_font: str = ""
    quote_font: str = ""


class _File(_Table):
    title: str
    writing: Literal["horizontal", "vertical"] = "horizontal"
    sheet: _Sheet
    grid: _Grid
    folio: _Folio
    fonts: dict[str, _Font]
    body: _Body
    heads: tuple[_Head, ...] = Field(min_length=1)
    qr: _Qr
    nameplate: _Nameplate = _Nameplate()
    pieces: _Pieces = _Pieces()


def _unknown_roles(
    value: object, fonts: Collection[str], key: Key = ()
) -> Iterator[Fault]:
    """Roles that are named and not there: values of keys ``font`` and ``…_font``."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _unknown_roles(inner, fonts, (*key, str(name)))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _unknown_roles(inner, fonts, (*key, at))
    elif _is_role(str(key[-1])) and value and value not in fonts:
        yield key, f"the font role {value!r} is not in 'fonts'"


def _is_role(key: str) -> bool:
    return key == "font" or key.endswith("_font")


def _refuse(faults: Iterable[Fault]) -> None:
    """Raise for ``faults`` as pydantic does for a wrong key, all together."""
    wrong = [
        InitErrorDetails(
            type=PydanticCustomError("fault", "{said}", {"said": said}),
            loc=key,
            input=None,
        )
        for key, said in faults
    ]
    if wrong:
        raise ValidationError.from_exception_data("profile", wrong)


def parse_profile(text: str, *, language: str) -> Profile:
    """Read a profile for an edition.

    Raises:
        tomllib.TOMLDecodeError: The text is no TOML.
        pydantic.ValidationError: A key is unknown, missing or of the wrong type, or
            its value does not go with the others.
    """
    file = _File.model_validate(tomllib.loads(text))
    _refuse(_unknown_roles(file.model_dump(), file.fonts))
    profile = _profile(file, language)
    _refuse(profile_faults(profile))
    return profile


def _profile(file: _File, language: str) -> Profile:
    fonts = {
        role: FontSpec(
            tuple(
                f.replace("{region}", EDITIONS[language].region) for f in font.families
            ),
            font.weight,
        )
        for role, font in file.fonts.items()
    }
    width, height = _sheet(file)
    return Profile(
        title=file.title,
        width=width,
        height=height,
        grid=_grid(file, file.grid),
        other_grids=tuple(_grid(file, other) for other in file.grid.others),
        fonts=fonts,
        body=_body(file.body, from_pt(file.grid.size_pt)),
        heads=tuple(_head(head) for head in file.heads),
        folio=_folio(file.folio),
        caption=TypeSpec(file.body.caption_font, from_pt(file.body.caption_pt)),
        qr=TypeSpec(file.qr.font, from_pt(file.qr.size_pt)),
        qr_side=from_mm(file.qr.side_mm),
        nameplate=_nameplate(file),
        pieces=_pieces(file),
        is_vertical=_is_vertical(file),
    )


def _is_vertical(file: _File) -> bool:
    return file.writing == "vertical"


def _sheet(file: _File) -> tuple[int, int]:
    """Width and height of the sheet; in its reading frame if it is vertical."""
    width, height = from_mm(file.sheet.width_mm), from_mm(file.sheet.height_mm)
    return (height, width) if _is_vertical(file) else (width, height)


def _grid(file: _File, rows: _Grid | _Pitch) -> Grid:
    """A grid in the middle of the sheet's width, its top where the file says.

    A vertical one is told in its reading frame; all of a file begin at one right edge.
    """
    grid = file.grid
    size = from_pt(grid.size_pt)
    gutter = round(size * grid.gutter_em)
    width = grid.columns * grid.characters * size + (grid.columns - 1) * gutter
    left, top = (from_mm(file.sheet.width_mm) - width) // 2, from_mm(grid.top_mm)
    if _is_vertical(file):
        deep = (grid.rows - 1) * from_pt(grid.pitch_pt) + size
        left, top = top, (from_mm(file.sheet.width_mm) - deep) // 2
    return Grid(
        columns=grid.columns,
        characters=grid.characters,
        size=size,
        pitch=from_pt(rows.pitch_pt),
        gutter=gutter,
        rows=rows.rows,
        left=left,
        top=top,
    )


def _body(body: _Body, size: int) -> BodySpec:
    return BodySpec(
        font=body.font,
        strong=body.strong_font,
        emphasis=body.emphasis_font,
        has_dots=body.emphasis == "dots",
        ruby=body.ruby,
        dateline=body.dateline_font,
        subhead=body.subhead_font,
        byline=body.byline_font,
        indent=body.indent_em * size,
        quote_indent=body.quote_indent_em * size,
        western_gap=body.western_gap,
        level=body.level,
        has_hanging=body.hanging,
        has_grid=body.western_grid,
        hyphens=body.hyphens,
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
        rule=folio.rule,
        is_outer=folio.outer,
        has_lunar=folio.lunar,
    )


_NAME_EM, _SLOGAN_EM, _EAR_TITLE_EM, _EAR_EM = 8.5, 1.3, 1.35, 1.15
"""Sizes in the nameplate that a profile does not give, times the body's."""


def _nameplate(file: _File) -> NameplateSpec:
    given, em, folio = file.nameplate, file.grid.size_pt, file.folio

    def spec(font: str, size: float, other: str, times: float) -> TypeSpec:
        return TypeSpec(font or other, from_pt(size or round(em * times * 2) / 2))

    return NameplateSpec(
        name=spec(given.font, given.size_pt, file.heads[0].font, _NAME_EM),
        slogan=spec(given.slogan_font, given.slogan_pt, folio.font, _SLOGAN_EM),
        data=spec(given.data_font, given.data_pt or folio.size_pt, folio.font, 1),
        ear_title=spec(
            given.ear_title_font, given.ear_title_pt, folio.section_font, _EAR_TITLE_EM
        ),
        ear=spec(given.ear_font, given.ear_pt, folio.font, _EAR_EM),
        ear_columns=given.ear_columns or max(1, file.grid.columns // 3),
        rows=given.rows,
    )


def _pieces(file: _File) -> PieceSpec:
    given = file.pieces
    return PieceSpec(
        display=given.display_font or file.heads[0].font,
        title=given.title_font or file.heads[-1].font,
        text=given.text_font or file.qr.font,
        quote=given.quote_font or file.heads[0].font,
    )
