"""The engines compared: the same paragraphs, type and columns, each by its best means.

Every engine is given the same page: four columns of one measure a gutter of one em
apart, Noto Serif CJK of 9 points on a pitch of 12, sixty rows, two em of indent. What
each was told beyond that is in its template here and argued in docs/benchmarks.md.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

SIZE = 9
PITCH = 12
COLUMNS = 4
ROWS = 60
MARGIN = 36
ROOT = Path(__file__).parent.parent
LONGEST = 600
"""Seconds that an engine may take."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set."""

    paragraphs: tuple[str, ...]
    measure: int
    """em."""
    language: str
    """BCP 47."""

    @property
    def region(self) -> str:
        """Of the font."""
        return "TC" if "Hant" in self.language else "SC"

    @property
    def width(self) -> int:
        """Of the columns together, in points."""
        return (COLUMNS * (self.measure + 1) - 1) * SIZE

    @property
    def height(self) -> int:
        """Of the columns, in points."""
        return ROWS * PITCH


Command = list[str]


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine: how its source is written and how it is run."""

    name: str
    release: str
    """Empty: it is not installed."""
    source: Callable[[Job], str]
    """The text of its input file."""
    suffix: str
    command: Callable[[Job, Path, Path], Command]
    """From job, source and PDF to the process."""
    reads_input: bool = False
    """Whether it takes its source from standard input."""

    def prepare(self, job: Job, folder: Path) -> tuple[Path, Path]:
        """Write the source; give it and the place of the PDF."""
        source = folder / f"{self.name.lower()}{self.suffix}"
        source.write_text(self.source(job), "utf-8")
        return source, source.with_suffix(".pdf")

    def run(self, job: Job, source: Path, pdf: Path) -> None:
        """Set the job, as one whole process."""
        text = source.read_text("utf-8") if self.reads_input else None
        subprocess.run(
            self.command(job, source, pdf), input=text, text=True, check=True,
            capture_output=True, timeout=LONGEST, cwd=ROOT,
        )  # fmt: skip


def engines() -> tuple[Engine, ...]:
    """All that are known; those not installed have no release."""
    return (
        Engine("zbpub", _package("zbpub"), _lines, ".txt", _zbpub, reads_input=True),
        Engine("Typst", _package("typst"), _typst, ".typ", _typst_command),
        Engine("Chromium", _chromium(), _chromium_page, ".html", _chromium_command),
        Engine(
            "WeasyPrint", _package("weasyprint"), _weasyprint_page, ".html",
            _weasyprint_command,
        ),
    )  # fmt: skip


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _chromium() -> str:
    """The release of Debian's Chromium, or nothing."""
    if shutil.which("chromium") is None:
        return ""
    said = subprocess.run(
        ["chromium", "--version"], capture_output=True, text=True, check=False
    ).stdout
    return said.split()[1] if said else ""


def _lines(job: Job) -> str:
    return "\n".join(job.paragraphs) + "\n"


def _zbpub(job: Job, source: Path, pdf: Path) -> Command:
    return [
        sys.executable, "-m", "zbpub", "compose", "--measure", str(job.measure),
        "--indent", "2", "--edition", job.language, "--columns", str(COLUMNS),
        "--size", str(SIZE), "--leading", str(PITCH), "--pdf", str(pdf),
    ]  # fmt: skip


_TYPST = """\
#set document(title: "news")
#set page(
  width: {page_width}pt, height: {page_height}pt, margin: {margin}pt,
  columns: {columns},
)
#set columns(gutter: {size}pt)
#set text(
  font: "Noto Serif CJK {region}", size: {size}pt, lang: "zh", region: "{country}",
  cjk-latin-spacing: auto, overhang: false,
  top-edge: 0.88em, bottom-edge: -0.12em,
)
#set par(
  justify: true, linebreaks: "optimized", leading: {leading}pt, spacing: {leading}pt,
  first-line-indent: (amount: 2em, all: true),
)
{body}
"""


def _typst(job: Job) -> str:
    # Text goes in as string literals, so that no character is taken for mark-up.
    body = "\n".join(
        f"#par({json.dumps(text, ensure_ascii=False)})" for text in job.paragraphs
    )
    return _TYPST.format(
        page_width=job.width + 2 * MARGIN, page_height=job.height + 2 * MARGIN,
        margin=MARGIN, columns=COLUMNS, size=SIZE, region=job.region,
        country="tw" if job.region == "TC" else "cn", leading=PITCH - SIZE, body=body,
    )  # fmt: skip


def _typst_command(job: Job, source: Path, pdf: Path) -> Command:
    call = f"import typst; typst.compile({str(source)!r}, output={str(pdf)!r})"
    return [sys.executable, "-c", call]


_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<meta charset="utf-8"><title>news</title>
<style>
@page {{ size: {page_width}pt {page_height}pt; margin: {margin}pt }}
html, body {{ margin: 0; padding: 0 }}
body {{ font: {size}pt/{pitch}pt "Noto Serif CJK {region}";
  columns: {columns}; column-gap: {size}pt; column-fill: auto }}
p {{ margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere;
  orphans: 2; widows: 2; {best} }}
</style>
{body}
"""
_CHROMIUM_BEST = (
    "line-break: strict; text-autospace: normal; "
    "text-spacing-trim: trim-start; text-wrap: pretty"
)


def _page(job: Job, best: str, scale: int = 1) -> str:
    return _PAGE.format(
        language=job.language, page_width=scale * (job.width + 2 * MARGIN),
        page_height=scale * (job.height + 2 * MARGIN), margin=scale * MARGIN,
        size=scale * SIZE, pitch=scale * PITCH, region=job.region, columns=COLUMNS,
        best=best,
        body="\n".join(f"<p>{html.escape(text)}</p>" for text in job.paragraphs),
    )  # fmt: skip


def _chromium_page(job: Job) -> str:
    # Under 13 px Chromium 156 takes “ and ” for narrow marks and squeezes no pair with
    # them. On a page twice as large it shows its best; the meter counts in em.
    return _page(job, _CHROMIUM_BEST, scale=2)


def _chromium_command(job: Job, source: Path, pdf: Path) -> Command:
    return [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu",
        "--disable-background-networking", "--font-render-hinting=none",
        "--no-pdf-header-footer",
        f"--user-data-dir={source.parent / 'profile'}", f"--print-to-pdf={pdf}",
        source.as_uri(),
    ]  # fmt: skip


def _weasyprint_page(job: Job) -> str:
    return _page(job, "")


def _weasyprint_command(job: Job, source: Path, pdf: Path) -> Command:
    return [
        sys.executable, "-m", "weasyprint", "--pdf-tags", "--quiet", str(source),
        str(pdf),
    ]  # fmt: skip


def present(found: Sequence[Engine]) -> tuple[Engine, ...]:
    """Those that are installed."""
    return tuple(engine for engine in found if engine.release)
