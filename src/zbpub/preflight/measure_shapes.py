"""Boxes and pictures on a page: what else may fill a column beside its text.

ISO 32000-1, 8.5 (paths) and 8.9 (images). A painted path counts with the box around
it; rules are too thin to count, and clips paint nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

_PAINT = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}
_Point = tuple[float, float]


@dataclass(slots=True)
class _Walk:
    """The state of one walk."""

    matrix: Matrix
    depth: int = 0
    saved: list[Matrix] = field(default_factory=list)
    path: list[_Point] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def point(self, x: float, y: float) -> None:
        """Add a point of user space to the path."""
        self.path.append(shift(self.matrix, x, y)[4:])

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle to the path."""
        for across in (x, x + width):
            for down in (y, y + height):
                self.point(across, down)

    def paint(self) -> None:
        """Keep the box around the path."""
        if self.path:
            across, down = zip(*self.path, strict=True)
            box = min(across), min(down), max(across), max(down)
            if box[2] - box[0] >= _THICK and box[3] - box[1] >= _THICK:
                self.boxes.append(box)
        self.path.clear()


def read_shapes(path: Path) -> dict[int, tuple[Box, ...]]:
    """The boxes of pictures and painted paths on each page of the PDF at ``path``.

    Raises:
        InputError: P101 the file is no PDF, or damaged; P102 it is encrypted.
    """
    with open_pdf(path) as pdf:
        return {number: _page(page) for number, page in enumerate(pdf.pages, 1)}


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


def _page(page: pikepdf.Page) -> tuple[Box, ...]:
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    media = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    walk = _Walk(page_matrix(media, int(page.get("/Rotate", 0))))
    _run(walk, page, page.get("/Resources", pikepdf.Dictionary()))
    return tuple(dict.fromkeys(walk.boxes))


def _run(walk: _Walk, content: Any, resources: Any) -> None:
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "Do":
            _draw(walk, resources, str(operands[0]))
        elif operator in _PAINT:
            walk.paint()
        elif operator == "n":
            walk.path.clear()
        else:
            _move(walk, operator, operands)


def _move(walk: _Walk, operator: str, operands: list[Any]) -> None:
    match operator:
        case "q":
            walk.saved.append(walk.matrix)
        case "Q" if walk.saved:
            walk.matrix = walk.saved.pop()
        case "cm":
            a, b, c, d, e, f = map(float, operands)
            walk.matrix = multiply((a, b, c, d, e, f), walk.matrix)
        case "re":
            x, y, width, height = map(float, operands)
            walk.rectangle(x, y, width, height)
        case "m" | "l" | "c" | "v" | "y":
            values = [float(value) for value in operands]
            for at in range(_POINTS[operator]):
                walk.point(*values[2 * at : 2 * at + 2])


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
