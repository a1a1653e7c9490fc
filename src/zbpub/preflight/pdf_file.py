"""Open a PDF for reading; whatever cannot be read is one clear finding."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from zbpub.base.findings import Finding, InputError

UNREADABLE = "P101"
ENCRYPTED = "P102"

_MALFORMED = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
)
"""What operands and objects of the wrong kind raise while they are read."""


@contextmanager
def open_pdf(path: Path) -> Iterator[pikepdf.Pdf]:
    """Open ``path``; anything malformed that is met inside becomes a finding.

    Raises:
        InputError: P101 the file is missing, no PDF, or damaged; P102 it is encrypted.
    """
    try:
        # A repaired file would be judged in a form that nobody else sees.
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise _encrypted(path)
            if not pdf.pages:
                raise _unreadable(path, "it has no pages")
            yield pdf
    except pikepdf.PasswordError as error:
        raise _encrypted(path) from error
    except OSError as error:
        raise _unreadable(path, error.strerror or "it cannot be opened") from error
    except _MALFORMED as error:
        raise _unreadable(path, _said(error, path)) from error


def _said(error: Exception, path: Path) -> str:
    """The reader's words without the file's name, which the finding has already."""
    return str(error).replace(f"{path}: ", "").strip() or type(error).__name__


def _unreadable(path: Path, reason: str) -> InputError:
    return InputError(
        Finding(
            code=UNREADABLE,
            message=f"this PDF cannot be read: {reason}",
            path=str(path),
            hint="give a whole PDF, fresh from its maker",
        )
    )


def _encrypted(path: Path) -> InputError:
    return InputError(
        Finding(
            code=ENCRYPTED,
            message="this PDF is encrypted",
            path=str(path),
            hint="give the file without password or restrictions",
        )
    )
