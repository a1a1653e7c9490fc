"""`zbpub proof`: pages as pictures, spreads on contact sheets, and exit statuses."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from test_pdf_read import Sheet, save
from zbpub.cli import cli
from zbpub.contact_sheet import Thumb, contact_sheets, spreads_of
from zbpub.page_images import draw_pages

ISSUE = """publication = "河湾日报"
date = 2024-05-12
url = "https://example.com/hewan"
"""
ARTICLE = """---
headline: 老码头修缮一新
page: "{page}"
---

清晨六点，第一班渡船离开河湾码头。
"""


def thumb(number: str, section: str = "", size: tuple[int, int] = (110, 156)) -> Thumb:
    """A page of one grey."""
    out = BytesIO()
    Image.new("RGB", size, (200, 210, 220)).save(out, "PNG")
    return Thumb(number, section, out.getvalue())


def spread(*numbers: str) -> list[tuple[str, str]]:
    """The spreads of pages of these numbers, ``-`` where nothing faces a page."""
    return [
        (left.number if left else "-", right.number if right else "-")
        for left, right in spreads_of([thumb(number) for number in numbers])
    ]


# --- contact sheets -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("01 02 03 04", [("-", "01"), ("02", "03"), ("04", "-")]),
        ("03", [("-", "03")]),
        ("A2 A3 B1", [("A2", "A3"), ("-", "B1")]),
        ("02 05", [("02", "-"), ("-", "05")]),
        ("A2 B3", [("A2", "-"), ("-", "B3")]),
        ("甲 乙 丙 丁", [("-", "甲"), ("乙", "丙"), ("丁", "-")]),
        ("02 04", [("02", "-"), ("04", "-")]),
    ],
)
def test_facing_pages_stand_side_by_side(
    numbers: str, expected: list[tuple[str, str]]
) -> None:
    """An even page stands left of the odd one that follows it; others stand alone."""
    assert spread(*numbers.split()) == expected


def _size(png: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(png)) as image:
        return image.size


def _colour(png: bytes, x: int, y: int) -> object:
    with Image.open(BytesIO(png)) as image:
        return image.convert("RGB").getpixel((x, y))


def test_sheet_has_all_pages_on_grey() -> None:
    """Eight pages are five spreads in two rows; the ground is grey, pages lie on it."""
    (sheet,) = contact_sheets([thumb(f"{n:02}", "要闻") for n in range(1, 9)])
    (one,) = contact_sheets([thumb("03", "要闻")])

    assert _colour(sheet, 2, 2) == (128, 128, 128)
    assert _colour(sheet, 48 + 10, 48 + 60) == (128, 128, 128)  # nothing faces 01
    assert _colour(sheet, 48 + 422 + 10, 48 + 60) == (200, 210, 220)
    wide, high = _size(sheet)
    assert (wide, high) == (2 * 48 + 3 * 842 + 2 * 40, 2 * 48 + 2 * (52 + 596) + 40)
    assert _size(one) == (2 * 48 + 420, 2 * 48 + 52 + 596)


def test_sheet_of_a_leftward_issue_is_mirrored() -> None:
    """Bound at the right: 01 stands in the left half of the rightmost spread."""
    pages = [thumb(f"{n:02}", "要闻") for n in range(1, 9)]
    (level,) = contact_sheets(pages)
    (sheet,) = contact_sheets(pages, is_leftward=True)
    x, y = 48 + 2 * (842 + 40), 48 + 60
    paper, ground = (200, 210, 220), (128, 128, 128)

    assert _size(sheet) == _size(level)
    assert _colour(sheet, x + 10, y) == paper  # 01
    assert _colour(sheet, x + 422 + 10, y) == ground  # nothing faces it
    # The second row begins at the right too: 06 and 07, then 08 alone.
    second = y + 52 + 596 + 40
    assert _colour(sheet, 48 + 10, second) == ground
    assert _colour(sheet, 48 + 842 + 40 + 10, second) == ground
    assert _colour(sheet, 48 + 842 + 40 + 422 + 10, second) == paper  # 08


def test_numbers_and_sections_are_written() -> None:
    """Over each page something is written; another number is another picture."""
    bare, named = contact_sheets([thumb("03")]), contact_sheets([thumb("03", "要闻")])

    assert bare != named
    assert named != contact_sheets([thumb("05", "要闻")])
    assert named == contact_sheets([thumb("03", "要闻")])


def test_seventeenth_page_begins_another_sheet() -> None:
    """Sixteen pages fill a sheet; a spread that has no room goes on the next."""
    assert len(contact_sheets([thumb(f"{n:02}") for n in range(1, 17)])) == 1
    assert len(contact_sheets([thumb(f"{n:02}") for n in range(1, 18)])) == 2


@pytest.mark.parametrize("at", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_hairlines_are_drawn(tmp_path: Path, at: float) -> None:
    """A hairline of a quarter of a point is seen wherever it falls on the raster."""
    line = (20, 40 + at, 100, 40.25 + at)
    sheet = Sheet(width=216).fill(*line).clip(*line)
    (page,) = draw_pages(save(tmp_path / "a.pdf", sheet), 100)
    with Image.open(BytesIO(page)) as image:
        column = np.asarray(image.convert("L"))[50:62, 80]

    assert np.count_nonzero(column < 220) in (1, 2)


# --- the command ----------------------------------------------------------------------


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """An issue of two pages whose PDF stands in dist/ already: 216 by 400 points."""
    folder = tmp_path / "2024-05-12"
    folder.mkdir()
    (folder / "issue.toml").write_text(ISSUE, "utf-8")
    for page in ("02", "03"):
        text = ARTICLE.format(page=page)
        (folder / f"{page}-01.md").write_text(text, "utf-8")
    (tmp_path / "dist" / "2024-05-12").mkdir(parents=True)
    return folder


def built(issue: Path, pages: int) -> Path:
    """The issue's folder in dist/, with a PDF of so many pages."""
    out = issue.parent / "dist" / issue.name
    sheets = [Sheet(width=216) for _ in range(pages)]
    for sheet in sheets:
        sheet.fill(20, 40, 100, 200)
    save(out / f"{issue.name}.zh-Hans.pdf", *sheets)
    return out


