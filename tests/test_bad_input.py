"""Bad input gets one clear finding with place and hint, and dist/ stays as it was."""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zbpub.preflight.epub import judge_epub

ROOT = Path(__file__).parent.parent
ISSUE = ROOT / "manuscript" / "2021-02-03"
STEM = "2021-02-03.zh-Hans"
OLD = b"the last good file"


def _build(
    folder: Path,
    out: Path,
    before: Callable[[], None] | None = None,
    formats: str = "pdf,epub",
    styles: Path = ROOT / "styles",
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable, "-m", "zbpub", "build", str(folder),
            "--format", formats, "--out", str(out), "--styles", str(styles),
        ],
        capture_output=True, text=True, check=False, preexec_fn=before,
    )  # fmt: skip


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """A copy of the real issue, to be spoilt."""
    folder = tmp_path / "2021-02-03"
    shutil.copytree(ISSUE, folder)
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A dist/ with the last good PDF in it."""
    place = tmp_path / "dist" / "2021-02-03" / "2021-02-03.zh-Hans.pdf"
    place.parent.mkdir(parents=True)
    place.write_bytes(OLD)
    return tmp_path / "dist"


def _assert_refused(
    done: subprocess.CompletedProcess[str], out: Path, status: int, code: str
) -> str:
    """One error with a hint, the documented status, no traceback, dist/ untouched."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    errors = re.findall(r"^.*error ([A-Z]\d{3}): .*$", done.stderr, re.MULTILINE)
    assert errors == [code], done.stderr
    assert "    hint: " in done.stderr
    files = [path for path in out.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [OLD]
    return next(line for line in done.stderr.splitlines() if f"error {code}" in line)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_no_folder(out: Path, tmp_path: Path) -> None:
    """A folder that is not there is named, with the nearest one that is."""
    done = _build(tmp_path / "2021-02-30", out)

    assert "2021-02-30" in _assert_refused(done, out, 3, "M001")


def test_empty_folder(out: Path, tmp_path: Path) -> None:
    """A folder with issue.toml and no manuscript says what belongs there."""
    folder = tmp_path / "empty"
    folder.mkdir()
    shutil.copy(ISSUE / "issue.toml", folder)

    _assert_refused(_build(folder, out), out, 3, "M004")


def _spoil_yaml(issue: Path) -> None:
    _replace(issue / "03-02.md", "kicker: ", "kicker: [")


def _lose_image(issue: Path) -> None:
    path = issue / "03-01.md"
    path.write_text(
        path.read_text("utf-8") + "\n![街景](images/nowhere.png)\n", "utf-8"
    )


def _strange_character(issue: Path) -> None:
    _replace(issue / "03-01.md", "这一年，", "这一年\u1200，")


def _endless_headline(issue: Path) -> None:
    _replace(
        issue / "03-03.md", "创建国家农村改革试验区", "创建国家农村改革试验区" * 30
    )


def _no_text(issue: Path) -> None:
    path = issue / "03-03.md"
    head = path.read_text("utf-8").split("---\n\n")[0].replace("byline: ", "deck: ")
    path.write_text(f"{head}---\n", "utf-8")


def _script(issue: Path) -> None:
    _replace(issue / "03-01.md", "这一年，", "这一年<script>alert(1)</script>，")


def _file_address(issue: Path) -> None:
    path = issue / "03-01.md"
    path.write_text(path.read_text("utf-8") + "\n![密](file:///etc/passwd)\n", "utf-8")


def _wrong_type(issue: Path) -> None:
    _replace(issue / "issue.toml", 'section = "要闻"', "section = 3")


def _broken_toml(issue: Path) -> None:
    _replace(issue / "issue.toml", 'publication = "鲁中晨报"', "publication = 鲁中晨报")


def _no_profile(issue: Path) -> None:
    _replace(issue / "issue.toml", '"tabloid"', '"tabliod"')


def _no_look(issue: Path) -> None:
    _replace(issue / "issue.toml", '"chenbao"', '"chenbo"')


@pytest.mark.parametrize(
    ("spoil", "status", "code", "told"),
    [
        (_spoil_yaml, 3, "M022", "03-02.md:3:"),
        (_lose_image, 3, "M008", "images/nowhere.png"),
        (_strange_character, 1, "L010", "U+1200"),
        (_endless_headline, 1, "L004", "03-03.md"),
        (_no_text, 1, "L012", "03-03.md"),
        (_script, 3, "M030", "03-01.md:13"),
        (_file_address, 3, "M033", "file:///etc/passwd"),
        (_wrong_type, 3, "M051", "'pages[0].section'"),
        (_broken_toml, 3, "M050", "issue.toml:1:"),
        (_no_profile, 3, "S001", "tabliod"),
        (_no_look, 3, "S008", "chenbo"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else None,
)
def test_spoilt_issue(  # noqa: PLR0913  # fixtures and the case
    issue: Path,
    out: Path,
    spoil: Callable[[Path], None],
    status: int,
    code: str,
    told: str,
) -> None:
    """Each fault of an issue is told by place and name."""
    spoil(issue)

    assert told in _assert_refused(_build(issue, out), out, status, code)


@pytest.mark.parametrize("fault", ["{{ nothing.such }}", "{% if %}"])
def test_broken_template(issue: Path, out: Path, tmp_path: Path, fault: str) -> None:
    """A look's template that fails is a finding about the look."""
    styles = tmp_path / "styles"
    shutil.copytree(ROOT / "styles", styles)
    template = styles / "looks" / "chenbao" / "page.html.j2"
    with template.open("a", encoding="utf-8") as file:
        file.write(f"{{% block foot %}}{fault}{{% endblock %}}\n")

    done = _build(issue, out, styles=styles)

    assert "page.html.j2" in _assert_refused(done, out, 3, "S010")


def test_full_disk(issue: Path, out: Path) -> None:
    """When files cannot be written whole, the last good ones stay."""

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = _build(issue, out, before=no_room)

    _assert_refused(done, out, 4, "X003")


def test_unwritable_place(issue: Path, tmp_path: Path) -> None:
    """A file where the folder should be is told, not tripped over."""
    out = tmp_path / "dist"
    out.write_bytes(OLD)

    done = _build(issue, out)

    assert done.returncode == 4
    assert "X003" in done.stderr
    assert out.read_bytes() == OLD


def test_sound_issue_is_not_refused(issue: Path, out: Path) -> None:
    """The checks above can fail: the issue unspoilt is built, and replaces the file."""
    done = _build(issue, out)

    assert done.returncode == 0, done.stderr
    assert (out / "2021-02-03" / "2021-02-03.zh-Hans.pdf").read_bytes() != OLD


def test_short_page_still_gives_a_book(issue: Path, tmp_path: Path) -> None:
    """An issue too short for its page gives no PDF, but a book with a plain cover."""
    for name in ("03-01.md", "03-02.md"):
        (issue / name).unlink()

    refused = _build(issue, tmp_path / "none")
    assert refused.returncode == 1
    assert "short by" in _line_of(refused, "L003")
    book = _build(issue, tmp_path / "dist", formats="epub")
    assert book.returncode == 0, book.stderr
    assert "warning L003" in book.stderr
    assert judge_epub(tmp_path / "dist" / "2021-02-03" / f"{STEM}.epub") == ()


def test_page_too_full_says_how_far_off(issue: Path, out: Path) -> None:
    """A page with too much copy is told in rows and characters."""
    shutil.copy(issue / "03-02.md", issue / "03-04.md")

    told = _assert_refused(_build(issue, out), out, 1, "L002")

    assert re.search(r"over by \d+ rows of column, about \d+ characters", told)


def _line_of(done: subprocess.CompletedProcess[str], code: str) -> str:
    return next(line for line in done.stderr.splitlines() if code in line)
