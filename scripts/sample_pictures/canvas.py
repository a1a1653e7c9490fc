"""A canvas for grey scenes, and the film that they are printed from.

Places are pixels of the finished picture; shapes are drawn at twice the size and made
smaller in the end, which smooths their edges. Tones are 0 (black) to 255 (white).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]
Array = npt.NDArray[np.float64]

LONG, SHORT = 1620, 1080
SONG = "NotoSerifCJK-Bold.ttc"
HEI = "NotoSansCJK-Regular.ttc"
HEI_BOLD = "NotoSansCJK-Bold.ttc"
_FINE = 2
_MOST_BYTES = 222_000
_QUALITIES = range(86, 38, -4)


class Canvas:
    """Shapes on a grey ground."""

    def __init__(self, width: int = LONG, height: int = SHORT, tone: int = 128) -> None:
        self.width, self.height = width, height
        size = (width * _FINE, height * _FINE)
        self.image = Image.new("L", size, tone)
        self._draw = ImageDraw.Draw(self.image)

    def slope(self, box: Sequence[float], top: float, foot: float) -> None:
        """A rectangle whose tone runs from ``top`` to ``foot``."""
        x0, y0, x1, y1 = (round(v * _FINE) for v in box)
        tones = np.linspace(top, foot, max(y1 - y0, 1))
        column = Image.fromarray(tones.astype(np.uint8)[:, None])
        self.image.paste(column.resize((x1 - x0, y1 - y0)), (x0, y0))

    def polygon(self, points: Iterable[Point], tone: int) -> None:
        """A filled shape."""
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=tone)

    def box(self, x0: float, y0: float, x1: float, y1: float, tone: int) -> None:
        """A filled rectangle."""
        self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tone)

    def disc(self, x: float, y: float, rx: float, tone: int, ry: float = 0) -> None:
        """A filled circle, or an ellipse if ``ry`` is told."""
        ry = ry or rx
        edges = [v * _FINE for v in (x - rx, y - ry, x + rx, y + ry)]
        self._draw.ellipse(edges, fill=tone)

    def line(self, points: Sequence[Point], width: float, tone: int) -> None:
        """A line with round joints and ends."""
        at = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(at, fill=tone, width=max(1, round(width * _FINE)))
        if width >= 2:
            for x, y in points:
                self.disc(x, y, width / 2, tone)

    def glow(self, at: Point, radius: float, tone: float, force: float) -> None:
        """Light (or shade) that fades away from ``at``: ``force`` is 0 to 1."""
        pixels = np.asarray(self.image, dtype=np.float32)
        rows, columns = np.ogrid[: pixels.shape[0], : pixels.shape[1]]
        x, y, r = (v * _FINE for v in (*at, radius))
        away = ((columns - x) ** 2 + (rows - y) ** 2) / (r * r)
        share = (force * np.exp(-2.2 * away)).astype(np.float32)
        self._set(pixels + (tone - pixels) * share)

    def blend(self, layer: Array, shares: Array, top: float, foot: float) -> None:
        """``layer`` over the rows from ``top`` to ``foot`` by its ``shares``."""
        y0, y1 = round(top * _FINE), round(foot * _FINE)
        size = (self.image.width, y1 - y0)
        over, share = (
            np.asarray(Image.fromarray(a.astype(np.float32)).resize(size))
            for a in (layer, shares)
        )
        pixels = np.array(self.image, dtype=np.float32)
        band = pixels[y0:y1]
        pixels[y0:y1] = band + (over - band) * share
        self._set(pixels)

    def mirror(self, waterline: float, depth: float, dark: float) -> None:
        """What stands above ``waterline`` in the water below, darker and broken."""
        line, deep = round(waterline * _FINE), round(depth * _FINE)
        above = np.asarray(self.image, dtype=np.float32)[line - deep : line][::-1]
        rows = np.arange(deep)
        shift = np.sin(rows / 9.0) * (1 + rows / 40) + np.sin(rows / 3.7) * 2
        broken = np.stack(
            [np.roll(r, int(s)) for r, s in zip(above, shift, strict=True)]
        )
        share = np.linspace(0.85, 0.35, deep, dtype=np.float32)[:, None]
        pixels = np.array(self.image, dtype=np.float32)
        band = pixels[line : line + deep]
        pixels[line : line + deep] = band + (broken * dark - band) * share
        self._set(pixels)

    def soften(self, radius: float) -> None:
        """All that is drawn so far out of focus."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * _FINE))
        self._draw = ImageDraw.Draw(self.image)

    def write(
        self, text: str, at: Point, size: float, tone: int, face: str = ""
    ) -> None:
        """``text`` with its middle at ``at``, in a font file or the plain one."""
        pixels = round(size * _FINE)
        font = han_font(face, pixels) if face else plain_font(pixels)
        place = (at[0] * _FINE, at[1] * _FINE)
        self._draw.text(place, text, fill=tone, font=font, anchor="mm")

    def _set(self, pixels: npt.NDArray[np.float32]) -> None:
        self.image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
        self._draw = ImageDraw.Draw(self.image)


