"""The command that converts text between scripts, for pipes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zbpub.base.files import write_files
from zbpub.cli_shell import FOLDER, guarded, print_findings, styles_folder
from zbpub.edition.editions import TRADITIONAL_EDITIONS


@click.command()
@click.argument("file", type=FOLDER, metavar="[FILE]", required=False)
@click.option("--to", "language", required=True,
              type=click.Choice(TRADITIONAL_EDITIONS))  # fmt: skip
@click.option("--ledger", type=FOLDER, metavar="FILE",
              help="Write what was decided: HTML or JSON, as FILE ends.")  # fmt: skip
@click.option("--lexicon", "lexicons", type=FOLDER, metavar="FILE", multiple=True,
              help="Stronger than the house's; may be given again.")  # fmt: skip
@click.option("--styles", type=FOLDER, default=None, help="Default: styles/.")
@click.option("--strict", is_flag=True,
              help="Exit status 1 when a name is undecided.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print no findings.")
@guarded
def convert(  # noqa: PLR0913  # one argument for each option
    file: Path | None, language: str, ledger: Path | None, lexicons: tuple[Path, ...],
    styles: Path | None, strict: bool, quiet: bool,
) -> int:  # fmt: skip
    """Convert the text of FILE, or of standard input, to standard output.

    A line is a paragraph; there come out as many. Addresses, code and file names stay
    as they are, and so does text that is Traditional already. Findings go to standard
    error. UTF-8, whatever the locale says.
    """
    from zbpub import convert_recipe as recipe

    folder = styles or styles_folder()
    is_piped = file is None or str(file) == "-"
    order = recipe.ConvertOrder(
        content=sys.stdin.buffer.read() if file is None or is_piped
        else recipe.read_text(file),
        path=recipe.STANDARD_INPUT if is_piped else str(file),
        language=language, styles=folder, lexicons=lexicons, strict=strict,
    )  # fmt: skip
    made = recipe.convert(order)
    if ledger is not None:
        write_files({ledger: recipe.ledger_file(made, ledger, folder)})
    if not quiet:
        print_findings(made.findings)
    sys.stdout.buffer.write(made.text.encode())
    return 1 if strict and made.ledger.names else 0
