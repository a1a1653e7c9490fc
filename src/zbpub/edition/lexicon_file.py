"""A lexicon's TOML in, its decisions and what is wrong with them out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from zbpub.base.findings import Finding
from zbpub.edition.conversion import Rule
from zbpub.edition.dictionaries import CONFIGS
from zbpub.edition.lexicon import ALL, Entry, Lexicon
from zbpub.edition.lexicon_faults import contradictions, loops
from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.spelling import key_hint

TABLES = ("names", "terms", "never", "regional", "surnames")
_RULES = {"names": Rule.NAME, "terms": Rule.TERM}
_TABLE_ITSELF = "\0"
"""In place of a key, where the table's own line is meant."""
_LINE = re.compile(r"line (\d+)")
_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s="']+))\s*=""")
_WORD = re.compile(r"""["']([^"']*)["']""")

Lines = Mapping[tuple[str, str], int]
"""The line of each key, by its table and its name."""


class _Reader:
    """Reads one lexicon; what is wrong is collected."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.lines = _key_lines(text)
        self.found: list[Finding] = []
        self.entries: list[Entry] = []
        self.surnames: dict[str, str] = {}

    def refuse(self, code: str, message: str, at: tuple[str, str], hint: str) -> None:
        line = self.lines.get(at) or self.lines.get((at[0], _TABLE_ITSELF), 0)
        self.found.append(
            Finding(code=code, message=message, path=self.path, line=line, hint=hint)
        )

    def read(self, told: Mapping[str, Any]) -> None:
        for table, values in told.items():
            if table not in TABLES:
                hint = key_hint(table, TABLES)
                self.refuse(
                    "T003", f"unknown table {table!r}", (table, _TABLE_ITSELF), hint
                )
            elif not isinstance(values, dict):
                self._expected("a table", table, table, _TABLE_ITSELF)
            elif table == "never":
                self._never(values)
            elif table == "regional":
                self._regional(values)
            else:
                self._table(table, values)

    def _table(self, table: str, values: Mapping[str, Any]) -> None:
        for source, told in values.items():
            by_edition = told if isinstance(told, dict) else {ALL: told}
            for edition, target in by_edition.items():
                if edition and edition not in CONFIGS:
                    self._edition(edition, table, source)
                elif self._is_usable(table, source, target):
                    self._add(table, source, target, edition)

    def _add(self, table: str, source: str, target: str, edition: str) -> None:
        if table == "surnames":
            self.surnames[source] = target
            return
        rule = _RULES[table]
        self._entry((table, source), target, rule, edition)

    def _entry(
        self, at: tuple[str, str], target: str, rule: Rule, edition: str
    ) -> None:
        line = self.lines.get(at, 0)
        self.entries.append(Entry(at[1], target, rule, edition, self.path, line))

    def _never(self, values: Mapping[str, Any]) -> None:
        for key, words in values.items():
            if key != "words":
                hint = 'write words = ["…"]'
                self.refuse("T003", f"unknown key {key!r}", ("never", key), hint)
            elif not isinstance(words, list):
                self._expected("a list of words", "never.words", "never", key)
            else:
                for word in words:
                    if self._is_usable("never", word, word):
                        self._entry(("never", word), word, Rule.NEVER, ALL)

    def _regional(self, values: Mapping[str, Any]) -> None:
        for edition, words in values.items():
            table = f"regional.{edition}"
            if edition not in CONFIGS:
                self._edition(edition, table, _TABLE_ITSELF)
            elif not isinstance(words, dict):
                self._expected("a table", table, table, _TABLE_ITSELF)
            else:
                for source, target in words.items():
                    if self._is_usable(table, source, target):
                        self._entry((table, source), target, Rule.REGIONAL, edition)

    def _is_usable(self, table: str, source: object, target: object) -> bool:
        at = (table, str(source))
        if not isinstance(source, str) or not isinstance(target, str):
            self._expected("a text", f"{table}.{source}", *at)
            return False
        if not source.strip() or not target.strip():
            which = "source" if not source.strip() else "printed form"
            message = f"the entry {source!r} = {target!r} has no {which}"
            self.refuse("T004", message, at, 'write "source" = "printed form"')
            return False
        wrong = forbidden_in(source + target)
        if wrong or {"\n", "\t"} & {*source, *target}:
            message = wrong or f"the entry {source!r} has a line end or a tab in it"
            self.refuse("T004", message, at, "delete it")
            return False
        single = 2 if table == "surnames" else 1
        if len(source) == 1 and len(target) != 1 and single == 1:
            message = f"{source!r} alone cannot become {target!r}"
            hint = "write the words that it stands in"
            self.refuse("T004", message, at, hint)
            return False
        return True

    def _expected(self, what: str, name: str, table: str, key: str) -> None:
        message = f"expected {what} in {name!r}"
        hint = "docs/traditional.md shows how a lexicon is written"
        self.refuse("T003", message, (table, key), hint)

    def _edition(self, edition: str, table: str, key: str) -> None:
        hint = key_hint(edition, tuple(CONFIGS))
        self.refuse("T003", f"unknown edition {edition!r}", (table, key), hint)


def parse_lexicon(text: str, *, path: str) -> tuple[Lexicon, tuple[Finding, ...]]:
    """The lexicon that ``text`` is, and all that is wrong with it, by line.

    Args:
        text: TOML with the tables ``names``, ``terms``, ``never``, ``regional`` and
            ``surnames``.
        path: The file, as findings name it.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Lexicon(), (_no_toml(error, text, path),)
    reader = _Reader(text, path)
    reader.read(told)
    entries = tuple(reader.entries)
    found = [*reader.found, *contradictions(entries), *loops(entries)]
    found.sort(key=lambda each: (each.line, each.code, each.message))
    return Lexicon(entries, reader.surnames), tuple(found)


def _no_toml(error: tomllib.TOMLDecodeError, text: str, path: str) -> Finding:
    line = _LINE.search(str(error))
    at = int(line[1]) if line else text.count("\n") + 1
    twice = "overwrite" in str(error)
    return Finding(
        code="T005" if twice else "T002",
        message="an entry stands twice" if twice else f"no TOML: {error}",
        path=path,
        line=at,
        hint="keep one of the two" if twice else 'write "source" = "printed form"',
    )


def _key_lines(text: str) -> dict[tuple[str, str], int]:
    """The line, from one, of each table and of each key or word in it."""
    return dict(reversed(list(_places(text))))


def _places(text: str) -> Iterator[tuple[tuple[str, str], int]]:
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _TABLE.match(line):
            table = re.sub(r"[\s\"']", "", match[1])
            yield (table, _TABLE_ITSELF), number
        elif match := _KEY.match(line):
            key = next(part for part in match.groups() if part is not None)
            yield (table or key, key if table else _TABLE_ITSELF), number
        if table == "never":
            for match in _WORD.finditer(line):
                yield (table, match[1]), number
