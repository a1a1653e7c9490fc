"""What a manuscript's text becomes: articles, blocks, runs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from zbpub.base.chars import is_han
from zbpub.base.findings import Finding, errors
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
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.runs import plain_text
from zbpub.manuscript.walk import every_block, texts_of

CASES = Path(__file__).parent / "cases"
HEAD = "---\nheadline: 题\n---\n\n"


def _parse(text: str) -> tuple[Article | None, tuple[Finding, ...]]:
    return parse_article(text, name="01", path="01.md")


def _body(markdown: str) -> tuple[Block, ...]:
    article, found = _parse(HEAD + markdown)
    assert article is not None, found
    return article.body


def _read_cases(name: str) -> list[tuple[str, str, str]]:
    blocks = (CASES / name).read_text("utf-8").strip("\n").split("\n\n")
    cases = []
    for block in blocks:
        title, _, rest = block.partition("\n")
        given_text, _, expected = rest.partition("\n---\n")
        cases.append((title.removeprefix("# "), given_text, expected))
    return cases


@pytest.mark.parametrize(
    ("title", "lines", "text"), _read_cases("manuscript-lines.txt")
)
def test_joined_lines(title: str, lines: str, text: str) -> None:
    """Every case of cases/manuscript-lines.txt becomes the one line that it says."""
    (paragraph,) = _body(lines)

    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.runs) == text, title


def test_bold_beside_chinese_marks() -> None:
    """``**“好”**`` between Han characters is bold."""
    markdown = "他说**“好”**了，见**《史记》**。"
    (paragraph,) = _body(markdown)

    assert isinstance(paragraph, Paragraph)
    bold = [run.text for run in paragraph.runs if run.strong]
    assert bold == ["“好”", "《史记》"]
    # Negative control: strict CommonMark prints the asterisks.
    assert "**" in MarkdownIt("commonmark").render(markdown)


def test_western_text_is_strict_commonmark() -> None:
    """The amendment beside Chinese text changes nothing in Western text."""
    assert _body('a**"b"**c') == (Paragraph((Run('a**"b"**c'),)),)


def test_runs_know_their_dress() -> None:
    """Bold, emphasis, code, links and footnote marks become runs."""
    (paragraph, _) = _body("甲**乙*丙***`丁`[戊](https://a.cn/b_c)[^1]\n\n[^1]: 注。")

    assert paragraph == Paragraph(
        (
            Run("甲"),
            Run("乙", strong=True),
            Run("丙", strong=True, emphasis=True),
            Run("丁", code=True),
            Run("戊", href="https://a.cn/b_c"),
            Run("", note="1"),
        )
    )


def test_blocks_become_what_they_are() -> None:
    """Each Markdown block becomes the model's block, nested ones too."""
    text = (
        "## 小标题\n\n![图](images/a.jpg '说明')\n\n> 引文\n>\n> - 甲\n> - 乙\n\n"
        "3) 丙\n4) 丁\n\n| 戊 | 己 |\n| --- | :-: |\n| 庚 |\n\n***\n\n[^1]: 注。\n"
    )
    runs = {char: (Run(char),) for char in "甲乙丙丁戊己庚"}

    assert _body(text) == (
        Subhead((Run("小标题"),), 2),
        Figure("images/a.jpg", "图", "说明"),
        Quote(
            (
                Paragraph((Run("引文"),)),
                ListBlock(((Paragraph(runs["甲"]),), (Paragraph(runs["乙"]),))),
            )
        ),
        ListBlock(((Paragraph(runs["丙"]),), (Paragraph(runs["丁"]),)), True, 3),
        Table((runs["戊"], runs["己"]), ((runs["庚"], ()),), ("", "center")),
        Break(),
        Footnote("1", (Paragraph((Run("注。"),)),)),
    )


def test_lines_count_in_the_file() -> None:
    """The line of a block is that of the file, front matter counted."""
    lines = [block.line for block in every_block(_body("甲\n\n- 乙\n\n  丙\n"))]

    assert lines == [5, 7, 7, 9]


def test_reference_links_are_links() -> None:
    """A link may take its target from a definition."""
    assert _body("[甲][a]\n\n[a]: https://a.cn") == (
        Paragraph((Run("甲", href="https://a.cn"),)),
    )


def test_line_of_full_width_spaces_is_empty() -> None:
    """A line that only holds full-width spaces divides paragraphs."""
    assert len(_body("甲\n　　\n乙")) == 2


