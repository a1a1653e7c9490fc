"""Judge a finished PDF: what a reader needs of the file, and how its lines stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from zbpub.base.findings import Finding, Severity
from zbpub.preflight.measure import Measures, measure_pdf
from zbpub.preflight.measure_score import HOLE

_SHOWN = 3
"""Examples told for each measure."""

_MEASURED = (
    ("E1 right edge", "P120", "a line does not end at its column's edge"),
    ("E3 line starts", "P121", "a line starts with a mark that must not start one"),
    ("E3 line ends", "P122", "a line ends with a mark that must not end one"),
    ("E4 split units", "P123", "a dash, an ellipsis or a number is split"),
    ("E14 baseline grid", "P124", "a baseline is off the page's grid"),
    ("E21 overlaps", "P125", "characters overlap"),
    ("E21 outside", "P126", "characters stand outside the page"),
)


def judge_pdf(path: Path) -> tuple[Finding, ...]:
    """What is wrong with the PDF at ``path``, as far as the file shows it.

    Raises:
        InputError: It cannot be read (P101, P102).
        MachineError: pdftoppm is missing (P112).
    """
    measures = measure_pdf(path)
    with pikepdf.open(path) as pdf:
        found = [
            Finding(code=code, message=message, path=str(path), hint=hint)
            for code, rule, message, hint in _RULES
            if rule(pdf)
        ]
        found += _unembedded(pdf, str(path))
    return (*found, *_measured(measures, str(path)))


def _is_untagged(pdf: pikepdf.Pdf) -> bool:
    return "/StructTreeRoot" not in pdf.Root


def _lacks_language(pdf: pikepdf.Pdf) -> bool:
    return not str(pdf.Root.get("/Lang", ""))


def _lacks_title(pdf: pikepdf.Pdf) -> bool:
    return not str(pdf.docinfo.get("/Title", ""))


_RULES: tuple[tuple[str, Callable[[pikepdf.Pdf], bool], str, str], ...] = (
    (
        "P130",
        _is_untagged,
        "the file is not tagged: screen readers cannot follow it (PDF/UA-1, 7.1)",
        "write it as PDF/UA",
    ),
    (
        "P131",
        _lacks_language,
        "the file names no language (PDF/UA-1, 7.2)",
        "give its catalogue a /Lang, such as zh-Hans",
    ),
    ("P132", _lacks_title, "the file has no title (PDF/UA-1, 7.1)", "give it one"),
)


def _unembedded(pdf: pikepdf.Pdf, path: str) -> Iterator[Finding]:
    """Fonts that the file names but does not hold (PDF/A-2, 6.2.11.4)."""
    names = set()
    for page in pdf.pages:
        fonts: Any = page.resources.get("/Font", {})
        for font in fonts.values():
            inner = font.get("/DescendantFonts", [font])[0]
            descriptor = inner.get("/FontDescriptor", {})
            held = any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
            if not held and str(inner.get("/Subtype")) != "/Type3":
                names.add(str(font.get("/BaseFont", "?")).lstrip("/"))
    for name in sorted(names):
        yield Finding(
            code="P133",
            message=f"the font {name} is not embedded",
            path=path,
            hint="embed it: another machine would print another face",
        )


def _measured(measures: Measures, path: str) -> Iterator[Finding]:
    for name, code, message in _MEASURED:
        tally = measures.tallies[name]
        for fault in tally.faults[:_SHOWN]:
            told = f"{len(tally.faults)} of {tally.counted}"
            yield Finding(
                code=code,
                message=f"page {fault.page}: {message}, in “{fault.text}” ({told})",
                path=path,
                severity=Severity.WARNING,
            )
    for blank in measures.blanks:
        if blank.share > HOLE:
            yield Finding(
                code="P127",
                message=f"page {blank.page}: a blank of {blank.share:.1%} of the type"
                " area (天窗)",
                path=path,
                severity=Severity.WARNING,
            )
