"""The desk's commands: proofs of the finished pages, and why they are as they are."""

from __future__ import annotations

from pathlib import Path

import click

from zbpub.cli_shell import (
    FOLDER,
    guarded,
    print_findings,
    say,
    silent,
    styles_folder,
)
from zbpub.edition.editions import EDITIONS


@click.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--edition", type=click.Choice(list(EDITIONS)), default=None,
              help="Default: the issue's own language.")  # fmt: skip
@click.option("--out", type=FOLDER, default=Path("dist"), show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Print only what was written.")
@guarded
def proof(folder: Path, edition: str | None, out: Path, quiet: bool) -> int:
    """Draw the built pages of the issue in DIR: a PNG each, and a contact sheet.

    Reads OUT/NAME/NAME.LANGUAGE.pdf and writes OUT/NAME/proof/: `03.png` for page 03,
    and `contact.png`, all pages small, facing pages side by side.
    """
    from zbpub.proof_recipe import ProofOrder, draw_proofs

    order = ProofOrder(folder=folder, out=out, edition=edition or "")
    for path in draw_proofs(order, silent if quiet else say):
        click.echo(str(path))
    return 0


@click.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--edition", type=click.Choice(list(EDITIONS)), default=None,
              help="Default: the issue's own language.")  # fmt: skip
@click.option("--out", type=FOLDER, default=Path("dist"), show_default=True)
@click.option("--styles", type=FOLDER, default=None, help="Default: styles/.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what was written.")
@guarded
def explain(
    folder: Path, edition: str | None, out: Path, styles: Path | None, quiet: bool
) -> int:
    """Tell why the pages of the issue in DIR are made up as they are.

    Writes OUT/NAME/explain.html: for each page its blocks, what it costs and why, the
    plan that came second, and for a page that cannot be filled how much it is over or
    short and the cheapest cures. Exit status 1 when a page cannot be filled.
    """
    from zbpub.explain_recipe import ExplainOrder, explain_issue

    order = ExplainOrder(
        folder=folder,
        styles=styles or styles_folder(),
        out=out,
        edition=edition or "",
    )
    explained = explain_issue(order, silent if quiet else say)
    print_findings(explained.findings)
    if not quiet:
        for line in explained.table:
            click.echo(line, err=True)
    click.echo(str(explained.file))
    return 0 if explained.is_full else 1
