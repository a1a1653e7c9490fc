"""The type at hand: fonts found, profiles read, measures split, lines for others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kit import STYLES, issue_of, tabloid
from zbpub.base.findings import MachineError
from zbpub.compose.locate import find_typeface
from zbpub.compose.setting import Level
from zbpub.compose.typescript import ComposeOrder, compose_lines
from zbpub.layout.profile_file import parse_profile
from zbpub.style_files import open_case

TABLOID = (STYLES / "profiles" / "tabloid.toml").read_text("utf-8")
ORDER = ComposeOrder(
    measure=5, indent=0, edition="zh-Hans", level=Level.GB, half_latin=True,
    vertical=False,
)  # fmt: skip


def test_missing_font_is_told() -> None:
    """A family that is not installed is X002, with the command that installs it."""
    with pytest.raises(MachineError) as raised:
        find_typeface(["No Such Song", "No Such Hei"], 400)

    (finding,) = raised.value.findings
    assert finding.code == "X002"
    assert "No Such Song or No Such Hei of weight 400" in finding.message
    assert "make setup" in finding.hint


def test_first_family_that_is_there_leads() -> None:
    """Families that are not installed are passed over, the order kept."""
    face = find_typeface(["No Such Song", "Noto Serif CJK SC"], 700)

    assert [f.key.family for f in face.faces] == ["Noto Serif CJK SC"]
    assert face.faces[0].key.weight == 700


@settings(max_examples=200, deadline=None)
@given(columns=st.integers(1, 6), inset=st.integers(0, 20_000), parts=st.integers(1, 6))
def test_split_measures_are_whole_characters(
    columns: int, inset: int, parts: int
) -> None:
    """However a width is split, columns hold whole characters and fill it."""
    grid = tabloid().profile.grid
    width = grid.width(columns) - 2 * inset
    if width < parts * (grid.size + grid.gutter):
        return
    measure, gutter = grid.split(width, parts)

    assert measure > 0
    assert measure % grid.size == 0
    used = parts * measure + (parts - 1) * gutter
    assert width - max(grid.size, parts) < used <= width or parts == 1
    assert gutter >= grid.gutter or parts == 1


def test_grids_of_a_profile_share_measures() -> None:
    """Closer and wider grids differ in pitch and rows alone: text is set once."""
    profile = tabloid().profile
    grids = (profile.grid, *profile.other_grids)

    assert (
        len({(g.columns, g.characters, g.size, g.gutter, g.left) for g in grids}) == 1
    )
    assert len({g.pitch for g in grids}) == len(grids)


def test_type_area_is_centred_and_on_the_sheet() -> None:
    """The type area lies on the sheet, as far from its left edge as from its right."""
    profile = tabloid().profile
    width, height = profile.type_area
    grid = profile.grid

    assert abs(profile.width - 2 * grid.left - width) <= 1
    assert profile.folio.top + height < profile.height
    for other in profile.other_grids:
        foot = other.y(other.rows) - (other.pitch - other.size)
        assert foot <= profile.height


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("columns = 6", "columns = 0", "grid.columns"),
        ('emphasis = "font"', 'emphasis = "kai"', "body.emphasis"),
        ('ruby = "brackets"', 'ruby = "below"', "body.ruby"),
        ('ruby = "brackets"', 'hyphens = "xx_XX"', "body.hyphens"),
        ('ruby = "brackets"', 'level = "loose"', "body.level"),
        ("pitch_pt = 12 ", "pitch = 12 ", "grid.pitch"),
        ('title = "四开六栏"', "", "title"),
    ],
)
def test_wrong_key_of_a_profile_is_named(old: str, new: str, key: str) -> None:
    """A key that is wrong, unknown or missing is named by its whole path."""
    assert old in TABLOID
    with pytest.raises(ValidationError) as raised:
        parse_profile(TABLOID.replace(old, new, 1), language="zh-Hans")

    wrong = {".".join(map(str, error["loc"])) for error in raised.value.errors()}
    assert key in wrong


def test_readings_above_want_a_wide_pitch() -> None:
    """Readings above lines that stand too close would be printed into them."""
    above = TABLOID.replace('ruby = "brackets"', 'ruby = "above"', 1)
    assert above != TABLOID
    with pytest.raises(ValidationError, match=r"want a pitch of 13\.5 pt, not 12"):
        parse_profile(above, language="zh-Hans")

    # Negative control: on wider grids they may stand there.
    wide = above.replace("pitch_pt = 12 ", "pitch_pt = 13.5 ").replace(
        "rows = 78 ", "rows = 69 "
    )
    wide = wide[: wide.index("others = [")] + wide[wide.index("[folio]") :]
    assert parse_profile(wide, language="zh-Hans").body.ruby == "above"


@pytest.mark.parametrize(
    ("language", "region"), [("zh-Hans", "SC"), ("zh-Hant-TW", "TC")]
)
def test_fonts_are_the_editions(language: str, region: str) -> None:
    """Each edition takes the fonts of its region."""
    fonts = parse_profile(TABLOID, language=language).fonts

    assert fonts["song"].families[0] == f"Noto Serif CJK {region}"


def test_lines_for_other_programs_have_a_box_a_character() -> None:
    """Each line gives its text, and every character's place and width in em."""
    (lines,) = compose_lines(["渡船重回，河湾开航"], ORDER)

    assert [line["text"] for line in lines] == ["渡船重回，", "河湾开航"]
    # The comma at the line's end takes half an em; the half it gives opens four gaps.
    assert lines[0]["x"] == [0, 1.125, 2.25, 3.375, 4.5]
    assert lines[0]["width"][-1] == 0.5
    assert lines[1]["width"] == [1, 1, 1, 1]


@settings(max_examples=60, deadline=None)
@given(
    text=st.text("渡船河湾，“”2a ", min_size=1, max_size=40).filter(str.strip),
    indent=st.integers(0, 2),
)
def test_lines_for_other_programs_lose_nothing(text: str, indent: int) -> None:
    """Joined, the lines are the paragraph; boxes run from left to right."""
    order = ComposeOrder(
        measure=8, indent=indent, edition="zh-Hans", level=Level.GB,
        half_latin=False, vertical=False,
    )  # fmt: skip
    (lines,) = compose_lines([text], order)

    assert "".join(line["text"] for line in lines).strip() == text.strip()
    for line in lines:
        assert len(line["text"]) == len(line["x"]) == len(line["width"])
        assert line["x"] == sorted(line["x"])
    assert lines[0]["x"][0] == indent or lines[0]["text"][0] in "“，”"


def test_a_profile_decides_how_lines_are_composed(tmp_path: Path) -> None:
    """Level, hanging, grid and hyphens of a profile reach the composer."""
    plain = 'ruby = "brackets"'
    own = 'level = "none"\nhanging = true\nwestern_grid = true\nhyphens = ""'
    profile = tmp_path / "profiles" / "tabloid.toml"
    profile.parent.mkdir()
    profile.write_text(TABLOID.replace(plain, f"{plain}\n{own}", 1), "utf-8")

    setting = open_case(tmp_path, issue_of()).setting

    assert setting.level is Level.NONE
    assert (setting.hanging, setting.grid, setting.hyphens) == (True, True, "")
    assert tabloid().setting.level is Level.GB
