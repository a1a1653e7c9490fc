"""Review: what a desk looks at, as the template wants it."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.base.findings import Finding
from zbpub.ingest.again import Fate
from zbpub.ingest.ledger import Summary
from zbpub.ingest.result import Ingested
from zbpub.ingest.scan import Place

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


KINDS = {
    "I004": "no headline",
    "I006": "a break taken back",
    "I007": "a break kept",
    "I008": "subhead, or half a paragraph",
    "I009": "kicker, headline and deck at a space",
    "I010": "label of the column",
    "I011": "headline or subhead",
    "I012": "probably misread",
    "I013": "half-width marks",
    "I014": "several bylines",
    "I015": "byline in brackets at the end",
    "I016": "a plain line as a title",
    "I017": "the order of the titles",
    "I018": "a stray line left out",
    "I019": "a line as a caption",
    "I020": "a call-out of no article",
    "I021": "spaces in Chinese text",
    "I030": "goes on where nothing is",
    "I031": "may go on in several places",
    "I032": "joined over pages",
    "I033": "folio against number",
    "I102": "the encoding was guessed",
    "I106": "tracked changes",
    "I107": "comments left out",
    "I108": "text boxes",
    "I109": "pictures not taken over",
    "I110": "several articles in one document",
    "I111": "lines broken by hand",
    "I112": "damaged bytes",
    "I113": "which part is the report",
    "I114": "where the report comes from",
    "I115": "a picture that is not there",
    "I116": "readings of words",
    "I125": "recognition was not sure",
    "I126": "several pages in one file",
}
"""What findings are about, where many are told together."""


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
    doubt: str = ""
    """Of a flag and of the words that its doubt is about: the doubt's state."""


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
    file: str = ""
    """The manuscript that they are of."""
    behind: str = ""
    """The line behind which they stand, where they take the place of none."""
    deed: str = ""
    """As ``remedies.Hunk`` says: ``new``, ``delete`` or empty."""


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
    """``open``, ``turned``, ``decided``, ``gone`` or ``accepted``; see
    ``remedies.State``."""
    kind: str
    """What findings of its code are about, in a few words."""
    place: str
    """Where it stands in the source as it came in: line and column, or the box on a
    scanned page; empty: not known."""
    pick: str
    """What ``--accept`` closes it by; empty: it is an error."""
    pick_all: str
    """What ``--accept`` closes all findings of its code and source by."""
    source_file: str
    """The source's file name."""
    length: int = 0
    """Characters of the source that it is about; 0: those up to the field's end."""


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
    name: str = ""
    """What the ledger knows the source by."""
    file: str = ""
    """Its file name."""
    kind: str = "text"
    """``text``, ``docx``, ``html`` or ``scan``."""
    places: tuple[Place, ...] = ()
    """Of a scan: where on the page each row of the text stands."""
    accepted: frozenset[Finding] = frozenset()
    """Those that the desk agrees with."""
