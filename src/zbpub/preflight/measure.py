"""Measure a finished PDF as a typesetter would with loupe and ruler.

Everything comes from the file alone, whichever engine wrote it; the names E1 to E24
are those of docs/measures.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zbpub.preflight.measure_blank import Blank, blank_areas
from zbpub.preflight.measure_breaks import (
    line_ends,
    line_starts,
    single_characters,
    split_units,
)
from zbpub.preflight.measure_columns import read_body
from zbpub.preflight.measure_defaults import MEASURED_EDITIONS, WESTERN_STYLE
from zbpub.preflight.measure_edges import end_marks, left_edge, right_edge
from zbpub.preflight.measure_fill import column_fill
from zbpub.preflight.measure_gaps import (
    Gaps,
    evenness,
    han_gaps,
    mark_pairs,
    western_gaps,
)
from zbpub.preflight.measure_grid import baseline_grid, line_pitch, pitch_constancy
from zbpub.preflight.measure_heads import head_heights, stranded
from zbpub.preflight.measure_jumps import jump_pairs
from zbpub.preflight.measure_lines import body_size
from zbpub.preflight.measure_order import priority_order
from zbpub.preflight.measure_overlap import outside, overlaps
from zbpub.preflight.measure_rules import rule_tallies
from zbpub.preflight.measure_shapes import Shapes, read_drawn
from zbpub.preflight.measure_texture import grid_hits, like_ends, loose_runs, rivers
from zbpub.preflight.measure_units import unit_gaps
from zbpub.preflight.measure_values import (
    Body,
    Tally,
)
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_values import Document


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of one file."""

    lang: str
    """BCP 47: whose rules it was held to."""
    body_size: float
    """The em, in points; 0 in a file without Chinese text."""
    pitch: float
    """From baseline to baseline, in points."""
    pages: int
    columns: int
    lines: int
    tallies: Mapping[str, Tally]
    """By name: ``E1 right edge`` …"""
    gaps: Gaps
    """E8."""
    blanks: tuple[Blank, ...]
    """The largest blank of each page that has one."""


def measure_pdf(
    path: Path,
    em: float | None = None,
    lang: str = "",
    western_most: float = WESTERN_STYLE,
) -> Measures:
    """Measure the PDF at ``path``.

    Args:
        path: The finished PDF.
        em: The body size in points; None: the commonest size of Han characters.
        lang: BCP 47; empty: the file's own language, else zh-Hans.
        western_most: How far the style opens Han-Western gaps, in em (E10).

    Raises:
        InputError: The file cannot be read.
        MachineError: P112 pdftoppm is missing.
    """
    document = read_pdf(path)
    size = em or body_size(document)
    lang = lang or document.lang or MEASURED_EDITIONS[0]
    body = read_body(document, size, lang)
    drawn = read_drawn(path)
    return Measures(
        lang=lang,
        body_size=size,
        pitch=line_pitch(body),
        pages=len(document.pages),
        columns=len(body.columns),
        lines=len(body.lines),
        tallies={
            **_tallies(document, body, drawn.shapes),
            "E10 priority": priority_order(body, western_most),
            **rule_tallies(path, body, drawn),
        },
        gaps=han_gaps(body),
        blanks=blank_areas(path, size or 1.0),
    )


def _tallies(document: Document, body: Body, shapes: Shapes) -> dict[str, Tally]:
    return {
        "E1 right edge": right_edge(body),
        "E2 left edge": left_edge(body),
        "E3 line starts": line_starts(body),
        "E3 line ends": line_ends(body),
        "E4 split units": split_units(body),
        "E5 unit gaps": unit_gaps(body),
        "E6 mark pairs": mark_pairs(body),
        "E7 end marks": end_marks(body),
        "E9 evenness": evenness(body),
        "E11 Western gaps": western_gaps(body),
        "E12 single characters": single_characters(body),
        "E13 stranded lines": stranded(body, document, shapes),
        "E14 baseline grid": baseline_grid(body),
        "E15 pitch": pitch_constancy(body),
        "E16 column fill": column_fill(body, shapes),
        "E17 grid hits": grid_hits(body),
        "E18 rivers": rivers(body),
        "E19 loose runs": loose_runs(body),
        "E20 like ends": like_ends(body),
        "E21 overlaps": overlaps(document, centred=body.centred),
        "E21 outside": outside(document, centred=body.centred),
        "E23 head heights": head_heights(body, document),
        "E24 jump pairs": jump_pairs(document),
    }
