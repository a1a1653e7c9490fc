"""The front page's head, contents, fillers and pull quotes, whole in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CheckGolden
from kit import article_text, card_spec, dump, holds, made_card, overlap, tabloid
from zbpub.base.chars import significant
from zbpub.base.length import PT
from zbpub.layout.contents import WIDTHS, contents_entries, contents_pieces
from zbpub.layout.filler import LEAST_ROWS, MOST_WHITE, filler_pieces
from zbpub.layout.nameplate import Band, front_band
from zbpub.layout.page import (
    Element,
    Item,
    Page,
    PlacedArticle,
    PlacedPiece,
    Rect,
    Rule,
)
from zbpub.layout.piece import Piece, placed_items, placed_rules
from zbpub.layout.pull_quote import ROWS, place_pull_quote, set_pull_quote
from zbpub.layout.white import ink_boxes, largest_white
from zbpub.manuscript.model import Article, Filler, Front, IssueConfig, PagePlan
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role, structure_text
from zbpub.render.pdf import render_pdf

NAMES = ("报", "晨报", "河湾报", "河湾晨报", "河湾经济时报", "河湾大学校园生活周报",
         "河湾大学校园文化生活周刊", "River Bend Daily")  # fmt: skip
EAR = ("晴转多云　东风三级", "气温 8～19℃", "明日小雨转阴")
FRONTS = (
    Front(),
    Front(slogan="每天清晨 与河湾见面"),
    Front(slogan="路修好了 日子就近了", ear_title="今日天气", ear=EAR),
    Front(ear=(*EAR, *EAR, "白天有阵雨，出门请带伞，过渡口请走东侧栈桥")),
)
CONFIG = IssueConfig(
    publication="河湾晨报", date="2026-03-20", number="1234", cn="12-3456",
    url="https://example.com/hewan", publisher="河湾日报社", credits=("校对 白芷",),
)  # fmt: skip
PLAN = PagePlan(number="A1", section="要闻", credits=("编辑 石榴",))
HEADLINES = (
    "老码头修缮一新 渡船重回河湾", "东门老街换上新路灯", "山脚果园迎来第一批访客",
    "图书馆延长夜间开放时间", "桥头公园步道周末开放",
)  # fmt: skip
ENTRIES = tuple((f"A{i}", headline) for i, headline in enumerate(HEADLINES, 2))
FILLERS = {
    "psa": Filler(kind="psa", title="节约用水 从我做起"),
    "psa with text": Filler(
        kind="psa", title="讲文明 树新风",
        text="公共场所轻声细语，排队等候一米间隔，绿色出行礼让行人。",
    ),
    "notice": Filler(
        kind="notice", title="读者热线",
        text="您身边的新鲜事、烦心事、暖心事，都可以告诉我们。热线电话0300-5550166，"
        "每天8时至22时有人接听；来信请寄河湾市滨河路18号，邮编222000。",
    ),
    "qr": Filler(
        kind="qr", title="扫码读电子版", text="用手机扫一扫，看当日全部版面，查往期。",
        url="https://example.com/hewan",
    ),
}  # fmt: skip
MOST_ROWS = 24
SURE = {
    "psa": (range(1, 7), range(6, 15)),
    "psa with text": (range(1, 5), range(6, 25)),
    "notice": (range(1, 7), range(11, 19)),
    "qr": (range(1, 5), range(11, 25)),
}
"""Columns and rows at which each filler is sure to be offered."""
QUOTES = ("先换水管再铺砖，路修好了，日子就近了。", "盼了两年，总算又听见水声了。")


def _collisions(items: Sequence[Item]) -> list[tuple[Rect, Rect]]:
    boxes = [box for item in items for box in ink_boxes(item)]
    return [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)]


def _strays(items: Sequence[Item], rules: Sequence[Rule], place: Rect) -> list[Rect]:
    """What leaves ``place``: lines, pictures, rules, links."""
    boxes = [box for item in items for box in ink_boxes(item)]
    boxes += [rule.place for rule in rules]
    boxes += [
        link.place
        for item in items
        if isinstance(item, Element)
        for fragment in item.fragments
        for link in fragment.links
    ]
    return [box for box in boxes if not holds(place, box)]


def _text(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items if isinstance(item, Element))


def _piece_place(piece: Piece) -> Rect:
    grid = tabloid().profile.grid
    tall = piece.rows * grid.pitch - (grid.pitch - grid.size)
    return Rect(0, 0, grid.width(piece.columns), tall)


# The nameplate


def _band(front: Front, name: str = "河湾晨报") -> Band:
    config = replace(CONFIG, publication=name, front=front)
    return front_band(config, PLAN, 8, tabloid())


def _band_place(band: Band) -> Rect:
    profile = tabloid().profile
    grid, top = profile.grid, profile.folio.top
    return Rect(grid.left, top, grid.width(grid.columns), grid.y(band.rows) - top)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("front", FRONTS)
def test_band_keeps_to_its_rows(name: str, front: Front) -> None:
    """Nothing of the front page's head collides, leaves its rows, or is lost."""
    band = _band(front, name)

    assert band.findings == ()
    assert _collisions(band.elements) == []
    assert _strays(band.elements, band.rules, _band_place(band)) == []
    said = significant(_text(band.elements))
    for text in (
        name, front.slogan, front.ear_title, *front.ear, "2026年3月20日", "春分",
        "第1234期", "国内统一连续出版物号 CN 12-3456", "今日8版", "河湾日报社出版",
        "编辑 石榴", "校对 白芷", "example.com/hewan",
    ):  # fmt: skip
        assert significant(text) in said
    assert _band(front, name) == band


