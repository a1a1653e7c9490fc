"""Findings: what is wrong, where, and what to do, as values.

Stages return or raise findings; only ``cli`` prints them. Exit statuses are those of
docs/architecture.md: 0 done, 1 findings, 2 wrong usage, 3 unusable input, 4 a missing
part of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Nothing is published while it stands."""
    WARNING = "warning"
    """Published, but somebody should look."""
    INFO = "info"
    """A decision worth knowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding about one place."""

    code: str
    """Stable identifier such as ``M012``; listed in docs/codes.md, never reused."""
    message: str
    path: str = ""
    """The file as the user named it, or empty when no file is meant."""
    line: int = 0
    """One-based line; 0 when the whole file is meant."""
    column: int = 0
    """One-based column; 0 when unknown."""
    severity: Severity = Severity.ERROR
    hint: str = ""
    """What to do, in the imperative."""

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line) if part)
        head = f"{where}: " if where else ""
        column = f" (column {self.column})" if self.column else ""
        tail = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{head}{self.severity.value} {self.code}: {self.message}{column}{tail}"


class ZbpubError(Exception):
    """Anything the user can mend; carries every finding, not only the first.

    ``cli`` prints the findings without a traceback and exits with ``exit_code``.
    """

    exit_code = 1

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))


class InputError(ZbpubError):
    """Unusable input: a manuscript, an issue or a style that cannot be read."""

    exit_code = 3


class MachineError(ZbpubError):
    """A part of the machine is missing or full: a font, a library, the disk."""

    exit_code = 4


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop a build."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)


ALIKE = 5
"""So many findings of one code about one file are told one by one."""
_FIRST = 3
"""Of more than those so many are."""


def brief(findings: Iterable[Finding], kept: str = "") -> list[str]:
    """``findings`` as lines for a reader; of many alike the first ones, then how many.

    Errors are always told. ``kept`` is the file that holds all of them.
    """
    every = list(findings)
    alike: dict[tuple[str, str], list[Finding]] = {}
    for one in every:
        if one.severity is not Severity.ERROR:
            alike.setdefault((one.path, one.code), []).append(one)
    lines: list[str] = []
    for one in every:
        group = alike.get((one.path, one.code), [])
        if len(group) <= ALIKE or any(one is first for first in group[:_FIRST]):
            lines.append(str(one))
        elif one is group[-1]:
            lines.append(_tell_rest(group[_FIRST:], kept))
    return lines


def _tell_rest(rest: list[Finding], kept: str) -> str:
    first, last = rest[0].line, rest[-1].line
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    where = f", {lines}" if first else ""
    all_of_them = f"all are in {kept}" if kept else "all are printed by --all"
    told = f"{rest[0].severity.value} {rest[0].code}: {len(rest)} more like these"
    return f"{rest[0].path}: {told}{where}\n    hint: {all_of_them}"
