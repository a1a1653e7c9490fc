"""The front page's head (报头): nameplate, slogan, ear, and the line of data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zbpub.base.findings import Finding
from zbpub.layout.display import (
    CENTRED,
    SetText,
    Wording,
    set_full,
    set_line,
    set_ragged,
)
from zbpub.layout.nameplate_data import place_data, set_data
from zbpub.layout.nameplate_ear import Ear, fit_ear, place_ear
from zbpub.layout.page import HAIRLINE, Element, Picture, Rect, Rule
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Front, IssueConfig, PagePlan

NO_ROOM = "L032"

_THICK, _THIN, _APART = 2000, 400, 1300
"""文武线 under all: a thick rule, and a thin one below it (mpt)."""
_TIGHT = 40
"""Letterspacing of any name, thousandths of an em."""
_LOOSE = {True: (700, 450, 300, 200), False: (1600, 1100, 800, 600, 450, 300)}
"""Most letterspacing of names of 2, 3, … characters, with an ear and without."""
_STEP = 500
"""Between two sizes of a name or a slogan, mpt."""
_LEAST_NAME, _LEAST_SLOGAN = 14_000, 7000
"""Sizes that nothing goes below, mpt."""
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
        The band; what cannot be set in it is left out, and a finding L032 each.
    """
    return _Writer(config, plan, page_count, case).band()


class _Writer:
    def __init__(
        self, config: IssueConfig, plan: PagePlan, page_count: int, case: TypeCase
    ) -> None:
        self._config, self._case = config, case
        self._data = set_data(config, plan, page_count, case)
        self._spec, self._grid = case.profile.nameplate, case.profile.grid
        self._front = config.front or Front()
        self._findings: list[Finding] = []
        self._top = case.profile.corner[1]
        least = _THICK + _APART + _THIN + self._grid.pitch // 2
        self._to_body = max(case.profile.to_body, least)
        self._least_gap = self._grid.size * 7 // 10

    @property
    def _width(self) -> int:
        return self._grid.width(self._grid.columns)

    def band(self) -> Band:
        """The band, with all that fits in it."""
        data = self._data
        for text in data.left_out:
            self._refuse("line of data", text)
        ear = self._ear()
        name = self._name(has_ear=ear is not None)
        slogan = self._slogan(name, self._left(has_ear=ear is not None))
        upper = max(
            name.height + (slogan.height + self._slogan_gap(name) if slogan else 0),
            ear.height if ear else 0,
        )
        rows = self._rows(upper + self._below)
        foot = self._grid.y(rows) - self._to_body
        line = foot - data.height
        room = Rect(
            self._grid.left, self._top, self._width, line - self._least_gap - self._top
        )
        elements = [*self._place_name(name, slogan, room, has_ear=ear is not None)]
        rules: list[Rule] = []
        if ear:
            columns = self._spec.ear_columns
            x = self._grid.x(self._grid.columns - columns)
            box = replace(room, x=x, width=self._grid.width(columns))
            items, rules = place_ear(ear, box)
            elements += items
        strip = Rect(room.x, line, room.width, data.height)
        elements += place_data(data, strip, self._config.url)
        rules += [
            Rule("nameplate-line", replace(strip, height=HAIRLINE)),
            Rule("nameplate-thick", Rect(room.x, foot, room.width, _THICK)),
            Rule(
                "nameplate-thin",
                Rect(room.x, foot + _THICK + _APART, room.width, _THIN),
            ),
        ]
        return Band(rows, tuple(elements), (), tuple(rules), tuple(self._findings))

    @property
    def _below(self) -> int:
        """The data, and the white above them."""
        return self._data.height + self._least_gap

    def _ear(self) -> Ear | None:
        front = self._front
        if not (front.ear_title or front.ear):
            return None
        most_rows = max(self._grid.rows // _MOST_ROWS, self._spec.rows)
        foot = self._grid.y(most_rows) - self._to_body
        ear, left_out = fit_ear(front, foot - self._below - self._top, self._case)
        if left_out:
            self._refuse("ear", left_out)
        return ear

    def _rows(self, needed: int) -> int:
        """The least rows whose room above the thick-thin rule is ``needed``."""
        below = self._top + needed + self._to_body - self._grid.top
        return max(self._spec.rows, -(-below // self._grid.pitch), 1)

    def _left(self, *, has_ear: bool) -> int:
        """The width that the name has."""
        columns = self._grid.columns - self._spec.ear_columns * has_ear
        return self._grid.width(columns)

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
        # A strip down the page is longer than a band across it.
        loose = _LOOSE[has_ear and not self._case.profile.is_vertical]
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
        self, name: SetText, slogan: SetText | None, room: Rect, *, has_ear: bool
    ) -> Iterator[Element]:
        width = self._left(has_ear=has_ear)
        gap = self._slogan_gap(name) if slogan else 0
        tall = name.height + (gap + slogan.height if slogan else 0)
        y = room.y + (room.height - tall) // 2
        yield name.at(room.x, y, width, CENTRED)
        if slogan:
            yield slogan.at(room.x, y + name.height + gap, width, CENTRED)

    def _refuse(self, what: str, text: str) -> None:
        self._findings.append(
            Finding(
                code=NO_ROOM,
                message=f"the front page has no room for its {what}: 「{text[:20]}」",
                path="issue.toml",
                hint="shorten it, or give the nameplate more rows in the profile",
            )
        )
