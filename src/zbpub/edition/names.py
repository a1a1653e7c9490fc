"""Texts in, the names of people in them that a form must be decided for out.

A name is told by where it stands: in a byline or a credit, in the brackets of a
report's signature, beside a title (书记, 先生), before a verb of saying. It begins with
a family name, and ends where a word ends. Only names with an ambiguous character are of
interest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zbpub.edition.conversion import Rule
from zbpub.edition.lexicon import Entry, Lexicon
from zbpub.edition.places import Place
from zbpub.edition.rules import NameTables
from zbpub.edition.words import WordCutter

BYLINES = frozenset({"byline", "credit", "credits"})
_HAN = r"[\u3400-\u9fff]"
_NAME = re.compile(rf"{_HAN}{{2,4}}")
_BRACKETED = re.compile(r"[（(【]([^（）()【】]{2,60})[）)】]")
_SIGNS = re.compile(r"记者|通讯员|摄影|摄|供图|作者|文/|图/|编辑|校对")
_BYLINE = re.compile(
    r"[^，。；！？“”]{0,20}(?:记者|通讯员|实习生|摄影|编辑|校对)[\s　:：]"
    r"[^，。；！？“”]{2,40}"
)
"""A byline that stands as a paragraph of its own."""
_PARTS = re.compile(r"[\s、，,；;/|｜：:　&]+")
_TAIL = re.compile(
    r"(?:[/·]?(?:摄影报道|报道|摄影|摄|文|图|文图|整理|编译|供图|制图|绘))+$"
)
_CLEAR = frozenset("余范姜沈岳郁涂谷叶钟苏朴肖佘")
"""Surnames that are hardly ever words of their own: what follows may be a word."""
_CLAUSE = r"(?:^|(?<=[，。；：？！、“”‘’（）《》—…\s]))"


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name, and where it first stands."""

    name: str
    place: Place
    cue: str
    """What it was told by: ``byline``, or the title beside it."""


class NameFinder:
    """Finds names by the tables and by jieba's words."""

    def __init__(self, tables: NameTables, cutter: WordCutter) -> None:
        self._tables = tables
        self._cutter = cutter
        self._double = {name for name in tables.surnames if len(name) == 2}
        before, after, says, called = (
            "|".join(sorted(words, key=len, reverse=True)) or "(?!)"
            for words in (tables.before, tables.after, tables.says, tables.called)
        )
        self._title = re.compile(f"{before}|{called}")
        self._glued = re.compile(rf".*(?:{before})(?={_HAN}{{2,4}}$)")
        self._behind = re.compile(rf"(?={_HAN}{{1,4}}?({after}))")
        self._says = re.compile(rf"{_CLAUSE}({_HAN}{{2,4}}?)(?:{says})")
        self._called = re.compile(rf"{_CLAUSE}({_HAN})(?:{after})")

    def find(self, texts: Iterable[tuple[Place, str]]) -> Iterator[NameFound]:
        """Every name of ``texts`` with an ambiguous character, once each, in order."""
        seen: set[str] = set()
        for place, text in texts:
            for name, cue in self._names(place, text):
                if name and name not in seen and ambiguous(name, self._tables):
                    seen.add(name)
                    yield NameFound(name, place, cue)

    def is_word(self, name: str) -> bool:
        """Whether ``name`` is also a word, which must not be taken for a name."""
        return self._cutter.is_word(name)

    def _names(self, place: Place, text: str) -> Iterator[tuple[str, str]]:
        if place.field in BYLINES or _BYLINE.fullmatch(text.strip()):
            yield from self._listed(text)
            return
        for found in _BRACKETED.finditer(text):
            if _SIGNS.search(found[1]):
                yield from self._listed(found[1])
        yield from self._titled(text)

    def _listed(self, text: str) -> Iterator[tuple[str, str]]:
        """The names of a byline: parts of their own, with or without a title."""
        for part in _PARTS.split(text):
            name = _TAIL.sub("", self._glued.sub("", part))
            if self._is_name(name):
                yield name, "byline"

    def _titled(self, text: str) -> Iterator[tuple[str, str]]:
        """The names that stand beside a title or a verb of saying."""
        ends = self._cutter.ends(text)
        for found in self._title.finditer(text):
            yield self._behind_title(text, found.end(), ends), found[0]
        for found in self._behind.finditer(text):
            yield self._before_title(text, found.start(1), ends), found[1]
        for found in self._says.finditer(text):
            start, end = found.span(1)
            if ends[end] and self._is_likely(text, start, end, ends):
                yield found[1], found[0][end - start :]
        for found in self._called.finditer(text):
            if found[1] in _CLEAR:
                yield found[0], found[0][1:]

    def _behind_title(self, text: str, start: int, ends: bytearray) -> str:
        """The name that begins at ``start``: of three characters, or of two."""
        if text[start : start + 1] not in self._tables.surnames or not ends[start]:
            return ""
        most = 4 if text[start : start + 2] in self._double else 3
        for length in range(most, 1, -1):
            name = text[start : start + length]
            end = start + length
            if end <= len(text) and ends[end] and self._is_name(name):
                return name if self._is_likely(text, start, end, ends) else ""
        return ""

    def _before_title(self, text: str, end: int, ends: bytearray) -> str:
        for length in (3, 2, 4):
            start = end - length
            if start < 0 or not ends[start]:
                continue
            name = text[start:end]
            if self._is_likely(text, start, end, ends):
                return name
        return ""

    def _is_name(self, name: str) -> bool:
        if not _NAME.fullmatch(name):
            return False
        double = name[:2] in self._double
        return double if len(name) == 4 else double or name[0] in self._tables.surnames

    def _is_likely(self, text: str, start: int, end: int, ends: bytearray) -> bool:
        """Whether it is a name, and no sentence that goes on: 书记于昨日, 市民周末."""
        if not self._is_name(text[start:end]):
            return False
        inner = any(ends[start + 1 : end])
        if not inner:  # jieba took it for one word: a name, unless its list has it
            return not self._cutter.is_word(text[start:end])
        if not ends[start + 1]:
            return False
        rest = text[start + 1 : end]
        if text[start] in _CLEAR:
            return len(rest) == 1 or not any(ends[start + 2 : end])
        return not self._cutter.is_word(rest) and not any(ends[start + 2 : end])


