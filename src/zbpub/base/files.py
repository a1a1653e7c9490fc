"""Files written whole or not at all: beside their place, then renamed into it."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from zbpub.base.findings import Finding, MachineError

PART, KEPT = ".part", ".kept"
"""Endings of what lies beside a file while it is written: its new and old content."""


@contextmanager
def disk_guard() -> Iterator[None]:
    """Turn a full disk while scratch files are written into a finding.

    Raises:
        MachineError: The disk or the quota is full.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise MachineError(_unwritable(error, error.filename or "")) from error


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _unwritable(error: OSError, place: str) -> Finding:
    return Finding(
        code="X003",
        message=f"cannot write: {error.strerror or error}",
        path=place,
        hint="free some space or mend the folder's permissions; nothing was changed",
    )


@dataclass(slots=True)
class _Change:
    """What a call has done so far, so that it can be undone."""

    waiting: list[tuple[Path, Path]] = field(default_factory=list)
    """New contents and their places."""
    kept: list[tuple[Path, Path | None]] = field(default_factory=list)
    """Places and their old contents; None: there was no file."""
    folders: list[Path] = field(default_factory=list)
    """Folders that were made, the outermost first."""
    journal: Path | None = None
    """Where all this is noted."""
    place: Path | None = None
    """The file that is being changed, for the message."""

    def prepare(self, place: Path, content: bytes) -> None:
        """Write ``content`` beside ``place``."""
        self.place = place
        self.make_folders(place.parent)
        beside = _beside(place, PART)
        self.waiting.append((beside, place))
        _write(beside, content)

    def make_folders(self, folder: Path) -> None:
        missing = [folder, *folder.parents]
        for each in reversed([each for each in missing if not each.is_dir()]):
            each.mkdir(exist_ok=True)
            self.folders.append(each)

    def keep(self, place: Path) -> None:
        """Give the old content of ``place`` a second name."""
        self.place = place
        if not os.path.lexists(place):
            self.kept.append((place, None))
            return
        beside = _beside(place, KEPT)
        beside.unlink(missing_ok=True)
        self.kept.append((place, beside))
        try:
            os.link(place, beside, follow_symlinks=False)
        except OSError:  # a file system without links, or a folder
            shutil.copy2(place, beside, follow_symlinks=False)

    def undo(self) -> None:
        """Put everything back."""
        for place, old in reversed(self.kept):
            if old is None:
                place.unlink(missing_ok=True)
            elif os.path.lexists(old):
                old.replace(place)
        self.clear()
        if self.journal is not None:
            self.journal.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            with suppress(OSError):  # somebody has put something into it
                folder.rmdir()

    def clear(self) -> None:
        """Take away what lies beside the files."""
        for beside, _ in self.waiting:
            beside.unlink(missing_ok=True)
        for _, old in self.kept:
            if old is not None:
                old.unlink(missing_ok=True)


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}{ending}")


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_files(
    files: Mapping[Path, bytes],
    *,
    remove: Iterable[Path] = (),
    journal: Path | None = None,
) -> None:
    """Write all of ``files`` and remove others, or leave everything as it was.

    Each content is complete beside its place before the first is renamed; what a
    failure interrupts is put back.

    Args:
        files: Contents by their places.
        remove: Files to take away.
        journal: Where to note what is about to be done, so that ``undo_broken`` can
            undo it after the process was killed.

    Raises:
        MachineError: The disk is full or the place cannot be written; what was there
            before is still there.
    """
    change = _Change(journal=journal)
    try:
        _carry_out(change, files, tuple(remove))
    except BaseException as error:
        change.undo()
        if isinstance(error, OSError):
            place = change.place or error.filename or ""
            raise MachineError(_unwritable(error, str(place))) from error
        raise
    change.clear()


def _carry_out(
    change: _Change,
    files: Mapping[Path, bytes],
    gone: tuple[Path, ...],
) -> None:
    journal = change.journal
    for place, content in files.items():
        change.prepare(place, content)
    for place in (*files, *gone):
        change.keep(place)
    if journal is not None:
        _note(journal, change)
    for beside, place in change.waiting:
        change.place = place
        beside.replace(place)
    for place in gone:
        change.place = place
        place.unlink(missing_ok=True)
    if journal is not None:
        journal.unlink()  # from here on it is done


def _note(journal: Path, change: _Change) -> None:
    change.place = journal
    change.make_folders(journal.parent)
    names = [
        [_relative(journal, place), "" if old is None else _relative(journal, old)]
        for place, old in change.kept
    ]
    parts = [_relative(journal, beside) for beside, _ in change.waiting]
    folders = [_relative(journal, folder) for folder in change.folders]
    text = json.dumps({"kept": names, "parts": parts, "folders": folders})
    beside = _beside(journal, PART)
    try:
        _write(beside, text.encode())
        beside.replace(journal)
    finally:
        beside.unlink(missing_ok=True)


def _relative(journal: Path, path: Path) -> str:
    return os.path.relpath(path, journal.parent)


def undo_broken(journal: Path, inside: Path) -> bool:
    """Put back what a killed process was changing; whether there was anything.

    Nothing outside the folder ``inside`` is touched, whatever the note says.

    Raises:
        MachineError: It cannot be put back.
    """

    def find(name: str) -> Path:
        path = Path(os.path.normpath(journal.parent / name))
        if not path.parent.resolve().is_relative_to(inside.resolve()):
            raise ValueError(f"{name!r} lies outside")
        return path

    try:
        noted = json.loads(journal.read_text("utf-8"))
        change = _Change(
            [(find(part), journal) for part in noted["parts"]],
            [(find(name), find(old) if old else None) for name, old in noted["kept"]],
            [find(folder) for folder in noted["folders"]],
            journal,
        )
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MachineError(
            Finding(
                code="X006",
                message=f"the note of a change that was broken off is spoilt: {error}",
                path=str(journal),
                hint="compare the folder with a copy of it, then delete the note",
            )
        ) from error
    try:
        change.undo()
    except OSError as error:
        raise MachineError(_unwritable(error, str(journal))) from error
    return True
