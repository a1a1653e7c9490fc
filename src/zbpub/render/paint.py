"""Painting composed lines inside WeasyPrint: a fragment in, PDF operators out.

WeasyPrint takes finished images by address (``write_pdf(cache=…)``). An entry may be
any object with the methods below; ours puts glyphs at the composer's places, so no
line is ever broken or measured again, while embedding, subsetting, ToUnicode and
tagging stay WeasyPrint's. All but ``cache`` is internal to WeasyPrint: hence its exact
pin in pyproject.toml, and the test that fails loudly when an upgrade moves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from zbpub.base.length import PT
from zbpub.compose.line import Placed
from zbpub.layout.page import Fragment
from zbpub.render.paint_fonts import Palette
from zbpub.render.paint_sidelines import paint_sidelines
from zbpub.render.paint_strokes import Direction, Stroke, strokes

_PX = PT * 72 / 96
"""Millipoints in a CSS pixel, WeasyPrint's unit."""


class PaintedFragment:
    """A fragment that WeasyPrint places and asks to draw itself."""

    def __init__(self, fragment: Fragment, palette: Palette) -> None:
        self.fragment = fragment
        self._palette = palette
        width, height = fragment.place.width, fragment.place.height
        self.ratio = width / height

    def get_intrinsic_size(
        self, resolution: float, font_size: float
    ) -> tuple[float, float, float]:
        """Width and height in CSS pixels, and their ratio."""
        place = self.fragment.place
        return place.width / _PX, place.height / _PX, self.ratio

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Put every glyph at its place, and the lines beside names and titles."""
        stream.set_color(style["color"])
        stream.begin_text()
        for line in self.fragment.lines:
            for together in strokes(line, self.fragment):
                # Digits side by side are one word: each alone would be torn out of
                # the column by readers that go by places (ISO 32000-1, 14.9.4).
                with _saying(stream, _text(together) if len(together) > 1 else None):
                    for stroke in together:
                        self._show(stream, stroke)
        stream.end_text()
        paint_sidelines(stream, style["color"], self.fragment, _PX)

    def _show(self, stream: Any, stroke: Stroke) -> None:
        font = self._palette.font(stream, stroke.glyphs[0])
        is_down = stroke.direction is Direction.DOWN
        name = self._palette.vertical_name(font) if is_down else font.hash
        stream.set_font_size(name, stroke.size / _PX)
        for spoken, places in _stretches(font, stroke.glyphs):
            with _saying(stream, spoken):
                _show_stretch(stream, font, stroke, places)


@contextmanager
def _saying(stream: Any, text: str | None) -> Iterator[None]:
    """Have what is shown say ``text``; itself, when there is none."""
    if text is None:
        yield
        return
    stream.begin_marked_content("Span", _actual_text(text))
    yield
    stream.end_marked_content()


def _text(together: Sequence[Stroke]) -> str:
    return "".join(placed.cell.text for stroke in together for placed in stroke.glyphs)


def _show_stretch(
    stream: Any, font: Any, stroke: Stroke, places: Sequence[int]
) -> None:
    """Show the glyphs of ``stroke`` at ``places``.

    Level ones in one operator; those that run down each by its own: PDFium takes the
    heads of two neighbouring columns for one level line when they are longer.
    """
    is_down = stroke.direction is Direction.DOWN
    # In vertical mode a number moves the pen on, else back (ISO 32000-1, 9.4.3).
    sign = -1 if is_down else 1
    # Moves are scaled as the glyphs are, where they go the same way.
    along = 1 if is_down else stroke.narrow / 1000
    pen = stroke.starts[places[0]]
    stream.set_text_matrix(*_matrix(stroke, pen))
    parts: list[str] = []
    glyphs, starts, widths = stroke.glyphs, stroke.starts, font.widths
    for at in places:
        placed, start = glyphs[at], starts[at]
        cell = placed.cell
        glyph = cell.glyph
        if glyph not in widths:
            widths[glyph] = round(cell.face.advance(glyph, 1_000_000) / 1000)
        if pen == start:
            parts.append(f"<{glyph:04x}>")
        else:
            move = sign * (pen - start) / along
            parts.append(f"{move * 1000 / stroke.size:.3f}<{glyph:04x}>")
        pen = start + stroke.advance(placed)
        if is_down:
            stream.show_text("".join(parts))
            parts.clear()
    if parts:
        stream.show_text("".join(parts).replace("><", ""))


def _matrix(stroke: Stroke, start: int) -> tuple[float, ...]:
    """The text matrix of ``stroke``; WeasyPrint's page has y downwards."""
    along, cross = start / _PX, stroke.cross / _PX
    narrow = stroke.narrow / 1000
    match stroke.direction:
        case Direction.LEVEL:
            return narrow, 0, 0, -1, along, cross
        case Direction.TURNED:
            return 0, narrow, 1, 0, cross, along
        case Direction.DOWN:
            return narrow, 0, 0, -1, cross, along


def _stretches(
    font: Any, glyphs: Sequence[Placed]
) -> Iterator[tuple[str | None, tuple[int, ...]]]:
    """Places of glyphs that copy right by themselves, and alone of those that do not.

    A glyph maps to one text in a font (ISO 32000-1, 9.10.3), yet a font may draw
    several characters alike: 金 and the radical ⾦, or ・ and ·. Such a glyph comes
    with the text that must be said for it; an emphasis dot, with no text at all.
    """
    said = font.to_unicode

    def is_other(at: int) -> bool:
        cell = glyphs[at].cell
        known: str | None = said.get(cell.glyph)
        if known is None:
            known = said[cell.glyph] = cell.text or cell.face.char(cell.glyph)
        return known != cell.text

    for other, group in groupby(range(len(glyphs)), key=is_other):
        if other:
            yield from ((glyphs[at].cell.text, (at,)) for at in group)
        else:
            yield None, tuple(group)


def _actual_text(text: str) -> bytes:
    """The property list of a span that says ``text`` (ISO 32000-1, 14.9.4)."""
    return f"<</ActualText <feff{text.encode('utf-16-be').hex()}>>>".encode()


class PaintedCode:
    """A QR code drawn as modules, black on white with its quiet zone."""

    def __init__(self, matrix: Sequence[Sequence[int]]) -> None:
        self._matrix = matrix
        self.ratio = 1.0

    def get_intrinsic_size(
        self, resolution: float, font_size: float
    ) -> tuple[float, float, float]:
        """As many pixels as modules, and the ratio."""
        return len(self._matrix), len(self._matrix), self.ratio

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Fill the dark modules, runs of them at once."""
        module = width / len(self._matrix)
        stream.set_color(style["color"])
        for row, bits in enumerate(self._matrix):
            for dark, group in groupby(enumerate(bits), key=lambda pair: pair[1]):
                if dark:
                    columns = [column for column, _ in group]
                    stream.rectangle(
                        columns[0] * module, row * module, len(columns) * module, module
                    )
        stream.fill()
