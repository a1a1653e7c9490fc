"""Line breaks: what may not start or end a line, and what may not be split.

CLREQ, "Prohibition rules for line start and line end", level GB; GB/T 15834-2011,
5.1; GB/T 15835 for numbers. The sets are written out here and not taken from the
composer: a judge has its own law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zbpub.base.chars import CLOSING, INTERPUNCTS, OPENING, PAUSES, STOPS, is_western
from zbpub.preflight.measure_marks import is_han_glyph
from zbpub.preflight.measure_values import Body, BodyLine, Line, Tally

NOT_AT_START = (
    STOPS
    | PAUSES
    | CLOSING
    | INTERPUNCTS
    | frozenset("‼⁇⁈⁉,.:;!?)]}～〜–-‐/／％%‰‱°℃℉′″々〻")
)
NOT_AT_END = OPENING | frozenset("([{/／")

UNITS = "％%‰‱°℃℉′″₫㎡㎥㎏㎎㎞㎝㎜㏄"
CURRENCY = "¥￥$＄£￡€№"
_LINK = "—–～〜-"

# Each is (end of the line, start of the next) that no break may part.
_SPLITS = tuple(
    (re.compile(before + r"\Z"), re.compile(after))
    for before, after in (
        (r"(?<!—)—(——)*", "—"),
        (r"(?<!…)…(……)*", "…"),
        (r"(?<!⋯)⋯(⋯⋯)*", "⋯"),
        (r"[0-9]", r"[0-9]|[.,:/][0-9]"),
        (r"[0-9][.,:/]", r"[0-9]"),
        (r"[0-9]", f"[{UNITS}]"),
        (f"[{CURRENCY}]", r"[0-9]"),
        (r"(?<![0-9])[+−±]", r"[0-9]"),
        (r"[0-9]", f"[{_LINK}](?=[0-9])"),
    )
)
_RUN_BEFORE = re.compile(r"[!-~]*\Z")
_RUN_AFTER = re.compile(r"[!-~]*")
_ADDRESS = re.compile(r"://|www\.|@|[a-z]/")


def line_starts(body: Body) -> Tally:
    """E3, first half: lines inside a paragraph that begin with a forbidden mark."""
    return Tally(
        0,
        tuple(
            body.evidence(
                below.line,
                float(_is_bad_start(above, below)),
                _seam(above, below),
                below.line.glyphs[:1],
            )
            for above, below in _breaks(body)
        ),
        unit="marks",
    )


def relieved_starts(body: Body) -> Tally:
    """R5: lines that begin with the last of three marks in a row, by way of relief."""
    return Tally(
        0,
        tuple(
            body.evidence(below.line, 1.0, _seam(above, below), below.line.glyphs[:1])
            for above, below in _breaks(body)
            if _is_relief(above, below)
        ),
        unit="marks",
    )


def line_ends(body: Body) -> Tally:
    """E3, second half: lines before another that end with a forbidden mark."""
    return Tally(
        0,
        tuple(
            body.evidence(
                above.line,
                float(_is_bad_end(above, below)),
                _seam(above, below),
                above.line.glyphs[-1:],
            )
            for above, below in _breaks(body)
        ),
        unit="marks",
    )


def split_units(body: Body) -> Tally:
    """E4: dashes, ellipses, numbers, ranges and words parted by a line end."""
    return Tally(
        0,
        tuple(
            body.evidence(
                above.line,
                float(
                    is_split(above.line.text, below.line.text)
                    and not is_spaced(body, above.line)
                ),
                _seam(above, below),
                above.line.glyphs[-2:],
            )
            for above, below in _breaks(body)
        ),
        unit="units",
    )


def single_characters(body: Body) -> Tally:
    """E12: last lines that hold one character, with or without a mark (孤字)."""
    return Tally(
        0,
        tuple(
            body.evidence(item.line, float(_is_single(item)))
            for item in body.lines
            if item.ends and not item.starts
        ),
        unit="lines",
    )


def is_split(before: str, after: str) -> bool:
    """Whether a line end between the two texts parts what must stay whole."""
    if is_address(before, after):
        return False  # addresses break at their own places (R11)
    if any(end.search(before) and start.match(after) for end, start in _SPLITS):
        return True
    ends, begins = before[-1:], after[:1]
    return is_western(ends or " ") and is_western(begins or " ")


def _breaks(body: Body) -> Iterator[tuple[BodyLine, BodyLine]]:
    for above, below in zip(body.lines, body.lines[1:], strict=False):
        if not above.ends:
            yield above, below


def _is_bad_start(above: BodyLine, below: BodyLine) -> bool:
    text, before = below.line.text, above.line.text
    if text[0] == "—":
        # One alone is a connector, two are a dash, which may start a line (R6).
        return len(text) - len(text.lstrip("—")) == 1 and before[-1] != "—"
    if text[0] in "-–." and text[1:2].isdigit() and not is_western(before[-1]):
        return False  # the sign of a number
    return text[0] in NOT_AT_START and not _is_relief(above, below)


def _is_relief(above: BodyLine, below: BodyLine) -> bool:
    """Whether the rule rests before the third of three marks (CLREQ, note to it).

    It may, rather than leave a very loose line; the meter counts it apart (R5).
    """
    last = above.line.text[-2:]
    return len(last) > 1 and set(last + below.line.text[0]) <= STOPS | PAUSES | CLOSING


def _is_bad_end(above: BodyLine, below: BodyLine) -> bool:
    text = above.line.text
    return text[-1] in NOT_AT_END and not is_address(text, below.line.text)


def is_spaced(body: Body, line: Line) -> bool:
    """Whether white space is painted behind the last character of ``line``."""
    glyphs = body.pages[line.page - 1].glyphs if body.pages else ()
    behind = (
        after.text.isspace()
        for before, after in pairwise(glyphs)
        if before is line.glyphs[-1]
    )
    return next(behind, False)


def is_address(before: str, after: str) -> bool:
    """Whether a line end between the two texts parts a web or mail address."""
    ahead = _RUN_BEFORE.search(before)
    behind = _RUN_AFTER.match(after)
    run = (ahead[0] if ahead else "") + (behind[0] if behind else "")
    return bool(_ADDRESS.search(run.lower()))


def _is_single(item: BodyLine) -> bool:
    han = [glyph for glyph in item.line.glyphs if is_han_glyph(glyph)]
    western = [g for g in item.line.glyphs if g.text and is_western(g.text[0])]
    return len(han) == 1 and not western


def _seam(above: BodyLine, below: BodyLine) -> str:
    return f"{_end(above)}|{_head(below)}"


def _end(item: BodyLine) -> str:
    return item.line.text[-6:]


def _head(item: BodyLine) -> str:
    return item.line.text[:6]
