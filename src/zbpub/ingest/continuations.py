"""Continuations: what goes on on another page, or comes from one, kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from zbpub.ingest.jumps import comes_from
from zbpub.ingest.kinds import LIFTED, Atom, Kind
from zbpub.ingest.segment import Region, Segmented
from zbpub.ingest.sentences import ends_sentence
from zbpub.ingest.turns import read_turns


def tie_to_turns(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """``atoms``, each text right before 下转 known for no title: it goes on there."""
    following = [*atoms[1:], None]
    return tuple(
        replace(atom, goes_on=True) if _is_tied(atom, after) else atom
        for atom, after in zip(atoms, following, strict=True)
    )


def _is_tied(atom: Atom, after: Atom | None) -> bool:
    if atom.kind is not Kind.TEXT or after is None or after.kind is not Kind.JUMP:
        return False
    return any(turn.onwards for turn in read_turns(after.text))


def part_continuations(segmented: Segmented) -> Segmented:
    """``segmented``, a text without a title behind 上接 as a region of its own.

    Only behind an article that is over: inside a sentence the line is another's.
    """
    regions = (part for region in segmented.regions for part in _part(region))
    return replace(segmented, regions=tuple(regions))


def _part(region: Region) -> Iterator[Region]:
    cuts = [at for at, _ in enumerate(region.body) if _begins_rest(region.body, at)]
    bounds = [0, *cuts, len(region.body)]
    for first, last in pairwise(bounds):
        head = () if first else region.head
        yield Region(head, region.body[first:last])


def _begins_rest(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a jump line stands between a finished text and another text."""
    if atoms[at].kind is not Kind.JUMP or not comes_from(atoms[at].text):
        return False
    before = [atom for atom in atoms[:at] if atom.kind not in LIFTED]
    after = next((one for one in atoms[at + 1 :] if one.kind not in LIFTED), None)
    if not before or after is None or after.kind is not Kind.TEXT:
        return False
    return before[-1].kind is Kind.BYLINE or ends_sentence(before[-1].text)
