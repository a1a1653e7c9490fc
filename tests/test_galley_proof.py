"""Galley proofs: every line in its column, and a finding for what cannot be set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page import ValidationProfile, is_pdf_compliant

from zbpub.base.chars import is_drawn
from zbpub.compose.line import Line
from zbpub.layout.galley_proof import (
    FEWEST_ROWS,
    MOST_ROWS,
    ProofSheet,
    proof_pages,
)
from zbpub.layout.page import Element, Fragment, Page
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_score import Verdict, score
from zbpub.preflight.pdf_proof import prove_pdf

ROOT = Path(__file__).parent.parent
SHEET = ProofSheet(measure=117_000, size=9000, leading=12_000, columns=3)
TEXT = (
    "新华书店昨日上午重新开门，读者排队一百余米，“等了3年”的话随处可以听见。",
    "店长说，书目增加到12万种，其中《辞海》《汉语大字典》各备50套；还有800余种外文书。",
)


def _compose(*options: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zbpub", "compose", *options],
        input=text or "\n".join(TEXT * 12), capture_output=True, text=True, check=False,
        cwd=ROOT, env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
    )  # fmt: skip


def _paragraph(rows: int) -> list[Line]:
    """Lines without glyphs: pages ask for no more."""
    return [
        Line(str(row), row, (), (), (), left=0, end=0, is_last=row == rows - 1)
        for row in range(rows)
    ]


def _columns(page: Page) -> list[list[Fragment]]:
    """The fragments of each column, from left to right."""
    found: dict[int, list[Fragment]] = {}
    for article in page.articles:
        for item in article.items:
            for fragment in getattr(item, "fragments", ()):
                found.setdefault(fragment.place.x, []).append(fragment)
    return [found[x] for x in sorted(found)]


def _depths(page: Page) -> list[int]:
    return [sum(len(f.lines) for f in column) for column in _columns(page)]


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A proof of a few paragraphs at 13 em."""
    path = tmp_path_factory.mktemp("proof") / "galley.pdf"
    done = _compose("--measure", "13", "--indent", "2", "--pdf", str(path))
    assert (done.returncode, done.stdout) == (0, f"{path}\n"), done.stderr
    return path


def test_the_meter_passes_a_proof(proof: Path) -> None:
    """No clause of docs/measures.md fails on a proof, and its lines are counted."""
    measures = measure_pdf(proof)

    assert measures.lines > 60
    assert measures.columns == 4
    assert measures.body_size == 9
    assert measures.pitch == pytest.approx(12)
    failed = [one.what for one in score(measures) if one.verdict is Verdict.FAIL]
    assert failed == []


def test_a_proof_holds_every_character(proof: Path) -> None:
    """The tagged text is the paragraphs in order; a missing one is noticed."""
    assert prove_pdf(proof, {"galley-1": "\n".join(TEXT * 12)}) == ()
    assert prove_pdf(proof, {"galley-1": "\n".join(TEXT * 13)}) != ()


def test_a_proof_is_accessible(proof: Path) -> None:
    """A proof conforms to PDF/UA-1."""
    assert is_pdf_compliant(proof, profile=ValidationProfile.PDF_UA_1)


def test_type_and_columns_are_as_ordered(tmp_path: Path) -> None:
    """Size, leading, measure and columns of the file are those of the order."""
    path = tmp_path / "a.pdf"

    done = _compose(
        "--measure", "17", "--columns", "2", "--size", "10.5", "--leading", "14.5",
        "--edition", "zh-Hant-TW", "--pdf", str(path),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    measures = measure_pdf(path)
    assert measures.body_size == 10.5
    assert measures.columns == 2
    assert measures.pitch == pytest.approx(14.5)
    assert measures.lang == "zh-Hant-TW"
    with pikepdf.open(path) as pdf:
        width = float(pdf.pages[0].mediabox[2])
    assert width == pytest.approx(72 + (2 * 17 + 1) * 10.5, abs=0.01)


def test_without_a_file_lines_are_printed() -> None:
    """Without --pdf there is one JSON object a paragraph and nothing else."""
    done = _compose("--measure", "13")

    assert done.stderr == ""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 24
    assert "".join(line["text"] for line in lines[0]["lines"]) == TEXT[0]


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("在\U000f0000书店", 1, "L010"),
        (" \n\n", 3, "L020"),
    ],
)
def test_what_cannot_be_set_is_told(
    tmp_path: Path, text: str, status: int, code: str
) -> None:
    """A character without a glyph, and no text at all, end in a finding with a hint."""
    path = tmp_path / "a.pdf"

    done = _compose("--measure", "13", "--pdf", str(path), text=text)

    assert done.returncode == status
    assert f"error {code}: " in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not path.exists()


def test_a_page_too_wide_is_told(tmp_path: Path) -> None:
    """A page wider than a PDF may have is refused (ISO 32000-1, annex C)."""
    path = tmp_path / "a.pdf"

    done = _compose("--measure", "100", "--columns", "20", "--pdf", str(path))

    assert done.returncode == 1
    assert "error L021: the page would be 18,243 points wide" in done.stderr
    assert not path.exists()


