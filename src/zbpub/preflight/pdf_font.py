"""A PDF font as a reader of shown strings: what each code says and how wide it is.

ISO 32000-1, 9.6 (simple fonts), 9.7 (composite fonts), 9.10 (extraction of text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from zbpub.preflight.pdf_cmap import CMap, parse_cmap

UNKNOWN = "\ufffd"
"""The text of a code that the font does not explain."""

_IDENTITY = frozenset({"Identity-H", "Identity-V"})
_DEFAULT_WIDTH = 1000.0  # ISO 32000-1, table 117, DW
_VERTICAL_DEFAULTS = (880, -1000)  # DW2
_SIMPLE_WIDTH = 500.0  # standard fonts may leave theirs out; half an em is near
_LAST_CID = 0xFFFF


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a shown string."""

    text: str
    advance: float
    """In text space units for a font of size 1."""
    is_space: bool
    """Whether word spacing applies: a one-byte 32 (ISO 32000-1, 9.3.3)."""
    middle: float = 0.0
    """In vertical writing: from the text position right to the middle of its level
    advance."""
    baseline: float = 0.0
    """In vertical writing: from the text position up to its level baseline."""


@dataclass(frozen=True, slots=True)
class Vertical:
    """The metrics of vertical writing mode (ISO 32000-1, 9.7.4.3); units of width."""

    advances: Mapping[int, float]
    """Downwards, by glyph number."""
    advance: float
    """Of all others."""
    vectors: Mapping[int, tuple[float, float]]
    """From a glyph's level origin to its vertical one."""
    height: float
    """Of all others' vectors, which begin in the middle of the level advance."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a page's resources."""

    name: str
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    """By glyph number for composite fonts, by code for simple ones."""
    default_width: float
    unit: float = 0.001
    """What one unit of width is in text space."""
    encoding: CMap | None = None
    """How bytes become codes; None: each byte is a code."""
    vertical: Vertical | None = None
    """How it runs down the page; None: it is level."""
    _codes: dict[int, Code] = field(default_factory=dict, compare=False)

    def read(self, data: bytes) -> Iterator[Code]:
        """The codes of a shown string."""
        codes = iter(data) if self.encoding is None else self.encoding.codes(data)
        for code in codes:
            yield self._codes.get(code) or self._learn(code)

    def _learn(self, code: int) -> Code:
        glyph = code
        if self.encoding is not None and self.encoding.cids:
            glyph = self.encoding.cids.get(code, 0)
        width = self.widths.get(glyph, self.default_width)
        is_space = self.encoding is None and code == ord(" ")
        text = self.texts.get(code, UNKNOWN)
        known = Code(text, width * self.unit, is_space)
        if self.vertical is not None:
            known = _down(text, glyph, width, self.vertical)
        self._codes[code] = known
        return known


def _down(text: str, glyph: int, width: float, vertical: Vertical) -> Code:
    """A code of a font in vertical writing mode."""
    x, y = vertical.vectors.get(glyph, (width / 2, vertical.height))
    advance = vertical.advances.get(glyph, vertical.advance)
    return Code(text, advance / 1000, False, (width / 2 - x) / 1000, -y / 1000)


def read_font(font: pikepdf.Object) -> Font:
    """Read a font dictionary.

    Raises:
        ValueError: A map or a table of widths is malformed.
    """
    name = str(font.get("/BaseFont", "/")).lstrip("/")
    if name[6:7] == "+":
        name = name[7:]
    texts: dict[int, str] = {}
    unicode_map = font.get("/ToUnicode")
    if isinstance(unicode_map, pikepdf.Stream):
        texts = parse_cmap(unicode_map.read_bytes()).texts
    if font.get("/Subtype") == "/Type0":
        return _composite(font, name, texts)
    return _simple(font, name, texts)


def _composite(font: pikepdf.Object, name: str, texts: dict[int, str]) -> Font:
    descendant = font["/DescendantFonts"][0]
    encoding = _encoding(font.get("/Encoding"))
    widths = {glyph: width for glyph, (width,) in _table(descendant, "/W", 1).items()}
    default = float(descendant.get("/DW", _DEFAULT_WIDTH))
    vertical = _vertical(descendant) if encoding.vertical else None
    return Font(name, texts, widths, default, encoding=encoding, vertical=vertical)


def _vertical(descendant: pikepdf.Object) -> Vertical:
    height, advance = (float(n) for n in descendant.get("/DW2", _VERTICAL_DEFAULTS))
    table = _table(descendant, "/W2", 3)
    return Vertical(
        {glyph: -down for glyph, (down, _, _) in table.items()},
        -advance,
        {glyph: (x, y) for glyph, (_, x, y) in table.items()},
        height,
    )


def _encoding(encoding: pikepdf.Object | None) -> CMap:
    if isinstance(encoding, pikepdf.Stream):
        return parse_cmap(encoding.read_bytes())
    name = str(encoding or "/Identity-H").lstrip("/")
    # A predefined map of another name: two bytes a code is right for nearly all of
    # them, and their glyph numbers only matter for widths, which are 1 em by default.
    return CMap(vertical=name.endswith("-V"))


def _table(
    descendant: pikepdf.Object, name: str, size: int
) -> dict[int, tuple[float, ...]]:
    """/W (size 1) or /W2 (size 3: advance and position vector), by glyph number."""
    table: dict[int, tuple[float, ...]] = {}
    items = list(descendant.get(name, []))
    start = 0
    while start + 1 < len(items):
        first, following = int(items[start]), items[start + 1]
        if isinstance(following, pikepdf.Array):
            values = [float(value) for value in following]
            rows = zip(*[iter(values)] * size, strict=False)
            table.update(enumerate(rows, first))
            start += 2
        else:
            last = min(int(following), _LAST_CID)
            row = tuple(float(value) for value in items[start + 2 : start + 2 + size])
            table.update(dict.fromkeys(range(first, last + 1), row))
            start += 2 + size
    return table


def _simple(font: pikepdf.Object, name: str, texts: dict[int, str]) -> Font:
    first = int(font.get("/FirstChar", 0))
    widths = {
        code: float(width) for code, width in enumerate(font.get("/Widths", []), first)
    }
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    missing = float(descriptor.get("/MissingWidth", 0 if widths else _SIMPLE_WIDTH))
    unit = 0.001
    if font.get("/Subtype") == "/Type3":
        unit = float(font["/FontMatrix"][0])
    # Our own files have no simple fonts: the list of glyph names is long to load.
    from zbpub.preflight.pdf_encoding import simple_texts

    return Font(name, simple_texts(font) | texts, widths, missing, unit)
