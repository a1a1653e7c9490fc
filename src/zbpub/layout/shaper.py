"""The shapes that an article may take, as the search wants them.

An article's shapes at a width are one dictionary from height to the cheapest block of
that height; the search needs nothing else of an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from zbpub.layout.block import BOX_FOOT_ROWS, Block, Copy, box_inset
from zbpub.layout.callout import SetCallout, set_callout
from zbpub.layout.figure import SetFigure, set_figure
from zbpub.layout.galley import Galley, set_galley
from zbpub.layout.head import Head, HeadCopy, heads, set_heads
from zbpub.layout.profile import Grid
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Figure

_LEAST_ROWS = 4
"""Text columns shorter than this are no columns."""
_SHORT_ROWS = 6
_SHORT = 12
"""Cost of text columns under six lines (板块失衡)."""
_BESIDE = 2
"""Cost of text rising beside the head: good now and then, not everywhere."""
_RESPLIT = 1
_BOX = 3
"""Cost of a frame: one or two a page, not everywhere."""
_ODD_FIGURE = 3
"""Cost of a picture over another width than about half of its article."""
_WIDEST_SIDE = 2
"""Base columns that a head left of its text may take."""
_LEAST_STRIP = 3
_ASIDE = 4
"""Cost of a head left of its text."""
_NARROWEST_EM = 9
_WIDEST_EM = 26
"""Narrower measures break badly, wider ones tire the eye in a newspaper."""


@dataclass(slots=True)
class Shaper:
    """Sets each article at each measure once, and gives its blocks."""

    case: TypeCase
    banned: set[tuple[object, ...]] = field(default_factory=set)
    """Shapes that proved unpourable, by ``Block.shape_key``."""
    _galleys: dict[tuple[str, int], Galley] = field(default_factory=dict)
    _head_copies: dict[tuple[str, int, int], HeadCopy] = field(default_factory=dict)
    _heads: dict[tuple[str, int, int], list[Head]] = field(default_factory=dict)

    def on(self, grid: Grid) -> Shaper:
        """The same on another grid of equal measures: nothing is set again."""
        case = replace(self.case, profile=replace(self.case.profile, grid=grid))
        return Shaper(case, _galleys=self._galleys, _head_copies=self._head_copies)

    def blocks(self, copy: Copy, columns: int, most_rows: int) -> Mapping[int, Block]:
        """The cheapest open block of ``copy`` for each height up to ``most_rows``."""
        return self._cheapest(self._open(copy, columns, most_rows))

    def boxes(self, copy: Copy, columns: int, most_rows: int) -> Mapping[int, Block]:
        """The same in a frame; the lead is never framed."""
        if copy.grade == 0:
            return {}
        return self._cheapest(self._boxed(copy, columns, most_rows))

    def _cheapest(self, blocks: Iterable[Block]) -> Mapping[int, Block]:
        best: dict[int, Block] = {}
        for block in blocks:
            if block.shape_key in self.banned:
                continue
            known = best.get(block.rows)
            if known is None or block.cost < known.cost:
                best[block.rows] = block
        return best

    def galley(self, copy: Copy, measure: int) -> Galley:
        """The article's galley at ``measure``."""
        key = (copy.article.name, measure)
        if key not in self._galleys:
            self._galleys[key] = set_galley(copy.article, measure, self.case)
        return self._galleys[key]

    def heads_over(self, copy: Copy, columns: int, inset: int = 0) -> list[Head]:
        """The article's heads over ``columns``, ``inset`` mpt in from either side."""
        key = (copy.article.name, columns, inset)
        profile = self.case.profile
        grade = profile.heads[copy.grade]
        if key not in self._head_copies:
            width = profile.grid.width(columns) - 2 * inset
            set_ = set_heads(copy.article, grade, width, self.case)
            self._head_copies[key] = set_
        if key not in self._heads:
            self._heads[key] = heads(self._head_copies[key], grade, columns, profile)
        return self._heads[key]

    def _open(self, copy: Copy, columns: int, most_rows: int) -> Iterator[Block]:
        for parts in (columns, columns - 1) if columns > 1 else (1,):
            for stem in self._stems(copy, columns, parts, 0):
                for head in self.heads_over(copy, columns):
                    yield from stem.under(head, most_rows)
                if parts == columns and not stem.figures:
                    yield from self._rising(stem, most_rows)
        for side in range(1, min(columns - 1, _WIDEST_SIDE) + 1):
            yield from self._beside_text(copy, (columns, side), most_rows)

    def _beside_text(
        self, copy: Copy, over: tuple[int, int], most_rows: int
    ) -> Iterator[Block]:
        """Blocks whose head stands left of all text (旁题), for short strips."""
        columns, side = over
        for stem in self._stems(copy, columns - side, columns - side, 0):
            if stem.foot or stem.figures:
                continue
            for head in self.heads_over(copy, side):
                yield from stem.aside(head, columns, most_rows)

    def _rising(self, stem: _Stem, most_rows: int) -> Iterator[Block]:
        """Blocks whose head stands over the left half or more of the columns."""
        for over in range((stem.columns + 1) // 2, stem.columns):
            for head in self.heads_over(stem.copy, over):
                yield from stem.beside(head, most_rows)

    def _boxed(self, copy: Copy, columns: int, most_rows: int) -> Iterator[Block]:
        inset = box_inset(self.case.profile.grid.size)
        for stem in self._stems(copy, columns, columns, inset):
            for head in self.heads_over(copy, columns, inset):
                for block in stem.under(head, most_rows - BOX_FOOT_ROWS):
                    rows = block.rows + BOX_FOOT_ROWS
                    cost = block.cost + (_BOX if copy.grade > 1 else 2 * _BOX)
                    yield replace(block, rows=rows, cost=cost, is_boxed=True)

    def _stems(
        self, copy: Copy, columns: int, parts: int, inset: int
    ) -> Iterator[_Stem]:
        """What blocks of one measure share; none when no reader would want it."""
        grid = self.case.profile.grid
        width = grid.width(columns) - 2 * inset
        measure, gutter = grid.split(width, parts)
        if not _NARROWEST_EM <= measure // grid.size <= _WIDEST_EM:
            return
        callouts = tuple(
            set_callout(callout, callout.url or copy.url, measure, self.case)
            for callout in copy.article.callouts
        )
        galley = self.galley(copy, measure)
        if not galley.is_sound:
            return
        pictures = [b for b in copy.article.body if isinstance(b, Figure)]
        for over in range(1, parts + 1) if pictures else (0,):
            room = over * measure + (over - 1) * gutter
            figures = tuple(
                set_figure(picture, copy.pictures[picture.src], (over, room), self.case)
                for picture in pictures
            )
            yield _Stem(copy, columns, parts, galley, callouts, figures)


@dataclass(frozen=True, slots=True)
class _Stem:
    """What the blocks of one measure have in common."""

    copy: Copy
    columns: int
    parts: int
    galley: Galley
    callouts: tuple[SetCallout, ...]
    figures: tuple[SetFigure, ...]

    @property
    def foot(self) -> int:
        """Rows of call-outs at the foot of the last column."""
        return sum(callout.rows for callout in self.callouts)

    @property
    def crown(self) -> int:
        """Rows of figures above the text of the last columns."""
        return sum(figure.rows for figure in self.figures)

    @property
    def over(self) -> int:
        """Columns that the figures stand over."""
        return self.figures[0].parts if self.figures else 0

    @property
    def need(self) -> int:
        """Rows of column that text, call-outs and figures take."""
        return self.galley.rows + self.foot + self.over * self.crown

    def under(self, head: Head, most_rows: int) -> Iterator[Block]:
        """Blocks whose head stands across all columns."""
        text_rows = -(-self.need // self.parts)
        short = text_rows * self.parts - self.need
        extra = short + _RESPLIT * (self.parts < self.columns)
        if self.figures:
            extra += _ODD_FIGURE * abs(2 * self.over - self.parts)
        for head_rows in head.sound_rows:
            rows = head_rows + text_rows
            if rows <= most_rows and self._is_sound(text_rows):
                yield self._block(head, head_rows, rows, extra)

    def beside(self, head: Head, most_rows: int) -> Iterator[Block]:
        """Blocks whose head stands over the left columns, text rising beside it."""
        least = (self.need + head.rows * head.columns) // self.parts
        for rows in range(least, min(most_rows, least + 2 * head.sound_rows[-1]) + 1):
            head_rows, short = divmod(self.parts * rows - self.need, head.columns)
            # What is over leaves columns one row short, one row each.
            stands = head_rows in head.sound_rows and short < self.parts
            if stands and self._is_sound(rows - head_rows):
                yield self._block(head, head_rows, rows, _BESIDE + short)

    def aside(self, head: Head, columns: int, most_rows: int) -> Iterator[Block]:
        """The block whose head stands left of the text, as high as the text."""
        rows = -(-self.need // self.parts)
        if rows in head.sound_rows and _LEAST_STRIP <= rows <= most_rows:
            short = rows * self.parts - self.need
            yield Block(
                self.copy, columns, self.parts, head, rows, rows,
                head.cost_at(rows) + short + _ASIDE, self.galley, is_aside=True,
            )  # fmt: skip

    def _is_sound(self, text_rows: int) -> bool:
        """Whether every column holds text enough to be one."""
        if self.foot or self.crown:
            return text_rows - self.foot - self.crown >= 1
        return text_rows >= _LEAST_ROWS

    def _block(self, head: Head, head_rows: int, rows: int, extra: int) -> Block:
        cost = head.cost_at(head_rows) + extra
        if rows - head_rows < _SHORT_ROWS:
            cost += _SHORT
        return Block(
            self.copy, self.columns, self.parts, head, head_rows, rows, cost,
            self.galley, self.callouts, self.figures,
        )  # fmt: skip
