"""Footnotes: every mark has a text, every text one mark or more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zbpub.base.findings import Finding, Severity
from zbpub.manuscript.model import Block, Footnote
from zbpub.manuscript.walk import every_block, texts_of


def check_notes(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    """Marks without a text, texts given twice (errors), texts without a mark."""
    marks: dict[str, int] = {}
    texts: dict[str, int] = {}
    found: list[Finding] = []
    for block in every_block(blocks):
        if isinstance(block, Footnote):
            if block.label in texts:
                found.append(_second(block, texts[block.label]))
            texts.setdefault(block.label, block.line)
        for label in _labels(block):
            marks.setdefault(label, block.line)
    found += [
        _no_text(label, line) for label, line in marks.items() if label not in texts
    ]
    found += [
        _no_mark(label, line) for label, line in texts.items() if label not in marks
    ]
    return tuple(found)


def _labels(block: Block) -> Iterator[str]:
    return (run.note for runs in texts_of(block) for run in runs if run.note)


def _second(note: Footnote, first: int) -> Finding:
    return Finding(
        code="M041",
        message=f"the footnote [^{note.label}] is there twice, first in line {first}",
        line=note.line,
        hint="give it a label of its own",
    )


def _no_text(label: str, line: int) -> Finding:
    return Finding(
        code="M040",
        message=f"the footnote [^{label}] has no text",
        line=line,
        hint=f"write a line [^{label}]: … or, if no footnote is meant, \\[^{label}]",
    )


def _no_mark(label: str, line: int) -> Finding:
    return Finding(
        code="M042",
        message=f"nothing in the text points to the footnote [^{label}]",
        line=line,
        severity=Severity.WARNING,
        hint=f"write [^{label}] where it belongs",
    )
