"""Gather lines into columns and paragraphs, and find the edges they keep.

A column's edge is the outermost place that a fair share of its lines keep: a line
that misses it is then a fault of the line, not another column. Paragraphs are the
file's own elements; in an untagged file an indent or a wider gap begins one, and a
short line that ends a sentence ends one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from zbpub.base.chars import CLOSING, STOPS
from zbpub.preflight.measure_insets import insets, is_labelled, without_labels
from zbpub.preflight.measure_lines import read_lines
from zbpub.preflight.measure_readings import with_readings
from zbpub.preflight.measure_values import UNTAGGED, Body, BodyLine, Column, Line
from zbpub.preflight.pdf_values import Document

_SAME_EDGE = 0.02  # em
_FAIR_SHARE = 0.2
_FAR = 3.0  # em: a line further down than this begins another column
_ASIDE = 2.6  # em: a line further right than an indent belongs to another column
_INSET = 4.1  # em: unless it is the very next row: a quotation's first line
_NEXT_ROW = 1.7  # em
_INDENT = 0.9  # em: less is no indent (CLREQ, 1 em in narrow columns, else 2)
_ASTRAY = 0.3  # em: a line this far from both edge and indent keeps neither
_BYLINE_ROWS = 3
_WIDER_GAP = 1.2  # times the pitch
_SHORT = 1.0  # em: a line this short before an unindented one was a last line
_SOLID = 3
"""A column with so many full lines knows its own edges."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges of a column in points."""

    left: float
    right: float


def read_body(document: Document, size: float, lang: str = "") -> Body:
    """The body text of ``document`` set in ``size`` points.

    Marks count as centred in their em when the language is Traditional.

    Args:
        document: The file as read.
        size: The em, in points; 0 in a file without Chinese text.
        lang: BCP 47; empty: the file's own language.
    """
    centred = is_centred(lang or document.lang)
    found = read_lines(document, size, centred=centred) if size else ()
    lines = tuple(with_readings(found, document.pages, size, centred=centred))
    stacks = _stacks(lines, size)
    frames = _frames(stacks, size)
    column_of = {
        id(line): index for index, stack in enumerate(stacks) for line in stack
    }
    columns = tuple(
        Column(stack[0].page, stack[0].turned, frame.left, frame.right, tuple(stack))
        for stack, frame in zip(stacks, frames, strict=True)
    )
    indexes = tuple(column_of[id(line)] for line in lines)
    indent = _indent(stacks, frames, size)
    body_lines = _paragraphs(lines, indexes, columns, size, indent)
    body_lines, columns = without_labels(body_lines, columns, size, indent)
    return Body(size, centred, body_lines, columns, indent, document.pages)


def is_centred(lang: str) -> bool:
    """Whether stops stand in the middle of the em in documents of this language."""
    tag = lang.lower()
    return "hant" in tag or tag.endswith(("-tw", "-hk", "-mo"))


def _stacks(lines: Sequence[Line], size: float) -> list[list[Line]]:
    stacks: list[list[Line]] = []
    for line in lines:
        if stacks and _below(stacks[-1], line, size):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    return stacks


def _below(stack: Sequence[Line], line: Line, size: float) -> bool:
    last = stack[-1]
    left = min(above.left for above in stack)
    right = max(above.right for above in stack)
    # A byline's element keeps the right edge and begins anywhere (署名).
    flush = line.block != UNTAGGED and abs(line.right - right) <= _SAME_EDGE * size
    is_next = line.block != UNTAGGED and line.y - last.y <= _NEXT_ROW * size
    aside = _INSET if is_next and line.right <= right else _ASIDE
    return (
        (line.page, line.turned) == (last.page, last.turned)
        and line.article == last.article
        and 0 < line.y - last.y <= _FAR * size
        and (abs(line.left - left) <= aside * size or (flush and line.left > left))
        and line.left < right
    )


def _frames(stacks: Sequence[Sequence[Line]], size: float) -> list[_Frame]:
    own = [_own_frame(stack, size) for stack in stacks]
    knows = [
        len(_full(stack, size)) >= _SOLID and not _is_list(stack) for stack in stacks
    ]
    solid = [
        (stack[0], frame)
        for stack, frame, itself in zip(stacks, own, knows, strict=True)
        if itself
    ]
    return [
        frame if itself else _borrowed(stack, frame, solid, size)
        for stack, frame, itself in zip(stacks, own, knows, strict=True)
    ]


def _is_list(stack: Sequence[Line]) -> bool:
    """Whether all lines that go on belong to items, whose marks hang to their left.

    Such a column does not show how far in its items stand.
    """
    heads: dict[int, Line] = {}
    hanging = [
        is_labelled(heads[line.block].text) and heads[line.block].left < line.left
        for line in stack
        if line.block != UNTAGGED and heads.setdefault(line.block, line) is not line
    ]
    return bool(hanging) and all(hanging)


def _own_frame(stack: Sequence[Line], size: float) -> _Frame:
    left = _left([line.left for line in stack], size)
    full = _full(stack, size) or list(stack)
    return _Frame(left, _outermost([line.right for line in full], size))


def _full(stack: Sequence[Line], size: float) -> list[Line]:
    """Lines that another line of their paragraph follows in the column."""
    left = _left([line.left for line in stack], size)
    return [
        line
        for line, following in pairwise(stack)
        if not _begins(line, following, left, size)
    ]


def _begins(line: Line, following: Line, left: float, size: float) -> bool:
    if UNTAGGED not in (line.block, following.block):
        return line.block != following.block
    return following.left - left >= _INDENT * size


