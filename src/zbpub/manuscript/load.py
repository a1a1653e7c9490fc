"""An issue's folder in, a frozen issue and its warnings out.

The one module of the stage that reads files. Nothing outside the folder is read:
manuscripts are untrusted, and so are the links in their folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from zbpub.base.findings import Finding, InputError, errors
from zbpub.manuscript.config import parse_issue_config
from zbpub.manuscript.lint import lint_article
from zbpub.manuscript.lint_config import lint_config
from zbpub.manuscript.lint_issue import lint_issue
from zbpub.manuscript.model import Article, Figure, Issue, IssueConfig
from zbpub.manuscript.parse import in_file, normal_lines, parse_article
from zbpub.manuscript.spelling import nearest
from zbpub.manuscript.walk import every_block

CONFIG_NAME = "issue.toml"
LEDGER_NAME = "ledger.json"
"""In the issue's folder: what became of every character of the pages."""
JOURNAL_NAME = "source/.ingest-undo.json"
"""There: what an ingest is about to change, while it does."""

_SUFFIX = ".md"

_LARGEST = 64 * 2**20
"""Bytes of one manuscript: more than 200,000 paragraphs."""


def read_ledger(folder: Path) -> object:
    """The ledger that ingest left in the issue's folder; None when there is none.

    Raises:
        InputError: It is no JSON: somebody has changed it into something else.
    """
    try:
        return json.loads((folder / LEDGER_NAME).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise spoilt_ledger(folder, error) from error


def spoilt_ledger(folder: Path, error: Exception) -> InputError:
    """What to say of a ledger that is none."""
    return InputError(
        Finding(
            code="S006",
            message=f"the ledger cannot be read: {error}",
            path=str(folder / LEDGER_NAME),
            hint="delete it, and ingest the pages again",
        )
    )


def load_issue(folder: Path) -> tuple[Issue, tuple[Finding, ...]]:
    """The issue in ``folder``, parsed and linted, and its warnings.

    Args:
        folder: The issue's folder as the user named it; findings name it the same way.

    Raises:
        InputError: Anything is an error; carries all findings of all files.
    """
    if problem := _folder_problem(folder):
        raise InputError(problem)
    config, found = _load_config(folder)
    paths = _manuscripts(folder)
    found += _check_names(folder, paths)
    articles: list[Article] = []
    sources: dict[str, str] = {}
    for path in filter(_has_usable_name, paths):
        article, source, wrong = _load_article(folder, path)
        found += wrong
        if article:
            articles.append(article)
            sources[article.path] = source
            found += _check_pictures(folder, article)
    if config is not None:
        found += lint_issue(articles, sources, config)
    if errors(found) or config is None:
        raise InputError(*found)
    return Issue(config=config, articles=tuple(articles), folder=_named(folder)), found


def _folder_problem(folder: Path) -> Finding | None:
    try:
        is_folder, is_there = folder.is_dir(), folder.exists()
    except OSError as error:
        return _unreadable(folder, error)
    if is_folder:
        return _broken_off(folder)
    if is_there:
        code, message = "M002", "expected an issue's folder, got a file"
        hint = "name the folder that the file is in"
    else:
        code, message = "M001", "there is no such folder"
        hint = _nearest_hint(folder) or "make it with: zbpub new"
    return Finding(code=code, message=message, path=str(folder), hint=hint)


def _broken_off(folder: Path) -> Finding | None:
    """Whether an ingest was killed while it changed the manuscripts."""
    path = folder / JOURNAL_NAME
    if not _is_there(path):
        return None
    return Finding(
        code="M017",
        message="an ingest was broken off while it changed the issue",
        path=str(path),
        hint="run zbpub ingest again: it puts back what was there, and begins anew",
    )


def _named(folder: Path) -> str:
    """The folder as given, or in full when its last part is no name (``.``, ``..``)."""
    return str(folder if folder.name not in ("", "..") else folder.resolve())


def _load_config(folder: Path) -> tuple[IssueConfig | None, tuple[Finding, ...]]:
    path = folder / CONFIG_NAME
    if not _is_there(path):
        missing = Finding(
            code="M003",
            message=f"the issue has no {CONFIG_NAME}",
            path=str(path),
            hint="write one with publication = … and date = …",
        )
        return None, (missing,)
    text, problem = _read(folder, path)
    if problem:
        return None, (problem,)
    config, found = parse_issue_config(text, path=str(path))
    if config is None:
        return None, found
    return config, (*found, *lint_config(config, text, path=str(path)))


def _load_article(
    folder: Path, path: Path
) -> tuple[Article | None, str, tuple[Finding, ...]]:
    """The article of a file, the file's text, and all that is wrong with it."""
    text, problem = _read(folder, path)
    if problem:
        return None, "", (problem,)
    article, found = parse_article(text, name=path.stem, path=str(path))
    if article is None:
        return None, text, found
    found = in_file((*found, *lint_article(article, text)), str(path))
    return article, normal_lines(text), found


def _manuscripts(folder: Path) -> tuple[Path, ...]:
    """The manuscripts directly in the folder, by name; hidden files are an editor's."""
    try:
        names = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() == _SUFFIX and not path.name.startswith(".")
        )
    except OSError as error:
        raise InputError(_unreadable(folder, error)) from None
    return tuple(names)


