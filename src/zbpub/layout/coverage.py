"""What cannot be set: characters that no font has, and blocks that pages lack yet."""

from __future__ import annotations

from collections.abc import Iterator

from zbpub.base.findings import Finding
from zbpub.layout.galley import WIDEST_EM, set_galley
from zbpub.layout.styling import reading_text
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Article, Block, Figure, Issue, Table
from zbpub.manuscript.walk import every_block


def uncovered(issue: Issue, case: TypeCase) -> tuple[Finding, ...]:
    """A finding for each character that none of the profile's fonts has."""
    return tuple(
        finding for article in issue.articles for finding in _uncovered(article, case)
    )


def _uncovered(article: Article, case: TypeCase) -> Iterator[Finding]:
    text = reading_text(article)
    for char in case.faces[case.profile.body.font].missing(text):
        at = text.index(char)
        around = text[max(0, at - 6) : at + 7].replace("\n", " ")
        yield Finding(
            code="L010",
            message=f"no font has the character {char!r} (U+{ord(char):04X}), in"
            f" “{around}”",
            path=article.path,
            line=_line_of(article, char),
            hint="write another character, or add a font that has it to the profile",
        )


def _line_of(article: Article, char: str) -> int:
    """The manuscript's line of the block that holds ``char``; 0 in the front matter."""
    for block in article.body:
        if char in reading_text(Article(name="", headline="", body=(block,))):
            return block.line
    return 0


def unsettable(issue: Issue) -> tuple[Finding, ...]:
    """A finding for each block that cannot stand where it is."""
    return tuple(
        Finding(
            code="L011",
            message=f"{what} cannot be set on a page",
            path=article.path,
            line=block.line,
            hint="put it between two paragraphs of the text",
        )
        for article in issue.articles
        for block in every_block(article.body)
        if (what := _not_yet(block, article))
    )


def textless(issue: Issue) -> tuple[Finding, ...]:
    """A finding for each article that has a head and nothing to pour under it."""
    return tuple(
        Finding(
            code="L012",
            message="the article has no text: a head or a picture alone cannot stand"
            " on a page yet",
            path=article.path,
            hint="write a sentence, or give the picture to another article",
        )
        for article in issue.articles
        if not _poured(article).strip()
    )


def _poured(article: Article) -> str:
    """What stands in the columns: all but head, call-outs and captions."""
    blocks = tuple(b for b in article.body if not isinstance(b, Figure))
    bare = Article(name="", headline="", body=blocks, byline=article.byline)
    return reading_text(bare)


def _not_yet(block: Block, article: Article) -> str:
    """What ``block`` is, when pages have no place for it; else empty."""
    if block in article.body:
        return ""
    what = {Table: "a table", Figure: "a picture"}.get(type(block), "")
    return f"{what} inside a quotation, a list or a note" if what else ""


def too_wide(issue: Issue, case: TypeCase) -> tuple[Finding, ...]:
    """A finding for each table whose words fit into no measure of the profile."""
    widest = _widest_measure(case)
    return tuple(
        Finding(
            code="L015",
            message=f"a table of {len(block.head)} columns is too wide for every"
            f" measure: the widest has {widest // case.profile.grid.size} characters",
            path=article.path,
            line=block.line,
            hint="give it fewer columns, or exchange its rows and columns",
        )
        for article in issue.articles
        for block in article.body
        if isinstance(block, Table) and not _stands(block, widest, case)
    )


def _stands(table: Table, measure: int, case: TypeCase) -> bool:
    alone = Article(name="", headline="", body=(table,))
    return set_galley(alone, measure, case).is_sound


def _widest_measure(case: TypeCase) -> int:
    """The widest measure of running text, mpt; see ``WIDEST_EM``."""
    grid = case.profile.grid
    measures = (
        grid.split(grid.width(columns), parts)[0]
        for columns in range(1, grid.columns + 1)
        for parts in (columns, columns - 1)
        if parts
    )
    fit = [measure for measure in measures if measure <= WIDEST_EM * grid.size]
    return max(fit, default=grid.width(1))
