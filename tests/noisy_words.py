"""Newspaper prose made up from a grammar: words, sentences and titles, by dice."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CASES = Path(__file__).parent / "cases"
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)~(\d+)")
DEEPEST = 8


@cache
def read_grammar(name: str) -> Mapping[str, tuple[str, ...]]:
    """The symbols of cases/noisy_NAME.txt, each with what it may be.

    Alternatives stand one a line, or on one line with ``|`` or spaces between them.
    """
    blocks = (CASES / f"noisy_{name}.txt").read_text("utf-8").strip().split("\n\n")
    grammar: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        title, *lines = block.split("\n")
        symbol = title.removeprefix("# ")
        if len(lines) > 1 or symbol in ("callout", "verse"):
            grammar[symbol] = tuple(lines)
        else:
            mark = "|" if "|" in lines[0] else " "
            grammar[symbol] = tuple(_split(lines[0], mark))
    grammar["verse"] = tuple(grammar["verse"][0].split("|"))
    return grammar


def _split(line: str, mark: str) -> list[str]:
    """``line`` cut at the marks that stand outside braces."""
    parts, depth = [""], 0
    for char in line:
        depth += (char == "{") - (char == "}")
        if char == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


@dataclass
class Writer:
    """Draws words of one grammar with its dice."""

    dice: random.Random
    words: str

    def draw(self, symbol: str) -> str:
        """One of the things that ``symbol`` may be, all its slots filled."""
        return self.fill(self.dice.choice(read_grammar(self.words)[symbol]))

    def fill(self, pattern: str) -> str:
        """``pattern`` with its slots filled: ``{symbol}``, ``{1~9}``, ``{a|b}``."""
        for _ in range(DEEPEST):
            filled = _SLOT.sub(self._slot, pattern)
            if filled == pattern:
                break
            pattern = filled
        return pattern

    def _slot(self, match: re.Match[str]) -> str:
        inner = match[1]
        span = _RANGE.fullmatch(inner)
        if span:
            return str(self.dice.randint(int(span[1]), int(span[2])))
        if "|" in inner:
            return str(self.dice.choice(inner.split("|")))
        return str(self.dice.choice(read_grammar(self.words)[inner]))

    def name(self) -> str:
        """A reporter's name."""
        return self.draw("surname") + self.draw("given")

    def sentence(self, topic: str, chance: float = 0.35) -> str:
        """A sentence on ``topic``, some with a word before it."""
        lead = self.draw("bridge") if self.dice.random() < chance else ""
        english = self.dice.random() < 0.05
        return lead + self.draw("english" if english else topic)

    def paragraph(self, topic: str, least: int = 1, most: int = 4) -> str:
        """A paragraph on ``topic``."""
        count = self.dice.randint(least, most)
        return "".join(self.sentence(topic) for _ in range(count))
