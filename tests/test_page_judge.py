"""Judges on made-up pages and on finished PDFs; each of them finds a spoiled page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

import page_judge as judge
from kit import BODY, PICTURE, ROOT, STYLES, IssueSpec, drawn_picture, made_of, tabloid
from page_sheet import Ink, Sheet, sheet_of_page, sheets_of_pdf
from zbpub.base.chars import significant
from zbpub.compose.sense import sense_breaks
from zbpub.layout.importance import ranked
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.page import Element, Rect
from zbpub.layout.profile import Profile
from zbpub.layout.styling import reading_text
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Issue
from zbpub.render.pdf import render_pdf
from zbpub.render.pdf_spec import PdfSpec
from zbpub.style_files import open_case, picture_sizes, read_pictures

PAPER = ROOT / "manuscript" / "2021-02-03"


@dataclass(frozen=True, slots=True)
class Judged:
    """An issue's pages as sheets, with what judges need beside them."""

    issue: Issue
    made: MadeUp
    profile: Profile
    sheets: tuple[Sheet, ...]

    @property
    def texts(self) -> dict[str, str]:
        """What each article must say."""
        return {a.name: reading_text(a) for a in self.issue.articles}

    @property
    def stride(self) -> int:
        """From one base column to the next, mpt."""
        return self.profile.grid.x(1) - self.profile.grid.x(0)

    def ranked(self, sheet: Sheet) -> list[str]:
        """The articles of a page by importance."""
        here = [a for a in self.issue.articles if a.name in sheet.places]
        return [article.name for article in ranked(here)]


def _judged(issue: Issue, made: MadeUp, case: TypeCase) -> Judged:
    sheets = tuple(sheet_of_page(page, case.profile) for page in made.pages)
    return Judged(issue, made, case.profile, sheets)


@cache
def _paper() -> tuple[Issue, TypeCase]:
    issue, _ = load_issue(PAPER)
    return issue, open_case(STYLES, issue)


@cache
def _real() -> Judged:
    """The real page that the repository ships."""
    issue, case = _paper()
    images = read_pictures(PAPER, issue)
    made = make_up(issue, case, picture_sizes(images, issue))
    return _judged(issue, made, case)


@cache
def _seeded(spec: IssueSpec) -> Judged:
    issue, made = made_of(spec)
    return _judged(issue, made, tabloid())


_SPECS = (IssueSpec(3, 3, 4000), IssueSpec(5, 4, 4200), IssueSpec(7, 5, 3500))


@pytest.fixture(params=("real", *_SPECS), ids=str, scope="module")
def judged(request: pytest.FixtureRequest) -> Judged:
    """A real page and seeded ones."""
    return _real() if request.param == "real" else _seeded(request.param)


@pytest.mark.parametrize("name", judge.JUDGES)
def test_page_is_without(judged: Judged, name: str) -> None:
    """No page has a hole, a short column, level heads, or anything over another."""
    assert [judge.JUDGES[name](sheet) for sheet in judged.sheets] == [[]]


def test_no_gutter_runs_through(judged: Judged) -> None:
    """通线: an article crosses each gutter somewhere."""
    (sheet,) = judged.sheets
    columns = judged.profile.grid.columns

    assert judge.through_gutters(sheet, columns, judged.stride) == []


def test_lead_leads(judged: Judged) -> None:
    """The lead stands at the top under the largest headline; none is out of rank."""
    (sheet,) = judged.sheets
    ranked = judged.ranked(sheet)

    assert judge.lead_faults(sheet, ranked) == []
    assert judge.rising_heads(sheet, ranked) == []


def test_text_is_whole(judged: Judged) -> None:
    """The pages say what the manuscripts say."""
    assert judge.lost_text(judged.sheets, judged.texts) == []


def test_heads_make_sense(judged: Judged) -> None:
    """Heads break between words, as a person cut them or as the composer does."""
    ends = {**judge.sense_ends(judged.issue.articles), **judge.golden_heads()}

    assert [judge.torn_heads(sheet, ends) for sheet in judged.sheets] == [[]]


