"""Front matter: every scalar as written, every mistake with its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.base.findings import Finding
from zbpub.manuscript.fields import CALLOUT_KEYS, KEYS, PLACE_KEYS
from zbpub.manuscript.model import Article, Callout, PictureNote, Pin
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.picture_fields import PICTURE_KEYS
from zbpub.manuscript.write import write_article


def _parse(
    head: str, body: str = "正文。"
) -> tuple[Article | None, tuple[Finding, ...]]:
    return parse_article(f"---\n{head}\n---\n\n{body}\n", name="01", path="01.md")


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
        "section: 要闻\njump: A2\nplace: {column: 2, row: 3, columns: 4, rows: 50}\n"
        "headline_size: l\nframe: yes\npullquotes: [正文, 文。]\n"
        "pictures: [{src: a.jpg, credit: 柏一舟 摄, focus: [.25, 1], crop: no}]\n"
        "callouts: [{kind: qr, text: 扫码, url: https://a.cn}, {kind: qr, text: 看}]",
        "![图](a.jpg)",
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
        section="要闻",
        jump="A2",
        pin=Pin(column=2, row=3, columns=4, rows=50, headline_size="l"),
        frame=True,
        pull_quotes=("正文", "文。"),
        pictures=(
            PictureNote(src="a.jpg", credit="柏一舟 摄", focus=(250, 1000), crop=False),
        ),
        callouts=(Callout("qr", "扫码", "https://a.cn"), Callout("qr", "看")),
        body=article.body if article else (),
    )


def test_empty_values_are_absent() -> None:
    """A key without a value says nothing."""
    heads = "".join(f"\n{key}:" for key in KEYS if key != "headline")
    article, found = _parse(f"headline: 题{heads}")

    assert found == ()
    assert article is not None
    assert article == Article(name="01", headline="题", body=article.body)


@pytest.mark.parametrize(
    ("said", "jump"), [("no", "no"), ("No", "no"), ("false", "no"), ("A2", "A2")]
)
def test_jump_is_a_page_or_no(said: str, jump: str) -> None:
    """However YAML says no, the article may not jump."""
    article, found = _parse(f"headline: 题\njump: {said}")

    assert found == ()
    assert article is not None
    assert article.jump == jump


@pytest.mark.parametrize(
    ("head", "page", "pin"),
    [
        ("place: {page: A1}", "A1", Pin()),
        ("place: {page: A1, column: 2}\npage: A1", "A1", Pin(column=2)),
        ("place: {column: 1}\ncolumns: 3", "", Pin(column=1, columns=3)),
        ("place: {columns: 3}\ncolumns: 3", "", Pin(columns=3)),
        ("columns: 3\nheadline_size: s", "", Pin(columns=3, headline_size="s")),
    ],
)
def test_place_has_short_forms(head: str, page: str, pin: Pin) -> None:
    """Page and columns are said beside ``place`` or inside it."""
    article, found = _parse(f"headline: 题\n{head}")

    assert found == ()
    assert article is not None
    assert (article.page, article.pin) == (page, pin)


@pytest.mark.parametrize(
    ("head", "code", "line", "told"),
    [
        ("jump: yes", "M026", 3, "a page or no"),
        ("jump: 第 2 版", "M026", 3, "a page or no"),
        ("jump: |\n  A\n  B", "M026", 3, "expected one line"),
        ("page: |\n  A\n  B", "M026", 3, "expected one line"),
        ("place: A1", "M026", 3, "keys with values"),
        ("place: {column: 0}", "M026", 3, "a whole number 1 to 99"),
        ("place:\n  rows: 1000", "M026", 4, "a whole number 1 to 999"),
        ("place: {colum: 1}", "M024", 3, "unknown key 'place.colum'"),
        ("place: {page: 第 2 版}", "M026", 3, "8 characters without a space"),
        ("page: 03\nplace: {page: A1}", "M057", 4, "page is 03, and place says A1"),
        ("place: {columns: 2}\ncolumns: 3", "M057", 3, "columns is 3, and place says"),
        ("columns: 三", "M026", 3, "a whole number 1 to 99"),
        ("headline_size: xl", "M026", 3, "s, m or l"),
        ("frame: 1", "M026", 3, "true or false"),
        ("pullquotes: 正文", "M026", 3, "a list"),
        ("pullquotes: [正文, '']", "M026", 3, "a sentence of the text"),
        ("pullquotes: [[正文]]", "M026", 3, "a string"),
        ("pictures: a.jpg", "M026", 3, "a list"),
        ("pictures: [a.jpg]", "M026", 3, "src with credit, focus or crop"),
        ("pictures: [{credit: 摄}]", "M026", 3, "got nothing in 'pictures[0].src'"),
        ("pictures: [{src: a.jpg, crop: 1}]", "M026", 3, "'pictures[0].crop'"),
        ("pictures: [{src: a.jpg, focus: 1}]", "M026", 3, "two numbers 0 to 1"),
        ("pictures: [{src: a.jpg, focus: [1]}]", "M026", 3, "two numbers 0 to 1"),
        ("pictures: [{src: a.jpg, focus: [0, 1.1]}]", "M026", 3, "two numbers 0 to 1"),
        ("pictures: [{src: a.jpg, foc: 1}]", "M024", 3, "'pictures[0].foc'"),
        ("pictures: [{src: a.jpg}, {src: a.jpg}]", "M025", 3, "twice"),
        ("pictures:\n  - src: b.jpg", "M029", 4, "the text shows no picture 'b.jpg'"),
    ],
)
def test_mistakes_of_place_and_pictures(
    head: str, code: str, line: int, told: str
) -> None:
    """Each wrong type or range is one finding with its line and a hint."""
    article, (finding,) = _parse(f"headline: 题\n{head}", "![图](a.jpg)")

    assert article is None
    assert (finding.code, finding.line) == (code, line)
    assert told in finding.message
    assert finding.column
    assert finding.hint


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("![图](images/foto.jpg)", "write 'images/foto.jpg'"),
        ("![图](x.png)", "write one of x.png"),
        ("正文。", "show it in the text, ![…](images/photo.jpg), or delete the entry"),
    ],
)
def test_picture_of_a_note_is_looked_for(body: str, hint: str) -> None:
    """A note about a picture that the text does not show names the nearest."""
    (finding,) = _parse("headline: 题\npictures: [{src: images/photo.jpg}]", body)[1]

    assert finding.hint == hint


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


VALUES = st.recursive(
    st.sampled_from(
        [
            "",
            "no",
            "true",
            "1",
            "0",
            "99",
            "1000",
            "0.5",
            ".",
            "A1",
            "题",
            "''",
            "a.jpg",
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from([*PLACE_KEYS, *PICTURE_KEYS, *CALLOUT_KEYS, "[x]"]),
            inner,
            max_size=3,
        ).map(lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=5))
def test_any_value_of_any_key_is_read_or_refused(
    entries: list[tuple[str, str]],
) -> None:
    """No value of any key raises; what is read is written and read as the same."""
    head = "\n".join(f"{key}: {value}" for key, value in entries)
    article, found = _parse(f"headline: 题\n{head}", "![图](a.jpg)")

    assert article is not None or found
    assert all(each.line and each.hint for each in found)
    if article is not None:
        text = write_article(article)
        assert parse_article(text, name="01", path="01.md") == (article, ())
