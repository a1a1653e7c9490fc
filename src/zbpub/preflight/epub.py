"""The judge of finished EPUBs: what is wrong, what they say, and whether that is all.

EPUBCheck knows the specification; this judge knows what a newspaper needs beyond it,
and works without Java.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zbpub.base.findings import Finding, InputError
from zbpub.preflight import epub_checks, epub_nav_checks
from zbpub.preflight.epub_book import open_book
from zbpub.preflight.epub_proof import article_texts, compare

CHECKS = (*epub_checks.CHECKS, *epub_nav_checks.CHECKS)
"""Every check of this judge."""


def judge_epub(path: Path) -> tuple[Finding, ...]:
    """What is wrong with the finished book at ``path``; nothing raises.

    A file that cannot be read at all is one finding, E020.
    """
    try:
        book = open_book(path)
    except InputError as error:
        return error.findings
    return tuple(finding for check in CHECKS for finding in check(book))


def epub_text(path: Path) -> dict[str, str]:
    """The text of each article by its name, in reading order, from the file alone.

    Raises:
        InputError: E020 when the file is no EPUB.
    """
    return article_texts(open_book(path))


def prove_epub(path: Path, expected: Mapping[str, str]) -> tuple[Finding, ...]:
    """Whether the book at ``path`` holds ``expected``: no character more or less.

    White space is not compared.

    Args:
        path: A finished EPUB of zbpub.
        expected: The text of each article by its name, in reading order.
    """
    try:
        found = epub_text(path)
    except InputError as error:
        return error.findings
    return compare(str(path), found, expected)
