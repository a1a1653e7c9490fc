"""What a style decides about composition, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


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


class Rule(Enum):
    """Rules that a setting can leave out.

    Some are matters of style; the others are here so that the meter of finished pages
    can be shown each fault that it says it finds.
    """

    PAIRS = "adjacent marks share their blank"
    EXCLAIMS = "？！ share one em"
    LINE_START = "an opening mark that starts a line has no blank before it"
    LINE_END = "a mark that ends a line takes half an em"
    UNITS = "dashes, numbers and words stay whole"
    GAPS = "Han and Western letters stand apart, and nothing else does"
    ORDER = "gaps give way class after class"
    EVEN = "gaps of one class give way alike"
    RUNTS = "a last line has two Han or more"
    FLUSH = "lines fill their measure"
    LAST_LINE = "a last line is not opened"
    CENTRED = "dots and readings stand over the middle of their Han"


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
    pairs: bool = False
    """Whether a year in a vertical line stands as two pairs of digits, each side by
    side (纵中横), instead of on its side."""
    western_gap: Elastic = Elastic(natural=250, least=125, most=500)
    """Between Han and Latin or digits (CLREQ, Han-Western spacing)."""
    word_space: Elastic = Elastic(natural=333, least=250, most=500)
    """Between Western words (CLREQ, adjustment: 1/4 to 1/2 em)."""
    han_space: int = 500
    """What a typed space between two Han is worth, in thousandths of an em."""

    hanging: bool = False
    """Whether one ，、。 may hang in the margin where a line has no room for it (悬挂,
    CLREQ: not the custom of most Chinese books, and never of horizontal TW/HK ones)."""
    grid: bool = False
    """Whether each Western run fills whole ems, so that Han stand under Han (纵横对齐,
    CLREQ: usual in Traditional composition, rare in Simplified)."""
    hyphens: str = "en_US"
    """Whose rules part Western words; empty: none are parted."""
    ruby_scale: int = 500
    """Size of a reading, in thousandths of the type size (CLREQ, ruby: half)."""
    off: frozenset[Rule] = frozenset()
    """Rules left out."""

    tight_brackets: bool = False
    """Whether brackets and quotes keep but a sliver of their blank, as in heads, where
    half an em of white would part the line."""

    def __hash__(self) -> int:
        """Of a few fields: few settings are in use, and tables ask for it often."""
        return hash((self.edition, self.vertical, self.tight_brackets, self.han_space))

    def has(self, rule: Rule) -> bool:
        """Whether ``rule`` is kept."""
        return not self.off or rule not in self.off

    @property
    def trims_start(self) -> bool:
        """Whether an opening mark loses its blank at a line's start."""
        return self.has(Rule.LINE_START)

    @property
    def trims_end(self) -> bool:
        """Whether a mark at a line's end always takes half an em.

        GB/T 15834-2011, 5.1.10; not the custom of Taiwan (CLREQ).
        """
        return self.is_simplified and self.has(Rule.LINE_END)

    @property
    def may_hang(self) -> bool:
        """Whether marks may hang: never in horizontal lines of Taiwan and Hong Kong."""
        return self.hanging and (self.is_simplified or self.vertical)

    @property
    def is_simplified(self) -> bool:
        """Whether marks sit as in mainland composition, in a corner of the em."""
        return self.edition == "zh-Hans"
