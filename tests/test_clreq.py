"""CLREQ's clauses: the page tells the data, and what is said to be met is proved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kit import ROOT, IssueSpec, card_spec, made_of
from notes_kit import GalleyForm, galley_pages, paint, read
from proof import HANT, Proof, proof_pdf
from test_bopomofo import COPY as READ
from test_sidelines import COPY as NAMED
from zbpub.compose.setting import Elastic, Level, Setting
from zbpub.preflight.clreq import Clause, Status, read_requirements
from zbpub.preflight.clreq_table import clreq_page, main, share
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_rules import RULE_CLAUSES
from zbpub.preflight.measure_score import Score, Verdict, score
from zbpub.render.pdf import render_pdf

SOURCE = ROOT / "docs" / "clreq.toml"
PAGE = ROOT / "docs" / "clreq.md"
REQUIREMENTS = read_requirements(SOURCE)
TESTS = ROOT / "tests"

LAYOUT = frozenset({"E13", "E16", "E23", "blank"})
"""Clauses of the whole page, which a proof of columns alone does not keep."""

SMALL = """
[source]
title = "T"
address = "A"
commit = "0123456789"

[[section]]
anchor = "a"
title = "S"

[[section.clause]]
id = "one"
says = "Marks keep their widths."
horizontal = "met"
vertical = "pending"
checks = ["R14 mark widths"]

[[section.clause]]
id = "two"
says = "Books are bound."
horizontal = "not applicable"
vertical = "not met"
why = "books only"
"""


def lacking(clause: Clause, meter: frozenset[str]) -> list[str]:
    """The checks of ``clause`` that are neither in the meter nor among the tests."""
    return [check for check in clause.checks if not _is_there(check, meter)]


def _is_there(check: str, meter: frozenset[str]) -> bool:
    kind, _, rest = check.partition(" ")
    file, _, name = rest.partition(": ")
    if kind == "test":
        text = _text(TESTS / file)
        return f"def {name}(" in text
    if kind == "case":
        titles = re.findall(r"^# (.+)$", _text(TESTS / "cases" / file), re.MULTILINE)
        is_told = any(title == name or title.startswith(f"{name} ") for title in titles)
        return is_told or (not name and (TESTS / "cases" / file).exists())
    return check in meter


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


@cache
def verdicts(proof: Proof) -> Mapping[str, Verdict]:
    """What the meter says of a proof page, by clause and name."""
    with TemporaryDirectory() as folder:
        path = proof_pdf(Path(folder) / "proof.pdf", proof)
        return {name(one): one.verdict for one in score(measure_pdf(path))}


@cache
def page_verdicts() -> Mapping[str, Verdict]:
    """What it says of a whole page with heads and columns."""
    _, made = made_of(IssueSpec(1, 2, 3700))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(render_pdf(made.pages, card_spec()))
        return {name(one): one.verdict for one in score(measure_pdf(path))}


@cache
def beside_verdicts() -> Mapping[str, Verdict]:
    """What it says of pages with names, titles and Bopomofo, by the copy they have."""
    found: dict[str, Verdict] = {}
    for kind, copy in (("lines", NAMED), ("bopomofo", READ)):
        form = GalleyForm(leading=16_000, ruby="above")
        with TemporaryDirectory() as folder:
            path = paint(galley_pages(read(copy), form), Path(folder) / "a.pdf")
            said = {name(one): one.verdict for one in score(measure_pdf(path))}
        of_kind = {each: v for each, v in said.items() if each.split()[0] == kind}
        found |= dict.fromkeys(said, Verdict.NONE) | found | of_kind
    return found


def name(one: Score) -> str:
    """As checks name it."""
    return f"{one.clause} {one.what}"


def unproved(clauses: tuple[Clause, ...], *pages: Mapping[str, Verdict]) -> list[str]:
    """Clauses met in horizontal lines whose checks no page passes, or a page fails."""
    return [
        f"{clause.name}: {check}"
        for clause in clauses
        if clause.horizontal is Status.MET
        for check in clause.checks
        if check in pages[0] and not _is_proved(check, pages)
    ]


def _is_proved(check: str, pages: tuple[Mapping[str, Verdict], ...]) -> bool:
    said = {page[check] for page in pages}
    return Verdict.PASS in said and Verdict.FAIL not in said


def _composed(verdicts_: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The verdicts of composition; those of layout count as not measured."""
    return {
        clause: Verdict.NONE if clause.split()[0] in LAYOUT else verdict
        for clause, verdict in verdicts_.items()
    }


HANS_PROOF = Proof(Setting())


def test_the_page_is_what_the_command_writes(tmp_path: Path) -> None:
    """docs/clreq.md is made from docs/clreq.toml by `make clreq`, and not by hand."""
    main(str(SOURCE), str(tmp_path / "clreq.md"))

    assert PAGE.read_text("utf-8") == (tmp_path / "clreq.md").read_text("utf-8")
    assert "zbpub.preflight.clreq_table docs/clreq.toml docs/clreq.md" in _text(
        ROOT / "Makefile"
    )


def test_every_check_is_there() -> None:
    """Each check that a clause names is a clause of the meter, a case, or a test."""
    meter = frozenset(verdicts(HANS_PROOF))

    assert [lost for c in REQUIREMENTS.clauses for lost in lacking(c, meter)] == []


