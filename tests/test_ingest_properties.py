"""What holds for every page, made-up, torn or hostile."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noisy_pages import make_page
from zbpub.base.chars import significant
from zbpub.ingest.page import ingest_page
from zbpub.ingest.pieces import Bit, Piece, join_halves
from zbpub.ingest.result import as_json
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.write import write_article

SCRAPS = (
    *"修渠护坡，。：；“”（）《》—#*-_[]!<>&;|\\`~12ab.,: \t\u3000【】■▲①{}^",
    *("{修|a}", "[渠]{.dots}", "m^2^", "H~2~O", "{.x}", "{a|", "^"),
    *("\n", "\n\n", "  \n", "\r\n", "\n\n　　", "\n---\n", "**", "——", "<br>"),
    *("\n\n# ", "\n\n### ", "本报讯 ", "（记者 王小山）", "记者 王小山", "下转3版"),
    *("03 要闻", "扫描二维码", "图为村民。", "![a](b)", "&nbsp;", "&amp;", "<b>"),
    *("</b>", "一、", "\ufeff", "\u200b", "\x01", "今年修渠，种树。", "责编 张望"),
)
torn = st.lists(st.sampled_from(SCRAPS), max_size=60).map(
    lambda one: "".join(one) + "修"
)
cuts = st.lists(st.integers(0, 5000), max_size=8)


def check_accounts(text: str) -> None:
    """Nothing of ``text`` is lost or invented, by the ledger and by counting."""
    result = ingest_page(text, path="x.md", page="03")
    summary = result.ledger.to_json()

    assert (summary["lost"], summary["invented"]) == (0, 0)
    left_out = sum(summary["left_out"].values())
    assert summary["kept"] + left_out == len(significant(text)) == summary["characters"]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), level=st.integers(1, 3), places=cuts)
def test_made_pages_are_accounted_for(seed: int, level: int, places: list[int]) -> None:
    """No character of a made-up page is lost, wherever it is torn apart."""
    text = make_page(seed, level).text
    for place in places:
        at = place % len(text)
        text = f"{text[:at]}\n\n{text[at:]}"

    check_accounts(text)


@settings(max_examples=150, deadline=None)
@given(text=torn)
def test_torn_pages_are_accounted_for(text: str) -> None:
    """No character is lost from scraps that look like everything at once."""
    check_accounts(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_arbitrary_text_is_accounted_for(text: str) -> None:
    """No character is lost from any text at all, and nothing is raised."""
    check_accounts(text)


@settings(max_examples=80, deadline=None)
@given(text=torn)
def test_the_manuscripts_can_be_read_back(text: str) -> None:
    """What ingest writes, the manuscript's parser reads as the same article."""
    for article in ingest_page(text, path="x.md", page="03").articles:
        if article.headline:
            written = write_article(article)
            again, _ = parse_article(written, name=article.name, path="x.md")
            assert again == article


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), level=st.integers(1, 3))
def test_the_same_page_gives_the_same_result(seed: int, level: int) -> None:
    """Ingest depends on nothing but its input."""
    text = make_page(seed, level).text

    first = ingest_page(text, path="x.md", page="03")

    assert ingest_page(text, path="x.md", page="03") == first
    assert as_json(first) == as_json(ingest_page(text, path="y.md", page="03"))


@given(text=st.text("修渠ab1 ", max_size=20), place=st.integers(0, 20))
def test_a_cut_piece_joins_again(text: str, place: int) -> None:
    """The two parts of a piece are the piece, and each knows its place."""
    piece = Piece((Bit(text[:7], 0), Bit(text[7:], 7)))
    left, right = piece.cut(0, place), piece.cut(place)

    assert left.text + right.text == text
    assert significant(join_halves([left, right]).text) == significant(text)
    for part in (left, right):
        assert "".join(text[first:last] for first, last in part.spans) == part.text


HOSTILE = {
    "page": "".join(make_page(seed, 3).text + "\n" for seed in range(5)),
    "one line": "今天去修水渠。",
    "open line": "修渠",
    "stars": "**修",
    "tags": "<a ",
    "pictures": "![修",
    "headings": "# 修渠\n\n",
    "subheads": "# 修渠\n\n水来了。\n\n",
    "call-outs": "扫描\n\n",
    "bylines": "记者 王小山\n\n",
    "wrapped": "今年新修的水渠连起了三个村二十公里明年通水\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_is_linear(name: str) -> None:
    """Eight times the text costs no more than about eight times the time."""
    ingest_page("暖机，先读词典。", path="x.md", page="03")
    unit = HOSTILE[name]
    small = unit * (4_000 // len(unit) + 1)

    once, eight = (min(_seconds(small * n) for _ in range(2)) for n in (1, 8))

    assert eight < 40 * once + 0.05


def _seconds(text: str) -> float:
    start = time.perf_counter()
    ingest_page(text, path="x.md", page="03")
    return time.perf_counter() - start
