from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from test_epub_kit import BRIEFS, CONFIG, HOSTILE, ISSUE, LEAD, STYLES
from zbpub.base.chars import significant
from zbpub.manuscript.model import (
    Article,
    Block,
    Callout,
    Figure,
    Footnote,
    Issue,
    ListBlock,
    Paragraph,
    PictureNote,
    Quote,
    Run,
    Subhead,
    Table,
)
from zbpub.preflight.epub_proof import element_text
from zbpub.render.epub_outline import plan_book
from zbpub.render.epub_pages import render_documents
from zbpub.render.epub_pictures import Picture
from zbpub.render.epub_text import article_text, notes_in_order

COVER = Picture("cover.jpg", b"", 1200, 1700)
XHTML = "{http://www.w3.org/1999/xhtml}"


def _rendered(article: Article, src: str = "images/dike.png") -> etree._Element:
    """The file of ``article``, rendered alone and parsed."""
    issue = Issue(config=CONFIG, articles=(article,), folder="x")
    pictures = {src: Picture("image-001.png", b"", 4, 3)}
    documents = render_documents(plan_book(issue), COVER, pictures, STYLES)
    return etree.fromstring(documents[2].text.encode())


def _said(tree: etree._Element) -> str:
    article = tree.find(f".//{XHTML}article")
    assert article is not None
    return significant(element_text(article))


def test_text_of_the_lead_is_in_the_order_of_the_book() -> None:
    """Head, dateline, body, call-outs and notes in the order of their marks."""
    lines = article_text(LEAD).split("\n")

    assert lines[:6] == [
        "走基层",
        "清河两岸造林二十年",
        "三万棵柳树 守住一条河",
        "堤上的树比护林人的孩子还大两岁",
        "本报记者 林晓舟",
        "清河五月五日讯",
    ]
    assert lines[-5:] == [
        "扫码看河堤四季影像",
        "关注本报",
        "下转第02版",
        "以旱柳为主。",
        "据县林业站实测。",
    ]


def test_rendered_lead_says_the_expected_text() -> None:
    """The page of an article with one of everything says what the model says."""
    assert _said(_rendered(LEAD)) == significant(article_text(LEAD))


def test_notes_are_numbered_by_their_marks() -> None:
    """The first mark makes note 1, wherever its text stands; twins share a number."""
    marks = [
        "".join(map(str, a.itertext()))
        for a in _rendered(LEAD).iter(f"{XHTML}a")
        if a.get("class") == "mark"
    ]

    assert marks == ["[1]", "[2]", "[1]"]


def test_note_without_mark_and_second_note_of_a_label_are_kept() -> None:
    """No note is lost for want of a mark, or for bearing another's label."""
    notes = (
        Footnote("甲", (Paragraph((Run("一", note=""), Run("", note="乙"))),)),
        Footnote("乙", (Paragraph((Run("二"),)),)),
        Footnote("甲", (Paragraph((Run("三"),)),)),
    )
    article = Article(name="x", headline="题", body=(*notes,))

    assert notes_in_order(article) == notes
    assert _said(_rendered(article)) == "题一二三"


def _inner(*runs: Run) -> str:
    """What stands inside the paragraph of ``runs``."""
    article = Article(name="x", headline="题", body=(Paragraph(runs),))
    paragraph = _rendered(article).find(f".//{XHTML}article/{XHTML}p")
    assert paragraph is not None
    text = etree.tostring(paragraph, encoding="unicode")
    return re.sub(r"^<p[^>]*>|</p>\s*$", "", text)


def test_reading_has_brackets_for_readers_without_ruby() -> None:
    """A reading stands above its base, or in brackets behind it: 滕（téng）王阁."""
    assert _inner(Run("滕", ruby="téng"), Run("王阁")) == (
        "<ruby>滕<rp>（</rp><rt>téng</rt><rp>）</rp></ruby>王阁"
    )


def test_dots_raised_and_lowered() -> None:
    """Dots are emphasis with a class of its own; raised and lowered have elements."""
    assert _inner(Run("重", dots=True), Run("要", emphasis=True)) == (
        '<em class="dots">重</em><em>要</em>'
    )
    assert _inner(Run("m"), Run("2", strong=True, shift="super")) == (
        "m<strong><sup>2</sup></strong>"
    )
    assert _inner(Run("H"), Run("2", shift="sub")) == "H<sub>2</sub>"


def test_names_and_titles_have_their_elements() -> None:
    """A name is u and a title cite, each one element; a neighbour keeps off it."""
    assert _inner(
        Run("屈", ruby="qū", sideline="name"),
        Run("原", strong=True, sideline="name", goes_on=True),
        Run("宋玉", sideline="name"),
        Run("读"),
        Run("离骚", href="https://a.cn/", sideline="title"),
    ) == (
        '<u class="name"><ruby>屈<rp>（</rp><rt>qū</rt><rp>）</rp></ruby>'
        '<strong>原</strong></u><u class="name next">宋玉</u>读'
        '<cite class="title"><a href="https://a.cn/">离骚</a></cite>'
    )


def test_a_lost_reading_is_noticed() -> None:
    """Negative control: the proof counts readings, and not their brackets."""
    body = (Paragraph((Run("滕", ruby="téng"), Run("王阁"))),)
    article = Article(name="x", headline="题", body=body)
    tree = _rendered(article)

    assert significant(article_text(article)) == "题滕téng王阁" == _said(tree)
    for reading in tree.iter(f"{XHTML}rt"):
        reading.text = ""
    assert _said(tree) == "题滕王阁"


