"""What a PDF is made from, beside its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSpec:
    """What a PDF needs beside its pages."""

    title: str
    publication: str
    language: str
    created: str
    """ISO 8601 time, from the issue: the clock is never asked."""
    description: str
    look: Path
    """The look's folder: ``page.html.j2`` and ``page.css``. Beside it lies what looks
    share: ``base.css``, and templates to extend."""
    images: Mapping[str, bytes]
    """Picture files by their source in the manuscript."""
