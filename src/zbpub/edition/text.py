"""One text of an issue in, its conversion and what is to be told of it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbpub.base.findings import Finding, Severity
from zbpub.edition.conversion import Conversion, Piece, Rule
from zbpub.edition.converter import Converter
from zbpub.edition.places import Place
from zbpub.edition.protect import protected
from zbpub.edition.script import PRIVATE, Judged, Script, judge

_SHOWN = 8
"""Characters of the other script that a finding names."""


@dataclass(frozen=True, slots=True)
class TextEditor:
    """Converts the texts of one issue or of one file."""

    converter: Converter
    is_traditional: bool = False
    """Whether the whole is written in Traditional: then a text that does not tell its
    script is left alone."""

    def edit(self, text: str, kept: Sequence[tuple[int, int]] = ()) -> Conversion:
        """``text`` as the edition prints it; Traditional text as it is."""
        judged = judge(without(text, (*protected(text), *kept)))
        if judged.script is Script.TRADITIONAL or (
            judged.script is Script.NEUTRAL and self.is_traditional
        ):
            return _untouched(text)
        if judged.script is Script.MIXED and judged.is_mostly_traditional:
            return self._mend(text, kept, judged)
        return self.converter.convert(text, kept)

    def _mend(
        self, text: str, kept: Sequence[tuple[int, int]], judged: Judged
    ) -> Conversion:
        """A Traditional text whose few Simplified characters are converted."""
        wrong = set(judged.simplified)
        whole = self.converter.convert(text, kept)
        lexicon = (Rule.NEVER, Rule.NAME, Rule.TERM, Rule.KEPT)
        pieces = [piece for piece in whole.pieces if piece.rule in lexicon]
        held = {at for each in pieces for at in range(each.start, each.end)}
        table = self.converter.alone()
        pieces += [
            Piece(at, at + 1, table.get(ord(char), char), Rule.SINGLE)
            for at, char in enumerate(text)
            if char in wrong and at not in held
        ]
        return joined_pieces(text, sorted(pieces))


def _untouched(text: str) -> Conversion:
    return Conversion(text, text, (Piece(0, len(text), text, Rule.KEPT),))


def joined_pieces(text: str, pieces: Sequence[Piece]) -> Conversion:
    """A conversion by ``pieces`` alone: all between them stays as it is."""
    found: list[Piece] = []
    at = 0
    for piece in (*pieces, Piece(len(text), len(text), "", Rule.KEPT)):
        if at < piece.start:
            between = text[at : piece.start]
            found.append(Piece(at, piece.start, between, Rule.KEPT))
        if piece.start < piece.end:
            found.append(piece)
        at = piece.end
    return Conversion(text, "".join(piece.target for piece in found), tuple(found))


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with blanks for ``spans``."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def text_findings(place: Place, text: str) -> Iterator[Finding]:
    """Private characters (T014), and both scripts in one text (T013)."""
    private = PRIVATE.search(text)
    if private:
        yield Finding(
            code="T014",
            message=f"a character of a private area, U+{ord(private[0]):04X},"
            " which nothing can convert",
            path=place.path,
            line=place.line,
            column=private.start() + 1,
            severity=Severity.WARNING,
            hint="write the character that is meant",
        )
    judged = judge(without(text, tuple(protected(text))))
    if judged.script is Script.MIXED:
        less, which = (
            (judged.simplified, "Simplified")
            if judged.is_mostly_traditional
            else (judged.traditional, "Traditional")
        )
        yield Finding(
            code="T013",
            message=f"Simplified and Traditional in one text ({place.field});"
            f" the {which} are: {' '.join(dict.fromkeys(less[:_SHOWN]))}",
            path=place.path,
            line=place.line,
            column=text.find(less[0]) + 1,
            severity=Severity.WARNING,
            hint="write it in one script, or put the words into [never] of a lexicon",
        )