@cache
def han_font(file: str, size: int) -> ImageFont.FreeTypeFont:
    """A Noto CJK font file as Simplified Chinese wants it: the third of each."""
    return ImageFont.truetype(file, size, index=2)


@cache
def plain_font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own Latin font."""
    return ImageFont.load_default(size)


def clouds(shape: tuple[int, int], seed: int, cells: tuple[int, int]) -> Array:
    """Smooth noise 0 to 1, four octaves, the coarsest of ``cells`` down and across."""
    source = np.random.RandomState(seed)
    total = np.zeros(shape)
    for octave in range(4):
        rows, columns = (max(2, n << octave) for n in cells)
        grid = source.uniform(size=(rows, columns)).astype(np.float32)
        size = (shape[1], shape[0])
        smooth = Image.fromarray(grid).resize(size, Image.Resampling.BICUBIC)
        total += np.asarray(smooth, dtype=np.float64) / (1 << octave)
    total -= total.min()
    return total / total.max()


def develop(canvas: Canvas, name: str) -> Image.Image:
    """The finished photograph: grain, darker corners, and a wedge with its name."""
    scale = LONG / max(canvas.width, canvas.height)
    size = (round(canvas.width * scale), round(canvas.height * scale))
    small = canvas.image.resize(size, Image.Resampling.HAMMING)
    pixels = np.asarray(small, dtype=np.float64)
    rows, columns = np.mgrid[-1 : 1 : size[1] * 1j, -1 : 1 : size[0] * 1j]
    pixels *= 1.04 - 0.2 * (rows**2 + columns**2) ** 1.2 / 2
    source = np.random.RandomState(sum(name.encode()))
    specks = np.clip(128 + 42 * source.normal(size=pixels.shape), 0, 255)
    grain = Image.fromarray(specks.astype(np.uint8))
    clumps = np.asarray(grain.filter(ImageFilter.GaussianBlur(0.9)), dtype=np.float64)
    pixels += (clumps - 127.5) / 3 * (0.55 + 0.45 * np.sin(np.pi * pixels / 255))
    film = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    _wedge(film, name)
    return film


def _wedge(film: Image.Image, name: str) -> None:
    """Eleven grey steps along the foot, and the file's name."""
    draw = ImageDraw.Draw(film)
    step, height = 26, 20
    left, top = 24, film.height - height - 20
    draw.rectangle(
        (left - 3, top - 3, left + 11 * step + 2, top + height + 2), fill=235
    )
    for i in range(11):
        x = left + i * step
        draw.rectangle((x, top, x + step - 1, top + height - 1), fill=i * 255 // 10)
    at = (left + 11 * step + 14, top + height // 2)
    draw.text((at[0] + 1, at[1] + 1), name, fill=30, font=plain_font(20), anchor="lm")
    draw.text(at, name, fill=235, font=plain_font(20), anchor="lm")


def jpeg(film: Image.Image) -> bytes:
    """The best JPEG that is not too large."""
    for quality in _QUALITIES:
        file = io.BytesIO()
        film.save(file, "JPEG", quality=quality, optimize=True, dpi=(250, 250))
        if file.tell() <= _MOST_BYTES:
            break
    return file.getvalue()


def webp(film: Image.Image) -> bytes:
    """The photograph as WebP, which knows colours only."""
    file = io.BytesIO()
    film.convert("RGB").save(file, "WEBP", quality=80, method=6)
    return file.getvalue()
