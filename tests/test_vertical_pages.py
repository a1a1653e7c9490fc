"""Vertical pages: an issue made up, built and read back, line after line leftwards.

Pages are judged in their reading frame by the judges of level ones. The goldens are the
pages as they were looked at; ``--update-goldens`` writes them anew: look again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import validate_pdf_bytes

import page_judge as judge
from conftest import CheckGolden
from kit import STYLES, dump, tabloid
from page_sheet import Sheet, in_frame, sheet_of_page
from sample_kit import Given, built, sheets_of
from zbpub.base.chars import significant
from zbpub.base.findings import ZbpubError
from zbpub.edition.writing import finished
from zbpub.explain_recipe import ExplainOrder, explain_issue
from zbpub.layout.importance import ranked
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.page import Element, Fragment, Page, Picture, Rect
from zbpub.layout.side_head import place_side_head, side_heads
from zbpub.layout.turned import turned_sizes
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Article, Issue
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_score import Verdict, score
from zbpub.preflight.pdf_judge import judge_pdf
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role, marks_of, structure_text
from zbpub.preflight.pdf_values import Document, Glyph
from zbpub.render.explain_html import Explanation, explain_html, place_of
from zbpub.style_files import open_case

FOLDER = Path(__file__).parent / "issues" / "2026-10-09"
NUMBERS = ("01", "02")


@dataclass(frozen=True, slots=True)
class Proof:
    """The issue's pages as they were placed, and its finished file."""

    given: Given
    made: MadeUp
    pdf: Path
    read: Document
    sheets: Mapping[str, tuple[Sheet, ...]]
    """``placed`` and ``filed``, in their reading frames."""


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The issue, built once."""
    given_, made, pdf = built(FOLDER, tmp_path_factory.mktemp("vertical"))
    return Proof(given_, made, pdf, read_pdf(pdf), sheets_of(given_, made, pdf))


@pytest.fixture(params=["placed", "filed"])
def sheets(request: pytest.FixtureRequest, proof: Proof) -> tuple[Sheet, ...]:
    """The pages, as placed and as filed."""
    return proof.sheets[request.param]


def _elements(page: Page, *roles: str) -> Iterator[tuple[str, Element]]:
    for article in page.articles:
        for item in article.items:
            if isinstance(item, Element) and (not roles or item.role in roles):
                yield article.name, item


def _fragments(page: Page, *roles: str) -> Iterator[Fragment]:
    for _, element in _elements(page, *roles):
        yield from element.fragments


# --- the pages ------------------------------------------------------------------------


def test_every_page_is_there(proof: Proof) -> None:
    """Both pages are full, upright sheets of the profile, and say that they are."""
    made = proof.made

    assert made.findings == ()
    assert [page.number for page in made.pages] == list(NUMBERS)
    for page in made.pages:
        assert page.is_vertical
        assert (page.width, page.height) == (779_528, 1_105_512)


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_are_the_reviewed_ones(
    proof: Proof, check_golden: CheckGolden, number: str
) -> None:
    """Every line and rule stands where it stood when it was looked at."""
    (page,) = (page for page in proof.made.pages if page.number == number)

    check_golden(f"vertical-{number}.txt", dump(page))


@pytest.mark.parametrize("name", judge.JUDGES)
def test_pages_are_without(sheets: tuple[Sheet, ...], name: str) -> None:
    """No page has a hole, a short column, level heads, or anything over another."""
    assert [judge.JUDGES[name](sheet) for sheet in sheets] == [[]] * len(sheets)


def test_the_judges_see_a_hole(proof: Proof) -> None:
    """Negative control: without one of its articles a page has a hole."""
    page, profile = proof.made.pages[1], proof.given[1].profile
    bare = replace(page, articles=page.articles[1:])

    assert judge.holes(sheet_of_page(bare, profile)) != []


def test_the_judges_see_a_line_off_its_place(proof: Proof) -> None:
    """Negative control: a paragraph moved by half a line is off the grid."""
    page, profile = proof.made.pages[1], proof.given[1].profile
    lead, *others = page.articles
    moved = tuple(
        _moved(item) if isinstance(item, Element) and item.role == "body" else item
        for item in lead.items
    )
    page = replace(page, articles=(replace(lead, items=moved), *others))

    assert judge.off_grid(sheet_of_page(page, profile)) != []


def _moved(element: Element) -> Element:
    def move(place: Rect) -> Rect:
        return replace(place, x=place.x - 6000)

    return Element(
        element.role,
        tuple(replace(f, place=move(f.place)) for f in element.fragments),
    )


def test_no_gutter_runs_through(proof: Proof) -> None:
    """通線: something crosses the white between any two tiers."""
    grid = proof.given[1].profile.grid
    for sheet in proof.sheets["placed"]:
        assert judge.through_gutters(sheet, grid.columns, grid.x(1) - grid.x(0)) == []


def test_leads_lead(proof: Proof, sheets: tuple[Sheet, ...]) -> None:
    """Each lead stands furthest right under the largest headline."""
    pitch = proof.given[1].profile.grid.pitch
    slack = 0 if sheets is proof.sheets["placed"] else 3 * pitch
    for sheet in sheets:
        here = [a for a in proof.given[0].articles if a.name in sheet.places]
        order = [article.name for article in ranked(here)]
        assert judge.lead_faults(sheet, order, slack) == []
        assert judge.rising_heads(sheet, order) == []


def test_text_is_whole(proof: Proof, sheets: tuple[Sheet, ...]) -> None:
    """The pages say what the manuscripts say, article by article."""
    assert judge.lost_text(sheets, proof.made.texts) == []


def test_all_running_text_runs_down(proof: Proof) -> None:
    """Body, subheads, captions and tables are in vertical lines, the folio is level."""
    for page in proof.made.pages:
        roles = ("body", "subhead", "byline", "caption", "table-row", "callout")
        assert all(fragment.is_vertical for fragment in _fragments(page, *roles))
        folio = [e for e in page.folio if e.role.startswith("folio")]
        assert len(folio) > 3
        assert not any(f.is_vertical for e in folio for f in e.fragments)


def test_heads_stand_right_of_their_text(proof: Proof) -> None:
    """竖題: a headline that runs down has no body line further right of it."""
    count = 0
    for page in proof.made.pages:
        for name, head in _elements(page, "headline"):
            (fragment,) = head.fragments
            if not fragment.is_vertical:
                continue
            count += 1
            right = fragment.place.x + fragment.place.width
            own = (f for n, e in _elements(page, "body") if n == name
                   for f in e.fragments)  # fmt: skip
            level = (f for f in own if _overlap_down(f.place, fragment.place))
            assert all(f.place.x + f.place.width <= right for f in level), name
    assert count > 6


def _overlap_down(one: Rect, other: Rect) -> bool:
    return one.y < other.y + other.height and other.y < one.y + one.height


def test_nameplate_is_at_the_upper_right(proof: Proof) -> None:
    """報頭 runs down at the right edge, above the ear; the data stand left of it."""
    page = proof.made.pages[0]
    area = page.type_area
    places = {e.role: e.fragments[0].place for e in page.folio}
    name, ear, data = places["nameplate"], places["ear-title"], places["nameplate-date"]

    assert name.x > area.x + area.width * 8 // 10
    assert name.y < area.y + area.height // 3
    assert name.y + name.height < ear.y
    assert data.x < name.x
    assert all(
        article.place.x + article.place.width < data.x for article in page.articles
    )


def test_pictures_keep_their_form(proof: Proof) -> None:
    """A wide picture is wide on the page, though the make-up saw it on its side."""
    pictures = {
        item.source: item.place
        for page in proof.made.pages
        for article in page.articles
        for item in article.items
        if isinstance(item, Picture) and item.role == "figure"
    }
    sizes = proof.given[2]

    assert len(pictures) == 2
    for source, place in pictures.items():
        wide, tall = sizes[source]
        ratio = place.width * tall / (place.height * wide)
        assert 0.7 < ratio < 1.3, source


def test_contents_name_the_other_page(proof: Proof) -> None:
    """導讀: entries in vertical lines, each with a link on its own place."""
    (box,) = (piece for piece in proof.made.pages[0].pieces if piece.kind == "contents")
    links = [
        (link, fragment)
        for item in box.items
        if isinstance(item, Element)
        for fragment in item.fragments
        for link in fragment.links
    ]

    assert len(links) > 6
    for link, fragment in links:
        assert link.href == "#page-02"
        assert fragment.is_vertical
        assert judge.holds(fragment.place, link.place)


def test_outlines_stand_where_the_page_has_them(proof: Proof) -> None:
    """What ``zbpub explain`` draws lies over the articles as they are read."""
    for page, account in zip(proof.made.pages, proof.made.accounts, strict=True):
        assert account.is_vertical
        assert account.sheet == (page.width, page.height)
        places = {article.name: article.place for article in page.articles}
        for block in account.blocks:
            outline = place_of(block.outline, account.grid)
            assert outline.turned(page.width) == places[block.article]


# --- the finished file ----------------------------------------------------------------


def _paragraphs(proof: Proof) -> Iterator[list[Glyph]]:
    """The glyphs of each body paragraph, in the order in which the tags have them."""
    em = proof.given[1].profile.grid.size / 1000
    for article in elements_by_role(proof.read.elements, "Art"):
        for tag in elements_by_role((article,), "P"):
            glyphs = [g for m in marks_of(tag) for g in proof.read.marks.get(m.key, ())]
            inked = [g for g in glyphs if g.text.strip()]
            if inked and round(inked[0].size, 2) == em:
                yield inked


def _leaps(glyphs: list[Glyph], tier: float) -> list[str]:
    """Where a glyph stands neither below the one before nor where text may go on.

    That is a line further left, or the next tier, where lines begin at the right again.
    """
    faults = []
    for one, other in pairwise(glyphs):
        goes_down = abs(one.y - other.y) < one.size / 2 and other.x0 >= one.x0
        goes_left = other.y > one.y + one.size / 2 and other.x0 < one.x0
        next_tier = other.x0 > one.x0 - tier and other.y < one.y
        if not (goes_down or goes_left or next_tier):
            faults.append(f"{one.text}{other.text}")
    return faults


def _tier(proof: Proof) -> float:
    grid = proof.given[1].profile.grid
    return grid.characters * grid.size / 1000


def test_lines_are_read_down_and_leftwards(proof: Proof) -> None:
    """Glyph after glyph of a paragraph goes down, leftwards, or to the next tier."""
    found = list(_paragraphs(proof))

    assert len(found) > 35
    for glyphs in found:
        assert {glyph.turned for glyph in glyphs} == {1}
        assert _leaps(glyphs, _tier(proof)) == []


def test_a_line_out_of_order_is_noticed(proof: Proof) -> None:
    """Negative control: a paragraph read backwards leaps."""
    longest = max(_paragraphs(proof), key=len)

    assert len(_leaps(longest[::-1], _tier(proof))) > len(longest) // 2


def test_each_article_reads_whole_in_the_file(proof: Proof) -> None:
    """By tags and by content alone, the words are those of the manuscripts."""
    found = {
        significant(structure_text(proof.read, article))
        for article in elements_by_role(proof.read.elements, "Art")
    }

    assert found == {significant(text) for text in proof.made.texts.values()}


def test_years_stand_in_pairs(proof: Proof) -> None:
    """2015年 is 20 over 15, each side by side in one em, and copies as 2015年."""
    glyphs = [g for g in _body_glyphs(proof) if g.upright and g.text.isdigit()]
    texts = [glyph.text for glyph in glyphs]

    at = texts.index("20")
    first, second = glyphs[at], glyphs[at + 1]
    assert second.text == "15"
    assert second.x0 == pytest.approx(first.x1, abs=1)
    assert first.x1 - first.x0 == pytest.approx(first.size, abs=0.1)
    assert not any(g.text in {"2015", "1968"} for g in _body_glyphs(proof))


def _body_glyphs(proof: Proof) -> list[Glyph]:
    return [glyph for glyphs in _paragraphs(proof) for glyph in glyphs]


def test_pages_follow_from_right_to_left(proof: Proof) -> None:
    """Readers are told to bind the issue at the right."""
    with pikepdf.open(proof.pdf) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_the_file_is_sound(proof: Proof) -> None:
    """It is accessible (PDF/UA-1), and the judge of finished files finds no error."""
    report = validate_pdf_bytes(proof.pdf.read_bytes(), profile="ua1")

    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert [f for f in judge_pdf(proof.pdf) if f.severity.value == "error"] == []


# --- turning --------------------------------------------------------------------------

PLACES = st.builds(Rect, *[st.integers(0, 10**6)] * 2, *[st.integers(1, 10**6)] * 2)


@given(place=PLACES, width=st.integers(1, 2 * 10**6))
def test_turned_and_back_is_the_same_place(place: Rect, width: int) -> None:
    """Turning loses nothing: turned back, a place is where it was."""
    assert in_frame(place.turned(width), width) == place


def test_what_is_first_in_the_frame_is_upper_right() -> None:
    """The frame's upper left corner is the sheet's upper right one."""
    assert Rect(0, 0, 3, 5).turned(100) == Rect(95, 0, 5, 3)
    assert Rect(7, 0, 3, 5).turned(100) == Rect(95, 7, 5, 3)  # further along: lower
    assert Rect(0, 5, 3, 5).turned(100) == Rect(90, 0, 5, 3)  # next line: further left


def test_pictures_lie_on_their_side_in_the_frame() -> None:
    """Width and height change places."""
    assert turned_sizes({"a.jpg": (1200, 800)}) == {"a.jpg": (800, 1200)}


def test_level_heads_of_a_vertical_page_stand_above_their_text() -> None:
    """橫題: kicker, headline and deck are level, one below the other when turned."""
    issue, case = _issue_and_case()
    article = Article(
        name="a", kicker="從今天開始", headline="山城共乘巴士上路", deck="五里一班車"
    )
    grade = case.profile.heads[1]
    head = side_heads(article, grade, case, 600_000)[0]
    tall = head.length * 5 // 4
    placed = place_side_head(head, Rect(0, 0, head.width, tall))
    tops = [element.fragments[0].place.turned(tall).y for element in placed]

    assert [element.role for element in placed] == ["kicker", "headline", "deck"]
    assert all(element.fragments[0].is_vertical for element in placed)  # level, turned
    assert tops == sorted(tops)
    assert issue.config.style.writing == "vertical"
    level = side_heads(article, grade, tabloid(), 600_000)[0]
    parts = place_side_head(level, Rect(0, 0, level.width, level.length * 5 // 4))
    lefts = [element.fragments[0].place.x for element in parts]
    assert lefts == sorted(lefts, reverse=True)  # 竪題 of a level page: from the right


# --- what an edition asks for ---------------------------------------------------------


def _issue_and_case() -> tuple[Issue, TypeCase]:
    issue = finished(load_issue(FOLDER)[0])
    return issue, open_case(STYLES, issue)


def test_an_edition_gets_its_setting() -> None:
    """A vertical profile sets vertical lines; pairs come of the edition's table."""
    _, case = _issue_and_case()

    assert (case.setting.vertical, case.setting.pairs) == (True, True)
    assert not case.level.setting.vertical
    assert tabloid().level is tabloid()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"profile": "tabloid"}, "is to be vertical, and the profile is horizontal"),
        ({"writing": "horizontal"}, "is to be horizontal, and the profile is vert"),
        ({"writing": "", "profile": "tabloid"}, "wants years in pairs of digits"),
    ],
)
def test_what_does_not_go_together_is_told(
    changed: Mapping[str, str], said: str
) -> None:
    """S024: a profile of the other direction, or pairs where no line runs down."""
    issue = load_issue(FOLDER)[0]
    (style,) = issue.config.editions
    style = replace(style, **changed)  # type: ignore[arg-type]
    issue = replace(issue, config=replace(issue.config, editions=(style,)))
    with pytest.raises(ZbpubError) as raised:
        open_case(STYLES, finished(issue))

    (finding,) = raised.value.findings
    assert finding.code == "S024"
    assert said in finding.message
    assert finding.hint


