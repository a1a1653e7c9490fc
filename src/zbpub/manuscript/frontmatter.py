"""The front matter of a manuscript: found, and read into YAML nodes.

Nodes, not values: each keeps its scalar as written (``no`` and ``03`` stay strings)
and its place in the file.
"""

from __future__ import annotations

import re
from typing import Protocol

import yaml

from zbpub.base.findings import Finding

_FENCE = re.compile(r"---[ \t]*")
_SMALLEST = "begin the file with these three lines: ---, headline: …, ---"
_FIRST_LINE = 2  # the line of the file that the YAML begins on

_LONGEST = 65_536
"""Characters; the YAML reader is slow, and no article's head is so long."""

_DEEPEST = 8
"""Levels of nesting; ours has three."""


class Mark(Protocol):
    """A place as the YAML reader counts: line and column from zero."""

    @property
    def line(self) -> int:
        """The line of the block."""

    @property
    def column(self) -> int:
        """The column."""


def split_front_matter(text: str) -> tuple[str, str, tuple[Finding, ...]]:
    """``(yaml, body, findings)`` of a manuscript whose line ends are line feeds.

    The body has an empty line for every line before it, so that its lines count as the
    file's do. Without front matter both texts are empty and an error says why.
    """
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        no_head = Finding(
            code="M020",
            message="the manuscript has no front matter in its first line",
            line=1,
            hint=_SMALLEST,
        )
        return "", "", (no_head,)
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            body = "\n" * (number + 1) + "\n".join(lines[number + 1 :])
            return "\n".join(lines[1:number]), body, ()
    unclosed = Finding(
        code="M021",
        message="the front matter is never closed",
        line=1,
        hint="write a line --- between the front matter and the text",
    )
    return "", "", (unclosed,)


def compose_front_matter(
    text: str,
) -> tuple[yaml.MappingNode | None, tuple[Finding, ...]]:
    """The mapping that ``text`` holds, or None and why not; empty text is no error."""
    if len(text) > _LONGEST:
        return None, (_not_used(f"more than {_LONGEST} characters", None),)
    try:
        node = yaml.compose(text, Loader=_Reader)
    except _RefusedError as refused:
        return None, (refused.finding,)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, (_unreadable(error.problem or "it is no YAML", mark),)
    if node is None or isinstance(node, yaml.MappingNode):
        return node, ()
    return None, (_unreadable("expected keys with values", node.start_mark),)


def place(mark: Mark | None) -> tuple[int, int]:
    """Line and column in the file of a mark in the front matter, from one."""
    if mark is None:
        return _FIRST_LINE, 0
    return mark.line + _FIRST_LINE, mark.column + 1


class _RefusedError(Exception):
    """Something of YAML that a manuscript may not use."""

    def __init__(self, what: str, mark: Mark | None) -> None:
        super().__init__(what)
        self.finding = _not_used(what, mark)


class _Reader(yaml.BaseLoader):
    """Composes nodes, and refuses what hides or multiplies text (alias bombs).

    Each node is looked at before it is composed: nothing is expanded, and nesting is
    seen before it can exhaust the stack.
    """

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """The next node."""
        event: yaml.NodeEvent = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.CollectionStartEvent) and self._depth == _DEEPEST:
            raise _RefusedError("nesting so deep", event.start_mark)
        if event.anchor is not None:
            raise _RefusedError(
                f"the anchor or alias {event.anchor!r}", event.start_mark
            )
        if getattr(event, "tag", None) is not None:
            raise _RefusedError("a tag (!)", event.start_mark)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _not_used(what: str, mark: Mark | None) -> Finding:
    line, column = place(mark)
    return Finding(
        code="M023",
        message=f"front matter may not hold {what}",
        line=line,
        column=column,
        hint="write every value out, in double quotes if it begins with a sign",
    )


def _unreadable(problem: str, mark: Mark | None) -> Finding:
    line, column = place(mark)
    return Finding(
        code="M022",
        message=f"the front matter cannot be read: {problem}",
        line=line,
        column=column,
        hint="write key: value; put a value that holds ': ' or begins with a sign "
        "in double quotes",
    )
