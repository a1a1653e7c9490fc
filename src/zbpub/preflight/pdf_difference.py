"""The first difference between the text that should be there and the text that is.

White space counts on neither side: callers pass texts without it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

_SURE = 8
"""So many characters alike are taken for the same place in the text."""


class Kind(StrEnum):
    """What happened to the characters."""

    MISSING = "missing"
    DOUBLED = "doubled"
    MOVED = "out of order"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference of two texts."""

    kind: Kind
    offset: int
    """Where it begins, in characters of the expected text."""
    text: str
    """The characters missing, doubled, moved or foreign."""


def first_difference(expected: str, found: str) -> Difference | None:
    """The first place where ``found`` departs from ``expected``; None when equal."""
    if expected == found:
        return None
    at = _common(expected, found)
    wanted, got = expected[at:], found[at:]
    if Counter(expected) == Counter(found):
        back = _common(wanted[::-1], got[::-1])
        return Difference(Kind.MOVED, at, wanted[: len(wanted) - back])
    gap = _resume(wanted, got)
    extra = _resume(got, wanted)
    if gap < 0 and extra < 0:
        return _replaced(at, wanted, got)
    if extra < 0 or 0 <= gap <= extra:
        return Difference(Kind.MISSING, at, wanted[:gap])
    kind = _kind_of_extra(got[:extra], expected, found[:at])
    return Difference(kind, at, got[:extra])


def _common(one: str, other: str) -> int:
    """How many characters both texts share at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _resume(text: str, goes_on: str) -> int:
    """How much of ``text`` must be skipped until it reads as ``goes_on``; -1: never."""
    if not goes_on:
        return len(text)
    key = goes_on[:_SURE]
    at = text.find(key)
    if at < 0 or len(key) == _SURE:
        return at
    return text.rfind(key) if text.endswith(key) else -1


def _replaced(at: int, wanted: str, got: str) -> Difference:
    """Neither text resumes: something stands there in place of something else."""
    after = next(
        (i for i in range(1, min(len(wanted), len(got))) if _alike(wanted, got, i)), 1
    )
    if got.count(got[0]) > wanted.count(got[0]):
        return Difference(Kind.FOREIGN, at, got[:after])
    return Difference(Kind.MISSING, at, wanted[:after])


def _alike(wanted: str, got: str, at: int) -> bool:
    return wanted[at : at + _SURE] == got[at : at + _SURE]


def _kind_of_extra(extra: str, expected: str, before: str) -> Kind:
    if before.endswith(extra) or (len(extra) >= _SURE and extra in expected):
        return Kind.DOUBLED
    return Kind.FOREIGN
