"""Several pages at once: articles that jump are whole, numbers come from folios."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest_kit import FIRST, LONE, THIRD, bring_in, fates, snapshot, write_page
from zbpub import ingest_reading
from zbpub.base.chars import significant
from zbpub.base.findings import InputError
from zbpub.cli import cli
from zbpub.ingest.folio import folio_mark
from zbpub.ingest.join import CONTINUED, join_pages
from zbpub.ingest.ledger import spell_article
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import Ingested
from zbpub.ingest.turns import PageMark, Turn, read_turns
from zbpub.ingest_recipe import IngestOrder, ingest_pages
from zbpub.manuscript.parse import parse_article

WHOLE = (
    "会议指出，去年全县修渠二十里，今年还要修渠三十里，护坡十里。"
    "各乡都已经动工，到秋天就能完成。"
)


def read(*texts: str, numbers: Sequence[str] = ("01", "03", "05")) -> list[Ingested]:
    """Pages read and joined."""
    pages = [
        ingest_page(text, path=f"{number}.md", page=number)
        for text, number in zip(texts, numbers, strict=False)
    ]
    return list(join_pages(pages))


def codes(page: Ingested) -> list[str]:
    """The codes of findings about turns."""
    return [one.code for one in page.findings if one.code in ("I030", "I031", "I032")]


def paragraphs(page: Ingested, article: int) -> list[str]:
    """The texts of an article's body."""
    texts = spell_article(page.articles[article])
    return [text for name, text in texts.items() if " block " in name]


def balance(page: Ingested) -> None:
    """The ledger is exact: every character once, nothing lost, nothing invented."""
    told = page.ledger.to_json()
    assert (told["lost"], told["invented"]) == (0, 0)
    assert told["kept"] + sum(told["left_out"].values()) == told["characters"]


def balance_articles(pages: Sequence[Ingested]) -> None:
    """Each field of each article spells what the ledgers say went there.

    What other pages give comes after what the article's own page gives, each page's
    whole; which of them is first, the jump lines say and not the pages' order.
    """
    homes = {article.name: page for page in pages for article in page.articles}
    claimed: dict[str, list[str]] = {}
    at_home: set[str] = set()
    for page in pages:
        own: dict[str, str] = {}
        for entry in page.ledger.entries:
            if not entry.reason:
                text = page.ledger.source.text[entry.start : entry.end]
                own[entry.where] = own.get(entry.where, "") + significant(text)
        for where, text in own.items():
            is_home = homes[where.split()[0]] is page
            parts = claimed.setdefault(where, [])
            parts.insert(0 if is_home else len(parts), text)
            at_home |= {where} if is_home else set()
    spelled: dict[str, str] = {}
    for page in pages:
        for article in page.articles:
            spelled |= spell_article(article)
    assert set(claimed) == {where for where, text in spelled.items() if text}
    for where, parts in claimed.items():
        first, others = (parts[:1], parts[1:]) if where in at_home else ([], parts)
        orders = ["".join((*first, *rest)) for rest in permutations(others)]
        assert significant(spelled[where]) in orders, where


FORMS = {
    "headline repeated, shortened": THIRD,
    "no headline": THIRD.replace("# 修渠护坡保住良田\n\n", ""),
    "named in the jump line": THIRD.replace(
        "（上接1版）\n\n# 修渠护坡保住良田", "——上接1版《修渠护坡保住良田》"
    ),
    "jump line under the headline": THIRD.replace(
        "（上接1版）\n\n# 修渠护坡保住良田", "# 修渠护坡保住良田\n\n（上接A01版）"
    ),
    "in words": THIRD.replace("上接1版", "上接第一版"),
    "in front of the text": THIRD.replace(
        "（上接1版）\n\n# 修渠护坡保住良田\n\n", "（上接第1版）"
    ),
    "headline alone": THIRD.replace("（上接1版）\n\n", ""),
}


