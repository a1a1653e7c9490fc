"""Blocks as type: nothing lost, order kept, and what cannot be set is named."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import issue_of, tabloid
from zbpub.base.chars import significant
from zbpub.compose.atoms import Shift
from zbpub.layout.coverage import uncovered, unsettable
from zbpub.layout.folio import date_line
from zbpub.layout.profile import Readings
from zbpub.layout.styling import Stretch, reading_text, stretches
from zbpub.layout.typecase import TypeCase
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
        ruby=st.sampled_from(["", "", "mǎ", "dù kǒu"]),
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


def _case(*, ruby: Readings = "brackets", has_dots: bool = False) -> TypeCase:
    """The tabloid's type with readings and emphasis as wanted."""
    case = tabloid()
    body = replace(case.profile.body, ruby=ruby, has_dots=has_dots)
    return replace(case, profile=replace(case.profile, body=body))


def _spelled(stretch: Stretch) -> str:
    """What comes of a stretch in content order: each reading behind its base."""
    runs = (*filter(None, [stretch.mark]), *stretch.runs)
    return "".join(run.text + run.ruby for run in runs)


@settings(max_examples=150, deadline=None)
@given(
    body=BLOCKS,
    dateline=st.sampled_from(["", "本报5月11日讯"]),
    noted=st.booleans(),
    ruby=st.sampled_from(get_args(Readings)),
)
def test_type_is_the_reading_text(
    body: list[Block], dateline: str, noted: bool, ruby: Readings
) -> None:
    """Set as type, an article's blocks hold the text to be proved, in its order."""
    if noted:
        note = Footnote("甲", (Paragraph((Run("见附图"),)),))
        body = [note, Paragraph((Run("水位", note=""), Run("", note="甲"))), *body]
    article = _article(*body, dateline=dateline, byline="记者 石榴")

    set_text = "".join(map(_spelled, stretches(article, _case(ruby=ruby))))
    assert article.headline + significant(set_text) == significant(
        reading_text(article, ruby)
    )


RUBY = Paragraph(
    (
        Run("赴"),
        Run("滕", ruby="téng"),
        Run("王阁，过"),
        Run("浉", ruby="shī"),
        Run("水", ruby="shuǐ"),
        Run("。"),
    )
)


def test_readings_above_the_line() -> None:
    """Above the line, base and reading go to the composer as one run each."""
    (stretch,) = stretches(_article(RUBY), _case(ruby="above"))

    assert [(run.text, run.ruby) for run in stretch.runs] == [
        ("赴", ""), ("滕", "téng"), ("王阁，过", ""),
        ("浉", "shī"), ("水", "shuǐ"), ("。", ""),
    ]  # fmt: skip
    assert reading_text(_article(RUBY)) == "题\n赴滕téng王阁，过浉shī水shuǐ。"


def test_readings_in_brackets() -> None:
    """In brackets, the readings of a word's characters stand behind the word."""
    (stretch,) = stretches(_article(RUBY), _case(ruby="brackets"))

    assert _spelled(stretch) == "赴滕（téng）王阁，过浉水（shī shuǐ）。"
    assert not any(run.ruby for run in stretch.runs)
    assert reading_text(_article(RUBY), "brackets") == "题\n" + _spelled(stretch)


def test_a_link_holds_its_readings_in_brackets() -> None:
    """Brackets are part of the line: a link reaches over them, and no further."""
    runs = (Run("见"), Run("滕", ruby="téng", href="https://a.cn"), Run("王阁"))
    (stretch,) = stretches(_article(Paragraph(runs)), _case(ruby="brackets"))
    ((start, stop, _),) = stretch.links

    assert _spelled(stretch)[start:stop] == "滕（téng）"
    # Above the line the reading takes none of the line's characters.
    (stretch,) = stretches(_article(Paragraph(runs)), _case(ruby="above"))
    assert stretch.links == ((1, 2, "https://a.cn"),)


def test_emphasis_is_a_face_or_dots() -> None:
    """The profile says how emphasis looks; what has dots of its own keeps them."""
    runs = (Run("甲", emphasis=True), Run("乙", dots=True), Run("丙"))
    (faced,) = stretches(_article(Paragraph(runs)), _case())
    (dotted,) = stretches(_article(Paragraph(runs)), _case(has_dots=True))
    faces = tabloid().faces

    assert [run.dots for run in faced.runs] == [False, True, False]
    assert faced.runs[0].typeface is faces[tabloid().profile.body.emphasis]
    assert [run.dots for run in dotted.runs] == [True, True, False]
    assert dotted.runs[0].typeface is faces[tabloid().profile.body.font]


def test_raised_and_lowered_characters_are_told_to_the_composer() -> None:
    """What is raised in the manuscript is raised for the composer, and so lowered."""
    runs = (Run("m"), Run("2", shift="super"), Run("H"), Run("2", shift="sub"))
    (stretch,) = stretches(_article(Paragraph(runs)), tabloid())

    assert [run.shift for run in stretch.runs] == [
        Shift.NONE, Shift.SUPER, Shift.NONE, Shift.SUB,
    ]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(body=BLOCKS)
def test_links_keep_their_words(body: list[Block]) -> None:
    """A link leads from the very characters that carry it, dateline before or not."""
    article = _article(*body, dateline="本报讯")

    for stretch in stretches(article, tabloid()):
        text = "".join(run.text for run in stretch.runs)
        for start, stop, href in stretch.links:
            assert href
            assert set(text[start:stop]) <= set("河湾码头，2。mǎdùkǒu（） ")


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
        (Quote((ONE_CELL,)), "table"),
        (ListBlock(((Figure("images/a.png", "桥"),),)), "picture"),
    ],
    ids=["table in a quote", "picture in a list"],
)
def test_what_pages_lack_is_named(block: Block, what: str) -> None:
    """A table or a picture inside another block is L011."""
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
