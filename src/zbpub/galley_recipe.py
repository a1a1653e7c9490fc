"""Paragraphs in, a galley proof out: columns of one measure as a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from zbpub.base.files import write_files
from zbpub.base.findings import Finding, InputError, Severity
from zbpub.base.length import from_pt
from zbpub.compose.line import Line
from zbpub.compose.typescript import ComposeOrder, typeface, typeset
from zbpub.draft import Say, paint_pages, stop_on
from zbpub.layout.galley_proof import ProofSheet, proof_pages
from zbpub.render.pdf_spec import PdfSpec
from zbpub.style_files import check_look

_MOST_WIDE = from_pt(14_400)
"""The widest page of a PDF (ISO 32000-1, annex C), mpt."""
_AROUND = 6  # characters told on each side of one that cannot be set


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleyOrder:
    """What is to be proofed."""

    text: ComposeOrder
    columns: int
    size: float
    """Of the type, in points."""
    leading: float
    """From baseline to baseline, in points."""
    file: Path
    styles: Path
    epoch: int | None = None
    """SOURCE_DATE_EPOCH, when set: the time that the file carries."""


def pull_proof(
    paragraphs: Sequence[str], order: GalleyOrder, say: Say
) -> tuple[Finding, ...]:
    """Write the proof of ``paragraphs``; give what there is to say of it.

    Raises:
        ZbpubError: Anything that the user can mend; the file is as it was.
    """
    size = from_pt(order.size)
    sheet = ProofSheet(
        measure=round(order.text.measure * size), size=size,
        leading=from_pt(order.leading), columns=order.columns,
        is_vertical=order.text.vertical,
    )  # fmt: skip
    look = order.styles / "galley"
    check_look(look)
    stop_on(chain(_unfit(paragraphs, sheet), _missing(paragraphs, order.text.edition)))
    say(f"composing {len(paragraphs)} paragraphs")
    lines = typeset(paragraphs, order.text, size)
    say("painting the PDF")
    spec = PdfSpec(
        title=f"校样：{order.text.measure:g} 字",
        publication="",
        language=order.text.edition,
        created=_time(order.epoch),
        description="",
        look=look,
        images={},
    )
    write_files({order.file: paint_pages(proof_pages(lines, sheet), spec)})
    return tuple(_overfull(lines))


def _time(epoch: int | None) -> str:
    """The time in ISO 8601, or nothing: a proof has no date of its own."""
    if epoch is None:
        return ""
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _unfit(paragraphs: Sequence[str], sheet: ProofSheet) -> Iterator[Finding]:
    if not any(text.strip() for text in paragraphs):
        raise InputError(
            Finding(
                code="L020",
                message="there is nothing to set: standard input holds no text",
                hint="give paragraphs, one a line",
            )
        )
    if sheet.width > _MOST_WIDE:
        way = "high" if sheet.is_vertical else "wide"
        yield Finding(
            code="L021",
            message=f"the page would be {sheet.width / 1000:,.0f} points {way};"
            f" a PDF's is {_MOST_WIDE // 1000:,} at most",
            hint="order fewer columns, a shorter measure or smaller type",
        )


def _missing(paragraphs: Sequence[str], edition: str) -> Iterator[Finding]:
    face = typeface(edition)
    for char in face.missing("".join(paragraphs)):
        number, text = next(
            (number, text) for number, text in enumerate(paragraphs, 1) if char in text
        )
        at = text.index(char)
        around = text[max(0, at - _AROUND) : at + _AROUND + 1]
        yield Finding(
            code="L010",
            message=f"no font has the character {char!r} (U+{ord(char):04X}), in"
            f" “{around}” (paragraph {number})",
            hint="write another character",
        )


def _overfull(paragraphs: Sequence[Sequence[Line]]) -> Iterator[Finding]:
    for number, lines in enumerate(paragraphs, 1):
        for line in lines:
            if line.overfull:
                yield Finding(
                    code="L022",
                    severity=Severity.WARNING,
                    message=f"a line is {line.overfull / 1000:g} points too wide:"
                    f" “{line.text}” (paragraph {number})",
                    hint="no legal break fits: lengthen the measure or change the text",
                )
