"""The body of a manuscript as tokens: CommonMark, tables, footnotes, our notation.

One amendment: ``**`` beside Chinese text. CommonMark calls “ and 《 punctuation, and so
``他说**“好”**了`` prints its asterisks; here a mark beside a Han character or a
full-width mark may open and close, as between letters. Western text is parsed strictly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import fence
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from zbpub.base.chars import PUNCTUATION, is_han
from zbpub.manuscript.notation import use_notation

_DEEPEST = 60
"""Levels at which markdown-it drops text; ``blocks`` refuses far fewer."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A link definition (``[label]: target``), which prints nothing itself."""

    label: str
    line: int
    used: bool
    """Whether a link or picture takes its target from here."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """A body as tokens; their ``map`` counts lines from zero."""

    tokens: tuple[Token, ...]
    definitions: tuple[Definition, ...]


def tokenize(body: str) -> Markdown:
    """The tokens of ``body``; raw HTML comes as tokens of its own, to be refused."""
    targets = _Targets()
    # A line of full-width spaces is empty to the writer's eye, not to CommonMark.
    lines = ("" if line.isspace() else line for line in body.split("\n"))
    env: dict[str, Any] = {"references": targets}
    tokens = _parser().parse("\n".join(lines), env)
    return Markdown(tuple(tokens), _definitions(targets, env))


def tokenize_inline(text: str) -> Token:
    """One line of running text as its inline token, never as another block."""
    return _parser().parseInline(text, {"references": _Targets()})[0]


class _Targets(dict[str, Mapping[str, Any]]):
    """Link definitions by label, with a note of those that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        self.used.add(label)
        return super().get(label, default)


class _Parser(MarkdownIt):
    """Leaves targets as they are written: ``inlines`` and ``blocks`` judge them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Every target, so that a refused one is a finding and no silent text."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """The target as written: what is written back must be the same."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        """The text as written."""
        return link


@cache
def _parser() -> _Parser:
    parser = _Parser("commonmark", {"maxNesting": _DEEPEST})
    parser.enable("table")
    # A fence begins a block of its own, and so can be no table's head (GFM, tables).
    parser.block.ruler.before(
        "table", "fence_before_table", fence,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )  # fmt: skip
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.inline.ruler.at("emphasis", _emphasis)
    use_notation(parser)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule for ``*`` and ``_``, with ``*`` amended beside Chinese text."""
    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    if state.src[start] != "*":
        return True
    before = state.src[start - 1] if start else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    if _is_chinese(before) or _is_chinese(after):
        for delimiter in state.delimiters[known:]:
            delimiter.open = delimiter.open or not after.isspace()
            delimiter.close = delimiter.close or not before.isspace()
    return True


def _is_chinese(char: str) -> bool:
    return is_han(char) or char in PUNCTUATION


def _definitions(targets: _Targets, env: dict[str, Any]) -> tuple[Definition, ...]:
    first = (
        Definition(label, target["map"][0] + 1, label in targets.used)
        for label, target in targets.items()
    )
    again = (
        Definition(target["label"], target["map"][0] + 1, False)
        for target in env.get("duplicate_refs", ())
    )
    return (*first, *again)
