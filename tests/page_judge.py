"""Judges of a page: a sheet in, its faults out, worst first; nothing for a sound page.

What each of them calls a fault is what a desk calls one (layout's own code is not
asked). All take a ``Sheet``, whether of a made-up page or of a finished PDF.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations, pairwise
from pathlib import Path

import numpy as np

from kit import BODY, overlap
from page_sheet import Ink, Sheet, around
from zbpub.base.chars import significant
from zbpub.base.length import PT
from zbpub.compose.sense import begins_well, sense_breaks
from zbpub.layout.page import Rect
from zbpub.manuscript.model import Article
from zbpub.preflight.measure_blank import largest_rectangle

GOLDEN_HEADS = Path(__file__).parent / "golden" / "heads.txt"
MOST_BLANK = 0.015
"""Of the type area: a larger blank rectangle is a hole (天窗)."""
_LEAST_EM = 2
"""em: a gutter between the columns of an article is narrower, however long."""
_HANG = 20
"""mpt: what a line may overstep by rounding."""
_SHORT = 1
"""Rows that a column may end above its foot."""
_WHITE = 3
"""Rows from a line to a subhead below it, at most."""
_HALF = 2
_FORBIDDEN = 10
"""The dislike of a break at a particle (``compose.sense``)."""
_NOT_LAST = frozenset("和与及或")
HEADS = ("kicker", "headline", "deck")


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank rectangle."""

    share: float
    """Of the type area."""
    place: Rect


