"""The canonical manuscript: written, read again and the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.manuscript.model import (
    Article,
    Block,
    Break,
    Callout,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    PictureNote,
    Pin,
    Quote,
    Run,
    Subhead,
    Table,
)
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.runs import normal_runs, plain_text
from zbpub.manuscript.write import write_article

CASES = Path(__file__).parent / "cases" / "manuscript-escapes.txt"

CANONICAL = """\
---
kicker: 引题
headline: 深化产业赋能 加力构建现代产业新体系
page: "03"
section: 要闻
priority: 1
jump: "A2"
place: {column: 1, row: 1, columns: 3, rows: 40}
headline_size: l
frame: false
pictures:
  - src: "images/a.jpg"
    credit: 本报记者 柏一舟 摄
    focus: [0.5, 0.3]
    crop: false
  - src: 图.jpg
pullquotes:
  - 他说“好”了，滕王阁在重庆下游
  - "引文: 好"
callouts:
  - kind: qr
    text: 扫码观看
    url: "https://a.cn/b"
  - kind: qr
    text: "AB: c"
---

他说**“好”**了，{滕|téng}王阁在{重庆|chóng|qìng}[**下**游]{.dots}，占10^6^m^2^，CO~2~见[网站](https://a.cn/b_c)[^1]。

## 小标题

![图](images/a.jpg "说明")

![又一图](图.jpg)

> 引文
>
> - 甲
> - 乙

1. 丙

   丁

2. 戊

| 己 | 庚 |
| --- | :-: |
| a\\|b | {辛\\|xīn} |

***

[^1]: 注。

    又注。
"""


def _parse(text: str) -> Article:
    article, found = parse_article(text, name="01", path="01.md")
    assert article is not None, (text, found)
    return article


def _article(*blocks: Block) -> Article:
    return Article(name="01", headline="题", body=blocks)


def _written(*blocks: Block) -> str:
    return write_article(_article(*blocks)).removeprefix("---\nheadline: 题\n---\n\n")


def test_canonical_manuscript_is_written_as_it_stands() -> None:
    """Every kind of block and field comes back byte for byte."""
    assert write_article(_parse(CANONICAL)) == CANONICAL


def _read_cases() -> list[tuple[str, str, str]]:
    cases = []
    for block in CASES.read_text("utf-8").strip("\n").split("\n\n"):
        title, text, _, expected = block.split("\n")
        cases.append((title.removeprefix("# "), text, expected))
    return cases


@pytest.mark.parametrize(("title", "text", "expected"), _read_cases())
def test_escapes(title: str, text: str, expected: str) -> None:
    """Each case of manuscript-escapes.txt gets these backslashes and no more."""
    article = _article(Paragraph((Run(text),)))

    assert _written(*article.body) == expected + "\n", title
    assert _parse(write_article(article)) == article


def test_long_text_is_not_folded() -> None:
    """A paragraph and a headline are one line each, however long."""
    text = "各地春耕陆续开始" * 500
    lines = write_article(replace(_article(Paragraph((Run(text),))), headline=text))

    assert lines == f"---\nheadline: {text}\n---\n\n{text}\n"


def test_article_without_body() -> None:
    """Without a body the manuscript ends after the front matter."""
    assert write_article(_article()) == "---\nheadline: 题\n---\n"


def test_neighbouring_lists_stay_two() -> None:
    """Two lists in a row get different marks."""
    lists = [ListBlock(((Paragraph((Run(char),)),),)) for char in "甲乙丙"]

    assert _written(*lists) == "- 甲\n\n+ 乙\n\n- 丙\n"


def test_impossible_dress_gives_way_and_text_stays() -> None:
    """Where CommonMark cannot write a dress, the dress is lost and never the text."""
    runs = (Run("a"), Run("(b)", strong=True), Run("c"))
    article = _article(Paragraph(runs))
    again = _parse(write_article(article))

    assert again.body == (Paragraph((Run("a(b)c"),)),)
    # Negative control: between Han characters the same dress can be written.
    chinese = _article(Paragraph((Run("甲"), Run("(b)", strong=True), Run("乙"))))
    assert _parse(write_article(chinese)) == chinese


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "03",
        "2021-02-03",
        "~",
        "1.5",
        "=",
        "<<",
        "- 甲",
        "甲: 乙",
        "甲 #乙",
        "'甲",
    ],
)
def test_any_yaml_reader_reads_the_same_string(value: str) -> None:
    """A YAML 1.1 reader that makes numbers and dates reads the string itself."""
    text = write_article(replace(_article(), headline=value))

    assert yaml.safe_load(text.split("---\n")[1]) == {"headline": value}
    # Negative control: unquoted, these values are something else, or no YAML.
    with pytest.raises((yaml.YAMLError, AssertionError)):
        assert yaml.safe_load(f"headline: {value}") == {"headline": value}


CHARS = "国人新闻“”《》（），。、：；—…aB3 .,-+*_`[]()<>&#!|\\~:=\"'/;{}^%@\u00a0😀"
PLAIN = st.text(CHARS, min_size=1, max_size=8)
# In bold and emphasis: what CommonMark can write anywhere beside Chinese text.
DRESSED = st.text("国人“”《》，。", min_size=1, max_size=6)
HREFS = st.sampled_from(["", "", "https://a.cn/b_(c)*", "http://x.cn/?a=1&copy;|"])

plain_runs = st.builds(Run, PLAIN, href=HREFS)
rubies = st.builds(Run, PLAIN, href=HREFS, ruby=st.text(CHARS, max_size=6))
code_runs = st.builds(Run, PLAIN, code=st.just(True), href=HREFS)
marks = st.builds(Run, st.just(""), note=st.sampled_from(["1", "注"]))
undressed = st.one_of(plain_runs, rubies, code_runs, marks)
dressed = st.builds(
    Run,
    PLAIN,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    HREFS,
    ruby=st.sampled_from(["", "", "rén"]),
    dots=st.booleans(),
    shift=st.sampled_from(["", "", "super", "sub"]),
    sideline=st.sampled_from(["", "", "name", "title"]),
    goes_on=st.booleans(),
)
texts = st.lists(undressed, min_size=1, max_size=5).map(normal_runs).filter(bool)
any_texts = st.lists(st.one_of(dressed, marks), max_size=5).map(normal_runs)

lines = st.text(CHARS, max_size=6).map(str.strip)
figures = st.builds(
    Figure, st.sampled_from(["a.jpg", "图 (1).png", "a&amp;<b>.png"]), lines, lines
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of one to three columns, aligned or not."""
    columns = draw(st.integers(1, 3))
    row = st.tuples(*[st.one_of(st.just(()), texts)] * columns)
    align = draw(
        st.tuples(*[st.sampled_from(["", "left", "center", "right"])] * columns)
    )
    rows = tuple(draw(st.lists(row, max_size=2)))
    return Table(draw(row), rows, align if any(align) else ())


leaves = st.one_of(
    st.builds(Paragraph, texts),
    st.builds(Paragraph, texts),
    st.builds(Subhead, texts, st.integers(2, 6)),
    figures,
    tables(),
    st.just(Break()),
)


def _several(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(blocks, max_size=3).map(tuple)


def _around(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(_several(blocks), min_size=1, max_size=3).map(tuple)
    starts = st.sampled_from([0, 1, 7, 999_999_999])
    return st.one_of(
        st.builds(Quote, _several(blocks)),
        st.builds(ListBlock, items),
        st.builds(ListBlock, items, st.just(True), starts),
    )


footnotes = st.builds(
    Footnote,
    st.sampled_from(["1", "注"]),
    st.lists(leaves, min_size=1, max_size=2).map(tuple),
)
# Five levels: less than the parser's eight.
nested = _around(st.one_of(leaves, _around(st.one_of(leaves, _around(leaves)))))
heads = st.text(CHARS, min_size=1, max_size=8).map(str.strip).filter(bool)
fields = st.one_of(st.just(""), lines, st.sampled_from(["no", "03", "~", "a: b", "#"]))
SOURCES = ("a.jpg", "图 (1).png", "no")
pins = st.builds(
    Pin,
    column=st.integers(0, 99),
    row=st.integers(0, 999),
    columns=st.integers(0, 99),
    rows=st.integers(0, 999),
    headline_size=st.sampled_from(["", "s", "m", "l"]),
)
picture_notes = st.builds(
    PictureNote,
    src=st.sampled_from(SOURCES),
    credit=fields,
    focus=st.tuples(st.integers(0, 1000), st.integers(0, 1000)),
    crop=st.booleans(),
)
articles = st.builds(
    Article,
    name=st.just("01"),
    headline=heads,
    kicker=fields,
    deck=fields,
    label=fields,
    dateline=fields,
    byline=fields,
    page=st.sampled_from(["", "03", "A12"]),
    section=fields,
    priority=st.integers(0, 5),
    jump=st.sampled_from(["", "no", "03", "A12", "~"]),
    pin=st.one_of(pins, st.builds(Pin, columns=st.integers(0, 99))),
    frame=st.sampled_from([None, True, False]),
    pictures=st.lists(picture_notes, max_size=3, unique_by=lambda n: n.src).map(tuple),
    pull_quotes=st.lists(heads, max_size=3).map(tuple),
    callouts=st.lists(
        st.builds(Callout, st.just("qr"), heads, st.sampled_from(["", "https://a.cn"])),
        max_size=2,
    ).map(tuple),
    body=st.lists(st.one_of(leaves, nested), max_size=4).map(tuple),
)


def _with_notes(article: Article) -> Article:
    """The article with the pictures of its notes, both marks, and a text for each."""
    shown = [Figure(src, "图") for src in SOURCES]
    both = Paragraph((Run("见"), Run("", note="1"), Run("、"), Run("", note="注")))
    notes = [Footnote(label, (Paragraph((Run("文"),)),)) for label in ("1", "注")]
    return replace(article, body=(*article.body, *shown, both, *notes))


@settings(max_examples=150, deadline=None)
@given(articles.map(_with_notes))
def test_written_and_read_is_the_article(article: Article) -> None:
    """What was written reads back as the same article."""
    assert _parse(write_article(article)) == article


@settings(max_examples=100, deadline=None)
@given(st.lists(leaves, min_size=1, max_size=3).map(tuple))
def test_footnotes_hold_any_block(blocks: tuple[Block, ...]) -> None:
    """A footnote may hold paragraphs, tables, pictures and all that stands alone."""
    article = _with_notes(_article())
    note = Footnote("2", blocks)
    mark = Paragraph((Run("", note="2"),))
    article = replace(article, body=(mark, *article.body, note))

    assert _parse(write_article(article)) == article


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            Run,
            DRESSED,
            st.booleans(),
            st.booleans(),
            dots=st.booleans(),
            ruby=st.sampled_from(["", "a|b}", "yī"]),
            sideline=st.sampled_from(["", "name", "title"]),
            goes_on=st.booleans(),
        ),
        max_size=4,
    )
)
def test_dress_of_chinese_text_is_kept(dressed_runs: list[Run]) -> None:
    """Bold, emphasis, dots and lines survive between Han, whatever they hold."""
    between = Run("间")
    runs = normal_runs([between, *(r for run in dressed_runs for r in (run, between))])
    article = _article(Paragraph(runs))

    assert _parse(write_article(article)) == article


