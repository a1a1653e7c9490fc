"""The fonts of a document, cut down to their used glyphs while its pages are laid out.

WeasyPrint cuts one font after the other when all pages are painted. What glyphs the
pages show is known before: HarfBuzz and zlib cut and pack in other threads meanwhile.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from zbpub.render.pdf_objects import LEVEL

_MOST_THREADS = 4
_HINTING = False
"""Whether hints are kept: WeasyPrint's own choice when nobody asks."""


class FontCutting:
    """Cuts fonts ahead; their document finds them cut."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_MOST_THREADS)
        self._begun: list[tuple[Any, Future[bytes]]] = []

    def begin(self, font: Any, glyphs: Collection[int]) -> None:
        """Begin to cut ``font``, WeasyPrint's own, down to ``glyphs``.

        Its ``clean`` then waits for the end, or cuts it again if other glyphs or hints
        are wanted than were told.
        """
        own, whole = font.clean, font.file_content
        used = dict.fromkeys(glyphs, "")

        def cut() -> bytes:
            own(used, _HINTING)
            return zlib.compress(font.file_content, LEVEL)

        future = self._pool.submit(cut)
        self._begun.append((font, future))

        def clean(wanted: Mapping[int, str], hinting: bool) -> None:
            future.result()
            if wanted.keys() != used.keys() or hinting != _HINTING:
                font.file_content = whole
                own(wanted, hinting)

        font.clean = clean

    def packed(self) -> dict[bytes, bytes]:
        """The files of all fonts as they were cut ahead, and each packed."""
        self._pool.shutdown()
        return {font.file_content: future.result() for font, future in self._begun}
