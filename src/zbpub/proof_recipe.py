"""A built PDF in, its pages as pictures out: one each, and all on contact sheets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zbpub.base.files import write_files
from zbpub.base.findings import Finding, InputError
from zbpub.contact_sheet import Thumb, contact_sheets
from zbpub.draft import Say
from zbpub.layout.page_count import listed_pages
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Issue
from zbpub.page_images import draw_pages

PROOF_DPI = 100
_UNSAFE = re.compile(r"[^\w-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofOrder:
    """Whose pages are to be drawn."""

    folder: Path
    out: Path
    edition: str = ""
    """Empty: the issue's own language."""


def _of_edition(issue: Issue, edition: str) -> Issue:
    """``issue`` by its edition's name: its files' names want no more."""
    language = edition or issue.config.language
    return replace(issue, config=replace(issue.config, language=language))


def draw_proofs(order: ProofOrder, say: Say) -> tuple[Path, ...]:
    """Write ``proof/`` beside the built PDF; give the files, the contact sheets last.

    Raises:
        InputError: P002 the PDF is not built, P113 it cannot be painted; or the issue
            cannot be used.
        MachineError: X003 the disk is full, X004 pdftoppm does not run.
    """
    issue = _of_edition(load_issue(order.folder)[0], order.edition)
    pdf = built_pdf(issue, order.out)
    if not pdf.is_file():
        raise _unbuilt(pdf, order)
    say(f"drawing the pages of {pdf.name}")
    drawn = draw_pages(pdf, PROOF_DPI)
    report = pdf.with_suffix(".report.json")  # of an edition that was converted
    if not report.is_file():
        report = pdf.parent / "report.json"
    labels = _labels(issue, report, len(drawn))
    say("laying out the contact sheet")
    thumbs = [Thumb(*label, png) for label, png in zip(labels, drawn, strict=True)]
    sheets = contact_sheets(thumbs, is_leftward=_is_leftward(pdf))
    folder = pdf.parent / "proof"
    names = _names([number for number, _ in labels])
    files = {
        folder / f"{name}.png": png for name, png in zip(names, drawn, strict=True)
    }
    for count, sheet in enumerate(sheets, 1):
        files[folder / f"contact{f'-{count}' if count > 1 else ''}.png"] = sheet
    write_files(files)
    # A page that the issue has no more would be taken for one of its own.
    for path in set(folder.glob("*.png")) - set(files):
        path.unlink()
    return tuple(files)


def built_pdf(issue: Issue, out: Path) -> Path:
    """Where a build puts the readers' PDF of ``issue``."""
    return out / issue.name / f"{issue.name}.{issue.config.language}.pdf"


def _unbuilt(pdf: Path, order: ProofOrder) -> InputError:
    edition = f" --edition {order.edition}" if order.edition else ""
    out = "" if order.out == Path("dist") else f" --out {order.out}"
    return InputError(
        Finding(
            code="P002",
            message="the PDF is not built yet",
            path=str(pdf),
            hint=f"run: zbpub build {order.folder} --format pdf{edition}{out}",
        )
    )


def _labels(issue: Issue, report: Path, count: int) -> list[tuple[str, str]]:
    """Number and section of each of ``count`` pages: as its build told them.

    Without a report that fits, as the issue plans them; or numbered through.
    """
    told = list(_reported(report))
    planned = [(plan.number, plan.section) for plan in listed_pages(issue)]
    through = [(str(number), "") for number in range(1, count + 1)]
    return next(x for x in (told, planned, through) if len(x) == count)


def _reported(report: Path) -> Iterator[tuple[str, str]]:
    try:
        pages = json.loads(report.read_text("utf-8"))["pages"]
        yield from [
            (str(p["number"]), str(p["section"])) for p in pages if p["is_full"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return


def _is_leftward(pdf: Path) -> bool:
    """Whether the report of the build tells of vertical pages."""
    try:
        pages = json.loads(pdf.with_name("report.json").read_text("utf-8"))["pages"]
        return any(page["is_vertical"] for page in pages)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _names(numbers: Sequence[str]) -> list[str]:
    """Page numbers as file names, each once, and none a contact sheet's."""
    names: list[str] = []
    for at, number in enumerate(numbers, 1):
        name = _UNSAFE.sub("-", number)
        if name in names or name.startswith("contact"):
            name = f"{at:02}-{name}"
        names.append(name)
    return names
