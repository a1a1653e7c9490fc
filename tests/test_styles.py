"""The shipped styles, and a new profile with a new look: files alone make a paper."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pydantic import ValidationError

from kit import (
    PICTURE,
    PIXELS,
    STYLES,
    IssueSpec,
    card_spec,
    drawn_picture,
    seeded_issue,
)
from zbpub.base.findings import Severity, ZbpubError
from zbpub.compose.locate import find_typeface
from zbpub.draft import paint_pages
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.profile import Profile
from zbpub.layout.profile_file import parse_profile
from zbpub.layout.turned import sheet_size
from zbpub.manuscript.model import Issue
from zbpub.manuscript.write import write_article
from zbpub.pipeline import Order, build
from zbpub.preflight.pdf_judge import judge_pdf
from zbpub.style_files import open_case

PROFILES = {
    path.stem: path.read_text("utf-8")
    for path in sorted((STYLES / "profiles").glob("*.toml"))
}
LOOKS = sorted(path.parent.name for path in (STYLES / "looks").glob("*/page.css"))
COPY: Mapping[str, tuple[int, tuple[int, ...]]] = {
    "a3": (5, (5400, 5300, 5500)),
    "broadsheet": (5, (9300, 9400, 9200)),
    "broadsheet-modern": (5, (8200, 8300, 8100)),
    "broadsheet-vertical": (5, (7000, 7500, 6500)),
    "bulletin": (4, (1750, 1700, 1800)),
    "morning": (5, (5900, 5800, 6000)),
    "tabloid": (5, (3500, 3900, 3700)),
    "tabloid-vertical": (5, (3300, 3600, 3000)),
}
"""Articles, and characters that fill a page: the first length that does is taken."""


def _profile(name: str) -> Profile:
    return parse_profile(PROFILES[name], language="zh-Hans")


@pytest.mark.parametrize("name", PROFILES)
def test_head_sizes_are_in_grade_order(name: str) -> None:
    """Every size of a grade is larger than those of the next, and than its own deck."""
    heads = _profile(name).heads

    assert len(heads) == 4
    assert all(min(a.sizes) > max(b.sizes) for a, b in pairwise(heads))
    for head in heads:
        assert len(set(head.sizes)) == len(head.sizes) >= 5
        assert max(head.kicker.size, head.deck.size) < min(head.sizes)


@pytest.mark.parametrize("name", PROFILES)
def test_fonts_of_a_profile_are_there(name: str) -> None:
    """Each role of each shipped profile finds a face on a machine that is set up."""
    for font in _profile(name).fonts.values():
        assert find_typeface(font.families, font.weight).faces


@pytest.mark.parametrize("name", PROFILES)
def test_columns_stand_on_the_sheet(name: str) -> None:
    """Every grid lies below the folio and on the sheet, with a margin of 8 mm."""
    profile = _profile(name)
    margin = 22_000

    for grid in (profile.grid, *profile.other_grids):
        # A vertical profile's left is the sheet's top.
        beside, below = grid.left, grid.top
        if profile.is_vertical:
            beside, below = below, beside
        assert beside >= margin
        assert below > profile.folio.foot
        assert grid.top + grid.height <= profile.height - margin
        assert grid.left + grid.width(grid.columns) <= profile.width - margin


@pytest.mark.parametrize("name", PROFILES)
def test_nothing_small_is_as_large_as_the_body(name: str) -> None:
    """The judge of finished files knows body lines by their size: no other has it."""
    profile = _profile(name)
    folio = profile.folio
    small = [folio.text, folio.section, folio.name, profile.caption, profile.qr]
    for head in profile.heads:
        small += [head.kicker, head.deck, head.label]

    assert profile.grid.size not in [spec.size for spec in small]


TABLOID = PROFILES["tabloid"]


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("size_pt = 9 ", "size_pt = 12 ", "grid.columns", "wider than the sheet"),
        ("rows = 78", "rows = 90", "grid.rows", "beyond the sheet's foot"),
        ("top_mm = 34", "top_mm = 32", "grid.top_mm", "folio's foot, at 32.1 mm"),
        ("rows = 83", "rows = 81", "grid.others.0.rows", "lower than the first grid"),
        ("rows = 73", "rows = 75", "grid.others.2.rows", "73 would do"),
        ("number_pt = 24", "number_pt = 30", "folio.height_mm", "30 pt rises above"),
        ("[28, 30", "[32, 30", "heads.1.sizes_pt", "the grade above, which has 32 pt"),
        ("[14, 13", "[17, 13", "heads.3.sizes_pt", "the grade above, which has 17 pt"),
        ("kicker_pt = 18", "kicker_pt = 32", "heads.0.kicker_pt", "smallest headline"),
        ("deck_pt = 13", "deck_pt = 24", "heads.1.deck_pt", "smallest headline"),
        ('name_font = "song-black"', 'name_font = "kai"', "folio.name_font", "'kai'"),
        ('rule = "thick-thin"', 'rule = "wavy"', "folio.rule", "'thin'"),
        ("outer = false", "outter = false", "folio.outter", "not permitted"),
    ],
)
def test_what_does_not_go_together_is_told(
    tmp_path: Path, old: str, new: str, key: str, said: str
) -> None:
    """A profile whose values do not go together is S003 with the key."""
    issue = seeded_issue(IssueSpec(1, 1, 100))
    path = tmp_path / "profiles" / "tabloid.toml"
    path.parent.mkdir()
    path.write_text(TABLOID, "utf-8")
    assert open_case(tmp_path, issue).profile == _profile("tabloid")

    assert old in TABLOID
    path.write_text(TABLOID.replace(old, new, 1), "utf-8")
    with pytest.raises(ZbpubError) as raised:
        open_case(tmp_path, issue)

    told = {finding.message for finding in raised.value.findings}
    assert {finding.code for finding in raised.value.findings} == {"S003"}
    assert any(said in message and f"'{key}'" in message for message in told)


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("columns = 8 ", "columns = 9 ", "grid.columns", "beyond the sheet's foot"),
        ("rows = 55 ", "rows = 66 ", "grid.rows", "66 rows are wider than the sheet"),
        ("top_mm = 34", "top_mm = 32", "grid.top_mm", "folio's foot, at 32.1 mm"),
        ("rows = 60", "rows = 57", "grid.others.0.rows", "lower than the first grid"),
        ('writing = "vertical"', 'writing = "upright"', "writing", "'vertical'"),
    ],
)
def test_what_does_not_go_together_is_told_of_a_vertical_profile(
    old: str, new: str, key: str, said: str
) -> None:
    """Tiers go down and rows leftwards: what goes too far is told with its key."""
    text = PROFILES["tabloid-vertical"]
    assert old in text
    with pytest.raises(ValidationError) as raised:
        parse_profile(text.replace(old, new, 1), language="zh-Hant-TW")

    told = {
        ".".join(map(str, wrong["loc"])): wrong["msg"]
        for wrong in raised.value.errors()
    }
    assert said in told[key]


def test_all_faults_of_a_profile_are_told_at_once() -> None:
    """Two wrong grids and a wrong grade are three faults, told together."""
    wrong = TABLOID.replace("rows = 83", "rows = 80").replace("rows = 73", "rows = 76")
    wrong = wrong.replace("[14, 13", "[30, 13")
    with pytest.raises(ValidationError) as raised:
        parse_profile(wrong, language="zh-Hans")

    assert len(raised.value.errors()) == 3


@dataclass(frozen=True, slots=True)
class _Made:
    issue: Issue
    up: MadeUp


@cache
def _made(name: str) -> _Made:
    """A page of the first length that fills it."""
    articles, lengths = COPY[name]
    for characters in lengths:
        issue = seeded_issue(IssueSpec(4, articles, characters))
        issue = replace(issue, config=replace(issue.config, profile=name))
        up = make_up(issue, open_case(STYLES, issue), {PICTURE: PIXELS})
        if up.pages:
            break
    return _Made(issue, up)


@pytest.mark.parametrize("name", PROFILES)
def test_a_page_is_made_up_in_each_profile(name: str) -> None:
    """Copy of the right length becomes a page of the profile's sheet, nothing amiss."""
    made = _made(name)
    profile = _profile(name)

    assert made.up.findings == ()
    (page,) = made.up.pages
    assert (page.width, page.height) == sheet_size(profile)
    assert len(page.articles) == len(made.issue.articles)


