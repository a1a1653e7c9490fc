"""The recipes: what each command does, stage after stage.

Here, in ``manuscript.load`` and in ``cli`` files are read; here files are written. The
stages between know of none.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, UnidentifiedImageError
from pydantic import ValidationError

from zbpub.base.files import disk_guard, write_files
from zbpub.base.findings import Finding, InputError, MachineError, ZbpubError, errors
from zbpub.compose.locate import find_typeface
from zbpub.compose.setting import Elastic, Level, Setting
from zbpub.edition.editions import EDITIONS, edit_issue
from zbpub.ingest_recipe import LEDGER_NAME
from zbpub.layout.coverage import uncovered, unsettable
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.profile import parse_profile
from zbpub.layout.styling import reading_text
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Issue
from zbpub.preflight.epub import judge_epub, prove_epub
from zbpub.preflight.pdf_judge import judge_pdf
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.render.epub import build_epub
from zbpub.render.epub_spec import EpubSpec
from zbpub.render.epub_text import article_text, figures_of
from zbpub.render.pdf import PdfSpec, render_log, render_pdf
from zbpub.report import report

Say = Callable[[str], None]
"""Takes one line of progress."""

_COVER_LONG_SIDE = 2000
"""Pixels; shops ask for 1600 and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built."""

    folder: Path
    styles: Path
    out: Path
    formats: tuple[str, ...]
    """``pdf``, ``epub``."""
    edition: str = ""
    """Empty: the issue's own language."""
    epoch: int | None = None
    """SOURCE_DATE_EPOCH, when set: the time that finished files carry."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, and what there is to say of it."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    made: MadeUp


def build(order: Order, say: Say) -> Built:
    """Build an issue's files and prove that no character is lost.

    Raises:
        ZbpubError: Anything that the user can mend; nothing in ``order.out`` changed.
    """
    issue, findings = load_issue(order.folder)
    issue = edit_issue(issue, order.edition)
    case = open_case(order.styles, issue)
    _check_look(order.styles / "looks" / issue.config.look)
    _stop_on((*uncovered(issue, case), *unsettable(issue)))
    say(f"composing {len(issue.articles)} articles")
    images = read_pictures(order.folder, issue)
    made = make_up(issue, case, picture_sizes(images, issue))
    _stop_on(made.findings)
    findings += made.findings
    say(f"made up {len(made.pages)} page(s)")
    files: dict[Path, bytes] = {}
    with disk_guard(), TemporaryDirectory(prefix="zbpub-") as scratch:
        draft = _Draft(order, issue, made, images, Path(scratch))
        pdf = draft.pdf(say)
        if "pdf" in order.formats:
            files[draft.place("pdf")] = pdf.read_bytes()
        if "epub" in order.formats:
            files[draft.place("epub")] = draft.epub(pdf, case, say).read_bytes()
    ledger = _read_ledger(order.folder / LEDGER_NAME)
    files[draft.folder / "report.json"] = _json(report(issue, made, findings, ledger))
    write_files(files)
    return Built(tuple(files), findings, made)


def _read_ledger(path: Path) -> object:
    """The ledger that ingest left in the issue's folder; None when there is none.

    Raises:
        InputError: Somebody has changed it into something else.
    """
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(
            Finding(
                code="S006",
                message=f"the ledger cannot be read: {error}",
                path=str(path),
                hint="delete it, and ingest the pages again",
            )
        ) from error


def open_case(styles: Path, issue: Issue) -> TypeCase:
    """The profile that ``issue`` names, with its fonts.

    Raises:
        InputError: The profile is not there or not right.
        MachineError: A font is not installed.
    """
    path = styles / "profiles" / f"{issue.config.profile}.toml"
    try:
        profile = parse_profile(path.read_text("utf-8"), language=issue.config.language)
    except OSError as error:
        known = sorted(p.stem for p in path.parent.glob("*.toml"))
        raise InputError(
            Finding(
                code="S001",
                message=f"there is no profile {issue.config.profile!r}",
                path=str(path),
                hint=f"write one of: {', '.join(known)}",
            )
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            Finding(code="S002", message=f"no TOML: {error}", path=str(path))
        ) from error
    except ValidationError as error:
        raise InputError(*_wrong_keys(error, str(path))) from error
    natural, least, most = profile.body.western_gap
    setting = Setting(
        edition=issue.config.language,
        level=Level[EDITIONS[issue.config.language].level.upper()],
        western_gap=Elastic(natural=natural, least=least, most=most),
    )
    faces = {
        role: find_typeface(font.families, font.weight)
        for role, font in profile.fonts.items()
    }
    return TypeCase(profile, faces, setting)


def read_pictures(folder: Path, issue: Issue) -> dict[str, bytes]:
    """The files of the issue's pictures, by source; loading saw that they exist."""
    return {
        figure.src: (folder / figure.src).read_bytes()
        for article in issue.articles
        for figure in figures_of(article.body)
    }


def picture_sizes(
    images: Mapping[str, bytes], issue: Issue
) -> dict[str, tuple[int, int]]:
    """Width and height in pixels, by source.

    Raises:
        InputError: A file is no picture that can be read.
    """
    sizes: dict[str, tuple[int, int]] = {}
    for source, content in images.items():
        try:
            with Image.open(BytesIO(content)) as image:
                sizes[source] = image.size
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
            raise InputError(
                Finding(
                    code="S005",
                    message=f"the picture cannot be read: {source}",
                    path=issue.folder,
                    hint="save it as JPEG or PNG",
                )
            ) from error
    return sizes


