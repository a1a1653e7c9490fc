"""An issue as the table of its edition wants it printed: profile, look, numerals.

Whether lines run down is the profile's affair; ``issue.toml`` names a profile for the
edition, or says ``vertical`` and gets the vertical one of the same name.
"""

from __future__ import annotations

from dataclasses import replace

from zbpub.edition.editions import labelled
from zbpub.edition.numerals import han_numerals
from zbpub.edition.places import Place, change_issue
from zbpub.manuscript.model import EditionStyle, Issue, Run, Runs

VERTICAL = "-vertical"
"""What the name of a vertical profile ends with."""


def finished(issue: Issue) -> Issue:
    """``issue``, whose words are in its language, as its edition prints it."""
    return styled(labelled(issue))


def styled(issue: Issue) -> Issue:
    """``issue`` with profile, look and numerals of its language's table."""
    style = issue.config.style
    config = replace(
        issue.config,
        profile=style.profile or _profile(issue.config.profile, style),
        look=style.look or issue.config.look,
    )
    issue = replace(issue, config=config)
    return _in_han(issue) if style.numerals == "han" else issue


def _profile(name: str, style: EditionStyle) -> str:
    is_named = style.writing != "vertical" or name.endswith(VERTICAL)
    return name if is_named else f"{name}{VERTICAL}"


_TWO = {"zh-Hans": "两"}
"""The word for two of a thing, where it is not 兩."""
_DIGITS = frozenset(
    {"byline", "credit", "credits", "section", "alt", "table", "chart",
     "publication", "number", "publisher", "cn"}
)  # fmt: skip
"""Texts that keep their digits: names, and columns of numbers that are compared."""


def _in_han(issue: Issue) -> Issue:
    """``issue`` with the numbers of its running text in Han.

    Code, links and readings are no running text.
    """
    two = _TWO.get(issue.config.language, "兩")

    def written(place: Place, runs: Runs) -> Runs:
        if place.field in _DIGITS:
            return runs
        return tuple(
            run if _is_set(run) else replace(run, text=han_numerals(run.text, two))
            for run in runs
        )

    return change_issue(issue, written)


def _is_set(run: Run) -> bool:
    return bool(run.code or run.href or run.note or run.ruby or run.shift)
