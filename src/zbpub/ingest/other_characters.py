"""Other ways to read characters: misreadings, marks without a fellow, stray spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from zbpub.base.chars import HALF_TO_FULL, is_han, significant
from zbpub.base.findings import Finding
from zbpub.ingest.spots import (
    CLAUSE_ENDS,
    Spot,
    blocks_at,
    put_in,
    runs_of,
    with_body,
    words_at,
    write_over,
)
from zbpub.manuscript.model import Article, Paragraph, Subhead

_MISREAD = re.compile(r"misread 「(.)」$")
_ALONE = re.compile(r"^「(.)」.* lacks its fellow$")
_UNSURE = re.compile(r"not sure of 「(.+?)」")
_RATHER = re.compile(r"; rather 「(.+?)」")
_PAIRS = dict(zip("“‘（(《〈【〖「『", "”’）)》〉】〗」』", strict=True))
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_CHINESE = "[\u3000-\u9fff\uff01-\uff5e“”‘’…—]"
GETA = "〓"
"""What printers set for a character that is not known."""


def _misread(spot: Spot, finding: Finding) -> Article | None:
    found = _MISREAD.search(finding.message)
    return write_over(spot, spot.at, found[1]) if found else None


def _pair(spot: Spot, finding: Finding) -> Article | None:
    """The mark's fellow at the nearest end of its clause."""
    found = _ALONE.search(finding.message)
    words = significant(words_at(spot))
    if found is None or spot.at >= len(words):
        return None
    mark = found[1]
    if mark in _PAIRS:
        ends = (i for i in range(spot.at + 2, len(words)) if words[i] in CLAUSE_ENDS)
        return put_in(spot, next(ends, len(words)), _PAIRS[mark])
    if mark in _OPENING:
        begins = (i for i in range(spot.at, 0, -1) if words[i - 1] in CLAUSE_ENDS)
        return put_in(spot, next(begins, 0), _OPENING[mark])
    return None


def _reread(spot: Spot, finding: Finding) -> Article | None:
    """What recognition was not sure of as its next likely reading, or open."""
    found, other = _UNSURE.search(finding.message), _RATHER.search(finding.message)
    if found is None or "…" in found[1]:
        return None
    unsure = significant(found[1])
    if not significant(words_at(spot))[spot.at :].startswith(unsure):
        return None
    reading = significant(other[1]) if other else ""
    if len(reading) != len(unsure):
        reading = GETA * len(unsure)
    article: Article | None = spot.article
    for step, char in enumerate(reading):
        if article is None:
            return None
        article = write_over(replace(spot, article=article), spot.at + step, char)
    return article


def _map_block(spot: Spot, change: Callable[[str], str]) -> Article | None:
    found = blocks_at(spot, 1, spot.block)
    if found is None:
        return None
    runs = tuple(replace(run, text=change(run.text)) for run in runs_of(found[0]))
    made = Subhead if isinstance(found[0], Subhead) else Paragraph
    return with_body(spot, spot.block, 1, made(runs))


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
        lambda text: re.sub(rf"(?<={_CHINESE})\s+(?={_CHINESE})", "", text),
    )


TURNS_OF_CHARACTERS: Mapping[str, Callable[[Spot, Finding], Article | None]] = {
    "I012": lambda spot, finding: _misread(spot, finding) or _pair(spot, finding),
    "I013": _widen,
    "I021": _close_up,
    "I125": _reread,
}
