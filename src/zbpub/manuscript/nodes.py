"""Values out of the nodes of front matter, each wrong one a finding with its place."""

from __future__ import annotations

import re

import yaml

from zbpub.base.findings import Finding
from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.frontmatter import place
from zbpub.manuscript.spelling import key_hint

Nodes = dict[str, yaml.Node]
"""The values of a mapping by their keys."""

YES, NO = ("true", "yes"), ("false", "no")
"""How YAML 1.1 and 1.2 write truth values, in small letters."""

_TEXT_HINT = "write the text itself; in double quotes if a sign begins it"


class Reader:
    """Takes values out of nodes and collects what is wrong with them.

    ``where`` is the path of a mapping inside the front matter, with its last dot; an
    absent value and an empty one are the same: nothing was said.
    """

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def entries(
        self, node: yaml.MappingNode, known: tuple[str, ...], where: str = ""
    ) -> Nodes:
        """The values of a mapping by their keys; unknown and second keys are errors."""
        nodes: Nodes = {}
        lines: dict[str, int] = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in nodes:
                message = (
                    f"{where + key!r} stands here twice, first in line {lines[key]}"
                )
                self.error("M025", key_node, message, "keep one of the two")
            elif key not in known:
                message = f"unknown key {where + key!r}"
                self.error("M024", key_node, message, key_hint(key, known))
            nodes.setdefault(key, value)
            lines.setdefault(key, place(key_node.start_mark)[0])
        return nodes

    def text(self, nodes: Nodes, key: str, where: str = "") -> str:
        """The line of text under ``key``, as written but for white space round it."""
        node = nodes.get(key)
        return "" if node is None else self.line(node, where + key)

    def line(self, node: yaml.Node, where: str) -> str:
        """The line of text that ``node`` is; ``where`` is its whole path."""
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, "a string", where, _TEXT_HINT)
            return ""
        value: str = node.value.strip()
        if "\n" in value:
            self.error(
                "M026",
                node,
                f"expected one line, got several in {where!r}",
                "write the text in one line",
            )
        elif problem := forbidden_in(value.replace("\t", " ")):
            self.error("M012", node, f"{problem}, in {where!r}", "delete it")
        return value.replace("\t", " ")

    def match(
        self,
        nodes: Nodes,
        key: str,
        form: re.Pattern[str],
        expected: str,
        where: str = "",
    ) -> str:
        """The scalar under ``key`` if it has the form, else ``""`` and an error."""
        node = nodes.get(key)
        if is_empty(node):
            return ""
        value = scalar(node)
        if value is not None and form.fullmatch(value):
            return value
        self.wrong(node, expected, where + key)
        return ""

    def whole(self, nodes: Nodes, key: str, most: int, where: str = "") -> int:
        """The whole number 1 to ``most`` under ``key``, or 0."""
        form = re.compile(r"[1-9][0-9]{0,8}")
        expected = f"a whole number 1 to {most}"
        value = int(self.match(nodes, key, form, expected, where) or 0)
        if value > most:
            self.wrong(nodes[key], expected, where + key)
            return 0
        return value

    def flag(self, nodes: Nodes, key: str, where: str = "") -> bool | None:
        """The truth value under ``key``, or None."""
        node = nodes.get(key)
        if is_empty(node):
            return None
        value = (scalar(node) or "").lower()
        if value not in (*YES, *NO):
            self.wrong(node, "true or false", where + key)
        return value in YES

    def items(self, nodes: Nodes, key: str, hint: str) -> list[yaml.Node]:
        """The values of the list under ``key``; ``hint`` is what to write."""
        node = nodes.get(key)
        if is_empty(node):
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.wrong(node, "a list", key, hint)
        return []

    def missing(
        self, node: yaml.Node | None, parent: yaml.Node, expected: str, where: str
    ) -> None:
        """Tell that the value at ``where`` is not there, or is not what it must be."""
        if node is None:
            message = f"expected {expected}, got nothing in {where!r}"
            self.error("M026", parent, message, f"add {where.rpartition('.')[2]}: …")
        elif isinstance(node, yaml.ScalarNode):  # else text() has said it
            self.wrong(node, expected, where)

    def wrong(
        self, node: yaml.Node | None, expected: str, where: str, hint: str = ""
    ) -> None:
        """Tell that ``node`` is not what was expected."""
        shown = "nothing" if node is None else _shown(node)
        message = f"expected {expected}, got {shown} in {where!r}"
        self.error("M026", node, message, hint or f"write {expected}")

    def error(self, code: str, node: yaml.Node | None, message: str, hint: str) -> None:
        """Add an error at the place of ``node``."""
        line, column = place(node.start_mark if node else None)
        self.found.append(
            Finding(code=code, message=message, line=line, column=column, hint=hint)
        )


def scalar(node: yaml.Node | None) -> str | None:
    """The text of a scalar without white space round it; None of anything else."""
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else None


def is_empty(node: yaml.Node | None) -> bool:
    """Whether a key says nothing: it is absent, or has no value."""
    return node is None or scalar(node) == ""


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        value: str = node.value
        return repr(value if len(value) <= 40 else value[:40] + "…")
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys with values"
