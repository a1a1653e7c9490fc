"""Lexicons decide, and what is wrong with one is told with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from edition_kit import ROOT, STYLES, traditional
from zbpub.base.findings import InputError
from zbpub.edition.lexicon_file import parse_lexicon
from zbpub.edition_files import issue_lexicon, read_rules

CASES = ROOT / "tests" / "cases" / "lexicons.txt"
FULL = """
[names]
"李干杰" = "李干傑"
"天后庙" = {zh-Hant-TW = "天后廟", zh-Hant-HK = "天后古廟"}
[terms]
"明了" = "明瞭"
"松" = "鬆"
[never]
words = ["台风眼"]
"""


def _cases() -> Iterator[tuple[str, str, list[str]]]:
    for block in CASES.read_text("utf-8").split("\n\n# ")[1:]:
        title, _, rest = block.partition("\n")
        text, _, found = rest.partition("---")
        yield title, text, found.split("\n")


@pytest.mark.parametrize(("title", "text", "expected"), list(_cases()))
def test_faults(title: str, text: str, expected: list[str]) -> None:
    """Each lexicon of cases/lexicons.txt has the findings that are listed."""
    _, found = parse_lexicon(text, path="lexicon.toml")

    assert [f"{f.line} {f.code}" for f in found] == [e for e in expected if e], title
    assert all(f.hint and f.path == "lexicon.toml" for f in found)


def test_an_issue_is_stronger_than_the_house(tmp_path: Path) -> None:
    """Of two lexicons the first one holds; of two entries the longer one."""
    first = '[terms]\n"龙门" = "龍門甲"\n'
    text = "龙门干渠，龙门"

    assert traditional(text, lexicon=first) == "龍門甲幹渠，龍門甲"
    both = first + '"龙门干渠" = "龍門乾渠"\n'
    assert traditional(text, lexicon=both) == "龍門乾渠，龍門甲"


def test_an_edition_has_its_own_form() -> None:
    """What is said of an edition holds there alone."""
    assert traditional("天后庙", "zh-Hant-TW", FULL) == "天后廟"
    assert traditional("天后庙", "zh-Hant-HK", FULL) == "天后古廟"
    assert traditional("天后庙", "zh-Hant", FULL) == "天后廟"


def test_an_editors_term_holds_even_inside_words() -> None:
    """What an editor calls a term is one; what is never converted stays."""
    assert traditional("指明了方向", lexicon=FULL) == "指明瞭方向"
    assert traditional("台风眼里", lexicon=FULL) == "台风眼裡"


def test_one_character_decides_where_nothing_else_does() -> None:
    """A single character is a form of its own; phrases go before it."""
    assert traditional("他松了，松树", lexicon=FULL) == "他鬆了，松樹"


def test_a_short_name_is_no_part_of_a_word() -> None:
    """于后 is a name, but not in 由于后期."""
    lexicon = '[names]\n"于后" = "于后"\n'

    assert traditional("由于后期，于后说", lexicon=lexicon) == "由於後期，于后說"


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A missing lexicon and one that is no UTF-8 are findings, and all are told."""
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(b'[names]\n"\xff" = "a"\n')
    with pytest.raises(InputError) as raised:
        read_rules(STYLES, [tmp_path / "none.toml", wrong])

    assert [f.code for f in raised.value.findings] == ["T001", "T001"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("press.toml", "[[contexts]]\nchar = '里'\n"),
        ("press.toml", "[words]\na = 1\n"),
        ("glyphs.toml", "zh-Hant = 1\n"),
        ("names.toml", "[surnames]\n"),
        ("glosses.toml", "[里\n"),
    ],
)
def test_spoilt_tables_are_told(tmp_path: Path, name: str, text: str) -> None:
    """A table of styles/lexicons/ that has another form is a finding."""
    folder = tmp_path / "lexicons"
    folder.mkdir()
    for path in (STYLES / "lexicons").iterdir():
        (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    read_rules(tmp_path)
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        read_rules(tmp_path)

    assert [f.code for f in raised.value.findings] == ["T007"]
    assert raised.value.findings[0].path.endswith(name)


@pytest.mark.parametrize("name", ["2021-02-03", "2026-03-18"])
def test_the_issues_lexicons_are_sound(name: str) -> None:
    """The lexicons of the issues here have nothing wrong."""
    (path,) = issue_lexicon(ROOT / "manuscript" / name)

    assert parse_lexicon(path.read_text("utf-8"), path=str(path))[1] == ()


def test_a_lexicon_outside_the_issue_is_refused(tmp_path: Path) -> None:
    """A lexicon that is a link out of the folder is not read."""
    (tmp_path / "issue").mkdir()
    (tmp_path / "other.toml").write_text("[names]\n", "utf-8")
    (tmp_path / "issue" / "lexicon.toml").symlink_to(tmp_path / "other.toml")
    with pytest.raises(InputError) as raised:
        issue_lexicon(tmp_path / "issue")

    assert raised.value.findings[0].code == "T001"


def test_an_issue_needs_no_lexicon(tmp_path: Path) -> None:
    """An issue without a lexicon has none."""
    assert issue_lexicon(tmp_path) == ()
