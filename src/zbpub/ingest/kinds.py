"""Classify: what each line of the page is, the words of articles or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zbpub.ingest.boxes import is_caption, is_credit
from zbpub.ingest.bylines import BULLETS, is_byline, is_source
from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.furniture import furniture_reason, is_section
from zbpub.ingest.jumps import is_jump, jump_at_end, jump_at_start
from zbpub.ingest.lines import Line
from zbpub.ingest.pieces import NOTHING, Piece
from zbpub.ingest.sentences import LONGEST_TITLE, ends_sentence
from zbpub.manuscript.model import Block

CAPTION_LINE = 40
"""Characters of a plain line that may be the caption of the picture above it."""
BULLET = "bracket or bullet"
_BRACKETS = "（）()【】[]"


class Kind(StrEnum):
    """What a line is."""

    HEAD = "head"
    TEXT = "text"
    BYLINE = "byline"
    CAPTION = "caption"
    CALLOUT = "call-out"
    JUMP = "jump line"
    FURNITURE = "furniture"
    PICTURE = "picture"
    RULE = "rule"
    BLOCK = "block"
    """A table, list, picture or footnote that its file tells as such."""


LIFTED = frozenset(
    {Kind.CAPTION, Kind.CALLOUT, Kind.JUMP, Kind.FURNITURE, Kind.PICTURE, Kind.RULE}
)
"""What stands between the parts of an article without belonging to its text."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A line, or several that make one thing, with what it is."""

    kind: Kind
    piece: Piece
    level: int = 0
    bold: bool = False
    gap: bool = True
    """Whether it stands off from the line before."""
    alone: bool = True
    """Whether it stands off from the lines before and after."""
    indent: bool = False
    joint: bool = False
    """Whether a ``<br>`` parts it from the line before."""
    item: bool = False
    """Whether a bullet marks it as an item of a list."""
    full: bool = False
    """Whether it fills the measure of a text with hard line breaks."""
    reason: str = ""
    """Which furniture, or which kind of call-out."""
    goes_on: bool = False
    """Whether 下转 follows it: it is no title."""
    block: Block | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.text


@dataclass(frozen=True, slots=True)
class Typed:
    """The atoms of a page in order, and what was decided in doubt."""

    atoms: tuple[Atom, ...]
    doubts: tuple[Doubt, ...]


def type_lines(lines: Sequence[Line]) -> Typed:
    """What each of ``lines`` is; only the ends of a wrapped paragraph are asked."""
    doubts: list[Doubt] = []
    atoms: list[Atom] = []
    begun = False
    for run in _runs(lines):
        begun = begun or any(atom.kind not in LIFTED for atom in atoms[-1:])
        atoms.extend(_type_run(run, begun))
    typed: list[Atom] = []
    for index, atom in enumerate(atoms):
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        before = typed[-1] if typed else None
        if _is_artist(before, atom):
            typed.append(replace(atom, kind=Kind.BYLINE))
        elif _is_under_picture(before, atom, following):
            doubts.append(_caption_doubt(atom))
            typed.append(replace(atom, kind=Kind.CAPTION))
        else:
            typed.extend(_split_jumps(atom))
    return Typed(tuple(typed), tuple(doubts))


def _is_artist(before: Atom | None, atom: Atom) -> bool:
    """Whether a line names who made the pictures of a signed text (图/张望)."""
    if before is None or before.kind is not Kind.BYLINE:
        return False
    if atom.kind is not Kind.CAPTION:
        return False
    return before.text.lstrip(BULLETS + " ").startswith("文") and atom.text[0] in "图摄"


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """``lines`` in runs that no empty line parts."""
    runs: list[list[Line]] = []
    for line in lines:
        if line.gap or not runs:
            runs.append([])
        runs[-1].append(line)
    return runs


