"""The folio: where its parts stand, and that no word runs into another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import STYLES, IssueSpec, issue_of, line_boxes, overlap, seeded_issue, tabloid
from zbpub.base.findings import ZbpubError
from zbpub.layout.folio import crowded, folio
from zbpub.layout.page import Element, Rect
from zbpub.layout.profile import FolioRule
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Issue, PagePlan
from zbpub.manuscript.write import write_article
from zbpub.pipeline import Order, build

CREDITS = ("编辑 石榴", "美编 白芷", "校对 南星")


def _case(*, outer: bool = True, rule: FolioRule = "thick-thin") -> TypeCase:
    """The tabloid's type with another folio, without lunar dates."""
    case = tabloid()
    spec = replace(case.profile.folio, is_outer=outer, has_lunar=False, rule=rule)
    return replace(case, profile=replace(case.profile, folio=spec))


def _issue(plan: PagePlan, name: str = "河湾日报") -> Issue:
    issue = issue_of()
    return replace(issue, config=replace(issue.config, publication=name, pages=(plan,)))


def _set(plan: PagePlan, case: TypeCase, name: str = "河湾日报") -> dict[str, Element]:
    elements, _ = folio(_issue(plan, name).config, plan, case)
    return {element.role: element for element in elements}


def _place(element: Element) -> Rect:
    (line,) = line_boxes(element)
    return line.place


def _baseline(element: Element) -> int:
    (line,) = line_boxes(element)
    return line.baseline


@pytest.mark.parametrize(
    ("number", "outer", "is_right"),
    [
        ("03", True, True),
        ("02", True, False),
        ("A11", True, True),
        ("B08", True, False),
        ("特刊", True, False),
        ("03", False, False),
        ("02", False, False),
    ],
)
def test_the_number_stands_at_the_outer_edge(
    number: str, outer: bool, is_right: bool
) -> None:
    """Number and section are right on odd pages and left on even ones, if so wanted.

    Date and credits stand at the other edge.
    """
    case = _case(outer=outer)
    grid = case.profile.grid
    left, right = grid.left, grid.left + grid.width(grid.columns)
    set_ = _set(PagePlan(number=number, section="要闻", credits=CREDITS), case)
    number_, section, date, credits_ = (
        _place(set_[f"folio-{part}"])
        for part in ("number", "section", "date", "credits")
    )

    if is_right:
        assert number_.x + number_.width == right
        assert section.x + section.width < number_.x
        assert min(date.x, credits_.x) == left
    else:
        assert number_.x == left
        assert section.x > number_.x + number_.width
        ends = date.x + date.width, credits_.x + credits_.width
        assert abs(max(ends) - right) <= case.profile.folio.text.size // 2


@pytest.mark.parametrize(
    ("rule", "roles"),
    [
        ("thick-thin", ["folio-thick", "folio-thin"]),
        ("thin", ["folio-thin"]),
        ("none", []),
    ],
)
def test_rules_stand_at_the_foot(rule: FolioRule, roles: list[str]) -> None:
    """The rules are the profile's; they lie below the folio and above its foot."""
    case = _case(rule=rule)
    plan = PagePlan(number="02")
    _, rules = folio(_issue(plan).config, plan, case)
    spec = case.profile.folio

    assert [r.role for r in rules] == roles
    ends = [r.place.y + r.place.height for r in rules]
    assert all(r.place.y >= spec.top + spec.height for r in rules)
    assert max(ends, default=spec.top + spec.height) == spec.foot


def test_short_credits_stand_behind_the_date() -> None:
    """Where there is room, number, section, name, date and credits are one line."""
    set_ = _set(PagePlan(number="02", section="要闻", credits=CREDITS[:1]), _case())

    assert len({_baseline(element) for element in set_.values()}) == 1
    date, credits_ = _place(set_["folio-date"]), _place(set_["folio-credits"])
    assert date.x + date.width < credits_.x


def test_long_credits_stand_above_the_date() -> None:
    """Credits that would reach the name drop out of the line, to the one above."""
    long = (*CREDITS, "版式 忍冬", "图片 连翘")
    set_ = _set(PagePlan(number="02", section="要闻", credits=long), _case())

    assert _baseline(set_["folio-credits"]) < _baseline(set_["folio-date"])
    assert _baseline(set_["folio-date"]) == _baseline(set_["folio-number"])
    size = _case().profile.folio.text.size
    assert set_["folio-credits"].fragments[0].size == size


