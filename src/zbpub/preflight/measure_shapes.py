"""Boxes, pictures and rules on a page: what else is drawn beside its text.

ISO 32000-1, 8.5 (paths) and 8.9 (images). A painted path counts with the box around
it; what is too thin to fill a column is a rule, and clips paint nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from zbpub.preflight.pdf_content import DEEPEST_FORM
from zbpub.preflight.pdf_file import open_pdf
from zbpub.preflight.pdf_matrix import IDENTITY, Matrix, multiply, page_matrix, shift
from zbpub.preflight.pdf_values import Box, Page

Shapes = Mapping[int, Sequence[Box]]
"""Boxes by page number, in points from the page's upper left corner."""

_THICK = 6.0
"""Points: whatever is thinner is a rule."""

_CORNER = 0.1
"""Points: rules that end so near to one another meet."""

_STROKE = frozenset({"S", "s"})
_PAINT = _STROKE | {"f", "F", "f*", "B", "B*", "b", "b*"}
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
    saved: list[tuple[Matrix, float]] = field(default_factory=list)
    path: list[_Point] = field(default_factory=list)
    at: _Point = (0.0, 0.0)
    """The current point, in user space."""
    pieces: int = 0
    """Of the path: rectangles, and lines that hang together."""
    width: float = 1.0
    """Of the pen, in user space."""
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
            across, down = zip(*self.path, strict=True)
            box = min(across), min(down), max(across), max(down)
            if box[2] - box[0] >= _THICK and box[3] - box[1] >= _THICK:
                self.boxes.append(box)
            elif self.pieces == 1:
                self.rules.append(self._inked(box) if is_stroke else box)
        self.clear()

    def clear(self) -> None:
        """Begin a new path."""
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


def frames(rules: Sequence[Box]) -> Iterator[Box]:
    """The boxes that four rules frame, each with a rule of its own (call-outs).

    The upper one may be parted where a label stands in it.
    """
    level = [r for r in rules if r[3] - r[1] <= r[2] - r[0]]
    for left, right in _pairs(r for r in rules if r[3] - r[1] > r[2] - r[0]):
        box = left[0], left[1], right[2], left[3]
        if box[2] - box[0] >= _THICK and _closed(box, level):
            yield box


def _pairs(upright: Iterable[Box]) -> Iterator[tuple[Box, Box]]:
    """Rules abreast of one another, the left one first."""
    ordered = sorted(upright, key=lambda rule: (rule[1], rule[0]))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other[1] - one[1] > _CORNER:
                break
            if _same(one[1::2], other[1::2]):
                yield min(one, other), max(one, other)


def _closed(box: Box, level: Sequence[Box]) -> bool:
    """Whether rules run along the top and the foot of ``box`` from corner to corner."""
    top = [rule for rule in level if abs(rule[1] - box[1]) <= _CORNER]
    foot = [rule for rule in level if abs(rule[3] - box[3]) <= _CORNER]
    inside = [
        rule
        for rule in top
        if rule[0] >= box[0] - _CORNER and rule[2] <= box[2] + _CORNER
    ]
    return (
        any(_same(rule[::2], box[::2]) for rule in foot)
        and any(rule[0] <= box[0] + _CORNER for rule in inside)
        and any(rule[2] >= box[2] - _CORNER for rule in inside)
    )


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= _CORNER for a, b in zip(one, other, strict=True))


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
        else:
            _move(walk, operator, operands)


def _move(walk: _Walk, operator: str, operands: list[Any]) -> None:
    match operator:
        case "q":
            walk.saved.append((walk.matrix, walk.width))
        case "Q" if walk.saved:
            walk.matrix, walk.width = walk.saved.pop()
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
    outer, saved = walk.matrix, walk.saved
    if found.get("/Subtype") == "/Image":
        walk.rectangle(0, 0, 1, 1)
        walk.paint()
    elif walk.depth < DEEPEST_FORM:
        a, b, c, d, e, f = map(float, found.get("/Matrix", IDENTITY))
        walk.matrix = multiply((a, b, c, d, e, f), outer)
        walk.depth, walk.saved = walk.depth + 1, []
        _run(walk, found, found.get("/Resources", resources))
        walk.depth -= 1
    walk.matrix, walk.saved = outer, saved
