"""Character maps of PDF fonts: bytes to codes, codes to Unicode or glyph numbers.

ToUnicode maps (ISO 32000-1, 9.10.3) and embedded encodings (9.7.5) share one syntax;
only the operators that map are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|/?([^\s<>\[\]/()%]+)")
_COMMENT = re.compile(rb"%[^\r\n]*")
_TWO_BYTES = 2

MOST_ENTRIES = 1_000_000
"""More entries than Unicode has characters in use: a map beyond is an attack."""

Token = bytes | str
"""Bytes for a hexadecimal string, text for anything else."""


Pending = list["Token | list[Token]"]
"""What stands between two operators."""


@dataclass(slots=True)
class _Draft:
    """A character map while it is read."""

    texts: dict[int, str] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)
    spaces: list[tuple[int, int, int]] = field(default_factory=list)
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class CMap:
    """A character map."""

    texts: dict[int, str] = field(default_factory=dict)
    """Unicode of each code (bfchar, bfrange)."""
    cids: dict[int, int] = field(default_factory=dict)
    """Glyph number of each code (cidchar, cidrange)."""
    spaces: tuple[tuple[int, int, int], ...] = ()
    """Code space ranges: length in bytes, first, last."""
    vertical: bool = False

    def codes(self, data: bytes) -> Iterator[int]:
        """The codes of a shown string; a cut-off last code is dropped."""
        if all(length == _TWO_BYTES for length, _, _ in self.spaces):
            pairs = len(data) // 2 * 2
            return iter([data[i] << 8 | data[i + 1] for i in range(0, pairs, 2)])
        return self._mixed(data)

    def _mixed(self, data: bytes) -> Iterator[int]:
        start = 0
        while start < len(data):
            length = self._length(data[start : start + 4])
            yield int.from_bytes(data[start : start + length], "big")
            start += length

    def _length(self, data: bytes) -> int:
        for length, first, last in self.spaces:
            if first <= int.from_bytes(data[:length], "big") <= last:
                return length
        return min(length for length, _, _ in self.spaces)


def parse_cmap(data: bytes) -> CMap:
    """Read a character map.

    Raises:
        ValueError: A range is malformed or the map is beyond all measure.
    """
    cmap = _Draft()
    pending: Pending = []
    for token in _tokens(data):
        if isinstance(token, str) and token in _SECTIONS:
            _SECTIONS[token](cmap, pending)
            pending = []
        elif isinstance(token, str) and token.startswith("begin"):
            pending = []  # the count that stood before it
        else:
            pending.append(token)
    return CMap(cmap.texts, cmap.cids, tuple(cmap.spaces), cmap.vertical)


def _tokens(data: bytes) -> Iterator[Token | list[Token]]:
    array: list[Token] | None = None
    for match in _TOKEN.finditer(_COMMENT.sub(b"", data)):
        digits, opening, closing, word = match.groups()
        if opening:
            array = []
            continue
        if closing:
            yield array or []
            array = None
            continue
        token: Token = _unhex(digits) if digits is not None else word.decode("latin-1")
        if array is None:
            yield token
        else:
            array.append(token)


def _unhex(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(text + "0" * (len(text) % 2))


def _groups(pending: Pending, size: int) -> Iterator[Pending]:
    for start in range(0, len(pending) - size + 1, size):
        yield pending[start : start + size]


def _add_spaces(cmap: _Draft, pending: Pending) -> None:
    cmap.spaces += [
        (max(len(_bytes(low)), 1), _code(low), _code(high))
        for low, high in _groups(pending, 2)
    ]


def _add_chars(cmap: _Draft, pending: Pending) -> None:
    for code, text in _groups(pending, 2):
        cmap.texts[_code(code)] = _utf16(_bytes(text))


def _add_ranges(cmap: _Draft, pending: Pending) -> None:
    for low, high, target in _groups(pending, 3):
        first, last = _code(low), _code(high)
        _check_room(cmap, last - first)
        if isinstance(target, list):
            for code, text in zip(range(first, last + 1), target, strict=False):
                cmap.texts[code] = _utf16(_bytes(text))
            continue
        start = _bytes(target)
        head, tail = start[:-2], int.from_bytes(start[-2:], "big")
        for code in range(first, last + 1):
            unit = (tail + code - first) & 0xFFFF
            cmap.texts[code] = _utf16(head + unit.to_bytes(2, "big"))


def _add_cids(cmap: _Draft, pending: Pending) -> None:
    cmap.cids.update((_code(code), _int(cid)) for code, cid in _groups(pending, 2))


def _add_cid_ranges(cmap: _Draft, pending: Pending) -> None:
    for low, high, target in _groups(pending, 3):
        first, last, start = _code(low), _code(high), _int(target)
        _check_room(cmap, last - first)
        codes = range(first, last + 1)
        cmap.cids.update((code, start + code - first) for code in codes)


def _define(cmap: _Draft, pending: Pending) -> None:
    cmap.vertical = cmap.vertical or pending[-2:] == ["WMode", "1"]


_SECTIONS: Mapping[str, Callable[[_Draft, Pending], None]] = {
    "endcodespacerange": _add_spaces,
    "endbfchar": _add_chars,
    "endbfrange": _add_ranges,
    "endcidchar": _add_cids,
    "endcidrange": _add_cid_ranges,
    "def": _define,
}


def _check_room(cmap: _Draft, more: int) -> None:
    if len(cmap.texts) + len(cmap.cids) + max(more, 0) > MOST_ENTRIES:
        msg = "a character map with more than a million entries"
        raise ValueError(msg)


def _bytes(token: Token | list[Token]) -> bytes:
    if isinstance(token, bytes):
        return token
    msg = f"a character map with {token!r} where a code belongs"
    raise ValueError(msg)


def _code(token: Token | list[Token]) -> int:
    return int.from_bytes(_bytes(token)[:4], "big")


def _int(token: Token | list[Token]) -> int:
    if isinstance(token, str):
        return int(token)
    msg = f"a character map with {token!r} where a number belongs"
    raise ValueError(msg)


def _utf16(data: bytes) -> str:
    if len(data) == 1:
        # Out of the letter of the law, but written by some producers.
        return chr(data[0])
    return data.decode("utf-16-be", "replace")
