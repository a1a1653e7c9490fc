"""A picture with its caption, over one or more text columns, in whole rows."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.compose.atoms import Type
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Item, Picture, Rect
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Figure

_LEADING = 1.3
_PAD = 400
"""White between picture and caption, and below the caption, thousandths of a row."""
_TALLEST = 1.5
"""A picture taller than so many times its width is set narrower instead."""


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A picture at a width; lengths in mpt."""

    figure: Figure
    parts: int
    """Text columns that it stands over."""
    width: int
    image: tuple[int, int]
    """Width and height of the picture itself."""
    caption: tuple[Line, ...]
    size: int
    """Of the caption's type."""
    rows: int
    """Rows of the grid that picture, caption and white take."""


def set_figure(
    figure: Figure, pixels: tuple[int, int], over: tuple[int, int], case: TypeCase
) -> SetFigure:
    """Set ``figure``, of ``pixels``, over (columns, their width in mpt)."""
    parts, width = over
    spec, pitch = case.profile.caption, case.profile.grid.pitch
    image_width = min(width, round(width * _TALLEST * pixels[0] / pixels[1]))
    image = (image_width, image_width * pixels[1] // pixels[0])
    measure = width - width % spec.size
    caption = compose(
        [case.run(figure.caption, spec.font)], Type(size=spec.size),
        Frame(measure=measure), case.setting,
    )  # fmt: skip
    pad = pitch * _PAD // 1000
    text = round(len(caption) * spec.size * _LEADING) + pad * bool(caption)
    rows = -(-(image[1] + text + pad) // pitch)
    return SetFigure(figure, parts, width, image, caption, spec.size, rows)


def place_figure(figure: SetFigure, place: Rect, pitch: int) -> tuple[Item, ...]:
    """The picture and its caption in ``place``, whose height is whole rows."""
    width, tall = figure.image
    left = place.x + (place.width - width) // 2
    picture = Picture(
        "figure",
        Rect(left, place.y, width, tall),
        figure.figure.src,
        figure.figure.alt,
    )
    if not figure.caption:
        return (picture,)
    top = place.y + tall + pitch * _PAD // 1000
    leading = round(figure.size * _LEADING)
    placed = ((0, i * leading, line) for i, line in enumerate(figure.caption))
    lines = set_lines(placed, figure.size)
    area = Rect(place.x, top, place.width, height(len(lines), figure.size, leading))
    return picture, Element("caption", (Fragment(area, figure.size, lines),))
