"""Jump lines: each 下转 has its 上接 on the page it names, and the other way (E24)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbpub.preflight.measure_values import Evidence, Tally, around
from zbpub.preflight.pdf_values import Document, Glyph, Page

_JUMP = re.compile(
    r"(下转|上接)第?\s*([A-Z]?)\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*[版页]"
)
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True, slots=True)
class _Jump:
    """A jump line on page ``page`` of the file that names page ``target``."""

    page: int
    goes_on: bool
    """下转; else 上接."""
    target: int
    glyphs: tuple[Glyph, ...]


def jump_pairs(document: Document) -> Tally:
    """E24: jump lines without their counterpart: 1 each, 0 for one that is paired.

    The paper's numbers of pages may start anywhere: the start with most pairs holds.
    A page that the file has not may hold the counterpart: such jumps do not count.
    """
    jumps = [jump for page in document.pages for jump in _jumps(page)]
    pages = len(document.pages)
    targets, places = {j.target for j in jumps}, {j.page for j in jumps}
    starts = {0, *(target - page for target in targets for page in places)}
    shift = max(sorted(starts, key=abs), key=lambda s: len(_paired(jumps, s)))
    paired = _paired(jumps, shift)
    return Tally(
        0,
        tuple(
            _evidence(document, jump, float(number not in paired))
            for number, jump in enumerate(jumps)
            if 1 <= jump.target - shift <= pages
        ),
        unit="jumps",
    )


def _paired(jumps: Sequence[_Jump], shift: int) -> set[int]:
    """The numbers of jumps with one counterpart, pages numbered from 1 + shift."""
    ends: dict[tuple[int, int], list[int]] = {}
    paired: set[int] = set()
    for number, jump in enumerate(jumps):
        if not jump.goes_on:
            way = jump.target - shift, jump.page
            ends.setdefault(way, []).append(number)
    for number, jump in enumerate(jumps):
        found = ends.get((jump.page, jump.target - shift)) if jump.goes_on else None
        if found:
            paired |= {number, found.pop(0)}
    return paired


def _jumps(page: Page) -> Iterator[_Jump]:
    glyphs = [glyph for glyph in page.glyphs if glyph.text.strip()]
    owners = [glyph for glyph in glyphs for _ in glyph.text]
    text = "".join(glyph.text for glyph in glyphs)
    for found in _JUMP.finditer(text):
        inside = tuple(dict.fromkeys(owners[found.start() : found.end()]))
        target = _number(found[3])
        if target:
            yield _Jump(page.number, found[1] == "下转", target, inside)


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _evidence(document: Document, jump: _Jump, value: float) -> Evidence:
    page = document.pages[jump.page - 1]
    # A jump line that breaks is marked where it begins.
    start = jump.glyphs[0]
    own = [g for g in jump.glyphs if (g.y, g.turned) == (start.y, start.turned)]
    place = page.to_page(around(own), start.turned)
    text = "".join(glyph.text for glyph in jump.glyphs)
    return Evidence(page.number, text, value, place)
