"""Text beside vertical heads (竖题): which heads, and how the columns are split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zbpub.layout.block import Copy
from zbpub.layout.profile import HeadGrade
from zbpub.layout.side_head import SideHead, side_heads
from zbpub.layout.typecase import TypeCase

WIDEST = 4
"""Base columns of the widest block with a vertical head."""
_MOST_WIDTHS = 2
"""Widths of vertical heads that are tried."""
_LONGEST = 40
"""Of the page's height, hundredths: a vertical head is no longer."""

Split = tuple[int, int, int]
"""Base columns of a block, text columns in it, and what it is in by at either side."""


@dataclass(slots=True)
class Beside:
    """The vertical heads of articles, each set once."""

    case: TypeCase
    _heads: dict[str, list[SideHead]] = field(default_factory=dict)

    def ways(
        self, copy: Copy, grade: HeadGrade, columns: int
    ) -> Iterator[tuple[Split, list[SideHead]]]:
        """How a block over ``columns`` is split, and the heads of one width for it."""
        grid = self.case.profile.grid
        if not 2 <= columns <= WIDEST:
            return
        widths: dict[int, list[SideHead]] = {}
        for head in self._of(copy, grade):
            if head.side in widths or len(widths) < _MOST_WIDTHS:
                widths.setdefault(head.side, []).append(head)
        base = grid.characters * grid.size
        for side, found in sorted(widths.items()):
            parts = max(1, round((columns * base - side) / base))
            yield (columns, parts, 0), found

    def _of(self, copy: Copy, grade: HeadGrade) -> list[SideHead]:
        name, grid = copy.article.name, self.case.profile.grid
        if name not in self._heads:
            longest = grid.rows * grid.pitch * _LONGEST // 100
            self._heads[name] = side_heads(copy.article, grade, self.case, longest)
        return self._heads[name]
