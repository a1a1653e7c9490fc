"""An issue's settings and their source in, findings about their wording out."""

from __future__ import annotations

from collections.abc import Iterator

from zbpub.base.findings import Finding
from zbpub.manuscript.lint import lint_unit
from zbpub.manuscript.lint_text import Source, Unit
from zbpub.manuscript.model import IssueConfig
from zbpub.manuscript.parse import in_file, normal_lines
from zbpub.manuscript.toml_lines import KeyPath, key_lines, line_of


def lint_config(config: IssueConfig, text: str, *, path: str) -> tuple[Finding, ...]:
    """What a sub-editor would mark in the front page's lines and in the fillers.

    Args:
        config: The settings.
        text: The issue.toml that they were parsed from, for lines and columns.
        path: The file, as findings name it.
    """
    text = normal_lines(text)
    source, lines = Source(text), key_lines(text)
    found: list[Finding] = []
    for key, words in _texts(config):
        unit = Unit(words, str(key[-1]), line_of(key, lines))
        found += lint_unit(unit, source)
    return in_file(found, path)


def _texts(config: IssueConfig) -> Iterator[tuple[KeyPath, str]]:
    """Each printed text of the settings with the path of its key."""
    if config.front is not None:
        yield ("front", "slogan"), config.front.slogan
        yield ("front", "ear_title"), config.front.ear_title
        for line in config.front.ear:
            yield ("front", "ear"), line
    for i, filler in enumerate(config.fillers):
        yield ("fillers", i, "title"), filler.title
        yield ("fillers", i, "text"), filler.text
