"""An issue as an edition prints it: every word, its names, its ledger."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from edition_kit import ROOT, STYLES, article, edited, paragraph
from zbpub.base.findings import InputError, Severity
from zbpub.edition.ledger_html import diff_html, ledger_html, ledger_json
from zbpub.edition.script import judge
from zbpub.edition_files import edited as edit_from_files
from zbpub.layout.folio import date_line
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import (
    Article,
    Callout,
    Chart,
    Figure,
    Filler,
    Footnote,
    Front,
    Issue,
    IssueConfig,
    ListBlock,
    PagePlan,
    Paragraph,
    PictureNote,
    Quote,
    Run,
    Subhead,
    Table,
)
from zbpub.manuscript.walk import texts_of

WORDS = "发展"
RUNS = (Run(WORDS),)
KEPT = {"src", "href", "url", "path", "folder", "page", "jump", "name", "note", "issn"}
"""Fields that name files, addresses and pages."""


def _texts(value: Any) -> list[str]:
    """Every text in a value, but those of fields that name something."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in _texts(each)]
    if is_dataclass(value):
        return [
            text
            for field in fields(value)
            if field.name not in KEPT
            for text in _texts(getattr(value, field.name))
        ]
    return []


def _full_issue() -> Issue:
    """An issue with 发展 in every place that is printed."""
    body = (
        Paragraph(RUNS), Subhead(RUNS), Figure("images/发展.jpg", WORDS, WORDS),
        ListBlock(((Paragraph(RUNS),),)), Quote((Paragraph(RUNS),)),
        Table((RUNS,), ((RUNS,),)),
        Chart("bar", WORDS, (WORDS, WORDS), ((WORDS, "3"),)),
        Footnote("发", (Paragraph(RUNS),)),
    )  # fmt: skip
    whole = Article(
        name="发展", path="issue/发展.md", headline=WORDS, kicker=WORDS, deck=WORDS,
        label=WORDS, dateline=WORDS, byline=WORDS, section=WORDS, page="发",
        jump="发", pull_quotes=(WORDS,), body=body,
        pictures=(PictureNote(src="images/发展.jpg", credit=WORDS),),
        callouts=(Callout("qr", WORDS, "https://a.example/发展"),),
    )  # fmt: skip
    config = IssueConfig(
        publication=WORDS, date="2021-02-03", number=WORDS, publisher=WORDS, cn=WORDS,
        url="https://a.example/发展", credits=(WORDS,),
        pages=(PagePlan(number="发", section=WORDS, credits=(WORDS,)),),
        front=Front(slogan=WORDS, ear_title=WORDS, ear=(WORDS,)),
        fillers=(Filler(kind="psa", title=WORDS, text=WORDS),),
    )  # fmt: skip
    return Issue(config=config, articles=(whole,), folder="issue")


def test_every_text_is_converted() -> None:
    """Nothing that is printed stays Simplified; files, addresses and pages do."""
    issue = _full_issue()
    made = edit_from_files(issue, "zh-Hant-TW", STYLES).issue

    texts = _texts((made.config, made.articles))
    assert len([text for text in texts if text == "發展"]) == len(
        [text for text in _texts((issue.config, issue.articles)) if text == WORDS]
    )
    assert made.articles[0].name == "发展"
    assert made.articles[0].pictures[0].src == "images/发展.jpg"
    assert made.articles[0].callouts[0].url == "https://a.example/发展"
    assert made.config.url == "https://a.example/发展"
    assert made.config.pages[0].number == "发"
    assert made.config.language == "zh-Hant-TW"
    assert WORDS in _texts(issue.articles)


def test_own_language_changes_nothing() -> None:
    """An issue in its own language keeps every word."""
    issue = _full_issue()

    made = edit_from_files(issue, "", STYLES)
    assert _texts(made.issue.articles) == _texts(issue.articles)
    assert made.ledger.language == ""


def test_runs_are_read_as_one_text() -> None:
    """A word that is half bold converts as a word, and stays half bold."""
    made = edited(article(paragraph("头", "发", "白了，出", "发", "；小", "松", "树")))
    (block,) = made.issue.articles[0].body

    assert isinstance(block, Paragraph)
    assert [run.text for run in block.runs] == [
        "頭",
        "髮",
        "白了，出",
        "發",
        "；小",
        "松",
        "樹",
    ]
    assert [run.strong for run in block.runs] == [False, True] * 3 + [False]


