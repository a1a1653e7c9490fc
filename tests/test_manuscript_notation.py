"""Ruby, emphasis dots, raised and lowered characters: read, refused, written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.manuscript.lint import lint_article
from zbpub.manuscript.model import Article, Paragraph, Run, Runs, Table
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.runs import normal_runs
from zbpub.manuscript.write import write_article

CASES = Path(__file__).parent / "cases" / "notation.txt"
HEAD = "---\nheadline: 题\n---\n\n"


def _read(text: str) -> Article:
    article, found = parse_article(HEAD + text, name="01", path="01.md")
    assert article is not None, found
    return article


def _runs(text: str) -> Runs:
    (paragraph,) = _read(text).body
    assert isinstance(paragraph, Paragraph)
    return paragraph.runs


def _written(runs: Runs) -> str:
    article = Article(name="01", headline="题", body=(Paragraph(runs),))
    return write_article(article).removeprefix(HEAD).removesuffix("\n")


def _shown(run: Run) -> str:
    """A run as the cases write it: its dress in letters, its text, its reading."""
    shifts = {"": "", "super": "^", "sub": "v"}
    worn = (
        ("s", run.strong), ("e", run.emphasis), ("c", run.code), (".", run.dots),
        ("n", run.sideline == "name"), ("t", run.sideline == "title"),
        ("+", run.goes_on),
    )  # fmt: skip
    marks = "".join(mark for mark, is_worn in worn if is_worn) + shifts[run.shift]
    dress = f"{marks}:" if marks else ""
    return f"{dress}{run.text}" + (f"={run.ruby}" if run.ruby else "")


def _cases() -> list[tuple[str, str, str, str]]:
    cases = []
    for block in CASES.read_text("utf-8").strip("\n").split("\n\n"):
        title, text, _, shown, *again = block.split("\n")
        written = again[0] if again else text
        cases.append((title.removeprefix("# "), text, shown, written))
    return cases


@pytest.mark.parametrize(("title", "text", "shown", "written"), _cases())
def test_case(title: str, text: str, shown: str, written: str) -> None:
    """Each case of cases/notation.txt is read as its runs, and written as it says."""
    runs = _runs(text)

    assert " / ".join(map(_shown, runs)) == shown, title
    assert _written(runs) == written, title
    assert _runs(written) == runs, title


COPY = st.text("国人3a ，{|}^~[]().\\\\`*", min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(COPY)
def test_ordinary_copy_never_becomes_notation(text: str) -> None:
    """Copy full of braces, strokes, carets and waves is written and read as text."""
    runs = normal_runs([Run(f"甲{text}乙")])

    assert _runs(_written(runs)) == runs


def test_ordinary_copy_unescaped_would_become_notation() -> None:
    """Negative control: without the writer's backslashes the same copy is notation."""
    assert _runs("甲{国|a}乙") != (Run("甲{国|a}乙"),)
    assert _runs("甲a^3^乙") != (Run("甲a^3^乙"),)
    assert _runs("甲a~3~乙") != (Run("甲a~3~乙"),)


@settings(max_examples=150, deadline=None)
@given(st.text("国a3{|}^~[]*_`\\\\&<; ", min_size=1), st.text("téng{|}^~[]*`\\\\&<;"))
def test_a_reading_is_never_lost(base: str, reading: str) -> None:
    """Whatever stands in a base and its reading is read back as base and reading."""
    runs = normal_runs([Run("甲"), Run(base, ruby=reading), Run("乙")])

    assert _runs(_written(runs)) == runs


def test_two_readings_alike_stay_two() -> None:
    """Neighbours with one and the same reading are not joined to one group."""
    runs = (Run("妈", ruby="mā"), Run("妈", ruby="mā"))

    assert normal_runs(runs) == runs
    assert _written(runs) == "{妈妈|mā|mā}"
    # Negative control: one reading for both is another thing, and written so.
    assert _written((Run("妈妈", ruby="mā"),)) == "{妈妈|mā}"


def test_reading_without_base_becomes_words() -> None:
    """A reading is text: where there is nothing to read, it stands by itself."""
    assert normal_runs([Run("甲"), Run(" ", ruby="jiǎ")]) == (Run("甲jiǎ"),)


def test_dress_that_cannot_be_written_gives_way() -> None:
    """Han can be raised by no notation: the character stays, at its usual height."""
    assert _written((Run("甲"), Run("乙", shift="super"))) == "甲乙"
    # Negative control: a digit can.
    assert _written((Run("甲"), Run("2", shift="super"))) == "甲^2^"


def test_notation_in_a_table() -> None:
    """In a cell the stroke of ruby has a backslash, as every stroke has."""
    text = "| 字 |\n| --- |\n| {滕\\|téng} |\n"
    (table,) = _read(text).body

    assert isinstance(table, Table)
    assert table.rows == (((Run("滕", ruby="téng"),),),)
    assert write_article(_read(text)) == HEAD + text


def test_places_behind_a_reading() -> None:
    """A fault behind ruby has its own column, not that of a letter of the reading."""
    text = HEAD + "{滕|a,b}王阁,开[放]{.dots},放。\n"
    found = lint_article(_read(text.removeprefix(HEAD)), text)

    assert [(each.code, each.column) for each in found] == [("M061", 10), ("M061", 22)]


def test_places_in_a_table_with_ruby() -> None:
    """In a row the strokes of the table hide nothing, and those of ruby the reading."""
    text = HEAD + "| 甲 | 乙 |\n| --- | --- |\n| {滕\\|a,b}王,阁 | 开,放 |\n"
    found = lint_article(_read(text.removeprefix(HEAD)), text)

    assert [(each.code, each.line, each.column) for each in found] == [
        ("M061", 7, 12),
        ("M061", 7, 18),
    ]


@pytest.mark.parametrize(
    "hostile", ["{", "{|", "^", "~", "a~", "[", "]{.dots}", "{.dots}", "[a]{.dots}"]
)
def test_nothing_hostile_raises(hostile: str) -> None:
    """Thousands of opening signs end in findings or text, not in a traceback."""
    parse_article(HEAD + hostile * 5000, name="01", path="01.md")
    nested = "[" * 5000 + "甲" + hostile * 5000
    parse_article(HEAD + nested, name="01", path="01.md")
