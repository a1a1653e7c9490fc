"""Other ways: for each kind of doubt the article as the other decision makes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from zbpub.base.chars import HALF_TO_FULL, is_han, significant
from zbpub.base.findings import Finding
from zbpub.ingest.pieces import glue_between
from zbpub.manuscript.model import Article, Block, Paragraph, Run, Runs, Subhead
from zbpub.manuscript.runs import normal_runs

_MISREAD = re.compile(r"misread 「(.)」$")
_BYLINE = re.compile(r"\s+(?=[^\s]{2,8}(?:记者|通讯员)|记者|通讯员)")


@dataclass(frozen=True, slots=True)
class Spot:
    """The text of a manuscript that a doubt is about."""

    article: Article
    field: str
    """As the ledger names it: ``headline``, ``block 3``."""
    at: int
    """The character of the field that the doubt points at."""

    @property
    def block(self) -> int:
        """The index in the body; -1: it is a field of the front matter."""
        name, _, number = self.field.partition(" ")
        return int(number) - 1 if name == "block" else -1


Turned = Callable[[Spot, Finding], Article | None]


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _blocks(spot: Spot, count: int, first: int) -> tuple[Block, ...] | None:
    """So many text blocks of the body from ``first`` on; None: they are not there."""
    body = spot.article.body
    if first < 0 or first + count > len(body):
        return None
    found = body[first : first + count]
    return found if all(isinstance(b, Paragraph | Subhead) for b in found) else None


def _with_body(spot: Spot, first: int, count: int, *blocks: Block) -> Article:
    body = spot.article.body
    return replace(spot.article, body=(*body[:first], *blocks, *body[first + count :]))


def _runs_of(block: Block) -> Runs:
    return block.runs if isinstance(block, Paragraph | Subhead) else ()


def _join(spot: Spot, first: int) -> Article | None:
    """The block and the next as one paragraph."""
    found = _blocks(spot, 2, first)
    if found is None:
        return None
    left, right = map(_runs_of, found)
    glue = Run(glue_between(_text(left), _text(right)))
    return _with_body(spot, first, 2, Paragraph(normal_runs((*left, glue, *right))))


def _cut_runs(runs: Runs, at: int) -> tuple[Runs, Runs]:
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


def _part(spot: Spot, at: int, *, head: bool = False) -> Article | None:
    """The paragraph as two; with ``head`` the first of them is a subhead."""
    found = _blocks(spot, 1, spot.block)
    if found is None:
        return None
    left, right = _cut_runs(_runs_of(found[0]), at)
    if not left or not right:
        return None
    first: Block = Subhead(left) if head else Paragraph(left)
    return _with_body(spot, spot.block, 1, first, Paragraph(right))


def _part_break(spot: Spot, _: Finding) -> Article | None:
    return _part(spot, spot.at)


def _join_break(spot: Spot, _: Finding) -> Article | None:
    return _join(spot, spot.block - 1) if spot.block > 0 else None


def _turn_line(spot: Spot, finding: Finding) -> Article | None:
    """A subhead as the beginning of a paragraph, or the other way round."""
    found = _blocks(spot, 1, spot.block)
    if found is None:
        return None
    if isinstance(found[0], Subhead):
        return _join(spot, spot.block)
    quoted = re.search("「(.+?)」", finding.message)
    words = quoted[1] if quoted else ""
    if "…" in words:  # the message has its ends alone
        return None
    return _part(spot, spot.at + len(significant(words)), head=True)


def _turn_titles(spot: Spot, _: Finding) -> Article | None:
    """Titles that a space parts as one, or one as two."""
    article = spot.article
    if spot.field == "kicker" or (spot.field == "headline" and article.kicker):
        whole = f"{article.kicker} {article.headline}"
        return replace(article, kicker="", headline=whole)
    if article.deck:
        return replace(article, headline=f"{article.headline} {article.deck}", deck="")
    first, gap, rest = article.headline.partition(" ")
    return replace(article, kicker=first, headline=rest) if gap else None


def _exchange(spot: Spot, _: Finding) -> Article | None:
    article = spot.article
    if article.kicker:
        return replace(article, kicker=article.headline, headline=article.kicker)
    if article.deck:
        return replace(article, deck=article.headline, headline=article.deck)
    return None


def _unlabel(spot: Spot, _: Finding) -> Article | None:
    article = spot.article
    if not article.label or spot.field != "label":
        return None
    if article.kicker:
        return replace(article, label="", kicker=f"{article.label} {article.kicker}")
    return replace(article, label="", headline=f"{article.label} {article.headline}")


def _behead(spot: Spot, _: Finding) -> Article | None:
    """A headline as a paragraph, or a subhead of the text."""
    text = _field(spot)
    beheaded = _set(spot, "") if text else None
    if beheaded is None:
        return None
    return replace(beheaded, body=(Paragraph((Run(text),)), *spot.article.body))


def _field(spot: Spot) -> str:
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


def _set(spot: Spot, text: str) -> Article | None:
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


def _misread(spot: Spot, finding: Finding) -> Article | None:
    found = _MISREAD.search(finding.message)
    return _write_over(spot, spot.at, found[1]) if found else None


def _write_over(spot: Spot, at: int, char: str) -> Article | None:
    """Another character in the place of the significant one ``at``."""
    if spot.block >= 0:
        found = _blocks(spot, 1, spot.block)
        if found is None:
            return None
        made = Subhead if isinstance(found[0], Subhead) else Paragraph
        block = made(_put(_runs_of(found[0]), at, char))
        return _with_body(spot, spot.block, 1, block)
    text = _field(spot)
    index = _index(text, at)
    return _set(spot, text[:index] + char + text[index + 1 :]) if text else None


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


def _map_block(spot: Spot, change: Callable[[str], str]) -> Article | None:
    found = _blocks(spot, 1, spot.block)
    if found is None:
        return None
    runs = tuple(replace(run, text=change(run.text)) for run in _runs_of(found[0]))
    made = Subhead if isinstance(found[0], Subhead) else Paragraph
    return _with_body(spot, spot.block, 1, made(runs))


def _widen(spot: Spot, _: Finding) -> Article | None:
    return _map_block(spot, _full_width)


def _full_width(text: str) -> str:
    """``text`` with full-width marks beside its Han characters."""
    return "".join(
        HALF_TO_FULL[char]
        if char in HALF_TO_FULL
        and (is_han(text[i - 1 : i] or " ") or is_han(text[i + 1 : i + 2] or " "))
        else char
        for i, char in enumerate(text)
    )


def _close_up(spot: Spot, _: Finding) -> Article | None:
    return _map_block(
        spot,
        lambda text: re.sub(r"(?<=[\u3000-\u9fff])\s+(?=[\u3000-\u9fff])", "", text),
    )


def _first_byline(spot: Spot, _: Finding) -> Article | None:
    """The first of several bylines that stand side by side."""
    parts = _BYLINE.split(spot.article.byline)
    return replace(spot.article, byline=parts[0]) if len(parts) > 1 else None


def _unsign(spot: Spot, _: Finding) -> Article | None:
    """The byline in brackets at the text's end."""
    article = spot.article
    last = article.body[-1] if article.body else None
    if not article.byline or not isinstance(last, Paragraph):
        return None
    runs = normal_runs((*last.runs, Run(f"（{article.byline}）")))
    return replace(article, byline="", body=(*article.body[:-1], Paragraph(runs)))


TURNS: Mapping[str, Turned] = {
    "I006": _part_break,
    "I007": _join_break,
    "I008": _turn_line,
    "I009": _turn_titles,
    "I010": _unlabel,
    "I012": _misread,
    "I013": _widen,
    "I014": _first_byline,
    "I015": _unsign,
    "I016": _behead,
    "I017": _exchange,
    "I021": _close_up,
}
