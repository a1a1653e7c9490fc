"""What lies between two atoms: the gap, how far it gives, and whether a line may end.

CLREQ: adjacent marks, Han-Western spacing, and the order of line adjustment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zbpub.base.chars import IDEOGRAPHIC_SPACE
from zbpub.compose.atoms import Atom, Type
from zbpub.compose.marks import Kind, Step
from zbpub.compose.prohibition import may_end, may_start
from zbpub.compose.setting import Setting

# Counted with the digits before them; a line may end between, but rather not.
_MEASURE_WORDS = frozenset("年月日时分秒点万亿千百十个元米吨斤亩届岁条次项家名位人")


@dataclass(frozen=True, slots=True)
class Joint:
    """The joint before an atom; lengths in mpt."""

    gap: int
    """At its natural width."""
    left_blank: int = 0
    """How much of ``gap`` is the former atom's own blank."""
    step: Step = Step.NEVER
    """When it shrinks."""
    shrink: int = 0
    """By how much at most."""
    stretch: int = 0
    """By how much it stretches before Han gaps do (word spaces, Western gaps)."""
    is_word_space: bool = False
    is_open: bool = False
    """Whether it stretches with the Han gaps."""
    may_break: bool = False
    is_soft: bool = False
    """Whether a break here parts a number from its measure word."""


def join(atoms: Sequence[Atom], type_: Type, setting: Setting) -> tuple[Joint, ...]:
    """The joint before each atom; the first is empty and closed."""
    joints = [Joint(0)] if atoms else []
    joints += [
        _joint(before, after, type_, setting) for before, after in pairwise(atoms)
    ]
    return tuple(joints)


def _joint(before: Atom, after: Atom, type_: Type, setting: Setting) -> Joint:
    may_break = may_end(before.text, setting.level) and may_start(
        after.text, setting.level
    )
    if after.space:
        return _spaced(before, after, type_, setting)
    if after.is_cut:
        return Joint(0, may_break=True)
    if before.kind is Kind.WESTERN and after.kind is Kind.WESTERN:
        # One run that a sign has cut (“a&b”): it stays whole.
        return Joint(0)
    if _wants_gap(before, after):
        gap = setting.western_gap
        return Joint(
            type_.em(gap.natural),
            step=Step.WESTERN_GAP,
            shrink=type_.em(gap.natural - gap.least),
            stretch=type_.em(gap.most - gap.natural),
            may_break=may_break,
            is_soft=_is_counted(before, after),
        )
    return _close(before, after, type_, may_break=may_break)


def _close(before: Atom, after: Atom, type_: Type, *, may_break: bool) -> Joint:
    """Two atoms with nothing between them but their own blanks."""
    gap = before.right + after.left
    left_blank, step = before.right, before.step
    if not before.right:
        step = after.step
    if _is_pair(before, after):
        # Two adjacent marks, one of them a bracket, take 1.5 em: the bracket gives up
        # its blank, or the other mark where the bracket has none (CLREQ, adjacent
        # punctuation). What remains is the other mark's, and shrinks in its turn.
        taken = min(gap, type_.em(500))
        gap -= taken
        if before.kind in _BRACKETS and after.kind not in _BRACKETS:
            left_blank, step = max(0, before.right - taken), after.step
        else:
            left_blank = min(before.right, gap)
            step = before.step if left_blank else after.step
    return Joint(
        gap,
        left_blank,
        step=step,
        shrink=gap if step is not Step.NEVER else 0,
        is_open=_is_open(before, after),
        may_break=may_break,
    )


_BRACKETS = frozenset({Kind.OPEN, Kind.CLOSE})
_MARKS = _BRACKETS | {Kind.PAUSE, Kind.DOT}
_EXCLAIM = frozenset("！？")


def _is_pair(before: Atom, after: Atom) -> bool:
    kinds = {before.kind, after.kind}
    if before.text in _EXCLAIM and after.text in _EXCLAIM:
        return True
    return kinds <= _MARKS and bool(kinds & _BRACKETS)


def _is_open(before: Atom, after: Atom) -> bool:
    """Han and Han, Han and mark, mark and Han may be opened (CLREQ, expansion)."""
    han = (before.kind is Kind.HAN) + (after.kind is Kind.HAN)
    marks = (before.kind in _MARKS) + (after.kind in _MARKS)
    return han + marks == 2 and han > 0


def _wants_gap(before: Atom, after: Atom) -> bool:
    if before.kind is Kind.HAN and after.kind is Kind.WESTERN:
        return after.opens_western
    if before.kind is Kind.WESTERN and after.kind is Kind.HAN:
        return before.closes_western
    return False


def _is_counted(before: Atom, after: Atom) -> bool:
    return before.text[-1].isdigit() and after.text in _MEASURE_WORDS


def _spaced(before: Atom, after: Atom, type_: Type, setting: Setting) -> Joint:
    """A typed space: replaced by the gap its neighbours ask for (CLREQ)."""
    may_break = may_end(before.text, setting.level) and may_start(
        after.text, setting.level
    )
    full = after.space.count(IDEOGRAPHIC_SPACE)
    if full:
        gap = full * type_.size + before.right + after.left
        return Joint(gap, before.right, may_break=may_break, is_open=True)
    if before.kind is Kind.WESTERN and after.kind is Kind.WESTERN:
        space = setting.word_space
        return Joint(
            type_.em(space.natural),
            step=Step.WORD_SPACE,
            shrink=type_.em(space.natural - space.least),
            stretch=type_.em(space.most - space.natural),
            is_word_space=True,
            may_break=may_break,
        )
    if Kind.WESTERN in {before.kind, after.kind}:
        bare = _joint(before, replace(after, space=""), type_, setting)
        return Joint(
            bare.gap or type_.em(setting.western_gap.natural),
            bare.left_blank, bare.step, bare.shrink, bare.stretch,
            is_open=bare.is_open, may_break=may_break,
        )  # fmt: skip
    if before.kind is Kind.HAN and after.kind is Kind.HAN:
        gap = type_.em(setting.han_space)
        return Joint(gap, may_break=may_break, is_open=True)
    return _close(before, after, type_, may_break=may_break)
