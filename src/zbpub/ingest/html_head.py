"""The head of a web page: headline, kicker and deck, byline, date and source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from zbpub.base.chars import significant
from zbpub.ingest.bylines import is_byline
from zbpub.ingest.furniture import furniture_reason
from zbpub.ingest.html_chunks import Chunk, tokens_of
from zbpub.ingest.kinds import bare_byline
from zbpub.ingest.readings import DASHES
from zbpub.ingest.sentences import ends_sentence
from zbpub.ingest.title_words import is_kicker_like

SHORTEST = 4
"""Characters of a headline."""
LONGEST = 100
_LONGEST_INFO = 160
_LONGEST_CLOSING = 60
_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLES = frozenset(
    [
        "title",
        "headline",
        "biaoti",
        "zhuti",
        "yinti",
        "futi",
        "jianti",
        "subtitle",
        "kicker",
        "shoulder",
        "deck",
        "fubiao",
        "pretitle",
    ]
)
_PARTED = re.compile(r"\s*(?:[_|｜]|--+|\s[-–—]\s|[-–—](?=[^-–—]{2,12}$))\s*")
_DATE = (
    r"(?:发布|发表|更新|刊发)?(?:时间|日期|于)?[:：]?\s*\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}"
    r"\s?日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_SOURCE = r"(?:文章|稿件|信息)?(?:来源|稿源|出处)\s?[:：]\s*[^\s:：|]{2,24}"
_AUTHOR = (
    r"(?:作者|记者|通讯员|撰稿|撰文)\s?[:：]?\s*[\u4e00-\u9fff·]{2,12}"
    r"(?:[ 、，,][\u4e00-\u9fff·]{2,4}(?![:：]))*"
)
_INFO = re.compile(rf"(?P<date>{_DATE})|(?P<source>{_SOURCE})|(?P<author>{_AUTHOR})")


_PAPER = re.compile(r"<!--\s*enpproperty\b(.*?)/?enpproperty\s*-->", re.DOTALL)
"""What the publishing system of most digital papers (数字报) says of an article."""
PAPER_TITLE, PAPER_KICKER, PAPER_DECK = "title of paper", "introtitle", "subtitle"
_SITE = re.compile(
    r"数字报|电子报|电子版|e-?paper|[\u4e00-\u9fff](?:日报|晚报|晨报|时报|网)$", re.I
)
"""How the titles of pages end that name the paper and not the article."""
_MOST_TITLES = 4
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class WebHead:
    """What stands above the article's text, as far as the page tells it."""

    titles: tuple[int, ...] = ()
    """The chunks that are its titles, the headline among them."""
    headline: int = -1
    """The chunk that is the headline; -1: only the page's title has it."""
    infos: tuple[int, ...] = ()
    """Chunks that tell source, author and date, above the text or below it."""
    prose: int = 0
    """The chunk with which the text's sentences begin."""


@dataclass(frozen=True, slots=True)
class InfoPart:
    """A part of a line that tells where a report comes from."""

    text: str
    kind: str
    """``date``, ``source``, ``author``, or empty: none of them."""


def split_title(title: str, site: str = "") -> tuple[str, str]:
    """A page's title as the headline and the rest, which names the site."""
    if site and title.endswith(site) and len(title) > len(site):
        headline = title[: -len(site)].rstrip(" _|｜-–—")
        return headline, title[len(headline) :]
    parted = [one.start() for one in _PARTED.finditer(title)]
    at = next((one for one in parted if one >= SHORTEST), len(title))
    return title[:at], title[at:]


def find_head(
    chunks: Sequence[Chunk],
    region: Sequence[int],
    titles: Sequence[str],
    beside: Sequence[str] = (),
) -> WebHead:
    """The head of the article whose text is ``region``; a part of it may be inside.

    Args:
        chunks: The page.
        region: The indexes of the chunks that are the article's.
        titles: What the page calls itself: ``og:title``, its ``title``.
        beside: Its kicker and its deck, where the page says them.
    """
    prose = _first_prose(chunks, region)
    headline = _find_headline(chunks, prose, titles)
    if headline < 0 and all(not one or _SITE.search(one) for one in titles):
        found = _unnamed(chunks, region, prose)
        if found:
            infos = [at for at in region if at < prose and _is_info(chunks[at])]
            return WebHead(found, _main_of(chunks, found), tuple(infos), prose)
    nearest = range(max(prose - 12, 0) if headline < 0 else headline, prose)
    infos = [at for at in nearest if at != headline and _is_info(chunks[at])]
    closing = [at for at in region[-3:] if at > prose and _closes(chunks[at])]
    named = {one for one in beside if one}
    around = range(max(headline - 2, 0), min(headline + 4, prose))
    shown = [
        at
        for at in around
        if at == headline
        or (at not in infos and (_is_title(chunks[at]) or chunks[at].text in named))
    ]
    titled = _run_around(shown, headline, infos) if headline >= 0 else []
    return WebHead(tuple(titled), headline, (*infos, *closing), prose)


