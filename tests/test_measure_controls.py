"""Each clause of the meter fails when the rule behind it is left out.

Where the composer has the rule, a proof page is set with it and without it; where the
rule is of make-up, or nobody breaks it by a setting, a test draws the fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from kit import ROOT
from proof import HANT, NARROW, Proof, verdicts
from zbpub.compose.setting import Elastic, Level, Rule, Setting
from zbpub.preflight.measure_score import Verdict

TESTS = ROOT / "tests"


@dataclass(frozen=True, slots=True)
class Control:
    """A change of the setting, and the clauses that must fail by it."""

    name: str
    change: Mapping[str, Any]
    clauses: tuple[str, ...]
    vertical: tuple[str, ...] | None = None
    """In vertical lines, if others."""
    copy: tuple[str, ...] = field(default=())
    measures: tuple[int, ...] = (13, 16, 20, 27)

    def fails(self, *, vertical: bool) -> tuple[str, ...]:
        """What must fail in that direction."""
        return self.clauses if self.vertical is None or not vertical else self.vertical


def _off(rule: Rule, *clauses: str, **more: Any) -> Control:
    return Control(rule.name, {"off": frozenset({rule})}, clauses, **more)


RUNTS = ("渡船修好以后从河湾码头开往对岸的果园里一共要走三刻。",) * 3
"""One Han more than two lines hold at 13 em, indented by two."""

CONTROLS = (
    _off(Rule.PAIRS, "E6 mark pairs", "R17 white inside brackets"),
    _off(Rule.EXCLAIMS, "R15 repeated marks"),
    _off(Rule.LINE_START, "E2 left edge", "R18 marks at line starts"),
    _off(Rule.LINE_END, "E1 right edge", "E7 marks at line ends"),
    _off(
        Rule.UNITS, "E4 split units", "E5 gaps inside units", "R6 seams in dashes"
    ),
    _off(Rule.GAPS, "E11 Han-Western gaps", "R24 gaps of one line"),
    _off(Rule.ORDER, "E10 order of justification"),
    _off(
        Rule.EVEN,
        "E9 evenness of Han gaps", "E8 Han gaps over 1/8 em", "E8 Han gaps over 1/4 em",
        "E19 runs of loose lines", "R24 gaps of one line",
        vertical=(
            "E9 evenness of Han gaps", "E8 Han gaps over 1/4 em",
            "R24 gaps of one line",
        ),
    ),
    _off(Rule.RUNTS, "E12 single characters", copy=RUNTS, measures=(13,)),
    _off(Rule.FLUSH, "E1 right edge", "R23 gaps at line edges"),
    _off(Rule.LAST_LINE, "R32 last lines"),
    _off(Rule.CENTRED, "dots emphasis dots", "ruby centres"),
    Control("level", {"level": Level.NONE}, ("E3 line starts", "E3 line ends")),
    Control(
        "wide gap",
        {"western_gap": Elastic(natural=300, least=125, most=500)},
        ("R21 chosen gap",),
    ),
    Control(
        "rigid gap",
        {"western_gap": Elastic(natural=250, least=250, most=250)},
        ("E10 order of justification",),
    ),
    Control(
        "narrow gap",
        {"western_gap": Elastic(natural=50, least=50, most=500)},
        ("E11 Han-Western gaps",),
    ),
    Control(
        "word space",
        {"word_space": Elastic(natural=150, least=100, most=200)},
        ("R33 word spaces",),
    ),
    Control("small readings", {"ruby_scale": 250}, ("ruby sizes",)),
    Control(
        "words",
        {"off": frozenset({Rule.UNITS})},
        ("R11 word breaks",),
        copy=NARROW, measures=(9, 10, 11),
    ),
)  # fmt: skip
"""What the composer can be told to leave out."""

DRAWN = {
    "E13 widows, stranded heads": "test_measure_heads.py: test_a_widow_is_found",
    "E14 baseline grid": "test_measures.py: test_a_baseline_off_by_a_tenth_is_found",
    "E15 pitch": "test_measures.py: test_a_baseline_off_by_a_tenth_is_found",
    "E16 column fill": "test_measures.py: test_a_short_column_is_found",
    "E17 Han on whole em": "test_measure_texture.py: test_han_off_the_grid_are_counted",
    "E18 rivers": "test_measure_texture.py: test_rivers",
    "E20 line ends alike": "test_measure_texture.py: test_like_ends",
    "E21 overlaps": "test_measures.py: test_meeting_glyphs_are_found",
    "E21 outside the page": "test_measures.py: test_glyphs_outside_the_page_are_found",
    "E23 head heights": "test_measure_heads.py: test_head_heights",
    "E24 jump pairs": "test_measure_heads.py: test_jump_pairs",
    "blank largest blank": "test_measures.py: test_a_hole_is_measured",
    "R5 relief": "test_measure_rules.py: test_relief_is_told_apart",
    "R6 two-em dashes": "test_measure_rules.py: test_dashes_take_two_em",
    "R12 note marks": (
        "test_measure_rules.py: test_a_note_mark_that_begins_a_line_is_found"
    ),
    "R14 mark widths": "test_measure_rules.py: test_marks_have_their_widths",
    "R20 hanging marks": "test_measure_rules.py: test_hanging_marks",
    "R22 gaps beside marks": "test_measure_rules.py: test_no_gap_beside_marks",
    "R27 indents": "test_measure_rules.py: test_indents_are_alike",
    "R30 measures": "test_measure_rules.py: test_measures_are_whole",
    "R31 paragraph steps": (
        "test_measure_rules.py: test_white_between_paragraphs_is_found"
    ),
    "size readable size": "test_measure_rules.py: test_small_type_is_found",
    "ruby distances": "test_measure_rules.py: test_readings_keep_apart",
    "bopomofo sizes": "test_bopomofo.py: test_wrong_size_and_place_are_faults",
    "bopomofo places": "test_bopomofo.py: test_wrong_size_and_place_are_faults",
    "lines distances": (
        "test_measure_sidelines.py: test_lines_keep_close_to_their_text"
    ),
    "lines lengths": (
        "test_measure_sidelines.py: test_lines_are_as_long_as_their_text"
    ),
    "lines gaps": "test_measure_sidelines.py: test_neighbours_do_not_meet",
}
"""Clauses whose fault a test draws."""

SOUND = Proof(Setting())
LEVEL_AND_VERTICAL = pytest.mark.parametrize(
    "vertical", [False, True], ids=["level", "vertical"]
)


def uncontrolled(clauses: Mapping[str, Verdict]) -> Iterator[str]:
    """Clauses of the meter that no control makes fail."""
    told = {clause for control in CONTROLS for clause in control.clauses}
    for clause in clauses:
        file, _, test = DRAWN.get(clause, "").partition(": ")
        is_drawn = bool(test) and f"def {test}(" in (TESTS / file).read_text("utf-8")
        if clause not in told and not is_drawn:
            yield clause


@LEVEL_AND_VERTICAL
@pytest.mark.parametrize("control", CONTROLS, ids=[c.name for c in CONTROLS])
def test_a_rule_left_out_shows(control: Control, vertical: bool) -> None:
    """With the rule a clause has something to measure and passes; without it fails."""
    sound = Proof(Setting(vertical=vertical), measures=control.measures)
    if control.copy:
        sound = replace(sound, copy=control.copy)
    setting = replace(sound.setting, **control.change)
    kept, left_out = verdicts(sound), verdicts(replace(sound, setting=setting))
    wanted = control.fails(vertical=vertical)

    assert {c: kept[c] for c in wanted} == dict.fromkeys(wanted, Verdict.PASS)
    assert {c: left_out[c] for c in wanted} == dict.fromkeys(wanted, Verdict.FAIL)


def test_a_rule_of_taiwans_vertical_lines_left_out_shows() -> None:
    """There `？！` stand side by side in one em; one below the other they are seen."""
    sound = Proof(Setting(edition="zh-Hant-TW", level=Level.BASIC, vertical=True), HANT)
    setting = replace(sound.setting, off=frozenset({Rule.EXCLAIMS}))
    clause = "R15 repeated marks"

    assert verdicts(sound)[clause] is Verdict.PASS
    assert verdicts(replace(sound, setting=setting))[clause] is Verdict.FAIL


def test_every_rule_can_be_left_out() -> None:
    """Each rule of the composer has a control."""
    assert {rule.name for rule in Rule} <= {control.name for control in CONTROLS}


def test_every_clause_has_a_control() -> None:
    """No clause stands in the table that nothing makes fail."""
    clauses = verdicts(SOUND)

    assert list(uncontrolled(clauses)) == []
    assert set(DRAWN) <= set(clauses)


def test_a_clause_without_control_is_noticed() -> None:
    """Negative control: a clause that no control names is found."""
    assert list(uncontrolled({"E99 nothing": Verdict.PASS})) == ["E99 nothing"]
