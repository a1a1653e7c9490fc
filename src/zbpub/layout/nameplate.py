"""The front page's head (报头): nameplate, slogan, ear, and the line of data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from zbpub.base.findings import Finding
from zbpub.layout.display import (
    CENTRED,
    LEFT,
    SetText,
    Wording,
    set_full,
    set_line,
    set_ragged,
)
from zbpub.layout.folio import date_line
from zbpub.layout.furniture_words import words_of
from zbpub.layout.page import Element, Picture, Rect, Rule
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Front, IssueConfig, PagePlan

NO_ROOM = "L030"

_THICK, _THIN, _APART = 2000, 400, 1300
"""文武线 under all: a thick rule, and a thin one below it (mpt)."""
_HAIRLINE = 250
"""The rule above the data, and the one under the ear's head."""
_TIGHT = 40
"""Letterspacing of any name, thousandths of an em."""
_LOOSE = {True: (700, 450, 300, 200), False: (1600, 1100, 800, 600, 450, 300)}
"""Most letterspacing of names of 2, 3, … characters, with an ear and without."""
_STEP = 500
"""Between two sizes of a name or an ear, mpt."""
_LEAST_EAR, _LEAST_NAME, _LEAST_SLOGAN = 6500, 14_000, 7000
"""Sizes that nothing goes below, mpt."""
_EAR_LEADING = 1450
_DATA_LEADING = 1700
_DATA_GAP = 1500
"""Least white between two data of a line, thousandths of their size."""
_EVEN_GAP = 7000
"""Data further apart than this stand closer, and together in the middle."""
_SLOGAN_LOOSE = 900
_MOST_ROWS = 3
"""The band takes one in so many rows of the page at most."""


