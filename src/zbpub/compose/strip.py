"""A paragraph as one endless line with running sums, so that any cut of it is cheap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from zbpub.compose.atoms import Atom
from zbpub.compose.joints import Joint
from zbpub.compose.marks import Kind, Step
from zbpub.compose.setting import Setting

STEPS = tuple(step for step in Step if step is not Step.NEVER)


@dataclass(frozen=True, slots=True)
class Strip:
    """Atoms, the joints before them, and running sums over both (mpt)."""

    atoms: tuple[Atom, ...]
    joints: tuple[Joint, ...]
    at: tuple[int, ...]
    """Where each atom's body starts when the first one's starts at 0."""
    shrink: tuple[int, ...]
    """Shrink of all steps in the joints up to and with this one."""
    shrink_of: tuple[tuple[int, ...], ...]
    """The same for each step of ``STEPS``."""
    stretch: tuple[int, ...]
    opens: tuple[int, ...]
    """Joints that open with the Han gaps, up to and with this one."""
    trims_end: bool
    """Whether a mark at line end always takes half an em."""

    def natural(self, first: int, stop: int) -> int:
        """The width of the line of atoms ``first`` to ``stop - 1``."""
        last = self.atoms[stop - 1]
        return (
            self.left(first)
            + self.at[stop - 1]
            - self.at[first]
            + last.body
            + (0 if self.trims_end else last.right)
        )

    def left(self, first: int) -> int:
        """The blank kept before a line's first atom: none before an opening mark."""
        atom = self.atoms[first]
        return 0 if atom.kind is Kind.OPEN else atom.left

    def end_shrink(self, stop: int) -> int:
        """What the mark at the line's end may still give up."""
        return 0 if self.trims_end else self.atoms[stop - 1].right

    def shrinkable(self, first: int, stop: int) -> int:
        """All that the line may shrink."""
        return self.shrink[stop - 1] - self.shrink[first] + self.end_shrink(stop)


def lay(atoms: Sequence[Atom], joints: Sequence[Joint], setting: Setting) -> Strip:
    """Lay ``atoms`` on one endless line."""
    steps = [
        atom.body + joint.gap for atom, joint in zip(atoms, joints[1:], strict=False)
    ]
    return Strip(
        tuple(atoms),
        tuple(joints),
        at=tuple(accumulate(steps, initial=0)),
        shrink=tuple(accumulate(joint.shrink for joint in joints)),
        shrink_of=tuple(
            tuple(accumulate(j.shrink if j.step is step else 0 for j in joints))
            for step in STEPS
        ),
        stretch=tuple(accumulate(joint.stretch for joint in joints)),
        opens=tuple(accumulate(int(joint.is_open) for joint in joints)),
        # GB/T 15834-2011, 5.1.10; not the custom of Taiwan (CLREQ).
        trims_end=setting.is_simplified,
    )
