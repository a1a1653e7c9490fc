"""The editions there are, and what each decides by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from zbpub.manuscript.model import Article, Issue


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
    labels: Mapping[str, str]
    """What stands in the frame of a call-out without a code, by its kind."""


_SIMPLIFIED = MappingProxyType({"tip": "提示", "hotline": "热线"})
_TRADITIONAL = MappingProxyType({"tip": "提示", "hotline": "熱線"})


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        edition.language: edition
        for edition in (
            Edition("zh-Hans", "SC", "gb", _SIMPLIFIED),
            Edition("zh-Hant", "TC", "basic", _TRADITIONAL),
            Edition("zh-Hant-TW", "TC", "basic", _TRADITIONAL),
            Edition("zh-Hant-HK", "HK", "basic", _TRADITIONAL),
        )
    }
)


TRADITIONAL_EDITIONS = tuple(name for name in EDITIONS if "-Hant" in name)
"""Those that text can be converted to."""


def labelled(issue: Issue) -> Issue:
    """``issue`` with the labels of its call-outs, in its language."""
    labels = EDITIONS[issue.config.language].labels
    articles = tuple(_with_labels(article, labels) for article in issue.articles)
    return replace(issue, articles=articles)


def _with_labels(article: Article, labels: Mapping[str, str]) -> Article:
    callouts = tuple(
        replace(callout, label=labels.get(callout.kind, ""))
        for callout in article.callouts
    )
    return replace(article, callouts=callouts)