def test_band_ends_where_a_folio_does() -> None:
    """The rule is no nearer to the body than on inside pages, nor a row further."""
    band = _band(FRONTS[2])
    profile = tabloid().profile
    (thick,) = [rule.place for rule in band.rules if rule.role == "nameplate-thick"]
    to_body = profile.grid.top - profile.folio.top - profile.folio.height

    white = profile.grid.y(band.rows) - thick.y
    assert to_body <= white < to_body + profile.grid.pitch


def test_long_ear_is_told() -> None:
    """An ear of forty lines does not fit: a finding, and still nothing collides."""
    band = _band(Front(ear_title="今日天气", ear=("白天有阵雨，出门请带伞",) * 40))

    assert [finding.code for finding in band.findings] == ["L032"]
    assert _collisions(band.elements) == []
    assert _strays(band.elements, band.rules, _band_place(band)) == []


def test_names_shrink_only_as_they_must() -> None:
    """A short name has the profile's size; a longer one is smaller, on one line."""
    sizes = [
        _band(FRONTS[2], name).elements[0].fragments[0].size for name in NAMES[1:7]
    ]

    assert sizes[0] == tabloid().profile.nameplate.name.size
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0]


@settings(max_examples=40, deadline=None)
@given(
    name=st.text("河湾大学校园晨报经济周刊A", min_size=1, max_size=16),
    slogan=st.text("每天清晨与河湾见面 ", max_size=40).map(str.strip),
    ear=st.lists(st.text("晴转多云东风三级8℃", min_size=1, max_size=40), max_size=30),
)
def test_any_band_is_whole_or_told(name: str, slogan: str, ear: list[str]) -> None:
    """Whatever the settings say, nothing collides, and what is missing is told."""
    front = Front(slogan=slogan, ear_title="天气" if ear else "", ear=tuple(ear))
    band = _band(front, name)
    said = significant(_text(band.elements))

    assert _collisions(band.elements) == []
    assert _strays(band.elements, band.rules, _band_place(band)) == []
    printed = [significant(e.text) for e in band.elements if e.role == "ear"]
    whole = all(significant(text) in said for text in (name, slogan))
    whole = whole and printed == [significant(line) for line in ear]
    assert whole != bool(band.findings)


# The contents box


@pytest.mark.parametrize("columns", WIDTHS)
def test_contents_box(columns: int) -> None:
    """At every height the box is whole: entries in order, each with its link."""
    pieces = contents_pieces(ENTRIES, columns, tabloid(), 60)

    assert set(pieces) == set(range(min(pieces), max(pieces) + 1))
    for rows, piece in pieces.items():
        assert piece.rows == rows
        assert _collisions(piece.items) == []
        assert _strays(piece.items, piece.rules, _piece_place(piece)) == []
        count = (len(piece.items) - 1) // 2
        shown = "".join(page + headline for page, headline in ENTRIES[:count])
        assert significant(_text(piece.items)) == significant(f"导读{shown}")
        links = [
            link.href
            for item in piece.items
            if isinstance(item, Element) and item.role == "contents-page"
            for link in item.fragments[0].links
        ]
        assert links == [f"#page-{page}" for page, _ in ENTRIES[:count]]
    assert contents_pieces(ENTRIES, columns, tabloid(), 60) == pieces


def test_contents_are_cheaper_the_more_they_show() -> None:
    """A box of all entries costs less than one that leaves some out."""
    pieces = contents_pieces(ENTRIES, 1, tabloid(), 60)
    best = min(pieces.values(), key=lambda piece: piece.cost)

    assert (len(best.items) - 1) // 2 == len(ENTRIES)
    assert pieces[min(pieces)].cost > best.cost


