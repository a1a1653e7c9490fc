"""Given: the lines of a file that tells its own structure, so that nobody guesses it.

A Word document and a web page know their paragraphs, headings, tables and pictures.
Their source text, which the ledger accounts for, is what ``GivenBuilder`` writes: the
words without marks, a line for each paragraph, item of a list and row of a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from zbpub.ingest.dress import make_runs
from zbpub.ingest.lines import Line
from zbpub.ingest.marks import GHOST
from zbpub.ingest.pieces import NOWHERE, Bit, LeftOut, Piece
from zbpub.ingest.sentences import ends_sentence
from zbpub.ingest.wraps import SLACK, WRAPPED
from zbpub.manuscript.model import Block, Run, Runs
from zbpub.manuscript.runs import normal_runs

_GHOSTS = re.compile(
    r"([\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd\ufffe\uffff]+)"
)
_FEWEST = 6
"""Full lines from which a text may be one with hard line breaks."""
_ENDED = 0.3
"""Share of full lines that may end a sentence by chance."""
_PROSE = 0.1
"""Share of full lines in which a sentence ends: a list has none."""
_MEASURE = range(12, 61)
"""Characters in a line of a text with hard line breaks."""
_BLANK = re.compile(r"[^\S\u3000]+")

READINGS = "reading beside a word"
"""Why the ruby of a title or a caption is left out."""

Rows = tuple[tuple[Runs, ...], ...]
"""The cells of a table's rows; a list's item or a caption is a row of one cell."""


@dataclass(frozen=True, slots=True)
class Given:
    """The lines of a source and what its file says of them."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    heads: tuple[tuple[int, int], ...] = ()
    """For each article the lines of its titles: the first, and the one behind the last.

    What stands before the first is of no article. Empty: all lines are one article
    without titles."""
    wrapped: bool = False
    """Whether the lines are those of a text with hard line breaks, not paragraphs."""


@dataclass(slots=True)
class GivenBuilder:
    """A source text and its lines while a door reads its file."""

    chunks: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    at: int = 0
    number: int = 1

    @property
    def text(self) -> str:
        """The source text so far."""
        return "".join(self.chunks)

    def add_line(
        self, runs: Sequence[Run], *, level: int = 0, indent: bool = False
    ) -> int:
        """Add a paragraph or, with a ``level``, a heading; -1 if it is empty."""
        number = self.number
        piece = self._write(runs)
        self._write_break("\n")
        if not piece:
            return -1
        bold = all(bit.strong or not bit.text.strip() for bit in piece.bits)
        self.lines.append(Line(piece, number, level=level, bold=bold, indent=indent))
        return len(self.lines) - 1

    def add_title(self, runs: Sequence[Run], level: int) -> int:
        """Add a title; readings of its words, which no title has, are left out."""
        index = self.add_line(unread(runs), level=level)
        self.leave_out(" ".join(readings_of(runs)), READINGS)
        return index

    def add_block(
        self, rows: Sequence[Sequence[Runs]], make: Callable[[Rows], Block]
    ) -> int:
        """Add what ``make`` builds of ``rows``, their words clean; its index."""
        number = self.number
        bits: list[Bit] = []
        made: list[tuple[Runs, ...]] = []
        for row in rows:
            cells: list[Runs] = []
            for cell in row:
                piece = self._write(cell)
                bits.extend(piece.bits)
                cells.append(normal_runs(make_runs(piece)))
                self._write_break("\t")
            made.append(tuple(cells))
            self._write_break("\n")
        line = Line(Piece(tuple(bits)), number, block=make(tuple(made)))
        self.lines.append(line)
        return len(self.lines) - 1

    def leave_out(self, text: str, reason: str) -> None:
        """Add a line that no manuscript takes over, for ``reason``."""
        words = _BLANK.sub(" ", text).strip()
        if words:
            self.left_out.append(LeftOut(self.at, self.at + len(words), reason))
            self._write_break(words)
            self._write_break("\n")

    def _write_break(self, text: str) -> None:
        self.chunks.append(text)
        self.at += len(text)
        self.number += text.count("\n")

    def _write(self, runs: Sequence[Run]) -> Piece:
        """Write ``runs``; the piece of them without what nobody can see."""
        bits: list[Bit] = []
        for run in runs:
            bits.extend(self._write_run(run))
        return Piece(tuple(bits)).strip()

    def _write_run(self, run: Run) -> Iterator[Bit]:
        if run.note:
            yield Bit("", NOWHERE, note=run.note)
            return
        ruby = run.ruby
        for index, part in enumerate(_GHOSTS.split(_BLANK.sub(" ", run.text))):
            if not part:
                continue
            if index % 2:
                self.left_out.append(LeftOut(self.at, self.at + len(part), GHOST))
            else:
                yield Bit(part, self.at, run.strong, run.emphasis, run.shift, ruby=ruby)
                ruby = ""
            self._write_break(part)


def unread(runs: Sequence[Run]) -> Runs:
    """``runs`` without readings."""
    return tuple(replace(run, ruby="") for run in runs)


def readings_of(runs: Sequence[Run]) -> list[str]:
    """The readings of ``runs``."""
    return [run.ruby for run in runs if run.ruby]


def unwrap(given: Given) -> Given:
    """``given`` as lines instead of paragraphs, if hard line breaks made them.

    So a text looks that was pasted from a mail or a PDF file: most of its lines are
    about as long as one another, and hardly any of those ends a sentence.
    """
    body = [line for line in given.lines if not (line.level or line.block)]
    lengths = Counter(len(line.text) for line in body)
    measure = max(lengths, key=lambda size: (_near(lengths, size), size), default=0)
    full = [line for line in body if abs(len(line.text) - measure) <= SLACK]
    ended = sum(ends_sentence(line.text) for line in full)
    few = len(full) < _FEWEST or len(full) < WRAPPED * len(body)
    fits = measure in _MEASURE and max(lengths, default=0) <= measure + SLACK
    prose = sum("。" in line.text for line in full) >= _PROSE * len(full)
    if few or not fits or not prose or ended > _ENDED * len(full):
        return given
    lines = [
        replace(line, gap=index == 0 or _stands_off(line, given.lines[index - 1]))
        for index, line in enumerate(given.lines)
    ]
    return replace(given, lines=tuple(lines), wrapped=True)


def _near(lengths: Counter[int], size: int) -> int:
    return sum(lengths[size + step] for step in range(-SLACK, SLACK + 1))


def _stands_off(line: Line, before: Line) -> bool:
    return any(one.level or one.block is not None for one in (line, before))
