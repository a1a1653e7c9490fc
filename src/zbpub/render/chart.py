"""A chart drawn as SVG in the house's style: no axis that a number can spare.

Matplotlib draws; letters become outlines, and the same chart has the same bytes. Import
this module where a chart is drawn and nowhere else: Matplotlib is slow to load.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.patches import Patch

from zbpub.compose.fonts import FaceKey
from zbpub.manuscript.charts import number_of
from zbpub.manuscript.model import Chart

WIDTH_PT = 140
"""The width at which the chart's type is as large as here: between one column of a
tabloid, where it is 5.3 points, and two, where it is 11."""
HOUSE = "#b5121b"
"""The house colour: the first series, the largest part."""
TINTS = ("#4d4d4d", "#8c8c8c", "#bfbfbf", "#d9b3b5", "#e6e6e6")
"""Tints of black, and one of the house colour, for the other series and parts."""
INK = "#1a1a1a"
TYPE_PT, SMALL_PT = 7.5, 6.5
MOST_NUMBERED = 2
"""Lines whose points have numbers: among more they would run into one another."""
_STEEP = 0.25
"""How near the top or the foot a part of a pie has its name above or below."""
_ROW_PT = 14
"""Height of a bar lying down, with its white."""
_ROOM = 0.72
"""Of a slot, what its bars take."""
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def chart_svg(chart: Chart, text: FaceKey, strong: FaceKey) -> bytes:
    """Draw ``chart`` about ``WIDTH_PT`` wide; its title is no part of it.

    Args:
        chart: A chart that reading it found nothing wrong with.
        text: The face of its names.
        strong: The face of its numbers.
    """
    with mpl.rc_context(
        {
            "svg.fonttype": "path", "svg.hashsalt": "zbpub", "path.simplify": False,
            "text.parse_math": False,
        }
    ):  # fmt: skip
        figure = Figure(figsize=(WIDTH_PT / 72, _height(chart) / 72))
        FigureCanvasSVG(figure)
        axes = figure.add_axes(_room(chart))
        axes.set_axis_off()
        drawing = _Drawing(chart, axes, _props(text), _props(strong))
        {
            "bar": drawing.bars,
            "hbar": drawing.lying_bars,
            "line": drawing.lines,
            "pie": drawing.pie,
        }[chart.kind]()
        out = io.BytesIO()
        figure.savefig(
            out, format="svg", transparent=True, metadata=_NO_METADATA,
            bbox_inches="tight", pad_inches=0.02,
        )  # fmt: skip
    return out.getvalue()


def _room(chart: Chart) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of the drawing; letters may stand outside it."""
    if chart.kind != "hbar":
        return 0, 0, 1, 1
    names = max(_ems(row[0]) for row in chart.rows) * TYPE_PT / WIDTH_PT
    numbers = max(_ems(c) for row in chart.rows for c in row[1:]) * TYPE_PT / WIDTH_PT
    return names, 0, max(0.3, 1 - names - numbers), 1


def _height(chart: Chart) -> float:
    if chart.kind == "hbar":
        return _ROW_PT * len(chart.rows) * (0.4 + 0.6 * (len(chart.head) - 1))
    return WIDTH_PT * (0.62 if chart.kind == "pie" else 0.52)


def _props(key: FaceKey) -> FontProperties:
    return FontProperties(fname=FontPath(key.path, key.index), size=TYPE_PT)


def colours(count: int) -> tuple[str, ...]:
    """Colours of ``count`` series."""
    return (HOUSE, *TINTS)[:count]


def _ems(text: str) -> float:
    """About how wide ``text`` is, in ems."""
    return sum(1 if char >= "⺀" else 0.55 for char in text)


