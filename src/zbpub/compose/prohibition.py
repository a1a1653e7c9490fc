"""Where a line may begin and end (避头尾), by CLREQ's four levels.

CLREQ, "Prohibition rules for line start and line end"; GB/T 15834-2011, 5.1. The
suffixes and prefixes of numbers come from UAX #14 classes PO and PR.
"""

from __future__ import annotations

from zbpub.base.chars import CLOSING, DASH, ELLIPSIS, INTERPUNCTS, OPENING
from zbpub.compose.setting import Level

_PAUSES = frozenset("。．，、：；！？‼⁇⁈⁉,.:;!?")
_CONNECTORS = frozenset("～〜–-‐")
_SOLIDUS = frozenset("/／")
_SUFFIXES = frozenset("％%‰‱°℃℉′″")
_ITERATION = frozenset("々〻")
_WESTERN_CLOSING = frozenset(")]}")
_WESTERN_OPENING = frozenset("([{")
_PREFIXES = frozenset("¥￥$＄£￡€№＃")

_NOT_AT_START = (
    _PAUSES
    | CLOSING
    | INTERPUNCTS
    | _CONNECTORS
    | _SOLIDUS
    | _SUFFIXES
    | _ITERATION
    | _WESTERN_CLOSING
)
_NOT_AT_END = OPENING | _WESTERN_OPENING


def may_start(text: str, level: Level) -> bool:
    """Whether a line may begin with the atom ``text`` (R1).

    A single — is a connector and never starts a line; a pair is a dash and may, up to
    level ``gb``.
    """
    if level is Level.NONE:
        return True
    first = text[0]
    if first in _NOT_AT_START:
        # A sign before a number belongs to it: “-5” may start a line.
        return len(text) > 1 and first in "-.–"
    if first == DASH and len(text) == 1:
        return False
    return not (level is Level.STRICT and first in {DASH, ELLIPSIS, "⸺", "⋯"})


def may_end(text: str, level: Level) -> bool:
    """Whether a line may end with the atom ``text`` (R2)."""
    if level is Level.NONE:
        return True
    last = text[-1]
    if last in _NOT_AT_END or (last in _PREFIXES and len(text) == 1):
        return False
    return not (level >= Level.GB and last in _SOLIDUS)