def test_code_in_a_run_stays() -> None:
    """A run of code is not converted."""
    runs = (Run("发展"), Run("发展", code=True), Run("发展"))
    (block,) = edited(article(Paragraph(runs))).issue.articles[0].body

    assert [run.text for run in texts_of(block)[0]] == ["發展", "发展", "發展"]


def test_a_shorter_word_over_two_runs() -> None:
    """A lexicon's word of another length goes to the run in which it begins."""
    lexicon = '[terms]\n"发动机" = "引擎"\n'
    made = edited(article(paragraph("换", "发动", "机了")), lexicon=lexicon)
    (block,) = made.issue.articles[0].body

    assert [run.text for run in texts_of(block)[0]] == ["換", "引擎", "了"]


def test_an_edition_that_there_is_no_way_to() -> None:
    """A Traditional issue is not converted back."""
    config = IssueConfig(publication="報", date="2021-02-03", language="zh-Hant")
    issue = Issue(config=config, articles=(), folder="issue")
    with pytest.raises(InputError) as raised:
        edit_from_files(issue, "zh-Hans", STYLES)

    assert raised.value.findings[0].code == "S004"


BYLINE = "本报记者 范一松 通讯员 张三"


def test_a_name_is_asked_about_once() -> None:
    """An undecided name is told once, where it first stands, and printed alike."""
    made = edited(
        article(paragraph("范一松说，范一松来了。"), byline=BYLINE),
        article(paragraph("书记范一松来了。"), byline=BYLINE),
    )
    told = [f for f in made.findings if f.code == "T010"]

    assert [(f.path, f.severity) for f in told] == [("issue/a.md", Severity.WARNING)]
    assert '"范一松" = "范一松"' in told[0].hint
    assert [asked.name for asked in made.ledger.names] == ["范一松"]
    assert {form.char for form in made.ledger.names[0].forms} >= {"范一松", "范一鬆"}
    assert made.issue.articles[0].byline == "本報記者 范一松 通訊員 張三"


def test_a_name_in_front_matter_has_its_line(tmp_path: Path) -> None:
    """A finding names the line of the front matter or of issue.toml."""
    (tmp_path / "issue.toml").write_text(
        'publication = "报"\ndate = 2021-02-03\ncredits = ["编辑 余松"]\n', "utf-8"
    )
    (tmp_path / "a.md").write_text(
        f"---\nheadline: 题\nbyline: {BYLINE}\n---\n\n字。\n", "utf-8"
    )
    issue, _ = load_issue(tmp_path)
    found = edit_from_files(issue, "zh-Hant-TW", STYLES).findings

    assert [(f.path.rpartition("/")[2], f.line) for f in found] == [
        ("issue.toml", 3), ("a.md", 3),
    ]  # fmt: skip


def test_strict_wants_names_decided() -> None:
    """With strict an undecided name is an error; a decided one is silent."""
    told = edited(article(byline=BYLINE), strict=True).findings
    lexicon = '[names]\n"范一松" = "範一鬆"\n'
    decided = edited(article(byline=BYLINE), strict=True, lexicon=lexicon)

    assert [f.severity for f in told] == [Severity.ERROR]
    assert decided.findings == ()
    assert decided.issue.articles[0].byline == "本報記者 範一鬆 通訊員 張三"


def test_a_family_name_is_decided_for_all() -> None:
    """A decided family name is asked about no more; the rest of a name is."""
    lexicon = '[surnames]\n"范" = "範"\n'
    made = edited(article(byline="记者 范一 范松"), lexicon=lexicon)

    assert [asked.name for asked in made.ledger.names] == ["范松"]
    assert made.issue.articles[0].byline == "記者 範一 範松"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("省长李干杰向大会作报告。", ["李干杰"]),
        ("范小松先生来了。", ["范小松"]),
        ("“好。”郁千里说，他走了。", ["郁千里"]),
        ("他名叫余水岳。", ["余水岳"]),
        ("（记者 钟后生 摄）", ["钟后生"]),
        ("书记于昨日到任。", []),
        ("市民周末出游。", []),
        ("后来说好了。", []),
        ("干部说，于是走了。", []),
        ("医护人员和药品到了，志愿者万分感谢。", []),
        ("记者从张三处获悉。", []),
    ],
)
def test_names_are_told_by_where_they_stand(text: str, names: list[str]) -> None:
    """Titles, verbs of saying and signatures tell names; sentences are none."""
    made = edited(article(paragraph(text)))

    assert [asked.name for asked in made.ledger.names] == names


