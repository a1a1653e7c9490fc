"""What an article's blocks of one measure share: its galley in so many text columns."""

from __future__ import annotations

from dataclasses import dataclass

from zbpub.layout.block import Copy, Treatment
from zbpub.layout.galley import WIDEST_EM, Galley
from zbpub.layout.head import Head
from zbpub.layout.pour import Flow
from zbpub.layout.side_head import SideHead

NARROWEST_EM = 9
"""Characters of the narrowest measure: a narrower one breaks badly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """Text columns of one measure for one article; mpt."""

    copy: Copy
    columns: int
    """Base columns of the whole block."""
    parts: int
    """Text columns."""
    measure: int
    gutter: int
    galley: Galley
    flow: Flow
    treatment: Treatment = "across"
    sides: tuple[tuple[int, Head | SideHead], ...] = ()
    """Heads that may stand left of the text, with their costs."""
    is_boxed: bool = False

    def room(self, parts: int) -> tuple[int, int]:
        """So many text columns, and the width that they take, gutters between."""
        return parts, parts * self.measure + (parts - 1) * self.gutter


def is_readable(measure: int, size: int) -> bool:
    """Whether lines of that measure read well."""
    return NARROWEST_EM <= measure // size <= WIDEST_EM
