"""The editions there are, and an issue turned into one of them.

Converting between scripts is not built yet: an issue is printed in the language that
it is written in. The stage is here so that the road has its final shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zbpub.base.findings import Finding, InputError
from zbpub.manuscript.model import Issue


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition decides by itself."""

    language: str
    """BCP 47: ``zh-Hans``, ``zh-Hant-TW`` …"""
    region: str
    """Of the fonts: the glyph forms that its readers know (SC, TC, HK)."""
    level: str
    """Of line-edge prohibitions: there is no Taiwan or Hong Kong standard, and most
    books there follow CLREQ's basic level."""


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        edition.language: edition
        for edition in (
            Edition("zh-Hans", "SC", "gb"),
            Edition("zh-Hant", "TC", "basic"),
            Edition("zh-Hant-TW", "TC", "basic"),
            Edition("zh-Hant-HK", "HK", "basic"),
        )
    }
)


def edit_issue(issue: Issue, language: str) -> Issue:
    """``issue`` as the edition of ``language`` prints it; empty: its own.

    Raises:
        InputError: It would have to be converted from another script.
    """
    written = issue.config.language
    if language in ("", written):
        return issue
    raise InputError(
        Finding(
            code="S004",
            message=f"this issue is in {written}; it cannot be converted to {language}"
            " yet",
            path=issue.folder,
            hint=f"leave --edition out, or write --edition {written}",
        )
    )
