"""Segment: the articles of a file that tells its own titles and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zbpub.ingest.bylines import are_names, is_byline, is_source
from zbpub.ingest.callouts import gather_callouts
from zbpub.ingest.doubts import Doubt
from zbpub.ingest.furniture import CREDITS
from zbpub.ingest.given import Given
from zbpub.ingest.kinds import LIFTED, Atom, Kind, bare_byline, type_lines
from zbpub.ingest.lines import Line
from zbpub.ingest.segment import Region, Segmented
from zbpub.ingest.wraps import measure_lines


def part_given(given: Given) -> Segmented:
    """The regions of ``given``: an article for each of its heads.

    Text before the first is an article without titles.
    """
    heads = given.heads or ((0, 0),)
    ends = [*(first for first, _ in heads[1:]), len(given.lines)]
    doubts: list[Doubt] = []
    before = _type(given.lines[: heads[0][0]], given.wrapped, doubts)
    regions = tuple(
        Region(
            tuple(_type_title(line) for line in given.lines[first:last]),
            _type(given.lines[last:end], given.wrapped, doubts),
        )
        for (first, last), end in zip(heads, ends, strict=True)
    )
    if any(atom.kind not in LIFTED for atom in before):
        regions, before = (Region((), before), *regions), ()
    return Segmented(before, regions, tuple(doubts), known=not given.wrapped)


def _type_title(line: Line) -> Atom:
    bare = bare_byline(line.text)
    signed = is_byline(bare) or is_source(bare) or (not line.level and are_names(bare))
    kind = Kind.BYLINE if signed else Kind.HEAD if line.level else Kind.TEXT
    return Atom(kind, line.piece, level=line.level, bold=line.bold)


def _type(
    lines: Sequence[Line], wrapped: bool, doubts: list[Doubt]
) -> tuple[Atom, ...]:
    typed = type_lines(measure_lines(lines) if wrapped else lines)
    doubts.extend(typed.doubts)
    return gather_callouts([_keep_copy(atom) for atom in typed.atoms])


def _keep_copy(atom: Atom) -> Atom:
    """``atom`` as text if it is furniture: a file of one report has no page's.

    Folio, weather and contact lines are its copy there; only credits are not.
    """
    if atom.kind is Kind.FURNITURE and atom.reason != CREDITS:
        return replace(atom, kind=Kind.TEXT, reason="")
    return atom
