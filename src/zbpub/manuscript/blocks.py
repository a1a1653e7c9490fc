"""The body: Markdown tokens in, blocks and findings out.

Whatever the model has no block for is a finding: nothing is silently dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from zbpub.base.findings import Finding, Severity
from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.charts import is_chart, read_chart
from zbpub.manuscript.inlines import read_inline, shown
from zbpub.manuscript.markdown import Definition, tokenize
from zbpub.manuscript.model import (
    Block,
    Break,
    Chart,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Subhead,
    Table,
)
from zbpub.manuscript.runs import normal_runs, plain_text
from zbpub.manuscript.targets import picture_problem

_DEEPEST = 8
"""Blocks inside blocks; deeper nesting is an attack or an accident."""

_LABEL = re.compile(r"[\w-]+")
_CELL_END = re.compile(r"(?<!\\)\|")
_PARTED_RUBY = re.compile(r"(?<!\\)\{[^{}|`]*(?<!\\)\|[^{}`]*\}")


def read_body(body: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a body and what is wrong with it; lines count as in ``body``."""
    markdown = tokenize(body)
    reader = _Reader(markdown.tokens, body.split("\n"))
    blocks = reader.blocks("")
    unused = (_unused(each) for each in markdown.definitions if not each.used)
    return blocks, (*reader.found, *unused)


def _unused(definition: Definition) -> Finding:
    return Finding(
        code="M044",
        message=f"no link uses the definition [{definition.label.lower()}]",
        line=definition.line,
        hint="write the link in its place, [text](https://…), or delete the line",
    )


