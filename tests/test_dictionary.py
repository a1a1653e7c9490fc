"""jieba's dictionary in sorted lines answers as jieba's own table does."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import sentence
from zbpub.base.dictionary import TOTAL, Words, tokenizer


@cache
def _table() -> tuple[dict[str, int], int]:
    """The table and total that jieba makes, from the dictionary and no file between."""
    own: Any = jieba.Tokenizer()
    table, total = own.gen_pfdict(own.get_dict_file())
    return table, total


def test_total_is_that_of_the_dictionary() -> None:
    """An upgrade of jieba that changes its dictionary is noticed."""
    assert _table()[1] == TOTAL


def test_every_entry_is_answered_alike() -> None:
    """Words have their counts, and beginnings of words none."""
    table, words = _table()[0], tokenizer().FREQ
    some = sorted(table)[::97]

    assert [words[text] for text in some] == [table[text] for text in some]
    assert all(text in words for text in some)


@given(st.text("中国人民的大会ABT恤0 鑶", max_size=5))
def test_whatever_is_asked(text: str) -> None:
    """Strings that are no words are answered as jieba answers them."""
    table, words = _table()[0], tokenizer().FREQ

    assert words.get(text) == table.get(text)
    assert words.get(text, 7) == table.get(text, 7)


def test_no_word_is_a_key_error() -> None:
    """As in a table."""
    words = Words(["渡船 3 n", "渡口 5 n"])

    assert words["渡"] == 0
    with pytest.raises(KeyError):
        words["船"]


@pytest.mark.parametrize("seed", range(20))
def test_text_is_cut_alike(seed: int) -> None:
    """Sentences fall into the same words."""
    own: Any = jieba.Tokenizer()
    own.FREQ, own.total = _table()
    own.initialized = True
    text = "".join(sentence(random.Random(seed)) for _ in range(5))

    assert list(tokenizer().cut(text, HMM=True)) == list(own.cut(text, HMM=True))