def test_lone_lines_are_rare(judged: Judged) -> None:
    """孤行: at most one column in twenty begins with a paragraph's last line."""
    assert judge.lone_rate(judged.sheets) <= 0.05


# The finished file says the same.


@cache
def _file(spec: IssueSpec, folder: Path) -> tuple[Judged, Path]:
    judged = _seeded(spec)
    pdf = folder / "page.pdf"
    look = STYLES / "looks" / "chenbao"
    pdf.write_bytes(
        render_pdf(
            judged.made.pages,
            PdfSpec(
                title="河湾日报", publication="河湾日报", language="zh-Hans",
                created="2024-05-12T00:00:00Z", description="", look=look,
                images={PICTURE: drawn_picture()},
            ),
        )
    )  # fmt: skip
    sheets = sheets_of_pdf(pdf, judged.profile, judged.texts)
    return replace(judged, sheets=sheets), pdf


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """A seeded page, read back from its PDF."""
    return _file(_SPECS[1], tmp_path_factory.getbasetemp())[0]


def test_file_has_the_pages_lines(filed: Judged) -> None:
    """What is read from the file stands where the page had it, line by line."""
    (read,) = filed.sheets
    (made,) = _seeded(_SPECS[1]).sheets

    assert list(read.places) == list(made.places)
    for name in made.places:
        wanted = [ink for ink in made.of(name) if ink.role in BODY]
        found = [ink for ink in read.of(name) if ink.role in BODY]
        assert [line.baseline for line in wanted] == pytest.approx(
            [line.baseline for line in found], abs=60
        )


@pytest.mark.parametrize(
    "name",
    [
        "overlap",
        "off grid",
        "hole",
        "short column",
        "heads side by side",
        "stranded head",
    ],
)
def test_file_is_without(filed: Judged, name: str) -> None:
    """The judges find nothing in the file either."""
    assert [judge.JUDGES[name](sheet) for sheet in filed.sheets] == [[]]


def test_file_leads_by_its_lead(filed: Judged) -> None:
    """Heads in the file have the sizes that the page gave them."""
    (sheet,) = filed.sheets
    # A file tells no blocks: a head stands lower in its rows than a picture's edge.
    slack = 3 * filed.profile.grid.pitch

    assert judge.lead_faults(sheet, filed.ranked(sheet), slack) == []
    assert judge.rising_heads(sheet, filed.ranked(sheet)) == []


# Checks that can fail: one page, spoiled in one way after the other.

AREA = Rect(0, 0, 393_000, 585_000)


def _line(article: str, role: str, at: tuple[int, int], **more: object) -> Ink:
    """A line 90 pt wide and 9 pt high, with its left top at ``at``, in pt."""
    x, y = at[0] * 1000, at[1] * 1000
    fields: dict[str, object] = {
        "box": Rect(x, y, 90_000, 9_000), "text": "河湾码头", "size": 9_000,
        "baseline": y + 7_920, "column": x, **more,
    }  # fmt: skip
    return Ink(article, role, **fields)  # type: ignore[arg-type]


def _head(article: str, at: tuple[int, int], size: int) -> Ink:
    x, y = at[0] * 1000, at[1] * 1000
    box = Rect(x, y, 90_000, size * 1000)
    return _line(article, "headline", at, box=box, size=size * 1000, element=99)


def _sound() -> Sheet:
    """Two articles, one above the other, each of four full columns."""
    grid = replace(
        tabloid().profile.grid, columns=4, left=0, top=0, pitch=12_000, rows=49
    )
    inks: list[Ink] = []
    for name, top, size in (("lead", 0, 30), ("second", 300, 20)):
        inks.append(_head(name, (155, top), size))
        inks.append(_head(name, (10, top), size))
        inks.append(_head(name, (290, top), size))
        inks += [
            _line(name, "body", (column * 101, top + 36 + row * 12), element=row)
            for column in range(4)
            for row in range(21)
        ]
    places = {
        "lead": Rect(0, 0, 393_000, 285_000),
        "second": Rect(0, 300_000, 393_000, 285_000),
    }
    between = Rect(0, 292_000, 393_000, 250)
    return Sheet("01", AREA, AREA, grid, tuple(inks), places, (), (between,))


