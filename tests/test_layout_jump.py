"""Articles parted in two: every character stays, and the parts can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issue_kit import Copy, article_of
from kit import tabloid
from zbpub.base.chars import significant
from zbpub.ingest.jumps import comes_from, is_jump
from zbpub.layout.galley import set_galley
from zbpub.layout.jump import (
    body_length,
    jump_choices,
    jump_parts,
    parts_add_up,
    short_head,
)
from zbpub.layout.jump_line import backward, is_jump_line, onward, page_id
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import (
    Article,
    Callout,
    Figure,
    Footnote,
    Paragraph,
    Run,
    Subhead,
)

LONG = st.builds(
    article_of,
    st.integers(0, 50),
    st.builds(Copy, characters=st.integers(300, 2500), is_dressed=st.booleans()),
)
PICTURE = Figure("images/a.png", "桥", "石桥")
MEASURE = 11 * 9000


def _length(article: Article) -> int:
    return body_length(
        replace(article, body=tuple(b for b in article.body if not is_jump_line(b)))
    )


@settings(deadline=None, max_examples=60)
@given(LONG, st.integers(0, 30))
def test_parts_add_up_character_by_character(article: Article, at: int) -> None:
    """Head and text of the first, then the text of the second, are the article's."""
    article = replace(
        article,
        callouts=(Callout("qr", "扫一扫"),),
        body=(*article.body[:at], PICTURE, *article.body[at:]),
    )
    for choice in jump_choices(article):
        first, second = jump_parts(article, ("A1", "A2"), choice)

        assert parts_add_up(article, first, second)
        joined = reading_text(replace(first, callouts=())) + reading_text(second)
        for extra in ("（下转A2版）", "（上接A1版）", second.headline):
            assert joined.count(extra) >= 1
        bare = joined.replace("（下转A2版）", "", 1).replace("（上接A1版）", "", 1)
        head = len(significant(reading_text(replace(second, body=(), byline=""))))
        whole = significant(reading_text(replace(article, callouts=())))
        assert len(significant(bare)) == len(whole) + head
        assert (PICTURE in first.body, PICTURE in second.body) == (True, False)
        assert (first.callouts, second.callouts) == (article.callouts, ())


@settings(deadline=None, max_examples=60)
@given(LONG)
def test_lost_words_are_noticed(article: Article) -> None:
    """Negative control: parts of another article, or without a paragraph, do not."""
    for at in jump_choices(article):
        first, second = jump_parts(article, ("A1", "A2"), at)

        assert not parts_add_up(article, first, replace(second, body=second.body[:-1]))
        assert not parts_add_up(article, replace(first, deck="外加"), second)
        assert not parts_add_up(article, second, first)


@settings(deadline=None, max_examples=60)
@given(LONG)
def test_parts_are_long_enough(article: Article) -> None:
    """Two paragraphs and 200 characters on either side; no subhead ends the first."""
    choices = jump_choices(article)

    assert choices == sorted(choices)
    assert not choices or body_length(article) >= 800
    for at in choices:
        for part in jump_parts(article, ("A1", "A2"), at):
            text = [block for block in part.body if not is_jump_line(block)]
            assert sum(isinstance(block, Paragraph) for block in text) >= 2
            assert _length(part) >= 200
        first, _ = jump_parts(article, ("A1", "A2"), at)
        assert not isinstance(first.body[-2], Subhead)


def test_what_may_not_jump() -> None:
    """``jump: no``, notes, and too short a text leave no choice."""
    article = article_of(1, Copy(characters=1600))
    note = Footnote("1", (Paragraph((Run("注"),)),))

    assert jump_choices(article)
    assert jump_choices(replace(article, jump="no")) == []
    assert jump_choices(replace(article, body=(*article.body, note))) == []
    assert jump_choices(article_of(1, Copy(characters=780))) == []
    _, tail = jump_parts(article, ("A1", "A2"), jump_choices(article)[0])
    assert jump_choices(tail) == []


@pytest.mark.parametrize(
    ("headline", "label", "short"),
    [
        ("老码头修缮一新 渡船重回河湾", "", "老码头修缮一新"),
        ("环湾慢行道今天全线贯通", "", "环湾慢行道"),
        ("补时绝杀！临浦港务3∶2逆转青屿渔歌", "", "补时绝杀"),
        ("失物招领", "", "失物招领"),
        ("“一二三四五六七八九十”", "访谈", "访谈"),
        ("“一二三四五六七八九十”", "", "“一二三四五六七八九十”"),
    ],
)
def test_head_of_a_tail(headline: str, label: str, short: str) -> None:
    """A few characters up to a break that makes sense; else the label, else all."""
    assert short_head(Article(name="a", headline=headline, label=label)) == short


def test_jump_lines_are_what_ingest_reads() -> None:
    """A page that is read in again has its jump lines known as such."""
    for line, comes in ((onward("A2", "zh-Hans"), False), (backward("03"), True)):
        text = line.runs[0].text
        assert is_jump(text)
        assert comes_from(text) == comes
        assert is_jump_line(line)
    assert onward("A2", "zh-Hant-TW").runs[0].text == "（下轉A2版）"
    assert page_id("第 3 版") == "page-第-3-版"
    assert not is_jump_line(Paragraph((Run("见", href="https://example.com/"),)))
    assert not is_jump_line(Paragraph((Run("（下转A2版）"),)))


def test_jump_lines_stand_at_the_edges() -> None:
    """下转 ends the first part flush right; 上接 begins the second flush left."""
    article = article_of(2, Copy(characters=1500, is_dressed=True))
    first, second = (
        set_galley(part, MEASURE, tabloid())
        for part in jump_parts(article, ("A1", "A2"), jump_choices(article)[0])
    )
    last, top = first.strips[-1], second.strips[0]

    assert first.elements[-1].role == second.elements[0].role == "jump"
    assert last.x + last.line.width == MEASURE
    assert top.x == 0
    assert first.elements[-1].links == ((0, 7, "#page-A2"),)
    assert second.elements[0].links == ((0, 7, "#page-A1"),)
