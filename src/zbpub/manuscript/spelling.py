"""The nearest known word to a misspelt one, as a hint."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word that ``word`` may stand for, or ``""``; case does not count."""
    folded = {name.casefold(): name for name in known}
    # difflib compares in quadratic time: a hostile word is cut.
    matches = get_close_matches(word[:80].casefold(), folded, n=1)
    return folded[matches[0]] if matches else ""


def key_hint(word: str, known: Sequence[str]) -> str:
    """What to write for the unknown key ``word``: the nearest key, or all keys."""
    found = nearest(word, known)
    return f"write {found!r}" if found else "use one of " + ", ".join(known)
