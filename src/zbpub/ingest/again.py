"""Again: what becomes of a manuscript when its source is ingested another time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zbpub.base.findings import errors
from zbpub.ingest.merge import merge_texts
from zbpub.manuscript.parse import parse_article


class Fate(StrEnum):
    """What becomes of it."""

    NEW = "new"
    """There was none; it is written."""
    SAME = "same"
    """It is what ingest makes."""
    UPDATED = "updated"
    """Nobody has worked on it, and ingest makes another text now: that is written."""
    KEPT = "kept"
    """Somebody has worked on it, and ingest makes what it made before: it stays."""
    PROPOSED = "proposed"
    """Both: it stays, and the new text lies beside it."""
    MERGED = "merged"
    """Both, and the changes do not touch: they are joined in it."""
    FORCED = "forced"
    """Somebody has worked on it, and it is written over by order."""
    GONE = "gone"
    """Somebody has taken it away; it stays away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One manuscript and its texts."""

    new: str
    """What ingest makes of the source now."""
    base: str | None
    """What it made last; None: that is not known."""
    mine: str | None
    """What the file holds; None: there is no such file."""
    waiting: bool = False
    """Whether ``new`` was proposed before."""
    proposal: bool = False
    """Whether the proposal's file is still there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done."""

    fate: Fate
    text: str | None = None
    """What the manuscript's file gets; None: it is not touched."""
    base: str | None = None
    """What counts as made last from now on; None: as before."""


def judge(case: Case, *, force: bool = False, merge: bool = False) -> Verdict:
    """What becomes of a manuscript.

    Args:
        case: Its texts.
        force: Write over what was edited, and bring back what was taken away.
        merge: Join changes that do not touch each other.
    """
    new, base, mine = case.new, case.base, case.mine
    if mine is None:
        if base is None or force:
            return Verdict(Fate.NEW, new, new)
        return Verdict(Fate.GONE, None, new)
    if mine == new:
        return Verdict(Fate.SAME, None, new)
    if mine == base:
        return Verdict(Fate.UPDATED, new, new)
    if force:
        return Verdict(Fate.FORCED, new, new)
    if base == new or (case.waiting and not case.proposal):  # decided by hand
        return Verdict(Fate.KEPT, None, new)
    if merge and base is not None and (merged := _merge(base, mine, new)):
        return Verdict(Fate.MERGED, merged, new)
    return Verdict(Fate.PROPOSED)


def _merge(base: str, mine: str, new: str) -> str | None:
    """The merged manuscript, if it is one."""
    merged = merge_texts(base, mine, new)
    if merged is None:
        return None
    article, findings = parse_article(merged, name="merged", path="")
    return None if article is None or errors(findings) else merged
