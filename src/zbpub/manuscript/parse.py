"""A manuscript's text in, a frozen article and findings out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zbpub.base.findings import Finding, errors
from zbpub.manuscript.blocks import read_body
from zbpub.manuscript.characters import check_characters
from zbpub.manuscript.fields import read_fields
from zbpub.manuscript.frontmatter import compose_front_matter, split_front_matter
from zbpub.manuscript.model import Article
from zbpub.manuscript.notes import check_notes
from zbpub.manuscript.picture_fields import check_shown


def parse_article(
    text: str, *, name: str, path: str
) -> tuple[Article | None, tuple[Finding, ...]]:
    """The article that ``text`` is, and all that is wrong with it, in file order.

    Args:
        text: The whole manuscript; a byte-order mark and any line ends are accepted.
        name: The article's name: the file's without its suffix.
        path: The file, as findings name it.

    Returns:
        The article, or None when one of the findings is an error.
    """
    article, findings = _parse(normal_lines(text), name, path)
    placed = in_file(findings, path)
    return (None if errors(placed) else article), placed


def normal_lines(text: str) -> str:
    """``text`` without a byte-order mark, its lines ended by line feeds alone."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def in_file(findings: Iterable[Finding], path: str) -> tuple[Finding, ...]:
    """The findings of one file, with its path, in the order of their places."""
    ordered = sorted(findings, key=lambda each: (each.line, each.column, each.code))
    return tuple(replace(each, path=path) for each in ordered)


def _parse(text: str, name: str, path: str) -> tuple[Article | None, list[Finding]]:
    if forbidden := check_characters(text):
        return None, list(forbidden)
    head, body, missing = split_front_matter(text)
    if missing:
        return None, list(missing)
    node, unreadable = compose_front_matter(head)
    article, wrong = (
        (None, ()) if unreadable else read_fields(node, name=name, path=path)
    )
    blocks, refused = read_body(body)
    found = [*unreadable, *wrong, *refused, *check_notes(blocks)]
    if article is None:
        return None, found
    found += check_shown(node, article, blocks)
    return replace(article, body=blocks), found
