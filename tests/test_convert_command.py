"""``zbpub convert`` is a pipe; ``zbpub build`` gives each edition files of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from edition_kit import ROOT

TEXT = "报告指明了方向。\n\n记者 范一松\n"
ISSUE = ROOT / "manuscript" / "2021-02-03"


def _run(*words: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "zbpub", *words], input=text, capture_output=True,
        cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


def test_pipe() -> None:
    """Standard input comes out converted, line for line; findings go elsewhere."""
    done = _run("convert", "--to", "zh-Hant-TW", text=TEXT.encode())

    assert done.returncode == 0
    assert done.stdout.decode() == "報告指明了方向。\n\n記者 范一松\n"
    assert "standard input:3: warning T010" in done.stderr.decode()


@pytest.mark.parametrize("ending", ["\r\n", "\n", ""])
def test_line_ends_stay(ending: str) -> None:
    """Line ends come out as they came in, the last one too."""
    text = f"发展{ending}".encode()

    assert _run("convert", "--to", "zh-Hant-HK", text=text).stdout == (
        f"發展{ending}".encode()
    )


def test_file_lexicon_and_ledger(tmp_path: Path) -> None:
    """FILE is read, a lexicon decides, the ledger is written as its name says."""
    text, lexicon = tmp_path / "a.md", tmp_path / "l.toml"
    text.write_text(TEXT, "utf-8")
    lexicon.write_text('[names]\n"范一松" = "範一鬆"\n', "utf-8")
    for suffix in ("json", "html"):
        done = _run(
            "convert", "--to", "zh-Hant-TW", "--strict", "--lexicon", str(lexicon),
            "--ledger", str(tmp_path / f"out.{suffix}"), str(text),
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert "範一鬆" in done.stdout.decode()

    told = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert told["counts"]["names"] == 0
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_strict_fails_on_an_undecided_name() -> None:
    """With --strict the text comes out all the same, and the status is 1."""
    done = _run("convert", "--to", "zh-Hant-TW", "--strict", text=TEXT.encode())

    assert done.returncode == 1
    assert "范一松" in done.stdout.decode()
    assert "error T010" in done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "text", "status", "said"),
    [
        (["--to", "zh-Hans"], "", 2, "zh-Hans"),
        ([], "", 2, "--to"),
        (["--to", "zh-Hant-TW", "none.md"], "", 3, "T020"),
        (["--to", "zh-Hant-TW"], "ÿþ", 3, "T020"),
        (["--to", "zh-Hant-TW", "--lexicon", "none.toml"], "", 3, "T001"),
    ],
)
def test_wrong_use_is_told(words: list[str], text: str, status: int, said: str) -> None:
    """A wrong edition, a missing file or text that is none gives no traceback."""
    done = _run("convert", *words, text=text.encode("latin-1"))

    assert done.returncode == status
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert done.stdout == b""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real page built for Taiwan and Hong Kong."""
    out = tmp_path_factory.mktemp("dist")
    done = _run(
        "build", str(ISSUE), "--edition", "zh-Hant-TW,zh-Hant-HK", "--strict", "--out",
        str(out), "-q",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    return out / ISSUE.name


def test_each_edition_has_its_files(built: Path) -> None:
    """PDF, e-book, report, ledger and diff stand side by side, by edition."""
    endings = {"pdf", "epub", "report.json", "ledger.json", "ledger.html", "diff.html"}

    assert {path.name for path in built.iterdir()} == {
        f"2021-02-03.{edition}.{ending}"
        for edition in ("zh-Hant-TW", "zh-Hant-HK")
        for ending in endings
    }


@pytest.mark.parametrize(
    ("edition", "region", "words"),
    [
        ("zh-Hant-TW", "TC", ("李干傑", "魯中晨報", "連結", "「十四五」")),
        ("zh-Hant-HK", "HK", ("李干傑", "魯中晨報", "鏈接", "「十四五」")),
    ],
)
def test_the_pdf_is_the_editions(
    built: Path, edition: str, region: str, words: tuple[str, ...]
) -> None:
    """The PDF has the region's fonts and words, and no Simplified ones."""
    pdf = str(built / f"2021-02-03.{edition}.pdf")
    fonts = subprocess.run(
        ["pdffonts", pdf], capture_output=True, text=True, check=True
    )
    text = subprocess.run(
        ["pdftotext", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout.replace("\n", "")

    assert f"CJK-{region}" in fonts.stdout
    assert "CJK-SC" not in fonts.stdout
    for word in words:
        assert word in text
    assert "農曆庚子年臘月廿二" in text
    assert not set("发这国农历“”") & set(text)


def test_the_book_says_its_edition(built: Path) -> None:
    """The e-book's language, title and publisher are the edition's."""
    with ZipFile(built / "2021-02-03.zh-Hant-TW.epub") as book:
        name = next(n for n in book.namelist() if n.endswith(".opf"))
        package = book.read(name).decode()

    assert "<dc:language>zh-Hant-TW</dc:language>" in package
    assert "魯中晨報" in package
    assert not set("发这国鲁报") & set(package)


def test_an_undecided_name_stops_a_strict_build(tmp_path: Path) -> None:
    """Without its lexicon the page's governor is undecided: status 1, no files."""
    issue = tmp_path / "issue"
    shutil.copytree(ISSUE, issue)
    (issue / "lexicon.toml").unlink()
    order = (
        "build",
        str(issue),
        "--edition",
        "zh-Hant-TW",
        "--out",
        str(tmp_path / "o"),
    )
    done = _run(*order, "--strict")

    assert done.returncode == 1
    assert '"李干杰" = "李干傑"' in done.stderr.decode()
    assert not (tmp_path / "o").exists()


def test_an_unknown_edition_is_wrong_usage(tmp_path: Path) -> None:
    """One unknown edition of several is named."""
    done = _run("build", str(ISSUE), "--edition", "zh-Hant-TW,zh-Hant-US")

    assert done.returncode == 2
    assert "zh-Hant-US" in done.stderr.decode()
