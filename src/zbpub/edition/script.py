"""A text in, the script that it is written in out.

What is already Traditional is left alone; a text of both scripts is told to the desk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from zbpub.edition.dictionaries import BACK, CHARACTERS, VARIANTS, entries

_ALLOWED = frozenset("昇甦堃喆邨淼犇骉濛祇乾藉瞭徵於剋榦麯傢崑")
"""Traditional by the dictionary, and printed in Simplified names and words as well."""
_MUCH_MORE = 4
"""So many times as many characters of one script as of the other: a text of that script
with some of the other in it."""
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters that only one font has."""


class Script(Enum):
    """What a text is written in."""

    SIMPLIFIED = auto()
    TRADITIONAL = auto()
    MIXED = auto()
    NEUTRAL = auto()
    """No character of it tells."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How a text is written."""

    simplified: str
    """Its characters that Traditional texts do not have, in order."""
    traditional: str
    """Its characters that Simplified texts do not have."""

    @property
    def script(self) -> Script:
        """The script of the text."""
        if self.simplified and self.traditional:
            return Script.MIXED
        if self.simplified:
            return Script.SIMPLIFIED
        return Script.TRADITIONAL if self.traditional else Script.NEUTRAL

    @property
    def is_mostly_traditional(self) -> bool:
        """Whether it is Traditional but for some characters."""
        return len(self.traditional) >= _MUCH_MORE * len(self.simplified) > 0 or (
            self.script is Script.TRADITIONAL
        )


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    printed = {
        form for name in VARIANTS for to in entries(name).values() for form in to
    }
    simplified = (
        source
        for source, to in entries(CHARACTERS).items()
        if source not in to and source not in printed and not _is_in(source, "big5")
    )
    traditional = (
        source
        for source, to in entries(BACK).items()
        if source not in to and source not in _ALLOWED and not _is_in(source, "gb2312")
    )
    return frozenset(simplified), frozenset(traditional)


def _is_in(char: str, charset: str) -> bool:
    """Whether the character set of the other script has it; then it tells nothing."""
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def judge(text: str) -> Judged:
    """How ``text`` is written."""
    simplified, traditional = _telling()
    return Judged(
        "".join(char for char in text if char in simplified),
        "".join(char for char in text if char in traditional),
    )
