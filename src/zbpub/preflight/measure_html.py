"""Scores to one self-contained HTML file: the faults marked on the painted pages."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError

from zbpub.base.findings import Finding, InputError
from zbpub.base.templates import open_templates
from zbpub.preflight.measure import Measures
from zbpub.preflight.measure_paint import page_png
from zbpub.preflight.measure_score import Score, Verdict
from zbpub.preflight.measure_table import (
    MOST_FAULTS,
    number,
    quoted,
    summary,
    value_text,
)
from zbpub.preflight.measure_values import Evidence
from zbpub.preflight.pdf_read import read_pdf

FOLDER = "measure"
"""The folder of styles/ that holds the report's template."""
TEMPLATE = "report.html.j2"
BAD_TEMPLATE = "P140"

_LEAST = 4.0  # points: a smaller mark is not seen


@dataclass(frozen=True, slots=True)
class Painted:
    """A page as a picture."""

    number: int
    width: float
    """Points."""
    height: float
    png: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page, in points."""

    x: float
    y: float
    width: float
    height: float
    clause: str
    kind: str
    """``fail``, ``told`` or ``pass``: how the clause came out."""
    title: str


def painted_pages(path: Path) -> tuple[Painted, ...]:
    """Every page of the PDF at ``path`` as a picture.

    Raises:
        InputError: It cannot be read (P101, P102) or painted (P113).
        MachineError: P112 pdftoppm is missing.
    """
    return tuple(
        Painted(page.number, page.width, page.height, page_png(path, page.number))
        for page in read_pdf(path).pages
    )


def report_html(
    name: str,
    measures: Measures,
    scores: Sequence[Score],
    pages: Sequence[Painted],
    styles: Path,
) -> str:
    """The report of the file ``name``.

    Raises:
        InputError: P140 the template is missing or wrong.
    """
    environment = open_templates(styles / FOLDER)
    environment.filters["number"] = number
    environment.filters["png"] = _data_uri
    marks = _marks(scores)
    told: Mapping[str, object] = {
        "name": name,
        "lang": measures.lang or "zh-Hans",
        "summary": summary(measures),
        "scores": scores,
        "pages": [(page, marks.get(page.number, [])) for page in pages],
        "failed": sum(one.verdict is Verdict.FAIL for one in scores),
    }
    try:
        return environment.get_template(TEMPLATE).render(told)
    except TemplateError as error:
        raise InputError(
            Finding(
                code=BAD_TEMPLATE,
                message=f"the report's template cannot be used: {error}",
                path=str(styles / FOLDER / TEMPLATE),
                hint="mend it, or take the one that zbpub comes with",
            )
        ) from error


def _marks(scores: Sequence[Score]) -> dict[int, list[Mark]]:
    """What is marked on each page, by its number."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    for one in scores:
        # Thousands of Han off whole em would hide the page.
        if one.clause != "E17":
            for fault in one.tally.faults[:MOST_FAULTS]:
                marks[fault.page].append(_mark(fault, one))
    return marks


def _mark(fault: Evidence, one: Score) -> Mark:
    x0, y0, x1, y1 = fault.box
    return Mark(
        x=round(x0, 2),
        y=round(y0, 2),
        width=round(max(x1 - x0, _LEAST), 2),
        height=round(max(y1 - y0, _LEAST), 2),
        clause=one.clause,
        kind=one.verdict.name.lower(),
        title=f"{one.clause} {one.what}: {value_text(fault, one)}{quoted(fault.text)}",
    )


def _data_uri(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode('ascii')}"
