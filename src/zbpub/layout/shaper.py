"""The shapes that an article may take, as the search wants them.

For each width there is one list: the cheapest block of each height and each state of
the upper corners. The search needs nothing else of an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from zbpub.compose.heads import heads_ahead
from zbpub.layout.across import across_ahead
from zbpub.layout.bed import Bed, is_readable
from zbpub.layout.beside import WIDEST, Beside
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
from zbpub.layout.side_head import may_stand_beside
from zbpub.layout.sketch import Sketches
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Figure, Pin

_WIDEST_ASIDE = 2
"""Base columns that a level head left of its text may take."""
_MOST_HEADS = 6
"""Heights of a head that are tried where a picture gives play enough."""
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
    _beside: Beside = field(init=False)
    _figures: dict[tuple[str, int, int], Sequence[SetFigure]] = field(
        default_factory=dict
    )
    _shapes: dict[_ShapeKey, Shapes] = field(default_factory=dict)
    _others: dict[tuple[Grid, bool], Shaper] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._beside = Beside(self.case)

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

        What is asked for besides is set when it is asked for.
        """
        splits = {copy.article.name: list(self._splits(copy)) for copy in copies}
        self._heads_ahead(copies)
        wanted = {
            (copy.article.name, measure): (copy, measure)
            for copy in copies
            for measure in (
                *(measure for _, measure, _ in splits[copy.article.name]),
                *self._measures_beside(copy),
            )
        }
        self._set([each for key, each in wanted.items() if key not in self._galleys])
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

    def _heads_ahead(self, copies: Sequence[Copy]) -> None:
        """Set all lines of level and vertical heads at once."""
        texts = {
            copy.article.name: list(
                head_texts(copy.article, self._grade(copy), self.case)
            )
            for copy in copies
        }
        heads_ahead(chain.from_iterable(texts.values()), self.case.setting)
        upright = (
            texts[copy.article.name]
            for copy in copies
            if copy.rank and may_stand_beside(copy.article)
        )
        across_ahead(chain.from_iterable(upright), self.case)

    def _measures_beside(self, copy: Copy) -> Iterator[int]:
        """The measures of the text beside vertical heads."""
        if not copy.rank or copy.article.frame is True:
            return
        pinned = copy.article.pin.columns
        most = min(WIDEST, self.case.profile.grid.columns)
        for columns in (pinned,) if pinned else range(1, most + 1):
            for split, found in self._beside.ways(copy, self._grade(copy), columns):
                measure, _ = self._split(split, found[0].side)
                if measure:
                    yield measure

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
        wanted = [
            each
            for each in furnished
            if each.place != "beside" and sketches.may_stand(bed, each, bed.parts)
        ]
        if not wanted:
            return
        inset = box_inset(self.case.profile.grid.size) if bed.is_boxed else 0
        across = self.heads_over(bed.copy, bed.columns, inset)
        found = _cheapest(across) if len(furnished) > 1 else across
        for furnishing in wanted:
            sketches.draw(bed, furnishing, (bed.parts, found))

    def _rising(
        self, sketches: Sketches, bed: Bed, furnished: Sequence[Furnishing]
    ) -> None:
        for over in range((bed.parts + 1) // 2, bed.parts):
            wanted = [
                each
                for each in furnished
                if _is_beside(each, bed.parts - over)
                and sketches.may_stand(bed, each, over)
            ]
            if not wanted:
                continue
            rising = self.heads_over(bed.copy, over)
            found = _cheapest(rising) if len(furnished) > 1 else rising
            for furnishing in wanted:
                sketches.draw(bed, furnishing, (over, found))

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
        for split, found in self._beside.ways(copy, self._grade(copy), columns):
            bed = self._bed(copy, split, "vertical", found[0].side)
            if bed is None:
                continue
            bed = replace(bed, sides=tuple((head.cost, head) for head in found))
            for furnishing in self._furnished(bed):
                if furnishing.quote is None:
                    sketches.draw(bed, furnishing, (0, {}))

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


def _is_beside(furnishing: Furnishing, columns: int) -> bool:
    """Whether a picture over so many columns stands beside the head, or none at all."""
    if furnishing.place == "beside":
        return furnishing.over == columns
    return furnishing.place is None


def _pictures(copy: Copy) -> list[Figure]:
    return [block for block in copy.article.body if isinstance(block, Figure)]


def _cheapest(found: Heads) -> Heads:
    """The cheapest few heights."""
    ranked = sorted(found, key=lambda rows: (found[rows][0], rows))[:_MOST_HEADS]
    return {rows: found[rows] for rows in sorted(ranked)}
