"""The composer: cases a typesetter can write, and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.base.chars import CLOSING, INTERPUNCTS, OPENING, PAUSES, STOPS, is_han
from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.justify import level
from zbpub.compose.line import Line
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Level, Rule, Setting

CASES = Path(__file__).parent / "cases" / "compose.txt"
EM = 12_000
SONG = find_typeface(["Noto Serif CJK SC"], 400)
FORBIDDEN_START = CLOSING | PAUSES | STOPS | INTERPUNCTS


def _set(
    text: str, measure: int, indent: int = 0, **setting: object
) -> tuple[Line, ...]:
    return compose(
        [StyledRun(text, SONG)],
        Type(size=EM, half_latin=True),
        Frame(measure=measure * EM, indent=indent * EM),
        Setting(**setting),  # type: ignore[arg-type]
    )


def compose_cases() -> Iterator[tuple[str, dict[str, str], str, list[str]]]:
    """Title, settings, text and lines of each case."""
    for block in CASES.read_text("utf-8").strip().split("\n\n"):
        head, _, expected = block.partition("\n---\n")
        title, *rest = head.splitlines()
        *keys, text = rest
        yield title[2:], dict(k.split(": ") for k in keys), text, expected.splitlines()


@pytest.mark.parametrize(("title", "keys", "text", "expected"), list(compose_cases()))
def test_case(title: str, keys: dict[str, str], text: str, expected: list[str]) -> None:
    """Every case of cases/compose.txt comes out line for line, place for place."""
    edition = keys.get("edition", "zh-Hans")
    level_ = keys.get("level", "gb" if edition == "zh-Hans" else "basic")
    lines = _set(
        text, int(keys["measure"]), int(keys.get("indent", "0")),
        edition=edition, level=Level[level_.upper()],
        hanging="hanging" in keys, vertical="vertical" in keys,
        grid="grid" in keys,
    )  # fmt: skip

    assert [line.text for line in lines] == [e.split(" @ ")[0] for e in expected], title
    for line, wanted in zip(lines, expected, strict=True):
        if " @ " in wanted:
            places = [float(Fraction(x)) for x in wanted.split(" @ ")[1].split()]
            assert [b.x / EM for b in line.boxes] == pytest.approx(places, abs=2e-4)


STANDS_OTHERWISE = frozenset("：；！？:")
"""Marks of other widths in vertical lines, beside letters and digits."""


def turned_cases() -> Iterator[tuple[str, dict[str, str], str, list[str]]]:
    """Level cases of text that is as wide in a vertical line."""
    for title, keys, text, expected in compose_cases():
        is_same = not any(c.isascii() or c in STANDS_OTHERWISE for c in text)
        is_free = "hanging" not in keys or "edition" not in keys
        if is_same and is_free and "vertical" not in keys:
            yield title, keys, text, expected


@pytest.mark.parametrize(("title", "keys", "text", "expected"), list(turned_cases()))
def test_case_in_vertical_lines(
    title: str, keys: dict[str, str], text: str, expected: list[str]
) -> None:
    """Han and marks of no other width are set in vertical lines as in level ones."""
    test_case(title, {**keys, "vertical": "yes"}, text, expected)


def test_most_cases_are_turned() -> None:
    """The check above sees push-in and push-out, levels, runts and widths of marks."""
    titles = {title.split(" ")[0] for title, *_ in turned_cases()}

    assert titles >= {"K1", "K2", "K3", "K4", "K5", "K6", "K12"}
    assert len(titles) > 20


def test_dash_is_one_glyph_that_stands_for_two_characters() -> None:
    """A two-em dash is drawn without a seam, and still copies as ——."""
    (line,) = _set("文——文", 10)

    assert [glyph.cell.text for glyph in line.glyphs] == ["文", "——", "文"]
    assert [box.text for box in line.boxes] == list("文——文")


def test_overlong_word_is_cut_rather_than_lost() -> None:
    """A Western word wider than the measure is cut where it must be."""
    lines = _set("文" + "a" * 30, 5)

    assert "".join(line.text for line in lines) == "文" + "a" * 30
    assert all(line.overfull == 0 for line in lines)


TEXTS = st.text(
    "国人日报新闻，。、：；！？“”《》（）·—…12ab%5 ㎡", min_size=1, max_size=90
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, measure=st.integers(4, 30), indent=st.integers(0, 2))
def test_no_character_is_lost(text: str, measure: int, indent: int) -> None:
    """Joined again, the lines are the paragraph, less white space at its ends."""
    lines = _set(text, measure, indent)

    assert "".join(line.text for line in lines).strip() == text.strip()
    assert all(len(line.boxes) == len(line.text) for line in lines)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, measure=st.integers(4, 30))
def test_no_line_starts_or_ends_with_what_it_must_not(text: str, measure: int) -> None:
    """Only a relief among three marks may break the rule, and it is told."""
    lines = _set(text.strip(), measure)

    for line, follower in pairwise(lines):
        if line.is_relieved:
            marks = "".join(line.text.split())[-2:] + follower.text[0]
            assert all(mark in FORBIDDEN_START for mark in marks)
        else:
            assert follower.text[0] not in FORBIDDEN_START
    assert not any(line.text.rstrip()[-1] in OPENING for line in lines[:-1])


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, measure=st.integers(4, 30))
def test_lines_fill_the_measure(text: str, measure: int) -> None:
    """Every line but the last ends at the edge where two Han stand side by side."""
    for line in _set(text, measure):
        can_give = any(is_han(a) and is_han(b) for a, b in pairwise(line.text))
        if can_give and not line.is_last and not line.overfull:
            assert line.width == measure * EM


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, measure=st.integers(4, 30), vertical=st.booleans())
def test_boxes_never_overlap(text: str, measure: int, vertical: bool) -> None:
    """Boxes stand one after the other."""
    for line in _set(text, measure, vertical=vertical):
        for one, other in pairwise(line.boxes):
            assert one.x + one.width <= other.x + 1


@settings(max_examples=100, deadline=None)
@given(
    text=st.text("国人日报新闻，。", min_size=1, max_size=90),
    measure=st.integers(5, 30),
)
def test_han_gaps_of_a_line_are_equal(text: str, measure: int) -> None:
    """Inside a line all Han gaps open by the same amount (±1 mpt)."""
    for line in _set(text, measure):
        gaps = [
            other.x - one.x - EM
            for one, other in pairwise(line.boxes)
            if one.text not in "，。" and other.text not in "，。"
        ]
        assert not gaps or max(gaps) - min(gaps) <= 1


def test_second_run_is_the_same() -> None:
    """The same paragraph gives the same lines."""
    text = "“十四五”时期要突出推进农业农村现代化，全力打造样板。" * 4

    assert _set(text, 11) == _set(text, 11)


@given(amount=st.integers(0, 500), limits=st.lists(st.integers(0, 90), max_size=8))
def test_shares_are_level(amount: int, limits: list[int]) -> None:
    """Amounts are shared equally; only a full place takes less."""
    shares = level(amount, limits)

    assert sum(shares) == min(amount, sum(limits))
    open_ = [s for s, limit in zip(shares, limits, strict=True) if s < limit]
    assert not open_ or max(shares) - min(open_) <= 1


def test_without_prohibitions_a_stop_may_start_a_line() -> None:
    """The check above can fail: at level none it does."""
    lines = _set("文文文文，文文", 4, level=Level.NONE)

    assert lines[1].text[0] in FORBIDDEN_START


PAIRS = (
    "，“", "：“", "；（", "、「", "：《", "》《", "”“", "」「", "》（", "。”",
    "？”", "！”", "。）", "。」", "（《", "“《", "“‘", "》）", "’”", "”，",
    "”。", "）。", "）、", "》，", "）；", "）：", "》！", "》？",
)  # fmt: skip
"""Adjacent marks of which one is a bracket or quote (CLREQ; R17)."""


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("edition", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"])
def test_adjacent_marks_take_one_and_a_half_em(pair: str, edition: str) -> None:
    """Two marks, one a bracket, take one and a half em, and two without the rule."""
    kept = _set(f"国{pair}国", 12, edition=edition)
    left_out = _set(f"国{pair}国", 12, edition=edition, off=frozenset({Rule.PAIRS}))

    assert kept[0].boxes[3].x == 2.5 * EM
    assert left_out[0].boxes[3].x == 3 * EM
