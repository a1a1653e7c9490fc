"""Text cut into units: what stays together whatever the line (CLREQ; UAX #14 tailored).

Plain characters are units of their own; only what is special is looked for: Western
runs with their signs and units, two-em dashes and ellipses, stacked ！ and ？, white
space, and characters that combine with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1fff"
_UNITS = "%‰‱°℃℉′″％㎜㎝㎞㎡㎥㎎㎏㏄㏎㏑㏒㏕"
"""Full-width units belong to the number before them (CLREQ, unbreakable numerals)."""
SPACES = (
    " \t\n\r\v\f\u0085\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u3000"
)
"""White space that belongs to the joint between two atoms."""
_SIGNS = "+\\-−±"
_CURRENCY = "¥￥$＄£￡€№#＃"
_COMBINING = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
"""Marks, selectors and controls that have no place of their own (UAX #29, Extend)."""

_SPECIAL = re.compile(f"[{_LATIN}{SPACES}{_SIGNS}{_CURRENCY}{_COMBINING}—…⋯！？]")
_TOKEN = re.compile(
    rf"""
    (?P<space>[{SPACES}]+)
  | (?P<dash>—— | …… | ⋯⋯)
  | (?P<exclaim>[！？]{{2,}})
  | (?P<western>
        [{_SIGNS}]?[{_CURRENCY}]?
        [{_LATIN}]
        (?: [{_LATIN}\u0300-\u036f]
          | ['’.,:∶/_@&%+\#=?~\-‐][{_LATIN}]
          | ://[{_LATIN}] )*
        [{_UNITS}]*
    )
  | (?P<combined>(?:[{_COMBINING}] | (?<=\u200d)[^{SPACES}])+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"https?://|www\.|[\w.-]+@")


class Token(NamedTuple):
    """A special unit at its place in the text."""

    kind: str
    """``space``, ``dash``, ``exclaim``, ``western``, ``address`` or ``combined``."""
    start: int
    stop: int


def tokens(text: str) -> Iterator[Token]:
    """The special units of ``text`` in order; what lies between is plain characters."""
    found = _SPECIAL.search(text)
    while found:
        at = found.start()
        token = _TOKEN.match(text, at)
        if token is None:
            at += 1
        else:
            kind = token.lastgroup or ""
            if kind == "western" and _ADDRESS.match(text, at, token.end()):
                kind = "address"
            yield Token(kind, at, token.end())
            at = token.end()
        found = _SPECIAL.search(text, at)


_YEAR = re.compile("[12][0-9]{3}")
_TO_YEAR = re.compile("年|[—–～至到][12][0-9]{3}年")


def is_year(text: str, start: int, stop: int) -> bool:
    """Whether the unit of ``text`` from ``start`` to ``stop`` is the number of a year.

    年 stands behind it, or behind a second one that it reaches to.
    """
    found = _YEAR.fullmatch(text, start, stop)
    return bool(found and _TO_YEAR.match(text, stop))


_ADDRESS_PIECE = re.compile(r"https?://|[^/.?&=_@-]*[/.?&=_@-]+|[^/.?&=_@-]+")


_TELEPHONE = re.compile(r"(?=[\d-]{8})\d+(?:-\d+)+")


def telephone_parts(run: str) -> list[str]:
    """A telephone number in parts behind its hyphens; nothing for any other run."""
    if not _TELEPHONE.fullmatch(run):
        return []
    return re.findall(r"\d+-?", run)


def address_pieces(address: str) -> list[str]:
    """A web or mail address in pieces: it may be parted after its signs."""
    return _ADDRESS_PIECE.findall(address)
