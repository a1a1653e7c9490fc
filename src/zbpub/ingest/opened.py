"""Opened: what a door gives: text, what its file tells of it, its pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zbpub.base.findings import Finding, InputError
from zbpub.ingest.given import Given
from zbpub.ingest.known import Known
from zbpub.ingest.scan import Place

MOST_BYTES = 64 << 20
"""Bytes of a source; a larger file is no newspaper copy."""

PICTURE_TYPES = {
    "a JPEG picture": "jpg",
    "a PNG picture": "png",
    "a GIF picture": "gif",
    "a WebP picture": "webp",
    "a BMP picture": "bmp",
    "a TIFF picture": "tif",
}
"""The pictures that an issue may hold, and the suffixes of their files."""

WRAPPED_NOTICE = (
    "I111",
    "the paragraphs look like lines that were broken by hand; they are joined where a"
    " sentence goes on",
    "compare the paragraphs with the source",
)
"""Code, message and hint of the finding about hard line breaks."""


def ruby_notice(count: int) -> tuple[str, str, str]:
    """Code, message and hint of the finding about ``count`` words with readings."""
    return (
        "I116",
        f"readings stand beside {count} words; they are taken over as {{滕|téng}}, but"
        " for those in titles, captions and bylines",
        "see that those that matter are in the manuscript",
    )


_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_STEM = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a text comes from, as far as its file says; everything may be empty."""

    encoding: str = ""
    """How its characters are written: ``utf-8``, ``gb18030``, ``big5``…"""
    title: str = ""
    site: str = ""
    source: str = ""
    """The paper or agency that a web page took it from (来源)."""
    author: str = ""
    date: str = ""
    """As written there."""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A source, opened."""

    text: str
    """The source text: findings and ledger count its lines and characters."""
    kind: str
    """``text``, ``docx``, ``html`` or ``scan``."""
    images: Mapping[str, bytes] = field(default_factory=dict)
    """Contents by their paths in the issue's folder: ``images/report-1f2e3d4c.jpg``."""
    wanted: Mapping[str, str] = field(default_factory=dict)
    """Pictures that lie beside the source: path in the issue's folder to path there."""
    origin: Origin = Origin()
    findings: tuple[Finding, ...] = ()
    given: Given | Known | None = None
    """The lines and what the file says of them; None: the text is to be guessed at."""
    places: tuple[Place, ...] = ()
    """Of a scan: where on the page each row of the text stands."""
    more: tuple[Opened, ...] = ()
    """Of a scan of several pages: those behind the first."""

    @property
    def is_page(self) -> bool:
        """Whether it is a page of a newspaper, with a number (版次) of its own."""
        return self.kind in ("text", "scan")

    @property
    def paragraphs_known(self) -> bool:
        """Whether each of the source's paragraphs is whole beyond doubt."""
        if isinstance(self.given, Known):
            return True
        return self.given is not None and not self.given.wrapped


def source_stem(name: str) -> str:
    """What the manuscripts of the source ``name`` are called after.

    Letters, digits and hyphens; where others had to go, a few digits tell it from
    sources that differ in those.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    base = base.rpartition(".")[0] or base
    stem = _UNSAFE.sub("-", base).strip("-")[:_LONGEST_STEM]
    if stem and stem == base:
        return stem
    digest = hashlib.sha256(base.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{stem or 'report'}-{digest}"


def sheet_name(name: str, number: int) -> str:
    """What the page ``number`` of a file of several is called: ``scan.hocr#2``."""
    return f"{name}#{number}"


def picture_path(name: str, key: bytes, suffix: str) -> str:
    """The path in the issue's folder of a picture that came with the source ``name``.

    The same ``key`` gives the same path, another one another, whatever the source's
    name is; it holds nothing but letters, digits and hyphens.
    """
    base = name.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    stem = _UNSAFE.sub("-", base).strip("-")[:_LONGEST_STEM] or "picture"
    return f"images/{stem}-{hashlib.sha256(key).hexdigest()[:8]}.{suffix}"


def refuse_source(code: str, message: str, hint: str, *, path: str) -> InputError:
    """The error that says why the source ``path`` cannot be opened."""
    return InputError(Finding(code=code, message=message, path=path, hint=hint))