def test_ledger_lists_disagreements_first() -> None:
    """A row tells what was chosen, by which rule, what else it may be, and a line."""
    made = edited(article(paragraph("报告指明了方向，干部理发。")))
    first, *rest = made.ledger.rows

    assert (first.char, first.chosen, first.rule.value) == ("了", "了", "single")
    assert first.others == {"opencc": "瞭"}
    assert first.occurrences[0].before == "报告指明"
    assert first.occurrences[0].after == "方向，干部理发。"[:8]
    assert first.occurrences[0].place.line == 5
    assert all(not row.others for row in rest)
    forms = {row.char: row for row in rest}["干"].forms
    assert [(form.char, form.gloss[:2]) for form in forms[:2]] == [
        ("幹", "to"), ("乾", "dr"),
    ]  # fmt: skip
    assert forms[1].line == '"干部" = "乾部"'


def test_a_pasted_line_settles_a_row() -> None:
    """With the ledger's line in the lexicon the row is the lexicon's."""
    text = article(paragraph("报告指明了方向。"))
    line = edited(text).ledger.disagreements[0].forms[0].line
    made = edited(text, lexicon=f"[terms]\n{line}\n")

    assert made.ledger.disagreements == ()


def test_ledger_in_json_and_html() -> None:
    """Both forms of the ledger hold its rows and names; texts stand side by side."""
    made = edited(article(paragraph("指明了<方向>。"), byline=BYLINE))
    told = json.loads(ledger_json(made.ledger))
    html = ledger_html(made.ledger, "2021-02-03", STYLES)
    side = diff_html(made.ledger, "2021-02-03", STYLES)

    assert told["edition"] == "zh-Hant-TW"
    assert told["names"][0]["name"] == "范一松"
    assert told["decisions"][0]["disagree"] == {"opencc": "瞭"}
    assert "&#34;范一松&#34; = &#34;范一松&#34;" in html
    assert "&lt;方向&gt;" in side
    assert "<del>记</del>" in side.replace("<del>报记</del>", "<del>记</del>")


def test_folio_speaks_the_edition() -> None:
    """The date with its lunar day and solar term is in the edition's script."""
    assert date_line("2021-02-03", "zh-Hant-TW").endswith("農曆庚子年臘月廿二　立春")
    assert date_line("2021-04-20", "zh-Hant-HK").endswith("農曆辛丑年三月初九　穀雨")
    assert date_line("2021-02-03").endswith("农历庚子年腊月廿二　立春")


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hant-TW", "zh-Hant-HK"])
@pytest.mark.parametrize("name", ["2021-02-03", "2026-03-18"])
def test_whole_issues(name: str, language: str) -> None:
    """Both issues convert whole: nothing asked, nothing left in Simplified."""
    issue, _ = load_issue(ROOT / "manuscript" / name)
    made = edit_from_files(issue, language, STYLES, strict=True)

    assert [f for f in made.findings if f.code == "T010"] == []
    assert [len(a.body) for a in made.issue.articles] == [
        len(a.body) for a in issue.articles
    ]
    for pair in made.ledger.pairs:
        assert judge(pair.text).simplified == "", pair


def test_the_governor_is_printed_as_decided() -> None:
    """李干杰 is 李干傑 in the real page, by its lexicon."""
    issue, _ = load_issue(ROOT / "manuscript" / "2021-02-03")
    made = edit_from_files(issue, "zh-Hant-TW", STYLES)
    texts = "".join(pair.text for pair in made.ledger.pairs)

    assert texts.count("李干傑") == 3
    assert "李幹傑" not in texts
