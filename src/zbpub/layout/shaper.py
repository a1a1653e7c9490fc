"""The shapes that an article may take, as the search wants them.

For each width there is one list: the cheapest block of each height and each state of
the upper corners. The search needs nothing else of an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zbpub.compose.heads import heads_ahead
from zbpub.layout.bed import Bed, is_readable
from zbpub.layout.block import (
    Block,
    Copy,
    Treatment,
    box_inset,
)
from zbpub.layout.callout import SetCallout, set_callout
from zbpub.layout.figure import SetFigure, captions_ahead, figure_variants, note_of
from zbpub.layout.fill import finished
from zbpub.layout.furnish import Furnishing, furnishings
from zbpub.layout.galley import Galley, set_galleys
from zbpub.layout.head import HeadCopy, Heads, head_texts, heads, set_heads
from zbpub.layout.piece import Piece
from zbpub.layout.pour import Flow, flow
from zbpub.layout.profile import Grid, HeadGrade
from zbpub.layout.pull_quote import SetQuote, set_pull_quote
from zbpub.layout.side_head import SideHead, side_heads
from zbpub.layout.sketch import Sketches
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Figure, Pin

_WIDEST_ASIDE = 2
"""Base columns that a level head left of its text may take."""
_MOST_HEADS = 6
"""Heights of a head that are tried where a picture gives play enough."""
_LONGEST_SIDE = 40
"""Of the page's height, hundredths: a vertical head is no longer."""
_MOST_SIDES, _WIDEST_VERTICAL = 2, 4
"""Widths of vertical heads that are tried, and base columns of their blocks."""
_SEEN = 1300
"""A measure that is not so many thousandths of the grid's or more looks like a mistake,
not like other columns (变栏)."""
_BOXED_MOST = 4
"""Base columns of the widest framed article."""

Shape = Block | Piece
Shapes = Mapping[tuple[int, int], Shape]
"""By corners' state and rows: the cheapest shape."""
_HeadKey = tuple[str, int, int, tuple[int, ...]]
"""An article's name, base columns, what they are in by at either side, and sizes."""


_ShapeKey = tuple[str, Pin, bool | None, tuple[int, ...], int, int]
"""An article's name, its pin and frame, its sizes, base columns, and the most rows."""


