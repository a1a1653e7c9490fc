"""The recipe of ``zbpub ingest``: pages in, manuscripts out, no work overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zbpub.base.files import KEPT, PART, undo_broken, write_files
from zbpub.base.findings import Finding, InputError, MachineError, Severity
from zbpub.base.lock import lock_folder
from zbpub.ingest.accepted import Pick
from zbpub.ingest.again import Fate
from zbpub.ingest.join import join_pages, wanted_pages
from zbpub.ingest.ledger import Summary
from zbpub.ingest.result import PageObject, as_json
from zbpub.ingest.turns import read_mark
from zbpub.ingest_accepted import accept_findings, is_accepted
from zbpub.ingest_numbers import Numbers, number_pages, refuse_twins
from zbpub.ingest_plan import plan_issue
from zbpub.ingest_reading import Reading, Say, broken, read_sources
from zbpub.ingest_sources import Change, Desk, Plan, sources_of
from zbpub.ingest_store import (
    JOURNAL,
    LOCK,
    SOURCES,
    Account,
    read_store,
    source_file,
)
from zbpub.manuscript.config import parse_issue_config
from zbpub.manuscript.load import CONFIG_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOrder:
    """What is to be ingested, and where to."""

    pages: tuple[Path, ...]
    issue: Path | None
    number: str = ""
    """版次 of the first page; empty: as folios, the ledger or issue.toml say."""
    force: bool = False
    """Write over what an editor changed; let sources take the place of others."""
    merge: bool = False
    """Join an editor's changes and the source's where they do not touch."""
    accept: tuple[Pick, ...] = ()
    """Findings that the desk agrees with: they are told no more."""
    reopen: tuple[Pick, ...] = ()
    """Accepted findings that are to be told again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an ingest found and wrote."""

    document: PageObject
    """The object of ``--json``."""
    findings: tuple[Finding, ...]
    """Those that are open: what was accepted is not among them."""
    readings: tuple[Reading, ...] = ()
    """Every source as it was read."""
    changes: tuple[Change, ...] = ()
    """What became of each manuscript."""
    notes: tuple[str, ...] = ()
    """What else there is to say, a line each."""
    accounts: tuple[str, ...] = ()
    """One line a page: how many characters went where."""
    folder: Path | None = None
    """The issue's folder that was written into."""

    @property
    def written(self) -> tuple[Path, ...]:
        """The manuscripts that were written."""
        wrote = (Fate.NEW, Fate.UPDATED, Fate.MERGED, Fate.FORCED)
        return tuple(one.path for one in self.changes if one.fate in wrote)

    @property
    def has_proposals(self) -> bool:
        """Whether an editor has to decide something before all is done."""
        return any(one.fate is Fate.PROPOSED for one in self.changes)


def ingest_pages(
    order: IngestOrder, *, write: bool, say: Say = lambda line: None
) -> Done:
    """Ingest pages; write manuscripts into the issue's folder when ``write``.

    Manuscripts that an editor has changed are left alone; what the source would change
    in them lies beside them then. All is written or nothing.

    Raises:
        InputError: A source cannot be read or gets in the way of another, or another
            ingest is at work in the folder.
        MachineError: The folder cannot be written; nothing was changed.
    """
    if write and order.issue is not None:
        return _ingest_into(order, order.issue, say)
    readings = _read(order, {}, say)
    return _done(_joined_up(readings))


def _ingest_into(order: IngestOrder, folder: Path, say: Say) -> Done:
    accounts = read_store(folder)
    readings = _read(order, accounts, say)
    if broken(readings):
        return _done(readings)
    with _locked(folder) as notes:
        accounts = _follow_sources(folder, read_store(folder), readings)
        readings = _joined_up(_with_partners(folder, accounts, readings, say))
        if broken(readings):
            return _done(readings)
        readings = accept_findings(readings, accounts, order.accept, order.reopen)
        sources = sources_of(readings)
        desk = Desk(folder, readings, accounts, order.force, order.merge, sources)
        plan = plan_issue(desk)
        if any(one.severity is Severity.ERROR for one in plan.findings):
            raise InputError(*plan.findings)
        if plan.files or plan.remove:
            journal = folder / JOURNAL
            write_files(plan.files, remove=plan.remove, journal=journal)
    plan.notes[:0] = notes
    return replace(_done(readings, plan), folder=folder)


def _done(readings: Sequence[Reading], plan: Plan | None = None) -> Done:
    plan = plan or Plan()
    findings = [f for one in readings for f in one.told if not is_accepted(f, one)]
    closed = sum(len(one.told) for one in readings) - len(findings)
    if closed:
        plan.notes.append(f"{closed} findings were accepted, and are not told again")
    return Done(
        document=_told(one for one in readings if one.is_asked),
        findings=(*findings, *plan.findings),
        readings=tuple(readings),
        changes=tuple(plan.changes),
        notes=tuple(plan.notes),
        accounts=tuple(
            _account(one.ingested.ledger.source.path, one.ingested.ledger.to_json())
            for one in readings
        ),
    )


def _read(order: IngestOrder, accounts: dict[str, Account], say: Say) -> list[Reading]:
    """The sources that were asked for, each with its number.

    Raises:
        InputError: One cannot be read, or two get in each other's way.
    """
    numbers = Numbers(
        asked=order.number,
        planned=_planned(order.issue),
        known={name: one.number for name, one in accounts.items()},
    )
    readings = number_pages(read_sources(order.pages, say), numbers)
    if twins := refuse_twins(readings):
        raise InputError(*twins)
    return readings


