"""The fonts of a painted document: faces in, fonts of both writing modes out.

WeasyPrint embeds each face once and writes it as a font of horizontal writing. For
glyphs that stand upright in vertical lines a second font dictionary is put beside it,
with vertical writing mode, that shares the embedded file and its ToUnicode map
(ISO 32000-1, 9.7.4.3): no byte of a font is stored twice, and readers know that the
text runs downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf

from zbpub.compose.fonts import FaceKey
from zbpub.compose.line import Placed
from zbpub.layout.page import Fragment
from zbpub.render.engine import INITIAL_VALUES, Font, create_layout, get_pango_font_key
from zbpub.render.font_cutting import FontCutting
from zbpub.render.paint_strokes import FOOT, MIDDLE

_VERTICAL = "V"
"""Behind the name of a font: the same face in vertical writing mode."""


class _FaceStyle:
    """A style that says nothing but the face: what Pango is asked for."""

    def __init__(self, font_config: Any, key: FaceKey) -> None:
        self._own = {
            **INITIAL_VALUES, "font_family": (key.family,), "font_weight": key.weight
        }  # fmt: skip
        self.font_config = font_config

    def __getitem__(self, name: str) -> Any:
        return self._own[name]


class Palette:
    """The faces of one document, as WeasyPrint's own fonts."""

    def __init__(self) -> None:
        self._fonts: dict[FaceKey, tuple[int, Any]] = {}
        """WeasyPrint's number of a font, and the font."""
        self._cutting = FontCutting()
        self._vertical: set[str] = set()

    def prepare(self, fragments: Iterable[Fragment], font_config: Any) -> None:
        """Find the fonts of all that will be painted, and begin to cut them.

        Raises:
            RuntimeError: Pango chose another face than the composer measured.
        """
        shown: dict[FaceKey, dict[int, Placed]] = {}
        for fragment in fragments:
            for line in fragment.lines:
                for placed in line.glyphs:
                    cell = placed.cell
                    shown.setdefault(cell.face.key, {}).setdefault(cell.glyph, placed)
        for key, glyphs in shown.items():
            sample = _sample(next(iter(glyphs.values())))
            number, font = _font(sample, key, font_config)
            self._cutting.begin(font, glyphs)
            self._fonts[key] = number, font

    def font(self, stream: Any, placed: Placed) -> Any:
        """WeasyPrint's font for the face of ``placed``, known to its document."""
        number, font = self._fonts[placed.cell.face.key]
        stream._fonts.setdefault(number, font)
        return font

    def vertical_name(self, font: Any) -> str:
        """The resource name of ``font`` in vertical writing mode."""
        self._vertical.add(font.hash)
        return f"{font.hash}{_VERTICAL}"

    def packed(self) -> dict[bytes, bytes]:
        """The files of the fonts, and each packed."""
        return self._cutting.packed()

    def finish(self, pdf: Any) -> None:
        """Put the vertical fonts beside the level ones."""
        if not self._vertical:
            return
        names = _font_resources(pdf, self._vertical)
        for name in sorted(self._vertical):
            vertical = _vertical_font(pdf, _object(pdf, names[name]))
            pdf.add_object(vertical)
            names[f"{name}{_VERTICAL}"] = vertical.reference


def _font(sample: str, key: FaceKey, font_config: Any) -> tuple[int, Any]:
    """WeasyPrint's font for a face, and the number that it knows the font by.

    Raises:
        RuntimeError: Pango chose another face than the composer measured.
    """
    layout = create_layout(sample, _FaceStyle(font_config, key), None, None, 0)
    line, _ = layout.get_first_line()
    pango_font = line.runs[0].data.item.analysis.font
    number, description, size = get_pango_font_key(pango_font)
    font = Font(pango_font, description, size)
    if font.index != key.index or font.family != key.family:
        raise RuntimeError(
            f"Pango gave {font.family} ({font.index}) for {key.family} "
            f"({key.index}): glyphs would be wrong"
        )
    return number, font


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
