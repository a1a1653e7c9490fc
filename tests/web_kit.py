"""Saved pages of made-up news sites, with what of each is the article."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

HEADLINE = "南岭乡二十里新渠昨日通水"
SUBHEAD = "三年修渠不停工"
PARAGRAPHS = (
    "本报讯（记者 王小山）昨日上午，南岭乡二十里新渠正式通水，沿线三个村的千亩良田喝上了放心水，村民们早早来到渠边，等着第一股水流进自家的田里。",
    "“从前浇一次地要排三天队。”村民李春来说，“现在拧开闸门，水就到了地头，庄稼有救了。”据统计，新渠可灌溉农田一千二百亩，受益农户三百六十户。",
    "南岭乡地处山区，十年九旱。三年前，乡里筹资八百万元动工修渠，党员干部带头上工地，最多的一天有四百多人参加劳动。",
    "下一步，乡里还要修建两座蓄水池，把水引到更远的山坡地，让果园也用上渠水，预计明年春天完工。",
)
SHORT = (
    "本报讯 昨日，南岭乡新渠通水，千亩良田喝上放心水。",
    "新渠长二十里，明年还将延伸到果园。",
)
CAPTION = "图为村民在新渠边看水。"
ROWS = (("村名", "亩数"), ("东岭村", "420"), ("西岭村", "380"), ("北坡村", "400"))
NAV = ("首页", "新闻", "时政", "社会", "财经", "体育", "娱乐", "视频", "数字报", "登录", "注册")
RELATED = (
    "河湾镇万亩油菜花开迎客来",
    "全县春耕生产现场会召开",
    "东门小学举办读书节活动",
    "我市今年新建公园二十处",
    "今起三天多云转晴气温回升",
)
COMMENTS = (
    "网友清风：这条渠修得好，盼了好多年了，我们村什么时候也能修一条？希望领导看到。",
    "网友山里人：小时候挑水浇地，一天只能浇半亩，现在的年轻人赶上好时候了，为家乡点赞。",
    "网友路人甲：水渠修好以后要有人管，不能过两年又荒了，建议成立管护队。",
)
FOOT = "关于我们 | 广告服务 | 联系方式 | 版权所有 北河新闻网 未经许可不得转载"


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
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/n">新闻</a></div>'
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
        _head(HEADLINE, og=False) + f"<body><table width=760>{rows}</table></body></html>"
    )
    return WebPage("old", html, PARAGRAPHS, (FOOT, *NAV[8:]))


PAGES = (_classic(), _short(), _breaks(), _rich(), _commented(), _old())
