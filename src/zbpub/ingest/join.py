"""Join: the pages of an issue in, out with jumped articles (转版) made whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.ingest.join_findings import tell_doubtful, tell_joined, tell_missing
from zbpub.ingest.ledger import Entry, Ledger, compare_texts, spell_article
from zbpub.ingest.partners import Part, find_partners
from zbpub.ingest.pieces import glue_between
from zbpub.ingest.result import Ingested
from zbpub.ingest.sentences import ends_sentence
from zbpub.ingest.turns import PageMark, read_mark, read_turns
from zbpub.manuscript.model import Article, Block, Paragraph, Run
from zbpub.manuscript.runs import normal_runs

CONTINUED = "title of a continuation"
"""Why the titles that a page repeats over the rest of an article are left out."""
_TITLES = ("headline", "kicker", "deck", "label", "dateline", "byline")


@dataclass(frozen=True, slots=True)
class Whole:
    """An article made of two parts, and where the second one's texts went."""

    article: Article
    moves: Mapping[str, str]
    """For each text of the second part the text that holds it; empty: left out."""


def join_pages(pages: Sequence[Ingested]) -> tuple[Ingested, ...]:
    """``pages`` with each article whole on the page where it begins.

    Its number (版次) stays, the page it goes on to stands in ``jump``. What was left
    out of the second part is in the ledger, and the ledgers are proved anew. A partner
    that is missing or doubtful is a finding; nothing is joined then.
    """
    parts = list(_parts(pages))
    homes = _homes(pages)
    matched = find_partners(parts)
    work = list(pages)
    told: list[list[Finding]] = [[] for _ in pages]
    order = _from_the_end([(one.first, one.rest) for one in matched.pairs])
    for first, rest in order:
        there = homes[rest]
        told[there].append(tell_joined(parts[first], parts[rest], work[there]))
        _join(work, (homes[first], parts[first].article.name), (there, parts[rest]))
    for index, rivals in matched.doubtful:
        page = pages[homes[index]]
        finding = tell_doubtful(parts[index], [parts[one] for one in rivals], page)
        told[homes[index]].append(finding)
    missing = tell_missing(parts, order, matched.doubtful, homes, pages)
    for index, finding in missing:
        told[homes[index]].append(finding)
    return tuple(
        replace(page, findings=_in_order((*page.findings, *found)))
        for page, found in zip(work, told, strict=True)
    )


def wanted_pages(pages: Iterable[Ingested]) -> tuple[PageMark, ...]:
    """The pages that jump lines of ``pages`` name."""
    turns = (turn for page in pages for jump in page.jumps for turn in read_turns(jump))
    return tuple(dict.fromkeys(turn.page for turn in turns))


def _parts(pages: Sequence[Ingested]) -> Iterator[Part]:
    index = 0
    for page in pages:
        for article, jump in zip(page.articles, page.jumps, strict=True):
            yield Part(index, article, read_mark(article.page), read_turns(jump))
            index += 1


def _homes(pages: Sequence[Ingested]) -> list[int]:
    return [at for at, page in enumerate(pages) for _ in page.articles]


