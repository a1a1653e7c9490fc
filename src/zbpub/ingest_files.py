"""The files of ``zbpub ingest``: a source's path in, the source opened out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from zbpub.base.findings import Finding, InputError, Severity
from zbpub.ingest.door import open_door
from zbpub.ingest.door_magic import tell_kind
from zbpub.ingest.opened import MOST_BYTES, PICTURE_TYPES, Opened


def open_file(path: Path) -> Opened:
    """The source at ``path`` with the pictures that lie beside it.

    Raises:
        InputError: It cannot be read, or is none of the sources that ingest knows.
    """
    opened = open_door(str(path), _read_most(path))
    if not opened.wanted:
        return opened
    images = dict(opened.images)
    missing: list[str] = []
    for place, beside in opened.wanted.items():
        picture = _read_beside(path.parent, beside)
        if picture is None:
            missing.append(f"{beside} (for {place})")
        else:
            images[place] = picture
    findings = (*opened.findings, *_tell_missing(path, missing))
    return replace(opened, images=images, findings=findings)


def _read_most(path: Path) -> bytes:
    """The file's bytes; of one that is too large only so many that it shows."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            Finding(
                code="I090",
                message=f"cannot read the page: {error.strerror}",
                path=str(path),
                hint="name the file of a recognised page",
            )
        ) from error


def _read_beside(folder: Path, beside: str) -> bytes | None:
    """The picture at ``beside`` under ``folder``; None if none is there.

    A link that leads out of the folder is none.
    """
    try:
        place = (folder / beside).resolve()
        inside = place.is_relative_to(folder.resolve()) and place.is_file()
        if not inside or place.stat().st_size > MOST_BYTES:
            return None
        content = place.read_bytes()
    except (OSError, ValueError):
        return None
    drawn = place.suffix.lower() == ".svg" and b"<svg" in content[:4096]
    return content if drawn or tell_kind(content) in PICTURE_TYPES else None


def _tell_missing(path: Path, missing: Iterable[str]) -> Iterator[Finding]:
    for words in missing:
        yield Finding(
            code="I115",
            message=f"the page shows a picture that is not beside it: {words}",
            path=str(path),
            severity=Severity.WARNING,
            hint="put it there, or delete its line from the manuscript",
        )
