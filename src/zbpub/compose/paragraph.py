"""The composer's recipe: styled text in, lines of placed boxes and glyphs out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, pairwise, repeat

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.breaks import Cut, cut_lines
from zbpub.compose.collect import Copy, collect
from zbpub.compose.justify import Justified, justify
from zbpub.compose.line import Line, Spaced
from zbpub.compose.setting import Setting
from zbpub.compose.stock import Stock, stock_of
from zbpub.compose.strip import Frame as Frame
from zbpub.compose.strip import Strip, lay

Runs = tuple[StyledRun, ...]


def compose(
    runs: Sequence[StyledRun], type_: Type, frame: Frame, setting: Setting
) -> tuple[Line, ...]:
    """Set a paragraph in lines of ``frame.measure``.

    Nothing is lost: the lines' texts, joined, are the runs' texts less white space at
    the paragraph's ends. No text gives no lines.
    """
    key = (tuple(runs), type_, frame, setting)
    if key not in _known:
        _keep(key, _compose([(key[0], frame)], type_, setting)[0])
    return _known[key]


def compose_ahead(
    paragraphs: Iterable[tuple[Sequence[StyledRun], Frame]],
    type_: Type,
    setting: Setting,
) -> None:
    """Set many short paragraphs at once that ``compose`` will be asked for.

    It changes what ``compose`` costs, never what it gives.
    """
    wanted = dict.fromkeys(
        (tuple(runs), type_, frame, setting) for runs, frame in paragraphs
    )
    fresh = [key for key in wanted if key not in _known][:_MOST_KNOWN]
    lines = _compose([(runs, frame) for runs, _, frame, _ in fresh], type_, setting)
    for key, its_lines in zip(fresh, lines, strict=True):
        _keep(key, its_lines)


_Key = tuple[Runs, Type, Frame, Setting]
_MOST_KNOWN = 4096
_known: dict[_Key, tuple[Line, ...]] = {}
"""Paragraphs that were set before: the same one at the same measure is set once."""


def _keep(key: _Key, lines: tuple[Line, ...]) -> None:
    """Add to what is known; the oldest goes when there is too much."""
    _known[key] = lines
    if len(_known) > _MOST_KNOWN:
        del _known[next(iter(_known))]


def compose_all(
    paragraphs: Sequence[tuple[Sequence[StyledRun], Frame]],
    type_: Type,
    setting: Setting,
) -> tuple[tuple[Line, ...], ...]:
    """Set many paragraphs at once, in less time than one after the other.

    Equal paragraphs in equal frames are composed once.

    Returns:
        The lines of each, as ``compose`` gives them.
    """
    wanted = [(tuple(runs), frame) for runs, frame in paragraphs]
    fresh = list(dict.fromkeys(wanted))
    found: dict[tuple[Runs, Frame], tuple[Line, ...]] = {}
    with _uncollected():
        for part in _batches(fresh):
            found.update(zip(part, _compose(part, type_, setting), strict=True))
    return tuple(found[paragraph] for paragraph in wanted)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make lines without a look for cycles among them: they have none.

    Looking again and again while they grow in number is an eighth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_BATCH = 20_000
"""Characters that are set at once: what columns of numbers take stays in the cache."""


def _batches(
    paragraphs: Sequence[tuple[Runs, Frame]],
) -> Iterator[list[tuple[Runs, Frame]]]:
    batch: list[tuple[Runs, Frame]] = []
    size = 0
    for paragraph in paragraphs:
        batch.append(paragraph)
        size += sum(len(run.text) for run in paragraph[0])
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _compose(
    paragraphs: Sequence[tuple[Runs, Frame]], type_: Type, setting: Setting
) -> list[tuple[Line, ...]]:
    stock = stock_of(type_, setting)
    copies = [
        collect(runs, stock, frame.measure - frame.indent) for runs, frame in paragraphs
    ]
    frames = [frame for _, frame in paragraphs]
    lines: list[tuple[Line, ...]] = [()] * len(copies)
    short: list[int] = []
    for rank, copy in enumerate(copies):
        if len(copy.ids) > _LONG and frames[rank].measure < _WIDE * type_.size:
            lines[rank] = tuple(_set_long(copy, frames[rank], stock))
        elif copy.ids:
            short.append(rank)
    found = _set([copies[r] for r in short], [frames[r] for r in short], stock)
    for rank, its_lines in zip(short, found, strict=True):
        lines[rank] = its_lines
    return lines


_LONG = 8000
"""Atoms that are weighed as one paragraph. What no newspaper has is longer; it is set
in stretches of this length, so that time and memory grow with the text alone."""
_WIDE = 200
"""Ems of a line from which on a stretch would hold too few lines."""
_SURE = 6000
"""Lines that end by here hang no more on what follows the stretch."""


def _set_long(copy: Copy, frame: Frame, stock: Stock) -> Iterator[Line]:
    first = 0
    while first + _LONG < len(copy.ids):
        part = copy.part(first, first + _LONG)
        stop = first
        for line in _set([part], [frame], stock)[0]:
            if stop + len(line.atoms) > first + _SURE:
                break
            stop += len(line.atoms)
            yield line
        first, frame = stop, Frame(measure=frame.measure)
    yield from _set([copy.part(first, len(copy.ids))], [frame], stock)[0]


def _set(
    copies: Sequence[Copy], frames: Sequence[Frame], stock: Stock
) -> list[tuple[Line, ...]]:
    """Set paragraphs, none of them empty."""
    if not copies:
        return []
    strip = lay(copies, frames, stock)
    cuts = cut_lines(strip)
    setter = _Setter(strip, justify(strip, list(chain.from_iterable(cuts))))
    return [setter.lines(rank, copy, cuts[rank]) for rank, copy in enumerate(copies)]


class _Setter:
    """Makes lines of cuts, one after the other."""

    def __init__(self, strip: Strip, justified: Justified) -> None:
        self._bounds: list[int] = strip.bounds.tolist()
        self._measures: list[int] = strip.measures.tolist()
        atoms = strip.stock.atoms
        self._atoms = tuple(atoms[number] for number in strip.ids.tolist())
        self._bodies = tuple(justified.bodies.tolist())
        self._gaps = tuple(justified.gaps.tolist())
        self._left: list[int] = strip.of_atoms("first_left").tolist()
        self._hyphen: list[int] = [*strip.of_joints("hyphen").tolist(), 0]
        self._ends = iter(justified.ends)

    def lines(
        self, paragraph: int, copy: Copy, cuts: Sequence[Cut]
    ) -> tuple[Line, ...]:
        """The lines of one paragraph."""
        offset, measure = self._bounds[paragraph], self._measures[paragraph]
        texts = [copy.starts[cut.first - offset] for cut in cuts]
        spans = pairwise((*texts, copy.stop))
        spaced = _spaced(copy, [cut.stop - offset for cut in cuts])
        lines = zip(cuts, spans, self._ends, spaced, strict=False)
        return tuple([self._line(*line, copy.text, measure) for line in lines])

    def _line(  # noqa: PLR0913  # what a line is, column by column
        self,
        cut: Cut,
        span: tuple[int, int],
        end: int,
        spaces: tuple[Spaced, ...],
        text: str,
        measure: int,
    ) -> Line:
        first, stop, is_last, is_relieved = cut
        last = self._atoms[stop - 1]
        hyphen = last.hyphen if self._hyphen[stop] and not is_last else None
        over = self._bodies[stop - 1] + last.body + end - measure
        if hyphen:
            over += hyphen.width
        return Line(
            text[span[0] : span[1]],
            span[0],
            self._atoms[first:stop],
            self._bodies[first:stop],
            self._gaps[first:stop],
            self._left[first],
            end,
            is_last,
            spaces,
            over if over > 0 else 0,
            is_relieved,
            hyphen,
        )


def _spaced(copy: Copy, stops: Sequence[int]) -> Iterator[tuple[Spaced, ...]]:
    """The white space of each line that ends before atom ``stops``."""
    if not copy.spaces:
        yield from repeat((), len(stops))
        return
    ranks = sorted(copy.spaces)
    at = start = 0
    for stop in stops:
        found = []
        while at < len(ranks) and ranks[at] <= stop:
            if ranks[at] < len(copy.ids):
                rank = ranks[at]
                found.append(Spaced(rank - start, copy.spaces[rank]))
            at += 1
        yield tuple(found)
        start = stop