def _check_look(look: Path) -> None:
    """A look is a folder with a template and a style sheet.

    Raises:
        InputError: One of them is not there.
    """
    for name in ("page.html.j2", "page.css"):
        if not (look / name).is_file():
            known = sorted(path.name for path in look.parent.glob("*/"))
            raise InputError(
                Finding(
                    code="S008",
                    message=f"there is no look {look.name!r}: it lacks {name}",
                    path=str(look),
                    hint=f"write one of: {', '.join(known)}",
                )
            )


def _wrong_keys(error: ValidationError, path: str) -> Iterable[Finding]:
    for wrong in error.errors():
        key = ".".join(str(part) for part in wrong["loc"])
        yield Finding(code="S003", message=f"{wrong['msg']} in {key!r}", path=path)


def _stop_on(findings: Iterable[Finding]) -> None:
    if found := errors(findings):
        raise ZbpubError(*found)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A build on its way, in a scratch folder."""

    order: Order
    issue: Issue
    made: MadeUp
    images: Mapping[str, bytes]
    scratch: Path

    @property
    def folder(self) -> Path:
        return self.order.out / self.issue.name

    def place(self, suffix: str) -> Path:
        name = f"{self.issue.name}.{self.issue.config.language}.{suffix}"
        return self.folder / name

    @property
    def time(self) -> datetime:
        if self.order.epoch is not None:
            return datetime.fromtimestamp(self.order.epoch, UTC)
        return datetime.fromisoformat(self.issue.config.date).replace(tzinfo=UTC)

    def pdf(self, say: Say) -> Path:
        """Render the pages, and prove the file."""
        config = self.issue.config
        pages = "、".join(page.number for page in self.made.pages)
        spec = PdfSpec(
            title=f"{config.publication} {config.date} 第{pages}版",
            publication=config.publication,
            language=config.language,
            created=self.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            description="；".join(a.headline for a in self.issue.articles),
            look=self.order.styles / "looks" / config.look,
            images=self.images,
        )
        say("painting the PDF")
        path = self.scratch / "pages.pdf"
        with render_log() as said:
            path.write_bytes(render_pdf(self.made.pages, spec))
        _stop_on(_spoken(said, spec.look))
        say("proving the PDF's text")
        by_name = {a.name: a for a in self.issue.articles}
        placed = [p.name for page in self.made.pages for p in page.articles]
        expected = {name: reading_text(by_name[name]) for name in placed}
        _stop_on(prove_pdf(path, expected))
        return path

    def epub(self, pdf: Path, case: TypeCase, say: Say) -> Path:
        """Build the e-book with the front page as its cover, and prove the file."""
        say("drawing the cover")
        cover, size = _front_page(pdf)
        body = case.faces[case.profile.body.font].faces[0].key
        spec = EpubSpec(
            styles=self.order.styles,
            cover=cover,
            cover_size=size,
            images=self.images,
            font=Path(body.path),
            font_index=body.index,
            modified=self.time,
        )
        say("binding the e-book")
        path = self.scratch / "book.epub"
        path.write_bytes(build_epub(self.issue, spec))
        say("proving the e-book's text")
        expected = {a.name: article_text(a) for a in self.issue.articles}
        _stop_on(prove_epub(path, expected))
        return path


def _spoken(said: Iterable[str], look: Path) -> Iterable[Finding]:
    """What the renderer complained about: a look that it does not understand."""
    for message in said:
        yield Finding(
            code="S007",
            message=f"WeasyPrint: {message}",
            path=str(look),
            hint="mend the template or the style sheet",
        )


def _front_page(pdf: Path) -> tuple[bytes, tuple[int, int]]:
    """The first page as JPEG, and its size in pixels.

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


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def check(folder: Path) -> tuple[Finding, ...]:
    """Lint an issue.

    Raises:
        InputError: The issue cannot be used; carries all findings.
    """
    return load_issue(folder)[1]


def preflight(path: Path) -> tuple[Finding, ...]:
    """Judge one finished file by its kind.

    Raises:
        InputError: It is no PDF and no EPUB, or cannot be read.
    """
    if path.suffix.lower() == ".epub":
        return judge_epub(path)
    if path.suffix.lower() == ".pdf":
        return judge_pdf(path)
    raise InputError(
        Finding(
            code="P001",
            message="neither a PDF nor an EPUB",
            path=str(path),
            hint="name a file that ends in .pdf or .epub",
        )
    )


def fit_table(made: MadeUp) -> list[str]:
    """How each article fits, a line each."""
    lines = ["page  article      place        measure  lines  head     slack"]
    for fit in made.fits:
        block = fit.block
        place = (
            f"{fit.spot.column + 1}+{block.columns} × {fit.spot.row + 1}+{block.rows}"
        )
        measure = f"{block.parts}×{block.galley.measure // block.galley.size}"
        head = f"{block.head.size / 1000:g}pt/{block.head_rows}"
        slack = block.head_rows - block.head.rows
        lines.append(
            f"{fit.page:>4}  {fit.article[:11]:11}  {place:11}  {measure:>7}"
            f"  {len(block.galley.strips):>5}  {head:7}  {slack:>5}"
        )
    return lines
