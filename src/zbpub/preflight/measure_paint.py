"""Paint the pages of a PDF with pdftoppm: to look for white, and to show faults on."""

from __future__ import annotations

import subprocess
from pathlib import Path

from zbpub.base.findings import Finding, InputError, MachineError

NO_RASTERISER = "P112"
UNPAINTABLE = "P113"
REPORT_DPI = 100

_LONGEST = 120  # seconds: more for one file is an attack


def page_png(path: Path, number: int) -> bytes:
    """The one-based page ``number`` of ``path`` as a PNG.

    Raises:
        InputError: P113 the file cannot be painted.
        MachineError: P112 pdftoppm is missing.
    """
    page = str(number)
    return run_pdftoppm(path, "-png", "-r", str(REPORT_DPI), "-f", page, "-l", page)


def run_pdftoppm(path: Path, *options: str) -> bytes:
    """What pdftoppm writes for ``path``.

    Raises:
        InputError: P113 the file cannot be painted.
        MachineError: P112 pdftoppm is missing.
    """
    command = ["pdftoppm", *options, str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST)
    except FileNotFoundError as error:
        raise MachineError(
            Finding(
                code=NO_RASTERISER,
                message="pdftoppm is missing: pages cannot be looked at",
                hint="install poppler-utils with the system's package manager",
            )
        ) from error
    except subprocess.TimeoutExpired as error:
        raise _unpaintable(path, f"it took more than {_LONGEST} s") from error
    if done.returncode:
        raise _unpaintable(path, done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _unpaintable(path: Path, reason: str) -> InputError:
    return InputError(
        Finding(
            code=UNPAINTABLE,
            message=f"this PDF cannot be painted: {reason}",
            path=str(path),
            hint="open it in a viewer; give a whole PDF, fresh from its maker",
        )
    )
