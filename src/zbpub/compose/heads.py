"""Heads: a few lines at natural width, broken at sense, as even as sense allows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose, compose_ahead
from zbpub.compose.sense import sense_breaks
from zbpub.compose.setting import Setting
from zbpub.compose.stock import edges
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
        bounds = pairwise((0, *cuts.places, len(whole.text)))
        pieces = [piece for a, b in bounds if (piece := _piece(whole, a, b))]
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


def heads_ahead(
    texts: Iterable[tuple[Sequence[StyledRun], Type]], setting: Setting
) -> None:
    """Set many heads at once that ``set_head`` will be asked for.

    It changes what ``set_head`` costs, never what it gives.
    """
    by_type: dict[Type, list[tuple[StyledRun, ...]]] = {}
    for runs, type_ in texts:
        by_type.setdefault(type_, []).append(tuple(runs))
    for type_, wanted in by_type.items():
        frame = Frame(measure=ENDLESS)
        lines = ((runs, frame) for runs in wanted)
        compose_ahead(lines, type_, _head_setting(setting))


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
    return HeadLines(lines, widths, head.glyphs, head.dislike)


@lru_cache(maxsize=64)
def _head_setting(setting: Setting) -> Setting:
    return replace(setting, han_space=_HEAD_SPACE, tight_brackets=True)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a head on one line, mpt."""

    line: Line
    width: int
    glyphs: int


@dataclass(frozen=True, slots=True)
class _Whole:
    """A text on one endless line, and where each character begins and ends."""

    text: str
    """Without the white space at its ends."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    line: Line
    first: tuple[int, ...]
    """Index of the first character of each atom."""
    given: tuple[tuple[StyledRun, ...], Type, Setting]
    """What it was made of."""
    pieces: dict[tuple[int, int], _Piece | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was cut off it before, by first character and the one behind the last."""


@lru_cache(maxsize=4096)
def _whole(runs: tuple[StyledRun, ...], type_: Type, setting: Setting) -> _Whole | None:
    lines = compose(runs, type_, Frame(measure=ENDLESS), setting)
    if not lines:
        return None
    line = lines[0]
    boxes = line.extents
    return _Whole(
        line.text,
        tuple(x for x, _ in boxes),
        tuple(x + width for x, width in boxes),
        line,
        tuple(_firsts(line)),
        (runs, type_, setting),
    )


def _firsts(line: Line) -> Iterator[int]:
    spaces = {space.rank: len(space.text) for space in line.spaces}
    at = 0
    for rank, atom in enumerate(line.atoms):
        at += spaces.get(rank, 0)
        yield at
        at += len(atom.text)


def _piece(whole: _Whole, start: int, stop: int) -> _Piece | None:
    """Characters ``start`` to ``stop - 1`` as a line of their own; None of white."""
    key = (start, stop)
    if key not in whole.pieces:
        line = _cut_off(whole, start, stop)
        piece = _Piece(line, line.width, len(line.glyphs)) if line else None
        whole.pieces[key] = piece
    return whole.pieces[key]


def _cut_off(whole: _Whole, start: int, stop: int) -> Line | None:
    """A line as ``compose`` makes it of those characters alone, in less time."""
    text = whole.text[start:stop]
    begin = start + len(text) - len(text.lstrip())
    end = begin + len(text.strip())
    runs, type_, setting = whole.given
    first, last = (bisect_left(whole.first, index) for index in (begin, end))
    atoms = whole.line.atoms[first:last]
    if (
        not atoms
        or whole.first[first] != begin
        or (whole.first[last - 1] + len(atoms[-1].text) != end)
    ):
        # An atom is cut in two.
        typed = start + whole.line.start, stop + whole.line.start
        lines = compose(_slice(runs, *typed), type_, Frame(measure=ENDLESS), setting)
        return lines[0] if lines else None
    left, right = edges(atoms[0], atoms[-1], setting)
    return whole.line.part((first, last), begin - start, left, right)


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


def _slice(runs: Sequence[StyledRun], start: int, stop: int) -> list[StyledRun]:
    found: list[StyledRun] = []
    at = 0
    for run in runs:
        part = run.text[max(0, start - at) : max(0, stop - at)]
        if part:
            found.append(StyledRun(part, run.typeface))
        at += len(run.text)
    return found
