"""A page saved from a news site gives its report, and accounts for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from door_kit import ingest, open_anything, refusal
from web_kit import PAGES, PARAGRAPHS, RELATED, WebPage
from zbpub.base.chars import significant
from zbpub.ingest.door import open_door
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.write import write_article

SCRAPS = Path(__file__).parent / "cases" / "door_tags.txt"
TAGS = [
    one.replace("\\n", "\n") for one in SCRAPS.read_text("utf-8").split("\n") if one
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_saved_page_gives_its_report(page: WebPage) -> None:
    """All of the report is kept and nothing else, and the rest is accounted for."""
    opened = open_door(f"{page.name}.html", page.html.encode())
    found = ingest(opened)
    (article,) = found.articles
    written = significant(write_article(article))

    bare = [
        one.removeprefix("本报讯").removeprefix("（记者 王小山）")
        for one in page.wanted
    ]
    assert [one for one in bare if significant(one) not in written] == []
    assert [one for one in page.unwanted if significant(one) in written] == []
    assert article.headline == "南岭乡二十里新渠昨日通水"
    assert article.dateline == "本报讯"
    assert opened.origin.source == "北河晚报"
    assert opened.origin.date.startswith("2024")
    assert opened.paragraphs_known
    assert all(one in opened.text for one in page.unwanted)
    assert found.ledger.to_json()["left_out"]["page of the web site"] > 50


def test_a_rich_page_keeps_its_blocks() -> None:
    """Table, list, picture and subhead of a page stay what they are."""
    (rich,) = [page for page in PAGES if page.name == "rich"]
    opened = open_door("rich.html", rich.html.encode())
    (article,) = ingest(opened).articles

    kinds = [type(block).__name__ for block in article.body]
    assert kinds == [
        "Paragraph", "Paragraph", "Figure", "Subhead", "Paragraph", "Paragraph",
        "Table", "ListBlock",
    ]  # fmt: skip
    assert list(opened.wanted.values()) == ["新渠_files/canal.jpg"]
    again, _ = parse_article(write_article(article), name=article.name, path="x")
    assert again == article


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8"])
def test_a_page_says_its_encoding(charset: str) -> None:
    """The encoding that a page declares is taken, and damage is told."""
    html = PAGES[0].html.replace('charset="utf-8"', f'charset="{charset}"')
    content = html.encode(charset, "replace")
    whole = open_door("a.html", content)
    damaged = open_door("a.html", content.replace("很".encode(charset), b"") + b"\x81")

    assert PARAGRAPHS[2] in whole.text
    assert "I112" not in [one.code for one in whole.findings]
    assert "I112" in [one.code for one in damaged.findings]


def test_a_page_without_a_shown_headline_has_its_title() -> None:
    """The page's title without the site's name is the headline, if nothing else is."""
    html = PAGES[0].html.replace("<h1>南岭乡二十里新渠昨日通水</h1>", "")
    page = ingest(open_door("a.html", html.encode()))

    assert page.articles[0].headline == "南岭乡二十里新渠昨日通水"
    reasons = page.ledger.to_json()["entries"]
    assert "_北河新闻网" in [one["text"] for one in reasons]


def test_kicker_and_deck_of_a_page() -> None:
    """Titles right above and below the headline are kicker and deck."""
    html = PAGES[0].html.replace("<h1>", '<h3 class="yinti">南岭乡三年修渠</h3><h1>', 1)
    html = html.replace("</h1>", '</h1><h3 class="futi">——千亩良田喝上放心水</h3>', 1)
    (article,) = ingest(open_door("a.html", html.encode())).articles

    assert (article.kicker, article.deck) == ("南岭乡三年修渠", "千亩良田喝上放心水")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a_files/b.jpg", ""),
        ("./a_files/b.jpg?x=1", ""),
        ("../b.jpg", "I109"),
        ("/etc/b.jpg", "I109"),
        ("file:///etc/b.jpg", "I109"),
        ("https://example.com/b.jpg", "I109"),
        ("a_files/b.exe", "I109"),
        ("data:image/png;base64,!!", "I109"),
    ],
)
def test_pictures_come_from_beside_the_page_alone(source: str, code: str) -> None:
    """A page may name pictures beside it, and no other place of the machine or net."""
    image = f'<p><img src="{source}"></p>'
    html = PAGES[0].html.replace(
        '<div class="content">', f'<div class="content">{image}'
    )
    opened = open_door("a.html", html.encode())

    assert bool(opened.wanted) is (code == "")
    assert ("I109" in [one.code for one in opened.findings]) is (code != "")


@pytest.mark.parametrize(
    ("signed", "byline"), [("", "记者 涂云"), ("（记者 涂云）", "记者 涂云")]
)
def test_the_author_beside_the_source_is_the_byline(signed: str, byline: str) -> None:
    """Who wrote the report is kept, once, though source and date are left out."""
    info = "<p>2026-03-05 10:22 来源：北河晚报 记者 涂云</p>"
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[1:])
    body = (
        f"<div class='article'><h1>图书馆夜里开门</h1>{info}{text}<p>{signed}</p></div>"
    )
    opened = open_door("a.html", f"<html><body>{body}</body></html>".encode())
    (article,) = ingest(opened).articles

    assert article.byline == byline
    assert "北河晚报" not in write_article(article)


def test_who_edited_a_page_is_not_of_the_report() -> None:
    """The site's editor and the source below a text are left out and told."""
    closing = "<p>（编辑：张望）</p><p>来源：北河日报</p></div>"
    html = PAGES[0].html.replace("</p>\n</div>", f"</p>\n{closing}", 1)
    opened = open_door("a.html", html.encode())
    written = write_article(ingest(opened).articles[0])

    assert closing in html
    assert "张望" in opened.text
    assert "张望" not in written
    assert "来源" not in written
    assert PARAGRAPHS[-1] in written