def test_every_rule_of_the_meter_is_told() -> None:
    """docs/measures.md has a row for each of the rules' clauses, in their order."""
    rows = re.findall(r"^\| ([^|]+) \|", _text(ROOT / "docs/measures.md"), re.MULTILINE)
    told = [row for row in rows if not re.match(r"E\d|name|blank", row)]

    assert told == [f"{clause} {what}" for clause, what in RULE_CLAUSES]


def test_a_lost_check_is_noticed() -> None:
    """Negative control: a wrong clause, case, file and test show."""
    wrong = ("E99 nothing", "case compose.txt: 无", "case no.txt", "test test_x.py: t")
    right = ("E1 right edge", "case compose.txt: K1", "test test_clreq.py: name")
    clause = Clause("x", "", Status.MET, Status.MET, "", wrong + right, "")

    assert lacking(clause, frozenset({"E1 right edge"})) == list(wrong)


def test_what_is_met_is_measured_and_passes() -> None:
    """A clause met by the meter has something to measure on a proof, and no fault."""
    pages = _composed(verdicts(HANS_PROOF)), page_verdicts(), beside_verdicts()

    assert unproved(REQUIREMENTS.clauses, *pages) == []


def test_what_is_not_proved_is_noticed() -> None:
    """Negative control: a clause that fails, or that nothing measures, shows."""
    clause = Clause("x", "", Status.MET, Status.MET, "", ("E1 right edge",), "")
    for said in ({Verdict.FAIL, Verdict.PASS}, {Verdict.NONE}, {Verdict.TOLD}):
        pages = [{"E1 right edge": verdict} for verdict in said]
        assert unproved((clause,), *pages) == ["x: E1 right edge"]
    assert unproved((clause,), {"E1 right edge": Verdict.PASS}) == []


@pytest.mark.parametrize("edition", ["zh-Hant-TW", "zh-Hant-HK"])
def test_traditional_editions_keep_the_rules_of_marks(edition: str) -> None:
    """Centred marks have their widths too; so have gaps, units and edges of lines."""
    said = verdicts(Proof(Setting(edition=edition, level=Level.BASIC), HANT))
    wanted = (
        "E2 left edge", "E3 line starts", "E4 split units", "E9 evenness of Han gaps",
        "R6 two-em dashes", "R14 mark widths", "R15 repeated marks",
        "R18 marks at line starts", "R21 chosen gap", "R22 gaps beside marks",
        "R23 gaps at line edges", "R24 gaps of one line", "R33 word spaces",
    )  # fmt: skip

    assert {clause: said[clause] for clause in wanted} == dict.fromkeys(
        wanted, Verdict.PASS
    )


@pytest.mark.parametrize(
    ("proof", "clauses"),
    [
        (Proof(Setting(level=Level.NONE)), ["E3 line starts", "E3 line ends"]),
        (
            Proof(Setting(western_gap=Elastic(natural=300, least=125, most=500))),
            ["R21 chosen gap"],
        ),
        (
            Proof(Setting(western_gap=Elastic(natural=250, least=250, most=250))),
            ["E10 order of justification"],
        ),
        (
            Proof(Setting(western_gap=Elastic(natural=50, least=50, most=500))),
            ["E11 Han-Western gaps"],
        ),
        (
            Proof(Setting(word_space=Elastic(natural=150, least=100, most=200))),
            ["R33 word spaces"],
        ),
    ],
    ids=["prohibitions", "gap", "rigid gap", "narrow gap", "word space"],
)
def test_a_rule_switched_off_shows(proof: Proof, clauses: list[str]) -> None:
    """Negative controls by the composer itself: the clause of the rule fails."""
    said = verdicts(proof)
    sound = verdicts(HANS_PROOF)

    assert [said[clause] for clause in clauses] == [Verdict.FAIL] * len(clauses)
    assert all(sound[clause] is Verdict.PASS for clause in clauses)


def _clauses(text: str, path: Path) -> Iterator[Clause]:
    path.write_text(text, "utf-8")
    yield from read_requirements(path).clauses


def test_the_page_counts_what_applies(tmp_path: Path) -> None:
    """The share is of applicable clauses; pending and partly met ones count against."""
    path = tmp_path / "a.toml"
    first, second = _clauses(SMALL, path)
    page = clreq_page(read_requirements(path))

    assert (first.horizontal, second.why) == (Status.MET, "books only")
    assert "| horizontal | 2 | 1 | 1 | 0 | 0 | 0 | 100.0% |" in page
    assert "| vertical | 2 | 2 | 0 | 0 | 1 | 1 | 0.0% |" in page
    assert share([Status.MET, Status.PARTLY, Status.PENDING, Status.NOT_MET]) == 0.25


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "two"', 'id = "one"', "one: stands twice"),
        ('why = "books only"', "", "two: why is for"),
        ('checks = ["R14 mark widths"]', "", "one: met, and by no check"),
        ('horizontal = "met"', 'horizontal = "partly"', "one: partly, and no note"),
        ('horizontal = "met"', 'horizontal = "good"', "'good' is not a valid Status"),
        ('why = "books only"', 'becuse = "books only"', "two: unknown becuse"),
    ],
)
def test_wrong_data_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A clause that contradicts itself is named, and nothing is written."""
    with pytest.raises(ValueError, match=re.escape(said)):
        list(_clauses(SMALL.replace(old, new), tmp_path / "a.toml"))
