"""issue.toml: its text in, frozen and checked settings and findings out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from zbpub.base.findings import Finding
from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.model import IssueConfig, PagePlan
from zbpub.manuscript.parse import in_file, normal_lines
from zbpub.manuscript.spelling import key_hint
from zbpub.manuscript.targets import WEB, link_problem
from zbpub.manuscript.toml_lines import KeyPath, key_lines, line_of, shown_path

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FILE_NAME = re.compile(r"[\w-]+")
_PAGE_NUMBER = re.compile(r"\S{1,8}")
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
    "model_type": "table",
    "literal_error": "one of zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK",
}

_HINTS = {
    "string": "put the value in double quotes",
    "array": 'put the values in brackets: ["…", "…"]',
    "table": "write the values under [[pages]], one in a line",
}


def _refuse(expected: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{expected}", {"expected": expected})


def _line(value: str) -> str:
    if forbidden_in(value) or "\n" in value or "\t" in value:
        raise _refuse("one line without control characters")
    return value.strip()


def _filled(value: str) -> str:
    if not value:
        raise _refuse("a text")
    return value


def _iso_date(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str):
        raise _refuse("a date such as 2021-02-03")
    try:
        real = bool(_DATE.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        real = False
    if not real:
        raise _refuse("a date such as 2021-02-03")
    return value


def _web_address(value: str) -> str:
    if value and link_problem(value, WEB):
        raise _refuse("an address that begins with http:// or https://")
    return value


def _file_name(value: str) -> str:
    if not _FILE_NAME.fullmatch(value):  # a name, never a path out of styles/
        raise _refuse("a name of letters, digits and hyphens")
    return value


def _page_number(value: str) -> str:
    if not _PAGE_NUMBER.fullmatch(value):
        raise _refuse("up to 8 characters without a space")
    return value


_Text = Annotated[str, AfterValidator(_line)]
_Filled = Annotated[_Text, AfterValidator(_filled)]
_Date = Annotated[str, BeforeValidator(_iso_date)]
_Url = Annotated[_Text, AfterValidator(_web_address)]
_Name = Annotated[str, AfterValidator(_file_name)]
_Number = Annotated[_Text, AfterValidator(_page_number)]
_Language = Literal["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Page(_Strict):
    """A ``[[pages]]`` table; its fields are those of ``PagePlan``."""

    number: _Number
    section: _Text = ""
    credits: list[_Text] = []


class _Settings(_Strict):
    """issue.toml; its fields are those of ``IssueConfig``."""

    publication: _Filled
    date: _Date
    language: _Language = "zh-Hans"
    number: _Text = ""
    url: _Url = ""
    publisher: _Text = ""
    cn: _Text = ""
    issn: _Text = ""
    profile: _Name = "tabloid"
    look: _Name = "chenbao"
    pages: list[_Page] = []
    credits: list[_Text] = []


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
        settings = _Settings.model_validate(values)
    except ValidationError as error:
        found = [_finding(each, lines) for each in error.errors(include_url=False)]
        return None, in_file(found, path)
    config = _config(settings)
    twice = tuple(_pages_twice(config, lines))
    return (None if twice else config), in_file(twice, path)


def _config(settings: _Settings) -> IssueConfig:
    values: dict[str, Any] = {name: getattr(settings, name) for name in _KEYS[""]}
    pages = tuple(
        PagePlan(number=page.number, section=page.section, credits=tuple(page.credits))
        for page in settings.pages
    )
    return IssueConfig(**values | {"pages": pages, "credits": tuple(settings.credits)})


_KEYS: Mapping[str, tuple[str, ...]] = {
    "": tuple(_Settings.model_fields),
    "pages": tuple(_Page.model_fields),
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
    name, key = shown_path(path), str(path[-1])
    if error["type"] == "extra_forbidden":
        known = _KEYS["pages" if path[0] == "pages" and len(path) > 1 else ""]
        return "M052", f"unknown key {name!r}", key_hint(key, known)
    if error["type"] == "missing":
        return "M053", f"the key {name!r} is missing", f"add a line {key} = …"
    got = error["input"]
    expected = _EXPECTED.get(error["type"]) or error["msg"]
    hint = _HINTS.get(expected) or f"write {expected}"
    shown = repr(got) if _is_refused_text(error) else _toml_type(got)
    return "M051", f"expected {expected}, got {shown} in {name!r}", hint


def _is_refused_text(error: ErrorDetails) -> bool:
    """Whether the type is right and only the value wrong."""
    by_value = error["type"] in ("refused", "literal_error")
    return by_value and isinstance(error["input"], str)


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
