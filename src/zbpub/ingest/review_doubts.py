"""Review: the findings of pages in, each with the other decision and its state out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.accepted import name_pick
from zbpub.ingest.ledger import Entry
from zbpub.ingest.remedies import (
    Hunk,
    Remedy,
    State,
    Touched,
    changed_part,
    decided,
    find_remedy,
    find_spot,
    offset_of,
    touched_parts,
)
from zbpub.ingest.result import Ingested
from zbpub.ingest.review_values import (
    FIELDS,
    KINDS,
    DoubtView,
    HunkView,
    Lines,
    Outcome,
    Sheet,
)
from zbpub.manuscript.write import write_article

Owned = tuple[int, str, int, DoubtView]
"""The page, the article (or none) and the offset of a doubt, and the doubt."""


def number_doubts(
    sheets: Sequence[Sheet], outcomes: Mapping[str, Outcome]
) -> list[Owned]:
    """The findings of all sheets, numbered; ``outcomes`` by the articles' names."""
    pages = [one.ingested for one in sheets]
    touched = _touched(pages, outcomes)
    made: list[Owned] = []
    for at, sheet in enumerate(sheets, start=1):
        for finding in sorted(sheet.findings, key=_by_place):
            offset = offset_of(sheet.ingested, finding) if finding.line else -1
            spot = find_spot(sheet.ingested, finding, pages) if finding.line else None
            name, field = (spot.article.name, spot.field) if spot else ("", "")
            remedy = find_remedy(finding, spot) if spot else None
            hunks = _hunks(remedy, name, outcomes)
            if finding.code in _LEFT_OUT:
                name, words = _left_words(sheet.ingested, offset)
                field, hunks = "", _lines_of(finding.code, words)
            outcome = outcomes.get(name)
            view = DoubtView(
                number=len(made) + 1,
                id=f"d{len(made) + 1}",
                finding=finding,
                source=f"f{len(made) + 1}" if finding.line else f"p{at}",
                field=field_id(name, field) if field else "",
                manuscript=outcome.file if outcome else "",
                hunks=hunks,
                state=State.ACCEPTED
                if finding in sheet.accepted
                else _state(remedy, hunks, touched.get(name, ()), outcome),
                kind=KINDS.get(finding.code, ""),
                place=tell_place(sheet, finding, offset),
                pick=_pick(sheet, finding),
                pick_all=f"{finding.code}:{sheet.name}",
                source_file=sheet.file,
                length=_length(finding),
            )
            made.append((at, name, offset, view))
    return made


def _touched(
    pages: Sequence[Ingested], outcomes: Mapping[str, Outcome]
) -> dict[str, Touched]:
    """What the manuscripts have otherwise, by the articles' names."""
    found: dict[str, Touched] = {}
    for article in (article for page in pages for article in page.articles):
        outcome = outcomes.get(article.name)
        if outcome and outcome.mine is not None:
            found[article.name] = touched_parts(write_article(article), outcome.mine)
    return found


_UNSURE = re.compile("「([^…]+?)」")
_LEFT_OUT = frozenset({"I018", "I019", "I020"})
"""Doubts about words that are in no manuscript."""


def _left_words(page: Ingested, offset: int) -> tuple[str, str]:
    """The article that words left out at ``offset`` stand in or before, and they."""
    name = ""
    for entry in page.ledger.entries:
        if entry.start <= offset < entry.end or (name and entry.start > offset):
            words = page.ledger.source.text[entry.start : entry.end]
            break
        name = owner_of(entry) or name
    else:
        words = ""
    if not name and page.articles:
        name = page.articles[0].name
    return name, words


def _lines_of(code: str, words: str) -> tuple[HunkView, ...]:
    """Words that were left out as lines for a manuscript."""
    if not words:
        return ()
    if code == "I020":
        words = f"callouts:\n  - kind: qr\n    text: {words}"
    return (HunkView((), tuple(((line, False),) for line in words.split("\n"))),)


def _state(
    remedy: Remedy | None,
    hunks: tuple[HunkView, ...],
    touched: Touched,
    outcome: Outcome | None,
) -> str:
    if outcome is None:
        return State.OPEN
    mine = outcome.mine
    if remedy is None and hunks and mine is not None:
        words = hunks[0].paste[-1][0][0].strip().removeprefix("text: ")
        return State.TURNED if words in mine else State.OPEN
    return decided(remedy, touched, mine)


def _hunks(
    remedy: Remedy | None, own: str, outcomes: Mapping[str, Outcome]
) -> tuple[HunkView, ...]:
    return tuple(
        HunkView(
            now=hunk.now,
            paste=_paste(hunk),
            file=file_of(hunk.article or own, outcomes),
            behind=hunk.behind,
            deed=hunk.deed,
        )
        for hunk in (remedy.hunks if remedy else ())
    )


def file_of(name: str, outcomes: Mapping[str, Outcome]) -> str:
    """The file of the article ``name``: as it is now, or as ingest would call it."""
    outcome = outcomes.get(name)
    return outcome.file if outcome and outcome.file else f"{name}.md"


def _by_place(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code


def _length(finding: Finding) -> int:
    """The characters that a doubt about single ones is about."""
    if finding.code in ("I012", "I013", "I021"):
        return 1
    found = _UNSURE.search(finding.message) if finding.code == "I125" else None
    return len(found[1]) if found else 0


def _pick(sheet: Sheet, finding: Finding) -> str:
    return "" if finding.severity is Severity.ERROR else name_pick(finding, sheet.name)


def tell_place(sheet: Sheet, finding: Finding, offset: int) -> str:
    """Where a finding at ``offset`` stands in the source as it came in."""
    if not finding.line:
        return ""
    if sheet.kind != "scan":
        line = "line" if sheet.kind == "text" else "line of its text"
        return f"{line} {finding.line}, column {finding.column}"
    row = next((one for one in sheet.places if offset < one.end), None)
    if row is None:
        return ""
    column = f"column {row.column}, line {row.line}, " if row.column else ""
    return f"page {row.page} of the scan, {column}box {row.box}"


def _paste(hunk: Hunk) -> Lines:
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, is_new in changed_part("\n".join(hunk.now), "\n".join(hunk.paste)):
        first, *rest = text.split("\n")
        lines[-1].append((first, is_new))
        lines += [[(line, is_new)] for line in rest]
    return tuple(tuple(part for part in line if part[0]) for line in lines)


def owner_of(entry: Entry) -> str:
    """The article that an entry's text is of; empty: none."""
    name, _, field = entry.where.partition(" ")
    is_field = field.partition(" ")[0] in (*FIELDS, "jump")
    return name if is_field and name not in ("caption", "furniture") else ""


def field_id(name: str, field: str) -> str:
    """The id of a manuscript's field on the page."""
    return f"m-{name}-{field.replace(' ', '-')}"
