"""Spell: the words of a manuscript's block in their order, as the ledger has them."""

from __future__ import annotations

from collections.abc import Iterable

from zbpub.manuscript.model import (
    Block,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quote,
    Runs,
    Subhead,
    Table,
)


def spell_block(block: Block) -> str:
    """The words of ``block`` in their order; a picture's are its caption."""
    match block:
        case Paragraph() | Subhead():
            return _spell((block.runs,))
        case Figure():
            return block.caption
        case Table():
            rows = (block.head, *block.rows)
            return "".join(_spell(row) for row in rows)
        case ListBlock():
            return "".join(spell_block(each) for item in block.items for each in item)
        case Quote() | Footnote():
            return "".join(map(spell_block, block.blocks))
        case _:
            return ""


def _spell(cells: Iterable[Runs]) -> str:
    return "".join(run.text for cell in cells for run in cell)
