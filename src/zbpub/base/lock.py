"""A folder's lock: one process at a time; a killed one leaves it open."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zbpub.base.findings import Finding, InputError, MachineError


@contextmanager
def lock_folder(path: Path, *, code: str, work: str) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs.

    The system itself lets go of it when the process ends, however it ends; a file that
    a killed process has left locks nobody out.

    Args:
        path: The lock file; its folder is there.
        code: Of the finding when another process holds it.
        work: What the holder does, for the message: ``"another ingest"``.

    Raises:
        InputError: Another process holds it; nothing was waited for.
        MachineError: The folder cannot be written, or knows no locks.
    """
    handle = _take(path, code, work)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held, so that nobody's is taken
        os.close(handle)


def _take(path: Path, code: str, work: str) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise MachineError(_unwritable(path, error)) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            os.close(handle)
            raise InputError(_held(path, code, work, holder)) from error
        except OSError as error:
            os.close(handle)
            raise MachineError(_unwritable(path, error)) from error
        if _is_same(handle, path):
            return handle
        os.close(handle)  # the one before us has just taken the file away


def _is_same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _held(path: Path, code: str, work: str, holder: str) -> Finding:
    who = f" (process {holder})" if holder else ""
    return Finding(
        code=code,
        message=f"{work}{who} is at work in this folder",
        path=str(path.parent),
        hint="wait until it has ended, and try again",
    )


def _unwritable(path: Path, error: OSError) -> Finding:
    return Finding(
        code="X003",
        message=f"cannot write: {error.strerror or error}",
        path=str(path.parent),
        hint="mend the folder's permissions; nothing was changed",
    )
