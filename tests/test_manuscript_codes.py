r"""Every code of the manuscript stage has a case, a row in the docs and a place.

A case is a file of tests/cases/lint/: its first line a title, then parts that begin
with ``===``. ``=== NAME`` is a file of the issue's folder, ``=== bytes NAME`` one in
which ``\xNN`` stands for a byte, ``=== link NAME -> TARGET`` and ``=== folder NAME``
say themselves, ``=== without NAME`` takes a file away, ``=== load NAME`` loads another
path. The last part, ``=== findings``, is what the issue gets. ``issue.toml`` and
``01.md`` are there unless the case has its own.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zbpub.base.findings import Finding, InputError
from zbpub.manuscript.load import load_issue

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "cases" / "lint").glob("*.txt"))

DEFAULT = {
    "issue.toml": 'publication = "鲁中晨报"\ndate = 2021-02-03\n',
    "01.md": "---\nheadline: 春耕开始\n---\n\n各地春耕陆续开始。\n",
}

BYTE = re.compile(rb"\\x([0-9a-f]{2})")


def _unescape(text: str) -> bytes:
    return BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), text.encode())


def _write(issue: Path, command: str, text: str) -> None:
    """Carry out one part of a case."""
    match command.split():
        case ["link", name, "->", target]:
            (issue / name).parent.mkdir(exist_ok=True)
            (issue / name).symlink_to(target)
        case ["folder", name]:
            (issue / name).mkdir()
        case ["without", name]:
            (issue / name).unlink()
        case ["bytes", name]:
            (issue / name).write_bytes(_unescape(text))
        case [name]:
            path = issue / _unescape(name).decode()
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _findings(path: Path) -> tuple[Finding, ...]:
    try:
        return load_issue(path)[1]
    except InputError as error:
        return error.findings


def _run(case: Path, folder: Path) -> tuple[str, tuple[Finding, ...]]:
    """What the case expects and what its issue gets."""
    issue = folder / "issue"
    issue.mkdir()
    loaded = issue
    _, *parts = re.split(r"^=== ", case.read_text("utf-8"), flags=re.MULTILINE)
    for name, text in DEFAULT.items():
        _write(issue, name, text)
    for part in parts[:-1]:
        command, _, text = part.partition("\n")
        if command.startswith("load "):
            loaded = folder / command.removeprefix("load ")
        else:
            _write(issue, command, text)
    expected = parts[-1].removeprefix("findings\n")
    return expected, _findings(loaded)


def _shown(finding: Finding, folder: Path) -> str:
    text = str(finding).partition("\n")[0]
    return text.replace(f"{folder}/issue/", "").replace(f"{folder}/", "")


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_case(case: Path, tmp_path: Path) -> None:
    """Each case gets exactly its findings, its own code among them, all with hints."""
    expected, found = _run(case, tmp_path)

    assert "\n".join(_shown(each, tmp_path) for each in found) == expected.rstrip()
    assert case.stem in {each.code for each in found}
    assert all(each.hint for each in found)


def test_default_issue_is_clean(tmp_path: Path) -> None:
    """Without a fault the issue of the cases has no finding: the faults make them."""
    issue = tmp_path / "issue"
    issue.mkdir()
    for name, text in DEFAULT.items():
        _write(issue, name, text)

    assert _findings(issue) == ()


def _codes_in_source() -> set[str]:
    files = (ROOT / "src" / "zbpub" / "manuscript").glob("*.py")
    return {code for each in files for code in _quoted_codes(each.read_text("utf-8"))}


def _quoted_codes(source: str) -> list[str]:
    return re.findall(r'"(M0\d\d)"', source)


def _rows(docs: str) -> dict[str, list[str]]:
    """The cells of each row of docs/codes.md whose code begins with M."""
    rows = (line.strip("| ").split(" | ") for line in docs.splitlines())
    return {row[0]: row[1:] for row in rows if re.fullmatch(r"M0\d\d", row[0])}


def test_codes_are_the_same_set_everywhere() -> None:
    """The codes in the source, in docs/codes.md and in the cases are one set."""
    docs = _rows((ROOT / "docs" / "codes.md").read_text("utf-8"))

    assert _codes_in_source() == set(docs) == {case.stem for case in CASES}


def test_docs_say_the_severity(tmp_path: Path) -> None:
    """docs/codes.md gives each code the severity that its findings have."""
    docs = _rows((ROOT / "docs" / "codes.md").read_text("utf-8"))
    for case in CASES:
        folder = tmp_path / case.stem
        folder.mkdir()
        for each in _run(case, folder)[1]:
            assert docs[each.code][0] == each.severity.value, each


def test_a_missing_row_is_noticed() -> None:
    """Negative control: a row without its code, and a code without a row, show."""
    assert _rows("| code | severity |\n| M999 | error |\n| M030 | error | a | b |") == {
        "M030": ["error", "a", "b"]
    }
    assert _quoted_codes('code="M098"') == ["M098"]
