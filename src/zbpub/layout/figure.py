"""A picture with its caption and credit, over text columns, in whole rows.

A picture that may be cropped fills its rows exactly; any other keeps its whole height,
and what its last row has over is white below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose, compose_ahead
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Item, Picture, Rect
from zbpub.layout.resolution import COARSE_PPI, SOFT_PPI, has_pixels, ppi
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.charts import FOLDER
from zbpub.manuscript.model import Article, Figure, PictureNote

CREDIT_FONT = "kai"
"""The font role of credits, where a profile has it; else the caption's."""
PHOTOGRAPHS = (".jpg", ".jpeg", ".webp")
"""Files that may be cropped though no note says so."""
FLATTEST, TALLEST = 720, 1250
"""How high a crop may make a picture, thousandths of its height at that width: 72 %
or more of its area stays in sight."""
_LEADING = 1.3
_PAD = 400
"""White between picture and caption, and below the caption, thousandths of a row."""
_SLIMMEST = 1500
"""A picture taller than so many thousandths of its width is cropped, or set
narrower."""
_SLIMMEST_TURNED = 2600
"""The same on a vertical page, where pictures lie on their side in the reading frame:
what is tall there is wide, and only a panorama is too wide."""
_DEAREST = 6
"""The cost of a crop at the range's ends; 0 is the picture as it is."""
_NARROWED = 3
"""The cost of a picture that leaves white at its sides."""
_SMALL, _LARGE = 650, 1700
"""Thousandths of a chart's own width between which its letters are of a good size."""
_SOFT, _COARSE = 4, 60
"""What too few pixels for its width cost: the make-up rather sets it narrower."""


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A picture at a width; lengths in mpt."""

    figure: Figure
    parts: int
    """Text columns that it stands over."""
    width: int
    image: tuple[int, int]
    """Width and height of the frame that shows the picture."""
    caption: tuple[Line, ...]
    size: int
    """Of the caption's type."""
    rows: int
    """Rows of the grid that picture, caption, credit and white take."""
    credit: tuple[Line, ...] = ()
    shares_line: bool = False
    """Whether the credit stands on the caption's last line."""
    cost: int = 0
    """0 for the picture as it is, up to 6 for a crop at the range's ends, and more for
    a picture with too few pixels for its width."""
    focus: tuple[int, int] = (500, 500)
    """The point that a crop keeps, thousandths from the picture's top left."""


@dataclass(frozen=True, slots=True)
class _Legend:
    """Caption and credit at a measure."""

    caption: tuple[Line, ...]
    credit: tuple[Line, ...]
    shares_line: bool

    @property
    def lines(self) -> int:
        return len(self.caption) + len(self.credit) - self.shares_line


def note_of(article: Article, figure: Figure) -> PictureNote | None:
    """What the front matter of ``article`` says of ``figure``."""
    return next((note for note in article.pictures if note.src == figure.src), None)


def may_crop(figure: Figure, note: PictureNote | None) -> bool:
    """Whether ``figure`` may be cropped: its note says so, or it is a photograph."""
    return note.crop if note else figure.src.lower().endswith(PHOTOGRAPHS)