def test_line_ends_and_byte_order_mark() -> None:
    """Windows line ends and a byte-order mark change nothing."""
    text = HEAD + "甲\n\n乙\n"

    assert _parse("\ufeff" + text.replace("\n", "\r\n")) == _parse(text)


def test_all_findings_at_once() -> None:
    """Front matter and body are both judged, in file order, with the file's name."""
    article, found = _parse("---\nheadlin: 题\n---\n\n<b>甲</b>\n\n# 乙\n")

    assert article is None
    assert [(each.code, each.line) for each in found] == [
        ("M027", 2),
        ("M024", 2),
        ("M030", 5),
        ("M035", 7),
    ]
    assert {each.path for each in found} == {"01.md"}


def test_thousands_of_bad_characters_are_summed() -> None:
    """A file full of control characters gives 20 findings and a sum."""
    _, found = _parse(HEAD + "\x00" * 5000)

    assert len(found) == 21
    assert found[-1].message.startswith("4980 more")


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    """Nesting by the thousand is a finding, as quote, list, emphasis or bracket."""
    for markdown in (">" * 5000 + "甲", "1. " * 5000 + "甲"):
        assert _codes(markdown) == {"M039"}
    for markdown in ("*" * 5000 + "甲" + "*" * 5000, "[" * 5000 + "甲" + "]" * 5000):
        assert _codes(markdown) == set()


def _codes(markdown: str) -> set[str]:
    return {each.code for each in _parse(HEAD + markdown)[1]}


def _seconds(paragraphs: int) -> float:
    text = HEAD + "\n\n".join(["各地**春耕**陆续[开始](https://a.cn)。"] * paragraphs)
    start = time.process_time()
    assert len(_parse(text)[1]) == 0
    return time.process_time() - start


def test_time_is_linear() -> None:
    """Four times the paragraphs take about four times the time, never sixteen."""
    _seconds(50)

    assert _seconds(2000) < 10 * _seconds(500)


MARKS = [
    "甲",
    "乙“",
    "”丙",
    "，",
    "**",
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "](https://a.cn)",
    "![丁](a.jpg)",
    "-",
    "1.",
    ">",
    "##",
    "#",
    "***",
    "<",
    "<b>",
    "&amp;",
    "\\",
    "|",
    "~~~",
    "```",
    "[^1]",
    "[a]:",
    "---",
    "headline:",
]
SPACES = ["\n", "\n\n", " ", "    ", "\t", "\x00", "　"]
texts = st.lists(st.sampled_from([*MARKS, *SPACES, *SPACES]))


@settings(max_examples=200, deadline=None)
@given(texts.map("".join), st.booleans())
def test_any_text_is_an_article_or_an_error(text: str, headed: bool) -> None:
    """No text raises: it gives an article, or errors and no article."""
    article, found = _parse(HEAD * headed + text)

    assert (article is None) == bool(errors(found))


def _han(text: str) -> str:
    return "".join(filter(is_han, text))


def _words(article: Article) -> str:
    """Every word of the body in reading order, descriptions of pictures too."""
    words = ""
    for block in every_block(article.body):
        words += block.alt if isinstance(block, Figure) else ""
        words += "".join(plain_text(runs) for runs in texts_of(block))
    return words


NUMERALS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
FORMS = [
    *("{}", "{}，\n", "{}\n\n", "**{}**", "*{}*", "`{}`", "[{}](https://a.cn)"),
    *("\n\n![{}](a.jpg)", "\n\n- {}", "\n\n> {}", "\n\n## {}\n\n", "\n\n1. {}"),
    *("\n\n| {} |\n| --- |\n", "| {} | {} |\n", "[{}]", "_{}_", "\n---\n"),
    *("\n\n[^1]: {}", "[^1]", "[{}]: https://a.cn\n", "[{}](https://a.cn '{}')"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FORMS), max_size=10).map("".join))
def test_no_word_is_dropped(form: str) -> None:
    """Every Han character of an accepted body is in the article, in its order."""
    names = iter(NUMERALS * form.count("{}"))
    body = "".join(next(names) if part == "{}" else part for part in _parts(form))
    article, _ = _parse(HEAD + body)

    if article is not None:
        assert _han(_words(article)) == _han(body)


def _parts(form: str) -> list[str]:
    return form.replace("{}", "\0{}\0").split("\0")


def test_a_dropped_word_would_be_noticed() -> None:
    """Negative control: strict Markdown drops the third cell, and we would see it."""
    rendered = (
        MarkdownIt("commonmark")
        .enable("table")
        .render("| 甲 |\n| --- |\n| 乙 | 丙 |\n")
    )

    assert _han(rendered) == "甲乙"
