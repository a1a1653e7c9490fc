"""What styles/ and the issue's folder give: profile, fonts, look, pictures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from zbpub.base.findings import Finding, InputError
from zbpub.compose.locate import find_typeface
from zbpub.compose.setting import Elastic, Level, Setting
from zbpub.edition.editions import EDITIONS
from zbpub.layout.profile import BodySpec, Profile
from zbpub.layout.profile_file import parse_profile
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import EditionStyle, Issue
from zbpub.render.chart_figures import chart_figures
from zbpub.render.epub_text import figures_of
from zbpub.render.picture_file import Fault, picture_size


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
    faces = {
        role: find_typeface(font.families, font.weight)
        for role, font in profile.fonts.items()
    }
    setting = _setting(profile.body, issue.config.language)
    style = issue.config.style
    _agree(style, profile, str(path))
    pairs = style.numerals == "pairs"
    setting = replace(setting, vertical=profile.is_vertical, pairs=pairs)
    return TypeCase(profile, faces, setting)


def _agree(style: EditionStyle, profile: Profile, path: str) -> None:
    """Refuse a profile whose lines run another way than the edition wants."""
    writing = "vertical" if profile.is_vertical else "horizontal"
    if style.writing not in ("", writing):
        raise InputError(
            Finding(
                code="S024",
                message=f"the edition {style.language} is to be {style.writing}, and"
                f" the profile is {writing}",
                path=path,
                hint="name another profile in its table in issue.toml, or change its"
                " writing",
            )
        )
    if style.numerals == "pairs" and not profile.is_vertical:
        raise InputError(
            Finding(
                code="S024",
                message=f"the edition {style.language} wants years in pairs of digits,"
                " and has no vertical lines",
                path=path,
                hint="leave numerals out, or choose a vertical profile",
            )
        )


def _setting(body: BodySpec, language: str) -> Setting:
    natural, least, most = body.western_gap
    return Setting(
        edition=language,
        level=Level[(body.level or EDITIONS[language].level).upper()],
        western_gap=Elastic(natural=natural, least=least, most=most),
        hanging=body.has_hanging,
        grid=body.has_grid,
        hyphens=body.hyphens,
    )


def _wrong_keys(error: ValidationError, path: str) -> Iterable[Finding]:
    for wrong in error.errors():
        key = ".".join(str(part) for part in wrong["loc"])
        yield Finding(code="S003", message=f"{wrong['msg']} in {key!r}", path=path)


def check_look(look: Path) -> None:
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


def read_pictures(folder: Path, issue: Issue) -> dict[str, bytes]:
    """The files of the issue's pictures, by source; loading saw that they exist.

    Raises:
        InputError: A file cannot be read.
    """
    images: dict[str, bytes] = {}
    for article in issue.articles:
        for figure in figures_of(article.body):
            try:
                images[figure.src] = (folder / figure.src).read_bytes()
            except OSError as error:
                reason = f"cannot be read: {error.strerror or error}"
                fault = Fault("S005", reason, "see who may read it")
                raise InputError(_fault(fault, figure.src, issue)) from error
    return images


@dataclass(frozen=True, slots=True)
class Illustrated:
    """An issue whose charts are pictures, and its pictures."""

    issue: Issue
    images: Mapping[str, bytes]
    """Files, by source."""
    sizes: Mapping[str, tuple[int, int]]
    """Width and height, by source; see ``picture_size``."""


def illustrate(folder: Path, issue: Issue, case: TypeCase) -> Illustrated:
    """Draw the charts of ``issue`` and read its pictures.

    Raises:
        InputError: Pictures cannot be printed; carries all findings.
    """
    images = read_pictures(folder, issue)
    fonts = (case.profile.caption.font, case.profile.body.subhead)
    text, strong = (case.faces[font].faces[0].key for font in fonts)
    issue, charts = chart_figures(issue, text, strong)
    images |= charts
    return Illustrated(issue, images, picture_sizes(images, issue))


def picture_sizes(
    images: Mapping[str, bytes], issue: Issue
) -> dict[str, tuple[int, int]]:
    """Width and height of the issue's pictures, by source; see ``picture_size``.

    Raises:
        InputError: Files are no pictures that can be printed; carries all findings.
    """
    sizes: dict[str, tuple[int, int]] = {}
    faults: list[Finding] = []
    for source, content in images.items():
        size = picture_size(source, content)
        if isinstance(size, Fault):
            faults.append(_fault(size, source, issue))
        else:
            sizes[source] = size
    if faults:
        raise InputError(*faults)
    return sizes


def _fault(fault: Fault, source: str, issue: Issue) -> Finding:
    """What is wrong with a picture, told where it is first called for."""
    path, line = next(
        (article.path, figure.line)
        for article in issue.articles
        for figure in figures_of(article.body)
        if figure.src == source
    )
    return Finding(
        code=fault.code,
        message=f"the picture {source!r} {fault.message}",
        path=path,
        line=line,
        hint=fault.hint,
    )
