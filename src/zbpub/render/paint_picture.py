"""Pictures painted as their files have them: a JPEG or PNG in, a PDF image out.

A PDF image holds what is in a JPEG (ISO 32000-1, 7.4.8) and, for the most part, what is
in a PNG (7.4.4.4): nothing is decoded, and nothing is coded again at a loss. WeasyPrint
itself unpacks and packs a PNG up to twice, and makes any JPEG with EXIF words anew.
Like painted fragments these are entries of ``write_pdf(cache=…)``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import md5
from typing import Any

import pydyf

from zbpub.render.picture_file import opened

_PNG = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1}
"""Of a PNG's pixel by its colour type: grey, colour, place in a palette."""
_PALETTE = 3
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class RasterFile:
    """A picture as a PDF image holds it."""

    width: int
    height: int
    data: bytes
    entries: tuple[tuple[str, Any], ...]
    """Of the image's dictionary: how the data is packed and what its colours are."""


def raster_file(content: bytes) -> RasterFile | None:
    """A file that ``printable`` gave, if a PDF image can hold it as it is."""
    if content.startswith(_PNG):
        return _png(content)
    return _jpeg(content) if content.startswith(b"\xff\xd8") else None


def _jpeg(content: bytes) -> RasterFile | None:
    with opened(content) as image:
        if image.mode not in _SPACES:
            return None
        entries: list[tuple[str, Any]] = [
            ("ColorSpace", _SPACES[image.mode]),
            ("BitsPerComponent", 8),
            ("Filter", "/DCTDecode"),
        ]
        # Adobe's programs write ink as light: 255 is none of it.
        if image.mode == "CMYK" and "APP14" in getattr(image, "app", {}):
            entries.append(("Decode", pydyf.Array((1, 0) * 4)))
        return RasterFile(*image.size, content, tuple(entries))


def _png(content: bytes) -> RasterFile | None:
    """None: it is transparent, interlaced or deep, or cannot be followed."""
    try:
        chunks = _chunks(content)
        head = struct.unpack_from(">IIBBBBB", chunks[b"IHDR"])
    except (KeyError, struct.error):
        return None
    width, height, depth, kind, _, _, laced = head
    if kind not in _CHANNELS or depth > 8 or laced or b"tRNS" in chunks:
        return None
    space: Any = "/DeviceGray" if _CHANNELS[kind] == 1 else "/DeviceRGB"
    if kind == _PALETTE:
        colours = chunks.get(b"PLTE", b"")
        highest, table = len(colours) // 3 - 1, f"<{colours.hex()}>"
        space = pydyf.Array(["/Indexed", "/DeviceRGB", highest, table])
    packing = {
        "Predictor": 15,  # each line says which of PNG's own it has
        "Colors": _CHANNELS[kind], "BitsPerComponent": depth, "Columns": width,
    }  # fmt: skip
    entries = (
        ("ColorSpace", space),
        ("BitsPerComponent", depth),
        ("Filter", "/FlateDecode"),
        ("DecodeParms", pydyf.Dictionary(packing)),
    )
    return RasterFile(width, height, chunks[b"IDAT"], entries)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG by name, those of one name in one (PNG, 5.3).

    Raises:
        KeyError: There is no picture in it.
        struct.error: It is cut short.
    """
    found: dict[bytes, list[bytes]] = {b"IDAT": []}
    at = len(_PNG)
    while at < len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        found.setdefault(name, []).append(content[at + 8 : at + 8 + length])
        at += length + 12
    if not found[b"IDAT"]:
        raise KeyError("IDAT")
    return {name: b"".join(parts) for name, parts in found.items()}


class PaintedPicture:
    """A picture that WeasyPrint places, crops and asks for once."""

    def __init__(self, source: str, file: RasterFile) -> None:
        self.id = md5(source.encode(), usedforsecurity=False).hexdigest()
        self._file = file
        self.ratio = file.width / file.height

    def get_intrinsic_size(
        self, resolution: float, font_size: float
    ) -> tuple[float, float, float]:
        """Width and height in CSS pixels, and their ratio."""
        file = self._file
        return file.width / resolution, file.height / resolution, self.ratio

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Put the picture into its frame."""
        name = stream.add_image(self, style["image_rendering"] == "auto", 1)
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:
        """The PDF image, called for when all pages are drawn."""
        file = self._file
        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": file.width,
            "Height": file.height,
            "Interpolate": "true" if interpolate else "false",
            **dict(file.entries),
        }
        return pydyf.Stream([file.data], pydyf.Dictionary(entries))
