"""`make` rebuilds what depends on a change, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    # The outer make must not hand its flags down, nor hear of our targets.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A copy of the real issue, its PDF and EPUB made once: make's variables."""
    folder = tmp_path_factory.mktemp("issues") / "2021-02-03"
    shutil.copytree(ROOT / "manuscript" / "2021-02-03", folder)
    out = tmp_path_factory.mktemp("dist")
    variables = {"ISSUE": str(folder), "OUT": str(out)}
    done = _make("pdf", "epub", *_given(variables))
    assert done.returncode == 0, done.stderr
    return variables


def _given(variables: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in variables.items()]


def _is_up_to_date(target: str, variables: dict[str, str]) -> bool:
    return _make("--question", target, *_given(variables)).returncode == 0


def test_second_make_does_nothing(built: dict[str, str]) -> None:
    """What was made is not made again."""
    assert "Nothing to be done" in _make("pdf", *_given(built)).stdout
    assert _is_up_to_date("epub", built)


def test_touched_manuscript_is_noticed(built: dict[str, str]) -> None:
    """Touching a manuscript makes its issue's PDF and EPUB stale, no other issue's."""
    manuscript = Path(built["ISSUE"]) / "03-02.md"
    later = time.time() + 2
    os.utime(manuscript, (later, later))

    assert not _is_up_to_date("pdf", built)
    assert not _is_up_to_date("epub", built)
    done = _make("pdf", *_given(built))
    assert done.returncode == 0, done.stderr
    os.utime(manuscript, (time.time() - 60,) * 2)
    assert _is_up_to_date("pdf", built)


def test_source_page_is_no_dependency(built: dict[str, str]) -> None:
    """The untouched source is ingested by `make ingest` alone, never by a build."""
    page = Path(built["ISSUE"]) / "source" / "page.md"
    os.utime(page, (time.time() + 5,) * 2)

    assert _is_up_to_date("pdf", built)


def test_proofs_follow_the_pdf(built: dict[str, str]) -> None:
    """`make proof` draws what is built, and builds only what is older than its copy."""
    proofs = Path(built["OUT"]) / "2021-02-03" / "proof"
    done = _make("proof", *_given(built))

    assert done.returncode == 0, done.stderr
    assert "zbpub build" not in done.stdout
    assert sorted(path.name for path in proofs.iterdir()) == ["03.png", "contact.png"]

    later = time.time() + 2
    os.utime(Path(built["ISSUE"]) / "03-01.md", (later, later))
    assert "zbpub build" in _make("--dry-run", "proof", *_given(built)).stdout
    os.utime(Path(built["ISSUE"]) / "03-01.md", (time.time() - 60,) * 2)


def test_explanation_needs_no_pdf(built: dict[str, str], tmp_path: Path) -> None:
    """`make explain` builds nothing, and ends as zbpub does."""
    done = _make("explain", f"ISSUE={built['ISSUE']}", f"OUT={tmp_path}")

    assert done.returncode == 0, done.stderr
    assert [p.name for p in (tmp_path / "2021-02-03").iterdir()] == ["explain.html"]


def test_missing_issue_is_told(tmp_path: Path) -> None:
    """An issue that is not there is zbpub's finding, not make's riddle."""
    done = _make("pdf", f"ISSUE={tmp_path}/nowhere", f"OUT={tmp_path}/dist")

    assert done.returncode != 0
    assert "M001" in done.stderr
    assert not (tmp_path / "dist").exists()


def test_help_lists_every_target() -> None:
    """`make help` names the targets that there are, each with its purpose."""
    listed = {line.split()[0] for line in _make("help").stdout.splitlines()[1:]}

    assert {"setup", "ingest", "check", "pdf", "epub", "test", "bench"} <= listed
    assert {"proof", "explain"} <= listed
