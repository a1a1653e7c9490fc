"""Scans: pages laid out by a generator come back as the articles they printed."""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest_kit import bring_in, fates
from scan_kit import (
    PAGE_SPACE,
    SAME,
    Compositor,
    Craft,
    Glyph,
    Printed,
    Sheet,
    as_alto,
    as_hocr,
    as_page_xml,
    make_sheet,
)
from zbpub.base.chars import significant
from zbpub.base.findings import InputError, Severity
from zbpub.ingest.alto import read_alto
from zbpub.ingest.door import open_door
from zbpub.ingest.hocr import read_hocr
from zbpub.ingest.kinds import Kind
from zbpub.ingest.known import Known
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import ArticleObject, PageObject, as_json
from zbpub.ingest.scan_read import ReadScan, read_scans

CRAFTS = {
    "straight": Craft(),
    "askew": Craft(skew=1.0, jitter=1.5),
    "askew the other way, without rules": Craft(skew=-0.7, ruled=False),
    "columns that rise beside the head": Craft(rising=True),
    "lines run together": Craft(merged=0.15),
    "vertical": Craft(vertical=True),
    "no confidence told": Craft(told=False),
}
SEEDS = range(200, 206)


@dataclass(frozen=True)
class Score:
    """What was right, as shares from 0 to 1, and the ledgers' two sums."""

    segmentation: float
    headline: float
    titles: float
    byline: float
    captions: float
    boundaries: float
    lost: int
    invented: int


Writer = Callable[[Sheet], bytes]
Pair = tuple[Printed, ArticleObject | None]


def read_scan(content: bytes, path: str) -> ReadScan:
    """A scan of one page."""
    (one,) = read_scans(content, path)
    return one


def hocr(page: Sheet) -> bytes:
    """The page as hOCR."""
    return as_hocr(page)


def ingest(content: bytes, *, geometry: bool = True) -> tuple[PageObject, int, int]:
    """What ingest makes of a scan, characters lost and invented."""
    opened = open_door("page.hocr", content)
    assert isinstance(opened.given, Known)
    known = opened.given if geometry else None
    page = ingest_page(opened.text, path="page.hocr", page="03", given=known)
    return as_json(page), page.ledger.lost, page.ledger.invented


def score(
    pages: Sequence[Sheet], write: Writer = hocr, *, geometry: bool = True
) -> Score:
    """How ingest does on ``pages``, all of them taken together."""
    told = [ingest(write(page), geometry=geometry) for page in pages]
    pairs = [
        pair
        for page, (found, _, _) in zip(pages, told, strict=True)
        for pair in match(page.articles, found["articles"])
    ]
    both = [(truth, article) for truth, article in pairs if article is not None]
    found = sum(len(page["articles"]) for page, _, _ in told)

    def share(right: Callable[[Printed, ArticleObject], bool]) -> float:
        return sum(right(*pair) for pair in both) / len(pairs)

    return Score(
        segmentation=2 * len(both) / (found + len(pairs)),
        headline=share(lambda t, a: bare("".join(t.headline)) == bare(a["headline"])),
        titles=share(
            lambda t, a: (t.kicker, t.deck.strip("—")) == (a["kicker"], a["deck"])
        ),
        byline=share(lambda t, a: t.byline == a["byline"]),
        captions=share(lambda t, a: [t.caption] * bool(t.caption) == a["captions"]),
        boundaries=boundary_score(pairs),
        lost=sum(lost for _, lost, _ in told),
        invented=sum(invented for _, _, invented in told),
    )


def match(printed: Sequence[Printed], found: Sequence[ArticleObject]) -> list[Pair]:
    """Each printed article with one found that shares nine tenths of its words."""
    left = list(found)
    pairs: list[Pair] = []
    for truth in printed:
        words = shingles(truth.paragraphs)
        same = (
            one for one in left if overlap(words, shingles(one["paragraphs"])) >= SAME
        )
        article = next(same, None)
        if article is not None:
            left.remove(article)
        pairs.append((truth, article))
    return pairs


def bare(text: str) -> str:
    """``text`` without white space."""
    return significant(text)


def shingles(paragraphs: Sequence[str]) -> set[str]:
    """Every six characters in a row."""
    text = bare("".join(paragraphs))
    return {text[at : at + 6] for at in range(len(text))}


