"""The sources of ``zbpub ingest``: what is kept of them in ``source/`` and ``images/``.

Here too is what the plan of an ingest is made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zbpub.base.findings import Finding
from zbpub.ingest.again import Fate
from zbpub.ingest.likeness import likeness, words_of
from zbpub.ingest_reading import Reading
from zbpub.ingest_store import EARLIER, SOURCES, Account, Kept
from zbpub.manuscript.write import write_article

ALIKE = 0.4
"""How alike two texts are at least if they are one article, read twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one manuscript."""

    path: Path
    fate: Fate
    name: str
    """The name that ingest knows it by."""
    article: str = ""
    """The article's name in this reading; empty: the sources give none for it."""
    note: str = ""
    """What there is to say besides."""
    diff: tuple[str, ...] = ()
    """What changes, or would change, as a unified diff."""
    proposal: Path | None = None
    new: str = ""
    """What ingest makes."""
    mine: str | None = None
    """What the manuscript's file holds when all is done; None: there is none."""


@dataclass(slots=True)
class Plan:
    """Everything that an ingest writes and says."""

    files: dict[Path, bytes] = field(default_factory=dict)
    remove: list[Path] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def sources_of(readings: Sequence[Reading]) -> dict[str, tuple[str, ...]]:
    """For each article the file names of the sources that its text comes from."""
    found: dict[str, set[str]] = {}
    for one in readings:
        for entry in one.ingested.ledger.entries:
            found.setdefault(entry.where.partition(" ")[0], set()).add(one.name)
    return {name: tuple(sorted(names)) for name, names in found.items()}


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known when the plan is made."""

    folder: Path
    readings: Sequence[Reading]
    accounts: Mapping[str, Account]
    force: bool
    merge: bool
    sources: Mapping[str, tuple[str, ...]]
    """For each article the file names of the sources that its text comes from."""

    def known(self) -> dict[str, Kept]:
        """The manuscripts that these sources gave before."""
        return {
            name: kept
            for one in self.readings
            if one.name in self.accounts
            for name, kept in self.accounts[one.name].manuscripts.items()
        }


def plan_pictures(plan: Plan, desk: Desk) -> None:
    """Write the sources' pictures; one that somebody has changed stays."""
    for one in desk.readings:
        for name, content in one.images.items():
            path = desk.folder / name
            if desk.force or not path.is_file():
                plan.files[path] = content
            elif path.read_bytes() != content:
                plan.notes.append(
                    f"{path} differs from the source's picture; it is kept"
                )


def plan_sources(plan: Plan, desk: Desk) -> None:
    """Copy what came in into ``source/``; what it takes the place of goes aside."""
    folder = desk.folder / SOURCES
    for one in desk.readings:
        place = folder / one.path.name
        if one.sheet > 1 or one.path.resolve() == place.resolve():
            continue
        content = one.path.read_bytes()
        if place.is_file() and place.read_bytes() != content:
            if not desk.force and not _is_same_page(desk, one):
                plan.findings.append(_another_page(one, place))
                continue
            old = place.read_bytes()
            digest = hashlib.sha256(old).hexdigest()[:8]
            aside = desk.folder / EARLIER / f"{place.stem}-{digest}{place.suffix}"
            plan.files[aside] = old
            plan.notes.append(f"{place} is {aside} now: {one.path} takes its place")
        plan.files[place] = content
        for beside, image in one.beside.items():
            if image in one.images and not (folder / beside).exists():
                plan.files[folder / beside] = one.images[image]


def _is_same_page(desk: Desk, one: Reading) -> bool:
    """Whether a source is another reading of the page that has its name."""
    sheets = [other for other in desk.readings if other.path == one.path]
    accounts = [desk.accounts.get(sheet.name, Account()) for sheet in sheets]
    olds = [
        words_of(kept.base)
        for account in accounts
        for kept in account.manuscripts.values()
        if kept.base
    ]
    news = [
        words_of(write_article(article))
        for sheet in sheets
        for article in sheet.ingested.articles
    ]
    return any(likeness(old, new) >= ALIKE for old in olds for new in news)


def _another_page(one: Reading, place: Path) -> Finding:
    return Finding(
        code="I096",
        message=f"{place} is another page of the same name",
        path=str(one.path),
        hint="give the file another name; or let it take the other's place: --force",
    )