def _without(sheet: Sheet, keep: Callable[[Ink], bool]) -> Sheet:
    return replace(sheet, inks=tuple(ink for ink in sheet.inks if keep(ink)))


def _with(sheet: Sheet, *inks: Ink) -> Sheet:
    return replace(sheet, inks=(*sheet.inks, *inks))


def test_sound_sheet_has_no_fault() -> None:
    """The page that is spoiled below is sound."""
    sheet = _sound()

    assert {name: find(sheet) for name, find in judge.JUDGES.items()} == {
        name: [] for name in judge.JUDGES
    }
    assert judge.through_gutters(sheet, 4, 101_000) == []
    assert judge.lead_faults(sheet, ["lead", "second"]) == []
    assert judge.rising_heads(sheet, ["lead", "second"]) == []


def test_hole_is_found() -> None:
    """A column that lacks eight lines leaves a hole; a picture there fills it."""

    def gap(ink: Ink) -> bool:
        return ink.box.x == 101_000 and 84_000 <= ink.box.y < 180_000

    spoiled = _without(_sound(), lambda ink: not gap(ink))
    picture = Ink("lead", "picture", Rect(101_000, 84_000, 90_000, 90_000))

    assert judge.holes(spoiled)
    assert judge.holes(_with(spoiled, picture)) == []
    assert judge.broken_columns(spoiled)


def test_empty_box_is_a_hole() -> None:
    """A frame around nothing does not count as ink."""

    def gap(ink: Ink) -> bool:
        return ink.box.x == 101_000 and 84_000 <= ink.box.y < 180_000

    spoiled = _without(_sound(), lambda ink: not gap(ink))
    frame = Rect(101_000, 84_000, 90_000, 92_000)

    assert judge.holes(replace(spoiled, frames=(frame,)))


def test_short_column_is_found() -> None:
    """Two rows too few are a fault, one is none."""
    sheet = _sound()
    last = 36_000 + 20 * 12_000

    def upto(y: int) -> Sheet:
        return _without(
            sheet, lambda ink: ink.box.x != 303_000 or not y <= ink.box.y < 300_000
        )

    assert judge.short_columns(upto(last)) == []
    assert judge.short_columns(upto(last - 12_000)) == [
        "lead: 2 rows short under 「河湾码头」"
    ]


def test_level_heads_are_found() -> None:
    """碰题: two heads level with each other; text or a frame's side parts them."""
    sheet = replace(
        _sound(),
        inks=(_head("one", (0, 0), 20), _head("other", (150, 5), 20)),
        places={
            "one": Rect(0, 0, 90_000, 300_000),
            "other": Rect(101_000, 0, 200_000, 300_000),
        },
    )
    between = [
        _line("one", "body", (100, y), box=Rect(100_000, y * 1000, 9_000, 9_000))
        for y in (0, 12)
    ]
    frame = Rect(95_000, 0, 200_000, 300_000)

    assert judge.heads_side_by_side(sheet) == ["one and other"]
    assert judge.heads_side_by_side(_with(sheet, *between)) == []
    assert judge.heads_side_by_side(replace(sheet, frames=(frame,))) == []
    lower = (_head("one", (0, 0), 20), _head("other", (150, 20), 20))
    assert judge.heads_side_by_side(replace(sheet, inks=lower)) == []


def test_through_gutter_is_found() -> None:
    """通线: two halves side by side from top to foot."""
    halves = {
        "lead": Rect(0, 0, 191_000, 597_000),
        "second": Rect(202_000, 0, 191_000, 597_000),
    }
    spoiled = replace(_sound(), places=halves)

    assert judge.through_gutters(spoiled, 4, 101_000) == ["gutter 2"]


def test_stranded_subhead_is_found() -> None:
    """背题: a subhead with nothing below it."""
    sheet = _sound()
    foot = max(ink.box.y for ink in sheet.of("lead", "body"))
    inks = tuple(
        replace(ink, role="subhead") if ink.box.y == foot else ink for ink in sheet.inks
    )

    assert len(judge.stranded_heads(replace(sheet, inks=inks))) == 4


