"""The reading of ``zbpub ingest``: sources in, each ingested, several at once out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from zbpub.base.cores import cores
from zbpub.base.findings import Finding, InputError, MachineError, errors
from zbpub.ingest.folio import folio_mark
from zbpub.ingest.opened import Opened, sheet_name
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import Ingested
from zbpub.ingest.scan import Place
from zbpub.ingest.turns import PageMark
from zbpub.ingest_files import open_file

Say = Callable[[str], None]
"""Called with one line of progress."""

_FEW = 6
"""So many sources are read before other processes would have started."""
_MOST_PROCESSES = 4
_UNKNOWN = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One source, read."""

    path: Path
    digest: str
    """SHA-256 of the file, in hexadecimal digits."""
    is_page: bool
    folio: PageMark | None
    """The number that the page's folio says."""
    ingested: Ingested
    findings: tuple[Finding, ...] = ()
    """Of opening the file and of its number; those of its text are the ingested's."""
    images: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by their paths in the issue's folder."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Those of them that lay beside the source: path there to path in the issue."""
    number: str = ""
    """版次; empty: a report without one."""
    is_asked: bool = True
    """Whether the user named it; else it is read for what goes on there."""
    sheet: int = 0
    """Of a file of several pages: which, from 1 on; 0: the file is one."""
    kind: str = "text"
    """``text``, ``docx``, ``html`` or ``scan``."""
    places: tuple[Place, ...] = ()
    """Of a scan: where on the page each row of its text stands."""
    accepted: Mapping[str, str] = field(default_factory=dict)
    """The findings that the desk has accepted, by their keys, in words."""

    @property
    def name(self) -> str:
        """What the ledger knows it by: the file's name, of later pages with a number.

        A first page goes by the file's name, as it did when the file had no other.
        """
        return (
            sheet_name(self.path.name, self.sheet) if self.sheet > 1 else self.path.name
        )

    @property
    def told(self) -> tuple[Finding, ...]:
        """All findings: of its file, then of its text."""
        return (*self.findings, *self.ingested.findings)


@dataclass(frozen=True, slots=True)
class _Failed:
    findings: tuple[Finding, ...]


def read_sources(paths: Sequence[Path], say: Say) -> list[Reading]:
    """Each of ``paths`` read, in their order; many are shared out among the cores.

    Raises:
        InputError: Sources cannot be read; carries the findings of all.
        MachineError: A process was killed, as for want of memory.
    """
    count = len(paths)
    done: list[Reading] = []
    failed: list[Finding] = []
    if count > 1:
        say(f"reading {count} sources")
    step = max(count // 10, 10)
    for at, one in enumerate(_read_all(paths), start=1):
        if isinstance(one, _Failed):
            failed += one.findings
        else:
            done += one
        if at % step == 0 and at < count:
            say(f"read {at} of {count}")
    if failed:
        raise InputError(*failed, *broken(done))
    return done


def _read_all(paths: Sequence[Path]) -> Iterator[list[Reading] | _Failed]:
    processes = min(cores(), _MOST_PROCESSES, len(paths))
    if len(paths) < _FEW or processes < 2:
        yield from map(_read, paths)
        return
    yield _read(paths[0])  # loads the dictionaries that forked processes share then
    try:
        with ProcessPoolExecutor(processes, get_context("fork")) as pool:
            yield from pool.map(_read, paths[1:], chunksize=4)
    except BrokenProcessPool as error:
        raise MachineError(
            Finding(
                code="X007",
                message="a process that read sources was killed",
                hint="give fewer sources at once, or free some memory",
            )
        ) from error


def _read(path: Path) -> list[Reading] | _Failed:
    """The pages of one source; errors come back as values: they cross processes."""
    try:
        opened = open_file(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except InputError as error:
        return _Failed(error.findings)
    except OSError as error:  # taken away since
        return _Failed((_unreadable(path, error),))
    if not opened.more:
        return [_read_sheet(path, digest, opened, 0)]
    sheets = enumerate((opened, *opened.more), start=1)
    return [_read_sheet(path, digest, one, number) for number, one in sheets]


def _read_sheet(path: Path, digest: str, opened: Opened, sheet: int) -> Reading:
    shown = sheet_name(str(path), sheet) if sheet else str(path)
    ingested = ingest_page(opened.text, path=shown, page=_UNKNOWN, given=opened.given)
    return Reading(
        path=path,
        digest=digest,
        is_page=opened.is_page,
        folio=folio_mark(opened.text) if opened.is_page else None,
        ingested=ingested,
        findings=tuple(opened.findings),
        images=dict(opened.images),
        beside={there: place for place, there in opened.wanted.items()},
        sheet=sheet,
        kind=opened.kind,
        places=opened.places,
    )


def _unreadable(path: Path, error: OSError) -> Finding:
    return Finding(
        code="I090",
        message=f"cannot read the page: {error.strerror or error}",
        path=str(path),
        hint="name the file of a recognised page",
    )


def broken(readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """The errors of ``readings``: with one of them nothing is written."""
    return errors(f for one in readings for f in one.told)
