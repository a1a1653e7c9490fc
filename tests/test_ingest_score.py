"""How ingest scores on noisy pages, and that each of the measures can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest_baselines import join_open, keep_blanks
from ingest_scores import AIMS, Score, score_pages
from noisy_articles import Truth
from noisy_pages import NoisyPage, make_page

PAGES = 40
LEVELS = (1, 2, 3)
FLOORS = {
    ("headline", 3): 0.88,
    ("kicker", 3): 0.78,
    ("deck", 3): 0.80,
    ("label", 3): 0.82,
    ("byline", 3): 0.92,
    ("callouts", 2): 0.93,
    ("callouts", 3): 0.88,
    ("dateline", 3): 0.95,
    ("segmentation", 3): 0.95,
    ("boundaries", 2): 0.98,
    ("boundaries", 3): 0.96,
}
"""Where one level alone may stay below the aim, which all together must reach."""


@pytest.fixture(scope="module", params=["seen", "held"])
def scores(request: pytest.FixtureRequest) -> dict[int, Score]:
    """The score of each level, and of all together as level 0."""
    pages = {
        level: [make_page(seed, level, request.param) for seed in range(PAGES)]
        for level in LEVELS
    }
    every = [page for level in LEVELS for page in pages[level]]
    return {0: score_pages(every)} | {
        level: score_pages(pages[level]) for level in LEVELS
    }


def test_noisy_pages_reach_the_aims(scores: dict[int, Score]) -> None:
    """On pages of all levels together ingest reaches every aim."""
    shares = scores[0].shares()

    assert {name: shares[name] for name in AIMS if shares[name] < AIMS[name]} == {}


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_keeps_its_floor(scores: dict[int, Score], level: int) -> None:
    """Each level reaches the aims, the hard ones but for what FLOORS allows."""
    shares = scores[level].shares()
    floors = {name: FLOORS.get((name, level), aim) for name, aim in AIMS.items()}

    assert {name: shares[name] for name in AIMS if shares[name] < floors[name]} == {}


def test_nothing_is_lost_or_invented(scores: dict[int, Score]) -> None:
    """The ledger of every page balances."""
    assert [(one.lost, one.invented) for one in scores.values()] == [(0, 0)] * 4


def test_articles_of_an_issue_reach_the_aims() -> None:
    """The words of a whole issue, printed on noisy pages, are read as well."""
    pages = [make_page(seed, level, "issue") for level in (1, 2) for seed in range(20)]

    score = score_pages(pages)

    assert score.segmentation >= 0.97
    assert score.boundaries >= 0.98
    assert min(score.fields[name] for name in ("headline", "label", "byline")) >= 0.90


@pytest.mark.parametrize("baseline", [keep_blanks, join_open])
def test_the_baselines_are_far_behind(baseline: Callable[..., object]) -> None:
    """The scorer tells a simple reading from a good one."""
    pages = [make_page(seed, 2, "held") for seed in range(10)]

    simple, read = score_pages(pages, baseline), score_pages(pages)  # type: ignore[arg-type]

    assert simple.boundaries < read.boundaries
    assert simple.fields["headline"] < read.fields["headline"] - 0.1
    assert simple.fields["deck"] < 0.5


PLAIN = Truth(
    headline="修渠护坡 保住良田",
    kicker="全县水利工作会议召开",
    deck="三年修渠二十公里",
    label="民生观察",
    dateline="本报讯",
    byline="记者 王小山",
    paragraphs=["会议昨日在南岭乡召开。", "新渠明年春天通水。"],
    callouts=["扫描二维码看视频"],
)
PAGE = """【民生观察】

### 全县水利工作会议召开

# 修渠护坡 保住良田

## ——三年修渠二十公里

本报讯（记者 王小山）会议昨日在南岭乡召开。

新渠明年春天通水。

扫描二维码看视频
"""


def test_a_true_reading_scores_one() -> None:
    """A page that is read as it was printed scores 1 in everything."""
    assert set(score_pages([NoisyPage(PAGE, [PLAIN])]).shares().values()) == {1.0}


@pytest.mark.parametrize("name", [name for name in AIMS if name != "segmentation"])
def test_each_measure_falls_with_a_wrong_truth(name: str) -> None:
    """Negative control: a page that printed something else scores lower there alone."""
    wrong = {
        "callouts": {"callouts": ["扫描二维码听广播"]},
        "boundaries": {"paragraphs": ["".join(PLAIN.paragraphs)]},
    }.get(name, {name: "另一个"})

    shares = score_pages([NoisyPage(PAGE, [replace(PLAIN, **wrong)])]).shares()

    assert [one for one, share in shares.items() if share < 1] == [name]


def test_a_missing_article_lowers_the_segmentation() -> None:
    """Negative control: an article that was never printed is not found."""
    ghost = Truth("无", paragraphs=["这一篇没有印在版面上，所以谁也找不到它。"])

    assert score_pages([NoisyPage(PAGE, [PLAIN, ghost])]).segmentation < 1


def test_an_undecidable_break_counts_for_nothing() -> None:
    """A column end behind a full stop is neither wanted nor wrong."""
    whole = replace(PLAIN, paragraphs=["".join(PLAIN.paragraphs)])
    whole.soft = {(0, len(PLAIN.paragraphs[0]))}

    assert score_pages([NoisyPage(PAGE, [whole])]).boundaries == 1
