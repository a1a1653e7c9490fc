"""Review: what a desk looks at, as the template wants it."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.base.findings import Finding
from zbpub.ingest.again import Fate
from zbpub.ingest.ledger import Summary
from zbpub.ingest.result import Ingested

FIELDS = {
    "label": ("label", "栏"),
    "kicker": ("kicker", "引"),
    "headline": ("headline", "题"),
    "deck": ("deck", "副"),
    "dateline": ("dateline", "头"),
    "byline": ("byline", "署"),
    "callout": ("call-out", "框"),
    "block": ("paragraph", "¶"),
}
"""Fields of a manuscript: their names, and the signs that stand before their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the source, or the flag of a doubt before one."""

    text: str
    kind: str = "space"
    """The class of its colour: a field, ``left``, ``mark``, ``space`` or ``flag``."""
    sign: str = ""
    title: str = ""
    """What a reader is told when pointing at it."""
    id: str = ""
    target: str = ""
    """The id that it leads to; empty: nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of a manuscript as ingest made it."""

    id: str
    kind: str
    name: str
    sign: str
    text: str
    places: tuple[tuple[str, str], ...]
    """For each of its stretches the id, and its line in the source."""


Lines = tuple[tuple[tuple[str, bool], ...], ...]
"""Lines in stretches, each with whether the manuscript has it otherwise now."""


@dataclass(frozen=True, slots=True)
class HunkView:
    """Lines of a manuscript, and those to paste in their place; either may be none."""

    now: tuple[str, ...]
    paste: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """A doubt with the other decision."""

    number: int
    id: str
    finding: Finding
    source: str
    """The id of its flag in the source."""
    field: str
    """The id of the field that it is about; empty: none."""
    manuscript: str
    """The file to paste into; empty: none."""
    hunks: tuple[HunkView, ...]
    """What to paste, and over what."""
    state: str
    """``open``, ``turned``, ``decided`` or ``gone``; see ``remedies.State``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A manuscript beside its source."""

    id: str
    file: str
    title: str
    fate: str
    note: str
    fields: tuple[FieldView, ...]
    doubts: tuple[DoubtView, ...]
    edited: tuple[str, ...]
    """What the file has otherwise than ingest made it, as a diff."""
    diff: tuple[str, ...]
    """What this ingest changed in it, or proposes."""
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part of the source, and the articles that begin in it."""

    stretches: tuple[Stretch, ...]
    articles: tuple[ArticleView, ...]
    goes_with: tuple[tuple[str, str], ...] = ()
    """Ids and files of manuscripts that begin elsewhere and go on here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One source."""

    id: str
    path: str
    number: str
    summary: Summary
    rows: tuple[Row, ...]
    doubts: tuple[DoubtView, ...]
    """Those that belong to no article of this page."""
    left: tuple[tuple[str, int, tuple[tuple[str, str], ...]], ...]
    """Reasons, characters, and where: ids and lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an article's manuscript."""

    file: str
    """With its suffix; empty: none was written."""
    fate: Fate
    note: str = ""
    diff: tuple[str, ...] = ()
    proposal: str = ""
    mine: str | None = None
    """What the file holds."""
    edited: tuple[str, ...] = ()
    """The difference from what ingest makes to what it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page to be looked at."""

    number: str
    ingested: Ingested
    findings: tuple[Finding, ...]
    """All, those of its file too."""
