"""An issue's folder: what is read, and what is refused before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from zbpub.base.findings import InputError
from zbpub.manuscript.load import load_issue

CONFIG = 'publication = "鲁中晨报"\ndate = 2021-02-03\n'
ARTICLE = "---\nheadline: 春耕开始\n---\n\n各地春耕陆续开始。\n"


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """The folder of an issue with one article."""
    folder = tmp_path / "2021-02-03"
    folder.mkdir()
    (folder / "issue.toml").write_text(CONFIG, "utf-8")
    (folder / "01.md").write_text(ARTICLE, "utf-8")
    return folder


def _codes(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_issue(folder)
    return [each.code for each in caught.value.findings]


def test_issue_holds_its_articles_by_name(issue: Path) -> None:
    """Articles come in the order of their names, whatever their making."""
    for name in ("10.md", "02.md"):
        (issue / name).write_text(ARTICLE, "utf-8")
    loaded, found = load_issue(issue)

    assert found == ()
    assert [article.name for article in loaded.articles] == ["01", "02", "10"]
    assert loaded.articles[0].path == str(issue / "01.md")
    assert loaded.config.publication == "鲁中晨报"
    assert loaded.name == "2021-02-03"


def test_only_manuscripts_are_read(issue: Path) -> None:
    """What lies in source/ and images/, and hidden files, are no manuscripts."""
    for name in ("source/02.md", "images/03.md", ".04.md", "05.txt"):
        (issue / name).parent.mkdir(exist_ok=True)
        (issue / name).write_bytes(b"\xff")

    assert len(load_issue(issue)[0].articles) == 1


def test_suffix_may_be_upper_case(issue: Path) -> None:
    """A manuscript 02.MD is not silently left out."""
    (issue / "02.MD").write_text(ARTICLE, "utf-8")

    assert len(load_issue(issue)[0].articles) == 2


def test_byte_order_mark_is_accepted(issue: Path) -> None:
    """Files with a byte-order mark are read."""
    for name, text in (("01.md", ARTICLE), ("issue.toml", CONFIG)):
        (issue / name).write_text(text, "utf-8-sig")

    assert load_issue(issue)[1] == ()


def test_warnings_are_returned(issue: Path) -> None:
    """The lint's warnings come with the issue, they do not stop it."""
    (issue / "01.md").write_text(ARTICLE.replace("。", "."), "utf-8")
    (warning,) = load_issue(issue)[1]

    assert str(warning).startswith(f"{issue / '01.md'}:5: warning M061:")


def test_all_errors_of_all_files_are_raised(issue: Path) -> None:
    """One error does not hide those of the other files, nor the warnings."""
    (issue / "issue.toml").write_text("x = 1", "utf-8")
    (issue / "01.md").write_text("各地", "utf-8")
    (issue / "02.md").write_bytes(b"---\n\xff")
    (issue / "03.md").write_text(ARTICLE + "\n![图](a.jpg)\n\n甲.\n", "utf-8")

    assert _codes(issue) == ["M053", "M053", "M052", "M020", "M006", "M061", "M008"]


def test_pictures_inside_other_blocks_are_looked_for(issue: Path) -> None:
    """A picture in a list or a quotation must be there too."""
    (issue / "01.md").write_text(ARTICLE + "\n- ![图](a.jpg)\n", "utf-8")
    assert _codes(issue) == ["M008"]
    (issue / "a.jpg").write_bytes(b"")

    assert load_issue(issue)[1] == ()


def test_links_inside_the_folder_are_followed(issue: Path) -> None:
    """Only a link that leaves the folder is refused."""
    (issue / "images").mkdir()
    (issue / "images" / "a.jpg").write_bytes(b"")
    (issue / "b.jpg").symlink_to("images/a.jpg")
    (issue / "01.md").write_text(ARTICLE + "\n![图](b.jpg)\n", "utf-8")
    assert load_issue(issue)[1] == ()
    (issue / "images").rename(issue.parent / "images")
    (issue / "images").symlink_to("../images")

    assert _codes(issue) == ["M009"]


def test_link_to_itself_is_a_finding(issue: Path) -> None:
    """A circle of links is refused, not followed."""
    (issue / "02.md").symlink_to("02.md")
    (issue / "01.md").write_text(ARTICLE + "\n![图](02.md)\n", "utf-8")

    assert set(_codes(issue)) <= {"M005", "M008", "M009"}


def test_linked_config_is_refused(issue: Path) -> None:
    """issue.toml too must lie inside the folder."""
    (issue / "issue.toml").rename(issue.parent / "issue.toml")
    (issue / "issue.toml").symlink_to("../issue.toml")

    assert _codes(issue) == ["M009"]


def test_current_folder_has_a_name(
    issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named ``.``, the issue still knows its name, and findings stay short."""
    monkeypatch.chdir(issue)
    (issue / "01.md").write_text(ARTICLE.replace("。", "."), "utf-8")
    loaded, (warning,) = load_issue(Path())

    assert loaded.name == "2021-02-03"
    assert warning.path == "01.md"


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", ""])
def test_impossible_folders_are_findings(tmp_path: Path, name: str) -> None:
    """A name that no folder can have is a finding; a folder without an issue too."""
    assert _codes(tmp_path / name)[0] in {"M001", "M003", "M005"}
