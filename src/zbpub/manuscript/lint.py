"""An article and its source in, findings about its wording out."""

from __future__ import annotations

from collections.abc import Iterator

from zbpub.base.findings import Finding, Severity
from zbpub.manuscript import lint_rules as rules
from zbpub.manuscript.lint_rules import Rule
from zbpub.manuscript.lint_text import Source, Unit, units_of
from zbpub.manuscript.lint_whole import lint_whole
from zbpub.manuscript.model import Article
from zbpub.manuscript.parse import in_file, normal_lines

RULES: tuple[tuple[str, Rule], ...] = (
    ("M060", rules.unbalanced_marks),
    ("M061", rules.half_width_marks),
    ("M062", rules.straight_quotes),
    ("M063", rules.full_width_letters),
    ("M064", rules.spaces_between_han),
    ("M065", rules.wrong_ellipsis),
    ("M066", rules.wrong_dash),
    ("M068", rules.final_stop),
    ("M069", rules.repeated_marks),
    ("M070", rules.long_headline),
    ("M072", rules.invisible_characters),
    ("M073", rules.left_over_markup),
    ("M074", rules.half_width_wave),
    ("M076", rules.crowded_ellipsis),
)
"""The rules that look at one text each; all of them warn."""


def lint_article(article: Article, text: str) -> tuple[Finding, ...]:
    """What a sub-editor would mark in ``article``, in file order.

    Args:
        article: The article.
        text: The manuscript that it was parsed from, for lines and columns; may be
            empty when there is none.
    """
    text = normal_lines(text)
    source = Source(text)
    found = [*lint_whole(article, text)]
    for unit in units_of(article, text):
        found += lint_unit(unit, source)
    return in_file(found, article.path)


def lint_unit(unit: Unit, source: Source) -> Iterator[Finding]:
    """What the rules find in one text of the file that ``source`` is."""
    flaws = [(code, flaw) for code, rule in RULES for flaw in rule(unit)]
    if not flaws:
        return
    places = source.places(unit, [flaw.offset for _, flaw in flaws])
    for (code, flaw), (line, column) in zip(flaws, places, strict=True):
        yield Finding(
            code=code,
            message=flaw.message,
            line=line,
            column=column,
            severity=Severity.WARNING,
            hint=flaw.hint,
        )
