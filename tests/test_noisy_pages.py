"""The made-up pages are what they say: repeatable, varied, and true to their truth."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from noisy_articles import Truth
from noisy_pages import make_page
from noisy_words import read_grammar
from zbpub.base.chars import significant

FIELDS = ("headline", "kicker", "deck", "label", "dateline", "byline")


def test_a_seed_makes_one_page() -> None:
    """The same seed gives the same page, another seed another one."""
    assert make_page(1, 3) == make_page(1, 3)
    assert make_page(1, 3) != make_page(2, 3)
    assert make_page(1, 3) != make_page(1, 3, "held")


def test_the_grammars_have_no_sentence_in_common() -> None:
    """What one set of words says, the other never does."""
    seen, held = read_grammar("seen"), read_grammar("held")
    told = [
        {line for lines in one.values() for line in lines if len(_bare(line)) > 12}
        for one in (seen, held)
    ]

    assert len(told[0]) > 100
    assert len(told[1]) > 100
    assert not told[0] & told[1]


@pytest.mark.parametrize("words", ["seen", "held", "issue"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_page_holds_what_its_articles_print(level: int, words: str) -> None:
    """Every character of every article stands on its page."""
    for seed in range(6):
        page = make_page(seed, level, words)
        printed = Counter(significant(page.text))
        for truth in page.articles:
            printed.subtract(significant(_spell(truth)))
        assert min(printed.values()) >= 0


def test_hard_pages_have_every_phenomenon() -> None:
    """What docs/ingest.md lists is on the pages of the hardest level."""
    text = "\n".join(
        make_page(seed, 3, words).text
        for seed in range(40)
        for words in ("seen", "held")
    )
    marks = [
        *("<br>", "——", "【", "〖", "□", "**", "| --- |", "\n问：", "（上接", "![]("),
        *("二维码", "  \n", "曰", "责编", "①", "通讯员", "文/", "\u3000", "http"),
    ]

    assert [mark for mark in marks if mark not in text] == []


def _bare(pattern: str) -> str:
    """The words of a pattern of the grammar without its slots."""
    return re.sub(r"\{[^{}]*\}|[\s\u3000]", "", pattern)


def _spell(truth: Truth) -> str:
    texts = [getattr(truth, name) for name in FIELDS]
    return "".join([*texts, *truth.paragraphs, *truth.callouts, *truth.captions])