# --- at the desk ----------------------------------------------------------------------


def test_the_desk_is_told_of_tiers_and_lines(tmp_path: Path) -> None:
    """The explanation speaks of tiers, and draws every article's outline."""
    order = ExplainOrder(folder=FOLDER, styles=STYLES, out=tmp_path)
    told = explain_issue(order, lambda said: None).file.read_text("utf-8")

    assert "5 tiers × " in told
    assert "at tier 1, line " in told
    assert " col × " not in told
    assert told.count('class="title vertical"') == 11  # every article, on drawn pages


def test_the_desk_is_told_of_level_heads(proof: Proof) -> None:
    """A head across the lines is told as a level one (横題)."""
    page = proof.made.accounts[0]
    said = Explanation(
        name="a", publication="東港時報", date="2026-10-09", language="zh-Hant-TW",
        findings=(),
    )  # fmt: skip
    block = replace(page.blocks[0], head_kind="vertical")
    turned = replace(page, blocks=(block, *page.blocks[1:]))

    assert "level <span" in explain_html(said, (turned,), {}, STYLES)
    assert "level <span" not in explain_html(said, (page,), {}, STYLES)


def test_the_meter_reads_vertical_pages(proof: Proof) -> None:
    """All clauses hold but at places that the meter is known to misread.

    Three lines beside a table are too few to show their column's edges (E1, E2, R27); a
    head that stands at the foot of the tier above its text counts as a lone line
    (E13), and its two digits side by side as 0.06 em too near (E21).
    """
    failed = {
        each.clause: len(each.tally.faults)
        for each in score(measure_pdf(proof.pdf))
        if each.verdict is Verdict.FAIL
    }

    assert failed == {"E1": 3, "E2": 3, "E13": 1, "E21": 1, "R27": 1}