@settings(max_examples=150, deadline=None)
@given(any_texts.filter(bool))
def test_writing_again_changes_nothing(runs: tuple[Run, ...]) -> None:
    """Any dress at all: the text is kept, and the second writing equals the first."""
    article = _with_notes(_article(Paragraph(runs)))
    once = write_article(article)
    again = _parse(once)
    (paragraph, *_) = again.body

    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.runs) == plain_text(runs)
    assert _readings(paragraph.runs) == _readings(runs)
    assert write_article(again) == once


def _readings(runs: tuple[Run, ...]) -> list[str]:
    return [run.ruby for run in runs if run.ruby]


FRAGMENTS = [
    *(
        "国",
        "人“",
        "”",
        "，",
        "a",
        "B ",
        "**",
        "*",
        "_",
        "__",
        "`",
        "``",
        "[",
        "]",
        "(",
    ),
    *("](http://x.cn)", "![a](b.jpg)", "\n", "\n\n", "- ", "1. ", "> ", "## ", "***\n"),
    *("| a | b |\n|---|---|\n| c | d |\n", "[^1]", "\n\n[^1]: ", "    ", "&nbsp;", "|"),
    *(
        "{",
        "}",
        "{滕|téng}",
        "{.dots}",
        "]{.dots}",
        "]{.name}",
        "^",
        "~",
        "^2^",
        "H~2~",
        "|a}",
    ),
    *("\\", "<", "\n- ", "\n\n  ", "\n> ", "\n=\n", "\n-\n", "　", "&#42;", "&amp;"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
def test_whatever_is_read_can_be_written(body: str) -> None:
    """Any accepted Markdown is the same article in its canonical form."""
    text = f"---\nheadline: 题\n---\n\n{body}"
    article, _ = parse_article(text, name="01", path="01.md")

    if article is not None:
        assert _parse(write_article(article)) == article


def test_the_law_can_fail() -> None:
    """Negative control: a run that is not in normal form does not come back."""
    article = _article(Paragraph((Run("甲 "), Run("乙"))))

    assert _parse(write_article(article)) != article
