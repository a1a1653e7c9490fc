"""Every block of a body, those inside others too, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbpub.manuscript.model import (
    Block,
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


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all blocks inside them, each before what it holds."""
    for block in blocks:
        yield block
        if isinstance(block, Quote | Footnote):
            yield from every_block(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from every_block(item)


def texts_of(block: Block) -> tuple[Runs, ...]:
    """The running texts that the block itself holds: one, or one for each cell."""
    if isinstance(block, Paragraph | Subhead):
        return (block.runs,)
    if isinstance(block, Figure):
        return ((Run(block.caption),),)
    if isinstance(block, Chart):
        return ((Run(block.title),),)
    if isinstance(block, Table):
        return tuple(cell for row in (block.head, *block.rows) for cell in row)
    return ()
