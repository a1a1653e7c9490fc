"""Painting composed lines inside WeasyPrint: the one module that knows its internals.

WeasyPrint takes finished images by address (``write_pdf(cache=…)``). An entry may be
any object with the methods below; ours puts glyphs at the composer's places, so no
line is ever broken or measured again, while embedding, subsetting, ToUnicode and
tagging stay WeasyPrint's. All but ``cache`` is internal to WeasyPrint: hence its exact
pin in pyproject.toml, and the test that fails loudly when an upgrade moves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from weasyprint.matrix import Matrix
from weasyprint.text.line_break import create_layout

from zbpub.base.length import PT
from zbpub.compose.fonts import FaceKey
from zbpub.compose.line import Placed
from zbpub.layout.page import Fragment, SetLine

_PX = PT * 72 / 96
"""Millipoints in a CSS pixel, WeasyPrint's unit."""


class _FaceStyle:
    """The style of an element, but for its face: what Pango is asked for."""

    def __init__(self, style: Any, key: FaceKey) -> None:
        self._style = style
        self._own = {
            "font_family": (key.family,),
            "font_weight": key.weight,
            "font_style": "normal",
            "letter_spacing": "normal",
            "word_spacing": 0,
            "text_decoration_line": "none",
        }
        self.font_config = style.font_config

    def __getitem__(self, name: str) -> Any:
        if name in self._own:
            return self._own[name]
        return self._style[name]


class Palette:
    """The faces of one document, as WeasyPrint's own fonts."""

    def __init__(self) -> None:
        self._fonts: dict[FaceKey, Any] = {}

    def font(self, stream: Any, style: Any, placed: Placed) -> Any:
        """WeasyPrint's font for the face of ``placed``.

        Raises:
            RuntimeError: Pango chose another face than the composer measured.
        """
        key = placed.cell.face.key
        if key not in self._fonts:
            sample = _sample(placed)
            layout = create_layout(sample, _FaceStyle(style, key), None, None, 0)
            line, _ = layout.get_first_line()
            font, _ = stream.add_font(line.runs[0].data.item.analysis.font)
            if font.index != key.index or font.family != key.family:
                raise RuntimeError(
                    f"Pango gave {font.family} ({font.index}) for {key.family} "
                    f"({key.index}): glyphs would be wrong"
                )
            self._fonts[key] = font
        return self._fonts[key]


def _sample(placed: Placed) -> str:
    """A character that surely is in the face."""
    text = placed.cell.text[0]
    return "国" if text.isspace() else text


class PaintedFragment:
    """A fragment that WeasyPrint places and asks to draw itself."""

    def __init__(self, fragment: Fragment, palette: Palette) -> None:
        self._fragment = fragment
        self._palette = palette
        width, height = fragment.place.width, fragment.place.height
        self.ratio = width / height

    def get_intrinsic_size(
        self, resolution: float, font_size: float
    ) -> tuple[float, float, float]:
        """Width and height in CSS pixels, and their ratio."""
        place = self._fragment.place
        return place.width / _PX, place.height / _PX, self.ratio

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Put every glyph at its place."""
        stream.set_color(style["color"])
        stream.begin_text()
        for line in self._fragment.lines:
            for glyphs in _runs(line):
                self._show(stream, style, line, glyphs)
        stream.end_text()

    def _show(
        self, stream: Any, style: Any, line: SetLine, glyphs: Sequence[Placed]
    ) -> None:
        size = self._fragment.size
        font = self._palette.font(stream, style, glyphs[0])
        stream.set_font_size(font.hash, size / _PX)
        for spoken, stretch in _stretches(font, glyphs):
            if spoken:
                stream.begin_marked_content("Span", _actual_text(spoken))
            self._show_stretch(stream, font, line, stretch)
            if spoken:
                stream.end_marked_content()

    def _show_stretch(
        self, stream: Any, font: Any, line: SetLine, glyphs: Sequence[Placed]
    ) -> None:
        size = self._fragment.size
        x = line.x + glyphs[0].x
        stream.set_text_matrix(*Matrix(d=-1, e=x / _PX, f=line.baseline / _PX).values)
        pen = x
        parts: list[str] = []
        for placed in glyphs:
            cell = placed.cell
            advance = cell.face.advance(cell.glyph, size)
            font.widths[cell.glyph] = round(
                cell.face.advance(cell.glyph, 1_000_000) / 1000
            )
            move = pen - (line.x + placed.x)
            if move:
                parts.append(f">{move * 1000 / size:.3f}<")
            parts.append(f"{cell.glyph:04x}")
            pen = line.x + placed.x + advance
        stream.show_text(f"<{''.join(parts)}>")


def _runs(line: SetLine) -> Iterator[list[Placed]]:
    """Stretches of one face."""
    for _, group in groupby(line.glyphs, key=lambda placed: placed.cell.face.key):
        yield list(group)


def _stretches(
    font: Any, glyphs: Sequence[Placed]
) -> Iterator[tuple[str, list[Placed]]]:
    """Glyphs that copy right by themselves, and alone those that need their text said.

    A glyph maps to one text in a font (ISO 32000-1, 9.10.3), yet a font may draw
    several characters alike: 金 and the radical ⾦, or ・ and ·.
    """

    def is_other(placed: Placed) -> bool:
        cell = placed.cell
        known: str = font.to_unicode.setdefault(cell.glyph, cell.text)
        return known != cell.text

    for other, group in groupby(glyphs, key=is_other):
        if other:
            yield from ((placed.cell.text, [placed]) for placed in group)
        else:
            yield "", list(group)


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
