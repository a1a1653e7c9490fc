"""The recipe of ``zbpub new``: an issue's folder with everything to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zbpub.base.files import write_files
from zbpub.base.findings import Finding, InputError, errors
from zbpub.manuscript.config import parse_issue_config
from zbpub.manuscript.model import Article, Paragraph, Run
from zbpub.manuscript.write import write_article


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """The issue that is to be begun."""

    folder: Path
    publication: str
    date: str
    """ISO 8601."""
    page: str


def new_issue(order: NewOrder) -> tuple[Path, ...]:
    """Write issue.toml and a first article; the files written.

    Raises:
        InputError: The folder holds something already, or a value is not right.
        MachineError: It cannot be written.
    """
    if order.folder.exists() and _holds_something(order.folder):
        raise InputError(
            Finding(
                code="S009",
                message="there is something already",
                path=str(order.folder),
                hint="name a folder that is not there yet",
            )
        )
    config = order.folder / "issue.toml"
    text = _issue_toml(order)
    _, findings = parse_issue_config(text, path=str(config))
    if wrong := errors(findings):
        raise InputError(*wrong)
    article = Article(
        name=f"{order.page}-01",
        headline="主题写在这里",
        page=order.page,
        priority=1,
        body=(Paragraph((Run("正文从这里开始，段与段之间空一行。"),)),),
    )
    files = {
        config: text.encode(),
        order.folder / f"{article.name}.md": write_article(article).encode(),
    }
    write_files(files)
    return tuple(files)


def _holds_something(folder: Path) -> bool:
    return not folder.is_dir() or any(_entries(folder))


def _entries(folder: Path) -> Iterable[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise InputError(
            Finding(
                code="S009",
                message=f"the folder cannot be read: {error.strerror}",
                path=str(folder),
                hint="mend its permissions, or name another",
            )
        ) from error


def _issue_toml(order: NewOrder) -> str:
    # JSON strings are TOML basic strings, quotes and backslashes escaped alike.
    name, page = (
        json.dumps(value, ensure_ascii=False)
        for value in (order.publication, order.page)
    )
    return f"""publication = {name}
date = {order.date}
language = "zh-Hans"

profile = "tabloid"               # a file of styles/profiles/
look = "chenbao"                  # a folder of styles/looks/

[[pages]]
number = {page}
section = "要闻"

# [front]                         # nameplate, ear and contents of the front page
# slogan = "…"                    # docs/manuscript.md tells all keys
"""
