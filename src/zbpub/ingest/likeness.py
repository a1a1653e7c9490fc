"""Likeness: how much of their words two texts have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from zbpub.base.chars import significant

_SURE = 0.8
"""How alike two texts of one name are if nobody need be asked further."""
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

    Those that are nearly the same under the same name go together; then the most alike
    first, each once, equals by the names' order. Pairs that are less alike than
    ``least`` do not go together.
    """
    counted = {name: pairs_of(text) for name, text in old.items()}
    wanted = {name: pairs_of(text) for name, text in new.items()}
    matched = {
        name: name
        for name, pairs in wanted.items()
        if name in counted and pairs_likeness(pairs, counted[name]) >= _SURE
    }
    found: list[tuple[float, int, int, str, str]] = []
    for at, (name, pairs) in enumerate(wanted.items()):
        if name in matched:
            continue
        for place, (other, theirs) in enumerate(counted.items()):
            if other in matched:
                continue
            alike = pairs_likeness(pairs, theirs)
            if alike >= least:
                found.append((-alike, abs(at - place), at, name, other))
    taken = set(matched.values())
    for *_, name, other in sorted(found):
        if name not in matched and other not in taken:
            matched[name] = other
            taken.add(other)
    return matched
