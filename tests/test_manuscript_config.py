"""issue.toml: read once, checked wholly, each mistake with its key and line."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.base.findings import Finding
from zbpub.manuscript.config import parse_issue_config
from zbpub.manuscript.model import (
    EditionStyle,
    Filler,
    Front,
    IssueConfig,
    PagePlan,
)

SMALLEST = 'publication = "鲁中晨报"\ndate = 2021-02-03\n'


def _parse(text: str) -> tuple[IssueConfig | None, tuple[Finding, ...]]:
    return parse_issue_config(text, path="issue.toml")


def test_smallest_config_has_the_defaults_of_the_model() -> None:
    """Only publication and date are needed; the rest is as the model says."""
    assert _parse(SMALLEST) == (
        IssueConfig(publication="鲁中晨报", date="2021-02-03"),
        (),
    )


def test_every_field_of_the_model_is_a_key() -> None:
    """Each field of the settings can be set, and reaches the model."""
    texts: dict[str, Any] = {
        each.name: f"x-{each.name}"
        for each in fields(IssueConfig)
        if isinstance(each.default, str)
    }
    texts |= {"url": "https://a.cn", "language": "zh-Hant-TW"}
    toml = "".join(f'{name} = "{value}"\n' for name, value in texts.items())
    config, found = _parse(
        f'publication = "报"\ndate = "2021-02-03"\n{toml}credits = ["编辑 张三"]\n'
        "most_pages = 12\n"
        '[[pages]]\nnumber = "03"\nsection = "要闻"\ncredits = ["美编 李四"]\n'
        '[front]\nslogan = "口号"\near_title = "天气"\near = ["晴", "北风"]\n'
        "contents = false\n"
        '[[fillers]]\nkind = "psa"\ntitle = "题"\ntext = "文"\nurl = "https://b.cn"\n'
        '[editions.zh-Hant-TW]\nwriting = "vertical"\nnumerals = "han"\n'
        'profile = "x-up"\nlook = "x-look"\n'
    )

    assert found == ()
    assert config == IssueConfig(
        publication="报",
        date="2021-02-03",
        pages=(PagePlan(number="03", section="要闻", credits=("美编 李四",)),),
        credits=("编辑 张三",),
        front=Front(
            slogan="口号", ear_title="天气", ear=("晴", "北风"), contents=False
        ),
        fillers=(Filler(kind="psa", title="题", text="文", url="https://b.cn"),),
        most_pages=12,
        editions=(
            EditionStyle(
                language="zh-Hant-TW",
                writing="vertical",
                numerals="han",
                profile="x-up",
                look="x-look",
            ),
        ),
        **texts,
    )
    defaults = IssueConfig(publication="x", date="x")
    assert config is not None
    assert [
        each.name
        for each in fields(config)
        if getattr(config, each.name) == getattr(defaults, each.name)
    ] == []


@pytest.mark.parametrize(("count", "is_right"), [(1, 1), (64, 1), (0, 0), (65, 0)])
def test_most_pages_has_a_range(count: int, is_right: bool) -> None:
    """An issue has 1 to 64 pages."""
    config, found = _parse(f"{SMALLEST}most_pages = {count}\n")

    assert (config is not None) == is_right
    assert [str(each).splitlines()[0] for each in found] == [
        "issue.toml:3: error M051: expected a whole number 1 to 64, "
        f"got {count} in 'most_pages'"
    ] * (not is_right)


@pytest.mark.parametrize(
    ("url", "own", "is_right"),
    [("", "", 0), ("https://a.cn", "", 1), ("", "https://a.cn", 1)],
)
def test_code_of_a_filler_has_a_target(url: str, own: str, is_right: bool) -> None:
    """A QR filler needs its own address or the publication's; a notice needs none."""
    filler = f'[[fillers]]\nkind = "qr"\ntitle = "扫码"\nurl = "{own}"\n'
    _, found = _parse(f'{SMALLEST}url = "{url}"\n{filler}')

    assert [(each.code, each.line) for each in found] == [("M053", 4)] * (not is_right)
    assert _parse(SMALLEST + filler.replace("qr", "notice"))[1] == ()


