"""Other ways that take more than one manuscript: texts joined, or cut in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from zbpub.base.findings import Finding
from zbpub.ingest.join import make_whole
from zbpub.ingest.spots import Spot, cut_runs
from zbpub.ingest.turns import PageMark, read_mark
from zbpub.manuscript.model import Article, Block, Paragraph, Run, Subhead

Turn = tuple[Article | None, Article | None]
"""A manuscript as it is and as it would be; None: there is none."""
Turns = tuple[Turn, ...]
Several = Callable[[Spot, Finding], Turns]

_ONWARDS = re.compile(r"goes on on page ([A-Z]?)([0-9]+)")
_TITLES = ("label", "kicker", "headline", "deck")


def _weigh_again(spot: Spot, _: Finding) -> Turns:
    """A headline as a subhead of the article above it, or the other way round."""
    if spot.field == "headline":
        above = _above(spot)
        if above is None:
            return ()
        body = (*above.body, *_as_text(spot.article))
        callouts = (*above.callouts, *spot.article.callouts)
        lengthened = replace(above, body=body, callouts=callouts)
        return (above, lengthened), (spot.article, None)
    body = spot.article.body
    head = body[spot.block] if 0 < spot.block < len(body) else None
    if not isinstance(head, Subhead):
        return ()
    words, page = "".join(run.text for run in head.runs), spot.article.page
    return _cut(spot, body[: spot.block], body[spot.block + 1 :], words, page)


def _above(spot: Spot) -> Article | None:
    """The article before, on the same page."""
    names = [one.name for one in spot.others]
    at = names.index(spot.article.name) if spot.article.name in names else 0
    before = spot.others[at - 1] if at > 0 else None
    is_near = before is not None and before.page == spot.article.page
    return before if is_near else None


def _as_text(article: Article) -> Iterator[Block]:
    """An article as a part of another one: its titles are a subhead."""
    titles = [getattr(article, field) for field in _TITLES]
    yield Subhead((Run(" ".join(filter(None, titles))),))
    body = list(article.body)
    if article.dateline and body and isinstance(body[0], Paragraph):
        body[0] = Paragraph((Run(f"{article.dateline} "), *body[0].runs))
    yield from body
    if article.byline:
        yield Paragraph((Run(article.byline),))


def _cut(
    spot: Spot,
    first: tuple[Block, ...],
    rest: tuple[Block, ...],
    headline: str,
    page: str,
) -> Turns:
    """The article with ``first`` alone, and one of ``rest`` on ``page``."""
    if not first or not rest:
        return ()
    whole = spot.article
    other = Article(
        name=_next_name(spot, page), headline=headline, page=page, body=rest
    )
    return (whole, replace(whole, body=first)), (None, other)


def _next_name(spot: Spot, page: str) -> str:
    """A name as ingest gives them on ``page``, that no article has."""
    stem, _, _ = spot.article.name.rpartition("-")
    stem = page if stem and stem == spot.article.page else stem
    taken = {one.name for one in spot.others}
    count = 1
    while (name := f"{stem}-{count:02d}") in taken:
        count += 1
    return name


def _go_on_alone(spot: Spot, finding: Finding) -> Turns:
    """Joined to what stands without a headline there; else the jump line as text."""
    onwards = _ONWARDS.search(finding.message)
    if onwards:
        there = PageMark(onwards[1], int(onwards[2]))
        rests = [one for one in spot.others if _is_rest(one, there)]
        if len(rests) == 1:
            return _joined(spot.article, rests[0])
    if not spot.jump:
        return ()
    line = Paragraph((Run(f"（{spot.jump}）"),))
    body = spot.article.body
    told = (*body, line) if onwards else (line, *body)
    return ((spot.article, replace(spot.article, body=told)),)


def _is_rest(article: Article, there: PageMark) -> bool:
    mark = read_mark(article.page)
    return not article.headline and mark is not None and there.means(mark)


def _go_on_with_first(spot: Spot, finding: Finding) -> Turns:
    """Joined to the first of the texts that it may go on with."""
    for one in spot.others:
        named = re.search(rf"(?<![\w-]){re.escape(one.name)}(?![\w-])", finding.message)
        if named and one.name != spot.article.name:
            return _joined(spot.article, one)
    return ()


def _joined(first: Article, rest: Article) -> Turns:
    return (first, make_whole(first, rest).article), (rest, None)


def _come_apart(spot: Spot, _: Finding) -> Turns:
    """A rest that was joined as an article of its own."""
    body = spot.article.body
    if not 0 <= spot.block < len(body):
        return ()
    first, block, rest = body[: spot.block], body[spot.block], body[spot.block + 1 :]
    if spot.at and isinstance(block, Paragraph):
        left, right = cut_runs(block.runs, spot.at)
        first, rest = (*first, Paragraph(left)), (Paragraph(right), *rest)
    else:
        rest = (block, *rest)
    whole = replace(spot.article, jump="")
    page = spot.article.jump or whole.page
    turns = _cut(replace(spot, article=whole), first, rest, spot.title, page)
    return tuple((spot.article if old else None, now) for old, now in turns)


TURNS_OF_SEVERAL: Mapping[str, Several] = {
    "I011": _weigh_again,
    "I030": _go_on_alone,
    "I031": _go_on_with_first,
    "I032": _come_apart,
}