@pytest.mark.parametrize(
    ("profile", "look"),
    [
        *(("tabloid", look) for look in LOOKS),
        ("a3", "xiaobao"),
        ("broadsheet", "ribao"),
        ("broadsheet-modern", "ribao"),
        ("bulletin", "xiaobao"),
        ("morning", "chenbao"),
    ],
)
def test_each_look_paints_a_page(tmp_path: Path, profile: str, look: str) -> None:
    """Every look paints without complaint, and the judge finds no error in the PDF."""
    path = tmp_path / "page.pdf"
    spec = card_spec(STYLES / "looks" / look)
    path.write_bytes(paint_pages(_made(profile).up.pages, spec))

    wrong = [f for f in judge_pdf(path) if f.severity is Severity.ERROR]
    assert wrong == []


def test_looks_differ_by_files_alone(tmp_path: Path) -> None:
    """The same page painted in each look gives as many different files."""
    pages = _made("tabloid").up.pages
    painted = {paint_pages(pages, card_spec(STYLES / "looks" / look)) for look in LOOKS}

    assert len(painted) == len(LOOKS) >= 3


ODD_PROFILE = (
    PROFILES["a3"]
    .replace("width_mm = 297", "width_mm = 240")
    .replace("height_mm = 420", "height_mm = 320")
    .replace("columns = 7", "columns = 5")
    .replace("characters = 11 ", "characters = 12 ")
    .replace("rows = 95", "rows = 70")
)
ODD_OTHERS = """others = [
  { pitch_pt = 11, rows = 71 },
  { pitch_pt = 10.75, rows = 73 },
  { pitch_pt = 11.5, rows = 68 },
  { pitch_pt = 12, rows = 66 },
  { pitch_pt = 12.5, rows = 63 },
]
"""
ODD_LOOK = (
    '{% extends "base.html.j2" %}\n{% block article %}{{ super() }}{% endblock %}\n'
)
ODD_COLOUR = (0x33, 0x66, 0x99)
ODD_CSS = ".rule.folio-thick { background: #336699 }\n.headline { color: #336699 }\n"


