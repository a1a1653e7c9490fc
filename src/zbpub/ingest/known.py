"""Known: what the places of lines on a scanned page say, which its words do not.

Each line of the text is then a whole paragraph, a title or furniture; some kinds and
all articles are known. What is known outranks what the words suggest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from zbpub.ingest.kinds import LIFTED, Atom, Kind, Typed
from zbpub.ingest.segment import Region, Segmented

_NOTHING: Mapping[int, Kind] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """Where an article begins in the text, and where its titles end."""

    start: int
    body: int
    """Offset of what follows the titles; ``start`` if it has none."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one text; offsets are into it."""

    kinds: Mapping[int, Kind] = field(default_factory=lambda: _NOTHING)
    """The kinds of lines, by the offset at which their words begin."""
    reasons: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """For furniture among them, which it is."""
    articles: tuple[KnownArticle, ...] = ()
    """All articles in their order."""


def impose_kinds(typed: Typed, known: Known) -> Typed:
    """``typed`` with the kinds that are known, and without the doubts about them."""
    if not known.kinds:
        return typed
    atoms = tuple(_impose(atom, known) for atom in typed.atoms)
    doubts = tuple(one for one in typed.doubts if one.at not in known.kinds)
    return Typed(atoms, doubts)


def _impose(atom: Atom, known: Known) -> Atom:
    kind = known.kinds.get(atom.piece.start) if atom.piece else None
    if kind is None:
        return atom
    reason = known.reasons.get(atom.piece.start, "") if kind is Kind.FURNITURE else ""
    return replace(atom, kind=kind, reason=reason or atom.reason)


def segment_known(atoms: Sequence[Atom], known: Known) -> Segmented:
    """The articles of a page, cut where they are known to begin."""
    starts = [article.start for article in known.articles]
    before: list[Atom] = []
    parts: list[list[Atom]] = [[] for _ in starts]
    at = -1
    for atom in atoms:
        while at + 1 < len(starts) and _is_from(atom, starts[at + 1]):
            at += 1
        (parts[at] if at >= 0 else before).append(atom)
    regions: list[Region] = []
    for part, article in zip(parts, known.articles, strict=True):
        region = _make_region(part, article.body)
        if region.head or any(atom.kind not in LIFTED for atom in region.body):
            regions.append(region)
        elif regions:  # furniture alone makes no article
            last = regions[-1]
            regions[-1] = Region(last.head, (*last.body, *region.body))
        else:
            before += region.body
    return Segmented(tuple(before), tuple(regions), (), known=True)


def _is_from(atom: Atom, start: int) -> bool:
    return bool(atom.piece) and atom.piece.start >= start


def _make_region(atoms: Sequence[Atom], body: int) -> Region:
    """Titles with the bylines right under them are the head, the rest is the body."""
    last = 0
    while last < len(atoms):
        title = atoms[last].piece.start < body
        if not title and (last == 0 or atoms[last].kind is not Kind.BYLINE):
            break
        last += 1
    head = [one for one in atoms[:last] if one.kind in (Kind.HEAD, Kind.BYLINE)]
    rest = [one for one in atoms[:last] if one.kind not in (Kind.HEAD, Kind.BYLINE)]
    return Region(tuple(head), (*rest, *atoms[last:]))
