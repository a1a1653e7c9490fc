"""The fields of an article from the nodes of its front matter, each one checked.

An unknown key is an error: a misspelt ``byline`` would else be lost from the page.
"""

from __future__ import annotations

import re

import yaml

from zbpub.base.findings import Finding
from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.frontmatter import place
from zbpub.manuscript.model import Article, Callout
from zbpub.manuscript.spelling import key_hint
from zbpub.manuscript.targets import WEB, link_problem

TEXT_KEYS = ("kicker", "headline", "deck", "label", "dateline", "byline", "page")
KEYS = (*TEXT_KEYS, "priority", "callouts")
"""The keys of front matter, in the order in which they are written."""

CALLOUT_KEYS = ("kind", "text", "url")
CALLOUT_KINDS = ("qr", "tip", "hotline")
_KINDS = "qr, tip or hotline"

_PAGE = re.compile(r"\S{0,8}")
_PRIORITY = re.compile(r"[1-5]?")

_FORMS = {
    "a string": "the text itself; in double quotes if a sign begins it",
    "a list": "- kind: qr and below it text: … and url: …",
    "kind, text and url": "kind: qr and below it text: … and url: …",
}

_Nodes = dict[str, yaml.Node]


def read_fields(
    node: yaml.MappingNode | None, *, name: str, path: str
) -> tuple[Article | None, tuple[Finding, ...]]:
    """An article without body, or None when a finding is an error.

    Args:
        node: The front matter, or None when it is empty.
        name: The article's name.
        path: The file, as findings name it.
    """
    reader = _Reader()
    nodes = reader.entries(node, KEYS, "") if node else {}
    texts = {key: reader.text(nodes, key) for key in TEXT_KEYS}
    reader.check_headline(nodes.get("headline"))
    reader.match(nodes, "page", _PAGE, "up to 8 characters without a space")
    priority = reader.match(nodes, "priority", _PRIORITY, "a whole number 1 to 5")
    callouts = reader.callouts(nodes)
    if reader.found:
        return None, tuple(reader.found)
    article = Article(
        name=name,
        headline=texts["headline"],
        kicker=texts["kicker"],
        deck=texts["deck"],
        label=texts["label"],
        dateline=texts["dateline"],
        byline=texts["byline"],
        page=texts["page"],
        priority=int(priority or 0),
        callouts=callouts,
        path=path,
    )
    return article, ()


class _Reader:
    """Takes values out of nodes and collects what is wrong with them."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def entries(
        self, node: yaml.MappingNode, known: tuple[str, ...], where: str
    ) -> _Nodes:
        """The values of a mapping by their keys; unknown and second keys are errors."""
        nodes: _Nodes = {}
        lines: dict[str, int] = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in nodes:
                message = (
                    f"{where + key!r} stands here twice, first in line {lines[key]}"
                )
                self._error("M025", key_node, message, "keep one of the two")
            elif key not in known:
                message = f"unknown key {where + key!r}"
                self._error("M024", key_node, message, key_hint(key, known))
            nodes.setdefault(key, value)
            lines.setdefault(key, place(key_node.start_mark)[0])
        return nodes

    def text(self, nodes: _Nodes, key: str, where: str = "") -> str:
        """The line of text under ``key``, as written but for white space round it."""
        node = nodes.get(key)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(node, "a string", where + key)
            return ""
        value: str = node.value.strip()
        if "\n" in value:
            self._error(
                "M026",
                node,
                f"expected one line, got several in {where + key!r}",
                "write the text in one line",
            )
        elif problem := forbidden_in(value.replace("\t", " ")):
            self._error("M012", node, f"{problem}, in {where + key!r}", "delete it")
        return value.replace("\t", " ")

    def match(
        self, nodes: _Nodes, key: str, form: re.Pattern[str], expected: str
    ) -> str:
        """The text under ``key`` if it has the form, else ``""`` and an error."""
        node = nodes.get(key)
        if not isinstance(node, yaml.ScalarNode):
            if node is not None and key not in TEXT_KEYS:  # else text() has said it
                self._wrong(node, expected, key)
            return ""
        value: str = node.value.strip()
        if form.fullmatch(value):
            return value
        self._wrong(node, expected, key)
        return ""

    def callouts(self, nodes: _Nodes) -> tuple[Callout, ...]:
        """The call-outs; every wrong part is named by its whole path."""
        node = nodes.get("callouts")
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(node, "a list", "callouts")
            return ()
        return tuple(self._callout(item, i) for i, item in enumerate(node.value))

    def _callout(self, node: yaml.Node, number: int) -> Callout:
        where = f"callouts[{number}]"
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, "kind, text and url", where)
            return Callout(kind="", text="")
        nodes = self.entries(node, CALLOUT_KEYS, where + ".")
        kind, text, url = (self.text(nodes, key, where + ".") for key in CALLOUT_KEYS)
        if kind not in CALLOUT_KINDS:
            self._wrong_text(nodes.get("kind"), node, _KINDS, where + ".kind")
        if not text:
            self._wrong_text(nodes.get("text"), node, "a text", where + ".text")
        if url and (problem := link_problem(url, WEB)):
            message = f"{url!r} {problem}, in {where + '.url'!r}"
            hint = "write the whole address, such as https://example.com/a"
            self._error("M028", nodes["url"], message, hint)
        return Callout(kind=kind, text=text, url=url)

    def check_headline(self, node: yaml.Node | None) -> None:
        """An article whose headline is missing or empty is an error."""
        if node is None or (
            isinstance(node, yaml.ScalarNode) and not node.value.strip()
        ):
            message = "the article has no headline"
            hint = "write headline: … in the front matter"
            self._error("M027", node, message, hint)

    def _wrong_text(
        self, node: yaml.Node | None, parent: yaml.Node, expected: str, where: str
    ) -> None:
        if node is None:
            message = f"expected {expected}, got nothing in {where!r}"
            self._error("M026", parent, message, f"add {where.rpartition('.')[2]}: …")
        elif isinstance(node, yaml.ScalarNode):  # else text() has said it
            self._wrong(node, expected, where)

    def _wrong(self, node: yaml.Node, expected: str, where: str) -> None:
        message = f"expected {expected}, got {_shown(node)} in {where!r}"
        hint = f"write {_FORMS.get(expected, expected)}"
        self._error("M026", node, message, hint)

    def _error(
        self, code: str, node: yaml.Node | None, message: str, hint: str
    ) -> None:
        line, column = place(node.start_mark if node else None)
        self.found.append(
            Finding(code=code, message=message, line=line, column=column, hint=hint)
        )


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        value: str = node.value
        return repr(value if len(value) <= 40 else value[:40] + "…")
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys with values"
