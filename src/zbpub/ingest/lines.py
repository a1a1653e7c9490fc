"""Clean: the source as lines of words, without its marks, each with what they said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from zbpub.ingest.marks import GHOST, MARKUP, Mark, Token, scan_marks
from zbpub.ingest.pieces import NOTHING, NOWHERE, Bit, LeftOut, Piece
from zbpub.ingest.source import Source
from zbpub.manuscript.model import Block

PICTURE = "picture"

_HEADING = re.compile(r"[ \t\u3000]*(#{1,6})(?:[ \t\u3000]+|(?=[^\s#]))")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*")
_TABLE_RULE = re.compile(
    r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*"
)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[A-Za-z]{0,20}[ \t]*")
_BULLET = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+)+")
_INDENT = re.compile(r"(?:&emsp;|&nbsp;|&#12288;|[ \t\u3000\u2003\xa0])*")
_DEEP = 4
"""White space this wide (a Han character is 2) indents a first line (首行缩进)."""
_TAG_LINE = 40
"""A # without a space after it heads only lines no longer than this (#话题#)."""
_SETEXT_LINE = 60
_ENDED = "。！？；，"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words; a source line with ``<br>`` gives several."""

    piece: Piece
    number: int
    level: int = 0
    """The heading's level, 1 to 6; 0: no heading."""
    bold: bool = False
    """Whether every word is strong."""
    gap: bool = True
    """Whether an empty line, a heading or the page's edge stands before it."""
    indent: bool = False
    """Whether it is indented as a paragraph's first line."""
    joint: bool = False
    """Whether a ``<br>`` parts it from the line before."""
    item: bool = False
    """Whether a bullet marks it as an item of a list."""
    picture: bool = False
    rule: bool = False
    full: bool = False
    """Whether it is as long as the measure of a text that is broken into lines."""
    block: Block | None = None
    """The table, list, picture or footnote that the line is the words of."""

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.piece.text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines of a page and the marks that are no words."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class _Builder:
    """One source line while its tokens are read."""

    number: int
    offset: int
    level: int
    item: bool = False
    strong: bool = False
    bits: list[Bit] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def take(self, token: Token, raw: str) -> None:
        first, last = self.offset + token.start, self.offset + token.end
        if token.mark is Mark.WORDS:
            self.bits.append(Bit(raw[token.start : token.end], first, self.strong))
            return
        reason = {Mark.GHOST: GHOST, Mark.PICTURE: PICTURE}.get(token.mark, MARKUP)
        self.left_out.append(LeftOut(first, last, reason))
        match token.mark:
            case Mark.STRONG_ON | Mark.STRONG_OFF:
                self.strong = token.mark is Mark.STRONG_ON
            case Mark.SPACE:
                self.bits.append(Bit(" ", NOWHERE))
            case Mark.LINE_END:
                self.flush()
            case Mark.HEADING:
                self.flush()
                self.level = token.level
            case Mark.PICTURE:
                self.flush()
                self.lines.append(Line(NOTHING, self.number, picture=True))

    def flush(self) -> None:
        piece = Piece(tuple(self.bits)).strip()
        self.bits = []
        if not piece:
            return
        bold = all(bit.strong or not bit.text.strip() for bit in piece.bits)
        joint = bool(self.lines) and not self.lines[-1].picture
        self.lines.append(
            Line(
                piece,
                self.number,
                level=self.level,
                bold=bold,
                joint=joint,
                item=self.item and not joint,
            )
        )


def clean_lines(source: Source) -> Cleaned:
    """The lines of words of ``source``, in order, and what was left out of them."""
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    blank = True
    for number, (start, end) in enumerate(
        zip(source.starts, source.ends, strict=True), start=1
    ):
        raw = source.text[start:end]
        found = _clean_line(raw, number, start)
        left_out.extend(found.left_out)
        lines.extend(_set_gaps(found.lines, lines, blank))
        blank = not raw.strip() or (blank and not found.lines)
        if found.lines and found.lines[-1].rule:
            _underline(lines, raw)
    return Cleaned(tuple(lines), tuple(left_out))


def _clean_line(raw: str, number: int, offset: int) -> Cleaned:
    rule = _RULE.fullmatch(raw)
    if rule or _FENCE.fullmatch(raw) or _TABLE_RULE.fullmatch(raw):
        left = (LeftOut(offset, offset + len(raw), MARKUP),)
        line = Line(NOTHING, number, rule=True)
        return Cleaned((line,) if rule else (), left)
    builder = _Builder(number, offset, 0)
    first = _read_prefix(raw, builder)
    for token in scan_marks(raw, first):
        builder.take(token, raw)
    builder.flush()
    if builder.lines and _is_indented(raw):
        builder.lines[0] = replace(builder.lines[0], indent=True)
    return Cleaned(tuple(builder.lines), tuple(builder.left_out))


def _read_prefix(raw: str, builder: _Builder) -> int:
    """Take the ``#``, ``>`` or bullet that opens the line; where its words begin."""
    first = 0
    heading = _HEADING.match(raw)
    if heading and (raw[heading.end() - 1] != "#" or _may_lack_space(raw)):
        builder.level = len(heading[1])
        first = heading.end()
    elif bullet := _BULLET.match(raw):
        first = bullet.end()
        builder.item = bullet[0].strip(" \t>") != ""
    if first:
        builder.left_out.append(LeftOut(builder.offset, builder.offset + first, MARKUP))
    return first


def _may_lack_space(raw: str) -> bool:
    return len(raw) <= _TAG_LINE and "#" not in raw.strip().lstrip("#")


def _is_indented(raw: str) -> bool:
    match = _INDENT.match(raw)
    lead = match[0] if match else ""
    wide = sum(lead.count(mark) for mark in ("&emsp;", "&#12288;", "\u3000", "\u2003"))
    thin = sum(lead.count(mark) for mark in ("&nbsp;", " ", "\xa0"))
    return 2 * wide + thin >= _DEEP


def _set_gaps(
    found: tuple[Line, ...], before: list[Line], blank: bool
) -> tuple[Line, ...]:
    """``found`` with its gaps: a heading, a picture or a rule parts lines too."""
    parted: list[Line] = []
    for line in found:
        last = parted[-1] if parted else before[-1] if before else None
        alone = last is None or any(
            one.level or one.picture or one.rule for one in (line, last)
        )
        gap = alone or (blank and not parted)
        parted.append(replace(line, gap=gap))
    return tuple(parted)


def _underline(lines: list[Line], raw: str) -> None:
    """Make a heading of the short line that ``===`` or ``---`` underlines."""
    if len(lines) < 2 or raw.strip()[:1] not in ("=", "-"):
        return
    above, rule = lines[-2], lines[-1]
    headed = not (above.level or above.rule or above.picture)
    close = above.number == rule.number - 1 and len(above.text) <= _SETEXT_LINE
    if headed and close and above.gap and above.text[-1] not in _ENDED:
        level = 1 if raw.strip()[0] == "=" else 2
        lines[-2:] = [replace(above, level=level)]
