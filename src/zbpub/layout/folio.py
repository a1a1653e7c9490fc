"""The folio (报眉): page, section, publication, date, weekday, lunar date, credits."""

from __future__ import annotations

from datetime import date

from lunar_python import Solar

from zbpub.layout.leading import ascent, set_lines
from zbpub.layout.page import Element, Fragment, Rect, Rule
from zbpub.layout.profile import TypeSpec
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import IssueConfig, PagePlan

_WEEKDAYS = "一二三四五六日"
_THICK, _THIN, _APART = 1500, 300, 1300
"""文武线: a thick rule, and a thin one below it (mpt)."""


def date_line(iso: str) -> str:
    """``2021年2月3日　星期三　农历庚子年腊月廿二　立春``: the solar term on its day."""
    day = date.fromisoformat(iso)
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    parts = [
        f"{day.year}年{day.month}月{day.day}日",
        f"星期{_WEEKDAYS[day.weekday()]}",
        f"农历{lunar.getYearInGanZhi()}年{lunar.getMonthInChinese()}月"
        f"{lunar.getDayInChinese()}",
    ]
    if term := lunar.getJieQi():
        parts.append(term)
    return "　".join(parts)


def folio(
    config: IssueConfig, plan: PagePlan, case: TypeCase
) -> tuple[tuple[Element, ...], tuple[Rule, ...]]:
    """The folio's elements and its rules, above the body."""
    grid, spec = case.profile.grid, case.profile.folio
    width = grid.width(grid.columns)
    area = Rect(grid.left, spec.top, width, spec.height)
    foot = area.y + area.height
    base = foot - 3500
    elements = []
    number = _at("folio-number", plan.number, spec.number, (area.x, base), case)
    elements.append(number)
    x = number.fragments[0].place.x + number.fragments[0].place.width + 7000
    if plan.section:
        elements.append(
            _at("folio-section", plan.section, spec.section, (x, base), case)
        )
    name = config.publication
    elements.append(_aligned("folio-name", name, spec.name, (area, base, 500), case))
    today = date_line(config.date)
    elements.append(_aligned("folio-date", today, spec.text, (area, base, 1000), case))
    if credits_ := "　".join((*plan.credits, *config.credits)):
        above = base - spec.text.size * 14 // 10
        where = (area, above, 1000)
        elements.append(_aligned("folio-credits", credits_, spec.text, where, case))
    rules = (
        Rule("folio-thick", Rect(area.x, foot, width, _THICK)),
        Rule("folio-thin", Rect(area.x, foot + _THICK + _APART, width, _THIN)),
    )
    return tuple(elements), rules


def _at(
    role: str, text: str, spec: TypeSpec, origin: tuple[int, int], case: TypeCase
) -> Element:
    line = case.one_line(text, spec)
    assert line is not None  # the callers give text
    x, baseline = origin
    place = Rect(x, baseline - ascent(spec.size), line.width, spec.size)
    lines = set_lines([(0, 0, line)], spec.size)
    return Element(role, (Fragment(place, spec.size, lines),))


def _aligned(
    role: str, text: str, spec: TypeSpec, where: tuple[Rect, int, int], case: TypeCase
) -> Element:
    """``text`` in ``area``: 0 flush left, 500 centred, 1000 flush right."""
    area, baseline, thousandths = where
    element = _at(role, text, spec, (area.x, baseline), case)
    place = element.fragments[0].place
    x = area.x + (area.width - place.width) * thousandths // 1000
    return _at(role, text, spec, (x, baseline), case)
