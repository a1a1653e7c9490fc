"""The command that brings copy in, and how it says what became of each manuscript."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zbpub.base.findings import brief, errors
from zbpub.cli_shell import FOLDER, guarded, print_findings, say, silent, styles_folder

if TYPE_CHECKING:
    from zbpub.ingest.accepted import Pick
    from zbpub.ingest_recipe import Done
    from zbpub.ingest_sources import Change

_VERBS = {
    "new": "wrote {}",
    "same": "unchanged {}",
    "updated": "updated {}: {note}, and nobody had worked on it",
    "kept": "kept {}: somebody has worked on it, and the source gives nothing new",
    "proposed": "kept {}: {note}, and somebody has worked on it; what would change:",
    "merged": "merged {}: {note}; your changes are kept",
    "forced": "wrote over {}",
    "gone": "{} was taken away, and is not written again; --force brings it back",
}

_UNUSABLE = frozenset({"I001", "I002", "I003"})
"""Errors of a source that has no text of a page at all."""


@click.command()
@click.argument("pages", nargs=-1, required=True, type=FOLDER, metavar="PAGE…")
@click.option("--issue", type=FOLDER, help="The issue's folder, to write into.")
@click.option("--page", "number", default="", help="版次 of the first PAGE.")
@click.option("--json", "as_json", is_flag=True, help="Print the articles instead.")
@click.option("--merge", is_flag=True, help="Take changes that touch none of yours.")
@click.option("--force", is_flag=True, help="Write over manuscripts that differ.")
@click.option(
    "--accept",
    multiple=True,
    metavar="CODE[:PLACE]",
    help="Agree with a finding: it is told no more.",
)
@click.option(
    "--reopen",
    multiple=True,
    metavar="CODE[:PLACE]",
    help="Have an accepted finding told again.",
)
@click.option(
    "--all", "every", is_flag=True, help="Print all findings, however many are alike."
)
@click.option("--review", is_flag=True, help="Write OUT/NAME/ingest.html as well.")
@click.option("--out", type=FOLDER, default=Path("dist"), show_default=True)
@click.option("--styles", type=FOLDER, default=None, help="Default: styles/.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing about progress.")
@guarded
def ingest(  # noqa: PLR0913  # one argument for each option
    pages: tuple[Path, ...], issue: Path | None, number: str, as_json: bool,
    merge: bool, force: bool, accept: tuple[str, ...], reopen: tuple[str, ...],
    every: bool, review: bool, out: Path, styles: Path | None, quiet: bool,
) -> int:  # fmt: skip
    """Turn PAGEs and reports into manuscripts, one an article.

    PAGE is the text of a newspaper page as recognition gave it (Markdown or plain
    text), a scan with the places of its lines (hOCR, ALTO, PAGE XML), a reporter's Word
    document (.docx) or a saved web page (.html); its content tells which. Articles that
    go on on another PAGE are joined.

    Manuscripts that an editor has changed are left alone unless --force: what a changed
    source would change in them is shown, and lies in source/proposals/; the exit status
    is 1 then. All is written or nothing.

    A finding that you agree with is closed for good by --accept: I009:41 is that of
    line 41, I009:page.md:41 that of one PAGE, I009 every one of its code. --reopen
    takes that back.
    """
    from zbpub.ingest_recipe import IngestOrder, ingest_pages
    from zbpub.manuscript.load import LEDGER_NAME

    if not as_json and issue is None:
        raise click.UsageError("name the issue's folder: --issue DIR (or use --json)")
    if as_json and review:
        raise click.UsageError("--review shows manuscripts, and --json writes none")
    if as_json and (accept or reopen):
        raise click.UsageError("--accept and --reopen are kept with the manuscripts")
    order = IngestOrder(
        pages=pages, issue=issue, number=number, force=force, merge=merge,
        accept=_picks(accept, "--accept"), reopen=_picks(reopen, "--reopen"),
    )  # fmt: skip
    done = ingest_pages(order, write=not as_json, say=silent if quiet else say)
    if every:
        print_findings(done.findings)
    else:
        ledger = "" if as_json or issue is None else str(issue / LEDGER_NAME)
        click.echo(
            "".join(f"{one}\n" for one in brief(done.findings, ledger)),
            err=True,
            nl=False,
        )
    if as_json:
        click.echo(json.dumps(done.document, ensure_ascii=False, indent=2))
    for line in _lines(done, as_json=as_json):
        click.echo(line)
    if review and issue is not None and not errors(done.findings):
        from zbpub.ingest_review import write_review

        click.echo(str(write_review(done, issue, out, styles or styles_folder())))
    return _status(done)


def _picks(texts: tuple[str, ...], option: str) -> tuple[Pick, ...]:
    from zbpub.ingest.accepted import read_pick

    picks = [(text, read_pick(text)) for text in texts]
    for text, pick in picks:
        if pick is None:
            raise click.UsageError(
                f"{option} {text}: write I009, I009:41 or I009:FILE:41"
            )
    return tuple(pick for _, pick in picks if pick is not None)


def _status(done: Done) -> int:
    """0: done; 1: findings to be decided; 3: a source that is no page."""
    codes = {one.code for one in errors(done.findings)}
    if codes & _UNUSABLE:
        return 3
    return 1 if codes or done.has_proposals else 0


def _lines(done: Done, *, as_json: bool) -> Iterator[str]:
    """What there is to say; nothing beside JSON."""
    if as_json or errors(done.findings):
        return
    yield from done.accounts
    yield from done.notes
    for change in done.changes:
        yield from _change_lines(change)


def _change_lines(change: Change) -> Iterator[str]:
    from zbpub.ingest.difference import shorten

    verb = _VERBS[change.fate]
    yield verb.format(change.path, note=change.note or "ingest makes another text")
    for line in shorten(change.diff):
        yield f"    {line}"
    if change.proposal is not None:
        yield f"    all of it: {change.proposal}"