def test_lone_line_is_found() -> None:
    """孤行: one line left over for the next column; two are none."""
    sheet = _sound()
    first = [
        _line("lead", "body", (0, 12 * row), element=1 + row // 4) for row in range(4)
    ]
    lone = [*first, _line("lead", "body", (101, 0), element=1),
            _line("lead", "body", (101, 12), element=2)]  # fmt: skip
    pair = [*first, _line("lead", "body", (101, 0), element=1),
            _line("lead", "body", (101, 12), element=1)]  # fmt: skip
    places = {"lead": sheet.places["lead"]}

    assert judge.lone_lines(replace(sheet, inks=tuple(lone), places=places))
    assert judge.lone_lines(replace(sheet, inks=tuple(pair), places=places)) == []
    assert judge.lone_rate([replace(sheet, inks=tuple(lone), places=places)]) == 0.5


def test_weak_lead_is_found() -> None:
    """A lead below another article, or under the smaller headline."""
    sheet = _sound()

    assert judge.lead_faults(sheet, ["second", "lead"]) == [
        "second is not at the top", "second has not the largest headline",
    ]  # fmt: skip
    assert judge.rising_heads(sheet, ["second", "lead"]) == [
        "lead 30 pt > second 20 pt"
    ]


def test_overlap_and_overstepping_are_found() -> None:
    """A line on another, and a line beside the page."""
    sheet = _sound()

    assert judge.overlaps(_with(sheet, _line("lead", "body", (5, 40))))
    assert judge.outside(_with(sheet, _line("lead", "body", (350, 40))))
    lower = {**sheet.places, "second": Rect(0, 280_000, 393_000, 305_000)}
    assert judge.overlaps(replace(sheet, places=lower))


def test_line_off_the_grid_is_found() -> None:
    """Body lines that no grid holds leave the sheet without one."""
    (page,) = _seeded(_SPECS[0]).made.pages
    article = page.articles[0]
    moved = tuple(
        replace(
            item,
            fragments=tuple(
                replace(f, place=replace(f.place, y=f.place.y + 500))
                for f in item.fragments
            ),
        )
        if isinstance(item, Element)
        else item
        for item in article.items
    )
    spoiled = replace(
        page, articles=(replace(article, items=moved), *page.articles[1:])
    )

    assert judge.off_grid(sheet_of_page(spoiled, tabloid().profile))


def test_lost_text_is_found() -> None:
    """A line that is missing, and an article that is."""
    judged = _seeded(_SPECS[0])
    (sheet,) = judged.sheets
    first = sheet.of("02-01", "body")[0]
    names = [name for name in sheet.places if name != "02-02"]
    fewer = replace(sheet, places={name: sheet.places[name] for name in names})

    spoiled = _without(sheet, lambda ink: ink != first)
    assert judge.lost_text([spoiled], judged.texts) == ["02-01"]
    assert judge.lost_text([fewer], judged.texts) == ["02-02"]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("大力支持淄博", "创建国家农村改革试验区"), False),
        (("大力支持淄博创", "建国家农村改革试验区"), True),
        (("大力支持淄博创建国家农村改革试", "验区"), True),
    ],
)
def test_torn_head_is_found(lines: Sequence[str], *, fault: bool) -> None:
    """A head broken inside a word."""
    inks = tuple(
        replace(_head("lead", (0, 30 * at), 24), text=text)
        for at, text in enumerate(lines)
    )
    sheet = replace(_sound(), inks=inks)

    assert bool(judge.torn_heads(sheet, judge.golden_heads())) == fault


def test_composer_offers_only_ends_of_words() -> None:
    """Of every head that a person has cut, sense offers breaks at those cuts alone."""
    for line in judge.GOLDEN_HEADS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            head = line.replace("/", "")
            ends = judge.golden_heads()[significant(head)]
            offered = {
                len(significant(head[:at]))
                for at, dislike in sense_breaks(head).items()
                if dislike < 10
            }
            assert offered <= ends, head


def test_heads_of_the_paper_are_cut_by_hand() -> None:
    """The golden file has every headline of the shipped page."""
    issue, _ = _paper()

    assert {significant(a.headline) for a in issue.articles} <= set(
        judge.golden_heads()
    )
