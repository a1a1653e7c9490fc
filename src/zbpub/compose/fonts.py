"""Faces and their measures, read from the font files themselves by HarfBuzz.

A ``Typeface`` is a chain of faces: the first that has a character sets it. Advances
are rounded once, here, to whole millipoints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb

from zbpub.base.chars import is_drawn

NOTDEF = 0


@dataclass(frozen=True, slots=True)
class FaceKey:
    """What names a face to the renderer and to the machine."""

    family: str
    """Fontconfig family: ``Noto Serif CJK SC``."""
    weight: int
    """CSS weight, 100 to 900."""
    path: str = ""
    index: int = 0
    """The face's place in its collection."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A glyph of a shaped text; lengths in mpt."""

    text: str
    """The characters that it stands for; empty beside the first of its cluster."""
    glyph: int
    advance: int
    x: int
    """How far it is moved from its place."""
    y: int


class Face:
    """One face of a font file."""

    def __init__(self, key: FaceKey) -> None:
        self.key = key
        blob = hb.Blob.from_file_path(key.path)
        self._font = hb.Font(hb.Face(blob, key.index))
        self._upem: int = self._font.face.upem
        self._glyphs: dict[str, int] = {}
        self._advances: dict[int, int] = {}
        self._joined: dict[str, int] = {}
        self._upright: dict[str, int] = {}

    def __reduce__(self) -> tuple[Callable[[FaceKey], Face], tuple[FaceKey]]:
        """Sent to another process, it is that process's own of the same key."""
        return open_face, (self.key,)

    def glyph(self, char: str) -> int:
        """The glyph of ``char``, or ``NOTDEF``."""
        glyph = self._glyphs.get(char)
        if glyph is None:
            glyph = self._font.get_nominal_glyph(ord(char)) or NOTDEF
            self._glyphs[char] = glyph
        return glyph

    def char(self, glyph: int) -> str:
        """A character that is known to have ``glyph``; U+FFFC when none is."""
        known = (char for char, its in self._glyphs.items() if its == glyph)
        return next(known, "\ufffc")

    def joined(self, text: str) -> int:
        """The one glyph that sets all of ``text`` (a ligature), or ``NOTDEF``."""
        glyph = self._joined.get(text)
        if glyph is None:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            hb.shape(self._font, buffer)
            infos = buffer.glyph_infos
            glyph = infos[0].codepoint if len(infos) == 1 else NOTDEF
            self._joined[text] = glyph
        return glyph

    def upright(self, char: str) -> int:
        """The glyph of ``char`` in vertical text (OpenType feature ``vert``)."""
        glyph = self._upright.get(char)
        if glyph is None:
            buffer = hb.Buffer()
            buffer.add_str(char)
            buffer.guess_segment_properties()
            hb.shape(self._font, buffer, {"vert": True})
            glyph = buffer.glyph_infos[0].codepoint
            self._upright[char] = glyph
        return glyph

    def shaped(self, text: str, size: int) -> tuple[Shaped, ...]:
        """The glyphs of ``text`` at ``size`` mpt as its font combines them."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(self._font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        ends = [*(info.cluster for info in infos), len(text)]
        shaped = []
        for index, (info, place) in enumerate(zip(infos, positions, strict=True)):
            follows = index and infos[index - 1].cluster == info.cluster
            stop = next(end for end in ends[index + 1 :] if end != info.cluster)
            shaped.append(
                Shaped(
                    "" if follows else text[info.cluster : stop],
                    info.codepoint,
                    round(place.x_advance * size / self._upem),
                    round(place.x_offset * size / self._upem),
                    round(place.y_offset * size / self._upem),
                )
            )
        return tuple(shaped)

    def ink(self, glyph: int, size: int = 1000) -> tuple[int, int, int, int]:
        """The box of what ``glyph`` draws at ``size``; by default in thousandths of it.

        Left and right edge from its place, lower and upper one from its baseline.
        """
        found = self._font.get_glyph_extents(glyph)
        left, top = found.x_bearing, found.y_bearing
        edges = (left, left + found.width, top + found.height, top)
        left, right, low, top = (round(edge * size / self._upem) for edge in edges)
        return left, right, low, top

    def advance(self, glyph: int, size: int) -> int:
        """The advance of ``glyph`` at ``size`` mpt, in whole mpt."""
        units = self._advances.get(glyph)
        if units is None:
            units = self._font.get_glyph_h_advance(glyph)
            self._advances[glyph] = units
        return round(units * size / self._upem)


@cache
def open_face(key: FaceKey) -> Face:
    """The face of ``key``, opened once a process (the file is mapped, not read)."""
    return Face(key)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A chain of faces, tried in order."""

    faces: tuple[Face, ...]

    def find(self, char: str) -> tuple[Face, int]:
        """The first face that has ``char`` and its glyph; else ``NOTDEF`` of the first.

        Use ``missing`` beforehand: a notdef on a page is a fault.
        """
        for face in self.faces:
            glyph = face.glyph(char)
            if glyph != NOTDEF:
                return face, glyph
        return self.faces[0], NOTDEF

    def missing(self, text: Iterable[str]) -> tuple[str, ...]:
        """The characters of ``text`` that no face has, sorted.

        White space and what is never drawn (joiners, variation selectors, directional
        marks) are wanted of no face.
        """
        return tuple(
            sorted(
                char
                for char in set(text)
                if is_drawn(char) and self.find(char)[1] == NOTDEF
            )
        )
