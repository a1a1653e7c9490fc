"""What a sub-editor would mark, and what not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.base.findings import Finding, Severity
from zbpub.manuscript.lint import RULES, lint_article
from zbpub.manuscript.model import Article, Paragraph, Run
from zbpub.manuscript.parse import parse_article

CASES = Path(__file__).parent / "cases" / "lint.txt"
HEAD = "---\nheadline: 题\n---\n\n"


def _lint(text: str) -> tuple[Finding, ...]:
    article, found = parse_article(text, name="01", path="01.md")
    assert article is not None, found
    return lint_article(article, text)


def _read_cases() -> list[tuple[str, list[str], str]]:
    cases = []
    for block in CASES.read_text("utf-8").strip("\n").split("\n\n"):
        title, *lines = block.split("\n")
        middle = lines.index("---")
        expected = "\n".join(lines[middle + 1 :])
        cases.append((title.removeprefix("# "), lines[:middle], expected))
    return cases


@pytest.mark.parametrize(("title", "paragraphs", "expected"), _read_cases())
def test_case(title: str, paragraphs: list[str], expected: str) -> None:
    """Each case of cases/lint.txt gets exactly the findings that it lists.

    A finding is its code, the character at which it stands (counted over the
    paragraphs from one) and its message; ``-`` is none.
    """
    found = _lint(HEAD + "\n\n".join(paragraphs))
    starts = {5 + 2 * i: len("".join(paragraphs[:i])) for i in range(len(paragraphs))}
    shown = [f"{f.code} {starts[f.line] + f.column}: {f.message}" for f in found]

    assert "\n".join(shown) == expected.removeprefix("-"), title
    assert all(each.hint for each in found)


def test_one_em_in_a_cell_joins() -> None:
    """望潮盐工—谷川春雨 in a table is a fixture, in a paragraph a wrong dash."""
    table = "| 日 | 赛 |\n| --- | --- |\n| 21日 | 望潮盐工—谷川春雨 |\n"

    assert _lint(HEAD + table) == ()
    assert [each.code for each in _lint(HEAD + "望潮盐工—谷川春雨\n")] == ["M066"]


def test_places_through_mark_up() -> None:
    """Line and column are those of the file, through bold, links and line ends."""
    found = _lint(
        HEAD + "各地**春耕**，\n见[《网站](https://a.cn)》，,\n\n> - 陆续,开始\n"
    )

    assert [(each.code, each.line, each.column) for each in found] == [
        ("M061", 6, 23),
        ("M061", 8, 7),
    ]


def test_places_in_the_head() -> None:
    """A finding in the front matter has its line there, quoted or not."""
    found = _lint('---\nkicker: "引,题"\nheadline: 题。\n---\n\n正文。\n')

    assert [(each.code, each.line, each.column) for each in found] == [
        ("M061", 2, 11),
        ("M068", 3, 12),
    ]


def test_without_source_there_is_no_column() -> None:
    """An article that comes from elsewhere is linted too, without places."""
    article = Article(name="a", headline="", body=(Paragraph((Run("春耕,开始"),)),))
    found = lint_article(article, "")

    assert [(f.code, f.line, f.column) for f in found] == [
        ("M027", 0, 0),
        ("M061", 0, 0),
    ]


def test_only_the_missing_headline_stops_publication() -> None:
    """All rules warn; what spoils publication is an error of the parser."""
    article = Article(name="a", headline=" ")
    severities = {each.code: each.severity for each in lint_article(article, "")}

    assert severities == {"M027": Severity.ERROR, "M071": Severity.WARNING}


def test_rules_have_codes_of_their_own() -> None:
    """No two rules share a code."""
    assert len({code for code, _ in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "hostile", ["“", "）", "“）", ",", "。。", '"', "** ", "𠀀—", "{", "|}", "~"]
)
def test_time_is_linear(hostile: str) -> None:
    """A long line of nothing but faults takes no more than a moment."""
    text = HEAD + ("春" + hostile) * 5000
    start = time.process_time()
    _lint(text)

    assert time.process_time() - start < 5


@settings(max_examples=200, deadline=None)
@given(st.text("春耕“”‘’（）()\"',.。…—-一 　*_`[]{|}^~\\\\a1１\n\u200b", max_size=60))
def test_every_place_is_in_the_file(body: str) -> None:
    """No text raises, and every finding stands at a place that is there."""
    text = HEAD + body
    article, _ = parse_article(text, name="01", path="01.md")
    if article is None:
        return
    lines = text.split("\n")
    for each in lint_article(article, text):
        assert 0 <= each.line <= len(lines)
        assert each.column <= len(lines[each.line - 1])
