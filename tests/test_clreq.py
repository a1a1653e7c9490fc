"""CLREQ's clauses: the page tells the data, and what is said to be met is proved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kit import ROOT, IssueSpec, card_spec, made_of
from notes_kit import GalleyForm, galley_pages, paint, read
from proof import HANS, HANT, MARKS, NARROW, RELIEF, Proof, galley_pdf, name, verdicts
from test_bopomofo import COPY as READ
from test_compose import compose_cases, turned_cases
from test_sidelines import COPY as NAMED
from zbpub.compose.setting import Level, Setting
from zbpub.preflight.clreq import Clause, Status, read_requirements
from zbpub.preflight.clreq_table import clreq_page, main, share
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_rules import RULE_CLAUSES
from zbpub.preflight.measure_score import Verdict, score
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
vertical = "partly"
checks = ["R14 mark widths"]
note = "not the dash"

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
def page_verdicts() -> Mapping[str, Verdict]:
    """What it says of a whole level page with heads and columns."""
    _, made = made_of(IssueSpec(1, 2, 3700))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(render_pdf(made.pages, card_spec()))
        return {name(one): one.verdict for one in score(measure_pdf(path))}


@cache
def galley_verdicts() -> Mapping[str, Verdict]:
    """What it says of a vertical galley proof, tier after tier."""
    with TemporaryDirectory() as folder:
        path = galley_pdf(Path(folder) / "galley.pdf", HANS_PROOF.turned())
        return {name(one): one.verdict for one in score(measure_pdf(path))}


@cache
def beside_verdicts(*, is_vertical: bool = False) -> Mapping[str, Verdict]:
    """What it says of pages with names, titles and Bopomofo, by the copy they have."""
    found: dict[str, Verdict] = {}
    for kind, copy in (("lines", NAMED), ("bopomofo", READ)):
        form = GalleyForm(leading=16_000, ruby="above", is_vertical=is_vertical)
        with TemporaryDirectory() as folder:
            path = paint(galley_pages(read(copy), form), Path(folder) / "a.pdf")
            said = {name(one): one.verdict for one in score(measure_pdf(path))}
        of_kind = {each: v for each, v in said.items() if each.split()[0] == kind}
        found |= dict.fromkeys(said, Verdict.NONE) | found | of_kind
    return found


def proofs() -> tuple[Proof, ...]:
    """Level proof pages of each edition, of narrow columns, and of hanging marks."""
    hans, taiwan, hong_kong = HANS_PROOF, *TRADITIONAL
    return (
        hans, taiwan, hong_kong,
        Proof(Setting(), NARROW, (9, 10, 11)),
        Proof(Setting(), RELIEF, (6,), indent=0),
        *(
            replace(one, setting=replace(one.setting, hanging=True))
            for one in (hans, taiwan)
        ),
    )  # fmt: skip


def pages(way: str) -> list[Mapping[str, Verdict]]:
    """What the meter says of all pages of lines that run so."""
    if way == "horizontal":
        level = [_composed(verdicts(one)) for one in proofs()]
        return [*level, page_verdicts(), beside_verdicts()]
    vertical = [_composed(verdicts(one.turned())) for one in proofs()]
    return [*vertical, galley_verdicts(), beside_verdicts(is_vertical=True)]


def unproved(
    clauses: tuple[Clause, ...], way: str, seen: Sequence[Mapping[str, Verdict]]
) -> list[str]:
    """Clauses met in lines that run so whose checks no page passes, or a page fails."""
    return [
        f"{clause.name}: {check}"
        for clause in clauses
        if getattr(clause, way) is Status.MET
        for check in clause.checks
        if check in seen[0] and not _is_proved(check, seen)
    ]


def unproved_vertically(
    clauses: tuple[Clause, ...], passed: frozenset[str]
) -> list[str]:
    """Clauses met in vertical lines that no check proves there."""
    return [
        clause.name
        for clause in clauses
        if clause.vertical is Status.MET
        and not any(_is_vertical(check, passed) for check in clause.checks)
    ]


def _is_vertical(check: str, passed: frozenset[str]) -> bool:
    """Whether a check sees vertical lines, or nothing of lines at all."""
    kind, _, rest = check.partition(" ")
    file, _, title = rest.partition(": ")
    if kind == "test":
        body = re.split(r"^(?=@|def )", _text(TESTS / file), flags=re.MULTILINE)
        marks = [i for i, part in enumerate(body) if f"def {title}(" in part]
        return any("vertical" in "".join(body[i - 2 : i + 1]) for i in marks)
    if kind == "case":
        is_lint = file.startswith("lint/")
        return is_lint or any(name_.startswith(title) for name_ in _turned_titles())
    return check in passed


def _turned_titles() -> set[str]:
    """Cases of the composer that are set in vertical lines."""
    turned = {title for title, *_ in turned_cases()}
    return turned | {title for title, keys, *_ in compose_cases() if "vertical" in keys}


def _is_proved(check: str, seen: Sequence[Mapping[str, Verdict]]) -> bool:
    said = {page[check] for page in seen}
    return Verdict.PASS in said and Verdict.FAIL not in said


def _composed(verdicts_: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The verdicts of composition; those of layout count as not measured."""
    return {
        clause: Verdict.NONE if clause.split()[0] in LAYOUT else verdict
        for clause, verdict in verdicts_.items()
    }


