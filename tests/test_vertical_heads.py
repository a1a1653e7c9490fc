"""Vertical heads: where they break, how their Latin stands, how a page shows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import card_spec, made_card
from zbpub.base.chars import CLOSING, INTERPUNCTS, PAUSES, STOPS, significant
from zbpub.base.length import PT
from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.cell import Posture
from zbpub.compose.heads import HeadFrame, HeadLines
from zbpub.compose.line import Line
from zbpub.compose.locate import find_typeface
from zbpub.compose.sense import begins_well, sense_breaks
from zbpub.compose.setting import Setting
from zbpub.compose.upright import is_upright_word
from zbpub.compose.vertical_heads import (
    MOST_LINES,
    set_vertical_head,
)
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Page, Rect
from zbpub.layout.white import largest_white
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role, structure_text
from zbpub.render.pdf import render_pdf

EM = 24 * PT
BLACK = find_typeface(["Noto Sans CJK SC"], 700)
PARTICLES = frozenset("的得了着们吗呢吧")

HEADS = (
    "前三季度GDP增长5.2% A股收涨",
    "老码头修缮一新 渡船重回河湾",
    "“渡船回来了”，河湾人说",
    "5G基站进山村",
    "山脚果园迎来第一批访客",
    "2026年OpenAI发布会：12项新品",
    "清晨河湾的渡船开了！",
)


def fewest(headline: str, length: float = 10) -> HeadLines | None:
    """The head in as few lines of ``length`` em as are legal."""
    runs = [StyledRun(headline, BLACK)]
    counts = range(1, MOST_LINES + 1)
    frames = (HeadFrame(round(length * EM), count) for count in counts)
    heads = (set_vertical_head(runs, Type(size=EM), each, Setting()) for each in frames)
    return next((head for head in heads if head is not None), None)


def texts(headline: str, length: float = 10) -> list[str]:
    """The lines of that head."""
    head = fewest(headline, length)
    return [line.text for line in head.lines] if head else []


def one_line(headline: str) -> Line:
    """The head on one line."""
    head = fewest(headline, 60)
    assert head is not None
    (line,) = head.lines
    return line


def postures(headline: str) -> dict[str, Posture]:
    """How each of its characters stands."""
    return {p.cell.text: p.cell.posture for p in one_line(headline).glyphs}


@pytest.mark.parametrize(
    ("headline", "length", "lines"),
    [
        ("老码头修缮一新 渡船重回河湾", 14, ["老码头修缮一新 渡船重回河湾"]),
        ("老码头修缮一新 渡船重回河湾", 8, ["老码头修缮一新", "渡船重回河湾"]),
        ("前三季度GDP增长5.2% A股收涨", 8, ["前三季度", "GDP增长5.2%", "A股收涨"]),
        ("清晨河湾的渡船开了！", 6, ["清晨河湾的", "渡船开了！"]),
        ("5G基站进山村", 4, ["5G基站", "进山村"]),
        ("山脚果园迎来第一批访客", 2, []),
        ("“渡船回来了”——记河湾码头", 8, ["“渡船回来了”", "——记河湾码头"]),
    ],
)
def test_heads_break_at_sense(headline: str, length: float, lines: list[str]) -> None:
    """At a space first, then between words; in four lines or more not at all."""
    assert texts(headline, length) == lines


@pytest.mark.parametrize("headline", HEADS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_lines_begin_well(headline: str, count: int) -> None:
    """No line begins with a mark or a particle, and no character is lost."""
    frame = HeadFrame(20 * EM, count)
    runs = [StyledRun(headline, BLACK)]
    head = set_vertical_head(runs, Type(size=EM), frame, Setting())

    assert head is not None
    assert len(head.lines) == count
    for line in head.lines[1:]:
        assert line.text[0] not in CLOSING | PAUSES | STOPS | INTERPUNCTS | PARTICLES
    joined = "".join(line.text for line in head.lines)
    assert significant(joined) == significant(headline)


@pytest.mark.parametrize(
    ("line", "begins"),
    [("的渡船", False), ("地铁开了", True), ("——", False), ("——记河湾", True)],
)
def test_what_begins_no_line(line: str, begins: bool) -> None:
    """A particle does not, though a word that begins like one may; nor marks alone."""
    assert begins_well(line) == begins


def test_no_head_rather_than_a_bad_one() -> None:
    """Where only a particle could begin the second line there is no head of two."""
    two = HeadFrame(20 * EM, 2)
    runs = [StyledRun("渡船的", BLACK)]

    assert sense_breaks("渡船的").keys() == {2}
    assert set_vertical_head(runs, Type(size=EM), two, Setting()) is None


def test_more_than_three_lines_are_refused() -> None:
    """A vertical head of four lines is none."""
    runs = [StyledRun(HEADS[0], BLACK)]
    four = HeadFrame(20 * EM, 4)

    assert set_vertical_head(runs, Type(size=EM), four, Setting()) is None


@pytest.mark.parametrize(
    ("word", "is_upright"),
    [
        ("A", True), ("GDP", True), ("5G", True), ("G20", True), ("AI", True),
        ("NATO", False), ("Ai", False), ("PM2.5", False), ("20", False), ("x", False),
    ],
)  # fmt: skip
def test_which_words_stand_upright(word: str, is_upright: bool) -> None:
    """Up to three signs, capitals among them and nothing else but digits."""
    assert is_upright_word(word) == is_upright


def test_abbreviations_take_an_em_a_letter() -> None:
    """GDP stands upright, three em long, without a gap before it or behind."""
    line = one_line("前三季度GDP增长")
    letters = [p for p in line.glyphs if p.cell.text in "GDP"]

    assert line.text == "前三季度GDP增长"
    assert line.width == 9 * EM
    assert [p.cell.posture for p in letters] == [Posture.UPRIGHT] * 3
    assert [p.x for p in letters] == [4 * EM, 5 * EM, 6 * EM]


def test_a_short_vertical_head_may_be_letterspaced() -> None:
    """Half an em parts its characters, all alike."""
    runs = [StyledRun("河湾通航", BLACK)]
    frame = HeadFrame(10 * EM, 1, tracking=EM // 2)
    head = set_vertical_head(runs, Type(size=EM), frame, Setting())

    assert head is not None
    (line,) = head.lines
    assert [placed.x for placed in line.glyphs] == [0, 3 * EM // 2, 3 * EM, 9 * EM // 2]


def test_longer_words_lie() -> None:
    """OpenAI and 2026 lie on their side; the digits of 12 stand side by side."""
    stood = postures("2月OpenAI发布12项")
    lies = {char for char, posture in stood.items() if posture is Posture.LEVEL}

    assert lies == set("OpenAI")
    assert set(postures("2026年").values()) == {Posture.LEVEL, Posture.UPRIGHT}


def test_full_width_letters_stay_what_was_typed() -> None:
    """Who types full-width capitals gets them; either way the word stays whole."""
    assert one_line("ＧＤＰ增长").text == "ＧＤＰ增长"
    assert {1, 2}.isdisjoint(sense_breaks("ＧＤＰ增长"))
    assert {1, 2}.isdisjoint(sense_breaks("GDP增长"))


def test_marks_have_their_vertical_forms() -> None:
    """Quotes are drawn by other glyphs than in level text (GB/T 15834: ﹃ ﹄)."""
    glyphs = {p.cell.text: p.cell.glyph for p in one_line("“渡船”，回来").glyphs}

    for mark in "“”，":
        assert glyphs[mark] == BLACK.faces[0].upright(mark)
        assert glyphs[mark] != BLACK.faces[0].glyph(mark)


@settings(max_examples=40, deadline=None)
@given(
    headline=st.text("河湾渡船的GDPa1 ，“”！Ａ", min_size=1, max_size=18),
    length=st.integers(4, 20),
)
def test_no_text_is_lost(headline: str, length: int) -> None:
    """Joined again, the lines and their glyphs are the head but for white space."""
    head = fewest(headline, length)
    for line in head.lines if head else ():
        assert "".join(p.cell.text for p in line.glyphs) == line.text
        assert len(line.boxes) == len(line.text)
    if head:
        joined = "".join(line.text for line in head.lines)
        assert significant(joined) == significant(headline)


def _page_with(headline: str) -> Page:
    """The card's page, its first headline set in vertical lines beside the folio."""
    page = made_card()[1].pages[0]
    head = fewest(headline, 8)
    assert head is not None
    wide = height(len(head.lines), EM, EM * 5 // 4)
    place = Rect(page.width, 60 * PT, wide, max(head.widths))
    stacked = [(0, at * EM * 5 // 4, line) for at, line in enumerate(head.lines)]
    fragment = Fragment(place, EM, set_lines(stacked, EM), is_vertical=True)
    first, *others = page.articles
    items = (
        Element("headline", (fragment,)),
        *(item for item in first.items if getattr(item, "role", "") != "headline"),
    )
    wider = page.width + wide + 40 * PT
    articles = (replace(first, items=items), *others)
    return replace(page, width=wider, articles=articles)


def test_white_lies_beside_and_below_vertical_lines() -> None:
    """Two lines, 8 and 4 em long, leave what is below the shorter one, and no more."""
    head = fewest("老码头修缮了12次", 20), fewest("渡船重回", 20)
    lines = [line for one in head if one for line in one.lines]
    stacked = [(0, at * EM, line) for at, line in enumerate(lines)]
    place = Rect(7, 9, 2 * EM, 8 * EM)
    fragment = Fragment(place, EM, set_lines(stacked, EM), is_vertical=True)
    em = EM // PT

    assert [line.width // EM for line in lines] == [8, 4]
    assert largest_white([Element("headline", (fragment,))], place) == 4 * em * em
    level = replace(fragment, is_vertical=False)
    assert largest_white([Element("headline", (level,))], place) > 4 * em * em


def test_a_level_page_shows_a_vertical_head(tmp_path: Path) -> None:
    """The head is read as vertical lines, whole and in order; all else is level."""
    path = tmp_path / "page.pdf"
    path.write_bytes(render_pdf((_page_with(HEADS[0]),), card_spec()))
    read = read_pdf(path)
    head = elements_by_role(read.elements, "H1")[0]
    turned = [g for g in read.pages[0].glyphs if g.turned]

    assert significant(structure_text(read, head)) == significant(HEADS[0])
    assert significant("".join(g.text for g in turned)) == significant(HEADS[0])
    assert len({round(g.y, 1) for g in turned if g.upright}) == 3
    assert len(read.pages[0].glyphs) > 10 * len(turned)
