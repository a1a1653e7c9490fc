"""Conversions in, one after the other, and the decision ledger out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from zbpub.base.chars import is_han
from zbpub.edition.conversion import Conversion, Rule
from zbpub.edition.converter import Converter
from zbpub.edition.dictionaries import CHARACTERS, entries
from zbpub.edition.ledger import (
    Asked,
    DecisionLedger,
    Form,
    Occurrence,
    Pair,
    Row,
)
from zbpub.edition.places import Place

_BESIDE = 8
"""Characters of context on each side."""
_Key = tuple[str, str, Rule, str, tuple[tuple[str, str], ...]]
"""Character, chosen form, rule, words, what other ways would print."""


@dataclass(slots=True)
class LedgerKeeper:
    """Takes conversions as they are made, and gives the ledger."""

    converter: Converter
    glosses: Mapping[str, Mapping[str, str]]
    _found: dict[_Key, list[Occurrence]] = field(default_factory=dict)
    _pairs: list[Pair] = field(default_factory=list)

    def take(self, place: Place, conversion: Conversion) -> None:
        """Enter one text."""
        self._pairs.append(Pair(place, conversion.source, conversion.text))
        source = conversion.source
        spots = [at for at, char in enumerate(source) if char in several()]
        if not spots:
            return
        ungated = self.converter.ungated(source)
        spans = _spans(self.converter.cutter.cut(source))
        rules = _rules(conversion)
        for at in spots:
            rule, start, end = rules.get(at, (Rule.SINGLE, *_wide(source, spans[at])))
            if rule is Rule.KEPT:
                continue
            chosen = conversion.part(at, at + 1)
            others = tuple(self._others(source, at, spans[at], ungated, chosen))
            if rule in (Rule.NEVER, Rule.NAME, Rule.TERM, Rule.ASKED):
                others = ()
            key = (source[at], chosen, rule, source[start:end], others)
            self._found.setdefault(key, []).append(_occurrence(place, source, at))

    def _others(
        self, source: str, at: int, span: tuple[int, int], ungated: str, chosen: str
    ) -> Iterator[tuple[str, str]]:
        """The ways that would print another form than ``chosen``."""
        word = self.converter.by_itself(source[slice(*span)])
        if len(ungated) == len(source) and ungated[at] != chosen:
            yield "opencc", ungated[at]
        if word[at - span[0]] != chosen:
            yield "words", word[at - span[0]]

    def ledger(self, names: Iterable[Asked]) -> DecisionLedger:
        """All that was entered."""
        rows = sorted(self._rows(), key=_rank)
        return DecisionLedger(
            self.converter.edition, tuple(names), tuple(rows), tuple(self._pairs)
        )

    def _rows(self) -> Iterator[Row]:
        for (char, chosen, rule, word, others), places in self._found.items():
            forms = tuple(self._forms(char, chosen, word))
            yield Row(char, chosen, rule, word, forms, dict(others), tuple(places))

    def _forms(self, char: str, chosen: str, word: str) -> Iterator[Form]:
        """The forms of a character, the chosen one first, each with its line."""
        glosses = self.glosses.get(char, {})
        printed: dict[str, str] = {}
        for form in (*glosses, *several()[char]):
            printed.setdefault(self.converter.printed(form), glosses.get(form, ""))
        around = self.converter.convert(word).text
        at = word.find(char)
        for form in sorted(printed, key=lambda each: each != chosen):
            target = around[:at] + form + around[at + 1 :]
            yield Form(form, printed[form], f'"{word}" = "{target}"')


@cache
def several() -> Mapping[str, tuple[str, ...]]:
    """The characters that have more than one form, with their forms."""
    return {char: to for char, to in entries(CHARACTERS).items() if len(to) > 1}


def _spans(words: Iterable[str]) -> list[tuple[int, int]]:
    """For each character the start and end of its word."""
    found: list[tuple[int, int]] = []
    for word in words:
        start = len(found)
        found += [(start, start + len(word))] * len(word)
    return found


def _wide(source: str, span: tuple[int, int]) -> tuple[int, int]:
    """A word of one character with what stands beside it: alone it decides nothing."""
    start, end = span
    if end - start > 1:
        return span
    return (
        start - (start > 0 and is_han(source[start - 1])),
        end + (end < len(source) and is_han(source[end])),
    )


def _rules(conversion: Conversion) -> dict[int, tuple[Rule, int, int]]:
    return {
        at: (piece.rule, piece.start, piece.end)
        for piece in conversion.pieces
        for at in range(piece.start, piece.end)
    }


def _occurrence(place: Place, source: str, at: int) -> Occurrence:
    before = source[max(0, at - _BESIDE) : at]
    return Occurrence(place, at, before, source[at + 1 : at + 1 + _BESIDE])


_ORDER = tuple(Rule)


def _rank(row: Row) -> tuple[bool, int, str, str]:
    return (not row.others, -_ORDER.index(row.rule), row.char, row.word)
