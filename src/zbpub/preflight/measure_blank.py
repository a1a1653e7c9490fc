"""The largest blank area of a page (天窗): white that is neither leading nor margin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from zbpub.preflight.measure_lines import body_size
from zbpub.preflight.measure_paint import run_pdftoppm
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_values import Box

_PAPER = 250
"""Grey levels from here on are paper; the smoothing of edges stays below."""
_HEADER = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s")

Raster = npt.NDArray[np.bool_]
"""One value a point of the page, rows downwards; true where nothing is painted."""


@dataclass(frozen=True, slots=True)
class Blank:
    """The largest blank rectangle of one page."""

    page: int
    share: float
    """Its part of the type area."""
    box: Box
    """In points from the upper left corner of the page."""


def largest_blank(
    path: Path, type_area: Box | None = None, em: float | None = None
) -> float:
    """The largest blank area in the file, as a share of the type area.

    Args:
        path: The finished PDF.
        type_area: Where text may stand, in points from the upper left corner of the
            media box; None: on each page the box around all that is painted.
        em: Both sides of a blank are at least this long, in points; None: the body
            size. The space between lines is thinner and never counts.

    Raises:
        InputError: The file cannot be read or painted.
        MachineError: P112 pdftoppm is missing.
    """
    em = em or body_size(read_pdf(path)) or 1.0
    return max((blank.share for blank in blank_areas(path, em, type_area)), default=0.0)


def blank_areas(
    path: Path, em: float, type_area: Box | None = None
) -> tuple[Blank, ...]:
    """The largest blank of each page; pages without any are left out.

    Arguments and errors are those of ``largest_blank``.
    """
    blanks = (
        _page_blank(number, raster, em, type_area)
        for number, raster in enumerate(_paint(path), 1)
    )
    return tuple(blank for blank in blanks if blank is not None)


def _page_blank(
    number: int, paper: Raster, em: float, type_area: Box | None
) -> Blank | None:
    area = _ink_box(paper) if type_area is None else _whole(type_area, paper)
    if area is None:
        return None
    x0, y0, x1, y1 = area
    found = largest_rectangle(paper[y0:y1, x0:x1], max(round(em), 1))
    if found is None:
        return None
    left, top, right, bottom = found
    share = (right - left) * (bottom - top) / ((x1 - x0) * (y1 - y0))
    return Blank(number, share, (x0 + left, y0 + top, x0 + right, y0 + bottom))


def largest_rectangle(blank: Raster, least: int) -> tuple[int, int, int, int] | None:
    """The largest all-true rectangle of ``blank`` with sides of ``least`` or more.

    Row after row, each column keeps how far it is blank upwards and how far that
    height reaches to either side: every maximal rectangle appears as such a triple.

    Returns:
        Left, top, right, bottom, ends exclusive; None when there is none.
    """
    width = blank.shape[1]
    columns = np.arange(width)
    height = np.zeros(width, dtype=np.int64)
    left = np.zeros(width, dtype=np.int64)
    right = np.full(width, width, dtype=np.int64)
    best, found = 0, None
    for row, is_blank in enumerate(blank):
        height = np.where(is_blank, height + 1, 0)
        wall = np.maximum.accumulate(np.where(is_blank, 0, columns + 1))
        left = np.where(is_blank, np.maximum(left, wall), 0)
        wall = np.minimum.accumulate(np.where(is_blank, width, columns)[::-1])[::-1]
        right = np.where(is_blank, np.minimum(right, wall), width)
        area = height * (right - left)
        area[(height < least) | (right - left < least)] = 0
        at = int(area.argmax())
        if area[at] > best:
            best = int(area[at])
            top = row + 1 - int(height[at])
            found = int(left[at]), top, int(right[at]), row + 1
    return found


def _ink_box(paper: Raster) -> tuple[int, int, int, int] | None:
    rows, columns = np.flatnonzero(~paper.all(1)), np.flatnonzero(~paper.all(0))
    if not rows.size:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _whole(area: Box, paper: Raster) -> tuple[int, int, int, int] | None:
    height, width = paper.shape
    x0, y0 = max(round(area[0]), 0), max(round(area[1]), 0)
    x1, y1 = min(round(area[2]), width), min(round(area[3]), height)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _paint(path: Path) -> Iterator[Raster]:
    """Each page at one pixel a point; hairlines are painted, however thin."""
    painted = run_pdftoppm(path, "-gray", "-r", "72", "-thinlinemode", "solid")
    start = 0
    while header := _HEADER.match(painted, start):
        width, height = int(header[1]), int(header[2])
        grey = np.frombuffer(painted, np.uint8, width * height, header.end())
        yield grey.reshape(height, width) >= _PAPER
        start = header.end() + width * height
