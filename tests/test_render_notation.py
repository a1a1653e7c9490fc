"""Readings, dots, raised and lowered characters, painted and read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import get_args

import pytest

from kit import card_spec, tabloid
from zbpub.layout.galley import set_galley
from zbpub.layout.galley_proof import ProofSheet, proof_pages
from zbpub.layout.profile import Readings
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import Article
from zbpub.manuscript.parse import parse_article
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_values import Glyph
from zbpub.render.pdf import render_pdf

COPY = """\
---
headline: 题
---

船从{滕|téng}王阁开出，不在{重庆|chóng|qìng}停靠，{葡萄|pútao}已经熟了。{妈妈|mā|mā}说：
[最要紧的，是这几个字]{.dots}，**[其次]{.dots}**才是{浉|shī}河的[{圳|zhèn}字](https://example.com/)。

面积3×10^6^m^2^，排放CO~2~与H~2~O，离子SO~4~^2-^和Na^+^，气温8～12度。
"""
SIZE = 9000


@cache
def _article() -> Article:
    article, _ = parse_article(COPY, name="01", path="01.md")
    assert article is not None
    return article


def _painted(path: Path, ruby: Readings, *, is_vertical: bool = False) -> Path:
    """A galley of the copy, lines far enough apart for readings."""
    case = tabloid()
    body = replace(case.profile.body, ruby=ruby)
    case = replace(
        case,
        profile=replace(case.profile, body=body),
        setting=replace(case.setting, vertical=is_vertical),
    )
    galley = set_galley(_article(), 20 * SIZE, case)
    elements = groupby(galley.strips, key=lambda strip: strip.element)
    lines = [[strip.line for strip in strips] for _, strips in elements]
    sheet = ProofSheet(
        measure=20 * SIZE, size=SIZE, leading=15_000, columns=1, is_vertical=is_vertical
    )
    path.write_bytes(render_pdf(proof_pages(lines, sheet), card_spec()))
    return path


def _printed(ruby: Readings) -> dict[str, str]:
    """What the galley must say: the article without its head."""
    return {"galley-1": reading_text(replace(_article(), headline=""), ruby)}


@pytest.mark.parametrize("ruby", get_args(Readings))
@pytest.mark.parametrize("is_vertical", [False, True], ids=["level", "vertical"])
def test_every_reading_is_there_in_order(
    ruby: Readings, is_vertical: bool, tmp_path: Path
) -> None:
    """Above the line or in brackets, each reading is said behind its base."""
    path = _painted(tmp_path / "galley.pdf", ruby, is_vertical=is_vertical)

    assert prove_pdf(path, _printed(ruby)) == ()


def test_a_reading_too_few_or_too_many_is_noticed(tmp_path: Path) -> None:
    """Negative control: the proof sees readings that are not where they should be."""
    path = _painted(tmp_path / "galley.pdf", "above")
    text = _printed("above")["galley-1"]
    without = {"galley-1": text.replace("téng", "")}
    displaced = {"galley-1": text.replace("滕téng", "téng滕")}

    assert [each.code for each in prove_pdf(path, without)] == ["P106"]
    assert [each.code for each in prove_pdf(path, displaced)] == ["P105"]


@cache
def _glyphs(path: Path) -> tuple[Glyph, ...]:
    return read_pdf(path).pages[0].glyphs


def _at(path: Path, text: str) -> list[Glyph]:
    """The glyphs of the first place at which ``text`` stands in content order."""
    glyphs = [glyph for glyph in _glyphs(path) if glyph.text.strip()]
    start = "".join(glyph.text for glyph in glyphs).index(text)
    return glyphs[start : start + len(text)]


def test_readings_are_small_and_above(tmp_path: Path) -> None:
    """A reading is half as large as its base, and over its middle."""
    base, *reading = _at(_painted(tmp_path / "galley.pdf", "above"), "滕téng")

    assert {round(glyph.size / base.size, 2) for glyph in reading} == {0.5}
    assert all(glyph.y < base.y - 0.8 * base.size for glyph in reading)
    middle = (reading[0].x0 + reading[-1].x1) / 2
    assert abs(middle - (base.x0 + base.x1) / 2) < 0.02 * base.size
    # Negative control: in brackets it is as large as its base, and behind it.
    base, *reading = _at(_painted(tmp_path / "plain.pdf", "brackets"), "滕（téng）")
    assert {glyph.size for glyph in reading} == {base.size}
    assert {glyph.y for glyph in reading} == {base.y}


def test_raised_and_lowered_characters_are_small(tmp_path: Path) -> None:
    """A superscript stands above the baseline, a subscript below, both smaller."""
    path = _painted(tmp_path / "galley.pdf", "above")
    zero, six, metre, two = _at(path, "06m2")
    oxygen, index = _at(path, "O2")

    assert (zero.y, zero.size) == (metre.y, metre.size)
    assert six.y == two.y < zero.y
    assert index.y > oxygen.y
    assert all(0.5 < g.size / zero.size < 0.75 for g in (six, two, index))
