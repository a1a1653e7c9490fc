"""An issue's articles and settings in, findings about what they say of pages out.

Where ``issue.toml`` lists no pages the make-up chooses them, and no page is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zbpub.base.findings import Finding, Severity
from zbpub.manuscript.lint_text import line_in_head
from zbpub.manuscript.model import Article, IssueConfig, Pin
from zbpub.manuscript.place_fields import STAYS
from zbpub.manuscript.spelling import nearest

_LEAD = 1


def lint_issue(
    articles: Sequence[Article], sources: Mapping[str, str], config: IssueConfig
) -> tuple[Finding, ...]:
    """What articles say of pages that the issue, or another article, gainsays.

    Args:
        articles: The articles, in manuscript order.
        sources: Their manuscripts by ``Article.path``, for lines.
        config: The settings.

    Returns:
        Errors for pages that are not there and for places taken twice; warnings for
        unknown sections and for two leads of one page.
    """
    found: list[Finding] = []
    for article in articles:
        source = sources.get(article.path, "")
        found += _unknown_page(article, source, config)
        found += _wrong_jump(article, source, config)
        found += _unknown_section(article, source, config)
    for page in _by_page(articles, config).values():
        found += _places_taken(page, sources)
        found += _second_leads(page, sources)
    return tuple(found)


def _unknown_page(
    article: Article, source: str, config: IssueConfig
) -> Iterator[Finding]:
    planned = _numbers(config)
    if planned and article.page and article.page not in planned:
        yield Finding(
            code="M010",
            message=f"the page {article.page!r} is not among the issue's pages",
            path=article.path,
            line=line_in_head("page", source) or line_in_head("place", source),
            hint=_page_hint(article.page, planned),
        )


def _wrong_jump(
    article: Article, source: str, config: IssueConfig
) -> Iterator[Finding]:
    planned = _numbers(config)
    jump, page = article.jump, _page_of(article, config)
    if jump in ("", STAYS):
        return
    if planned and jump not in planned:
        message = f"the article jumps to the page {jump!r}, which the issue has not"
        hint = _page_hint(jump, planned)
    elif jump == page:
        message = f"the article jumps to the page {jump!r}, on which it begins"
        hint = "write another page, or no"
    else:
        return
    yield Finding(
        code="M013",
        message=message,
        path=article.path,
        line=line_in_head("jump", source),
        hint=hint,
    )


def _unknown_section(
    article: Article, source: str, config: IssueConfig
) -> Iterator[Finding]:
    known = tuple(dict.fromkeys(p.section for p in config.pages if p.section))
    if not config.pages or not article.section or article.section in known:
        return
    near = nearest(article.section, known)
    listed = f"write one of {', '.join(known)}" if known else "delete it"
    yield Finding(
        code="M016",
        message=f"no page has the section {article.section!r}",
        path=article.path,
        line=line_in_head("section", source),
        severity=Severity.WARNING,
        hint=f"{f'write {near!r}' if near else listed}, or give a page that section",
    )


def _places_taken(
    articles: Sequence[Article], sources: Mapping[str, str]
) -> Iterator[Finding]:
    """Two pins that no make-up can obey both; what a pin leaves open is one cell."""
    pinned = [each for each in articles if each.pin.column and each.pin.row]
    for i, article in enumerate(pinned):
        rival = next((o for o in pinned[:i] if _overlap(o.pin, article.pin)), None)
        if rival is not None:
            yield Finding(
                code="M014",
                message=f"the places of {_both(rival, article)} overlap on one page",
                path=article.path,
                line=line_in_head("place", sources.get(article.path, "")),
                hint="move one of the two, or leave its place to the make-up",
            )


def _overlap(one: Pin, other: Pin) -> bool:
    across = _meet(one.column, one.columns, other.column, other.columns)
    return across and _meet(one.row, one.rows, other.row, other.rows)


def _meet(start: int, length: int, other_start: int, other_length: int) -> bool:
    end, other_end = start + max(length, 1), other_start + max(other_length, 1)
    return start < other_end and other_start < end


def _second_leads(
    articles: Sequence[Article], sources: Mapping[str, str]
) -> Iterator[Finding]:
    leads = [each for each in articles if each.priority == _LEAD]
    for article in leads[1:]:
        yield Finding(
            code="M015",
            message=f"{_both(leads[0], article)} have priority 1 on one page",
            path=article.path,
            line=line_in_head("priority", sources.get(article.path, "")),
            severity=Severity.WARNING,
            hint="keep 1 for the lead (头条), and give the other 2 to 5",
        )


def _by_page(
    articles: Sequence[Article], config: IssueConfig
) -> dict[str, list[Article]]:
    """Articles by the page that they are on for certain."""
    pages: dict[str, list[Article]] = {}
    for article in articles:
        if page := _page_of(article, config):
            pages.setdefault(page, []).append(article)
    return pages


def _page_of(article: Article, config: IssueConfig) -> str:
    """The page that the article names, or the one page there is."""
    only = config.pages[0].number if len(config.pages) == 1 else ""
    return article.page or only


def _numbers(config: IssueConfig) -> list[str]:
    return [page.number for page in config.pages]


def _page_hint(page: str, planned: Sequence[str]) -> str:
    near = nearest(page, planned)
    choice = repr(near) if near else f"one of {', '.join(planned)}"
    return f"write {choice}, or add it to issue.toml"


def _both(one: Article, other: Article) -> str:
    return f"{one.name!r} and {other.name!r}"
