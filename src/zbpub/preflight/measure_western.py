"""Western text among Han: the chosen gap, and where there is none (R11, R21-R24, R33).

CLREQ, "Mixed text composition in horizontal writing mode" and "Handling Western text in
Chinese text using proportional Western fonts".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zbpub.base.chars import INTERPUNCTS, is_western
from zbpub.preflight.measure_breaks import is_address, is_spaced
from zbpub.preflight.measure_gaps import line_han_gaps, line_western_gaps, spreads
from zbpub.preflight.measure_insets import places
from zbpub.preflight.measure_marks import SQUEEZABLE, body_box, is_full_mark
from zbpub.preflight.measure_values import Body, BodyLine, Evidence, Tally
from zbpub.preflight.pdf_values import Glyph

GAP_LIMIT = 0.02
"""em."""
WIDEST_GAP = 0.25
"""em; what CLREQ lets a style choose at most."""
LEAST_SPACE = 0.25
MOST_SPACE = 0.5
"""em; between Western words (CLREQ, line adjustment)."""

_STILL = 0.01  # em: Han gaps of a line that nothing has opened
_SHORT = 1.0  # em: a last line that ends so early was not squeezed
_SEVERAL = 2  # joints: one alone may be the fault
_STEP = 0.01  # em: gaps closer than this are one choice
_HALF = 0.5
_RIGID = frozenset("—…⋯⸺")
_WORD_END = re.compile(r"[A-Za-z]+[-\u2010\u00ad]?\Z")
_WORD_START = re.compile(r"[a-z]+")
_LEAST_PART = 2  # letters on either side of a hyphen


def chosen_gaps(body: Body) -> Tally:
    """R21: in lines set at natural width, how far Western gaps are from the chosen one.

    The chosen gap is the commonest in such lines, and a quarter em at most.
    """
    found = [
        (item, gap, pair)
        for item in body.lines
        if _is_natural(body, item)
        for gap, pair in line_western_gaps(item, body.size)
    ]
    common = Counter(round(gap / _STEP) for _, gap, _ in found).most_common(1)
    chosen = min(common[0][0] * _STEP if common else 0.0, WIDEST_GAP)
    return Tally(
        GAP_LIMIT,
        tuple(body.evidence(i.line, gap - chosen, "", pair) for i, gap, pair in found),
    )


def equal_western_gaps(body: Body) -> Tally:
    """R24: in each line the widest Western gap less the narrowest, in em.

    A typed space is replaced by the gap, never added to it, and all gaps of a line are
    opened and closed together.
    """
    by_line = (
        (item, [gap for gap, _ in line_western_gaps(item, body.size)])
        for item in body.lines
    )
    return spreads(body, GAP_LIMIT, by_line)


def gaps_beside_marks(body: Body) -> Tally:
    """R22: white between Western text and a mark, less the mark's own, in em.

    A full line that has no other joint is opened there, at all of them alike.
    """
    evidence = (one for item in body.lines for one in _beside_marks(body, item))
    return Tally(GAP_LIMIT, tuple(evidence))


def _beside_marks(body: Body, item: BodyLine) -> Iterator[Evidence]:
    pairs = [
        pair
        for pair in pairwise([g for g in item.line.glyphs if g.text.strip()])
        if _is_mark(pair[0]) != _is_mark(pair[1])
        and any(_is_western_glyph(glyph, body.size) for glyph in pair)
    ]
    whites = [_excess(body, *pair) for pair in pairs]
    stretch = _stretch_beside_marks(body, item, whites)
    for pair, white in zip(pairs, whites, strict=True):
        yield body.evidence(item.line, max(white - stretch, 0.0), "", pair)


def _stretch_beside_marks(body: Body, item: BodyLine, whites: Sequence[float]) -> float:
    """How far a line without Han-Han and Han-Western joints is opened at its marks."""
    opened = [white for white in whites if white > GAP_LIMIT]
    if item.ends or len(opened) < _SEVERAL or line_han_gaps(item, body.size):
        return 0.0
    if any(line_western_gaps(item, body.size)):
        return 0.0
    return min(opened)


def gaps_at_edges(body: Body) -> Tally:
    """R23: white between Western text and the edge that its line keeps, in em."""
    return Tally(GAP_LIMIT, tuple(_edge_gaps(body)))


def word_breaks(body: Body) -> Tally:
    """R11: Western words parted without a hyphen, or too near to either end of one."""
    return Tally(0, tuple(_word_breaks(body)), unit="words")


def word_spaces(body: Body) -> Tally:
    """R33: in each line how far spaces between Western words break the bounds, in em.

    They give way first, together, from a quarter to half an em.
    """
    by_line = ((item, _word_spaces(item, body.size)) for item in body.lines)
    return Tally(
        GAP_LIMIT,
        tuple(
            body.evidence(item.line, max(*map(_outside, spaces), *spread))
            for item, spaces in by_line
            if spaces
            for spread in ((max(spaces) - min(spaces), 0.0),)
        ),
    )


def _word_spaces(item: BodyLine, size: float) -> list[float]:
    found = []
    for (before, space), (_, after) in pairwise(pairwise(item.line.glyphs)):
        is_between = _is_western_glyph(before, size) and _is_western_glyph(after, size)
        if space.text == " " and is_between:
            found.append((after.x0 - before.x1) / size)
    return found


def _outside(space: float) -> float:
    return max(LEAST_SPACE - space, space - MOST_SPACE)


def _is_natural(body: Body, item: BodyLine) -> bool:
    edge = body.columns[item.column].right
    han = max(map(abs, line_han_gaps(item, body.size)), default=0.0)
    return item.ends and item.line.right < edge - _SHORT * body.size and han <= _STILL


def _is_mark(glyph: Glyph) -> bool:
    return all(char in SQUEEZABLE | INTERPUNCTS | _RIGID for char in glyph.text)


def _is_western_glyph(glyph: Glyph, size: float) -> bool:
    is_level = abs(glyph.size - size) <= GAP_LIMIT * size
    # Digits side by side in a vertical line are set like Han.
    is_lying = is_level and not glyph.upright
    return is_lying and all(is_western(char) for char in glyph.text)


def _excess(body: Body, before: Glyph, after: Glyph) -> float:
    mark, leads = (before, True) if _is_mark(before) else (after, False)
    white = after.x0 - before.x1
    if box := _box(mark.text, centred=body.centred):
        # The mark is centred in its box, which may be wider than its glyph.
        white -= (box * body.size - (mark.x1 - mark.x0)) / 2
    elif mark.text in SQUEEZABLE and not is_full_mark(mark):
        # A narrow glyph has its blank outside its advance.
        white -= _blank(body, mark, leads=leads)
    return max(white / body.size, 0.0)


def _box(text: str, *, centred: bool) -> float:
    """The em that an interpunct, a dash or an ellipsis takes; 0 for other marks."""
    if text in INTERPUNCTS:
        return 1.0 if centred else _HALF
    return float(sum(2 if char == "⸺" else char in _RIGID for char in text))


def _blank(body: Body, mark: Glyph, *, leads: bool) -> float:
    """The blank of a whole em of ``mark`` on the side of its Western neighbour."""
    half = _HALF * body.size
    whole = Glyph(mark.text, mark.x0, mark.x0 + 2 * half, mark.y, body.size, mark.font)
    left, right = body_box(whole, centred=body.centred)
    return whole.x1 - right if leads else left - whole.x0


def _edge_gaps(body: Body) -> Iterator[Evidence]:
    for item in body.lines:
        line, column = item.line, body.columns[item.column]
        first, last = line.glyphs[0], line.glyphs[-1]
        if _is_western_glyph(first, body.size) and not item.is_flush_right:
            offset = (line.left - column.left) / body.size
            miss = min((offset - place for place in places(body, item)), key=abs)
            yield body.evidence(line, max(miss, 0.0), "", (first,))
        if _is_western_glyph(last, body.size) and not item.ends:
            miss = (column.right - last.x1) / body.size
            yield body.evidence(line, max(miss, 0.0), "", (last,))


def _word_breaks(body: Body) -> Iterator[Evidence]:
    for above, below in pairwise(body.lines):
        before = _WORD_END.search(above.line.text)
        after = _WORD_START.match(below.line.text)
        if above.ends or not before or not after or _may_part(body, above, below):
            continue
        left = before[0].rstrip("-\u2010\u00ad")
        is_bad = left == before[0] or min(len(left), len(after[0])) < _LEAST_PART
        text = f"{before[0]}|{after[0]}"
        yield body.evidence(
            above.line, float(is_bad), text, above.line.glyphs[-len(before[0]) :]
        )


def _may_part(body: Body, above: BodyLine, below: BodyLine) -> bool:
    """Whether the line ends at a space, or in an address, which has its own places."""
    if is_address(above.line.text, below.line.text):
        return True
    return is_spaced(body, above.line)
