"""What the e-book needs beyond the words: styles, pictures, a font, a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubSpec:
    """The things of one e-book that its manuscripts do not hold."""

    styles: Path
    """The folder ``styles/``; templates and CSS come from its folder ``epub/``."""
    cover: bytes
    """The front page as PNG or JPEG."""
    cover_size: tuple[int, int]
    """Width and height of the cover, in pixels; the long side at least 1600."""
    images: Mapping[str, bytes]
    """The files of the figures, by ``Figure.src``."""
    font: Path
    """An OpenType font or collection; a subset of it goes into the book."""
    font_index: int = 0
    """The face of a collection; Noto CJK: JP 0, KR 1, SC 2, TC 3, HK 4."""
    modified: datetime
    """When the edition was last changed; without a zone it counts as UTC."""
    certified_by: str = ""
    """Who has checked the book against WCAG; empty: nobody, and none is claimed."""
