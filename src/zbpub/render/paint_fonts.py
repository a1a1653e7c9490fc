"""The fonts of a painted document: faces in, fonts of both writing modes out.

WeasyPrint embeds each face once and writes it as a font of horizontal writing. For
glyphs that stand upright in vertical lines a second font dictionary is put beside it,
with vertical writing mode, that shares the embedded file and its ToUnicode map
(ISO 32000-1, 9.7.4.3): no byte of a font is stored twice, and readers know that the
text runs downwards.
"""

from __future__ import annotations

from typing import Any

import pydyf

from zbpub.compose.fonts import FaceKey
from zbpub.compose.line import Placed
from zbpub.render.engine import create_layout
from zbpub.render.font_cutting import FontCutting
from zbpub.render.paint_strokes import FOOT, MIDDLE

_VERTICAL = "V"
"""Behind the name of a font: the same face in vertical writing mode."""


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
        self._cutting = FontCutting()
        self._vertical: set[str] = set()

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
            self._cutting.take(font)
            self._fonts[key] = font
        return self._fonts[key]

    def vertical_name(self, font: Any) -> str:
        """The resource name of ``font`` in vertical writing mode."""
        self._vertical.add(font.hash)
        return f"{font.hash}{_VERTICAL}"

    def finish(self, _document: Any, pdf: Any) -> None:
        """Put the vertical fonts beside the level ones: a finisher of WeasyPrint."""
        if not self._vertical:
            return
        names = _font_resources(pdf, self._vertical)
        for name in sorted(self._vertical):
            vertical = _vertical_font(pdf, _object(pdf, names[name]))
            pdf.add_object(vertical)
            names[f"{name}{_VERTICAL}"] = vertical.reference


def _sample(placed: Placed) -> str:
    """A character that surely is in the face."""
    cell = placed.cell
    char = cell.text[:1] or cell.face.char(cell.glyph)
    return char if cell.face.glyph(char) and not char.isspace() else "国"


def _font_resources(pdf: Any, names: set[str]) -> Any:
    """The dictionary of fonts that all pages share."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and names <= item.keys():
            return item
    raise RuntimeError("WeasyPrint wrote no dictionary of fonts")


def _object(pdf: Any, reference: bytes) -> Any:
    """What ``12 0 R`` names: pydyf numbers objects by their place."""
    return pdf.objects[int(reference.split()[0])]


def _vertical_font(pdf: Any, level: Any) -> Any:
    """The font ``level`` in vertical writing mode (ISO 32000-1, 9.7.4.3).

    A glyph's vertical origin is put at the foot of its em box, on the baseline of
    Latin that lies in the same line, and not where the standard's defaults have it,
    in the middle of the top: Poppler takes the em box for above and right of the
    origin, and tears a line to pieces whose Latin has another baseline. What is drawn
    is the same.
    """
    (reference,) = level["DescendantFonts"]
    level_kid = _object(pdf, reference)
    metrics = {"DW2": pydyf.Array([-FOOT, -1000]), "W2": _positions(level_kid["W"])}
    kid = pydyf.Dictionary({**level_kid, **metrics})
    pdf.add_object(kid)
    kids = pydyf.Array([kid.reference])
    return pydyf.Dictionary(
        {**level, "Encoding": "/Identity-V", "DescendantFonts": kids}
    )


def _positions(widths: Any) -> Any:
    """/W2 from /W: advance and position vector of each glyph.

    /W is, by turns, a glyph's number and the widths from that glyph on.
    """
    found = pydyf.Array()
    for first, following in zip(widths[::2], widths[1::2], strict=True):
        values = pydyf.Array()
        for width in following:
            values += [-1000, width / 2 - MIDDLE, -FOOT]
        found += [first, values]
    return found