def test_longer_credits_are_set_smaller() -> None:
    """When two lines are not enough, date and credits shrink together."""
    case = _case()
    size = case.profile.folio.text.size
    sizes = []
    for count in range(4, 14):
        plan = PagePlan(number="02", section="本地新闻", credits=("编辑 石榴",) * count)
        if crowded(_issue(plan), case):
            break
        set_ = _set(plan, case)
        sizes.append(set_["folio-credits"].fragments[0].size)
        assert set_["folio-date"].fragments[0].size == sizes[-1]

    assert sizes[0] == size > sizes[-1] >= size * 8 // 10
    assert sizes == sorted(sizes, reverse=True)


def test_what_has_no_room_is_told() -> None:
    """Credits that no size makes fit are L013, with the page; shorter ones are not."""
    long = PagePlan(number="02", section="要闻", credits=CREDITS * 8)
    (finding,) = crowded(_issue(long), tabloid())

    assert finding.code == "L013"
    assert "page 02" in finding.message
    assert finding.path == "issues/2024-05-12"
    assert crowded(_issue(replace(long, credits=CREDITS)), tabloid()) == ()


def test_an_issue_without_pages_is_judged_too() -> None:
    """The credits of the whole issue stand on a page that nobody planned."""
    issue = issue_of()
    config = replace(issue.config, pages=(), credits=CREDITS)
    assert crowded(replace(issue, config=config), tabloid()) == ()

    crowd = replace(issue, config=replace(config, credits=CREDITS * 8))
    assert [f.code for f in crowded(crowd, tabloid())] == ["L013"]


def test_a_build_with_such_credits_stops(tmp_path: Path) -> None:
    """The command writes nothing when the words of a folio would be printed over."""
    folder = tmp_path / "2024-05-12"
    folder.mkdir()
    credits_ = ", ".join(f'"{credit}"' for credit in CREDITS * 8)
    (folder / "issue.toml").write_text(
        'publication = "河湾日报"\ndate = 2024-05-12\n'
        f'[[pages]]\nnumber = "02"\ncredits = [{credits_}]\n',
        "utf-8",
    )
    (article,) = seeded_issue(IssueSpec(1, 1, 400)).articles
    (folder / "02-01.md").write_text(write_article(article), "utf-8")
    order = Order(
        folder=folder, styles=STYLES, out=tmp_path / "dist", formats=("pdf",)
    )  # fmt: skip

    with pytest.raises(ZbpubError) as raised:
        build(order, lambda line: None)

    assert [finding.code for finding in raised.value.findings] == ["L013"]
    assert not (tmp_path / "dist").exists()


@settings(max_examples=150, deadline=None)
@given(
    number=st.sampled_from(["01", "02", "A03", "B12"]),
    section=st.text("本地新闻要副刊", max_size=12),
    name=st.text("河湾日报晨", min_size=1, max_size=14),
    credits_=st.lists(st.text("编辑石榴 白芷", min_size=1, max_size=9), max_size=9),
    outer=st.booleans(),
)
def test_words_never_run_into_each_other(
    number: str, section: str, name: str, credits_: list[str], outer: bool
) -> None:
    """Whatever a page says of itself: it stands apart, on the type area, or is told."""
    case = _case(outer=outer)
    said = tuple(credit for credit in credits_ if credit.strip())
    plan = PagePlan(number=number, section=section, credits=said)
    if crowded(_issue(plan, name), case):
        return
    elements = _set(plan, case, name)
    grid = case.profile.grid
    places = [_place(element) for element in elements.values()]

    for one, other in combinations(places, 2):
        assert not overlap(one, other)
    for place in places:
        assert grid.left <= place.x
        assert place.x + place.width <= grid.left + grid.width(grid.columns)


def test_running_into_each_other_is_noticed() -> None:
    """Negative control: what is told as L013 overlaps when it is set."""
    plan = PagePlan(number="02", section="要闻", credits=CREDITS * 8)
    places = [_place(element) for element in _set(plan, _case()).values()]

    assert any(overlap(one, other) for one, other in combinations(places, 2))
