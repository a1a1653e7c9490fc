"""The decision ledger: for every one-to-many character what was chosen, and why.

A row counts occurrences that were decided alike in the same words. First come names
that nobody has decided, then rows where rules disagree: OpenCC by itself, OpenCC word
by word and zbpub would print different forms. A row has lines to paste into a lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zbpub.base.findings import Finding
from zbpub.edition.conversion import Rule
from zbpub.edition.places import Place
from zbpub.manuscript.model import Issue


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a character may have."""

    char: str
    gloss: str
    line: str
    """To be pasted into a lexicon if this form is right."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a character stands."""

    place: Place
    offset: int
    """From the beginning of its text."""
    before: str
    after: str
    """Eight characters of the source at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """Occurrences of a character that were decided alike in the same words."""

    char: str
    chosen: str
    rule: Rule
    word: str
    """The words of the source that decided, or those round the character."""
    forms: tuple[Form, ...]
    others: Mapping[str, str]
    """What other ways would print instead: ``opencc``, ``words``; only those that
    differ."""
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that nobody has decided."""

    name: str
    printed: str
    cue: str
    place: Place
    forms: tuple[Form, ...]
    """Whole names."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and what it is printed as."""

    place: Place
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class DecisionLedger:
    """What an edition decided."""

    language: str = ""
    names: tuple[Asked, ...] = ()
    rows: tuple[Row, ...] = ()
    """Those where rules disagree first, then by rule, character and words."""
    pairs: tuple[Pair, ...] = ()
    """Every text, in the issue's order."""

    @property
    def disagreements(self) -> tuple[Row, ...]:
        """The rows where rules disagree."""
        return tuple(row for row in self.rows if row.others)


@dataclass(frozen=True, slots=True)
class Edited:
    """An issue as an edition prints it."""

    issue: Issue
    ledger: DecisionLedger = field(default_factory=DecisionLedger)
    """Empty when nothing was converted."""
    findings: tuple[Finding, ...] = ()
