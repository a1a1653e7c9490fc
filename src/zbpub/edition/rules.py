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
    before: re.Pattern[str]
    """Matches what ends directly before the character."""
    after: re.Pattern[str]
    """Matches what begins directly behind it."""
    word: re.Pattern[str] | None = None
    """Matches the whole word that it stands in, written ``※`` there: ``.+※`` ends in
    it."""


@dataclass(frozen=True, slots=True)
class Press:
    """The phrases and contexts of ``press.toml``, in OpenCC's standard forms."""

    alone: Mapping[str, str] = field(default_factory=dict)
    """Forms of characters that nothing else decides."""
    joints: Mapping[str, str] = field(default_factory=dict)
    """Phrases that hold wherever they stand."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Phrases that hold where words begin and end."""
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
    says: tuple[str, ...] = ()
    """Verbs that a report has behind a name that begins a clause: 说, 介绍."""
    called: tuple[str, ...] = ()
    """What stands before a name that is told: 名叫."""


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
