"""The folio (报眉): page, section, publication, date, weekday, lunar date, credits.

Number and section stand at one edge, date and credits at the other, the paper's name
between them. Date and credits take one line where there is room for it, else two, else
smaller type; what has no room even then is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lunar_python import Solar

from zbpub.base.findings import Finding
from zbpub.base.length import PT
from zbpub.layout.furniture_words import in_script
from zbpub.layout.leading import ascent, set_lines
from zbpub.layout.page import Element, Fragment, Rect, Rule
from zbpub.layout.profile import FOLIO_RULES, TypeSpec
from zbpub.layout.profile_faults import FOLIO_FOOT
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Issue, IssueConfig, PagePlan

_FIRST = "01"
"""The only page of an issue that plans none."""
_WEEKDAYS = "一二三四五六日"
_TO_SECTION = 7000
"""White between number and section, mpt."""
_CLEAR = 10_000
"""Least white to either side of the paper's name, mpt."""
_LINE = 1400
"""From the credits' line to the date's, thousandths of their size."""
_SIZES = (1000, 950, 900, 850, 800)
"""Sizes of date and credits that are tried, thousandths of the profile's."""


def date_line(iso: str, edition: str = "zh-Hans", *, has_lunar: bool = True) -> str:
    """``2021年2月3日　星期三　农历庚子年腊月廿二　立春``: the solar term on its day."""
    day = date.fromisoformat(iso)
    parts = [
        f"{day.year}年{day.month}月{day.day}日",
        f"星期{_WEEKDAYS[day.weekday()]}",
    ]
    if has_lunar:
        lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
        parts.append(
            f"农历{lunar.getYearInGanZhi()}年{lunar.getMonthInChinese()}月"
            f"{lunar.getDayInChinese()}"
        )
        if term := lunar.getJieQi():
            parts.append(term)
    return in_script("　".join(parts), edition)


def folio(
    config: IssueConfig, plan: PagePlan, case: TypeCase
) -> tuple[tuple[Element, ...], tuple[Rule, ...]]:
    """The folio's elements and its rules, above the body; level on any sheet."""
    spec, case = case.profile.folio, case.level
    words = _words(config, plan, case)
    way = _fitted(words, case)
    area = _area(case)
    foot = area.y + area.height
    rules = tuple(
        Rule(role, Rect(area.x, foot + at, area.width, thick))
        for role, at, thick in FOLIO_RULES[spec.rule]
    )
    return tuple(_elements(words, way, case)), rules


