"""A finding that the desk agrees with is closed, and stays so when read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest_kit import change, snapshot, write_page
from zbpub.base.findings import ALIKE, Finding, Severity, brief
from zbpub.cli import cli
from zbpub.ingest.accepted import Pick, key_of, read_pick
from zbpub.ingest.page import ingest_page

STYLES = Path(__file__).parent.parent / "styles"
PAGE = """# 全县水利工作会议召开 修渠护坡保住良田

本报讯 3月5曰水来了,庄稼活了。

谷子黄 了。
"""
"""It has an I009, an I012, an I013 and an I021."""


def _ingest(issue: Path, *more: str) -> Result:
    words = ["ingest", *more, "--issue", str(issue), "--quiet"]
    return CliRunner().invoke(cli, words)


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """An issue with one page, ingested."""
    folder = tmp_path / "issue"
    page = write_page(tmp_path / "in", PAGE)
    assert _ingest(folder, str(page)).exit_code == 0
    return folder


def _again(issue: Path, *more: str) -> Result:
    return _ingest(issue, str(issue / "source/page.md"), *more)


def _codes(result: Result) -> list[str]:
    return [code for code in ("I009", "I012", "I013", "I021") if code in result.stderr]


@pytest.mark.parametrize(
    ("picks", "left"),
    [
        ([], ["I009", "I012", "I013", "I021"]),
        (["I012"], ["I009", "I013", "I021"]),
        (["I012:3"], ["I009", "I013", "I021"]),
        (["I012:3:8"], ["I009", "I013", "I021"]),
        (["I012:page.md:3:8"], ["I009", "I013", "I021"]),
        (["I009", "I013:page.md", "I021:5"], ["I012"]),
    ],
)
def test_what_is_accepted_is_told_no_more(
    picks: list[str], left: list[str], issue: Path
) -> None:
    """Neither in the same call nor in the next ones; the manuscript is as it was."""
    before = (issue / "01-01.md").read_bytes()
    result = _again(issue, *(word for pick in picks for word in ("--accept", pick)))

    assert result.exit_code == 0
    assert _codes(result) == left
    assert _codes(_again(issue)) == left
    assert (issue / "01-01.md").read_bytes() == before
    assert ("findings were accepted" in result.output) == bool(picks)


def test_what_was_accepted_can_be_opened_again(issue: Path) -> None:
    """--reopen takes back what --accept did, and the ledger is as it was."""
    before = snapshot(issue)
    _again(issue, "--accept", "I012", "--accept", "I021")

    assert _codes(_again(issue, "--reopen", "I012")) == ["I009", "I012", "I013"]
    assert _codes(_again(issue, "--reopen", "I021")) == ["I009", "I012", "I013", "I021"]
    assert snapshot(issue) == before


def test_other_lines_may_change(issue: Path) -> None:
    """The finding is known by the words around it, whatever its line is now."""
    _again(issue, "--accept", "I012")
    change(issue / "source/page.md", "# 全县", "\n\n# 全县")
    change(issue / "source/page.md", "谷子黄 了", "谷子今年黄 了")

    assert "I012" not in _codes(_again(issue))


def test_other_words_at_the_place_open_it(issue: Path) -> None:
    """What was accepted was something else."""
    _again(issue, "--accept", "I012")
    change(issue / "source/page.md", "3月5曰水来了", "4月6曰水来了")

    assert "I012" in _codes(_again(issue))


@pytest.mark.parametrize("pick", ["I012:4", "I012:3:9", "I012:other.md:3", "I008"])
def test_a_finding_that_is_not_there(pick: str, issue: Path) -> None:
    """It is told with those of its code that are, and nothing is written."""
    before = snapshot(issue)
    for option in ("--accept", "--reopen"):
        result = _again(issue, option, pick)
        assert result.exit_code == 3
        assert f"I099: {pick} is no finding" in result.stderr
        assert ("I012:page.md:3:8" in result.stderr) == pick.startswith("I012")
    assert snapshot(issue) == before


def test_an_error_is_not_accepted(tmp_path: Path) -> None:
    """It is mended."""
    page = write_page(tmp_path / "in", "")

    result = _ingest(tmp_path / "issue", str(page), "--accept", "I001")

    assert result.exit_code == 3
    assert "I001" in result.stderr
    assert not (tmp_path / "issue").exists()


def test_wrong_usage(issue: Path) -> None:
    """What is no pick, and --json, which writes nothing."""
    assert _again(issue, "--accept", "line 3").exit_code == 2
    assert _again(issue, "--accept", "I012", "--json").exit_code == 2


def test_picks() -> None:
    """A code, a file, a line, a column; a file's name may hold colons."""
    assert read_pick("I009") == Pick("I009")
    assert read_pick("I009:41:4") == Pick("I009", "", 41, 4)
    assert read_pick("I009:a:b.md:41") == Pick("I009", "a:b.md", 41)
    assert read_pick("I009:scan.hocr#2:41:4") == Pick("I009", "scan.hocr#2", 41, 4)
    assert read_pick("I009:7") == Pick("I009", "", 7)
    for wrong in ("", "41", "9:41", ":41", "I"):
        assert read_pick(wrong) is None