def _check_names(folder: Path, paths: Sequence[Path]) -> tuple[Finding, ...]:
    if not paths:
        none = Finding(
            code="M004",
            message="the issue has no manuscripts",
            path=str(folder),
            hint="put *.md files directly into the folder, or run zbpub ingest",
        )
        return (none,)
    return (*_odd_names(paths), *_same_names(paths))


def _odd_names(paths: Sequence[Path]) -> Iterator[Finding]:
    for path in paths:
        if not _has_usable_name(path):
            yield Finding(
                code="M011",
                message=f"a file's name is unusable: {path.name!a}",
                path=str(path.parent),
                hint="name it in letters, digits and hyphens",
            )


def _has_usable_name(path: Path) -> bool:
    return path.name.isprintable()  # no control characters, no bytes that are no UTF-8


def _same_names(paths: Sequence[Path]) -> Iterator[Finding]:
    """On a Mac or under Windows two such files are one."""
    seen: dict[str, Path] = {}
    for path in paths:
        first = seen.setdefault(path.stem.casefold(), path)
        if first is not path:
            yield Finding(
                code="M007",
                message=f"the name differs from {first.name} only in case",
                path=str(path),
                hint="give one of the two files another name",
            )


def _check_pictures(folder: Path, article: Article) -> tuple[Finding, ...]:
    figures = (
        block for block in every_block(article.body) if isinstance(block, Figure)
    )
    problems = (_picture_problem(folder, article, figure) for figure in figures)
    return tuple(problem for problem in problems if problem)


def _picture_problem(folder: Path, article: Article, figure: Figure) -> Finding | None:
    path = folder / figure.src
    if not _is_inside(folder, path):
        code, message = "M009", f"the picture {figure.src!r} lies outside the folder"
        hint = "copy the file into the folder instead of linking to it"
    elif not _is_file(path):
        code, message = "M008", f"there is no picture {figure.src!r}"
        hint = _nearest_hint(path) or f"put the file into {path.parent}"
    else:
        return None
    return Finding(
        code=code, message=message, path=article.path, line=figure.line, hint=hint
    )


def _read(folder: Path, path: Path) -> tuple[str, Finding | None]:
    """The text of a file of the folder, or ``""`` and why it cannot be had."""
    if not _is_inside(folder, path):
        outside = Finding(
            code="M009",
            message="the file lies outside the issue's folder",
            path=str(path),
            hint="copy the file into the folder instead of linking to it",
        )
        return "", outside
    try:
        if not path.is_file():
            raise OSError("it is no regular file")
        if path.stat().st_size > _LARGEST:
            raise OSError(f"it is larger than {_LARGEST >> 20} MiB")
        content = path.read_bytes()
    except OSError as error:
        return "", _unreadable(path, error)
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return "", _no_utf8(path, content, error.start)


def _unreadable(path: Path, error: OSError) -> Finding:
    return Finding(
        code="M005",
        message=f"it cannot be read: {error.strerror or error}",
        path=str(path),
        hint="see what it is and who may read it",
    )


def _no_utf8(path: Path, content: bytes, offset: int) -> Finding:
    try:
        content.decode("gb18030")
        looks = "; it looks like GB 18030"
    except UnicodeDecodeError:
        looks = ""
    line_start = content.rfind(b"\n", 0, offset) + 1
    return Finding(
        code="M006",
        message=f"the file is no UTF-8 text: byte {offset}{looks}",
        path=str(path),
        line=content.count(b"\n", 0, offset) + 1,
        column=len(content[line_start:offset].decode("utf-8", "replace")) + 1,
        hint="save it as UTF-8",
    )


def _is_inside(folder: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except OSError:  # then reading it says why
        return True


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL
        return False


def _nearest_hint(path: Path) -> str:
    """The file or folder beside ``path`` whose name is nearest to its own."""
    try:
        names = sorted(each.name for each in path.parent.iterdir())
    except (OSError, ValueError):
        return ""
    found = nearest(path.name, names)
    return f"write {found!r}" if found else ""