def _with_credit(caption: str, credit: str) -> Article:
    src = "images/dike.png"
    note = PictureNote(src=src, credit=credit)
    figure = Figure(src, "柳树", caption)
    return Article(name="x", headline="题", pictures=(note,), body=(figure,))


@pytest.mark.parametrize(
    ("caption", "credit", "expected"),
    [
        ("河堤", "柏一舟 摄", '河堤　<span class="credit">柏一舟 摄</span>'),
        ("", "柏一舟 摄", '<span class="credit">柏一舟 摄</span>'),
        ("河堤", "", "河堤"),
    ],
)
def test_credit_stands_behind_the_caption(
    caption: str, credit: str, expected: str
) -> None:
    """Who took the picture is said after its caption, or in its place."""
    article = _with_credit(caption, credit)
    tree = _rendered(article)
    said = tree.find(f".//{XHTML}figcaption")

    assert said is not None
    text = etree.tostring(said, encoding="unicode", with_tail=False)
    assert re.sub("^<figcaption[^>]*>|</figcaption>$", "", text) == expected
    assert article_text(article).split("\n") == [
        line for line in ("题", "柳树", caption, credit) if line
    ]
    assert _said(tree) == significant(article_text(article))


def test_a_lost_credit_is_noticed() -> None:
    """Negative control: the proof counts the credit, and where it stands."""
    article = _with_credit("河堤", "柏一舟 摄")
    tree = _rendered(article)
    (credit,) = [e for e in tree.iter(f"{XHTML}span") if e.get("class") == "credit"]
    credit.text = ""

    assert _said(tree) == "题柳树河堤" != significant(article_text(article))


def test_hostile_text_stays_text() -> None:
    """Mark-up in a manuscript is printed as it stands, in text and attributes."""
    tree = _rendered(BRIEFS[1])
    image = tree.find(f".//{XHTML}img")

    assert tree.find(f".//{XHTML}script") is None
    assert HOSTILE in "".join(map(str, tree.itertext()))
    assert image is not None
    assert image.get("alt") == HOSTILE
    assert all("javascript" not in a.get("href", "") for a in tree.iter(f"{XHTML}a"))


def test_heads_skip_no_level() -> None:
    """A body that starts at level 4 starts at h2 in the book."""
    body = tuple(Subhead((Run(f"级{n}"),), level=n) for n in (4, 4, 2, 6, 9))
    tree = _rendered(Article(name="x", headline="题", body=body))
    tags = [str(e.tag).removeprefix(XHTML) for e in tree.iter("*")]

    assert [tag for tag in tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")] == [
        "h1", "h2", "h3", "h2", "h3", "h4",
    ]  # fmt: skip


def test_call_out_without_words_shows_its_address() -> None:
    """A QR call-out that only has an address prints it; one with neither, nothing."""
    callouts = (Callout("qr", "", "https://example.org/"), Callout("qr", " "))
    article = replace(BRIEFS[0], callouts=callouts, body=())

    assert _said(_rendered(article)) == "简讯https://example.org/"
    assert significant(article_text(article)) == "简讯https://example.org/"


def test_titles_are_told_apart() -> None:
    """Two articles with one headline have files with two titles, one label."""
    chapters = [c for c in plan_book(ISSUE).chapters if c.label == "简讯"]

    assert [c.title for c in chapters] == ["简讯", "简讯（2）"]


words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=12
)
runs = st.lists(
    st.builds(
        Run,
        text=words,
        strong=st.booleans(),
        emphasis=st.booleans(),
        code=st.booleans(),
        href=st.sampled_from(["", "https://example.org/", "javascript:x"]),
        ruby=st.one_of(st.just(""), words),
        dots=st.booleans(),
        shift=st.sampled_from(["", "super", "sub"]),
        sideline=st.sampled_from(["", "name", "title"]),
        goes_on=st.booleans(),
    ),
    max_size=4,
).map(tuple)
leaves = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Subhead, runs, st.integers(2, 6)),
    st.builds(Figure, st.just("images/dike.png"), words, words),
    st.builds(lambda head, rows: Table(head, rows), st.tuples(runs, runs),
              st.lists(st.tuples(runs, runs), max_size=2).map(tuple)),
    st.builds(Footnote, words, st.tuples(st.builds(Paragraph, runs))),
)  # fmt: skip
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Quote, st.lists(inner, max_size=3).map(tuple)),
        st.builds(
            ListBlock,
            st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3).map(tuple),
            st.booleans(),
        ),
    ),
    max_leaves=6,
)
line = st.one_of(st.just(""), words)


@settings(max_examples=30, deadline=None)
@given(st.lists(blocks, max_size=5), line, line, line)
def test_every_character_is_rendered_once(
    body: list[Block], dateline: str, label: str, credit: str
) -> None:
    """Whatever an article holds, its page says the text of the model, in order."""
    article = Article(
        name="x",
        headline="题",
        dateline=dateline,
        label=label,
        pictures=(PictureNote(src="images/dike.png", credit=credit),),
        body=tuple(body),
    )

    assert _said(_rendered(article)) == significant(article_text(article))
