"""A build's files on their way: rendered in a scratch folder, and proved there.

What renders and proves them takes half a second to load: ``load_press`` does it while
other processes make up the pages; an issue that is refused needs none of it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from zbpub.base.findings import (
    Finding,
    InputError,
    MachineError,
    ZbpubError,
    errors,
)
from zbpub.layout.cover import cover_page
from zbpub.layout.page import Page
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Issue
from zbpub.render.epub_spec import EpubSpec
from zbpub.render.pdf_spec import PdfSpec

if TYPE_CHECKING:
    from jinja2 import TemplateError

Say = Callable[[str], None]
"""Takes one line of progress."""

_PAGES = "pages.pdf"
_COVER_LONG_SIDE = 2000
"""Pixels; shops ask for 1600 and more."""


def load_press() -> None:
    """Load what ``Draft.pdf`` and ``paint_pages`` need."""
    import zbpub.preflight.pdf_proof
    import zbpub.render.pdf  # noqa: F401  # both only loaded


def stop_on(findings: Iterable[Finding]) -> None:
    """Go no further when one of ``findings`` is an error.

    Raises:
        ZbpubError: With all the errors.
    """
    if found := errors(findings):
        raise ZbpubError(*found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the files of one issue are made from."""

    issue: Issue
    case: TypeCase
    pages: tuple[Page, ...]
    """Empty: no page could be made up, and only the e-book is wanted."""
    texts: Mapping[str, str]
    """What must be printed under each name that stands on a page."""
    images: Mapping[str, bytes]
    styles: Path
    scratch: Path
    epoch: int | None
    """SOURCE_DATE_EPOCH; None: the issue's date is the files' time."""

    @property
    def time(self) -> datetime:
        """The time that finished files carry; the clock is never asked."""
        if self.epoch is not None:
            return datetime.fromtimestamp(self.epoch, UTC)
        return datetime.fromisoformat(self.issue.config.date).replace(tzinfo=UTC)

    def pdf(self, say: Say) -> Path:
        """Render the pages, and prove the file."""
        from zbpub.preflight.pdf_proof import prove_pdf

        say("painting the PDF")
        path = self._render(self.pages, _PAGES)
        say("proving the PDF's text")
        placed = [article.name for page in self.pages for article in page.articles]
        expected = {name: self.texts[name] for name in placed}
        stop_on(prove_pdf(path, expected))
        return path

    def epub(self, say: Say) -> tuple[Path, tuple[Finding, ...]]:
        """Build the e-book with the front page as its cover, and prove the file.

        With it comes what there is to say: links left out, characters it lacks.
        """
        from zbpub.preflight.epub import prove_epub
        from zbpub.render.epub import build_epub, epub_findings
        from zbpub.render.epub_order import reading_order
        from zbpub.render.epub_text import article_text

        say("drawing the cover")
        cover, size = _drawn(self._front())
        say("binding the e-book")
        path = self.scratch / "book.epub"
        spec = self._book(cover, size)
        path.write_bytes(build_epub(self.issue, spec))
        say("proving the e-book's text")
        expected = {a.name: article_text(a) for a in reading_order(self.issue)}
        stop_on(prove_epub(path, expected))
        return path, epub_findings(self.issue, spec)

    def _front(self) -> Path:
        """A PDF that begins with the front page: the readers' own, when it is made."""
        rendered = self.scratch / _PAGES
        if rendered.is_file():
            return rendered
        front = self.pages[:1] or (cover_page(self.issue, self.case),)
        return self._render(front, "cover.pdf")

    def _book(self, cover: bytes, size: tuple[int, int]) -> EpubSpec:
        body = self.case.faces[self.case.profile.body.font].faces[0].key
        return EpubSpec(
            styles=self.styles,
            cover=cover,
            cover_size=size,
            images=self.images,
            font=Path(body.path),
            font_index=body.index,
            modified=self.time,
        )

    def _render(self, pages: tuple[Page, ...], name: str) -> Path:
        config = self.issue.config
        numbers = "、".join(page.number for page in pages)
        spec = PdfSpec(
            title=f"{config.publication} {config.date} 第{numbers}版",
            publication=config.publication,
            language=config.language,
            created=self.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            description="；".join(a.headline for a in self.issue.articles),
            look=self.styles / "looks" / config.look,
            images=self.images,
        )
        path = self.scratch / name
        path.write_bytes(paint_pages(pages, spec))
        return path


def paint_pages(pages: tuple[Page, ...], spec: PdfSpec) -> bytes:
    """The PDF of ``pages``, when WeasyPrint has no complaint of the look.

    Raises:
        ZbpubError: The look's template or style sheet is wrong.
    """
    from jinja2 import TemplateError

    from zbpub.render.pdf import render_log, render_pdf

    try:
        with render_log() as said:
            pdf = render_pdf(pages, spec)
    except TemplateError as error:
        raise InputError(_broken(error, spec.look)) from error
    stop_on(_spoken(said, spec.look))
    return pdf


def _broken(error: TemplateError, look: Path) -> Finding:
    """A look's template that Jinja2 cannot read or fill."""
    return Finding(
        code="S010",
        message=f"the template fails: {error.message}",
        path=getattr(error, "filename", None) or str(look / "page.html.j2"),
        line=getattr(error, "lineno", 0) or 0,
        hint="mend it; docs/styles.md lists what a template is given",
    )


def _spoken(said: Iterable[str], look: Path) -> Iterable[Finding]:
    """What the renderer complained about: a look that it does not understand."""
    for message in said:
        yield Finding(
            code="S007",
            message=f"WeasyPrint: {message}",
            path=str(look),
            hint="mend the template or the style sheet",
        )


def _drawn(pdf: Path) -> tuple[bytes, tuple[int, int]]:
    """The first page of ``pdf`` as JPEG, and its size in pixels.

    Raises:
        MachineError: pdftoppm is not installed.
    """
    try:
        drawn = subprocess.run(
            [
                "pdftoppm", "-f", "1", "-l", "1", "-singlefile",
                "-scale-to", str(_COVER_LONG_SIDE), str(pdf),
            ],
            capture_output=True, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise MachineError(
            Finding(
                code="X004",
                message=f"pdftoppm does not run: {error}",
                hint="run: make setup (it installs poppler-utils)",
            )
        ) from error
    with Image.open(BytesIO(drawn)) as image:
        jpeg = BytesIO()
        image.save(jpeg, "JPEG", quality=85, optimize=True)
        return jpeg.getvalue(), image.size
