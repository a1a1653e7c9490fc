"""A plate for drawings in colour: maps and charts, with text in Noto CJK."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from sample_pictures.canvas import HEI, Point, han_font

Colour = tuple[int, int, int]

INK: Colour = (34, 34, 36)
GREY: Colour = (120, 122, 126)
PAPER: Colour = (255, 255, 255)
RED: Colour = (181, 18, 27)
_FINE = 2
_COLOURS = 96


class Plate:
    """Shapes and text on a coloured ground; places are pixels of the finished one."""

    def __init__(self, width: int, height: int, ground: Colour = PAPER) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * _FINE, height * _FINE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled shape."""
        self.draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=fill)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: Colour) -> None:
        """A filled rectangle."""
        self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill)

    def disc(self, at: Point, radius: float, fill: Colour, ring: Colour = INK) -> None:
        """A circle with a rim."""
        x, y = at
        edges = [v * _FINE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(
            edges, fill=fill, outline=ring, width=round(radius * 0.3 * _FINE)
        )

    def line(
        self, points: Sequence[Point], width: float, fill: Colour, dash: float = 0
    ) -> None:
        """A line with round joints, or dashes of one length."""
        thick = max(1, round(width * _FINE))
        if dash:
            for part in _dashes(points, dash):
                self.draw.line([(x * _FINE, y * _FINE) for x, y in part], fill, thick)
            return
        at = [(x * _FINE, y * _FINE) for x, y in points]
        self.draw.line(at, fill=fill, width=thick, joint="curve")
        for x, y in at:
            r = thick / 2
            self.draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def write(
        self, text: str, at: Point, size: float, fill: Colour = INK,
        face: str = HEI, anchor: str = "mm", halo: Colour | None = None,
    ) -> None:  # fmt: skip
        """``text`` by its anchor at ``at``; a halo keeps it clear of lines."""
        font = han_font(face, round(size * _FINE))
        place = (at[0] * _FINE, at[1] * _FINE)
        stroke = round(size * 0.14 * _FINE) if halo else 0
        self.draw.text(
            place, text, fill=fill, font=font, anchor=anchor, stroke_width=stroke,
            stroke_fill=halo,
        )  # fmt: skip

    def png(self) -> bytes:
        """The finished picture in few colours."""
        small = self.image.resize((self.width, self.height), Image.Resampling.BOX)
        few = small.quantize(
            _COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
        file = io.BytesIO()
        few.save(file, "PNG", optimize=True, dpi=(250, 250))
        return file.getvalue()


def smooth(
    points: Sequence[Point], closed: bool = False, steps: int = 14
) -> list[Point]:
    """A curve through ``points`` (Catmull and Rom)."""
    p = np.array(points, dtype=float)
    if closed:
        p = np.vstack([p[-1:], p, p[:2]])
    else:
        p = np.vstack([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    curve: list[Point] = []
    for i in range(len(p) - 3):
        a, b, c, d = p[i : i + 4]
        part = b + 0.5 * t * (
            c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))
        )
        curve += [(float(x), float(y)) for x, y in part]
    end = p[-2]
    return [*curve, (float(end[0]), float(end[1]))]


def _dashes(points: Sequence[Point], dash: float) -> list[list[Point]]:
    parts: list[list[Point]] = []
    part, left, drawn = [points[0]], dash, True
    for (x0, y0), (x1, y1) in pairwise(points):
        length, done = float(np.hypot(x1 - x0, y1 - y0)), 0.0
        while length - done > left:
            done += left
            at = (x0 + (x1 - x0) * done / length, y0 + (y1 - y0) * done / length)
            if drawn:
                parts.append([*part, at])
            part, left, drawn = [at], dash, not drawn
        left -= length - done
        part.append((x1, y1))
    return parts