@dataclass(frozen=True, slots=True)
class Band:
    """What stands at the head of a front page, at its places on the sheet."""

    rows: int
    """Rows of the grid that it takes at the top."""
    elements: tuple[Element, ...]
    pictures: tuple[Picture, ...] = ()
    rules: tuple[Rule, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ear:
    title: SetText | None
    texts: tuple[SetText, ...]
    pad: int

    @property
    def gap(self) -> int:
        """White between two of its lines."""
        return self.texts[0].size * (_EAR_LEADING - 1000) // 1000 if self.texts else 0

    @property
    def head(self) -> int:
        """What its title takes, the rule below it included."""
        return self.title.size * 17 // 10 if self.title else 0

    @property
    def height(self) -> int:
        texts = sum(text.height for text in self.texts)
        between = self.gap * max(len(self.texts) - 1, 0)
        return self.head + texts + between + 2 * self.pad * bool(self.texts)


def front_band(
    config: IssueConfig, plan: PagePlan, page_count: int, case: TypeCase
) -> Band:
    """The head of a front page, in as few rows as its type needs.

    Args:
        config: Names, numbers, and what ``front`` says.
        plan: The page; its credits are printed with the data.
        page_count: Pages of the issue.
        case: The type at hand.

    Returns:
        The band; what cannot be set in it is left out, and a finding L030 each.
    """
    return _Writer(config, plan, page_count, case).band()


class _Writer:
    def __init__(
        self, config: IssueConfig, plan: PagePlan, page_count: int, case: TypeCase
    ) -> None:
        self._config, self._plan, self._case = config, plan, case
        self._page_count = page_count
        self._spec, self._grid = case.profile.nameplate, case.profile.grid
        self._front = config.front or Front()
        self._findings: list[Finding] = []
        self._top = case.profile.folio.top
        folio = case.profile.folio
        to_body = self._grid.top - (folio.top + folio.height)
        self._to_body = max(to_body, _THICK + _APART + _THIN + self._grid.pitch // 2)
        self._least_gap = self._grid.size * 7 // 10

    @property
    def _width(self) -> int:
        return self._grid.width(self._grid.columns)

    def band(self) -> Band:
        data = self._data()
        ear = self._ear(self._most_height(data))
        name = self._name(has_ear=ear is not None)
        slogan = self._slogan(name, self._left(has_ear=ear is not None))
        upper = max(
            name.height + (slogan.height + self._slogan_gap(name) if slogan else 0),
            ear.height if ear else 0,
        )
        rows = self._rows(upper + self._data_height(data))
        foot = self._grid.y(rows) - self._to_body
        line = foot - self._data_height(data)
        room = Rect(self._grid.left, self._top, self._width, line - self._top)
        elements = [*self._place_name(name, slogan, ear, room)]
        rules: list[Rule] = []
        if ear:
            items, framed = self._place_ear(ear, room)
            elements += items
            rules += framed
        elements += self._place_data(data, line + self._least_gap)
        rules += [
            Rule(
                "nameplate-line",
                Rect(room.x, line + self._least_gap, room.width, _HAIRLINE),
            ),
            Rule("nameplate-thick", Rect(room.x, foot, room.width, _THICK)),
            Rule(
                "nameplate-thin",
                Rect(room.x, foot + _THICK + _APART, room.width, _THIN),
            ),
        ]
        return Band(rows, tuple(elements), (), tuple(rules), tuple(self._findings))

    def _rows(self, needed: int) -> int:
        """The least rows whose room above the thick-thin rule is ``needed``."""
        below = self._top + needed + self._to_body - self._grid.top
        return max(self._spec.rows, -(-below // self._grid.pitch), 1)

    def _most_height(self, data: Sequence[Sequence[SetText]]) -> int:
        """What stands above the data may be so high."""
        rows = max(self._grid.rows // _MOST_ROWS, self._spec.rows)
        foot = self._grid.y(rows) - self._to_body
        return foot - self._data_height(data) - self._top

    def _left(self, *, has_ear: bool) -> int:
        """The width that the name has."""
        columns = self._grid.columns - self._spec.ear_columns * has_ear
        return self._grid.width(columns)

    # the name

    def _name(self, *, has_ear: bool) -> SetText:
        text, spec = self._config.publication, self._spec.name
        width = self._left(has_ear=has_ear)
        natural = set_line(Wording("nameplate", text, spec), self._case)
        count = sum(1 for _ in natural.lines[0].glyphs) - 1
        whole = natural.width + count * spec.size * _TIGHT // 1000
        size = min(spec.size, spec.size * width // max(whole, 1))
        size = max(size - size % _STEP, _LEAST_NAME)
        spec = replace(spec, size=size)
        plain = set_line(Wording("nameplate", text, spec), self._case)
        if plain.width > width:
            return self._long_name(width)
        if not count:
            return plain
        loose = _LOOSE[has_ear]
        most = loose[min(count - 1, len(loose) - 1)] * size // 1000
        tracking = min(most, (width * 96 // 100 - plain.width) // count)
        return set_line(Wording("nameplate", text, spec), self._case, max(tracking, 0))

    def _long_name(self, width: int) -> SetText:
        """A name that no single line holds: two or three lines, or as it comes."""
        text, spec = (
            self._config.publication,
            replace(self._spec.name, size=_LEAST_NAME),
        )
        found = set_ragged(
            Wording("nameplate", text, spec, 1150), (width, 3), self._case
        )
        return found or set_full(
            Wording("nameplate", text, spec, 1150), width, self._case
        )

    def _slogan_gap(self, name: SetText) -> int:
        return max(name.size * 14 // 100, self._least_gap)

    def _slogan(self, name: SetText, width: int) -> SetText | None:
        text, spec = self._front.slogan, self._spec.slogan
        if not text:
            return None
        for size in range(spec.size, _LEAST_SLOGAN - 1, -_STEP):
            tried = replace(spec, size=size)
            line = set_line(Wording("nameplate-slogan", text, tried), self._case)
            if line.width <= width:
                return self._spread(line, min(name.width, width))
        found = set_ragged(
            Wording("nameplate-slogan", text, tried), (width, 2), self._case
        )
        if found is None:
            self._refuse("slogan", text)
        return found

    def _spread(self, line: SetText, width: int) -> SetText:
        """The slogan letterspaced to the name's width, where that is not too loose."""
        gaps = sum(1 for _ in line.lines[0].glyphs) - 1
        if not gaps or line.width > width:
            return line
        tracking = min((width - line.width) // gaps, line.size * _SLOGAN_LOOSE // 1000)
        return replace(line, lines=(line.lines[0]._replace(tracking=tracking),))

    def _place_name(
        self, name: SetText, slogan: SetText | None, ear: _Ear | None, room: Rect
    ) -> Iterator[Element]:
        width = self._left(has_ear=ear is not None)
        gap = self._slogan_gap(name) if slogan else 0
        tall = name.height + (gap + slogan.height if slogan else 0)
        y = room.y + (room.height - tall) // 2
        yield name.at(room.x, y, width, CENTRED)
        if slogan:
            yield slogan.at(room.x, y + name.height + gap, width, CENTRED)

    # the ear

    def _ear(self, most: int) -> _Ear | None:
        front, spec = self._front, self._spec
        if not (front.ear_title or front.ear):
            return None
        if spec.ear_columns >= self._grid.columns:
            self._refuse("ear", front.ear_title or front.ear[0])
            return None
        for size in range(spec.ear.size, _LEAST_EAR - 1, -_STEP):
            ear = self._set_ear(replace(spec.ear, size=size), front.ear)
            if ear is not None and ear.height <= most:
                return ear
        for count in range(len(front.ear) - 1, 0, -1):
            ear = self._set_ear(replace(spec.ear, size=_LEAST_EAR), front.ear[:count])
            if ear is not None and ear.height <= most:
                self._refuse("ear", front.ear[count])
                return ear
        self._refuse("ear", front.ear_title or front.ear[0])
        return None

    def _set_ear(self, spec: TypeSpec, lines: Sequence[str]) -> _Ear | None:
        pad = self._grid.size * 7 // 10
        width = self._grid.width(self._spec.ear_columns) - 2 * pad
        title = None
        if self._front.ear_title:
            head = self._spec.ear_title
            title = set_line(
                Wording("ear-title", self._front.ear_title, head), self._case
            )
            if title.width > width:
                return None
            title = self._opened(title, width)
        texts = [
            set_ragged(Wording("ear", line, spec, _EAR_LEADING), (width, 2), self._case)
            or set_full(Wording("ear", line, spec, _EAR_LEADING), width, self._case)
            for line in lines
            if line.strip()
        ]
        return _Ear(title, tuple(texts), pad)

    def _opened(self, title: SetText, width: int) -> SetText:
        """A short head letterspaced by half an em."""
        gaps = sum(1 for _ in title.lines[0].glyphs) - 1
        tracking = title.size // 4
        if gaps > 5 or title.width + gaps * tracking > width * 8 // 10:
            return title
        return replace(title, lines=(title.lines[0]._replace(tracking=tracking),))

    def _place_ear(self, ear: _Ear, room: Rect) -> tuple[list[Element], list[Rule]]:
        grid = self._grid
        x = grid.x(grid.columns - self._spec.ear_columns)
        box = Rect(x, room.y, grid.width(self._spec.ear_columns), room.height)
        rules = [Rule("ear", box)]
        elements: list[Element] = []
        y = box.y
        if ear.title:
            white = (ear.head - ear.title.height) // 2
            elements.append(ear.title.at(box.x, y + white, box.width, CENTRED))
            line = Rect(
                box.x + ear.pad, y + ear.head, box.width - 2 * ear.pad, _HAIRLINE
            )
            rules.append(Rule("ear-line", line))
            y += ear.head
        spare = box.y + box.height - y - (ear.height - ear.head)
        gaps = len(ear.texts) + 1
        more = min(spare // gaps, ear.gap * 3 // 2)
        y += ear.pad + (spare - more * (gaps - 2)) // 2
        widest = max((text.width for text in ear.texts), default=0)
        left = box.x + (box.width - widest) // 2
        for text in ear.texts:
            elements.append(text.at(left, y, widest, LEFT))
            y += text.height + ear.gap + more
        return elements, rules

    # the data

    def _data(self) -> list[list[SetText]]:
        """Lines of data, as few as hold them all, evenly filled."""
        spec = self._spec.data
        texts = [
            set_line(Wording(role, text, spec), self._case)
            for role, text in self._said()
        ]
        kept = []
        for text in texts:
            if text.width > self._width:
                self._refuse("line of data", text.lines[0].text)
            else:
                kept.append(text)
        gap = spec.size * _DATA_GAP // 1000
        for count in range(1, len(kept) + 1):
            ways = [
                [kept[a:b] for a, b in pairwise((0, *cuts, len(kept)))]
                for cuts in combinations(range(1, len(kept)), count - 1)
            ]
            best = min(ways, key=lambda way: max(_natural(line, gap) for line in way))
            if max(_natural(line, gap) for line in best) <= self._width:
                return best
        return []

    def _said(self) -> Iterator[tuple[str, str]]:
        """Role and words of each datum, in print order."""
        config, words = self._config, words_of(self._config.language)
        today = date_line(config.date)
        if (
            set_line(Wording("", today, self._spec.data), self._case).width
            <= self._width
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
        yield "nameplate-data", words.pages_today.format(self._page_count)
        if publisher := config.publisher:
            is_told = re.search("出版|主办|主辦|主管", publisher)
            said = publisher if is_told else f"{publisher}{words.published}"
            yield "nameplate-data", said
        if credits_ := "　".join((*self._plan.credits, *config.credits)):
            yield "nameplate-data", credits_
        if config.url:
            yield "nameplate-web", _shown(config.url)

    def _data_height(self, data: Sequence[Sequence[SetText]]) -> int:
        size = self._spec.data.size
        lines = len(data) * size * _DATA_LEADING // 1000
        return self._least_gap + lines + size // 10

    def _place_data(
        self, data: Sequence[Sequence[SetText]], top: int
    ) -> Iterator[Element]:
        size = self._spec.data.size
        step = size * _DATA_LEADING // 1000
        y = top + (step - size) // 2 + size // 10
        for line in data:
            x, gap = self._grid.left, 0
            spare = self._width - sum(text.width for text in line)
            if len(line) > 1:
                gap = min(spare // (len(line) - 1), size * _EVEN_GAP // 1000)
            x += (spare - gap * (len(line) - 1)) // 2
            for text in line:
                href = self._config.url if text.role == "nameplate-web" else ""
                yield text.at(x, y, href=href)
                x += text.width + gap
            y += step

    def _refuse(self, what: str, text: str) -> None:
        self._findings.append(
            Finding(
                code=NO_ROOM,
                message=f"the front page has no room for its {what}: 「{text[:20]}」",
                path="issue.toml",
                hint="shorten it, or give the nameplate more rows in the profile",
            )
        )


def _natural(line: Sequence[SetText], gap: int) -> int:
    return sum(text.width for text in line) + gap * (len(line) - 1)


def _shown(url: str) -> str:
    """An address as print says it."""
    return re.sub(r"^https?://", "", url).rstrip("/")
