"""Line breaks: what may not start or end a line, and what may not be split.

CLREQ, "Prohibition rules for line start and line end", level GB; GB/T 15834-2011,
5.1; GB/T 15835 for numbers. The sets are written out here and not taken from the
composer: a judge has its own law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
NOT_AT_END = OPENING | frozenset("([{")
_SOLIDUS = frozenset("/／")
"""At GB level it ends no line; at the basic one, Taiwan's and Hong Kong's, it may."""

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
_LONG = 300  # characters: no address is longer
_WORD_GAP = 0.15  # em: the narrowest space between two words
_ADDRESS = re.compile(r"://|www\.|@|[a-z]/")


def line_starts(body: Body) -> Tally:
    """E3, first half: lines inside a paragraph that begin with a forbidden mark."""
    return Tally(
        0,
        tuple(
            body.evidence(
                seam.below.line,
                float(_is_bad_start(seam)),
                seam.text,
                seam.below.line.glyphs[:1],
            )
            for seam in _seams(body)
        ),
        unit="marks",
    )


def relieved_starts(body: Body) -> Tally:
    """R5: lines that begin with the last of three marks in a row, by way of relief."""
    return Tally(
        0,
        tuple(
            body.evidence(seam.below.line, 1.0, seam.text, seam.below.line.glyphs[:1])
            for seam in _seams(body)
            if _is_relief(seam.before, seam.after)
        ),
        unit="marks",
    )


def line_ends(body: Body) -> Tally:
    """E3, second half: lines before another that end with a forbidden mark."""
    return Tally(
        0,
        tuple(
            body.evidence(
                seam.above.line,
                float(_is_bad_end(seam, centred=body.centred)),
                seam.text,
                seam.above.line.glyphs[-1:],
            )
            for seam in _seams(body)
        ),
        unit="marks",
    )


def split_units(body: Body) -> Tally:
    """E4: dashes, ellipses, numbers, ranges and words parted by a line end."""
    tells = _tells_words(body)
    return Tally(
        0,
        tuple(
            body.evidence(
                seam.above.line,
                float(is_split(seam.before, seam.after, words=tells)),
                seam.text,
                seam.above.line.glyphs[-2:],
            )
            for seam in _seams(body)
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


def is_split(before: str, after: str, *, words: bool = True) -> bool:
    """Whether a line end between the two texts parts what must stay whole.

    Args:
        before: The paragraph's text up to the line end, white space too.
        after: The next line.
        words: Whether two letters that meet over the line end are one word; a file
            that paints no space there does not tell.
    """
    if is_address(before, after):
        return False  # addresses break at their own places (R11)
    if any(end.search(before) and start.match(after) for end, start in _SPLITS):
        return True
    ends, begins = before[-1:], after[:1]
    return words and is_western(ends or " ") and is_western(begins or " ")


@dataclass(frozen=True, slots=True)
class _Seam:
    """Two lines of a paragraph, one after the other."""

    above: BodyLine
    below: BodyLine
    before: str
    """What is known of the paragraph up to the end of ``above``."""

    @property
    def after(self) -> str:
        """The text of ``below``."""
        return self.below.line.text

    @property
    def text(self) -> str:
        """Both sides of the line end, to be shown."""
        return f"{self.above.line.text[-6:]}|{self.after[:6]}"


def _seams(body: Body) -> Iterator[_Seam]:
    before = ""
    for above, below in pairwise(body.lines):
        # An address may have begun lines ago.
        before = (before + above.line.text)[-_LONG:] + " " * above.line.spaced
        if above.ends:
            before = ""
        else:
            yield _Seam(above, below, before)


def _tells_words(body: Body) -> bool:
    """Whether the file shows if a word ends with its line.

    Some programs paint the space there and some drop it. One that paints none, in
    text that has Western words side by side, leaves it open.
    """
    if any(item.line.spaced for item in body.lines):
        return True
    return not any(
        is_western(before.text[-1:] or " ")
        and is_western(after.text[:1] or " ")
        and after.x0 - before.x1 > _WORD_GAP * body.size
        for item in body.lines
        for before, after in pairwise(g for g in item.line.glyphs if g.text.strip())
    )


def _is_bad_start(seam: _Seam) -> bool:
    text, before = seam.after, seam.before
    if is_address(before, text):
        return False
    if text[0] == "—":
        # One alone is a connector, two are a dash, which may start a line (R6).
        return len(text) - len(text.lstrip("—")) == 1 and before[-1] != "—"
    if text[0] in "-–." and text[1:2].isdigit() and not is_western(before[-1]):
        return False  # the sign of a number
    return text[0] in NOT_AT_START and not _is_relief(before, text)


def _is_relief(before: str, after: str) -> bool:
    """Whether the rule rests before the third of three marks (CLREQ, note to it).

    It may, rather than leave a very loose line; the meter counts it apart (R5).
    """
    last = before[-2:]
    return len(last) > 1 and set(last + after[0]) <= STOPS | PAUSES | CLOSING


def _is_bad_end(seam: _Seam, *, centred: bool) -> bool:
    forbidden = NOT_AT_END if centred else NOT_AT_END | _SOLIDUS
    is_bad = seam.above.line.text[-1] in forbidden
    return is_bad and not is_address(seam.before, seam.after)


def is_address(before: str, after: str) -> bool:
    """Whether the line end stands inside a web or mail address."""
    ahead, behind = _RUN_BEFORE.search(before), _RUN_AFTER.match(after)
    if not (ahead and ahead[0] and behind and behind[0]):
        return False
    return bool(_ADDRESS.search((ahead[0] + behind[0]).lower()))


def _is_single(item: BodyLine) -> bool:
    han = [glyph for glyph in item.line.glyphs if is_han_glyph(glyph)]
    western = [
        g
        for g in item.line.glyphs
        if g.text and is_western(g.text[0]) and not g.upright
    ]
    return len(han) == 1 and not western


def is_spaced(body: Body, line: Line) -> bool:
    """Whether white space is painted behind the last character of ``line``."""
    glyphs = body.pages[line.page - 1].glyphs if body.pages else ()
    behind = (
        after.text.isspace()
        for before, after in pairwise(glyphs)
        if before is line.glyphs[-1]
    )
    return next(behind, False)
