"""Pins (定位) on page A5 of the sample: they hold, cost something, or are refused."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kit import ROOT, STYLES
from sample_kit import FOLDER, sample_issue
from zbpub.layout.account import PageAccount
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.manuscript.model import Issue, Pin
from zbpub.style_files import illustrate, open_case

PAGE = "A5"


@cache
def _page() -> Issue:
    """The sample's page A5 as an issue of its own."""
    issue = sample_issue()
    plans = tuple(plan for plan in issue.config.pages if plan.number == PAGE)
    config = replace(issue.config, front=None, fillers=(), pages=plans)
    articles = tuple(a for a in issue.articles if a.page == PAGE)
    return replace(issue, config=config, articles=articles)


def _made(pins: dict[str, Pin]) -> MadeUp:
    issue = _page()
    case = open_case(STYLES, issue)
    drawn = illustrate(FOLDER, issue, case)
    pinned = tuple(
        replace(a, pin=pins.get(a.name, a.pin)) for a in drawn.issue.articles
    )
    return make_up(replace(drawn.issue, articles=pinned), case, drawn.sizes)


@cache
def _free() -> PageAccount:
    """The account of the page as the make-up likes it best."""
    (account,) = _made({}).accounts
    return account


@pytest.mark.parametrize(
    ("name", "pin", "is_dear"),
    [
        ("a5-04", Pin(columns=3), True),
        ("a5-02", Pin(column=1, row=53), True),
        ("a5-07", Pin(column=6), False),
    ],
    ids=["columns", "place", "there"],
)
def test_pin_holds_and_tells_its_cost(name: str, pin: Pin, *, is_dear: bool) -> None:
    """The article stands where it is pinned; the page costs so much more than free.

    A pin to where it stands anyway costs nothing.
    """
    made = _made({name: pin})
    (account,) = made.accounts
    (block,) = (block for block in account.blocks if block.article == name)
    free = next(block for block in _free().blocks if block.article == name)

    for key in ("column", "row", "columns", "rows"):
        wanted = getattr(pin, key)
        assert wanted in (0, getattr(block, key))
    assert (block.outline != free.outline) == is_dear
    assert len(made.pages) == 1
    (told,) = account.pins
    assert (told.article, told.held) == (name, True)
    assert told.cost == account.cost - _free().cost
    assert (told.cost > 0) == is_dear


def test_free_page_has_no_pin() -> None:
    """The check above can fail: without pins none is told, and the page is cheaper."""
    assert _free().pins == ()
    assert _free().cost > 0


def test_pin_that_cannot_hold_is_refused(tmp_path: Path) -> None:
    """L014 names the pin and the cost without it; status 1, and nothing is written."""
    folder = tmp_path / "2026-03-18"
    shutil.copytree(FOLDER, folder)
    for path in folder.glob("*.md"):
        if not path.name.startswith("a5-"):
            path.unlink()
    config = (folder / "issue.toml").read_text("utf-8")
    head, *pages = config.partition("[[fillers]]")[0].split("[[pages]]")
    plan = next(page for page in pages if f'"{PAGE}"' in page)
    head = re.sub(r"\[front\].*", "", head, flags=re.DOTALL)
    (folder / "issue.toml").write_text(f"{head}[[pages]]{plan}", "utf-8")
    path = folder / "a5-04.md"
    text = path.read_text("utf-8").replace(
        "---\n", "---\nplace: {columns: 6, rows: 9}\n", 1
    )
    path.write_text(text, "utf-8")
    out = tmp_path / "dist"

    done = subprocess.run(
        [sys.executable, "-m", "zbpub", "build", str(folder), "--out", str(out),
         "--styles", str(ROOT / "styles"), "--format", "pdf"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1, done.stdout + done.stderr
    said = done.stdout + done.stderr
    assert "L014" in said
    assert "a5-04.md" in said
    assert re.search(r"without it the best page costs \d+", said)
    assert not out.exists()


def _framed(name: str, *, frame: bool | None) -> MadeUp:
    """Page A8 of the sample as an issue of its own, one article framed or not."""
    issue = sample_issue()
    plans = tuple(plan for plan in issue.config.pages if plan.number == "A8")
    config = replace(issue.config, front=None, fillers=(), pages=plans)
    articles = tuple(
        replace(a, frame=frame if a.name == name else a.frame)
        for a in issue.articles
        if a.page == "A8"
    )
    asked = replace(issue, config=config, articles=articles)
    case = open_case(STYLES, asked)
    drawn = illustrate(FOLDER, asked, case)
    return make_up(drawn.issue, case, drawn.sizes)


def test_a_frame_is_kept_or_refused_as_a_pin_is() -> None:
    """A frame that no full page can have is named with its cost; another stands."""
    (refused,) = _framed("a8-01", frame=True).findings
    assert (refused.code, "'frame'" in refused.message) == ("L014", True)
    assert refused.path.endswith("a8-01.md")

    (page,) = _framed("a8-02", frame=True).pages
    assert any(rule.role == "frame" for rule in page.rules)
    assert len(_framed("a8-01", frame=None).pages) == 1