def test_a_line_too_wide_is_told(tmp_path: Path) -> None:
    """A line that no legal break makes fit is set, and told as a warning."""
    path = tmp_path / "a.pdf"

    done = _compose("--measure", "1", "--pdf", str(path), text="他说——好")

    assert done.returncode == 0
    assert "warning L022: a line is 9 points too wide: “——” (paragraph 1)" in (
        done.stderr
    )
    assert path.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--columns", "3"), "need --pdf FILE"),
        (("--size", "9", "--leading", "8", "--pdf", "a.pdf"), "less than the type"),
        (("--measure", "nan"), "room for one character"),
    ],
)
def test_wrong_orders_are_refused(options: tuple[str, ...], said: str) -> None:
    """Options that make no proof are wrong usage."""
    done = _compose("--measure", "13", *options)

    assert done.returncode == 2
    assert said in done.stderr


PARAGRAPHS = st.lists(st.integers(1, 12), min_size=1, max_size=90)


@settings(max_examples=60)
@given(PARAGRAPHS)
def test_every_line_stands_in_order(rows: list[int]) -> None:
    """Read column after column, a proof has each line once, in order, on one grid."""
    pages = proof_pages([_paragraph(count) for count in rows], SHEET)

    read = [
        line.text
        for page in pages
        for column in _columns(page)
        for fragment in column
        for line in fragment.lines
    ]
    assert read == [str(row) for count in rows for row in range(count)]
    baselines = {
        (fragment.place.y + line.baseline) % SHEET.leading
        for page in pages
        for column in _columns(page)
        for fragment in column
        for line in fragment.lines
    }
    assert len(baselines) == 1


@settings(max_examples=60)
@given(PARAGRAPHS)
def test_full_columns_end_level(rows: list[int]) -> None:
    """The columns of all pages but the last end level, but for a widow kept off."""
    *full, last = proof_pages([_paragraph(count) for count in rows], SHEET)

    for page in full:
        assert set(_depths(page)) <= {MOST_ROWS, MOST_ROWS - 1}
    assert max(_depths(last)) <= MOST_ROWS
    assert len(_depths(last)) == 1 or min(_depths(last)) >= FEWEST_ROWS - 2


def test_the_last_page_ends_level_without_widows() -> None:
    """Where the text ends columns differ by a row at most; none begins with a widow."""
    even = proof_pages([_paragraph(31)], SHEET)
    widowed = proof_pages([_paragraph(12), _paragraph(19)], SHEET)

    assert _depths(even[0]) == [11, 10, 10]
    assert _depths(widowed[0]) == [10, 11, 10]


def test_no_column_of_a_few_rows() -> None:
    """A short paragraph stays in one column."""
    assert _depths(proof_pages([_paragraph(9)], SHEET)[0]) == [9]


def test_a_widow_costs_a_level_foot() -> None:
    """Where no level cut avoids a widow, the last column ends two rows short."""
    page = proof_pages([_paragraph(11), _paragraph(19)], SHEET)[0]

    assert _depths(page) == [11, 10, 9]


@settings(max_examples=30)
@given(PARAGRAPHS)
def test_a_vertical_proof_is_a_level_one_turned(rows: list[int]) -> None:
    """Vertical pages are the same sheet turned, its first line at the right."""
    paragraphs = [_paragraph(count) for count in rows]
    level = proof_pages(paragraphs, SHEET)
    turned = proof_pages(paragraphs, replace(SHEET, is_vertical=True))

    for one, other in zip(level, turned, strict=True):
        assert (one.width, one.height) == (other.height, other.width)
        for flat, stood in zip(_all(one), _all(other), strict=True):
            assert stood.is_vertical
            assert flat.lines == stood.lines
            right = stood.place.x + stood.place.width
            assert (flat.place.x, flat.place.y) == (
                stood.place.y,
                other.width - right,
            )


def test_a_vertical_proof_copies_in_order(tmp_path: Path) -> None:
    """What is copied from a vertical proof is the text, paragraph by paragraph."""
    path = tmp_path / "proof.pdf"
    text = "他說：「好——真好……」在2026年12月，Taipei的人都來了！\n第二段，只有這些字。"
    done = _compose(
        "--measure", "9", "--edition", "zh-Hant-TW", "--vertical",
        "--pdf", str(path), text=text,
    )  # fmt: skip
    said = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout  # fmt: skip

    assert done.returncode == 0
    assert "".join(said.split()) == "".join(text.split())


def _all(page: Page) -> list[Fragment]:
    return [
        fragment
        for item in page.articles[0].items
        if isinstance(item, Element)
        for fragment in item.fragments
    ]


def test_what_is_never_drawn_is_no_missing_character(tmp_path: Path) -> None:
    """Joiners and selectors ask for no glyph; the text copies without a gap."""
    path = tmp_path / "proof.pdf"
    done = _compose(
        "--measure", "9", "--pdf", str(path), text="文\u200b字，葛\U000e0100飾。"
    )
    said = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout

    assert done.returncode == 0
    assert [char for char in said if is_drawn(char)] == list("文字，葛飾。")


def test_a_character_that_no_font_has_is_told(tmp_path: Path) -> None:
    """A rare Han and an emoji are findings with their place, and nothing is written."""
    path = tmp_path / "proof.pdf"
    done = _compose("--measure", "9", "--pdf", str(path), text="文\U0003134a字👩。")

    assert done.returncode == 1
    assert "U+3134A" in done.stderr
    assert "U+1F469" in done.stderr
    assert not path.exists()