@pytest.mark.parametrize(
    ("kind", "own", "carried"),
    [
        ("qr", "", "https://a.cn"),
        ("qr", "https://b.cn", "https://b.cn"),
        ("psa", "", ""),
    ],
)
def test_code_without_address_carries_the_publications(
    kind: str, own: str, carried: str
) -> None:
    """A QR filler that names no address leads to the paper's; others lead nowhere."""
    config, _ = _parse(
        f'{SMALLEST}url = "https://a.cn"\n'
        f'[[fillers]]\nkind = "{kind}"\ntitle = "题"\nurl = "{own}"\n'
    )

    assert config is not None
    assert [filler.url for filler in config.fillers] == [carried]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("number = 7", "3: error M051: expected string, got integer in 'number'"),
        ("number = 7.0", "3: error M051: expected string, got float in 'number'"),
        ("number = true", "3: error M051: expected string, got boolean in 'number'"),
        ("number = []", "3: error M051: expected string, got array in 'number'"),
        ("[number]", "3: error M051: expected string, got table in 'number'"),
        ("cn = 07:32:00", "3: error M051: expected string, got time in 'cn'"),
        ("cn = 2021-02-03", "3: error M051: expected string, got date in 'cn'"),
        ("pages = 3", "3: error M051: expected array, got integer in 'pages'"),
        ("pages = [3]", "3: error M051: expected table, got integer in 'pages[0]'"),
        (
            "[[pages]]\nnumber = '1'\n\n[[pages]]\nnumber = 3",
            "7: error M051: expected string, got integer in 'pages[1].number'",
        ),
        (
            "pages = [{number = 3}]",
            "3: error M051: expected string, got integer in 'pages[0].number'",
        ),
        ("most_pages = '8'", "3: error M051: expected integer, got string in 'most_p"),
        ("most_pages = true", "3: error M051: expected integer, got boolean in 'most"),
        ("front = 'x'", "3: error M051: expected table, got string in 'front'"),
        (
            "[front]\ncontents = 'no'",
            "4: error M051: expected boolean, got string in 'front.contents'",
        ),
        ("[front]\near = '晴'", "4: error M051: expected array, got string in 'front"),
        ("[front]\nsologan = ''", "4: error M052: unknown key 'front.sologan'"),
        ("fillers = [3]", "3: error M051: expected table, got integer in 'fillers[0]'"),
        (
            "[[fillers]]\nkind = 'ad'\ntitle = '题'",
            "4: error M051: expected one of psa, notice, qr, got 'ad' in 'fillers[0].k",
        ),
        ("[[fillers]]\nkind = 'psa'", "3: error M053: the key 'fillers[0].title' is m"),
        ("editions = 'x'", "3: error M051: expected table, got string in 'editions'"),
        (
            "[editions]\nzh-Hans = 3",
            "4: error M051: expected table, got integer in 'ed",
        ),
        ("[editions.zh-TW]\nlook = 'a'", "3: error M052: unknown key 'editions.zh-TW'"),
        (
            "[editions.zh-Hant-TW]\n\nwritting = 'vertical'",
            "5: error M052: unknown key 'editions.zh-Hant-TW.writting'",
        ),
        (
            "[editions.zh-Hant-HK]\nwriting = 'upright'",
            "4: error M051: expected one of horizontal, vertical, got 'upright' in 'e",
        ),
        (
            "[editions.zh-Hant]\nnumerals = 2",
            "4: error M051: expected one of pairs, han, got integer in 'editions.zh-Ha",
        ),
        (
            "[editions.zh-Hans]\nprofile = '../x'",
            "4: error M051: expected a name of letters, digits and hyphens, got '../x'",
        ),
        ("Look = 'a'", "3: error M052: unknown key 'Look'"),
        ("look = '../a'", "3: error M051: expected a name of letters, digits and"),
        ("x = [1", "3: error M050: the file is no TOML: Unclosed array"),
    ],
)
def test_mistakes_have_key_line_and_type(toml: str, expected: str) -> None:
    """A wrong value is named by its whole key, its line and TOML's own type words."""
    config, found = _parse(SMALLEST + toml)

    assert config is None
    assert [str(each).startswith(f"issue.toml:{expected}") for each in found] == [True]
    assert all(each.hint for each in found)


def test_all_mistakes_at_once() -> None:
    """Every wrong, unknown and missing key is told in one go, in file order."""
    _, found = _parse('date = "3.2.2021"\nlanguage = "zh"\nurls = "x"\n')

    assert [(each.code, each.line) for each in found] == [
        ("M053", 0),
        ("M051", 1),
        ("M051", 2),
        ("M052", 3),
    ]
    assert found[3].hint == "write 'url'"


@pytest.mark.parametrize(
    ("date", "is_real"),
    [
        ("2021-02-03", True),
        ('"2020-02-29"', True),
        ('"2021-02-29"', False),
        ('"20210203"', False),
        ('"2021-W05-3"', False),
        ("2021-02-03T04:05:06", False),
        ("3", False),
    ],
)
def test_date_is_a_day_of_the_calendar(date: str, is_real: bool) -> None:
    """A date is a TOML date or an ISO 8601 day that exists."""
    config, _ = _parse(f'publication = "报"\ndate = {date}\n')

    assert (config is not None) == is_real


@pytest.mark.parametrize("toml", ["x = " + "[" * 5000, "x = " + "1" * 5000, "\x00"])
def test_hostile_toml_is_a_finding(toml: str) -> None:
    """Deep nesting and endless numbers are findings, not tracebacks."""
    assert [each.code for each in _parse(toml)[1]] == ["M050"]


@settings(max_examples=200, deadline=None)
@given(st.text("ab[]{}=.,\"'\n\t #0123-:T报_", max_size=40))
def test_any_text_is_a_config_or_an_error(text: str) -> None:
    """No text raises."""
    config, found = _parse(SMALLEST + text)

    assert (config is None) == bool(found)