def run(issue: Path, *options: str) -> Result:
    """Run ``zbpub proof`` on it."""
    out = str(issue.parent / "dist")
    return CliRunner().invoke(cli, ["proof", str(issue), "--out", out, *options])


def test_each_page_is_drawn_at_100_dpi(issue: Path) -> None:
    """216 points are 300 pixels; pages have their numbers, the sheet comes last."""
    out = built(issue, 2)
    done = run(issue)

    assert done.exit_code == 0, done.output
    names = ["02.png", "03.png", "contact.png"]
    assert done.stdout.splitlines() == [str(out / "proof" / name) for name in names]
    assert "drawing the pages" in done.stderr
    width, _ = _size((out / "proof" / "02.png").read_bytes())
    assert width == 300
    assert sorted(path.name for path in (out / "proof").iterdir()) == names


def test_pages_have_the_numbers_of_their_build(issue: Path) -> None:
    """Where report.json tells the pages of the build, those are their names."""
    out = built(issue, 2)
    pages = [
        {"number": "A1", "section": "要闻", "is_full": True},
        {"number": "../B/2", "section": "", "is_full": True},
    ]
    (out / "report.json").write_text(json.dumps({"pages": pages}), "utf-8")
    done = run(issue, "--quiet")

    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    names = sorted(path.name for path in (out / "proof").iterdir())
    assert names == ["---B-2.png", "A1.png", "contact.png"]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"pages": 3}', '{"pages": [{"number": 1}]}']
)
def test_broken_report_is_passed_over(issue: Path, text: str) -> None:
    """A report that somebody has changed does no harm."""
    out = built(issue, 3)
    (out / "report.json").write_text(text, "utf-8")

    assert run(issue).exit_code == 0
    assert (out / "proof" / "3.png").is_file()


def test_page_named_like_the_sheet_gets_another_name(issue: Path) -> None:
    """No page takes the contact sheet's name, nor another page's."""
    out = built(issue, 3)
    pages = [
        {"number": n, "section": "", "is_full": True} for n in ("contact", "a/", "a.")
    ]
    (out / "report.json").write_text(json.dumps({"pages": pages}), "utf-8")
    run(issue)

    names = sorted(path.name for path in (out / "proof").iterdir())
    assert names == ["01-contact.png", "03-a-.png", "a-.png", "contact.png"]


def test_pages_that_are_no_more_are_taken_away(issue: Path) -> None:
    """A picture of a page that the issue has no more would be taken for its own."""
    out = built(issue, 3)
    run(issue)
    built(issue, 2)
    run(issue)

    names = sorted(path.name for path in (out / "proof").iterdir())
    assert names == ["02.png", "03.png", "contact.png"]


def test_same_pages_give_the_same_bytes(issue: Path) -> None:
    """Drawn again, every file is as it was."""
    out = built(issue, 2)
    run(issue)
    first = {path.name: path.read_bytes() for path in (out / "proof").iterdir()}
    run(issue)

    assert first == {path.name: path.read_bytes() for path in (out / "proof").iterdir()}


def test_missing_pdf_is_told_with_what_to_run(issue: Path) -> None:
    """Nothing built is P002, and the hint is the command."""
    done = run(issue)

    assert done.exit_code == 3
    assert "P002" in done.stderr
    assert f"zbpub build {issue} --format pdf --out" in done.stderr


def test_damaged_pdf_is_told(issue: Path) -> None:
    """A PDF that cannot be painted is P113; no picture is written."""
    out = built(issue, 1)
    (out / f"{issue.name}.zh-Hans.pdf").write_bytes(b"%PDF-1.7\nnothing")
    done = run(issue)

    assert done.exit_code == 3
    assert "P113" in done.stderr
    assert not (out / "proof").exists()


def test_missing_pdftoppm_is_told(
    issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pdftoppm the status is 4, and nothing is written."""
    out = built(issue, 1)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(issue)

    assert done.exit_code == 4
    assert "X004" in done.stderr
    assert not (out / "proof").exists()


def test_missing_issue_is_told(tmp_path: Path) -> None:
    """An issue that is not there is the loader's finding."""
    done = CliRunner().invoke(cli, ["proof", str(tmp_path / "nowhere")])

    assert done.exit_code == 3
    assert "M001" in done.stderr
