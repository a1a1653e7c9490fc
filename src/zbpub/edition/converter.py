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
from zbpub.edition.rules import Context, Rules
from zbpub.edition.words import WordCutter

QUOTES = MappingProxyType({"“": "「", "”": "」", "‘": "『", "’": "』"})
_APOSTROPHE = re.compile(r"(?<=[A-Za-z0-9])’(?=[A-Za-z0-9])|’(?=\d0s\b)")
_BLOCK = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
"""What jieba cuts by itself: the words of a text are those of its blocks."""
_PRESS, _PHRASE = 0, 1
"""Ranks of hits."""


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
        self._table = self._characters()
        self._fixed = PhraseIndex(self._decided)
        self._memo: dict[str, str] = {}
        self._press = PhraseIndex(rules.press.phrases)
        self._learn_press(rules)
        self._odd = frozenset(self._odd_phrases())
        self._phrases = PhraseIndex(self._all_phrases())
        self._contexts: dict[str, list[Context]] = {}
        for context in rules.press.contexts:
            self._contexts.setdefault(context.char, []).append(context)
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

    def plain(self, text: str) -> str:
        """What OpenCC by itself makes of ``text``; only glyph forms are the press's."""
        return self.opencc.convert(text).translate(self._glyphs)

    def alone(self) -> Mapping[int, str]:
        """What becomes of each character alone, for ``str.translate``."""
        return self._table

    def printed(self, traditional: str) -> str:
        """A form in OpenCC's standard as the edition prints it: 裏 is 裡 in Taiwan."""
        return traditional.translate(self._table)

    def _characters(self) -> dict[int, str]:
        """What becomes of each character alone; of one to one with its region's."""
        chars = sorted({*entries(CHARACTERS), *_region_characters(self.edition)})
        found = {
            ord(char): to.translate(self._glyphs)
            for char, to in zip(chars, self._ask(chars), strict=True)
        }
        found |= {code: to for code, to in self._glyphs.items() if code not in found}
        for source, entry in self._decided.items():
            if len(source) == 1:
                found[ord(source)] = entry.target
        return found | str.maketrans(dict(QUOTES))

    def _ask(self, phrases: Sequence[str]) -> list[str]:
        """What OpenCC makes of each of ``phrases`` by itself."""
        return self.opencc.convert(FENCE.join(phrases)).split(FENCE)

    def _learn_press(self, rules: Rules) -> None:
        """The desk's own phrases go through the region's forms, not through OpenCC."""
        for source, target in rules.press.phrases.items():
            self._memo[source] = self.printed(target)

    def _all_phrases(self) -> Iterator[str]:
        for name in PHRASES:
            yield from entries(name)
        if self.edition in REGIONAL:
            yield from regional_sources(entries(REGIONAL[self.edition]), entries(BACK))

    def _odd_phrases(self) -> Iterator[str]:
        """Phrases that convert otherwise than their characters do."""
        first = {source: to[0] for source, to in entries(CHARACTERS).items()}
        table = str.maketrans(first)
        for name in PHRASES:
            for source, to in entries(name).items():
                if source.translate(table) != to[0]:
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
            if entry.rule is Rule.REGIONAL:
                ends = ends or self.cutter.ends(text)
                if not passes(hit.start, hit.end, ends):
                    continue
            allowed.append(hit)
        for start, end, _ in longest_first(allowed):
            entry = self._decided[text[start:end]]
            held[start:end] = b"\1" * (end - start)
            yield Piece(start, end, entry.target, entry.rule)

    def _phrase_pieces(self, text: str, held: bytearray) -> Iterator[Piece]:
        """The phrases that decide something, converted; marks them in ``held``."""
        hits = [
            Hit(start, end, _PRESS)
            for start, end in self._press.find(text)
            if not any(held[start:end])
        ]
        hits += self._gated(text, held)
        taken = longest_first(hits)
        self._learn({text[hit.start : hit.end] for hit in taken})
        for start, end, rank in taken:
            held[start:end] = b"\1" * (end - start)
            rule = Rule.PRESS if rank == _PRESS else Rule.PHRASE
            yield Piece(start, end, self._memo[text[start:end]], rule)

    def _gated(self, text: str, held: bytearray) -> Iterator[Hit]:
        """The phrases of OpenCC that break no word."""
        for block in _BLOCK.finditer(text):
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
                    yield Hit(offset + start, offset + end, _PHRASE)

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
                if context.pattern.match(text, at):
                    yield Piece(at, at + 1, self._forms[context.target], Rule.PRESS)
                    break


def _region_characters(edition: str) -> Iterable[str]:
    name = {"zh-Hant-TW": "TWVariants.txt", "zh-Hant-HK": "HKVariants.txt"}
    return entries(name[edition]) if edition in name else ()