def overlap(one: set[str], other: set[str]) -> float:
    """The share of what both hold in what either holds."""
    return len(one & other) / max(len(one | other), 1)


def boundary_score(pairs: Sequence[Pair]) -> float:
    """F1 of the ends of paragraphs, as places in the article's text."""
    both = all_ends = 0
    for truth, article in pairs:
        want = ends(truth.paragraphs)
        have = ends(article["paragraphs"]) if article is not None else set()
        both += len(want & have)
        all_ends += len(want) + len(have)
    return 2 * both / all_ends


def ends(paragraphs: Sequence[str]) -> set[int]:
    """Where each paragraph ends in the text of all."""
    places: set[int] = set()
    at = 0
    for paragraph in paragraphs:
        at += len(bare(paragraph))
        places.add(at)
    return places


def shuffled(page: Sheet, seed: int) -> Sheet:
    """The page with its lines and areas in another order."""
    dice = random.Random(seed)
    lines, areas = list(page.lines), list(page.areas)
    dice.shuffle(lines)
    dice.shuffle(areas)
    return replace(page, lines=lines, areas=areas)


def flattened(page: Sheet) -> Sheet:
    """The page with its geometry taken out: lines of one size under each other."""
    lines = [
        [flat(glyph, at, row) for at, glyph in enumerate(line)]
        for row, line in enumerate(page.lines)
    ]
    height = 40.0 * len(lines) + 100
    return replace(page, lines=lines, areas=[], width=2000.0, height=height)


def flat(glyph: Glyph, at: int, row: int) -> Glyph:
    """A word as the one numbered ``at`` of a row."""
    left, top = 100.0 + 26 * at, 50.0 + 40 * row
    return replace(glyph, box=(left, top, left + 24, top + 24))


def letters(page: Sheet) -> Counter[str]:
    """Every character that the page prints."""
    return Counter(bare("".join(one.text for line in page.lines for one in line)))


@pytest.mark.parametrize("craft", CRAFTS.values(), ids=CRAFTS.keys())
def test_made_pages_come_back(craft: Craft) -> None:
    """Articles, titles and paragraphs are found, however the page was scanned."""
    pages = [make_sheet(seed, craft) for seed in SEEDS]

    result = score(pages, lambda page: as_hocr(page, told=craft.told))

    assert (result.lost, result.invented) == (0, 0)
    assert result.segmentation >= 0.97
    assert result.headline >= 0.95
    assert result.titles >= 0.95
    assert result.boundaries >= 0.99
    assert result.byline >= 0.95
    assert result.captions >= 0.95


@pytest.mark.parametrize("version", [2, 3, 4])
def test_alto_says_what_hocr_says(version: int) -> None:
    """ALTO of every version gives the same text and the same findings as hOCR."""
    page = make_sheet(3, Craft(skew=0.5))

    one = read_scan(as_hocr(page), "page")
    other = read_scan(as_alto(page, version=version), "page")

    assert one == other


@pytest.mark.parametrize("points", [False, True], ids=["points", "Point"])
def test_page_xml_says_what_hocr_says(points: bool) -> None:
    """PAGE XML gives the same text and the same findings."""
    page = make_sheet(3, Craft(skew=0.5))

    one = read_scan(as_hocr(page), "page")
    other = read_scan(as_page_xml(page, points=points), "page")

    assert one == other
    assert open_door("a.xml", as_page_xml(page)).kind == "scan"


def alto_line(
    string: str, space: str = "http://www.loc.gov/standards/alto/ns-v4#"
) -> bytes:
    """An ALTO file of one line with one ``string``."""
    box = 'HPOS="10" VPOS="10" WIDTH="200" HEIGHT="50"'
    return (
        f'<?xml version="1.0"?><alto xmlns="{space}"><Layout><Page WIDTH="900"'
        f' HEIGHT="900"><PrintSpace><TextBlock><TextLine {box}>'
        f"{string.format(box=box)}</TextLine></TextBlock></PrintSpace></Page></Layout>"
        "</alto>"
    ).encode()


def hocr_line(title: str, words: str, head: str = "") -> bytes:
    """An hOCR file of one line."""
    return (
        f"{head}<html><body><div class='ocr_page' title='bbox 0 0 900 900'>"
        f"<span class='ocr_line' title='{title}'>{words}</span></div></body></html>"
    ).encode()


