"""The rules with a clause of their own: body text to their tallies, by clause.

R numbers are those of docs/measures.md.
"""

from __future__ import annotations

from pathlib import Path

from zbpub.preflight.measure_bopomofo import bopomofo_places, bopomofo_sizes
from zbpub.preflight.measure_brackets import inside_brackets
from zbpub.preflight.measure_breaks import relieved_starts
from zbpub.preflight.measure_hanging import hanging_marks
from zbpub.preflight.measure_notes import (
    emphasis_dots,
    note_marks,
    ruby_centres,
    ruby_gaps,
    ruby_sizes,
)
from zbpub.preflight.measure_paragraphs import (
    indents,
    last_lines,
    opening_marks,
    paragraph_steps,
    readable_size,
    whole_measures,
)
from zbpub.preflight.measure_seams import dash_seams
from zbpub.preflight.measure_shapes import Drawn
from zbpub.preflight.measure_sidelines import (
    sideline_distances,
    sideline_gaps,
    sideline_lengths,
)
from zbpub.preflight.measure_values import Body, Tally
from zbpub.preflight.measure_western import (
    chosen_gaps,
    equal_western_gaps,
    gaps_at_edges,
    gaps_beside_marks,
    word_breaks,
    word_spaces,
)
from zbpub.preflight.measure_widths import double_widths, mark_widths, repeated_marks

RULE_CLAUSES = (
    ("R5", "relief"),
    ("R6", "two-em dashes"),
    ("R6", "seams in dashes"),
    ("R11", "word breaks"),
    ("R12", "note marks"),
    ("R14", "mark widths"),
    ("R15", "repeated marks"),
    ("R17", "white inside brackets"),
    ("R18", "marks at line starts"),
    ("R20", "hanging marks"),
    ("R21", "chosen gap"),
    ("R22", "gaps beside marks"),
    ("R23", "gaps at line edges"),
    ("R24", "gaps of one line"),
    ("R27", "indents"),
    ("R30", "measures"),
    ("R31", "paragraph steps"),
    ("R32", "last lines"),
    ("R33", "word spaces"),
    ("size", "readable size"),
    ("dots", "emphasis dots"),
    ("ruby", "centres"),
    ("ruby", "distances"),
    ("ruby", "sizes"),
    ("bopomofo", "sizes"),
    ("bopomofo", "places"),
    ("lines", "distances"),
    ("lines", "lengths"),
    ("lines", "gaps"),
)
"""Clause and what, in the order of docs/measures.md; a tally has both as its name."""


def rule_tallies(path: Path, body: Body, drawn: Drawn) -> dict[str, Tally]:
    """A tally for each of ``RULE_CLAUSES``.

    Raises:
        InputError: The file cannot be painted.
        MachineError: P112 pdftoppm is missing.
    """
    return {
        "R5 relief": relieved_starts(body),
        "R6 two-em dashes": double_widths(body),
        "R6 seams in dashes": dash_seams(path, body),
        "R11 word breaks": word_breaks(body),
        "R12 note marks": note_marks(body),
        "R14 mark widths": mark_widths(body),
        "R15 repeated marks": repeated_marks(body),
        "R17 white inside brackets": inside_brackets(body),
        "R18 marks at line starts": opening_marks(body),
        "R20 hanging marks": hanging_marks(body),
        "R21 chosen gap": chosen_gaps(body),
        "R22 gaps beside marks": gaps_beside_marks(body),
        "R23 gaps at line edges": gaps_at_edges(body),
        "R24 gaps of one line": equal_western_gaps(body),
        "R27 indents": indents(body),
        "R30 measures": whole_measures(body),
        "R31 paragraph steps": paragraph_steps(body, drawn.shapes),
        "R32 last lines": last_lines(body),
        "R33 word spaces": word_spaces(body),
        "size readable size": readable_size(body),
        "dots emphasis dots": emphasis_dots(body),
        "ruby centres": ruby_centres(body),
        "ruby distances": ruby_gaps(body),
        "ruby sizes": ruby_sizes(body),
        "bopomofo sizes": bopomofo_sizes(body),
        "bopomofo places": bopomofo_places(body),
        "lines distances": sideline_distances(body, drawn.rules),
        "lines lengths": sideline_lengths(body, drawn.rules),
        "lines gaps": sideline_gaps(body, drawn.rules),
    }
