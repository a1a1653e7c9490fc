"""What would make a wrong book: found in the words before anything is rendered."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

from zbpub.base.findings import Finding, Severity
from zbpub.manuscript.model import Article, Footnote, Issue, IssueConfig, PagePlan
from zbpub.render.epub_links import link_target
from zbpub.render.epub_pictures import LONGEST, kind_of
from zbpub.render.epub_spec import EpubSpec
from zbpub.render.epub_text import article_text, notes_in_order, runs_of

SHOWN = 8
"""Characters of context in a message."""
FORBIDDEN = frozenset({"\ufffd", "\ufffe", "\uffff"})
"""The mark of a broken decoding, and the two that XML 1.0 cannot hold."""


def check_issue(issue: Issue, spec: EpubSpec) -> tuple[Finding, ...]:
    """Every reason why ``issue`` makes no good book, pictures and font aside."""
    files = {article.name: article.name for article in issue.articles}
    return (
        *_no_articles(issue),
        *_same_names(issue),
        *_cover(spec),
        *_config(issue.config),
        *(f for article in issue.articles for f in _article(article, files)),
    )


def _no_articles(issue: Issue) -> Iterator[Finding]:
    if not issue.articles:
        yield Finding(
            code="E013",
            message="the issue holds no article",
            path=issue.folder,
            hint="add a manuscript",
        )


def _same_names(issue: Issue) -> Iterator[Finding]:
    for name, times in Counter(article.name for article in issue.articles).items():
        if times > 1:
            yield Finding(
                code="E011",
                message=f"{times} articles share the name {name!r}",
                path=issue.folder,
                hint="rename all but one of their files",
            )


def _cover(spec: EpubSpec) -> Iterator[Finding]:
    if not kind_of(spec.cover):
        yield Finding(
            code="E009",
            message="the cover is neither PNG nor JPEG",
            hint="make it from the front page again",
        )
    elif max(spec.cover_size) < LONGEST:
        yield Finding(
            code="E008",
            message=f"the cover's long side has {max(spec.cover_size)} pixels",
            severity=Severity.WARNING,
            hint=f"make it {LONGEST} pixels long or more, as shops ask",
        )


def _config(config: IssueConfig) -> Iterator[Finding]:
    told = (getattr(config, field.name) for field in fields(config))
    words = (word for value in told for word in _words(value))
    yield from _controls(" ".join(words), "issue.toml")
    if config.url and not link_target(config.url, {}):
        yield _left_out(config.url, "issue.toml", 0)


def _words(value: object) -> Iterable[str]:
    match value:
        case str():
            yield value
        case PagePlan(number=number, section=section, credits=credits):
            yield from (number, section, *credits)
        case tuple():
            yield from (word for inner in value for word in _words(inner))


def _article(article: Article, files: dict[str, str]) -> Iterator[Finding]:
    path = article.path or article.name
    if not article.headline.strip():
        yield Finding(
            code="E001",
            message="the article has no headline",
            path=path,
            line=1,
            hint="write one after `headline:` in the article's front matter",
        )
    told = (article_text(article), article.page, article.name)
    yield from _controls(" ".join(told), path)
    yield from _marks(article, path)
    yield from _links(article, path, files)


def _controls(text: str, path: str) -> Iterator[Finding]:
    """The first character that no reader can show, of each sort."""
    for code, is_bad, severity, hint in (
        ("E005", _is_control, Severity.ERROR, "delete it"),
        ("E014", _is_private, Severity.WARNING, "write the character that is meant"),
    ):
        at = next((i for i, char in enumerate(text) if is_bad(char)), -1)
        if at >= 0:
            name = f"U+{ord(text[at]):04X}"
            context = text[max(0, at - SHOWN) : at + SHOWN]
            yield Finding(
                code=code,
                message=f"{name} is no character that readers show: {context!r}",
                path=path,
                severity=severity,
                hint=hint,
            )


def _is_control(char: str) -> bool:
    """What XML 1.0 forbids, other controls, and the mark of a failed decoding."""
    is_control = unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n\r"
    return is_control or char in FORBIDDEN


def _is_private(char: str) -> bool:
    return unicodedata.category(char) == "Co"


def _marks(article: Article, path: str) -> Iterator[Finding]:
    notes = notes_in_order(article)
    labels = {note.label for note in notes}
    for line, note in _called(article, notes):
        if note not in labels:
            yield Finding(
                code="E004",
                message=f"footnote {note!r} is called but not there",
                path=path,
                line=line,
                hint=f"add a paragraph that begins with [^{note}]:",
            )


def _called(article: Article, notes: tuple[Footnote, ...]) -> Iterator[tuple[int, str]]:
    blocks = (*article.body, *(block for note in notes for block in note.blocks))
    for block in blocks:
        yield from ((block.line, run.note) for run in runs_of((block,)) if run.note)


def _links(article: Article, path: str, files: dict[str, str]) -> Iterator[Finding]:
    blocks = (
        *article.body,
        *(block for note in notes_in_order(article) for block in note.blocks),
    )
    inside = ((b.line, run.href) for b in blocks for run in runs_of((b,)) if run.href)
    outside = ((0, callout.url) for callout in article.callouts if callout.url)
    for line, href in dict.fromkeys((*inside, *outside)):
        if not link_target(href, files):
            yield _left_out(href, path, line)


def _left_out(href: str, path: str, line: int) -> Finding:
    return Finding(
        code="E006",
        message=f"the link target {href!r} is left out of the e-book",
        path=path,
        line=line,
        severity=Severity.WARNING,
        hint="write a whole web address, or the name of a manuscript",
    )
