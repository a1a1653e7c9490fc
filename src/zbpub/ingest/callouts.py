"""Classify: call-out boxes, rebuilt from the lines that they were broken into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zbpub.ingest.boxes import (
    LONGEST_BOX,
    LONGEST_BOX_LINE,
    adds_purpose,
    box_kind,
    may_close_box,
    may_open_box,
    names_medium,
    wants_more,
)
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.pieces import join_halves
from zbpub.ingest.runs import runs_on
from zbpub.ingest.sentences import ends_sentence, is_tied

MOST_LINES = 12
"""Lines that a call-out may be broken into."""
_HALF = 1.0
"""Log odds from which a line goes on with the text before it."""
_SCRAP = 2
"""Characters of a line too short to be anything but the rest of a word."""


def gather_callouts(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """``atoms`` with the lines of each call-out made one atom."""
    gathered: list[Atom] = []
    index = 0
    while index < len(atoms):
        end, kind = _find_box(atoms, index)
        if kind:
            gathered.append(_merge(atoms[index:end], kind))
            index = end
        else:
            gathered.append(atoms[index])
            index += 1
    return tuple(gathered)


def _merge(atoms: Sequence[Atom], kind: str) -> Atom:
    piece = join_halves(atom.piece for atom in atoms)
    return replace(
        atoms[0], kind=Kind.CALLOUT, piece=piece, level=0, alone=True, reason=kind
    )


def _find_box(atoms: Sequence[Atom], first: int) -> tuple[int, str]:
    """Where the call-out that begins at ``first`` ends and its kind; ``""``: none."""
    atom = atoms[first]
    if atom.kind is Kind.HEAD and may_open_box(atom.text):
        return first + 1, box_kind(atom.text)
    if atom.kind is not Kind.TEXT or not atom.gap:
        return first, ""
    if _is_half(atoms, first):
        return first, ""
    end = _run_end(atoms, first)
    kind = box_kind(_text(atoms[first:end]))
    if not kind and _may_open(atoms[first:end]):
        while not kind and _is_narrow(atoms, end) and _is_short(atoms[first:end]):
            end += 1
            kind = box_kind(_text(atoms[first:end]))
    while kind and _is_narrow(atoms, end):
        scrap = _is_narrow(atoms, end + 1) and any(
            len(one.text) <= _SCRAP for one in atoms[end : end + 2]
        )
        more = atoms[end].text + (atoms[end + 1].text if scrap else "")
        box = atoms[first:end]
        if not (_goes_on(box, atoms[end].text) or _goes_on(box, more)):
            break
        end += 1
    return end, kind


def _is_half(atoms: Sequence[Atom], first: int) -> bool:
    """Whether a line goes on with the text before it: …，或｜扫码乘车.

    Words that call-outs open with may stand between the halves of a paragraph.
    """
    before = atoms[first - 1] if first else None
    if before is None or before.kind is not Kind.TEXT or not before.text:
        return False
    text = atoms[first].text
    return runs_on(before.text, text) > _HALF and not may_open_box(text)


def _may_open(run: Sequence[Atom]) -> bool:
    """Whether a run of narrow lines may be the beginning of a call-out."""
    narrow = all(len(atom.text) <= LONGEST_BOX_LINE for atom in run)
    return narrow and bool(_text(run)) and may_open_box(_text(run))


def _run_end(atoms: Sequence[Atom], first: int) -> int:
    """Where the lines end that no empty line parts, or that are too long for a box."""
    end = first + 1
    length = len(atoms[first].text)
    last = min(len(atoms), first + MOST_LINES)
    while end < last and not atoms[end].gap and length <= LONGEST_BOX:
        length += len(atoms[end].text)
        end += 1
    return end


def _text(atoms: Sequence[Atom]) -> str:
    if any(atom.kind not in (Kind.TEXT, Kind.HEAD) for atom in atoms):
        return ""
    return join_halves(atom.piece for atom in atoms).text


def _is_narrow(atoms: Sequence[Atom], index: int) -> bool:
    if index >= len(atoms) or atoms[index].kind is not Kind.TEXT:
        return False
    text = atoms[index].text
    return len(text) <= LONGEST_BOX_LINE and not ends_sentence(text)


def _is_short(atoms: Sequence[Atom]) -> bool:
    length = sum(len(atom.text) for atom in atoms)
    return len(atoms) < MOST_LINES and length <= LONGEST_BOX


def _goes_on(box: Sequence[Atom], following: str) -> bool:
    """Whether what stands beyond the gap belongs to the box: it ends its words."""
    if len(box) == 1 and len(box[0].text) > LONGEST_BOX_LINE:
        if names_medium(_text(box)):
            return adds_purpose(following)
        return (
            len(following) <= _SCRAP
            or wants_more(_text(box))
            or may_close_box(following)
        )
    whole = _text(box)
    if len(whole) + len(following) > LONGEST_BOX:
        return False
    if wants_more(whole):
        return True
    if names_medium(whole):  # it may be over; only another purpose goes on
        return adds_purpose(following)
    if len(following) <= _SCRAP or may_close_box(following):
        return True
    return is_tied(whole, following)
