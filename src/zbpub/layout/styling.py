"""An article's blocks as stretches of type, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from zbpub.base.chars import IDEOGRAPHIC_SPACE
from zbpub.compose.atoms import Shift, Sideline, SidelineKind, StyledRun
from zbpub.layout.jump_line import is_jump_line
from zbpub.layout.profile import Readings
from zbpub.layout.table import HEAD, ROW
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import (
    Article,
    Block,
    Break,
    Chart,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Subhead,
    Table,
)
from zbpub.manuscript.runs import plain_text, ruby_words

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BULLET = "■"
_ASTERISM = "＊　＊　＊"

_SHIFTS = {"": Shift.NONE, "super": Shift.SUPER, "sub": Shift.SUB}
_SIDELINES = {"name": SidelineKind.NAME, "title": SidelineKind.TITLE}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One element's text, before it is set."""

    role: str
    """``body``, ``subhead``, ``quote``, ``item``, ``note``, ``jump`` or ``byline``;
    ``table-head`` and ``table-row`` for the rows of a table."""
    runs: tuple[StyledRun, ...]
    indent: int = 0
    """Of its first line, mpt, beyond that of all its lines."""
    links: tuple[tuple[int, int, str], ...] = ()
    """Characters ``start`` to ``stop - 1`` lead to an address; readings above the line
    do not count."""
    left: int = 0
    """The indent of all its lines, mpt: quotations, items of lists (CLREQ)."""
    mark: StyledRun | None = None
    """What stands in that indent before its first line: an item's number."""
    cells: tuple[Stretch, ...] = ()
    """Of a table's row; ``runs`` is then empty."""
    table: Table | None = None
    """The table that it is a row of."""


def stretches(article: Article, case: TypeCase) -> Iterator[Stretch]:
    """The body, notes and byline of ``article``, its dateline run into the body.

    A dateline before anything but a paragraph stands alone. Figures are no type: layout
    places them itself. A table is a stretch for each row.
    """
    styler = _Styler(case, note_numbers(article))
    notes = [block for block in article.body if isinstance(block, Footnote)]
    rest = [block for block in article.body if not isinstance(block, Footnote)]
    body = [stretch for block in (*rest, *notes) for stretch in styler.block(block)]
    if article.dateline and body and body[0].role == "body":
        body[0] = styler.dated(body[0], article.dateline)
    elif article.dateline:
        yield styler.dateline(article.dateline)
    yield from body
    if article.byline:
        byline = case.run(article.byline, case.profile.body.byline)
        yield Stretch("byline", (byline,))


def note_numbers(article: Article) -> Mapping[str, int]:
    """The number of each footnote, from 0, by its label."""
    notes = (block for block in article.body if isinstance(block, Footnote))
    return {note.label: number for number, note in enumerate(notes)}


def note_mark(number: int) -> str:
    """The mark of the ``number``-th note, counted from 0."""
    return _CIRCLED[number] if number < len(_CIRCLED) else f"［{number + 1}］"


def list_mark(block: ListBlock, index: int) -> str:
    """The mark of a list's ``index``-th item, counted from 0."""
    return f"{block.start + index}．" if block.ordered else _BULLET


def reading_text(article: Article, ruby: Readings = "above") -> str:
    """Every character of ``article`` that its printed form must hold, in order.

    From the model alone, so that a finished file can be proved against it. A reading
    stands behind its base; in brackets, if readings are printed so.
    """
    parts = [article.label, article.kicker, article.headline, article.deck]
    speller = _Speller(note_numbers(article), ruby)
    notes = [block for block in article.body if isinstance(block, Footnote)]
    rest = [block for block in article.body if not isinstance(block, Footnote)]
    credits = {note.src: note.credit for note in reversed(article.pictures)}
    for block in rest:
        if isinstance(block, Figure):
            parts += [block.caption, credits.get(block.src, "")]
    parts.append(article.dateline)
    parts += [speller.block(block) for block in (*rest, *notes)]
    parts.append(article.byline)
    for callout in article.callouts:
        parts += [callout.label, callout.text]
    return "\n".join(part for part in parts if part)


