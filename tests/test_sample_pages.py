"""The shipped issues, made up and built once: judges on every page, placed and filed.

The goldens are the sample's pages as they were looked at. When pages change on purpose,
``pytest tests/test_sample_pages.py --update-goldens`` writes them anew; look again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

import page_judge as judge
from conftest import CheckGolden
from kit import ROOT, dump
from page_sheet import Ink, Sheet, sheet_of_page
from sample_kit import Given, built, sheets_of
from zbpub.base.chars import significant
from zbpub.layout.importance import ranked
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.page import Element, Page, Rect
from zbpub.manuscript.model import Issue, Paragraph, Run

SAMPLE, PAPER = "2026-03-18", "2021-02-03"
NUMBERS = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8")


@dataclass(frozen=True, slots=True)
class Proof:
    """An issue's pages, as they were placed and as the finished file has them."""

    given: Given
    made: MadeUp
    pdf: Path
    sheets: Mapping[str, tuple[Sheet, ...]]
    """``placed`` and ``filed``, in the order of the pages."""

    def ranked(self, sheet: Sheet) -> list[str]:
        """The articles of a page by importance; what began elsewhere has no rank."""
        here = [a for a in self.given[0].articles if a.name in sheet.places]
        return [article.name for article in ranked(here)]


def _proof(name: str, folder: Path) -> Proof:
    """Build an issue, and keep what the make-up was asked and what it gave."""
    given, made, pdf = built(ROOT / "manuscript" / name, folder)
    return Proof(given, made, pdf, sheets_of(given, made, pdf))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The sample issue of eight pages."""
    return _proof(SAMPLE, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The real page."""
    return _proof(PAPER, tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module", params=[SAMPLE, PAPER])
def proof(request: pytest.FixtureRequest) -> Proof:
    """Each of them."""
    name = "sample" if request.param == SAMPLE else "paper"
    found: Proof = request.getfixturevalue(name)
    return found


@pytest.fixture(params=["placed", "filed"])
def sheets(request: pytest.FixtureRequest, proof: Proof) -> tuple[Sheet, ...]:
    """An issue's pages, as placed and as filed."""
    return proof.sheets[request.param]


def test_every_page_is_there(proof: Proof) -> None:
    """No page is refused, and the file has as many."""
    plans = [plan.number for plan in proof.given[0].config.pages]

    assert [page.number for page in proof.made.pages] == plans
    assert {len(sheets) for sheets in proof.sheets.values()} == {len(plans)}


@pytest.mark.parametrize("name", judge.JUDGES)
def test_pages_are_without(sheets: tuple[Sheet, ...], name: str) -> None:
    """No page has a hole, a short column, level heads, or anything over another."""
    assert [judge.JUDGES[name](sheet) for sheet in sheets] == [[]] * len(sheets)


def test_no_gutter_runs_through(proof: Proof) -> None:
    """通线: something crosses each gutter of each page."""
    grid = proof.given[1].profile.grid
    stride = grid.x(1) - grid.x(0)
    for sheet in proof.sheets["placed"]:
        assert judge.through_gutters(sheet, grid.columns, stride) == []


def test_leads_lead(proof: Proof, sheets: tuple[Sheet, ...]) -> None:
    """Each lead is at the top under the largest headline; sizes fall with the rank."""
    pitch = proof.given[1].profile.grid.pitch
    slack = 0 if sheets is proof.sheets["placed"] else 3 * pitch
    for sheet in sheets:
        order = proof.ranked(sheet)
        assert judge.lead_faults(sheet, order, slack) == []
        assert judge.rising_heads(sheet, order) == []


def test_text_is_whole(proof: Proof, sheets: tuple[Sheet, ...]) -> None:
    """The pages say what the manuscripts say, article by article."""
    assert judge.lost_text(sheets, proof.made.texts) == []


def test_heads_are_cut_as_by_hand(sheets: tuple[Sheet, ...]) -> None:
    """Heads in several lines end them where a person has cut that head."""
    ends = judge.golden_heads()
    for sheet in sheets:
        assert [head for head in several_lines(sheet) if head not in ends] == []
        broken = replace(sheet, inks=tuple(_of_several(sheet)))
        assert judge.torn_heads(broken, ends) == []


def several_lines(sheet: Sheet) -> list[str]:
    """The heads of more than one line, without spaces."""
    return [
        "".join(significant(line.text) for line in lines)
        for _, lines in judge.heads_of(sheet)
        if len(lines) > 1
    ]


def _of_several(sheet: Sheet) -> Iterator[Ink]:
    return (ink for _, ls in judge.heads_of(sheet) if len(ls) > 1 for ink in ls)


def test_lone_lines_are_rare(sheets: tuple[Sheet, ...]) -> None:
    """孤行: at most one column in a hundred begins with a paragraph's last line."""
    assert judge.lone_rate(sheets) <= 0.01


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_are_the_reviewed_ones(
    sample: Proof, check_golden: CheckGolden, number: str
) -> None:
    """Every line and rule of the sample stands where it stood when it was looked at."""
    (page,) = (page for page in sample.made.pages if page.number == number)

    check_golden(f"sample-{number.lower()}.txt", dump(page))


# Links and bookmarks of the file.


def test_jumps_come_in_pairs(sample: Proof) -> None:
    """Each 下转 has its 上接 on the page that it names, and the other way round."""
    lines = dict(_jump_lines(sample.made.pages))

    assert lines
    for (number, text), other in lines.items():
        kind = "上接" if "下转" in text else "下转"
        assert (other, f"（{kind}{number}版）") in lines


def _jump_lines(pages: tuple[Page, ...]) -> Iterator[tuple[tuple[str, str], str]]:
    for page in pages:
        for article in page.articles:
            for item in article.items:
                if isinstance(item, Element) and item.role == "jump":
                    yield (page.number, item.text), item.text[3:-2]


def test_jump_lines_lead_there(sample: Proof) -> None:
    """A reader who follows a jump line comes to the page that it names."""
    links = _links(sample)
    for (number, text), other in _jump_lines(sample.made.pages):
        assert other in links[number], text


def test_contents_lead_to_their_pages(sample: Proof) -> None:
    """The contents box names pages in order, and each entry leads to its page."""
    front = sample.made.pages[0]
    (box,) = (piece for piece in front.pieces if piece.kind == "contents")
    named = [
        item.text
        for item in box.items
        if isinstance(item, Element) and item.text in NUMBERS
    ]

    assert named == sorted(named)
    assert len(named) > 4
    assert set(named) <= set(_links(sample)["A1"])


def _links(sample: Proof) -> dict[str, list[str]]:
    """For each page the pages that its links inside the file lead to."""
    found: dict[str, list[str]] = {number: [] for number in NUMBERS}
    with pikepdf.open(sample.pdf) as pdf:
        number_of = {p.obj.objgen: n for p, n in zip(pdf.pages, NUMBERS, strict=True)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A", pikepdf.Dictionary())
                target = note.get("/Dest", action.get("/D"))
                if note.Subtype == "/Link" and target is not None:
                    place = names[str(target)][0].objgen
                    found[number_of[page.obj.objgen]].append(number_of[place])
    return found


def test_bookmarks_are_pages_with_their_articles(proof: Proof) -> None:
    """A bookmark a page, and in it one for each headline, in reading order."""
    with pikepdf.open(proof.pdf) as pdf, pdf.open_outline() as outline:
        found = [
            (mark.title, [inner.title for inner in mark.children])
            for mark in outline.root
        ]

    assert found == [
        (f"第{page.number}版", [article.title for article in page.articles])
        for page in proof.made.pages
    ]


# The same again, and what a change moves.


def test_second_make_up_is_the_same(sample: Proof, paper: Proof) -> None:
    """The same input gives the same pages."""
    assert make_up(*sample.given).pages == sample.made.pages
    assert make_up(*paper.given).pages == paper.made.pages


SENTENCE = "家属也可以一同参加。"


@pytest.mark.parametrize("words", [SENTENCE, "也"], ids=["sentence", "character"])
def test_a_change_moves_its_page_alone(sample: Proof, words: str) -> None:
    """A sentence more in an article of A5: all other pages stay as they are."""
    issue, case, pictures = sample.given
    longer = with_words(issue, "a5-05", words)
    made = make_up(longer, case, pictures)
    changed = [
        page.number
        for page, before in zip(made.pages, sample.made.pages, strict=True)
        if page != before
    ]

    assert changed == ["A5"]


def with_words(issue: Issue, name: str, words: str) -> Issue:
    """``issue`` with ``words`` at the end of an article's last paragraph."""
    articles = []
    for article in issue.articles:
        *rest, last = article.body
        if article.name == name:
            assert isinstance(last, Paragraph)
            last = Paragraph((*last.runs, Run(words)))
        articles.append(replace(article, body=(*rest, last)))
    return replace(issue, articles=tuple(articles))


# Checks that can fail: pages of the sample, spoiled.


def _moved(page: Page, name: str, rows: int, pitch: int) -> Page:
    """``page`` with the block of one article moved down."""

    def down(place: Rect) -> Rect:
        return replace(place, y=place.y + rows * pitch)

    articles = []
    for article in page.articles:
        if article.name == name:
            items = tuple(
                replace(
                    item,
                    fragments=tuple(
                        replace(f, place=down(f.place)) for f in item.fragments
                    ),
                )
                if isinstance(item, Element)
                else replace(item, place=down(item.place))
                for item in article.items
            )
            article = replace(article, place=down(article.place), items=items)
        articles.append(article)
    return replace(page, articles=tuple(articles))


@pytest.mark.parametrize("number", NUMBERS)
def test_moved_block_is_found(sample: Proof, number: str) -> None:
    """The lead three rows lower stands over what is below; a row is seen as well."""
    (page,) = (page for page in sample.made.pages if page.number == number)
    profile = sample.given[1].profile
    sheet = sample.sheets["placed"][NUMBERS.index(number)]
    assert sheet.grid is not None
    lead, *others = sample.ranked(sheet)
    low, lower = (_moved(page, lead, rows, sheet.grid.pitch) for rows in (1, 3))
    is_level = any(sheet.places[o].y == sheet.places[lead].y for o in others)

    assert dump(low) != dump(page)
    found = judge.lead_faults(sheet_of_page(low, profile), [lead, *others])
    assert bool(found) == is_level
    assert judge.overlaps(sheet_of_page(lower, profile))


def test_missing_picture_is_a_hole(sample: Proof) -> None:
    """In the file as on the page: without its largest picture a page has a hole."""
    for sheets in sample.sheets.values():
        sheet = sheets[NUMBERS.index("A5")]
        pictures = [ink for ink in sheet.inks if ink.role == "picture"]
        largest = max(pictures, key=lambda ink: ink.box.width * ink.box.height)
        inks = tuple(ink for ink in sheet.inks if ink != largest)

        assert judge.holes(replace(sheet, inks=inks))


def test_head_cut_elsewhere_is_found(sample: Proof) -> None:
    """A character moved from the end of a head's line to the next one's beginning."""
    spoiled = 0
    for sheet in sample.sheets["placed"]:
        for _, lines in judge.heads_of(sheet):
            for line, following in pairwise(lines):
                swapped = {
                    id(line): replace(line, text=line.text[:-1]),
                    id(following): replace(
                        following, text=line.text[-1] + following.text
                    ),
                }
                inks = tuple(swapped.get(id(ink), ink) for ink in lines)
                found = judge.torn_heads(
                    replace(sheet, inks=inks), judge.golden_heads()
                )
                spoiled += bool(found)
                break
    assert spoiled > 5
