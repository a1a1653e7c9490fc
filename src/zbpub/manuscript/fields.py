"""The fields of an article from the nodes of its front matter, each one checked.

An unknown key is an error: a misspelt ``byline`` would else be lost from the page.
"""

from __future__ import annotations

import re

import yaml

from zbpub.base.findings import Finding
from zbpub.manuscript.model import Article, Callout
from zbpub.manuscript.nodes import Nodes, Reader, is_empty
from zbpub.manuscript.picture_fields import read_pictures
from zbpub.manuscript.place_fields import PLACE_NUMBERS, read_place
from zbpub.manuscript.targets import WEB, link_problem

TEXT_KEYS = (
    "kicker",
    "headline",
    "deck",
    "label",
    "dateline",
    "byline",
    "page",
    "section",
)
KEYS = (
    *TEXT_KEYS,
    "priority",
    "jump",
    "place",
    "columns",
    "headline_size",
    "frame",
    "pictures",
    "pullquotes",
    "callouts",
)
"""The keys of front matter, in the order in which they are written."""

PLACE_KEYS = ("page", *PLACE_NUMBERS)
CALLOUT_KEYS = ("kind", "text", "url")
CALLOUT_KINDS = ("qr", "tip", "hotline")
_KINDS = "qr, tip or hotline"

_PRIORITY = re.compile(r"[1-5]")
_CALLOUTS_HINT = "write - kind: qr and below it text: … and url: …"
_CALLOUT_HINT = "write kind: qr and below it text: … and url: …"
_QUOTES_HINT = 'write ["…", "…"], or - and a sentence in each line'


def read_fields(
    node: yaml.MappingNode | None, *, name: str, path: str
) -> tuple[Article | None, tuple[Finding, ...]]:
    """An article without body, or None when a finding is an error.

    Args:
        node: The front matter, or None when it is empty.
        name: The article's name.
        path: The file, as findings name it.
    """
    reader = Reader()
    nodes = reader.entries(node, KEYS) if node else {}
    texts = {key: reader.text(nodes, key) for key in TEXT_KEYS}
    _check_headline(nodes.get("headline"), reader)
    priority = reader.match(nodes, "priority", _PRIORITY, "a whole number 1 to 5")
    page, jump, pin = read_place(nodes, texts["page"], reader)
    article = Article(
        name=name,
        headline=texts["headline"],
        kicker=texts["kicker"],
        deck=texts["deck"],
        label=texts["label"],
        dateline=texts["dateline"],
        byline=texts["byline"],
        page=page,
        section=texts["section"],
        priority=int(priority or 0),
        jump=jump,
        pin=pin,
        frame=reader.flag(nodes, "frame"),
        pictures=read_pictures(nodes, reader),
        pull_quotes=_pull_quotes(nodes, reader),
        callouts=_callouts(nodes, reader),
        path=path,
    )
    return (None if reader.found else article), tuple(reader.found)


def _pull_quotes(nodes: Nodes, reader: Reader) -> tuple[str, ...]:
    items = reader.items(nodes, "pullquotes", _QUOTES_HINT)
    quotes: list[str] = []
    for i, item in enumerate(items):
        where = f"pullquotes[{i}]"
        quotes.append(reader.line(item, where))
        if is_empty(item):
            reader.wrong(item, "a sentence of the text", where)
    return tuple(quotes)


def _callouts(nodes: Nodes, reader: Reader) -> tuple[Callout, ...]:
    """The call-outs; every wrong part is named by its whole path."""
    items = reader.items(nodes, "callouts", _CALLOUTS_HINT)
    return tuple(
        _callout(item, f"callouts[{i}]", reader) for i, item in enumerate(items)
    )


def _callout(node: yaml.Node, where: str, reader: Reader) -> Callout:
    if not isinstance(node, yaml.MappingNode):
        reader.wrong(node, "kind, text and url", where, _CALLOUT_HINT)
        return Callout(kind="", text="")
    nodes = reader.entries(node, CALLOUT_KEYS, where + ".")
    kind, text, url = (reader.text(nodes, key, where + ".") for key in CALLOUT_KEYS)
    if kind not in CALLOUT_KINDS:
        reader.missing(nodes.get("kind"), node, _KINDS, where + ".kind")
    if not text:
        reader.missing(nodes.get("text"), node, "a text", where + ".text")
    if url and (problem := link_problem(url, WEB)):
        message = f"{url!r} {problem}, in {where + '.url'!r}"
        hint = "write the whole address, such as https://example.com/a"
        reader.error("M028", nodes["url"], message, hint)
    return Callout(kind=kind, text=text, url=url)


def _check_headline(node: yaml.Node | None, reader: Reader) -> None:
    """An article whose headline is missing or empty is an error."""
    if is_empty(node):
        message = "the article has no headline"
        reader.error("M027", node, message, "write headline: … in the front matter")
