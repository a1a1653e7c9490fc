"""Seams: a dash is one stroke of two em, without white in its middle (R6).

CLREQ, "Table of non-bracket indication punctuation marks"; GB/T 15834-2011, 5.1.4. What
two glyphs leave open between them is seen on the painted page alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from zbpub.preflight.measure_paint import run_pdftoppm
from zbpub.preflight.measure_values import Body, Line, Tally, around
from zbpub.preflight.pdf_values import Box, Glyph

SEAM_LIMIT = 0.03
"""em; less than a dot of the painted page."""

_DPI = 288
_SCALE = _DPI / 72
_PAPER = 200  # grey: what is lighter is no stroke
_ENDS = 0.2  # em: a font's dash need not reach the ends of its box
_DASH = re.compile("——|⸺")
_HEADER = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s")

_Grey = npt.NDArray[np.uint8]


def dash_seams(path: Path, body: Body) -> Tally:
    """R6: the widest white inside each dash, in em; dashes without ink are left out.

    Raises:
        InputError: The file cannot be painted.
        MachineError: P112 pdftoppm is missing.
    """
    dashes: dict[int, list[tuple[Line, tuple[Glyph, ...]]]] = defaultdict(list)
    for item in body.lines:
        for glyphs in _dashes(item.line):
            dashes[item.line.page].append((item.line, glyphs))
    evidence = []
    for number, found in sorted(dashes.items()):
        grey = _paint(path, number)
        for line, glyphs in found:
            box = body.pages[number - 1].to_page(_inside(glyphs), line.turned)
            seam = _seam(grey, box, along=line.turned % 2)
            if seam is not None:
                value = seam / _SCALE / body.size
                evidence.append(body.evidence(line, value, "——", glyphs))
    return Tally(SEAM_LIMIT, tuple(evidence))


def _dashes(line: Line) -> Iterator[tuple[Glyph, ...]]:
    owners = [glyph for glyph in line.glyphs for _ in glyph.text]
    for found in _DASH.finditer(line.text):
        yield tuple(dict.fromkeys(owners[found.start() : found.end()]))


def _inside(glyphs: tuple[Glyph, ...]) -> Box:
    x0, y0, x1, y1 = around(glyphs)
    ends = _ENDS * glyphs[0].size
    return x0 + ends, y0, x1 - ends, y1


def _seam(grey: _Grey, box: Box, *, along: int) -> int | None:
    """The longest stretch of the dash without ink, in dots; None for no ink at all."""
    x0, y0, x1, y1 = (round(edge * _SCALE) for edge in box)
    part = grey[max(y0, 0) : y1, max(x0, 0) : x1]
    inked: list[bool] = np.any(part < _PAPER, axis=along).tolist()
    if not any(inked):
        return None
    return max((len([*run]) for ink, run in groupby(inked) if not ink), default=0)


def _paint(path: Path, number: int) -> _Grey:
    page = str(number)
    painted = run_pdftoppm(path, "-gray", "-r", str(_DPI), "-f", page, "-l", page)
    header = _HEADER.match(painted)
    if header is None:
        return np.zeros((0, 0), np.uint8)
    width, height = int(header[1]), int(header[2])
    grey = np.frombuffer(painted, np.uint8, width * height, header.end())
    return grey.reshape(height, width)