def _odd_styles(tmp_path: Path) -> Path:
    """A folder of styles with a profile and a look that nobody has seen."""
    styles = tmp_path / "styles"
    shutil.copytree(STYLES / "looks", styles / "looks")
    for name in LOOKS:
        shutil.rmtree(styles / "looks" / name)
    look = styles / "looks" / "odd"
    look.mkdir()
    (look / "page.html.j2").write_text(ODD_LOOK, "utf-8")
    (look / "page.css").write_text(ODD_CSS, "utf-8")
    start = ODD_PROFILE.index("others = [")
    stop = ODD_PROFILE.index("[folio]")
    text = ODD_PROFILE[:start] + ODD_OTHERS + "\n" + ODD_PROFILE[stop:]
    (styles / "profiles").mkdir()
    (styles / "profiles" / "odd.toml").write_text(text, "utf-8")
    return styles


def _odd_issue(tmp_path: Path, characters: int) -> Path:
    folder = tmp_path / f"copy-{characters}" / "2024-05-12"
    (folder / "images").mkdir(parents=True)
    (folder / PICTURE).write_bytes(drawn_picture())
    (folder / "issue.toml").write_text(
        'publication = "河湾日报"\ndate = 2024-05-12\nurl = "https://example.com/"\n'
        'profile = "odd"\nlook = "odd"\n'
        '[[pages]]\nnumber = "03"\nsection = "本地"\ncredits = ["编辑 石榴"]\n',
        "utf-8",
    )
    for article in seeded_issue(IssueSpec(4, 4, characters)).articles:
        (folder / f"{article.name}.md").write_text(write_article(article), "utf-8")
    return folder


def test_a_new_paper_needs_no_python(tmp_path: Path) -> None:
    """A profile and a look of one's own make a PDF, from a folder of styles alone."""
    order = Order(
        folder=_odd_issue(tmp_path, 2900), styles=_odd_styles(tmp_path),
        out=tmp_path / "dist", formats=("pdf",),
    )  # fmt: skip

    built = build(order, lambda line: None)

    (path,) = [file for file in built.files if file.suffix == ".pdf"]
    assert [f for f in judge_pdf(path) if f.severity is Severity.ERROR] == []
    with pikepdf.open(path) as pdf:
        box = [float(edge) for edge in pdf.pages[0].mediabox]
        assert box == pytest.approx([0, 0, 240 / 25.4 * 72, 320 / 25.4 * 72], abs=0.01)
        assert _fills(pdf, ODD_COLOUR)
        assert not _fills(pdf, (0xB5, 0x12, 0x1B))  # the house red of another look


def _fills(pdf: pikepdf.Pdf, colour: tuple[int, int, int]) -> bool:
    """Whether the first page sets ``colour`` for filling."""
    wanted = [channel / 255 for channel in colour]
    set_ = [
        [float(operand) for operand in step.operands]
        for step in pikepdf.parse_content_stream(pdf.pages[0])
        if str(step.operator) in {"rg", "scn"} and len(step.operands) == 3
    ]
    return any(channels == pytest.approx(wanted, abs=0.002) for channels in set_)
