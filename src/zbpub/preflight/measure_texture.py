"""The texture of a column: grid hits, rivers, runs of loose lines, like line ends.

E17 to E20. All but E19 are told and not judged: good composition has some of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from zbpub.base.chars import PUNCTUATION, is_western
from zbpub.preflight.measure_gaps import LOOSE, SEEN, line_han_gaps
from zbpub.preflight.measure_marks import body_box, is_han_glyph
from zbpub.preflight.measure_values import Body, BodyLine, Evidence, Line, Tally, around

HIT_LIMIT = 0.02
"""em off a whole em from the column's left edge."""
RIVER_LIMIT = 2.0
"""Lines: white under white in three is a river."""
LOOSE_RUN_LIMIT = 1.0
"""Lines: two loose ones in a row are seen."""
END_RUN_LIMIT = 2.0
"""Lines that end alike."""

_STREAM = 0.5  # em: white this wide runs on, this far aside at most
_STILL = 0.01  # em: a line whose Han gaps are smaller is not adjusted


def grid_hits(body: Body) -> Tally:
    """E17: how far Han are from whole em, in lines neither Western nor opened."""
    return Tally(
        HIT_LIMIT,
        tuple(
            body.evidence(item.line, offset - round(offset), glyph.text, (glyph,))
            for item in body.lines
            if _is_still(item, body.size)
            for glyph in item.line.glyphs
            if is_han_glyph(glyph)
            for offset in ((glyph.x0 - body.columns[item.column].left) / body.size,)
        ),
    )


def rivers(body: Body) -> Tally:
    """E18: over how many lines white of half an em or more lies under white."""
    evidence = (
        _river(body, stream)
        for column in body.columns
        for stream in _streams(column.lines, body)
    )
    return Tally(RIVER_LIMIT, tuple(evidence), unit="lines")


def loose_runs(body: Body) -> Tally:
    """E19: how many lines in a row have Han gaps over 1/8 em."""

    def kind(item: BodyLine) -> str:
        gaps = line_han_gaps(item, body.size)
        return "loose" if max(gaps, default=0.0) > LOOSE + SEEN else ""

    return Tally(LOOSE_RUN_LIMIT, tuple(_runs(body, kind)), unit="lines")


def like_ends(body: Body) -> Tally:
    """E20: how many lines in a row end in a mark, or in the same character.

    A paragraph's last line ends in a mark by nature, and away from the edge.
    """

    def kind(item: BodyLine) -> str:
        if item.ends:
            return ""
        last = item.line.text[-1]
        return "mark" if last in PUNCTUATION else last

    return Tally(END_RUN_LIMIT, tuple(_runs(body, kind)), unit="lines")


def _is_still(item: BodyLine, size: float) -> bool:
    gaps = line_han_gaps(item, size)
    lying = "".join(glyph.text for glyph in item.line.glyphs if not glyph.upright)
    western = any(is_western(char) for char in lying)
    return not western and max(map(abs, gaps), default=1.0) <= _STILL


def _runs(body: Body, kind: Callable[[BodyLine], str]) -> Iterator[Evidence]:
    """Each run of lines of one kind down a column; the empty kind is none."""
    for (_, name), run in groupby(body.lines, key=lambda i: (i.column, kind(i))):
        lines = [item.line for item in run]
        if name:
            glyphs = [glyph for line in lines for glyph in line.glyphs]
            text = " / ".join(line.text[-4:] for line in lines)
            yield body.evidence(lines[0], float(len(lines)), text, glyphs)


@dataclass(frozen=True, slots=True)
class _White:
    """White inside a line: between the ink of two glyphs."""

    line: Line
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Its place along the line, in points."""
        return (self.left + self.right) / 2


def _whites(line: Line, body: Body) -> list[_White]:
    boxes = [body_box(g, centred=body.centred) for g in line.glyphs if g.text.strip()]
    return [
        _White(line, before[1], after[0])
        for before, after in pairwise(boxes)
        if after[0] - before[1] >= (_STREAM - SEEN) * body.size
    ]


def _streams(lines: Sequence[Line], body: Body) -> Iterator[list[_White]]:
    """The longest streams of white down a column, each from its first line."""
    above: list[list[_White]] = []
    for line in lines:
        here: list[list[_White]] = []
        fed: set[int] = set()
        for white in _whites(line, body):
            upper = [
                number
                for number, stream in enumerate(above)
                if abs(stream[-1].middle - white.middle) <= _STREAM * body.size
            ]
            fed.update(upper)
            longest = max((above[number] for number in upper), key=len, default=[])
            here.append([*longest, white])
        yield from (s for number, s in enumerate(above) if number not in fed)
        above = here
    yield from above


def _river(body: Body, stream: Sequence[_White]) -> Evidence:
    lines = [white.line for white in stream]
    box = (
        min(white.left for white in stream),
        around(lines[0].glyphs)[1],
        max(white.right for white in stream),
        around(lines[-1].glyphs)[3],
    )
    text = " / ".join(line.text for line in lines)
    return body.evidence_at(lines[0], float(len(stream)), text, box)
