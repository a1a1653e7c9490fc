"""The form of issue.toml: its tables and keys, and what each value must be."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.model import FillerKind
from zbpub.manuscript.targets import WEB, link_problem

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FILE_NAME = re.compile(r"[\w-]+")
_PAGE_NUMBER = re.compile(r"\S{1,8}")

_MOST_PAGES = 64
"""Pages: more than any daily of one section prints."""

REFUSED = "refused"
"""The type of the errors below: the type of a value is right, the value is not."""


def _refuse(expected: str) -> PydanticCustomError:
    return PydanticCustomError(REFUSED, "{expected}", {"expected": expected})


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


def _page_count(value: int) -> int:
    if not 1 <= value <= _MOST_PAGES:
        raise _refuse(f"a whole number 1 to {_MOST_PAGES}")
    return value


_Text = Annotated[str, AfterValidator(_line)]
_Filled = Annotated[_Text, AfterValidator(_filled)]
_Date = Annotated[str, BeforeValidator(_iso_date)]
_Url = Annotated[_Text, AfterValidator(_web_address)]
_Name = Annotated[str, AfterValidator(_file_name)]
_Number = Annotated[_Text, AfterValidator(_page_number)]
_Count = Annotated[int, AfterValidator(_page_count)]
Language = Literal["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]


class Strict(BaseModel):
    """A table whose keys and types are all known."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class PageTable(Strict):
    """A ``[[pages]]`` table; its fields are those of ``PagePlan``."""

    number: _Number
    section: _Text = ""
    credits: list[_Text] = []


class FrontTable(Strict):
    """The ``[front]`` table; its fields are those of ``Front``."""

    slogan: _Text = ""
    ear_title: _Text = ""
    ear: list[_Text] = []
    contents: bool = True


class FillerTable(Strict):
    """A ``[[fillers]]`` table; its fields are those of ``Filler``."""

    kind: FillerKind
    title: _Filled
    text: _Text = ""
    url: _Url = ""


class EditionTable(Strict):
    """An ``[editions.…]`` table; its fields are those of ``EditionStyle``."""

    writing: Literal["horizontal", "vertical"] | None = None
    numerals: Literal["pairs", "han"] | None = None
    profile: _Name | None = None
    look: _Name | None = None


class Settings(Strict):
    """issue.toml; its fields are those of ``IssueConfig``."""

    publication: _Filled
    date: _Date
    language: Language = "zh-Hans"
    number: _Text = ""
    url: _Url = ""
    publisher: _Text = ""
    cn: _Text = ""
    issn: _Text = ""
    profile: _Name = "tabloid"
    look: _Name = "chenbao"
    pages: list[PageTable] = []
    credits: list[_Text] = []
    front: FrontTable | None = None
    fillers: list[FillerTable] = []
    most_pages: _Count = 16
    editions: dict[Language, EditionTable] = {}
