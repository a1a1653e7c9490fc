"""How ingest scores on made-up pages, by the measures of docs: shares and sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from test_ingest_made import FIELDS, MadePage, Truth, make_page
from zbpub.base.chars import significant
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import ArticleObject, PageObject, as_json

PAGES = 30
SCORED = (*FIELDS, "callouts", "captions")
_SAME = 0.9
"""Share of its words that an article found has in common with the one printed."""
AIMS = {
    "headline": 0.90,
    "kicker": 0.80,
    "deck": 0.85,
    "label": 0.85,
    "dateline": 0.97,
    "byline": 0.95,
    "jump": 0.95,
    "callouts": 0.97,
    "captions": 0.95,
}


@dataclass(frozen=True)
class Score:
    """What ingest got right, as shares from 0 to 1, and the ledger's two sums."""

    segmentation: float
    fields: dict[str, float]
    boundaries: float
    lost: int
    invented: int


def fold(text: str) -> str:
    """``text`` for comparison: no white space, full width as half width."""
    return significant(text).translate({0xFF00 + n: 0x20 + n for n in range(1, 0x5F)})


def score_pages(pages: Sequence[MadePage]) -> Score:
    """How ingest does on ``pages``, all of them taken together."""
    results = [ingest_page(page.text, path="made.md", page="03") for page in pages]
    told = [as_json(result) for result in results]
    pairs = [
        pair
        for page, found in zip(pages, told, strict=True)
        for pair in match_articles(page, found)
    ]
    hits = sum(article is not None for _, article in pairs)
    found_count = sum(len(page["articles"]) for page in told)
    return Score(
        segmentation=2 * hits / max(found_count + len(pairs), 1),
        fields={name: _share(name, pairs) for name in SCORED},
        boundaries=_boundary_score(pairs),
        lost=sum(result.ledger.lost for result in results),
        invented=sum(result.ledger.invented for result in results),
    )


Pair = tuple[Truth, ArticleObject | None]


def match_articles(page: MadePage, told: PageObject) -> list[Pair]:
    """Each printed article with the one found that holds nine tenths of its words."""
    pairs: list[Pair] = []
    for truth in page.articles:
        words = _shingles(truth.paragraphs)
        same = (
            article
            for article in told["articles"]
            if _overlap(words, _shingles(article["paragraphs"])) >= _SAME
        )
        pairs.append((truth, next(same, None)))
    return pairs


def _shingles(paragraphs: Sequence[str]) -> set[str]:
    bare = fold("".join(paragraphs))
    return {bare[at : at + 6] for at in range(len(bare))}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _share(name: str, pairs: Sequence[Pair]) -> float:
    """The share of articles with the field ``name`` in which it is exact."""
    right = total = 0
    for truth, article in pairs:
        want = getattr(truth, name)
        have = dict(article)[name] if article is not None else ""
        if want or have:
            total += 1
            right += _folded(want) == _folded(have)
    return right / total if total else 1.0


def _folded(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [fold(str(one)) for one in values]


def _boundary_score(pairs: Sequence[Pair]) -> float:
    """F1 of the ends of paragraphs, as places in the article's text."""
    both = found = wanted = 0
    for truth, article in pairs:
        want = _ends(truth.paragraphs)
        have = _ends(article["paragraphs"]) if article is not None else set()
        both += len(want & have)
        found += len(have)
        wanted += len(want)
    return 2 * both / max(found + wanted, 1)


def _ends(paragraphs: Sequence[str]) -> set[int]:
    ends: set[int] = set()
    at = 0
    for paragraph in paragraphs:
        at += len(fold(paragraph))
        ends.add(at)
    return ends


@pytest.mark.parametrize("level", [1, 2, 3])
def test_made_pages_reach_the_aims(level: int) -> None:
    """On made-up pages of every level ingest reaches the aims set for it."""
    score = score_pages([make_page(seed, level) for seed in range(PAGES)])

    assert (score.lost, score.invented) == (0, 0)
    assert score.segmentation >= 0.97
    assert score.boundaries >= 0.99
    assert {
        name: score.fields[name] for name in AIMS if score.fields[name] < AIMS[name]
    } == {}


def test_the_score_falls_with_a_wrong_truth() -> None:
    """The scorer can fail: a page that printed something else scores lower."""
    page = make_page(0, 2)
    first = page.articles[0]
    wrong = replace(
        first, headline="另一个标题", paragraphs=["".join(first.paragraphs)]
    )

    score = score_pages([MadePage(page.text, [wrong, *page.articles[1:]])])

    assert score.fields["headline"] < 1
    assert score.boundaries < 1


def test_a_missing_article_lowers_the_segmentation() -> None:
    """An article that was never printed is not found."""
    page = make_page(0, 1)
    ghost = Truth("无", paragraphs=["这一篇没有印在版面上，所以谁也找不到它。"])

    assert score_pages([MadePage(page.text, [*page.articles, ghost])]).segmentation < 1
