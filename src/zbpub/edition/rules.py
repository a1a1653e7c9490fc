"""Everything that decides a conversion, as one frozen value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zbpub.edition.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Context:
    """A character that is ``target`` where the text beside it matches."""

    char: str
    target: str
    pattern: re.Pattern[str]
    """Matches at the character; looks behind and ahead."""


@dataclass(frozen=True, slots=True)
class Press:
    """The phrases and contexts of ``press.toml``."""

    phrases: Mapping[str, str] = field(default_factory=dict)
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True)
class NameTables:
    """What names are told by."""

    surnames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Family names and their forms, the most frequent first."""
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Characters of given names that have several forms there, the most frequent
    first."""
    before: tuple[str, ...] = ()
    """Titles that stand before a name: 书记, 记者."""
    after: tuple[str, ...] = ()
    """Titles that stand behind it: 先生."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that decides a conversion."""

    lexicons: tuple[Lexicon, ...] = ()
    """The strongest first."""
    press: Press = field(default_factory=Press)
    glyphs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each edition the forms that the press prints instead of OpenCC's."""
    names: NameTables = field(default_factory=NameTables)
    glosses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the forms of a one-to-many character mean."""
