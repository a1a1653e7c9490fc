"""The converter: a Simplified text in, what an edition prints out.

What is never converted and what lexicons decide is taken out first, the longest first,
and no later rule touches it. Of the rest phrases are chosen (``phrases``) and converted
by OpenCC, each by itself; contexts decide some characters between them; what is left
goes character by character. Quotation marks change on the way, one for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from zbpub.edition.conversion import Conversion, Piece, Rule
from zbpub.edition.dictionaries import (
    BACK,
    CHARACTERS,
    CONFIGS,
    FENCE,
    PHRASES,
    REGIONAL,
    entries,
    open_opencc,
)
from zbpub.edition.lexicon import Entry, entries_for
from zbpub.edition.phrases import (
    Hit,
    PhraseIndex,
    longest_first,
    passes,
    regional_sources,
    word_round,
)
from zbpub.edition.protect import protected
from zbpub.edition.rules import Context, Press, Rules
from zbpub.edition.words import BLOCK, WordCutter

QUOTES = MappingProxyType({"“": "「", "”": "」", "‘": "『", "’": "』"})
_APOSTROPHE = re.compile(r"(?<=[A-Za-z0-9])’(?=[A-Za-z0-9])|’(?=\d0s\b)")
_JOINT, _WORD, _PHRASE = 0, 1, 2
"""Ranks of hits."""
_SHORT = 2
"""Characters of names that may also stand where two words meet."""
_LOOK = 8
"""Characters before a character that its contexts may ask for."""


class Converter:
    """Converts texts to one edition.

    It remembers how OpenCC converts phrases: a text's words come again.
    """

    def __init__(self, edition: str, rules: Rules) -> None:
        """Make ready for ``zh-Hant``, ``zh-Hant-TW`` or ``zh-Hant-HK``."""
        self.edition = edition
        self.opencc = open_opencc(CONFIGS[edition])
        self.cutter = WordCutter()
        self._glyphs = str.maketrans(dict(rules.glyphs.get(edition, {})))
        self._decided = entries_for(edition, rules.lexicons)
        self._region = str.maketrans(
            {source: to[0] for source, to in _region_characters(edition).items()}
        )
        self._table = self._characters(rules.press)
        self._fixed = PhraseIndex(self._decided)
        self._memo: dict[str, str] = {}
        self._listed: dict[str, str] = {}
        self._joints = PhraseIndex(rules.press.joints)
        self._words = frozenset(rules.press.words)
        self._learn_press(rules.press)
        self._contexts: dict[str, list[Context]] = {}
        for context in rules.press.contexts:
            self._contexts.setdefault(context.char, []).append(context)
        self._odd = self._words | frozenset(self._odd_phrases(rules.press))
        self._phrases = PhraseIndex((*self._words, *self._all_phrases()))
        self._context_chars = re.compile("|".join(self._contexts) or "(?!)")
        self._forms = {
            context.target: self.printed(context.target)
            for context in rules.press.contexts
        }

    def know(self, names: Iterable[Entry]) -> None:
        """Print these names as they say from now on, where no lexicon has them."""
        for name in names:
            self._decided.setdefault(name.source, name)
        self._fixed = PhraseIndex(self._decided)

    def convert(self, text: str, kept: Sequence[tuple[int, int]] = ()) -> Conversion:
        """``text`` as the edition prints it.

        Args:
            text: A paragraph, or any number of them.
            kept: Stretches that are not converted, besides those of ``protect``.
        """
        held = bytearray(len(text))
        fixed = self._fixed_pieces(text, kept, held)
        pieces = [*fixed, *self._phrase_pieces(text, held)]
        pieces += self._context_pieces(text, held)
        pieces.sort()
        plain = text.translate(self._table)
        parts: list[str] = []
        at = 0
        for piece in pieces:
            parts += (plain[at : piece.start], piece.target)
            at = piece.end
        parts.append(plain[at:])
        return Conversion(text, "".join(parts), tuple(pieces))

    def ungated(self, text: str) -> str:
        """What OpenCC by itself makes of ``text``; only glyph forms are the press's."""
        hits = (Hit(start, end, 0) for start, end in self._phrases.find(text))
        taken = longest_first(hits)
        self._learn({text[hit.start : hit.end] for hit in taken})
        parts: list[str] = []
        at = 0
        for start, end, _ in taken:
            parts += (
                text[at:start].translate(self._table),
                self._memo[text[start:end]],
            )
            at = end
        return "".join((*parts, text[at:].translate(self._table)))

    def by_itself(self, word: str) -> str:
        """What OpenCC makes of a word that stands alone."""
        self._learn((word,))
        return self._memo[word]

    def alone(self) -> Mapping[int, str]:
        """What becomes of each character alone, for ``str.translate``."""
        return self._table

    def printed(self, traditional: str) -> str:
        """A form in OpenCC's standard as the edition prints it: 裏 is 裡 in Taiwan."""
        return traditional.translate(self._region).translate(self._glyphs)

    def _characters(self, press: Press) -> dict[int, str]:
        """What becomes of each character alone; of one to one with its region's."""
        chars = sorted({*entries(CHARACTERS), *_region_characters(self.edition)})
        found = {
            ord(char): to.translate(self._glyphs)
            for char, to in zip(chars, self._ask(chars), strict=True)
        }
        found |= {code: to for code, to in self._glyphs.items() if code not in found}
        for source, target in press.alone.items():
            found[ord(source)] = self.printed(target)
        for source, entry in self._decided.items():
            if len(source) == 1:
                found[ord(source)] = entry.target
        return found | str.maketrans(dict(QUOTES))

    def _ask(self, phrases: Sequence[str]) -> list[str]:
        """What OpenCC makes of each of ``phrases`` by itself."""
        made: str = self.opencc.convert(FENCE.join(phrases))
        return made.split(FENCE)

    def _learn_press(self, press: Press) -> None:
        """Its phrases take the region's forms, and do not go through OpenCC."""
        for source, target in (*press.words.items(), *press.joints.items()):
            self._listed[source] = self.printed(target)

    def _all_phrases(self) -> Iterator[str]:
        for name in PHRASES:
            yield from entries(name)
        if self.edition in REGIONAL:
            yield from regional_sources(entries(REGIONAL[self.edition]), entries(BACK))

    def _odd_phrases(self, press: Press) -> Iterator[str]:
        """Phrases that convert otherwise than their characters do, or might."""
        first = {source: to[0] for source, to in entries(CHARACTERS).items()}
        first |= press.alone
        # A context or a lexicon's single character might convert them otherwise.
        unclear = {*self._contexts, *(c for c in self._decided if len(c) == 1)}
        table = str.maketrans(first)
        for name in PHRASES:
            for source, to in entries(name).items():
                if source.translate(table) != to[0] or not unclear.isdisjoint(source):
                    yield source
        if self.edition in REGIONAL:
            yield from regional_sources(entries(REGIONAL[self.edition]), entries(BACK))

    def _fixed_pieces(
        self, text: str, kept: Iterable[tuple[int, int]], held: bytearray
    ) -> Iterator[Piece]:
        """What is never converted, and what lexicons decide; marks it in ``held``."""
        apostrophes = (each.span() for each in _APOSTROPHE.finditer(text))
        spans = sorted({*protected(text), *kept, *apostrophes})
        for start, end in spans:
            if start < end and not any(held[start:end]):
                held[start:end] = b"\1" * (end - start)
                yield Piece(start, end, text[start:end], Rule.KEPT)
        hits = (Hit(start, end, 0) for start, end in self._fixed.find(text))
        free = [hit for hit in hits if not any(held[hit.start : hit.end])]
        ends: bytearray | None = None
        allowed: list[Hit] = []
        for hit in free:
            entry = self._decided[text[hit.start : hit.end]]
            if entry.rule is Rule.REGIONAL or hit.end - hit.start == _SHORT:
                ends = ends or self.cutter.ends(text)
                if not self._may_stand(entry, hit, text, ends):
                    continue
            allowed.append(hit)
        for start, end, _ in longest_first(allowed):
            entry = self._decided[text[start:end]]
            held[start:end] = b"\1" * (end - start)
            yield Piece(start, end, entry.target, entry.rule)

    def _may_stand(self, entry: Entry, hit: Hit, text: str, ends: bytearray) -> bool:
        """Whether a regional word breaks no word, and a short name no known one.

        于后 is a name, but not in 由于后期; what an editor calls a term is one.
        """
        if entry.rule is Rule.REGIONAL:
            return passes(hit.start, hit.end, ends)
        if entry.rule not in (Rule.NAME, Rule.ASKED):
            return True
        for at in (hit.start, hit.end):
            if not ends[at]:
                start, end = word_round(at, at, ends)
                if self.cutter.is_word(text[start:end]):
                    return (start, end) == (hit.start, hit.end)
        return True

    def _phrase_pieces(self, text: str, held: bytearray) -> Iterator[Piece]:
        """The phrases that decide something, converted; marks them in ``held``."""
        hits = [
            Hit(start, end, _JOINT)
            for start, end in self._joints.find(text)
            if not any(held[start:end])
        ]
        hits += self._gated(text, held)
        taken = longest_first(hits)
        self._learn({text[hit.start : hit.end] for hit in taken if hit.rank == _PHRASE})
        for start, end, rank in taken:
            held[start:end] = b"\1" * (end - start)
            known, rule = (
                (self._memo, Rule.PHRASE)
                if rank == _PHRASE
                else (self._listed, Rule.PRESS)
            )
            yield Piece(start, end, known[text[start:end]], rule)

    def _gated(self, text: str, held: bytearray) -> Iterator[Hit]:
        """The phrases of OpenCC that break no word."""
        for block in BLOCK.finditer(text):
            offset, words = block.start(), block[0]
            found = list(self._phrases.find(words))
            if not any(words[start:end] in self._odd for start, end in found):
                continue
            ends = self.cutter.ends(words)
            for start, end in found:
                if any(held[offset + start : offset + end]):
                    continue
                if passes(start, end, ends) and self._is_whole(
                    words, (start, end), ends
                ):
                    rank = _WORD if words[start:end] in self._words else _PHRASE
                    yield Hit(offset + start, offset + end, rank)

    def _is_whole(self, text: str, at: tuple[int, int], ends: bytearray) -> bool:
        """Whether a phrase in a longer word is no joint of it: 试制 of 考试制度 is."""
        first, last = word_round(*at, ends)
        if (first, last) == at:
            return True
        return not any(
            at[0] < first + part < at[1]
            for part in self.cutter.parts_of(text[first:last])
        )

    def _learn(self, phrases: Iterable[str]) -> None:
        new = sorted(phrase for phrase in phrases if phrase not in self._memo)
        if new:
            for phrase, to in zip(new, self._ask(new), strict=True):
                self._memo[phrase] = to.translate(self._glyphs)

    def _context_pieces(self, text: str, held: bytearray) -> Iterator[Piece]:
        for found in self._context_chars.finditer(text):
            at = found.start()
            if held[at]:
                continue
            for context in self._contexts[found[0]]:
                if self._holds(context, text, at):
                    yield Piece(at, at + 1, self._forms[context.target], Rule.PRESS)
                    break

    def _holds(self, context: Context, text: str, at: int) -> bool:
        """Whether what stands beside the character, and its word, are as told."""
        if not context.before.search(text[max(0, at - _LOOK) : at]):
            return False
        if not context.after.match(text, at + 1):
            return False
        if context.word is None:
            return True
        start, end = word_round(at, at + 1, self.cutter.ends(text))
        word = f"{text[start:at]}※{text[at + 1 : end]}"
        return context.word.fullmatch(word) is not None


def _region_characters(edition: str) -> Mapping[str, tuple[str, ...]]:
    name = {"zh-Hant-TW": "TWVariants.txt", "zh-Hant-HK": "HKVariants.txt"}
    return entries(name[edition]) if edition in name else {}
