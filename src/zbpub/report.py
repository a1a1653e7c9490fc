"""report.json: what a build found and how each article fits, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.base.length import to_pt
from zbpub.layout.makeup import Fit, MadeUp
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import Issue


def report(
    issue: Issue, made: MadeUp, findings: Iterable[Finding], ledger: object
) -> dict[str, object]:
    """The report of a build; no clock and no machine in it.

    Args:
        issue: The issue.
        made: How it was made up.
        findings: What there is to say.
        ledger: What ingest accounted for, by source page; None when nothing was
            ingested.
    """
    return {
        "issue": issue.name,
        "edition": issue.config.language,
        "findings": [_finding(finding) for finding in findings],
        "copyfit": [_fit(fit) for fit in made.fits],
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


def _fit(fit: Fit) -> dict[str, object]:
    block = fit.block
    return {
        "article": fit.article,
        "page": fit.page,
        "column": fit.spot.column + 1,
        "row": fit.spot.row + 1,
        "columns": block.columns,
        "rows": block.rows,
        "text_columns": block.parts,
        "measure_em": block.galley.measure / block.galley.size,
        "lines": len(block.galley.strips),
        "headline_pt": to_pt(block.head.size),
        "head_rows": block.head_rows,
        "slack_rows": block.head_rows - block.head.rows,
        "framed": block.is_boxed,
        "cost": block.cost,
    }