@pytest.mark.parametrize("third", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("turn", ["下转3版", "下转第三版", "下转第3版", "下转03版"])
def test_a_jumped_article_is_whole(third: str, turn: str) -> None:
    """Both parts are one article on its first page, its broken paragraph one again."""
    pages = read(FIRST.replace("下转3版", turn), third)

    article = pages[0].articles[0]
    assert article.headline == "修渠护坡保住良田"
    assert (article.page, article.jump) == ("01", "03")
    assert article.byline == "本报记者 赵明"
    assert paragraphs(pages[0], 0)[1:] == [WHOLE]
    assert [one.name for one in pages[1].articles] == ["03-01"]
    assert [codes(page) for page in pages] == [[], ["I032"]]
    for page in pages:
        balance(page)
    balance_articles(pages)


def test_a_chain_may_lead_back() -> None:
    """From page 1 to 5 and from there to 3: each part stands where its turn says."""
    rest = "03版\n\n（上接5版）\n\n第三段写的是北河修路。\n"
    middle = "05版\n\n（上接1版）\n\n第二段写的是南岭修渠。（下转3版）\n"
    pages = read(FIRST.replace("下转3版", "下转5版"), rest, middle)
    text = "".join(paragraphs(pages[0], 0))

    balance_articles(pages)
    assert 0 < text.index("第二段写的是南岭修渠") < text.index("第三段写的是北河修路")
    assert [len(page.articles) for page in pages] == [2, 0, 0]


def test_a_joint_that_is_wrong_is_seen() -> None:
    """Control of the balance: with one part's text taken away it does not balance."""
    pages = read(FIRST, THIRD)
    moved = [pages[0], ingest_page(THIRD, path="03.md", page="03")]

    with pytest.raises(AssertionError):
        balance_articles(moved)


def test_the_repeated_headline_is_accounted_for() -> None:
    """It is in no manuscript; the ledger of its page says so."""
    left = read(FIRST, THIRD)[1].ledger.to_json()["left_out"]

    assert left[CONTINUED] == 8


def test_a_partner_that_is_not_there_is_told() -> None:
    """Page 3 is not given, or has nothing that comes from page 1."""
    (alone,) = read(FIRST)
    stranger = read(FIRST, LONE)
    rest = read(LONE, THIRD)

    assert codes(alone) == ["I030"]
    assert codes(stranger[0]) == ["I030"]
    assert codes(rest[1]) == ["I030"]
    assert "not among the pages" in next(
        one.message for one in alone.findings if one.code == "I030"
    )
    assert [one.jump for one in alone.articles] == ["", ""]


def test_two_that_come_from_one_page_are_ambiguous() -> None:
    """Two texts without headlines say the same: nothing is joined, both are named."""
    twice = FORMS["no headline"] + "\n（上接1版）\n\n另有一些话要说。\n\n记者 王小山\n"
    pages = read(FIRST, twice)

    assert codes(pages[0]) == ["I031"]
    assert codes(pages[1]) == []
    assert pages[0].articles[0].jump == ""
    for page in pages:
        balance(page)


def test_headlines_tell_two_jumps_apart() -> None:
    """Two articles of page 1 go on on page 3; each finds its own rest."""
    first = FIRST.replace(
        "一斤能卖三元钱。\n\n记者 张望", "一斤能卖三元钱，果农（下转3版）"
    )
    third = THIRD + "\n（上接1版）\n\n# 南岭乡通水\n\n都说水来得及时。\n\n记者 张望\n"
    pages = read(first, third)

    assert [one.jump for one in pages[0].articles] == ["03", "03"]
    assert paragraphs(pages[0], 1)[-1].endswith("果农都说水来得及时。")
    assert pages[0].articles[1].byline == "记者 张望"
    balance_articles(pages)


def test_another_headline_over_the_rest_is_a_warning() -> None:
    """Both jump lines fit, the headlines do not: joined, and the headline is told."""
    pages = read(FIRST, THIRD.replace("# 修渠护坡保住良田", "# 秋天就能完工"))

    finding = next(one for one in pages[1].findings if one.code == "I032")
    assert pages[0].articles[0].jump == "03"
    assert str(finding.severity) == "warning"
    assert "秋天就能完工" in finding.message


def test_an_article_over_three_pages() -> None:
    """The middle part's own rest comes with it; all ledgers name the first article."""
    middle = THIRD.replace("到秋天就能完成。\n\n本报记者 赵明", "到秋天就能（下转5版）")
    last = "（上接3版）\n\n# 修渠护坡保住良田\n\n完成。\n\n本报记者 赵明\n"
    pages = read(FIRST, middle, last)

    assert paragraphs(pages[0], 0)[1:] == [WHOLE]
    assert pages[0].articles[0].jump == "03"
    assert [len(page.articles) for page in pages] == [2, 1, 0]
    for page in pages:
        balance(page)
    balance_articles(pages)


def test_a_reference_is_no_jump() -> None:
    """详见3版 says where there is more, not where the article goes on."""
    assert read_turns("详见3版") == ()
    pages = read(FIRST.replace("下转3版", "详见3版"), THIRD)

    assert "I030" not in codes(pages[0])


def test_turns_are_read() -> None:
    """Page, direction, mark and title of each form."""
    assert read_turns("上接1版 下转A05版") == (
        Turn(onwards=False, page=PageMark("", 1)),
        Turn(onwards=True, page=PageMark("A", 5)),
    )
    assert read_turns("上接第十二版①《修渠》") == (
        Turn(onwards=False, page=PageMark("", 12), mark="①", title="修渠"),
    )


@given(
    st.lists(
        st.sampled_from(
            [FIRST, THIRD, LONE, *FORMS.values(), FIRST.replace("下转3版", "下转5版")]
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=25, deadline=None)
def test_any_pages_balance(texts: list[str]) -> None:
    """Whatever jumps where: 0 lost, 0 invented, and every field is accounted for."""
    pages = read(*texts)

    for page in pages:
        balance(page)
    balance_articles(pages)


# Numbers.


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("03 要闻\n\n# 修渠\n", PageMark("", 3)),
        ("第03版\n\n# 修渠\n", PageMark("", 3)),
        ("第三版 2024年3月6日 星期三\n\n# 修渠\n", PageMark("", 3)),
        ("# A05版\n\n# 修渠\n", PageMark("A", 5)),
        ("2024年3月6日 星期三\n\n# 修渠\n", None),
        ("今日8版\n\n# 修渠\n", None),
        ("# 修渠\n\n水来了。\n", None),
        ("03 要闻\n\n# 修渠\n\n05版\n", PageMark("", 5)),
        ("03版\n\n# 修渠\n\n05版\n", None),
    ],
)
def test_a_folio_says_its_page(text: str, mark: PageMark | None) -> None:
    """Dates, counts of pages and two numbers say none; 版 outranks a bare number."""
    assert folio_mark(text) == mark


def _order(tmp_path: Path, **texts: str) -> tuple[Path, ...]:
    return tuple(
        write_page(tmp_path / "in", text, f"{name}.md") for name, text in texts.items()
    )


def _numbers(*pages: Path, number: str = "", issue: Path | None = None) -> list[str]:
    order = IngestOrder(pages=pages, issue=issue, number=number)
    return [one.number for one in ingest_pages(order, write=False).readings]


def test_numbers_come_from_folios(tmp_path: Path) -> None:
    """In any order of the pages; those without a folio take what is left."""
    pages = _order(tmp_path, a=THIRD, b=FIRST, c=LONE)

    assert _numbers(*pages) == ["03", "01", "02"]


def test_a_folio_against_the_user_is_told(tmp_path: Path) -> None:
    """--page counts, and the contradiction is a warning; without one there is none."""
    pages = _order(tmp_path, a=THIRD)
    order = IngestOrder(pages=pages, issue=None, number="05")
    asked = ingest_pages(order, write=False)
    agreed = ingest_pages(
        IngestOrder(pages=pages, issue=None, number="A3"), write=False
    )

    assert asked.readings[0].number == "05"
    assert [f.code for f in asked.findings if f.code == "I033"] == ["I033"]
    assert [f.code for f in agreed.findings if f.code == "I033"] == []


def test_a_folio_against_issue_toml(tmp_path: Path) -> None:
    """An issue of one page is that page; a folio that says otherwise is told."""
    issue = tmp_path / "issue"
    write_page(
        issue,
        'publication = "报"\ndate = 2024-03-06\n[[pages]]\nnumber = "05"\n',
        "issue.toml",
    )
    (page,) = _order(tmp_path, a=THIRD)
    done = ingest_pages(IngestOrder(pages=(page,), issue=issue), write=False)

    assert done.readings[0].number == "05"
    assert "I033" in [one.code for one in done.findings]


# The command.


def _run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["ingest", *map(str, arguments)])
    return done.exit_code, done.output


