"""Heads: a few lines at natural width, broken at sense, as even as sense allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.sense import sense_breaks
from zbpub.compose.setting import Setting
from zbpub.compose.strip import ENDLESS

_UNEVEN = 10
"""Dislike of a line that is next to nothing beside the widest."""
_HEAD_SPACE = 1000
"""A space in a head parts two clauses: one em instead of a comma."""


@dataclass(frozen=True, slots=True)
class HeadLines:
    """A head set in lines."""

    lines: tuple[Line, ...]
    widths: tuple[int, ...]
    """Of each line, mpt."""
    glyphs: tuple[int, ...]
    """How many each line has."""
    dislike: int
    """How unhappy its breaks are; 0 for a single line."""


@dataclass(frozen=True, slots=True)
class HeadFrame:
    """How a head is to stand."""

    width: int
    """No line is wider, mpt."""
    lines: int
    tracking: int = 0
    """Letterspacing, mpt."""


def set_head(
    runs: Sequence[StyledRun], type_: Type, frame: HeadFrame, setting: Setting
) -> HeadLines | None:
    """Set ``runs`` in exactly ``frame.lines`` lines, or None when that is not legal."""
    setting = _head_setting(setting)
    whole = _whole(tuple(runs), type_, setting)
    if whole is None:
        return None
    for cuts in _by_liking(whole, frame, type_.size):
        pieces = _pieces(runs, cuts.places, type_, setting)
        head = HeadLines(
            tuple(piece.line for piece in pieces),
            tuple(piece.width for piece in pieces),
            tuple(piece.glyphs for piece in pieces),
            cuts.dislike,
        )
        found = spaced_out(head, frame)
        if found is not None:
            return found
    return None


def spaced_out(head: HeadLines, frame: HeadFrame) -> HeadLines | None:
    """``head``, set without letterspacing, with that of ``frame``.

    None when a line then exceeds the frame's width.
    """
    tracking = frame.tracking
    widths = tuple(
        width + tracking * max(0, glyphs - 1)
        for width, glyphs in zip(head.widths, head.glyphs, strict=True)
    )
    if max(widths) > frame.width:
        return None
    if not tracking:
        return head
    lines = tuple(line._replace(tracking=tracking) for line in head.lines)
    return replace(head, lines=lines, widths=widths)


@lru_cache(maxsize=64)
def _head_setting(setting: Setting) -> Setting:
    return replace(setting, han_space=_HEAD_SPACE, tight_brackets=True)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A text on one endless line, and where each character begins and ends."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=4096)
def _whole(runs: tuple[StyledRun, ...], type_: Type, setting: Setting) -> _Whole | None:
    piece = _endless(runs, type_, setting)
    if piece is None:
        return None
    boxes = piece.line.extents
    return _Whole(
        piece.line.text,
        tuple(x for x, _ in boxes),
        tuple(x + width for x, width in boxes),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a head on one line, mpt."""

    line: Line
    width: int
    glyphs: int


@lru_cache(maxsize=16384)
def _endless(
    runs: tuple[StyledRun, ...], type_: Type, setting: Setting
) -> _Piece | None:
    """The same piece of a head is tried at many widths: it is set once."""
    lines = compose(runs, type_, Frame(measure=ENDLESS), setting)
    if not lines:
        return None
    return _Piece(lines[0], lines[0].width, len(lines[0].glyphs))


def set_in_fewest(
    runs: Sequence[StyledRun], type_: Type, room: tuple[int, int], setting: Setting
) -> HeadLines | None:
    """Set ``runs`` in as few lines as fit.

    Args:
        runs: The text.
        type_: Its size.
        room: The width that no line exceeds (mpt), and the most lines.
        setting: The composer's rules.
    """
    width, most = room
    for count in range(1, most + 1):
        head = set_head(runs, type_, HeadFrame(width, count), setting)
        if head is not None:
            return head
    return None


@dataclass(frozen=True, slots=True)
class _Cuts:
    dislike: int
    places: tuple[int, ...]


def _by_liking(whole: _Whole, frame: HeadFrame, em: int) -> list[_Cuts]:
    """Ways to cut the head, best first; those hopelessly too wide are left out.

    Widths are taken from the head on one line, where marks at the cuts are up to an em
    wider than they will be.
    """
    breaks: Mapping[int, int] = sense_breaks(whole.text) if frame.lines > 1 else {}
    found: list[_Cuts] = []
    for places in _ways(whole, sorted(breaks), frame.lines, (frame.width + em, em)):
        edges = pairwise((0, *places, len(whole.text)))
        widths = [_span(whole, start, stop) for start, stop in edges]
        uneven = _UNEVEN * (max(widths) - min(widths)) // max(max(widths), 1)
        found.append(_Cuts(sum(breaks[at] for at in places) + uneven, places))
    return sorted(found, key=lambda cuts: (cuts.dislike, cuts.places))


def _ways(
    whole: _Whole,
    breaks: Sequence[int],
    lines: int,
    room: tuple[int, int],
    start: int = 0,
) -> Iterator[tuple[int, ...]]:
    """Ways to cut what follows ``start`` in ``lines`` lines of the width in ``room``.

    Left as soon as the rest cannot fit: all choices of five breaks among ninety would
    take minutes. The em in ``room`` is the most that a gap at a cut takes.
    """
    most, em = room
    rest = _span(whole, start, len(whole.text))
    if rest > lines * most + (lines - 1) * em:
        return
    if lines == 1:
        yield ()
        return
    for rank, at in enumerate(breaks):
        if _span(whole, start, at) > most:
            return
        for others in _ways(whole, breaks[rank + 1 :], lines - 1, room, at):
            yield (at, *others)


def _span(whole: _Whole, start: int, stop: int) -> int:
    """The width of characters ``start`` to ``stop - 1`` on the one line."""
    return whole.ends[stop - 1] - whole.starts[start]


def _pieces(
    runs: Sequence[StyledRun], cuts: Sequence[int], type_: Type, setting: Setting
) -> list[_Piece]:
    text = "".join(run.text for run in runs)
    edges = [0, *cuts, len(text)]
    parts = (tuple(_slice(runs, start, stop)) for start, stop in pairwise(edges))
    pieces = (_endless(part, type_, setting) for part in parts)
    return [piece for piece in pieces if piece is not None]


def _slice(runs: Sequence[StyledRun], start: int, stop: int) -> list[StyledRun]:
    found: list[StyledRun] = []
    at = 0
    for run in runs:
        part = run.text[max(0, start - at) : max(0, stop - at)]
        if part:
            found.append(StyledRun(part, run.typeface))
        at += len(run.text)
    return found