def figure_variants(
    figure: Figure,
    note: PictureNote | None,
    pixels: tuple[int, int],
    over: tuple[int, int],
    case: TypeCase,
) -> tuple[SetFigure, ...]:
    """All treatments of ``figure`` over some text columns, the cheapest first.

    No two have the same number of rows. The whole picture is among them, unless a crop
    of as many rows leaves less white than half a row.

    Args:
        figure: The picture, as the body names it.
        note: What the front matter says of it.
        pixels: Its width and height.
        over: Text columns, and their width with the gutters between them, mpt.
        case: The type.
    """
    parts, width = over
    spec, pitch = case.profile.caption, case.profile.grid.pitch
    legend = _legend(figure, note, width - width % spec.size, case)
    pad = pitch * _PAD // 1000
    below = round(legend.lines * spec.size * _LEADING) + pad * bool(legend.lines) + pad
    focus = note.focus if note else (500, 500)

    def variant(image: tuple[int, int], rows: int, cost: int) -> SetFigure:
        return SetFigure(
            figure, parts, width, image, legend.caption, spec.size, rows,
            legend.credit, legend.shares_line, cost + strain, focus,
        )  # fmt: skip

    strain = _strain(figure, pixels, width)
    slimmest = _SLIMMEST_TURNED if case.setting.vertical else _SLIMMEST
    whole = _whole(pixels, width, slimmest)
    rows = -(-(whole[1] + below) // pitch)
    found = {rows: variant(whole, rows, _NARROWED * (whole[0] < width))}
    spare = rows * pitch - whole[1] - below
    if may_crop(figure, note):
        for rows_, tall, cost in _crops(pixels, (width, slimmest), below, pitch):
            known = found.get(rows_)
            if known is None or 2 * spare > pitch or cost + strain < known.cost:
                found[rows_] = variant((width, tall), rows_, cost)
    return tuple(sorted(found.values(), key=lambda each: (each.cost, each.rows)))


def captions_ahead(
    figures: Iterable[tuple[Figure, PictureNote | None, int]], case: TypeCase
) -> None:
    """Set many captions at once that will be asked for over their widths, mpt."""
    spec = case.profile.caption
    wanted = (
        ([run], Frame(measure=width - width % spec.size))
        for figure, note, width in figures
        for run in _legend_runs(figure, note, case)
    )
    compose_ahead(wanted, Type(size=spec.size), case.setting)


def _legend_runs(
    figure: Figure, note: PictureNote | None, case: TypeCase
) -> tuple[StyledRun, StyledRun]:
    """Caption and credit."""
    font = case.profile.caption.font
    face = CREDIT_FONT if CREDIT_FONT in case.faces else font
    credit = note.credit if note else ""
    return case.run(figure.caption, font), case.run(credit, face)


def _strain(figure: Figure, pixels: tuple[int, int], width: int) -> int:
    """What it costs to print ``figure`` at ``width``: soft, or with small letters."""
    if figure.src.startswith(FOLDER) and not has_pixels(figure.src):
        # A drawing's size is in hundredths of 1/96 inch, which is 7.5 mpt.
        scale = width * 2000 // (pixels[0] * 15)
        return _COARSE * (scale < _SMALL) + _SOFT * (scale > _LARGE)
    found = ppi((width, max(1, width * pixels[1] // pixels[0])), pixels)
    if not has_pixels(figure.src) or found >= SOFT_PPI:
        return 0
    return _COARSE if found < COARSE_PPI else _SOFT


def _whole(pixels: tuple[int, int], width: int, slimmest: int) -> tuple[int, int]:
    """Width and height of the uncropped picture, narrower where it would be tall."""
    narrowest = width * slimmest * pixels[0] // (1000 * pixels[1])
    wide = max(1, min(width, narrowest))
    return wide, max(1, wide * pixels[1] // pixels[0])


def _crops(
    pixels: tuple[int, int], over: tuple[int, int], below: int, pitch: int
) -> list[tuple[int, int, int]]:
    """Rows, height (mpt) and cost of each crop that fills its width and rows.

    ``over`` is that width, and how tall a picture may be in thousandths of it.
    """
    width, slimmest = over
    natural = width * pixels[1] // pixels[0]
    least = -(-natural * FLATTEST // 1000)
    most = min(natural * TALLEST // 1000, width * slimmest // 1000)
    crops = []
    for rows in range(-(-(least + below) // pitch), (most + below) // pitch + 1):
        tall = rows * pitch - below
        by = (tall - natural) * 1000 // natural
        end = TALLEST - 1000 if by > 0 else FLATTEST - 1000
        crops.append((rows, tall, round(_DEAREST * by / end)))
    return crops


def _legend(
    figure: Figure, note: PictureNote | None, measure: int, case: TypeCase
) -> _Legend:
    """Caption and credit; the credit beside the caption's end where it has room."""
    spec = case.profile.caption
    type_, frame = Type(size=spec.size), Frame(measure=measure)
    caption, credit = (
        compose([run], type_, frame, case.setting)
        for run in _legend_runs(figure, note, case)
    )
    shares = bool(caption and len(credit) == 1) and (
        caption[-1].width + spec.size + credit[0].width <= measure
    )
    return _Legend(caption, credit, shares)


def place_figure(figure: SetFigure, place: Rect, pitch: int) -> tuple[Item, ...]:
    """Picture, caption and credit in ``place``, whose height is whole rows."""
    width, tall = figure.image
    left = place.x + (place.width - width) // 2
    items: list[Item] = [
        Picture(
            "figure",
            Rect(left, place.y, width, tall),
            figure.figure.src,
            figure.figure.alt,
            figure.focus,
        )
    ]
    leading = round(figure.size * _LEADING)
    top = place.y + tall + pitch * _PAD // 1000
    if figure.caption:
        lines = [(0, line) for line in figure.caption]
        items.append(_text("caption", lines, (place, top), figure.size))
    if figure.credit:
        top += (len(figure.caption) - figure.shares_line) * leading
        measure = place.width - place.width % figure.size
        lines = [(measure - line.width, line) for line in figure.credit]
        items.append(_text("credit", lines, (place, top), figure.size))
    return tuple(items)


def _text(
    role: str, lines: Sequence[tuple[int, Line]], at: tuple[Rect, int], size: int
) -> Element:
    """Lines given as (x, line), from the height ``at[1]`` of the place ``at[0]``."""
    (place, top), leading = at, round(size * _LEADING)
    placed = ((x, i * leading, line) for i, (x, line) in enumerate(lines))
    area = Rect(place.x, top, place.width, height(len(lines), size, leading))
    return Element(role, (Fragment(area, size, set_lines(placed, size)),))
