"""The plan of the book: its files, identifiers, labels and page marks.

Navigation, NCX, page marks and articles all read this one plan, so that they agree by
construction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zbpub.manuscript.model import Article, Issue, IssueConfig
from zbpub.render.epub_order import PageGroup, page_groups
from zbpub.render.epub_words import Words, chinese_date, words_for

COVER_FILE = "cover.xhtml"
NAV_FILE = "nav.xhtml"
COLOPHON_FILE = "colophon.xhtml"


@dataclass(frozen=True, slots=True)
class PageMark:
    """The place where a printed page starts."""

    id: str
    label: str
    """As read aloud and listed: ``"第03版"``."""
    href: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One article and its file."""

    article: Article
    stem: str
    """Begins every identifier of the file, so that none is used twice in the book."""
    file: str
    title: str
    """The file's title: the headline, told apart from equal ones."""
    label: str
    """The headline on one line, for the contents."""
    mark: PageMark | None
    """Set when a printed page starts with this article."""

    @property
    def href(self) -> str:
        """The article's head: what the contents link to."""
        return f"{self.file}#{self.stem}-head"


@dataclass(frozen=True, slots=True)
class Section:
    """A printed page in the contents, and its articles."""

    id: str
    label: str
    chapters: tuple[Chapter, ...]

    @property
    def href(self) -> str:
        """Where the page starts; the first file when it is no printed page."""
        first = self.chapters[0]
        return first.mark.href if first.mark else first.file


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole book, planned."""

    config: IssueConfig
    words: Words
    date: str
    """The issue's date in words: ``"2021年2月3日"``."""
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The book's title: the paper and its date."""
        return f"{self.config.publication} {self.date}"

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every article, in reading order."""
        return tuple(c for section in self.sections for c in section.chapters)

    @property
    def marks(self) -> tuple[PageMark, ...]:
        """Every page mark, in reading order."""
        return tuple(c.mark for c in self.chapters if c.mark)


def plan_book(issue: Issue) -> Outline:
    """The plan of the book of ``issue``; the same issue gives the same plan."""
    words = words_for(issue.config.language)
    outline = Outline(issue.config, words, chinese_date(issue.config.date), ())
    groups = page_groups(issue)
    taken = (outline.title, words.cover, words.contents, words.colophon)
    titles = _unique((_one_line(a.headline) for g in groups for a in g.articles), taken)
    sections = []
    first = 1
    for number, group in enumerate(groups, 1):
        chapters = tuple(_chapters(group, number, first, titles, words))
        label = _section_label(group, words, alone=len(groups) == 1)
        sections.append(Section(f"section-{number:03d}", label, chapters))
        first += len(chapters)
    return Outline(outline.config, words, outline.date, tuple(sections))


def series_position(config: IssueConfig) -> str:
    """The number in 期号, or empty when it holds none: ``"第1234期"`` is 1234."""
    found = re.search(r"[0-9]+", config.number)
    return str(int(found.group())) if found else ""


def _chapters(
    group: PageGroup, page: int, first: int, titles: Iterator[str], words: Words
) -> Iterator[Chapter]:
    for i, article in enumerate(group.articles):
        stem = f"a{first + i:03d}"
        file = f"article-{first + i:03d}.xhtml"
        name = f"page-{page:03d}"
        mark = None
        if group.number and i == 0:
            mark = PageMark(name, words.page(group.number), f"{file}#{name}")
        label = _one_line(article.headline)
        yield Chapter(article, stem, file, next(titles), label, mark)


def _section_label(group: PageGroup, words: Words, *, alone: bool) -> str:
    if group.number:
        return f"{words.page(group.number)} {_one_line(group.section)}".strip()
    return words.articles if alone else words.others


def _unique(titles: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """``titles``, each later twin with its number: readers list files by title."""
    seen = Counter(taken)
    for title in titles:
        candidate = title
        while seen[candidate]:
            seen[title] += 1
            candidate = f"{title}（{seen[title]}）"
        seen[candidate] += 1
        yield candidate


def _one_line(text: str) -> str:
    return " ".join(text.split())
