"""What front matter says of an article's place: page, jump, pin and size of head."""

from __future__ import annotations

import re
from typing import cast, get_args

import yaml

from zbpub.manuscript.model import HeadlineSize, Pin
from zbpub.manuscript.nodes import NO, YES, Nodes, Reader, is_empty, scalar

PLACE_NUMBERS = {"column": 99, "row": 999, "columns": 99, "rows": 999}
"""The numbers of ``place`` with the most that each may be; no grid has more."""

STAYS = "no"
"""The value of ``Article.jump`` when the article may not jump."""

HEADLINE_SIZES = tuple(filter(None, get_args(HeadlineSize)))

_PAGE = re.compile(r"\S{1,8}")
_PAGE_FORM = "up to 8 characters without a space"
_SIZE = re.compile("|".join(HEADLINE_SIZES))
_PLACE_HINT = "write {column: 1, row: 1, columns: 3}, in braces or one in a line"


def read_place(nodes: Nodes, page: str, reader: Reader) -> tuple[str, str, Pin]:
    """Page, jump and pin of the front matter ``nodes``.

    Args:
        nodes: The values of the front matter by key.
        page: The text under ``page``.
        reader: Gets what is wrong.
    """
    inner = _place(nodes, reader)
    numbers = {
        key: reader.whole(inner, key, most, "place.")
        for key, most in PLACE_NUMBERS.items()
    }
    columns = reader.whole(nodes, "columns", PLACE_NUMBERS["columns"])
    _check_same(inner, "columns", numbers["columns"], columns, reader)
    numbers["columns"] = numbers["columns"] or columns
    size = reader.match(nodes, "headline_size", _SIZE, "s, m or l")
    pin = Pin(**numbers, headline_size=cast(HeadlineSize, size))
    return _page(nodes, inner, page, reader), _jump(nodes, reader), pin


def _place(nodes: Nodes, reader: Reader) -> Nodes:
    node = nodes.get("place")
    if isinstance(node, yaml.MappingNode):
        return reader.entries(node, ("page", *PLACE_NUMBERS), "place.")
    if not is_empty(node):
        reader.wrong(node, "keys with values", "place", _PLACE_HINT)
    return {}


def _page(nodes: Nodes, inner: Nodes, page: str, reader: Reader) -> str:
    """The page, told by ``page``, by ``place`` or by both alike."""
    also = reader.text(inner, "page", "place.")
    for node, value, where in (
        (nodes.get("page"), page, "page"),
        (inner.get("page"), also, "place.page"),
    ):
        if value and not _may_be_page(value):
            reader.wrong(node, _PAGE_FORM, where)
    _check_same(inner, "page", also, page, reader)
    return page or also


def _jump(nodes: Nodes, reader: Reader) -> str:
    value = reader.text(nodes, "jump")
    if value.lower() in NO:
        return STAYS
    if value and (value.lower() in YES or not _may_be_page(value)):
        reader.wrong(nodes["jump"], "a page or no", "jump")
    return value


def _may_be_page(value: str) -> bool:
    """Whether ``value`` looks like a page, or is wrong and has been told already."""
    return "\n" in value or _PAGE.fullmatch(value) is not None


def _check_same(
    inner: Nodes, key: str, value: str | int, outer: str | int, reader: Reader
) -> None:
    """What ``place`` says and what its own key says may not differ."""
    if value and outer and value != outer:
        message = f"{key} is {outer}, and place says {scalar(inner[key])}"
        reader.error("M057", inner[key], message, "keep one of the two")
