"""Text in, Traditional text out: what ``zbpub convert`` does, files and findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zbpub.base.findings import Finding, InputError
from zbpub.edition.convert import Converted, convert_text
from zbpub.edition.ledger_html import ledger_html, ledger_json
from zbpub.edition_files import read_rules

_LARGEST = 64 * 2**20
"""Bytes of one text."""
STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertOrder:
    """What is to be converted."""

    content: bytes
    path: str
    """As findings name it."""
    language: str
    styles: Path
    lexicons: tuple[Path, ...] = ()
    """The strongest first."""
    strict: bool = False
    """Whether a name that nobody has decided is an error."""


def convert(order: ConvertOrder) -> Converted:
    """The text as the edition prints it, its ledger and what there is to say.

    Raises:
        InputError: The text is no UTF-8 or too large, or a lexicon cannot be used.
    """
    text = _decoded(order)
    rules = read_rules(order.styles, order.lexicons)
    return convert_text(text, order.language, rules, order.path, strict=order.strict)


def _decoded(order: ConvertOrder) -> str:
    content = order.content
    if len(content) > _LARGEST:
        raise _refused(order.path, f"it is larger than {_LARGEST >> 20} MiB", "part it")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"the text is no UTF-8: byte {error.start}, in line {line}"
        raise _refused(order.path, message, "save it as UTF-8") from error


def _refused(path: str, message: str, hint: str) -> InputError:
    return InputError(Finding(code="T020", message=message, path=path, hint=hint))


def read_text(path: Path) -> bytes:
    """The bytes of a text.

    Raises:
        InputError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"the text cannot be read: {error.strerror or error}"
        hint = "see what it is and who may read it"
        raise _refused(str(path), reason, hint) from error


def ledger_file(made: Converted, file: Path, styles: Path) -> bytes:
    """The ledger in the form that the name of ``file`` says: HTML, else JSON."""
    if file.suffix.lower() in (".html", ".htm"):
        return ledger_html(made.ledger, file.stem, styles).encode()
    return ledger_json(made.ledger).encode()
