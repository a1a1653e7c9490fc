"""Probable misreadings are flagged with the likely reading, and clean copy is not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from zbpub.ingest.pairs import find_pair_slips
from zbpub.ingest.pieces import Bit, Piece
from zbpub.ingest.slips import find_slips
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Paragraph

MANUSCRIPT = Path(__file__).parent.parent / "manuscript"


def slips_of(text: str, following: str = "") -> list[str]:
    """The messages on what was probably misread in ``text``."""
    piece = Piece((Bit(text, 0),))
    found = [*find_slips(piece), *find_pair_slips(piece, following)]
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("3月5曰通水。", "日"),
        ("末来的新渠。", "未"),
        ("渠水己经来了。", "已"),
        ("全长2O米。", "0"),
        ("今年2l日。", "1"),
        ("他说：“水来了“，走了。", "”"),
        ("他说：”水来了”，走了。", "“"),
        ("看《边城〉一书。", "》"),
    ],
)
def test_a_slip_is_flagged_with_its_reading(text: str, likely: str) -> None:
    """Each kind of misreading gives one finding that names the likely character."""
    messages = slips_of(text)

    assert len(messages) == 1
    assert all(f"misread 「{likely}」" in one for one in messages)


@pytest.mark.parametrize("text", ["水来了（见图。", "水来了）。", "“水来了。"])
def test_a_mark_without_its_fellow_is_flagged(text: str) -> None:
    """A bracket or quotation mark that stands alone is told."""
    assert [one.endswith("lacks its fellow") for one in slips_of(text)] == [True]


@pytest.mark.parametrize(
    ("text", "following"),
    [("“水来了。", "“庄稼活了。”"), ("1）修渠", ""), ("见图(左)，it’s 好。", "")],
)
def test_what_only_looks_broken_is_let_pass(text: str, following: str) -> None:
    """A quotation over paragraphs, a number's bracket, an apostrophe are no slips."""
    assert slips_of(text, following) == []


@pytest.mark.parametrize("name", ["2021-02-03", "2026-03-18"])
def test_clean_copy_has_no_slips(name: str) -> None:
    """The committed issues, which were proofread, raise no false alarm."""
    issue, _ = load_issue(MANUSCRIPT / name)
    found = []
    for article in issue.articles:
        texts = [
            "".join(run.text for run in block.runs)
            for block in article.body
            if isinstance(block, Paragraph)
        ]
        for text, following in pairwise([*texts, ""]):
            found += slips_of(text, following)

    assert found == []