def _folded(text: str, ems: float) -> str:
    """``text`` in lines of at most ``ems``."""
    lines = [""]
    for char in text:
        if lines[-1] and _ems(lines[-1] + char) > ems:
            lines.append("")
        lines[-1] += char
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Drawing:
    chart: Chart
    axes: Axes
    text: FontProperties
    strong: FontProperties

    @property
    def names(self) -> list[str]:
        return [row[0] for row in self.chart.rows]

    @property
    def series(self) -> list[list[float]]:
        """The numbers of each series."""
        columns = zip(*(row[1:] for row in self.chart.rows), strict=True)
        return [[number_of(cell) or 0 for cell in column] for column in columns]

    def bars(self) -> None:
        """Bars side by side, their numbers on them, their names below."""
        top, bottom = self._range()
        span, count = top - bottom, len(self.series)
        wide = _ROOM / count
        size = self._number_size(wide * WIDTH_PT / len(self.names))
        for rank, (values, colour) in enumerate(self._coloured()):
            for i, value in enumerate(values):
                x = i + (rank - (count - 1) / 2) * wide
                self.axes.bar(x, value, wide * 0.94, color=colour, linewidth=0)
                self._number(x, value, self._said(i, rank), (size, span), value < 0)
        self.axes.axhline(0, color=INK, linewidth=0.6)
        # Numbers of what is below nothing stand between it and the names.
        self._names_below(bottom - span * (0.16 if bottom < 0 else 0.03))
        self._legend()
        self._frame((-0.5, len(self.names) - 0.5), (bottom, top + span * 0.12))

    def lying_bars(self) -> None:
        """Bars below one another, their names to the left."""
        top, bottom = self._range()
        span, count = top - bottom, len(self.series)
        tall = _ROOM / count
        for rank, (values, colour) in enumerate(self._coloured()):
            for i, value in enumerate(values):
                y = i + (rank - (count - 1) / 2) * tall
                self.axes.barh(y, value, tall * 0.9, color=colour, linewidth=0)
                self.axes.text(
                    max(value, 0) + span * 0.015, y, self._said(i, rank), va="center",
                    ha="left", fontproperties=self._sized(self.strong, TYPE_PT),
                    color=INK,
                )  # fmt: skip
        for i, name in enumerate(self.names):
            self._label((bottom - span * 0.02, i), name, ("right", "center"), TYPE_PT)
        self.axes.axvline(0, color=INK, linewidth=0.6)
        self._legend()
        self.axes.set_ylim(len(self.names) - 0.5, -0.5)

    def lines(self) -> None:
        """Lines with a dot and a number at each point."""
        top, bottom = self._range(from_zero=False)
        span = (top - bottom) or 1
        size = self._number_size(WIDTH_PT / len(self.names))
        for rank, (values, colour) in enumerate(self._coloured()):
            points = range(len(values))
            self.axes.plot(
                points, values, color=colour, linewidth=1.4, marker="o", markersize=3
            )
            for i in points if size and len(self.series) <= MOST_NUMBERED else ():
                is_under = any(other[i] > values[i] for other in self.series)
                self._number(i, values[i], self._said(i, rank), (size, span), is_under)
        floor = bottom - span * 0.2
        self.axes.axhline(floor, color=INK, linewidth=0.6)
        self._names_below(floor - span * 0.04)
        self._legend()
        self._frame((-0.5, len(self.names) - 0.5), (floor, top + span * 0.15))

    def pie(self) -> None:
        """Parts from the top clockwise, named and numbered outside."""
        (values,) = self.series
        total, before = sum(values), 0.0
        self.axes.set_aspect("equal")
        self.axes.pie(
            values, colors=colours(len(values)), startangle=90, counterclock=False,
            wedgeprops={"linewidth": 0.8, "edgecolor": "white"},
        )  # fmt: skip
        for name, value, said in zip(
            self.names, values, (row[1] for row in self.chart.rows), strict=True
        ):
            turn = 2 * math.pi * (before + value / 2) / total
            before += value
            across, up = math.sin(turn), math.cos(turn)
            text = f"{name}\n{said}（{value / total:.1%}）"
            align = (
                "center" if abs(across) < _STEEP else "left" if across > 0 else "right",
                "center" if abs(up) < 1 - _STEEP else "bottom" if up > 0 else "top",
            )
            self._label((across * 1.08, up * 1.08), text, align, TYPE_PT)

    def _coloured(self) -> Iterator[tuple[list[float], str]]:
        return zip(self.series, colours(len(self.series)), strict=True)

    def _said(self, row: int, series: int) -> str:
        """A number as the manuscript has it."""
        return self.chart.rows[row][series + 1]

    def _range(self, *, from_zero: bool = True) -> tuple[float, float]:
        """The largest and the smallest number; nothing is one of them for bars."""
        values = [value for each in self.series for value in each]
        if from_zero:
            values.append(0)
        return (max(values), min(values)) if any(values) else (1, 0)

    def _number_size(self, slot: float) -> float:
        """The size at which the longest number has room in ``slot`` points, or 0."""
        longest = max(_ems(cell) for row in self.chart.rows for cell in row[1:])
        fits = (size for size in (TYPE_PT, SMALL_PT, 5.5) if longest * size <= slot)
        return next(fits, 0)

    def _number(
        self, x: float, value: float, said: str, how: tuple[float, float],
        is_under: bool,
    ) -> None:  # fmt: skip
        """A number close above its bar or point, or close under it."""
        size, span = how
        if size:
            by = span * (-0.03 if is_under else 0.03)
            self.axes.text(
                x, value + by, said, ha="center", va="top" if is_under else "bottom",
                fontproperties=self._sized(self.strong, size), color=INK,
            )  # fmt: skip

    def _frame(self, across: tuple[float, float], up: tuple[float, float]) -> None:
        """What the axes show; letters outside make the picture larger."""
        self.axes.set_xlim(*across)
        self.axes.set_ylim(*up)

    def _names_below(self, y: float) -> None:
        """Names in lines of their slot; smaller where a word would fill it."""
        slot = WIDTH_PT / len(self.names) * 0.92
        words = [word for name in self.names for word in name.split() if word.isascii()]
        widest = max(map(_ems, words), default=1)
        size = min(TYPE_PT, slot / widest)
        for i, name in enumerate(self.names):
            text = _folded(name, max(slot / size, 1))
            self._label((i, y), text, ("center", "top"), size)

    def _label(
        self, at: tuple[float, float], text: str, align: tuple[str, str], size: float
    ) -> None:
        self.axes.text(
            *at, text, ha=align[0], va=align[1],
            fontproperties=self._sized(self.text, size), color=INK, linespacing=1.2,
        )  # fmt: skip

    def _legend(self) -> None:
        """The names of several series, above."""
        if len(self.series) == 1:
            return
        boxes = [
            Patch(color=colour, label=name, linewidth=0)
            for name, colour in zip(
                self.chart.head[1:], colours(len(self.series)), strict=True
            )
        ]
        self.axes.legend(
            handles=boxes, loc="lower left", bbox_to_anchor=(0, 1.03),
            ncols=len(self.series), prop=self.text, frameon=False, labelcolor=INK,
            handlelength=0.9, handleheight=0.9, handletextpad=0.4,
            borderaxespad=0, borderpad=0, columnspacing=1.2,
        )  # fmt: skip

    def _sized(self, font: FontProperties, size: float) -> FontProperties:
        sized = font.copy()
        sized.set_size(size)
        return sized