def _unnamed(
    chunks: Sequence[Chunk], region: Sequence[int], prose: int
) -> tuple[int, ...]:
    """The short lines right above the text of a page that names but its paper."""
    found: list[int] = []
    for at in reversed([one for one in region if one < prose]):
        text = chunks[at].text
        if _is_info(chunks[at]):
            continue
        short = SHORTEST <= len(text) <= LONGEST and not ends_sentence(text)
        if not short or chunks[at].is_linked or furniture_reason(text):
            break
        found.insert(0, at)
    return tuple(found[-_MOST_TITLES:])


def _main_of(chunks: Sequence[Chunk], titles: Sequence[int]) -> int:
    """Which of ``titles`` is the headline: none of a kicker's words, above a deck."""
    for at in titles:
        text = chunks[at].text
        if not is_kicker_like(text) and not text.startswith(DASHES):
            following = next((one for one in titles if one > at), None)
            dashed = following is not None and chunks[following].text.startswith(DASHES)
            beyond = [one for one in titles if chunks[one].text.startswith(DASHES)]
            if dashed or not beyond:
                return at
    return titles[0]


def _first_prose(chunks: Sequence[Chunk], region: Sequence[int]) -> int:
    texts = [at for at in region if chunks[at].text and not chunks[at].rows]
    for at in texts:
        text = chunks[at].text
        if len(text) > LONGEST or (ends_sentence(text)):
            return at
    return texts[0] if texts else len(chunks)


def _closes(chunk: Chunk) -> bool:
    """Whether a line below the text only tells where it comes from."""
    text = chunk.text
    if len(text) > _LONGEST_CLOSING or "。" in text or not _is_info(chunk):
        return False
    rest = "".join(part.text for part in split_info(text) if not part.kind)
    return len(
        rest.strip("（）()[]【】 　")
    ) <= _LONGEST_CLOSING // 4 and not is_byline(bare_byline(text))


def _run_around(shown: Sequence[int], headline: int, infos: Sequence[int]) -> list[int]:
    """The titles that nothing but a line of information parts from the headline."""
    known = {*shown, *infos}
    first = last = headline
    while first - 1 in known:
        first -= 1
    while last + 1 in known:
        last += 1
    return [at for at in shown if first <= at <= last]


def _find_headline(chunks: Sequence[Chunk], prose: int, titles: Sequence[str]) -> int:
    wanted = [bare for title in titles if (bare := significant(title))]
    scored = [
        (score, at)
        for at in range(min(prose, len(chunks)))
        if (score := _headline_score(chunks[at], wanted)) > 0
    ]
    return max(scored)[1] if scored else -1


def _headline_score(chunk: Chunk, wanted: Sequence[str]) -> int:
    text = significant(chunk.text)
    if not SHORTEST <= len(text) <= LONGEST or chunk.rows or chunk.hidden:
        return 0
    score = 4 * any(text == title for title in wanted)
    score = score or 3 * any(title.startswith(text) for title in wanted)
    score += {"h1": 2, "h2": 1}.get(chunk.tag, 0)
    return 0 if chunk.is_linked and score < 4 else score


def _is_title(chunk: Chunk) -> bool:
    """Whether a chunk beside the headline is its kicker or its deck."""
    text = chunk.text
    if (
        chunk.is_linked
        or chunk.hidden
        or chunk.rows
        or not SHORTEST <= len(text) <= LONGEST
    ):
        return False
    marked = chunk.tag in _HEADINGS or bool(tokens_of(chunk.owner) & _TITLES)
    return marked and not ends_sentence(text)


def _is_info(chunk: Chunk) -> bool:
    text = chunk.text
    if len(text) > _LONGEST_INFO or chunk.rows or "。" in text:
        return False
    return _INFO.search(text) is not None


def split_info(text: str) -> Iterator[InfoPart]:
    """The parts of a line of information, in their order and without a gap."""
    at = 0
    for match in _INFO.finditer(text):
        if match.start() > at:
            yield InfoPart(text[at : match.start()], "")
        kind = match.lastgroup or ""
        if kind == "author" and not is_byline(bare_byline(match[0])):
            kind = ""
        yield InfoPart(match[0], kind)
        at = match.end()
    if at < len(text):
        yield InfoPart(text[at:], "")


def read_paper(text: str) -> dict[str, str]:
    """What a digital paper's comment says of an article: its titles."""
    found = _PAPER.search(text)
    if not found:
        return {}
    told: dict[str, str] = {}
    for key, name in (
        (PAPER_TITLE, "title"),
        (PAPER_KICKER, "introtitle"),
        (PAPER_DECK, "subtitle"),
    ):
        value = re.search(rf"<{name}>(.*?)</{name}>", found[1], re.DOTALL)
        words = " ".join(unescape(_TAG.sub(" ", value[1])).split()) if value else ""
        if words:
            told[key] = words
    return told


def read_meta(root: Any) -> dict[str, str]:
    """What the page says of itself: title, og:title, site, author, address."""
    told: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            told.setdefault(name, content)
    title = root.find(".//head/title")
    told["title"] = " ".join((title.text or "").split()) if title is not None else ""
    return told
