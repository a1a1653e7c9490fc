"""The tables of styles/lexicons/ that zbpub comes with: TOML in, rules out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from zbpub.edition.rules import Context, NameTables, Press


def parse_press(text: str) -> Press:
    """``press.toml``: phrases and contexts in OpenCC's standard forms.

    A context's ``before`` and ``after`` are regular expressions for what stands
    directly beside the character, ``word`` one for the word that it stands in.

    Raises:
        ValueError: It is not TOML of that form.
    """
    told = tomllib.loads(text)
    try:
        return Press(
            alone=_texts(told.get("alone", {})),
            joints=_joined(told.get("joints", {})),
            words=_joined(told.get("words", {})),
            contexts=tuple(_context(each) for each in told.get("contexts", ())),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise ValueError(f"a table has another form: {error}") from error


def _joined(tables: Mapping[str, object]) -> dict[str, str]:
    """The phrases of all tables."""
    found: dict[str, str] = {}
    for table in tables.values():
        found |= _texts(table)
    return found


def _context(told: Mapping[str, str]) -> Context:
    before, after = told.get("before", ""), told.get("after", "")
    word = re.compile(told["word"]) if "word" in told else None
    return Context(
        told["char"],
        told["to"],
        re.compile(rf"(?:{before})\Z"),
        re.compile(after),
        word,
    )


def parse_glyphs(text: str) -> dict[str, dict[str, str]]:
    """``glyphs.toml``: for each edition, a table of characters.

    Raises:
        ValueError: It is not TOML of that form.
    """
    told = tomllib.loads(text)
    shared = _texts(told.pop("all", {}))
    return {edition: {**shared, **_texts(each)} for edition, each in told.items()}


def parse_glosses(text: str) -> dict[str, dict[str, str]]:
    """``glosses.toml``: what the forms of a character mean.

    Raises:
        ValueError: It is not TOML of that form.
    """
    return {char: _texts(forms) for char, forms in tomllib.loads(text).items()}


def parse_names(text: str) -> NameTables:
    """``names.toml``: surnames, characters of given names, titles.

    Raises:
        ValueError: It is not TOML of that form.
    """
    told = tomllib.loads(text)
    return NameTables(
        surnames={key: tuple(to) for key, to in _texts(told["surnames"]).items()},
        given={key: tuple(to) for key, to in _texts(told["given"]).items()},
        before=tuple(told["titles"]["before"]),
        after=tuple(told["titles"]["after"]),
        says=tuple(told["titles"]["says"]),
        called=tuple(told["titles"]["called"]),
    )


def _texts(table: object) -> dict[str, str]:
    if not isinstance(table, dict):
        raise ValueError("expected a table of texts")
    wrong: list[Any] = [key for key, to in table.items() if not isinstance(to, str)]
    if wrong:
        raise ValueError(f"expected a text in {wrong[0]!r}")
    return dict(table)
