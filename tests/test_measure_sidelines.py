"""Lines beside names and titles, judged on pages whose positions are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_measures import EM, LEFT, PARAGRAPH, PITCH, TOP, body, column
from test_measures import values as faults
from test_pdf_read import HEIGHT, Sheet, save
from zbpub.preflight.measure_shapes import read_drawn
from zbpub.preflight.measure_sidelines import (
    sideline_distances,
    sideline_gaps,
    sideline_lengths,
)
from zbpub.preflight.measure_values import Tally

ROW = TOP + 5 * PITCH
"""The baseline of the line of Han below the model paragraph."""

Span = tuple[float, float, float]
"""From and to in em from the line's start, and how far below the em box."""
Tallies = tuple[Tally, Tally, Tally]
GOOD: tuple[Span, ...] = ((0.06, 1.94, 0.05), (2.06, 3.94, 0.05))


def _sheet(*spans: Span, thickness: float = 0.04) -> Sheet:
    sheet = column(Sheet(), (*PARAGRAPH, "我们去公园散步看花草", "的很好。"))
    for start, stop, away in spans:
        top = ROW + (0.12 + away) * EM
        sheet.fill(
            LEFT + start * EM, top, LEFT + stop * EM, round(top + thickness * EM, 4)
        )
    return sheet


def _tallies(path: Path) -> Tallies:
    measured, rules = body(path), read_drawn(path).rules
    return (
        sideline_distances(measured, rules),
        sideline_lengths(measured, rules),
        sideline_gaps(measured, rules),
    )


def _judged(path: Path, *spans: Span) -> Tallies:
    return _tallies(save(path / "a.pdf", _sheet(*spans)))


def test_good_lines_pass(tmp_path: Path) -> None:
    """Two names side by side with a line each, close to their text, have no fault."""
    tallies = _judged(tmp_path, *GOOD)

    assert [tally.counted for tally in tallies] == [2, 2, 1]
    assert [tally.faults for tally in tallies] == [(), (), ()]
    assert [e.text for e in tallies[0].evidence] == ["我们", "去公"]


@pytest.mark.parametrize(
    ("away", "found"),
    [
        (0.0, []),
        (0.15, []),
        (-0.1, [("我们", 0.1)]),
        (0.25, [("我们", 0.1)]),
    ],
)
def test_lines_keep_close_to_their_text(
    tmp_path: Path, away: float, found: list[tuple[str, float]]
) -> None:
    """One that crosses its Han is named, and one that is nearer to the next row."""
    distances, _, _ = _judged(tmp_path, (0.06, 1.94, away))

    assert [(text, round(value, 2)) for text, value in faults(distances)] == found


@pytest.mark.parametrize(
    ("start", "stop", "found"),
    [
        (0.0, 2.0, []),
        (0.12, 1.88, []),
        (0.06, 1.6, [("我们", 0.28)]),
        (-0.1, 2.0, [("我们", 0.1)]),
        (0.06, 2.2, [("我们", 0.2)]),
    ],
)
def test_lines_are_as_long_as_their_text(
    tmp_path: Path, start: float, stop: float, found: list[tuple[str, float]]
) -> None:
    """An end in the middle of a Han, or beyond its text, is named."""
    _, lengths, _ = _judged(tmp_path, (start, stop, 0.05))

    assert [(text, round(value, 2)) for text, value in faults(lengths)] == found


def test_neighbours_do_not_meet(tmp_path: Path) -> None:
    """Two lines end to end look like one: what they lack of a tenth em is told."""
    _, _, gaps = _judged(tmp_path, (0.06, 2.0, 0.05), (2.0, 3.94, 0.05))

    assert faults(gaps) == [("去公", 0.1)]


def test_rules_that_are_no_lines_of_names_are_left_out(tmp_path: Path) -> None:
    """A rule across the column parts articles; boxes and dots are no lines either."""
    across = _judged(tmp_path, (0.0, 10.0, 0.05))
    dots = _judged(tmp_path, (0.4, 0.6, 0.05))
    box = _tallies(save(tmp_path / "b.pdf", _sheet((0, 2, 0.05), thickness=0.7)))

    assert [tally.counted for tally in (*across, *dots, *box)] == [0] * 9


def test_vertical_lines_have_theirs_at_the_left(tmp_path: Path) -> None:
    """Those at the left of a vertical line are found, those at its right are not."""
    sheet = _sheet(*GOOD)
    sheet.ops = ["q 0 -1 1 0 0 600 cm", *sheet.ops, "Q"]
    path = save(tmp_path / "v.pdf", sheet, entries={"MediaBox": [0, 0, 400, 600]})
    right = _judged(tmp_path, (0.06, 1.94, -1.2 - 5 * PITCH / EM))

    assert [tally.counted for tally in _tallies(path)] == [2, 2, 1]
    assert [tally.faults for tally in _tallies(path)] == [(), (), ()]
    assert [tally.counted for tally in right] == [0, 0, 0]


def test_drawn_waves_and_strokes_count_with_their_ink(tmp_path: Path) -> None:
    """A wave reaches as far as its crests; a stroke is as thick as its pen."""
    x, y = LEFT, HEIGHT - 100
    sheet = Sheet([f"q 2 w {x} {y} m {x} {y + 4} {x + 20} {y + 4} {x + 20} {y} c S Q"])
    sheet.ops.append(f"2 0 0 2 0 0 cm 1 w {x} 10 m {x + 9} 10 l S")
    ((wave, stroke),) = read_drawn(save(tmp_path / "a.pdf", sheet)).rules.values()

    assert wave == pytest.approx((x, 100 - 3 - 1, x + 20, 101))
    assert stroke == pytest.approx(
        (2 * x, HEIGHT - 20 - 1, 2 * x + 18, HEIGHT - 20 + 1)
    )
