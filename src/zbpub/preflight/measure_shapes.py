"""Boxes, pictures and rules on a page: what else is drawn beside its text.

ISO 32000-1, 8.5 (paths) and 8.9 (images). A painted path counts with the box around
it, as far as the clips leave it; what is too thin to fill a column is a rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from zbpub.preflight.measure_frames import frames
from zbpub.preflight.pdf_content import DEEPEST_FORM
from zbpub.preflight.pdf_file import open_pdf
from zbpub.preflight.pdf_matrix import IDENTITY, Matrix, multiply, page_matrix, shift
from zbpub.preflight.pdf_values import Box, Page

Shapes = Mapping[int, Sequence[Box]]
"""Boxes by page number, in points from the page's upper left corner."""

_THICK = 6.0
"""Points: whatever is thinner is a rule."""

_STROKE = frozenset({"S", "s"})
_STATE = frozenset({"q", "Q", "W", "W*"})
_PAINT = _STROKE | {"f", "F", "f*", "B", "B*", "b", "b*"}
_EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)
_STEPS = 8
"""Parts of a curve: its control points lie beyond it."""
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn beside the text, by page number."""

    shapes: Shapes
    """Pictures, paths that fill some room, and frames made of rules."""
    rules: Shapes
    """Paths of one piece that do not: they are thin."""


@dataclass(slots=True)
class _Walk:
    """The state of one walk."""

    matrix: Matrix
    depth: int = 0
    saved: list[tuple[Matrix, float, Box]] = field(default_factory=list)
    path: list[_Point] = field(default_factory=list)
    at: _Point = (0.0, 0.0)
    """The current point, in user space."""
    pieces: int = 0
    """Of the path: rectangles, and lines that hang together."""
    width: float = 1.0
    """Of the pen, in user space."""
    clip: Box = _EVERYWHERE
    """Outside of it nothing is painted; the box around it, like any path's."""
    is_clip: bool = False
    """Whether the path becomes a clip once it is painted."""
    boxes: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)

    def point(self, x: float, y: float) -> None:
        """Add a point of user space to the path."""
        self.path.append(shift(self.matrix, x, y)[4:])
        self.at = x, y

    def curve(self, first: _Point, second: _Point, end: _Point) -> None:
        """Add points of a curve to the path."""
        start = self.at
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            parts = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            four = (start, first, second, end)
            x, y = (
                sum(part * place[axis] for part, place in zip(parts, four, strict=True))
                for axis in (0, 1)
            )
            self.point(x, y)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle to the path."""
        self.pieces += 1
        for across in (x, x + width):
            for down in (y, y + height):
                self.point(across, down)

    def paint(self, *, is_stroke: bool = False) -> None:
        """Keep the box around the path."""
        if self.path:
            box = _common(self._around, self.clip)
            if box[2] - box[0] >= _THICK and box[3] - box[1] >= _THICK:
                self.boxes.append(box)
            elif self.pieces == 1 and box[0] <= box[2] and box[1] <= box[3]:
                self.rules.append(self._inked(box) if is_stroke else box)
        self.clear()

    @property
    def _around(self) -> Box:
        across, down = zip(*self.path, strict=True)
        return min(across), min(down), max(across), max(down)

    def clear(self) -> None:
        """Begin a new path; the old one may clip what follows."""
        if self.is_clip and self.path:
            self.clip = _common(self._around, self.clip)
        self.is_clip = False
        self.path.clear()
        self.pieces = 0

    def _inked(self, box: Box) -> Box:
        """The box of a thin path with the ink of a pen along it."""
        a, b, c, d, *_ = self.matrix
        half = self.width * abs(a * d - b * c) ** 0.5 / 2
        x0, y0, x1, y1 = box
        if x1 - x0 >= y1 - y0:
            return x0, y0 - half, x1, y1 + half
        return x0 - half, y0, x1 + half, y1


def read_drawn(path: Path) -> Drawn:
    """The pictures and painted paths on each page of the PDF at ``path``.

    Raises:
        InputError: P101 the file is no PDF, or damaged; P102 it is encrypted.
    """
    with open_pdf(path) as pdf:
        walks = {number: _page(page) for number, page in enumerate(pdf.pages, 1)}
    rules = {n: tuple(dict.fromkeys(walk.rules)) for n, walk in walks.items()}
    return Drawn(
        {
            number: tuple(dict.fromkeys((*walk.boxes, *frames(rules[number]))))
            for number, walk in walks.items()
        },
        rules,
    )


def _common(one: Box, other: Box) -> Box:
    """What two boxes share; turned inside out when that is nothing."""
    return (
        max(one[0], other[0]), max(one[1], other[1]),
        min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


def to_reading(page: Page, box: Box, turned: int) -> Box:
    """``box`` from the frame of the page into that of lines ``turned`` so."""
    x0, y0, x1, y1 = box
    match turned % 4:
        case 1:
            return y0, page.width - x1, y1, page.width - x0
        case 2:
            return page.to_page(box, 2)
        case 3:
            return page.height - y1, x0, page.height - y0, x1
        case _:
            return box


def _page(page: pikepdf.Page) -> _Walk:
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    media = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    walk = _Walk(page_matrix(media, int(page.get("/Rotate", 0))))
    _run(walk, page, page.get("/Resources", pikepdf.Dictionary()))
    return walk


def _run(walk: _Walk, content: Any, resources: Any) -> None:
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "Do":
            _draw(walk, resources, str(operands[0]))
        elif operator in _PAINT:
            walk.paint(is_stroke=operator in _STROKE)
        elif operator == "n":
            walk.clear()
        elif operator in _STATE:
            _keep(walk, operator)
        else:
            _move(walk, operator, operands)


def _keep(walk: _Walk, operator: str) -> None:
    """Save or restore the state, or clip by the path."""
    if operator == "q":
        walk.saved.append((walk.matrix, walk.width, walk.clip))
    elif operator == "Q" and walk.saved:
        walk.matrix, walk.width, walk.clip = walk.saved.pop()
    elif operator.startswith("W"):
        walk.is_clip = True


def _move(walk: _Walk, operator: str, operands: list[Any]) -> None:
    match operator:
        case "cm":
            a, b, c, d, e, f = map(float, operands)
            walk.matrix = multiply((a, b, c, d, e, f), walk.matrix)
        case "re":
            x, y, width, height = map(float, operands)
            walk.rectangle(x, y, width, height)
        case "w":
            walk.width = float(operands[0])
        case "m" | "l":
            walk.pieces += operator == "m"
            x, y = map(float, operands)
            walk.point(x, y)
        case "c" | "v" | "y":
            _curve(walk, operator, [float(value) for value in operands])


def _curve(walk: _Walk, operator: str, values: list[float]) -> None:
    """A curve; with two points the first or the last control point is an end."""
    points = [(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
    if operator == "v":
        points.insert(0, walk.at)
    elif operator == "y":
        points.append(points[-1])
    walk.curve(*points)


def _draw(walk: _Walk, resources: Any, name: str) -> None:
    found = resources.get("/XObject", pikepdf.Dictionary()).get(name)
    if found is None:
        return
    outer, saved, clip = walk.matrix, walk.saved, walk.clip
    if found.get("/Subtype") == "/Image":
        walk.rectangle(0, 0, 1, 1)
        walk.paint()
    elif walk.depth < DEEPEST_FORM:
        a, b, c, d, e, f = map(float, found.get("/Matrix", IDENTITY))
        walk.matrix = multiply((a, b, c, d, e, f), outer)
        walk.depth, walk.saved = walk.depth + 1, []
        _run(walk, found, found.get("/Resources", resources))
        walk.depth -= 1
    walk.matrix, walk.saved, walk.clip = outer, saved, clip
