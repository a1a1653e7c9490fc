"""Front matter: every scalar as written, every mistake with its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.base.findings import Finding
from zbpub.manuscript.model import Article, Callout
from zbpub.manuscript.parse import parse_article


def _parse(head: str) -> tuple[Article | None, tuple[Finding, ...]]:
    return parse_article(f"---\n{head}\n---\n\n正文。\n", name="01", path="01.md")


@pytest.mark.parametrize(
    "scalar",
    ["no", "yes", "03", "2021-02-03", "~", "null", "1e3", "0x1F", "12:30:45", "1_000"],
)
def test_scalars_stay_as_written(scalar: str) -> None:
    """What YAML would make a truth value, a number or a date stays a string."""
    article, found = _parse(f"headline: {scalar}\npage: 03")

    assert found == ()
    assert article is not None
    assert (article.headline, article.page) == (scalar, "03")


def test_every_field_is_read() -> None:
    """All keys reach the article, flow or block style, quoted or not."""
    article, found = _parse(
        'kicker: 引题 # 注\nheadline: "主题"\ndeck: 副题\nlabel: 栏目\n'
        "dateline: 济南2月2日讯\nbyline: 记者 张三\npage: A12\npriority: 5\n"
        "callouts: [{kind: qr, text: 扫码, url: https://a.cn}, {kind: qr, text: 看}]"
    )

    assert found == ()
    assert article == Article(
        name="01",
        kicker="引题",
        headline="主题",
        deck="副题",
        label="栏目",
        dateline="济南2月2日讯",
        byline="记者 张三",
        page="A12",
        priority=5,
        callouts=(Callout("qr", "扫码", "https://a.cn"), Callout("qr", "看")),
        body=article.body if article else (),
    )


def test_empty_values_are_absent() -> None:
    """A key without a value says nothing."""
    article, found = _parse("headline: 题\ndeck:\npage:\npriority:\ncallouts:")

    assert found == ()
    assert article is not None
    assert (article.deck, article.page, article.priority, article.callouts) == (
        "",
        "",
        0,
        (),
    )


def test_places_count_in_the_file() -> None:
    """A finding in the front matter has the line and column of the file."""
    (finding,) = _parse("headline: 题\ncallouts:\n  - {kind: qr, text: []}")[1]

    assert str(finding).startswith(
        "01.md:4: error M026: expected a string, got a list in 'callouts[0].text'"
    )
    assert finding.column == 22


@pytest.mark.parametrize("bomb", ["alias", "flow", "anchor depth", "long"])
def test_bombs_do_not_go_off(bomb: str) -> None:
    """Alias bombs, deep nesting and endless heads are findings, at once."""
    heads = {
        "alias": "a: &a [x, x]\n"
        + "\n".join(f"b{i}: &b{i} [*a, *a]" for i in range(40)),
        "flow": "headline: " + "[" * 50_000,
        "anchor depth": "headline: " + "&a [" * 2_000,
        "long": "headline: 题\n" + "deck: 副题\n" * 20_000,
    }
    start = time.process_time()
    article, found = _parse(heads[bomb])

    assert article is None
    assert [each.code for each in found] == ["M023"]
    assert time.process_time() - start < 2


def test_nearest_key_is_the_hint() -> None:
    """A misspelt key is told the right one, whatever its case."""
    hints = [_parse(f"headline: 题\n{key}: x")[1][0].hint for key in ("Byline", "dek")]

    assert hints == ["write 'byline'", "write 'deck'"]


def test_a_key_like_no_other_gets_the_list() -> None:
    """Negative control: a key that is near to none is told all of them."""
    (finding,) = _parse("headline: 题\n作者: x")[1]

    assert finding.hint.startswith("use one of kicker, headline,")


@settings(max_examples=200, deadline=None)
@given(st.text("ab:-?[]{}#&*!|>'\"%@` \n\t题,~=<.", max_size=30))
def test_any_front_matter_is_read_or_refused(head: str) -> None:
    """No front matter raises."""
    article, found = _parse(head)

    assert article is not None or found
