"""The texts of an article that are linted, and where in the file they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zbpub.manuscript.model import Article, Block, Paragraph, Runs, Subhead, Table
from zbpub.manuscript.walk import every_block, texts_of

HEAD_KEYS = ("kicker", "headline", "deck", "label", "dateline", "byline")
CALLOUT, CREDIT, SUBHEAD = "callout", "credit", "subhead"
CELL, CAPTION, BODY = "cell", "caption", "body"

_UNSEEN = re.compile(r"(?<!\\)(\{[^{}|\n]*)\|[^{}\n]*\}|\{\.\w+\}")
"""What stands in the source and not in a text: readings of ruby, names of spans."""

CODE_STAND_IN = "\ufffc"
"""Stands for each character of a code span: no rule is about code."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text that the rules look at: a head field, a paragraph, a cell."""

    text: str
    kind: str
    """A key of the front matter, or one of the constants above."""
    line: int
    """The line that it begins in, from one; 0 when unknown."""
    following: str = ""
    """The text after it when both are paragraphs of the body."""


def units_of(article: Article, source: str) -> tuple[Unit, ...]:
    """All texts of ``article`` in reading order, the empty ones left out."""
    texts = (unit for block in every_block(article.body) for unit in _units(block))
    body = [unit for unit in texts if unit.text]
    linked = (
        replace(unit, following=after.text) if unit.kind == after.kind == BODY else unit
        for unit, after in pairwise([*body, Unit("", BODY, 0)])
    )
    return (*(unit for unit in _head(article, source) if unit.text), *linked)


def _head(article: Article, source: str) -> Iterator[Unit]:
    for key in HEAD_KEYS:
        yield Unit(getattr(article, key), key, line_in_head(key, source))
    for note in article.pictures:
        line = line_in_head("pictures", source, note.credit)
        yield Unit(note.credit, CREDIT, line)
    for callout in article.callouts:
        yield Unit(callout.text, CALLOUT, line_in_head("callouts", source))


def line_in_head(key: str, source: str, text: str = "") -> int:
    """The line of ``key`` in the front matter of ``source``, from one; 0 if it is not.

    With a ``text`` it is the line in which that stands first from the key on; where it
    is written another way than it reads, the key's.
    """
    end = source.find("\n---", 3)
    head = source[: end if end >= 0 else None]
    match = re.search(rf"^[\"']?{key}[\"']?[ \t]*:", head, re.MULTILINE)
    if not match:
        return 0
    at = head.find(text, match.start()) if text else -1
    return head.count("\n", 0, at if at >= 0 else match.start()) + 1


def _units(block: Block) -> Iterator[Unit]:
    if isinstance(block, Paragraph):
        kind = BODY
    elif isinstance(block, Subhead):
        kind = SUBHEAD
    else:
        kind = CELL if isinstance(block, Table) else CAPTION
    for runs in texts_of(block):
        yield Unit(_words(runs), kind, block.line)


def _words(runs: Runs) -> str:
    return "".join(CODE_STAND_IN * len(r.text) if r.code else r.text for r in runs)


class Source:
    """The text of a manuscript, to find again what a rule found in a unit."""

    def __init__(self, text: str) -> None:
        self._text = _UNSEEN.sub(_blanked, text)
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def places(self, unit: Unit, offsets: Sequence[int]) -> list[tuple[int, int]]:
        """Line and column, from one, of characters of ``unit``; column 0 if unknown.

        The unit is what remains of the source without its mark-up, so that its
        characters are found again in their order; where an entity or a rare nesting of
        marks hides one, the line of the unit is all that is told.
        """
        if not 0 < unit.line <= len(self._starts):
            return [(unit.line, 0)] * len(offsets)
        positions = self._positions(unit.text, self._starts[unit.line - 1])
        return [
            self._place(positions[at]) if at < len(positions) else (unit.line, 0)
            for at in offsets
        ]

    def _place(self, position: int) -> tuple[int, int]:
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1

    def _positions(self, text: str, start: int) -> Sequence[int]:
        """Where each character of ``text`` stands; fewer when they are not found."""
        paragraph_end = self._text.find("\n\n", start)
        end = paragraph_end if paragraph_end >= 0 else len(self._text)
        whole = self._text.find(text, start, end)
        if whole >= 0:
            return range(whole, whole + len(text))
        positions: list[int] = []
        position = start - 1
        for char in text:
            if char != CODE_STAND_IN and not char.isspace():
                position = self._text.find(char, position + 1)
                if position < 0:
                    break
            positions.append(position)
        return positions


def _blanked(match: re.Match[str]) -> str:
    base = match[1] or ""
    return base + "\0" * (len(match[0]) - len(base))
