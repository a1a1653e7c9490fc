"""Saved pages of made-up news sites, with what of each is the article."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

WORDS_FILE = Path(__file__).parent / "cases" / "web_words.txt"


def _read_words() -> dict[str, tuple[str, ...]]:
    blocks = WORDS_FILE.read_text("utf-8").strip().split("\n\n")
    lines = [block.split("\n") for block in blocks]
    return {name.removeprefix("# "): tuple(words) for name, *words in lines}


WORDS = _read_words()
HEADLINE, SUBHEAD = WORDS["headline"][0], WORDS["subhead"][0]
PARAGRAPHS, SHORT = WORDS["paragraphs"], WORDS["short"]
CAPTION, FOOT = WORDS["caption"][0], WORDS["foot"][0]
NAV, RELATED, COMMENTS = WORDS["nav"], WORDS["related"], WORDS["comments"]
ROWS = (("村名", "亩数"), ("东岭村", "420"), ("西岭村", "380"), ("北坡村", "400"))


@dataclass(frozen=True)
class WebPage:
    """A page, the words that are the article's, and words that are not."""

    name: str
    html: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def _links(words: tuple[str, ...], tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/x">{word}</a></{tag}>' for word in words)


def _head(title: str, *, og: bool = True) -> str:
    meta = f'<meta property="og:title" content="{escape(title)}">' if og else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_北河新闻网'
        f"</title>{meta}<script>var a = '新渠';</script><style>p {{color: red}}</style>"
        "</head>"
    )


def _body(content: str, *, info: str) -> str:
    return (
        f'<body><div class="top"><ul>{_links(NAV)}</ul></div>'
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; '
        '<a href="/n">新闻</a></div>'
        f'<div class="main">{info}{content}'
        f'<div class="related"><h3>相关新闻</h3><ul>{_links(RELATED)}</ul></div></div>'
        '<div class="side"><h4>热门排行</h4><ol>' + _links(RELATED[::-1]) + "</ol>"
        '<div class="ad">清河牌大米，香甜可口，全国包邮，点击购买</div></div>'
        f'<div class="footer">{FOOT}</div></body></html>'
    )


INFO = (
    f'<h1>{HEADLINE}</h1><div class="info">来源：北河晚报&nbsp;&nbsp;作者：王小山'
    "&nbsp;&nbsp;2024-03-05 10:22 <span>字号：<a>大</a> <a>小</a></span></div>"
)
_NOISE = (*NAV[:4], *RELATED, "相关新闻", "热门排行", "清河牌大米", FOOT, "当前位置")


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>　　{text}</p>\n" for text in texts)


def _classic() -> WebPage:
    content = f'<div class="content">{_paragraphs(PARAGRAPHS)}</div>'
    html = _head(HEADLINE) + _body(content, info=INFO)
    return WebPage("classic", html, PARAGRAPHS, _NOISE)


def _short() -> WebPage:
    content = f'<div class="content">{_paragraphs(SHORT)}</div>'
    return WebPage(
        "short", _head(HEADLINE, og=False) + _body(content, info=INFO), SHORT, _NOISE
    )


def _breaks() -> WebPage:
    words = "<br><br>\n".join(f"　　{text}" for text in PARAGRAPHS)
    content = f'<div id="zoom">{words}</div>'
    return WebPage(
        "breaks", _head(HEADLINE) + _body(content, info=INFO), PARAGRAPHS, _NOISE
    )


def _rich() -> WebPage:
    table = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS
    )
    content = (
        f"<article>{_paragraphs(PARAGRAPHS[:2])}<figure><img "
        'src="新渠_files/canal.jpg" alt="渠边的村民">'
        f"<figcaption>{CAPTION}</figcaption></figure><h2>{SUBHEAD}</h2>"
        f"{_paragraphs(PARAGRAPHS[2:])}<table>{table}</table>"
        "<ul><li>东岭村先通水</li><li>西岭村随后通水</li></ul></article>"
    )
    wanted = (*PARAGRAPHS, CAPTION, SUBHEAD, "东岭村先通水", ROWS[0][0], ROWS[2][1])
    return WebPage("rich", _head(HEADLINE) + _body(content, info=INFO), wanted, _NOISE)


def _commented() -> WebPage:
    comments = "".join(f"<li><p>{one}</p></li>" for one in COMMENTS)
    content = (
        f'<div class="article-body">{_paragraphs(PARAGRAPHS)}</div>'
        f'<div id="comments"><h3>网友评论</h3><ul>{comments}</ul></div>'
    )
    return WebPage(
        "commented",
        _head(HEADLINE) + _body(content, info=INFO),
        PARAGRAPHS,
        (*_NOISE, *COMMENTS),
    )


def _old() -> WebPage:
    rows = (
        f"<tr><td>{' | '.join(NAV)}</td></tr><tr><td><font size=5><b>{HEADLINE}</b>"
        "</font></td></tr><tr><td>来源：北河晚报 2024年03月05日</td></tr><tr><td>"
        + _paragraphs(PARAGRAPHS)
        + f"</td></tr><tr><td>{FOOT}</td></tr>"
    )
    html = (
        _head(HEADLINE, og=False)
        + f"<body><table width=760>{rows}</table></body></html>"
    )
    return WebPage("old", html, PARAGRAPHS, (FOOT, *NAV[8:]))


PAGES = (_classic(), _short(), _breaks(), _rich(), _commented(), _old())
