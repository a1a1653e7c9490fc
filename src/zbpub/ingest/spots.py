"""Spots: the place in an article that a doubt points at, and how to change it there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zbpub.base.chars import significant
from zbpub.manuscript.model import Article, Block, Paragraph, Run, Runs, Subhead
from zbpub.manuscript.runs import normal_runs

CLAUSE_ENDS = "，。；：！？、,;:!?"


@dataclass(frozen=True, slots=True)
class Spot:
    """The text of a manuscript that a doubt is about."""

    article: Article
    field: str
    """As the ledger names it: ``headline``, ``block 3``."""
    at: int
    """The character of the field that the doubt points at."""
    others: tuple[Article, ...] = ()
    """All articles that were read, this one too, in their order."""
    jump: str = ""
    """Its jump line without brackets."""
    title: str = ""
    """Of a rest that was joined to it: the title that was left out."""

    @property
    def block(self) -> int:
        """The index in the body; -1: it is a field of the front matter."""
        name, _, number = self.field.partition(" ")
        return int(number) - 1 if name == "block" else -1


def text_of(runs: Runs) -> str:
    """The words of ``runs``."""
    return "".join(run.text for run in runs)


def blocks_at(spot: Spot, count: int, first: int) -> tuple[Block, ...] | None:
    """So many text blocks of the body from ``first`` on; None: they are not there."""
    body = spot.article.body
    if first < 0 or first + count > len(body):
        return None
    found = body[first : first + count]
    return found if all(isinstance(b, Paragraph | Subhead) for b in found) else None


def with_body(spot: Spot, first: int, count: int, *blocks: Block) -> Article:
    """The article with ``blocks`` in the place of ``count`` from ``first`` on."""
    body = spot.article.body
    return replace(spot.article, body=(*body[:first], *blocks, *body[first + count :]))


def runs_of(block: Block) -> Runs:
    """The runs of a block of text; others have none."""
    return block.runs if isinstance(block, Paragraph | Subhead) else ()


def cut_runs(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """``runs`` parted before their significant character ``at``."""
    left: list[Run] = []
    right: list[Run] = []
    for run in runs:
        cut = 0
        while cut < len(run.text) and (at > 0 or run.text[cut].isspace()):
            at -= not run.text[cut].isspace()
            cut += 1
        left.append(replace(run, text=run.text[:cut]))
        right.append(replace(run, text=run.text[cut:]))
    return normal_runs(left), normal_runs(right)


def field_text(spot: Spot) -> str:
    """The text of a field of the front matter; empty: it is none of one line."""
    article = spot.article
    return {
        "label": article.label,
        "kicker": article.kicker,
        "headline": article.headline,
        "deck": article.deck,
        "dateline": article.dateline,
        "byline": article.byline,
    }.get(spot.field, "")


def set_field(spot: Spot, text: str) -> Article | None:
    """The article with another text in the field."""
    article = spot.article
    match spot.field:
        case "label":
            return replace(article, label=text)
        case "kicker":
            return replace(article, kicker=text)
        case "headline":
            return replace(article, headline=text)
        case "deck":
            return replace(article, deck=text)
        case "dateline":
            return replace(article, dateline=text)
        case "byline":
            return replace(article, byline=text)
    return None


def write_over(spot: Spot, at: int, char: str) -> Article | None:
    """Another character in the place of the significant one ``at``."""
    if spot.block >= 0:
        found = blocks_at(spot, 1, spot.block)
        if found is None:
            return None
        made = Subhead if isinstance(found[0], Subhead) else Paragraph
        block = made(_put(runs_of(found[0]), at, char))
        return with_body(spot, spot.block, 1, block)
    text = field_text(spot)
    index = _index(text, at)
    return set_field(spot, text[:index] + char + text[index + 1 :]) if text else None


def _put(runs: Runs, at: int, char: str) -> Runs:
    """``runs`` with ``char`` in the place of the significant character ``at``."""
    made: list[Run] = []
    for run in runs:
        count = len(significant(run.text))
        if 0 <= at < count:
            index = _index(run.text, at)
            text = run.text[:index] + char + run.text[index + 1 :]
            made.append(replace(run, text=text))
        else:
            made.append(run)
        at -= count
    return tuple(made)


def _index(text: str, at: int) -> int:
    places = [i for i, char in enumerate(text) if not char.isspace()]
    return places[at] if 0 <= at < len(places) else max(len(text) - 1, 0)


def words_at(spot: Spot) -> str:
    """The text of the block or field."""
    found = blocks_at(spot, 1, spot.block)
    return text_of(runs_of(found[0])) if found else field_text(spot)


def put_in(spot: Spot, at: int, char: str) -> Article | None:
    """The article with ``char`` before the significant character ``at``."""
    found = blocks_at(spot, 1, spot.block)
    if found is None:
        text = field_text(spot)
        index = _index(text, at) if at < len(significant(text)) else len(text)
        return set_field(spot, text[:index] + char + text[index:]) if text else None
    runs = list(runs_of(found[0]))
    for number, run in enumerate(runs):
        count = len(significant(run.text))
        if at < count or number == len(runs) - 1:
            index = _index(run.text, at) if at < count else len(run.text)
            text = run.text[:index] + char + run.text[index:]
            runs[number] = replace(run, text=text)
            break
        at -= count
    made = Subhead if isinstance(found[0], Subhead) else Paragraph
    return with_body(spot, spot.block, 1, made(normal_runs(runs)))