def ambiguous(name: str, tables: NameTables) -> tuple[int, ...]:
    """Offsets of the characters of ``name`` that have more than one form in names."""
    return tuple(at for at in range(len(name)) if len(forms_of(name, at, tables)) > 1)


def forms_of(name: str, at: int, tables: NameTables) -> tuple[str, ...]:
    """The forms of ``name[at]``, the most frequent first."""
    double = name[:2] in tables.surnames and len(name) > 2
    if at == 0 and not double:
        return tables.surnames.get(name[0], (name[0],))
    if at < 2 and double:
        return (name[at],)
    return tables.given.get(name[at], (name[at],))


def likely_entry(
    found: NameFound, tables: NameTables, plain: Mapping[int, str]
) -> Entry:
    """How a name is printed until it is decided: each character's most frequent form.

    Args:
        found: The name.
        tables: Forms of names.
        plain: What becomes of a character alone, for those that have one form.
    """
    name = found.name
    chars = (
        forms[0] if len(forms := forms_of(name, at, tables)) > 1 else alone
        for at, alone in enumerate(name.translate(plain))
    )
    return Entry(name, "".join(chars), Rule.ASKED)


def undecided(
    names: Iterable[NameFound], lexicons: Iterable[Lexicon], tables: NameTables
) -> Iterator[NameFound]:
    """The names that no lexicon has: neither whole, nor by its family name alone."""
    known = tuple(lexicons)
    sources = {entry.source for lexicon in known for entry in lexicon.entries}
    surnames = decided_surnames(known)
    for found in names:
        short = has_title(found.name, tables)
        surname = found.name[0]
        open_ = [
            at
            for at in ambiguous(found.name, tables)
            if at or not (surnames.get(surname) or (short and _bearers(known, surname)))
        ]
        if open_ and not {found.name, *_shorter(found)} & sources:
            yield found


def _shorter(found: NameFound) -> tuple[str, ...]:
    """What may be the whole name, when a sentence goes on behind it: 万海 of 万海拉."""
    return () if found.cue == "byline" else (found.name[:-1],)


def decided_surnames(lexicons: Iterable[Lexicon]) -> Mapping[str, str]:
    """The family names that are decided, by the strongest lexicon that has them."""
    found: dict[str, str] = {}
    for lexicon in reversed(tuple(lexicons)):
        found |= lexicon.surnames
    return found


def has_title(name: str, tables: NameTables) -> bool:
    """Whether ``name`` is a family name and a title: 钟老师."""
    return name[1:] in tables.after or name[1:] in tables.before


def _bearers(lexicons: Iterable[Lexicon], surname: str) -> str:
    """The form that all decided names of a family have; empty when they differ."""
    forms = {
        entry.target[0]
        for lexicon in lexicons
        for entry in lexicon.entries
        if entry.rule is Rule.NAME and entry.source.startswith(surname)
    }
    return forms.pop() if len(forms) == 1 else ""


def surname_form(
    found: NameFound, lexicons: Iterable[Lexicon], tables: NameTables
) -> str:
    """The form of a name's family name, when it is decided; else empty."""
    known = tuple(lexicons)
    decided = decided_surnames(known).get(found.name[0], "")
    if decided or not has_title(found.name, tables):
        return decided
    return _bearers(known, found.name[0])
