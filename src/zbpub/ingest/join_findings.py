"""Join: what is told of articles that go on, or should, on another page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.doubts import quote
from zbpub.ingest.partners import SAME_TITLE, Part, title_likeness
from zbpub.ingest.result import Ingested
from zbpub.ingest.turns import Turn
from zbpub.manuscript.model import Article

_APART = "if it is an article of its own, cut it out into a manuscript of its own"


def tell_joined(first: Part, rest: Part, other: Ingested) -> Finding:
    """That ``rest``, of the page ``other``, is joined to ``first``."""
    title = quote(first.article.headline) if first.article.headline else "the text"
    message = f"this goes on with {title} of page {first.article.page}; it is joined"
    headline = rest.article.headline
    if headline and title_likeness(first, rest) < SAME_TITLE:
        message += f". Its headline {quote(headline)} is another, and left out"
        severity = Severity.WARNING
    else:
        severity = Severity.INFO
    return _finding(rest, other, ("I032", message, _APART), severity)


def tell_doubtful(part: Part, rivals: Sequence[Part], page: Ingested) -> Finding:
    """That ``part``, of ``page``, might go on with each of ``rivals``."""
    names = ", ".join(
        f"{one.article.name} {quote(one.article.headline)}".strip() for one in rivals
    )
    title = quote(part.article.headline)
    if len(rivals) == 1:
        message = f"not {title} alone would go on with {names}; nothing is joined"
    else:
        message = f"{title} goes on in more than one place: {names}; nothing is joined"
    hint = "append the right one to this manuscript, delete that one, write jump: PAGE"
    return _finding(part, page, ("I031", message, hint), Severity.WARNING)


def tell_missing(
    parts: Sequence[Part],
    order: Sequence[tuple[int, int]],
    doubtful: Sequence[tuple[int, tuple[int, ...]]],
    homes: Sequence[int],
    pages: Sequence[Ingested],
) -> Iterator[tuple[int, Finding]]:
    """A finding for each turn that leads nowhere."""
    firsts, rests = {first for first, _ in order}, {rest for _, rest in order}
    told = {one for first, others in doubtful for one in (first, *others)}
    numbers = [part.page for part in parts if part.page]
    for part in parts:
        for turn in part.turns:
            done = firsts if turn.onwards else rests
            if part.index not in done | told:
                page = pages[homes[part.index]]
                there = any(turn.page.means(one) for one in numbers)
                yield part.index, _tell_alone(part, turn, page, there)


def _tell_alone(part: Part, turn: Turn, page: Ingested, there: bool) -> Finding:
    number = f"{turn.page.letter}{turn.page.number}"
    what = quote(part.article.headline) if part.article.headline else "this text"
    says = f"goes on on page {number}" if turn.onwards else f"comes from page {number}"
    if there:
        message = f"{what} {says}, but nothing there goes with it"
        hint = "join the two by hand: one manuscript, with jump: PAGE"
    else:
        message = f"{what} {says}, which is not among the pages"
        hint = "ingest both pages in one call"
    return _finding(part, page, ("I030", message, hint), Severity.WARNING)


def _finding(
    part: Part, page: Ingested, words: tuple[str, str, str], severity: Severity
) -> Finding:
    path, line, column = _place(part.article, page)
    code, message, hint = words
    return Finding(
        code=code, message=message, path=path, line=line, column=column,
        severity=severity, hint=hint,
    )  # fmt: skip


def _place(article: Article, page: Ingested) -> tuple[str, int, int]:
    """Where the article's jump line stands, or its first word."""
    entries = page.ledger.entries
    for where in (f"{article.name} jump", f"{article.name} "):
        for entry in entries:
            if entry.where.startswith(where):
                return page.ledger.source.path, entry.line, entry.column
    return page.ledger.source.path, 0, 0