def test_lines_of_a_pre_are_paragraphs() -> None:
    """Where a page keeps its lines, each of them is a paragraph."""
    text = "\n".join(PARAGRAPHS[1:])
    for tag, count in (("pre", 3), ("p", 1)):
        html = f"<html><title>新渠昨日通水</title><body><{tag}>{text}</{tag}></body>"
        (article,) = ingest(open_door("a.html", html.encode())).articles
        assert len(article.body) == count


def test_a_page_without_a_report_is_told() -> None:
    """Where readability finds no text, all but links is taken, with a warning."""
    links = "".join(f'<li><a href="/x">{word}</a></li>' for word in RELATED)
    opened = open_door("a.html", f"<html><body><ul>{links}</ul></body>".encode())
    sound = open_door("a.html", PAGES[0].html.encode())

    assert "I113" in [one.code for one in opened.findings]
    assert "I113" not in [one.code for one in sound.findings]


def test_entities_of_a_page_read_no_files() -> None:
    """A document type with entities is only noise to a reader of HTML."""
    html = PAGES[0].html.replace(
        "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    opened = open_door("a.html", html.replace("十年九旱", "十年&x;九旱").encode())

    assert "root:" not in opened.text


def test_a_page_nested_without_end_is_refused() -> None:
    """A page that cannot be read to its end is refused rather than cut."""
    deep = "<html><body>" + "<div>" * 5000 + "修渠。" + "</div>" * 5000

    assert refusal("a.html", deep.encode()).code == "I104"


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.sampled_from(TAGS), max_size=60))
def test_no_page_gives_a_traceback(parts: list[str]) -> None:
    """Any heap of tags is a page whose words are all accounted for."""
    open_anything("a.html", ("<html><body>" + "".join(parts)).encode())


def web(body: str, title: str = "新渠通水-北河新闻网", head: str = "") -> bytes:
    """A web page."""
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{head}'
        f"{body}</body></html>"
    ).encode()


def test_ruby_of_a_page_is_ruby() -> None:
    """Its brackets are for those who cannot show it; a title has no readings."""
    word = "<ruby>滕<rp>(</rp><rt>téng</rt><rp>)</rp></ruby>"
    two = "<ruby>犇<rt>bēn</rt>犇<rt>bēn</rt></ruby>"
    text = f"<p>本报讯 家住{word}州的{two}说，水来了。{PARAGRAPHS[1]}</p>"
    opened = open_door("a.html", web(f"<h1>{word}州通水了吗</h1>{text * 2}"))
    page = ingest(opened)
    (article,) = page.articles

    assert article.headline == "滕州通水了吗"
    assert "家住{滕|téng}州的{犇犇|bēn|bēn}说，水来了。" in write_article(article)
    assert page.ledger.to_json()["left_out"]["reading beside a word"] == 4
    assert "I116" in [one.code for one in opened.findings]
    assert "(" not in opened.text


TEXT = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
TITLES = ("春修水利一线见闻", "南岭乡二十里新渠通水", "沿线三个村的千亩良田受益")
ROWS = "".join(f"<tr><td>{one}</td></tr>" for one in TITLES)
PROPERTY = (
    "<!--enpproperty <articleid>1</articleid><title>南岭乡二十里新渠通水</title>"
    "<subtitle>沿线三个村的千亩良田受益</subtitle><introtitle>春修水利一线见闻</introtitle>"
    "<siteid>2</siteid>/enpproperty-->"
)
PAPERS = {
    "told by a comment": web(
        f"{PROPERTY}<table>{ROWS}</table>{TEXT}", "北河晚报数字报"
    ),
    "a dash before the deck": web(
        f"<div><p>{TITLES[0]}</p><p>{TITLES[1]}</p><p>——{TITLES[2]}</p>{TEXT}</div>",
        "北河晚报数字报",
    ),
}


@pytest.mark.parametrize("content", PAPERS.values(), ids=PAPERS)
def test_a_page_of_a_digital_paper(content: bytes) -> None:
    """Its title names the paper: the titles are what stands above the text."""
    (article,) = ingest(open_door("a.html", content)).articles

    assert (article.kicker, article.headline, article.deck) == TITLES


def test_the_title_of_a_page_that_names_its_article() -> None:
    """It is the headline still, where the page itself shows none."""
    (article,) = ingest(open_door("a.html", web(f"<div>{TEXT}</div>"))).articles

    assert article.headline == "新渠通水"