def _joined_up(readings: Sequence[Reading]) -> list[Reading]:
    """``readings`` with the articles that go on on other pages made whole."""
    pages = join_pages([one.ingested for one in readings])
    return [
        replace(one, ingested=page) for one, page in zip(readings, pages, strict=True)
    ]


def _follow_sources(
    folder: Path, accounts: dict[str, Account], readings: Sequence[Reading]
) -> dict[str, Account]:
    """``accounts`` with those of sources that were renamed under their new names.

    Raises:
        InputError: A page has the number of another source that is still there.
    """
    names = {one.name for one in readings}
    for one in readings:
        for name, account in list(accounts.items()):
            same = one.is_page and account.number == one.number
            if name in names or not account.manuscripts or not same:
                continue
            if _is_there(folder, name, readings):
                raise InputError(_same_number(one, folder / SOURCES / name))
            accounts[one.name] = accounts.pop(name)
    return accounts


def _is_there(folder: Path, name: str, readings: Sequence[Reading]) -> bool:
    """Whether the source ``name`` is still one of the issue's.

    A page of a file of several is not if that file was just read and has it no more.
    """
    file = source_file(folder, name)
    read = {one.path.name for one in readings}
    return file.exists() and (file.name == name or file.name not in read)


def _same_number(one: Reading, other: Path) -> Finding:
    return Finding(
        code="I097",
        message=f"the source is page {one.number}, as {other} is",
        path=str(one.path),
        hint="say which page it is: --page; if it replaces the other: copy it there",
    )


def _with_partners(
    folder: Path,
    accounts: dict[str, Account],
    readings: Sequence[Reading],
    say: Say,
) -> list[Reading]:
    """``readings`` and those of the issue's other pages that articles go on on.

    Without them the rest of an article would be taken out of its manuscript.
    """
    every = list(readings)
    while True:
        names = {one.name for one in every}
        read = {one.path.name for one in every}
        found = [
            source_file(folder, name)
            for name in sorted(accounts)
            if name not in names and _is_partner(name, accounts, every)
        ]
        wanted = [
            path
            for path in dict.fromkeys(found)
            if path.is_file() and path.name not in read
        ]
        if not wanted:
            return every
        numbers = Numbers(known={name: one.number for name, one in accounts.items()})
        for one in number_pages(read_sources(wanted, say), numbers):
            say(f"read {one.path} too: an article goes on there")
            every.append(replace(one, is_asked=False))


def _is_partner(
    name: str, accounts: dict[str, Account], readings: Sequence[Reading]
) -> bool:
    """Whether an article has a part in the source ``name`` and one in ``readings``."""
    mark = read_mark(accounts[name].number)
    turns = wanted_pages(one.ingested for one in readings)
    if mark is not None and any(turn.means(mark) for turn in turns):
        return True
    names = {one.name for one in readings}
    return any(
        name in kept.sources and names & set(kept.sources)
        for account in accounts.values()
        for kept in account.manuscripts.values()
    )


@contextmanager
def _locked(folder: Path) -> Iterator[list[str]]:
    """Hold the issue's folder, in the state that the last whole ingest left it in.

    Gives lines about what had to be put back first.
    """
    lock = folder / LOCK
    made = [one for one in (lock.parent, *lock.parents) if not one.is_dir()]
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(_closed(folder, error)) from error
    try:
        with lock_folder(lock, code="I098", work="another ingest"):
            notes: list[str] = []
            if undo_broken(folder / JOURNAL, folder):
                notes.append("an ingest had been broken off; its changes were put back")
            _sweep(folder)
            yield notes
    finally:
        for one in made:
            with suppress(OSError):  # it holds something now
                one.rmdir()


def _closed(folder: Path, error: OSError) -> Finding:
    return Finding(
        code="X003",
        message=f"cannot write: {error.strerror or error}",
        path=str(folder),
        hint="name an issue's folder that may be written; nothing was changed",
    )


def _sweep(folder: Path) -> None:
    """Take away what a killed ingest had begun to write; nobody else is at work."""
    for ending in (PART, KEPT):
        for path in folder.rglob(f".*{ending}"):
            with suppress(OSError):
                path.unlink()


def _account(path: str, summary: Summary) -> str:
    left_out = ", ".join(f"{n} {why}" for why, n in summary["left_out"].items())
    return (
        f"{path}: {summary['characters']} characters: {summary['kept']} in manuscripts,"
        f" {sum(summary['left_out'].values())} left out ({left_out or 'none'}),"
        f" {summary['lost']} lost, {summary['invented']} invented"
    )


def _told(readings: Iterable[Reading]) -> PageObject:
    """One object for all pages."""
    told = PageObject(articles=[], captions=[], furniture=[])
    pages = [one.ingested for one in readings]
    captions = [caption for page in pages for caption in page.captions]
    for page in pages:
        # The caption of an article's second part stands on another page.
        document = as_json(replace(page, captions=tuple(captions)))
        told["articles"] += document["articles"]
        told["captions"] += [one.text for one in page.captions if not one.article]
        told["furniture"] += document["furniture"]
    return told


def _planned(issue: Path | None) -> tuple[str, ...]:
    """The page numbers of issue.toml.

    Raises:
        InputError: It cannot be read, or is wrong.
    """
    if issue is None or not (issue / CONFIG_NAME).is_file():
        return ()
    path = issue / CONFIG_NAME
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            Finding(
                code="M005",
                message=f"it cannot be read: {error}",
                path=str(path),
                hint="see who may read it, and that it is UTF-8",
            )
        ) from error
    config, findings = parse_issue_config(text, path=str(path))
    if config is None:
        raise InputError(*findings)
    return tuple(page.number for page in config.pages)
