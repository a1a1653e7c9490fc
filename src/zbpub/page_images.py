"""Pages of a finished PDF as pictures, by pdftoppm."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from zbpub.base.files import disk_guard
from zbpub.base.findings import Finding, InputError, MachineError

_LONGEST = 600
"""Seconds for a whole issue."""


def draw_pages(pdf: Path, dpi: int) -> tuple[bytes, ...]:
    """Every page of ``pdf`` as a PNG of ``dpi``, in order.

    Raises:
        InputError: P113 it cannot be painted.
        MachineError: X003 the disk is full, X004 pdftoppm does not run.
    """
    with disk_guard(), TemporaryDirectory(prefix="zbpub-") as scratch:
        stem = Path(scratch) / "page"
        # Else hairlines that fall between two rows of pixels are not painted.
        thin = ("-thinlinemode", "shape")
        _run("-png", "-r", str(dpi), *thin, str(pdf.resolve()), str(stem), pdf=pdf)
        # Numbers are padded to one length, so that names sort as pages do.
        return tuple(p.read_bytes() for p in sorted(Path(scratch).glob("page-*.png")))


def small_file(png: bytes) -> bytes:
    """The same picture as WebP: a third of the PNG's bytes, its type still sharp."""
    webp = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").save(webp, "WEBP", quality=75, method=6)
    return webp.getvalue()


def _run(*options: str, pdf: Path) -> None:
    try:
        done = subprocess.run(
            ["pdftoppm", *options], capture_output=True, timeout=_LONGEST, check=False
        )
    except OSError as error:
        raise MachineError(
            Finding(
                code="X004",
                message=f"pdftoppm does not run: {error}",
                hint="run: make setup (it installs poppler-utils)",
            )
        ) from error
    except subprocess.TimeoutExpired as error:
        raise _unpaintable(pdf, f"it took more than {_LONGEST} s") from error
    if done.returncode:
        raise _unpaintable(pdf, done.stderr.decode("utf-8", "replace").strip())


def _unpaintable(pdf: Path, reason: str) -> InputError:
    return InputError(
        Finding(
            code="P113",
            message=f"this PDF cannot be painted: {reason}",
            path=str(pdf),
            hint="build it again",
        )
    )
