"""Clean: hard line breaks, told from the ends of paragraphs by the lengths of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zbpub.ingest.lines import Line

SLACK = 2
"""Characters by which a full line may miss the measure: a mark may not begin a line."""
MEASURE = range(8, 61)
"""Characters in a line of a newspaper's column, or of a text file."""
SOLID = 0.1
"""A text is solid if fewer of its lines stand off from the line before."""
WRAPPED = 0.5
"""A text is wrapped if at least so many of its lines are full."""
LONG = 19
"""Characters of a line too long for verse: three of nearly its length tell enough."""
_FEWEST = 4
_MORE = 3


def measure_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with those that fill the measure marked, and a solid text parted.

    A solid text has no empty lines: there a paragraph may begin after every line that
    is not full.
    """
    worded = [line for line in lines if line.piece]
    measure = _measure(worded)
    gaps = sum(line.gap for line in worded)
    solid = len(worded) >= _FEWEST and gaps <= 1 + SOLID * len(worded)
    marked: list[Line] = []
    for line in lines:
        full = measure > 0 and abs(len(line.text) - measure) <= SLACK
        after_full = bool(marked) and marked[-1].full
        gap = line.gap or (solid and not line.joint and not after_full)
        marked.append(replace(line, full=full, gap=gap))
    return tuple(marked)


def _measure(lines: Sequence[Line]) -> int:
    """The length that most lines of a wrapped text have; 0 if it is not wrapped.

    Only lines of runs count: a paragraph that is one line says nothing.
    """
    lengths = Counter(
        len(line.text)
        for line, following in pairwise(lines)
        if not following.gap and len(line.text) in MEASURE
    )
    total = sum(lengths.values())
    if total < _MORE:
        return 0
    near = {
        length: sum(lengths[length + step] for step in range(-SLACK, SLACK + 1))
        for length in lengths
    }
    best = max(near, key=lambda length: (near[length], lengths[length], length))
    same = lengths[best] >= _MORE or (best >= LONG and near[best] >= _MORE)
    return best if near[best] >= WRAPPED * total and same else 0