def crowded(issue: Issue, case: TypeCase) -> tuple[Finding, ...]:
    """A finding for each page whose folio has more words than room."""
    return tuple(
        Finding(
            code="L013",
            message=f"page {plan.number}: the folio's words run into each other, by"
            f" {-spare / PT:.0f} pt",
            path=issue.folder,
            hint="shorten the page's section or credits, or make folio type smaller in"
            " the profile",
        )
        for plan in issue.config.pages or (PagePlan(number=_FIRST),)
        if (spare := _fitted(_words(issue.config, plan, case), case.level).spare) < 0
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What a folio says, and whether its number stands at the right."""

    number: str
    section: str
    name: str
    date: str
    credits: str
    is_right: bool


def _words(config: IssueConfig, plan: PagePlan, case: TypeCase) -> _Words:
    spec = case.profile.folio
    return _Words(
        number=plan.number,
        section=plan.section,
        name=config.publication,
        date=date_line(config.date, config.language, has_lunar=spec.has_lunar),
        credits="　".join((*plan.credits, *config.credits)),
        is_right=spec.is_outer and _is_odd(plan.number) is not case.profile.is_vertical,
    )


def _is_odd(number: str) -> bool:
    """Whether a page such as ``A03`` is odd; one without digits is not."""
    digits = [char for char in number if char.isdecimal()]
    return bool(digits) and int(digits[-1]) % 2 == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way of setting a folio: widths of what stands in it, mpt."""

    width: int
    """Of the type area."""
    number: int
    section: int
    name: int
    date: int
    credits: int
    text: TypeSpec
    """Of date and credits."""
    is_stacked: bool
    """Whether the credits stand above the date, or behind it."""
    is_right: bool

    @property
    def outer(self) -> int:
        """The edge that number and section take."""
        return self.number + (self.section + _TO_SECTION if self.section else 0)

    @property
    def inner(self) -> int:
        """The edge that date and credits take."""
        if self.is_stacked or not self.credits:
            return max(self.date, self.credits)
        return self.date + self.text.size + self.credits

    @property
    def room(self) -> tuple[int, int]:
        """Where the name may begin and must end."""
        left, right = self.outer, self.inner
        if self.is_right:
            left, right = right, left
        return left + _CLEAR, self.width - right - _CLEAR

    @property
    def spare(self) -> int:
        """What the name leaves of its room; negative: too little."""
        start, stop = self.room
        return stop - start - self.name

    @property
    def is_centred(self) -> bool:
        """Whether the name can stand in the middle of the type area."""
        start, stop = self.room
        middle = (self.width - self.name) // 2
        return start <= middle and middle + self.name <= stop

    @property
    def name_x(self) -> int:
        """Where the name begins: in the middle of the type area, or of its room."""
        if self.is_centred:
            return (self.width - self.name) // 2
        return self.room[0] + self.spare // 2


def _fitted(words: _Words, case: TypeCase) -> _Way:
    """The best way of setting ``words``; one with negative spare when none has room."""
    plain, stacked = (_way(words, case, 1000, is_stacked=two) for two in (False, True))
    smaller = (_way(words, case, size, is_stacked=True) for size in _SIZES)
    for way in (plain, stacked):
        if way.is_centred:
            return way
    last = stacked
    for last in (plain, stacked, *smaller):
        if last.spare >= 0:
            break
    return last


def _way(words: _Words, case: TypeCase, share: int, *, is_stacked: bool) -> _Way:
    """``words`` with date and credits in ``share`` thousandths of their size."""
    spec = case.profile.folio
    text = replace(spec.text, size=spec.text.size * share // 1000)

    def width(said: str, type_: TypeSpec) -> int:
        line = case.one_line(said, type_)
        return line.width if line else 0

    return _Way(
        width=_area(case).width,
        number=width(words.number, spec.number),
        section=width(words.section, spec.section),
        name=width(words.name, spec.name),
        date=width(words.date, text),
        credits=width(words.credits, text),
        text=text,
        is_stacked=is_stacked,
        is_right=words.is_right,
    )


def _area(case: TypeCase) -> Rect:
    spec, (left, width) = case.profile.folio, case.profile.folio_span
    return Rect(left, spec.top, width, spec.height)


def _elements(words: _Words, way: _Way, case: TypeCase) -> Iterator[Element]:
    """Number, section, name, date and credits, those that there are."""
    spec, area = case.profile.folio, _area(case)
    base = area.y + area.height - FOLIO_FOOT
    above = base - way.text.size * _LINE // 1000 if way.is_stacked else base
    outer = _outer_xs(way)
    inner = _inner_xs(way)
    for role, said, type_, x, y in (
        ("folio-number", words.number, spec.number, outer[0], base),
        ("folio-section", words.section, spec.section, outer[1], base),
        ("folio-name", words.name, spec.name, way.name_x, base),
        ("folio-date", words.date, way.text, inner[0], base),
        ("folio-credits", words.credits, way.text, inner[1], above),
    ):
        line = case.one_line(said, type_) if said else None
        if line is not None:
            place = Rect(area.x + x, y - ascent(type_.size), line.width, type_.size)
            lines = set_lines([(0, 0, line)], type_.size)
            yield Element(role, (Fragment(place, type_.size, lines),))


def _outer_xs(way: _Way) -> tuple[int, int]:
    """Where number and section begin, from the type area's left."""
    if not way.is_right:
        return 0, way.number + _TO_SECTION
    number = way.width - way.number
    return number, number - _TO_SECTION - way.section


def _inner_xs(way: _Way) -> tuple[int, int]:
    """Where date and credits begin, from the type area's left."""
    behind = way.date + way.text.size
    if way.is_stacked:
        behind = 0
    if way.is_right:
        return 0, behind
    if way.is_stacked:
        return way.width - way.date, way.width - way.credits
    return way.width - way.inner, way.width - way.inner + behind
