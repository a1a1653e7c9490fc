"""Blocks as type: nothing lost, order kept, and what cannot be set is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import issue_of, tabloid
from zbpub.base.chars import significant
from zbpub.layout.coverage import uncovered, unsettable
from zbpub.layout.folio import date_line
from zbpub.layout.styling import reading_text, stretches
from zbpub.manuscript.model import (
    Article,
    Block,
    Break,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Subhead,
    Table,
)

RUNS = st.lists(
    st.builds(
        Run,
        st.text("河湾码头，2。", min_size=1, max_size=6),
        strong=st.booleans(),
        href=st.sampled_from(["", "https://example.com/"]),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
TEXT = st.builds(Paragraph, RUNS) | st.builds(Subhead, RUNS)
INNER = st.lists(TEXT, min_size=1, max_size=2).map(tuple)
BLOCKS = st.lists(
    TEXT
    | st.builds(Quote, INNER)
    | st.builds(ListBlock, st.lists(INNER, min_size=1, max_size=3).map(tuple))
    | st.just(Break()),
    max_size=5,
)
ONE_CELL = Table(((Run("户"),),), (((Run("三"),),),))


def _article(*body: Block, dateline: str = "", byline: str = "") -> Article:
    return Article(
        name="a", path="issues/x/a.md", headline="题", dateline=dateline,
        byline=byline, body=body,
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    body=BLOCKS,
    dateline=st.sampled_from(["", "本报5月11日讯"]),
    noted=st.booleans(),
)
def test_type_is_the_reading_text(
    body: list[Block], dateline: str, noted: bool
) -> None:
    """Set as type, an article's blocks hold the text to be proved, in its order."""
    if noted:
        note = Footnote("甲", (Paragraph((Run("见附图"),)),))
        body = [note, Paragraph((Run("水位", note=""), Run("", note="甲"))), *body]
    article = _article(*body, dateline=dateline, byline="记者 石榴")

    set_text = "".join(
        run.text for stretch in stretches(article, tabloid()) for run in stretch.runs
    )
    assert article.headline + significant(set_text) == significant(
        reading_text(article)
    )


@settings(max_examples=50, deadline=None)
@given(body=BLOCKS)
def test_links_keep_their_words(body: list[Block]) -> None:
    """A link leads from the very characters that carry it, dateline before or not."""
    article = _article(*body, dateline="本报讯")

    for stretch in stretches(article, tabloid()):
        text = "".join(run.text for run in stretch.runs)
        for start, stop, href in stretch.links:
            assert href
            assert set(text[start:stop]) <= set("河湾码头，2。")


def test_dateline_runs_into_the_first_paragraph() -> None:
    """A dateline opens the first paragraph, an em apart, in its own face."""
    article = _article(Paragraph((Run("渡船开航。"),)), dateline="本报讯")
    (stretch,) = stretches(article, tabloid())

    assert [run.text for run in stretch.runs] == ["本报讯　", "渡船开航。"]


@pytest.mark.parametrize(
    "first",
    [Subhead((Run("一桥"),)), Quote((Paragraph((Run("盼了两年"),)),))],
    ids=["subhead", "quote"],
)
def test_dateline_before_anything_else_stands_alone(first: Block) -> None:
    """A dateline is not lost where the text begins with no paragraph."""
    article = _article(first, Paragraph((Run("渡船开航。"),)), dateline="本报讯")

    assert next(stretches(article, tabloid())).runs[0].text == "本报讯"


def test_character_without_font_is_named() -> None:
    """A character that no font has is L010, with its code point, words and line."""
    article = _article(
        Paragraph((Run("渡船开航。"),), line=9),
        Paragraph((Run("船名写作“\u1200号”。"),), line=11),
    )
    (finding,) = uncovered(issue_of(article), tabloid())

    assert (finding.code, finding.path, finding.line) == ("L010", article.path, 11)
    assert "U+1200" in finding.message
    assert "船名写作“\u1200号”" in finding.message


def test_character_without_font_in_the_head_is_named() -> None:
    """Front matter is checked too."""
    (finding,) = uncovered(issue_of(_article(byline="记者 \u1200")), tabloid())

    assert (finding.code, finding.line) == ("L010", 0)


def test_ordinary_text_is_covered() -> None:
    """The check above can fail: ordinary text gives no finding."""
    article = _article(Paragraph((Run("渡船——“LED”3.5%，①■。"),)))

    assert uncovered(issue_of(article), tabloid()) == ()


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (ONE_CELL, "table"),
        (Quote((ONE_CELL,)), "table"),
        (ListBlock(((Figure("images/a.png", "桥"),),)), "picture"),
    ],
    ids=["table", "table in a quote", "picture in a list"],
)
def test_what_pages_lack_is_named(block: Block, what: str) -> None:
    """A table, and a picture inside another block, is L011."""
    (finding,) = unsettable(issue_of(_article(block)))

    assert finding.code == "L011"
    assert what in finding.message


def test_what_pages_have_is_not_named() -> None:
    """The check above can fail: a picture on its own gives no finding."""
    article = _article(Figure("images/a.png", "桥"), Paragraph((Run("渡船。"),)))

    assert unsettable(issue_of(article)) == ()


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2024-02-10", "2024年2月10日　星期六　农历甲辰年正月初一"),
        ("2024-05-12", "2024年5月12日　星期日　农历甲辰年四月初五"),
        ("2023-12-22", "2023年12月22日　星期五　农历癸卯年冬月初十　冬至"),
    ],
)
def test_date_line(day: str, line: str) -> None:
    """The folio's date has its weekday, its lunar date, and its solar term."""
    assert date_line(day) == line
