"""An issue in, one page of HTML out: why its pages are made up as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zbpub.base.files import write_files
from zbpub.base.findings import Finding, errors
from zbpub.desk_table import fit_table
from zbpub.draft import Say, stop_on
from zbpub.edition_files import edited
from zbpub.layout.account import PageAccount
from zbpub.layout.coverage import textless, too_wide, uncovered, unsettable
from zbpub.layout.makeup import make_up, refuse
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Issue
from zbpub.page_images import draw_pages, small_file
from zbpub.proof_recipe import built_pdf
from zbpub.render.explain_html import Explanation, explain_html
from zbpub.report import page_value
from zbpub.style_files import illustrate, open_case

_DPI = 100
"""Of the pages' pictures: body text can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainOrder:
    """What is to be explained."""

    folder: Path
    styles: Path
    out: Path
    edition: str = ""
    """Empty: the issue's own language."""


@dataclass(frozen=True, slots=True)
class Explained:
    """The file, and what there is to say."""

    file: Path
    findings: tuple[Finding, ...]
    table: tuple[str, ...]
    """The accounts as lines for a terminal."""
    is_full: bool
    """Whether every page is made up."""


def explain_issue(order: ExplainOrder, say: Say) -> Explained:
    """Make up the issue without rendering it, and write ``explain.html``.

    A page that cannot be filled is explained too; what makes the issue unusable is not.

    Raises:
        ZbpubError: The issue, the profile or the template is wrong, or a part of the
            machine is missing; nothing is written.
    """
    issue, findings = load_issue(order.folder)
    issue = edited(issue, order.edition, order.styles).issue
    case = open_case(order.styles, issue)
    drawn = illustrate(order.folder, issue, case)
    issue = drawn.issue
    stop_on(uncovered(issue, case))
    say(f"composing {len(issue.articles)} articles")
    refused = (*unsettable(issue), *textless(issue), *too_wide(issue, case))
    if refused:
        made = refuse(issue, case, drawn.sizes, refused)
    else:
        made = make_up(issue, case, drawn.sizes)
    say(f"made up {len(made.pages)} page(s)")
    accounts = made.accounts
    pictures = _pictures(issue, order.out, accounts, say)
    explanation = Explanation(
        name=issue.name,
        publication=issue.config.publication,
        date=issue.config.date,
        language=issue.config.language,
        findings=(*findings, *made.findings),
    )
    file = order.out / issue.name / "explain.html"
    html = explain_html(explanation, accounts, pictures, order.styles)
    write_files({file: html.encode()})
    return Explained(
        file,
        (*findings, *made.findings),
        tuple(fit_table(accounts)),
        not errors(made.findings) and all(account.is_full for account in accounts),
    )


def _pictures(
    issue: Issue, out: Path, accounts: Sequence[PageAccount], say: Say
) -> Mapping[str, bytes]:
    """Pictures of the pages by number: those that the built PDF shows as they are.

    A page that has moved since the build would lie under wrong outlines; it is left
    out, and drawn from its account.
    """
    pdf = built_pdf(issue, out)
    built = _built(pdf.with_name("report.json"))
    same = [built.get(account.number) == _plain(account) for account in accounts]
    if not pdf.is_file() or not any(same):
        return {}
    say(f"drawing the pages of {pdf.name}")
    drawn = draw_pages(pdf, _DPI)
    if len(drawn) != len(built):
        return {}
    by_number = dict(zip(built, drawn, strict=True))
    return {
        account.number: small_file(by_number[account.number])
        for account, is_same in zip(accounts, same, strict=True)
        if is_same
    }


def _built(report: Path) -> Mapping[str, object]:
    """The accounts of the pages as they were built, by number, in order."""
    try:
        pages = json.loads(report.read_text("utf-8"))["pages"]
        return {str(page["number"]): page for page in pages if page["is_full"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _plain(account: PageAccount) -> object:
    """An account as it comes back from report.json."""
    return json.loads(json.dumps(page_value(account)))
