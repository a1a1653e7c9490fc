"""The command line: a thin shell over the library; it and its like alone print.

Exit status: 0 done, 1 findings, 2 wrong usage, 3 unusable input, 4 a missing part of
the machine.

Each command imports its recipe when it runs: the renderer and the tables that a command
does without take longer to load than most commands take.
"""

from __future__ import annotations

import codecs
import gc
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

from zbpub.base.files import write_files
from zbpub.base.findings import InputError, MachineError
from zbpub.cli_convert import convert
from zbpub.cli_desk import explain, proof
from zbpub.cli_ingest import ingest
from zbpub.cli_shell import (
    FOLDER,
    epoch,
    guarded,
    print_findings,
    say,
    silent,
    styles_folder,
)
from zbpub.compose.setting import Level
from zbpub.edition.editions import EDITIONS
from zbpub.preflight.measure_defaults import MEASURED_EDITIONS, WESTERN_STYLE

if TYPE_CHECKING:
    from zbpub.galley_recipe import GalleyOrder

_FORMATS = ("pdf", "epub")
_NEW_VALUES = 100_000
"""So many new values before the memory is looked through for cycles."""


_LEAN = {
    "OPENBLAS_NUM_THREADS": "1",  # numpy starts threads; our arrays are too short
    "PYDANTIC_DISABLE_PLUGINS": "__all__",  # it searches all packages for plugins
}
"""What libraries are told before they load: a tenth of a second."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zbpub")
def cli() -> None:
    """Turn newspaper copy into newspapers: PDF pages and an EPUB.

    Exit status: 0 done, 1 findings, 2 wrong usage, 3 unusable input, 4 a missing part
    of the machine.
    """


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--publication", default="本报", show_default=True, help="The paper.")
@click.option("--date", "day", default="", help="ISO 8601; default: DIR's name.")
@click.option("--page", default="01", show_default=True, help="版次 of the page.")
@guarded
def new(folder: Path, publication: str, day: str, page: str) -> int:
    """Begin an issue in DIR: issue.toml and a first article to fill in."""
    from zbpub.new_recipe import NewOrder, new_issue

    order = NewOrder(
        folder=folder, publication=publication, date=day or folder.name, page=page
    )
    for path in new_issue(order):
        click.echo(f"wrote {path}")
    return 0


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@guarded
def check(folder: Path) -> int:
    """Lint the issue in DIR; print each finding with its place and a hint."""
    from zbpub import pipeline

    try:
        findings = pipeline.check(folder)
    except InputError as error:
        print_findings(error.findings, sys.stdout)
        return error.exit_code
    print_findings(findings, sys.stdout)
    if not findings:
        click.echo(f"{folder}: nothing to mend")
    return 1 if findings else 0


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--format", "formats", default="pdf,epub", show_default=True,
              help="Comma-separated: pdf, epub.")  # fmt: skip
@click.option("--edition", default="",
              help="Comma-separated; default: the issue's own language.")  # fmt: skip
@click.option("--strict", is_flag=True,
              help="Fail when a name's Traditional form is undecided.")  # fmt: skip
@click.option("--out", type=FOLDER, default=Path("dist"), show_default=True)
@click.option("--styles", type=FOLDER, default=None, help="Default: styles/.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what was written.")
@guarded
def build(  # noqa: PLR0913  # one argument for each option
    folder: Path,
    formats: str,
    edition: str,
    strict: bool,
    out: Path,
    styles: Path | None,
    quiet: bool,
) -> int:
    """Build the issue in DIR and prove that its files hold every character.

    A Traditional edition is converted from the issue; its decisions are written beside
    its files (NAME.EDITION.ledger.html, .ledger.json, .diff.html).
    """
    from zbpub import pipeline
    from zbpub.desk_table import fit_table

    wanted = _parts(formats)
    editions = _parts(edition)
    if unknown := [name for name in wanted if name not in _FORMATS]:
        raise click.UsageError(
            f"unknown format {unknown[0]!r}; there are: {', '.join(_FORMATS)}"
        )
    if edition and (unknown := [name for name in editions if name not in EDITIONS]):
        raise click.UsageError(
            f"unknown edition {unknown[0]!r}; there are: {', '.join(EDITIONS)}"
        )
    order = pipeline.Order(
        folder=folder, styles=styles or styles_folder(), out=out, formats=wanted,
        editions=editions, strict=strict, epoch=epoch(),
    )  # fmt: skip
    built = pipeline.build(order, silent if quiet else say)
    print_findings(built.findings)
    if not quiet:
        for line in fit_table(built.accounts):
            click.echo(line, err=True)
    for path in built.files:
        click.echo(str(path))
    return 0


def _parts(listed: str) -> tuple[str, ...]:
    """The parts of a comma-separated option, each once."""
    return tuple(dict.fromkeys(part.strip() for part in listed.split(",")))


@cli.command("compose")
@click.option("--measure", type=float, required=True, help="Line length in em.")
@click.option("--indent", type=float, default=0.0, help="Of the first line, in em.")
@click.option("--edition", type=click.Choice(list(EDITIONS)), default="zh-Hans")
@click.option("--level", type=click.Choice(["none", "basic", "gb", "strict"]),
              help="Default: gb for zh-Hans, basic for the others.")  # fmt: skip
@click.option("--latin", type=click.Choice(["font", "half"]), default="font",
              help="half: Latin letters and digits are half an em wide.")  # fmt: skip
@click.option("--vertical", is_flag=True, help="Set vertical lines (直排).")
@click.option("--pdf", type=FOLDER, metavar="FILE", help="Write a galley proof.")
@click.option("--columns", type=click.IntRange(1, 40),
              help="Columns a page of the proof; default: 4.")  # fmt: skip
@click.option("--size", type=click.FloatRange(1, 200),
              help="Type size of the proof in points; default: 9.")  # fmt: skip
@click.option("--leading", type=click.FloatRange(1, 400),
              help="From baseline to baseline; default: 4/3 of the size.")  # fmt: skip
@guarded
def compose_command(  # noqa: PLR0913  # one argument for each option
    measure: float, indent: float, edition: str, level: str | None, latin: str,
    vertical: bool, pdf: Path | None, columns: int | None, size: float | None,
    leading: float | None,
) -> int:  # fmt: skip
    """Set paragraphs (one a line, from standard input) in lines.

    Prints one JSON object a paragraph: {"lines": [{"text", "x", "width"}]}, where x
    and width are each character's box in em from the line's start. With --pdf writes
    a galley proof instead: columns of that measure on plain pages.
    """
    from zbpub.compose.typescript import ComposeOrder, compose_lines
    from zbpub.galley_recipe import GalleyOrder

    if not measure >= 1 or not 0 <= indent <= measure - 1:
        raise click.UsageError("a line needs room for one character at least")
    default = EDITIONS[edition].level
    order = ComposeOrder(
        measure=measure, indent=indent, edition=edition,
        level=Level[(level or default).upper()], half_latin=latin == "half",
        vertical=vertical,
    )  # fmt: skip
    if pdf is not None:
        size = size or 9.0
        return _proof(
            GalleyOrder(
                text=order,
                columns=columns or 4,
                size=size,
                leading=leading or size * 4 / 3,
                file=pdf,
                styles=styles_folder(),
                epoch=epoch(),
            )
        )
    if columns or size or leading:
        raise click.UsageError("--columns, --size and --leading need --pdf FILE")
    for paragraphs in _lines_as_they_come():
        for lines in compose_lines(paragraphs, order):
            click.echo(json.dumps({"lines": lines}, ensure_ascii=False))
    return 0


def _proof(order: GalleyOrder) -> int:
    from zbpub.galley_recipe import pull_proof

    if order.leading < order.size:
        raise click.UsageError("--leading is less than the type size")
    paragraphs = [line for lines in _lines_as_they_come() for line in lines]
    print_findings(pull_proof(paragraphs, order, say))
    click.echo(str(order.file))
    return 0


@cli.command()
@click.argument("files", nargs=-1, required=True, type=FOLDER, metavar="FILE…")
@guarded
def preflight(files: tuple[Path, ...]) -> int:
    """Judge finished PDFs and EPUBs."""
    from zbpub import pipeline

    findings = [finding for path in files for finding in pipeline.preflight(path)]
    print_findings(findings, sys.stdout)
    if not findings:
        click.echo(f"{len(files)} file(s): nothing found")
    return 1 if findings else 0


@cli.command()
@click.argument("file", type=FOLDER, metavar="FILE")
@click.option("--edition", type=click.Choice(MEASURED_EDITIONS), default=None,
              help="Default: the file's own language, else zh-Hans.")  # fmt: skip
@click.option("--western-most", type=click.FloatRange(0, 1), default=WESTERN_STYLE,
              help="How far the style opens Han-Western gaps, in em (E10);"
              " default: 1/3.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
@click.option("--html", type=FOLDER, metavar="FILE",
              help="Write a report with the faults marked on the pages.")  # fmt: skip
@guarded
def measure(
    file: Path, edition: str | None, western_most: float, as_json: bool,
    html: Path | None,
) -> int:  # fmt: skip
    """Score a finished PDF, whoever made it, by the rules of composition.

    Prints a line a clause of docs/measures.md. Exit status 1 when a clause fails.
    """
    from zbpub.preflight.measure import measure_pdf
    from zbpub.preflight.measure_html import painted_pages, report_html
    from zbpub.preflight.measure_score import has_failed, score
    from zbpub.preflight.measure_table import fault_lines, score_document, score_table

    measures = measure_pdf(file, lang=edition or "", western_most=western_most)
    scores = score(measures)
    if html is not None:
        pages = painted_pages(file)
        report = report_html(file.name, measures, scores, pages, styles_folder())
        write_files({html: report.encode()})
    if as_json:
        document = score_document(file.name, measures, scores)
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for line in (*score_table(measures, scores), *fault_lines(scores)):
            click.echo(line)
    return 1 if has_failed(scores) else 0


@cli.command()
@guarded
def doctor() -> int:
    """Say what this machine lacks, and how to get it."""
    from zbpub.doctor import examine

    lines, findings = examine(styles_folder())
    for line in lines:
        click.echo(line)
    if findings:
        raise MachineError(*findings)
    return 0


_CHUNK = 1 << 16


def _lines_as_they_come() -> Iterator[list[str]]:
    """The whole lines of standard input that are there to be read, again and again.

    A program that sends one line and waits for its answer gets it; a file comes in
    large pieces. UTF-8, whatever the locale says.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    rest = ""
    stream = cast("io.BufferedIOBase", sys.stdin.buffer)
    while chunk := stream.read1(_CHUNK):
        *whole, rest = (rest + decoder.decode(chunk)).split("\n")
        yield [line.rstrip("\r") for line in whole]
    rest += decoder.decode(b"", final=True)
    if rest:
        yield [rest]


cli.add_command(convert)
cli.add_command(ingest)
cli.add_command(proof)
cli.add_command(explain)


def main() -> NoReturn:
    """Run the command line."""
    # What a command makes lives to its end: looking through all of it for cycles after
    # every 700 new values would take a tenth of the time of a build.
    gc.set_threshold(_NEW_VALUES, *gc.get_threshold()[1:])
    os.environ.update(_LEAN)
    try:
        cli()
    except SystemExit as end:
        _leave(end)
    raise AssertionError("click exits")


def _leave(end: SystemExit) -> NoReturn:
    """End the process without taking apart what it made, which takes long.

    Nothing waits for that: files are closed, processes joined, scratch folders gone.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads on
        raise end from None
    if isinstance(end.code, int | None):
        os._exit(end.code or 0)
    raise end