def test_contents_over_other_widths_or_of_nothing() -> None:
    """Three columns, no entries, or no rows give no box."""
    assert contents_pieces(ENTRIES, 3, tabloid(), 60) == {}
    assert contents_pieces((), 1, tabloid(), 60) == {}
    assert contents_pieces(ENTRIES, 1, tabloid(), 3) == {}


def test_contents_entries_take_leads_first() -> None:
    """Leads of the inside pages come first, then the others; none of the first page."""

    def articles(page: str, *priorities: int) -> list[Article]:
        return [
            Article(name=f"{page}-{i}", headline=f"{page}{p}", priority=p)
            for i, p in enumerate(priorities)
        ]

    pages = [
        (PagePlan(number=number), articles(number, *priorities))
        for number, priorities in (("A1", (1,)), ("A2", (2, 1)), ("A3", (1,)))
    ]
    found = contents_entries(pages)

    assert found == [("A2", "A21"), ("A3", "A31"), ("A2", "A22")]


# Fillers


@cache
def _filler(name: str, columns: int) -> dict[int, Piece]:
    return dict(filler_pieces(FILLERS[name], columns, tabloid(), MOST_ROWS))


@pytest.mark.parametrize("name", FILLERS)
@pytest.mark.parametrize("columns", range(1, 7))
def test_filler_fills_its_place(name: str, columns: int) -> None:
    """At every height a filler is whole, inside its place, and without a hole."""
    filler, profile = FILLERS[name], tabloid().profile
    width, height = profile.type_area
    most = width * height * MOST_WHITE // 1000 // 1_000_000
    pieces = _filler(name, columns)

    sure_columns, sure_rows = SURE[name]
    assert columns not in sure_columns or set(sure_rows) <= set(pieces)
    for rows, piece in pieces.items():
        place = _piece_place(piece)
        assert (piece.columns, piece.rows) == (columns, rows)
        assert _collisions(piece.items) == []
        assert _strays(piece.items, piece.rules, place) == []
        said = significant(_text(piece.items))
        for text in (filler.title, filler.text, "公益广告" * (filler.kind == "psa")):
            assert significant(text) in said
        codes = [i.source for i in piece.items if not isinstance(i, Element)]
        assert codes == [filler.url] * (filler.kind == "qr")
        inks = [r.place for r in piece.rules if r.role in _INKED]
        assert largest_white(piece.items, place, inks) <= most


_INKED = {"filler-ornament", "filler-bar", "filler-line", "filler-thick", "filler-thin"}


def test_type_of_a_filler_grows_with_the_room() -> None:
    """The title is larger in a high place than in a flat one."""

    def size(piece: Piece) -> int:
        return max(
            item.fragments[0].size for item in piece.items if isinstance(item, Element)
        )

    pieces = _filler("psa", 3)
    assert size(pieces[MOST_ROWS]) * 2 > 3 * size(pieces[6])


def test_filler_too_long_for_its_place_is_not_offered() -> None:
    """A notice of a thousand characters has no shape of six rows by one column."""
    endless = replace(FILLERS["notice"], text=FILLERS["notice"].text * 15)

    assert 6 in _filler("psa", 1)
    assert 6 not in filler_pieces(endless, 1, tabloid(), 6)
    assert filler_pieces(endless, 1, tabloid(), LEAST_ROWS - 1) == {}


def test_fillers_are_the_same_every_time() -> None:
    """The same filler gives the same pieces."""
    again = filler_pieces(FILLERS["qr"], 2, tabloid(), MOST_ROWS)

    assert again == _filler("qr", 2)


def test_names_of_fillers_are_their_own() -> None:
    """Two fillers of one kind have two names, all shapes of one have one."""
    names = [{p.name for p in _filler(f, 2).values()} for f in FILLERS]

    assert all(len(each) == 1 for each in names)
    assert len(set().union(*names)) == len(FILLERS)


# Pull quotes


@pytest.mark.parametrize("text", QUOTES)
@pytest.mark.parametrize("characters", [11, 14, 20])
def test_pull_quote(text: str, characters: int) -> None:
    """At every height the sentence is whole between its rules, in its place."""
    grid = tabloid().profile.grid
    measure = characters * grid.size
    quotes = set_pull_quote(text, measure, tabloid())

    assert set(quotes) <= set(ROWS)
    assert len(quotes) >= 5
    for rows, quote in quotes.items():
        tall = rows * grid.pitch - (grid.pitch - grid.size)
        place = Rect(7 * PT, 5 * PT, measure, tall)
        items, rules = place_pull_quote(quote, place)
        assert quote.rows == rows
        assert significant(_text(items)) == significant(text)
        assert _collisions(items) == []
        assert _strays(items, rules, place) == []
        upper, lower = (rule.place for rule in rules)
        between = Rect(place.x, upper.y + upper.height, measure, 0)
        between = replace(between, height=lower.y - between.y)
        assert _strays(items, (), between) == []


