"""Head treatments: how an article's head may stand over a given width.

A head is label, kicker, headline and deck (栏目 引题 主题 副题), each line at natural
width, the whole rounded up to rows of the grid (占行, CLREQ). White above a head is
larger than below it: a head belongs to its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.heads import (
    HeadFrame,
    HeadLines,
    set_head,
    set_in_fewest,
    spaced_out,
)
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Rect
from zbpub.layout.profile import HeadGrade, Profile, TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.layout.white import largest_gap
from zbpub.manuscript.model import Article

_SMALL_LINES = 3
"""Lines that a label, kicker or deck may have."""
_SMALL_LEADING = 1300
"""From line to line of those, in thousandths of their size."""
_NARROW = 2
"""Over this many base columns or fewer a head stands flush left."""
_TRACKING = {
    2: (1500, 2000, 1000),
    3: (1000, 1250, 500, 1500),
    4: (500, 750, 250, 1000),
    0: (0, 125, 250),
}
"""Letterspacing by count of characters, 0 any other, in thousandths of an em."""
_BETWEEN = 450
"""White between the parts of a head, in thousandths of the smaller part's em."""
_ABOVE, _BELOW = 400, 650
"""Least white above and below a head, in thousandths of a row."""
_TO_RULE = 700
"""From a head's place up to the rule above it, in thousandths of a row."""
_STRIP = 2
"""Body ems: white that is lower or narrower is a strip, not a hole."""
_SMALLER = 3
"""Cost of each size further down a grade's list."""
_THIN = 10
"""Cost of a headline that fills less than half of its width."""
_SLACK = 2
"""Cost of a row of white beyond the least, squared."""


@dataclass(frozen=True, slots=True)
class _Part:
    role: str
    lines: HeadLines
    size: int
    leading: int

    @property
    def height(self) -> int:
        return height(len(self.lines.lines), self.size, self.leading)


@dataclass(frozen=True, slots=True)
class Head:
    """A head over a width, taking ``rows`` at least; lengths in mpt."""

    parts: tuple[_Part, ...]
    """One below the other."""
    label: _Part | None
    """The label when it stands left of the first part, taking no height."""
    columns: int
    """Base columns that it stands over."""
    width: int
    rows: int
    """The least that it takes."""
    cost: int
    size: int
    """Of the headline."""
    shift: int = 0
    """How far right of the middle its parts stand, to give the label room."""

    def cost_at(self, rows: int) -> int:
        """Its cost when it is given ``rows``."""
        return self.cost + _SLACK * (rows - self.rows) ** 2


@dataclass(frozen=True, slots=True)
class HeadCopy:
    """What may stand in an article's head over a width, in every size; mpt."""

    width: int
    small: Mapping[str, _Part]
    """Label, kicker and deck."""
    headlines: tuple[tuple[int, _Part], ...]
    """Each with how far down it is in its grade's preference."""


def set_heads(
    article: Article, grade: HeadGrade, width: int, case: TypeCase
) -> HeadCopy:
    """Set the head of ``article`` over ``width`` in all sizes of ``grade``.

    Maybe none stands.
    """
    small = _small_parts(article, grade, width, case)
    if small is None:
        return HeadCopy(width, {}, ())
    return HeadCopy(width, small, tuple(_headlines(article, grade, width, case)))


Heads = Mapping[int, tuple[int, Head]]
"""By height in rows: the cheapest head that may have it, and its cost."""


def heads(copy: HeadCopy, grade: HeadGrade, columns: int, profile: Profile) -> Heads:
    """The heads over ``columns`` of a profile's grid; maybe none.

    A head may be given rows beyond its least as long as its white is no hole (天窗).
    """
    grid = profile.grid
    stand = _Stand(
        columns, copy.width, grid.pitch, grid.gutter, profile.most_white,
        _STRIP * grid.size,
    )  # fmt: skip
    ranked = sorted(
        (head.cost_at(rows), rows, -head.size, order, head)
        for order, head in enumerate(
            _head(rank, part, copy.small, stand) for rank, part in copy.headlines
        )
        for rows in range(head.rows, head.rows + grade.slack_rows + 1)
    )
    best: dict[int, tuple[int, Head]] = {}
    for cost, rows, _, _, head in ranked:
        if rows not in best and _white(head, rows, stand) <= stand.most_white:
            best[rows] = (cost, head)
    return best