def block_text(block: Block, numbers: Mapping[str, int]) -> str:
    """Every character of one block, readings behind their bases.

    Args:
        block: A block of an article; a picture says nothing.
        numbers: The article's ``note_numbers``.
    """
    return _Speller(numbers, "above").block(block)


@dataclass(frozen=True, slots=True)
class _Speller:
    """Spells out blocks as they are printed."""

    numbers: Mapping[str, int]
    ruby: Readings

    def block(self, block: Block) -> str:
        """The text of one block, without a picture's: it stands with the picture."""
        match block:
            case Paragraph() | Subhead():
                return self.runs(block.runs)
            case Quote():
                return self.all(block.blocks)
            case ListBlock():
                items = enumerate(block.items)
                return "\n".join(list_mark(block, i) + self.all(x) for i, x in items)
            case Footnote():
                return note_mark(self.numbers[block.label]) + self.all(block.blocks)
            case Break():
                return _ASTERISM
            case Figure() | Chart():
                return ""
            case Table():
                rows = (block.head, *block.rows)
                return "\n".join(self.runs(cell) for row in rows for cell in row)

    def all(self, blocks: tuple[Block, ...]) -> str:
        return "\n".join(self.block(block) for block in blocks)

    def runs(self, runs: Runs) -> str:
        words = ruby_words(runs) if self.ruby == "brackets" else ((r,) for r in runs)
        return "".join(map(self._word, words))

    def _word(self, word: Runs) -> str:
        if word[0].note:
            return note_mark(self.numbers[word[0].note])
        if self.ruby == "brackets":
            return _bracketed(word)
        return "".join(run.text + run.ruby for run in word)


def _bracketed(word: Runs) -> str:
    """``滕（téng）``; the readings of a word in one pair of brackets."""
    readings = " ".join(run.ruby for run in word if run.ruby)
    return plain_text(word) + (f"（{readings}）" if readings else "")