def _line(top: int, words: str) -> str:
    box = f"bbox 10 {top} {10 + 20 * len(words)} {top + 20}"
    return f"<span class='ocr_line' title='{box}'>{words}</span>"


def page_line(inner: str, kind: str = "paragraph") -> bytes:
    """A PAGE XML file of one region with one line of ``inner``."""
    coords = '<Coords points="10,10 200,10 200,40 10,40"/>'
    return (
        f'<?xml version="1.0"?><PcGts xmlns="{PAGE_SPACE}"><Page imageWidth="900"'
        f' imageHeight="900"><TextRegion type="{kind}">{coords}'
        f"<TextLine>{coords}{inner}"
        "</TextLine></TextRegion></Page></PcGts>"
    ).encode()


def equiv(text: str, more: str = "") -> str:
    """A reading of PAGE XML."""
    return f"<TextEquiv {more}><Unicode>{text}</Unicode></TextEquiv>"


def test_a_line_that_was_corrected_counts() -> None:
    """Its words, which nobody corrected, do not; the least index is the reading."""
    word = f"<Word>{equiv('修曰渠')}</Word>"
    read = read_scan(
        page_line(word + equiv("修旧渠") + equiv("修日渠", 'index="0"')), "p"
    )
    ranked = equiv("修旧渠", 'index="1"') + equiv("修日渠", 'index="0"')

    assert read.text.strip() == "修旧渠"
    assert read_scan(page_line(ranked), "p").text.strip() == "修日渠"


def test_margins_of_page_xml() -> None:
    """What the file calls a header is furniture, whatever it says."""
    read = read_scan(page_line(equiv("渠水清清"), "header"), "p")

    assert set(read.known.kinds.values()) == {Kind.FURNITURE}


ALSO = {
    "hocr": hocr_line(
        "bbox 10 10 200 40",
        "<span class='ocrx_word' title='bbox 10 10 99 40; x_wconf 40'>3曰\n"
        "<span class='ocrx_cinfo' id='lstm_choices_1_1_1'>"
        "<span class='ocrx_cinfo' title='x_confs 88'>3</span>"
        "<span class='ocrx_cinfo' title='x_confs 0'>8</span></span>\n"
        "<span class='ocrx_cinfo' id='lstm_choices_1_1_2'>"
        "<span class='ocrx_cinfo' title='x_confs 51'>曰</span>"
        "<span class='ocrx_cinfo' title='x_confs 44'>日</span></span></span>",
    ),
    "hocr by characters": hocr_line(
        "bbox 10 10 200 40",
        "<span class='ocrx_word' title='bbox 10 10 99 40; x_wconf 40'>\n"
        "<span class='ocrx_cinfo' title='x_bboxes 10 10 40 40; x_conf 99'>3</span>\n"
        "<span class='ocrx_cinfo' title='x_bboxes 50 10 99 40; x_conf 40'>曰</span>\n"
        "<span class='ocrx_cinfo' id='lstm_choices_1_1_2'>"
        "<span class='ocrx_cinfo' title='x_confs 51'>曰</span>"
        "<span class='ocrx_cinfo' title='x_confs 44'>日</span></span></span>",
    ),
    "alto": alto_line(
        '<String CONTENT="3曰" WC="0.4" {box}><ALTERNATIVE>3日</ALTERNATIVE></String>'
    ),
    "page": page_line(
        equiv("3曰", 'index="0" conf="0.4"') + equiv("3日", 'index="1" conf="0.3"')
    ),
}


@pytest.mark.parametrize("content", ALSO.values(), ids=ALSO)
def test_the_next_likely_reading_is_told(content: bytes) -> None:
    """It is no text of the page, and what the doubt would be mended to."""
    read = read_scan(content, "p")

    (finding,) = read.findings
    assert read.text.strip() == "3曰"
    assert "「3曰」 40%" in finding.message
    assert "; rather 「3日」 (page 1" in finding.message


TITLE = "加力构建现代产业新体系"


