"""What the desk may do about a page that is over or short, as cures, cheapest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zbpub.layout.account import Cure, Edit
from zbpub.layout.cures import page_additions, page_cuts
from zbpub.layout.galley import Galley
from zbpub.manuscript.model import Article, Figure, Issue

_MOST_EDITED = 120
"""Rows beyond which nobody wants the places: articles must go or come."""
_NEAR = 2
"""An article helps a page that is over when it is up to so many times more or less."""


def cures(
    off_rows: int, articles: Sequence[Article], galleys: Mapping[str, Galley],
    issue: Issue,
) -> tuple[Cure, ...]:  # fmt: skip
    """The cures of a page.

    Args:
        off_rows: Rows of base column that it is over; negative: short; 0: its length
            is right, and yet its columns do not come out full.
        articles: Those of the page, the most important first.
        galleys: Theirs at the base measure, by name.
        issue: The issue, whose other pages and fillers may help.
    """
    if off_rows > 0:
        return (_cut(off_rows, galleys), *_less(off_rows, articles, galleys, issue))
    if off_rows < 0:
        return (_add(-off_rows, galleys), *_more(-off_rows, articles, issue))
    return (_cut(1, galleys), _add(1, galleys))


def _cut(rows: int, galleys: Mapping[str, Galley]) -> Cure:
    edits = page_cuts(galleys, rows) if rows <= _MOST_EDITED else ()
    return _edited(("cut", "删"), rows, edits, galleys)


def _add(rows: int, galleys: Mapping[str, Galley]) -> Cure:
    edits = page_additions(galleys, rows) if rows <= _MOST_EDITED else ()
    return _edited(("add", "补"), rows, edits, galleys)


def _edited(
    verb: tuple[str, str], rows: int, edits: tuple[Edit, ...],
    galleys: Mapping[str, Galley],
) -> Cure:  # fmt: skip
    """The cure by words; without places the characters are those of whole lines."""
    solid = max((g.measure // g.size for g in galleys.values()), default=0) * rows
    characters = sum(edit.characters for edit in edits) or solid
    text = f"{verb[0]} {_size(characters, rows)}"
    return Cure(text, f"{verb[1]}{characters}字/{rows}行", rows, characters, edits)


def _size(characters: int, rows: int) -> str:
    return f"{_counted(characters, 'character')} ({_counted(rows, 'line')})"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _less(
    rows: int, articles: Sequence[Article], galleys: Mapping[str, Galley], issue: Issue
) -> Iterator[Cure]:
    nearest = min(
        articles[1:], key=lambda a: abs(galleys[a.name].rows - rows), default=None
    )
    if nearest and rows <= _NEAR * galleys[nearest.name].rows <= _NEAR**2 * rows:
        lines = galleys[nearest.name].rows
        text = f"move “{nearest.headline}” ({lines} lines) to another page"
        yield Cure(text, f"撤《{nearest.headline}》（{lines}行）", lines)
    jumping = [a for a in articles if a.jump != "no"]
    if jumping and len(issue.config.pages) > 1:
        longest = max(jumping, key=lambda a: galleys[a.name].rows)
        text = f"let “{longest.headline}” go on on another page"
        yield Cure(text, f"《{longest.headline}》转版", rows)
    for article in articles:
        if _may_crop(article):
            text = f"crop the picture of “{article.headline}”"
            yield Cure(text, f"裁《{article.headline}》配图")
    if articles and articles[0].pin.headline_size != "s":
        text = f"give “{articles[0].headline}” a smaller headline (headline_size: s)"
        yield Cure(text, "头条标题缩小")


def _may_crop(article: Article) -> bool:
    """Whether it has a picture that nothing forbids to crop."""
    kept = {note.src for note in article.pictures if not note.crop}
    return any(isinstance(b, Figure) and b.src not in kept for b in article.body)


def _more(rows: int, articles: Sequence[Article], issue: Issue) -> Iterator[Cure]:
    for filler in issue.config.fillers:
        yield Cure(f"place the filler “{filler.title}”", f"补白《{filler.title}》")
    for article in articles:
        if article.pull_quotes:
            text = f"show a pull quote of “{article.headline}”"
            yield Cure(text, f"《{article.headline}》加提要")
    if not issue.config.fillers:
        yield Cure("offer a filler in issue.toml: [[fillers]]", "备补白")
    if articles and articles[0].pin.headline_size != "l":
        text = f"give “{articles[0].headline}” a larger headline (headline_size: l)"
        yield Cure(text, "头条标题放大")
    text = f"bring an article of about {rows} lines from another page"
    yield Cure(text, f"调入约{rows}行的稿件", rows)
