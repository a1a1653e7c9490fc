"""Lists that hang and quotations that stand in: set in columns, and judged there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kit import tabloid
from notes_kit import SIZE, GalleyForm, case_for, column_page, paint, read
from zbpub.layout.galley import Galley, set_galley
from zbpub.layout.styling import reading_text
from zbpub.layout.typecase import TypeCase
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_values import Tally
from zbpub.preflight.pdf_proof import prove_pdf

COPY = """\
修缮以后，渡口立了新规矩，由船工老段起草，大家一条一条商量，贴在候船亭的墙上，人人都看得见：

- 先下后上，不争不抢；老人、孩子和抱孩子的人先上船，船不靠稳不许起身。
- “果核带走。”

账目也公开：

9. 木桩320根，由林场按成本价供给，运费由镇上承担，一共花了35万元。
10. 石料1200块，旧石料大多留下，新石料采自上游。
    1. 栏杆用料，另外还有候船亭的柱础和桥头的碑座一并计算在内，都已经付清。

    石料另立台账。

老段说起从前，翻出一本旧书念道：

> 渡者，济也；济人以舟，不问其所从来，亦不问其所往。风起则止，风息则行。
>
> “行者无忧，居者无扰，此渡之所以为渡也。”

念完他把书合上，说这就是规矩的来历，写在墙上的不过是换了一种说法罢了。
"""


def _galley(text: str, case: TypeCase, measure: int = 16) -> Galley:
    return set_galley(read(text), measure * SIZE, case)


def _rows(galley: Galley) -> list[tuple[float, str]]:
    """Each line of a galley: where its text begins, in em, and its text."""
    return [
        ((strip.x + strip.line.boxes[0].x) / SIZE, strip.line.text)
        for strip in galley.strips
    ]


def _marks(galley: Galley) -> list[tuple[float, str]]:
    found = [strip.mark for strip in galley.strips if strip.mark]
    return [(round(x / SIZE, 2), line.text) for line, x in found]


def test_turned_lines_stand_under_the_text() -> None:
    """All lines of an item begin where its first text does; its mark stands before."""
    galley = _galley("- 先下后上，不争不抢；老人先上船\n- 短\n", tabloid(), 10)

    assert _rows(galley) == [
        (2, "先下后上，不争不"), (2, "抢；老人先上船"), (2, "短"),
    ]  # fmt: skip
    assert _marks(galley) == [(1, "■"), (1, "■")]


def test_numbers_of_one_list_end_below_one_another() -> None:
    """One indent for a whole list, wide enough for its widest number."""
    nine, ten = _marks(_galley("9. 甲\n10. 乙\n", tabloid()))
    wide = _galley("1000. 甲\n1001. 乙\n", tabloid())

    assert (nine[1], ten[1]) == ("9．", "10．")
    assert 0 <= ten[0] < nine[0] < 1
    # Negative control: where the paragraph's indent has no room, the text moves in.
    assert {x for x, _ in _rows(wide)} == {3}


def test_lists_in_lists_hang_further() -> None:
    """A list inside an item hangs from that item's text; the item then goes on."""
    galley = _galley("- 甲\n  1. 乙\n\n  丙\n- - 丁\n", tabloid())

    assert _rows(galley) == [(2, "甲"), (4, "乙"), (2, "丙"), (4, "丁")]
    assert [text for _, text in _marks(galley)] == ["■", "1．", "■■"]


def test_quotations_stand_in() -> None:
    """All lines of a quotation are indented, its first lines by a paragraph's more."""
    text = "> 渡者，济也；济人以舟，不问其所从来，亦不问其所往。\n\n毕。"
    galley = _galley(text, tabloid(), 10)

    assert [x for x, _ in _rows(galley)] == [4, 2, 2, 2, 2]
    assert galley.strips[-1].x == 0


def test_a_profile_says_how_far_quotations_stand_in() -> None:
    """`body.quote_indent_em` is the indent of all lines; 0 sets them like any other."""
    case = tabloid()
    body = replace(case.profile.body, quote_indent=0)
    flush = replace(case, profile=replace(case.profile, body=body))
    text = "> 渡者，济也；济人以舟，不问其所从来，亦不问其所往。"

    assert {x for x, _ in _rows(_galley(text, flush, 10))} == {2, 0}


def test_no_indent_takes_more_than_half_of_a_column() -> None:
    """However deep quotations lie in one another, half of the measure is left."""
    galley = _galley(
        "> > > > > > > 渡者，济也；济人以舟，不问其所从来。", tabloid(), 10
    )

    assert {strip.x for strip in galley.strips} == {5 * SIZE}
    assert all(not strip.line.overfull for strip in galley.strips)


def test_lines_of_items_fill_their_measure() -> None:
    """A hanging line ends where every line of its column ends."""
    galley = _galley(COPY, tabloid())
    full = [strip for strip in galley.strips if not strip.is_last]

    assert len(full) > 8
    for strip in full:
        assert strip.x + strip.line.width == galley.measure


def test_marks_of_a_page_are_read_before_their_items(tmp_path: Path) -> None:
    """The page says each mark, then its item, as the manuscript does."""
    form = GalleyForm(measure=16, ruby="brackets")
    path = paint((column_page(read(COPY), form),), tmp_path / "a.pdf")
    printed = reading_text(replace(read(COPY), headline=""), "brackets")

    assert prove_pdf(path, {"galley-1": printed}) == ()
    # Negative control: a mark in the wrong place is noticed.
    wrong = printed.replace("9．木桩", "木桩9．")
    assert [each.code for each in prove_pdf(path, {"galley-1": wrong})] == ["P105"]


NAMES = (
    "E1 right edge", "E2 left edge", "E14 baseline grid", "R18 marks at line starts",
    "R23 gaps at line edges", "R27 indents", "R31 paragraph steps",
)  # fmt: skip


def _tallies(path: Path, case: TypeCase, measure: int) -> dict[str, Tally]:
    form = GalleyForm(measure=measure, ruby="brackets")
    page = column_page(read(COPY), form, case)
    tallies = measure_pdf(paint((page,), path)).tallies
    return {name: tallies[name] for name in NAMES}


@pytest.mark.parametrize("measure", [13, 16, 20])
def test_lists_and_quotations_keep_the_edges(tmp_path: Path, measure: int) -> None:
    """The meter knows elements that stand in as a whole, and marks that hang."""
    tallies = _tallies(tmp_path / "a.pdf", case_for(GalleyForm()), measure)

    assert [name for name, tally in tallies.items() if tally.faults] == []
    assert tallies["E2 left edge"].counted >= 20


def test_quotations_that_stand_in_by_no_whole_em_are_faults(tmp_path: Path) -> None:
    """Negative control: an indent of an em and a third misses the left edge."""
    case = case_for(GalleyForm())
    body = replace(case.profile.body, quote_indent=SIZE * 4 // 3)
    case = replace(case, profile=replace(case.profile, body=body))
    tallies = _tallies(tmp_path / "a.pdf", case, 16)

    assert tallies["E2 left edge"].faults
