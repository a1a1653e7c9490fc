"""Where the articles of a Word document begin, and which of its lines are their titles.

Some reporters use styles (标题 1); most write the headline larger, bold or centred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.ingest.bylines import are_names
from zbpub.ingest.docx_articles import further_starts
from zbpub.ingest.docx_lines import (
    is_prose,
    is_signature,
    is_title_like,
    text_size,
)
from zbpub.ingest.docx_looks import Look
from zbpub.ingest.kinds import bare_byline
from zbpub.ingest.readings import DASHES
from zbpub.ingest.sentences import is_numbered
from zbpub.ingest.title_words import is_kicker_like

MOST_TITLES = 10
MOST_PLAIN = 3
"""Titles that nothing but their place and brevity tells."""


@dataclass(frozen=True, slots=True)
class Head:
    """The titles of an article: the lines ``first`` to ``last``, and their levels."""

    first: int
    last: int
    levels: tuple[int, ...]
    """1: the most prominent; 0: a byline, or a line that nothing marks as a title."""


def find_heads(looks: Sequence[Look]) -> tuple[Head, ...]:
    """The heads of the articles that ``looks`` make up.

    One; or one a chief title that a style marks; or, without styles, one a title whose
    text is signed or dated as an article's is.
    """
    ground = text_size(looks)
    starts = _chief_titles(looks, ground)
    if len(starts) < 2:
        head = _head_at(looks, 0, ground)
        if not head.last:
            return ()
        others = further_starts(looks, head.last, ground)
        heads = [head, *(_head_at(looks, at, ground) for at in others)]
        return tuple(one for one in heads if one.last > one.first)
    heads = []
    for start in starts:
        bound = heads[-1].last if heads else 0
        first = _back_to_kicker(looks, start, bound, ground)
        heads.append(_head_at(looks, first, ground))
    return tuple(heads)


def _signs(text: str, at: int) -> bool:
    """Whether the line ``at`` of a head is a byline; names alone are, under a title."""
    return is_signature(text) or (at > 0 and are_names(bare_byline(text)))


def _chief_titles(looks: Sequence[Look], ground: int) -> list[int]:
    """Where each article's chief title stands, if styles mark several."""
    titles = _group_starts(
        [at for at, look in enumerate(looks) if look.role == "title"]
    )
    if titles:
        return titles
    headings = _group_starts([
        at
        for at, look in enumerate(looks)
        if look.role == "heading" and look.level == 1 and not is_numbered(look.text)
    ])  # fmt: skip
    if not headings or any(is_prose(look.text) for look in looks[: headings[0]]):
        return []
    ends = [*headings[1:], len(looks)]
    whole = all(
        any(not is_title_like(look, ground) for look in looks[first:last])
        for first, last in zip(headings, ends, strict=True)
    )
    return headings if whole else []


def _group_starts(places: list[int]) -> list[int]:
    known = set(places)
    return [at for at in places if at - 1 not in known]


def _back_to_kicker(looks: Sequence[Look], start: int, bound: int, ground: int) -> int:
    """``start``, or where the kicker or label above it begins."""
    first = start
    while first > bound and start - first < 2:
        before = looks[first - 1]
        if is_signature(before.text) or not is_title_like(before, ground):
            break
        if (
            before.role == "heading"
            and before.level > 1
            and not is_kicker_like(before.text)
        ):
            break
        first -= 1
    return first


def _head_at(looks: Sequence[Look], first: int, ground: int) -> Head:
    """The head that begins at ``first``; an empty one if no title stands there."""
    last = first
    while last < min(len(looks), first + MOST_TITLES):
        if not _belongs(looks, first, last, ground):
            break
        last += 1
    titled = [at for at in range(first, last) if not is_signature(looks[at].text)]
    if not titled:
        return Head(first, first, ())
    return Head(first, last, _rank(looks[first:last], ground))


def _belongs(looks: Sequence[Look], first: int, at: int, ground: int) -> bool:
    """Whether the line ``at`` is a title or byline of the head from ``first`` on."""
    look, above = looks[at], looks[first:at]
    if look.role in ("title", "subtitle") or _signs(look.text, at - first):
        return True
    if look.role != "heading" and is_prose(look.text):
        return False
    if not above or look.text.startswith(DASHES):
        return True
    if any(is_signature(one.text) for one in above):  # under it only decks of styles
        return False
    marked = [one for one in above if is_title_like(one, ground)]
    if look.role == "heading":
        return _is_titles_heading(looks, at, marked)
    if marked:
        return is_title_like(look, ground) and not is_numbered(look.text)
    if is_title_like(look, ground):  # under a plain kicker
        return True
    return at - first < MOST_PLAIN and not is_numbered(look.text) and _leads(looks, at)


def _is_titles_heading(looks: Sequence[Look], at: int, above: Sequence[Look]) -> bool:
    """Whether a heading under titles is one of them rather than the first subhead."""
    look = looks[at]
    levels = [one.level for one in above if one.role == "heading"]
    if not levels and not any(one.role == "title" for one in above):
        return not is_numbered(look.text)
    if levels and look.level <= min(levels):
        return not is_numbered(look.text)
    following = looks[at + 1].text if at + 1 < len(looks) else ""
    return look.centred or is_signature(following)


def _leads(looks: Sequence[Look], at: int) -> bool:
    """Whether a plain line may be the second or third title: a text comes next."""
    following = looks[at + 1].text if at + 1 < len(looks) else ""
    return (
        is_prose(following)
        or is_signature(following)
        or is_kicker_like(looks[at - 1].text)
    )


def _rank(head: Sequence[Look], ground: int) -> tuple[int, ...]:
    """The level of each title of a head, by style first, then by size and weight."""
    keys = {
        at: _prominence(look)
        for at, look in enumerate(head)
        if is_title_like(look, ground) and not _signs(look.text, at)
    }
    order = sorted(set(keys.values()))
    return tuple(
        min(order.index(keys[at]) + 1, 6) if at in keys else 0
        for at in range(len(head))
    )


def _prominence(look: Look) -> tuple[int, int, int, bool]:
    """Less is more prominent."""
    style = {"title": 0, "subtitle": 2}.get(look.role, 1)
    return style, -look.size, look.level or 9, not look.bold
