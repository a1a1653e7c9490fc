"""WeasyPrint, loaded quickly: the names of it that painting uses.

WeasyPrint looks for its libraries by the names that each system has for them. Every
name that Linux does not have is searched for by the compiler, the linker and
``ldconfig``: some fifty processes, a quarter of a second for each build. Their names on
Linux are known, and the loader finds them without a search.

It also loads what of fontTools cuts fonts and fixes variable ones, a tenth of a second.
HarfBuzz cuts ours; that part is loaded when it is called.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

_LIBRARIES = (
    "libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0", "libfontconfig.so.1", "libpangoft2-1.0.so.0",
)  # fmt: skip
"""What WeasyPrint opens, by the last names that it tries on Linux."""


def _are_known() -> bool:
    """Whether the loader has all libraries by their names on Linux."""
    if sys.platform != "linux":
        return False
    try:
        for name in _LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _nowhere(_name: str) -> None:
    """Search for nothing: the next name will do."""


@contextmanager
def _no_search() -> Iterator[None]:
    """No library is searched for while the block runs, if the loader has them all."""
    search = ctypes.util.find_library
    if _are_known():
        ctypes.util.find_library = _nowhere  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = search


_CUTTER = "fontTools.subset"
_FIXER = "fontTools.varLib.instancer"


class _Cutter(ModuleType):
    """Stands in for the module that cuts fonts until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(_CUTTER), name)


def _fixed(*args: Any, **options: Any) -> Any:
    """What fontTools' ``instantiateVariableFont`` gives."""
    return import_module(_FIXER).instantiateVariableFont(*args, **options)


@contextmanager
def _no_font_tools() -> Iterator[None]:
    """Others stand in for slow parts of fontTools while the block runs."""
    fixer = ModuleType(_FIXER)
    fixer.instantiateVariableFont = _fixed  # type: ignore[attr-defined]
    others = {_CUTTER: _Cutter(_CUTTER), _FIXER: fixer}
    others = {name: other for name, other in others.items() if name not in sys.modules}
    sys.modules.update(others)
    try:
        yield
    finally:
        for name in others:
            del sys.modules[name]


with _no_search(), _no_font_tools():
    from cssselect2 import ElementWrapper
    from weasyprint import CSS, HTML
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.html import HTML_HANDLERS, handle_object
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
    from weasyprint.text.line_break import create_layout
    from weasyprint.urls import URLFetcher, URLFetcherResponse

_TEXT = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption")
"""Text of one fragment needs no ``<object>`` in its element: it is one. An element and
its box take half a thousandth of a second, and a page has a hundred of them."""
HTML_HANDLERS.update(dict.fromkeys(_TEXT, handle_object))


class ParsedHTML(HTML):  # type: ignore[misc]  # WeasyPrint publishes no types
    """A document whose elements are known: what ``HTML`` has when it has parsed."""

    def __init__(self, root: Element, url_fetcher: URLFetcher, base_url: str) -> None:
        self.base_url = base_url
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(
            root, content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element


__all__ = [
    "CSS",
    "HTML",
    "INITIAL_VALUES",
    "Font",
    "FontConfiguration",
    "ParsedHTML",
    "URLFetcher",
    "URLFetcherResponse",
    "create_layout",
    "get_pango_font_key",
]  # fmt: skip
