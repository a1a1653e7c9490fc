"""The clauses of CLREQ: docs/clreq.toml to values, checked as they are read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Status(StrEnum):
    """How a clause stands in one direction of writing."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Clause:
    """One requirement, in our own words."""

    name: str
    says: str
    horizontal: Status
    vertical: Status
    why: str
    """Why it does not apply; empty where it does."""
    checks: tuple[str, ...]
    """Clauses of the meter, cases and tests that prove it."""
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of CLREQ with its clauses."""

    anchor: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Requirements:
    """CLREQ as it was read."""

    title: str
    address: str
    commit: str
    """The commit of w3c/clreq."""
    sections: tuple[Section, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, in order."""
        return tuple(clause for one in self.sections for clause in one.clauses)


def read_requirements(path: Path) -> Requirements:
    """Read the clauses at ``path``.

    Raises:
        ValueError: A clause lacks something or contradicts itself.
    """
    data = tomllib.loads(path.read_text("utf-8"))
    sections = tuple(_section(table) for table in data["section"])
    found = Requirements(**data["source"], sections=sections)
    wrong = [*_doubles([one.anchor for one in sections])]
    wrong += _doubles([clause.name for clause in found.clauses])
    wrong += [fault for clause in found.clauses for fault in _faults(clause)]
    if wrong:
        raise ValueError("\n".join(wrong))
    return found


def _section(table: Mapping[str, Any]) -> Section:
    clauses = tuple(_clause(clause) for clause in table["clause"])
    return Section(table["anchor"], table["title"], clauses)


def _clause(table: Mapping[str, Any]) -> Clause:
    known = {"id", "says", "horizontal", "vertical", "why", "checks", "note"}
    if unknown := set(table) - known:
        raise ValueError(f"{table['id']}: unknown {', '.join(sorted(unknown))}")
    return Clause(
        name=table["id"],
        says=table["says"],
        horizontal=Status(table["horizontal"]),
        vertical=Status(table["vertical"]),
        why=table.get("why", ""),
        checks=tuple(table.get("checks", ())),
        note=table.get("note", ""),
    )


def _doubles(names: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{name}: stands twice"
        seen.add(name)


def _faults(clause: Clause) -> Iterator[str]:
    both = {clause.horizontal, clause.vertical}
    if (Status.NOT_APPLICABLE in both) != bool(clause.why):
        yield f"{clause.name}: why is for clauses that do not apply, and for all those"
    if both & {Status.MET, Status.PARTLY} and not clause.checks:
        yield f"{clause.name}: met, and by no check"
    if Status.PARTLY in both and not clause.note:
        yield f"{clause.name}: partly, and no note says what is missing"
