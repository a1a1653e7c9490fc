"""Texture of columns (E17-E20): each made once with its fault and once without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from test_measures import LEFT, TOP, body, page
from test_measures import values as faults
from test_pdf_read import Shown
from zbpub.preflight.measure_texture import grid_hits, like_ends, loose_runs, rivers

FULL = "我们去公园散步看花草"


def _opened(text: str, gap: float) -> Shown:
    """``text`` with ``gap`` em after each character."""
    parts: list[str | float] = []
    for char in text:
        parts += [char, -gap * 1000]
    return tuple(parts[:-1])


def test_han_off_the_grid_are_counted(tmp_path: Path) -> None:
    """Behind a halved mark Han stand half an em off; opened lines do not count."""
    squeezed = ("天晴，", 500, "去吧好的很一二")
    measured = body(page(tmp_path, squeezed, _opened("天气很好", 0.1), "的很好。"))
    hits = grid_hits(measured)

    assert [text for text, _ in faults(hits)] == list("去吧好的很一二")
    # Two full lines and the end of the model paragraph, the squeezed line, the end.
    assert hits.counted == 8 + 8 + 3 + 9 + 3


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("天晴，去公园散步吧", "花开，我们都去看花", "水清，鱼儿也在游水"), [3]),
        (("天晴，去公园散步吧", "花开，我们都去看花", "水清鱼儿，也在游水"), []),
        (("天晴，去公园散步吧", FULL, "水清，鱼儿也在游水"), []),
    ],
    ids=["a river", "one stone aside", "one dry line"],
)
def test_rivers(tmp_path: Path, rows: Sequence[str], found: list[float]) -> None:
    """White under white in three lines is a river; two lines are none."""
    shown = [(row,) for row in rows]
    tally = rivers(body(page(tmp_path, *shown, "的很好了。")))

    assert [value for _, value in faults(tally)] == found


def test_a_river_is_marked_where_it_runs(tmp_path: Path) -> None:
    """The box of a river is its white, from its first line to its last."""
    rows = ("天晴，去公园散步吧", "花开，我们都去看花", "水清，鱼儿也在游水")
    tally = rivers(body(page(tmp_path, *[(row,) for row in rows], "的很好了。")))
    (river,) = tally.faults

    assert river.box == pytest.approx(
        (LEFT + 25, TOP + 62.5 - 8.8, LEFT + 30, TOP + 87.5 + 1.2)
    )


@pytest.mark.parametrize(
    ("gaps", "found"),
    [((0.15, 0.15), [2]), ((0.15, 0, 0.15), []), ((0.1, 0.1), [])],
    ids=["two in a row", "apart", "below 1/8"],
)
def test_loose_runs(tmp_path: Path, gaps: Sequence[float], found: list[float]) -> None:
    """Two loose lines one below the other are a fault; apart they are not."""
    shown = [_opened("我们去公园散步看", gap) for gap in gaps]
    tally = loose_runs(body(page(tmp_path, *shown, "的很好。")))

    assert [value for _, value in faults(tally)] == found


@pytest.mark.parametrize(
    ("ends", "found"),
    [("的的的", [3]), ("，、，", [3]), ("的地的", []), ("的的地", [])],
)
def test_like_ends(tmp_path: Path, ends: str, found: list[float]) -> None:
    """Three lines that end in marks, or in one character, are told."""
    shown = [(f"我们去公园散步看{end}",) for end in ends]
    tally = like_ends(body(page(tmp_path, *shown, "很好看")))

    assert [value for _, value in faults(tally)] == found