def pieces(gap: float, drop: float = 0, rule: str = "") -> bytes:
    """A page whose headline recognition took for two lines, the second one higher."""
    size, at = 60, 40
    second = 40 + 7 * size + gap
    body = "".join(
        _line(200 + 30 * row, "水来了庄稼活了谷子黄了村里的人都很高兴。")
        for row in range(8)
    )
    told = ((at, 100 + drop, TITLE[:7]), (second, 99, TITLE[7:]))
    lines = "".join(
        f"<span class='ocr_line'"
        f" title='bbox {x} {y} {x + size * len(words)} {y + size}'>{words}</span>"
        for x, y, words in told
    )
    return (
        "<html><body><div class='ocr_page' title='bbox 0 0 900 900'>"
        f"{lines}{rule}{body}</div></body></html>"
    ).encode()


def headline(content: bytes) -> str:
    """The headline of the first article."""
    page, lost, invented = ingest(content)
    assert (lost, invented) == (0, 0)
    return page["articles"][0]["headline"]


@pytest.mark.parametrize("gap", [-12.0, 0.0, 15.0])
def test_a_title_that_was_cut_is_whole(gap: float) -> None:
    """Its pieces are read from left to right, and no space parts them."""
    assert headline(pieces(gap)) == TITLE


def test_titles_side_by_side_are_not_one() -> None:
    """A gutter, an upright rule or another height parts them."""
    rule = "<span class='ocr_separator' title='bbox 461 60 462 880'></span>"

    assert TITLE not in headline(pieces(60))
    assert headline(pieces(10, rule=rule)) != TITLE
    assert headline(pieces(10, drop=40)) != TITLE


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_file_plays_no_part(seed: int) -> None:
    """A page whose lines come in another order is the same page."""
    page = make_sheet(seed % 3, Craft(skew=0.4))

    assert read_scan(as_hocr(shuffled(page, seed)), "p") == read_scan(
        as_hocr(page), "p"
    )


def test_without_geometry_pages_score_worse() -> None:
    """The scorer can fail: what geometry says is what makes the articles."""
    pages = [make_sheet(seed, Craft()) for seed in range(3)]
    mixed = [flattened(shuffled(page, 1)) for page in pages]

    assert score(pages).segmentation >= 0.97
    assert score(mixed).segmentation < 0.5
    assert score(mixed).headline < 0.5


def set_by_hand() -> bytes:
    """A page whose folio no word tells, and whose paragraphs end without stops."""
    press = Compositor(1, Craft())
    left, top = press.left(0), 300.0
    press.row("滨海潮声甲辰特别增页", left, 90, 28)
    press.rule(left, 140, press.width - left, 144)
    press.row("千亩良田喝上放心水", left, 190, 60)
    rows = (
        ("昨日新渠通水，乡里人", "indent"), ("都到渠边来看，有三位", "full"),
        ("老人说了话", "full last"), ("渠修了三年，终于通了", "indent"),
        ("水，往后浇地不再发愁", "full"), ("了", "full last"),
        ("从前挑水要走五里山路", "indent"), ("如今开闸就有", "full last"),
    )  # fmt: skip
    for at, (text, style) in enumerate(rows):
        press.stand(text, style, left, top + at * 36)
    page = Sheet(press.width, 900, press.lines, press.areas, [], [])
    return as_hocr(page)


def test_places_outrank_words() -> None:
    """Paragraphs without stops and a folio of unknown words are told by geometry."""
    told, lost, invented = ingest(set_by_hand())
    blind, _, _ = ingest(set_by_hand(), geometry=False)

    (article,) = told["articles"]
    assert (lost, invented) == (0, 0)
    assert article["headline"] == "千亩良田喝上放心水"
    assert len(article["paragraphs"]) == 3
    assert told["furniture"] == ["滨海潮声甲辰特别增页"]
    assert blind != told
    assert blind["furniture"] == []


def test_a_wrong_truth_scores_lower() -> None:
    """The scorer can fail: a page that printed something else scores lower."""
    page = make_sheet(0, Craft())
    first = page.articles[0]
    wrong = replace(
        first, headline=["另一个标题"], paragraphs=["".join(first.paragraphs)]
    )

    result = score([replace(page, articles=[wrong, *page.articles[1:]])])

    assert result.headline < 1
    assert result.boundaries < 1


@pytest.mark.parametrize("craft", CRAFTS.values(), ids=CRAFTS.keys())
def test_no_character_is_lost_or_invented(craft: Craft) -> None:
    """The text holds every character of the scan once, and marks besides."""
    page = make_sheet(11, craft)

    read = read_scan(as_hocr(page), "page")

    words = re.sub(r"(?m)^#+ ", "", read.text)
    assert Counter(bare(words)) == letters(page)
    assert sum(place.end - place.start for place in read.places) > 0


