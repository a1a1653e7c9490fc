"""The texts that are measured: paragraphs of the real page and of the corpus."""

from __future__ import annotations

import random
import re
from pathlib import Path

from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Paragraph

HERE = Path(__file__).parent
ISSUE = HERE.parent / "manuscript" / "2021-02-03"
_SENTENCE = re.compile(r".*?[。？！][”’」』）]*|.+$")
_SENTENCES = (2, 6)
"""A generated paragraph has so many."""


def issue_paragraphs() -> tuple[str, ...]:
    """The body of the real page."""
    issue, _ = load_issue(ISSUE)
    return tuple(
        "".join(run.text for run in block.runs)
        for article in issue.articles
        for block in article.body
        if isinstance(block, Paragraph)
    )


def corpus(language: str) -> tuple[str, ...]:
    """The corpus in the script of ``language``."""
    script = "hant" if "Hant" in language else "hans"
    text = (HERE / "texts" / f"news-{script}.txt").read_text("utf-8")
    return tuple(text.splitlines())


def distinct_paragraphs(characters: int, seed: int = 1) -> tuple[str, ...]:
    """News-like paragraphs, no two alike, of so many characters or a few more.

    Sentences of the corpus in an order of the seed's.
    """
    rng = random.Random(seed)
    sentences = [s for text in corpus("zh-Hans") for s in _SENTENCE.findall(text)]
    found: dict[str, None] = {}
    count = 0
    while count < characters:
        text = "".join(rng.sample(sentences, rng.randint(*_SENTENCES)))
        if text not in found:
            found[text] = None
            count += len(text)
    return tuple(found)