def test_a_file_may_be_named_as_findings_show_it() -> None:
    """By its path, by its name, by the page's name in the ledger."""
    told = Finding(code="I009", message="m", path="in/scan.hocr#1", line=41)

    for file in ("", "scan.hocr", "scan.hocr#1", "in/scan.hocr#1"):
        assert Pick("I009", file, 41).means(told, "scan.hocr")
    for file in ("scan.hocr#2", "hocr", "in"):
        assert not Pick("I009", file, 41).means(told, "scan.hocr")


def test_keys_tell_places_apart() -> None:
    """One code at two places has two keys; the same words have one."""
    page = ingest_page(
        "# 修渠护坡\n\n水来了,活了。\n\n谷子黄,收了。", path="p", page="01"
    )
    first, second = [one for one in page.findings if one.code == "I013"]

    assert key_of(first, page) != key_of(second, page)
    assert key_of(first, page) == key_of(first, page)


def test_the_ledger_holds_every_finding(issue: Path) -> None:
    """report.json gets it from there; what was accepted is marked."""
    _again(issue, "--accept", "I012")
    told = json.loads((issue / "ledger.json").read_text("utf-8"))["page.md"]

    codes = {one["code"]: one.get("accepted", False) for one in told["findings"]}
    assert codes == {"I009": False, "I012": True, "I013": False, "I021": False}
    assert all(one["message"] and one["line"] for one in told["findings"])
    assert list(told["accepted"].values()) == [
        "I012:3 「曰」 in 「3月5曰水来了,」 is probably a misread 「日」"
    ]


def test_the_review_shows_how(issue: Path, tmp_path: Path) -> None:
    """Each open finding has its command; one that was accepted, that to open it."""
    common = ["--review", "--out", str(tmp_path / "out"), "--styles", str(STYLES)]
    _again(issue, *common)
    page = tmp_path / "out/issue/ingest.html"
    assert "--accept I012:page.md:3:8" in page.read_text("utf-8")

    _again(issue, *common, "--accept", "I012:page.md:3:8")

    html = page.read_text("utf-8")
    assert "--accept I012" not in html
    assert "--reopen I012:page.md:3:8" in html
    assert "<b>3</b> of 4 findings open" in html


def _many(count: int) -> list[Finding]:
    return [
        Finding(
            code="I013", message=f"m{at}", path="p", line=at, severity=Severity.INFO
        )
        for at in range(1, count + 1)
    ]


def test_many_alike_are_told_together() -> None:
    """The first ones, how many more there are, and where all are."""
    lines = brief(_many(ALIKE + 10), "i/ledger.json")

    assert len(lines) == 4
    assert lines[2].startswith("p:3: info I013: m3")
    assert lines[3] == (
        "p: info I013: 12 more like these, lines 4 to 15\n    hint: all are in"
        " i/ledger.json"
    )


def test_a_few_alike_and_errors_are_told_singly() -> None:
    """Nothing is folded that fits; an error never is."""
    errors = [Finding(code="I090", message="m", path="p")] * 20

    assert brief(_many(ALIKE)) == [str(one) for one in _many(ALIKE)]
    assert len(brief(errors)) == 20


def test_all_of_them_can_be_told(tmp_path: Path) -> None:
    """--all folds nothing."""
    text = "# 修渠护坡\n\n" + "\n\n".join(f"水来了,活了{at}。" for at in range(20))
    page = str(write_page(tmp_path / "in", text))

    few = _ingest(tmp_path / "i", page)
    every = _ingest(tmp_path / "i", page, "--all")

    assert few.stderr.count("I013") == 4
    assert "17 more like these" in few.stderr
    assert every.stderr.count("I013") == 20


def test_many_alike_are_folded_in_the_review(tmp_path: Path) -> None:
    """All are there, with the one command that closes them; others stand singly."""
    text = "# 修渠护坡\n\n" + "\n\n".join(f"水来了,活了{at}。" for at in range(20))
    page = str(write_page(tmp_path / "in", f"{text}\n\n谷子黄 了。"))
    common = ["--review", "--out", str(tmp_path / "out"), "--styles", str(STYLES)]
    html = tmp_path / "out/i/ingest.html"

    _ingest(tmp_path / "i", page, *common)
    shown = html.read_text("utf-8")
    group = shown.partition('<details class="group">')[2].partition(
        "</ul>\n</details>"
    )[0]
    assert group.count('<li class="doubt') == 20
    assert "I021" not in group
    assert "--accept I013:page.md<" in group

    _ingest(tmp_path / "i", page, *common, "--accept", "I013:page.md")
    assert '<details class="group done">' in html.read_text("utf-8")
    assert "<b>1</b> of 21 findings open" in html.read_text("utf-8")
