"""What lies between two atoms: the gap, how far it gives, and whether a line may end.

CLREQ: adjacent marks, Han-Western spacing, and the order of line adjustment. The rules
see manners alone, so that a pair of manners is asked about once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zbpub.base.chars import IDEOGRAPHIC_SPACE
from zbpub.compose.atoms import Atom, Link, Manner, Type
from zbpub.compose.marks import Kind, Step
from zbpub.compose.setting import Rule, Setting


@dataclass(frozen=True, slots=True)
class Joint:
    """The joint before an atom; lengths in mpt."""

    gap: int = 0
    """At its natural width."""
    step: Step = Step.NEVER
    """When it shrinks."""
    shrink: int = 0
    """By how much at most."""
    stretch: int = 0
    """By how much it stretches before Han gaps do (word spaces, Western gaps)."""
    is_word_space: bool = False
    is_open: bool = False
    """Whether it stretches with the Han gaps."""
    is_letter: bool = False
    """Whether it opens a little where Han gaps would open too far."""
    may_open: bool = False
    """Whether it opens when nothing else can: anywhere but beside dash or connector."""
    may_break: bool = False
    is_soft: bool = False
    """Whether a break here parts a number from its measure word."""
    is_hyphen: bool = False
    """Whether a line that ends here ends with a hyphen."""
    is_forced: bool = False
    """Whether a break here opens what should stay whole."""


@dataclass(frozen=True, slots=True)
class JointRules:
    """The rules of one setting at one type size."""

    type_: Type
    setting: Setting

    def joint(self, before: Manner, after: Manner, space: str = "") -> Joint:
        """The joint between two atoms with the white space typed there."""
        made = self._joint(before, after, space)
        rigid = {Kind.DASH, Kind.LINK} & {before.kind, after.kind}
        return replace(made, may_open=not rigid and after.link in _FREE)

    def _joint(self, before: Manner, after: Manner, space: str) -> Joint:
        may_break = before.may_end and after.may_start
        if space:
            return self._spaced(before, after, space)
        if after.link is Link.ATTACHED:
            return Joint()
        if after.link is not Link.NONE:
            return Joint(
                may_break=after.link is not Link.LETTER,
                is_letter=after.link in _LETTERS,
                is_hyphen=after.link is Link.SYLLABLE,
                is_forced=after.link is Link.FORCED,
            )
        if before.kind is Kind.WESTERN and after.kind is Kind.WESTERN:
            # One run that a sign has cut (“a&b”): it stays whole.
            return Joint()
        if _wants_gap(before, after):
            return self._western_gap(before, after, may_break=may_break)
        return self._close(before, after, may_break=may_break)

    def _western_gap(self, before: Manner, after: Manner, *, may_break: bool) -> Joint:
        gap = self.setting.western_gap
        if not self.setting.has(Rule.GAPS):
            return Joint(may_break=may_break)
        return Joint(
            self.type_.em(gap.natural),
            step=Step.WESTERN_GAP,
            shrink=self.type_.em(gap.natural - gap.least),
            stretch=self.type_.em(gap.most - gap.natural),
            may_break=may_break,
            is_soft=before.ends_number and after.is_measure_word,
        )

    def _close(self, before: Manner, after: Manner, *, may_break: bool) -> Joint:
        """Two atoms with nothing between them but their own blanks."""
        gap = before.right + after.left + self._apart(before, after)
        step = before.step if before.right else after.step
        if self._is_pair(before, after):
            # Two adjacent marks, one of them a bracket, take 1.5 em: the bracket gives
            # up its blank, or the other mark where the bracket has none (CLREQ,
            # adjacent punctuation). What remains is the other mark's, and shrinks in
            # its turn.
            taken = min(gap, self.type_.em(500))
            gap -= taken
            gives_all = before.kind in _BRACKETS and after.kind not in _BRACKETS
            is_former = not gives_all and min(before.right, gap) > 0
            step = before.step if is_former else after.step
        return Joint(
            gap,
            step=step,
            shrink=gap if step is not Step.NEVER else 0,
            is_open=_is_open(before, after),
            may_break=may_break,
        )

    def _apart(self, before: Manner, after: Manner) -> int:
        """What keeps two readings a quarter em apart (CLREQ, romanised annotations)."""
        if before.reading_right < 0 or after.reading_left < 0:
            return 0
        return max(0, self.type_.em(250) - before.reading_right - after.reading_left)

    def far_side(self, atom: Atom) -> int:
        """What a closing bracket behind ``atom`` gives up on its far side, mpt.

        Two marks of an em take one and a half (CLREQ, adjacent marks). Where less than
        half an em of blank lies between them, as behind a centred or a fixed mark, the
        bracket gives the rest: it keeps close to what it encloses.
        """
        manner, size = atom.manner, self.type_.size
        if self.setting.tight_brackets or not self.setting.has(Rule.PAIRS):
            return 0
        width = manner.left + atom.body + manner.right
        is_short = manner.kind is Kind.CLOSE and width < size
        if manner.kind in _BEFORE_CLOSING and (width == size or is_short):
            return max(0, size // 2 - manner.right)
        return 0

    def _is_pair(self, before: Manner, after: Manner) -> bool:
        if before.is_exclaim and after.is_exclaim:
            return self.setting.has(Rule.EXCLAIMS)
        kinds = {before.kind, after.kind}
        is_pair = kinds <= _MARKS and bool(kinds & _BRACKETS)
        return is_pair and self.setting.has(Rule.PAIRS)

    def _spaced(self, before: Manner, after: Manner, space: str) -> Joint:
        """A typed space: replaced by the gap its neighbours ask for (CLREQ)."""
        may_break = before.may_end and after.may_start
        full = space.count(IDEOGRAPHIC_SPACE)
        if full:
            typed = full * self.type_.size
            # The white behind a dateline gives half of itself before a line gapes.
            return Joint(
                typed + before.right + after.left,
                step=Step.STOP,
                shrink=typed // 2,
                may_break=may_break,
                is_open=True,
            )
        if before.kind is Kind.WESTERN and after.kind is Kind.WESTERN:
            word_space = self.setting.word_space
            return Joint(
                self.type_.em(word_space.natural),
                step=Step.WORD_SPACE,
                shrink=self.type_.em(word_space.natural - word_space.least),
                stretch=self.type_.em(word_space.most - word_space.natural),
                is_word_space=True,
                may_break=may_break,
            )
        if Kind.WESTERN in {before.kind, after.kind}:
            bare = self._joint(before, replace(after, link=Link.NONE), "")
            return replace(
                bare,
                gap=bare.gap or self.type_.em(self.setting.western_gap.natural),
                may_break=may_break,
            )
        if before.kind is Kind.HAN and after.kind is Kind.HAN:
            gap = self.type_.em(self.setting.han_space)
            return Joint(gap, may_break=may_break, is_open=True)
        return self._close(before, after, may_break=may_break)


_LETTERS = frozenset({Link.ADDRESS, Link.LETTER})
_FREE = _LETTERS | {Link.NONE}
_BEFORE_CLOSING = frozenset({Kind.PAUSE, Kind.CLOSE, Kind.DOT})
_BRACKETS = frozenset({Kind.OPEN, Kind.CLOSE})
_MARKS = _BRACKETS | {Kind.PAUSE, Kind.DOT}


def _is_open(before: Manner, after: Manner) -> bool:
    """Han and Han, Han and mark, mark and Han may be opened (CLREQ, expansion)."""
    han = (before.kind is Kind.HAN) + (after.kind is Kind.HAN)
    marks = (before.kind in _MARKS) + (after.kind in _MARKS)
    return han + marks == 2 and han > 0


def _wants_gap(before: Manner, after: Manner) -> bool:
    if before.kind is Kind.HAN and after.kind is Kind.WESTERN:
        return after.opens_western
    if before.kind is Kind.WESTERN and after.kind is Kind.HAN:
        return before.closes_western
    return False
