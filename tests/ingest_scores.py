"""How well a reading of noisy pages agrees with what was printed: the measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from noisy_articles import Truth
from noisy_pages import NoisyPage
from zbpub.base.chars import significant
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import ArticleObject, PageObject, as_json

FIELDS = ("headline", "kicker", "deck", "label", "dateline", "byline", "callouts")
OTHERS = ("jump", "captions", "subheads")
"""Fields that have no aim; they are told all the same."""
AIMS = {
    "segmentation": 0.97,
    "headline": 0.90,
    "kicker": 0.80,
    "deck": 0.85,
    "label": 0.85,
    "dateline": 0.97,
    "byline": 0.95,
    "callouts": 0.97,
    "boundaries": 0.99,
}
SAME = 0.9
"""Share of its words that an article found has in common with the one printed."""
CONTEXT = 6
"""Characters on each side of the end of a paragraph by which it is known."""
_FOLD = {0xFF00 + n: 0x20 + n for n in range(1, 0x5F)}
Read = Callable[[str], PageObject]


@dataclass
class Score:
    """The measures, as shares from 0 to 1, and the ledger's two sums."""

    segmentation: float = 1.0
    precision: float = 1.0
    recall: float = 1.0
    boundaries: float = 1.0
    fields: dict[str, float] = field(default_factory=dict)
    lost: int = 0
    invented: int = 0

    def shares(self) -> dict[str, float]:
        """Every measure that has an aim, by name."""
        return {
            "segmentation": self.segmentation,
            **{name: self.fields[name] for name in FIELDS},
            "boundaries": self.boundaries,
        }


def fold(text: str) -> str:
    """``text`` for comparison: no white space, full width as half width."""
    return significant(text).translate(_FOLD)


def read_page(text: str) -> PageObject:
    """What ingest makes of ``text``."""
    return as_json(ingest_page(text, path="noisy.md", page="03"))


Pair = tuple[Truth, ArticleObject | None]


def score_pages(pages: Sequence[NoisyPage], read: Read = read_page) -> Score:
    """How ``read`` does on ``pages``, all of them taken together."""
    told = [read(page.text) for page in pages]
    matched = [match_articles(*both) for both in zip(pages, told, strict=True)]
    pairs = [pair for page in matched for pair in page]
    hits = sum(article is not None for _, article in pairs)
    found = sum(len(page["articles"]) for page in told)
    score = Score(segmentation=2 * hits / max(found + len(pairs), 1))
    score.fields = {name: _share(name, pairs) for name in (*FIELDS, *OTHERS)}
    _score_boundaries(score, pairs)
    for page in pages:
        ledger = ingest_page(page.text, path="noisy.md", page="03").ledger
        score.lost += ledger.lost
        score.invented += ledger.invented
    return score


def match_articles(page: NoisyPage, told: PageObject) -> list[Pair]:
    """Each printed article with the one found that holds nine tenths of its words."""
    left = list(told["articles"])
    pairs: list[Pair] = []
    for truth in page.articles:
        words = _shingles(truth.paragraphs)
        best = max(left, key=lambda one: _overlap(words, one), default=None)
        if best is not None and _overlap(words, best) >= SAME:
            left.remove(best)
            pairs.append((truth, best))
        else:
            pairs.append((truth, None))
    return pairs


def _shingles(paragraphs: Sequence[str]) -> Counter[str]:
    bare = fold("".join(paragraphs))
    return Counter(bare[at : at + 3] for at in range(len(bare)))


def _overlap(words: Counter[str], article: ArticleObject) -> float:
    """Dice's coefficient of the words of two texts."""
    others = _shingles(article["paragraphs"])
    both = (words & others).total()
    return 2 * both / max(words.total() + others.total(), 1)


def _share(name: str, pairs: Sequence[Pair]) -> float:
    """The share of articles with the field ``name`` in which it is exact."""
    verdicts = [verdict for pair in pairs for verdict in is_exact(name, *pair)]
    return sum(verdicts) / len(verdicts) if verdicts else 1.0


def is_exact(name: str, truth: Truth, article: ArticleObject | None) -> list[bool]:
    """Whether the field is exact; nothing if neither has it."""
    want = _folded(getattr(truth, name))
    have = _folded(dict(article)[name]) if article is not None else []
    return [want == have] if want or have else []


def _folded(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return sorted(fold(str(one)) for one in values if one)


def _score_boundaries(score: Score, pairs: Sequence[Pair]) -> None:
    """Precision, recall and F1 of the ends of paragraphs, the undecidable left out.

    An end is known by the words on both sides of it, so that words lost or gained
    elsewhere in the article are counted by other measures alone.
    """
    both = found = wanted = 0
    for truth, article in pairs:
        want, soft = true_ends(truth)
        have = ends_of(article["paragraphs"]) if article is not None else Counter()
        have -= soft
        both += (want & have).total()
        found += have.total()
        wanted += want.total()
    score.precision = both / found if found else 1.0
    score.recall = both / wanted if wanted else 1.0
    score.boundaries = 2 * both / (found + wanted) if found + wanted else 1.0


End = tuple[str, str]
"""The words before and after the end of a paragraph."""


def true_ends(truth: Truth) -> tuple[Counter[End], Counter[End]]:
    """The ends of paragraphs, and the undecidable column ends."""
    starts = [0]
    for paragraph in truth.paragraphs:
        starts.append(starts[-1] + len(fold(paragraph)))
    soft = [
        starts[at] + len(fold(truth.paragraphs[at][:place])) for at, place in truth.soft
    ]
    words = fold("".join(truth.paragraphs))
    return _contexts(words, starts[1:-1]), _contexts(words, soft)


def ends_of(paragraphs: Sequence[str]) -> Counter[End]:
    """The ends of ``paragraphs`` but the last, which is the article's."""
    at = 0
    ends: list[int] = []
    for paragraph in paragraphs[:-1]:
        at += len(fold(paragraph))
        ends.append(at)
    return _contexts(fold("".join(paragraphs)), ends)


def _contexts(words: str, places: Sequence[int]) -> Counter[End]:
    return Counter(
        (words[max(place - CONTEXT, 0) : place], words[place : place + CONTEXT])
        for place in places
    )