def test_every_row_knows_its_place() -> None:
    """A place gives the row's words in the text and its box on the page."""
    page = make_sheet(2, Craft())
    boxes = {
        bare("".join(one.text for one in line)): min(one.box[0] for one in line)
        for line in page.lines
    }

    read = read_scan(as_hocr(page), "page")

    assert len(read.places) == len(page.lines)
    for place in read.places:
        row = bare(read.text[place.start : place.end])
        assert row in boxes
    assert {place.page for place in read.places} == {1}


def doubtful(page: Sheet, text: str, confidence: float) -> Sheet:
    """The page with the first word ``text`` recognised with less confidence."""
    lines = [list(line) for line in page.lines]
    row, at = next(
        (row, at)
        for row, line in enumerate(lines)
        for at, one in enumerate(line)
        if one.text == text
    )
    lines[row][at] = replace(lines[row][at], confidence=confidence)
    return replace(page, lines=lines)


@pytest.mark.parametrize("write", [hocr, as_alto], ids=["hocr", "alto"])
def test_doubtful_words_are_told_with_their_place(write: Writer) -> None:
    """A word below the threshold is told with confidence, column, line and box."""
    page = make_sheet(1, Craft())

    read = read_scan(write(doubtful(page, "渠", 0.42)), "page")

    (finding,) = [one for one in read.findings if one.code == "I125"]
    assert finding.severity is Severity.INFO
    assert "「渠」 42%" in finding.message
    assert re.search(r"page 1, column \d+, line \d+, box [\d ]+\)", finding.message)
    line = read.text.split("\n")[finding.line - 1]
    assert line[finding.column - 1] == "渠"
    assert read_scan(write(page), "page").findings == ()
    assert read.text == read_scan(write(page), "page").text


def test_single_characters_of_a_word_are_told() -> None:
    """ALTO's CC tells of each character: the unsure ones are named."""
    content = alto_line('<String CONTENT="修渠护坡" WC="0.9" CC="0 8 0 1" {box}/>')

    (finding,) = read_scan(content, "p").findings

    assert "「渠」 11%" in finding.message


BOMB = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '渠渠'><!ENTITY b '&a;&a;&a;'>]>"
LEAK = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
BROKEN = {
    "cut off": ("I120", as_hocr(make_sheet(0, Craft()))[:5000]),
    "entities": ("I120", hocr_line("bbox 1 1 90 30", "&b;", BOMB)),
    "outside entity": ("I120", hocr_line("bbox 1 1 90 30", "&a;", LEAK)),
    "wrong root": ("I121", b"<?xml version='1.0'?><html class='ocr_page_'/>"),
    "wrong namespace": ("I121", alto_line("<String/>", "http://example.org/alto")),
    "no page": ("I121", b"<meta name='ocr-system' content='x'/><p>\xe6\xb8\xa0</p>"),
    "wrong namespace of PAGE": (
        "I121",
        page_line("").replace(PAGE_SPACE.encode(), b"http://example.org"),
    ),
    "no words in PAGE": ("I122", page_line("")),
    "a region without lines": (
        "I124",
        page_line(equiv("渠")).replace(
            b"</Page>", (f"<TextRegion>{equiv('护坡')}</TextRegion></Page>").encode()
        ),
    ),
    "no pages in ALTO": ("I122", b"<?xml version='1.0'?><alto><Layout/></alto>"),
    "no words": ("I122", hocr_line("bbox 1 1 90 30", " ")),
    "no box": ("I123", hocr_line("x_size 20", "修渠护坡")),
    "box inside out": ("I123", hocr_line("bbox 90 30 1 1", "修渠护坡")),
    "box far outside": ("I123", hocr_line("bbox 90000 30 90100 60", "修渠护坡")),
    "box beyond belief": ("I123", hocr_line("bbox 1 1 99999999999 30", "修渠")),
    "box that is none": ("I123", hocr_line("bbox nan inf 1e99 x", "修渠")),
    "words outside lines": (
        "I124",
        hocr_line("bbox 1 1 90 30", "修渠").replace(b"</body>", "护坡</body>".encode()),
    ),
}


