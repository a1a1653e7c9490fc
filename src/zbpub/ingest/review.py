"""Review: pages that were read and their manuscripts in, what a desk looks at out.

The source stands in rows, one for each article that begins in it, beside the article's
fields. Every stretch of the source knows the field that it went to, or why it was left
out; every field knows its stretches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zbpub.ingest.again import Fate
from zbpub.ingest.ledger import Entry, spell_article
from zbpub.ingest.result import Ingested
from zbpub.ingest.review_doubts import (
    Owned,
    field_id,
    file_of,
    number_doubts,
    owner_of,
)
from zbpub.ingest.review_values import (
    FIELDS,
    ArticleView,
    DoubtView,
    FieldView,
    Outcome,
    PageView,
    Row,
    Sheet,
    Stretch,
)
from zbpub.manuscript.model import Article, Subhead

REASONS = {
    "jump line": "转",
    "caption": "图",
    "folio": "眉",
    "title of a continuation": "续",
}
"""Signs of what was left out; other reasons have ``LEFT``, marks none."""
LEFT = "版"
AGAIN = "↳"
"""The sign of what goes on with a field behind a break."""
MARKS = frozenset({"markup", "joint mark", "bracket or bullet", "invisible character"})


def review_pages(
    sheets: Sequence[Sheet], outcomes: Mapping[str, Outcome]
) -> tuple[PageView, ...]:
    """What is to be seen of ``sheets``; ``outcomes`` by the articles' names."""
    pages = [one.ingested for one in sheets]
    doubts = number_doubts(sheets, outcomes)
    return tuple(
        _view_page(at, sheet, pages, outcomes, doubts)
        for at, sheet in enumerate(sheets, start=1)
    )


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
                owner_of(one) for one in entries if owner_of(one) and not one.reason
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
                    (f"m-{name}", file_of(name, outcomes))
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


def _first_place(page: Ingested, name: str) -> int:
    return next(
        (
            one.start
            for one in page.ledger.entries
            if owner_of(one) == name and not one.reason
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
        name = owner_of(entry)
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
    begun: set[str] = set()
    for entry in entries:
        again = entry.where in begun
        begun.add(entry.where)
        if entry.start > here:
            yield Stretch(text=text[here : entry.start])
        here = max(here, entry.start)
        mine = [one for one in waiting if one[0] < entry.end]
        del waiting[: len(mine)]
        yield from _flagged(at, page, entry, mine, here=here, again=again)
        here = max(here, entry.end)
    if here < last:
        yield Stretch(text=text[here:last])


def _flagged(  # noqa: PLR0913  # one argument for each thing that shows
    at: int,
    page: Ingested,
    entry: Entry,
    flags: Sequence[tuple[int, DoubtView]],
    *,
    here: int,
    again: bool,
) -> Iterator[Stretch]:
    """What of ``entry`` is left from ``here`` on, with the flags of its doubts."""
    text, first = page.ledger.source.text, True
    stops = [max(offset, here) for offset, _ in flags[1:]] + [entry.end]
    for (offset, view), following in zip(flags, stops, strict=False):
        if offset > here:
            yield _stretch(at, entry, text[here:offset], first=first, again=again)
            here, first = offset, False
        yield _flag(view)
        stop = min(here + view.length, entry.end, following)
        if stop > here:
            words = _stretch(at, entry, text[here:stop], first=first, again=again)
            yield replace(words, doubt=_class_of(view))
            here, first = stop, False
    if here < entry.end:
        yield _stretch(at, entry, text[here : entry.end], first=first, again=again)


def _flag(view: DoubtView) -> Stretch:
    return Stretch(
        text=str(view.number),
        kind="flag",
        id=view.source,
        target=view.id,
        title=f"{view.finding.code}: {view.finding.message}",
        doubt=_class_of(view),
    )


def _class_of(view: DoubtView) -> str:
    return f"{view.state} {view.finding.severity.value}"


def _stretch(at: int, entry: Entry, text: str, *, first: bool, again: bool) -> Stretch:
    """A part of ``entry``, the ``first`` of it; ``again``: its field began before."""
    where = owner_of(entry)
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
    kind, _, number = field.partition(" ")
    name, sign = FIELDS[kind]
    return Stretch(
        text=text,
        kind=kind,
        sign=f"{AGAIN if again else sign}{number}" if first else "",
        title=f"{where}: {name} {number}".rstrip(),
        id=_place_id(at, entry) if first else "",
        target=field_id(where, field),
    )


def _place_id(at: int, entry: Entry) -> str:
    return f"s{at}-{entry.start}"


def _view_article(
    article: Article,
    pages: Sequence[Ingested],
    outcomes: Mapping[str, Outcome],
    doubts: Sequence[Owned],
) -> ArticleView:
    outcome = outcomes.get(article.name) or Outcome(file="", fate=Fate.NEW)
    return ArticleView(
        id=f"m-{article.name}",
        file=file_of(article.name, outcomes),
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
            if owner_of(entry) == article.name and not entry.reason:
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
            id=field_id(article.name, field),
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
