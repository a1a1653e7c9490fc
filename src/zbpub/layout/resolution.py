"""Whether pictures have pixels enough for the width they are printed at.

Newsprint is screened at 85 to 100 lines an inch, and 1.5 to 2 pixels a line are wanted:
200 ppi is good, under 150 a picture grows soft, under 72 its pixels are seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zbpub.base.findings import Finding, Severity
from zbpub.base.length import from_mm
from zbpub.layout.page import Page, Picture
from zbpub.manuscript.model import Article, Figure, Issue

SOFT_PPI = 150
"""Under this a picture is told of."""
COARSE_PPI = 72
"""Under this it is not printed."""
_INCH, _MM = 72_000, from_mm(1)
_DRAWINGS = (".svg",)


def has_pixels(source: str) -> bool:
    """Whether a picture is made of pixels: a drawing is sharp at any size."""
    return not source.lower().endswith(_DRAWINGS)


def ppi(image: tuple[int, int], pixels: tuple[int, int]) -> int:
    """Pixels an inch of a picture that covers ``image`` (width and height, mpt)."""
    return min(count * _INCH // side for count, side in zip(pixels, image, strict=True))


def resolution_findings(
    pages: tuple[Page, ...], issue: Issue, sizes: Mapping[str, tuple[int, int]]
) -> tuple[Finding, ...]:
    """A finding for each picture of ``pages`` that is too coarse at its width.

    Args:
        pages: Finished pages.
        issue: Their manuscripts, to say where the picture is called for.
        sizes: Width and height of the pictures in pixels, by source.
    """
    articles = {article.name: article for article in issue.articles}
    return tuple(
        finding
        for page in pages
        for placed in page.articles
        for item in placed.items
        if isinstance(item, Picture) and item.role == "figure"
        for finding in _finding(item, articles.get(placed.name), sizes)
    )


def _finding(
    picture: Picture, article: Article | None, sizes: Mapping[str, tuple[int, int]]
) -> Iterator[Finding]:
    place = picture.place
    found = ppi((place.width, place.height), sizes[picture.source])
    if not has_pixels(picture.source) or found >= SOFT_PPI:
        return
    is_coarse = found < COARSE_PPI
    widest = place.width * found // SOFT_PPI // _MM
    yield Finding(
        code="L031" if is_coarse else "L030",
        message=f"the picture {picture.source!r} has {found} ppi at its width of"
        f" {place.width // _MM} mm, {SOFT_PPI} are wanted",
        path=article.path if article else "",
        line=_line_of(picture.source, article),
        severity=Severity.ERROR if is_coarse else Severity.WARNING,
        hint=f"give a larger file, or let it stand no wider than {widest} mm",
    )


def _line_of(source: str, article: Article | None) -> int:
    body = article.body if article else ()
    lines = (b.line for b in body if isinstance(b, Figure) and b.src == source)
    return next(lines, 0)
