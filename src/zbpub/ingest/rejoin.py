"""Rejoin: an article's body: paragraphs made whole, subheads, what stood between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zbpub.base.findings import Severity
from zbpub.ingest.doubts import Doubt, quote, seam
from zbpub.ingest.kinds import LIFTED, Atom, Kind
from zbpub.ingest.pieces import Piece, join_halves
from zbpub.ingest.seams import (
    Left,
    Seam,
    Shape,
    is_asked,
    is_row,
    judge_seam,
    judge_shape,
    reads_as_stray,
)
from zbpub.ingest.sentences import ends_sentence, is_tied, open_pairs
from zbpub.ingest.verse import find_verse
from zbpub.manuscript.model import Block

STRAY = "stray line"
BOLD_SUBHEAD = 30
"""Characters of a bold line that is a subhead even though nothing marks it as one."""
INDENTED = 0.4
"""Share of long paragraphs from which on indents tell where paragraphs begin."""
SURE_SUBHEAD = 2.0
"""Log odds from which a plain line is a subhead beyond doubt."""
_LONG = 30
_PARTS = 3
"""How many parts of a paragraph are looked back at to know how it ends."""
_COLONS = ("：", ":")
_SEMICOLONS = ("；", ";")
_NO_SUBHEAD = ("。", "，", "；", "、")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, a subhead or another block of an article's body."""

    piece: Piece
    subhead: bool = False
    block: Block | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is a paragraph."""
        return not self.subhead and self.block is None


@dataclass(frozen=True, slots=True)
class Body:
    """The body of an article and what was lifted out of it."""

    parts: tuple[Part, ...]
    bylines: tuple[Piece, ...]
    lifted: tuple[Atom, ...]
    """Captions, call-outs, jump lines, furniture, in their order."""
    joined: int
    """How many breaks were taken back."""
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Builder:
    """The body while its atoms are read."""

    indents_tell: bool
    marked: bool
    verse: frozenset[int]
    """Which atoms are lines of verse, by their ``id``."""
    sure: frozenset[int]
    """Which plain atoms are subheads beyond doubt, by their ``id``."""
    known: bool = False
    """Whether each text is a whole paragraph beyond doubt."""
    in_list: bool = False
    parts: list[Part] = field(default_factory=list)
    halves: list[Atom] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)
    lifted: list[Atom] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    parted: bool = False
    joined: int = 0
    depth: int = 0

    @property
    def kin(self) -> int:
        """How many plain lines of the article are subheads beyond doubt."""
        return len(self.sure)

    def read(self, atom: Atom, following: Atom | None) -> None:
        if atom.kind in LIFTED:
            self.lifted.append(atom)
            self.parted = True
        elif atom.kind is Kind.BYLINE:
            self.bylines.append(atom.piece)
            self.parted = True
        elif atom.kind is Kind.HEAD:
            self.flush()
            self.parts.append(Part(atom.piece, subhead=True))
        elif atom.kind is Kind.BLOCK:
            self.flush()
            self.parts.append(Part(atom.piece, block=atom.block))
        elif self.known:
            self.read_known(atom, following)
        else:
            self.read_text(atom, following)

    def read_text(self, atom: Atom, following: Atom | None) -> None:
        going_on = bool(self.halves) and not ends_sentence(self.halves[-1].text)
        if going_on and atom.bold and self.is_bold_subhead(atom, following):
            going_on = False
        if id(atom) in self.verse or is_row(atom.text):
            self.set_line(atom)
            return
        if going_on and reads_as_stray(self.halves[-1].text, atom, following):
            self.set_aside(atom)
            return
        if not going_on and self.is_subhead(atom, following):
            self.flush()
            self.parts.append(Part(atom.piece, subhead=True))
            return
        verdict = self.judge(atom)
        if not verdict.joins:
            colon = self.halves[-1].text.endswith(_COLONS)
            semicolon = self.halves[-1].text.endswith(_SEMICOLONS)
            in_list = colon or (self.in_list and semicolon)
            self.flush()
            self.in_list = in_list
        elif self.halves and atom.gap:
            self.joined += 1
        self.halves.append(atom)
        opened, closed = open_pairs(atom.text)
        self.depth = max(self.depth - closed, 0) + opened
        self.parted = False

    def read_known(self, atom: Atom, following: Atom | None) -> None:
        subhead = self.is_subhead(atom, following)
        self.parts.append(Part(atom.piece, subhead=subhead))

    def judge(self, atom: Atom) -> Seam:
        if not self.halves:
            return Seam(True)
        last = self.halves[-1]
        opening = self.halves[0].text[:2]
        tail = "".join(half.text for half in self.halves[-_PARTS:])
        wrapped = any(half.full for half in self.halves[-_PARTS:])
        left = Left(last, opening, self.depth > 0, self.in_list, tail, wrapped)
        verdict = judge_seam(left, atom, self.parted, self.indents_tell)
        if verdict.doubt:
            self.doubts.append(_seam_doubt(last, atom, verdict))
        return verdict

    def is_subhead(self, atom: Atom, following: Atom | None) -> bool:
        if self.is_bold_subhead(atom, following):
            return True
        kin = self.kin - (id(atom) in self.sure)
        verdict = judge_shape(atom, following, marked=self.marked, kin=kin)
        shape = verdict.shape
        if self.known and shape is Shape.FIRST_HALF:
            shape = Shape.SUBHEAD
        if shape is not Shape.TEXT and not verdict.sure:
            self.doubts.append(_shape_doubt(atom, shape))
        return shape is Shape.SUBHEAD

    def set_line(self, atom: Atom) -> None:
        """A line that is a paragraph of its own: of verse, of a table."""
        self.flush()
        self.halves.append(atom)
        self.flush()

    def is_bold_subhead(self, atom: Atom, following: Atom | None) -> bool:
        if not atom.bold or not atom.alone or following is None:
            return False
        if is_asked(atom.text):  # a part in an interview
            return False
        if self.halves and is_tied(self.halves[-1].text, following.text):
            return ends_sentence(self.halves[-1].text)
        return len(atom.text) <= BOLD_SUBHEAD and not atom.text.endswith(_NO_SUBHEAD)

    def set_aside(self, atom: Atom) -> None:
        self.doubts.append(_stray_doubt(atom))
        self.lifted.append(
            Atom(Kind.FURNITURE, atom.piece, reason=STRAY),
        )
        self.parted = True

    def flush(self) -> None:
        if self.halves:
            piece = join_halves(atom.piece for atom in self.halves)
            self.parts.append(Part(piece))
        self.halves = []
        self.in_list = False
        self.depth = 0
        self.parted = False


def rejoin_body(atoms: Sequence[Atom], *, known: bool = False) -> Body:
    """The body that ``atoms`` of one article make up.

    ``known``: each text is a whole paragraph, so that no break is taken back.
    """
    followers = _next_texts(atoms)
    verse, marked = find_verse(atoms), _are_marked(atoms)
    sure = _find_subheads(atoms, followers, verse, marked=marked)
    builder = _Builder(_indents_tell(atoms), marked, verse, sure, known)
    for atom, following in zip(atoms, followers, strict=True):
        builder.read(atom, following)
    builder.flush()
    return Body(
        tuple(builder.parts),
        tuple(builder.bylines),
        tuple(builder.lifted),
        builder.joined,
        tuple(builder.doubts),
    )


def _find_subheads(
    atoms: Sequence[Atom],
    followers: Sequence[Atom | None],
    verse: frozenset[int],
    *,
    marked: bool,
) -> frozenset[int]:
    """The plain lines, by ``id``, that are subheads beyond doubt."""
    found: set[int] = set()
    ended = True
    for atom, following in zip(atoms, followers, strict=True):
        if atom.kind is not Kind.TEXT:
            ended = ended or atom.kind is Kind.HEAD
            continue
        if ended and not atom.bold and id(atom) not in verse:
            verdict = judge_shape(atom, following, marked=marked)
            if verdict.shape is Shape.SUBHEAD and verdict.odds < -SURE_SUBHEAD:
                found.add(id(atom))
        ended = ends_sentence(atom.text)
    return frozenset(found)


def _are_marked(atoms: Sequence[Atom]) -> bool:
    """Whether subheads of the article are marked as such."""
    return any(
        atom.kind is Kind.HEAD or (atom.kind is Kind.TEXT and atom.bold and atom.alone)
        for atom in atoms
    )


def _next_texts(atoms: Sequence[Atom]) -> list[Atom | None]:
    """For each atom the next text, if no heading or byline comes first."""
    followers: list[Atom | None] = []
    following: Atom | None = None
    for atom in reversed(atoms):
        followers.append(following)
        if atom.kind is Kind.TEXT:
            following = atom
        elif atom.kind not in LIFTED:
            following = None
    return followers[::-1]


def _indents_tell(atoms: Sequence[Atom]) -> bool:
    """Whether most long paragraphs are indented, but not all: then indents mean it."""
    texts = [
        atom
        for atom in atoms
        if atom.kind is Kind.TEXT and atom.gap and len(atom.text) >= _LONG
    ]
    indented = sum(atom.indent for atom in texts)
    return len(texts) > indented >= max(INDENTED * len(texts), 3)


def _seam_doubt(last: Atom, atom: Atom, verdict: Seam) -> Doubt:
    shown = seam(last.text, atom.text)
    if verdict.joins:
        message = f"the break in {shown} is taken back: {verdict.doubt}"
        return Doubt(
            "I006", atom.piece.start, message, "if a paragraph ends there, part it"
        )
    message = f"the break in {shown} is kept: {verdict.doubt}"
    hint = "if the paragraph goes on there, join the two"
    return Doubt("I007", atom.piece.start, message, hint)


def _shape_doubt(atom: Atom, shape: Shape) -> Doubt:
    if shape is Shape.SUBHEAD:
        reading = "a subhead"
        hint = "if it is the beginning of the next paragraph, join the two"
    else:
        reading = "the beginning of the next paragraph"
        hint = "if it is a subhead, part the two"
    message = f"the line {quote(atom.text)} is read as {reading}"
    return Doubt("I008", atom.piece.start, message, hint)


def _stray_doubt(atom: Atom) -> Doubt:
    return Doubt(
        "I018",
        atom.piece.start,
        f"{quote(atom.text)} stands inside a paragraph without belonging to it; it is"
        " left out as furniture of the page",
        "if it belongs to the article, write it into the manuscript",
        Severity.WARNING,
    )
