"""Lines beside names and titles: set lines in, paths out (ISO 32000-1, 8.5).

They are painted with the text that they belong to and have no text of their own: what
is copied is what the manuscript says.
"""

from __future__ import annotations

from typing import Any

from zbpub.compose.sidelines import SideStroke
from zbpub.layout.page import Fragment, SetLine

_CREST = 4 / 3
"""How far a curve's control points lie beyond its crest."""
_LEAN = 0.4244
"""Where they lie along a half wave: the curve then starts as steep as a sine."""

_Point = tuple[float, float]


def paint_sidelines(stream: Any, color: Any, fragment: Fragment, unit: float) -> None:
    """Paint the lines beside the lines of ``fragment``.

    Args:
        stream: WeasyPrint's, outside of any text object.
        color: That of the text.
        fragment: What is painted.
        unit: Millipoints in a unit of the stream.
    """
    for line in fragment.lines:
        for stroke in line.sidelines:
            pen = _Pen(stream, fragment, line, stroke, unit)
            if stroke.swing:
                stream.set_color(color, stroke=True)
                stream.set_line_width(stroke.thickness / unit)
                pen.wave()
                stream.stroke()
            else:
                pen.straight()
                stream.fill()


class _Pen:
    """Draws one stroke, from its start along the line; down is away from the text."""

    def __init__(
        self,
        stream: Any,
        fragment: Fragment,
        line: SetLine,
        stroke: SideStroke,
        unit: float,
    ) -> None:
        self._stream, self._stroke, self._unit = stream, stroke, unit
        self._start = line.x + stroke.x
        self._is_vertical = fragment.is_vertical
        # Down from the line is left of it on a vertical page.
        width = fragment.place.width
        middle = line.baseline + stroke.drop
        self._cross = width - middle if fragment.is_vertical else middle

    def _point(self, along: float, down: float) -> _Point:
        x = (self._start + along) / self._unit
        if self._is_vertical:
            return (self._cross - down) / self._unit, x
        return x, (self._cross + down) / self._unit

    def straight(self) -> None:
        """A rectangle."""
        half = self._stroke.thickness / 2
        x0, y0 = self._point(0, -half)
        x1, y1 = self._point(self._stroke.width, half)
        self._stream.rectangle(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))

    def wave(self) -> None:
        """One curve a half wave, whole ones from end to end."""
        length = self._stroke.width / self._stroke.half_waves
        self._stream.move_to(*self._point(0, 0))
        for number in range(self._stroke.half_waves):
            at = number * length
            crest = self._stroke.swing * _CREST * (-1 if number % 2 else 1)
            self._stream.curve_to(
                *self._point(at + _LEAN * length, crest),
                *self._point(at + (1 - _LEAN) * length, crest),
                *self._point(at + length, 0),
            )