def test_pages_of_an_issue(tmp_path: Path) -> None:
    """The joined article is one manuscript; the ledger holds all pages."""
    issue = tmp_path / "2024-03-06"
    first, third = _order(tmp_path, p1=FIRST, p3=THIRD)

    done = bring_in(issue, first, third)

    assert fates(done) == dict.fromkeys(("01-01.md", "01-02.md", "03-01.md"), "new")
    text = (issue / "01-01.md").read_text("utf-8")
    assert 'jump: "03"' in text
    article, _ = parse_article(text, name="01-01", path="01-01.md")
    assert article is not None
    assert article.jump == "03"
    ledger = json.loads((issue / "ledger.json").read_text("utf-8"))
    assert ledger["p1.md"]["manuscripts"]["01-01"]["sources"] == ["p1.md", "p3.md"]


def test_one_page_of_a_joined_article_again(tmp_path: Path) -> None:
    """Its partner is read too, so that the rest stays in the manuscript."""
    issue = tmp_path / "2024-03-06"
    first, third = _order(tmp_path, p1=FIRST, p3=THIRD)
    bring_in(issue, first, third)
    before = snapshot(issue)

    for page in (first, third):
        assert set(fates(bring_in(issue, page)).values()) == {"same"}
        assert snapshot(issue) == before