def largest_blank(sheet: Sheet) -> Blank:
    """The largest blank rectangle of the type area, at least two em on each side.

    Text lines count as far as they reach, pictures whole; of frames and tints the
    edges alone: an empty box is a hole too. Hairlines part what is white.
    """
    area = sheet.area
    paper = np.ones((area.height // PT + 1, area.width // PT + 1), dtype=bool)

    def ink(place: Rect) -> None:
        left, top = (place.x - area.x) // PT, (place.y - area.y) // PT
        right = -(-(place.x + place.width - area.x) // PT)
        foot = -(-(place.y + place.height - area.y) // PT)
        paper[max(top, 0) : max(foot, 0), max(left, 0) : max(right, 0)] = False

    for one in sheet.inks:
        ink(one.box)
    for frame in sheet.frames:
        for side in _sides(frame):
            ink(side)
    for rule in sheet.rules:
        ink(rule)
    em = sheet.grid.size if sheet.grid else 9 * PT
    found = largest_rectangle(paper, _LEAST_EM * em // PT)
    if found is None:
        return Blank(0.0, Rect(area.x, area.y, 0, 0))
    left, top, right, foot = found
    place = Rect(
        area.x + left * PT, area.y + top * PT, (right - left) * PT, (foot - top) * PT
    )
    return Blank((right - left) * (foot - top) / paper.size, place)


def _sides(frame: Rect) -> tuple[Rect, Rect, Rect, Rect]:
    x, y, width, height = frame.x, frame.y, frame.width, frame.height
    line = PT // _HALF
    return (
        Rect(x, y, width, line), Rect(x, y + height - line, width, line),
        Rect(x, y, line, height), Rect(x + width - line, y, line, height),
    )  # fmt: skip


def holes(sheet: Sheet) -> list[str]:
    """天窗: a blank rectangle of more than 1.5 % of the type area."""
    blank = largest_blank(sheet)
    if blank.share < MOST_BLANK:
        return []
    return [f"blank {blank.share:.2%} at {_shown(blank.place)}"]


def short_columns(sheet: Sheet) -> list[str]:
    """Text columns that end more than one row above what stands below them."""
    if sheet.grid is None:
        return []
    pitch = sheet.grid.pitch
    faults = []
    for article, lines in sheet.columns():
        last = lines[-1]
        foot = last.box.y + last.box.height
        rows = (_limit(sheet, article, lines) - foot) // pitch
        if rows > _SHORT:
            faults.append(f"{article}: {rows} rows short under 「{last.text}」")
    return faults


def _limit(sheet: Sheet, article: str, lines: Sequence[Ink]) -> int:
    """Where the column of ``lines`` could end: other ink, a box, the block's foot."""
    place = around([line.box for line in lines])
    foot = lines[-1].box.y + lines[-1].box.height
    block = sheet.places[article]
    end = block.y + block.height
    for frame in sheet.frames:
        if frame == block and sheet.grid is not None:
            end -= sheet.grid.pitch  # a row of white inside the frame
    below = [ink.box for ink in sheet.of(article) if ink not in lines]
    below += [frame for frame in sheet.frames if frame != block]
    tops = [
        box.y
        for box in below
        if box.y >= foot
        and box.x < place.x + place.width
        and place.x < box.x + box.width
    ]
    return min([end, *tops])


def broken_columns(sheet: Sheet) -> list[str]:
    """White between two lines of a column, but for that above a subhead."""
    if sheet.grid is None:
        return []
    faults = []
    for article, lines in sheet.columns():
        for line, following in pairwise(lines):
            rows = round((following.baseline - line.baseline) / sheet.grid.pitch)
            most = _WHITE if following.role == "subhead" else 1
            if not 1 <= rows <= most:
                faults.append(f"{article}: {rows} rows above 「{following.text}」")
    return faults


def heads_side_by_side(sheet: Sheet) -> list[str]:
    """碰题: headlines of two articles level with each other, and white between."""
    heads = {
        name: around([ink.box for ink in lines])
        for name in sheet.places
        if (lines := sheet.of(name, "headline"))
    }
    return [
        f"{one} and {other}"
        for one, other in combinations(heads, 2)
        if _is_beside(heads[one], heads[other])
        and not _are_parted(sheet, heads[one], heads[other])
    ]


def _is_beside(one: Rect, other: Rect) -> bool:
    level = one.y < other.y + other.height and other.y < one.y + one.height
    return level and not overlap(one, other)


def _are_parted(sheet: Sheet, one: Rect, other: Rect) -> bool:
    """Whether text, a picture or a frame's side stands between two level heads."""
    left, right = sorted((one, other), key=lambda head: head.x)
    top = max(one.y, other.y)
    foot = min(one.y + one.height, other.y + other.height)
    band = Rect(left.x + left.width, top, right.x - left.x - left.width, foot - top)
    for frame in sheet.frames:
        spans = frame.y <= top and foot <= frame.y + frame.height
        sides = (frame.x, frame.x + frame.width)
        if spans and any(band.x <= x <= band.x + band.width for x in sides):
            return True
    boxes = [ink.box for ink in sheet.inks if ink.role not in {*HEADS, "label"}]
    covered = {
        y
        for box in boxes
        if overlap(box, band)
        for y in range(max(box.y, top) // PT, min(box.y + box.height, foot) // PT + 1)
    }
    return len(covered) * PT * _HALF >= foot - top


def through_gutters(sheet: Sheet, columns: int, width: int) -> list[str]:
    """通线: gutters that nothing crosses from the top to the foot of the body.

    Args:
        sheet: The page.
        columns: Base columns of its grid.
        width: From one column's left edge to the next one's, mpt.
    """
    faults = []
    for column in range(1, columns):
        edge = sheet.body.x + column * width
        crossed = any(
            place.x < edge - PT and edge + PT < place.x + place.width
            for place in (*sheet.places.values(), *sheet.pieces, *_pictures(sheet))
        )
        if not crossed:
            faults.append(f"gutter {column}")
    return faults


def _pictures(sheet: Sheet) -> Iterator[Rect]:
    return (ink.box for ink in sheet.inks if ink.role == "picture")


def stranded_heads(sheet: Sheet) -> list[str]:
    """背题: a head or subhead as the last thing of a column."""
    return [
        f"{article}: 「{lines[-1].text}」"
        for article, lines in sheet.columns()
        if lines[-1].role == "subhead"
    ]


def lone_lines(sheet: Sheet) -> list[str]:
    """孤行: the last line of a paragraph alone at a column's top."""
    lengths: dict[tuple[str, int], int] = defaultdict(int)
    for ink in sheet.inks:
        lengths[ink.article, ink.element] += 1
    faults = []
    for article, lines in sheet.columns():
        first = lines[0]
        here = [line for line in lines if line.element == first.element]
        own = sheet.of(article)
        last = [ink for ink in own if ink.element == first.element][-1]
        if len(here) == 1 and last == first and lengths[article, first.element] > 1:
            faults.append(f"{article}: 「{first.text}」")
    return faults


def lone_rate(sheets: Sequence[Sheet]) -> float:
    """Lone last lines for each column of ``sheets``."""
    columns = sum(1 for sheet in sheets for _ in sheet.columns())
    return sum(len(lone_lines(sheet)) for sheet in sheets) / max(columns, 1)


def headline_sizes(sheet: Sheet) -> dict[str, int]:
    """The headline's size of each article that has one."""
    return {
        name: max(ink.size for ink in lines)
        for name in sheet.places
        if (lines := sheet.of(name, "headline"))
    }


def lead_faults(sheet: Sheet, ranked: Sequence[str], slack: int = _HANG) -> list[str]:
    """头条不突出: the lead not at the top, or its headline not the largest.

    Args:
        sheet: The page.
        ranked: Its articles by importance.
        slack: How much lower than others it may begin, mpt: a file tells no blocks, and
            white stands above heads.
    """
    lead, sizes = ranked[0], headline_sizes(sheet)
    faults = []
    highest = min(place.y for place in sheet.places.values())
    if sheet.places[lead].y > highest + slack:
        faults.append(f"{lead} is not at the top")
    if sizes[lead] < max(sizes.values()):
        faults.append(f"{lead} has not the largest headline")
    return faults


def rising_heads(sheet: Sheet, ranked: Sequence[str]) -> list[str]:
    """Headlines larger than that of a more important article."""
    sizes = headline_sizes(sheet)
    order = [name for name in ranked if name in sizes]
    return [
        f"{below} {sizes[below] / PT:g} pt > {above} {sizes[above] / PT:g} pt"
        for above, below in pairwise(order)
        if sizes[below] > sizes[above]
    ]


def overlaps(sheet: Sheet) -> list[str]:
    """Lines or pictures over one another, and blocks of articles."""
    inks = [
        (f"{ink.article} 「{ink.text or ink.role}」", _shrunk(ink.box))
        for ink in sheet.inks
    ]
    blocks = [(name, _shrunk(place)) for name, place in sheet.places.items()]
    return [
        f"{one} on {other}"
        for group in (inks, blocks)
        for (one, here), (other, there) in combinations(group, 2)
        if overlap(here, there)
    ]


def outside(sheet: Sheet) -> list[str]:
    """Lines, pictures and blocks that leave the type area, or lines their block."""
    area = _grown(sheet.area)
    faults = [
        f"{ink.article} 「{ink.text or ink.role}」 outside the type area"
        for ink in sheet.inks
        if not holds(area, ink.box)
    ]
    faults += [
        f"{ink.article} 「{ink.text or ink.role}」 outside its block"
        for ink in sheet.inks
        if ink.article and not holds(_grown(sheet.places[ink.article]), ink.box)
    ]
    return faults


def off_grid(sheet: Sheet) -> list[str]:
    """Whether the page's body lines stand on no one grid of the profile."""
    has_body = any(ink.role in BODY for ink in sheet.inks)
    return ["no grid holds all lines"] if has_body and sheet.grid is None else []


def lost_text(sheets: Sequence[Sheet], texts: Mapping[str, str]) -> list[str]:
    """Articles whose text on the pages is not the manuscript's, in order."""
    found: dict[str, str] = dict.fromkeys(texts, "")
    for sheet in sheets:
        for name in sheet.places:
            found[name] = found.get(name, "") + "".join(
                ink.text for ink in sheet.of(name)
            )
    return [
        name
        for name, text in found.items()
        if significant(text) != significant(texts.get(name, ""))
    ]


def torn_heads(sheet: Sheet, ends: Mapping[str, Collection[int]]) -> list[str]:
    """Heads whose lines break inside a word, before a particle or after 和.

    Args:
        sheet: The page.
        ends: For each head without its spaces, after how many characters a line may
            end: where a person has cut it (``tests/golden/heads.txt``), or where the
            composer's own notion of sense does (``sense_ends``).
    """
    faults = []
    for article, lines in heads_of(sheet):
        allowed = ends["".join(significant(line.text) for line in lines)]
        at = 0
        for line, following in pairwise(lines):
            text = significant(line.text)
            at += len(text)
            is_bad = text[-1:] in _NOT_LAST or not begins_well(following.text)
            if at not in allowed or is_bad:
                faults.append(f"{article}: 「{line.text}」/「{following.text}」")
    return faults


def heads_of(sheet: Sheet) -> Iterator[tuple[str, list[Ink]]]:
    """Kickers, headlines and decks, each with its article and its lines."""
    for article in sheet.places:
        heads: dict[int, list[Ink]] = defaultdict(list)
        for ink in sheet.of(article, *HEADS):
            heads[ink.element].append(ink)
        yield from ((article, lines) for lines in heads.values())


@cache
def golden_heads() -> Mapping[str, frozenset[int]]:
    """Each head that a person has cut, with the ends of its words."""
    found = {}
    for line in GOLDEN_HEADS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            lengths = (len(significant(word)) for word in line.split("/"))
            found[significant(line.replace("/", ""))] = frozenset(accumulate(lengths))
    return found


def sense_ends(articles: Iterable[Article]) -> dict[str, Collection[int]]:
    """Where the lines of each head of ``articles`` may end by ``compose.sense``."""
    heads = (text for a in articles for text in (a.kicker, a.headline, a.deck))
    return {
        significant(text): {
            len(significant(text[:at]))
            for at, dislike in sense_breaks(text).items()
            if dislike < _FORBIDDEN
        }
        for text in heads
    }


Judge = Callable[[Sheet], list[str]]

JUDGES: Mapping[str, Judge] = {
    "overlap": overlaps,
    "outside": outside,
    "off grid": off_grid,
    "hole": holes,
    "short column": short_columns,
    "broken column": broken_columns,
    "heads side by side": heads_side_by_side,
    "stranded head": stranded_heads,
}
"""What holds for every sheet by itself; the others ask for more than the sheet."""


def _shrunk(box: Rect) -> Rect:
    return Rect(
        box.x + _HANG, box.y + _HANG, box.width - 2 * _HANG, box.height - 2 * _HANG
    )


def _grown(box: Rect) -> Rect:
    return Rect(
        box.x - _HANG, box.y - _HANG, box.width + 2 * _HANG, box.height + 2 * _HANG
    )


def holds(outer: Rect, inner: Rect) -> bool:
    """Whether a place lies in another."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def _shown(place: Rect) -> str:
    return (
        f"{place.x // PT},{place.y // PT} {place.width // PT}×{place.height // PT} pt"
    )
