"""The body of a manuscript in Markdown: blocks in, canonical text out."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from zbpub.manuscript.charts import write_chart
from zbpub.manuscript.escape import (
    escape_cell,
    escape_line_end,
    escape_line_start,
    escape_text,
    write_target,
    write_title,
)
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
from zbpub.manuscript.write_inline import write_runs

_BULLETS = "-+"
_NUMBER_ENDS = ".)"
_LARGEST_NUMBER = 999_999_999  # CommonMark, 5.2: nine digits at most

_ALIGN = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def write_blocks(blocks: Sequence[Block], depth: int = 0) -> str:
    """The blocks, an empty line between them; those that print nothing are left out.

    Args:
        blocks: Blocks of one level.
        depth: How many lists they stand in.
    """
    written: list[str] = []
    other_mark = False
    before: Block | None = None
    for block in blocks:
        # Two lists in a row would be one, had they the same marks.
        other_mark = not other_mark and _is_same_list(before, block)
        text = _write(block, depth, other_mark)
        if text:
            written.append(text)
            before = block
    return "\n\n".join(written)


def _is_same_list(before: Block | None, block: Block) -> bool:
    if isinstance(before, ListBlock) and isinstance(block, ListBlock):
        return before.ordered == block.ordered
    return False


def _write(block: Block, depth: int, other_mark: bool) -> str:
    match block:
        case ListBlock():
            return _list(block, depth, other_mark)
        case Quote():
            return _quote(write_blocks(block.blocks, depth))
        case Footnote():
            return _footnote(block, depth)
        case _:
            return _write_leaf(block)


def _write_leaf(block: Paragraph | Subhead | Figure | Table | Chart | Break) -> str:
    match block:
        case Paragraph():
            return escape_line_start(write_runs(block.runs))
        case Subhead():
            return _subhead(block)
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Chart():
            return write_chart(block)
        case Break():
            return "***"


def _subhead(block: Subhead) -> str:
    text = escape_line_end(write_runs(block.runs))
    return f"{'#' * block.level} {text}" if text else ""


def _figure(block: Figure) -> str:
    alt = escape_text(_one_line(block.alt), before="[", after="]", in_link=True)
    caption = _one_line(block.caption)
    title = f" {write_title(caption)}" if caption else ""
    return f"![{alt}]({write_target(block.src)}{title})"


def _list(block: ListBlock, depth: int, other_mark: bool) -> str:
    items: list[str] = []
    for i, item in enumerate(block.items):
        mark = _mark(block, i, depth, other_mark)
        text = write_blocks(item, depth + 1)
        first, *rest = text.split("\n")
        indented = textwrap.indent("\n".join(rest), " " * (len(mark) + 1))
        items.append(f"{mark} {first}".rstrip() + ("\n" + indented if rest else ""))
    are_short = not any("\n" in item for item in items)
    return ("\n" if are_short else "\n\n").join(items)


def _mark(block: ListBlock, number: int, depth: int, other_mark: bool) -> str:
    if block.ordered:
        return f"{min(block.start + number, _LARGEST_NUMBER)}{_NUMBER_ENDS[other_mark]}"
    # By turns in depth too: "- - -" would be a thematic break.
    return _BULLETS[(depth + other_mark) % 2]


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _table(block: Table) -> str:
    columns = len(block.head)
    align = (*block.align, *[""] * columns)[:columns]
    rules = [_ALIGN[each] for each in align]
    rows = [[_cell(cell) for cell in row] for row in (block.head, *block.rows)]
    full = ([*row, *[""] * columns][:columns] for row in (rows[0], rules, *rows[1:]))
    return "\n".join("| " + " | ".join(row) + " |" for row in full)


def _cell(runs: Runs) -> str:
    return escape_cell(write_runs(runs))


def _footnote(block: Footnote, depth: int) -> str:
    text = textwrap.indent(write_blocks(block.blocks, depth), " " * 4)
    is_running = block.blocks and isinstance(block.blocks[0], Paragraph)
    start = f"[^{block.label}]:"
    return f"{start} {text.lstrip(' ')}" if is_running else f"{start}\n{text}"


def _one_line(text: str) -> str:
    return plain_text(normal_runs([Run(text)]))