def test_quote_too_long_is_not_set() -> None:
    """Two hundred characters in a column of eleven give no quote."""
    assert set_pull_quote(QUOTES[0] * 12, 99 * PT, tabloid()) == {}


# On the page


def _piece_at(piece: Piece, x: int, y: int) -> tuple[PlacedPiece, tuple[Rule, ...]]:
    place = replace(_piece_place(piece), x=x, y=y)
    placed = PlacedPiece(
        piece.name, piece.kind, piece.title, place, placed_items(piece, x, y)
    )
    return placed, placed_rules(piece, x, y)


def _lowered(article: PlacedArticle, by: int) -> PlacedArticle:
    moved = Piece("", "", "", 1, 1, 0, article.items)
    place = replace(article.place, y=article.place.y + by)
    return replace(article, place=place, items=placed_items(moved, 0, by))


@cache
def _furnished() -> tuple[Page, ...]:
    """A front page with all its furniture and one article, and a second page."""
    grid, case = tabloid().profile.grid, tabloid()
    band = _band(FRONTS[2])
    _, up = made_card()
    article = _lowered(up.pages[0].articles[1], 130 * PT)
    below = max(box.y + box.height for i in article.items for box in ink_boxes(i))
    contents, rules = _piece_at(
        contents_pieces([("A2", HEADLINES[0])], 1, case, 20)[7], grid.left, below
    )
    filler, more = _piece_at(_filler("psa with text", 2)[10], grid.x(2), below)
    quote = set_pull_quote(QUOTES[0], 99 * PT, case)[6]
    spot = Rect(grid.x(5), below, 99 * PT, 69 * PT)
    items, lines = place_pull_quote(quote, spot)
    pieces = (contents, filler, PlacedPiece("zb-quote", "quote", "", spot, items))
    width, height = case.profile.width, case.profile.height
    page = Page(
        number="A1", width=width, height=height, type_area=up.pages[0].type_area,
        folio=band.elements, articles=(article,), pieces=pieces,
        rules=(*band.rules, *rules, *more, *lines),
    )  # fmt: skip
    return page, replace(up.pages[0], number="A2", articles=up.pages[0].articles[:1])


def _expected() -> dict[str, str]:
    return {
        article.name: article_text(article)
        for page in _furnished()
        for article in page.articles
    }


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two pages, rendered once."""
    path = tmp_path_factory.mktemp("front") / "front.pdf"
    path.write_bytes(render_pdf(_furnished(), card_spec()))
    return path


def test_furniture(check_golden: CheckGolden) -> None:
    """The page is golden/front.txt: every line and rule at its place, in pt."""
    check_golden("front.txt", dump(_furnished()[0]))


def test_furniture_is_no_article(pdf: Path) -> None:
    """The proof of the text finds the articles whole beside all furniture."""
    assert prove_pdf(pdf, _expected()) == ()


def test_quote_inside_its_article_is_noticed(tmp_path: Path) -> None:
    """The check above can fail: a quote among an article's items is no part of it."""
    first, second = _furnished()
    quote = first.pieces[-1]
    article = first.articles[0]
    inside = replace(article, items=(*article.items, *quote.items))
    path = tmp_path / "front.pdf"
    pages = (replace(first, articles=(inside,), pieces=first.pieces[:-1]), second)
    path.write_bytes(render_pdf(pages, card_spec()))

    assert [f.code for f in prove_pdf(path, _expected())] == ["P106"]


def test_furniture_is_tagged(pdf: Path) -> None:
    """Every word of the furniture is in the structure, none in an article's."""
    document = read_pdf(pdf)
    whole = significant(
        "".join(structure_text(document, root) for root in document.elements)
    )
    articles = significant(
        "".join(
            structure_text(document, each)
            for each in elements_by_role(document.elements, "Art")
        )
    )
    for text in _furniture_texts():
        assert significant(text) in whole
        assert significant(text) not in articles


def _furniture_texts() -> Iterator[str]:
    page = _furnished()[0]
    yield from (element.text for element in page.folio)
    for piece in page.pieces:
        yield _text(piece.items)


def test_contents_lead_to_their_page(pdf: Path) -> None:
    """The contents' links go to the second page, the web address to the web."""
    with pikepdf.open(pdf) as file:
        links = [a for a in file.pages[0].Annots if a.Subtype == "/Link"]
        targets = [link.A.URI if "/A" in link else link.Dest for link in links]
        names = {str(t) for t in targets if isinstance(t, pikepdf.String)}
        assert any("example.com" in name for name in names)
        assert any(name.endswith("page-A2") for name in names)
        dests = pikepdf.NameTree(file.Root.Names.Dests)
        assert dests["page-A2"][0].objgen == file.pages[1].obj.objgen
