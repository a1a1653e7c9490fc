"""Scan: the paragraphs of columns: by the indents and the ends of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zbpub.ingest.bylines import is_byline
from zbpub.ingest.furniture import furniture_reason
from zbpub.ingest.jumps import is_jump
from zbpub.ingest.kinds import bare_byline
from zbpub.ingest.scan_areas import ScanArticle
from zbpub.ingest.scan_columns import ColumnRun
from zbpub.ingest.scan_upright import Strip
from zbpub.ingest.scan_words import spell
from zbpub.ingest.sentences import ends_sentence, is_tied

INDENT = 1.2
"""Em from which a row is indented: a first line is by two."""
DEEPEST = 2.6
"""Em of a first line's indent; in a deeper one, words may have been lost."""
SHORT = 1.5
"""Em that a row leaves at the right, from which it ends a paragraph."""
_EDGE = 5
"""One row in so many may overstep a column's edge (a stray mark)."""
_FLUSH = 0.9
_CENTRED = 1.2
_SIGNATURE_ROWS = 3
_NO_SIGNATURE = "，。；：！？"
LONGEST_SUBHEAD = 24
SUBHEAD = 1.12
"""Type so many times as large as the body's makes a row a subhead."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an article, with what its place in the column says."""

    strip: Strip
    text: str
    column: int
    """One-based, within the article."""
    number: int
    """One-based, within the column."""
    lead: float
    """White before it, in em."""
    tail: float
    """White after it, in em."""

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its column."""
        return (
            min(self.lead, self.tail) >= 1
            and abs(self.lead - self.tail) <= _CENTRED
            and len(self.text) <= LONGEST_SUBHEAD
        )

    @property
    def flush(self) -> bool:
        """Whether it stands at the right of its column, as a signature does."""
        return self.tail <= 1 and self.lead >= _FLUSH


@dataclass(frozen=True, slots=True)
class ScanParagraph:
    """The rows of one paragraph or of a subhead."""

    rows: tuple[Row, ...]
    subhead: bool = False
    signature: bool = False
    """Whether its rows are parts that a space keeps apart."""


def read_paragraphs(article: ScanArticle, em: float) -> tuple[ScanParagraph, ...]:
    """The paragraphs of ``article``, those that run over columns made whole."""
    rows = list(read_rows(article.columns, em))
    paragraphs: list[ScanParagraph] = []
    held: list[Row] = []
    for index, row in enumerate(rows):
        before = rows[index - 1] if index else None
        following = rows[index + 1] if index + 1 < len(rows) else None
        if before is None or _begins(held, before, row, following, em):
            paragraphs.extend(_close(held, em))
            held = []
        held.append(row)
    paragraphs.extend(_close(held, em))
    return tuple(paragraphs)


def _close(rows: list[Row], em: float) -> Iterator[ScanParagraph]:
    if not rows:
        return
    subhead = len(rows) == 1 and _is_subhead(rows[0], em)
    yield ScanParagraph(tuple(rows), subhead, _is_signature(rows))


def _is_signature(rows: Sequence[Row]) -> bool:
    """Whether rows stand at the right as signatures do, or are a byline together."""
    if not 1 < len(rows) <= _SIGNATURE_ROWS:
        return False
    if any(mark in row.text for row in rows for mark in _NO_SIGNATURE):
        return False
    joined = " ".join(row.text for row in rows)
    return all(row.flush for row in rows) or is_byline(bare_byline(joined))


def read_rows(columns: Sequence[tuple[ColumnRun, ...]], em: float) -> Iterator[Row]:
    """The rows of ``columns`` in order; edges are those that most rows keep to."""
    usual = _usual_width(columns)
    for number, column in enumerate(columns, start=1):
        strips = [strip for run in column for strip in run.rows]
        left, right = _edges(strips, usual, columns)
        for at, strip in enumerate(strips, start=1):
            yield Row(
                strip,
                spell(strip),
                number,
                at,
                (strip.box.left - left) / em,
                (right - strip.box.right) / em,
            )


def _usual_width(columns: Sequence[tuple[ColumnRun, ...]]) -> float:
    widths = sorted(
        max(row.box.right for row in rows) - min(row.box.left for row in rows)
        for column in columns
        if len(rows := [row for run in column for row in run.rows]) > 3
    )
    return widths[len(widths) // 2] if widths else 0.0


def _edges(
    strips: Sequence[Strip], usual: float, columns: Sequence[tuple[ColumnRun, ...]]
) -> tuple[float, float]:
    """Left and right edge of a column.

    Few rows may all be indented or short: then the width of the other columns tells
    the edge that none of them reaches.
    """
    lefts = sorted(strip.box.left for strip in strips)
    rights = sorted((strip.box.right for strip in strips), reverse=True)
    skipped = len(strips) // _EDGE
    left, right = lefts[min(skipped, 3)], rights[min(skipped, 3)]
    if len(strips) <= 3 and usual and right - left < 0.97 * usual:
        pitch = _pitch(columns)
        if len(strips) > 1 or pitch == 0:
            return right - max(usual, right - left), right
        grid = columns[0][0].box.left
        number = round((left - grid) / pitch)
        return min(grid + number * pitch, left), grid + number * pitch + usual
    return left, right


def _pitch(columns: Sequence[tuple[ColumnRun, ...]]) -> float:
    """From the left edge of one column to that of the next."""
    lefts = [min(run.box.left for run in column) for column in columns]
    steps = sorted(b - a for a, b in pairwise(lefts) if b > a)
    return steps[len(steps) // 2] if steps else 0.0


def _begins(
    held: Sequence[Row], before: Row, row: Row, following: Row | None, em: float
) -> bool:
    """Whether ``row`` begins a paragraph."""
    if _stands_alone(row) or _stands_alone(before):
        return True
    if _is_subhead(before, em) and len(held) == 1:
        return True
    ended = ends_sentence(before.text)
    if not ended and _is_signature([*held, row]):
        return False
    if _is_subhead(row, em) and (ended or before.tail >= SHORT):
        return True
    if row.lead >= INDENT:
        whole = row.lead <= DEEPEST or ended or before.tail >= SHORT
        return whole or not is_tied(before.text, row.text)
    return ended and (before.tail >= SHORT or _signs(row, following))


def _signs(row: Row, following: Row | None) -> bool:
    """Whether a row, alone or with the next one, is nothing but a byline."""
    texts = [row.text, *([f"{row.text} {following.text}"] if following else [])]
    return any(
        is_byline(bare_byline(text))
        for text in texts
        if not any(mark in text for mark in _NO_SIGNATURE)
    )


def _stands_alone(row: Row) -> bool:
    return is_jump(row.text) or furniture_reason(row.text) != ""


def _is_subhead(row: Row, em: float) -> bool:
    """Whether a row is a subhead: centred, bold or larger, and no sentence."""
    if len(row.text) > LONGEST_SUBHEAD or row.text[-1:] in "。，；、：":
        return False
    if row.strip.size >= SUBHEAD * em and len(row.text) >= 4 and row.tail >= 1:
        return True
    return row.centred or (row.strip.bold and row.tail >= 1)
