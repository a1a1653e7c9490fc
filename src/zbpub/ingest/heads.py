"""Classify: the titles of one article out of the atoms at its head."""

from __future__ import annotations

from dataclasses import replace

from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.joints import TitleLine
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.readings import DASHES
from zbpub.ingest.titles import Titles, read_lines

PLAIN_LEVEL = 7
"""Where a plain line stands among the levels of headings: below all of them."""
DECK_LEVEL = 8


def read_titles(head: tuple[Atom, ...]) -> Titles:
    """The titles that the title atoms of one article hold; bylines are passed over."""
    lines = [_line(atom) for atom in head if atom.kind is not Kind.BYLINE]
    if not lines:
        return Titles()
    titles = read_lines(lines)
    return replace(titles, doubts=(*titles.doubts, *_plain_doubts(lines)))


def _line(atom: Atom) -> TitleLine:
    plain = atom.kind is not Kind.HEAD
    rank = atom.level or (PLAIN_LEVEL - 1 if atom.bold else PLAIN_LEVEL)
    if atom.text.startswith(DASHES):  # a dash opens nothing but a deck
        rank = DECK_LEVEL
    return TitleLine(atom.piece, rank, plain, atom.joint)


def _plain_doubts(lines: list[TitleLine]) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(
            "I016",
            line.piece.start,
            f"the plain line {quote(line.text)} is read as a title",
            "if it belongs to a text, move it there",
        )
        for line in lines
        if line.plain
    )
