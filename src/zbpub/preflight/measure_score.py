"""Measures to scores: each clause with its limit and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zbpub.preflight.measure import Measures
from zbpub.preflight.measure_gaps import DEFECT, LOOSE, SEEN
from zbpub.preflight.measure_rules import RULE_CLAUSES
from zbpub.preflight.measure_values import Evidence, Tally

LOOSE_SHARE = 0.03
"""The share of lines that may have a gap over 1/8 em."""
HOLE = 0.02
"""A blank larger than this share of the type area is a hole (天窗)."""


class Verdict(StrEnum):
    """What a clause comes to."""

    PASS = "pass"
    FAIL = "FAIL"
    TOLD = "told"
    """Measured and not judged: good composition has some of it."""
    NONE = "-"
    """The file has nothing that the clause could measure."""


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the table."""

    clause: str
    """``E1`` … of docs/measures.md."""
    what: str
    tally: Tally
    allowance: float = 0.0
    """The share of values that may be beyond the limit."""
    judged: bool = True

    @property
    def within(self) -> int:
        """How many values keep the limit."""
        return self.tally.counted - len(self.tally.faults)

    @property
    def verdict(self) -> Verdict:
        """Whether the clause is kept."""
        if not self.tally.counted:
            return Verdict.NONE
        if not self.judged:
            return Verdict.TOLD
        kept = len(self.tally.faults) <= self.allowance * self.tally.counted
        return Verdict.PASS if kept else Verdict.FAIL


# Clause, what, the tally's name; the order of docs/measures.md.
_CLAUSES = (
    ("E1", "right edge", "E1 right edge"),
    ("E2", "left edge", "E2 left edge"),
    ("E3", "line starts", "E3 line starts"),
    ("E3", "line ends", "E3 line ends"),
    ("E4", "split units", "E4 split units"),
    ("E5", "gaps inside units", "E5 unit gaps"),
    ("E6", "mark pairs", "E6 mark pairs"),
    ("E7", "marks at line ends", "E7 end marks"),
    ("E8", "Han gaps over 1/8 em", "E8 loose"),
    ("E8", "Han gaps over 1/4 em", "E8 defects"),
    ("E9", "evenness of Han gaps", "E9 evenness"),
    ("E10", "order of justification", "E10 priority"),
    ("E11", "Han-Western gaps", "E11 Western gaps"),
    ("E12", "single characters", "E12 single characters"),
    ("E13", "widows, stranded heads", "E13 stranded lines"),
    ("E14", "baseline grid", "E14 baseline grid"),
    ("E15", "pitch", "E15 pitch"),
    ("E16", "column fill", "E16 column fill"),
    ("E17", "Han on whole em", "E17 grid hits"),
    ("E18", "rivers", "E18 rivers"),
    ("E19", "runs of loose lines", "E19 loose runs"),
    ("E20", "line ends alike", "E20 like ends"),
    ("E21", "overlaps", "E21 overlaps"),
    ("E21", "outside the page", "E21 outside"),
    ("E23", "head heights", "E23 head heights"),
    ("E24", "jump pairs", "E24 jump pairs"),
    ("blank", "largest blank", "blank"),
)
_RULES = tuple((clause, what, f"{clause} {what}") for clause, what in RULE_CLAUSES)
_TOLD = frozenset({"E17", "E18", "E20", "R5"})
_ALLOWANCES = {"E8 loose": LOOSE_SHARE}


def score(measures: Measures) -> tuple[Score, ...]:
    """Every clause, in the order of docs/measures.md."""
    tallies = {**measures.tallies, **_spread(measures)}
    return tuple(
        Score(
            clause, what, tallies[name], _ALLOWANCES.get(name, 0.0), clause not in _TOLD
        )
        for clause, what, name in _CLAUSES + _RULES
    )


def has_failed(scores: Iterable[Score]) -> bool:
    """Whether any clause fails."""
    return any(one.verdict is Verdict.FAIL for one in scores)


def _spread(measures: Measures) -> Mapping[str, Tally]:
    """What is no tally among the measures as tallies."""
    widest = measures.gaps.evidence
    blanks = (Evidence(b.page, "", b.share, b.box) for b in measures.blanks)
    return {
        "E8 loose": Tally(LOOSE + SEEN, widest),
        "E8 defects": Tally(DEFECT + SEEN, widest),
        "blank": Tally(HOLE, tuple(blanks), unit="area"),
    }
