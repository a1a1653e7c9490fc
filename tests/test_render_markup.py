"""Markup read as XML gives the tree that HTML's rules give, or is not so read."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
import tinyhtml5

import zbpub.render.pdf
from kit import STYLES, card_spec, made_card
from zbpub.render.engine import HTML, ParsedHTML
from zbpub.render.markup import read_markup
from zbpub.render.pdf import render_pdf

_HEAD = '<head><meta charset="utf-8"/><title>报 &amp; 章</title></head>'


def _page(body: str, head: str = _HEAD) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-Hans">\n{head}\n<body>{body}</body></html>\n'
    )


def _tree(element: ET.Element) -> object:
    """Names, attributes and texts; white space between elements says nothing."""
    texts = (element.text, *(kid.tail for kid in element))
    return (
        element.tag,
        sorted(element.attrib.items()),
        [" ".join((text or "").split()) for text in texts],
        [_tree(kid) for kid in element],
    )


def _by_html(markup: str) -> object:
    return _tree(tinyhtml5.parse(markup, namespace_html_elements=False))


PLAIN = {
    "words": _page('<p title="&quot;春&quot; &lt; 秋">天<span>气</span>好</p>'),
    "pictures": _page('<div><img src="a" alt="b"/><object data="c"></object></div>'),
    "table": _page("<table><tbody><tr><th>甲</th><td>1</td></tr></tbody></table>"),
    "style": _page("<p></p>", "<head><style>a > b { color: red }</style></head>"),
    "comment": _page("<!-- 注 --><p>天</p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_plain_markup_is_read_as_html_is(name: str) -> None:
    """Elements, attributes and entities are the same by both rules."""
    root = read_markup(PLAIN[name])

    assert root is not None
    if name != "comment":  # HTML's tree keeps it; nothing is made of it
        assert _tree(root) == _by_html(PLAIN[name])
    assert [p.text for p in root.iter("p")] in ([], ["天"], [None])


OTHER = {
    "unclosed": _page('<img src="a" alt="b"><p>天</p>'),
    "no end": _page("<section><p>天<p>气</section>"),
    "upper case": _page("<P>天</P>"),
    "upper case attribute": _page('<p CLASS="a">天</p>'),
    "closed at once": _page("<section/><p>天</p>"),
    "paragraph in a paragraph": _page("<p><p>天</p></p>"),
    "box in a paragraph": _page("<p><section>天</section></p>"),
    "link in a link": _page('<a href="a"><a href="b">天</a></a>'),
    "rows alone": _page("<table><tr><td>1</td></tr></table>"),
    "text in a table": _page("<table>天<tbody><tr><td>1</td></tr></tbody></table>"),
    "drawing": _page("<svg><path d='M0 0'/></svg>"),
    "entity of a style": _page("", "<head><style>a &gt; b {}</style></head>"),
    "own entity": _page("<p>天&nbsp;气</p>"),
    "line in an attribute": _page('<p title="天\n气">天</p>'),
    "name space": _page("").replace("<html", '<html xmlns="http://www.w3.org/1999/xhtml"'),
    "language of XML": _page('<p xml:lang="en">a</p>'),
    "no head": "<html><body><p>天</p></body></html>",
    "text before": "天" + _page("<p>气</p>"),
    "text behind": _page("<p>天</p>") + "气",
    "text in the head": _page("<p>天</p>", "<head>气</head>"),
    "section of XML": _page("<p><![CDATA[天]]></p>"),
    "list": _page("<ul><li>天</li></ul>"),
}  # fmt: skip
SAME = {"list"}
"""Markup that may be the same by both rules, but of elements that are not looked at."""


@pytest.mark.parametrize("name", OTHER)
def test_other_markup_is_left_to_html(name: str) -> None:
    """And rightly so: read as XML it would be no document, or another one."""
    markup = OTHER[name]

    assert read_markup(markup) is None
    try:
        tree = _tree(ET.fromstring(markup.strip()))
    except ET.ParseError:
        return
    assert (tree == _by_html(markup)) == (name in SAME)


@pytest.mark.parametrize("look", ["chenbao", "ribao", "xiaobao"])
def test_looks_are_read_fast(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the looks make is plain, and the file is that of HTML's own rules."""
    read: list[str] = []

    def kept(markup: str) -> ET.Element | None:
        read.append(markup)
        return read_markup(markup)

    _, up = made_card()
    spec = card_spec(STYLES / "looks" / look)
    monkeypatch.setattr(zbpub.render.pdf, "read_markup", kept)
    fast = render_pdf(up.pages, spec)
    monkeypatch.setattr(zbpub.render.pdf, "read_markup", lambda _: None)
    slow = render_pdf(up.pages, spec)

    (markup,) = read
    root = read_markup(markup)
    assert root is not None
    assert _tree(root) == _by_html(markup)
    assert fast == slow


def test_parsed_document_is_as_weasyprint_parses_it() -> None:
    """It has all that ``HTML`` has, no more and no less."""
    markup = PLAIN["words"]
    root = read_markup(markup)
    assert root is not None
    ours = ParsedHTML(root, None, "zb:/")
    theirs = HTML(string=markup, base_url="zb:/")

    assert vars(ours).keys() == vars(theirs).keys()
    assert (ours.base_url, ours.media_type) == (theirs.base_url, theirs.media_type)
