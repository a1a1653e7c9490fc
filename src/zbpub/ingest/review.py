"""Review: pages that were read and their manuscripts in, what a desk looks at out.

The source stands in rows, one for each article that begins in it, beside the article's
fields. Every stretch of the source knows the field that it went to, or why it was left
out; every field knows its stretches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zbpub.base.findings import Finding
from zbpub.ingest.again import Fate
from zbpub.ingest.ledger import Entry, Summary, spell_article
from zbpub.ingest.remedies import (
    Remedy,
    changed_part,
    decided,
    find_remedy,
    find_spot,
    offset_of,
)
from zbpub.ingest.result import Ingested
from zbpub.manuscript.model import Article, Subhead
from zbpub.manuscript.write import write_article

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
REASONS = {
    "jump line": "转",
    "caption": "图",
    "folio": "眉",
    "title of a continuation": "续",
}
"""Signs of what was left out; other reasons have ``LEFT``, marks none."""
LEFT = "版"
MARKS = frozenset({"markup", "joint mark", "bracket or bullet", "invisible character"})


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
    now: tuple[str, ...]
    paste: tuple[tuple[tuple[str, bool], ...], ...]
    """Lines in stretches, each with whether the manuscript has it otherwise now."""
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


def review_pages(
    sheets: Sequence[Sheet], outcomes: Mapping[str, Outcome]
) -> tuple[PageView, ...]:
    """What is to be seen of ``sheets``; ``outcomes`` by the articles' names."""
    pages = [one.ingested for one in sheets]
    doubts = _number_doubts(sheets, outcomes)
    return tuple(
        _view_page(at, sheet, pages, outcomes, doubts)
        for at, sheet in enumerate(sheets, start=1)
    )


Owned = tuple[int, str, int, DoubtView]
"""The page, the article (or none) and the offset of a doubt, and the doubt."""


def _number_doubts(
    sheets: Sequence[Sheet], outcomes: Mapping[str, Outcome]
) -> list[Owned]:
    pages = [one.ingested for one in sheets]
    made: list[Owned] = []
    for at, sheet in enumerate(sheets, start=1):
        for finding in sheet.findings:
            number = len(made) + 1
            spot = find_spot(sheet.ingested, finding, pages) if finding.line else None
            remedy = find_remedy(finding, spot) if spot else None
            name = spot.article.name if spot else ""
            outcome = outcomes.get(name)
            text = write_article(spot.article) if spot else ""
            view = DoubtView(
                number=number,
                id=f"d{number}",
                finding=finding,
                source=f"f{number}" if finding.line else f"p{at}",
                field=_field_id(name, spot.field) if spot else "",
                manuscript=outcome.file if outcome else "",
                now=remedy.now if remedy else (),
                paste=_pasted(remedy),
                state=decided(remedy, text, outcome.mine) if outcome else "open",
            )
            offset = offset_of(sheet.ingested, finding) if finding.line else -1
            made.append((at, name, offset, view))
    return made


def _pasted(remedy: Remedy | None) -> tuple[tuple[tuple[str, bool], ...], ...]:
    if remedy is None:
        return ()
    old = "\n".join(remedy.now)
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, is_new in changed_part(old, "\n".join(remedy.paste)):
        first, *rest = text.split("\n")
        lines[-1].append((first, is_new))
        lines += [[(line, is_new)] for line in rest]
    return tuple(tuple(part for part in line if part[0]) for line in lines)


def _view_page(
    at: int,
    sheet: Sheet,
    pages: Sequence[Ingested],
    outcomes: Mapping[str, Outcome],
    doubts: Sequence[Owned],
) -> PageView:
    page = sheet.ingested
    own = {article.name for article in page.articles}
    flags = sorted(
        ((offset, view) for here, _, offset, view in doubts if here == at),
        key=lambda pair: (pair[0], pair[1].number),
    )
    rows = []
    for first, last, entries in _cut_rows(page):
        names = list(
            dict.fromkeys(
                _name(one) for one in entries if _name(one) and not one.reason
            )
        )
        begun = [
            article
            for article in page.articles
            if article.name in names
            and _first_place(page, article.name) in range(first, last)
        ]
        rows.append(
            Row(
                stretches=tuple(_stretches(at, page, (first, last), entries, flags)),
                articles=tuple(
                    _view_article(article, pages, outcomes, doubts) for article in begun
                ),
                goes_with=tuple(
                    (f"m-{name}", _file(name, outcomes))
                    for name in names
                    if name not in own
                ),
            )
        )
    return PageView(
        id=f"p{at}",
        path=page.ledger.source.path,
        number=sheet.number,
        summary=page.ledger.to_json(),
        rows=tuple(rows),
        doubts=tuple(view for here, name, _, view in doubts if here == at and not name),
        left=tuple(_left_out(at, page)),
    )


def _name(entry: Entry) -> str:
    """The article that an entry's text is of; empty: none."""
    name, _, field = entry.where.partition(" ")
    is_field = field.partition(" ")[0] in (*FIELDS, "jump")
    return name if is_field and name not in ("caption", "furniture") else ""