def test_pages_one_after_the_other(tmp_path: Path) -> None:
    """The second page finds the first in source/, as if both came at once."""
    first, third = _order(tmp_path, p1=FIRST, p3=THIRD)
    both, after = tmp_path / "both", tmp_path / "after"
    bring_in(both, first, third)
    bring_in(after, first)
    done = bring_in(after, third)

    assert fates(done)["01-01.md"] == "updated"
    assert {p.name: p.read_bytes() for p in after.glob("*.md")} == {
        p.name: p.read_bytes() for p in both.glob("*.md")
    }


def test_json_is_one_object(tmp_path: Path) -> None:
    """Of several pages too, with the keys that other programs rely on."""
    first, third = _order(tmp_path, p1=FIRST, p3=THIRD)
    status, output = _run("--json", "-q", first, third)

    told = json.loads(re.sub(r"^(?!\{).*?(?=^\{)", "", output, flags=re.S | re.M))
    assert status == 0
    assert list(told) == ["articles", "captions", "furniture"]
    assert list(told["articles"][0]) == [
        "kicker", "headline", "deck", "label", "dateline", "byline", "paragraphs",
        "subheads", "callouts", "captions", "jump",
    ]  # fmt: skip
    assert [one["headline"] for one in told["articles"]] == [
        "修渠护坡保住良田", "南岭乡通水 果农笑了", "北河学校搬新家 孩子读书暖洋洋",
    ]  # fmt: skip
    assert told["articles"][0]["paragraphs"][1] == WHOLE
    assert told["articles"][0]["jump"] == "下转3版"
    assert told["furniture"] == ["01 要闻", "03版"]


def test_what_gets_in_the_way_is_one_line_each(tmp_path: Path) -> None:
    """The same page twice, two of one number, two of one name, no page, a folder."""
    first, third, lone = _order(tmp_path, p1=FIRST, p3=THIRD, p4=LONE)
    other = write_page(tmp_path / "other", LONE, "p1.md")
    same = write_page(tmp_path / "in", FIRST.replace("水利", "农业"), "p2.md")
    closed = tmp_path / "file"
    closed.write_text("x")

    cases = [
        ([first, first], "I093"),
        ([first, same], "I094"),
        ([first, other], "I095"),
        ([tmp_path / "none.md"], "I090"),
        ([tmp_path / "in"], "I090"),
        ([closed / "page.md"], "I090"),
    ]
    for pages, code in cases:
        status, output = _run(*pages, "--issue", tmp_path / "issue")
        lines = [line for line in output.splitlines() if code in line]
        assert (status, len(lines)) == (3, 1), output
        assert "hint:" in output
        assert not (tmp_path / "issue").exists()
    status, _ = _run(first, third, lone, "--issue", tmp_path / "issue")
    assert status == 0


def test_a_broken_issue_toml_is_a_finding(tmp_path: Path) -> None:
    """No traceback; nothing is written."""
    (page,) = _order(tmp_path, p1=FIRST)
    issue = tmp_path / "issue"
    issue.mkdir()
    for content in (b"publication = ", b"\xff\xfe", b'date = "x"'):
        (issue / "issue.toml").write_bytes(content)
        status, output = _run(page, "--issue", issue)
        assert status == 3, output
        assert "error M0" in output
        assert list(issue.iterdir()) == [issue / "issue.toml"]


def test_an_issue_that_is_a_file(tmp_path: Path) -> None:
    """One finding."""
    (page,) = _order(tmp_path, p1=FIRST)
    (tmp_path / "file").write_text("x")

    status, output = _run(page, "--issue", tmp_path / "file")
    assert status == 3
    assert "M002" in output


def test_many_pages_are_read_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The results of several processes come in order, and are those of one."""
    pages = [
        write_page(tmp_path / "in", f"{n:02d}版\n\n{LONE}", f"p{n}.md")
        for n in range(1, 13)
    ]
    said: list[str] = []
    monkeypatch.setattr(ingest_reading, "cores", lambda: 2)
    many = ingest_reading.read_sources(pages, said.append)
    monkeypatch.setattr(ingest_reading, "cores", lambda: 1)
    one = ingest_reading.read_sources(pages, said.append)

    assert many == one
    assert [reading.path for reading in many] == pages
    assert said[:2] == ["reading 12 sources", "read 10 of 12"]


def test_errors_of_all_pages_come_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From other processes too: each unreadable page has its line."""
    pages = [write_page(tmp_path / "in", LONE, f"p{n}.md") for n in range(8)]
    for page in pages[::3]:
        page.unlink()
    monkeypatch.setattr(ingest_reading, "cores", lambda: 2)

    with pytest.raises(InputError) as caught:
        ingest_reading.read_sources(pages, lambda line: None)
    assert [one.path for one in caught.value.findings] == [str(p) for p in pages[::3]]
