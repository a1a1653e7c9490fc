"""Decisions of a lexicon that do not go together: findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zbpub.base.findings import Finding
from zbpub.edition.lexicon import ALL, Entry


def contradictions(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Two entries of one source that print different things in one edition (T005)."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        other = first.setdefault((entry.source, entry.edition), entry)
        if other.target != entry.target:
            where = f"line {other.line}" if other.line else "another table"
            yield Finding(
                code="T005",
                message=f"{entry.source!r} is {entry.target!r} here and"
                f" {other.target!r} in {where}",
                path=entry.path,
                line=entry.line,
                hint="keep one of the two",
            )


def loops(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Entries that lead back to their own source (T006): 甲 = 乙, 乙 = 甲."""
    editions = sorted({entry.edition for entry in entries})
    seen: set[frozenset[str]] = set()
    for edition in editions:
        known = {e.source: e for e in entries if e.edition in (ALL, edition)}
        for entry in known.values():
            circle = _circle(entry.source, {s: e.target for s, e in known.items()})
            if len(circle) > 1 and frozenset(circle) not in seen:
                seen.add(frozenset(circle))
                yield Finding(
                    code="T006",
                    message="entries lead back to where they began: "
                    + " → ".join((*circle, circle[0])),
                    path=entry.path,
                    line=entry.line,
                    hint="an entry's printed form is final: delete the way back",
                )


def _circle(source: str, targets: dict[str, str]) -> list[str]:
    """The sources from ``source`` round to it again; empty when it is not reached."""
    way = [source]
    at = targets[source]
    while at != source:
        if at not in targets or at in way:
            return []
        way.append(at)
        at = targets[at]
    return way