@dataclass(slots=True)
class Shaper:
    """Sets each article at each measure once, and gives its blocks."""

    case: TypeCase
    has_quotes: bool = False
    """Whether pull quotes may be shown."""
    _galleys: dict[tuple[str, int], tuple[Galley, Flow]] = field(default_factory=dict)
    _heads: dict[_HeadKey, HeadCopy] = field(default_factory=dict)
    _rows: dict[_HeadKey, Heads] = field(default_factory=dict)
    _sides: dict[str, list[SideHead]] = field(default_factory=dict)
    _figures: dict[tuple[str, int, int], Sequence[SetFigure]] = field(
        default_factory=dict
    )
    _shapes: dict[_ShapeKey, Shapes] = field(default_factory=dict)
    _others: dict[tuple[Grid, bool], Shaper] = field(default_factory=dict)

    def on(self, grid: Grid, *, has_quotes: bool = False) -> Shaper:
        """The same on another grid of equal measures: no text is set again."""
        key = (grid, has_quotes)
        if key == (self.case.profile.grid, self.has_quotes):
            return self
        if key not in self._others:
            case = replace(self.case, profile=replace(self.case.profile, grid=grid))
            self._others[key] = Shaper(case, has_quotes, self._galleys, self._heads)
        return self._others[key]

    def shapes(self, copy: Copy, columns: int, most_rows: int) -> Shapes:
        """The cheapest blocks of ``copy`` over ``columns``, up to ``most_rows``."""
        article = copy.article
        key = (article.name, article.pin, article.frame, copy.sizes, columns, most_rows)
        if key not in self._shapes:
            self._shapes[key] = self._shaped(copy, columns, most_rows)
        return self._shapes[key]

    def _shaped(self, copy: Copy, columns: int, most_rows: int) -> Shapes:
        pin = copy.article.pin
        if pin.columns not in (0, columns):
            return {}
        sketches = Sketches(self.case.profile, most_rows, pin.rows)
        self._sketch(sketches, copy, columns)
        return {
            key: block
            for key, drafts in sorted(sketches.found.items())
            if (block := finished(drafts, self.case.profile)) is not None
        }

    def galley(self, copy: Copy, measure: int) -> Galley:
        """The article's galley at ``measure``."""
        return self._galley(copy, measure)[0]

    def _galley(self, copy: Copy, measure: int) -> tuple[Galley, Flow]:
        key = (copy.article.name, measure)
        if key not in self._galleys:
            self._set([(copy, measure)])
        return self._galleys[key]

    def _set(self, wanted: Sequence[tuple[Copy, int]]) -> None:
        articles = [(copy.article, measure) for copy, measure in wanted]
        for (copy, measure), galley in zip(
            wanted, set_galleys(articles, self.case), strict=True
        ):
            self._galleys[copy.article.name, measure] = galley, flow(galley)

    def prepare(self, copies: Sequence[Copy]) -> None:
        """Set what the blocks of all ``copies`` are made of, at once.

        What is asked for besides is set when it is asked for: the texts beside
        vertical heads hang on those.
        """
        splits = {copy.article.name: list(self._splits(copy)) for copy in copies}
        wanted = {
            (copy.article.name, measure): (copy, measure)
            for copy in copies
            for _, measure, _ in splits[copy.article.name]
        }
        self._set([each for key, each in wanted.items() if key not in self._galleys])
        texts = (
            text
            for copy in copies
            for text in head_texts(copy.article, self._grade(copy), self.case)
        )
        heads_ahead(texts, self.case.setting)
        captions = (
            (
                figure,
                note_of(copy.article, figure),
                over * measure + (over - 1) * gutter,
            )
            for copy in copies
            for figure in _pictures(copy)
            for parts, measure, gutter in splits[copy.article.name]
            for over in range(1, parts + 1)
        )
        captions_ahead(captions, self.case)

    def _splits(self, copy: Copy) -> Iterator[tuple[int, int, int]]:
        """Text columns, measure and gutter of the blocks with level heads."""
        grid, frame, pin = self.case.profile.grid, copy.article.frame, copy.article.pin
        widths = (pin.columns,) if pin.columns else range(1, grid.columns + 1)
        for columns in widths:
            splits: list[tuple[int, int, int]] = []
            if frame is not True:
                splits += [(columns, parts, 0) for parts in _parts(columns)]
            if _may_be_framed(copy, columns):
                splits.append((columns, columns, box_inset(grid.size)))
            for split in splits:
                measure, gutter = self._split(split)
                if measure:
                    yield split[1], measure, gutter

    def _split(self, split: tuple[int, int, int], side: int = 0) -> tuple[int, int]:
        """Measure and gutter of (columns, parts, inset); 0 where nobody would read."""
        columns, parts, inset = split
        grid = self.case.profile.grid
        if parts < 1:
            return 0, 0
        measure, gutter = grid.split(grid.width(columns) - 2 * inset - side, parts)
        return (measure, gutter) if is_readable(measure, grid.size) else (0, 0)

    def heads_over(self, copy: Copy, columns: int, inset: int = 0) -> Heads:
        """The article's heads over ``columns``, ``inset`` mpt in from either side."""
        key = (copy.article.name, columns, inset, copy.sizes)
        grade = self._grade(copy)
        if key not in self._heads:
            width = self.case.profile.grid.width(columns) - 2 * inset
            self._heads[key] = set_heads(copy.article, grade, width, self.case)
        if key not in self._rows:
            found = heads(self._heads[key], grade, columns, self.case.profile)
            self._rows[key] = found
        return self._rows[key]

    def _grade(self, copy: Copy) -> HeadGrade:
        grade = self.case.profile.heads[copy.grade]
        return replace(grade, sizes=copy.sizes) if copy.sizes else grade

    def _sketch(self, sketches: Sketches, copy: Copy, columns: int) -> None:
        grid, frame = self.case.profile.grid, copy.article.frame
        if frame is not True:
            for parts in _parts(columns):
                bed = self._bed(copy, (columns, parts, 0), "across")
                if bed:
                    self._under(sketches, bed)
            if copy.rank:
                self._aside(sketches, copy, columns)
                self._vertical(sketches, copy, columns)
        if _may_be_framed(copy, columns):
            inset = box_inset(grid.size)
            bed = self._bed(copy, (columns, columns, inset), "across")
            if bed:
                self._under(sketches, replace(bed, is_boxed=True))

    def _bed(
        self, copy: Copy, split: tuple[int, int, int], treatment: Treatment,
        side: int = 0,
    ) -> Bed | None:  # fmt: skip
        """A bed for (columns, parts, inset); None when no reader would want it."""
        columns, parts, _ = split
        measure, gutter = self._split(split, side)
        if not measure:
            return None
        galley, flow_ = self._galley(copy, measure)
        if not galley.is_sound:
            return None
        return Bed(
            copy=copy, columns=columns, parts=parts, measure=measure, gutter=gutter,
            galley=galley, flow=flow_, treatment=treatment,
        )  # fmt: skip

    def _under(self, sketches: Sketches, bed: Bed) -> None:
        """Blocks whose head stands over all columns, or over the left ones."""
        furnished = self._furnished(bed)
        self._across(sketches, bed, furnished)
        if bed.parts == bed.columns and not bed.is_boxed:
            self._rising(sketches, bed, furnished)

    def _across(
        self, sketches: Sketches, bed: Bed, furnished: Sequence[Furnishing]
    ) -> None:
        inset = box_inset(self.case.profile.grid.size) if bed.is_boxed else 0
        across = self.heads_over(bed.copy, bed.columns, inset)
        found = _cheapest(across) if len(furnished) > 1 else across
        for furnishing in furnished:
            if furnishing.place != "beside":
                sketches.draw(bed, furnishing, (bed.parts, found))

    def _rising(
        self, sketches: Sketches, bed: Bed, furnished: Sequence[Furnishing]
    ) -> None:
        for over in range((bed.parts + 1) // 2, bed.parts):
            rising = self.heads_over(bed.copy, over)
            if len(furnished) > 1:
                rising = _cheapest(rising)
            for furnishing in furnished:
                is_beside = furnishing.place == "beside"
                fits = is_beside and furnishing.over == bed.parts - over
                if fits or furnishing.place is None:
                    sketches.draw(bed, furnishing, (over, rising))

    def _aside(self, sketches: Sketches, copy: Copy, columns: int) -> None:
        """Blocks whose level head stands left of all text (旁题), for short strips."""
        grid = self.case.profile.grid
        for over in range(1, min(columns - 1, _WIDEST_ASIDE) + 1):
            side = grid.width(over) + grid.gutter
            bed = self._bed(copy, (columns, columns - over, 0), "aside", side)
            if bed is None or copy.article.callouts:
                continue
            for furnishing in self._furnished(bed):
                if furnishing.place is None and furnishing.quote is None:
                    sketches.draw(bed, furnishing, (0, self.heads_over(copy, over)))

    def _vertical(self, sketches: Sketches, copy: Copy, columns: int) -> None:
        """Blocks whose head runs down at the left (竖题)."""
        grid = self.case.profile.grid
        if not 2 <= columns <= _WIDEST_VERTICAL:
            return
        widths: dict[int, list[SideHead]] = {}
        for head in self._side_heads(copy):
            if head.side in widths or len(widths) < _MOST_SIDES:
                widths.setdefault(head.side, []).append(head)
        for side, found in sorted(widths.items()):
            parts = max(1, round((columns * grid.characters * grid.size - side)
                        / (grid.characters * grid.size)))  # fmt: skip
            bed = self._bed(copy, (columns, parts, 0), "vertical", side)
            if bed is None:
                continue
            bed = replace(bed, sides=tuple((head.cost, head) for head in found))
            for furnishing in self._furnished(bed):
                if furnishing.quote is None:
                    sketches.draw(bed, furnishing, (0, {}))

    def _side_heads(self, copy: Copy) -> list[SideHead]:
        name, grid = copy.article.name, self.case.profile.grid
        if name not in self._sides:
            longest = grid.rows * grid.pitch * _LONGEST_SIDE // 100
            grade = self._grade(copy)
            self._sides[name] = side_heads(copy.article, grade, self.case, longest)
        return self._sides[name]

    def _furnished(self, bed: Bed) -> list[Furnishing]:
        pictures = _pictures(bed.copy)

        def sets(n: int, over: tuple[int, int]) -> Sequence[SetFigure]:
            picture = pictures[n]
            key = (picture.src, *over)
            if key not in self._figures:
                self._figures[key] = figure_variants(
                    picture, note_of(bed.copy.article, picture),
                    bed.copy.pictures[picture.src],
                    over, self.case,
                )  # fmt: skip
            return self._figures[key]

        figures = (len(pictures), sets)
        return list(furnishings(bed, figures, self._callouts(bed), self._quotes(bed)))

    def _callouts(self, bed: Bed) -> tuple[SetCallout, ...]:
        return tuple(
            set_callout(callout, callout.url or bed.copy.url, bed.measure, self.case)
            for callout in bed.copy.article.callouts
        )

    def _quotes(self, bed: Bed) -> list[SetQuote]:
        return [
            quote
            for text in bed.copy.article.pull_quotes[: self.has_quotes]
            for _, quote in sorted(set_pull_quote(text, bed.measure, self.case).items())
        ]


def _parts(columns: int) -> tuple[int, ...]:
    """How many text columns a block may have: the grid's, or one fewer (变栏)."""
    fewer = columns - 1
    is_seen = fewer > 0 and columns * 1000 >= _SEEN * fewer
    return (columns, fewer) if is_seen else (columns,)


def _may_be_framed(copy: Copy, columns: int) -> bool:
    """Whether a frame may stand around ``copy``: of itself never around a lead."""
    asked = copy.article.frame
    return asked is True or (
        asked is not False and copy.rank > 0 and columns <= _BOXED_MOST
    )


def _pictures(copy: Copy) -> list[Figure]:
    return [block for block in copy.article.body if isinstance(block, Figure)]


def _cheapest(found: Heads) -> Heads:
    """The cheapest few heights."""
    ranked = sorted(found, key=lambda rows: (found[rows][0], rows))[:_MOST_HEADS]
    return {rows: found[rows] for rows in sorted(ranked)}
