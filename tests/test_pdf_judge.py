"""The judge of finished PDFs tells each fault, and is silent on a sound file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from zbpub.preflight.pdf_judge import judge_pdf

PAGE = """<html lang="{lang}"><title>{title}</title>
<style>@page {{ size: 60mm 60mm; margin: 10mm }}
p {{ font: 9pt/12pt "Noto Serif CJK SC"; margin: 0; white-space: nowrap }}</style>
<p>{text}</p></html>"""
EVEN = "<br>".join(["第一行文字共十个字啊", "第二行文字共十个字啊"] * 5)


def _codes(path: Path) -> set[str]:
    return {finding.code for finding in judge_pdf(path)}


def _write(
    path: Path, text: str = EVEN, lang: str = "zh-Hans", title: str = "试样", *,
    tagged: bool = True,
) -> Path:  # fmt: skip
    markup = PAGE.format(text=text, lang=lang, title=title)
    HTML(string=markup).write_pdf(path, pdf_tags=tagged)
    return path


def test_sound_file(tmp_path: Path) -> None:
    """A tagged, named, even page is not found fault with."""
    assert _codes(_write(tmp_path / "a.pdf")) == set()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("P130", {"tagged": False}),
        ("P131", {"lang": ""}),
        ("P132", {"title": ""}),
        ("P121", {"text": EVEN + "<br>，第三行文字共十字啊<br>第四行文字共十个字啊"}),
        ("P122", {"text": EVEN + "<br>第三行文字共十字啊“<br>第四行文字共十个字啊"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_fault(
    tmp_path: Path, weasyprint_says: list[str], code: str, change: dict[str, object]
) -> None:
    """Each fault is told by its code."""
    path = _write(tmp_path / "a.pdf", **change)  # type: ignore[arg-type]

    assert code in _codes(path)
    assert all("lang" in said for said in weasyprint_says)
    weasyprint_says.clear()


def test_hole(tmp_path: Path) -> None:
    """A blank larger than 2 % of the type area is told."""
    path = _write(tmp_path / "a.pdf", text=EVEN + "<br><br><br><br>末行文字")

    assert "P127" in _codes(path)


def test_font_that_is_not_there(tmp_path: Path) -> None:
    """A font that the file does not hold is named."""
    path = _write(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in pdf.pages[0].resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            for key in [key for key in descriptor if "FontFile" in key]:
                del descriptor[str(key)]
        pdf.save(path)

    told = [f for f in judge_pdf(path) if f.code == "P133"]
    assert [("Noto" in finding.message) for finding in told] == [True]
