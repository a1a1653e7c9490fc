"""The recipe of ``zbpub ingest``: pages in, manuscripts out, no work overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from zbpub.base.files import write_files
from zbpub.base.findings import Finding, InputError, errors
from zbpub.ingest.ledger import Summary
from zbpub.ingest.opened import source_stem
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import Ingested, PageObject, as_json
from zbpub.ingest_files import open_file
from zbpub.manuscript.config import parse_issue_config
from zbpub.manuscript.load import LEDGER_NAME
from zbpub.manuscript.model import Article
from zbpub.manuscript.write import write_article


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOrder:
    """What is to be ingested, and where to."""

    pages: tuple[Path, ...]
    issue: Path | None
    number: str = ""
    """版次 of the first page; empty: as issue.toml lists them, else from 01."""
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an ingest found and wrote."""

    document: PageObject
    """The object of ``--json``."""
    findings: tuple[Finding, ...]
    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    accounts: tuple[str, ...] = ()
    """One line a page: how many characters went where."""


@dataclass(slots=True)
class _Harvest:
    articles: list[Article] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ledgers: dict[str, object] = field(default_factory=dict)
    accounts: list[str] = field(default_factory=list)
    documents: list[PageObject] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    """Pictures of the sources, by their paths in the issue's folder."""


def ingest_pages(order: IngestOrder, *, write: bool) -> Done:
    """Ingest pages; write manuscripts into the issue's folder when ``write``.

    Raises:
        InputError: A page cannot be read, or a manuscript that would be written over
            differs from what ingest makes (an editor's work) and ``force`` is off.
    """
    harvest = _Harvest()
    sources = [(path, open_file(path)) for path in order.pages]
    numbers = iter(_numbers(order, sum(one.is_page for _, one in sources)))
    for path, opened in sources:
        number = next(numbers) if opened.is_page else order.number
        stem = "" if opened.is_page else source_stem(path.name)
        page = ingest_page(
            opened.text, path=str(path), page=number, given=opened.given, stem=stem
        )
        harvest.findings += opened.findings
        harvest.images |= opened.images
        _take(harvest, path, page)
    document = _joined(harvest.documents)
    findings = tuple(harvest.findings)
    if not write or order.issue is None or errors(findings):
        return Done(document=document, findings=findings)
    files = {
        order.issue / f"{article.name}.md": write_article(article).encode()
        for article in harvest.articles
    }
    files |= {order.issue / name: image for name, image in harvest.images.items()}
    ledger = order.issue / LEDGER_NAME
    unchanged = [path for path, new in files.items() if _is_same(path, new)]
    fresh = {path: new for path, new in files.items() if path not in unchanged}
    if not order.force:
        _refuse_overwriting(fresh)
    text = json.dumps(harvest.ledgers, ensure_ascii=False, indent=1, sort_keys=True)
    account = f"{text}\n".encode()
    write_files(fresh if _is_same(ledger, account) else {**fresh, ledger: account})
    return Done(
        document=document, findings=findings,
        written=tuple(fresh), unchanged=tuple(unchanged),
        accounts=tuple(harvest.accounts),
    )  # fmt: skip


def _take(harvest: _Harvest, path: Path, page: Ingested) -> None:
    harvest.articles += page.articles
    harvest.findings += page.findings
    harvest.documents.append(as_json(page))
    summary = page.ledger.to_json()
    harvest.ledgers[path.name] = summary
    harvest.accounts.append(_account(path, summary))


def _account(path: Path, summary: Summary) -> str:
    left_out = ", ".join(f"{n} {why}" for why, n in summary["left_out"].items())
    return (
        f"{path}: {summary['characters']} characters: {summary['kept']} in manuscripts,"
        f" {sum(summary['left_out'].values())} left out ({left_out or 'none'}),"
        f" {summary['lost']} lost, {summary['invented']} invented"
    )


def _joined(documents: Iterable[PageObject]) -> PageObject:
    joined = PageObject(articles=[], captions=[], furniture=[])
    for document in documents:
        joined["articles"] += document["articles"]
        joined["captions"] += document["captions"]
        joined["furniture"] += document["furniture"]
    return joined


def _numbers(order: IngestOrder, count: int) -> list[str]:
    """The 版次 of each of ``count`` pages; reports have none of their own."""
    if order.number:
        return _counted(order.number, count)
    planned = _planned(order.issue)
    if len(planned) == count:
        return planned
    return _counted("01", count)


def _counted(first: str, count: int) -> list[str]:
    digits = first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if count == 1 or not digits.isdigit():
        return [first] * count
    letters = first[: len(first) - len(digits)]
    return [f"{letters}{int(digits) + i:0{len(digits)}d}" for i in range(count)]


def _planned(issue: Path | None) -> list[str]:
    if issue is None or not (issue / "issue.toml").is_file():
        return []
    path = issue / "issue.toml"
    config, findings = parse_issue_config(path.read_text("utf-8"), path=str(path))
    if config is None:
        raise InputError(*findings)
    return [page.number for page in config.pages]


def _is_same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _refuse_overwriting(files: Iterable[Path]) -> None:
    changed = [path for path in files if path.exists()]
    if changed:
        raise InputError(
            *(
                Finding(
                    code="I092",
                    message="the manuscript differs from what ingest makes of the"
                    " source: somebody has worked on it",
                    path=str(path),
                    hint="nothing was written; use --force to write over it",
                )
                for path in changed
            )
        )