HANS_PROOF = Proof(Setting())
TRADITIONAL = tuple(
    Proof(Setting(edition=edition, level=Level.BASIC), HANT)
    for edition in ("zh-Hant-TW", "zh-Hant-HK")
)


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
    right = ("E1 right edge", "case compose.txt: K1", "test test_clreq.py: lacking")
    clause = Clause("x", "", Status.MET, Status.MET, "", wrong + right, "")

    assert lacking(clause, frozenset({"E1 right edge"})) == list(wrong)


def test_the_copy_has_every_mark() -> None:
    """What clauses speak of stands in the copy, in each script's own form."""
    quotes = str.maketrans("“”‘’/", "「」『』／")

    assert MARKS - set("".join(HANS)) == set()
    assert {mark.translate(quotes) for mark in MARKS} - set("".join(HANT)) == set()


@pytest.mark.parametrize("way", ["horizontal", "vertical"])
def test_what_is_met_is_measured_and_passes(way: str) -> None:
    """A clause met by the meter has something to measure on a page, and no fault."""
    assert unproved(REQUIREMENTS.clauses, way, pages(way)) == []


def test_what_is_met_vertically_is_proved_there() -> None:
    """It has a clause that vertical pages pass, or a case or a test of such lines."""
    seen = pages("vertical")
    passed = frozenset(check for check in seen[0] if _is_proved(check, seen))

    assert unproved_vertically(REQUIREMENTS.clauses, passed) == []


def test_a_level_proof_alone_is_noticed() -> None:
    """Negative control: a case of level lines proves nothing of vertical ones."""
    level = "case compose.txt: 台湾横排不悬挂"
    turned = "case compose.txt: 台湾竖排：悬挂一个居中的逗号"
    clauses = tuple(
        Clause(name_, "", Status.MET, Status.MET, "", checks, "")
        for name_, checks in (("x", (level, "E1 right edge")), ("y", (level, turned)))
    )

    assert unproved_vertically(clauses, frozenset()) == ["x"]
    assert unproved_vertically(clauses, frozenset({"E1 right edge"})) == []


@pytest.mark.parametrize("way", ["horizontal", "vertical"])
def test_what_is_not_proved_is_noticed(way: str) -> None:
    """Negative control: a clause that fails, or that nothing measures, shows."""
    clause = Clause("x", "", Status.MET, Status.MET, "", ("E1 right edge",), "")
    for said in ({Verdict.FAIL, Verdict.PASS}, {Verdict.NONE}, {Verdict.TOLD}):
        seen = [{"E1 right edge": verdict} for verdict in said]
        assert unproved((clause,), way, seen) == ["x: E1 right edge"]
    assert unproved((clause,), way, [{"E1 right edge": Verdict.PASS}]) == []


def test_each_direction_is_proved_by_its_own_pages() -> None:
    """Negative control: what a level page passes proves nothing of vertical lines."""
    clause = Clause("x", "", Status.NOT_MET, Status.MET, "", ("E1 right edge",), "")
    level = [{"E1 right edge": Verdict.FAIL}]

    assert unproved((clause,), "horizontal", level) == []
    assert unproved((clause,), "vertical", level) == ["x: E1 right edge"]


def _clauses(text: str, path: Path) -> Iterator[Clause]:
    path.write_text(text, "utf-8")
    yield from read_requirements(path).clauses


def test_the_page_counts_what_applies(tmp_path: Path) -> None:
    """The share is of applicable clauses; partly met ones count against."""
    path = tmp_path / "a.toml"
    first, second = _clauses(SMALL, path)
    page = clreq_page(read_requirements(path))

    assert (first.horizontal, second.why) == (Status.MET, "books only")
    assert "| horizontal | 2 | 1 | 1 | 0 | 0 | 100.0% |" in page
    assert "| vertical | 2 | 2 | 0 | 1 | 1 | 0.0% |" in page
    assert share([Status.MET, Status.PARTLY, Status.NOT_MET, Status.NOT_MET]) == 0.25


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "two"', 'id = "one"', "one: stands twice"),
        ('why = "books only"', "", "two: why is for"),
        ('checks = ["R14 mark widths"]', "", "one: met, and by no check"),
        ('note = "not the dash"', "", "one: partly, and no note"),
        ('horizontal = "met"', 'horizontal = "good"', "'good' is not a valid Status"),
        ('why = "books only"', 'becuse = "books only"', "two: unknown becuse"),
    ],
)
def test_wrong_data_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A clause that contradicts itself is named, and nothing is written."""
    with pytest.raises(ValueError, match=re.escape(said)):
        list(_clauses(SMALL.replace(old, new), tmp_path / "a.toml"))