@pytest.mark.parametrize("language", ["zh-Hant-HK", "zh-Hans"])
def test_any_edition_may_be_vertical(language: str) -> None:
    """Hong Kong's and the mainland's marks and forms go into the same pages."""
    issue = load_issue(FOLDER)[0]
    (style,) = issue.config.editions
    config = replace(
        issue.config, language=language, editions=(replace(style, language=language),)
    )
    issue = finished(replace(issue, config=config))
    case = open_case(STYLES, issue)
    sizes = {"images/ferry.svg": (120_000, 80_000), "images/boat.svg": (90_000, 90_000)}
    made = make_up(issue, case, sizes)

    assert case.setting.edition == language
    assert [page.is_vertical for page in made.pages] == [True, True]


def test_numerals_in_han_reach_the_page_and_its_proof() -> None:
    """With ``han`` the words of the page are those that must be printed, in Han."""
    issue = load_issue(FOLDER)[0]
    (style,) = issue.config.editions
    config = replace(issue.config, editions=(replace(style, numerals="han"),))
    issue = finished(replace(issue, config=config))
    sizes = {"images/ferry.svg": (120_000, 80_000), "images/boat.svg": (90_000, 90_000)}
    made = make_up(issue, open_case(STYLES, issue), sizes)
    text = "".join(made.texts.values())
    data = [e.text for e in made.pages[0].folio if e.role.startswith("nameplate-da")]

    assert "建於一九六八年" in text
    assert "每天來回十四趟" in text
    assert "1.4℃" in text
    assert data[0].startswith("二〇二六年十月九日")
    assert data[1] == "第二八七一期"
    folio = [e.text for e in made.pages[0].folio if e.role == "folio-date"]
    assert folio[0].startswith("2026年10月9日")
