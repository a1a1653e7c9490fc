"""issue.toml: its text in, frozen and checked settings and findings out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from zbpub.base.findings import Finding
from zbpub.manuscript.config_form import (
    REFUSED,
    EditionTable,
    FillerTable,
    FrontTable,
    Language,
    PageTable,
    Settings,
    Strict,
)
from zbpub.manuscript.model import (
    EditionStyle,
    Filler,
    Front,
    IssueConfig,
    PagePlan,
)
from zbpub.manuscript.parse import in_file, normal_lines
from zbpub.manuscript.spelling import key_hint
from zbpub.manuscript.toml_lines import KeyPath, key_lines, line_of, shown_path

_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

_TOML_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),  # before int, of which it is a kind
    (int, "integer"),
    (float, "float"),
    (str, "string"),
    (list, "array"),
    (dict, "table"),
    (datetime, "date-time"),  # before date, of which it is a kind
    (date, "date"),
    (time, "time"),
)
_EXPECTED = {
    "string_type": "string",
    "list_type": "array",
    "dict_type": "table",
    "model_type": "table",
    "int_type": "integer",
    "bool_type": "boolean",
}

_HINTS = {
    "string": "put the value in double quotes",
    "array": 'put the values in brackets: ["…", "…"]',
    "integer": "write the number without quotes",
    "boolean": "write true or false, without quotes",
}
_HEADS = {
    "pages": "[[pages]]",
    "fillers": "[[fillers]]",
    "front": "[front]",
    "editions": "[editions.zh-Hant-TW]",
}
_NO_LANGUAGE = "[key]"
"""Where pydantic says that the key of a table is wrong, not its value."""
_CHOICE = re.compile(r"'([^']*)'")


def parse_issue_config(
    text: str, *, path: str
) -> tuple[IssueConfig | None, tuple[Finding, ...]]:
    """The settings that ``text`` holds, and all that is wrong with them.

    Args:
        text: issue.toml; a byte-order mark and any line ends are accepted.
        path: The file, as findings name it.

    Returns:
        The settings, or None when there is a finding: each one is an error.
    """
    text = normal_lines(text)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, in_file([_unreadable(error, text)], path)
    lines = key_lines(text)
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        found = [_finding(each, lines) for each in error.errors(include_url=False)]
        return None, in_file(found, path)
    config = _config(settings)
    wrong = (*_pages_twice(config, lines), *_codes_without_target(config, lines))
    return (None if wrong else config), in_file(wrong, path)


def _config(settings: Settings) -> IssueConfig:
    values: dict[str, Any] = {name: getattr(settings, name) for name in _KEYS[""]}
    front = settings.front
    values["pages"] = tuple(PagePlan(**_frozen(page)) for page in settings.pages)
    values["credits"] = tuple(settings.credits)
    values["front"] = Front(**_frozen(front)) if front else None
    values["fillers"] = tuple(_filler(each, settings.url) for each in settings.fillers)
    values["editions"] = tuple(
        EditionStyle(language=language, **{k: v for k, v in table if v is not None})
        for language, table in settings.editions.items()
    )
    return IssueConfig(**values)


def _filler(table: FillerTable, url: str) -> Filler:
    """A filler; a code that names no address carries the publication's."""
    filler = Filler(**_frozen(table))
    return replace(filler, url=filler.url or url) if filler.kind == "qr" else filler


def _frozen(table: Strict) -> dict[str, Any]:
    """The values of a table, its lists as tuples."""
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in table
    }


_KEYS: Mapping[str, tuple[str, ...]] = {
    "": tuple(Settings.model_fields),
    "pages": tuple(PageTable.model_fields),
    "front": tuple(FrontTable.model_fields),
    "fillers": tuple(FillerTable.model_fields),
    "editions": tuple(EditionTable.model_fields),
}
"""The known keys of each table; ``""`` is the top of the file."""


def _unreadable(error: Exception, text: str) -> Finding:
    message = _problem(error)
    place = _TOML_PLACE.search(message)
    if not place:
        line, column = 0, 0
    elif place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        line, column = text.rstrip("\n").count("\n") + 1, 0
    return Finding(
        code="M050",
        message=f"the file is no TOML: {_TOML_PLACE.sub('', message)}",
        line=line,
        column=column,
        hint='write key = "value", one in a line',
    )


def _problem(error: Exception) -> str:
    if isinstance(error, tomllib.TOMLDecodeError):
        return str(error)
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return "a number in it is too long"  # Python reads 4300 digits and no more


def _finding(error: ErrorDetails, lines: dict[KeyPath, int]) -> Finding:
    path: KeyPath = error["loc"]
    code, message, hint = _said(error, path)
    return Finding(code=code, message=message, line=line_of(path, lines), hint=hint)


def _said(error: ErrorDetails, path: KeyPath) -> tuple[str, str, str]:
    """Code, message and hint of one of pydantic's errors."""
    if path[-1] == _NO_LANGUAGE:
        name, key = shown_path(path[:-1]), str(path[-2])
        return "M052", f"unknown key {name!r}", key_hint(key, get_args(Language))
    name, key = shown_path(path), str(path[-1])
    if error["type"] == "extra_forbidden":
        known = _KEYS[str(path[0]) if len(path) > 1 else ""]
        return "M052", f"unknown key {name!r}", key_hint(key, known)
    if error["type"] == "missing":
        return "M053", f"the key {name!r} is missing", f"add a line {key} = …"
    got, expected = error["input"], _expected(error)
    hint = _HINTS.get(expected) or f"write {expected}"
    if expected == "table":
        hint = f"write the values under {_HEADS[str(path[0])]}, one in a line"
    shown = repr(got) if _is_refused_value(error) else _toml_type(got)
    return "M051", f"expected {expected}, got {shown} in {name!r}", hint


def _expected(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return "one of " + ", ".join(_CHOICE.findall(error["ctx"]["expected"]))
    return _EXPECTED.get(error["type"]) or error["msg"]


def _is_refused_value(error: ErrorDetails) -> bool:
    """Whether the type is right and only the value wrong."""
    by_value = error["type"] in (REFUSED, "literal_error")
    kind = int if error["loc"] == ("most_pages",) else str
    return by_value and isinstance(error["input"], kind)


def _toml_type(value: object) -> str:
    return next(name for kind, name in _TOML_TYPES if isinstance(value, kind))


def _pages_twice(config: IssueConfig, lines: dict[KeyPath, int]) -> Iterator[Finding]:
    seen: set[str] = set()
    for i, page in enumerate(config.pages):
        if page.number in seen:
            yield Finding(
                code="M054",
                message=f"two pages have the number {page.number!r}",
                line=line_of(("pages", i, "number"), lines),
                hint="number each page once",
            )
        seen.add(page.number)


def _codes_without_target(
    config: IssueConfig, lines: dict[KeyPath, int]
) -> Iterator[Finding]:
    """A QR filler leads to its own address, or to the publication's."""
    for i, filler in enumerate(config.fillers):
        if filler.kind == "qr" and not (filler.url or config.url):
            path: KeyPath = ("fillers", i)
            yield Finding(
                code="M053",
                message=f"the key {shown_path((*path, 'url'))!r} is missing",
                line=line_of(path, lines),
                hint="add a line url = … to it, or to the top of the file",
            )
