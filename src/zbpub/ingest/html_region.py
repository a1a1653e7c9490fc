"""Which chunks of a web page are its article: what readability finds, made whole.

readability-lxml names the part of the page; what it takes out of it for being short, a
table, a list, a caption, comes back if it stands inside and is no list of links.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Sequence
from typing import Any

import lxml.html
from lxml import etree
from readability import Document
from readability.readability import Unparseable

from zbpub.ingest.html_chunks import Chunk, tokens_of

_MARK = "data-place"
_PLACE = re.compile(rf'{_MARK}="(\d+)"')
_NOISE = frozenset(
    [
        "nav",
        "menu",
        "crumb",
        "crumbs",
        "breadcrumb",
        "related",
        "relate",
        "relation",
        "recommend",
        "recommended",
        "hot",
        "rank",
        "ranking",
        "share",
        "sharing",
        "comment",
        "comments",
        "pinglun",
        "footer",
        "copyright",
        "sidebar",
        "aside",
        "ad",
        "ads",
        "advert",
        "advertisement",
        "gg",
        "tool",
        "tools",
        "toolbar",
        "qrcode",
        "ewm",
        "declare",
        "statement",
        "login",
        "search",
        "pager",
        "pages",
        "pagination",
        "tags",
        "tag",
        "subscribe",
        "popup",
        "xgyd",
        "xiangguan",
    ]
)
_NOISE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "select"})
_NOISE_WORDS = re.compile(
    r"(?:相关(?:新闻|阅读|链接|报道|推荐)|延伸阅读|推荐阅读|热门|网友评论|精彩评论|全部评论"
    r"|发表评论|分享到|分享至|上一篇|下一篇|返回(?:首页|顶部)|打印|关闭窗口|收藏|字号|纠错"
    r"|[（(【\[]?(?:本文|稿件)?(?:责任编辑|值班编辑|责编|网编|编辑)\s?[:：]|更多精彩|猜你喜欢|点击排行|版权声明|免责声明|免责申明|声明[:：])"
)

logging.getLogger("readability").addHandler(logging.NullHandler())
# Only the command line prints, and what readability has to say is no finding.


def find_region(root: Any, chunks: Sequence[Chunk]) -> tuple[int, ...]:
    """The indexes of the chunks that are the article's text, pictures and tables."""
    kept = _surviving(root)
    main = [
        at
        for at, chunk in enumerate(chunks)
        if chunk.text and chunk.owner in kept and not _is_noise(chunk, None)
    ]
    main = _without_edges(chunks, main)
    if not main:
        return ()
    common = _common([chunks[at].owner for at in main])
    region = set(main)
    region |= {at for at in range(main[0], main[-1]) if _may_belong(chunks[at], common)}
    region |= _before(chunks, main[0], common)
    region |= _behind(chunks, main[-1], common)
    return tuple(sorted(at for at in region if not _is_loose_head(chunks, at, region)))


def _surviving(root: Any) -> set[Any]:
    """The elements that readability keeps; none if it cannot read the page."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    skeleton = copy.deepcopy(root)
    marked = (one for one in skeleton.iter() if isinstance(one.tag, str))
    for place, element in enumerate(marked):
        named = {name: element.get(name) for name in ("class", "id", "href")}
        element.attrib.clear()
        element.attrib.update({name: value for name, value in named.items() if value})
        element.set(_MARK, str(place))
    try:
        page = etree.tostring(skeleton, encoding="unicode", method="html")
        found = Document(page).summary(html_partial=True)
    except (Unparseable, ValueError, etree.LxmlError):
        return set()
    places = {int(place) for place in _PLACE.findall(found)}
    return {elements[place] for place in places if place < len(elements)}


def _without_edges(chunks: Sequence[Chunk], main: list[int]) -> list[int]:
    """``main`` up to where the page's own words begin (相关新闻), its links aside."""
    kept: list[int] = []
    for at in main:
        prose = any("。" in chunks[one].text for one in kept[-3:])
        if prose and _NOISE_WORDS.match(chunks[at].text):
            break
        if not chunks[at].is_linked:
            kept.append(at)
    return kept


def _common(owners: Sequence[Any]) -> Any:
    """The nearest element that holds all of ``owners``."""
    shared: list[Any] = [*reversed([owners[0], *owners[0].iterancestors()])]
    for owner in owners[1:]:
        above = {owner, *owner.iterancestors()}
        while shared[-1] not in above:
            shared.pop()
    return shared[-1]


def _is_inside(element: Any, common: Any) -> bool:
    return element is common or any(one is common for one in element.iterancestors())


def _is_noise(chunk: Chunk, common: Any) -> bool:
    """Whether a part of the page that is no article's holds the chunk."""
    if chunk.hidden:
        return True
    for element in (chunk.owner, *chunk.owner.iterancestors()):
        if element is common or element.tag in ("body", "html"):
            return False
        if element.tag in _NOISE_TAGS or tokens_of(element) & _NOISE:
            return True
    return False


def _may_belong(chunk: Chunk, common: Any) -> bool:
    return (
        _is_inside(chunk.owner, common)
        and not chunk.is_linked
        and not _is_noise(chunk, common)
    )


def _before(chunks: Sequence[Chunk], first: int, common: Any) -> set[int]:
    """Pictures and captions directly before the text."""
    found: set[int] = set()
    for at in range(first - 1, -1, -1):
        chunk = chunks[at]
        pictured = chunk.source or chunk.tag == "figcaption"
        if not pictured or not _may_belong(chunk, common):
            break
        found.add(at)
    return found


def _behind(chunks: Sequence[Chunk], last: int, common: Any) -> set[int]:
    """What follows the text inside its own part of the page, up to the page's words."""
    found: set[int] = set()
    if common.tag in ("body", "html"):
        return found
    for at in range(last + 1, len(chunks)):
        chunk = chunks[at]
        if not _may_belong(chunk, common) or _NOISE_WORDS.match(chunk.text):
            break
        found.add(at)
    return found


def _is_loose_head(chunks: Sequence[Chunk], at: int, region: set[int]) -> bool:
    """Whether a heading has nothing under it but what is no article's."""
    return chunks[at].tag in ("h2", "h3", "h4", "h5") and at + 1 not in region


def parse_page(text: str) -> tuple[Any, bool]:
    """The tree of a page, and whether it is nested too deep to be read to its end.

    Nothing is fetched, and no entity but those of HTML is known.
    """
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True,
        encoding="utf-8",
    )  # fmt: skip
    content = text.encode("utf-8", "replace")
    root = lxml.html.document_fromstring(content, parser=parser)
    deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return root, deep
