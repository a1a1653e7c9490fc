"""What a style decides about composition, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How much the line-edge prohibitions forbid (CLREQ, prohibition rules)."""

    NONE = 0
    """Nothing: common in the newspapers of Taiwan and Hong Kong."""
    BASIC = 1
    """Stops, pauses, closing marks and interpuncts never start a line; opening
    marks never end one."""
    GB = 2
    """Basic, and the solidus never ends a line (GB/T 15834-2011, 5.1.9)."""
    STRICT = 3
    """GB, and dashes and ellipses never start a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elastic:
    """A gap that gives way, in thousandths of an em."""

    natural: int
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The composer's rules for one edition and style."""

    edition: str = "zh-Hans"
    level: Level = Level.GB
    vertical: bool = False
    western_gap: Elastic = Elastic(natural=250, least=125, most=500)
    """Between Han and Latin or digits (CLREQ, Han-Western spacing)."""
    word_space: Elastic = Elastic(natural=333, least=250, most=500)
    """Between Western words (CLREQ, adjustment: 1/4 to 1/2 em)."""
    han_space: int = 500
    """What a typed space between two Han is worth, in thousandths of an em."""

    tight_brackets: bool = False
    """Whether brackets and quotes keep but a sliver of their blank, as in heads, where
    half an em of white would part the line."""

    @property
    def is_simplified(self) -> bool:
        """Whether marks sit as in mainland composition, in a corner of the em."""
        return self.edition == "zh-Hans"
