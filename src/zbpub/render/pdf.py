"""Pages in, the reader's PDF out: tagged, with bookmarks, painted line by line."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path
from typing import Any

import segno

from zbpub.base.length import css
from zbpub.base.templates import open_templates
from zbpub.layout.jump_line import page_id
from zbpub.layout.page import Element, Page, Picture, Rect
from zbpub.render.engine import (
    CSS,
    HTML,
    FontConfiguration,
    ParsedHTML,
    URLFetcher,
    URLFetcherResponse,
)
from zbpub.render.markup import read_markup
from zbpub.render.own_links import with_own_links
from zbpub.render.paint import PaintedCode, PaintedFragment
from zbpub.render.paint_fonts import Palette
from zbpub.render.paint_picture import PaintedPicture, raster_file
from zbpub.render.pdf_objects import finish_objects
from zbpub.render.pdf_spec import PdfSpec
from zbpub.render.picture_file import printable
from zbpub.render.tables import with_tables

_BASE = "zb:/"
"""Where the document says it lies: its addresses lead nowhere else."""
_EMBEDDED = ("data:image/png;base64,", "data:image/jpeg;base64,")
"""Pictures that an SVG carries inside itself."""


class ForbiddenAddressError(ValueError):
    """A template or style sheet asked for something outside the issue and styles."""


class _OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint publishes no types
    """Serves the issue's pictures and nothing else: no network, no other file."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__()
        self._images = images

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Give the picture of an own address; refuse any other."""
        if url.startswith(_EMBEDDED):
            return super().fetch(url, headers)
        source = url.removeprefix("zb:image/")
        if source == url or source not in self._images:
            raise ForbiddenAddressError(f"not a picture of this issue: {url}")
        return URLFetcherResponse(url, printable(self._images[source]))


def render_pdf(pages: tuple[Page, ...], spec: PdfSpec) -> bytes:
    """Render ``pages`` by WeasyPrint; the same pages give the same bytes."""
    painted = _Painted(spec.images)
    pages = with_own_links(pages)
    environment = open_templates(spec.look, spec.look.parent)
    environment.filters |= {
        "box": _box, "at": _at, "within": _within, "pt": css,
        "percent": _percent, "page_id": page_id, "with_tables": with_tables,
    }  # fmt: skip
    markup = environment.get_template("page.html.j2").render(
        pages=pages, spec=spec, address=painted.address
    )
    fetcher = _OwnFiles(spec.images)
    fonts = FontConfiguration()
    painted.prepare(fonts)
    sheets = [
        CSS(string=text, url_fetcher=fetcher, font_config=fonts)
        for text in _sheets(spec.look)
    ]

    def finish(_document: Any, pdf: Any) -> None:
        painted.palette.finish(pdf)
        if _reads_leftward(pages):
            # Vertical pages follow from right to left (ISO 32000-1, table 150).
            pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
        finish_objects(pdf, painted.palette.packed())

    document = _document(markup, fetcher)
    pdf: bytes = document.write_pdf(
        stylesheets=sheets, font_config=fonts, cache=painted.cache,
        pdf_variant="pdf/ua-1", pdf_tags=True, finisher=finish,
        pdf_identifier=md5(markup.encode(), usedforsecurity=False).digest(),
    )  # fmt: skip
    return pdf


def _document(markup: str, fetcher: _OwnFiles) -> HTML:
    root = read_markup(markup)
    if root is None:
        return HTML(string=markup, url_fetcher=fetcher, base_url=_BASE)
    return ParsedHTML(root, fetcher, _BASE)


def _sheets(look: Path) -> Iterator[str]:
    """The style sheet that looks share, if there is one, then the look's own."""
    shared = look.parent / "base.css"
    if shared.is_file():
        yield shared.read_text("utf-8")
    yield (look / "page.css").read_text("utf-8")


@contextmanager
def render_log() -> Iterator[list[str]]:
    """What WeasyPrint warns of while the block runs, as one list of messages."""
    said: list[str] = []
    handler = _Listener(said)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


class _Listener(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self._said.append(record.getMessage())


class _Painted:
    """The painted objects of a document, by address."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        self.cache: dict[str, Any] = {}
        self.palette = Palette()
        self._images = images

    def address(self, item: Any) -> str:
        """The address under which WeasyPrint finds ``item`` painted."""
        if isinstance(item, Picture) and item.role != "qr":
            return self._picture(item.source)
        address = f"zb:painted/{len(self.cache)}"
        if isinstance(item, Picture):
            # Error level M and four modules of quiet zone (ISO/IEC 18004, 8.5).
            code = segno.make(item.source, error="m", micro=False)
            matrix = [list(row) for row in code.matrix_iter(border=4)]
            self.cache[address] = PaintedCode(matrix)
        else:
            self.cache[address] = PaintedFragment(item, self.palette)
        return address

    def prepare(self, font_config: FontConfiguration) -> None:
        """Begin what painting will need: the markup has asked for all addresses."""
        fragments = (
            item.fragment
            for item in self.cache.values()
            if isinstance(item, PaintedFragment)
        )
        self.palette.prepare(fragments, font_config)

    def _picture(self, source: str) -> str:
        """The address of a picture; WeasyPrint itself reads what is no raster file."""
        address = f"zb:image/{source}"
        if address not in self.cache and source in self._images:
            file = raster_file(printable(self._images[source]))
            if file is not None:
                self.cache[address] = PaintedPicture(source, file)
        return address


def _reads_leftward(pages: tuple[Page, ...]) -> bool:
    """Whether the running text is in vertical lines."""
    items = (item for page in pages for one in page.articles for item in one.items)
    return any(
        fragment.is_vertical
        for item in items
        if isinstance(item, Element) and item.role == "body"
        for fragment in item.fragments
    )


def _box(place: Rect) -> str:
    """A place on the sheet as CSS."""
    return f"{_at(place)};width:{css(place.width)};height:{css(place.height)}"


def _at(place: Rect) -> str:
    """Where a place begins as CSS: what is painted there has its own size."""
    return f"left:{css(place.x)};top:{css(place.y)}"


def _percent(focus: tuple[int, int]) -> str:
    """A picture's focus, given in thousandths, as a CSS position."""
    return " ".join(f"{part // 10}.{part % 10}%" for part in focus)


def _within(place: Rect, element: Element) -> str:
    """A fragment's place inside its element, whose place is its first fragment's."""
    origin = element.fragments[0].place
    moved = Rect(place.x - origin.x, place.y - origin.y, place.width, place.height)
    return _box(moved)