def _left(values: Sequence[float], size: float) -> float:
    """The left edge of lines that begin at ``values``.

    Among quotations and lists few lines may keep it: two that agree do, whole em left
    of the others.
    """
    left = -_outermost([-value for value in values], size)
    for value in sorted(values):
        near = [v for v in values if abs(v - value) <= _SAME_EDGE * size]
        em = (left - value) / size
        if len(near) >= 2 and round(em) >= 1 and abs(em - round(em)) <= _SAME_EDGE:
            return median(near)
    return left


def _outermost(values: Sequence[float], size: float) -> float:
    """The largest value that two and a fair share keep; else the largest."""
    need = max(2.0, _FAIR_SHARE * len(values))
    for value in sorted(values, reverse=True):
        near = [v for v in values if abs(v - value) <= _SAME_EDGE * size]
        if len(near) >= need:
            return median(near)
    return max(values)


def _borrowed(
    stack: Sequence[Line],
    own: _Frame,
    solid: Sequence[tuple[Line, _Frame]],
    size: float,
) -> _Frame:
    """The edges of a like column nearby, for one that does not show its own."""
    line = stack[0]
    aside = _INSET if _is_list(stack) else _ASIDE
    like = [
        (other.page != line.page, abs(frame.left - own.left), frame.left, frame.right)
        for other, frame in solid
        if other.turned == line.turned
        and -_SAME_EDGE * size <= own.left - frame.left <= aside * size
        and own.right <= frame.right + _SHORT * size / 2
    ]
    if not like:
        return replace(own, left=_turned_over(stack, own.left, size))
    _, _, left, right = min(like)
    return _Frame(left, right)


def _turned_over(stack: Sequence[Line], left: float, size: float) -> float:
    """The edge at which a line goes on that is indented with all others (verse).

    Where every paragraph is a line or two, few lines show it: those that are not first.
    """
    return min(
        (
            line.left
            for above, line in pairwise(stack)
            if line.block == above.block != UNTAGGED
            and line.left < left
            and abs((left - line.left) / size - round((left - line.left) / size))
            <= _SAME_EDGE
        ),
        default=left,
    )


def _indent(
    stacks: Sequence[Sequence[Line]], frames: Sequence[_Frame], size: float
) -> float:
    steps = Counter(
        round((line.left - frame.left) / size * 20) / 20
        for stack, frame in zip(stacks, frames, strict=True)
        for line in stack
        if line.left - frame.left >= _INDENT * size
    )
    return steps.most_common(1)[0][0] if steps else 0.0


def _paragraphs(
    lines: Sequence[Line],
    indexes: Sequence[int],
    columns: Sequence[Column],
    size: float,
    indent: float,
) -> tuple[BodyLine, ...]:
    ends = [_ends(lines, indexes, columns, (at, size)) for at in range(len(lines))]
    starts = [True, *ends][: len(lines)]
    bylines = _bylines(lines, indexes, columns, size, indent)
    flush = [line.block in bylines for line in lines]
    stands = insets(lines, [columns[index] for index in indexes], size)
    own = [stands.get(line.block, 0.0) for line in lines]
    fields = zip(lines, indexes, starts, ends, flush, own, strict=True)
    return tuple(BodyLine(*values) for values in fields)


def _bylines(
    lines: Sequence[Line],
    indexes: Sequence[int],
    columns: Sequence[Column],
    size: float,
    indent: float,
) -> frozenset[int]:
    """Short elements all of whose lines keep the right edge, and not all the left.

    A line of a byline may happen to be full, or to begin where an indented one would.
    One that stands alone may be nearly full: nothing else would put its end there.
    """
    keeps: dict[int, list[bool]] = defaultdict(list)
    astray: dict[int, float] = defaultdict(float)
    for line, index in zip(lines, indexes, strict=True):
        column = columns[index]
        miss = abs(line.right - column.right)
        keeps[line.block].append(miss <= _SAME_EDGE * size)
        offset = (line.left - column.left) / size
        off = min(offset, abs(offset - indent))
        astray[line.block] = max(astray[line.block], off)
    short = {b for b, kept in keeps.items() if len(kept) <= _BYLINE_ROWS and all(kept)}
    return frozenset(
        block
        for block in short - {UNTAGGED}
        if astray[block] > (_ASTRAY if len(keeps[block]) > 1 else _SAME_EDGE)
    )


def _ends(
    lines: Sequence[Line],
    indexes: Sequence[int],
    columns: Sequence[Column],
    place: tuple[int, float],
) -> bool:
    """Whether the paragraph ends with the line at ``place`` (index, em)."""
    at, size = place
    if at + 1 == len(lines):
        return True
    line, following = lines[at], lines[at + 1]
    column, other = columns[indexes[at]], columns[indexes[at + 1]]
    is_tagged = UNTAGGED not in (line.block, following.block)
    if is_tagged and line.block == following.block:
        return False
    if line.turned != following.turned or line.tables != following.tables:
        return True
    if line.page == following.page and line.article != following.article:
        return True
    indented = following.left - other.left >= _INDENT * size
    short = line.right < column.right - _SHORT * size
    if column is other:
        spoken = short and line.text[-1] in STOPS | CLOSING
        return is_tagged or indented or spoken or _is_wider(column, line, following)
    # Over a column's end a paragraph goes on in a second element; only its indent,
    # or the short line before it, tells a new one.
    return indented or short


def _is_wider(column: Column, line: Line, following: Line) -> bool:
    pairs = pairwise(column.lines)
    pitch = median(below.y - above.y for above, below in pairs)
    return following.y - line.y > _WIDER_GAP * pitch
