"""The data under a nameplate: date, numbers, pages, publisher, credits, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from zbpub.edition.numerals import han_numerals
from zbpub.layout.display import SetText, Wording, set_line
from zbpub.layout.folio import date_line
from zbpub.layout.furniture_words import words_of
from zbpub.layout.page import Element, Rect
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import IssueConfig, PagePlan

_LEADING = 1700
_GAP, _MOST_GAP = 1500, 20_000
"""Least and most white between two data of a line, thousandths of their size."""


@dataclass(frozen=True, slots=True)
class Data:
    """The data in lines, as few as hold them all, evenly filled."""

    lines: tuple[tuple[SetText, ...], ...]
    size: int
    left_out: tuple[str, ...] = ()
    """What no line holds."""

    @property
    def step(self) -> int:
        """From line to line, mpt."""
        return self.size * _LEADING // 1000

    @property
    def height(self) -> int:
        """Of all lines with their leading, mpt."""
        return len(self.lines) * self.step + self.size // 10


def set_data(
    config: IssueConfig, plan: PagePlan, page_count: int, case: TypeCase
) -> Data:
    """The data of a front page over the whole width of the grid."""
    spec, width = case.profile.nameplate.data, _width(case)
    texts = [
        set_line(Wording(role, _numbered(role, text, config), spec), case)
        for role, text in _said(config, plan, page_count, case)
    ]
    kept = [text for text in texts if text.width <= width]
    left_out = tuple(text.lines[0].text for text in texts if text.width > width)
    return Data(_in_lines(kept, width), spec.size, left_out)


def _in_lines(texts: Sequence[SetText], width: int) -> tuple[tuple[SetText, ...], ...]:
    """``texts`` in the fewest lines, the fullest as short as can be."""
    for count in range(1, len(texts) + 1):
        ways = [
            tuple(tuple(texts[a:b]) for a, b in pairwise((0, *cuts, len(texts))))
            for cuts in combinations(range(1, len(texts)), count - 1)
        ]
        best = min(ways, key=lambda way: max(map(_natural, way)))
        if max(map(_natural, best)) <= width:
            return best
    return ()


def _width(case: TypeCase) -> int:
    return case.profile.grid.width(case.profile.grid.columns)


def _said(
    config: IssueConfig, plan: PagePlan, page_count: int, case: TypeCase
) -> Iterator[tuple[str, str]]:
    """Role and words of each datum, in print order."""
    words = words_of(config.language)
    today = date_line(config.date, config.language)
    if set_line(Wording("", today, case.profile.nameplate.data), case).width <= _width(
        case
    ):
        yield "nameplate-date", today
    else:
        yield from (("nameplate-date", part) for part in today.split("　"))
    if number := config.number:
        said = words.issue.format(number) if number.isdigit() else number
        yield "nameplate-data", said
    if cn := config.cn:
        bare = re.sub(r"^CN\s*", "", cn)
        is_bare = bare[:1].isdigit()
        yield "nameplate-data", f"{words.cn} CN {bare}" if is_bare else cn
    if config.issn:
        bare = re.sub(r"^ISSN\s*", "", config.issn)
        yield "nameplate-data", f"ISSN {bare}"
    yield "nameplate-data", words.pages_today.format(page_count)
    if publisher := config.publisher:
        is_told = re.search("出版|主办|主辦|主管", publisher)
        said = publisher if is_told else f"{publisher}{words.published}"
        yield "nameplate-data", said
    if credits_ := "　".join((*plan.credits, *config.credits)):
        yield "nameplate-data", credits_
    if config.url:
        yield "nameplate-web", _shown(config.url)


def _numbered(role: str, text: str, config: IssueConfig) -> str:
    """``text`` with its numbers as the edition has them."""
    is_han = config.style.numerals == "han" and role != "nameplate-web"
    return han_numerals(text) if is_han else text


def place_data(data: Data, place: Rect, href: str) -> Iterator[Element]:
    """The lines from the top of ``place`` down; the address links to ``href``."""
    y = place.y + (data.step - data.size) // 2 + data.size // 10
    for line in data.lines:
        x, gap = place.x, 0
        spare = place.width - sum(text.width for text in line)
        if len(line) > 1:
            gap = min(spare // (len(line) - 1), data.size * _MOST_GAP // 1000)
        x += (spare - gap * (len(line) - 1)) // 2
        for text in line:
            yield text.at(x, y, href=href if text.role == "nameplate-web" else "")
            x += text.width + gap
        y += data.step


def _natural(line: Sequence[SetText]) -> int:
    """The least width of a line."""
    gap = line[0].size * _GAP // 1000
    return sum(text.width for text in line) + gap * (len(line) - 1)


def _shown(url: str) -> str:
    """An address as print says it."""
    return re.sub(r"^https?://", "", url).rstrip("/")
