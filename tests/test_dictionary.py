"""jieba's dictionary in sorted lines answers as jieba's own table does."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import sentence
from zbpub.base.dictionary import TOTAL, Words, folded, tokenizer
from zbpub.compose.sense import sense_breaks
from zbpub.edition.dictionaries import CONFIGS, open_opencc

GOLDEN = Path(__file__).parent / "golden"


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


@pytest.mark.parametrize("edition", ["zh-Hant-TW", "zh-Hant-HK"])
def test_traditional_heads_break_where_simplified_ones_do(edition: str) -> None:
    """The dictionary has the words of one script: 自行車 is no 自行 and 車."""
    heads = [
        line.replace("/", "")
        for line in (GOLDEN / "heads.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    convert = open_opencc(CONFIGS[edition]).convert
    turned = {head: convert(head) for head in heads if len(convert(head)) == len(head)}
    # 傢俱 and 家具 are two spellings of one word.
    same = {head: other for head, other in turned.items() if folded(other) == head}

    assert len(same) > len(turned) - 3
    assert sum(other != head for head, other in same.items()) > 60
    for head, other in same.items():
        assert sense_breaks(other) == sense_breaks(head), other
    assert folded("自行車") == "自行车"
    assert folded("Ａ1") == "A1"
