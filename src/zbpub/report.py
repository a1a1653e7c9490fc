"""report.json: what a build found and how each article fits, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.layout.account import BlockAccount, PageAccount
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import Issue


def report(
    issue: Issue,
    accounts: Sequence[PageAccount],
    findings: Iterable[Finding],
    ledger: object,
) -> dict[str, object]:
    """The report of a build; no clock and no machine in it.

    Args:
        issue: The issue.
        accounts: How its pages were made up.
        findings: What there is to say.
        ledger: What ingest accounted for, by source page; None when nothing was
            ingested.
    """
    return {
        "issue": issue.name,
        "edition": issue.config.language,
        "findings": [_finding(finding) for finding in findings],
        "pages": [page_value(account) for account in accounts],
        "copyfit": [
            _fit(block) for page in accounts for block in page.blocks if block.is_placed
        ],
        "characters": {
            article.name: len(significant(reading_text(article)))
            for article in issue.articles
        },
        "ledger": ledger,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "message": finding.message,
        "hint": finding.hint,
    }


def page_value(account: PageAccount) -> dict[str, object]:
    """An account as plain values; lengths stay in mpt."""
    return asdict(account)


def _fit(block: BlockAccount) -> dict[str, object]:
    return {
        "article": block.article,
        "page": block.page,
        "column": block.column,
        "row": block.row,
        "columns": block.columns,
        "rows": block.rows,
        "text_columns": block.text_columns,
        "measure_em": block.measure_em,
        "lines": block.lines,
        "headline_pt": block.headline_pt,
        "head_rows": block.head_rows,
        "slack_rows": block.slack_rows,
        "framed": block.head_kind == "box",
        "cost": block.cost,
    }
