"""Files written whole or not at all: beside their place, then renamed into it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from zbpub.base.findings import Finding, MachineError


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


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all of ``files``, or none: each is complete before the first is renamed.

    Raises:
        MachineError: The disk is full or the place cannot be written; what was there
            before is still there.
    """
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    try:
        for place, content in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}.{os.getpid()}.part")
            waiting.append((beside, place))
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for beside, place in waiting:
            beside.replace(place)
    except OSError as error:
        raise MachineError(_unwritable(error, str(place))) from error
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
