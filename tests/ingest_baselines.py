"""Two simple readings of a page, to tell what the passes of ingest are worth."""

from __future__ import annotations

import re

from zbpub.ingest.result import ArticleObject, PageObject

_DATELINE = re.compile(r"\**【?((?:本报|据?新华社)\S{0,12}?(?:讯|电))】?\**[ 　]*")
_BYLINE = re.compile(r"[（(□■●]?\s*(\S*记者[^。]{2,30}?)[）)]?$")
_STOP = re.compile(r"[。！？…][”’」』）]*$")


def keep_blanks(text: str) -> PageObject:
    """Every paragraph as empty lines have it; every heading begins an article."""
    return _read(text, joins=False)


def join_open(text: str) -> PageObject:
    """The same, but a paragraph that does not end in a stop goes on in the next."""
    return _read(text, joins=True)


def _read(text: str, *, joins: bool) -> PageObject:
    articles: list[ArticleObject] = []
    for block in text.split("\n\n"):
        line = re.sub(r"\s*\n", "", block).strip()
        if line.startswith("#") or not articles:
            articles.append(_headed(line.lstrip("# ")))
            continue
        _add(articles[-1], line.replace("**", ""), joins=joins)
    return PageObject(articles=articles, captions=[], furniture=[])


def _headed(title: str) -> ArticleObject:
    kicker, _, headline = title.rpartition("：")
    return ArticleObject(
        kicker=kicker,
        headline=headline,
        deck="",
        label="",
        dateline="",
        byline="",
        paragraphs=[],
        subheads=[],
        callouts=[],
        captions=[],
        jump="",
    )


def _add(article: ArticleObject, line: str, *, joins: bool) -> None:
    byline = _BYLINE.fullmatch(line)
    if byline:
        article["byline"] = byline[1]
        return
    if "二维码" in line and len(line) < 40:
        article["callouts"].append(line)
        return
    dateline = _DATELINE.match(line)
    if dateline and not article["paragraphs"]:
        article["dateline"] = dateline[1]
        line = line[dateline.end() :]
    paragraphs = article["paragraphs"]
    if joins and paragraphs and not _STOP.search(paragraphs[-1]):
        paragraphs[-1] += line
    else:
        paragraphs.append(line)
