"""Accepted: doubts that the desk agrees with, known again when the source is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from zbpub.base.chars import significant
from zbpub.base.findings import Finding, Severity
from zbpub.ingest.result import Ingested

_AROUND = 12
"""Characters of the source on each side of a doubt by which it is known."""
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Pick:
    """Findings as a user names them: all of a code, or those at a place."""

    code: str
    file: str = ""
    line: int = 0
    column: int = 0

    def means(self, finding: Finding, file: str) -> bool:
        """Whether ``finding``, of the source ``file``, is one of them."""
        shown = finding.path.replace("\\", "/").rpartition("/")[2]
        return (
            self.code == finding.code
            and self.file in ("", file, finding.path, shown)
            and self.line in (0, finding.line)
            and self.column in (0, finding.column)
        )


def read_pick(text: str) -> Pick | None:
    """What ``I009``, ``I009:41``, ``I009:41:4``, ``I009:page.md:41`` mean.

    None: it is of none of these forms.
    """
    code, *parts = text.strip().split(":")
    numbers: list[int] = []
    while parts and parts[-1].isascii() and parts[-1].isdigit() and len(numbers) < 2:
        numbers.insert(0, int(parts.pop()))
    if not (code[:1].isalpha() and code[1:].isdigit()):
        return None
    line, column = (*numbers, 0, 0)[:2]
    return Pick(code, ":".join(parts), line, column)


def name_pick(finding: Finding, file: str) -> str:
    """How ``finding``, of the source ``file``, is picked and no other is."""
    places = [str(one) for one in (finding.line, finding.column) if one]
    return ":".join([finding.code, file, *places])


def key_of(finding: Finding, page: Ingested) -> str:
    """What ``finding`` is known by as long as the words around it are the same.

    Ten hexadecimal digits of its code and the words; of one without a place, of its
    message.
    """
    words = finding.message
    if finding.line:
        source = page.ledger.source
        offset = source.offset(finding.line, finding.column)
        before = significant(source.text[max(offset - 4 * _AROUND, 0) : offset])
        after = significant(source.text[offset : offset + 4 * _AROUND])
        words = f"{before[-_AROUND:]}|{after[:_AROUND]}"
    digest = hashlib.sha256(f"{finding.code} {words}".encode("utf-8", "replace"))
    return digest.hexdigest()[:_DIGITS]


def pick_findings(
    picks: Iterable[Pick], findings: Iterable[tuple[str, Finding]]
) -> tuple[list[tuple[str, Finding]], list[Pick]]:
    """Those of ``findings``, each with its file, that are meant; picks of none.

    An error is never meant: it is mended, not accepted.
    """
    every = [one for one in findings if one[1].severity is not Severity.ERROR]
    wanted = list(picks)
    meant = [
        (file, one) for file, one in every if any(p.means(one, file) for p in wanted)
    ]
    idle = [p for p in wanted if not any(p.means(one, file) for file, one in every)]
    return meant, idle
