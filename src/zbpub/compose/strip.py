"""Paragraphs on one endless line with running sums, so that any cut of it is cheap.

Everything is in columns: one whole number an atom (or a joint before an atom), for all
paragraphs of a batch one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zbpub.compose.collect import Copy
from zbpub.compose.marks import Step
from zbpub.compose.stock import Ints, Stock

PARTS_BEFORE_LETTERS, PARTS_OF_LETTERS = 4, 8
"""Parts of an em: what Han gaps open by at most before letters of an address help
(JLREQ, 3.8.4, puts its cap there), and how far those go."""

ENDLESS = 10**9
"""A measure, mpt, that holds any text on one line."""
STEPS = tuple(step for step in Step if step is not Step.NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The shape that a paragraph is poured into, mpt."""

    measure: int
    indent: int = 0
    """Of the first line."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Atoms, the joints before them, and running sums over both (mpt)."""

    stock: Stock
    bounds: Ints
    """The first atom of each paragraph, and the count of all atoms."""
    measures: Ints
    """Of each paragraph."""
    indents: Ints
    ids: Ints
    joints: Ints
    """The joint before each atom; none before a paragraph's first."""
    at: Ints
    """Where each atom's body starts."""
    shrinks: tuple[tuple[Step, Ints], ...]
    """Running sums of what joints give up, for each step that there is."""
    shrink: Ints
    """The same for all steps together."""
    stretch: Ints
    opens: Ints
    """Joints that open with the Han gaps, up to and with this one."""
    letters: Ints
    """What the letters of addresses give before Han gaps open too far."""
    hang: Ints
    """By how much each atom would hang beyond the end of a line, with the joint before
    it; 0 for those that must not."""

    @property
    def em(self) -> int:
        """The type size, mpt."""
        return self.stock.caster.type_.size

    def of_atoms(self, name: str) -> Ints:
        """A column of the stock's, for each atom."""
        column: Ints = self.stock.columns[name][self.ids]
        return column

    def of_joints(self, name: str) -> Ints:
        """A column of the stock's, for the joint before each atom."""
        column: Ints = self.stock.joint_columns[name][self.joints]
        return column


def lay(copies: Sequence[Copy], frames: Sequence[Frame], stock: Stock) -> Strip:
    """Lay paragraphs, none of them empty, on one endless line.

    Args:
        copies: The paragraphs.
        frames: The shape of each.
        stock: Where their atoms are.
    """
    counts = [len(copy.ids) for copy in copies]
    bounds = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    ids = np.array([number for copy in copies for number in copy.ids], np.int64)
    stock.close_up(ids, bounds[:-1])
    indents = np.array([frame.indent for frame in frames], np.int64)
    joints = np.empty_like(ids)
    joints[1:] = stock.joints_of(ids)
    joints[bounds[:-1]] = stock.no_joint
    for first, copy in zip(bounds.tolist(), copies, strict=False):
        for rank, space in copy.spaces.items():
            if rank < len(copy.ids):
                before, after = copy.ids[rank - 1 : rank + 1]
                joints[first + rank] = stock.spaced(before, after, space)
    columns = stock.joint_columns
    gaps = columns["gap"][joints]
    # Paragraphs are laid far enough apart for places to grow along the strip even
    # where a first line starts before its own atoms, by its indent.
    gaps[bounds[:-1]] = indents
    bodies = stock.columns["body"][ids]
    shrink, steps = columns["shrink"][joints], columns["step"][joints]
    present = np.bincount(steps, minlength=len(Step))
    return Strip(
        stock,
        bounds,
        np.array([frame.measure for frame in frames], np.int64),
        indents,
        ids,
        joints,
        at=(gaps + bodies).cumsum() - bodies,
        shrinks=tuple(
            (step, np.cumsum(shrink * (steps == step)))
            for step in STEPS
            if present[step]
        ),
        shrink=shrink.cumsum(),
        stretch=np.cumsum(columns["stretch"][joints]),
        opens=np.cumsum(columns["open"][joints]),
        letters=columns["letter"][joints].cumsum()
        * (stock.caster.type_.size // PARTS_OF_LETTERS),
        hang=_hanging(stock, ids, bounds),
    )


def _hanging(stock: Stock, ids: Ints, bounds: Ints) -> Ints:
    """No mark hangs that follows another (CLREQ, hanging punctuation)."""
    if not stock.setting.may_hang:
        return np.zeros_like(ids)
    follows = np.zeros_like(ids)
    follows[1:] = stock.columns["word"][ids[:-1]]
    follows[bounds[:-1]] = 0
    hang: Ints = stock.columns["hang"][ids] * follows
    return hang
