"""Scan: articles by geometry in, one text in the order of reading out, with places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zbpub.base.chars import is_digit, is_western
from zbpub.ingest.furniture import FOLIO, furniture_reason
from zbpub.ingest.kinds import Kind
from zbpub.ingest.known import Known, KnownArticle
from zbpub.ingest.scan import Place, ScanWord, around
from zbpub.ingest.scan_columns import ColumnRun
from zbpub.ingest.scan_heads import Head
from zbpub.ingest.scan_layout import PageParts
from zbpub.ingest.scan_paragraphs import ScanParagraph, read_paragraphs
from zbpub.ingest.scan_upright import Strip
from zbpub.ingest.scan_words import spell, spell_words
from zbpub.ingest.sentences import is_balanced
from zbpub.ingest.words import seam_gain

HEADLINE_MARK = "# "
TITLE_MARK = "## "
SUBHEAD_MARK = "#### "
_MARKS = re.compile(r"[\\*<&`]|!(?=\[)")
"""What Markdown or HTML would take for a mark; the scan knows of none."""
_OPENING = re.compile(r"[#>\-+*=_~]")


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the scan and where the text holds it."""

    word: ScanWord
    start: int
    place: int
    """Index of its place."""


@dataclass(frozen=True, slots=True)
class ScanText:
    """The text of a scan."""

    text: str
    known: Known
    places: tuple[Place, ...]
    words: tuple[PlacedWord, ...]


@dataclass(slots=True)
class _Writer:
    """The text while it is written."""

    page: int = 1
    text: list[str] = field(default_factory=list)
    at: int = 0
    kinds: dict[int, Kind] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    articles: list[KnownArticle] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    words: list[PlacedWord] = field(default_factory=list)

    def put(self, text: str) -> None:
        self.text.append(text)
        self.at += len(text)

    def write_strip(self, strip: Strip, column: int, line: int, *, opens: bool) -> int:
        """Write a row; returns the offset of its first word."""
        first = self.at
        for number, one in enumerate(spell_words(strip)):
            self.put(" " if one.spaced else "")
            text = escape(one.word.text, opens=opens and number == 0)
            if number == 0:
                first = self.at + (text[0] != one.word.text[0])
            self.words.append(PlacedWord(one.word, self.at, len(self.places)))
            self.put(text)
        box = around(seat.word.box for seat in strip.seats)
        self.places.append(Place(first, self.at, self.page, box, column, line))
        return first

    def write_line(
        self, strips: Sequence[Strip], mark: str = "", kind: Kind | None = None
    ) -> None:
        """Write ``strips`` as one line, joined as the lines of a title are."""
        self.put(mark)
        first = self.at
        before = ""
        for number, strip in enumerate(strips):
            text = spell(strip)
            if before:
                self.put(joint(before, text))
            start = self.write_strip(strip, 0, 0, opens=not before and not mark)
            first = start if number == 0 else first
            before += text
        self.put("\n\n")
        if kind is not None:
            self.kinds[first] = kind
            if kind is Kind.FURNITURE:
                self.reasons[first] = furniture_reason(before) or FOLIO


def escape(word: str, *, opens: bool) -> str:
    """``word`` so that no sign of it is read as mark-up; ``opens``: it opens a line."""
    escaped = _MARKS.sub(lambda match: "\\" + match[0], word)
    if opens and escaped == word and _OPENING.match(word):
        return "\\" + word
    return escaped


def joint(before: str, after: str) -> str:
    """What stands between two lines of a title: a space, unless a word goes on."""
    if not is_balanced(before) or seam_gain(before, after) > 0:
        return ""
    return "" if after[:1] in "，、：；！？” 》）" else " "


def glue(before: str, after: str) -> str:
    """What stands between two rows of a paragraph: a space between Latin words."""
    if not before or not (is_western(before[-1]) and is_western(after[0])):
        return ""
    return "" if is_digit(before[-1]) or is_digit(after[0]) else " "


def write_text(pages: Iterable[PageParts], first: int = 1) -> ScanText:
    """The text of ``pages``: furniture of the head, articles, furniture of the foot.

    ``first`` is the number in its file of the first of them.
    """
    writer = _Writer()
    for number, page in enumerate(pages, start=first):
        writer.page = number
        _write_page(writer, page)
    known = Known(writer.kinds, writer.reasons, tuple(writer.articles))
    text = "".join(writer.text)
    return ScanText(text, known, tuple(writer.places), tuple(writer.words))


def _write_page(writer: _Writer, page: PageParts) -> None:
    for strip in page.head:
        writer.write_line([strip], kind=Kind.FURNITURE)
    for article in page.articles:
        start = writer.at
        if article.head:
            _write_head(writer, article.head)
        writer.articles.append(KnownArticle(start, writer.at))
        for paragraph in read_paragraphs(article, page.em):
            _write_paragraph(writer, paragraph)
        for run in article.captions:
            _write_caption(writer, run)
    for strip in page.foot:
        writer.write_line([strip], kind=Kind.FURNITURE)


def _write_head(writer: _Writer, head: Head) -> None:
    for strips, mark in _titles(head):
        writer.write_line(strips, mark, Kind.HEAD)


def _titles(head: Head) -> Iterator[tuple[tuple[Strip, ...], str]]:
    parts = (
        (head.label, "### "),
        (head.kicker, TITLE_MARK),
        (head.headline, HEADLINE_MARK),
        (head.deck, TITLE_MARK),
    )
    return ((strips, mark) for strips, mark in parts if strips)


def _write_paragraph(writer: _Writer, paragraph: ScanParagraph) -> None:
    if paragraph.subhead:
        writer.put(SUBHEAD_MARK)
    before = ""
    for row in paragraph.rows:
        writer.put(" " if before and paragraph.signature else glue(before, row.text))
        opens = not before and not paragraph.subhead
        first = writer.write_strip(row.strip, row.column, row.number, opens=opens)
        if not before and paragraph.subhead:
            writer.kinds[first] = Kind.HEAD
        before = row.text
    writer.put("\n\n")


def _write_caption(writer: _Writer, run: ColumnRun) -> None:
    first = writer.at
    for number, strip in enumerate(run.rows):
        start = writer.write_strip(strip, 0, number + 1, opens=number == 0)
        first = start if number == 0 else first
    writer.kinds[first] = Kind.CAPTION
    writer.put("\n\n")