def _headlines(
    article: Article, grade: HeadGrade, width: int, case: TypeCase
) -> Iterator[tuple[int, _Part]]:
    runs = [case.run(article.headline, grade.font)]
    for rank, size in enumerate(grade.sizes):
        # Two to four characters are one line, whatever the width.
        most = 1 if len(article.headline) in _TRACKING else grade.max_lines
        for count in range(1, most + 1):
            close = set_head(
                runs, Type(size=size), HeadFrame(width, count), case.setting
            )
            if close is None:
                continue
            for looser, tracking in enumerate(_tracking(article.headline)):
                frame = HeadFrame(width, count, size * tracking // 1000)
                lines = spaced_out(close, frame)
                if lines is None:
                    continue
                leading = round(size * grade.leading)
                yield rank + looser, _Part("headline", lines, size, leading)


def head_texts(
    article: Article, grade: HeadGrade, case: TypeCase
) -> Iterator[tuple[list[StyledRun], Type]]:
    """The texts of a head, in every size that each may have."""
    headline = [case.run(article.headline, grade.font)]
    for size in grade.sizes:
        yield headline, Type(size=size)
    for _, text, spec in _smaller(article, grade):
        yield [case.run(text, spec.font)], Type(size=spec.size)


def _smaller(article: Article, grade: HeadGrade) -> Iterator[tuple[str, str, TypeSpec]]:
    """Role, text and type of what stands with the headline."""
    for role, text, spec in (
        ("label", article.label, grade.label),
        ("kicker", article.kicker, grade.kicker),
        ("deck", article.deck, grade.deck),
    ):
        if text:
            yield role, text, spec


def _tracking(headline: str) -> tuple[int, ...]:
    """The letterspacings that a head may have, thousandths of an em, best first."""
    return _TRACKING.get(len(headline), _TRACKING[0])


def _small_parts(
    article: Article, grade: HeadGrade, width: int, case: TypeCase
) -> dict[str, _Part] | None:
    """Label, kicker and deck over ``width``; None when one of them cannot stand."""
    parts: dict[str, _Part] = {}
    for role, text, spec in _smaller(article, grade):
        part = _small(role, text, spec, width, case)
        if part is None:
            return None
        parts[role] = part
    return parts


def _small(
    role: str, text: str, spec: TypeSpec, width: int, case: TypeCase
) -> _Part | None:
    runs, type_ = [case.run(text, spec.font)], Type(size=spec.size)
    lines = set_in_fewest(runs, type_, (width, _SMALL_LINES), case.setting)
    if lines is None:
        return None
    return _Part(role, lines, spec.size, spec.size * _SMALL_LEADING // 1000)


@dataclass(frozen=True, slots=True)
class _Stand:
    columns: int
    width: int
    pitch: int
    gutter: int
    most_white: int
    """Square points of white that would be a hole."""
    strip: int
    """White lower or narrower than this is none."""


def _head(
    rank: int, headline: _Part, small: Mapping[str, _Part], stand: _Stand
) -> Head:
    order = [small.get("kicker"), headline, small.get("deck")]
    parts = tuple(part for part in order if part is not None)
    label, shift = small.get("label"), 0
    if label is not None:
        room = _room_for(label, parts, stand)
        if room is None:
            parts, label = (label, *parts), None
        else:
            shift = room
    least = _ink(parts) + stand.pitch * (_ABOVE + _BELOW) // 1000
    rows = -(-least // stand.pitch)
    cost = rank * _SMALLER + sum(part.lines.dislike for part in parts)
    if max(headline.lines.widths) * 2 < stand.width:
        cost += _THIN
    return Head(
        parts, label, stand.columns, stand.width, rows, cost, headline.size, shift
    )


def _white(head: Head, rows: int, stand: _Stand) -> int:
    """The largest white that ``head`` leaves, with what adjoins it.

    That is the white up to the rule above it, and the gutter beside it.
    """
    place = Rect(0, 0, head.width, rows * stand.pitch)
    gap = stand.pitch * _TO_RULE // 1000
    around = Rect(0, -gap, head.width + stand.gutter, place.height + gap)
    beside = _beside(head, stand) * around.height // 1_000_000
    if beside > stand.most_white:
        return beside
    boxes = [
        Rect(x, where.y + i * part.leading, width, part.size)
        for part, where in _arranged(head, place)
        for i, (x, width) in enumerate(_spans(part, head, where))
    ]
    return largest_gap(boxes, around, stand.strip)


def white_above(head: Head, height: int) -> int:
    """The white above the first line of ``head`` in so much height, mpt."""
    place = Rect(0, 0, head.width, height)
    return min(where.y for _, where in _arranged(head, place))


def _beside(head: Head, stand: _Stand) -> int:
    """The width of the white right of all lines, from head to foot: no more to ask."""
    spare = head.width - max(max(part.lines.widths) for part in head.parts)
    right = spare - spare // 2 if head.columns > _NARROW else spare
    return max(0, right - head.shift) + stand.gutter


def _room_for(label: _Part, parts: tuple[_Part, ...], stand: _Stand) -> int | None:
    """How far centred parts move right to leave the label room at the left.

    None where they cannot: it then stands above them.
    """
    if stand.columns <= _NARROW:
        return None
    spares = [(stand.width - max(part.lines.widths)) // 2 for part in parts]
    shift = max(0, label.lines.widths[0] + 2 * label.size - spares[0])
    return shift if shift <= min(spares) else None


def _ink(parts: tuple[_Part, ...]) -> int:
    """The height of the parts and the least white between them."""
    between = sum(min(a.size, b.size) * _BETWEEN // 1000 for a, b in pairwise(parts))
    return sum(part.height for part in parts) + between


def place_head(head: Head, place: Rect) -> tuple[Element, ...]:
    """The elements of ``head`` in ``place``, whose height is whole rows.

    Spare height goes above, between and below the parts; what parts a head from the
    article above it comes on top.
    """
    return tuple(_element(part, head, where) for part, where in _arranged(head, place))


def _arranged(head: Head, place: Rect) -> Iterator[tuple[_Part, Rect]]:
    """Where each part of ``head`` stands in ``place``."""
    spare = place.height - _ink(head.parts)
    gaps = len(head.parts) - 1
    between = spare * 4 // 10 // gaps if gaps else 0
    y = (spare - gaps * between) // 2
    if head.label is not None:
        beside = y + (head.parts[0].size - head.label.size) // 2
        where = Rect(place.x, place.y + beside, place.width, head.label.height)
        yield head.label, where
    for i, part in enumerate(head.parts):
        yield part, Rect(place.x, place.y + y, place.width, part.height)
        if i < gaps:
            least = min(part.size, head.parts[i + 1].size) * _BETWEEN // 1000
            y += part.height + least + between


def _spans(part: _Part, head: Head, place: Rect) -> Iterator[tuple[int, int]]:
    """From where each line of ``part`` begins on the sheet, and its width."""
    centred = head.columns > _NARROW and part.role != "label"
    for width in part.lines.widths:
        shift = head.shift if centred else 0
        yield place.x + shift + _indent(part, centred, place.width - width), width


def _element(part: _Part, head: Head, place: Rect) -> Element:
    placed = (
        (x - place.x, i * part.leading, line)
        for i, (line, (x, _)) in enumerate(
            zip(part.lines.lines, _spans(part, head, place), strict=True)
        )
    )
    return Element(
        part.role, (Fragment(place, part.size, set_lines(placed, part.size)),)
    )


def _indent(part: _Part, centred: bool, spare: int) -> int:
    if part.role == "label":
        return part.size // 2  # inside its tab
    return spare // 2 if centred else 0
