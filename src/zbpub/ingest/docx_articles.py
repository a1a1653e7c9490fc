"""Where the articles of a Word document begin that no style marks as titles.

A reporter who sends several reports in one document sets each title as the first one
(bold, centred, larger), and each report is signed and dated: by a byline under the
title, by a dateline, by a name at its end. Subheads have the look of titles at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zbpub.ingest.bylines import are_names
from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.docx_lines import LONGEST, is_prose, is_signature, is_title_like
from zbpub.ingest.docx_looks import Look
from zbpub.ingest.sentences import ends_sentence, is_numbered

BEGINS = 3
"""What speaks for an article of its own, from which on one begins."""
_DATED = 2
_SIGNED_UNDER = 2
_SIGNED_BEFORE = 1
_SIGNED_BEHIND = 1
_SAME_LOOK = 1
_MOST_TITLES = 4
_BRACKETED = re.compile(r"[（(]\s*([^（()）]{2,30}?)\s*[）)]$")
_ROLE = re.compile(r"记者|通讯员|文[/／]|摄")


def further_starts(looks: Sequence[Look], first: int, ground: int) -> list[int]:
    """Where articles begin behind the line ``first``, at which the first text begins.

    Args:
        looks: The lines of the document.
        first: The line behind the first article's titles.
        ground: The size of most of the text, in half-points.
    """
    groups = list(_groups(looks, first, ground))
    ends = (*(start for start, _ in groups[1:]), len(looks))
    return [
        start
        for (start, last), end in zip(groups, ends, strict=False)
        if _weigh(looks, (start, last, end)) >= BEGINS
    ]


def _groups(
    looks: Sequence[Look], first: int, ground: int
) -> Iterator[tuple[int, int]]:
    """Short lines that stand over a text: the first, and the one behind the last.

    A signature above them closes the text before; one under them is of the group.
    """
    at = first
    while at < len(looks):
        last = at
        while last < len(looks) and _may_lead(looks, last, at, ground):
            last += 1
        if at < last < len(looks) and last - at <= _MOST_TITLES:
            yield at, last
        at = max(last, at + 1)


def _may_lead(looks: Sequence[Look], at: int, first: int, ground: int) -> bool:
    look = looks[at]
    if is_signature(look.text):
        return at > first
    if is_prose(look.text) or is_numbered(look.text):
        return False
    follows = at > first or at == 0 or _ends_text(looks[at - 1].text)
    return follows and (is_title_like(look, ground) or len(look.text) <= LONGEST // 2)


def _ends_text(text: str) -> bool:
    return ends_sentence(text) or is_signature(text) or _is_signed(text)


def _weigh(looks: Sequence[Look], group: tuple[int, int, int]) -> int:
    """What speaks for an article under the titles ``start`` to ``last``."""
    start, last, end = group
    body = looks[last:end]
    under = [one for one in looks[start + 1 : last] if is_signature(one.text)]
    bold = any(one.bold or one.centred for one in looks[start:last])
    alike = any(_is_alike(looks[start], look) for look in looks[:_MOST_TITLES])
    closing = next((one.text for one in reversed(body) if one.text), "")
    return (
        _DATED * (dateline_end(body[0].text) > 0 if body else False)
        + _SIGNED_UNDER * bool(under)
        + _SIGNED_BEFORE * (_is_signed(looks[start - 1].text) if start else False)
        + _SIGNED_BEHIND * _is_signed(closing)
        + _SAME_LOOK * (alike and bold)
    )


def _is_alike(one: Look, other: Look) -> bool:
    """Whether two titles are set in one way."""
    return (one.size, one.bold, one.centred) == (other.size, other.bold, other.centred)


def _is_signed(text: str) -> bool:
    """Whether a text ends in who wrote it: a line of its own, or names in brackets."""
    if is_signature(text):
        return True
    found = _BRACKETED.search(text)
    return found is not None and (are_names(found[1]) or bool(_ROLE.search(found[1])))
