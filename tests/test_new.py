"""`zbpub new` begins an issue that the other commands take."""

from __future__ import annotations

from pathlib import Path

import pytest

from zbpub.base.findings import InputError
from zbpub.manuscript.load import load_issue
from zbpub.new_recipe import NewOrder, new_issue


def _order(folder: Path, **change: str) -> NewOrder:
    values = {"publication": '海州"晨报', "date": "2026-03-18", "page": "A1"} | change
    return NewOrder(folder=folder, **values)


def test_new_issue_loads_without_findings(tmp_path: Path) -> None:
    """What is begun is a sound issue."""
    new_issue(_order(tmp_path / "2026-03-18"))

    issue, findings = load_issue(tmp_path / "2026-03-18")
    assert findings == ()
    assert issue.config.publication == '海州"晨报'
    assert [article.page for article in issue.articles] == ["A1"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder with something in it is left alone."""
    (tmp_path / "issue.toml").write_text("mine", "utf-8")

    with pytest.raises(InputError, match="S009"):
        new_issue(_order(tmp_path))
    assert (tmp_path / "issue.toml").read_text("utf-8") == "mine"


@pytest.mark.parametrize("change", [{"date": "tomorrow"}, {"page": "a page too long"}])
def test_wrong_value_is_told(tmp_path: Path, change: dict[str, str]) -> None:
    """A wrong date or page is a finding, and nothing is written."""
    with pytest.raises(InputError):
        new_issue(_order(tmp_path / "new", **change))
    assert not (tmp_path / "new").exists()
