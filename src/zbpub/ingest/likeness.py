"""Likeness: how much of their words two texts have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from zbpub.base.chars import significant

_FRAME = re.compile(r"^(?:---|(?:page|jump):.*| *(?:- )?[a-z_]+:)", re.MULTILINE)
"""Of a manuscript's front matter: its rules, its keys, its page numbers."""


def words_of(manuscript: str) -> str:
    """The words of a manuscript without what all have: keys and page numbers."""
    return _FRAME.sub("", manuscript)


def pairs_of(text: str) -> Counter[str]:
    """Each two neighbouring characters of ``text``, white space aside, counted."""
    bare = significant(text)
    return Counter(bare[at : at + 2] for at in range(len(bare) - 1))


def likeness(one: str, other: str) -> float:
    """0 of texts without a common pair of characters, 1 of equal ones."""
    return pairs_likeness(pairs_of(one), pairs_of(other))


def pairs_likeness(one: Counter[str], other: Counter[str]) -> float:
    """The same of pairs that were counted before."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def match_texts(
    new: Mapping[str, str], old: Mapping[str, str], least: float
) -> dict[str, str]:
    """For names in ``new`` the names in ``old`` whose texts are theirs.

    The most alike come first, each goes once; equals go by the names' order. Pairs
    that are less alike than ``least`` do not go together.
    """
    counted = {name: pairs_of(text) for name, text in old.items()}
    found: list[tuple[float, int, int, str, str]] = []
    for at, (name, text) in enumerate(new.items()):
        pairs = pairs_of(text)
        for place, (other, theirs) in enumerate(counted.items()):
            alike = pairs_likeness(pairs, theirs)
            if alike >= least:
                found.append((-alike, abs(at - place), at, name, other))
    matched: dict[str, str] = {}
    for *_, name, other in sorted(found):
        if name not in matched and other not in matched.values():
            matched[name] = other
    return matched