def _from_the_end(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """``pairs``, each after the one that its second part begins; no rings.

    So a middle part has got its own rest when it is joined to the first.
    """
    onwards = dict(pairs)
    firsts = [first for first in onwards if first not in onwards.values()]
    order: list[tuple[int, int]] = []
    for first in sorted(firsts):
        chain = [first]
        while chain[-1] in onwards:
            chain.append(onwards[chain[-1]])
        order += reversed(list(pairwise(chain)))
    return order


def _join(work: list[Ingested], first: tuple[int, str], rest: tuple[int, Part]) -> None:
    """Bring the article ``rest`` into ``first``; both pages of ``work`` change."""
    here, name = first
    there, part = rest
    old = work[there]
    tail = next(one for one in old.articles if one.name == part.article.name)
    head = next(one for one in work[here].articles if one.name == name)
    whole = make_whole(head, tail)
    jumps = dict(zip((one.name for one in old.articles), old.jumps, strict=True))
    left = tuple(one for one in old.articles if one.name != tail.name)
    joins = len(head.body) + len(tail.body) - len(whole.article.body)
    work[there] = replace(
        old,
        articles=left,
        jumps=tuple(jumps[one.name] for one in left),
        ledger=_prove(old.ledger, head, tail, whole),
        findings=_without_headless(old, tail),
    )
    # Of a third part too, which the second has been made whole with before.
    work[:] = [_move_names(one, head, tail, whole) for one in work]
    page = work[here]
    work[here] = replace(
        page,
        articles=tuple(
            whole.article if one.name == name else one for one in page.articles
        ),
        jumps=tuple(
            jump or jumps[tail.name] if one.name == name else jump
            for one, jump in zip(page.articles, page.jumps, strict=True)
        ),
        joined=page.joined + joins,
    )


def make_whole(head: Article, tail: Article) -> Whole:
    """The article whose second part is ``tail``, with where each text went."""
    body, joined = _join_bodies(head.body, tail.body)
    shift = len(head.body) - joined
    moves = {f"{tail.name} {field}": "" for field in _TITLES}
    byline = head.byline
    if tail.byline and significant(tail.byline) not in significant(byline):
        byline = " ".join(filter(None, (byline, tail.byline)))
        moves[f"{tail.name} byline"] = f"{head.name} byline"
    for number in range(1, len(tail.body) + 1):
        moves[f"{tail.name} block {number}"] = f"{head.name} block {number + shift}"
    for number in range(1, len(tail.callouts) + 1):
        place = number + len(head.callouts)
        moves[f"{tail.name} callout {number}"] = f"{head.name} callout {place}"
    article = replace(
        head,
        body=body,
        byline=byline,
        callouts=(*head.callouts, *tail.callouts),
        jump=tail.page if tail.page != head.page else head.jump,
    )
    return Whole(article, moves)


def _join_bodies(
    head: Sequence[Block], tail: Sequence[Block]
) -> tuple[tuple[Block, ...], int]:
    """One body; a paragraph that the turn of the page broke is one again."""
    if head and tail:
        last, first = head[-1], tail[0]
        if isinstance(last, Paragraph) and isinstance(first, Paragraph):
            left = "".join(run.text for run in last.runs)
            right = "".join(run.text for run in first.runs)
            if not ends_sentence(left):
                glue = Run(glue_between(left, right))
                runs = normal_runs((*last.runs, glue, *first.runs))
                return (*head[:-1], Paragraph(runs), *tail[1:]), 1
    return (*head, *tail), 0


def _move_names(page: Ingested, head: Article, tail: Article, whole: Whole) -> Ingested:
    """``page`` with the names that the parts of ``tail`` have in the whole article."""
    entries = tuple(_move(one, head, tail, whole) for one in page.ledger.entries)
    captions = tuple(
        replace(one, article=head.name) if one.article == tail.name else one
        for one in page.captions
    )
    ledger = replace(page.ledger, entries=entries)
    return replace(page, captions=captions, ledger=ledger)


def _move(entry: Entry, head: Article, tail: Article, whole: Whole) -> Entry:
    if entry.where in whole.moves:
        place = whole.moves[entry.where]
        return replace(entry, where=place, reason="" if place else CONTINUED)
    if entry.where == f"{tail.name} jump":
        return replace(entry, where=f"{head.name} jump")
    return entry


def _prove(ledger: Ledger, head: Article, tail: Article, whole: Whole) -> Ledger:
    """``ledger`` with what the whole article lacks of its parts, or has too much."""
    wanted = spell_article(head)
    for where, text in spell_article(tail).items():
        if place := whole.moves.get(where, ""):
            wanted[place] = wanted.get(place, "") + text
    found = spell_article(whole.article)
    lost, invented = ledger.lost, ledger.invented
    for where in sorted({*wanted, *found}):
        missing, extra = compare_texts(
            significant(wanted.get(where, "")), significant(found.get(where, ""))
        )
        lost += missing
        invented += extra
    return replace(ledger, lost=lost, invented=invented)


def _without_headless(page: Ingested, tail: Article) -> tuple[Finding, ...]:
    """The page's findings but the one that ``tail`` has no headline."""
    if tail.headline:
        return page.findings
    lines = [
        entry.line
        for entry in page.ledger.entries
        if entry.where.startswith(f"{tail.name} ")
    ]
    first, last = min(lines, default=0), max(lines, default=0)
    return tuple(
        one
        for one in page.findings
        if one.code != "I004" or not first <= one.line <= last
    )


def _in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.line, one.column, one.code)))
