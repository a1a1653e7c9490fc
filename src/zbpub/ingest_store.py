"""What an issue's folder remembers of its ingests: read, and written as JSON.

``ledger.json`` holds, for each source, its account and what was made of it; the texts
that were made last lie in ``source/ingested/``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zbpub.base.findings import Finding, InputError
from zbpub.ingest.ledger import Summary
from zbpub.manuscript.load import (
    JOURNAL_NAME,
    read_ledger,
    spoilt_ledger,
)

SOURCES = "source"
"""What came in, untouched."""
MADE = "source/ingested"
"""What ingest made last of each article."""
PROPOSALS = "source/proposals"
"""What ingest would write now, where somebody has worked on the manuscript."""
EARLIER = "source/earlier"
"""Sources that others of the same name have taken the place of."""
LOCK = "source/.ingest.lock"
JOURNAL = JOURNAL_NAME

_NAME = re.compile(r"[^/\\.\x00-\x1f][^/\\\x00-\x1f]*")
_OWN = ("sha256", "number", "manuscripts", "accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One manuscript as the ledger knows it."""

    file: str
    """Its file's name now, without ``.md``; an editor may have renamed it."""
    sources: tuple[str, ...]
    """File names of the sources that its text comes from."""
    base: str | None
    """What ingest made last; None: not known, or changed by somebody."""
    waiting: str = ""
    """The digest of what is proposed for it; empty: nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One source as the ledger knows it."""

    digest: str = ""
    number: str = ""
    summary: Mapping[str, object] = field(default_factory=dict)
    manuscripts: Mapping[str, Kept] = field(default_factory=dict)
    """Those of the articles that begin in it, by the names that ingest gave them."""
    accepted: Mapping[str, str] = field(default_factory=dict)
    """The findings that the desk has accepted, by their keys, in words."""


def digest_of(text: str) -> str:
    """SHA-256 of ``text`` as UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def source_file(folder: Path, name: str) -> Path:
    """The file in ``source/`` that the source ``name`` is of.

    A page of a file of several has that file's name and a number (``scan.hocr#2``).
    """
    place = folder / SOURCES / name
    file, mark, number = name.rpartition("#")
    if mark and number.isdecimal() and not place.exists():
        return folder / SOURCES / file
    return place


def read_store(folder: Path) -> dict[str, Account]:
    """What is known of the issue's sources, by their file names.

    A ledger of an earlier zbpub, which has the accounts alone, is read too.

    Raises:
        InputError: The ledger is not one.
    """
    if folder.is_file():
        raise InputError(
            Finding(
                code="M002",
                message="expected an issue's folder, got a file",
                path=str(folder),
                hint="name the folder that the file is in",
            )
        )
    pages = read_ledger(folder)
    if pages is None:
        return {}
    try:
        if not isinstance(pages, dict):
            raise TypeError("it is no table")
        return {_safe(name): _read_account(folder, pages[name]) for name in pages}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise spoilt_ledger(folder, error) from error


def _read_account(folder: Path, page: Mapping[str, object]) -> Account:
    manuscripts = page.get("manuscripts", {})
    if not isinstance(manuscripts, dict):
        raise TypeError("manuscripts are no table")
    accepted = page.get("accepted", {})
    if not isinstance(accepted, dict):
        raise TypeError("what was accepted is no table")
    return Account(
        digest=str(page.get("sha256", "")),
        number=str(page.get("number", "")),
        summary={key: page[key] for key in page if key not in _OWN},
        manuscripts={
            _safe(name): _read_kept(folder, name, kept)
            for name, kept in manuscripts.items()
        },
        accepted={str(key): str(accepted[key]) for key in accepted},
    )


def _read_kept(folder: Path, name: str, kept: Mapping[str, object]) -> Kept:
    sources = kept.get("sources", [])
    if not isinstance(sources, list):
        raise TypeError("sources are no list")
    return Kept(
        file=_safe(str(kept["file"])),
        sources=tuple(_safe(str(one)) for one in sources),
        base=_read_made(folder / MADE / f"{name}.md", str(kept["made"])),
        waiting=str(kept.get("waiting", "")),
    )


def _read_made(path: Path, digest: str) -> str | None:
    """What was made last, if it is still what was written then."""
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    return text if digest_of(text) == digest else None


def _safe(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no file's name")
    return name


def write_ledger(accounts: Mapping[str, Account]) -> bytes:
    """``ledger.json``; the same accounts give the same bytes."""
    pages = {name: _tell_account(account) for name, account in accounts.items()}
    text = json.dumps(pages, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _tell_account(account: Account) -> dict[str, object]:
    told = dict(account.summary)
    if account.digest:
        told["sha256"] = account.digest
        told["number"] = account.number
        told["manuscripts"] = {
            name: _tell_kept(kept) for name, kept in account.manuscripts.items()
        }
    if account.accepted:
        told["accepted"] = dict(account.accepted)
    return told


def _tell_kept(kept: Kept) -> dict[str, object]:
    told: dict[str, object] = {
        "file": kept.file,
        "made": digest_of(kept.base or ""),
        "sources": list(kept.sources),
    }
    if kept.waiting:
        told["waiting"] = kept.waiting
    return told


def plain_summary(
    summary: Summary, findings: Iterable[tuple[Finding, bool]]
) -> dict[str, object]:
    """A page's account, and its findings with whether the desk accepted them."""
    told = [_tell_finding(one, accepted=closed) for one, closed in findings]
    return {**summary, "findings": told}


def _tell_finding(finding: Finding, *, accepted: bool) -> dict[str, object]:
    """Without its path: the ledger says the same wherever the source was read."""
    closed = {"accepted": True} if accepted else {}
    return closed | {
        "code": finding.code,
        "severity": finding.severity.value,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "hint": finding.hint,
    }