def _type_run(run: list[Line], begun: bool) -> list[Atom]:
    """The atoms of one run: a caption, or lines typed from both ends inwards."""
    atoms = [_read_line(line, len(run) == 1, begun) for line in run]
    if len(run) == 1:
        return [_type_alone(atoms[0], run[0], begun)]
    if all(atom.kind is Kind.TEXT for atom in atoms) and is_caption(_joined(run)):
        return [replace(atom, kind=Kind.CAPTION) for atom in atoms]
    first, last = 0, len(atoms)
    while first < last:
        atoms[first] = _type_alone(atoms[first], run[first], begun)
        if atoms[first].kind is Kind.TEXT:
            break
        first += 1
    while last > first:
        last -= 1
        atoms[last] = _type_alone(atoms[last], run[last], begun)
        if atoms[last].kind is Kind.TEXT:
            break
    return atoms


def _joined(run: list[Line]) -> str:
    return "".join(line.text for line in run)


def _read_line(line: Line, alone: bool, begun: bool) -> Atom:
    kind = Kind.TEXT
    if line.picture:
        kind = Kind.PICTURE
    elif line.rule:
        kind = Kind.RULE
    elif line.block is not None:
        kind = Kind.BLOCK
    return Atom(
        kind,
        line.piece,
        level=line.level,
        bold=line.bold,
        gap=line.gap,
        alone=alone,
        indent=line.indent,
        joint=line.joint,
        item=line.item,
        full=line.full,
        block=line.block,
    )


def _type_alone(atom: Atom, line: Line, begun: bool) -> Atom:
    """``atom`` with its kind, its line looked at by itself."""
    text = atom.text
    if atom.kind is not Kind.TEXT:
        return atom
    if is_credit(text):
        return replace(atom, kind=Kind.CAPTION)
    reason = BULLET if _is_bullet(text) else furniture_reason(text)
    if reason and not (begun and line.level and is_section(text)):  # else a label
        return replace(atom, kind=Kind.FURNITURE, reason=reason)
    if is_jump(text):
        return replace(atom, kind=Kind.JUMP)
    if is_caption(text):
        return replace(atom, kind=Kind.CAPTION)
    bare = bare_byline(text)
    if is_byline(bare) or (is_source(bare) and not line.level):
        return replace(atom, kind=Kind.BYLINE)
    if line.level and not dateline_end(text) and not _is_prose(text):
        return replace(atom, kind=Kind.HEAD)
    return atom


def _is_bullet(text: str) -> bool:
    """Whether a line is nothing but the mark that stood before a byline."""
    return not text.strip(BULLETS + " \u3000")


def bare_byline(text: str) -> str:
    """``text`` without the brackets and bullets that stand round a byline."""
    return text.strip(BULLETS + _BRACKETS + " \u3000")


def _is_prose(text: str) -> bool:
    """Whether a line is too much of a sentence for the heading it is marked as."""
    return len(text) > 2 * LONGEST_TITLE or (
        len(text) > LONGEST_TITLE and ends_sentence(text)
    )


def _is_under_picture(before: Atom | None, atom: Atom, following: Atom | None) -> bool:
    if before is None or before.kind is not Kind.PICTURE:
        return False
    if atom.kind is not Kind.TEXT or not atom.alone or len(atom.text) > CAPTION_LINE:
        return False
    if dateline_end(atom.text):
        return False
    headed = following is not None and (
        following.kind is Kind.HEAD or dateline_end(following.text) > 0
    )
    return not headed


def _caption_doubt(atom: Atom) -> Doubt:
    return Doubt(
        "I019",
        atom.piece.start,
        f"{quote(atom.text)} is read as the caption of the picture above it",
        "if it belongs to the article, write it into the manuscript as a paragraph",
    )


def _split_jumps(atom: Atom) -> list[Atom]:
    """``atom`` parted from the jump lines at its ends."""
    if atom.kind is not Kind.TEXT:
        return [atom]
    head, tail = jump_at_start(atom.text), jump_at_end(atom.text)
    if head == 0 and tail == len(atom.text):
        return [atom]
    parts = (
        (Kind.JUMP, atom.piece.cut(0, head)),
        (Kind.TEXT, atom.piece.cut(head, max(head, tail)).strip()),
        (Kind.JUMP, atom.piece.cut(max(head, tail))),
    )
    return [
        replace(atom, kind=kind, piece=piece if piece else NOTHING)
        for kind, piece in parts
        if piece
    ]
