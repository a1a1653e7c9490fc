"""The recipes: what each command does, stage after stage.

Here, in ``manuscript.load``, in the modules beside this one and in ``cli`` files are
read and written. The stages between know of none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from zbpub.base.files import disk_guard, write_files
from zbpub.base.findings import Finding, InputError, Severity, errors
from zbpub.draft import Draft, Say, load_press, stop_on
from zbpub.edition.ledger import DecisionLedger, Edited
from zbpub.edition_files import edited
from zbpub.layout.account import PageAccount
from zbpub.layout.coverage import textless, too_wide, uncovered, unsettable
from zbpub.layout.folio import crowded
from zbpub.layout.makeup import MadeUp, make_up, refuse
from zbpub.layout.resolution import resolution_findings
from zbpub.manuscript.load import load_issue, read_ledger
from zbpub.report import report
from zbpub.style_files import check_look, illustrate, open_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built."""

    folder: Path
    styles: Path
    out: Path
    formats: tuple[str, ...]
    """``pdf``, ``epub``."""
    editions: tuple[str, ...] = ("",)
    """Empty: the issue's own language."""
    strict: bool = False
    """Whether a name that nobody has decided stops a Traditional edition."""
    epoch: int | None = None
    """SOURCE_DATE_EPOCH, when set: the time that finished files carry."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, and what there is to say of it."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    accounts: tuple[PageAccount, ...]
    """Of every page, how it was made up."""


def build(order: Order, say: Say) -> Built:
    """Build an issue's files and prove that no character is lost.

    Raises:
        ZbpubError: Anything that the user can mend; nothing in ``order.out`` changed.
    """
    issue, findings = load_issue(order.folder)
    accounts: tuple[PageAccount, ...] = ()
    files: dict[Path, bytes] = {}
    for language in order.editions:
        made = edited(issue, language, order.styles, strict=order.strict)
        stop_on(made.findings)
        built = _build_edition(made, order, say)
        files |= built.contents
        findings += (*made.findings, *built.findings)
        accounts += built.accounts
    write_files(files)
    return Built(tuple(files), findings, accounts)


@dataclass(frozen=True, slots=True)
class _Edition:
    """The files of one edition."""

    contents: dict[Path, bytes]
    findings: tuple[Finding, ...]
    accounts: tuple[PageAccount, ...]


def _build_edition(edition: Edited, order: Order, say: Say) -> _Edition:
    issue = edition.issue
    case = open_case(order.styles, issue)
    check_look(order.styles / "looks" / issue.config.look)
    drawn = illustrate(order.folder, issue, case)
    issue, images, sizes = drawn.issue, drawn.images, drawn.sizes
    stop_on((*uncovered(issue, case), *crowded(issue, case)))
    say(f"composing {len(issue.articles)} articles")
    refused = (*unsettable(issue), *textless(issue), *too_wide(issue, case))
    if refused:
        made = refuse(issue, case, sizes, refused)
    else:
        made = make_up(issue, case, sizes, load_press)
    coarse = resolution_findings(made.pages, issue, sizes)
    made = replace(made, findings=(*made.findings, *coarse))
    accounts = made.accounts
    if order.formats != ("epub",):
        stop_on(made.findings)
    elif errors(made.findings):
        made = _without_pages(made)
    say(f"made up {len(made.pages)} page(s)")
    findings = made.findings
    folder = order.out / issue.name
    stem = f"{issue.name}.{issue.config.language}"
    files: dict[Path, bytes] = {}
    with disk_guard(), TemporaryDirectory(prefix="zbpub-") as scratch:
        draft = Draft(
            issue=issue, case=case, pages=made.pages, texts=made.texts, images=images,
            styles=order.styles, scratch=Path(scratch), epoch=order.epoch,
        )  # fmt: skip
        for suffix, path, said in _rendered(draft, order.formats, say):
            files[folder / f"{stem}.{suffix}"] = path.read_bytes()
            findings += said
    told = report(issue, accounts, findings, read_ledger(order.folder))
    if edition.ledger.language:
        files[folder / f"{stem}.report.json"] = _json(told)
        files |= ledger_files(edition.ledger, folder / stem, order.styles)
    else:
        files[folder / "report.json"] = _json(told)
    return _Edition(files, findings, accounts)


def ledger_files(ledger: DecisionLedger, stem: Path, styles: Path) -> dict[Path, bytes]:
    """The ledger beside an edition's files: JSON, HTML, and texts side by side."""
    from zbpub.edition.ledger_html import diff_html, ledger_html, ledger_json

    title = stem.name.partition(".")[0]
    return {
        stem.with_name(f"{stem.name}.ledger.json"): ledger_json(ledger).encode(),
        stem.with_name(f"{stem.name}.ledger.html"): ledger_html(
            ledger, title, styles
        ).encode(),
        stem.with_name(f"{stem.name}.diff.html"): diff_html(
            ledger, title, styles
        ).encode(),
    }


def _rendered(
    draft: Draft, formats: tuple[str, ...], say: Say
) -> Iterator[tuple[str, Path, tuple[Finding, ...]]]:
    if "pdf" in formats:
        yield "pdf", draft.pdf(say), ()
    if "epub" in formats:
        yield "epub", *draft.epub(say)


def _without_pages(made: MadeUp) -> MadeUp:
    """An e-book needs no full pages: it gets a plain cover, and the desk is told."""
    told = tuple(
        replace(finding, severity=Severity.WARNING) for finding in made.findings
    )
    return MadeUp(findings=told)


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def check(folder: Path) -> tuple[Finding, ...]:
    """Lint an issue.

    Raises:
        InputError: The issue cannot be used; carries all findings.
    """
    return load_issue(folder)[1]


def preflight(path: Path) -> tuple[Finding, ...]:
    """Judge one finished file by its kind.

    Raises:
        InputError: It is no PDF and no EPUB, or cannot be read.
    """
    if not path.is_file():
        raise InputError(
            Finding(
                code="P002",
                message="there is no such file",
                path=str(path),
                hint="build it first, or mend the name",
            )
        )
    if path.suffix.lower() == ".epub":
        from zbpub.preflight.epub import judge_epub

        return judge_epub(path)
    if path.suffix.lower() == ".pdf":
        from zbpub.preflight.pdf_judge import judge_pdf

        return judge_pdf(path)
    raise InputError(
        Finding(
            code="P001",
            message="neither a PDF nor an EPUB",
            path=str(path),
            hint="name a file that ends in .pdf or .epub",
        )
    )