@pytest.mark.parametrize(("code", "content"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_scans_give_one_clear_finding(code: str, content: bytes) -> None:
    """What cannot be read is refused with one finding and a hint."""
    with pytest.raises(InputError) as caught:
        read_scan(content, "page.hocr")

    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.path == "page.hocr"
    assert finding.hint
    assert "root:" not in finding.message


def test_a_sound_line_is_read() -> None:
    """The refusals above are due to what was broken: the sound line is read."""
    assert (
        read_scan(hocr_line("bbox 1 1 90 30", "修渠护坡"), "p").text.strip()
        == "修渠护坡"
    )
    assert (
        read_scan(alto_line('<String CONTENT="修渠" {box}/>'), "p").text.strip()
        == "修渠"
    )


def test_other_files_are_no_scans() -> None:
    """A web page and Markdown still go to their own doors."""
    page = (
        "<html><body><h1>修渠护坡</h1><p>本报讯 昨日通水。</p></body></html>".encode()
    )

    assert open_door("a.html", page).kind == "html"
    assert open_door("a.md", "# 修渠护坡\n\n昨日通水。".encode()).kind == "text"
    assert open_door("a.html", as_hocr(make_sheet(0, Craft()))).kind == "scan"
    assert open_door("a.xml", as_alto(make_sheet(0, Craft()))).kind == "scan"


def _two_pages(first: str = "03版", second: str = "04版") -> bytes:
    """A file of two pages, each with its folio and one line of text."""
    pages = "".join(
        f"<div class='ocr_page' title='bbox 0 0 400 600'>{_line(10, folio)}"
        f"{_line(100, words)}{_line(140, words)}</div>"
        for folio, words in (
            (first, "修渠护坡昨日已经开工。"),
            (second, "果农采梨今年收成很好。"),
        )
    )
    return f"<html><body>{pages}</body></html>".encode()


def test_each_page_of_a_file_is_a_page() -> None:
    """Each has its text and its places; the file's places keep their page."""
    first, second = read_scans(_two_pages(), "p")

    assert [one.code for one in first.findings] == ["I126"]
    assert second.findings == ()
    assert "修渠" in first.text
    assert "采梨" in second.text
    assert "采梨" not in first.text
    assert {place.page for place in first.places} == {1}
    assert {place.page for place in second.places} == {2}


def test_pages_without_words_are_none() -> None:
    """The back of a sheet is no page; a file with one page of words is one."""
    empty = "<div class='ocr_page' title='bbox 0 0 400 600'></div></body>"
    content = hocr_line("bbox 1 1 90 30", "修渠护坡").decode()

    (one,) = read_scans(content.replace("</body>", empty).encode(), "p")

    assert one.findings == ()
    assert [place.page for place in one.places] == [1]


def test_pages_of_a_file_are_pages_of_the_issue(tmp_path: Path) -> None:
    """Their folios number them; the ledger knows each; again, nothing changes."""
    page = tmp_path / "scan.hocr"
    page.write_bytes(_two_pages())
    issue = tmp_path / "issue"

    done = bring_in(issue, page)
    again = bring_in(issue, issue / "source/scan.hocr")

    assert sorted(fates(done)) == ["03-01.md", "04-01.md"]
    assert set(json.loads((issue / "ledger.json").read_text("utf-8"))) == {
        "scan.hocr", "scan.hocr#2"
    }  # fmt: skip
    assert set(fates(again).values()) == {"same"}
    assert [one.path for one in done.findings if one.code == "I004"] == [
        f"{page}#1", f"{page}#2"
    ]  # fmt: skip


def test_a_file_of_pages_given_twice_is_told_once(tmp_path: Path) -> None:
    """As any other source is."""
    page = tmp_path / "scan.hocr"
    page.write_bytes(_two_pages())

    with pytest.raises(InputError) as caught:
        bring_in(tmp_path / "issue", page, page)

    assert {one.code for one in caught.value.findings} == {"I093"}


def test_marks_of_markdown_are_words_on_a_scan() -> None:
    """Nothing that was recognised is taken for mark-up."""
    words = "".join(
        f"<span class='ocrx_word' title='bbox {x} 10 {x + 40} 34'>{text}</span>"
        for x, text in (
            (10, "#渠"), (60, "**护坡**"), (110, "&lt;b&gt;"), (160, "&amp;amp;"),
            (210, "\\"), (260, "![a](b)"), (310, "昨日通水。"),
        )
    )  # fmt: skip
    content = hocr_line("bbox 10 10 350 34", words)
    opened = open_door("p.hocr", content)

    page = ingest_page(opened.text, path="p", page="01", given=opened.given)

    told = as_json(page)["articles"]
    assert (
        bare("".join(told[0]["paragraphs"])) == "#渠**护坡**<b>&amp;\\![a](b)昨日通水。"
    )
    assert (page.ledger.lost, page.ledger.invented) == (0, 0)


def test_lines_without_words_are_read() -> None:
    """A file that tells of lines alone is read line by line, none lost."""
    page = make_sheet(4, Craft())

    read = read_scan(as_lines(page), "p")

    assert Counter(bare(re.sub(r"(?m)^#+ ", "", read.text))) == letters(page)


def as_lines(page: Sheet) -> bytes:
    """The page as hOCR of lines alone."""
    merged = [[merge(line)] for line in page.lines]
    content = as_hocr(replace(page, lines=merged)).decode()
    return re.sub(
        r"<span class='ocrx_word'[^>]*>([^<]*)</span>", r"\1", content
    ).encode()


def merge(line: Sequence[Glyph]) -> Glyph:
    """All words of a line as one."""
    boxes = [glyph.box for glyph in line]
    box = (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
    return Glyph("".join(glyph.text for glyph in line), box, 0.9)


@given(
    st.lists(
        st.tuples(
            st.text("修渠护坡，。a1“#*< ", min_size=1, max_size=12),
            st.integers(-50, 950), st.integers(-50, 950),
            st.integers(1, 900), st.integers(1, 900),
        ),
        min_size=1, max_size=40,
    )
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_any_boxes_give_a_balanced_ledger(
    lines: list[tuple[str, int, int, int, int]],
) -> None:
    """Lines of any size anywhere are read without a fault, and no character is lost."""
    page = Sheet(900, 900, list(scattered(lines)), [], [], [])
    if not any(page.lines):
        return

    opened = open_door("p.hocr", as_hocr(page))
    result = ingest_page(opened.text, path="p", page="01", given=opened.given)

    assert (result.ledger.lost, result.ledger.invented) == (0, 0)


def scattered(lines: list[tuple[str, int, int, int, int]]) -> Iterator[list[Glyph]]:
    """Lines of one word each, those of white space alone left out."""
    for text, left, top, width, height in lines:
        if text.strip():
            yield [Glyph(text, (left, top, left + width, top + height), 0.9)]


def test_reading_is_linear() -> None:
    """Four times the lines take no more than some eight times the time."""
    page = make_sheet(5, Craft())
    tall = replace(
        page,
        height=4 * page.height,
        lines=[
            [lowered(glyph, at * page.height) for glyph in line]
            for at in range(4)
            for line in page.lines
        ],
    )

    one, four = timed(as_hocr(page)), timed(as_hocr(tall))

    assert four < 8 * one + 0.2


def lowered(glyph: Glyph, by: float) -> Glyph:
    """A word so much farther down."""
    left, top, right, bottom = glyph.box
    return replace(glyph, box=(left, top + by, right, bottom + by))


def timed(content: bytes) -> float:
    """Seconds of the processor to read a scan: the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        read_scan(content, "p")
        best = min(best, time.process_time() - start)
    return best


def test_hyphens_of_line_ends_are_soft() -> None:
    """A word that ALTO says was broken keeps no hyphen, but loses no letter."""
    content = alto_line(
        '<String CONTENT="news" SUBS_TYPE="HypPart1" {box}/><HYP CONTENT="-"/>'
    )

    (page,) = read_alto(content, "p").pages

    assert page.lines[0].words[0].text == "news\xad"


def test_confidence_and_bold_are_read() -> None:
    """What hOCR says of a word is in the scan."""
    word = (
        "<span class='ocrx_word' title='bbox 1 1 50 30; x_wconf 87; x_confs 99 12'>"
        "<strong>修渠</strong></span>"
    )

    (page,) = read_hocr(hocr_line("bbox 1 1 90 30", word), "p").pages

    (line,) = page.lines
    assert line.bold
    assert line.words[0].confidence == 0.87
    assert line.words[0].glyphs == (0.99, 0.12)
