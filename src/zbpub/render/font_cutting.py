"""The fonts of a document, cut down to their used glyphs on all cores.

WeasyPrint cuts one font after the other when all pages are painted. HarfBuzz does it
and lets other threads run: when the first font is called for, all are cut at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

_MOST_THREADS = 4

Clean = Callable[[Mapping[int, str], bool], None]
"""WeasyPrint's ``Font.clean``: takes the used glyphs and whether hints are kept."""


class FontCutting:
    """Cuts the fonts it was given, once their document is painted."""

    def __init__(self) -> None:
        self._own: dict[int, tuple[Any, Clean]] = {}
        """Each font with its own ``clean``, by the font's identity."""
        self._cut: dict[int, Future[None]] = {}

    def take(self, font: Any) -> None:
        """Have ``font`` cut together with the others; nothing happens yet."""
        if id(font) in self._own:
            return
        self._own[id(font)] = font, font.clean

        def clean(used: Mapping[int, str], hinting: bool) -> None:
            self._clean(font, used, hinting)

        font.clean = clean

    def _clean(self, font: Any, used: Mapping[int, str], hinting: bool) -> None:
        """Cut ``font`` as its own ``clean`` does, and the others meanwhile."""
        if not self._cut:
            with ThreadPoolExecutor(_MOST_THREADS) as pool:
                for key, (other, clean) in self._own.items():
                    self._cut[key] = pool.submit(clean, dict(other.to_unicode), hinting)
        self._cut[id(font)].result()
        if used != font.to_unicode:
            # It is not alone with its name: other glyphs are wanted than it has used.
            self._own[id(font)][1](used, hinting)
