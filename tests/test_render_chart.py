"""Charts as drawings: the numbers in them, their bytes, their place in an issue."""

from __future__ import annotations

import subprocess
import sys

import pytest
from lxml import etree

from kit import ROOT, issue_of, tabloid
from zbpub.compose.fonts import FaceKey
from zbpub.layout.figure import figure_variants
from zbpub.manuscript.model import Article, Chart, Figure, Paragraph, Quote, Run
from zbpub.render.chart import HOUSE, chart_svg
from zbpub.render.chart_figures import chart_alt, chart_figures
from zbpub.render.picture_file import picture_size

BAR = Chart("bar", "客运量", ("年份", "客运量"), (("2019", "12.3"), ("2020", "24.6")))
TWO = Chart(
    "line", "进出", ("月", "进", "出"), (("一月", "3", "-1"), ("二月", "4", "2"))
)  # fmt: skip
ALL = (
    BAR,
    Chart("hbar", "", ("街", "户"), (("东门老街社区", "1,234"), ("河湾", "98"))),
    Chart("bar", "", TWO.head, TWO.rows),
    Chart("hbar", "", TWO.head, TWO.rows),
    TWO,
    Chart("pie", "", ("项", "量"), (("水产", "45.2"), ("蔬菜", "30"), ("其他", "0"))),
    Chart("bar", "", ("$x^2$", "0"), (("$", "0"), ("a_b", "0"))),
)


def _faces() -> tuple[FaceKey, FaceKey]:
    faces = tabloid().faces
    return faces["hei"].faces[0].key, faces["hei-bold"].faces[0].key


def _bars(svg: bytes) -> list[float]:
    """Heights of the shapes in the house colour."""
    heights = []
    for path in etree.fromstring(svg).iter("{*}path"):
        if f"fill: {HOUSE}" in path.get("style", ""):
            ys = [float(word) for word in path.get("d", "").split()[2::3] if word]
            heights.append(max(ys) - min(ys))
    return heights


@pytest.mark.parametrize("chart", ALL, ids=range(len(ALL)))
def test_a_drawing_is_a_sound_picture(chart: Chart) -> None:
    """Each kind is an SVG that pages and books take, the same each time."""
    svg = chart_svg(chart, *_faces())

    assert svg == chart_svg(chart, *_faces())
    assert isinstance(picture_size("charts/a-1.svg", svg), tuple)
    assert b"<text" not in svg
    assert b"<metadata" not in svg


def test_bars_are_as_high_as_their_numbers() -> None:
    """Twice the number is twice the bar: no axis is cut off."""
    first, second = _bars(chart_svg(BAR, *_faces()))

    assert second == pytest.approx(2 * first, rel=0.01)


def test_other_numbers_give_another_drawing() -> None:
    """The comparison of bytes can fail."""
    other = Chart("bar", "", BAR.head, (("2019", "12.4"), ("2020", "24.6")))

    assert chart_svg(other, *_faces()) != chart_svg(BAR, *_faces())


def test_charts_become_pictures() -> None:
    """In order, their numbers in words, in other blocks too; no name is taken twice."""
    own = Figure("charts/02-01-1.svg", "自己画的")
    body = (Paragraph((Run("路灯。"),)), BAR, own, Quote((TWO,)))
    issue, images = chart_figures(
        issue_of(Article(name="02-01", headline="题", body=body)), *_faces()
    )
    _, bar, kept, quote = issue.articles[0].body

    assert bar == Figure(
        "charts/02-01-2.svg", "客运量柱状图：2019，12.3；2020，24.6", "客运量"
    )
    assert kept == own
    assert isinstance(quote, Quote)
    assert quote.blocks == (
        Figure(
            "charts/02-01-3.svg", "折线图：一月，进 3，出 -1；二月，进 4，出 2", "进出"
        ),
    )
    assert list(images) == ["charts/02-01-2.svg", "charts/02-01-3.svg"]
    assert chart_alt(BAR) in bar.alt


def test_an_issue_without_charts_loads_no_library() -> None:
    """Matplotlib is loaded where a chart is, and nowhere else."""
    code = (
        "import sys; import zbpub.cli; import zbpub.pipeline;"
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )  # fmt: skip

    assert done.stdout.strip() == "False"
    plain = issue_of(Article(name="a", headline="题"))
    assert chart_figures(plain, *_faces()) == (plain, {})


def test_charts_cost_where_their_letters_are_small() -> None:
    """Good over one column or two of the tabloid; dear where it is narrower."""
    figure = Figure("charts/a-1.svg", "")
    size = picture_size("a.svg", chart_svg(BAR, *_faces()))
    assert isinstance(size, tuple)
    costs = [
        figure_variants(figure, None, size, over, tabloid())[0].cost
        for over in ((1, 81_000), (1, 99_000), (2, 212_400), (4, 439_200))
    ]

    assert costs[1:3] == [0, 0]
    assert costs[0] > costs[3] > 0