def _file(name: str, outcomes: Mapping[str, Outcome]) -> str:
    outcome = outcomes.get(name)
    return outcome.file if outcome and outcome.file else f"{name}.md"


def _first_place(page: Ingested, name: str) -> int:
    return next(
        (
            one.start
            for one in page.ledger.entries
            if _name(one) == name and not one.reason
        ),
        -1,
    )


def _cut_rows(page: Ingested) -> Iterator[tuple[int, int, list[Entry]]]:
    """The source in parts, cut at the line where each article's first word stands."""
    source = page.ledger.source
    entries = page.ledger.entries
    seen: set[str] = set()
    cuts = [0]
    for entry in entries:
        name = _name(entry)
        if name and not entry.reason and name not in seen:
            start = source.starts[entry.line - 1]
            if seen and start > cuts[-1]:
                cuts.append(start)
            seen.add(name)
    for first, last in zip(cuts, [*cuts[1:], len(source.text)], strict=True):
        yield first, last, [one for one in entries if first <= one.start < last]


def _stretches(
    at: int,
    page: Ingested,
    bounds: tuple[int, int],
    entries: Sequence[Entry],
    flags: Sequence[tuple[int, DoubtView]],
) -> Iterator[Stretch]:
    """The source between ``bounds``, all of it, with the flags of doubts."""
    text = page.ledger.source.text
    here, last = bounds
    waiting = [one for one in flags if here <= one[0] < last]
    for entry in entries:
        if entry.start > here:
            yield Stretch(text=text[here : entry.start])
        here = max(here, entry.start)
        first = True
        while waiting and waiting[0][0] < entry.end:
            offset, view = waiting.pop(0)
            if offset > here:
                yield _stretch(at, entry, text[here:offset], first=first)
                here, first = offset, False
            yield Stretch(
                text=str(view.number),
                kind="flag",
                id=view.source,
                target=view.id,
                title=f"{view.finding.code}: {view.finding.message}",
            )
        if here < entry.end:
            yield _stretch(at, entry, text[here : entry.end], first=first)
        here = max(here, entry.end)
    if here < last:
        yield Stretch(text=text[here:last])


def _stretch(at: int, entry: Entry, text: str, *, first: bool) -> Stretch:
    where = _name(entry)
    field = entry.where.partition(" ")[2]
    if entry.reason:
        mark = entry.reason in MARKS
        return Stretch(
            text=text,
            kind="mark" if mark else "left",
            sign="" if mark or not first else REASONS.get(entry.reason, LEFT),
            title=f"left out: {entry.reason}",
            id=_place_id(at, entry) if first else "",
        )
    name, sign = FIELDS[field.partition(" ")[0]]
    return Stretch(
        text=text,
        kind=field.partition(" ")[0],
        sign=sign if first else "",
        title=f"{where}: {name} {field.partition(' ')[2]}".rstrip(),
        id=_place_id(at, entry) if first else "",
        target=_field_id(where, field),
    )


def _place_id(at: int, entry: Entry) -> str:
    return f"s{at}-{entry.start}"


def _field_id(name: str, field: str) -> str:
    return f"m-{name}-{field.replace(' ', '-')}"


def _view_article(
    article: Article,
    pages: Sequence[Ingested],
    outcomes: Mapping[str, Outcome],
    doubts: Sequence[Owned],
) -> ArticleView:
    outcome = outcomes.get(article.name) or Outcome(file="", fate=Fate.NEW)
    return ArticleView(
        id=f"m-{article.name}",
        file=_file(article.name, outcomes),
        title=article.headline or "(no headline)",
        fate=str(outcome.fate),
        note=outcome.note,
        fields=tuple(_fields(article, pages)),
        doubts=tuple(view for _, name, _, view in doubts if name == article.name),
        edited=outcome.edited,
        diff=outcome.diff,
        proposal=outcome.proposal,
    )


def _fields(article: Article, pages: Sequence[Ingested]) -> Iterator[FieldView]:
    places: dict[str, list[tuple[str, str]]] = {}
    for at, page in enumerate(pages, start=1):
        for entry in page.ledger.entries:
            if _name(entry) == article.name and not entry.reason:
                line = str(entry.line) if len(pages) == 1 else f"{at}:{entry.line}"
                places.setdefault(entry.where, []).append((_place_id(at, entry), line))
    for where, text in spell_article(article).items():
        if not text:
            continue
        field = where.removeprefix(f"{article.name} ")
        kind, _, number = field.partition(" ")
        name, sign = FIELDS[kind]
        if kind == "block" and isinstance(article.body[int(number) - 1], Subhead):
            name, kind, sign = "subhead", "subhead", "小"
        yield FieldView(
            id=_field_id(article.name, field),
            kind=kind,
            name=f"{name} {number}".rstrip(),
            sign=sign,
            text=text,
            places=tuple(places.get(where, ())),
        )


def _left_out(
    at: int, page: Ingested
) -> Iterator[tuple[str, int, tuple[tuple[str, str], ...]]]:
    counts = page.ledger.to_json()["left_out"]
    for reason, count in counts.items():
        yield (
            reason,
            count,
            tuple(
                (_place_id(at, one), str(one.line))
                for one in page.ledger.entries
                if one.reason == reason
            ),
        )
