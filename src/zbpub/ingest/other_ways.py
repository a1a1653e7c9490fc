"""Other ways: for each kind of doubt the article as the other decision makes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from zbpub.base.chars import significant
from zbpub.base.findings import Finding
from zbpub.ingest.other_characters import TURNS_OF_CHARACTERS
from zbpub.ingest.pieces import glue_between
from zbpub.ingest.spots import (
    CLAUSE_ENDS,
    Spot,
    blocks_at,
    cut_runs,
    field_text,
    runs_of,
    set_field,
    text_of,
    with_body,
)
from zbpub.manuscript.model import Article, Block, Paragraph, Run, Subhead
from zbpub.manuscript.runs import normal_runs

_TITLE = re.compile(r"(label|kicker|headline|deck) 「([^」]+)」")
_LEFT_OUT = re.compile(r"「(.+?)」 is left out")
_ROLES = "记者|通讯员|实习生|评论员|摄影|编译|整理"
_BYLINE = re.compile(rf"\s+(?=[^\s]{{0,8}}(?:{_ROLES})(?:\s|$))")
_LONGEST_HEADLINE = 24

Turned = Callable[[Spot, Finding], Article | None]


def _join(spot: Spot, first: int) -> Article | None:
    """The block and the next as one paragraph."""
    found = blocks_at(spot, 2, first)
    if found is None:
        return None
    left, right = map(runs_of, found)
    glue = Run(glue_between(text_of(left), text_of(right)))
    return with_body(spot, first, 2, Paragraph(normal_runs((*left, glue, *right))))


def _part(spot: Spot, at: int, *, head: bool = False) -> Article | None:
    """The paragraph as two; with ``head`` the first of them is a subhead."""
    found = blocks_at(spot, 1, spot.block)
    if found is None:
        return None
    left, right = cut_runs(runs_of(found[0]), at)
    if not left or not right:
        return None
    first: Block = Subhead(left) if head else Paragraph(left)
    return with_body(spot, spot.block, 1, first, Paragraph(right))


def _part_break(spot: Spot, _: Finding) -> Article | None:
    return _part(spot, spot.at)


def _join_break(spot: Spot, _: Finding) -> Article | None:
    return _join(spot, spot.block - 1) if spot.block > 0 else None


def _turn_line(spot: Spot, finding: Finding) -> Article | None:
    """A subhead as the beginning of a paragraph, or the other way round."""
    found = blocks_at(spot, 1, spot.block)
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


def _exchange(spot: Spot, finding: Finding) -> Article | None:
    """The next likely reading of the titles, or two of them exchanged."""
    article = spot.article
    _, _, likely = finding.hint.partition("the next likely reading is ")
    told = dict(_TITLE.findall(likely))
    if told.get("headline") and not any("…" in words for words in told.values()):
        return _with_titles(article, told)
    if article.kicker:
        return replace(article, kicker=article.headline, headline=article.kicker)
    if article.deck:
        return replace(article, deck=article.headline, headline=article.deck)
    return None


def _with_titles(article: Article, told: Mapping[str, str]) -> Article:
    return replace(
        article,
        label=told.get("label", ""),
        kicker=told.get("kicker", ""),
        headline=told.get("headline", ""),
        deck=told.get("deck", ""),
    )


def _unlabel(spot: Spot, finding: Finding) -> Article | None:
    """A label as a part of the titles, or the one left out in its place."""
    article = spot.article
    left_out = _LEFT_OUT.match(finding.message)
    if left_out and "…" not in left_out[1]:
        return replace(article, label=left_out[1])
    if not article.label or spot.field != "label":
        return None
    if article.kicker:
        return replace(article, label="", kicker=f"{article.label} {article.kicker}")
    return replace(article, label="", headline=f"{article.label} {article.headline}")


def _behead(spot: Spot, _: Finding) -> Article | None:
    """A headline as a paragraph, or a subhead of the text."""
    text = field_text(spot)
    beheaded = set_field(spot, "") if text else None
    if beheaded is None:
        return None
    return replace(beheaded, body=(Paragraph((Run(text),)), *spot.article.body))


def _first_byline(spot: Spot, _: Finding) -> Article | None:
    """The first of several bylines that stand side by side."""
    parts = _BYLINE.split(spot.article.byline)
    if len(parts) == 1:  # 文/周亚楠 图/曹鹏飞
        parts = [part for part in spot.article.byline.split(" ") if "/" in part]
    return replace(spot.article, byline=parts[0]) if len(parts) > 1 else None


def _unsign(spot: Spot, _: Finding) -> Article | None:
    """The byline in brackets at the text's end."""
    article = spot.article
    last = article.body[-1] if article.body else None
    if not article.byline or not isinstance(last, Paragraph):
        return None
    runs = normal_runs((*last.runs, Run(f"（{article.byline}）")))
    return replace(article, byline="", body=(*article.body[:-1], Paragraph(runs)))


def _crown(spot: Spot, _: Finding) -> Article | None:
    """A text without a headline under its first words; the desk writes a better one."""
    body = spot.article.body
    first = next((b for b in body if isinstance(b, Paragraph | Subhead)), None)
    if spot.article.headline or first is None:
        return None
    words = text_of(first.runs)
    if len(words) <= _LONGEST_HEADLINE and words[-1] not in CLAUSE_ENDS:
        rest = tuple(block for block in body if block is not first)
        return replace(spot.article, headline=words, body=rest)
    clause = re.split(f"[{CLAUSE_ENDS}]", words, maxsplit=1)[0]
    return replace(spot.article, headline=clause[:_LONGEST_HEADLINE])


TURNS: Mapping[str, Turned] = {
    **TURNS_OF_CHARACTERS,
    "I004": _crown,
    "I006": _part_break,
    "I007": _join_break,
    "I008": _turn_line,
    "I009": _turn_titles,
    "I010": _unlabel,
    "I014": _first_byline,
    "I015": _unsign,
    "I016": _behead,
    "I017": _exchange,
}
