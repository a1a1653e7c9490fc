"""The ledger finds what the passes lose or invent, whatever they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zbpub.ingest.ledger import Claim, close_ledger, spell_article
from zbpub.ingest.source import read_source
from zbpub.manuscript.model import Article, Callout, Paragraph, Run, Subhead

TEXT = "# 修渠\n\n水来了，\n庄稼活了。\n\n03 版\n"
SOURCE = read_source(TEXT, "page.md")
ARTICLE = Article(
    name="03-01",
    headline="修渠",
    body=(Paragraph((Run("水来了，"), Run("庄稼活了。", strong=True))),),
)
CLAIMS = (
    Claim("", ((0, 2),), "markup"),
    Claim("03-01 headline", ((2, 4),)),
    Claim("03-01 block 1", ((6, 10), (11, 16))),
    Claim("", ((18, 22),), "folio"),
)


def close(article: Article, claims: tuple[Claim, ...] = CLAIMS) -> tuple[int, int]:
    """What the ledger of ``claims`` and ``article`` finds lost and invented."""
    ledger = close_ledger(SOURCE, claims, spell_article(article))
    return ledger.lost, ledger.invented


def test_true_claims_balance() -> None:
    """An article that holds what was claimed balances."""
    assert close(ARTICLE) == (0, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("水来了，庄稼活了", (1, 0)),
        ("水来了，庄稼活了。！", (0, 1)),
        ("水来啦，庄稼活了。", (1, 1)),
        ("来水了，庄稼活了。", (2, 2)),
        ("水 来了， 庄稼活了。", (0, 0)),
    ],
)
def test_a_changed_article_does_not_balance(text: str, found: tuple[int, int]) -> None:
    """A character lost, added, changed or moved is counted; white space is not."""
    changed = replace(ARTICLE, body=(Paragraph((Run(text),)),))

    assert close(changed) == found


def test_an_unclaimed_field_is_invented() -> None:
    """A field that no claim knows of is invented as a whole."""
    assert close(replace(ARTICLE, byline="张望")) == (0, 2)


def test_an_unclaimed_stretch_is_lost() -> None:
    """A stretch that nobody claims is lost, whatever the article holds."""
    assert close(ARTICLE, CLAIMS[:-1]) == (3, 0)


def test_a_stretch_claimed_twice_is_invented() -> None:
    """A stretch that went to two places stands in the manuscripts twice."""
    twice = (*CLAIMS, Claim("", ((2, 4),), "markup"))

    assert close(ARTICLE, twice) == (0, 2)


def test_every_text_of_an_article_is_spelled() -> None:
    """Call-outs and subheads are compared as well."""
    article = replace(
        ARTICLE, callouts=(Callout("qr", "扫码"),), body=(Subhead((Run("小题"),)),)
    )

    texts = spell_article(article)

    assert texts["03-01 callout 1"] == "扫码"
    assert texts["03-01 block 1"] == "小题"


def test_entries_tell_place_and_reason() -> None:
    """The summary tells each left-out stretch with line, column and reason."""
    ledger = close_ledger(SOURCE, CLAIMS, spell_article(ARTICLE))

    assert ledger.to_json() == {
        "characters": 15,
        "kept": 11,
        "left_out": {"folio": 3, "markup": 1},
        "lost": 0,
        "invented": 0,
        "entries": [
            {"line": 1, "column": 1, "reason": "markup", "text": "# "},
            {"line": 6, "column": 1, "reason": "folio", "text": "03 版"},
        ],
    }


def test_places_count_from_one() -> None:
    """Lines and columns count from one, over every kind of line end."""
    source = read_source("甲\r\n乙\u2028丙\n丁", "x")

    assert [source.place(source.text.index(c)) for c in "甲乙丙丁"] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    ]