@dataclass(frozen=True, slots=True)
class _Styler:
    case: TypeCase
    numbers: Mapping[str, int]

    def block(self, block: Block) -> Iterator[Stretch]:
        """The stretches of one block."""
        body = self.case.profile.body
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Subhead():
                yield self._stretch("subhead", block.runs, body.subhead, 0)
            case Break():
                run = self.case.run(_ASTERISM, body.font)
                yield Stretch("body", (run,), body.indent)
            case _:
                yield from self._nested(block)

    def _nested(self, block: Block) -> Iterator[Stretch]:
        match block:
            case Quote():
                for inner in self._all(block.blocks):
                    left = inner.left + self.case.profile.body.quote_indent
                    yield replace(inner, role="quote", left=left)
            case ListBlock():
                yield from self._list(block)
            case Footnote():
                yield from self._note(block)
            case Table():
                yield from self._table(block)

    def _paragraph(self, block: Paragraph) -> Stretch:
        body = self.case.profile.body
        if is_jump_line(block):
            return self._stretch("jump", block.runs, body.byline, 0)
        return self._stretch("body", block.runs, body.font, body.indent)

    def dated(self, stretch: Stretch, dateline: str) -> Stretch:
        """``stretch`` with the dateline before it, an em apart."""
        body = self.case.profile.body
        lead = self.case.run(dateline + IDEOGRAPHIC_SPACE, body.dateline)
        return _led(stretch, lead)

    def dateline(self, text: str) -> Stretch:
        """The dateline alone, like a paragraph."""
        body = self.case.profile.body
        return Stretch("body", (self.case.run(text, body.dateline),), body.indent)

    def _all(self, blocks: tuple[Block, ...]) -> Iterator[Stretch]:
        for block in blocks:
            yield from self.block(block)

    def _list(self, block: ListBlock) -> Iterator[Stretch]:
        """Items hang: what they say stands to the right of their marks (CLREQ)."""
        font = self.case.profile.body.strong
        marks = [
            self.case.run(list_mark(block, index), font)
            for index in range(len(block.items))
        ]
        hang = max(map(self._hang, marks), default=0)
        for mark, item in zip(marks, block.items, strict=True):
            for rank, stretch in enumerate(self._all(item)):
                is_bare = stretch.mark is None and stretch.role != "quote"
                yield replace(
                    stretch, role="item", left=stretch.left + hang,
                    indent=0 if is_bare else stretch.indent,
                    mark=stretch.mark if rank else _joined(mark, stretch.mark),
                )  # fmt: skip

    def _table(self, table: Table) -> Iterator[Stretch]:
        """A stretch for each row that says anything."""
        body = self.case.profile.body
        rows = [(HEAD, body.subhead, table.head)]
        rows += [(ROW, body.font, row) for row in table.rows]
        for role, font, row in rows:
            cells = tuple(self._stretch("cell", cell, font, 0) for cell in row)
            if any(run.text.strip() for cell in cells for run in cell.runs):
                yield Stretch(role, (), cells=cells, table=table)

    def _hang(self, mark: StyledRun) -> int:
        """A paragraph's indent; whole em more where ``mark`` has no room in it."""
        body, em = self.case.profile.body, self.case.profile.grid.size
        return max(body.indent, -(-self.case.mark_width(mark) // em) * em)

    def _note(self, note: Footnote) -> Iterator[Stretch]:
        """The stretches of a footnote, its mark before the first."""
        mark = note_mark(self.numbers[note.label])
        lead = self.case.run(mark, self.case.profile.body.strong)
        for rank, stretch in enumerate(self._all(note.blocks)):
            if not rank and stretch.mark:
                stretch = replace(stretch, mark=_joined(lead, stretch.mark))
            elif not rank:
                stretch = _led(stretch, lead)
            yield replace(stretch, role="note")

    def _stretch(self, role: str, runs: Runs, font: str, indent: int) -> Stretch:
        styled: list[StyledRun] = []
        links: list[tuple[int, int, str]] = []
        at = lines = 0
        for run in self._printed(runs):
            stop = at + len(run.text)
            lines += bool(run.sideline) and not run.goes_on
            line = _sideline(run, is_other=lines % 2 == 0)
            styled.append(replace(self._styled(run, font), sideline=line))
            if run.href:
                links.append((at, stop, run.href))
            at = stop
        return Stretch(role, tuple(styled), indent, tuple(links))

    def _printed(self, runs: Runs) -> Iterator[Run]:
        """``runs`` with the marks of notes, and readings in brackets if so wanted."""
        in_brackets = self.case.profile.body.ruby == "brackets"
        for word in ruby_words(runs) if in_brackets else ((run,) for run in runs):
            run = word[0]
            if run.note:
                yield replace(run, text=note_mark(self.numbers[run.note]))
            elif run.ruby and in_brackets:
                yield replace(run, text=_bracketed(word), ruby="")
            else:
                yield run

    def _styled(self, run: Run, font: str) -> StyledRun:
        body = self.case.profile.body
        has_dots = run.dots or (run.emphasis and body.has_dots)
        if run.strong:
            font = body.strong
        elif run.emphasis and not body.has_dots:
            font = body.emphasis
        styled = self.case.run(run.text, font)
        return replace(styled, ruby=run.ruby, dots=has_dots, shift=_SHIFTS[run.shift])


def _sideline(run: Run, *, is_other: bool) -> Sideline | None:
    kind = _SIDELINES.get(run.sideline)
    return Sideline(kind, is_other) if kind else None


def _joined(mark: StyledRun, inner: StyledRun | None) -> StyledRun:
    """Two marks before one line: a list begins with a list, or a note does."""
    return replace(mark, text=mark.text + inner.text) if inner else mark


def _led(stretch: Stretch, lead: StyledRun) -> Stretch:
    """``stretch`` with ``lead`` before it; its links move on."""
    by = len(lead.text)
    links = tuple((start + by, stop + by, url) for start, stop, url in stretch.links)
    return replace(stretch, runs=(lead, *stretch.runs), links=links)