class _Reader:
    """Walks over the tokens once; each method takes one kind of block."""

    def __init__(self, tokens: Sequence[Token], lines: Sequence[str]) -> None:
        self.tokens = tokens
        self.lines = lines
        self.at = 0
        self.depth = 0
        self.found: list[Finding] = []

    def blocks(self, end: str) -> tuple[Block, ...]:
        """All blocks up to the token of type ``end``, which is passed over."""
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self._next()
            if token.type == end:
                break
            block = self._block(token)
            if block is not None:
                blocks.append(block)
        return tuple(blocks)

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "paragraph_open":
                return self._paragraph(token)
            case "heading_open":
                return self._subhead(token)
            case "hr":
                return Break(_line(token))
            case "table_open":
                return self._table(token)
            case "fence" if is_chart(token.info):
                return self._chart(token)
            case "html_block" | "fence" | "code_block":
                self._refuse(token)
                return None
            case _:
                return self._nested(token)

    def _nested(self, token: Token) -> Block:
        self.depth += 1
        if self.depth == _DEEPEST + 1:
            message = f"blocks are nested more than {_DEEPEST} deep"
            self._error("M039", token, message, "write fewer > or list marks")
        block: Block
        if token.type == "blockquote_open":
            block = Quote(self.blocks("blockquote_close"), _line(token))
        elif token.type == "footnote_reference_open":
            block = self._footnote(token)
        else:  # bullet_list_open, ordered_list_open
            block = self._list(token)
        self.depth -= 1
        return block

    def _paragraph(self, token: Token) -> Block | None:
        inline = self._next()
        self._next()
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            return self._figure(children[0], _line(token))
        runs = self._runs(inline)
        return Paragraph(runs, _line(token)) if runs else None

    def _figure(self, image: Token, line: int) -> Figure:
        src = str(image.attrGet("src") or "")
        title = str(image.attrGet("title") or "")
        if problem := picture_problem(src):
            hint = "write a path inside the issue's folder, such as images/photo.jpg"
            self._found("M033", line, f"the picture's path {src!r} {problem}", hint)
        if problem := forbidden_in(title):
            self._found("M012", line, f"{problem}, in a caption", "delete it")
        alt, found = read_inline(image, line)
        self.found.extend(found)
        if any(run.ruby or run.dots or run.shift or run.sideline for run in alt):
            message = (
                "ruby, dots, lines or raised characters in a picture's alternative text"
            )
            self._found("M056", line, message, "write it in plain words")
        caption = plain_text(normal_runs([Run(title)]))
        return Figure(src, plain_text(alt), caption, line)

    def _subhead(self, token: Token) -> Subhead:
        runs, level = self._runs(self._next()), int(token.tag[1])
        self._next()
        if level == 1:
            hint = "write ##: the headline belongs in the front matter"
            self._error("M035", token, "a heading of level 1 in the text", hint)
        elif not runs:
            self._error("M036", token, "a subhead without words", "delete the #")
        elif token.markup == "-":
            self._found_underline(token)
        return Subhead(runs, level, _line(token))

    def _found_underline(self, token: Token) -> None:
        self.found.append(
            Finding(
                code="M045",
                message="the line of - below makes this paragraph a subhead",
                line=_line(token),
                severity=Severity.WARNING,
                hint="write ## before it; or an empty line before the - for a break",
            )
        )

    def _list(self, token: Token) -> ListBlock:
        items: list[tuple[Block, ...]] = []
        end = token.type.replace("open", "close")
        while self._next().type != end:
            items.append(self.blocks("list_item_close"))
        start = token.attrGet("start")
        first = 1 if start is None else int(start)
        ordered = token.type == "ordered_list_open"
        return ListBlock(tuple(items), ordered, first, _line(token))

    def _table(self, token: Token) -> Table:
        rows: list[tuple[Runs, ...]] = []
        cells: list[Runs] = []
        align: list[str] = []
        while (part := self._next()).type != "table_close":
            if part.type == "inline":
                cells.append(self._runs(part))
            elif part.type == "th_open":
                align.append(str(part.attrGet("style") or "").rpartition(":")[2])
            elif part.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
            elif part.type == "tr_open":
                self._check_row(part, len(align) if rows else 0)
        head, *body = rows
        aligned = tuple(align) if any(align) else ()
        return Table(head, tuple(body), aligned, _line(token))

    def _check_row(self, row: Token, columns: int) -> None:
        """Markdown drops the cells that a row has more than the head: we do not.

        Args:
            row: The token that begins the row.
            columns: How many the head has; 0 for the head itself.
        """
        line = _line(row)
        source = self.lines[line - 1].lstrip(" \t>").removeprefix("|").rstrip()
        cells = _CELL_END.split(source)
        if match := _PARTED_RUBY.search(source):
            message = f"the stroke in {shown(match[0])!r} ends the table's cell"
            self._found("M048", line, message, "write {滕\\|téng} inside a table")
        elif columns and any(cell.strip() for cell in cells[columns:]):
            message = f"a row with more cells than the {columns} of the table's head"
            hint = "give the head as many cells; write a | inside a cell as \\|"
            self._found("M047", line, message, hint)

    def _chart(self, token: Token) -> Chart | None:
        chart, found = read_chart(token.info, token.content, _line(token))
        self.found.extend(found)
        return chart

    def _footnote(self, token: Token) -> Footnote:
        label, line = token.meta["label"], _line(token)
        blocks = self.blocks("footnote_reference_close")
        if self.depth > 1:
            message = f"the footnote [^{label}] stands inside another block"
            hint = "write it at the left margin, between empty lines"
            self._found("M043", line, message, hint)
        if not blocks:
            hint = "write its text after the colon"
            self._found("M043", line, f"the footnote [^{label}] has no text", hint)
        return Footnote(label, blocks, line)

    def _refuse(self, token: Token) -> None:
        if token.type == "html_block":
            message = f"raw HTML is not printed: {shown(token.content)}"
            hint = "write Markdown, or \\< if the sign itself is meant"
            self._error("M030", token, message, hint)
        else:
            message = f"a page has no form for a code block: {shown(token.content)}"
            hint = "begin the line at the left margin, without ``` and without 4 spaces"
            self._error("M038", token, message, hint)

    def _runs(self, inline: Token) -> Runs:
        runs, found = read_inline(inline, _line(inline))
        self.found.extend(found)
        for run in runs:
            if run.note and not _LABEL.fullmatch(run.note):
                message = f"the footnote's label {shown(run.note)!r} is not a word"
                hint = "label footnotes with letters or digits: [^1]"
                self._error("M043", inline, message, hint)
        return runs

    def _next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _error(self, code: str, token: Token, message: str, hint: str) -> None:
        self._found(code, _line(token), message, hint)

    def _found(self, code: str, line: int, message: str, hint: str) -> None:
        finding = Finding(code=code, message=message, line=line, hint=hint)
        self.found.append(finding)


def _line(token: Token) -> int:
    """The line that a token begins in, from one."""
    return token.map[0] + 1 if token.map else 0
