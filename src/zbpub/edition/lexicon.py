"""Lexicons: what an issue, the house and the approved lists have decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zbpub.edition.conversion import Rule

ALL = ""
"""The edition of what holds for every Traditional edition."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: what ``source`` is printed as."""

    source: str
    target: str
    rule: Rule
    edition: str = ALL
    """The edition that it holds for."""
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The decisions of one file, in its order."""

    entries: tuple[Entry, ...] = ()
    surnames: Mapping[str, str] = field(default_factory=dict)
    """Forms of family names that are decided for everybody who has them."""


def entries_for(edition: str, lexicons: Iterable[Lexicon]) -> dict[str, Entry]:
    """What holds in ``edition``, by source.

    Args:
        edition: ``zh-Hant``, ``zh-Hant-TW`` or ``zh-Hant-HK``.
        lexicons: The strongest first: the issue's, the house's, the approved lists.
            In one of them what is said of the edition is stronger than what is said
            of all.
    """
    found: dict[str, Entry] = {}
    for lexicon in lexicons:
        for wanted in (edition, ALL):
            for entry in lexicon.entries:
                if entry.edition == wanted:
                    found.setdefault(entry.source, entry)
    return found
