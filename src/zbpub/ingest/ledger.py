"""The ledger: where every character of the source went, or why it was left out.

What the passes say is only a claim. It is proved here by comparing the characters of
the finished articles with those of the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from zbpub.base.chars import significant
from zbpub.ingest.source import Source
from zbpub.ingest.spell import spell_block
from zbpub.manuscript.model import Article

SHOWN = 60
"""Characters of a left-out text that the summary quotes."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a pass says of one text: the source holds it at ``spans``."""

    where: str
    """For example ``03-01 headline``; for a mark, empty."""
    spans: tuple[tuple[int, int], ...]
    reason: str = ""
    """Why no manuscript holds it; empty: one does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch of the source and what became of it."""

    start: int
    end: int
    line: int
    column: int
    where: str
    reason: str


class LeftOutEntry(TypedDict):
    """One left-out stretch as report.json tells it."""

    line: int
    column: int
    reason: str
    text: str


class Summary(TypedDict):
    """The ledger as report.json tells it; numbers are characters without space."""

    characters: int
    kept: int
    left_out: dict[str, int]
    lost: int
    invented: int
    entries: list[LeftOutEntry]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of one page."""

    entries: tuple[Entry, ...]
    """In the order of the source; stretches that hold white space alone are absent."""
    characters: int
    lost: int
    """Characters of the source that are in no manuscript and were not left out."""
    invented: int
    """Characters in a manuscript that the source does not hold there."""
    source: Source

    def to_json(self) -> Summary:
        """The summary for report.json."""
        left_out: Counter[str] = Counter()
        kept = 0
        told: list[LeftOutEntry] = []
        for entry in self.entries:
            text = self.source.text[entry.start : entry.end]
            count = len(significant(text))
            if not entry.reason:
                kept += count
                continue
            left_out[entry.reason] += count
            told.append(_tell(entry, text))
        return Summary(
            characters=self.characters,
            kept=kept,
            left_out=dict(sorted(left_out.items())),
            lost=self.lost,
            invented=self.invented,
            entries=told,
        )


def _tell(entry: Entry, text: str) -> LeftOutEntry:
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return LeftOutEntry(
        line=entry.line, column=entry.column, reason=entry.reason, text=shown
    )


def close_ledger(
    source: Source, claims: Sequence[Claim], spelled: Mapping[str, str]
) -> Ledger:
    """The ledger of ``claims``, proved against what was ``spelled``.

    Args:
        source: The page as it came in.
        claims: What became of each stretch.
        spelled: The finished texts by the names that the claims use.
    """
    lost, doubled = _check_cover(source.text, claims)
    missing, foreign = _check_texts(source.text, claims, spelled)
    return Ledger(
        entries=tuple(_entries(source, claims)),
        characters=len(significant(source.text)),
        lost=lost + missing,
        invented=doubled + foreign,
        source=source,
    )


def spell_article(article: Article) -> dict[str, str]:
    """Every text of a finished article by the name that claims give it."""
    texts = {
        field: getattr(article, field)
        for field in ("label", "kicker", "headline", "deck", "dateline", "byline")
    }
    for number, callout in enumerate(article.callouts, start=1):
        texts[f"callout {number}"] = callout.text
    for number, block in enumerate(article.body, start=1):
        texts[f"block {number}"] = spell_block(block)
    return {f"{article.name} {field}": text for field, text in texts.items()}


def _entries(source: Source, claims: Iterable[Claim]) -> Iterable[Entry]:
    stretches = sorted(
        (start, end, claim.where, claim.reason)
        for claim in claims
        for start, end in claim.spans
        if source.text[start:end].strip()
    )
    for start, end, where, reason in stretches:
        line, column = source.place(start)
        yield Entry(start, end, line, column, where, reason)


def _check_cover(text: str, claims: Sequence[Claim]) -> tuple[int, int]:
    """Characters that no claim covers, and those that more than one covers."""
    spans = sorted(span for claim in claims for span in claim.spans)
    lost = doubled = at = 0
    for start, end in spans:
        if start > at:
            lost += len(significant(text[at:start]))
        elif start < at:
            doubled += len(significant(text[start : min(at, end)]))
        at = max(at, end)
    return lost + len(significant(text[at:])), doubled


def _check_texts(
    text: str, claims: Sequence[Claim], spelled: Mapping[str, str]
) -> tuple[int, int]:
    """Characters that claimed stretches have more, and finished texts have more."""
    claimed: dict[str, list[str]] = {}
    for claim in claims:
        if claim.where:
            parts = [text[start:end] for start, end in claim.spans]
            claimed.setdefault(claim.where, []).extend(parts)
    missing = foreign = 0
    for where in sorted({*claimed, *spelled}):
        wanted = significant("".join(claimed.get(where, [])))
        found = significant(spelled.get(where, ""))
        lost, invented = compare_texts(wanted, found)
        missing += lost
        foreign += invented
    return missing, foreign


def compare_texts(wanted: str, found: str) -> tuple[int, int]:
    """How many characters ``found`` lacks and how many it has too many, in order."""
    if wanted == found:
        return 0, 0
    lacks, extra = Counter(wanted), Counter(found)
    lacks.subtract(found)
    extra.subtract(wanted)
    lost = sum(count for count in lacks.values() if count > 0)
    invented = sum(count for count in extra.values() if count > 0)
    if lost or invented:
        return lost, invented
    moved = sum(one != other for one, other in zip(wanted, found, strict=True))
    return moved, moved
